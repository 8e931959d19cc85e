"""Forms of reports: which period, over which days, on what; issuing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, IntegerField, SelectField
from wtforms.widgets import HiddenInput

from tracker.blueprints.deeds import DeedForm, VersionedDeedForm
from tracker.blueprints.fields import Filled, NormalisedStringField, VietnameseDateField
from tracker.blueprints.form_words import OfficeForm
from tracker.models import Directive
from tracker.queries.directives import paper_words


class PeriodForm(OfficeForm):
    """Choosing the period: one of those offered, or another by its key."""

    class Meta(OfficeForm.Meta):
        """A question needs no token."""

        csrf = False

    period = SelectField(_l("Kỳ báo cáo"), validate_choice=False)
    other = NormalisedStringField(_l("Kỳ khác"), max_length=12)

    @property
    def asked(self) -> str:
        """What was asked for; what was typed goes before what was chosen."""
        return str(self.other.data or self.period.data or "")


class ReportForm(DeedForm):
    """Which days are counted, and of which directive; the period came with the address."""

    key = HiddenField()
    from_on = VietnameseDateField(_l("Từ ngày"), [Filled(_l("Hãy nhập ngày bắt đầu."))])
    to_on = VietnameseDateField(_l("Đến hết ngày"), [Filled(_l("Hãy nhập ngày kết thúc."))])
    directive = SelectField(_l("Phạm vi"), coerce=lambda value: int(value or 0))

    def offer(self, directives: Iterable[Directive]) -> None:
        """All directives, or one of these."""
        choices: list[tuple[int, Any]] = [(0, _l("Tất cả văn bản chỉ đạo"))]
        for directive in directives:
            words = f"{paper_words(directive)}: {directive.title}"
            choices.append((directive.id, words if len(words) <= 110 else words[:109] + "…"))
        self.directive.choices = choices


class IssueForm(VersionedDeedForm):
    """Issuing the snapshot that the person saw."""

    n = IntegerField(widget=HiddenInput())
