"""The rules of the office as a form in plain words; earlier rules stay beside the new ones."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from tracker.blueprints.admin.door import Answer, bp, here, page, tabs
from tracker.blueprints.admin.rules_form import GROUPS, RulesForm, day_said, said
from tracker.blueprints.deeds import carry_out
from tracker.blueprints.guards import requires
from tracker.blueprints.present import actor
from tracker.db import db
from tracker.permissions import Permission
from tracker.queries.office_rules import office_rules as rules_on
from tracker.queries.office_rules import setting_rows
from tracker.queries.units import existing_units
from tracker.services import settings
from tracker.surroundings import now, today


@dataclass(frozen=True, slots=True)
class PastRule:
    """A dated row of the rules, in words."""

    label: str
    value: str
    from_words: str
    who: str
    at: datetime


@bp.route("/office-rules", methods=["GET", "POST"])
@requires(Permission.OFFICE_ADMINISTER)
def office_rules() -> Answer:
    """Shows the rules of today; what is changed holds from a day on."""
    rules = rules_on(db.session(), here().id, today())
    form = RulesForm.showing(rules, seen=settings.seen_of(rules), from_on=today())
    form.own_tasks_decided_by.choices = [SelectChoice(*pair) for pair in _deciders()]
    form.head_approves_units.offer(_units())
    me = actor()
    done = carry_out(
        form,
        lambda: settings.set_rules(
            db.session(),
            values=form.values(),
            from_on=form.from_on.data or today(),
            basis=form.basis.data or "",
            seen=form.seen.data,
            actor=me,
            now=now(),
        ),
        location=lambda _rows: url_for("admin.office_rules"),
        said=_("Đã ghi quy định của cơ quan."),
    )
    return done or page(
        "admin/office_rules.html", form, groups=_groups(form), past=_past(form), tabs=tabs()
    )


def _groups(form: RulesForm) -> list[tuple[Any, list[tuple[Any, str]]]]:
    """The form's fields under their titles, each with the macro that draws it."""
    kinds = {
        "RadioField": "radios",
        "BooleanField": "checkbox",
        "IntegerField": "number",
        "SelectField": "pick",
        "UnitsField": "checks",
        "NormalisedTextArea": "lines",
    }
    return [
        (title, [(form[key], kinds.get(form[key].type, "field")) for key in keys])
        for title, keys in GROUPS
    ]


def _units() -> list[tuple[int, str]]:
    """Every unit that can be given work."""
    units = existing_units(db.session(), here().id, today())
    return [(unit.id, unit.name) for unit in units if not unit.outside]


def _deciders() -> list[tuple[str, str]]:
    """The leader, or another unit than the lead unit itself."""
    units = existing_units(db.session(), here().id, today())
    others = [
        (str(unit.id), unit.name)
        for unit in units
        if unit.id not in (here().lead_unit_id, here().root_unit_id) and not unit.outside
    ]
    return [("leader", _("Lãnh đạo cơ quan")), *others]


def _past(form: RulesForm) -> list[PastRule]:
    """Every row, newest first; rows of the future too."""
    deciders = dict(_deciders())
    return [
        PastRule(
            label=str(form[row.key].label.text),
            value=_value(row.key, row.value, deciders),
            from_words=day_said(row.from_on),
            who=who or _("Hệ thống"),
            at=row.set_at,
        )
        for row, who in setting_rows(db.session(), here().id)
        if row.key in form
    ]


def _value(key: str, value: Any, deciders: dict[str, str]) -> str:
    """A stored value in words; units by their present names."""
    if key == "head_approves_units":
        names = dict(_units())
        return said(key, [names.get(unit_id, str(unit_id)) for unit_id in value])
    if key == "own_tasks_decided_by":
        return deciders.get(str(value), said(key, value))
    return said(key, value)
