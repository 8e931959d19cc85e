"""The ledger of the office, of a task, of a person, of a unit: one list, asked in four ways."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from flask import Blueprint, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from tracker.blueprints.guards import NOT_THERE, requires, signed_in
from tracker.blueprints.ledger.asked import NAMES, TOLD_WORDS, chips, filter_form
from tracker.blueprints.ledger_words import rule_words, rung_words
from tracker.blueprints.number_words import counted
from tracker.blueprints.present import actor
from tracker.db import db
from tracker.domain.errors import NotFound
from tracker.models import Task
from tracker.permissions import Permission
from tracker.permissions.ledger_scope import reads_whole_ledger
from tracker.queries.keyset import placed_page
from tracker.queries.ledger import (
    LEDGER_ORDER,
    ledger,
    ledger_rows,
    person_in_ledger,
    unit_in_ledger,
)

bp = Blueprint("ledger", __name__, url_prefix="/ledger")


@dataclass(frozen=True, slots=True)
class About:
    """Whose ledger it is: the words for the heading and the keys for the address."""

    words: str
    task_id: int | None = None
    person_id: int | None = None
    unit_id: int | None = None

    @property
    def keys(self) -> dict[str, str]:
        """For the addresses of paper and Excel."""
        pairs = (("task", self.task_id), ("person", self.person_id), ("unit", self.unit_id))
        return {name: str(key) for name, key in pairs if key is not None}


@bp.get("/")
@signed_in
def index() -> str:
    """Everything that the person may read."""
    return show(About(_("Sổ nhắc việc")))


@bp.get("/mine")
@signed_in
def mine() -> str:
    """What one was told oneself."""
    return show(about_person(actor().user_id))


@bp.get("/tasks/<int:task_id>")
@requires(Permission.TASK_VIEW, task=Task)
def task(task: Task) -> str:
    """Who was told of this task, when and why."""
    return show(about_task(task))


@bp.get("/people/<int:user_id>")
@signed_in
def person(user_id: int) -> str:
    """What one person was told."""
    return show(about_person(user_id))


@bp.get("/units/<int:unit_id>")
@signed_in
def unit(unit_id: int) -> str:
    """What was told about one unit's tasks."""
    return show(about_unit(unit_id))


def about_task(task: Task) -> About:
    """The task's words; its door has let the person in."""
    return About(_("Sổ nhắc việc của nhiệm vụ số %(id)s", id=task.id), task_id=task.id)


def about_person(user_id: int) -> About:
    """NotFound for somebody whose ledger the person may not read."""
    found = person_in_ledger(db.session(), actor(), user_id)
    if found is None:
        raise NotFound(NOT_THERE)
    return About(_("Sổ nhắc việc của %(name)s", name=found.name), person_id=user_id)


def about_unit(unit_id: int) -> About:
    """NotFound for a unit that is not of the office, or not the head's own."""
    found = unit_in_ledger(db.session(), actor(), unit_id)
    if found is None:
        raise NotFound(NOT_THERE)
    return About(_("Sổ nhắc việc của %(name)s", name=found.name), unit_id=unit_id)


def show(about: About) -> str:
    """One page of the list."""
    bar, me = filter_form(), actor()
    filters = bar.asked(task_id=about.task_id, person_id=about.person_id, unit_id=about.unit_id)
    page = placed_page(db.session(), ledger(me, filters), LEDGER_ORDER, request.args.get("page"))
    number = page.counted.count
    heading = counted(page.counted, ngettext("%(num)s lần nhắc", "%(num)s lần nhắc", number))
    known = {name: request.args[name] for name in NAMES if name in request.args}
    asked = urlencode(known | about.keys)
    return render_template(
        "ledger/index.html",
        about=about,
        bar=bar,
        page=page,
        rows=ledger_rows(db.session(), me, page.rows),
        applied=chips(filters),
        heading=f"{about.words}: {heading}",
        rule_words=rule_words,
        rung_words=rung_words,
        told_words=TOLD_WORDS,
        export_url=f"{url_for('ledger.export')}?{asked}",
        print_url=f"{url_for('ledger.print_list')}?{asked}",
        whole=reads_whole_ledger(me),
    )
