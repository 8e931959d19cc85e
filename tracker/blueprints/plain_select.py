"""Lists to choose from, written without asking each option by itself how it wants to look."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from markupsafe import Markup, escape
from wtforms.fields.choices import SelectChoice
from wtforms.widgets import CheckboxInput, Select, html_params


def draws_plainly(field: Any) -> bool:
    """Whether the field is a usual list: one choice, no groups, options that are but words."""
    return (
        type(field.widget) is Select
        and not field.widget.multiple
        and all(
            isinstance(choice, SelectChoice)
            and isinstance(choice.value, str)
            and not choice.render_kw
            and choice.optgroup is None
            for choice in field.choices or ()
        )
    )


def plain_select(field: Any, asked: dict[str, Any]) -> Markup:
    """What WTForms' own widget writes for such a field, at a tenth of the work."""
    words = {"id": field.id, **asked}
    for flag in Select.validation_attrs:
        if flag in dir(field.flags) and flag not in words:
            words[flag] = getattr(field.flags, flag)
    options = "".join(
        _option(
            choice.value,
            str(choice.label or choice.value),
            field.coerce(choice.value) == field.data,
        )
        for choice in field.choices or ()
    )
    return Markup(  # noqa: S704 — the options were escaped one by one
        f"<select {html_params(name=field.name, **words)}>{options}</select>"
    )


#: What the macro ``choices`` asks of each check.
CHECK = {"class_": "form-check-input", "required": False}


def is_plain_check(field: Any, asked: dict[str, Any]) -> bool:
    """Whether the field is one check of a list, drawn as the macro ``choices`` draws it."""
    return (
        type(field.widget) is CheckboxInput
        and isinstance(field.data, str | int)
        and hasattr(field, "choice")
        and not field.render_kw
        and not field.flags.disabled
        and asked == CHECK
    )


def plain_check(field: Any) -> Markup:
    """What WTForms' own widget writes for such a check; a page may have some hundred."""
    mark = "checked " if field.checked else ""
    return Markup(  # noqa: S704 — every value is escaped
        f'<input {mark}class="form-check-input" id="{escape(field.id)}" '
        f'name="{escape(field.name)}" type="checkbox" value="{escape(str(field.data))}">'
    )


@lru_cache(maxsize=4096)
def _option(value: str, words: str, selected: bool) -> str:
    mark = "selected " if selected else ""
    return f'<option {mark}value="{escape(value)}">{escape(words)}</option>'
