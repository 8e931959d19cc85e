"""Shared form fields: days typed day first, text in one Unicode form, and what must be filled.

Forms import every field from here; those with a list and the upload have modules of their own.

A field turns what was typed into a value or into one Vietnamese sentence; what was typed is
shown again as it was. Checks that need the database belong to services.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from flask_babel import gettext
from wtforms import Field, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, StopValidation, ValidationError
from wtforms.widgets import TextInput

from tracker.blueprints.choice_fields import EnumField, EnumRadioField, UnitField, UnitsField
from tracker.blueprints.upload_field import UploadField
from tracker.domain.vietnamese import day_words, nfc, one_line

__all__ = [
    "AtMost",
    "EnumField",
    "EnumRadioField",
    "Filled",
    "NormalisedStringField",
    "NormalisedTextArea",
    "UnitField",
    "UnitsField",
    "UploadField",
    "VietnameseDateField",
    "parse_day",
]

_DAY_FIRST = re.compile(
    r"(\d{1,2})\s*[/.\- ]\s*(\d{1,2})\s*[/.\- ]\s*(\d{4})|(\d{2})(\d{2})(\d{4})", re.ASCII
)


def parse_day(text: str) -> date:
    """The day written as d/m/yyyy (also with - or . or as ddmmyyyy).

    Never guesses: a month above 12 is refused, not swapped. Raises ValueError with the
    sentence for the screen.
    """
    match = _DAY_FIRST.fullmatch(text.strip())
    if match is None:
        raise ValueError(
            gettext(
                "“%(text)s” không phải là ngày. Hãy nhập theo thứ tự ngày/tháng/năm, "
                "ví dụ 05/02/2026.",
                text=text.strip()[:40],
            )
        )
    day, month, year = (int(part) for part in match.groups() if part is not None)
    if not 1 <= month <= 12:
        raise ValueError(
            gettext(
                "Không có tháng %(month)s. Hãy nhập theo thứ tự ngày/tháng/năm, ví dụ 05/02/2026.",
                month=month,
            )
        )
    if not 1900 <= year <= 2200:
        raise ValueError(gettext("Năm %(year)s không hợp lý, hãy kiểm tra lại.", year=year))
    last = calendar.monthrange(year, month)[1]
    if not 1 <= day <= last:
        raise ValueError(
            gettext(
                "Không có ngày %(day)s/%(month)s/%(year)s: tháng %(month)s năm %(year)s "
                "chỉ có %(last)s ngày.",
                day=day,
                month=month,
                year=year,
                last=last,
            )
        )
    return date(year, month, day)


class VietnameseDateField(Field):
    """A day as dd/mm/yyyy; empty is None (add ``Filled`` where a day is needed)."""

    widget = TextInput()
    data: date | None

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return day_words(self.data) if self.data else ""

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Keep the typed words beside the day, so that a fault shows what was typed."""
        self.data = None
        if valuelist and valuelist[0].strip():
            self.data = parse_day(nfc(valuelist[0]))


class NormalisedStringField(StringField):
    """One line in NFC, without blanks around or doubled inside; at most ``max_length`` signs."""

    def __init__(
        self,
        label: Any = None,
        validators: Iterable[Any] = (),
        *,
        max_length: int = 300,
        **kwargs: Any,
    ) -> None:
        super().__init__(label, [*validators, AtMost(max_length)], **kwargs)

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Normalise at the border (design 6.10)."""
        self.data = one_line(valuelist[0]) if valuelist else None


class NormalisedTextArea(TextAreaField):
    """Several lines in NFC, their ends trimmed; at most ``max_length`` signs."""

    def __init__(
        self,
        label: Any = None,
        validators: Iterable[Any] = (),
        *,
        max_length: int = 10_000,
        **kwargs: Any,
    ) -> None:
        super().__init__(label, [*validators, AtMost(max_length)], **kwargs)

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Normalise at the border (design 6.10); browsers send CR LF."""
        lines = nfc(valuelist[0]).splitlines() if valuelist else []
        self.data = "\n".join(line.rstrip() for line in lines).strip() if valuelist else None


class Filled(DataRequired):
    """Something was typed or chosen; the sentence names the field."""

    def __call__(self, form: Any, field: Any) -> None:
        """Leave an earlier fault (a day that does not exist) as it is."""
        data = field.data.strip() if isinstance(field.data, str) else field.data
        if data or data == 0:
            return
        if field.errors:
            raise StopValidation
        message = self.message or gettext("Chưa nhập mục này.")
        raise StopValidation(str(message))


class AtMost(Length):
    """Not longer than so many signs; the sentence says how many there are."""

    def __init__(self, longest: int) -> None:
        super().__init__(max=longest)

    def __call__(self, form: Any, field: Any) -> None:
        """Compare after normalising."""
        length = len(field.data or "")
        if length > self.max:
            raise ValidationError(
                gettext(
                    "Dài %(length)s ký tự, tối đa %(most)s. Hãy rút gọn.",
                    length=length,
                    most=self.max,
                )
            )
