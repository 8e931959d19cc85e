"""What the review page is made of: tabs, cards of one page, the paper, what is kept in sight."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from flask import request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy.orm import Session

from tracker.blueprints.drafts.cards import Card, cards_of
from tracker.blueprints.drafts.clearness import clearness_of
from tracker.blueprints.drafts.paper import Paragraph, paragraphs_of
from tracker.blueprints.drafts.sections import OPEN, Section, Sections
from tracker.blueprints.drafts.standing import standing_of
from tracker.blueprints.keys import key_in
from tracker.domain.follow_up import DraftState
from tracker.models import Clause, Directive, Office, TaskDraft
from tracker.queries.directives import paper_words
from tracker.queries.draft_deeds import Since
from tracker.queries.draft_shares import Members, members_on
from tracker.queries.drafts import clauses_of, drafts_of, last_decision, last_reading
from tracker.queries.paging import page_number
from tracker.queries.repeated_orders import repeats_of
from tracker.queries.unit_lexicon import unit_lexicon
from tracker.services.unit_resolution import Resolution, resolve_name

ROWS = 20
"""Drafts on one page: quickly there on a slow line; the script brings the next ones in time."""

SHOWS = ("open", "unclear", "waiting", "ready", "aside", "given")
_STATES = {
    "open": OPEN,
    "waiting": (DraftState.PROPOSED,),
    "ready": (DraftState.READY,),
    "aside": (DraftState.SET_ASIDE,),
    "given": (DraftState.CONFIRMED,),
}


class Review:
    """The review of one directive as one person sees it now; every row is read once."""

    def __init__(
        self, session: Session, office: Office, directive: Directive, *, today: date, user_id: int
    ) -> None:
        self.session, self.office, self.directive = session, office, directive
        self.today = today
        self.drafts = drafts_of(session, directive.id)
        self.numbers = {draft.id: place for place, draft in enumerate(self.drafts, start=1)}
        self.members: Members = members_on(session, office.id, today)
        reading = last_reading(session, directive.id)
        self.clauses: list[Clause] = clauses_of(session, reading.id) if reading is not None else []
        self.sections = Sections(self.clauses, self.drafts)
        self.standing = standing_of(
            session, directive.id, self.drafts, self.members, user_id=user_id
        )
        self.unclear = {draft.id for draft in self.drafts if self._is_unclear(draft)}

    def page(self) -> dict[str, Any]:
        """The values of ``drafts/review.html``: one page of drafts and the text around them."""
        shown = request.values.get("show", "")
        shown = shown if shown in SHOWS else "open"
        chosen = self._shown(shown)
        page = min(page_number(request.values.get("page")), max(1, -(-len(chosen) // ROWS)))
        start = self._start(chosen, page)
        on_page = chosen[start : start + ROWS]
        paragraphs = paragraphs_of(self.clauses, on_page, self.numbers)
        return {
            **self._frame(shown, page),
            "cards": self._cards(on_page),
            "sections": self._openings(on_page),
            "paragraphs": _stretch(paragraphs, whole=len(chosen) <= ROWS),
            "tabs": self._tabs(shown),
            "decision": last_decision(self.session, self.directive.id),
            "first": start + 1,
            "last": start + len(on_page),
            "total": len(chosen),
            "previous": page - 1 if page > 1 else None,
            "next": page + 1 if start + ROWS < len(chosen) else None,
        }

    def _start(self, chosen: list[TaskDraft], page: int) -> int:
        """Where the page begins; ``?after=`` names the draft before it, whatever became of it."""
        number = self.numbers.get(key_in(request.args.get("after")) or 0)
        if number is None:
            return (page - 1) * ROWS
        return sum(self.numbers[draft.id] <= number for draft in chosen)

    def changes(self, since: Since) -> dict[str, Any]:
        """The values of ``drafts/changes.html``: what became different after a deed."""
        changed = [draft for draft in self.drafts if draft.id in since.touched]
        touched = {clause.id for draft in changed for clause in draft.clauses}
        sections = {
            section.clause.id: section for draft in changed for section in self.sections.over(draft)
        }
        clauses = [clause for clause in self.clauses if clause.id in touched]
        shown = request.values.get("show", "")
        return {
            **self._frame(
                shown if shown in SHOWS else "open", page_number(request.values.get("page"))
            ),
            "cards": self._cards(changed),
            "sections": {},
            "changed_sections": list(sections.values()),
            "paragraphs": paragraphs_of(clauses, self.drafts, self.numbers),
            "gone": sorted(since.gone),
            "others": since.others,
            "numbers": " ".join(f"{key}:{number}" for key, number in self.numbers.items()),
        }

    def _frame(self, shown: str, page: int) -> dict[str, Any]:
        return {
            "directive": self.directive,
            "paper": paper_words(self.directive),
            "heading": _heading(
                sum(draft.state in OPEN for draft in self.drafts), self.standing.ready
            ),
            "standing": self.standing,
            "show": shown,
            "page": page,
            "place": place_of(shown, page),
        }

    def _cards(self, drafts: list[TaskDraft]) -> list[Card]:
        return cards_of(
            drafts,
            self.numbers,
            self.members,
            self._meanings(drafts),
            given_by=self._given_by,
            today=self.today,
            repeats=repeats_of(self.session, [d for d in drafts if d.state in OPEN]),
        )

    def _openings(self, drafts: list[TaskDraft]) -> dict[int, list[Section]]:
        """By key of a draft: the headings that begin with it."""
        found: dict[int, list[Section]] = {}
        before: list[Section] = []
        for draft in drafts:
            over = self.sections.over(draft)
            found[draft.id] = [section for section in over if section not in before]
            before = over
        return found

    def _shown(self, shown: str) -> list[TaskDraft]:
        if shown == "unclear":
            return [draft for draft in self.drafts if draft.id in self.unclear]
        return [draft for draft in self.drafts if draft.state in _STATES[shown]]

    @property
    def _given_by(self) -> str:
        return self.directive.signer or self.directive.issuer

    def _is_unclear(self, draft: TaskDraft) -> bool:
        return (
            draft.state is DraftState.PROPOSED
            and not clearness_of(
                draft, self.members, given_by=self._given_by, today=self.today
            ).is_clear
        )

    def _meanings(self, drafts: list[TaskDraft]) -> dict[str, Resolution]:
        """What the names may mean that are not resolved yet."""
        asked = {
            row.as_written
            for draft in drafts
            for row in draft.units
            if row.unit_id is None and row.group_id is None
        }
        if not asked:
            return {}
        lexicon = unit_lexicon(self.session, self.office)
        day = self.directive.issued_on or self.directive.received_on
        return {name: resolve_name(lexicon, name, on_day=day, today=self.today) for name in asked}

    def _tabs(self, shown: str) -> list[dict[str, Any]]:
        names: dict[str, Callable[[], str]] = {
            "open": lambda: _("Đang mở"),
            "unclear": lambda: _("Còn chưa rõ"),
            "waiting": lambda: _("Chờ rà soát"),
            "ready": lambda: _("Đã rà soát"),
            "aside": lambda: _("Không theo dõi"),
            "given": lambda: _("Đã giao"),
        }
        return [
            {
                "label": names[name](),
                "url": url_for("drafts.review", directive_id=self.directive.id, show=name),
                "current": name == shown,
                "count": len(self._shown(name)),
            }
            for name in SHOWS
        ]


def place_of(shown: str, page: int) -> dict[str, Any]:
    """Where in the review one is, for addresses; the beginning needs no words."""
    return {
        "show": shown if shown in SHOWS and shown != SHOWS[0] else None,
        "page": page if page > 1 else None,
    }


def _heading(open_count: int, ready: int) -> str:
    if not open_count:
        return _("Không còn nội dung nào chờ rà soát")
    waiting = open_count - ready
    said = ngettext("%(num)s nội dung chờ rà soát", "%(num)s nội dung chờ rà soát", waiting)
    return _("%(said)s, %(ready)s đã sẵn sàng giao", said=said, ready=ready) if ready else said


def _stretch(paragraphs: list[Paragraph], *, whole: bool) -> list[Paragraph]:
    """The whole paper, or for one page of many drafts the text that they rest on."""
    used = [place for place, paragraph in enumerate(paragraphs) if paragraph.cards]
    if whole or not used:
        return paragraphs
    first = used[0]
    while first > 0 and paragraphs[first - 1].clause.is_heading:
        first -= 1
    return paragraphs[first : used[-1] + 1]
