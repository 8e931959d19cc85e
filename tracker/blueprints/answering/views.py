"""A respondent without any account: sees the questions, ticks, sends once.

Nothing of the person is asked, kept or logged here: no actor, no receipt, no event, no moment.
"""

from __future__ import annotations

import hashlib
from typing import Any

from flask import Blueprint, redirect, render_template, url_for
from flask_babel import lazy_gettext
from flask_limiter.util import get_remote_address
from werkzeug.wrappers import Response
from wtforms import RadioField
from wtforms.fields.choices import SelectChoice

from tracker.blueprints.deeds import refuse
from tracker.blueprints.errors import sentence, status_of
from tracker.blueprints.fields import Filled
from tracker.blueprints.form_words import OfficeForm
from tracker.blueprints.guards import public
from tracker.db import db, writing
from tracker.domain.errors import Conflict, InvalidInput, NotFound
from tracker.extensions import limiter
from tracker.models import Office, Questionnaire, Unit
from tracker.queries.office_rules import office_rules
from tracker.services import survey_answers
from tracker.surroundings import config, today

bp = Blueprint("answering", __name__, url_prefix="/survey")

ASKS = "60 per minute; 600 per hour"
"""From one address, pages and answers together: a one-stop hall of citizens shares one."""


def counted_as() -> str:
    """Under which name the limiter counts: a keyed hash, never the address itself."""
    text = f"{config().secret_key}:{get_remote_address()}"
    return hashlib.sha256(text.encode()).hexdigest()[:24]


@bp.route("/<token>", methods=["GET", "POST"])
@public
@limiter.limit(ASKS, key_func=counted_as)
def show(token: str) -> Response | str | tuple[str, int]:
    """The questions, and one whole answer."""
    try:
        link = survey_answers.opened_by(db.session(), token)
        asked = db.session.get_one(Questionnaire, link.questionnaire_id)
        unit = db.session.get_one(Unit, link.unit_id).name
        form = answer_form(asked)
        if form.validate_on_submit() and _counted(form, token):
            return redirect(url_for("answering.thanks"), 303)
    except (NotFound, Conflict) as error:
        page = render_template("answering/over.html", message=sentence(error))
        return page, status_of(error).value
    questions = [one for one in form if isinstance(one, RadioField)]
    page = render_template(
        "answering/show.html",
        form=form,
        asked=asked,
        unit=unit,
        questions=questions,
        crest_text=_who_asks(asked.office_id),
    )
    return (page, 422) if form.errors else page


def _who_asks(office_id: int) -> str:
    """A citizen is told which office asks; whoever reads may be signed in at another."""
    rules = office_rules(db.session(), office_id, today())
    return rules.crest_text or db.session.get_one(Office, office_id).root_unit.name_on(today()).name


@bp.get("/thanks")
@public
def thanks() -> str:
    """Where an answer ends; knows of nothing."""
    return render_template("answering/thanks.html")


def answer_form(asked: Questionnaire) -> OfficeForm:
    """One row of radio buttons per question; a value is the place of the answer."""
    fields: dict[str, Any] = {
        f"q{one.id}": RadioField(
            f"{number}. {one.text}",
            [Filled(lazy_gettext("Hãy chọn một câu trả lời."))],
            coerce=int,
            validate_choice=False,  # the service says what is missing, in words for citizens
            choices=[SelectChoice(place, said.text) for place, said in enumerate(one.choices())],
        )
        for number, one in enumerate(asked.questions, start=1)
    }
    form: OfficeForm = type("AnswerForm", (OfficeForm,), fields)()
    return form


def _counted(form: OfficeForm, token: str) -> bool:
    """Whether the answer was taken in; else the fault stands at its question."""
    chosen = {int(one.name[1:]): one.data for one in form if isinstance(one, RadioField)}
    try:
        with writing():
            survey_answers.answer(db.session(), token=token, chosen=chosen)
    except InvalidInput as error:
        refuse(form, error)
        return False
    return True
