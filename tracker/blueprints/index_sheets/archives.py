"""Evidence as folders by item code, for one sheet or a whole round: a .zip that is streamed."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from flask import Response, stream_with_context
from flask_babel import gettext as _

from tracker.blueprints.guards import requires
from tracker.blueprints.index_sheets.views import bp
from tracker.blueprints.present import actor
from tracker.blueprints.scan_words import policy
from tracker.db import db, reading
from tracker.documents.archive_folders import unit_folder
from tracker.documents.file_names import clean_name
from tracker.models import IndexRound, IndexSheet
from tracker.permissions import Permission
from tracker.queries.index_sheets import sheets_of_round
from tracker.queries.sheet_evidence import ProvedItem, proved_items
from tracker.services.sheet_archive import stream_evidence
from tracker.surroundings import now, store


@bp.get("/<int:sheet_id>/evidence.zip")
@requires(Permission.SHEET_VIEW, sheet=IndexSheet)
def evidence_folders(sheet: IndexSheet) -> Response:
    """Tài liệu kiểm chứng of one sheet."""
    return _archive({sheet.id: ""}, f"{sheet.unit.name}, {sheet.round.name}")


@bp.get("/of-round/<int:round_id>/evidence.zip")
@requires(Permission.INDEX_VIEW, round=IndexRound)
def round_folders(round: IndexRound) -> Response:
    """The same of every sheet that the person may see, a folder for each unit."""
    sheets = db.session.scalars(sheets_of_round(actor(), round.id)).all()
    return _archive({sheet.id: unit_folder(sheet.unit.name) for sheet in sheets}, round.name)


def _archive(folders: dict[int, str], name: str) -> Response:
    keeps = policy()

    def items() -> Iterator[ProvedItem]:
        for sheet_id, folder in folders.items():
            with reading():  # over before the bytes leave: a slow line holds no transaction
                sheet = db.session.get_one(IndexSheet, sheet_id)
                found = list(proved_items(db.session(), sheet, keeps, folder=folder))
            yield from found

    answer = Response(
        stream_with_context(stream_evidence(items(), store(), name=name, at=now())),
        mimetype="application/zip",
    )
    named = quote(
        clean_name(_("Tài liệu kiểm chứng %(name)s.zip", name=name.replace("/", "-"))), safe=""
    )
    told = f"filename=\"tai-lieu-kiem-chung.zip\"; filename*=UTF-8''{named}"
    answer.headers["Content-Disposition"] = f"attachment; {told}"
    return answer
