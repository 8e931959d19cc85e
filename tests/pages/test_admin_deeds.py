"""What administrators do, on the pages where they do it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.user import a_user
from tests.support.visitor import Visitor, words
from tracker.domain.people import Post, Role
from tracker.models import CalendarDay, Unit, User
from tracker.queries.office_rules import office_rules
from tracker.services.office_setup import NewOffice, create_office


@pytest.fixture
def office(session: Session, now: datetime) -> NewOffice:
    made = create_office(
        session,
        preset="district",
        name="UBND huyện Đông Bình",
        admin_login="quan.tri",
        admin_name="Trần Thị Quản",
        admin_hash="x",
        must_change=False,
        now=now,
    )
    session.commit()
    return made


@pytest.fixture
def admin(page: Visitor, office: NewOffice) -> Visitor:
    """A browser in which the administrator is signed in."""
    page.sign_in(office.administrator)
    return page


def sheet(rows: Sequence[Sequence[object]]) -> BytesIO:
    book = Workbook()
    active = book.active
    assert active is not None
    for row in rows:
        active.append(list(row))
    target = BytesIO()
    book.save(target)
    target.seek(0)
    return target


def person(session: Session, login: str) -> User:
    return session.scalars(select(User).where(User.login == login)).one()


def test_a_new_head_gets_a_password_that_is_shown_once(
    admin: Visitor, session: Session, office: NewOffice
) -> None:
    justice = office.units["justice"].id
    admin.get("admin.add_user")
    admin.submit(
        "Thêm và cấp mật khẩu một lần",
        name="Nguyễn Thị Lan",
        login="lan.nguyen",
        unit=justice,
        post="head",
        title="Trưởng phòng",
        grants=["tracking.auditor"],
        from_on="01/01/2026",
    )
    shown = words(admin.soup)
    password = re.search(r"\b\w{4}-\w{4}-\w{4}\b", shown)
    assert password is not None
    lan = person(session, "lan.nguyen")
    assert [(p.unit_id, p.post, p.title) for p in lan.memberships] == [
        (justice, Post.HEAD, "Trưởng phòng")
    ]
    assert [grant.role for grant in lan.grants] == [Role.AUDITOR]

    assert password[0] not in words(admin.get("admin.user", user_id=lan.id))
    admin.sign_out()
    admin.get("auth.sign_in")
    admin.submit("Đăng nhập", identity="lan.nguyen", password=password[0])
    assert "mật khẩu một lần" in words(admin.soup)


def test_a_form_sent_twice_makes_one_person(admin: Visitor, session: Session) -> None:
    admin.get("admin.add_user")
    receipt = str(admin.soup.select_one("input[name=receipt]")["value"])  # type: ignore[index]
    sent = {
        "receipt": receipt,
        "name": "Nguyễn Thị Lan",
        "login": "lan.nguyen",
        "post": "officer",
        "grants": "tracking.clerk",
        "from_on": "01/01/2026",
    }
    assert "Mật khẩu một lần" in words(admin.post("admin.add_user", sent))
    lan = person(session, "lan.nguyen")
    again = admin.post("admin.add_user", sent)
    assert admin.url == f"/admin/users/{lan.id}"
    assert "Mật khẩu một lần" not in words(again).replace("đang dùng mật khẩu một lần", "")


def test_somebody_without_place_and_role_is_asked_about(admin: Visitor, session: Session) -> None:
    admin.get("admin.add_user")
    page = admin.submit(
        "Thêm và cấp mật khẩu một lần", status=422, name="Nguyễn Thị Lan", login="lan.nguyen"
    )
    assert "Hãy chọn đơn vị hoặc ít nhất một vai trò" in words(page)
    assert page.select_one("input[name=name]")["value"] == "Nguyễn Thị Lan"  # type: ignore[index]
    assert session.scalars(select(User).where(User.login == "lan.nguyen")).first() is None


def test_a_date_that_does_not_exist_is_explained(admin: Visitor) -> None:
    admin.get("admin.add_user")
    page = admin.submit(
        "Thêm và cấp mật khẩu một lần",
        status=422,
        name="Nguyễn Thị Lan",
        login="lan.nguyen",
        from_on="31/02/2026",
    )
    assert "tháng 2 năm 2026 chỉ có 28 ngày" in words(page)
    assert page.select_one("input[name=from_on]")["value"] == "31/02/2026"  # type: ignore[index]


def test_lists_find_people_without_accents(
    admin: Visitor, session: Session, office: NewOffice
) -> None:
    a_user(session, "Đỗ Thị Lý", unit=office.units["justice"], login="ly.do")
    a_user(session, "Lê Văn Tư", unit=office.units["economy"], login="tu.le")
    page = admin.get("admin.users", q="do ly")
    assert "Đỗ Thị Lý" in words(page)
    assert "Lê Văn Tư" not in words(page)
    assert "1 người dùng" in words(page)
    assert "Lê Văn Tư" in words(admin.get("admin.users", unit=office.units["economy"].id))


def test_a_reset_ends_sessions_and_asks_first(
    admin: Visitor, session: Session, office: NewOffice
) -> None:
    lan = a_user(session, "Nguyễn Thị Lan", unit=office.units["justice"])
    before = lan.session_key
    admin.get("admin.reset_password", user_id=lan.id)
    admin.submit("Cấp mật khẩu một lần")
    session.refresh(lan)
    assert lan.session_key != before
    assert lan.must_change_password


def test_posts_and_roles_end_on_a_day(admin: Visitor, session: Session, office: NewOffice) -> None:
    lan = a_user(
        session, unit=office.units["justice"], office=office.office, roles=[Role.LEAD_OFFICE]
    )
    admin.get("admin.end_membership", membership_id=lan.memberships[0].id)
    admin.submit("Ghi nhận", last_day="20/11/2026")
    admin.get("admin.end_grant", grant_id=lan.grants[0].id)
    admin.submit("Thu hồi vai trò", last_day="21/11/2026")
    session.expire_all()
    lan = session.get_one(User, lan.id)
    assert (lan.memberships[0].to_on, lan.grants[0].to_on) == (
        date(2026, 11, 20),
        date(2026, 11, 21),
    )


def test_the_only_administrator_cannot_leave(
    admin: Visitor, session: Session, office: NewOffice
) -> None:
    admin.get("admin.end_grant", grant_id=office.administrator.grants[0].id)
    page = admin.submit("Thu hồi vai trò", status=409)
    assert "ít nhất một người quản trị" in words(page)
    session.expire_all()
    assert office.administrator.grants[0].to_on is None


def test_a_unit_is_founded_renamed_and_dissolved(
    admin: Visitor, session: Session, office: NewOffice
) -> None:
    admin.get("admin.add_unit")
    admin.submit(
        "Thêm đơn vị", name="Phòng Dân tộc", type_code="division", aliases="P. Dân tộc\nPDT"
    )
    unit = session.scalars(select(Unit).order_by(Unit.id.desc()).limit(1)).one()
    assert "PDT" in words(admin.soup)

    admin.get("admin.rename_unit", unit_id=unit.id)
    admin.submit(
        "Đổi tên",
        name="Phòng Dân tộc và Tôn giáo",
        from_on="01/12/2026",
        basis="Nghị quyết số 20/NQ-HĐND",
    )
    assert "Phòng Dân tộc và Tôn giáo" in words(admin.soup)

    admin.get("admin.succession", unit=unit.id)
    admin.submit(
        "Xem trước",
        on_day="20/11/2026",
        successor=office.units["home_affairs"].id,
        basis="Nghị quyết số 21/NQ-HĐND",
    )
    assert "Không có nhiệm vụ nào phải chuyển sang Phòng Nội vụ" in words(admin.soup)
    session.expire_all()
    assert session.get_one(Unit, unit.id).to_on is None
    admin.submit("Xác nhận và chuyển nhiệm vụ")
    assert "Phòng Nội vụ" in words(admin.soup)
    session.expire_all()
    assert session.get_one(Unit, unit.id).to_on == date(2026, 11, 19)


def test_an_old_form_of_a_unit_is_told_so(
    admin: Visitor, session: Session, office: NewOffice
) -> None:
    unit = office.units["justice"]
    admin.get("admin.change_unit", unit_id=unit.id)
    form = admin.soup
    unit.identifier = "H26.15"
    session.commit()
    admin.soup = form
    admin.submit("Lưu thông tin", status=409, identifier="H26.99")
    session.expire_all()
    assert session.get_one(Unit, unit.id).identifier == "H26.15"


def test_rules_are_changed_in_plain_words(
    admin: Visitor, session: Session, office: NewOffice, today: date
) -> None:
    admin.get("admin.office_rules")
    page = admin.submit(
        "Lưu quy định", strict_before="yes", receivers="Như trên;\nLưu: VT, NV.", digest_rows="30"
    )
    rules = office_rules(session, office.office.id, today)
    assert (rules.strict_before, rules.digest_rows) == (True, 30)
    assert rules.receivers == ["Như trên;", "Lưu: VT, NV."]
    assert "Trần Thị Quản" in words(page)
    untouched = admin.submit("Lưu quy định")
    assert "Đã ghi quy định" in words(untouched)


def test_a_rule_out_of_range_keeps_what_was_typed(admin: Visitor) -> None:
    admin.get("admin.office_rules")
    page = admin.submit("Lưu quy định", status=422, return_working_days="200", place="Chỗ mới")
    assert "Số phải từ 0 đến 30" in words(page)
    assert page.select_one("input[name=place]")["value"] == "Chỗ mới"  # type: ignore[index]


def test_the_calendar_is_kept_by_hand(admin: Visitor, office: NewOffice, session: Session) -> None:
    page = admin.get("calendar.year", year=2027)
    assert "chờ xác nhận" in words(page)
    admin.get("calendar.change_day", on_day="2027-09-03")
    admin.submit("Lưu ngày", name="Quốc khánh", source="Thông báo số 1/TB-BNV", confirmed="y")
    assert session.get_one(CalendarDay, (office.office.id, date(2027, 9, 3))).confirmed

    admin.get("calendar.add_day")
    admin.submit(
        "Thêm ngày",
        on_day="05/02/2027",
        kind="holiday",
        name="Giao thừa",
        status=422,
    )
    assert "đã có trong lịch" in words(admin.soup)
    admin.get("calendar.remove_day", on_day="2027-11-24")
    admin.submit("Bỏ ngày khỏi lịch")
    assert session.get(CalendarDay, (office.office.id, date(2027, 11, 24))) is None
    admin.submit("Nhập ngày lễ, Tết năm 2027")
    assert session.get(CalendarDay, (office.office.id, date(2027, 11, 24))) is None


def test_a_missing_year_is_warned_about_and_entered(admin: Visitor, session: Session) -> None:
    for row in session.scalars(select(CalendarDay).where(CalendarDay.on_day >= date(2027, 1, 1))):
        session.delete(row)
    session.commit()
    assert "Chưa có lịch nghỉ năm 2027" in words(admin.get("calendar.year"))
    admin.get("calendar.year", year=2027)
    page = admin.submit("Nhập ngày lễ, Tết năm 2027")
    assert "Chưa có lịch nghỉ" not in words(page)


HEADINGS = ["Họ và tên", "Tên đăng nhập", "Đơn vị", "Vị trí"]


def look(admin: Visitor, rows: Sequence[Sequence[object]], *, status: int = 200) -> str:
    admin.get("admin.import_list", kind="users")
    admin.submit("Kiểm tra danh sách", file=(sheet(rows), "ds.xlsx"), status=status)
    return words(admin.soup)


def test_people_come_in_from_excel_with_passwords_to_print(
    admin: Visitor, session: Session
) -> None:
    said = look(
        admin,
        [
            HEADINGS,
            ["Nguyễn Thị Lan", "lan.nguyen", "Phòng Tư pháp", "Người đứng đầu"],
            ["Lê Văn Tư", None, "P. Kinh tế", None],
        ],
    )
    assert "2 dòng sẽ được nhập" in said
    assert session.scalars(select(User).where(User.login == "tu.le")).first() is None

    page = admin.submit("Nhập tất cả")
    passwords = re.findall(r"\b\w{4}-\w{4}-\w{4}\b", words(page))
    assert len(passwords) == 2
    assert person(session, "tu.le").memberships[0].unit.name == "Phòng Kinh tế"

    packed = str(page.select_one("input[name=people]")["value"])  # type: ignore[index]
    answer = admin.open(
        "/admin/imports/passwords",
        method="POST",
        data={"csrf_token": admin.csrf_token(), "people": packed},
    )
    cells = [
        [cell.value for cell in row]
        for row in load_workbook(BytesIO(answer.data)).worksheets[0].iter_rows(min_row=3)
    ]
    assert [row[1:] for row in cells] == [["lan.nguyen", passwords[0]], ["tu.le", passwords[1]]]


def test_a_faulty_list_brings_nobody_in(admin: Visitor, session: Session) -> None:
    said = look(
        admin,
        [
            HEADINGS,
            ["Nguyễn Thị Lan", "lan.nguyen", "Phòng Tư pháp", None],
            ["Lê Văn Tư", "tu.le", "Phòng Không Có", None],
        ],
        status=422,
    )
    assert "1 dòng có lỗi, chưa nhập gì" in said
    assert "Đơn vị: Không có đơn vị “Phòng Không Có”." in said
    assert not admin.soup.find("button", string="Nhập tất cả")
    assert session.scalars(select(User).where(User.login == "lan.nguyen")).first() is None


def test_rows_that_were_tampered_with_are_refused(admin: Visitor, session: Session) -> None:
    look(admin, [HEADINGS, ["Nguyễn Thị Lan", "lan.nguyen", "Phòng Tư pháp", None]])
    page = admin.submit("Nhập tất cả", rows="eyJ4IjoxfQ.xxx", status=422)
    assert "tải tệp Excel lên lại" in words(page)
    assert session.scalars(select(User).where(User.login == "lan.nguyen")).first() is None


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("ds.xlsx", b"khong phai", "ds.xlsx"),
        ("ds.xlsx", b"", "không có nội dung"),
        ("ds.docx", b"PK", "Loại tệp được nhận: xlsx"),
    ],
)
def test_a_file_that_is_no_list(admin: Visitor, name: str, content: bytes, sentence: str) -> None:
    admin.get("admin.import_list", kind="units")
    page = admin.submit("Kiểm tra danh sách", file=(BytesIO(content), name), status=422)
    assert sentence in words(page)


def test_the_templates_come_with_their_names(admin: Visitor) -> None:
    for kind in ("users", "units"):
        answer = admin.download("admin.import_template", kind=kind)
        assert answer.headers["Content-Disposition"].startswith("attachment")
        assert load_workbook(BytesIO(answer.data)).worksheets
