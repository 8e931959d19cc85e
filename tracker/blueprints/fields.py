"""Shared form fields: days typed day first, text in one Unicode form, units, uploads.

A field turns what was typed into a value or into one Vietnamese sentence; what was typed is
shown again as it was. Checks that need the database belong to services.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from flask_babel import gettext, lazy_gettext
from werkzeug.datastructures import FileStorage
from wtforms import Field, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, StopValidation, ValidationError
from wtforms.widgets import CheckboxInput, FileInput, ListWidget, TextInput

from tracker.domain.vietnamese import day_words, nfc, one_line

_ = lazy_gettext

_DAY_FIRST = re.compile(
    r"(\d{1,2})\s*[/.\- ]\s*(\d{1,2})\s*[/.\- ]\s*(\d{4})|(\d{2})(\d{2})(\d{4})"
)

#: Choices of a unit list: plain pairs, or pairs under the name of their kind.
UnitChoices = Mapping[str, Sequence[tuple[int, str]]] | Sequence[tuple[int, str]]


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


class UnitField(SelectField):
    """One unit by its key; ``choices`` are set by the door: pairs, or pairs by kind of unit."""

    def __init__(
        self,
        label: Any = None,
        validators: Iterable[Any] = (),
        *,
        empty: Any = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(label, validators, coerce=_unit_key, choices=[], **kwargs)
        self.empty = empty or _("– Chọn đơn vị –")

    def offer(self, units: UnitChoices) -> None:
        """Set what may be chosen; the first line chooses nothing."""
        nothing: tuple[Any, Any] = ("", self.empty)
        grouped = isinstance(units, Mapping)
        self.choices = {"": [nothing], **units} if grouped else [nothing, *units]

    def pre_validate(self, form: Any) -> None:
        """A unit that is not offered is refused; none at all is for ``Filled`` to judge."""
        del form
        keys = {key for _group, choices in _grouped(self.choices) for key, _name in choices}
        if self.data is not None and self.data not in keys:
            raise ValidationError(gettext("Đơn vị này không có trong danh sách. Hãy chọn lại."))


class UnitsField(SelectMultipleField):
    """Several units by their keys, as a list of checks."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def __init__(self, label: Any = None, validators: Iterable[Any] = (), **kwargs: Any) -> None:
        super().__init__(label, validators, coerce=int, choices=[], **kwargs)


class UploadField(Field):
    """Files of the kinds named (ends of file names) and at most ``max_size`` bytes each.

    ``data`` is the list of files really chosen. Looks at names and sizes only; what is inside
    is judged by the service.
    """

    widget = FileInput(multiple=True)
    data: list[FileStorage]

    def __init__(
        self,
        label: Any = None,
        validators: Iterable[Any] = (),
        *,
        kinds: Sequence[str] = ("pdf", "docx", "xlsx", "jpg", "png"),
        max_size: int = 50 * 1024 * 1024,
        multiple: bool = True,
        **kwargs: Any,
    ) -> None:
        render_kw = {"accept": ",".join(f".{kind}" for kind in kinds)}
        super().__init__(label, validators, render_kw=render_kw, **kwargs)
        self.kinds = tuple(kinds)
        self.max_size = max_size
        self.widget = FileInput(multiple=multiple)

    def kinds_text(self) -> str:
        """The ends of names for the script."""
        return ",".join(self.kinds)

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        """Browsers send one empty file where none was chosen."""
        self.data = [file for file in valuelist if isinstance(file, FileStorage) and file.filename]

    def pre_validate(self, form: Any) -> None:
        """Refuse by name and size, naming the file."""
        del form
        for file in self.data or []:
            name = nfc(file.filename or "")
            if name.rpartition(".")[2].lower() not in self.kinds:
                raise StopValidation(
                    gettext(
                        "Không nhận tệp “%(name)s”. Loại tệp được nhận: %(kinds)s.",
                        name=name,
                        kinds=", ".join(self.kinds),
                    )
                )
            self._check_size(file, name)

    def _check_size(self, file: FileStorage, name: str) -> None:
        size = file.stream.seek(0, 2)
        file.stream.seek(0)
        if size == 0:
            raise StopValidation(
                gettext("Tệp “%(name)s” không có nội dung (0 byte). Hãy chọn lại.", name=name)
            )
        if size > self.max_size:
            raise StopValidation(
                gettext(
                    "Tệp “%(name)s” lớn hơn mức cho phép (%(limit)s MB).",
                    name=name,
                    limit=self.max_size // (1024 * 1024),
                )
            )


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


def _unit_key(value: Any) -> int | None:
    return int(value) if value not in (None, "", "None") else None


def _grouped(choices: Any) -> Iterable[tuple[str, Sequence[tuple[Any, Any]]]]:
    return choices.items() if isinstance(choices, Mapping) else [("", choices or [])]


Validator = Callable[[Any, Any], None]
