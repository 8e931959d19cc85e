"""The people of the office as an Excel file, as the list is filtered."""

from __future__ import annotations

from datetime import datetime

from flask import request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from tracker.blueprints.admin.door import bp, here
from tracker.blueprints.admin.person_rows import PersonRow, row_of
from tracker.blueprints.admin.users import asked_people
from tracker.blueprints.filters import label
from tracker.blueprints.guards import requires
from tracker.blueprints.list_file import Shown, list_file, whole
from tracker.db import db
from tracker.domain.local_time import local_moment
from tracker.models import Unit, User
from tracker.permissions import Permission


@bp.get("/users/export")
@requires(Permission.OFFICE_ADMINISTER)
def export_users() -> Response:
    """One line a person; nothing of their passwords."""
    query, unit_id, role = asked_people()
    rows = [row_of(person, here().id) for person in whole(db.session(), query)]
    unit = db.session.get(Unit, unit_id) if unit_id else None
    words = [request.args.get("q", ""), unit.name if unit else "", label(role) if role else ""]
    return list_file(_("Người dùng"), _columns(), rows, applied=[(one, "") for one in words if one])


def _columns() -> list[Shown[PersonRow]]:
    return [
        Shown(_("Họ và tên"), 26, lambda row: row.person.name),
        Shown(_("Tên đăng nhập"), 18, lambda row: row.person.login),
        Shown(_("Thư điện tử"), 28, lambda row: row.person.email),
        Shown(_("Điện thoại"), 14, lambda row: row.person.phone),
        Shown(_("Vị trí công tác"), 40, _posts),
        Shown(_("Vai trò"), 36, lambda row: "\n".join(row.roles)),
        Shown(_("Đăng nhập gần nhất"), 16, lambda row: _last(row.person)),
        Shown(_("Đã khóa"), 9, lambda row: None if row.person.active else "x"),
    ]


def _posts(row: PersonRow) -> str:
    return "\n".join(f"{post.title or label(post.post)}, {post.unit.name}" for post in row.posts)


def _last(person: User) -> datetime | None:
    moment = person.last_sign_in_at
    return local_moment(moment).replace(tzinfo=None) if moment else None
