"""The register: its list, one paper with what came of it, correcting its header."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from tracker.blueprints.conflicts import Difference, conflict_page
from tracker.blueprints.deeds import done_before, perform
from tracker.blueprints.directives.forms import HeaderForm, RegisterFilterForm
from tracker.blueprints.directives.page import directive_page
from tracker.blueprints.directives.scan_rows import scan_rows
from tracker.blueprints.filters import address, label
from tracker.blueprints.guards import requires
from tracker.blueprints.number_words import counted
from tracker.blueprints.present import actor
from tracker.db import db
from tracker.domain.directive_kind import DirectiveKind
from tracker.domain.errors import Conflict, NotFound
from tracker.domain.source import SourceKind
from tracker.domain.vietnamese import day_words
from tracker.models import Directive
from tracker.permissions import Permission, allows
from tracker.queries.directives import (
    SORTS,
    DirectiveFilter,
    counts_of,
    paper_words,
    register,
    register_order,
    visible_directive,
)
from tracker.queries.keyset import placed_page
from tracker.queries.orders_from_above import is_given_from_above
from tracker.services.directive_register import HeaderChange, edit_header
from tracker.surroundings import now

bp = Blueprint("directives", __name__, url_prefix="/directives")


def visible(directive_id: int) -> Directive:
    """The directive, when the present person may see it; else there is none."""
    found = visible_directive(db.session(), actor(), directive_id)
    if found is None:
        raise NotFound("Không tìm thấy văn bản này, hoặc đơn vị của bạn không có nhiệm vụ ở đó.")
    return found


@bp.get("/")
@requires(Permission.DIRECTIVE_LIST)
def index() -> str:
    """The register, newest first."""
    bar = RegisterFilterForm(request.args)
    bar.validate()
    chosen = chosen_of(bar)
    page = placed_page(
        db.session(),
        register(db.session(), actor(), chosen),
        register_order(chosen.sort),
        request.args.get("page"),
    )
    ids = [directive.id for directive in page.rows]
    return render_template(
        "directives/index.html",
        bar=bar,
        applied=applied_words(chosen),
        page=page,
        sort=chosen.sort,
        counts=counts_of(db.session(), actor(), ids),
        words=paper_words,
        from_above=is_given_from_above(db.session(), actor()),
        scans=scan_rows() if allows(actor(), Permission.DIRECTIVE_RECEIVE) else [],
        heading=counted(
            page.counted,
            ngettext("%(num)s văn bản chỉ đạo", "%(num)s văn bản chỉ đạo", page.counted.count),
        ),
    )


@bp.get("/<int:directive_id>")
@requires(Permission.DIRECTIVE_LIST)
def show(directive_id: int) -> str:
    """One paper: header, files, what became of it, history."""
    directive = visible(directive_id)
    return render_template(
        "directives/show.html", **directive_page(db.session(), actor(), directive)
    )


@bp.route("/<int:directive_id>/edit", methods=["GET", "POST"])
@requires(Permission.DIRECTIVE_EDIT, directive=Directive)
def edit(directive: Directive) -> Response | str | tuple[str, int]:
    """Correct the header."""
    form = HeaderForm(obj=directive, version=directive.row_version)
    directive_id, back = directive.id, url_for("directives.show", directive_id=directive.id)
    if form.validate_on_submit():
        if (before := done_before(form)) is not None:
            return before
        try:
            done = perform(form, lambda: _save(directive_id, form), location=lambda _done: back)
        except Conflict as error:
            return conflict_page(
                error,
                back_url=url_for("directives.edit", directive_id=directive_id),
                differences=_differences(form, visible(directive_id)),
            )
        if done is not None:
            flash(_("Đã lưu thông tin văn bản."), "success")
            return redirect(back)
    page = render_template("directives/edit.html", form=form, directive=directive, back=back)
    return (page, 422) if form.is_submitted() else page


def _save(directive_id: int, form: HeaderForm) -> Directive:
    return edit_header(
        db.session(),
        directive_id=directive_id,
        version=form.version.data,
        header=HeaderChange(
            kind=form.kind.data,
            source=form.source.data,
            number=form.number.data or None,
            issued_on=form.issued_on.data,
            received_on=form.received_on.data or actor().on_day,
            arrival_number=form.arrival_number.data or None,
            issuer=form.issuer.data or "",
            title=form.title.data or "",
            signer=form.signer.data or None,
            urgency=form.urgency.data,
            restricted=bool(form.restricted.data),
            note=form.note.data or "",
        ),
        actor=actor(),
        now=now(),
    )


def _differences(form: HeaderForm, stored: Directive) -> list[Difference]:
    """What was typed beside what is stored, field by field, in words."""

    def shown(value: Any) -> str:
        if value is None:
            return ""
        if isinstance(value, StrEnum):
            return label(value)
        return day_words(value) if isinstance(value, date) else str(value)

    return [
        Difference(
            str(field.label.text), shown(field.data), shown(getattr(stored, field.short_name))
        )
        for field in form
        if hasattr(stored, field.short_name) and field.short_name != "version"
    ]


def chosen_of(bar: RegisterFilterForm) -> DirectiveFilter:
    """What the register is narrowed to by the address."""
    sort = request.args.get("sort", "-received")
    return DirectiveFilter(
        words=bar.answered("q") or "",
        kind=bar.kind.data if isinstance(bar.kind.data, DirectiveKind) else None,
        source=bar.source.data if isinstance(bar.source.data, SourceKind) else None,
        received_from=bar.answered("received_from"),
        received_to=bar.answered("received_to"),
        waiting=bar.waiting.data == "1",
        sort=sort if sort.removeprefix("-") in SORTS else "-received",
    )


def applied_words(chosen: DirectiveFilter) -> list[tuple[str, str]]:
    """What narrows the list, each with the address that takes it away."""
    applied = []
    if chosen.words:
        applied.append((f"“{chosen.words}”", address(q=None, page=None)))
    if chosen.kind:
        applied.append((label(chosen.kind), address(kind=None, page=None)))
    if chosen.source:
        applied.append((label(chosen.source), address(source=None, page=None)))
    if chosen.received_from:
        day = day_words(chosen.received_from)
        applied.append((_("từ %(day)s", day=day), address(received_from=None, page=None)))
    if chosen.received_to:
        day = day_words(chosen.received_to)
        applied.append((_("đến %(day)s", day=day), address(received_to=None, page=None)))
    if chosen.waiting:
        applied.append((_("còn chờ rà soát"), address(waiting=None, page=None)))
    return applied
