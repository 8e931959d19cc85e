"""What the review page is made of: tabs, cards of one page, paragraphs, coverage, preview."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy.orm import Session

from tracker.blueprints.drafts.cards import Paragraph, cards_of, paragraphs_of
from tracker.domain.follow_up import DraftState
from tracker.models import Directive, Office, TaskDraft
from tracker.queries.coverage import coverage
from tracker.queries.directives import paper_words
from tracker.queries.draft_shares import load_per_unit, members_on
from tracker.queries.drafts import clauses_of, drafts_of, last_decision, last_reading
from tracker.queries.paging import page_number
from tracker.queries.unit_lexicon import unit_lexicon
from tracker.services.unit_resolution import Resolution, resolve_name

ROWS = 30
"""Drafts on one page: with the text that they rest on, about as much as one looks through."""

OPEN = (DraftState.PROPOSED, DraftState.READY)
SHOWS: dict[str, tuple[DraftState, ...]] = {
    "open": OPEN,
    "waiting": (DraftState.PROPOSED,),
    "ready": (DraftState.READY,),
    "aside": (DraftState.SET_ASIDE,),
    "given": (DraftState.CONFIRMED,),
}


def review_page(
    session: Session, office: Office, directive: Directive, today: date
) -> dict[str, Any]:
    """The values of ``drafts/review.html``: one page of drafts and the text that they rest on."""
    drafts = drafts_of(session, directive.id)
    numbers = {draft.id: number for number, draft in enumerate(drafts, start=1)}
    shown = request.values.get("show", "")
    shown = shown if shown in SHOWS else "open"
    chosen = [draft for draft in drafts if draft.state in SHOWS[shown]]
    page = min(page_number(request.values.get("page")), max(1, -(-len(chosen) // ROWS)))
    on_page = chosen[(page - 1) * ROWS : page * ROWS]
    members = members_on(session, office.id, today)
    cards = cards_of(
        on_page,
        numbers,
        members,
        _meanings(session, office, directive, on_page, today),
        given_by=directive.signer or directive.issuer,
        today=today,
    )
    reading = last_reading(session, directive.id)
    clauses = clauses_of(session, reading.id) if reading is not None else []
    open_drafts = [draft for draft in drafts if draft.state in OPEN]
    ready = sum(draft.state is DraftState.READY for draft in drafts)
    return {
        "directive": directive,
        "paper": paper_words(directive),
        "heading": _heading(len(open_drafts), ready),
        "cards": cards,
        "paragraphs": _stretch(paragraphs_of(clauses, cards), whole=len(chosen) <= ROWS),
        "coverage": coverage(session, directive.id),
        "preview": load_per_unit(open_drafts, members),
        "ready": ready,
        "tabs": _tabs(directive.id, drafts, shown),
        "show": shown,
        "page": page,
        "decision": last_decision(session, directive.id),
        "first": (page - 1) * ROWS + 1,
        "last": (page - 1) * ROWS + len(on_page),
        "total": len(chosen),
        "previous": page - 1 if page > 1 else None,
        "next": page + 1 if page * ROWS < len(chosen) else None,
    }


def _heading(open_count: int, ready: int) -> str:
    if not open_count:
        return _("Không còn nội dung nào chờ rà soát")
    waiting = open_count - ready
    said = ngettext("%(num)s nội dung chờ rà soát", "%(num)s nội dung chờ rà soát", waiting)
    return _("%(said)s, %(ready)s đã sẵn sàng giao", said=said, ready=ready) if ready else said


def _meanings(
    session: Session, office: Office, directive: Directive, drafts: list[TaskDraft], today: date
) -> dict[str, Resolution]:
    """What the names may mean that are not resolved yet."""
    asked = {
        row.as_written
        for draft in drafts
        for row in draft.units
        if row.unit_id is None and row.group_id is None
    }
    if not asked:
        return {}
    lexicon = unit_lexicon(session, office)
    paper_day = directive.issued_on or directive.received_on
    return {name: resolve_name(lexicon, name, on_day=paper_day, today=today) for name in asked}


def _tabs(directive_id: int, drafts: list[TaskDraft], shown: str) -> list[dict[str, Any]]:
    names = {
        "open": _("Đang mở"),
        "waiting": _("Chờ rà soát"),
        "ready": _("Đã rà soát"),
        "aside": _("Không theo dõi"),
        "given": _("Đã giao"),
    }
    return [
        {
            "label": names[name],
            "url": url_for("drafts.review", directive_id=directive_id, show=name),
            "current": name == shown,
            "count": sum(draft.state in states for draft in drafts),
        }
        for name, states in SHOWS.items()
    ]


def _stretch(paragraphs: list[Paragraph], *, whole: bool) -> list[Paragraph]:
    """The whole paper, or for one page of many drafts the text that they rest on."""
    used = [place for place, paragraph in enumerate(paragraphs) if paragraph.cards]
    if whole or not used:
        return paragraphs
    first = used[0]
    while first > 0 and paragraphs[first - 1].clause.is_heading:
        first -= 1
    return paragraphs[first : used[-1] + 1]
