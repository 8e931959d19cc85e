"""How a deed on a directive's surroundings is carried out: from a form, or by one click."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import render_template
from werkzeug.wrappers import Response

from tracker.blueprints import deeds
from tracker.blueprints.conflicts import conflict_page
from tracker.blueprints.deeds import DeedForm, VersionedDeedForm
from tracker.domain.errors import Conflict

Answer = Response | str | tuple[str, int]


def carry_out(
    form: DeedForm, deed: Callable[[], Any], *, back: str, said: Callable[[Any], str] | str
) -> Answer | None:
    """As ``deeds.carry_out``; a conflict is a page of its own with the way back."""
    try:
        return deeds.carry_out(form, deed, location=lambda _done: back, said=said)
    except Conflict as error:
        return conflict_page(error, back_url=back)


def one_click(
    deed: Callable[[int | None], Any], *, back: str, said: Callable[[Any], str] | str
) -> Answer:
    """A button without questions; ``deed`` takes the version that the person saw.

    What the deed refuses is a page of its own with the way back.
    """
    form = VersionedDeedForm()
    done = carry_out(form, lambda: deed(form.version.data), back=back, said=said)
    if done is not None:
        return done
    message = " ".join(map(str, form.form_errors)) or None
    return render_template("errors/422.html", message=message, back_url=back), 422


def page(template: str, form: DeedForm, **values: Any) -> Answer:
    """The page of a form; 422 when it was sent and refused."""
    text = render_template(template, form=form, **values)
    return (text, 422) if form.is_submitted() else text
