"""The reporting regimes of an office: entered from sourced defaults, then the office's own."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.errors import InvalidInput
from tracker.domain.history import EventKind
from tracker.domain.local_time import local_day
from tracker.domain.report_scope import ReportScope
from tracker.domain.reporting_regimes import RegimePlan, check_plan, from_json, to_json
from tracker.domain.vietnamese import one_line
from tracker.models import ReportingRegime
from tracker.permissions import Actor
from tracker.queries.regimes import regime_of, regimes_of, scope_name
from tracker.services.history import record
from tracker.services.loading import for_change

SEEDS = Path(__file__).parents[2] / "seeds" / "regimes" / "regimes.json"


def ensure_regimes(
    session: Session, *, office_id: int, actor: Actor, now: datetime
) -> list[ReportingRegime]:
    """The sourced defaults that the office has not got yet; what it has stays as it is."""
    known = set(
        session.scalars(select(ReportingRegime.code).where(ReportingRegime.office_id == office_id))
    )
    made = []
    for seed in json.loads(SEEDS.read_text("utf-8")):
        if seed["code"] in known:
            continue
        regime = ReportingRegime(
            office_id=office_id,
            code=seed["code"],
            name=seed["name"],
            source=seed["source"],
            plan=to_json(from_json(seed)),
            automatic=bool(seed["automatic"]),
            from_on=local_day(now),
            changed_at=now,
            changed_by_id=actor.user_id,
        )
        session.add(regime)
        made.append(regime)
    session.flush()
    for regime in made:
        record(
            session, EventKind.REGIME_CHANGED, actor=actor, now=now, note=regime.name,
            regime=regime.id,
        )  # fmt: skip
    return made


def add_regime(
    session: Session, *, like_id: int, name: str, scope: ReportScope, actor: Actor, now: datetime
) -> ReportingRegime:
    """A regime like another one for a scope of its own (one directive, one field, one unit)."""
    office_id = actor.office_id or 0
    like = regime_of(session, office_id, like_id)
    if like is None:
        raise InvalidInput("Hãy chọn chế độ báo cáo làm mẫu.", field="like")
    scope_name(session, office_id, scope, local_day(now))
    regime = ReportingRegime(
        office_id=office_id,
        code=_free_code(session, office_id, like.code),
        name=_called(name),
        source=like.source,
        plan=dict(like.plan),
        directive_id=scope.directive_id,
        field_id=scope.field_id,
        unit_id=scope.unit_id,
        automatic=False,
        from_on=local_day(now),
        changed_at=now,
        changed_by_id=actor.user_id,
    )
    session.add(regime)
    session.flush()
    record(
        session, EventKind.REGIME_CHANGED, actor=actor, now=now, note=regime.name, regime=regime.id
    )
    return regime


def change_regime(
    session: Session,
    *,
    regime_id: int,
    version: int | None,
    name: str,
    source: str,
    plan: RegimePlan,
    automatic: bool,
    off_on: date | None,
    actor: Actor,
    now: datetime,
) -> ReportingRegime:
    """What was made by it stays as it is: every report keeps its own days and words.

    InvalidInput for a plan that cannot be kept, NotFound for another office's regime.
    """
    regime_of(session, actor.office_id or 0, regime_id)
    check_plan(plan)
    regime = for_change(session, ReportingRegime, regime_id, version=version)
    before = _told(regime)
    if automatic and not regime.automatic:
        regime.from_on = local_day(now)  # no draft of windows from before it was switched on
    regime.name = _called(name)
    regime.source = source.strip()
    regime.plan = to_json(plan)
    regime.automatic = automatic
    regime.off_on = off_on
    regime.changed_at = now
    regime.changed_by_id = actor.user_id
    session.flush()
    after = _told(regime)
    changed = {key: [before[key], after[key]] for key in after if before[key] != after[key]}
    record(
        session,
        EventKind.REGIME_CHANGED,
        actor=actor,
        now=now,
        note=regime.name,
        regime=regime.id,
        changed=changed,
    )
    return regime


def _told(regime: ReportingRegime) -> dict[str, Any]:
    """What the history keeps of it."""
    return {
        "name": regime.name,
        "source": regime.source,
        "plan": dict(regime.plan),
        "automatic": regime.automatic,
        "off_on": regime.off_on.isoformat() if regime.off_on else None,
    }


def _called(name: str) -> str:
    called = one_line(name)
    if not called:
        raise InvalidInput("Chưa nhập tên chế độ báo cáo.", field="name")
    return called[:200]


def _free_code(session: Session, office_id: int, like: str) -> str:
    known = {regime.code for regime in regimes_of(session, office_id)}
    n = 2
    while f"{like[:30]}_{n}" in known:
        n += 1
    return f"{like[:30]}_{n}"
