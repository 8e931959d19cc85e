"""Units from an Excel list: planned without writing, then all of it in one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy.orm import Session

from tracker.documents.sheet_reader import SheetRow
from tracker.domain.errors import NotAllowed
from tracker.domain.history import EventKind
from tracker.domain.sentences import say
from tracker.domain.vietnamese import fold
from tracker.models import Office, Unit, UnitGroup, UnitGroupMember
from tracker.permissions import Actor
from tracker.queries.units import groups_of_office, unit_types, units_called
from tracker.services.history import record
from tracker.services.import_plan import (
    Fate,
    PlannedRow,
    day_in,
    refuse_faulty,
    too_long,
)
from tracker.services.organisation import add_unit

HEADINGS = {
    "name": "Tên đơn vị",
    "short": "Tên viết tắt",
    "type": "Loại đơn vị",
    "parent": "Trực thuộc",
    "outside": "Ngoài phạm vi",
    "identifier": "Mã định danh",
    "email": "Thư điện tử",
    "from_on": "Thành lập từ ngày",
    "aliases": "Cách viết khác",
    "groups": "Nhóm đơn vị",
}
NEEDED = ("name", "type")
_YES = {"x", "co", "yes", "1", "v"}


@dataclass(slots=True)
class UnitRow(PlannedRow):
    """A planned unit. ``parent_row`` is the row of the file whose unit stands above it."""

    name: str = ""
    short: str = ""
    type_code: str = ""
    parent_id: int | None = None
    parent_row: int | None = None
    outside: bool = False
    identifier: str = ""
    email: str = ""
    from_on: date | None = None
    aliases: list[str] = field(default_factory=list)
    group_ids: list[int] = field(default_factory=list)


def plan(session: Session, *, rows: Sequence[SheetRow], actor: Actor) -> list[UnitRow]:
    """What importing ``rows`` would do. Reads only."""
    if actor.office_id is None:
        raise NotAllowed("Bạn chưa thuộc cơ quan nào.")
    office = session.get_one(Office, actor.office_id)
    types = {fold(kind.name): kind.code for kind in unit_types(session)}
    type_names = ", ".join(kind.name for kind in unit_types(session))
    groups = _group_keys(session, office.id)
    planned: list[UnitRow] = []
    for raw in rows:
        row = _facts(raw)
        row.type_code = types.get(fold(raw.values.get("type", "")), "")
        if not row.type_code:
            row.fault(
                HEADINGS["type"], say("Chọn một trong các loại: %(types)s.", types=type_names)
            )
        _place(session, row, raw, planned, office)
        for name in _parts(raw.values.get("groups", "")):
            if fold(name) in groups:
                row.group_ids.append(groups[fold(name)])
            else:
                row.fault(HEADINGS["groups"], say("Không có nhóm “%(name)s”.", name=name))
        _compare(session, row, planned, office)
        planned.append(row)
    return planned


def carry_out(
    session: Session, *, rows: Sequence[SheetRow], actor: Actor, now: datetime
) -> list[Unit]:
    """Found every new unit of ``rows``, or none. InvalidInput when a row is faulty by now."""
    planned = plan(session, rows=rows, actor=actor)
    refuse_faulty(list(planned))
    made: dict[int, Unit] = {}
    for row in planned:
        if row.fate is not Fate.ADD:
            continue
        above = made.get(row.parent_row or 0)
        unit = add_unit(
            session,
            name=row.name,
            short=row.short,
            type_code=row.type_code,
            parent_id=above.id if above else row.parent_id or 0,
            outside=row.outside,
            identifier=row.identifier,
            email=row.email,
            from_on=row.from_on,
            aliases=row.aliases,
            actor=actor,
            now=now,
        )
        session.add_all(
            UnitGroupMember(group_id=key, unit_id=unit.id, from_on=row.from_on)
            for key in dict.fromkeys(row.group_ids)
        )
        made[row.number] = unit
    record(session, EventKind.UNITS_IMPORTED, actor=actor, now=now, count=len(made))
    return list(made.values())


def _facts(raw: SheetRow) -> UnitRow:
    """What stands in the row itself."""
    value = raw.values.get
    row = UnitRow(
        number=raw.number,
        label=value("name", ""),
        name=value("name", ""),
        short=value("short", ""),
        identifier=value("identifier", ""),
        email=value("email", ""),
        outside=fold(value("outside", "")) in _YES,
        aliases=_parts(value("aliases", "")),
    )
    if not row.name:
        row.fault(HEADINGS["name"], say("Chưa nhập tên đơn vị."))
    if value("outside", "") and not row.outside:
        row.fault(HEADINGS["outside"], say("Ghi “x” hoặc để trống."))
    if row.email and "@" not in row.email:
        row.fault(HEADINGS["email"], say("Địa chỉ thư điện tử không hợp lệ."))
    for key, most in (("name", 200), ("short", 60), ("identifier", 35), ("email", 254)):
        too_long(row, HEADINGS[key], value(key, ""), most)
    row.from_on = day_in(row, HEADINGS["from_on"], value("from_on", ""))
    return row


def _place(
    session: Session, row: UnitRow, raw: SheetRow, planned: Sequence[UnitRow], office: Office
) -> None:
    """Find the unit above: an existing one, or one of an earlier row; the root when not named."""
    named = raw.values.get("parent", "")
    if not named:
        row.parent_id = office.root_unit_id
        return
    found = {alias.unit_id for alias in units_called(session, office.id, fold(named))}
    earlier = [other for other in planned if fold(other.name) == fold(named)]
    if len(found) == 1:
        row.parent_id = found.pop()
    elif not found and earlier:
        row.parent_row = earlier[0].number
    else:
        why = (
            say("Có nhiều đơn vị được gọi là “%(name)s”; hãy ghi đủ tên.", name=named)
            if found
            else say("Không có đơn vị “%(name)s”, cũng không có ở dòng phía trên.", name=named)
        )
        row.fault(HEADINGS["parent"], why)


def _compare(session: Session, row: UnitRow, planned: Sequence[UnitRow], office: Office) -> None:
    """The same unit twice in the file is a fault; one that exists already stays as it is."""
    if not row.name:
        return
    for other in planned:
        if fold(other.name) == fold(row.name):
            row.fault(HEADINGS["name"], say("Trùng với dòng %(n)s.", n=other.number))
            return
    for alias in units_called(session, office.id, fold(row.name)):
        unit = session.get_one(Unit, alias.unit_id)
        if fold(unit.name) == fold(row.name) and unit.to_on is None and not row.faults:
            row.fate = Fate.KNOWN


def _group_keys(session: Session, office_id: int) -> dict[str, int]:
    """Folded name or alias → class."""
    keys: dict[str, int] = {}
    groups: list[UnitGroup] = groups_of_office(session, office_id)
    for group in groups:
        for written in (group.name, *(alias.alias for alias in group.aliases)):
            keys.setdefault(fold(written), group.id)
    return keys


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(";") if part.strip()]
