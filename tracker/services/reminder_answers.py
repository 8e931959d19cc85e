"""Why somebody is reminded of a task on a day, and why not: every rule's verdict in words.

The same rules, the same directory and the same ledger as the planner's; nothing is written. Any
day may be asked about: a past one is answered from dated rows as they were that morning, a day
to come as if nothing happened until then.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from tracker.domain.delivery import Channel
from tracker.domain.labels import label
from tracker.domain.local_time import VIETNAM, local_day
from tracker.domain.reminder_ladder import ReminderRule, RuleKind
from tracker.domain.reminder_rules import Reminder, TaskFacts, verdict
from tracker.domain.reminder_scope import rule_for
from tracker.domain.sentences import Sentence, say
from tracker.domain.vietnamese import day_words
from tracker.models import LedgerEntry, Task, User
from tracker.queries.recipients import Directory, directory
from tracker.queries.reminder_rules import rules_of_office
from tracker.queries.task_at import facts_at, lead_at
from tracker.queries.working_calendar import working_calendar
from tracker.services.notices import channels_of

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
class PersonAnswer:
    """One person: what was told, or why nothing was."""

    name: str
    said: tuple[Sentence, ...]


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
    answers = []
    for kind in OF_TASKS:
        rule = rule_for(rules, kind, unit_id=lead.unit_id, directive_id=task.duty.directive_id)
        if rule is None:
            continue
        found = verdict(facts, on_day, calendar, rule)
        asked = _Asked(task, lead.unit_id, facts, rule, on_day, local_day(now))
        said = [entry for entry in kept if entry.rule == rule.key]
        people = _people(book, asked, found.reminder, said)
        answers.append(RuleAnswer(kind, found.reminder is not None, found.why, people))
    return answers


@dataclass(frozen=True, slots=True)
class _Asked:
    """What one rule is asked about."""

    task: Task
    unit_id: int
    facts: TaskFacts
    rule: ReminderRule
    on_day: date
    today: date


def _people(
    book: Directory, asked: _Asked, reminder: Reminder | None, said: Sequence[LedgerEntry]
) -> tuple[PersonAnswer, ...]:
    """Everybody whom the rule reaches that day, and whoever was told all the same."""
    told = [entry for entry in said if _is_of(entry, reminder, asked.on_day)]
    by_person: dict[int, list[LedgerEntry]] = {}
    for entry in told:
        by_person.setdefault(entry.recipient_id, []).append(entry)
    reached: set[int] = set()
    if reminder is not None:
        reached = book.reached(
            reminder.audiences,
            unit_id=asked.unit_id,
            assignee_id=asked.task.assignee_id,
            leader_id=asked.task.duty.leader_id,
            field_id=asked.task.duty.field_id,
        )
    answers = [
        PersonAnswer(_name(person_id, book, told), _said(book, person_id, asked, by_person))
        for person_id in sorted(reached | set(by_person))
    ]
    if reminder is not None and not answers:
        nobody = say("Không có ai giữ các vị trí được nhắc vào ngày này.")
        answers.append(PersonAnswer("", (nobody,)))
    return tuple(answers)


def _said(
    book: Directory, person_id: int, asked: _Asked, told: dict[int, list[LedgerEntry]]
) -> tuple[Sentence, ...]:
    entries = told.get(person_id, [])
    sentences = [_told_words(entry) for entry in entries]
    person = book.people.get(person_id)
    if person is not None and not any(entry.channel is Channel.EMAIL for entry in entries):
        sentences += _why_no_mail(person)
    if not entries:
        sentences.insert(0, _not_told(asked))
    return tuple(sentences)


def _told_words(entry: LedgerEntry) -> Sentence:
    channel = say(label(entry.channel))
    what = say("Đã nhắc ngày %(day)s (%(channel)s)", day=day_words(entry.on_day), channel=channel)
    message = entry.message
    if message is None:
        return what
    if message.failed_at is not None:
        return say("%(what)s: không gửi được (%(error)s)", what=what, error=message.last_error)
    if message.sent_at is None:
        return say("%(what)s: đang chờ gửi", what=what)
    if message.read_at is not None:
        opened = day_words(local_day(message.read_at))
        return say("%(what)s: đã mở ngày %(day)s", what=what, day=opened)
    return what


def _not_told(asked: _Asked) -> Sentence:
    if asked.on_day > asked.today:
        return say("Sẽ nhắc nếu đến lúc đó không có gì thay đổi.")
    if asked.on_day == asked.today:
        return say("Chưa nhắc: sẽ nhắc khi lập danh sách buổi sáng.")
    return say("Không có trong sổ nhắc việc: buổi sáng hôm đó chưa được lập danh sách.")


def _why_no_mail(person: User) -> list[Sentence]:
    if Channel.EMAIL in channels_of(person):
        return []
    if person.email is None:
        return [say("Không gửi thư điện tử: chưa có địa chỉ.")]
    if person.mail_failing:
        return [say("Không gửi thư điện tử: địa chỉ đang bị lỗi.")]
    return [say("Không gửi thư điện tử: người này đang tạm dừng nhận.")]


def _is_of(entry: LedgerEntry, reminder: Reminder | None, on_day: date) -> bool:
    """Whether the entry tells of this very reminder, or of that very day."""
    if reminder is None:
        return entry.on_day == on_day
    return (entry.rung, entry.occurrence, entry.deadline_version) == (
        reminder.rung,
        reminder.occurrence,
        reminder.deadline_version,
    )


def _name(person_id: int, book: Directory, told: Iterable[LedgerEntry]) -> str:
    if person_id in book.people:
        return book.people[person_id].name
    return next(entry.recipient.name for entry in told if entry.recipient_id == person_id)


def _ledger(session: Session, task: Task) -> list[LedgerEntry]:
    return list(
        session.scalars(
            select(LedgerEntry)
            .where(LedgerEntry.task_id == task.id)
            .options(joinedload(LedgerEntry.recipient), joinedload(LedgerEntry.message))
            .order_by(LedgerEntry.id)
        ).unique()
    )
