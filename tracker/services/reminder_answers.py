"""Why somebody is reminded of a task on a day, and why not: every rule's verdict in words.

The same rules, the same directory and the same ledger as the planner's; nothing is written. Any
day may be asked about: a past one is answered from dated rows as they were that morning, a day
to come as if nothing happened until then.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from tracker.domain.local_time import VIETNAM, local_day
from tracker.domain.reminder_ladder import RuleKind
from tracker.domain.reminder_rules import verdict
from tracker.domain.reminder_scope import rule_for
from tracker.domain.sentences import Sentence, say
from tracker.domain.vietnamese import day_words
from tracker.models import LedgerEntry, Task
from tracker.queries.due_things import Whose
from tracker.queries.recipients import directory
from tracker.queries.reminder_rules import rules_of_office
from tracker.queries.task_at import facts_at, lead_at
from tracker.queries.working_calendar import working_calendar
from tracker.services.reminder_told import Asked, PersonAnswer, people_answers

MORNING = time(7, 30)

#: Clocks of one task; those of periods, series and papers are no task's.
OF_TASKS = (
    RuleKind.DEADLINE,
    RuleKind.ACKNOWLEDGE,
    RuleKind.UPDATE,
    RuleKind.APPROVAL,
    RuleKind.EXTENSION,
)


@dataclass(frozen=True, slots=True)
class RuleAnswer:
    """One rule's verdict: whether it reminds on that day, why, and whom."""

    kind: RuleKind
    reminds: bool
    why: Sentence
    people: tuple[PersonAnswer, ...]


def morning_of(day: date) -> datetime:
    """When mornings are planned."""
    return datetime.combine(day, MORNING, VIETNAM)


def why(session: Session, *, task: Task, on_day: date, now: datetime) -> list[RuleAnswer]:
    """What each rule says of ``task`` on ``on_day``, in the order of the kinds."""
    at = morning_of(on_day)
    facts, lead = facts_at(session, task, at), lead_at(session, task, at)
    if facts is None or lead is None:
        missing = say("Ngày %(day)s nhiệm vụ chưa được giao.", day=day_words(on_day))
        return [RuleAnswer(kind, False, missing, ()) for kind in OF_TASKS]
    book = directory(session, office_id=task.office_id, on_day=on_day)
    calendar = working_calendar(session, task.office_id)
    rules = rules_of_office(
        session, task.office_id, min(at, now) if on_day < local_day(now) else now
    )
    kept = _ledger(session, task)
    duty = task.duty
    whose = Whose(lead.unit_id, task.assignee_id, duty.leader_id, duty.field_id)
    answers = []
    for kind in OF_TASKS:
        rule = rule_for(rules, kind, unit_id=lead.unit_id, directive_id=duty.directive_id)
        if rule is None:
            continue
        found = verdict(facts, on_day, calendar, rule)
        asked = Asked(whose, on_day, local_day(now))
        said = [entry for entry in kept if entry.rule == rule.key]
        people = people_answers(book, asked, found.reminder, said)
        answers.append(RuleAnswer(kind, found.reminder is not None, found.why, people))
    return answers


def _ledger(session: Session, task: Task) -> list[LedgerEntry]:
    return list(
        session.scalars(
            select(LedgerEntry)
            .where(LedgerEntry.task_id == task.id)
            .options(joinedload(LedgerEntry.recipient), joinedload(LedgerEntry.message))
            .order_by(LedgerEntry.id)
        ).unique()
    )
