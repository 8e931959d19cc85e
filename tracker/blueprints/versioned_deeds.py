"""The one frame of a deed on a thing with a version: ask (GET), do once (POST), go back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from werkzeug.wrappers import Response

from tracker.blueprints.deeds import DeedForm, VersionedDeedForm, carry_out
from tracker.blueprints.present import actor
from tracker.db import db
from tracker.surroundings import now

Answer = Response | str | tuple[str, int]


def versioned_deed(
    form: VersionedDeedForm,
    service: Callable[..., Any],
    *,
    values: Callable[[], dict[str, Any]] = dict,
    back: str,
    said: str,
    page: Callable[[], str],
    **thing: int,
) -> Answer:
    """Do ``service`` on ``thing`` (its key under the service's name for it), else show ``page``.

    ``values``: what the service takes from the form, read when the transaction is open. ``page``
    may raise Conflict where the thing's state does not admit the deed at all.
    """
    done = carry_out(
        form,
        lambda: service(
            db.session(),
            version=form.version.data,
            actor=actor(),
            now=now(),
            **thing,
            **values(),
        ),
        location=lambda _done: back,
        said=said,
    )
    return done or asked(form, page)


def asked(form: DeedForm, page: Callable[[], str]) -> Answer:
    """The page that asks; 422 when its form came back with faults."""
    text = page()
    return (text, 422) if form.errors or form.form_errors else text
