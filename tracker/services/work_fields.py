"""The office's fields of work: added, corrected, switched off; and whose usual field each is."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.errors import InvalidInput, NotFound
from tracker.domain.history import EventKind
from tracker.domain.vietnamese import fold, one_line
from tracker.models import UnitField, WorkField
from tracker.permissions import Actor
from tracker.queries.charges import field_of_office, fields_of_office
from tracker.services.history import record
from tracker.services.loading import for_change
from tracker.services.unit_names import own_unit


def add_field(
    session: Session,
    *,
    name: str,
    ord: int = 0,
    unit_ids: Iterable[int] = (),
    actor: Actor,
    now: datetime,
) -> WorkField:
    """A field and the units whose usual field it is."""
    called = _called(session, name, actor)
    field = WorkField(office_id=actor.office_id or 0, name=called, ord=ord)
    session.add(field)
    session.flush()
    _usual(session, field, unit_ids, actor)
    record(session, EventKind.FIELD_CHANGED, actor=actor, now=now, note=called, field=field.id)
    return field


def change_field(
    session: Session,
    *,
    field_id: int,
    version: int | None,
    name: str,
    ord: int,
    off_on: date | None,
    unit_ids: Iterable[int],
    actor: Actor,
    now: datetime,
) -> WorkField:
    """Correct a field; ``off_on``: from that day on it is not chosen any more."""
    if field_of_office(session, actor.office_id or 0, field_id) is None:
        raise NotFound("Không tìm thấy lĩnh vực này trong cơ quan.")
    field = for_change(session, WorkField, field_id, version=version)
    before = field.name
    field.name = _called(session, name, actor, besides=field)
    field.ord = ord
    field.off_on = off_on
    field.row_version = field.row_version + 1
    _usual(session, field, unit_ids, actor)
    record(
        session,
        EventKind.FIELD_CHANGED,
        actor=actor,
        now=now,
        note=before if before == field.name else f"{before} → {field.name}",
        field=field.id,
        off_on=off_on.isoformat() if off_on else None,
    )
    return field


def _called(session: Session, name: str, actor: Actor, besides: WorkField | None = None) -> str:
    called = one_line(name)
    if not called:
        raise InvalidInput("Chưa nhập tên lĩnh vực.", field="name")
    for other in fields_of_office(session, actor.office_id or 0):
        if other is not besides and fold(other.name) == fold(called):
            raise InvalidInput("Đã có lĩnh vực “%(name)s”.", field="name", name=other.name)
    return called


def _usual(session: Session, field: WorkField, unit_ids: Iterable[int], actor: Actor) -> None:
    """These units and no others have the field as their usual one; a unit has one at most."""
    wanted = set(unit_ids)
    rows = session.scalars(
        select(UnitField).where(UnitField.field_id == field.id, UnitField.unit_id.not_in(wanted))
    )
    for row in rows:
        session.delete(row)
    for unit_id in sorted(wanted):
        unit = own_unit(session, unit_id=unit_id, actor=actor)
        own = session.get(UnitField, unit.id)
        if own is None:
            session.add(UnitField(unit_id=unit.id, field_id=field.id))
        else:
            own.field_id = field.id
    session.flush()
