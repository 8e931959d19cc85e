"""Units by dates: founded, renamed, dissolved; classes with members as of a day."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.office import an_office
from tests.factories.unit import a_group, a_unit
from tests.factories.user import a_user, as_actor
from tracker.domain.errors import Conflict, InvalidInput, NotFound
from tracker.domain.history import EventKind
from tracker.domain.people import Role
from tracker.domain.vietnamese import fold
from tracker.models import Event, Office, Unit
from tracker.permissions import Actor
from tracker.queries.units import (
    aliases_of,
    members_on,
    successors_of,
    tree_rows,
    unit_ids_of_office,
    units_called,
)
from tracker.services import organisation, unit_groups, unit_names

Administered = tuple[Office, Actor]


@pytest.fixture
def here(session: Session) -> Administered:
    """An office and its administrator."""
    office = an_office(session)
    admin = a_user(session, office=office, roles=[Role.ADMINISTRATOR])
    return office, as_actor(admin, office)


def found(session: Session, here: Administered, now: datetime, name: str, **facts: object) -> Unit:
    office, actor = here
    given: dict[str, object] = {"type_code": "division", "parent_id": office.root_unit_id} | facts
    return organisation.add_unit(session, name=name, actor=actor, now=now, **given)  # type: ignore[arg-type]


def last_event(session: Session) -> Event:
    return session.scalars(select(Event).order_by(Event.id.desc()).limit(1)).one()


def test_a_new_unit_answers_to_its_names(
    session: Session, here: Administered, now: datetime
) -> None:
    a_unit(session, parent=here[0].root_unit)
    unit = found(session, here, now, "Phòng  Y tế", short="PYT", aliases=["P. Y tế", "phòng y tế"])

    assert unit.name == "Phòng Y tế"
    assert [alias.alias for alias in aliases_of(session, unit.id)] == [
        "Phòng Y tế",
        "PYT",
        "P. Y tế",
    ]
    assert last_event(session).kind is EventKind.UNIT_CREATED


def test_two_units_may_answer_to_one_abbreviation(
    session: Session, here: Administered, now: datetime
) -> None:
    a_unit(session, "Phòng Tư pháp", parent=here[0].root_unit, aliases=["TP"])
    found(session, here, now, "Phòng Tái định cư Phía Đông", aliases=["TP"])
    assert len(units_called(session, here[0].id, fold("tp"))) == 2


def test_the_same_name_twice_is_refused_while_the_first_exists(
    session: Session, here: Administered, now: datetime
) -> None:
    a_unit(session, "Phòng Y tế", parent=here[0].root_unit)
    with pytest.raises(InvalidInput, match="Đã có đơn vị") as refusal:
        found(session, here, now, "PHÒNG Y TẾ")
    assert refusal.value.field == "name"


def test_an_old_name_may_live_again(session: Session, here: Administered, now: datetime) -> None:
    a_unit(session, "Phòng Y tế", parent=here[0].root_unit, to_on=date(2025, 6, 30))
    assert found(session, here, now, "Phòng Y tế", from_on=date(2025, 7, 1)).id


def test_a_name_is_right_for_its_own_time(
    session: Session, here: Administered, now: datetime
) -> None:
    _office, actor = here
    unit = a_unit(session, "Phòng Văn hóa - Thông tin", parent=here[0].root_unit)
    unit_names.rename_unit(
        session,
        unit_id=unit.id,
        version=unit.row_version,
        name="Phòng Văn hóa, Khoa học và Thông tin",
        from_on=date(2025, 3, 1),
        basis="Nghị quyết số 12/NQ-HĐND",
        actor=actor,
        now=now,
    )

    assert unit.name_on(date(2025, 2, 28)).name == "Phòng Văn hóa - Thông tin"
    assert unit.name_on(date(2025, 3, 1)).name == "Phòng Văn hóa, Khoa học và Thông tin"
    assert len(units_called(session, here[0].id, fold("Phòng Văn hóa - Thông tin"))) == 1
    assert last_event(session).basis == "Nghị quyết số 12/NQ-HĐND"


def test_two_administrators_on_one_unit(
    session: Session, here: Administered, now: datetime
) -> None:
    _office, actor = here
    unit = a_unit(session, "Phòng Kinh tế", parent=here[0].root_unit)
    seen = unit.row_version

    def rename(name: str, day: date) -> None:
        unit_names.rename_unit(
            session,
            unit_id=unit.id,
            version=seen,
            name=name,
            from_on=day,
            basis="QĐ 1",
            actor=actor,
            now=now,
        )

    rename("Phòng Kinh tế và Hạ tầng", date(2026, 1, 1))
    with pytest.raises(Conflict):
        rename("Phòng Kinh tế, Hạ tầng", date(2026, 2, 1))


def test_the_present_name_cannot_be_unlearned(
    session: Session, here: Administered, now: datetime
) -> None:
    unit = a_unit(session, "Phòng Kinh tế", parent=here[0].root_unit, aliases=["P.KT"])
    own, other = aliases_of(session, unit.id)
    with pytest.raises(Conflict):
        unit_names.remove_alias(session, alias_id=own.id, actor=here[1], now=now)
    unit_names.remove_alias(session, alias_id=other.id, actor=here[1], now=now)
    assert [alias.alias for alias in aliases_of(session, unit.id)] == ["Phòng Kinh tế"]


def dissolve(
    session: Session, here: Administered, now: datetime, unit: Unit, *successors: Unit
) -> None:
    organisation.dissolve_unit(
        session,
        unit_id=unit.id,
        version=unit.row_version,
        last_day=date(2026, 12, 31),
        successor_ids=[successor.id for successor in successors],
        basis="Nghị quyết số 20/NQ-HĐND",
        actor=here[1],
        now=now,
    )


def test_a_dissolved_unit_leaves_successors_and_its_place_in_classes(
    session: Session, here: Administered, now: datetime
) -> None:
    root = here[0].root_unit
    old, one, two = (a_unit(session, parent=root) for _n in range(3))
    group = a_group(session, here[0], members=[old, one])
    dissolve(session, here, now, old, one, two)

    assert {row.to_unit_id for row in successors_of(session, old.id)} == {one.id, two.id}
    assert {row.on_day for row in successors_of(session, old.id)} == {date(2027, 1, 1)}
    assert old.exists_on(date(2026, 12, 31))
    assert not old.exists_on(date(2027, 1, 1))
    assert [m.unit for m in members_on(group, date(2026, 12, 31))] == [old, one]
    assert [m.unit for m in members_on(group, date(2027, 1, 1))] == [one]


def test_what_the_office_needs_is_not_dissolved(
    session: Session, here: Administered, now: datetime
) -> None:
    office = here[0]
    upper = a_unit(session, parent=office.root_unit)
    a_unit(session, parent=upper)
    assert office.lead_unit is not None
    for unit, why in [
        (office.root_unit, "chính cơ quan"),
        (office.lead_unit, "theo dõi, đôn đốc"),
        (upper, "đơn vị trực thuộc"),
    ]:
        with pytest.raises(Conflict, match=why):
            dissolve(session, here, now, unit)


def test_a_unit_does_not_succeed_itself(
    session: Session, here: Administered, now: datetime
) -> None:
    unit = a_unit(session, parent=here[0].root_unit)
    with pytest.raises(InvalidInput) as refusal:
        dissolve(session, here, now, unit, unit)
    assert refusal.value.field == "successors"


def test_nothing_hangs_below_itself(session: Session, here: Administered, now: datetime) -> None:
    upper = a_unit(session, parent=here[0].root_unit)
    lower = a_unit(session, parent=upper)
    with pytest.raises(InvalidInput) as refusal:
        organisation.change_unit(
            session,
            unit_id=upper.id,
            version=upper.row_version,
            type_code="division",
            parent_id=lower.id,
            outside=False,
            actor=here[1],
            now=now,
        )
    assert refusal.value.field == "parent"


def test_an_office_below_keeps_its_units_to_itself(
    session: Session, here: Administered, now: datetime
) -> None:
    commune = an_office(session, "UBND xã An Lạc")
    commune.root_unit.parent = here[0].root_unit
    session.flush()
    below = {row.unit.name for row in tree_rows(session, here[0].id)}

    assert "UBND xã An Lạc" in below
    assert commune.lead_unit_id not in unit_ids_of_office(session, here[0].id)
    with pytest.raises(NotFound):
        unit_names.own_unit(session, unit_id=commune.lead_unit_id or 0, actor=here[1])


def test_the_tree_goes_down_from_the_root(session: Session, here: Administered) -> None:
    root = here[0].root_unit
    upper = a_unit(session, "Trung tâm Y tế", parent=root)
    a_unit(session, "Trạm Y tế", parent=upper)
    a_unit(session, "Hội Nông dân", parent=root, outside=True)

    assert [(row.depth, row.unit.name) for row in tree_rows(session, here[0].id)] == [
        (0, "UBND huyện Thử Nghiệm"),
        (1, "Trung tâm Y tế"),
        (2, "Trạm Y tế"),
        (1, "Văn phòng HĐND và UBND"),
        (1, "Hội Nông dân"),
    ]


def test_members_of_a_class_change_from_a_day_on(
    session: Session, here: Administered, now: datetime
) -> None:
    stays, leaves, joins = (a_unit(session, parent=here[0].root_unit) for _n in range(3))
    group = unit_groups.add_group(
        session,
        name="Các phòng",
        aliases=["các phòng", "Trưởng các phòng"],
        unit_ids=[stays.id, leaves.id],
        from_on=None,
        actor=here[1],
        now=now,
    )
    seen = unit_groups.seen_of(group)

    def change(seen: str | None, day: date, *units: Unit) -> None:
        unit_groups.change_group(
            session,
            group_id=group.id,
            seen=seen,
            name="Các phòng, ban",
            aliases=["các phòng, ban"],
            unit_ids=[unit.id for unit in units],
            from_on=day,
            actor=here[1],
            now=now,
        )

    change(seen, date(2026, 7, 1), stays, joins)
    assert {m.unit_id for m in members_on(group, date(2026, 6, 30))} == {stays.id, leaves.id}
    assert {m.unit_id for m in members_on(group, date(2026, 7, 1))} == {stays.id, joins.id}
    assert {alias.alias for alias in group.aliases} == {"các phòng, ban"}
    with pytest.raises(Conflict):
        change(seen, date(2026, 8, 1), stays)
    with pytest.raises(InvalidInput, match="từ ngày 01/07/2026"):
        change(None, date(2026, 6, 1), stays)
