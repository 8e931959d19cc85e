"""What a succession of units asks for, and everything that it may not be.

Nothing is written here: the page that looks first and the deed itself ask the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.errors import Conflict, InvalidInput, NotFound
from tracker.domain.local_time import local_day
from tracker.domain.unit_handover import PeopleFate
from tracker.domain.vietnamese import day_words
from tracker.models import Office, Unit
from tracker.permissions import Actor
from tracker.queries.office_rules import office_rules
from tracker.queries.period import period_of_day
from tracker.services.organisation import refuse_needed
from tracker.services.unit_names import own_unit


@dataclass(frozen=True, slots=True)
class NewUnit:
    """The successor that the same deed founds."""

    name: str
    short: str = ""
    type_code: str = ""
    parent_id: int = 0


@dataclass(frozen=True, slots=True)
class SuccessionOrder:
    """Which units end, and who takes over from ``on_day`` on.

    Exactly one of ``successor_id`` and ``new_unit``. ``others``: further successors of a split;
    ``by_task`` names one of them (or the first) for a task, every other goes to the first.
    """

    unit_ids: tuple[int, ...]
    on_day: date
    basis: str
    successor_id: int | None = None
    new_unit: NewUnit | None = None
    others: tuple[int, ...] = ()
    by_task: Mapping[int, int] = field(default_factory=dict)
    people: PeopleFate = PeopleFate.SAME_POST
    versions: Mapping[int, int] = field(default_factory=dict)


def check(session: Session, order: SuccessionOrder, *, actor: Actor, now: datetime) -> None:
    """Raise InvalidInput, at its field, for whatever cannot be done."""
    _check_day(session, order.on_day, actor, now)
    if not order.unit_ids:
        raise InvalidInput("Hãy chọn đơn vị kết thúc hoạt động.", field="units")
    if not order.basis.strip():
        raise InvalidInput(
            "Hãy ghi căn cứ: số, ngày của nghị quyết hoặc quyết định.", field="basis"
        )
    ending = [_ending(session, unit_id, order, actor, now) for unit_id in order.unit_ids]
    _check_new(order)
    if order.new_unit is None and order.successor_id is None:
        raise InvalidInput("Hãy chọn đơn vị kế thừa hoặc lập đơn vị mới.", field="successor")
    named = [order.successor_id] if order.successor_id is not None else []
    for unit_id, at in [*((key, "successor") for key in named),
                        *((key, "others") for key in order.others)]:  # fmt: skip
        _check_successor(session, unit_id, ending, order.on_day, actor=actor, at=at)


def _check_new(order: SuccessionOrder) -> None:
    if order.new_unit is not None and order.successor_id is not None:
        raise InvalidInput(
            "Chỉ chọn một trong hai: đơn vị đang có, hoặc lập đơn vị mới.", field="successor"
        )
    if order.new_unit is not None and not order.new_unit.type_code:
        raise InvalidInput("Hãy chọn loại đơn vị của đơn vị mới.", field="type_code")


def _check_day(session: Session, on_day: date, actor: Actor, now: datetime) -> None:
    today = local_day(now)
    if on_day > today:
        raise InvalidInput(
            "Ngày %(day)s chưa đến nên chưa chuyển nhiệm vụ được.",
            field="on_day",
            day=day_words(on_day),
        )
    first = period_of_day(session, actor.office_id or 0, today).days.from_on
    if on_day < first:
        raise InvalidInput(
            "Ngày %(day)s thuộc kỳ báo cáo đã qua. Hãy ghi từ ngày %(first)s, ngày đầu của kỳ "
            "đang chạy; ngày hiệu lực của văn bản ghi ở phần căn cứ.",
            field="on_day",
            day=day_words(on_day),
            first=day_words(first),
        )


def _ending(
    session: Session, unit_id: int, order: SuccessionOrder, actor: Actor, now: datetime
) -> Unit:
    try:
        unit = own_unit(session, unit_id=unit_id, actor=actor)
        if unit.to_on is not None:
            raise Conflict("Đơn vị này đã giải thể hoặc sáp nhập.")
        if not _only_these_below(session, unit, order, actor):
            refuse_needed(session, unit, order.on_day - timedelta(days=1), actor)
    except (Conflict, NotFound) as error:
        raise InvalidInput(error.message, field="units") from None
    if unit.from_on is not None and order.on_day <= unit.from_on:
        raise InvalidInput(
            "%(unit)s mới thành lập từ ngày %(day)s. Ngày kế thừa phải sau ngày đó.",
            field="on_day",
            unit=unit.name,
            day=day_words(unit.from_on),
        )
    rules = office_rules(session, actor.office_id or 0, local_day(now))
    if rules.own_tasks_decided_by == unit.id:
        raise InvalidInput(
            "Quy định của cơ quan đang giao %(unit)s xác nhận nhiệm vụ của đơn vị theo dõi. "
            "Hãy sửa quy định này trước.",
            field="units",
            unit=unit.name,
        )
    return unit


def _only_these_below(session: Session, unit: Unit, order: SuccessionOrder, actor: Actor) -> bool:
    """The units below end in the same deed (then it may end too, after them)."""
    office = session.get_one(Office, actor.office_id)
    if unit.id in (office.root_unit_id, office.lead_unit_id):
        return False
    below = [session.get_one(Unit, key) for key in order.unit_ids if key != unit.id]
    mine = {child.id for child in below if child.parent_id == unit.id}
    return bool(mine) and mine == _living_children(session, unit)


def _living_children(session: Session, unit: Unit) -> set[int]:
    query = select(Unit.id).where(Unit.parent_id == unit.id, Unit.to_on.is_(None))
    return set(session.scalars(query))


def _check_successor(
    session: Session, unit_id: int, ending: Sequence[Unit], on_day: date, *, actor: Actor, at: str
) -> None:
    try:
        unit = own_unit(session, unit_id=unit_id, actor=actor)
    except NotFound as error:
        raise InvalidInput(error.message, field=at) from None
    office = session.get_one(Office, actor.office_id)
    if unit.id in {each.id for each in ending}:
        raise InvalidInput(
            "%(unit)s cũng kết thúc hoạt động nên không thể kế thừa. Hãy chọn đơn vị khác.",
            field=at,
            unit=unit.name,
        )
    if unit.id == office.root_unit_id:
        raise InvalidInput(
            "Không giao việc cho chính cơ quan. Hãy chọn một đơn vị trực thuộc.", field=at
        )
    if unit.to_on is not None or not unit.exists_on(on_day):
        raise InvalidInput(
            "%(unit)s không hoạt động vào ngày %(day)s. Hãy chọn đơn vị khác hoặc ngày khác.",
            field=at,
            unit=unit.name,
            day=day_words(on_day),
        )
    if unit.outside and not all(each.outside for each in ending):
        raise InvalidInput(
            "%(unit)s ngoài phạm vi giao việc của cơ quan nên không kế thừa nhiệm vụ được.",
            field=at,
            unit=unit.name,
        )
