"""The papers around a directive: which one is cited, which one is carried out."""

from __future__ import annotations

from flask import request, url_for
from flask_babel import gettext as _

from tracker.blueprints.directives.deeds_here import Answer, one_click
from tracker.blueprints.directives.views import bp
from tracker.blueprints.guards import requires
from tracker.blueprints.keys import key_in
from tracker.blueprints.present import actor
from tracker.db import db
from tracker.models import Directive
from tracker.permissions import Permission
from tracker.services.paper_links import choose_cited, set_parent
from tracker.surroundings import now


def related_url(directive_id: int) -> str:
    """The part of the directive's page that tells of related papers."""
    return url_for("directives.show", directive_id=directive_id, _anchor="van-ban-lien-quan")


@bp.post("/<int:directive_id>/parent")
@requires(Permission.DIRECTIVE_EDIT, directive=Directive)
def carry_out_paper(directive: Directive) -> Answer:
    """Say which paper this one carries out; without ``parent`` take it back."""
    directive_id, parent_id = directive.id, key_in(request.form.get("parent"))
    return one_click(
        lambda _version: set_parent(
            db.session(), directive_id=directive_id, parent_id=parent_id, actor=actor(), now=now()
        ),
        back=related_url(directive_id),
        said=_("Đã ghi nhận văn bản được triển khai thực hiện.")
        if parent_id is not None
        else _("Đã bỏ xác định văn bản được triển khai thực hiện."),
    )


@bp.post("/<int:directive_id>/citations/<int:citation_id>")
@requires(Permission.DIRECTIVE_EDIT, directive=Directive)
def choose_citation(directive: Directive, citation_id: int) -> Answer:
    """Say which paper of the register is cited; without ``cited`` that none of them is."""
    directive_id, cited_id = directive.id, key_in(request.form.get("cited"))
    return one_click(
        lambda _version: choose_cited(
            db.session(),
            directive_id=directive_id,
            citation_id=citation_id,
            cited_id=cited_id,
            actor=actor(),
            now=now(),
        ),
        back=related_url(directive_id),
        said=_("Đã gắn văn bản được dẫn.")
        if cited_id is not None
        else _("Đã bỏ gắn văn bản được dẫn."),
    )
