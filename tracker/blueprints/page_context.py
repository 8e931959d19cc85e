"""What every page is given: who is here, where, the menu, language and theme."""

from __future__ import annotations

from typing import Any

from flask import Flask, request, url_for
from flask_babel import get_locale

from tracker.blueprints.navigation import LANGUAGES, menu
from tracker.blueprints.present import present_actor, present_office, present_user
from tracker.db import db
from tracker.permissions import Permission, allows
from tracker.queries.inbox import unread_count
from tracker.surroundings import config, today


def register(app: Flask) -> None:
    app.context_processor(values)


def values() -> dict[str, Any]:
    """Ready values for the layouts. Cheap: at most one count for the signed-in person."""
    user, actor = present_user(), present_actor()
    return {
        "navigation": menu(actor) if actor else [],
        "actor": actor,
        "office": present_office(),
        "demo": config().demo,
        "languages": LANGUAGES,
        "current_language": str(get_locale()),
        "unread_count": unread_count(db.session(), user.id) if user else 0,
        "theme_url": url_for("auth.theme"),
        "theme": user.theme if user else request.cookies.get("theme", "auto"),
        "today": today(),
        "allows": lambda permission, thing=None: allows(actor, permission, thing),
        "Permission": Permission,
    }
