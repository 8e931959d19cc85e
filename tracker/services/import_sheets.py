"""The Excel files that administrators get: templates to fill in, one-time passwords to hand out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from tracker.documents.sheet_writer import Column, SheetPlan, workbook
from tracker.domain.labels import label
from tracker.domain.people import Post, Role
from tracker.domain.vietnamese import day_words
from tracker.models import Office
from tracker.queries.units import groups_of_office, orderable_units, unit_types
from tracker.services import people_import, units_import


def units_template(session: Session, *, office_id: int) -> bytes:
    """The file to fill in: headings, an example, lists to choose from."""
    types = tuple(kind.name for kind in unit_types(session))
    groups = tuple(group.name for group in groups_of_office(session, office_id))
    columns = [
        Column(
            units_import.HEADINGS[key],
            width=34 if key in ("name", "aliases", "groups") else 20,
            choices={"type": types, "outside": ("x",), "groups": groups}.get(key, ()),
            needed=key in units_import.NEEDED,
        )
        for key in units_import.HEADINGS
    ]
    example = [
        "Trung tâm Dịch vụ nông nghiệp",
        "TTDVNN",
        types[0] if types else "",
        "",
        "",
        "",
        "",
        "01/01/2025",
        "Trung tâm DVNN; TT Dịch vụ nông nghiệp",
        groups[0] if groups else "",
    ]
    title = (
        "Mỗi dòng một đơn vị. Xóa dòng ví dụ trước khi nhập. “Trực thuộc” để trống là trực thuộc "
        "cơ quan; nhiều cách viết, nhiều nhóm cách nhau bằng dấu chấm phẩy; ngày ghi dd/mm/yyyy."
    )
    return workbook([SheetPlan("Đơn vị", columns, [example], title)])


def people_template(session: Session, *, office: Office, on_day: date) -> bytes:
    """The file to fill in: headings, an example, lists to choose from."""
    units = tuple(u.name for u in orderable_units(session, office, on_day))
    choices = {
        "unit": units,
        "post": tuple(label(post) for post in Post),
        "roles": tuple(label(role) for role in Role),
    }
    columns = [
        Column(
            people_import.HEADINGS[key],
            width=34 if key in ("name", "unit", "roles") else 20,
            choices=choices.get(key, ()),
            needed=key in people_import.NEEDED,
        )
        for key in people_import.HEADINGS
    ]
    example = [
        "Nguyễn Văn Ví Dụ",
        "du.nguyen",
        "",
        "",
        units[0] if units else "",
        label(Post.HEAD),
        "Trưởng phòng",
        "",
        day_words(on_day),
    ]
    title = (
        "Mỗi dòng một vị trí công tác; một người giữ nhiều vị trí thì ghi nhiều dòng cùng tên đăng "
        "nhập. Xóa dòng ví dụ trước khi nhập. Tên đăng nhập để trống thì hệ thống tự đặt; "
        "nhiều vai trò cách nhau bằng dấu chấm phẩy; ngày ghi dd/mm/yyyy."
    )
    return workbook([SheetPlan("Người dùng", columns, [example], title)])


def password_list(people: Sequence[tuple[str, str, str]]) -> bytes:
    """(name, login, one-time password) as a list to cut and hand out."""
    columns = [Column("Họ và tên", 34), Column("Tên đăng nhập", 24), Column("Mật khẩu một lần", 24)]
    title = "Mật khẩu một lần: đổi ngay ở lần đăng nhập đầu tiên. Hủy tệp này sau khi đã phát."
    return workbook([SheetPlan("Mật khẩu một lần", columns, people, title)])
