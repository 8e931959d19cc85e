"""Entering what others measured: PAPI, DDCI, PAR INDEX and their like."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.errors import InvalidInput, NotAllowed
from tracker.domain.history import EventKind
from tracker.domain.index_numbers import number_text
from tracker.domain.reporting_periods import FIRST_YEAR, LAST_YEAR
from tracker.domain.vietnamese import one_line
from tracker.models import Office, OutsideIndex
from tracker.permissions import Actor
from tracker.queries.units import unit_of_office
from tracker.services.history import record


@dataclass(frozen=True, slots=True)
class OutsideValue:
    """What is entered; ``unit_id`` None: the office as a whole."""

    name: str
    year: int
    value: Decimal
    scale: Decimal
    unit_id: int | None = None
    place: int | None = None
    places: int | None = None
    source: str = ""


def enter(session: Session, *, said: OutsideValue, actor: Actor, now: datetime) -> OutsideIndex:
    """Enter a value, or take the place of the one of the same index, year and unit."""
    if actor.office_id is None:
        raise NotAllowed("Bạn chưa thuộc cơ quan nào.")
    office = session.get_one(Office, actor.office_id)
    _check(said)
    unit = unit_of_office(session, office.id, said.unit_id) if said.unit_id else office.root_unit
    if unit is None:
        raise InvalidInput("Hãy chọn một đơn vị của cơ quan.", field="unit")
    name = one_line(said.name)
    row = session.scalar(
        select(OutsideIndex).where(
            OutsideIndex.office_id == office.id,
            OutsideIndex.name == name,
            OutsideIndex.year == said.year,
            OutsideIndex.unit_id == unit.id,
        )
    )
    before = number_text(row.value) if row is not None else None
    if row is None:
        row = OutsideIndex(office_id=office.id, name=name, year=said.year, unit=unit)
        session.add(row)
    row.value, row.scale, row.source = said.value, said.scale, said.source.strip()
    row.place, row.places = said.place, said.places
    row.entered_at, row.entered_by_id = now, actor.user_id
    session.flush()
    record(
        session, EventKind.OUTSIDE_INDEX_ENTERED, actor=actor, now=now, unit=unit,
        note=f"{name} {said.year}", basis=row.source, value_before=before,
        value_after=number_text(said.value),
    )  # fmt: skip
    return row


def _check(said: OutsideValue) -> None:
    """Raises InvalidInput at its field."""
    if not one_line(said.name):
        raise InvalidInput("Hãy ghi tên chỉ số.", field="name")
    if not FIRST_YEAR <= said.year <= LAST_YEAR:
        raise InvalidInput("Năm không hợp lệ.", field="year")
    if said.scale <= 0 or said.value < 0 or said.value > said.scale:
        raise InvalidInput(
            "Giá trị phải từ 0 đến mức cao nhất của thang điểm (%(scale)s).",
            field="value",
            scale=number_text(said.scale),
        )
    if (said.place is None) != (said.places is None):
        raise InvalidInput("Hãy ghi cả thứ hạng và tổng số đơn vị xếp hạng.", field="place")
    if said.place is not None and not 1 <= said.place <= (said.places or 0):
        raise InvalidInput("Thứ hạng phải từ 1 đến tổng số đơn vị.", field="place")
