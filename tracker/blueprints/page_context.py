"""What every page is given: who is here, where, the menu, language and theme."""

from __future__ import annotations

from typing import Any

from flask import Flask, request
from flask_babel import get_locale

from tracker.blueprints.navigation import LANGUAGES, menu
from tracker.blueprints.present import office_here, present_actor, present_user
from tracker.blueprints.steady_urls import steady_url
from tracker.db import db
from tracker.domain.calendar_gaps import missing_years
from tracker.domain.office_rules import OfficeRules
from tracker.permissions import Actor, Permission, allows
from tracker.queries.health import plan_is_missing
from tracker.queries.inbox import unread_count
from tracker.queries.office_rules import office_rules
from tracker.queries.working_calendar import working_calendar
from tracker.surroundings import config, now, today


def register(app: Flask) -> None:
    app.context_processor(values)


def _plan_missing(actor: Actor | None, office_id: int | None) -> bool:
    """Whether those who answer for the reminders should know that a morning was missed."""
    if actor is None or office_id is None or not allows(actor, Permission.OUTBOX_VIEW):
        return False
    return plan_is_missing(db.session(), office_id, now())


_YEAR_ENDS = (12, 1)
"""Months in which whoever keeps the calendar is told on every page that a year is missing."""


def _calendar_gaps(actor: Actor | None) -> tuple[int, ...]:
    if today().month not in _YEAR_ENDS or not allows(actor, Permission.CALENDAR_EDIT):
        return ()
    if actor is None or actor.office_id is None:
        return ()
    return missing_years(working_calendar(db.session(), actor.office_id), today())


def values() -> dict[str, Any]:
    """Ready values for the layouts. Cheap: one count and the office's rules."""
    user, actor, office = present_user(), present_actor(), office_here()
    rules = office_rules(db.session(), office.id, today()) if office else OfficeRules()
    row, more = menu(actor) if actor else ([], [])
    return {
        "navigation": row,
        "navigation_more": more,
        "actor": actor,
        "office": office,
        "crest_text": rules.crest_text,
        "accent": rules.accent,
        "calendar_gaps": _calendar_gaps(actor),
        "demo": config().demo,
        "languages": LANGUAGES,
        "current_language": str(get_locale()),
        "unread_count": unread_count(db.session(), user.id) if user else 0,
        "theme_url": steady_url("auth.theme"),
        "theme": user.theme if user else request.cookies.get("theme", "auto"),
        "plan_missing": _plan_missing(actor, office.id if office else None),
        "today": today(),
        "allows": lambda permission, thing=None: allows(actor, permission, thing),
        "Permission": Permission,
    }
