"""All doors, in the order of the menu. A new room's door is one line here."""

from __future__ import annotations

from flask import Blueprint, Flask, redirect
from werkzeug.wrappers import Response

from tracker.blueprints import (
    admin,
    answering,
    auth,
    charges,
    comments,
    dashboard,
    directives,
    drafts,
    evidence,
    explanations,
    feed,
    health,
    history,
    inbox,
    index_rounds,
    index_sets,
    index_sheets,
    instructions,
    leader,
    ledger,
    matrix,
    meetings,
    obstacles,
    official_papers,
    outbox,
    period,
    plans,
    reminders,
    reports,
    search,
    series,
    steps,
    substitutions,
    surveys,
    tasks,
    telling,
)
from tracker.blueprints.deeds import AlreadyDone
from tracker.blueprints.kept_forms import SessionOver
from tracker.blueprints.keys import KeyConverter

BLUEPRINTS: tuple[Blueprint, ...] = (
    admin.bp,
    admin.calendar_bp,
    auth.bp,
    charges.bp,
    dashboard.bp,
    directives.bp,
    drafts.bp,
    leader.bp,
    matrix.bp,
    meetings.bp,
    tasks.bp,
    series.bp,
    evidence.bp,
    explanations.bp,
    plans.bp,
    period.bp,
    obstacles.bp,
    instructions.bp,
    comments.bp,
    steps.bp,
    index_rounds.bp,
    index_sets.bp,
    index_sheets.bp,
    surveys.bp,
    answering.bp,
    reminders.bp,
    reports.bp,
    official_papers.bp,
    search.bp,
    history.bp,
    inbox.bp,
    feed.bp,
    outbox.bp,
    health.bp,
    ledger.bp,
    telling.bp,
    substitutions.bp,
)


def register(app: Flask) -> None:
    app.url_map.converters["int"] = KeyConverter
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    app.register_error_handler(AlreadyDone, _where_it_led)
    app.register_error_handler(SessionOver, _sign_in_again)


def _where_it_led(again: AlreadyDone) -> Response:
    """A form that was taken in meanwhile, from a second click at the same moment."""
    return redirect(again.location)


def _sign_in_again(_over: SessionOver) -> tuple[str, int]:
    """A form came after its session had ended: the entrance, which keeps what was typed."""
    return auth.sign_in_again()
