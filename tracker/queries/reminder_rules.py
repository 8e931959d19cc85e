"""The ladder of an office as it held at a moment; what an office begins with."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from tracker.domain.delivery import Channel
from tracker.domain.reminder_ladder import Audience, ReminderRule, RuleKind, Rung
from tracker.models import ReminderRuleRow, ReminderRungRow

DEFAULTS = Path(__file__).parents[2] / "seeds" / "reminders.json"

OFFICE_SCOPE = "office"


@lru_cache(maxsize=1)
def default_rules() -> tuple[ReminderRule, ...]:
    """The rules with which an office begins, one of each kind (seeds/reminders.json)."""
    data = json.loads(DEFAULTS.read_text("utf-8"))
    return tuple(
        ReminderRule(
            key=raw["kind"],
            kind=RuleKind(raw["kind"]),
            rungs=tuple(_rung(rung) for rung in raw["rungs"]),
            enabled=raw["enabled"],
        )
        for raw in data["rules"]
    )


def _rung(raw: Mapping[str, Any]) -> Rung:
    return Rung(
        key=raw["key"],
        at=raw["at"],
        audiences=tuple(Audience(name) for name in raw["audiences"]),
        every=raw.get("every"),
        most=raw.get("most"),
        statutory=raw.get("statutory", False),
        letter=raw.get("letter", False),
    )


def rules_of_office(session: Session, office_id: int, at: datetime) -> tuple[ReminderRule, ...]:
    """Every rule that held at a moment, the narrower ones too.

    A kind of which the office never had a rule has the one that offices begin with.
    """
    found = tuple(rule_of(row) for row in rule_rows(session, office_id, at))
    entered = {rule.kind for rule in found}
    return tuple(rule for rule in default_rules() if rule.kind not in entered) + found


def rule_rows(session: Session, office_id: int, at: datetime) -> list[ReminderRuleRow]:
    """The rows that held at a moment: the office's own first, then units, then directives."""
    return list(
        session.scalars(
            select(ReminderRuleRow)
            .where(
                ReminderRuleRow.office_id == office_id,
                ReminderRuleRow.set_at <= at,
                or_(ReminderRuleRow.replaced_at.is_(None), ReminderRuleRow.replaced_at > at),
            )
            .order_by(
                ReminderRuleRow.directive_id.is_not(None),
                ReminderRuleRow.unit_id.is_not(None),
                ReminderRuleRow.id,
            )
        )
    )


def versions_of(
    session: Session, office_id: int, kind: RuleKind, scope: str
) -> list[ReminderRuleRow]:
    """Every version of one rule, the newest first."""
    return list(
        session.scalars(
            select(ReminderRuleRow)
            .where(
                ReminderRuleRow.office_id == office_id,
                ReminderRuleRow.kind == kind,
                ReminderRuleRow.scope == scope,
            )
            .order_by(ReminderRuleRow.n.desc())
        )
    )


def rule_of(row: ReminderRuleRow) -> ReminderRule:
    """A version as the rules know it."""
    return ReminderRule(
        key=row.kind.value,
        kind=row.kind,
        rungs=tuple(rung_of(rung) for rung in sorted(row.rungs, key=lambda rung: rung.at)),
        enabled=row.enabled,
        id=row.id,
        unit_id=row.unit_id,
        directive_id=row.directive_id,
    )


def rung_of(row: ReminderRungRow) -> Rung:
    """A rung as the rules know it."""
    return Rung(
        key=row.key,
        at=row.at,
        audiences=tuple(Audience(name) for name in row.audiences),
        every=row.every,
        most=row.most,
        channels=tuple(Channel(name) for name in row.channels),
        words=row.words,
        statutory=row.statutory,
        letter=row.letter,
    )
