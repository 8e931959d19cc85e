"""Series make their tasks: each period's once per unit, some days before it is due.

Repeatable like planning: what a period owes is computed from the rules, what exists is looked
up under the series' lock, and the unique key (series, unit, period) stands behind both. After
a standstill the present period and the last missed ones are made, never all of them
(docs/decisions/0013-missed-periods.md).
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tracker.domain.deadlines import DeadlineCause
from tracker.domain.errors import DomainError, InvalidInput
from tracker.domain.local_time import local_day
from tracker.domain.recurrence import Occurrence
from tracker.domain.recurrence_periods import period_words
from tracker.domain.vietnamese import day_words
from tracker.domain.working_days import Calendar
from tracker.models import Office, Series, Task, Unit
from tracker.permissions import Actor, actor_of
from tracker.queries.office_rules import office_rules
from tracker.queries.series import carriers, made, plan_of, running_series
from tracker.queries.users import the_system
from tracker.queries.working_calendar import working_calendar
from tracker.services import series_notices
from tracker.services.loading import for_change
from tracker.services.own_tasks import refuse_unconfirmable
from tracker.services.task_making import FirstDeadline, make_task, period_deadline

log = logging.getLogger("tracker.series")

BATCH = 100
"""Tasks made between two commits; each is five rows with its span, deadline, event, entry."""


@dataclass(slots=True)
class Rolled:
    """What a round made (or would make) in one office."""

    on_day: date
    made: int = 0
    late: int = 0
    """Of these, tasks of periods whose due day was over."""
    by_series: dict[int, list[str]] = field(default_factory=dict)
    """Keys of the periods made, by series, each once."""
    refused: list[str] = field(default_factory=list)
    """Why something was not made, in words."""
    people: int = 0

    def count(self, series_id: int, occurrence: Occurrence) -> None:
        self.made += 1
        self.late += occurrence.due_on < self.on_day
        keys = self.by_series.setdefault(series_id, [])
        if occurrence.key not in keys:
            keys.append(occurrence.key)


@dataclass(frozen=True, slots=True)
class Share:
    """One unit's task of one period, still to be made."""

    occurrence: Occurrence
    unit: Unit
    parts: tuple[Unit, ...]


def roll(session: Session, *, office_id: int, now: datetime, dry_run: bool = False) -> Rolled:
    """Make what the office's series owe by the day of ``now``, as the system.

    A batch service: commits per hundred tasks, and per person told. A series that cannot be made
    is said in ``refused`` and stops no other. People are told on working days; what was made on
    a rest day is told on the next one. With ``dry_run`` nothing is written.
    """
    done = Rolled(on_day=local_day(now))
    actor = _clock(session, office_id, done.on_day)
    if actor is None:
        return done
    calendar = working_calendar(session, office_id)
    series_ids = running_series(session, office_id)
    session.commit()
    for series_id in series_ids:
        try:
            if dry_run:
                series = session.get_one(Series, series_id)
                for share in wanted(session, series, calendar, done.on_day):
                    done.count(series_id, share.occurrence)
                session.rollback()
            else:
                while _batch(session, series_id, calendar, done, actor=actor, now=now):
                    pass
        except (DomainError, IntegrityError) as error:
            session.rollback()
            log.warning("series %s was not rolled: %s", series_id, error)
            done.refused.append(f"{series_id}: {error}")
    if not dry_run and calendar.is_working(done.on_day):
        done.people = series_notices.tell_of_made(session, actor=actor, now=now)
    return done


def wanted(session: Session, series: Series, calendar: Calendar, on_day: date) -> list[Share]:
    """Every share that the series owes by ``on_day`` and that does not exist yet."""
    if _over(series, on_day):
        return []
    occurrences = plan_of(series).to_make(on_day, calendar)
    return _missing(session, series, occurrences, on_day)


def make_shares(
    session: Session,
    series: Series,
    shares: Sequence[Share],
    calendar: Calendar,
    *,
    actor: Actor,
    now: datetime,
) -> tuple[list[tuple[Share, Task]], list[str]]:
    """The tasks of ``shares``, and a sentence for each unit that cannot get one."""
    tasks: list[tuple[Share, Task]] = []
    refused: list[str] = []
    for share in shares:
        try:
            refuse_unconfirmable(session, [share.unit], actor=actor, now=now)
        except InvalidInput as error:
            refused.append(f"{share.unit.name}: {error}")
            continue
        task = make_task(
            session,
            series.duty,
            share.unit,
            parts=share.parts,
            deadline=_deadline(session, series, share.occurrence, calendar, local_day(now)),
            actor=actor,
            now=now,
            series=series,
            period_key=share.occurrence.key,
        )
        tasks.append((share, task))
    return tasks, refused


def shares_of_period(
    session: Session, series: Series, occurrence: Occurrence, on_day: date
) -> list[Share]:
    """The shares of one period that do not exist yet, whenever it was or will be due."""
    return [] if _over(series, on_day) else _missing(session, series, [occurrence], on_day)


def _batch(
    session: Session,
    series_id: int,
    calendar: Calendar,
    done: Rolled,
    *,
    actor: Actor,
    now: datetime,
) -> bool:
    """Make the next hundred under the series' lock and commit; False when nothing was left."""
    series = for_change(session, Series, series_id)
    shares = wanted(session, series, calendar, done.on_day)
    some = shares[:BATCH]
    tasks, refused = make_shares(session, series, some, calendar, actor=actor, now=now)
    session.commit()
    for share, _task in tasks:
        done.count(series_id, share.occurrence)
    done.refused += [reason for reason in refused if reason not in done.refused]
    return len(shares) > BATCH and bool(tasks)


def _missing(
    session: Session, series: Series, occurrences: Sequence[Occurrence], on_day: date
) -> list[Share]:
    if not occurrences:
        return []
    exists = made(session, series.id)
    units = carriers(session, series.duty, on_day)
    ended = series.duty.ended_on
    return [
        Share(occurrence, unit, units.parts)
        for occurrence in occurrences
        for unit in units.leads
        if (occurrence.key, unit.id) not in exists
        and occurrence.due_on >= units.since[unit.id]
        and (ended is None or occurrence.due_on <= ended)
    ]


def _over(series: Series, on_day: date) -> bool:
    ended = series.duty.ended_on
    return ended is not None and ended < on_day


def _deadline(
    session: Session, series: Series, occurrence: Occurrence, calendar: Calendar, on_day: date
) -> FirstDeadline:
    """The rule's day; a period that was missed gets the days that a return would get."""
    if occurrence.due_on >= on_day:
        return period_deadline(occurrence)
    days = office_rules(session, series.office_id, on_day).return_working_days
    return FirstDeadline(
        due_on=calendar.add(on_day, days),
        cause=DeadlineCause.SERIES,
        basis=f"Nhiệm vụ định kỳ, kỳ {period_words(occurrence.key)}, hạn theo quy tắc là "
        f"{day_words(occurrence.due_on)}; giao muộn ngày {day_words(on_day)} nên hạn là "
        f"{days} ngày làm việc sau ngày giao.",
    )


def _clock(session: Session, office_id: int, on_day: date) -> Actor | None:
    """The system as an actor in the office; None before the office was set up."""
    user = the_system(session)
    if user is None:
        return None
    return actor_of(user, office=session.get_one(Office, office_id), on_day=on_day)
