"""Reporting regimes: which there are, what each says, changing one, a like one for a part."""

from __future__ import annotations

from dataclasses import replace
from http import HTTPStatus
from typing import Any

from flask import render_template, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from tracker.blueprints.deeds import DeedForm, carry_out
from tracker.blueprints.filters import label
from tracker.blueprints.guards import requires
from tracker.blueprints.present import actor
from tracker.blueprints.reports.deeds import offer_choices
from tracker.blueprints.reports.regime_forms import LikeForm, RegimeForm, form_of
from tracker.blueprints.reports.views import bp
from tracker.db import db
from tracker.domain.errors import NotFound
from tracker.domain.report_scope import ReportScope
from tracker.domain.reporting_periods import FREE_KINDS
from tracker.domain.reporting_regimes import (
    Level,
    RegimePeriod,
    RegimePlan,
    from_json,
    read_due,
)
from tracker.domain.vietnamese import day_words
from tracker.models import ReportingRegime
from tracker.permissions import Permission
from tracker.queries.regimes import regime_of, regimes_of, scope_name
from tracker.queries.working_calendar import working_calendar
from tracker.services import regimes as service
from tracker.surroundings import now, today

Answer = Response | str | tuple[str, int]


@bp.get("/regimes")
@requires(Permission.REPORT_VIEW)
def regimes() -> str:
    """All regimes of the office with their periods, windows and days of sending."""
    found = regimes_of(db.session(), actor().office_id or 0)
    return render_template(
        "reports/regimes.html",
        rows=[_row(each) for each in found],
        heading=ngettext("%(num)s chế độ báo cáo", "%(num)s chế độ báo cáo", len(found)),
        filling=DeedForm(formdata=None),
    )


@bp.post("/regimes/defaults")
@requires(Permission.REPORT_MAKE)
def default_regimes() -> Response:
    """Enter the sourced defaults that the office has not got yet."""
    form, back = DeedForm(), url_for("reports.regimes")
    done = carry_out(
        form,
        lambda: service.ensure_regimes(
            db.session(), office_id=actor().office_id or 0, actor=actor(), now=now()
        ),
        location=lambda _made: back,
        said=_("Đã nạp các chế độ báo cáo mặc định."),
    )
    return done or Response(status=HTTPStatus.SEE_OTHER, headers={"Location": back})


@bp.route("/regimes/<int:regime_id>", methods=["GET", "POST"])
@requires(Permission.REPORT_MAKE)
def regime(regime_id: int) -> Answer:
    """One regime: see and change it. What was made by it stays as it is."""
    found = _here(regime_id)
    plan = from_json(found.plan)
    form = form_of(found, plan)
    done = carry_out(
        form,
        lambda: service.change_regime(
            db.session(),
            regime_id=regime_id,
            version=form.version.data,
            name=form.name.data or "",
            source=form.source.data or "",
            plan=_typed(form, plan),
            automatic=bool(form.automatic.data),
            off_on=form.off_on.data,
            actor=actor(),
            now=now(),
        ),
        location=lambda _made: url_for("reports.regimes"),
        said=_("Đã lưu chế độ báo cáo."),
    )
    if done is not None:
        return done
    page = render_template(
        "reports/regime.html", form=form, regime=found, periods=form.periods_of(plan)
    )
    return (page, HTTPStatus.UNPROCESSABLE_ENTITY) if form.is_submitted() else page


@bp.route("/regimes/like", methods=["GET", "POST"])
@requires(Permission.REPORT_MAKE)
def add_regime() -> Answer:
    """A regime like another for one directive, one field or one unit."""
    form = LikeForm()
    offer_choices(form)
    form.regime.choices = form.regime.choices[1:]
    done = carry_out(
        form,
        lambda: service.add_regime(
            db.session(),
            like_id=form.regime.data or 0,
            name=form.name.data or "",
            scope=ReportScope.of(form.scope.data or "all"),
            actor=actor(),
            now=now(),
        ),
        location=lambda made: url_for("reports.regime", regime_id=made.id),
        said=_("Đã thêm chế độ báo cáo. Hãy xem lại kỳ và hạn gửi."),
    )
    if done is not None:
        return done
    page = render_template("reports/regime_like.html", form=form)
    return (page, HTTPStatus.UNPROCESSABLE_ENTITY) if form.is_submitted() else page


def _here(regime_id: int) -> ReportingRegime:
    found = regime_of(db.session(), actor().office_id or 0, regime_id)
    if found is None:
        raise NotFound("Không tìm thấy chế độ báo cáo này.")
    return found


def _typed(form: RegimeForm, plan: RegimePlan) -> RegimePlan:
    """The plan with what was typed over it."""
    for period in plan.periods:
        if period.kind in FREE_KINDS:
            continue
        typed = form.typed(period.kind)
        due = dict(period.due)
        for level in (Level.OFFICE, Level.PROVINCE):
            by = read_due(typed[level.value])
            due.pop(level, None)
            if by is not None:
                due[level] = by
        rule = replace(
            period.rule,
            first_day=typed["first"],
            last_day=typed["last"],
            months_before=typed["before"],
        )
        plan = plan.with_period(replace(period, rule=rule, due=due))
    return replace(
        plan,
        outline=tuple(form.outline.data or ()),
        annexes=tuple(form.annexes.data or ()),
        hours=form.hours.data or 0,
    )


def _row(found: ReportingRegime) -> dict[str, Any]:
    plan = from_json(found.plan)
    scope = ReportScope(found.directive_id, found.field_id, found.unit_id)
    name = scope_name(db.session(), found.office_id, scope, today())
    directive = found.directive.title if found.directive else ""
    return {
        "regime": found,
        "scope": name or directive or _("Tất cả văn bản chỉ đạo"),
        "hours": plan.hours,
        "periods": [_period_row(found, each) for each in plan.periods],
        "outline": [label(section) for section in plan.outline],
    }


def _period_row(found: ReportingRegime, period: RegimePeriod) -> dict[str, str]:
    """A period in words, with its newest window that has ended as an example."""
    words = {"name": label(period.kind), "days": "", "due": "", "numbers": ""}
    if period.kind in FREE_KINDS:
        return words
    if period.numbers:
        words["numbers"] = ", ".join(str(number) for number in period.numbers)
    ended = replace(period, numbers=()).last_ended(today())
    if ended is not None:
        _key, days = ended
        words["days"] = _(
            "%(from_on)s – %(to_on)s", from_on=day_words(days.from_on), to_on=day_words(days.to_on)
        )
        calendar = working_calendar(db.session(), found.office_id)
        words["due"] = "; ".join(
            f"{label(level)} {day_words(rule.due_on(days, calendar))}"
            for level, rule in period.due.items()
        )
    return words
