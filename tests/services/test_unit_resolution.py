"""What a paper means by a name: exact, or asked about; never guessed."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.office import an_office
from tests.factories.unit import a_group, a_unit
from tests.factories.user import a_user, as_actor
from tracker.domain.errors import InvalidInput
from tracker.models import Office, UnitAlias, UnitGroup, UnitSuccession
from tracker.queries.unit_lexicon import unit_lexicon
from tracker.services.unit_resolution import Resolution, remember_name, resolve_name

PAPER, TODAY = date(2026, 11, 16), date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 2, tzinfo=UTC)


@pytest.fixture
def office(session: Session) -> Office:
    office = an_office(session, "UBND huyện Đông Hà")
    root = office.root_unit
    for name, short, aliases in (
        ("Phòng Nội vụ", "NV", ()),
        ("Phòng Tư pháp", "TP", ()),
        ("Phòng Tài chính - Kế hoạch", "TCKH", ("TC-KH",)),
        ("Phòng Văn hóa - Thông tin", None, ("VHTT",)),
        ("Thanh tra huyện", None, ()),
        ("UBND xã Hòa Bình", None, ()),
    ):
        a_unit(session, name, parent=root, short=short, aliases=aliases)
    a_group(session, office, "UBND các xã, thị trấn", code="communes")
    a_group(session, office, "các phòng, ban, ngành", code="divisions")
    return office


def meaning(session: Session, office: Office, name: str, today: date = TODAY) -> Resolution:
    return resolve_name(unit_lexicon(session, office), name, on_day=PAPER, today=today)


@pytest.mark.parametrize(
    ("written", "unit"),
    [
        ("Phòng Nội vụ", "Phòng Nội vụ"),
        ("phòng nội vụ huyện", "Phòng Nội vụ"),
        ("Phòng Nội vụ huyện Đông Hà", "Phòng Nội vụ"),
        ("Phòng NV", "Phòng Nội vụ"),
        ("Nội vụ", "Phòng Nội vụ"),
        ("Trưởng phòng Nội vụ", "Phòng Nội vụ"),
        ("Phòng Tài chính và Kế hoạch", "Phòng Tài chính - Kế hoạch"),
        ("Phòng TC-KH", "Phòng Tài chính - Kế hoạch"),
        ("Phòng Văn hoá – Thông tin", "Phòng Văn hóa - Thông tin"),
        ("Phòng VHTT", "Phòng Văn hóa - Thông tin"),
        ("Chánh Thanh tra huyện", "Thanh tra huyện"),
        ("Văn phòng HĐND - UBND huyện", "Văn phòng HĐND và UBND"),
        ("Chánh Văn phòng HĐND&UBND", "Văn phòng HĐND và UBND"),
        ("Ủy ban nhân dân xã Hòa Bình", "UBND xã Hòa Bình"),
        ("Chủ tịch UBND xã Hoà Bình", "UBND xã Hòa Bình"),
        ("xã Hòa Bình", "UBND xã Hòa Bình"),
    ],
)
def test_one_unit(session: Session, office: Office, written: str, unit: str) -> None:
    found = meaning(session, office, written)
    assert found.unit is not None
    assert found.unit.name == unit


@pytest.mark.parametrize(
    ("written", "group"),
    [
        ("UBND các xã, thị trấn", "UBND các xã, thị trấn"),
        ("Chủ tịch UBND các xã, thị trấn", "UBND các xã, thị trấn"),
        ("Trưởng các phòng, ban, ngành huyện", "các phòng, ban, ngành"),
        ("các phòng, ban, ngành thuộc UBND huyện", "các phòng, ban, ngành"),
    ],
)
def test_a_class(session: Session, office: Office, written: str, group: str) -> None:
    found = meaning(session, office, written)
    assert found.group is not None
    assert found.group.name == group


@pytest.mark.parametrize("written", ["TP", "NV", "kt"])
def test_an_abbreviation_alone_is_asked_about(
    session: Session, office: Office, written: str
) -> None:
    assert not meaning(session, office, written).is_certain


def test_several_units_of_one_name_are_candidates(session: Session, office: Office) -> None:
    a_unit(session, "Sở Nội vụ", parent=office.root_unit, outside=True)
    found = meaning(session, office, "Nội vụ")
    assert not found.is_certain
    assert {unit.name for unit in found.candidates} == {"Phòng Nội vụ", "Sở Nội vụ"}


@pytest.mark.parametrize(
    "written", ["Phòng Nội vụ và Y tế", "Phòng Y tế", "", "các đơn vị liên quan"]
)
def test_what_nobody_knows_stays_as_written(session: Session, office: Office, written: str) -> None:
    assert meaning(session, office, written) == Resolution()


def test_a_dissolved_unit_is_offered_with_its_successor(session: Session, office: Office) -> None:
    old = a_unit(session, "Phòng Y tế", parent=office.root_unit, to_on=date(2026, 11, 19))
    heir = a_unit(session, "Phòng Văn hóa - Xã hội", parent=office.root_unit)
    session.add(UnitSuccession(from_unit_id=old.id, to_unit_id=heir.id, on_day=date(2026, 11, 20)))
    session.flush()
    found = meaning(session, office, "Phòng Y tế")
    assert found.dissolved is old
    assert found.candidates == (heir,)
    assert not found.is_certain
    assert meaning(session, office, "Phòng Y tế", today=PAPER).unit is old


def test_another_offices_division_is_not_meant(session: Session, office: Office) -> None:
    commune = session.scalars(select(UnitAlias).where(UnitAlias.alias == "UBND xã Hòa Bình")).one()
    session.add(Office(root_unit_id=commune.unit_id, created_at=NOW))
    session.flush()
    a_unit(
        session, "Phòng Kinh tế", parent=session.get_one(type(office.root_unit), commune.unit_id)
    )
    assert meaning(session, office, "Phòng Kinh tế") == Resolution()


def test_a_choice_is_remembered_from_the_papers_day_on(session: Session, office: Office) -> None:
    unit = meaning(session, office, "Phòng Tư pháp").unit
    assert unit is not None
    actor = as_actor(a_user(session), office)
    for _again in range(2):
        remember_name(
            session,
            as_written="Bộ phận tư pháp huyện nhà",
            unit_id=unit.id,
            from_on=PAPER,
            actor=actor,
            now=NOW,
        )
    assert meaning(session, office, "Bộ phận Tư pháp huyện nhà").unit is unit
    kept = session.scalars(select(UnitAlias).where(UnitAlias.alias.like("Bộ phận%"))).all()
    assert [alias.from_on for alias in kept] == [PAPER]


def test_a_class_is_remembered_too(session: Session, office: Office) -> None:
    group = session.scalars(select(UnitGroup).where(UnitGroup.code == "communes")).one()
    remember_name(
        session,
        as_written="các địa phương trong huyện",
        group_id=group.id,
        from_on=PAPER,
        actor=as_actor(a_user(session), office),
        now=NOW,
    )
    session.expire_all()
    assert meaning(session, office, "Các địa phương trong huyện").group is group


def test_an_ambiguous_abbreviation_is_not_remembered(session: Session, office: Office) -> None:
    with pytest.raises(InvalidInput, match="nhiều nghĩa"):
        remember_name(
            session,
            as_written="TP",
            unit_id=office.root_unit_id,
            from_on=PAPER,
            actor=as_actor(a_user(session), office),
            now=NOW,
        )
