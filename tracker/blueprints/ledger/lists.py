"""The ledger on paper and in Excel, as it is filtered."""

from __future__ import annotations

from flask import render_template, request
from flask_babel import gettext as _
from sqlalchemy import select
from werkzeug.wrappers import Response

from tracker.blueprints.guards import NOT_THERE, signed_in
from tracker.blueprints.ledger.asked import TOLD_WORDS, chips, filter_form
from tracker.blueprints.ledger.views import About, about_person, about_task, about_unit, bp
from tracker.blueprints.ledger_words import rule_words, rung_words
from tracker.blueprints.list_file import send_sheet
from tracker.blueprints.present import actor
from tracker.db import db
from tracker.domain.errors import InvalidInput, NotFound
from tracker.models import Task
from tracker.permissions.scope import visible_tasks
from tracker.queries.ledger import LedgerRow, whole_ledger
from tracker.services.ledger_export import MOST_ROWS, ledger_workbook
from tracker.surroundings import now, today

MOST_PRINTED = 1_000


@bp.get("/export")
@signed_in
def export() -> Response:
    """An .xlsx of everything that is filtered."""
    about, rows, words = _rows(MOST_ROWS)
    book = ledger_workbook(
        rows,
        whose=about.words,
        conditions=words,
        rule_words=rule_words,
        rung_words=rung_words,
        told_words=lambda told: TOLD_WORDS[told](),
    )
    return send_sheet(book, _("Sổ nhắc việc ngày %(day)s.xlsx", day=f"{today():%d-%m-%Y}"))


@bp.get("/print")
@signed_in
def print_list() -> str:
    """The whole list on paper."""
    about, rows, words = _rows(MOST_PRINTED)
    return render_template(
        "ledger/print.html",
        about=about,
        rows=rows,
        conditions=words,
        moment_now=now(),
        rule_words=rule_words,
        rung_words=rung_words,
        told_words=TOLD_WORDS,
    )


def _rows(most: int) -> tuple[About, list[LedgerRow], str]:
    """Whose ledger, its rows, the conditions in words. InvalidInput for too long a list."""
    about = _about()
    filters = filter_form().asked(
        task_id=about.task_id, person_id=about.person_id, unit_id=about.unit_id
    )
    rows = whole_ledger(db.session(), actor(), filters, most + 1)
    if len(rows) > most:
        raise InvalidInput(
            "Danh sách có hơn %(most)s dòng. Hãy thêm điều kiện lọc rồi thực hiện lại.", most=most
        )
    words = "; ".join(said for said, _url in chips(filters)) or _("tất cả")
    return about, rows, words


def _about() -> About:
    task, person, unit = (request.args.get(name, "") for name in ("task", "person", "unit"))
    if task.isdecimal():
        wanted = select(Task).where(Task.id == int(task[:9]), visible_tasks(actor()))
        found = db.session.scalar(wanted)
        if found is None:
            raise NotFound(NOT_THERE)
        return about_task(found)
    if person.isdecimal():
        return about_person(int(person[:9]))
    if unit.isdecimal():
        return about_unit(int(unit[:9]))
    return About(_("Sổ nhắc việc"))
