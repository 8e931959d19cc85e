"""Deciding: begin a series, another rule, end it, leave a period out or give it at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from tracker.blueprints.deeds import (
    VersionedDeedForm,
    carry_out,
    done_before,
    perform,
    refuse,
)
from tracker.blueprints.guards import requires
from tracker.blueprints.present import actor
from tracker.blueprints.series.forms import EndForm, RuleForm, SkipForm
from tracker.blueprints.series.page import said, short_title
from tracker.blueprints.series.views import bp
from tracker.db import db
from tracker.domain.errors import InvalidInput
from tracker.domain.recurrence import Occurrence, RecurrenceRule
from tracker.domain.series_plan import RuleSpan, SeriesPlan
from tracker.models import Duty, Series
from tracker.permissions import Permission
from tracker.queries.office_rules import office_rules
from tracker.queries.series import plan_of
from tracker.queries.working_calendar import working_calendar
from tracker.services import series_deeds, series_periods
from tracker.surroundings import now, today

Answer = Response | str | tuple[str, int]
PREVIEWED = 5


@bp.route("/new/<int:duty_id>", methods=["GET", "POST"])
@requires(Permission.SERIES_STEER, duty=Duty)
def start(duty: Duty) -> Answer:
    """A duty begins to recur."""
    days = office_rules(db.session(), duty.office_id, today()).series_days_before
    form = RuleForm(version=0, days_before=days, from_on=today(), basis=duty.due_phrase)
    duty_id = duty.id
    return _rule_page(
        form,
        SeriesPlan((), days),
        lambda rule: series_deeds.start_series(
            db.session(),
            duty_id=duty_id,
            rule=rule,
            from_on=form.from_on.data or today(),
            last_day=form.last_day.data,
            days_before=form.days_before.data,
            basis=form.basis.data or "",
            actor=actor(),
            now=now(),
        ),
        heading=_("Lập nhiệm vụ định kỳ"),
        about=duty.text,
        back=url_for("directives.show", directive_id=duty.directive_id),
        said_done=_("Đã lập nhiệm vụ định kỳ."),
    )


@bp.route("/<int:series_id>/change", methods=["GET", "POST"])
@requires(Permission.SERIES_STEER, series=Series)
def change(series: Series) -> Answer:
    """Another rule from a day on; an ended series begins again."""
    plan, series_id = plan_of(series), series.id
    form = RuleForm(version=series.row_version, days_before=series.days_before, from_on=today())
    if request.method == "GET" and plan.last_rule is not None:
        form.fill(plan.last_rule)
    begins = plan.rule_on(today()) is None
    return _rule_page(
        form,
        plan,
        lambda rule: series_deeds.change_rule(
            db.session(),
            series_id=series_id,
            version=form.version.data,
            rule=rule,
            from_on=form.from_on.data or today(),
            days_before=form.days_before.data,
            basis=form.basis.data or "",
            actor=actor(),
            now=now(),
        ),
        heading=_("Thực hiện lại từ một ngày") if begins else _("Thay đổi từ kỳ này trở đi"),
        about=short_title(series),
        back=url_for("series.show", series_id=series_id),
        said_done=_("Đã ghi quy tắc mới; nhiệm vụ đã giao giữ nguyên."),
    )


@bp.route("/<int:series_id>/end", methods=["GET", "POST"])
@requires(Permission.SERIES_STEER, series=Series)
def end(series: Series) -> Answer:
    """No further periods from a day on."""
    form, series_id = EndForm(version=series.row_version, from_on=today()), series.id
    return _deed(
        series,
        form,
        lambda: series_deeds.end_series(
            db.session(),
            series_id=series_id,
            version=form.version.data,
            from_on=form.from_on.data or today(),
            basis=form.basis.data or "",
            actor=actor(),
            now=now(),
        ),
        template="series/end.html",
        done=_("Đã kết thúc nhiệm vụ định kỳ."),
    )


@bp.route("/<int:series_id>/skip/<key>", methods=["GET", "POST"])
@requires(Permission.SERIES_STEER, series=Series)
def skip(series: Series, key: str) -> Answer:
    """Leave one period out."""
    calendar = working_calendar(db.session(), series.office_id)
    period = series_periods.owed_period(series, key, calendar)
    form, series_id = SkipForm(version=series.row_version), series.id
    return _deed(
        series,
        form,
        lambda: series_periods.skip_period(
            db.session(),
            series_id=series_id,
            version=form.version.data,
            key=key,
            reason=form.reason.data or "",
            calendar=calendar,
            actor=actor(),
            now=now(),
        ),
        template="series/skip.html",
        done=_("Kỳ này sẽ không được giao."),
        period=period,
    )


@bp.route("/<int:series_id>/restore/<key>", methods=["GET", "POST"])
@requires(Permission.SERIES_STEER, series=Series)
def restore(series: Series, key: str) -> Answer:
    """A period that was left out is given after all."""
    period = series_periods.owed_period(
        series, key, working_calendar(db.session(), series.office_id)
    )
    form, series_id = VersionedDeedForm(version=series.row_version), series.id
    return _deed(
        series,
        form,
        lambda: series_periods.restore_period(
            db.session(),
            series_id=series_id,
            version=form.version.data,
            key=key,
            actor=actor(),
            now=now(),
        ),
        template="series/restore.html",
        done=_("Kỳ này lại được giao theo quy tắc."),
        period=period,
    )


@bp.route("/<int:series_id>/give/<key>", methods=["GET", "POST"])
@requires(Permission.SERIES_STEER, series=Series)
def give(series: Series, key: str) -> Answer:
    """Give a period now: before its time, or one that was missed."""
    calendar = working_calendar(db.session(), series.office_id)
    period = series_periods.owed_period(series, key, calendar)
    form, series_id = VersionedDeedForm(version=series.row_version), series.id
    return _deed(
        series,
        form,
        lambda: series_periods.give_period(
            db.session(),
            series_id=series_id,
            version=form.version.data,
            key=key,
            calendar=calendar,
            actor=actor(),
            now=now(),
        ),
        template="series/give.html",
        done=lambda made: ngettext(
            "Đã giao cho %(num)s đơn vị.", "Đã giao cho %(num)s đơn vị.", len(made)
        ),
        period=period,
        over=period.due_on < today(),
    )


def _rule_page(
    form: RuleForm,
    plan: SeriesPlan,
    deed: Callable[[RecurrenceRule], Series],
    *,
    heading: str,
    about: str,
    back: str,
    said_done: str,
) -> Answer:
    """Ask for a rule, show its due days, and save what was shown."""
    rule: RecurrenceRule | None = None
    if request.method == "POST" and (before := done_before(form)) is not None:
        return before
    if form.validate_on_submit() and (rule := _rule(form)) is not None:
        shown = form.previewed.data == form.values_mark(rule)
        if request.form.get("deed") == "save" and shown:
            answer = _save(form, rule, deed, said_done)
            if answer is not None:
                return answer
        form.previewed.data = form.values_mark(rule)
    page = render_template(
        "series/rule_form.html",
        form=form,
        heading=heading,
        about=about,
        back=back,
        rule=said(rule) if rule else "",
        preview=_preview(form, rule, plan) if rule and not form.errors else [],
        starts=not plan.spans,
    )
    return (page, 422) if form.errors else page


def _rule(form: RuleForm) -> RecurrenceRule | None:
    """The chosen rule; None when its parts do not fit, said at their field."""
    try:
        return form.rule()
    except InvalidInput as error:
        if error.field not in form._fields:
            error.field = "every"
        refuse(form, error)
        return None


def _save(
    form: RuleForm, rule: RecurrenceRule, deed: Callable[[RecurrenceRule], Series], said_done: str
) -> Response | None:
    done = perform(form, lambda: deed(rule), location=_page_of)
    if done is None:
        return None
    flash(said_done, "success")
    return redirect(_page_of(done))


def _page_of(series: Series) -> str:
    return url_for("series.show", series_id=series.id)


def _preview(form: RuleForm, rule: RecurrenceRule, plan: SeriesPlan) -> list[Occurrence]:
    """The next due days as they would be after saving."""
    from_on = form.from_on.data or today()
    spans = (*(span for span in plan.spans if span.from_on < from_on), RuleSpan(from_on, rule))
    if form.last_day.data is not None and not plan.spans:
        spans = (*spans, RuleSpan(form.last_day.data + timedelta(days=1), None))
    calendar = working_calendar(db.session(), actor().office_id or 0)
    return replace(plan, spans=spans).next_due(today(), calendar, PREVIEWED)


def _deed(
    series: Series,
    form: VersionedDeedForm,
    deed: Callable[[], Any],
    *,
    template: str,
    done: Callable[[Any], str] | str,
    **context: Any,
) -> Answer:
    """Ask, do, say, go back to the series."""
    back = url_for("series.show", series_id=series.id)
    answer = carry_out(form, deed, location=lambda _done: back, said=done)
    if answer is not None:
        return answer
    page = render_template(
        template, form=form, series=series, title=short_title(series), back=back, **context
    )
    return (page, 422) if form.errors else page
