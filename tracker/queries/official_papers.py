"""Asking about official papers: which there are, their history, the register of numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload

from tracker.domain.extension_rules import ExtensionState
from tracker.domain.history import EventKind
from tracker.domain.official_paper import UNISSUED, PaperState
from tracker.domain.paper_register import gap_words, gaps
from tracker.models import Event, ExtensionRequest, OfficialPaper, PaperNumberRow, Task
from tracker.permissions import Actor
from tracker.permissions.scope import visible_papers


class PaperHeap(StrEnum):
    """The parts of the list."""

    WAITING = "waiting"
    ISSUED = "issued"
    DROPPED = "dropped"


_STATES = {
    PaperHeap.WAITING: UNISSUED,
    PaperHeap.ISSUED: frozenset({PaperState.ISSUED}),
    PaperHeap.DROPPED: frozenset({PaperState.DROPPED}),
}
_OF_PAPERS = (
    EventKind.OFFICIAL_PAPER_DRAFTED,
    EventKind.OFFICIAL_PAPER_EDITED,
    EventKind.OFFICIAL_PAPER_NUMBERED,
    EventKind.OFFICIAL_PAPER_ISSUED,
    EventKind.OFFICIAL_PAPER_DROPPED,
)


@dataclass(frozen=True, slots=True)
class NumberRegister:
    """One series in one year. ``missing``: numbers that nobody has ("03, 07–09")."""

    rows: Sequence[PaperNumberRow]
    series: str
    year: int
    missing: str


def papers_of(actor: Actor, heap: PaperHeap, code: str | None = None) -> Select[OfficialPaper]:
    """What ``actor`` may see, the newest first."""
    query = (
        select(OfficialPaper)
        .where(visible_papers(actor), OfficialPaper.state.in_(sorted(_STATES[heap])))
        .options(joinedload(OfficialPaper.unit), joinedload(OfficialPaper.created_by))
        .order_by(OfficialPaper.id.desc())
    )
    return query.where(OfficialPaper.kind == code) if code else query


def paper_events(session: Session, paper: OfficialPaper) -> Sequence[Event]:
    """What was done to one paper, the newest first."""
    return session.scalars(
        select(Event)
        .where(
            Event.office_id == paper.office_id,
            Event.at >= paper.created_at,
            Event.kind.in_(_OF_PAPERS),
            Event.data["paper_id"].as_integer() == paper.id,
        )
        .options(joinedload(Event.actor))
        .order_by(Event.id.desc())
    ).all()


def series_used(session: Session, office_id: int) -> list[tuple[str, int]]:
    """Every series of the office itself with each year in which it has numbers, newest first."""
    rows = session.execute(
        select(PaperNumberRow.series, PaperNumberRow.year)
        .where(PaperNumberRow.office_id == office_id, PaperNumberRow.series.not_like("unit-%"))
        .distinct()
    )
    return sorted(((row.series, row.year) for row in rows), key=lambda row: (-row[1], row[0]))


def number_register(session: Session, office_id: int, series: str, year: int) -> NumberRegister:
    """The numbers of a series in a year, the highest first."""
    rows = session.scalars(
        select(PaperNumberRow)
        .where(
            PaperNumberRow.office_id == office_id,
            PaperNumberRow.series == series,
            PaperNumberRow.year == year,
        )
        .options(joinedload(PaperNumberRow.taken_by))
        .order_by(PaperNumberRow.number.desc())
    ).all()
    missing = gap_words(gaps(row.number for row in rows))
    return NumberRegister(rows=rows, series=series, year=year, missing=missing)


def seen_papers(session: Session, actor: Actor, paper_ids: Sequence[int]) -> set[int]:
    """Which of these papers ``actor`` may open."""
    query = select(OfficialPaper.id).where(
        OfficialPaper.id.in_(sorted(paper_ids)), visible_papers(actor)
    )
    return set(session.scalars(query))


def waiting_requests(session: Session, actor: Actor) -> Sequence[ExtensionRequest]:
    """Requests of the actor's own units that wait for their decision."""
    return session.scalars(
        select(ExtensionRequest)
        .where(
            ExtensionRequest.office_id == actor.office_id,
            ExtensionRequest.unit_id.in_(sorted(actor.unit_ids)),
            ExtensionRequest.state == ExtensionState.WAITING,
        )
        .options(joinedload(ExtensionRequest.task).joinedload(Task.duty))
        .order_by(ExtensionRequest.id.desc())
    ).all()
