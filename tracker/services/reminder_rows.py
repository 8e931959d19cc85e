"""Rows of reminder rules: what an office begins with, and the next version of a rule."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy.orm import Session

from tracker.domain.reminder_ladder import ReminderRule, RuleKind, Rung
from tracker.models import ReminderRuleRow, ReminderRungRow
from tracker.queries.reminder_rules import OFFICE_SCOPE, default_rules, versions_of

ALWAYS = datetime(2000, 1, 1, tzinfo=UTC)
"""From when the rules hold with which an office begins."""


def enter_defaults(session: Session, office_id: int) -> list[ReminderRuleRow]:
    """The rules of seeds/reminders.json as the first versions of a new office."""
    rows = []
    for rule in default_rules():
        row = ReminderRuleRow(
            office_id=office_id,
            kind=rule.kind,
            scope=OFFICE_SCOPE,
            n=1,
            enabled=rule.enabled,
            set_at=ALWAYS,
            rungs=rung_rows(rule.rungs),
        )
        session.add(row)
        rows.append(row)
    session.flush()
    return rows


def add_version(
    session: Session,
    *,
    office_id: int,
    rule: ReminderRule,
    basis: str,
    set_by_id: int | None,
    now: datetime,
) -> ReminderRuleRow:
    """The next version of this rule; the one before it ends at ``now``.

    An office without rows of its own held the default until now: it becomes the first version.
    """
    scope = scope_of(rule)
    before = versions_of(session, office_id, rule.kind, scope)
    if not before and scope == OFFICE_SCOPE:
        before = [_default_as_row(session, office_id, rule.kind)]
    end_version(before, now)
    session.flush()
    row = ReminderRuleRow(
        office_id=office_id,
        kind=rule.kind,
        scope=scope,
        unit_id=rule.unit_id,
        directive_id=rule.directive_id,
        n=before[0].n + 1 if before else 1,
        enabled=rule.enabled,
        basis=basis,
        set_at=now,
        set_by_id=set_by_id,
        rungs=rung_rows(rule.rungs),
    )
    session.add(row)
    session.flush()
    return row


def end_version(versions: Sequence[ReminderRuleRow], now: datetime) -> None:
    """The present version, if there is one, holds no longer from ``now`` on."""
    for row in versions:
        if row.replaced_at is None:
            row.replaced_at = now


def scope_of(rule: ReminderRule) -> str:
    """The name of what a rule is about, as its rows keep it."""
    if rule.directive_id is not None:
        return f"directive:{rule.directive_id}"
    return f"unit:{rule.unit_id}" if rule.unit_id is not None else OFFICE_SCOPE


def rung_rows(rungs: Sequence[Rung]) -> list[ReminderRungRow]:
    """New rows of these rungs."""
    return [
        ReminderRungRow(
            key=rung.key,
            at=rung.at,
            every=rung.every,
            most=rung.most,
            audiences=[audience.value for audience in rung.audiences],
            channels=[channel.value for channel in rung.channels],
            words=rung.words,
            statutory=rung.statutory,
            letter=rung.letter,
        )
        for rung in rungs
    ]


def _default_as_row(session: Session, office_id: int, kind: RuleKind) -> ReminderRuleRow:
    rule = next(rule for rule in default_rules() if rule.kind is kind)
    row = ReminderRuleRow(
        office_id=office_id,
        kind=kind,
        scope=OFFICE_SCOPE,
        n=1,
        enabled=rule.enabled,
        set_at=ALWAYS,
        rungs=rung_rows(rule.rungs),
    )
    session.add(row)
    return row
