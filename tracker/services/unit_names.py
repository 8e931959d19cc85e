"""What units are called: names with days, and every way in which papers write them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from tracker.domain.errors import Conflict, InvalidInput, NotFound
from tracker.domain.history import EventKind
from tracker.domain.vietnamese import day_words, fold, one_line
from tracker.models import Unit, UnitAlias, UnitName
from tracker.permissions import Actor
from tracker.queries.units import aliases_of, unit_of_office, units_called
from tracker.services.history import record
from tracker.services.loading import for_change


def rename_unit(
    session: Session,
    *,
    unit_id: int,
    version: int | None,
    name: str,
    short: str = "",
    from_on: date,
    basis: str,
    actor: Actor,
    now: datetime,
) -> Unit:
    """A new name from a day on. The old one stays right for papers of its own time.

    Raises InvalidInput without a basis, and for a day not after that of the present name.
    """
    unit = own_unit(session, unit_id=unit_id, actor=actor, version=version)
    called = checked_name(name)
    present = unit.names[-1]
    if not basis.strip():
        raise InvalidInput("Hãy ghi văn bản làm căn cứ đổi tên.", field="basis")
    if present.from_on is not None and from_on <= present.from_on:
        raise InvalidInput(
            "Tên hiện tại có từ ngày %(day)s. Tên mới phải có từ một ngày sau đó.",
            field="from_on",
            day=day_words(present.from_on),
        )
    refuse_same_name(session, called, from_on, actor, besides=unit)
    present.to_on = from_on - timedelta(days=1)
    unit.names.append(UnitName(name=called, short=one_line(short) or None, from_on=from_on))
    unit.row_version = unit.row_version + 1
    session.flush()
    answer_to(session, unit, [called, one_line(short)], from_on=from_on)
    record(
        session,
        EventKind.UNIT_CHANGED,
        actor=actor,
        now=now,
        unit=unit,
        basis=basis.strip(),
        changes={"name": [present.name, called]},
        from_on=from_on.isoformat(),
    )
    return unit


def add_alias(
    session: Session,
    *,
    unit_id: int,
    alias: str,
    from_on: date | None = None,
    to_on: date | None = None,
    actor: Actor,
    now: datetime,
) -> UnitAlias:
    """One more way in which papers write the unit, between two days (inclusive, None: open).

    Another unit may answer to it too: the reader then leaves the choice to a person.
    """
    unit = own_unit(session, unit_id=unit_id, actor=actor)
    written = one_line(alias)
    if not written:
        raise InvalidInput("Chưa nhập cách viết.", field="alias")
    if from_on is not None and to_on is not None and to_on < from_on:
        raise InvalidInput("Ngày kết thúc sớm hơn ngày bắt đầu.", field="to_on")
    if any(known.folded == fold(written) for known in aliases_of(session, unit.id)):
        raise InvalidInput("Đơn vị đã có cách viết này.", field="alias")
    row = UnitAlias(
        unit_id=unit.id, alias=written, folded=fold(written), from_on=from_on, to_on=to_on
    )
    session.add(row)
    session.flush()
    record(session, EventKind.UNIT_CHANGED, actor=actor, now=now, unit=unit, alias_added=written)
    return row


def remove_alias(session: Session, *, alias_id: int, actor: Actor, now: datetime) -> Unit:
    """Papers are no longer read this way. Conflict for the unit's present name."""
    row = for_change(session, UnitAlias, alias_id)
    unit = own_unit(session, unit_id=row.unit_id, actor=actor)
    if row.folded == fold(unit.name):
        raise Conflict("Đây là tên hiện tại của đơn vị, không bỏ được.")
    session.delete(row)
    record(
        session, EventKind.UNIT_CHANGED, actor=actor, now=now, unit=unit, alias_removed=row.alias
    )
    return unit


def answer_to(
    session: Session, unit: Unit, written: Iterable[str], *, from_on: date | None
) -> None:
    """Let ``unit`` answer to these ways of writing, those that it knows already left out."""
    known = {alias.folded for alias in aliases_of(session, unit.id)}
    for alias in map(one_line, written):
        if alias and fold(alias) not in known:
            known.add(fold(alias))
            session.add(
                UnitAlias(unit_id=unit.id, alias=alias, folded=fold(alias), from_on=from_on)
            )
    session.flush()


def own_unit(session: Session, *, unit_id: int, actor: Actor, version: int | None = None) -> Unit:
    """A unit of the actor's office, loaded for change. NotFound for any other."""
    if unit_of_office(session, actor.office_id or 0, unit_id) is None:
        raise NotFound("Không tìm thấy đơn vị này trong cơ quan.")
    return for_change(session, Unit, unit_id, version=version)


def checked_name(name: str) -> str:
    """``name`` as it is kept. Raises InvalidInput for an empty one."""
    called = one_line(name)
    if not called:
        raise InvalidInput("Chưa nhập tên đơn vị.", field="name")
    return called


def refuse_same_name(
    session: Session, name: str, from_on: date | None, actor: Actor, besides: Unit | None = None
) -> None:
    """Raise InvalidInput when another unit has this name at that time."""
    for alias in units_called(session, actor.office_id or 0, fold(name)):
        other = session.get_one(Unit, alias.unit_id)
        same = fold(other.name) == fold(name) and other is not besides
        if same and (other.to_on is None or (from_on is not None and from_on <= other.to_on)):
            raise InvalidInput(
                "Đã có đơn vị “%(name)s” trong cơ quan.", field="name", name=other.name
            )
