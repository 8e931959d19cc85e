"""How a deed on a directive's surroundings is carried out: from a form, or by one click."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, render_template
from werkzeug.wrappers import Response

from tracker.blueprints.conflicts import conflict_page
from tracker.blueprints.deeds import DeedForm, VersionedDeedForm, done_before, perform
from tracker.domain.errors import Conflict

Answer = Response | str | tuple[str, int]


def carry_out(
    form: DeedForm, deed: Callable[[], Any], *, back: str, said: Callable[[Any], str] | str
) -> Answer | None:
    """Do ``deed`` when the form was sent and is good; None leaves the page to show itself."""
    if not form.validate_on_submit():
        return None
    if (before := done_before(form)) is not None:
        return before
    try:
        done = perform(form, deed, location=lambda _done: back)
    except Conflict as error:
        return conflict_page(error, back_url=back)
    if done is None:
        return None
    flash(said if isinstance(said, str) else said(done), "success")
    return redirect(back)


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
