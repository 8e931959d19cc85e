"""Escalation ends in paper: a chasing letter per unit is drafted, and a person takes it on.

Drafting is all that the clock may do (issue of reminders): nothing is numbered, signed or sent
without somebody of the lead office.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.local_time import local_day
from tracker.models import LedgerEntry, Office, OfficialPaper, Task
from tracker.permissions import Actor, actor_of
from tracker.queries.paper_tasks import overdue_units
from tracker.queries.reminder_rules import rules_of_office
from tracker.queries.users import the_system
from tracker.services.official_papers import draft, drafted_for
from tracker.services.papers import kind_of
from tracker.services.papers.chasing_letter import CODE
from tracker.services.papers.paper_kind import Asked


def draft_urging_letters(
    session: Session,
    *,
    office_id: int,
    unit_ids: Iterable[int],
    on_day: date,
    now: datetime,
    actor: Actor,
    rung: str = "",
) -> list[OfficialPaper]:
    """Draft one letter for each of these units that is late with something on ``on_day``.

    Not twice for the same unit, day and ``rung`` (any text that names the rung; the planner's):
    run again it drafts nothing. Units that owe nothing late are passed over. Returns the new
    drafts only. Runs inside the caller's writing transaction and flushes.
    """
    late = set(overdue_units(session, office_id=office_id, on_day=on_day))
    wanted = {unit_id: cause(unit_id, on_day, rung) for unit_id in unit_ids if unit_id in late}
    done = drafted_for(session, office_id, list(wanted.values()))
    kind, made = kind_of(CODE), []
    for unit_id, why in sorted(wanted.items()):
        if why in done:
            continue
        asked = Asked(office_id=office_id, unit_id=unit_id, on_day=on_day, now=now)
        made.append(draft(session, kind=kind, asked=asked, actor=actor, made_for=why))
    return made


def draft_for_morning(session: Session, *, office_id: int, now: datetime) -> list[OfficialPaper]:
    """Draft the letters that today's reached rungs ask for, one for each unit.

    Asks the ledger, not the planner: after a crash between planning and drafting the next round
    finds the same units, and drafts nothing twice.
    """
    today, system = local_day(now), the_system(session)
    asking = {
        (rule.key, rung.key)
        for rule in rules_of_office(session, office_id, now)
        for rung in rule.rungs
        if rung.letter
    }
    if system is None or not asking:
        return []
    told = session.execute(
        select(LedgerEntry.rule, LedgerEntry.rung, Task.lead_unit_id)
        .join(Task, Task.id == LedgerEntry.task_id)
        .where(
            LedgerEntry.office_id == office_id,
            LedgerEntry.on_day == today,
            LedgerEntry.rung.in_(sorted({rung for _rule, rung in asking})),
        )
        .distinct()
    )
    return draft_urging_letters(
        session,
        office_id=office_id,
        unit_ids={unit_id for rule, rung, unit_id in told if (rule, rung) in asking},
        on_day=today,
        now=now,
        actor=actor_of(system, office=session.get_one(Office, office_id), on_day=today),
        rung="ladder",
    )


def cause(unit_id: int, on_day: date, rung: str) -> str:
    """The text that keeps a letter from being drafted twice."""
    return f"urging:{unit_id}:{on_day.isoformat()}:{rung}"[:120]
