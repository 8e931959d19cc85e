"""The list of an office's units in a form: some hundreds of options, written once for all pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from markupsafe import Markup, escape
from wtforms.fields.choices import SelectChoice
from wtforms.widgets import Select, html_params

#: What a unit list offers: plain pairs, or pairs under the name of their kind.
UnitChoices = Mapping[str, Iterable[tuple[int, str]]] | Iterable[tuple[int, str]]

Offered = tuple[tuple[str, tuple[tuple[int, str], ...]], ...]
"""Pairs (name of the kind, units); the name is empty where units stand without kinds."""


def offered(units: UnitChoices) -> Offered:
    """``units`` as a value that can be remembered."""
    groups = units if isinstance(units, Mapping) else {"": units}
    return tuple((kind, tuple(pairs)) for kind, pairs in groups.items())


@lru_cache(maxsize=64)
def keys(units: Offered) -> frozenset[int]:
    """What may be chosen."""
    return frozenset(key for _kind, pairs in units for key, _name in pairs)


def choices(units: Offered) -> list[SelectChoice]:
    """The same for whoever asks a field for its choices."""
    return [
        SelectChoice(str(key), name, optgroup=kind or None)
        for kind, pairs in units
        for key, name in pairs
    ]


@lru_cache(maxsize=64)
def _options(units: Offered) -> str:
    html = []
    for kind, pairs in units:
        inside = "".join(f'<option value="{key}">{escape(name)}</option>' for key, name in pairs)
        html.append(f'<optgroup label="{escape(kind)}">{inside}</optgroup>' if kind else inside)
    return "".join(html)


class UnitSelect(Select):
    """WTForms' select for a field with ``units`` and ``empty``, the line that chooses nothing."""

    def __call__(self, field: Any, **kwargs: Any) -> Markup:
        kwargs.setdefault("id", field.id)
        for flag in self.validation_attrs:
            if flag in dir(field.flags) and flag not in kwargs:
                kwargs[flag] = getattr(field.flags, flag)
        options = f'<option value="">{escape(str(field.empty))}</option>{_options(field.units)}'
        chosen = "" if field.data is None else field.data
        options = options.replace(f'value="{chosen}"', f'selected value="{chosen}"', 1)
        return Markup(  # noqa: S704 — the options were escaped one by one
            f"<select {html_params(name=field.name, **kwargs)}>{options}</select>"
        )
