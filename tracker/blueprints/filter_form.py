"""What every filter bar shares: it asks by GET, and what cannot be read is said at its field."""

from __future__ import annotations

from typing import Any, ClassVar

from flask_babel import gettext as _
from wtforms import SelectField

from tracker.blueprints.form_words import OfficeForm
from tracker.domain.vietnamese import day_words


class FilterForm(OfficeForm):
    """Everything stands in the address. A faulty value narrows nothing and is named."""

    class Meta(OfficeForm.Meta):
        """A question needs no token."""

        csrf = False

    SPAN: ClassVar[tuple[str, str]]
    """The names of the fields with the first and the last day."""

    def validate(self, extra_validators: Any = None) -> bool:
        """Each field, then the two days together."""
        good = bool(super().validate(extra_validators))
        for field in self:
            if isinstance(field, SelectField) and field.errors:
                field.errors = [_not_offered(field)]
        first, last = (self[name] for name in self.SPAN)
        if first.data and last.data and last.data < first.data:
            fault = _(
                "Ngày kết thúc (%(to)s) sớm hơn ngày bắt đầu (%(from_)s).",
                to=day_words(last.data),
                from_=day_words(first.data),
            )
            last.errors = [*last.errors, fault]
            return False
        return good

    def answered(self, name: str) -> Any:
        """The value of a field; None for what could not be read. Call ``validate`` before."""
        return None if self[name].errors else self[name].data


def _not_offered(field: SelectField) -> str:
    """An address may be old or cut off: what it asks is said as it stands there."""
    asked = str(field.raw_data[0]) if field.raw_data else ""
    return _("“%(asked)s” không có trong danh sách. Hãy chọn lại.", asked=asked[:40])
