"""Looking: the list of tasks, what waits for me, one task's page."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from werkzeug.wrappers import Response

from tracker.blueprints.guards import requires
from tracker.blueprints.number_words import number as number_words
from tracker.blueprints.present import actor
from tracker.blueprints.tasks.asked_list import asked_list
from tracker.blueprints.tasks.bulk_choice import bulk_deeds
from tracker.blueprints.tasks.page import task_page
from tracker.db import db
from tracker.domain.task_status import WITH_UNIT
from tracker.models import Task
from tracker.permissions import Permission
from tracker.queries.past_tasks import past_counts
from tracker.queries.saved_filters import first_look, kept_lists
from tracker.queries.task_counts import TaskCounts, task_counts
from tracker.queries.task_filters import TaskFilters, too_common
from tracker.queries.task_question import TaskQuestion
from tracker.queries.tasks import task_list
from tracker.queries.waiting import waiting_for
from tracker.queries.waiting_groups import Waiting
from tracker.surroundings import today

bp = Blueprint("tasks", __name__, url_prefix="/tasks")

WAITING: dict[Waiting, Any] = {
    Waiting.CONFIRM: _l("Đơn vị đã báo cáo hoàn thành, chờ xác nhận"),
    Waiting.EXTENSION: _l("Đề nghị gia hạn, chờ quyết định"),
    Waiting.REFUSAL: _l("Đơn vị trả lại, chờ quyết định"),
    Waiting.PREPARED: _l("Công chức trình, chờ lãnh đạo đơn vị duyệt"),
    Waiting.MINE: _l("Nhiệm vụ tôi phụ trách"),
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
def index() -> str | Response:
    """All tasks that the person may see, filtered and sorted by the address."""
    session, who = db.session(), actor()
    if not request.args and (first := first_look(session, who)) is not None:
        return redirect(f"{url_for('tasks.index')}?{first.query}")
    asked = asked_list()
    question = TaskQuestion.of(session, who, today(), past=asked.filters.as_of)
    counts = counts_of(question, asked.filters)
    page = task_list(
        session,
        actor=who,
        filters=asked.filters,
        as_of=today(),
        question=question,
        place=request.args.get("page"),
        total=counts.total,
    )
    return render_template(
        "tasks/index.html",
        asked=asked,
        bar=asked.bar,
        page=page,
        counts=counts,
        heading=_heading(counts),
        too_common=too_common(session, asked.filters.words, who.office_id),
        sort=asked.filters.sort,
        applied=asked.chips,
        kept=kept_lists(session, who),
        deeds=bulk_deeds(),
        updatable={
            row.id for row in page.rows if row.unit_id in who.unit_ids and row.status in WITH_UNIT
        },
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


def counts_of(question: TaskQuestion, filters: TaskFilters) -> TaskCounts:
    """Counts of a list, as it stands or as it was known."""
    session = db.session()
    if question.past:
        return past_counts(session, question, filters)
    as_of, who = question.as_of, question.actor
    return task_counts(session, actor=who, filters=filters, as_of=as_of, question=question)


def _heading(counts: TaskCounts) -> str:
    """The answer in words: how many, and how many of them hurt."""
    number = counts.total.count
    total = ngettext("%(num)s nhiệm vụ", "%(num)s nhiệm vụ", number)
    if counts.total.more:
        total = _("Hơn %(n)s nhiệm vụ", n=number_words(number))
    if counts.open_overdue:
        return _("%(total)s, %(n)s quá hạn", total=total, n=counts.open_overdue)
    if counts.due_soon:
        return _("%(total)s, %(n)s sắp đến hạn", total=total, n=counts.due_soon)
    return total
