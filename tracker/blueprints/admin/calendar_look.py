"""Looking at what a change of the calendar would touch, before and after it."""

from __future__ import annotations

from datetime import date

from flask import url_for
from wtforms import HiddenField

from tracker.blueprints.admin.door import here
from tracker.blueprints.deeds import DeedForm
from tracker.db import db
from tracker.domain.calendar_shift import with_day, without_year
from tracker.domain.working_days import WEEKEND, Calendar
from tracker.queries.calendar_touch import CalendarTouch, calendar_rows, calendar_touch
from tracker.surroundings import today


class LookFirstForm(DeedForm):
    """``looked``: the change whose consequences the person has already been shown."""

    looked = HiddenField()


def touch_of_day(day: date, *, works: bool) -> CalendarTouch:
    """What would differ if ``day`` worked, or rested, from now on."""
    rows = calendar_rows(db.session(), here().id)
    return _touch(Calendar(rows), with_day(rows, day, works=works), day, day)


def touch_after_day(day: date) -> CalendarTouch:
    """What differs because ``day`` is what it is now and not the opposite."""
    rows = calendar_rows(db.session(), here().id)
    now = Calendar(rows)
    return _touch(with_day(rows, day, works=not now.is_working(day)), now, day, day)


def touch_after_year(year: int) -> CalendarTouch:
    """What differs because the days of ``year`` were entered."""
    rows = calendar_rows(db.session(), here().id)
    return _touch(without_year(rows, year), Calendar(rows), date(year, 1, 1), date(year, 12, 31))


def still_to_look(form: LookFirstForm, day: date | None, *, works: bool) -> CalendarTouch | None:
    """The consequences that the person has not seen yet; None when there is nothing to see.

    A change that touches due days is carried out only after they were shown.
    """
    if not form.is_submitted() or not form.validate() or day is None:
        return None
    mark = f"{day.isoformat()}:{works:d}"
    if form.looked.data == mark:
        return None
    touch = touch_of_day(day, works=works)
    if not len(touch):
        return None
    form.looked.data = mark
    return touch


def by_its_place(day: date) -> bool:
    """Whether a day without a row of its own works."""
    return day.isoweekday() not in WEEKEND


def page_after(day: date) -> str:
    """Where a change of ``day`` leads: to the due days that it touched, else to its year."""
    if len(touch_after_day(day)):
        return url_for("calendar.deadlines", day=day.isoformat())
    return url_for("calendar.year", year=day.year)


def _touch(before: Calendar, after: Calendar, first: date, last: date) -> CalendarTouch:
    return calendar_touch(
        db.session(),
        office_id=here().id,
        today=today(),
        before=before,
        after=after,
        first=first,
        last=last,
    )
