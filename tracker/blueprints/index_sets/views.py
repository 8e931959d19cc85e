"""Looking at index sets: the list, the tree of one with what does not add up yet, the file."""

from __future__ import annotations

from io import BytesIO

from flask import Blueprint, render_template, send_file
from flask import Response as FlaskResponse
from flask_babel import gettext as _

from tracker.blueprints.guards import requires
from tracker.blueprints.index_words import rule_words
from tracker.blueprints.present import actor
from tracker.blueprints.timeline import told
from tracker.db import db
from tracker.documents.file_kind import MIME_TYPES, FileKind
from tracker.domain.index_life import SetState
from tracker.models import IndexSet
from tracker.permissions import Permission
from tracker.queries.index_sets import (
    in_order,
    item_counts,
    leaves_of,
    rounds_with,
    set_events,
    set_faults,
    set_list,
    shape_of,
)
from tracker.services.index_files import write_set

bp = Blueprint("index_sets", __name__, url_prefix="/index/sets")


@bp.get("/")
@requires(Permission.INDEX_VIEW)
def index() -> str:
    """Bộ chỉ số của cơ quan."""
    session = db.session()
    return render_template(
        "index_sets/index.html",
        sets=session.scalars(set_list(actor())).all(),
        counts=item_counts(session, actor().office_id or 0),
    )


@bp.get("/<int:index_set_id>")
@requires(Permission.INDEX_VIEW, index_set=IndexSet)
def show(index_set: IndexSet) -> str:
    """The tree of one set."""
    leaves = {item.id for item in leaves_of(index_set.items)}
    return render_template(
        "index_sets/show.html",
        index_set=index_set,
        shape=shape_of(index_set),
        rows=[(item, item.id in leaves, rule_words(item)) for item in in_order(index_set.items)],
        faults=set_faults(index_set) if index_set.state is SetState.DRAFT else [],
        is_draft=index_set.state is SetState.DRAFT,
        is_used=index_set.state is SetState.IN_USE,
        rounds=rounds_with(db.session(), index_set.id),
        entries=told(set_events(db.session(), index_set.id)),
    )


@bp.get("/<int:index_set_id>/file")
@requires(Permission.INDEX_VIEW, index_set=IndexSet)
def file(index_set: IndexSet) -> FlaskResponse:
    """The set as .xlsx, ready to be imported again."""
    name = _("Bộ chỉ số %(year)s %(group)s.xlsx", year=index_set.year, group=index_set.group_name)
    return send_file(
        BytesIO(write_set(index_set)),
        mimetype=MIME_TYPES[FileKind.XLSX],
        as_attachment=True,
        download_name=name.replace("/", "-"),
    )
