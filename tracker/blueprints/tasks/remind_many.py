"""Nhắc nhiều phần việc phối hợp: units or parts ticked on their page, looked at, then reminded."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from werkzeug.wrappers import Response

from tracker.blueprints.deeds import DeedForm, done_before, perform
from tracker.blueprints.errors import sentence
from tracker.blueprints.fields import NormalisedTextArea
from tracker.blueprints.guards import requires
from tracker.blueprints.keys import key_in
from tracker.blueprints.present import actor
from tracker.blueprints.tasks.views import bp
from tracker.blueprints.way_back import own_path
from tracker.db import db
from tracker.domain.errors import InvalidInput
from tracker.permissions import Permission
from tracker.queries.silent_parts import PartKey, owed_parts, silent_parts
from tracker.queries.tasks import named_tasks
from tracker.services.part_reminders import MOST, PartsReminded, remind_many
from tracker.surroundings import now, today

Answer = Response | str | tuple[str, int]


class RemindManyForm(DeedForm):
    """A word for all of them; the picked parts stand beside it as ``pick``."""

    note = NormalisedTextArea(_l("Lời nhắn"), max_length=500)


@bp.post("/coordination/remind")
@requires(Permission.TASK_LIST)
def look_at_parts() -> Answer:
    """What would be reminded; nothing is sent yet."""
    session, who = db.session(), actor()
    keys = _keys(request.form.getlist("parts"))
    units = {key for text in request.form.getlist("units") if (key := key_in(text)) is not None}
    found = owed_parts(session, who, keys) if keys else silent_parts(session, who, units, today())
    if not found:
        raise InvalidInput(
            "Không có phần việc nào cần nhắc. Hãy đánh dấu đơn vị hoặc phần việc chưa trả lời."
        )
    return _shown(RemindManyForm(formdata=None), [(p.task_id, p.unit_id) for p, _t in found])


@bp.post("/coordination/remind/carry-out")
@requires(Permission.TASK_LIST)
def remind_parts_of_many() -> Answer:
    """Remind every part that was shown, once a day each."""
    form, back = RemindManyForm(), _back()
    if (before := done_before(form)) is not None:
        return before
    picks = list(_keys(request.form.getlist("pick")))
    if not form.validate():
        return _shown(form, picks)
    done = perform(
        form,
        lambda: remind_many(
            db.session(), picks=picks, note=form.note.data or "", actor=actor(), now=now()
        ),
        location=lambda _done: back,
    )
    return _shown(form, picks) if done is None else _outcome(done, back)


def _outcome(done: PartsReminded, back: str) -> Answer:
    if not done.left:
        said = ngettext(
            "Đã nhắc %(num)s phần việc phối hợp.",
            "Đã nhắc %(num)s phần việc phối hợp.",
            len(done.done),
        )
        flash(said, "success")
        return redirect(back)
    named = named_tasks(db.session(), actor(), [key[0] for key, _why in done.left])
    return render_template(
        "tasks/bulk_result.html",
        heading=_(
            "Đã nhắc %(done)s phần việc phối hợp, chưa nhắc được %(left)s",
            done=len(done.done),
            left=len(done.left),
        ),
        rows=[(key[0], named.get(key[0]), sentence(why)) for key, why in done.left],
        back=back,
    )


def _shown(form: RemindManyForm, keys: list[PartKey]) -> Answer:
    rows = owed_parts(db.session(), actor(), keys[:MOST]) if keys else []
    page = render_template(
        "tasks/remind_many.html",
        form=form,
        rows=rows,
        beyond=max(0, len(keys) - MOST),
        back=_back(),
    )
    return (page, 422) if form.errors or form.form_errors else page


def _keys(texts: list[str]) -> dict[PartKey, None]:
    """ "12.3": the part of unit 3 in task 12."""
    found: dict[PartKey, None] = {}
    for text in texts:
        task_id, _dot, unit_id = text.partition(".")
        task, unit = key_in(task_id), key_in(unit_id)
        if task is not None and unit is not None:
            found[task, unit] = None
    return found


def _back() -> str:
    return own_path(request.form.get("back")) or url_for("tasks.coordination")
