"""The list of tasks for Excel and for paper, as it is filtered."""

from __future__ import annotations

from flask import render_template
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from tracker.blueprints.guards import requires
from tracker.blueprints.list_file import MOST_ROWS, refuse_faulty, send_sheet
from tracker.blueprints.looks import look
from tracker.blueprints.present import actor
from tracker.blueprints.tasks.asked_list import AskedList, asked_list
from tracker.blueprints.tasks.views import bp
from tracker.db import db
from tracker.domain.errors import InvalidInput
from tracker.permissions import Permission
from tracker.queries.task_rows import TaskRow
from tracker.queries.tasks import whole_list
from tracker.services.task_export import task_workbook
from tracker.surroundings import now, today

MOST_PRINTED = 1000
"""Rows of one print: some forty sheets."""


@bp.get("/export")
@requires(Permission.TASK_LIST)
def export() -> Response:
    """An .xlsx of everything that is filtered; units get columns to fill in and give back."""
    asked = asked_list()
    rows = all_rows(asked, MOST_ROWS)
    to_fill = asked.filters.as_of is None and bool(actor().unit_ids)
    book = task_workbook(
        rows, conditions=asked.words, as_of=asked.as_of, to_fill=to_fill, state_words=state_words
    )
    name = _("Danh sách nhiệm vụ ngày %(day)s.xlsx", day=f"{asked.as_of:%d-%m-%Y}")
    return send_sheet(book, name)


@bp.get("/print")
@requires(Permission.TASK_LIST)
def print_list() -> str:
    """The whole list on paper: conditions in words, day and office of the count."""
    asked = asked_list()
    rows = all_rows(asked, MOST_PRINTED)
    return render_template(
        "tasks/print.html", asked=asked, rows=rows, state_words=state_words, moment_now=now()
    )


def all_rows(asked: AskedList, most: int) -> list[TaskRow]:
    """Every row of the list. Raises InvalidInput for a faulty address and for too long a list."""
    refuse_faulty(asked.faulty)
    rows = whole_list(
        db.session(), actor=actor(), filters=asked.filters, as_of=today(), most=most + 1
    )
    if len(rows) > most:
        raise InvalidInput(
            "Danh sách có hơn %(most)s dòng. Hãy thêm điều kiện lọc rồi thực hiện lại.", most=most
        )
    return rows


def state_words(row: TaskRow) -> str:
    """A task's state in the word of its tag."""
    return str(look(row.timeliness, row.due_soon, row.awaiting).word)
