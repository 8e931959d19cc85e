"""Choosing a unit or a class of units in one field: ``unit-12``, ``group-3``, or nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from sqlalchemy.orm import Session
from wtforms import SelectField, SelectMultipleField
from wtforms.fields.choices import SelectChoice
from wtforms.widgets import CheckboxInput, ListWidget

from tracker.models import Office, Unit, UnitGroup
from tracker.queries.unit_choices import offered_groups, offered_units

_KEY = re.compile(r"(unit|group)-(\d{1,9})")

Offer = dict[str, list[tuple[str, str]]]
"""Choices under the names of their kinds."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What was chosen: exactly one of the two keys is set."""

    unit_id: int | None = None
    group_id: int | None = None

    @classmethod
    def read(cls, key: str | None) -> Choice | None:
        """The choice behind a key; None for nothing."""
        match = _KEY.fullmatch(key or "")
        if match is None:
            return None
        number = int(match[2])
        return cls(unit_id=number) if match[1] == "unit" else cls(group_id=number)


def key_of(thing: Unit | UnitGroup | None) -> str:
    """The key of a unit or class; empty for none."""
    if thing is None:
        return ""
    return f"{'unit' if isinstance(thing, Unit) else 'group'}-{thing.id}"


def offer_of(session: Session, office: Office, on_day: date) -> Offer:
    """Classes first, then the units that may be given work on ``on_day`` by their kinds."""
    groups = [(f"group-{key}", name) for key, name in offered_groups(session, office.id)]
    offer: Offer = {_("Nhóm đơn vị"): groups} if groups else {}
    for kind, units in offered_units(session, office, on_day).items():
        offer[kind] = [
            (
                f"unit-{unit.id}",
                _("%(name)s (đề nghị phối hợp)", name=unit.name) if unit.outside else unit.name,
            )
            for unit in units
        ]
    return offer


class UnitOrGroupField(SelectField):
    """One unit or class, or nothing."""

    def __init__(self, label: Any = None, validators: Iterable[Any] = (), **kwargs: Any) -> None:
        self.empty = kwargs.pop("empty", lazy_gettext("– Chọn đơn vị –"))
        super().__init__(label, validators, coerce=str, choices=[], **kwargs)

    def offer(self, offer: Offer, *, first: Iterable[tuple[str, str]] = ()) -> None:
        """Set what may be chosen; ``first`` stands on top as suggestions."""
        suggested = {_("Gợi ý"): list(first)}
        self.choices = [
            SelectChoice("", self.empty),
            *(
                SelectChoice(key, name, optgroup=kind)
                for kinds in (suggested, offer)
                for kind, choices in kinds.items()
                for key, name in choices
            ),
        ]

    def pre_validate(self, form: Any) -> None:
        """Choosing nothing is for ``Filled`` to judge."""
        if self.data:
            super().pre_validate(form)

    @property
    def choice(self) -> Choice | None:
        return Choice.read(self.data)


class UnitsOrGroupsField(SelectMultipleField):
    """Several units or classes, as a list of checks."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def __init__(self, label: Any = None, validators: Iterable[Any] = (), **kwargs: Any) -> None:
        super().__init__(label, validators, coerce=str, choices=[], **kwargs)

    def offer(self, offer: Offer) -> None:
        """Set what may be chosen, kinds left out."""
        self.choices = [
            SelectChoice(key, name) for choices in offer.values() for key, name in choices
        ]

    @property
    def picked(self) -> list[Choice]:
        return [choice for key in self.data or () if (choice := Choice.read(key)) is not None]
