"""Small grammar of POST doors: a form that counts once, and refusals shown at their field."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from flask import flash, redirect, request
from flask_wtf import FlaskForm
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from werkzeug.wrappers import Response
from wtforms import FieldList, FormField, HiddenField, IntegerField
from wtforms.widgets import HiddenInput

from tracker.blueprints.errors import sentence
from tracker.blueprints.form_words import OfficeForm
from tracker.blueprints.kept_forms import forget_kept_form
from tracker.blueprints.present import actor
from tracker.db import db, writing
from tracker.domain.errors import Conflict, DomainError, InvalidInput
from tracker.models import FormReceipt
from tracker.surroundings import now

T = TypeVar("T")

_TOKEN = re.compile(r"[A-Za-z0-9_-]{1,64}")


class DeedForm(OfficeForm):
    """A form whose POST is a deed. ``receipt`` makes a second send count for nothing."""

    receipt = HiddenField(default=lambda: secrets.token_urlsafe(18))
    known_new = False
    """It was asked for in this request, and nothing was done by it before."""


class VersionedDeedForm(DeedForm):
    """A deed on a row that others may change: carries the version that the person saw, and when."""

    version = IntegerField(widget=HiddenInput())
    opened = HiddenField(default=lambda: now().isoformat(timespec="seconds"))

    def opened_at(self) -> datetime | None:
        """When the page was opened; None for a form that does not say."""
        try:
            moment = datetime.fromisoformat(self.opened.data or "")
        except ValueError:
            return None
        return moment if moment.tzinfo is not None else None


class AlreadyDone(Exception):
    """This very form was taken in before; ``location`` is where it led."""

    def __init__(self, location: str) -> None:
        super().__init__(location)
        self.location = location


def done_before(form: DeedForm) -> Response | None:
    """A redirect to where this form led when it was first sent; None for a new one.

    Doors ask as soon as they can and ``carry_out`` asks for those that do not; what comes in
    between is refused by the receipt's key.
    """
    if form.known_new:
        return None
    location = _led_to(form)
    form.known_new = location is None
    return redirect(location) if location is not None else None


def _led_to(form: DeedForm) -> str | None:
    token = _token(form)
    return db.session.scalar(select(FormReceipt.location).where(FormReceipt.token == token))


def perform(form: DeedForm, deed: Callable[[], T], *, location: Callable[[T], str]) -> T | None:
    """Run ``deed`` in one writing transaction together with the form's receipt.

    Returns the deed's result, or None when it refused the input: the sentence then stands at
    its field (or at the top) and nothing was saved. Conflicts and missing rights pass through
    to the error page; what a unique key refuses is a Conflict too. Raises AlreadyDone when the
    same form was taken in meanwhile: a click too many finds the deed done, not a conflict.
    """
    try:
        with writing():
            result = deed()
            token = _token(form) or secrets.token_urlsafe(18)
            db.session.add(
                FormReceipt(
                    token=token, user_id=actor().user_id, at=now(), location=location(result)[:300]
                )
            )
            forget_kept_form()
            db.session.flush()
    except (DomainError, IntegrityError) as error:
        if (before := _led_to(form)) is not None:
            raise AlreadyDone(before or request.path) from error
        if isinstance(error, InvalidInput):
            refuse(form, error)
            return None
        if isinstance(error, DomainError):
            raise
        raise _refusal(error) from error
    return result


def carry_out(
    form: DeedForm,
    deed: Callable[[], T],
    *,
    location: Callable[[T], str],
    said: Callable[[T], str] | str,
) -> Response | None:
    """Do ``deed`` when the form was sent and is good; None leaves the page to show itself.

    ``deed`` runs in the writing transaction and must give something back; ``said`` is what the
    next page tells. A form sent twice leads where it led first, also when it would be refused by
    now.
    """
    if form.is_submitted() and (before := done_before(form)) is not None:
        return before
    if not form.validate_on_submit():
        return None
    result = perform(form, deed, location=location)
    if result is None:
        return None
    flash(said(result) if callable(said) else said, "success")
    return redirect(location(result))


def _refusal(error: IntegrityError) -> Exception:
    """What a unique key refused was taken between our look and our writing: somebody was first."""
    if getattr(error.orig, "sqlstate", "") == "23505" or "UNIQUE constraint" in str(error.orig):
        return Conflict(
            "Nội dung này vừa được người khác thay đổi. Hãy xem bản mới nhất rồi thực hiện lại."
        )
    return error


def _token(form: DeedForm) -> str:
    """The form's receipt; empty for one that no page of ours has given out."""
    token = form.receipt.data or ""
    return token if _TOKEN.fullmatch(token) else ""


def refuse(form: FlaskForm, error: InvalidInput) -> None:
    """Show a refusal at the field that it names, else at the top of the form."""
    field = form._fields.get(error.field or "")
    if field is not None:
        field.errors = [*field.errors, sentence(error)]
    elif not _refuse_cell(form, error):
        form.form_errors = [*form.form_errors, sentence(error)]


def _refuse_cell(form: FlaskForm, error: InvalidInput) -> bool:
    """At a cell of a grid ("lines-3-paper_on"); False when the form has no such cell."""
    for grid in form._fields.values():
        if not isinstance(grid, FieldList):
            continue
        for entry in grid.entries:
            for cell in entry.form if isinstance(entry, FormField) else ():
                if cell.name == error.field:
                    cell.errors = [*cell.errors, sentence(error)]
                    grid.errors = [one.errors for one in grid.entries]
                    return True
    return False
