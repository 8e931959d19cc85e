"""Forms of reports: which period, over which days, on what; issuing."""

from __future__ import annotations

from collections.abc import Iterable

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, IntegerField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.widgets import HiddenInput

from tracker.blueprints.deeds import DeedForm, VersionedDeedForm
from tracker.blueprints.fields import Filled, NormalisedStringField, VietnameseDateField
from tracker.blueprints.form_words import OfficeForm
from tracker.domain.errors import InvalidInput
from tracker.domain.report_scope import ReportScope
from tracker.models import Directive, ReportingRegime, Unit, WorkField
from tracker.queries.directives import paper_words


class PeriodForm(OfficeForm):
    """Choosing the period: one of those offered, or another by its key."""

    class Meta(OfficeForm.Meta):
        """A question needs no token."""

        csrf = False

    period = SelectField(_l("Kỳ báo cáo"), validate_choice=False)
    other = NormalisedStringField(_l("Kỳ khác"), max_length=12)
    scope = HiddenField(default="all")
    """On what: the page that led here knows."""

    @property
    def asked(self) -> str:
        """What was asked for; what was typed goes before what was chosen."""
        return str(self.other.data or self.period.data or "")

    @property
    def scope_key(self) -> str:
        """The scope asked for; everything where the address has none that there is."""
        try:
            return ReportScope.of(self.scope.data or "all").key
        except InvalidInput:
            return ReportScope().key


class ScopeForm(DeedForm):
    """On what something is reported, and by which regime."""

    scope = SelectField(_l("Phạm vi"), default="all")
    regime = SelectField(_l("Chế độ báo cáo"), coerce=lambda value: int(value or 0), default=0)

    @property
    def directive_asked(self) -> int | None:
        """The directive that is chosen already: it may be older than those that are offered."""
        try:
            return ReportScope.of(self.scope.data or "all").directive_id
        except InvalidInput:
            return None

    def offer(
        self,
        directives: Iterable[Directive],
        fields: Iterable[WorkField],
        units: Iterable[Unit],
        regimes: Iterable[ReportingRegime],
    ) -> None:
        """Everything, or one directive, field or unit; by a regime of the office or by none."""
        self.scope.choices = [
            SelectChoice("all", _l("Tất cả văn bản chỉ đạo")),
            *(
                SelectChoice(f"field:{each.id}", each.name, optgroup=_l("Một lĩnh vực"))
                for each in fields
            ),
            *(
                SelectChoice(f"unit:{each.id}", each.name, optgroup=_l("Một đơn vị"))
                for each in units
            ),
            *(
                SelectChoice(f"directive:{each.id}", _cited(each), optgroup=_l("Một văn bản"))
                for each in directives
            ),
        ]
        self.regime.choices = [
            SelectChoice(0, _l("Không theo chế độ nào")),
            *(SelectChoice(each.id, each.name) for each in regimes),
        ]


class ReportForm(ScopeForm):
    """Which days are counted, on what; the period came with the address."""

    key = HiddenField()
    from_on = VietnameseDateField(_l("Từ ngày"), [Filled(_l("Hãy nhập ngày bắt đầu."))])
    to_on = VietnameseDateField(_l("Đến hết ngày"), [Filled(_l("Hãy nhập ngày kết thúc."))])


def _cited(directive: Directive) -> str:
    words = f"{paper_words(directive)}: {directive.title}"
    return words if len(words) <= 110 else words[:109] + "…"


class IssueForm(VersionedDeedForm):
    """Issuing the snapshot that the person saw."""

    n = IntegerField(widget=HiddenInput())
