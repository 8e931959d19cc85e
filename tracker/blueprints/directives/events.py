"""Events on which deadlines wait: a person gives the day, and the days of what waits."""

from __future__ import annotations

from collections.abc import Sequence

from flask import render_template, url_for
from flask_babel import ngettext

from tracker.blueprints.directives.around_forms import EventForm, WaitingForm
from tracker.blueprints.directives.deeds_here import Answer, carry_out
from tracker.blueprints.directives.views import bp
from tracker.blueprints.guards import requires
from tracker.blueprints.present import actor
from tracker.db import db
from tracker.domain.errors import InvalidInput, NotFound
from tracker.models import Directive, NamedEvent, Task
from tracker.permissions import Permission
from tracker.queries.named_events import proposed_day, waiting_drafts, waiting_tasks
from tracker.queries.working_calendar import working_calendar
from tracker.services.named_events import NewDay, date_event, set_waiting_deadlines
from tracker.surroundings import now


def event_here(directive: Directive, event_id: int) -> NamedEvent:
    """The event, when it is this directive's."""
    found = db.session.get(NamedEvent, event_id)
    if found is None or found.directive_id != directive.id:
        raise NotFound("Không tìm thấy sự kiện này.")
    return found


@bp.route("/<int:directive_id>/events/<int:event_id>", methods=["GET", "POST"])
@requires(Permission.DIRECTIVE_EDIT, directive=Directive)
def event(directive: Directive, event_id: int) -> Answer:
    """When it happened, and what waits for it."""
    found, directive_id = event_here(directive, event_id), directive.id
    form = EventForm(version=found.row_version, happened_on=found.happened_on, basis=found.basis)
    calendar = working_calendar(db.session(), directive.office_id)
    done = carry_out(
        form,
        lambda: date_event(
            db.session(),
            directive_id=directive_id,
            event_id=event_id,
            version=form.version.data,
            happened_on=form.happened_on.data,
            basis=form.basis.data or "",
            calendar=calendar,
            actor=actor(),
            now=now(),
        ),
        back=url_for("directives.event", directive_id=directive_id, event_id=event_id),
        said=lambda drafts: ngettext(
            "Đã ghi nhận. %(num)s nội dung đề xuất có thời hạn mới.",
            "Đã ghi nhận. %(num)s nội dung đề xuất có thời hạn mới.",
            len(drafts),
        ),
    )
    return done or _page(directive_id, event_id, form, WaitingForm(formdata=None))


@bp.post("/<int:directive_id>/events/<int:event_id>/deadlines")
@requires(Permission.DRAFT_CONFIRM, directive=Directive)
def set_event_deadlines(directive: Directive, event_id: int) -> Answer:
    """Give the ticked tasks the days that stand beside them."""
    found, directive_id = event_here(directive, event_id), directive.id
    form = WaitingForm()
    done = carry_out(
        form,
        lambda: set_waiting_deadlines(
            db.session(),
            directive_id=directive_id,
            event_id=event_id,
            days=_days(form),
            actor=actor(),
            now=now(),
        ),
        back=url_for("directives.event", directive_id=directive_id, event_id=event_id),
        said=lambda tasks: ngettext(
            "Đã xác định thời hạn cho %(num)s lượt giao.",
            "Đã xác định thời hạn cho %(num)s lượt giao.",
            len(tasks),
        ),
    )
    if done is not None:
        return done
    found = event_here(db.session.get_one(Directive, directive_id), event_id)
    shown = EventForm(
        formdata=None,
        version=found.row_version,
        happened_on=found.happened_on,
        basis=found.basis,
    )
    return _page(directive_id, event_id, shown, form)


def _days(form: WaitingForm) -> list[NewDay]:
    """The ticked rows. Raises InvalidInput for a tick without a day."""
    found = []
    for row in form.rows:
        if not row.form.take.data:
            continue
        if row.form.due_on.data is None:
            raise InvalidInput("Hãy ghi thời hạn cho từng lượt giao đã chọn.")
        found.append(
            NewDay(row.form.task_id.data or 0, row.form.version.data or 0, row.form.due_on.data)
        )
    return found


def _page(directive_id: int, event_id: int, form: EventForm, waiting: WaitingForm) -> Answer:
    found = event_here(db.session.get_one(Directive, directive_id), event_id)
    tasks = waiting_tasks(db.session(), event_id)
    if not waiting.is_submitted() or form.is_submitted():
        _offer(waiting, found, tasks)
    by_id = {task.id: task for task in tasks}
    text = render_template(
        "directives/event.html",
        form=form,
        waiting=waiting,
        directive=found.directive,
        event=found,
        drafts=waiting_drafts(db.session(), event_id),
        rows=[
            (row, by_id[row.form.task_id.data])
            for row in waiting.rows
            if row.form.task_id.data in by_id
        ],
        back=url_for("directives.show", directive_id=directive_id, _anchor="su-kien"),
    )
    refused = form.errors or form.form_errors or waiting.errors or waiting.form_errors
    return (text, 422) if refused else text


def _offer(waiting: WaitingForm, event: NamedEvent, tasks: Sequence[Task]) -> None:
    """One row for each task; ticked where its day can be counted and is not its own already."""
    calendar = working_calendar(db.session(), actor().office_id or 0)
    while waiting.rows.entries:
        waiting.rows.pop_entry()
    for task in tasks:
        day = proposed_day(task.duty.event_step, event.happened_on, calendar)
        waiting.rows.append_entry(
            {
                "task_id": task.id,
                "version": task.row_version,
                "take": day is not None and day != task.due_on,
                "due_on": day or task.due_on,
            }
        )
