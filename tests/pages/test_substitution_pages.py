"""Standing in for somebody, as the people concerned see it."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.district import District, a_district
from tests.factories.substitution import a_substitution
from tests.factories.task import a_task
from tests.factories.user import a_user
from tests.support.clock import Clock
from tests.support.visitor import Visitor, words
from tracker.domain.people import Role
from tracker.models import Substitution


@pytest.fixture
def district(session: Session) -> District:
    return a_district(session)


def test_a_head_names_a_deputy_who_then_works_in_his_place(
    page: Visitor, session: Session, district: District
) -> None:
    task = a_task(session, district.office, district.justice, text="Rà soát hương ước")
    page.sign_in(district.justice_head)
    page.get("substitutions.index")
    page.get("substitutions.name")
    soup = page.submit(
        "Phân công xử lý thay",
        deputy_id=district.culture_head.id,
        from_on="23/11/2026",
        to_on="25/11/2026",
        basis="Đi tập huấn ở tỉnh",
    )
    assert "Đỗ Mạnh Dũng" in words(soup)
    assert "Đang có hiệu lực" in words(soup)

    page.sign_in(district.culture_head)
    soup = page.get("tasks.waiting")
    assert "Đang xử lý thay Trần Văn Bình đến hết 25/11/2026" in words(soup)
    assert "Rà soát hương ước" in words(soup)
    page.get("tasks.show", task_id=task.id)
    soup = page.submit("Tiếp nhận nhiệm vụ")
    assert "Đỗ Mạnh Dũng thay Trần Văn Bình" in words(soup)


def test_it_is_over_by_itself_on_the_next_day(
    page: Visitor, session: Session, district: District, clock: Clock
) -> None:
    task = a_task(session, district.office, district.justice)
    a_substitution(
        session,
        district.office,
        district.justice_head,
        district.culture_head,
        to_on=date(2026, 11, 23),
    )
    page.sign_in(district.culture_head)
    page.get("tasks.show", task_id=task.id)
    clock.pass_by(days=1)
    assert "xử lý thay" not in words(page.get("tasks.show", status=404, task_id=task.id))


def test_a_faulty_form_says_so_and_keeps_what_was_typed(page: Visitor, district: District) -> None:
    page.sign_in(district.justice_head)
    page.get("substitutions.name")
    soup = page.submit(
        "Phân công xử lý thay",
        status=422,
        deputy_id=district.culture_head.id,
        from_on="22/11/2026",
        to_on="21/11/2026",
        basis="Nghỉ phép",
    )
    assert "Không phân công xử lý thay cho ngày đã qua" in words(soup)
    assert soup.find("input", {"name": "basis"})["value"] == "Nghỉ phép"  # type: ignore[index]


def test_the_lead_office_enters_it_for_a_leader_and_revokes_it(
    page: Visitor, session: Session, district: District
) -> None:
    vice = a_user(session, "Bùi Văn Yên", unit=district.office.root_unit)
    page.sign_in(district.monitor)
    page.get("substitutions.enter", principal=district.chairman.id)
    soup = page.submit(
        "Phân công xử lý thay",
        deputy_id=vice.id,
        to_on="30/11/2026",
        basis="Thông báo 12/TB-UBND",
    )
    assert "Lê Thu Hương nhập thay" in words(soup)
    row = session.scalars(select(Substitution)).one()
    page.get("substitutions.change", substitution_id=row.id)
    assert "27/11/2026" in words(page.submit("Lưu ngày kết thúc", to_on="27/11/2026"))
    page.get("substitutions.revoke", substitution_id=row.id)
    soup = page.submit("Thôi phân công")
    assert "Đã thôi phân công" in words(soup)
    page.get("substitutions.change", substitution_id=row.id)
    page.submit("Lưu ngày kết thúc", status=409, to_on="28/11/2026")


def test_what_concerns_others_is_not_there(
    page: Visitor, session: Session, district: District
) -> None:
    row = a_substitution(session, district.office, district.justice_head, district.justice_officer)
    page.sign_in(district.culture_head)
    page.get("substitutions.change", substitution_id=row.id, status=404)
    page.get("substitutions.enter", status=403)
    page.sign_in(district.justice_officer)
    page.get("substitutions.revoke", substitution_id=row.id, status=404)


def test_who_borrows_the_lead_offices_right_enters_nothing(
    page: Visitor, session: Session, district: District
) -> None:
    a_substitution(session, district.office, district.monitor, district.justice_officer)
    page.sign_in(district.justice_officer)
    assert "Nhập cho người khác" not in words(page.get("substitutions.index"))
    page.get("substitutions.enter", status=403)


def test_the_administrators_rooms_stay_closed(
    page: Visitor, session: Session, district: District
) -> None:
    chief = a_user(
        session, unit=district.lead, office=district.office,
        roles=[Role.LEAD_OFFICE, Role.ADMINISTRATOR],
    )  # fmt: skip
    a_substitution(session, district.office, chief, district.justice_officer)
    page.sign_in(district.justice_officer)
    page.get("directives.quick")
    page.get("admin.users", status=403)


def test_an_officer_sees_what_was_handed_to_them(
    page: Visitor, session: Session, district: District
) -> None:
    task = a_task(session, district.office, district.justice, text="Rà soát hương ước")
    a_task(session, district.office, district.justice, text="Tập huấn hòa giải")
    page.sign_in(district.justice_head)
    page.get("tasks.name_officer", task_id=task.id)
    page.submit("Phân công", user_id=district.justice_officer.id)
    page.sign_in(district.justice_officer)
    assert "Nhiệm vụ tôi phụ trách" in words(page.get("tasks.waiting"))
    soup = page.get("tasks.index", state="mine")
    assert "Rà soát hương ước" in words(soup)
    assert "Tập huấn hòa giải" not in words(soup)
    page.get("tasks.name_officer", task_id=task.id, status=403)
    soup = page.get("tasks.show", task_id=task.id)
    assert page.address("tasks.name_officer", task_id=task.id) not in str(soup)
