"""The history and the changes that call for an explanation as Excel files, as filtered."""

from __future__ import annotations

from datetime import datetime

from flask_babel import gettext as _
from werkzeug.wrappers import Response

from tracker.blueprints.filters import person
from tracker.blueprints.guards import requires
from tracker.blueprints.history.explained import Explained, asked_changes, lines_of
from tracker.blueprints.history.views import applied_words, asked_history, bp
from tracker.blueprints.list_file import Shown, list_file, refuse_faulty, whole_in
from tracker.blueprints.present import actor
from tracker.blueprints.timeline import Told, told
from tracker.db import db
from tracker.domain.local_time import local_moment
from tracker.permissions import Permission
from tracker.queries.explained_changes import explained_changes
from tracker.queries.history import EVENTS_ORDER, office_events


@bp.get("/export")
@requires(Permission.HISTORY_VIEW)
def export() -> Response:
    """One line a deed, newest first."""
    asked, session = asked_history(), db.session()
    refuse_faulty(asked.bar.errors)
    events = whole_in(session, office_events(actor(), asked.filters), EVENTS_ORDER)
    columns = [
        Shown(_("Thời điểm"), 16, _at),
        Shown(_("Người thực hiện"), 24, lambda row: person(row.who)),
        Shown(_("Thay cho"), 24, lambda row: row.on_behalf),
        Shown(_("Việc"), 30, lambda row: row.what),
        Shown(_("Mã nhiệm vụ"), 10, lambda row: row.task_id),
        Shown(_("Thay đổi"), 40, _changes),
        Shown(_("Căn cứ"), 40, lambda row: row.basis),
        Shown(_("Nội dung"), 50, lambda row: row.note),
    ]
    return list_file(_("Nhật ký"), columns, told(events), applied=applied_words(asked))


@bp.get("/explained/export")
@requires(Permission.HISTORY_VIEW)
def export_explained() -> Response:
    """The changes of a time that could beautify its figures, newest first."""
    bar, filters, applied = asked_changes()
    refuse_faulty(bar.errors)
    query = explained_changes(actor().office_id or 0, filters)
    rows = lines_of(whole_in(db.session(), query, EVENTS_ORDER))
    title = _("Những thay đổi cần giải thích")
    return list_file(title, _of_explained(), rows, applied=applied)


def _of_explained() -> list[Shown[Explained]]:
    return [
        Shown(_("Thời điểm"), 16, lambda row: _at(row.told)),
        Shown(_("Loại thay đổi"), 30, lambda row: row.change),
        Shown(_("Người thực hiện"), 24, lambda row: person(row.told.who)),
        Shown(_("Thay cho"), 24, lambda row: row.told.on_behalf),
        Shown(_("Mã nhiệm vụ"), 10, lambda row: row.told.task_id),
        Shown(_("Thay đổi"), 40, lambda row: _changes(row.told)),
        Shown(_("Căn cứ"), 50, lambda row: row.told.basis),
        Shown(_("Nội dung"), 40, lambda row: row.told.note),
    ]


def _at(row: Told) -> datetime:
    return local_moment(row.at).replace(tzinfo=None)


def _changes(row: Told) -> str:
    return "\n".join(
        f"{what}: {before or '–'} → {after or '–'}" for what, before, after in row.changes
    )
