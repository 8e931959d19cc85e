"""One deed on many ticked tasks: first what it would come to, then the deed, then what was left."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response
from wtforms.fields.choices import SelectChoice

from tracker.blueprints.bulk_outcome import outcome_answer
from tracker.blueprints.deeds import done_before, perform
from tracker.blueprints.errors import sentence
from tracker.blueprints.filters import label
from tracker.blueprints.guards import requires
from tracker.blueprints.keys import key_in
from tracker.blueprints.present import actor
from tracker.blueprints.tasks.asked_list import asked_list
from tracker.blueprints.tasks.bulk_forms import FORMS, BulkForm
from tracker.blueprints.tasks.views import bp
from tracker.blueprints.way_back import own_path
from tracker.db import db
from tracker.domain.bulk_deeds import BulkDeed, most_of
from tracker.domain.errors import InvalidInput
from tracker.permissions import Permission
from tracker.queries.task_choices import officers_to_choose
from tracker.queries.tasks import whole_list
from tracker.services.bulk_decisions import PickedTask, do_to_many
from tracker.services.bulk_preview import Foreseen, foresee
from tracker.surroundings import now, today

Answer = Response | str | tuple[str, int]


@bp.post("/bulk")
@requires(Permission.TASK_LIST)
def bulk() -> Answer:
    """What the deed would come to, task by task; nothing is done yet."""
    deed = _deed()
    ids = _ticked(deed)
    form = FORMS[deed](formdata=None, deed=deed.value, back=_back())
    return _preview(form, deed, ids)


@bp.post("/bulk/carry-out")
@requires(Permission.TASK_LIST)
def carry_out_bulk() -> Answer:
    """Do it to every task that was shown, each in the version that was shown."""
    deed = _deed()
    form = FORMS[deed]()
    picks = _picked()
    _offer_officers(form)
    if (before := done_before(form)) is not None:
        return before
    if not form.validate():
        return _preview(form, deed, [pick.task_id for pick in picks])
    values: dict[str, Any] = {
        "words": form.words.data or "" if "words" in form else "",
        "due_on": form.due_on.data if "due_on" in form else None,
        "officer_id": (form.officer.data or None) if "officer" in form else None,
    }
    outcome = perform(
        form,
        lambda: do_to_many(
            db.session(), deed=deed, picks=picks, actor=actor(), now=now(), **values
        ),
        location=lambda _outcome: _back(),
    )
    if outcome is None:
        return _preview(form, deed, [pick.task_id for pick in picks])
    return outcome_answer(outcome, back=_back())


def _preview(form: BulkForm, deed: BulkDeed, ids: Sequence[int]) -> Answer:
    found = foresee(db.session(), deed=deed, task_ids=ids, actor=actor(), today=today())
    can = [each for each in found if each.why_not is None]
    _offer_officers(form)
    page = render_template(
        "tasks/bulk.html",
        form=form,
        deed=label(deed),
        heading=_heading(deed, can),
        can=can,
        left=[(each, sentence(each.why_not)) for each in found if each.why_not is not None],
        back=_back(),
    )
    return (page, 422) if form.errors else page


def _heading(deed: BulkDeed, can: Sequence[Foreseen]) -> str:
    if not can:
        return _("%(deed)s: không nhiệm vụ nào thực hiện được", deed=label(deed))
    return ngettext(
        "%(deed)s: %(num)s nhiệm vụ", "%(deed)s: %(num)s nhiệm vụ", len(can), deed=label(deed)
    )


def _deed() -> BulkDeed:
    try:
        return BulkDeed(request.form.get("deed", ""))
    except ValueError:
        raise InvalidInput("Hãy chọn việc cần làm với các nhiệm vụ đã đánh dấu.") from None


def _ticked(deed: BulkDeed) -> list[int]:
    """The ticked tasks; with ``all`` every task of the list that the address asks for."""
    if request.form.get("all"):
        most = most_of(deed)
        asked = asked_list()
        if asked.faulty:
            raise InvalidInput(
                "Điều kiện lọc trong địa chỉ chưa đúng nên không chọn được cả danh sách."
            )
        rows = whole_list(
            db.session(), actor=actor(), filters=asked.filters, as_of=today(), most=most + 1
        )
        if len(rows) > most:
            raise InvalidInput(
                "Danh sách có hơn %(most)s nhiệm vụ, nhiều hơn mức làm được một lần. "
                "Hãy lọc hẹp lại.",
                most=most,
            )
        return [row.id for row in rows]
    ids = [key for text in request.form.getlist("ids") if (key := key_in(text)) is not None]
    if not ids:
        raise InvalidInput("Chưa chọn nhiệm vụ nào. Hãy đánh dấu ít nhất một nhiệm vụ.")
    return ids[: most_of(deed)]


def _picked() -> list[PickedTask]:
    """Tasks with their versions as the preview showed them: "12.3"."""
    found = []
    for text in request.form.getlist("pick"):
        task_id, _dot, version = text.partition(".")
        key, seen = key_in(task_id), key_in(version)
        if key is not None and seen is not None:
            found.append(PickedTask(key, seen))
    return found


def _offer_officers(form: BulkForm) -> None:
    if "officer" not in form:
        return
    who = actor()
    people = officers_to_choose(db.session(), who, unit_ids=who.unit_ids, on_day=today())
    form["officer"].choices = [
        SelectChoice("0", _("– Chưa phân công –")),
        *(SelectChoice(str(key), name) for key, name in people),
    ]


def _back() -> str:
    return own_path(request.form.get("back")) or url_for("tasks.index")
