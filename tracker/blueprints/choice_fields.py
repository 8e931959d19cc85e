"""Fields with a list to choose from: units by their keys, members of our enums by their names.

Choosing nothing is no fault of the list: whether something is needed is said by ``Filled``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Any

from flask_babel import gettext, lazy_gettext
from wtforms import RadioField, SelectField, SelectMultipleField
from wtforms.fields.choices import SelectChoice, enum_coerce
from wtforms.validators import ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from tracker.blueprints.unit_select import (
    Offered,
    UnitChoices,
    UnitSelect,
    choices,
    keys,
    offered,
)
from tracker.domain.labels import label


class UnitField(SelectField):
    """One unit by its key (None: no unit). The door calls ``offer`` with what may be chosen."""

    widget = UnitSelect()

    def __init__(
        self, label: Any = None, validators: Iterable[Any] = (), *, empty: Any = None, **kwargs: Any
    ) -> None:
        self.units: Offered = ()
        self.empty = empty or lazy_gettext("– Chọn đơn vị –")
        super().__init__(label, validators, coerce=_key, choices=[], **kwargs)

    def offer(self, units: UnitChoices) -> None:
        """Set what may be chosen; the first line chooses nothing."""
        self.units = offered(units)

    @property
    def choices(self) -> list[SelectChoice]:
        """As WTForms asks for them; our own widget does not."""
        return [SelectChoice("", self.empty), *choices(self.units)]

    @choices.setter
    def choices(self, _given: Any) -> None:
        """What WTForms sets at its birth; see ``offer``."""

    def pre_validate(self, form: Any) -> None:
        """Refuse what is not offered."""
        del form
        if not self.process_errors and self.data is not None and self.data not in keys(self.units):
            raise ValidationError(_not_offered())


class UnitsField(SelectMultipleField):
    """Several units by their keys, as a list of checks."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def __init__(self, label: Any = None, validators: Iterable[Any] = (), **kwargs: Any) -> None:
        super().__init__(label, validators, coerce=int, choices=[], **kwargs)

    def offer(self, units: UnitChoices) -> None:
        """Set what may be chosen."""
        self.choices = choices(offered(units))


class EnumField(SelectField):
    """A member of an enum of ours (None: nothing chosen), under its Vietnamese name.

    ``empty``: the words of a first line that chooses nothing; left out, there is no such line.
    ``members``: fewer than all, in this order.
    """

    def __init__(
        self,
        label: Any = None,
        validators: Iterable[Any] = (),
        *,
        enum: type[StrEnum],
        members: Sequence[StrEnum] | None = None,
        empty: Any = None,
        **kwargs: Any,
    ) -> None:
        choices = [] if empty is None else [SelectChoice("", empty)]
        choices += _members(members or list(enum))
        super().__init__(label, validators, coerce=_member_of(enum), choices=choices, **kwargs)

    def pre_validate(self, form: Any) -> None:
        """Refuse what is not offered."""
        _refuse_unknown(self, form)


class EnumRadioField(RadioField):
    """As ``EnumField``, all in sight as radio buttons."""

    def __init__(
        self,
        label: Any = None,
        validators: Iterable[Any] = (),
        *,
        enum: type[StrEnum],
        members: Sequence[StrEnum] | None = None,
        **kwargs: Any,
    ) -> None:
        choices = _members(members or list(enum))
        super().__init__(label, validators, coerce=_member_of(enum), choices=choices, **kwargs)

    def pre_validate(self, form: Any) -> None:
        """Refuse what is not offered."""
        _refuse_unknown(self, form)


def _not_offered() -> str:
    return gettext("Lựa chọn này không có trong danh sách. Hãy chọn lại.")


def _refuse_unknown(field: Any, form: Any) -> None:
    del form
    if field.process_errors or field.data is None:
        return
    if not any(choice.selected for choice in field.iter_choices()):
        raise ValidationError(_not_offered())


def _key(value: Any) -> int | None:
    return int(value) if value not in (None, "", "None") else None


def _members(members: Sequence[StrEnum]) -> list[SelectChoice]:
    return [SelectChoice(member.value, lazy_gettext(label(member))) for member in members]


def _member_of(enum: type[StrEnum]) -> Any:
    member = enum_coerce(enum)
    return lambda value: None if value in (None, "") else member(value)
