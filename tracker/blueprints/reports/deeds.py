"""Deeds on reports: making one, counting again, issuing."""

from __future__ import annotations

from functools import partial
from http import HTTPStatus
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from tracker.blueprints.deeds import VersionedDeedForm, done_before, perform, refuse
from tracker.blueprints.filters import period_name
from tracker.blueprints.guards import requires
from tracker.blueprints.present import actor, present_office
from tracker.blueprints.reports.background import job_address
from tracker.blueprints.reports.forms import IssueForm, PeriodForm, ReportForm, ScopeForm
from tracker.blueprints.reports.page import figures_of
from tracker.blueprints.reports.views import bp, report_here
from tracker.db import db
from tracker.domain.errors import InvalidInput
from tracker.domain.period_choice import OfferedPeriod, chosen, offered
from tracker.domain.report_files import report_name
from tracker.domain.report_scope import ReportScope
from tracker.domain.report_snapshot import from_json_to_show
from tracker.domain.reporting_periods import Window, cut_off
from tracker.domain.vietnamese import capitalised, day_words
from tracker.models import Job, Report, ReportingRegime
from tracker.permissions import Permission
from tracker.queries.charges import fields_of_office
from tracker.queries.regimes import regimes_of
from tracker.queries.reports import OFFERED, reported_directives, snapshot_of
from tracker.queries.units import orderable_units
from tracker.services import report_files, reporting
from tracker.services.report_content import Question, compose
from tracker.services.report_question import AskedReport, asked_report
from tracker.surroundings import now, today

Page = Response | str | tuple[str, int]


@bp.route("/new", methods=["GET", "POST"])
@requires(Permission.REPORT_MAKE)
def new() -> Page:
    """The period first (in the address), then its days and the scope."""
    asked = PeriodForm(request.args)
    asked.period.choices = [(each.key, _offer(each)) for each in offered(today())]
    try:
        period = _period(request.form.get("key") or asked.asked)
    except InvalidInput as error:
        refuse(asked, error)
        page = render_template("reports/new.html", asked=asked, form=None, period=None)
        return page, HTTPStatus.UNPROCESSABLE_ENTITY
    asked.period.data = period.key
    form = ReportForm(
        key=period.key,
        from_on=period.days.from_on,
        to_on=period.days.to_on,
        scope=asked.scope_key,
    )
    offer_choices(form)
    preview: dict[str, Any] = {}
    if form.validate_on_submit():
        if (before := done_before(form)) is not None:
            return before
        if request.form.get("deed") == "preview" and not _counts_long():
            preview = _preview(form, period)
        else:
            done = perform(form, lambda: _freeze(form, period), location=_address)
            if done is not None:
                flash(_said(done), "success")
                return redirect(_address(done))
    if preview:
        return render_template("reports/preview.html", form=form, period=period, **preview)
    page = render_template(
        "reports/new.html",
        asked=asked,
        form=form,
        period=period,
        period_words=_offer(period),
        most=OFFERED,
    )
    return (page, HTTPStatus.UNPROCESSABLE_ENTITY) if form.is_submitted() else page


@bp.post("/<int:report_id>/refresh")
@requires(Permission.REPORT_MAKE)
def refresh(report_id: int) -> Response:
    """Count again: a new snapshot of the same draft."""
    form = VersionedDeedForm()
    key = report_here(report_id).id
    if form.validate_on_submit():
        if (before := done_before(form)) is not None:
            return before
        done = perform(
            form,
            lambda: _refresh(key, form.version.data),
            location=_address,
        )
        if done is not None:
            flash(_said(done, again=True), "success")
            return redirect(_address(done))
    flash(_("Chưa chốt lại được số liệu. Hãy thử lại."), "danger")
    return redirect(url_for("reports.show", report_id=key))


@bp.route("/<int:report_id>/issue", methods=["GET", "POST"])
@requires(Permission.REPORT_MAKE)
def issue(report_id: int) -> Page:
    """Asks once, on a page of its own: afterwards nothing in the report changes."""
    report = report_here(report_id)
    row = snapshot_of(db.session(), report.id)
    form = IssueForm(version=report.row_version, n=row.n)
    name, key = report_name(from_json_to_show(row.content)), report.id
    if form.validate_on_submit():
        if (before := done_before(form)) is not None:
            return before
        done = perform(form, lambda: _issue(form, key), location=_address)
        if done is not None:
            flash(_("Đã phát hành báo cáo."), "success")
            return redirect(_address(done))
    page = render_template("reports/issue.html", form=form, report=report, row=row, name=name)
    return (page, HTTPStatus.UNPROCESSABLE_ENTITY) if form.is_submitted() else page


def offer_choices(form: ScopeForm) -> None:
    """What a report can be on, and the regimes that are in force."""
    session, office = db.session(), present_office()
    office_id = office.id if office is not None else 0
    form.offer(
        reported_directives(session, office_id, asked=form.directive_asked),
        fields_of_office(session, office_id),
        [unit for unit in orderable_units(session, office, today()) if not unit.outside]
        if office is not None
        else [],
        [each for each in regimes_of(session, office_id) if not _is_off(each)],
    )


def _is_off(regime: ReportingRegime) -> bool:
    return regime.off_on is not None and regime.off_on <= today()


def _asked(form: ReportForm, period: OfferedPeriod) -> AskedReport:
    """The question of the form. InvalidInput for days or a period that cannot be reported on."""
    days = Window(form.from_on.data or period.days.from_on, form.to_on.data or period.days.to_on)
    wanted = Question(
        office_id=actor().office_id or 0,
        kind=period.kind,
        key=period.key,
        days=days,
        scope=ReportScope.of(form.scope.data or "all"),
        regime_id=form.regime.data or None,
    )
    return asked_report(db.session(), wanted, now=now())


def _preview(form: ReportForm, period: OfferedPeriod) -> dict[str, Any]:
    """The figures as they would be frozen now; empty when the form was refused."""
    try:
        asked = _asked(form, period)
        snapshot = compose(db.session(), asked.question, now=now())
    except InvalidInput as error:
        refuse(form, error)
        return {}
    link = partial(
        url_for,
        "reports.preview_rows",
        period=asked.question.key,
        from_on=asked.question.days.from_on.isoformat(),
        to_on=asked.question.days.to_on.isoformat(),
        scope=asked.question.scope.key,
    )
    return figures_of(snapshot, link, asked.question.scope.key) | {"name": report_name(snapshot)}


def _counts_long() -> bool:
    """In a big office nothing is counted while somebody waits: the preview is a draft, too."""
    return report_files.is_big(db.session(), actor().office_id or 0)


def _refresh(report_id: int, version: int | None) -> Report | Job:
    """A new snapshot now; in a big office the job that makes it."""
    session = db.session()
    if _counts_long():
        report = reporting.draft_of(session, report_id, version)
        return report_files.queue_freeze(
            session,
            question=reporting.question_of(report),
            due_at=report.due_at,
            actor=actor(),
            now=now(),
        )
    return reporting.refresh(
        session, report_id=report_id, version=version, actor=actor(), now=now()
    )


def _freeze(form: ReportForm, period: OfferedPeriod) -> Report | Job:
    asked = _asked(form, period)
    question = asked.question
    if _counts_long():
        return report_files.queue_freeze(
            db.session(), question=question, due_at=asked.due_at, actor=actor(), now=now()
        )
    return reporting.freeze(
        db.session(),
        office_id=question.office_id,
        kind=question.kind,
        key=question.key,
        from_on=question.days.from_on,
        to_on=question.days.to_on,
        directive_id=question.scope.directive_id,
        field_id=question.scope.field_id,
        unit_id=question.scope.unit_id,
        regime_id=question.regime_id,
        due_at=asked.due_at,
        actor=actor(),
        now=now(),
    )


def _issue(form: IssueForm, report_id: int) -> Report:
    return reporting.issue(
        db.session(),
        report_id=report_id,
        version=form.version.data,
        snapshot_n=form.n.data or 0,
        actor=actor(),
        now=now(),
    )


def _address(made: Report | Job) -> str:
    if isinstance(made, Job):
        return job_address(made)
    return url_for("reports.show", report_id=made.id)


def _said(made: Report | Job, *, again: bool = False) -> str:
    if isinstance(made, Job):
        return _("Cơ quan có nhiều nhiệm vụ nên số liệu được chốt ở chế độ nền.")
    if again:
        return _("Đã chốt lại số liệu.")
    return _("Đã chốt số liệu báo cáo. Hãy đọc lại rồi tải về hoặc phát hành.")


def _period(key: str) -> OfferedPeriod:
    """The period asked for, else the last month that has ended. InvalidInput for a future one."""
    period = chosen(key, today()) if key else offered(today())[0]
    cut_off(period.days, today())
    return period


def _offer(period: OfferedPeriod) -> str:
    """ "Tháng 11 năm 2026 (15/10/2026 – 14/11/2026), đã kết thúc"."""
    words = {
        "name": capitalised(period_name(period.key)),
        "from_on": day_words(period.days.from_on),
        "to_on": day_words(period.days.to_on),
    }
    if period.ended:
        return _("%(name)s (%(from_on)s – %(to_on)s), đã kết thúc", **words)
    return _("%(name)s (%(from_on)s – %(to_on)s), đang diễn ra", **words)
