"""Units of an office: its tree, what they are called, what they lead, who belongs to a class."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import CTE, Select, func, or_, select
from sqlalchemy.orm import Session, aliased

from tracker.domain.task_status import TaskStatus
from tracker.domain.vietnamese import sort_key
from tracker.models import (
    Membership,
    Office,
    Task,
    Unit,
    UnitAlias,
    UnitGroup,
    UnitGroupMember,
    UnitSuccession,
    UnitType,
)

CLOSED = (TaskStatus.COMPLETED, TaskStatus.CANCELLED)


def _tree(office_id: int) -> CTE:
    """Keys of the office's units: down from its root, not into other offices below it."""
    root = select(Office.root_unit_id.label("id")).where(Office.id == office_id)
    tree = root.cte("units_of_office", recursive=True)
    child = aliased(Unit)
    other = select(Office.root_unit_id).where(Office.id != office_id)
    return tree.union(
        select(child.id).join(tree, child.parent_id == tree.c.id).where(tree.c.id.not_in(other))
    )


def keys_of_office(office_id: int) -> Select[int]:
    """Keys of all units of the office, for a WHERE."""
    return select(_tree(office_id).c.id)


def unit_ids_of_office(session: Session, office_id: int) -> list[int]:
    """Keys of all units of the office, dissolved ones too."""
    return list(session.scalars(select(_tree(office_id).c.id)))


def units_of_office(office_id: int) -> Select[Unit]:
    """All units of the office, dissolved ones too; an office below it appears, its units do not."""
    return select(Unit).where(Unit.id.in_(select(_tree(office_id).c.id))).order_by(Unit.id)


def unit_of_office(session: Session, office_id: int, unit_id: int) -> Unit | None:
    """This unit, when it is the office's."""
    return session.scalar(units_of_office(office_id).where(Unit.id == unit_id))


def existing_units(session: Session, office_id: int, on_day: date) -> list[Unit]:
    """Units that exist on ``on_day``, in the order of the tree."""
    return [row.unit for row in tree_rows(session, office_id) if row.unit.exists_on(on_day)]


def orderable_units(session: Session, office: Office, on_day: date) -> list[Unit]:
    """Units that may be given work on ``on_day``: all but the root, outside bodies included."""
    return [
        unit
        for unit in existing_units(session, office.id, on_day)
        if unit.id != office.root_unit_id
    ]


def choices_by_type(units: Iterable[Unit]) -> dict[str, list[tuple[int, str]]]:
    """``units`` as a list of choices under the names of their types, each in its order."""
    groups: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for unit in sorted(units, key=lambda u: (u.type.ord, u.ord, sort_key(u.name))):
        groups[unit.type.name].append((unit.id, unit.name))
    return dict(groups)


@dataclass(frozen=True, slots=True)
class TreeRow:
    """A unit and how deep it hangs below the root (0)."""

    unit: Unit
    depth: int


def tree_rows(session: Session, office_id: int) -> list[TreeRow]:
    """The units of the office from the root down, children by order, type and name."""
    units = list(session.scalars(units_of_office(office_id)).unique())
    keys = {unit.id for unit in units}
    children: dict[int | None, list[Unit]] = defaultdict(list)
    for unit in units:
        children[unit.parent_id if unit.parent_id in keys else None].append(unit)
    rows: list[TreeRow] = []

    def walk(parent: int | None, depth: int) -> None:
        in_order = sorted(
            children[parent], key=lambda u: (u.outside, u.type.ord, u.ord, sort_key(u.name))
        )
        for unit in in_order:
            rows.append(TreeRow(unit, depth))
            walk(unit.id, depth + 1)

    walk(None, 0)
    return rows


def unit_types(session: Session) -> list[UnitType]:
    """Every type, in its order."""
    return list(session.scalars(select(UnitType).order_by(UnitType.ord, UnitType.name)))


def aliases_of(session: Session, unit_id: int) -> list[UnitAlias]:
    """How papers write the unit."""
    return list(
        session.scalars(
            select(UnitAlias).where(UnitAlias.unit_id == unit_id).order_by(UnitAlias.id)
        )
    )


def units_called(session: Session, office_id: int, folded: str) -> list[UnitAlias]:
    """Every unit of the office that answers to this folded name: several when it is ambiguous."""
    return list(
        session.scalars(
            select(UnitAlias).where(
                UnitAlias.folded == folded, UnitAlias.unit_id.in_(select(_tree(office_id).c.id))
            )
        )
    )


def successors_of(session: Session, unit_id: int) -> list[UnitSuccession]:
    """Who took over from the unit."""
    return list(
        session.scalars(select(UnitSuccession).where(UnitSuccession.from_unit_id == unit_id))
    )


def predecessors_of(session: Session, unit_id: int) -> list[UnitSuccession]:
    """From whom the unit took over."""
    return list(session.scalars(select(UnitSuccession).where(UnitSuccession.to_unit_id == unit_id)))


def open_tasks_led_by(unit_id: int) -> Select[Task]:
    """Unfinished tasks of the unit; they wait for a successor when it is dissolved."""
    return (
        select(Task)
        .where(Task.lead_unit_id == unit_id, Task.status.not_in(CLOSED))
        .order_by(Task.due_on.is_(None), Task.due_on, Task.id)
    )


def count_open_tasks(session: Session, unit_id: int) -> int:
    """How many those are."""
    waiting = open_tasks_led_by(unit_id).order_by(None).subquery()
    return session.scalar(select(func.count()).select_from(waiting)) or 0


def posts_in(session: Session, unit_id: int, on_day: date) -> list[Membership]:
    """Who holds a post in the unit on ``on_day``."""
    return list(
        session.scalars(
            select(Membership)
            .where(
                Membership.unit_id == unit_id,
                Membership.from_on <= on_day,
                or_(Membership.to_on.is_(None), Membership.to_on >= on_day),
            )
            .order_by(Membership.id)
        )
    )


def groups_of_office(session: Session, office_id: int) -> list[UnitGroup]:
    """The office's classes of units, by name."""
    groups = session.scalars(select(UnitGroup).where(UnitGroup.office_id == office_id))
    return sorted(groups.unique(), key=lambda group: sort_key(group.name))


def members_on(group: UnitGroup, on_day: date) -> list[UnitGroupMember]:
    """Members of ``group`` as of a day, dissolved units left out, by name."""
    held = [
        member
        for member in group.members
        if (member.from_on is None or member.from_on <= on_day)
        and (member.to_on is None or on_day <= member.to_on)
        and member.unit.exists_on(on_day)
    ]
    return sorted(held, key=lambda member: sort_key(member.unit.name))


def groups_with(session: Session, unit_id: int, on_day: date) -> Sequence[UnitGroup]:
    """The classes to which the unit belongs on ``on_day``."""
    return (
        session.scalars(
            select(UnitGroup)
            .join(UnitGroupMember, UnitGroupMember.group_id == UnitGroup.id)
            .where(
                UnitGroupMember.unit_id == unit_id,
                or_(UnitGroupMember.from_on.is_(None), UnitGroupMember.from_on <= on_day),
                or_(UnitGroupMember.to_on.is_(None), UnitGroupMember.to_on >= on_day),
            )
            .order_by(UnitGroup.name)
        )
        .unique()
        .all()
    )


def units_named(session: Session, unit_ids: Sequence[int]) -> list[Unit]:
    """These units in the office's order."""
    return list(
        session.scalars(select(Unit).where(Unit.id.in_(unit_ids)).order_by(Unit.ord, Unit.id))
    )
