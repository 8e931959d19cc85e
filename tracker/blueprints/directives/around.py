"""What the directive's page shows of its surroundings, ready to be shown."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from tracker.blueprints.deeds import VersionedDeedForm
from tracker.blueprints.target_words import target_words
from tracker.domain.follow_up import DraftState
from tracker.models import Directive
from tracker.permissions import Actor, Permission, allows
from tracker.queries.directives import paper_words
from tracker.queries.drafts import drafts_of
from tracker.queries.named_events import events_of
from tracker.queries.readings import readings_of
from tracker.queries.related_papers import surroundings_of
from tracker.queries.repeated_orders import answered_drafts, repeats_of
from tracker.queries.targets import targets_of
from tracker.services.name_choices import names_to_settle
from tracker.services.reading_rows import READER


def around(
    session: Session, actor: Actor, directive: Directive, duty_ids: list[int]
) -> dict[str, Any]:
    """Related papers, targets, events, repeated orders, names, readings: what ``actor`` may see."""
    reviews = allows(actor, Permission.DRAFT_REVIEW, directive)
    drafts = drafts_of(session, directive.id) if reviews else []
    waiting = [draft for draft in drafts if draft.state in (DraftState.PROPOSED, DraftState.READY)]
    readings = readings_of(session, directive.id) if reviews else []
    return {
        "around": surroundings_of(session, actor, directive),
        "paper_words": paper_words,
        "targets": [(row, target_words(row)) for row in targets_of(session, directive.id)],
        "awaited": events_of(session, directive.id),
        "repeating": len(repeats_of(session, waiting)),
        "sharing": sum(draft.answered_by_id is not None for draft in drafts),
        "answered": {
            duty_id: [(draft, paper_words(draft.directive)) for draft in found]
            for duty_id, found in answered_drafts(session, duty_ids).items()
        },
        "asked_names": names_to_settle(session, directive, today=actor.on_day) if reviews else [],
        "readings": readings,
        "newer_reader": bool(readings) and readings[0].reader != READER,
        "at_once": VersionedDeedForm(formdata=None),
    }
