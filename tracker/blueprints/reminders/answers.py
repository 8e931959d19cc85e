"""Why and why not: for a task on any day, and for the whole of the next working morning."""

from __future__ import annotations

from datetime import date

from flask import render_template, request
from flask_babel import gettext as _

from tracker.blueprints.fields import parse_day
from tracker.blueprints.filters import words
from tracker.blueprints.guards import NOT_THERE, requires, signed_in
from tracker.blueprints.present import actor
from tracker.blueprints.reminders.door import bp, here
from tracker.blueprints.reminders.page import people_shown
from tracker.db import db
from tracker.domain.errors import NotFound
from tracker.domain.labels import label
from tracker.models import Task, Unit
from tracker.permissions import Permission
from tracker.queries.ledger import unit_in_ledger
from tracker.queries.reminder_rules import rules_of_office
from tracker.services.reminder_answers import RuleAnswer, why
from tracker.services.reminder_look import next_morning
from tracker.services.unit_answers import why_unit
from tracker.surroundings import now, today


@bp.get("/tasks/<int:task_id>")
@requires(Permission.TASK_VIEW, task=Task)
def task(task: Task) -> tuple[str, int] | str:
    """Each rule's verdict on a task on a day, and who was told or was not."""
    typed, day, fault = _asked_day()
    answers = why(db.session(), task=task, on_day=day, now=now())
    page = render_template(
        "reminders/task.html",
        task=task,
        heading=_heading(day, any(answer.reminds for answer in answers)),
        day=day,
        typed=typed,
        fault=fault,
        answers=[_shown(_(label(answer.kind)), answer) for answer in answers],
    )
    return (page, 422) if fault else page


@bp.get("/units/<int:unit_id>")
@signed_in
def unit(unit_id: int) -> tuple[str, int] | str:
    """The verdicts on a unit's reports and expiring papers; for whoever reads its ledger."""
    found = unit_in_ledger(db.session(), actor(), unit_id)
    if found is None:
        raise NotFound(NOT_THERE)
    typed, day, fault = _asked_day()
    answers = why_unit(db.session(), office=here(), unit=found, on_day=day, now=now())
    page = render_template(
        "reminders/unit.html",
        unit=found,
        heading=_unit_heading(found, day),
        day=day,
        typed=typed,
        fault=fault,
        answers=[_shown(words(one.title), one.answer) for one in answers],
    )
    return (page, 422) if fault else page


def _asked_day() -> tuple[str, date, str]:
    """What was typed, the day it means (today for none or a wrong one), and what is wrong."""
    typed = request.args.get("on", "")
    if not typed:
        return "", today(), ""
    try:
        return typed, parse_day(typed), ""
    except ValueError as error:
        return typed, today(), str(error)


def _shown(kind: str, answer: RuleAnswer) -> dict[str, object]:
    """One verdict as the page shows it."""
    return {
        "kind": kind,
        "reminds": answer.reminds,
        "why": words(answer.why),
        "people": [
            (person.name, [words(sentence) for sentence in person.said]) for person in answer.people
        ],
    }


def _unit_heading(unit: Unit, day: date) -> str:
    return _("Ngày %(day)s nhắc gì %(unit)s", day=f"{day:%d/%m/%Y}", unit=unit.name)


def _heading(day: date, reminds: bool) -> str:
    shown = f"{day:%d/%m/%Y}"
    if reminds:
        return _("Ngày %(day)s nhiệm vụ này được nhắc", day=shown)
    return _("Ngày %(day)s nhiệm vụ này không được nhắc", day=shown)


@bp.get("/tomorrow")
@requires(Permission.REMINDER_LOOK)
def tomorrow() -> str:
    """What would be told on the next working morning: by rule, by person."""
    session, office = db.session(), here()
    look = next_morning(session, office_id=office.id, now=now())
    rules = rules_of_office(session, office.id, now())
    counts: dict[str, int] = {}
    for name, count in look.by_rung:
        kind = name.partition("/")[0]
        counts[kind] = counts.get(kind, 0) + count
    return render_template(
        "reminders/tomorrow.html",
        look=look,
        kinds=[
            (_(label(rule.kind)), counts[rule.key])
            for rule in {rule.key: rule for rule in rules}.values()
            if rule.key in counts
        ],
        people=people_shown(look, rules),
        others=max(0, len(look.people) - 50),
    )
