"""Difficulties and proposals as an Excel file, as they are filtered."""

from __future__ import annotations

from datetime import date

from flask_babel import gettext as _
from werkzeug.wrappers import Response

from tracker.blueprints.guards import requires
from tracker.blueprints.list_file import Shown, list_file, refuse_faulty, whole
from tracker.blueprints.obstacles.views import asked_list, bp, obstacle_look
from tracker.blueprints.present import actor
from tracker.db import db
from tracker.domain.local_time import local_day
from tracker.models import Obstacle
from tracker.permissions import Permission
from tracker.queries.obstacles import ObstacleRow, obstacle_list, rows_of
from tracker.surroundings import today


@bp.get("/export")
@requires(Permission.OBSTACLE_VIEW)
def export() -> Response:
    """One line each, the longest standing first, with its answer."""
    asked, session = asked_list(), db.session()
    refuse_faulty(asked.bar.errors)
    found = whole(session, obstacle_list(actor(), asked.filters, today()))
    rows = rows_of(session, actor(), found, today())
    applied = asked.bar.applied(asked.filters)
    return list_file(_("Khó khăn, vướng mắc, kiến nghị"), _columns(), rows, applied=applied)


def _columns() -> list[Shown[ObstacleRow]]:
    return [
        Shown(_("Nội dung"), 60, lambda row: row.obstacle.text),
        Shown(_("Loại"), 12, lambda row: _kind(row.obstacle)),
        Shown(_("Về nhiệm vụ"), 40, lambda row: row.about),
        Shown(_("Đơn vị nêu"), 26, lambda row: row.obstacle.unit.name),
        Shown(_("Ngày nêu"), 12, lambda row: row.obstacle.raised_on),
        Shown(_("Người trả lời"), 26, lambda row: _owner(row.obstacle)),
        Shown(_("Hạn trả lời"), 12, lambda row: row.obstacle.answer_due_on),
        Shown(_("Tình trạng"), 18, lambda row: obstacle_look(row).word),
        Shown(_("Số ngày đã chờ"), 10, lambda row: row.age),
        Shown(_("Số ngày chậm trả lời"), 10, lambda row: row.overdue),
        Shown(_("Ngày trả lời"), 12, lambda row: _day(row.obstacle)),
        Shown(_("Nội dung trả lời"), 50, lambda row: row.obstacle.answer),
        Shown(_("Đã chuyển cấp trên"), 26, lambda row: row.obstacle.passed_to),
        Shown(_("Ngày kết thúc"), 12, lambda row: row.obstacle.closed_on),
    ]


def _kind(obstacle: Obstacle) -> str:
    return _("Kiến nghị") if obstacle.is_proposal else _("Vướng mắc")


def _owner(obstacle: Obstacle) -> str:
    owner = obstacle.owner_user or obstacle.owner_unit
    return owner.name if owner is not None else _("Chưa xác định")


def _day(obstacle: Obstacle) -> date | None:
    return local_day(obstacle.answered_at) if obstacle.answered_at else None
