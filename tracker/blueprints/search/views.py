"""The page of what was found, in groups."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask_babel import lazy_gettext as _l

from tracker.blueprints.guards import requires
from tracker.blueprints.present import actor
from tracker.db import db
from tracker.domain.vietnamese import one_line
from tracker.models import SearchKind
from tracker.permissions import Permission
from tracker.queries.search import Hit, search

bp = Blueprint("search", __name__, url_prefix="/search")

LONGEST = 200

GROUPS: dict[SearchKind, tuple[Any, Callable[[Hit], str]]] = {
    SearchKind.TASK: (_l("Nhiệm vụ"), lambda hit: url_for("tasks.show", task_id=hit.leads_to)),
    SearchKind.DIRECTIVE: (
        _l("Văn bản chỉ đạo"),
        lambda hit: url_for("directives.show", directive_id=hit.leads_to),
    ),
    SearchKind.DUTY: (
        _l("Nội dung giao trong văn bản"),
        lambda hit: url_for("directives.show", directive_id=hit.leads_to),
    ),
    SearchKind.EVIDENCE: (
        _l("Văn bản, sản phẩm kết quả"),
        lambda hit: url_for("evidence.download", revision_id=hit.leads_to),
    ),
    SearchKind.COMMENT: (
        _l("Trao đổi"),
        lambda hit: url_for("tasks.show", task_id=hit.leads_to, _anchor="trao-doi"),
    ),
}


@bp.get("/")
@requires(Permission.TASK_LIST)
def index() -> str:
    """Everything with these words that the person may see; accents or not, exact ones first."""
    words = one_line(request.args.get("q", ""))[:LONGEST]
    groups = search(db.session(), actor(), words)
    return render_template(
        "search/index.html",
        words=words,
        groups=[
            (
                GROUPS[group.kind][0],
                [(hit, GROUPS[group.kind][1](hit)) for hit in group.hits],
                group.more,
            )
            for group in groups
        ],
        more_url=url_for("tasks.index", q=words),
    )
