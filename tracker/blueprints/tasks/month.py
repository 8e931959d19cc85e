"""The tasks of a month by their due days; the same conditions as the list."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from flask import render_template, request, url_for
from flask_babel import gettext as _

from tracker.blueprints.filters import day
from tracker.blueprints.guards import requires
from tracker.blueprints.looks import LOOKS, Look
from tracker.blueprints.present import actor
from tracker.blueprints.tasks.asked_list import AskedList, asked_list
from tracker.blueprints.tasks.views import bp
from tracker.db import db
from tracker.domain.deadlines import Timeliness
from tracker.permissions import Permission
from tracker.queries.task_calendar import CalendarCell, month_cells
from tracker.surroundings import today

_MONTH = re.compile(r"(\d{4})-(\d{2})", re.ASCII)
#: In the order of urgency.
_ORDER = (
    Timeliness.OPEN_OVERDUE,
    Timeliness.OPEN_IN_TIME,
    Timeliness.SUSPENDED,
    Timeliness.COMPLETED_LATE,
    Timeliness.COMPLETED_ON_TIME,
    Timeliness.NOT_COUNTED,
)


@dataclass(frozen=True, slots=True)
class Day:
    """A cell as the page draws it: ``lines`` are looks with their numbers."""

    on_day: date
    number: str
    url: str
    rests: bool
    is_today: bool
    named: str
    lines: list[tuple[Look, int]]
    requests: int
    parts: int
    obstacles: int
    obstacles_url: str
    instructions: int

    @property
    def empty(self) -> bool:
        owed = self.requests or self.parts or self.obstacles or self.instructions
        return not (self.lines or owed or self.named)


@bp.get("/month")
@requires(Permission.TASK_LIST)
def month() -> str:
    """The month of the address ("2026-11"), else the present one."""
    asked = asked_list()
    first, fault = _first(request.args.get("month", ""))
    cells = month_cells(
        db.session(), actor=actor(), filters=asked.filters, as_of=today(), first=first
    )
    before, after = first - timedelta(days=1), first + timedelta(days=31)
    return render_template(
        "tasks/month.html",
        asked=asked,
        odd=[*asked.odd, *fault],
        month_number=f"/{first.month:02d}",
        heading=_(
            "Việc đến hạn trong tháng %(month)s/%(year)s", month=first.month, year=first.year
        ),
        weeks=_weeks([_day(cell, asked) for cell in cells]),
        total=sum(sum(cell.states.values()) for cell in cells),
        before_url=_month_url(asked, before),
        after_url=_month_url(asked, after),
        weekdays=[
            _("Thứ Hai"),
            _("Thứ Ba"),
            _("Thứ Tư"),
            _("Thứ Năm"),
            _("Thứ Sáu"),
            _("Thứ Bảy"),
            _("Chủ nhật"),
        ],
    )


def _first(text: str) -> tuple[date, list[str]]:
    """The first day of the month asked for, and what is wrong with the question."""
    here = today().replace(day=1)
    if not text:
        return here, []
    match = _MONTH.fullmatch(text)
    if match and 1900 < int(match[1]) <= 2200 and 1 <= int(match[2]) <= 12:
        return date(int(match[1]), int(match[2]), 1), []
    return here, [
        _("Không có tháng “%(text)s”; dưới đây là tháng này. Viết như 2026-11.", text=text[:20])
    ]


def _month_url(asked: AskedList, on_day: date) -> str:
    return f"{url_for('tasks.month', month=f'{on_day:%Y-%m}')}&{asked.query}".rstrip("&")


def _day(cell: CalendarCell, asked: AskedList) -> Day:
    on_day = day(cell.on_day)
    span = ("from_on=", "to_on=")
    others = [pair for pair in asked.query.split("&") if pair and not pair.startswith(span)]
    return Day(
        on_day=cell.on_day,
        number=f"{cell.on_day.day:02d}",
        url="&".join([url_for("tasks.index", from_on=on_day, to_on=on_day), *others]),
        rests=cell.rests,
        is_today=cell.on_day == today(),
        named=cell.named,
        lines=[(LOOKS[state], cell.states[state]) for state in _ORDER if state in cell.states],
        requests=cell.requests,
        parts=cell.parts,
        obstacles=cell.obstacles,
        obstacles_url=url_for("obstacles.index", due_on=on_day),
        instructions=cell.instructions,
    )


def _weeks(days: list[Day]) -> list[list[Any]]:
    """Seven places a week, from Monday; None beyond the month."""
    places: list[Any] = [None] * days[0].on_day.weekday() + list(days)
    places += [None] * (-len(places) % 7)
    return [places[n : n + 7] for n in range(0, len(places), 7)]
