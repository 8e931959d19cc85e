"""The calendar of a year: days that differ from the week, with the paper that says so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from werkzeug.wrappers import Response
from wtforms import BooleanField, HiddenField

from tracker.blueprints.admin.calendar_deadlines import touched_rows
from tracker.blueprints.admin.calendar_look import (
    LookFirstForm,
    by_its_place,
    page_after,
    still_to_look,
    touch_of_day,
)
from tracker.blueprints.admin.door import Answer, calendar_bp, here, page
from tracker.blueprints.choice_fields import EnumField
from tracker.blueprints.deeds import DeedForm, carry_out
from tracker.blueprints.fields import Filled, NormalisedStringField, VietnameseDateField
from tracker.blueprints.guards import requires
from tracker.blueprints.present import actor
from tracker.db import db
from tracker.domain.calendar_rows import DayKind
from tracker.domain.errors import NotFound
from tracker.domain.sentences import Sentence
from tracker.domain.working_days import weekday_words
from tracker.models import CalendarDay
from tracker.permissions import Permission
from tracker.queries.calendar_touch import CalendarTouch
from tracker.queries.working_calendar import days_of_year, working_calendar
from tracker.services import calendar_days
from tracker.surroundings import now, today

YEARS = range(2020, 2100)


class ChangeDayForm(LookFirstForm):
    """What a day is, and which paper says so."""

    seen = HiddenField()
    kind = EnumField(lazy_gettext("Loại ngày"), enum=DayKind)
    name = NormalisedStringField(lazy_gettext("Tên ngày nghỉ hoặc lý do"), [Filled()])
    source = NormalisedStringField(lazy_gettext("Văn bản làm căn cứ"))
    confirmed = BooleanField(lazy_gettext("Đã có văn bản chính thức"))


class AddDayForm(ChangeDayForm):
    """A day that is not in the table yet."""

    on_day = VietnameseDateField(lazy_gettext("Ngày"), [Filled()])


@dataclass(frozen=True, slots=True)
class DayRow:
    """A line of the table."""

    row: CalendarDay
    weekday: Sentence


@calendar_bp.get("/")
@requires(Permission.CALENDAR_EDIT)
def year() -> Answer:
    """The days of a year; says when this year's or the next one's are missing."""
    asked = request.args.get("year", "")
    typed = int(asked) if len(asked) == 4 and asked.isdecimal() else 0
    shown = typed if typed in YEARS else today().year
    session, office = db.session(), here()
    calendar = working_calendar(session, office.id)
    rows = days_of_year(session, office.id, shown)
    return page(
        "admin/calendar.html",
        office=office,
        year=shown,
        previous=shown - 1,
        next=shown + 1,
        rows=[DayRow(row, weekday_words(row.on_day)) for row in rows],
        unconfirmed=sum(not row.confirmed for row in rows),
        missing=[y for y in (today().year, today().year + 1) if not calendar.is_entered(y)],
        entered=calendar.is_entered(shown),
        seed_form=DeedForm(),
    )


@calendar_bp.post("/seed/<int:year>")
@requires(Permission.CALENDAR_EDIT)
def seed(year: int) -> Response:
    """Enter the public days of a year; days that people edited stay as they are."""
    if year not in YEARS:
        raise NotFound("Không có lịch của năm này.")
    form, office_id = DeedForm(), here().id
    done = carry_out(
        form,
        lambda: [calendar_days.seed(db.session(), office_id=office_id, years=[year], now=now())],
        location=lambda _count: url_for("calendar.year", year=year),
        said=_("Đã nhập các ngày lễ, Tết của năm %(year)s. Hãy đối chiếu với văn bản.", year=year),
    )
    return done if done is not None else redirect(url_for("calendar.year", year=year))


@calendar_bp.route("/add", methods=["GET", "POST"])
@requires(Permission.CALENDAR_EDIT)
def add_day() -> Answer:
    """A holiday, a moved day, a worked Saturday."""
    form, me = AddDayForm(confirmed=True), actor()
    works = form.kind.data is DayKind.SWAP_WORK
    if touch := still_to_look(form, form.on_day.data, works=works):
        return _look("admin/add_day.html", form, touch)
    done = carry_out(
        form,
        lambda: calendar_days.add_day(
            db.session(),
            on_day=form.on_day.data or today(),
            kind=form.kind.data,
            name=form.name.data or "",
            source=form.source.data or "",
            confirmed=bool(form.confirmed.data),
            actor=me,
            now=now(),
        ),
        location=lambda row: page_after(row.on_day),
        said=_("Đã thêm ngày vào lịch."),
    )
    return done or page("admin/add_day.html", form)


@calendar_bp.route("/<on_day>/change", methods=["GET", "POST"])
@requires(Permission.CALENDAR_EDIT)
def change_day(on_day: str) -> Answer:
    """Correct a day's row."""
    row, me = _row(on_day), actor()
    form = ChangeDayForm(
        seen=calendar_days.seen_of(row),
        kind=row.kind,
        name=row.name,
        source=row.source,
        confirmed=row.confirmed,
    )
    works, shown = form.kind.data is DayKind.SWAP_WORK, DayRow(row, weekday_words(row.on_day))
    if touch := still_to_look(form, row.on_day, works=works):
        return _look("admin/change_day.html", form, touch, row=shown)
    done = carry_out(
        form,
        lambda: calendar_days.change_day(
            db.session(),
            on_day=row.on_day,
            seen=form.seen.data,
            kind=form.kind.data,
            name=form.name.data or "",
            source=form.source.data or "",
            confirmed=bool(form.confirmed.data),
            actor=me,
            now=now(),
        ),
        location=lambda changed: page_after(changed.on_day),
        said=_("Đã sửa ngày trong lịch."),
    )
    return done or page("admin/change_day.html", form, row=shown)


@calendar_bp.route("/<on_day>/remove", methods=["GET", "POST"])
@requires(Permission.CALENDAR_EDIT)
def remove_day(on_day: str) -> Answer:
    """The day goes back to what its place in the week says."""
    row, form, me = _row(on_day), DeedForm(), actor()
    day, shown = row.on_day, DayRow(row, weekday_words(row.on_day))

    def remove() -> date:
        calendar_days.remove_day(db.session(), on_day=day, actor=me, now=now())
        return day

    done = carry_out(
        form,
        remove,
        location=page_after,
        said=_("Đã bỏ ngày khỏi lịch."),
    )
    if done is not None:
        return done
    touch = touch_of_day(day, works=by_its_place(day))
    return page("admin/remove_day.html", form, row=shown, touch=touch, touched=touched_rows(touch))


def _look(template: str, form: LookFirstForm, touch: CalendarTouch, **values: Any) -> str:
    """The form once more, with what it would touch: nothing was saved."""
    return render_template(template, form=form, touch=touch, touched=touched_rows(touch), **values)


def _row(on_day: str) -> CalendarDay:
    try:
        row = db.session.get(CalendarDay, (here().id, date.fromisoformat(on_day)))
    except ValueError:
        row = None
    if row is None:
        raise NotFound("Ngày này không có trong lịch.")
    return row
