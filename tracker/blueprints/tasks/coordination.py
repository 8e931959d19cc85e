"""Coordinating units: the numbers of each, answering a part, reminding who is silent."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from flask import render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from werkzeug.wrappers import Response
from wtforms.fields.choices import SelectChoice

from tracker.blueprints.check_fields import ChecksField
from tracker.blueprints.deeds import VersionedDeedForm
from tracker.blueprints.fields import NormalisedTextArea
from tracker.blueprints.filters import label
from tracker.blueprints.guards import requires
from tracker.blueprints.keys import key_in
from tracker.blueprints.list_file import Shown, list_file, not_too_many
from tracker.blueprints.present import actor
from tracker.blueprints.tasks.deed_page import Answer, deed_page, from_form, papers_deed_page
from tracker.blueprints.tasks.forms import AnswerForm
from tracker.blueprints.tasks.views import bp
from tracker.db import db
from tracker.domain.coordination import PartState
from tracker.domain.people import Role
from tracker.domain.reporting_periods import Window
from tracker.models import Task, TaskPart
from tracker.permissions import Permission
from tracker.queries.coordination import (
    PartRow,
    UnitParts,
    parts_by_unit,
    parts_of_unit,
    reminded_today,
)
from tracker.queries.paging import ROWS
from tracker.services import evidence, progress
from tracker.services.coordination import remind_parts
from tracker.services.evidence import KeptFile
from tracker.surroundings import now, today

FIRST_YEAR = 2000


class RemindPartsForm(VersionedDeedForm):
    """Whom to remind, and a word with it."""

    units = ChecksField(_l("Đơn vị cần nhắc"))
    note = NormalisedTextArea(_l("Lời nhắn"), max_length=500)


@bp.get("/coordination")
@requires(Permission.TASK_LIST)
def coordination() -> str:
    """What was asked of each unit in a year, and behind every number its parts."""
    year = _year(request.args.get("year", ""))
    window = Window(date(year, 1, 1), date(year, 12, 31))
    session, who, day = db.session(), actor(), today()
    units = parts_by_unit(session, actor=who, window=window, as_of=day)
    unit_id = key_in(request.args.get("unit"))
    state = _state(request.args.get("state", ""))
    chosen = next((unit for unit in units if unit.unit_id == unit_id), None)
    behind = []
    if chosen is not None:
        rows = parts_of_unit(session, chosen.unit_id, actor=who, window=window, as_of=day)
        behind = [row for row in rows if state is None or row.state is state]
    return render_template(
        "tasks/coordination.html",
        heading=_heading(units),
        year=year,
        states=PartState,
        units=[unit for unit in units if not unit.outside],
        outside=[unit for unit in units if unit.outside],
        chosen=chosen,
        state=state,
        behind=behind[:ROWS],
        behind_total=len(behind),
        may_remind=may_remind_somewhere(),
    )


@bp.get("/coordination/export")
@requires(Permission.TASK_LIST)
def export_coordination() -> Response:
    """Every part that was asked for in the year, or those of the chosen unit and state."""
    year, state = _year(request.args.get("year", "")), _state(request.args.get("state", ""))
    window = Window(date(year, 1, 1), date(year, 12, 31))
    session, who, day = db.session(), actor(), today()
    units = {u.unit_id: u.unit for u in parts_by_unit(session, actor=who, window=window, as_of=day)}
    chosen = key_in(request.args.get("unit"))
    found = parts_of_unit(session, chosen, actor=who, window=window, as_of=day)
    rows = not_too_many([row for row in found if state is None or row.state is state])
    applied = [(_("Năm %(year)s", year=year), "")]
    applied += [(units[chosen], "")] if chosen in units else []
    applied += [(label(state), "")] if state is not None else []
    columns: list[Shown[PartRow]] = [
        Shown(_("Đơn vị phối hợp"), 28, lambda row: units.get(row.unit_id)),
        Shown(_("Mã nhiệm vụ"), 10, lambda row: row.task_id),
        Shown(_("Nhiệm vụ"), 60, lambda row: row.text),
        Shown(_("Nội dung đề nghị"), 40, lambda row: row.request),
        Shown(_("Đơn vị chủ trì"), 28, lambda row: row.lead),
        Shown(_("Hạn trả lời"), 12, lambda row: row.due_on),
        Shown(_("Ngày trả lời"), 12, lambda row: row.answered_on),
        Shown(_("Số, ký hiệu"), 16, lambda row: row.paper),
        Shown(_("Tình trạng"), 20, lambda row: label(row.state)),
    ]
    return list_file(_("Đơn vị phối hợp"), columns, rows, applied=applied)


def may_remind_somewhere() -> bool:
    """Whether to offer the ticks: to the lead office, and to units that lead tasks."""
    return actor().has(Role.LEAD_OFFICE) or bool(actor().unit_ids)


def _year(text: str) -> int:
    asked = int(text) if len(text) == 4 and text.isdecimal() else 0
    return asked if FIRST_YEAR <= asked <= today().year else today().year


def _state(text: str) -> PartState | None:
    return PartState(text) if text in list(PartState) else None


def _heading(units: Sequence[UnitParts]) -> str:
    own = [unit for unit in units if not unit.outside]
    silent = sum(unit.counts[PartState.SILENT] for unit in own)
    who = sum(1 for unit in own if unit.counts[PartState.SILENT])
    if not units:
        return _("Chưa đề nghị đơn vị nào phối hợp")
    if not silent:
        return _("Không có đơn vị phối hợp nào quá hạn trả lời")
    return ngettext(
        "%(num)s phần việc phối hợp quá hạn chưa trả lời, của %(n)s đơn vị",
        "%(num)s phần việc phối hợp quá hạn chưa trả lời, của %(n)s đơn vị",
        silent,
        n=who,
    )


@bp.route("/<int:task_id>/answer", methods=["GET", "POST"])
@requires(Permission.TASK_ANSWER_PART, task=Task)
def answer(task: Task) -> Answer:
    """A coordinating unit answers, in words and with its paper."""
    form = AnswerForm(version=task.row_version)
    mine = [
        part
        for part in task.parts
        if part.unit_id in actor().unit_ids and part.closed_at is None and not part.confirmed_at
    ]
    form.unit_id.choices = [SelectChoice(part.unit_id, part.unit.name) for part in mine]
    if not form.is_submitted() and len(mine) == 1:
        form.answer.data, form.paper_number.data = mine[0].answer, mine[0].paper_number
        form.paper_on.data = mine[0].paper_on
    task_id = task.id
    return papers_deed_page(
        task,
        form,
        lambda files: _answer(form, task_id, files),
        template="tasks/answer.html",
        said=_("Đã gửi nội dung phối hợp."),
        parts=mine,
    )


def _answer(form: AnswerForm, task_id: int, files: Sequence[KeptFile]) -> TaskPart:
    """Files raise the task's version by themselves, so it is compared before."""
    session, me, moment = db.session(), actor(), now()
    version, unit_id = form.version.data, form.unit_id.data
    evidence_id = None
    if files and unit_id in me.unit_ids:
        made = evidence.attach(
            session,
            task_id=task_id,
            version=version,
            unit_id=unit_id,
            files=files,
            title=_("Văn bản phối hợp") if len(files) == 1 else "",
            is_result_paper=False,
            paper_number=form.paper_number.data,
            paper_on=form.paper_on.data,
            note="",
            actor=me,
            now=moment,
        )
        evidence_id, version = made[0].evidence_id, None
    return progress.answer_part(
        session,
        task_id=task_id,
        version=version,
        unit_id=unit_id,
        answer=form.answer.data or "",
        paper_number=form.paper_number.data or "",
        paper_on=form.paper_on.data,
        evidence_id=evidence_id,
        actor=me,
        now=moment,
    )


@bp.route("/<int:task_id>/remind-parts", methods=["GET", "POST"])
@requires(Permission.TASK_REMIND_PARTS, task=Task)
def remind(task: Task) -> Answer:
    """Nhắc đơn vị phối hợp: who has not answered, ticked; once a day each."""
    form = RemindPartsForm(version=task.row_version)
    told = reminded_today(db.session(), task.id, today())
    waiting = [part for part in task.parts if part.is_waiting]
    form.units.choices = [
        SelectChoice(part.unit_id, part.unit.name) for part in waiting if part.unit_id not in told
    ]
    if not form.is_submitted():
        form.units.data = [choice.value for choice in form.units.choices]
    return deed_page(
        task,
        form,
        from_form(remind_parts, form, task, "note", unit_ids=form.units.data or []),
        template="tasks/remind_parts.html",
        said=_("Đã nhắc đơn vị phối hợp."),
        told=[part.unit.name for part in waiting if part.unit_id in told],
        url=url_for("tasks.show", task_id=task.id),
    )
