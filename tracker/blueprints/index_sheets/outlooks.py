"""During the year: the forecast, what is missing and who could supply it; next year's plan."""

from __future__ import annotations

from io import BytesIO

from flask import Response as FlaskResponse
from flask import render_template, send_file, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from tracker.blueprints.deeds import DeedForm, carry_out
from tracker.blueprints.guards import requires
from tracker.blueprints.index_sheets.views import bp
from tracker.blueprints.present import actor
from tracker.db import db
from tracker.documents import index_plan_docx
from tracker.documents.file_kind import MIME_TYPES, FileKind
from tracker.domain.index_outlook import Risk, about_to_be_lost
from tracker.domain.index_plan import as_text
from tracker.domain.source import SourceKind
from tracker.models import IndexSheet
from tracker.permissions import Permission
from tracker.queries.index_outlook import closing_day, outlook, supplies, task_days
from tracker.queries.index_sheets import sheet_view
from tracker.queries.working_calendar import working_calendar
from tracker.services.index_plan import plan_of
from tracker.services.intake import already_taken_in, receive
from tracker.services.intake_reading import read_pasted
from tracker.surroundings import now, store, today

WARN_DAYS = 14


@bp.get("/<int:sheet_id>/forecast")
@requires(Permission.SHEET_VIEW, sheet=IndexSheet)
def forecast(sheet: IndexSheet) -> str:
    """Nếu năm kết thúc hôm nay: what is sure, what is at risk and why, what is missing."""
    view = sheet_view(db.session(), sheet)
    found = outlook(db.session(), view, today())
    wanted = {one.key for one in found.with_risk(Risk.OVERDUE, Risk.UNPROVED, Risk.NOT_SCORED)}
    rows = [row for row in view.leaves if row.item.id in wanted]
    supply = supplies(db.session(), view, rows)
    return render_template(
        "index_sheets/forecast.html",
        sheet=sheet,
        found=found,
        at_risk=found.may_lose(),
        soon=about_to_be_lost(
            found.prospects, today=today(), days=WARN_DAYS, tasks=task_days(supply)
        ),
        closes_on=closing_day(sheet, today(), WARN_DAYS),
        unscored=len(view.unscored),
        missing=rows,
        supply=supply,
        dearest=found.dearest(),
    )


@bp.get("/<int:sheet_id>/plan")
@requires(Permission.SHEET_VIEW, sheet=IndexSheet)
def plan(sheet: IndexSheet) -> str:
    """Kế hoạch nâng cao Chỉ số năm sau: keep, improve, survey."""
    return render_template(
        "index_sheets/plan.html", sheet=sheet, plan=plan_of(db.session(), sheet, now=now())
    )


@bp.get("/<int:sheet_id>/plan/file")
@requires(Permission.SHEET_VIEW, sheet=IndexSheet)
def plan_file(sheet: IndexSheet) -> FlaskResponse:
    """The plan as .docx with its three tables."""
    found = plan_of(db.session(), sheet, now=now())
    return send_file(
        BytesIO(index_plan_docx.render(found)),
        mimetype=MIME_TYPES[FileKind.DOCX],
        as_attachment=True,
        download_name=_("Kế hoạch nâng cao Chỉ số CCHC năm %(year)s.docx", year=found.year),
    )


@bp.route("/<int:sheet_id>/plan/tasks", methods=["GET", "POST"])
@requires(Permission.DIRECTIVE_RECEIVE, sheet=IndexSheet)
def plan_tasks(sheet: IndexSheet) -> Response | str | tuple[str, int]:
    """Lost points → draft tasks: the plan comes in as a paper and is reviewed like any other."""
    form, office_id = DeedForm(), actor().office_id or 0
    found = plan_of(db.session(), sheet, now=now())
    if form.validate_on_submit():
        taken = read_pasted(store(), as_text(found))
        first = already_taken_in(db.session(), taken, office_id)
        if first is None:
            store().keep(taken.waiting)
        calendar = working_calendar(db.session(), office_id)
        done = carry_out(
            form,
            lambda: first
            or receive(
                db.session(), taken=taken, received_on=today(), source=SourceKind.DOCUMENT,
                arrival_number="", calendar=calendar, actor=actor(), now=now(),
            ).directive,
            location=lambda paper: url_for("directives.show", directive_id=paper.id),
            said=_("Kế hoạch đã được đọc thành nhiệm vụ đề xuất. Hãy rà soát rồi giao."),
        )  # fmt: skip
        if done is not None:
            return done
    page = render_template("index_sheets/plan_tasks.html", sheet=sheet, plan=found, form=form)
    return (page, 422) if form.errors else page
