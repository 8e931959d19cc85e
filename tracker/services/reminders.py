"""Planning a morning: which reminders are deserved, whom they reach, what was told already.

Repeatable: the ledger's unique key is the claim, so planning twice, in two processes, or again
after a crash adds nothing. One digest per person and channel; what was missed while nobody
planned is made up by the nearest passed rung (domain/reminder_rules.py). Nothing is assigned to
anybody by it: whoever owes a deed goes on owing it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import chain

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from tracker.db import hold_more_pages
from tracker.domain.delivery import Channel
from tracker.domain.local_time import local_day
from tracker.domain.messages import MessageKind
from tracker.domain.notice_mail import DRAWN
from tracker.domain.reminder_ladder import ReminderRule
from tracker.domain.reminder_words import reason
from tracker.models import Office, PlanRun, User
from tracker.queries.due_decisions import due_to_confirm, due_to_decide
from tracker.queries.due_periods import due_to_begin, due_to_renew, due_to_report
from tracker.queries.due_sheets import due_to_explain, due_to_lock, due_to_prepare
from tracker.queries.due_tasks import due_by_deadline, due_to_acknowledge, due_to_update
from tracker.queries.due_things import Due, Morning, leaves_out
from tracker.queries.gateways import goes_by_gateway
from tracker.queries.ledger_subjects import Subjects
from tracker.queries.office_rules import office_rules
from tracker.queries.recipients import Directory, directory
from tracker.queries.reminder_rules import rules_of_office
from tracker.queries.working_calendar import working_calendar
from tracker.services.notices import channels_of
from tracker.services.planned_rows import (
    MorningWriter,
    insert_new,
    known_keys,
    ledger_rows,
    new_message,
)
from tracker.services.telling import DigestWindow, digest_window
from tracker.services.told import Place, Told, keys_of, place_of
from tracker.services.waiting_notices import NewsWriter

PEOPLE = 20
"""People whose morning is written in one transaction."""


@dataclass(slots=True)
class Plan:
    """What a round of planning did (or would do): new ledger entries by rule and rung."""

    on_day: date
    works: bool
    planned: Counter[str] = field(default_factory=Counter)
    messages: int = 0
    people: set[int] = field(default_factory=set)

    @property
    def total(self) -> int:
        return sum(self.planned.values())

    @property
    def by_rule(self) -> Counter[str]:
        """New ledger entries by rule alone."""
        found: Counter[str] = Counter()
        for name, count in self.planned.items():
            found[name.partition("/")[0]] += count
        return found


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is due this morning, by whom it reaches."""

    office: Office
    book: Directory
    reasons: Mapping[int, Sequence[Told]]
    texted: frozenset[MessageKind]
    """Which of digest and escalation the office's gateway carries to telephones."""
    window: DigestWindow

    def told(self, person_id: int, reasons: Sequence[Told]) -> dict[Channel, list[Told]]:
        """What this person is told by which way."""
        person = self.book.people[person_id]
        return by_channel(person, reasons, self.window, texted=self.texted)


def plan(
    session: Session,
    *,
    office_id: int,
    now: datetime,
    base_url: str,
    dry_run: bool = False,
    rules: Sequence[ReminderRule] | None = None,
) -> Plan:
    """Plan the morning of ``now`` for one office.

    A batch service: commits per twenty people, so that a crash loses nobody who was planned
    before; whoever was not is planned by the next round.
    With ``dry_run`` nothing is written. Nothing is planned on a day that does not work.
    ``rules``: others than those that the office has, for a look at what they would do.
    """
    on_day = local_day(now)
    calendar = working_calendar(session, office_id)
    done = Plan(on_day=on_day, works=calendar.is_working(on_day))
    if not done.works:
        return done
    morning = Morning(
        office_id=office_id,
        day=on_day,
        calendar=calendar,
        rules=rules if rules is not None else rules_of_office(session, office_id, now),
        planned_until=planned_until(session, office_id, on_day),
    )
    hold_more_pages(session)
    run_id = None if dry_run else _begin_run(session, office_id, on_day, now)
    if not dry_run:
        session.connection(execution_options={"writing": False})  # no write lock over the look
    wanted = look(session, morning)
    writer = _writer(session, wanted, morning, now, base_url, dry_run=dry_run)
    if not dry_run:
        session.commit()
    for n, (person_id, reasons) in enumerate(sorted(wanted.reasons.items()), start=1):
        person = wanted.book.people[person_id]
        told = wanted.told(person_id, reasons)
        messages = writer.write(session, person, told, done.planned)
        if messages:
            done.messages += messages
            done.people.add(person_id)
        if not dry_run and n % PEOPLE == 0:
            session.commit()
    if not dry_run:
        NewsWriter(wanted.office, wanted.window, now, base_url).write(session)
    if run_id is not None:
        _end_run(session, run_id, done.total, now)
    return done


def _writer(
    session: Session,
    wanted: Wanted,
    morning: Morning,
    now: datetime,
    base_url: str,
    *,
    dry_run: bool,
) -> MorningWriter:
    """What the whole morning needs, looked up once for everybody."""
    subjects = Subjects(session)
    for reasons in wanted.reasons.values():
        for one in reasons:
            if one.due.version and one.due.about.task_id is not None:
                subjects.known_due(one.due.about.task_id, one.due.target)
    keys = (
        key
        for person_id, reasons in wanted.reasons.items()
        for channel, told in wanted.told(
            person_id, [one for one in reasons if not leaves_out(morning, one.due.rule.kind)]
        ).items()
        for key in keys_of(told, wanted.book.people[person_id], channel)
    )
    return MorningWriter(
        office=wanted.office,
        on_day=morning.day,
        now=now,
        base_url=base_url,
        dry_run=dry_run,
        window=wanted.window,
        subjects=subjects,
        shown=office_rules(session, wanted.office.id, morning.day).digest_rows,
        known=known_keys(session, keys),
        rows=ledger_rows(session),
        new_message=new_message(session),
    )


def look(session: Session, morning: Morning) -> Wanted:
    """Everything that is due this morning, resolved to the set of persons whom it reaches."""
    book = directory(session, office_id=morning.office_id, on_day=morning.day)
    reached: dict[object, list[int]] = {}
    causes: dict[object, str] = {}
    places: dict[object, Place] = {}
    found: dict[int, list[Told]] = defaultdict(list)
    for due in due_things(session, morning):
        rung = due.standing.rung
        whom = (rung.audiences, due.whose)
        if whom not in reached:
            unit_id, officer_id, leader_id, field_id = due.whose
            reached[whom] = sorted(
                book.reached(
                    rung.audiences,
                    unit_id=unit_id,
                    assignee_id=officer_id,
                    leader_id=leader_id,
                    field_id=field_id,
                )
            )
        why = (due.rule.kind, id(rung), due.standing.occurrence, due.target)
        if why not in causes:
            said = reason(due.rule.kind, due.target, due.standing, morning.day, morning.calendar)
            causes[why] = str(said)
        stands = (id(due.rule), id(rung), due.version, due.standing.occurrence)
        if stands not in places:
            places[stands] = place_of(due)
        told = Told(due, causes[why], places[stands])
        for person_id in reached[whom]:
            found[person_id].append(told)
    texted = frozenset(kind for kind in DRAWN if goes_by_gateway(session, morning.office_id, kind))
    window = digest_window(session, morning.office_id, morning.day)
    return Wanted(session.get_one(Office, morning.office_id), book, found, texted, window)


def due_things(session: Session, morning: Morning) -> Iterator[Due]:
    """All kinds, one after another."""
    return chain(
        due_by_deadline(session, morning),
        due_to_acknowledge(session, morning),
        due_to_update(session, morning),
        due_to_confirm(session, morning),
        due_to_decide(session, morning),
        due_to_report(session, morning),
        due_to_begin(session, morning),
        due_to_renew(session, morning),
        due_to_lock(session, morning),
        due_to_prepare(session, morning),
        due_to_explain(session, morning),
    )


def by_channel(
    person: User,
    reasons: Sequence[Told],
    window: DigestWindow,
    *,
    texted: Collection[MessageKind] = (),
) -> dict[Channel, list[Told]]:
    """The reasons by the ways on which this person is told of them, as they chose.

    What a rung says by mail the office's gateway says too, where it carries the ``texted``
    kinds. A choice concerns the digest alone: what goes up is mailed as any instant notice.
    """
    leaves = {statutory: window.mails(person, statutory=statutory) for statutory in (False, True)}
    found = {
        channel: [
            told
            for told in reasons
            if channel in told.place.ways
            and (channel is not Channel.WEBHOOK or told.place.kind in texted)
            and (
                channel is Channel.IN_APP
                or told.place.kind is MessageKind.ESCALATED
                or leaves[told.place.statutory]
            )
        ]
        for channel in channels_of(person, texted=bool(texted))
    }
    return {channel: told for channel, told in found.items() if told}


def planned_until(session: Session, office_id: int, on_day: date) -> date | None:
    """The last day up to which planning was finished; None when the newest one broke off."""
    newest = session.scalar(
        select(PlanRun)
        .where(PlanRun.office_id == office_id, PlanRun.on_day <= on_day)
        .order_by(PlanRun.on_day.desc())
        .limit(1)
    )
    return newest.on_day if newest is not None and newest.finished_at is not None else None


def _begin_run(session: Session, office_id: int, on_day: date, now: datetime) -> int:
    """The run of this day, open again until it was planned to its end; one, whoever begins it."""
    session.execute(
        insert_new(session, PlanRun, "on_day", "office_id").values(
            office_id=office_id, on_day=on_day, started_at=now, planned_count=0
        )
    )
    this = (PlanRun.office_id == office_id, PlanRun.on_day == on_day)
    session.execute(update(PlanRun).where(*this).values(finished_at=None))
    run_id = session.scalars(select(PlanRun.id).where(*this)).one()
    session.commit()
    return run_id


def _end_run(session: Session, run_id: int, count: int, now: datetime) -> None:
    """Planned to its end; another process may have counted its part meanwhile."""
    session.execute(
        update(PlanRun)
        .where(PlanRun.id == run_id)
        .values(finished_at=now, planned_count=PlanRun.planned_count + count)
    )
    session.commit()
