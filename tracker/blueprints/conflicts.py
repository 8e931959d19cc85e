"""The page for two people who changed one thing: both texts, and the way to the newest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus

from flask import render_template

from tracker.blueprints.errors import sentence
from tracker.blueprints.timeline import Told
from tracker.db import db
from tracker.domain.errors import Conflict


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that differs: what the person typed, and what is stored by now."""

    label: str
    mine: str
    theirs: str


def conflict_page(
    error: Conflict,
    *,
    back_url: str,
    differences: Iterable[Difference] = (),
    who: str = "",
    at: datetime | None = None,
    events: Sequence[Told] = (),
) -> tuple[str, int]:
    """The answer 409; equal fields are left out. ``events``: what others did meanwhile."""
    db.session.rollback()
    shown = [each for each in differences if each.mine != each.theirs]
    page = render_template(
        "errors/409.html",
        message=sentence(error),
        differences=shown,
        who=who if at is not None else "",
        at=at,
        events=events,
        back_url=back_url,
    )
    return page, HTTPStatus.CONFLICT
