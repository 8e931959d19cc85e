"""Lists from Excel: every row says its fate, and all of it comes in or nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from io import BytesIO

import pytest
from openpyxl import Workbook
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.factories.office import an_office
from tests.factories.unit import a_group, a_unit
from tests.factories.user import a_user, as_actor
from tracker.documents.sheet_reader import SheetRow, read_rows
from tracker.domain.errors import Conflict, InvalidInput, RefusedFile
from tracker.domain.people import Post, Role
from tracker.models import Office, Unit, User
from tracker.permissions import Actor
from tracker.queries.units import members_on
from tracker.services import import_sheets, people_import, units_import
from tracker.services.import_plan import Fate, PlannedRow

Administered = tuple[Office, Actor]


@pytest.fixture
def here(session: Session) -> Administered:
    """An office and its administrator."""
    office = an_office(session)
    admin = a_user(session, "Trần Thị Quản", office=office, roles=[Role.ADMINISTRATOR])
    return office, as_actor(admin, office)


def sheet(rows: Sequence[Sequence[object]]) -> bytes:
    book = Workbook()
    page = book.active
    assert page is not None
    for row in rows:
        page.append(list(row))
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def people_rows(*rows: Mapping[str, str]) -> list[SheetRow]:
    return [SheetRow(number, values) for number, values in enumerate(rows, start=3)]


def told(planned: Sequence[PlannedRow]) -> list[tuple[int, Fate, list[str]]]:
    return [
        (row.number, row.fate, [f"{fault.column}: {fault.why}" for fault in row.faults])
        for row in planned
    ]


def hashes(planned: Sequence[people_import.PersonRow]) -> dict[str, str]:
    return dict.fromkeys(people_import.new_logins(planned), "băm")


LAN = {"name": "Nguyễn Thị Lan", "login": "lan.nguyen", "unit": "Phòng Tư pháp"}


def test_a_file_as_people_make_them_is_read() -> None:
    """A title above, marks in the heading, real days, numbers, an empty row, another order."""
    data = sheet(
        [
            ["DANH SÁCH CÁN BỘ"],
            [],
            ["Đơn vị (*)", "họ và tên *", "Điện thoại", "Từ ngày", "Ghi chú"],
            ["Phòng Tư pháp", "Nguyễn  Thị Lan", 912345678.0, date(2026, 2, 5), "bỏ qua"],
            [None, None],
            ["Phòng Nội vụ", "Lê Văn Tư", None, "05/02/2026"],
        ]
    )
    rows = read_rows(data, "ds.xlsx", people_import.HEADINGS, needed=people_import.NEEDED)

    assert [(row.number, dict(row.values)) for row in rows] == [
        (
            4,
            {
                "unit": "Phòng Tư pháp",
                "name": "Nguyễn Thị Lan",
                "phone": "912345678",
                "from_on": "05/02/2026",
            },
        ),
        (6, {"unit": "Phòng Nội vụ", "name": "Lê Văn Tư", "phone": "", "from_on": "05/02/2026"}),
    ]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"khong phai excel", "ds.xlsx"),
        (sheet([["Tên", "Tuổi"], ["Lan", 30]]), "Không tìm thấy dòng tiêu đề"),
        (sheet([["Họ và tên", "Đơn vị"], *[["Lan", "X"]] * 2001]), "hơn 2000 dòng"),
    ],
    ids=["no excel", "no heading", "too long"],
)
def test_what_cannot_be_read_is_refused(data: bytes, why: str) -> None:
    with pytest.raises(RefusedFile, match=why):
        read_rows(data, "ds.xlsx", people_import.HEADINGS, needed=people_import.NEEDED)


def test_people_and_their_posts(session: Session, here: Administered, now: datetime) -> None:
    office, actor = here
    justice = a_unit(session, "Phòng Tư pháp", parent=office.root_unit)
    a_unit(session, "Phòng Nội vụ", parent=office.root_unit, aliases=["P. Nội vụ"])
    rows = people_rows(
        LAN | {"post": "Người đứng đầu", "title": "Trưởng phòng"},
        LAN | {"unit": "p. nội vụ", "post": "Cấp phó", "from_on": "01/03/2026"},
        {"name": "Lê Văn Tư", "unit": "Phòng Tư pháp", "roles": "Văn thư; Lãnh đạo"},
        {"name": "Lê Thị Tư", "unit": "Phòng Tư pháp"},
    )
    planned = people_import.plan(session, rows=rows, actor=actor)
    assert [row.fate for row in planned] == [Fate.ADD] * 4
    assert people_import.new_logins(planned) == ["lan.nguyen", "tu.le", "tu.le2"]

    made = people_import.carry_out(session, rows=rows, hashes=hashes(planned), actor=actor, now=now)

    lan, tu, _other = made
    assert [(post.unit.name, post.post, post.title) for post in lan.memberships] == [
        ("Phòng Tư pháp", Post.HEAD, "Trưởng phòng"),
        ("Phòng Nội vụ", Post.DEPUTY, ""),
    ]
    assert lan.memberships[1].from_on == date(2026, 3, 1)
    assert {grant.role for grant in tu.grants} == {Role.CLERK, Role.LEADER}
    assert tu.memberships[0].unit_id == justice.id
    again = people_import.plan(session, rows=rows[:2], actor=actor)
    assert [row.fate for row in again] == [Fate.KNOWN, Fate.KNOWN]


def test_each_fault_has_its_row_and_column(
    session: Session, here: Administered, now: datetime
) -> None:
    office, actor = here
    for _twice in range(2):
        a_unit(session, parent=office.root_unit, aliases=["TP"])
    a_unit(session, "Phòng Tư pháp", parent=office.root_unit)
    a_user(session, "Người Khác", login="da.co", unit=office.lead_unit, email="co@x.example")
    rows = people_rows(
        {"name": "", "unit": "Phòng Tư pháp", "login": "lan.nguyen"},
        {"name": "Lan", "unit": "TP", "post": "Sếp", "roles": "Văn thư; Vua"},
        {"name": "Tư", "unit": "Phòng Không Có", "from_on": "31/02/2026"},
        {"name": "Ba", "unit": "Phòng Tư pháp", "login": "da.co", "email": "co@x.example"},
        {"name": "Năm", "unit": "Phòng Tư pháp", "login": "nam.nam", "from_on": "02/13/2026"},
        {"name": "Năm", "unit": "Phòng Tư pháp", "login": "nam.nam"},
    )
    planned = people_import.plan(session, rows=rows, actor=actor)

    assert told(planned) == [
        (3, Fate.FAULTY, ["Họ và tên: Chưa nhập họ và tên."]),
        (
            4,
            Fate.FAULTY,
            [
                "Vị trí: Chọn một trong: Người đứng đầu, Cấp phó, Công chức, Văn thư.",
                "Vai trò: Chọn trong: Quản trị; Đơn vị theo dõi, đôn đốc; Văn thư; Lãnh đạo; "
                "Kiểm tra, giám sát.",
                "Đơn vị: Có nhiều đơn vị được gọi là “TP”; hãy ghi đủ tên.",
            ],
        ),
        (
            5,
            Fate.FAULTY,
            [
                "Từ ngày: Không có ngày 31/2/2026: tháng 2 năm 2026 chỉ có 28 ngày.",
                "Đơn vị: Không có đơn vị “Phòng Không Có”.",
            ],
        ),
        (6, Fate.FAULTY, ["Tên đăng nhập: Tên đăng nhập đã thuộc về Người Khác."]),
        (
            7,
            Fate.FAULTY,
            [
                "Từ ngày: Không có tháng 13 năm 2026. Hãy nhập theo thứ tự ngày/tháng/năm, "
                "ví dụ 05/02/2026."
            ],
        ),
        (8, Fate.FAULTY, ["Họ và tên: Trùng với dòng 7."]),
    ]
    before = session.scalar(select(func.count()).select_from(User))
    with pytest.raises(InvalidInput, match="Còn 6 dòng có lỗi"):
        people_import.carry_out(session, rows=rows, hashes={}, actor=actor, now=now)
    assert session.scalar(select(func.count()).select_from(User)) == before


def test_one_bad_row_of_many_keeps_everybody_out(
    session: Session, here: Administered, now: datetime
) -> None:
    office, actor = here
    a_unit(session, "Phòng Tư pháp", parent=office.root_unit)
    good = [{"name": f"Người Số {n}", "unit": "Phòng Tư pháp"} for n in range(40)]
    rows = people_rows(*good, {"name": "Lan", "unit": "Không có"})
    planned = people_import.plan(session, rows=rows, actor=actor)
    with pytest.raises(InvalidInput, match="Còn 1 dòng"):
        people_import.carry_out(session, rows=rows, hashes=hashes(planned), actor=actor, now=now)
    assert session.scalar(select(func.count()).select_from(User)) == 1


def test_what_changed_between_the_steps_is_noticed(
    session: Session, here: Administered, now: datetime
) -> None:
    office, actor = here
    justice = a_unit(session, "Phòng Tư pháp", parent=office.root_unit)
    rows = people_rows({"name": "Nguyễn Thị Lan", "unit": "Phòng Tư pháp"})
    looked_at = people_import.plan(session, rows=rows, actor=actor)
    a_user(session, "Nguyễn Văn Lan", login="lan.nguyen", unit=justice)

    with pytest.raises(Conflict, match="vừa thay đổi"):
        people_import.carry_out(session, rows=rows, hashes=hashes(looked_at), actor=actor, now=now)


def test_units_with_parents_and_groups(
    session: Session, here: Administered, now: datetime, today: date
) -> None:
    office, actor = here
    group = a_group(session, office, "các phòng, ban")
    rows = people_rows(
        {"name": "Trung tâm Y tế", "type": "phòng", "groups": "các phòng, ban"},
        {"name": "Trạm Y tế An Lạc", "type": "Phòng", "parent": "Trung tâm Y tế"},
        {"name": "Hội Nông dân", "type": "Phòng", "outside": "x", "aliases": "HND; Hội ND"},
        {"name": office.lead_unit.name if office.lead_unit else "", "type": "Phòng"},
    )
    a_unit(session, "Phòng Thử", parent=office.root_unit)  # brings the type “Phòng”
    fates = [row.fate for row in units_import.plan(session, rows=rows, actor=actor)]
    assert fates == [Fate.ADD, Fate.ADD, Fate.ADD, Fate.KNOWN]

    centre, station, farmers = units_import.carry_out(session, rows=rows, actor=actor, now=now)

    assert station.parent is centre
    assert farmers.outside
    session.refresh(group)
    assert [member.unit_id for member in members_on(group, today)] == [centre.id]


def test_faulty_units_are_told_apart(session: Session, here: Administered, now: datetime) -> None:
    office, actor = here
    a_unit(session, "Phòng Thử", parent=office.root_unit)
    kinds = "Phòng"
    rows = people_rows(
        {"name": "Phòng A", "type": "Cục"},
        {"name": "Phòng B", "type": kinds, "parent": "Phòng Z", "outside": "hên xui"},
        {"name": "phòng a", "type": kinds, "groups": "các cục"},
    )
    planned = units_import.plan(session, rows=rows, actor=actor)

    assert [[fault.column for fault in row.faults] for row in planned] == [
        ["Loại đơn vị"],
        ["Ngoài phạm vi", "Trực thuộc"],
        ["Nhóm đơn vị", "Tên đơn vị"],
    ]
    before = session.scalar(select(func.count()).select_from(Unit))
    with pytest.raises(InvalidInput):
        units_import.carry_out(session, rows=rows, actor=actor, now=now)
    assert session.scalar(select(func.count()).select_from(Unit)) == before


def test_the_templates_are_read_by_the_reader(
    session: Session, here: Administered, today: date
) -> None:
    office, actor = here
    a_unit(session, "Phòng Tư pháp", parent=office.root_unit)
    people_file = import_sheets.people_template(session, office=office, on_day=today)
    units_file = import_sheets.units_template(session, office_id=office.id)

    people = read_rows(people_file, "mau.xlsx", people_import.HEADINGS, needed=people_import.NEEDED)
    units = read_rows(units_file, "mau.xlsx", units_import.HEADINGS, needed=units_import.NEEDED)
    assert [row.fate for row in people_import.plan(session, rows=people, actor=actor)] == [Fate.ADD]
    assert [row.fate for row in units_import.plan(session, rows=units, actor=actor)] == [Fate.ADD]


def test_the_list_of_passwords_is_text_not_formulas() -> None:
    data = import_sheets.password_list([("=1+1", "lan.nguyen", "abcd-efgh-jkmn")])
    rows = read_rows(
        data,
        "mk.xlsx",
        {"name": "Họ và tên", "password": "Mật khẩu một lần"},
        needed=["name", "password"],
    )
    assert dict(rows[0].values) == {"name": "=1+1", "password": "abcd-efgh-jkmn"}
