"""The period of one unit: choosing it, filling it, sending it; the overview of all units."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from tracker.blueprints.conflicts import Difference, conflict_page
from tracker.blueprints.deeds import DeedForm, carry_out, done_before, perform
from tracker.blueprints.guards import requires
from tracker.blueprints.period.forms import PeriodForm, stored, words_of
from tracker.blueprints.period.page import (
    OVERVIEW_PERIODS,
    PeriodPage,
    overview_values,
    period_tabs,
)
from tracker.blueprints.present import actor, present_office
from tracker.db import db
from tracker.domain.errors import Conflict, NotFound
from tracker.domain.people import Role
from tracker.models import Unit
from tracker.permissions import Permission, allows
from tracker.queries.period import Period, last_period_ended, period_of_day, unit_period
from tracker.queries.period_rows import Answered, answers
from tracker.queries.units import unit_of_office
from tracker.queries.working_calendar import working_calendar
from tracker.services import period_report
from tracker.services.period_urging import urge_missing
from tracker.surroundings import now, today

bp = Blueprint("period", __name__, url_prefix="/period")


@bp.get("/")
@requires(Permission.TASK_LIST)
def index() -> Response:
    """To the page that is most likely wanted: one's own unit's, else the overview."""
    who = actor()
    if allows(who, Permission.PERIOD_OVERVIEW) or not who.unit_ids:
        return redirect(url_for("period.overview"))
    period = _wanted_period()
    return redirect(url_for("period.fill", unit_id=min(who.unit_ids), key=period.key))


@bp.get("/overview")
@requires(Permission.PERIOD_OVERVIEW)
def overview() -> str:
    """Who has answered and who has not: units by the last periods."""
    office = present_office()
    if office is None:
        raise NotFound("Chưa có cơ quan nào để xem.")
    newest = _asked_period() or last_period_ended(db.session(), office.id, today())
    periods = period_tabs(newest, OVERVIEW_PERIODS)
    found = answers(db.session(), office, periods, today())
    missing = sum(cell.state is Answered.MISSING for cell in found[newest.key])
    waiting = sum(cell.state is Answered.WAITING for cell in found[newest.key])
    return render_template(
        "period/overview.html",
        **overview_values(found, periods, newest),
        heading=_overview_heading(missing, waiting, len(found[newest.key])),
        own=sorted(actor().unit_ids & {cell.unit_id for cell in found[newest.key]}),
        may_fill=actor().has(Role.LEAD_OFFICE),
        urging=DeedForm(formdata=None) if missing + waiting else None,
    )


@bp.post("/overview/<key>/urge")
@requires(Permission.PERIOD_URGE)
def urge(key: str) -> Response:
    """Đôn đốc: everybody who has not sent this period yet, at most once a day."""
    form, period = DeedForm(), _period(key)
    back = url_for("period.overview", key=key)
    answer = carry_out(
        form,
        lambda: urge_missing(db.session(), period=period, actor=actor(), now=now()),
        location=lambda _done: back,
        said=lambda done: _(
            "Đã đôn đốc %(told)s đơn vị; %(left)s đơn vị đã được đôn đốc hôm nay "
            "hoặc chưa có người nhận tin.",
            told=len(done.told),
            left=len(done.left),
        ),
    )
    return answer or redirect(back)


@bp.route("/<int:unit_id>/<key>", methods=["GET", "POST"])
@requires(Permission.PERIOD_FILL)
def fill(unit_id: int, key: str) -> Response | str | tuple[str, int]:
    """The grid: GET shows what was kept, POST keeps it or sends it."""
    page = PeriodPage.of(_unit(unit_id), _period(key))
    data = page.with_words_before() if request.args.get("before") == "1" else page.stored
    form = PeriodForm(data=page.with_draft(data) if request.args.get("draft") == "1" else data)
    here = url_for("period.fill", unit_id=unit_id, key=key)
    if form.is_submitted():
        if (before := done_before(form)) is not None:
            return before
        page.align(form)
        if form.validate():
            try:
                answer = _deed(form, page, here)
            except Conflict as error:
                return _two_texts(error, form, page, here)
            if answer is not None:
                return answer
    shown = render_template("period/fill.html", form=form, page=page, grid=page.rows(form))
    return (shown, 422) if form.errors else shown


def _deed(form: PeriodForm, page: PeriodPage, here: str) -> Response | None:
    """Keep or send, in one transaction; None when the page must be shown again."""
    sends = request.form.get("deed") == "submit"
    service = period_report.submit if sends else period_report.fill
    unit_id, period, typed = page.unit_id, page.period, form.typed()
    done = perform(
        form,
        lambda: service(
            db.session(),
            unit_id=unit_id,
            period=period,
            version=form.version.data or 0,
            typed=typed,
            actor=actor(),
            now=now(),
        ),
        location=lambda _done: here,
    )
    if done is None:
        return None
    flash(
        _("Đã gửi báo cáo kỳ.") if sends else _("Đã lưu nháp. Báo cáo chưa được gửi."),
        "success",
    )
    return redirect(here)


def _two_texts(error: Conflict, form: PeriodForm, page: PeriodPage, here: str) -> tuple[str, int]:
    """Both texts side by side: what was typed here, what a colleague has saved meanwhile."""
    mine: dict[str, Any] = form.data
    db.session.rollback()
    newest = PeriodPage.of(_unit(page.unit_id), page.period)
    theirs = dict(words_of(stored(newest.report, newest.duties, newest.tasks)))
    differences = [Difference(name, text, theirs.get(name, "")) for name, text in words_of(mine)]
    return conflict_page(error, back_url=here, differences=differences)


def _unit(unit_id: int) -> Unit:
    """A unit of the person, or any of the office for its lead office; nothing else is there."""
    who = actor()
    found = unit_of_office(db.session(), who.office_id or 0, unit_id)
    if found is None or not (unit_id in who.unit_ids or who.has(Role.LEAD_OFFICE)):
        raise NotFound("Không tìm thấy báo cáo kỳ này.")
    return found


def _period(key: str) -> Period:
    session, office_id = db.session(), actor().office_id or 0
    kind = period_of_day(session, office_id, today()).kind
    return unit_period(kind, key, working_calendar(session, office_id))


def _asked_period() -> Period | None:
    key = request.args.get("key")
    return _period(key) if key else None


def _wanted_period() -> Period:
    """The last one that ended as long as it is not handed in, else the present one."""
    who, session = actor(), db.session()
    ended = last_period_ended(session, who.office_id or 0, today())
    page = PeriodPage.of(_unit(min(who.unit_ids)), ended)
    if page.report is None or page.report.submitted_at is None:
        return ended
    return period_of_day(session, who.office_id or 0, today())


def _overview_heading(missing: int, waiting: int, units: int) -> str:
    if missing:
        return ngettext(
            "%(num)s đơn vị chưa báo cáo kỳ này", "%(num)s đơn vị chưa báo cáo kỳ này", missing
        )
    if waiting:
        return ngettext(
            "Đang chờ báo cáo của %(num)s đơn vị, còn trong hạn",
            "Đang chờ báo cáo của %(num)s đơn vị, còn trong hạn",
            waiting,
        )
    if units:
        return _("Tất cả đơn vị đã báo cáo kỳ này")
    return _("Kỳ này không có nhiệm vụ thường xuyên nào phải báo cáo")
