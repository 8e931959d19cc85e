"""Between a draft and its form: filling it, offering units, reading what a person chose."""

from __future__ import annotations

from typing import Any

from tracker.blueprints.drafts.forms import DraftForm
from tracker.blueprints.drafts.views import chosen_unit, office_here
from tracker.blueprints.unit_choices import Choice, key_of, offer_of
from tracker.db import db
from tracker.domain.errors import InvalidInput
from tracker.domain.follow_up import UnitRole
from tracker.domain.recurrence import RecurrenceRule
from tracker.models import Directive, TaskDraft
from tracker.queries.unit_lexicon import unit_lexicon
from tracker.services.draft_rows import ChosenUnit
from tracker.services.drafting import DraftChange
from tracker.services.unit_resolution import resolve_name
from tracker.surroundings import today


def form_of(draft: TaskDraft) -> DraftForm:
    """The form as the draft stands now."""
    form = DraftForm(
        formdata=None,
        version=draft.row_version,
        text=draft.text,
        product=draft.product,
        follow_up=draft.follow_up,
        due_on=draft.due_on,
        due_basis=draft.due_basis,
        key_task=draft.key_task,
    )
    for row in draft.units:
        rows = form.leads if row.role is UnitRole.LEAD else form.coordinating
        rows.append_entry({"as_written": row.as_written, "unit": key_of(row.unit or row.group)})
    form.fill_rule(RecurrenceRule.from_json(draft.recurrence) if draft.recurrence else None)
    return form


def offer_units(form: DraftForm, directive: Directive) -> None:
    """Fill the lists of units; names with several meanings get theirs on top."""
    office = office_here()
    offer = offer_of(db.session(), office, today())
    lexicon = unit_lexicon(db.session(), office)
    paper_day = directive.issued_on or directive.received_on
    for row in (*form.leads, *form.coordinating):
        written = row.form.as_written.data or ""
        meaning = resolve_name(lexicon, written, on_day=paper_day, today=today())
        row.form.suggested = [(key_of(thing), thing.name) for thing in meaning.candidates]
    form.offer(offer)


def change_of(form: DraftForm, stored: RecurrenceRule | None) -> DraftChange:
    """What the form says; ``stored`` is the rule that may be kept. InvalidInput at “every”."""
    try:
        rule = form.rule(stored)
    except InvalidInput as error:
        raise InvalidInput(error.message, field="every") from error
    return DraftChange(
        text=form.text.data or "",
        product=form.product.data or "",
        follow_up=form.follow_up.data,
        units=[
            *_units(form.leads, form.add_leads, UnitRole.LEAD),
            *_units(form.coordinating, form.add_coordinating, UnitRole.COORDINATING),
        ],
        due_on=form.due_on.data,
        due_basis=form.due_basis.data or "",
        recurrence=rule,
        key_task=bool(form.key_task.data),
    )


def _units(rows: Any, added: Any, role: UnitRole) -> list[ChosenUnit]:
    kept = []
    for row in rows:
        if row.form.drop.data:
            continue
        choice = row.form.unit.choice or Choice()
        kept.append(
            ChosenUnit(role, row.form.as_written.data or "", choice.unit_id, choice.group_id)
        )
    return kept + [chosen_unit(role, choice.unit_id, choice.group_id) for choice in added.picked]
