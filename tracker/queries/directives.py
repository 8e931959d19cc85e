"""The register of directives: its list, what was carried out under each, how a paper is named."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session, selectinload

from tracker.domain.directive_kind import DirectiveKind
from tracker.domain.follow_up import DraftState
from tracker.domain.history import EventKind
from tracker.domain.labels import label
from tracker.domain.source import SourceKind
from tracker.domain.task_status import CLOSED, OUTSIDE_FIGURES, TaskStatus
from tracker.domain.vietnamese import day_words
from tracker.models import Directive, Duty, Event, SearchEntry, SearchKind, Task, TaskDraft
from tracker.models.search_index import matching
from tracker.permissions import Actor
from tracker.permissions.scope import visible_directives, visible_duties, visible_tasks
from tracker.queries.keyset import Key, Stretch

SORTS = {
    "received": Directive.received_on,
    "issued": Directive.issued_on,
    "number": Directive.number,
    "issuer": Directive.issuer,
}


@dataclass(frozen=True, slots=True)
class DirectiveFilter:
    """What the register is narrowed to; empty fields narrow nothing. Days are inclusive."""

    words: str = ""
    kind: DirectiveKind | None = None
    source: SourceKind | None = None
    received_from: date | None = None
    received_to: date | None = None
    waiting: bool = False
    """Only those with drafts that nobody decided about."""
    sort: str = "-received"


@dataclass(frozen=True, slots=True)
class DirectiveCounts:
    """Of one directive: duties, tasks by where they are, drafts that wait for a decision."""

    duties: int = 0
    tasks_open: int = 0
    tasks_submitted: int = 0
    tasks_done: int = 0
    tasks_outside: int = 0
    drafts_waiting: int = 0

    @property
    def tasks(self) -> int:
        return self.tasks_open + self.tasks_submitted + self.tasks_done + self.tasks_outside


#: The columns of a directive that its citation needs.
CITED = (
    Directive.kind,
    Directive.source,
    Directive.number,
    Directive.issued_on,
    Directive.received_on,
)


def paper_words(directive: Directive | Row[*tuple[Any, ...]]) -> str:
    """How a paper is cited: "Kế hoạch số 12/KH-UBND ngày 05/02/2026", a spoken order as such.

    A row of ``CITED`` columns does as well as the directive itself.
    """
    named = directive.kind if directive.kind is not DirectiveKind.OTHER else directive.source
    words = [label(named)]
    if directive.number:
        words.append(f"số {directive.number}")
    if directive.issued_on:
        words.append(f"ngày {day_words(directive.issued_on)}")
    elif not directive.number:
        words.append(f"nhận ngày {day_words(directive.received_on)}")
    return " ".join(words)


def recent_papers(session: Session, office_id: int, *, most: int = 200) -> list[tuple[int, str]]:
    """The papers that came last, with how they are cited: for a list to choose from."""
    rows = session.execute(
        select(Directive.id, *CITED)
        .where(Directive.office_id == office_id)
        .order_by(Directive.received_on.desc(), Directive.id.desc())
        .limit(most)
    )
    return [(row.id, paper_words(row)) for row in rows]


def register(session: Session, actor: Actor, chosen: DirectiveFilter) -> Select[Directive]:
    """The directives that ``actor`` may see, narrowed; in what order, says ``register_order``."""
    return _narrowed(session, actor, chosen)


def register_order(sort: str) -> list[Stretch]:
    """The order of the register for a sort of the address ("-received"); what is blank is last."""
    name, down = sort.removeprefix("-"), sort.startswith("-")
    name = name if name in SORTS else "received"
    column = SORTS[name]
    keys = (Key(column, str if name in ("number", "issuer") else date), Key(Directive.id))
    if name in ("received", "issuer"):
        return [Stretch(keys, down)]
    return [
        Stretch(keys, down, column.is_not(None)),
        Stretch((Key(Directive.id),), down, column.is_(None)),
    ]


def visible_directive(session: Session, actor: Actor, directive_id: int) -> Directive | None:
    """The directive with its files, when ``actor`` may see it."""
    return session.scalar(
        select(Directive)
        .where(Directive.id == directive_id, visible_directives(actor))
        .options(selectinload(Directive.files))
    )


def counts_of(session: Session, actor: Actor, ids: list[int]) -> dict[int, DirectiveCounts]:
    """Counts for these directives, of what ``actor`` may see; every id has an entry."""
    found: dict[int, dict[str, int]] = {key: defaultdict(int) for key in ids}
    duties = (
        select(Duty.directive_id, func.count())
        .where(Duty.directive_id.in_(ids), visible_duties(actor))
        .group_by(Duty.directive_id)
    )
    for key, number in session.execute(duties):
        found[key]["duties"] = number
    tasks = (
        select(Duty.directive_id, Task.status, func.count())
        .join(Duty, Duty.id == Task.duty_id)
        .where(Duty.directive_id.in_(ids), visible_tasks(actor))
        .group_by(Duty.directive_id, Task.status)
    )
    for key, status, number in session.execute(tasks):
        found[key][task_heap(status)] += number
    drafts = (
        select(TaskDraft.directive_id, func.count())
        .where(
            TaskDraft.directive_id.in_(ids),
            TaskDraft.state.in_((DraftState.PROPOSED, DraftState.READY)),
        )
        .group_by(TaskDraft.directive_id)
    )
    for key, number in session.execute(drafts):
        found[key]["drafts_waiting"] = number
    return {key: DirectiveCounts(**numbers) for key, numbers in found.items()}


def task_heap(status: TaskStatus) -> str:
    """Which count of DirectiveCounts a task belongs to."""
    if status is TaskStatus.SUBMITTED:
        return "tasks_submitted"
    if status in OUTSIDE_FIGURES:
        return "tasks_outside"
    return "tasks_done" if status in CLOSED else "tasks_open"


def duties_of(session: Session, actor: Actor, directive_id: int) -> list[Duty]:
    """The duties under a directive that ``actor`` may see, in the order of the paper."""
    return list(
        session.scalars(
            select(Duty)
            .where(Duty.directive_id == directive_id, visible_duties(actor))
            .options(selectinload(Duty.units))
            .order_by(Duty.id)
        )
    )


def task_counts_of_duties(
    session: Session, actor: Actor, directive_id: int
) -> dict[int, DirectiveCounts]:
    """Counts of tasks by duty, for duties that have any that ``actor`` may see."""
    found: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    rows = session.execute(
        select(Task.duty_id, Task.status, func.count())
        .join(Duty, Duty.id == Task.duty_id)
        .where(Duty.directive_id == directive_id, visible_tasks(actor))
        .group_by(Task.duty_id, Task.status)
    )
    for duty_id, status, number in rows:
        found[duty_id][task_heap(status)] += number
    return {duty_id: DirectiveCounts(**numbers) for duty_id, numbers in found.items()}


def directive_history(directive_id: int) -> Select[Event]:
    """Deeds on the paper and its list, newest first; deeds on its tasks stand with the tasks.

    "Of no task" is asked in words that no index knows: SQLite takes such events for few and would
    walk all of the office, hundreds of thousands of them, for the page of one paper.
    """
    shared = (EventKind.RESULT_SHARED, EventKind.RESULT_UNSHARED)
    return (
        select(Event)
        .where(
            Event.directive_id == directive_id,
            func.coalesce(Event.task_id, 0) == 0,
            Event.duty_id.is_(None) | Event.kind.in_(shared),
        )
        .options(selectinload(Event.actor), selectinload(Event.for_user))
        .order_by(Event.id.desc())
    )


_RECENT = 2_000
"""So many of the newest duties and papers are asked what was typed into them."""


@dataclass(frozen=True, slots=True)
class TypedBefore:
    """What was typed last time and is offered again, newest first."""

    bases: list[str]
    givers: list[str]
    issuers: list[str]


def typed_before(session: Session, office_id: int, *, most: int = 12) -> TypedBefore:
    """Bases of deadlines, people who gave orders, and places where papers come from."""

    def newest(column: InstrumentedAttribute[str], key: InstrumentedAttribute[int]) -> list[str]:
        rows = session.execute(
            select(column, func.max(key))
            .where(column != "", key.in_(_keys_of_office(office_id, key)))
            .group_by(column)
            .order_by(func.max(key).desc())
            .limit(most)
        )
        return [value for value, _key in rows]

    return TypedBefore(
        bases=newest(Duty.basis, Duty.id),
        givers=newest(Duty.given_by, Duty.id),
        issuers=newest(Directive.issuer, Directive.id),
    )


def _keys_of_office(office_id: int, key: InstrumentedAttribute[int]) -> Select[int]:
    """The newest of them: what was typed years ago is not offered, and not sought."""
    owner = Duty if key.class_ is Duty else Directive
    return select(key).where(owner.office_id == office_id).order_by(key.desc()).limit(_RECENT)


def _narrowed(session: Session, actor: Actor, chosen: DirectiveFilter) -> Select[Directive]:
    query = select(Directive).where(visible_directives(actor))
    if chosen.words:
        hits = select(SearchEntry.thing_id).where(
            SearchEntry.kind == SearchKind.DIRECTIVE,
            SearchEntry.office_id == actor.office_id,
            matching(chosen.words, session.get_bind().dialect.name),
        )
        query = query.where(Directive.id.in_(hits))
    if chosen.kind is not None:
        query = query.where(Directive.kind == chosen.kind)
    if chosen.source is not None:
        query = query.where(Directive.source == chosen.source)
    if chosen.received_from is not None:
        query = query.where(Directive.received_on >= chosen.received_from)
    if chosen.received_to is not None:
        query = query.where(Directive.received_on <= chosen.received_to)
    if chosen.waiting:
        waiting = select(TaskDraft.directive_id).where(
            TaskDraft.state.in_((DraftState.PROPOSED, DraftState.READY))
        )
        query = query.where(Directive.id.in_(waiting))
    return query
