"""Who did what and when: a task's whole history, the office's list."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, render_template, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext, ngettext
from wtforms import SelectField
from wtforms.fields.choices import SelectChoice

from tracker.blueprints.choice_fields import EnumField
from tracker.blueprints.fields import VietnameseDateField
from tracker.blueprints.filter_form import FilterForm
from tracker.blueprints.filters import address, day, label
from tracker.blueprints.guards import requires
from tracker.blueprints.number_words import counted
from tracker.blueprints.present import actor
from tracker.blueprints.timeline import told
from tracker.db import db
from tracker.domain.history import EventKind
from tracker.models import Task
from tracker.permissions import Permission
from tracker.queries.history import (
    EVENTS_ORDER,
    HistoryFilters,
    office_events,
    people_in_history,
)
from tracker.queries.keyset import placed_page
from tracker.queries.task_page import task_events

bp = Blueprint("history", __name__, url_prefix="/history")


class HistoryFilterForm(FilterForm):
    """What the list may be asked; everything stands in the address."""

    SPAN = ("from_on", "to_on")

    kind = EnumField(lazy_gettext("Việc"), enum=EventKind, empty=lazy_gettext("Tất cả"))
    person = SelectField(
        lazy_gettext("Người thực hiện"), coerce=lambda value: int(value) if value else None
    )
    from_on = VietnameseDateField(lazy_gettext("Từ ngày"))
    to_on = VietnameseDateField(lazy_gettext("đến ngày"))

    def asked(self) -> HistoryFilters:
        """The filters; what is no answer to a question asks nothing."""
        self.validate()
        return HistoryFilters(
            kind=self.answered("kind"),
            person_id=self.answered("person"),
            from_on=self.answered("from_on"),
            to_on=self.answered("to_on"),
        )


@dataclass(frozen=True, slots=True)
class AskedHistory:
    """The filter bar, what it asks for, and who may be chosen in it."""

    bar: HistoryFilterForm
    filters: HistoryFilters
    people: dict[int, str]


@bp.get("/")
@requires(Permission.HISTORY_VIEW)
def index() -> str:
    """Nhật ký: everything that happened in the office, newest first."""
    asked = asked_history()
    query = office_events(actor(), asked.filters)
    page = placed_page(db.session(), query, EVENTS_ORDER, request.args.get("page"))
    return render_template(
        "history/index.html",
        bar=asked.bar,
        page=page,
        rows=told(page.rows),
        applied=applied_words(asked),
        heading=counted(
            page.counted,
            ngettext("%(num)s việc đã ghi nhận", "%(num)s việc đã ghi nhận", page.counted.count),
        ),
    )


@bp.get("/tasks/<int:task_id>")
@requires(Permission.TASK_VIEW, task=Task)
def task(task: Task) -> str:
    """Quá trình xử lý of one task, from its beginning."""
    events = task_events(db.session(), task.id, limit=None)
    return render_template("history/task.html", task=task, entries=told(events))


def asked_history() -> AskedHistory:
    """What this address asks of the history."""
    people = {one.id: one.name for one in people_in_history(db.session(), actor())}
    bar = HistoryFilterForm(request.args)
    bar.person.choices = [
        SelectChoice("", _("Tất cả")),
        *(SelectChoice(str(key), name) for key, name in people.items()),
    ]
    return AskedHistory(bar, bar.asked(), people)


def applied_words(asked: AskedHistory) -> list[tuple[str, str]]:
    """What narrows the list, each with the address that takes it away."""
    filters = asked.filters
    chips: list[tuple[str, str]] = []
    if filters.kind is not None:
        chips.append((label(filters.kind), address(kind=None, page=None)))
    if filters.person_id is not None:
        chips.append((asked.people.get(filters.person_id, ""), address(person=None, page=None)))
    if filters.from_on is not None:
        chips.append((_("Từ %(day)s", day=day(filters.from_on)), address(from_on=None, page=None)))
    if filters.to_on is not None:
        chips.append((_("Đến %(day)s", day=day(filters.to_on)), address(to_on=None, page=None)))
    return chips
