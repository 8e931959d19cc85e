"""The due days that a change of the calendar touched: listed with reasons, moved by a person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask import request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext, ngettext

from tracker.blueprints.admin.calendar_look import touch_after_day, touch_after_year
from tracker.blueprints.admin.door import Answer, calendar_bp, page
from tracker.blueprints.deeds import DeedForm, carry_out
from tracker.blueprints.fields import Filled, NormalisedStringField
from tracker.blueprints.filters import words
from tracker.blueprints.guards import requires
from tracker.blueprints.present import actor
from tracker.db import db
from tracker.domain.errors import InvalidInput
from tracker.models import Task
from tracker.permissions import Permission, allows
from tracker.queries.calendar_touch import CalendarTouch, Touched
from tracker.services.calendar_moves import move_deadlines
from tracker.surroundings import now, today


class MoveForm(DeedForm):
    """Which due days follow the calendar, on which paper."""

    basis = NormalisedStringField(lazy_gettext("Văn bản làm căn cứ"), [Filled()], max_length=300)


@dataclass(frozen=True, slots=True)
class TouchedRow:
    """A line of the list; ``pick`` names the task and the day that the person sees."""

    task: Task
    due_on: date
    new_due_on: date
    why: tuple[str, ...]
    pick: str
    may_move: bool


def touched_rows(touch: CalendarTouch) -> list[TouchedRow]:
    """The lines of what would move."""
    me = actor()
    return [_row(one, allows(me, Permission.TASK_STEER, one.task)) for one in touch.moved]


@calendar_bp.route("/deadlines", methods=["GET", "POST"])
@requires(Permission.CALENDAR_EDIT)
def deadlines() -> Answer:
    """Nothing has moved yet; who steers tasks ticks those that shall."""
    touch, about, year = _asked()
    form, me = MoveForm(), actor()
    done = carry_out(
        form,
        lambda: move_deadlines(
            db.session(),
            touch=touch,
            chosen=_chosen(),
            basis=form.basis.data or "",
            actor=me,
            now=now(),
        ),
        location=lambda _moved: request.full_path.rstrip("?"),
        said=lambda moved: ngettext(
            "Đã dời %(num)s thời hạn.", "Đã dời %(num)s thời hạn.", len(moved)
        ),
    )
    return done or page(
        "admin/calendar_deadlines.html",
        form,
        rows=touched_rows(touch),
        touch=touch,
        about=about,
        back=url_for("calendar.year", year=year),
    )


def _asked() -> tuple[CalendarTouch, str, int]:
    """What the address asks about, in words, and the year of the calendar behind it."""
    try:
        if day_text := request.args.get("day"):
            day = date.fromisoformat(day_text)
            return touch_after_day(day), _("ngày %(day)s", day=f"{day:%d/%m/%Y}"), day.year
        year = int(request.args.get("year") or today().year)
        return touch_after_year(year), _("năm %(year)s", year=year), year
    except (ValueError, OverflowError):
        raise InvalidInput("Địa chỉ không nêu đúng ngày hoặc năm của lịch.") from None


def _chosen() -> dict[int, date]:
    found = {}
    for pick in request.form.getlist("pick"):
        key, _dot, day = pick.partition(".")
        try:
            found[int(key)] = date.fromisoformat(day)
        except ValueError:
            raise InvalidInput("Danh sách đã chọn không đọc được. Hãy chọn lại.") from None
    return found


def _row(one: Touched, may_move: bool) -> TouchedRow:
    new = one.shift.new_due_on
    return TouchedRow(
        task=one.task,
        due_on=one.shift.due_on,
        new_due_on=new,
        why=tuple(words(step) for step in one.shift.explanation.steps),
        pick=f"{one.task.id}.{new.isoformat()}",
        may_move=may_move,
    )
