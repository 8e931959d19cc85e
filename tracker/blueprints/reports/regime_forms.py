"""Forms of reporting regimes; one group of fields for each period that the regime has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, IntegerField, SelectMultipleField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import NumberRange, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from tracker.blueprints.deeds import VersionedDeedForm
from tracker.blueprints.fields import (
    Filled,
    NormalisedStringField,
    NormalisedTextArea,
    VietnameseDateField,
)
from tracker.blueprints.filters import label
from tracker.blueprints.reports.forms import ScopeForm
from tracker.domain.report_snapshot import Section
from tracker.domain.reporting_periods import FREE_KINDS, PeriodKind
from tracker.domain.reporting_regimes import Annex, Level, RegimePlan, due_notation
from tracker.models import ReportingRegime


class _Checks(SelectMultipleField):
    """Several of a few, as checks."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


@dataclass(frozen=True, slots=True)
class PeriodFields:
    """The fields of one period, under its name."""

    name: str
    is_week: bool
    fields: Sequence[Any]


class RegimeForm(VersionedDeedForm):
    """What a regime says; the fields of its periods are added by ``form_of``."""

    name = NormalisedStringField(_l("Tên chế độ báo cáo"), [Filled()], max_length=200)
    source = NormalisedTextArea(_l("Căn cứ"), max_length=2000)
    automatic = BooleanField(_l("Tự lập dự thảo khi hết kỳ"))
    off_on = VietnameseDateField(_l("Ngừng dùng từ ngày"))
    hours = IntegerField(_l("Hạn báo cáo đột xuất (giờ)"), [Optional(), NumberRange(0, 720)])
    outline = _Checks(_l("Đề cương"), coerce=Section)
    annexes = _Checks(_l("Phụ lục"), coerce=Annex)

    def periods_of(self, plan: RegimePlan) -> list[PeriodFields]:
        """The groups of fields in the order of the plan."""
        return [
            PeriodFields(
                label(period.kind),
                period.kind is PeriodKind.WEEK,
                [self[f"{name}_{period.kind.value}"] for name in _names(period.kind)],
            )
            for period in plan.periods
            if period.kind not in FREE_KINDS
        ]

    def typed(self, kind: PeriodKind) -> dict[str, Any]:
        """What was typed for a period: first, last, before, and the levels."""
        values = {name: self[f"{name}_{kind.value}"].data for name in _names(kind)}
        return {"before": 0} | values


class LikeForm(ScopeForm):
    """A regime like another, on a part."""

    name = NormalisedStringField(_l("Tên chế độ báo cáo"), [Filled()], max_length=200)


def form_of(regime: ReportingRegime, plan: RegimePlan) -> RegimeForm:
    """The form with the fields that this regime's periods need, filled in."""
    values: dict[str, Any] = {
        "version": regime.row_version,
        "name": regime.name,
        "source": regime.source,
        "automatic": regime.automatic,
        "off_on": regime.off_on,
        "hours": plan.hours,
        "outline": [section.value for section in plan.outline],
        "annexes": [annex.value for annex in plan.annexes],
    }
    made: dict[str, Any] = {}
    for period in plan.periods:
        if period.kind in FREE_KINDS:
            continue
        rule = period.rule
        told = {
            "first": rule.first_day,
            "last": rule.last_day,
            "before": rule.months_before,
            **{level.value: due_notation(period.due.get(level)) for level in _SENDING},
        }
        for name in _names(period.kind):
            made[f"{name}_{period.kind.value}"] = _field(name, period.kind)
            values[f"{name}_{period.kind.value}"] = told[name]
    form: RegimeForm = type("RegimeForm", (RegimeForm,), made)(**values)
    form.outline.choices = [SelectChoice(each, label(each)) for each in Section]
    form.annexes.choices = [SelectChoice(each, label(each)) for each in Annex]
    return form


_SENDING = (Level.OFFICE, Level.PROVINCE)


def _names(kind: PeriodKind) -> list[str]:
    days = ["first", "last"] if kind is PeriodKind.WEEK else ["first", "before", "last"]
    return [*days, *(level.value for level in _SENDING)]


def _field(name: str, kind: PeriodKind) -> Any:
    week = kind is PeriodKind.WEEK
    words = {
        "first": _("Từ thứ (1 = thứ Hai … 7 = Chủ nhật)") if week else _("Từ ngày"),
        "before": _("của tháng trước kỳ (số tháng lùi)"),
        "last": _("Đến hết thứ") if week else _("Đến hết ngày (của tháng cuối kỳ)"),
        Level.OFFICE.value: _("Cơ quan gửi chậm nhất"),
        Level.PROVINCE.value: _("Cấp tỉnh gửi chậm nhất"),
    }[name]
    if name in ("first", "before", "last"):
        return IntegerField(words, [Filled(), NumberRange(0, 31)])
    return NormalisedStringField(words, max_length=20)
