"""Looking: the list of tasks, what waits for me, one task's page."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from tracker.blueprints.guards import requires
from tracker.blueprints.present import actor
from tracker.blueprints.tasks.filter_bar import TaskFilterForm, applied
from tracker.blueprints.tasks.page import task_page
from tracker.db import db
from tracker.domain.deadlines import Timeliness
from tracker.models import Task
from tracker.permissions import Permission
from tracker.queries.directives import paper_words, visible_directive
from tracker.queries.paging import page_number
from tracker.queries.tasks import TaskCounts, task_counts, task_list
from tracker.queries.units import choices_by_type, existing_units
from tracker.queries.waiting import Waiting, waiting_for
from tracker.surroundings import today

bp = Blueprint("tasks", __name__, url_prefix="/tasks")

WAITING: dict[Waiting, Any] = {
    Waiting.CONFIRM: _l("Đơn vị đã báo cáo hoàn thành, chờ xác nhận"),
    Waiting.EXTENSION: _l("Đề nghị gia hạn, chờ quyết định"),
    Waiting.REFUSAL: _l("Đơn vị trả lại, chờ quyết định"),
    Waiting.RETURNED: _l("Bị trả lại, cần bổ sung"),
    Waiting.OVERDUE: _l("Đã quá hạn"),
    Waiting.DUE_SOON: _l("Sắp đến hạn"),
    Waiting.ACKNOWLEDGE: _l("Mới giao, chờ tiếp nhận"),
    Waiting.OFFICE_OVERDUE: _l("Các đơn vị đang quá hạn"),
}


@bp.app_template_filter()
def waiting_words(why: Waiting) -> str:
    """Why something waits, for whoever shows the macro ``waiting_groups``."""
    return str(WAITING[why])


@bp.get("/")
@requires(Permission.TASK_LIST)
def index() -> str:
    """All tasks that the person may see, filtered and sorted by the address."""
    session, who = db.session(), actor()
    bar = TaskFilterForm(request.args)
    units = choices_by_type(existing_units(session, who.office_id or 0, today()))
    bar.unit.offer(units)
    bar.offer_charges(session, who.office_id or 0, today())
    filters = bar.asked(sort=request.args.get("sort", "due"))
    number = page_number(request.args.get("page"))
    page = task_list(session, actor=who, filters=filters, as_of=today(), page=number)
    counts = task_counts(session, actor=who, filters=filters, as_of=today())
    directive = visible_directive(session, who, filters.directive_id or 0)
    return render_template(
        "tasks/index.html",
        bar=bar,
        page=page,
        counts=counts,
        heading=_heading(counts),
        sort=filters.sort,
        applied=applied(
            filters,
            [pair for pairs in units.values() for pair in pairs],
            paper_words(directive) if directive else "–",
        )
        + bar.charge_chips(filters),
        states=Timeliness,
    )


@bp.get("/waiting")
@requires(Permission.TASK_LIST)
def waiting() -> str:
    """Chờ tôi xử lý."""
    found = waiting_for(db.session(), actor=actor(), as_of=today())
    return render_template("tasks/waiting.html", waiting=found)


@bp.get("/<int:task_id>")
@requires(Permission.TASK_VIEW, task=Task)
def show(task: Task) -> str:
    """One task: where it stands, what was ordered, what was done, what may be done now."""
    page = task_page(db.session(), task, actor(), today())
    back = url_for("tasks.index")
    return render_template("tasks/show.html", page=page, task=page.task, back=back)


def _heading(counts: TaskCounts) -> str:
    """The answer in words: how many, and how many of them hurt."""
    total = ngettext("%(num)s nhiệm vụ", "%(num)s nhiệm vụ", counts.total)
    overdue = counts.of(Timeliness.OPEN_OVERDUE)
    if overdue:
        return _("%(total)s, %(n)s quá hạn", total=total, n=overdue)
    if counts.due_soon:
        return _("%(total)s, %(n)s sắp đến hạn", total=total, n=counts.due_soon)
    return total
