"""All doors, in the order of the menu. A new room's door is one line here."""

from __future__ import annotations

from flask import Blueprint, Flask

from tracker.blueprints import admin, auth, directives, drafts, inbox, outbox

BLUEPRINTS: tuple[Blueprint, ...] = (
    admin.bp,
    admin.calendar_bp,
    auth.bp,
    directives.bp,
    drafts.bp,
    inbox.bp,
    outbox.bp,
)


def register(app: Flask) -> None:
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
