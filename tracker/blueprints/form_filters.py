"""What form macros ask about a WTForms field: its attributes, its faults, its words.

Only looks at fields; every field here is WTForms' own or one of ``fields.py``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext
from wtforms import FieldList, Form, FormField
from wtforms.widgets import CheckboxInput, Select


@dataclass(frozen=True, slots=True)
class Fault:
    """One line of the summary: the field to go to (empty for the form itself), its name, why."""

    anchor: str
    label: str
    message: str


def faults(form: Form) -> list[Fault]:
    """Every fault of ``form``, in the order of its fields, those of nested forms included."""
    own = [Fault("", "", str(message)) for message in form.form_errors]
    return own + [fault for field in form for fault in _field_faults(field)]


def _field_faults(field: Any) -> Iterator[Fault]:
    if isinstance(field, FormField):
        yield from faults(field.form)
    elif isinstance(field, FieldList):
        for entry in field.entries:
            yield from _field_faults(entry)
        if field.errors and not any(isinstance(error, list | dict) for error in field.errors):
            yield Fault(field.id, str(field.label.text), fault_words(field))
    elif field.errors:
        seen = not is_hidden(field)
        name = str(field.label.text) if seen else ""
        yield Fault(field.id if seen else "", name, fault_words(field))


def is_hidden(field: Any) -> bool:
    """Whether the field travels unseen (token, receipt, version)."""
    return getattr(field.widget, "input_type", "") == "hidden"


def fault_words(field: Any) -> str:
    """All that is wrong with one field, as one text."""
    return " ".join(str(error) for error in field.errors)


def is_optional(field: Any, told: bool | None = None) -> bool:
    """Whether the label says so: as the page says, else unless a validator demands a value."""
    return not field.flags.required if told is None else told


def described(field: Any, help_words: object = "") -> str:
    """The ids of the help and the fault of ``field``, for aria-describedby."""
    ids = [f"{field.id}-help"] if help_words else []
    return " ".join(ids + ([f"{field.id}-fault"] if field.errors else []))


def control(
    field: Any, help_words: object, offered: object, given: Mapping[str, Any]
) -> dict[str, Any]:
    """The attributes of the input itself: its class, what describes it, whether it is faulty."""
    attributes: dict[str, Any] = {"class_": _control_class(field), **given}
    if described(field, help_words):
        attributes["aria_describedby"] = described(field, help_words)
    if field.errors:
        attributes["aria_invalid"] = "true"
    if offered:
        attributes["list"] = f"{field.id}-offered"
    return attributes


def grid_control(
    field: Any, column: Any, row_name: str, given: Mapping[str, Any]
) -> dict[str, Any]:
    """As ``control``, for a cell whose name is its column and its row."""
    name = gettext("%(column)s – %(row)s", column=column.label, row=row_name)
    return control(field, "", None, {"aria_label": name, **given})


def upload_words(field: Any, help_words: str = "") -> str:
    """The help of an upload: what the page says, the kinds taken, the limit."""
    told = gettext(
        "Nhận tệp %(kinds)s; mỗi tệp tối đa %(limit)s MB.",
        kinds=", ".join(field.kinds),
        limit=field.max_size // (1024 * 1024),
    )
    return f"{help_words} {told}" if help_words else told


def _control_class(field: Any) -> str:
    if isinstance(field.widget, CheckboxInput):
        return "form-check-input"
    return "form-select" if isinstance(field.widget, Select) else "form-control"


FILTERS = (
    faults,
    fault_words,
    is_hidden,
    is_optional,
    described,
    control,
    grid_control,
    upload_words,
)
