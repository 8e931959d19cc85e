"""A new office begins with the units that its papers name."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.errors import Conflict, InvalidInput
from tracker.domain.history import EventKind
from tracker.domain.vietnamese import fold
from tracker.models import CalendarDay, Event, UnitGroup, UnitGroupAlias, User
from tracker.permissions import Permission, actor_of, allows
from tracker.queries.office_rules import office_rules
from tracker.queries.units import members_on, units_called
from tracker.services.office_setup import NewOffice, create_office


def create(session: Session, now: datetime, **changes: str | bool) -> NewOffice:
    given: dict[str, str | bool] = {
        "preset": "district",
        "name": "UBND huyện Đông Bình",
        "admin_login": "quan.tri",
        "admin_name": "Trần Thị Quản",
        "admin_hash": "x",
    }
    return create_office(session, now=now, **(given | changes))  # type: ignore[arg-type]


def found(session: Session, made: NewOffice, written: str) -> list[str]:
    """Codes of the units that answer to what a paper writes."""
    by_id = {unit.id: code for code, unit in made.units.items()}
    return sorted(
        by_id[alias.unit_id] for alias in units_called(session, made.office.id, fold(written))
    )


def test_units_of_a_district_answer_to_what_papers_write(session: Session, now: datetime) -> None:
    made = create(session, now)
    written = {
        "Phòng Nội vụ": ["home_affairs"],
        "phòng nội vụ huyện": ["home_affairs"],
        "Văn phòng HĐND-UBND huyện": ["office"],
        "Văn phòng HĐND và UBND huyện": ["office"],
        "VP HĐND&UBND": ["office"],
        "Tài chính - Kế hoạch": ["finance"],
        "Phòng LĐ-TB&XH": ["labour"],
        "Văn hóa - Thông tin": ["culture"],
        "Trung tâm Văn hóa – Thông tin và Thể thao huyện": ["culture_centre"],
        "Thanh tra huyện": ["inspectorate"],
        "Thanh tra huyện Đông Bình": ["inspectorate"],
        "Ủy ban Mặt trận Tổ quốc": ["front"],
        "Văn phòng Huyện ủy": ["party_office"],
        "UBND huyện": ["root"],
        "xã Lạc Giang": ["lac_giang"],
        # Ambiguous on paper (trưởng phòng, ký thay, nhiệm vụ): a person decides.
        "TP": [],
        "KT": [],
        "NV": [],
        "KH": [],
    }
    assert {words: found(session, made, words) for words in written} == written


def test_classes_resolve_to_their_members(session: Session, now: datetime, today: date) -> None:
    create(session, now)
    written = {
        "Trưởng các phòng, ban, ngành, đơn vị cấp huyện": ("divisions", 16),
        "Chủ tịch UBND các xã, thị trấn": ("communes", 13),
        "các cơ quan, đơn vị, địa phương": ("all", 29),
        "các đoàn thể": ("mass", 6),
    }
    resolved = {}
    for words in written:
        group = session.scalars(
            select(UnitGroup)
            .join(UnitGroupAlias, UnitGroupAlias.group_id == UnitGroup.id)
            .where(UnitGroupAlias.folded == fold(words))
        ).one()
        resolved[words] = (group.code, len(members_on(group, today)))
    assert resolved == written


def test_bodies_that_the_office_cannot_order_are_outside(session: Session, now: datetime) -> None:
    made = create(session, now)
    outside = {code for code, unit in made.units.items() if unit.outside}
    assert {"party_committee", "council", "front", "women", "police"} <= outside
    assert outside.isdisjoint({"office", "home_affairs", "lac_giang", "culture_centre"})


def test_the_first_administrator_may_administer_and_nothing_else(
    session: Session, now: datetime, today: date
) -> None:
    made = create(session, now)
    actor = actor_of(made.administrator, office=made.office, on_day=today)

    assert allows(actor, Permission.OFFICE_ADMINISTER)
    assert not allows(actor, Permission.TASK_CREATE)
    assert made.administrator.must_change_password
    events = session.scalars(select(Event.kind).order_by(Event.id)).all()
    assert events[0] is EventKind.OFFICE_CREATED


def test_papers_are_headed_by_the_offices_own_name(
    session: Session, now: datetime, today: date
) -> None:
    made = create(session, now)
    rules = office_rules(session, made.office.id, today)
    assert rules.heading_name == "ỦY BAN NHÂN DÂN HUYỆN ĐÔNG BÌNH"
    assert rules.place == "Đông Bình"


def test_a_commune_of_2025_has_its_two_or_three_divisions(session: Session, now: datetime) -> None:
    made = create(session, now, preset="commune", name="Ủy ban nhân dân xã Đông Lâm")
    assert made.office.name == "UBND xã Đông Lâm"
    assert "economy" in made.units
    assert "economy_urban" not in made.units
    assert made.units["culture_society"].id == made.office.index_unit_id
    assert found(session, made, "Trung tâm PVHCC") == ["one_stop"]
    assert made.units["police"].name == "Công an xã"


def test_a_ward_has_the_division_of_infrastructure(session: Session, now: datetime) -> None:
    made = create(session, now, preset="commune", name="UBND phường An Hòa Bắc")
    assert "economy" not in made.units
    assert found(session, made, "Phòng Kinh tế, Hạ tầng và Đô thị phường") == ["economy_urban"]


def test_the_calendar_and_the_clocks_actor_are_there(session: Session, now: datetime) -> None:
    create(session, now)
    years = {row.on_day.year for row in session.scalars(select(CalendarDay))}
    assert years == {2025, 2026, 2027}
    system = session.scalars(select(User).where(User.is_system)).one()
    assert system.name == "Hệ thống"
    assert not system.is_active


@pytest.mark.parametrize("name", ["UBND Đông Bình", "Đông Bình", "UBND huyện", "Sở Nội vụ"])
def test_a_name_without_its_level_is_asked_again(
    session: Session, now: datetime, name: str
) -> None:
    with pytest.raises(InvalidInput, match="ghi đủ cấp và địa danh") as refusal:
        create(session, now, name=name)
    assert refusal.value.field == "name"


def test_a_bad_login_of_the_administrator_is_named(session: Session, now: datetime) -> None:
    with pytest.raises(InvalidInput) as refusal:
        create(session, now, admin_login="q")
    assert refusal.value.field == "admin_login"


def test_demonstration_and_real_office_never_share_a_database(
    session: Session, now: datetime
) -> None:
    create(session, now, is_demo=True)
    with pytest.raises(Conflict, match="không dùng chung"):
        create(session, now, name="UBND huyện Tây Bình", admin_login="nguoi.khac")
