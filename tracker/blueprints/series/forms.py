"""The rule of a recurring duty in plain words, and the forms of its other decisions."""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, HiddenField, IntegerField, RadioField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import NumberRange, Optional

from tracker.blueprints.deeds import VersionedDeedForm
from tracker.blueprints.fields import (
    Filled,
    NormalisedStringField,
    NormalisedTextArea,
    VietnameseDateField,
)
from tracker.domain.errors import InvalidInput
from tracker.domain.recurrence import (
    LAST_DAY,
    LAST_WORKING_DAY,
    LONGEST,
    RecurrenceRule,
    RestDayRule,
)
from tracker.domain.recurrence_periods import Every
from tracker.services.seen import mark
from tracker.services.series_deeds import DAYS_BEFORE_MOST


class DayOf(StrEnum):
    """Which day of its month is meant."""

    DAY = "day"
    LAST = "last"
    WORKING = "working"
    LAST_WORKING = "last_working"


_EVERY = (
    (Every.WEEK, _("Hằng tuần")),
    (Every.MONTH, _("Hằng tháng")),
    (Every.QUARTER, _("Hằng quý")),
    (Every.HALF_YEAR, _("6 tháng một lần")),
    (Every.YEAR, _("Hằng năm")),
    (Every.MONTHS, _("Một số tháng một lần")),
    (Every.DATES, _("Các ngày ấn định trong năm")),
)
_WEEKDAYS = (_("Thứ Hai"), _("Thứ Ba"), _("Thứ Tư"), _("Thứ Năm"), _("Thứ Sáu"), _("Thứ Bảy"),
             _("Chủ nhật"))  # fmt: skip
_DAYS = (
    (DayOf.DAY, _("Ngày cố định trong tháng")),
    (DayOf.LAST, _("Ngày cuối cùng của tháng")),
    (DayOf.WORKING, _("Ngày làm việc thứ mấy của tháng")),
    (DayOf.LAST_WORKING, _("Ngày làm việc cuối cùng của tháng")),
)
_REST = (
    (RestDayRule.KEEP, _("Giữ nguyên ngày")),
    (RestDayRule.NEXT, _("Lùi sang ngày làm việc kế tiếp")),
    (RestDayRule.PREVIOUS, _("Lấy ngày làm việc liền trước")),
)
_PAIR = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})", re.ASCII)


class RhythmField(RadioField):
    """One of the rhythms; that nothing was chosen is said by ``Filled``."""

    def pre_validate(self, form: Any) -> None:
        """Refuse what is not offered."""
        if self.data:
            super().pre_validate(form)


class RuleForm(VersionedDeedForm):
    """A rule, from which day on, how early its tasks are given, and on which basis."""

    every = RhythmField(
        _("Chu kỳ"),
        [Filled(_("Hãy chọn chu kỳ."))],
        choices=[SelectChoice(every.value, words) for every, words in _EVERY],
    )
    weekday = SelectField(
        _("Thứ trong tuần"),
        coerce=int,
        default=5,
        choices=[SelectChoice(str(n), words) for n, words in enumerate(_WEEKDAYS, 1)],
    )
    length = IntegerField(_("Số tháng của một kỳ"), [Optional(), NumberRange(1, LONGEST)])
    month = IntegerField(_("Tháng"), [Optional(), NumberRange(1, 12)])
    year = IntegerField(_("Năm của kỳ đầu tiên"), [Optional(), NumberRange(2000, 2200)])
    dates = NormalisedStringField(_("Các ngày trong năm"), max_length=200)
    day_of = SelectField(
        _("Hạn là"), choices=[SelectChoice(kind.value, words) for kind, words in _DAYS]
    )
    day = IntegerField(_("Ngày hoặc thứ tự ngày làm việc"), [Optional(), NumberRange(1, 31)])
    following = BooleanField(_("Tính ở tuần, tháng liền sau khi hết kỳ"))
    before = BooleanField(_("Văn bản ghi “trước ngày”: hạn là ngày liền trước"))
    on_rest_day = SelectField(
        _("Nếu hạn rơi vào ngày nghỉ"),
        choices=[SelectChoice(rule.value, words) for rule, words in _REST],
    )
    days_before = IntegerField(
        _("Giao trước hạn (ngày)"),
        [NumberRange(0, DAYS_BEFORE_MOST, message=_("Hãy ghi số ngày từ 0 đến 120."))],
    )
    from_on = VietnameseDateField(_("Áp dụng từ ngày"), [Filled(_("Hãy ghi ngày áp dụng."))])
    last_day = VietnameseDateField(_("Kết thúc sau ngày"))
    basis = NormalisedTextArea(
        _("Căn cứ (văn bản hoặc ý kiến của lãnh đạo)"), [Filled()], max_length=1000
    )
    previewed = HiddenField()
    """Mark of the values whose due days the person has seen."""

    def rule(self) -> RecurrenceRule:
        """The rule that was chosen. InvalidInput at the field that does not fit."""
        every = Every(self.every.data)
        common: dict[str, Any] = {
            "every": every,
            "before": bool(self.before.data),
            "on_rest_day": RestDayRule(self.on_rest_day.data),
        }
        if every is Every.DATES:
            return RecurrenceRule(dates=_dates(self.dates.data or ""), **common)
        common["following"] = bool(self.following.data)
        if every is Every.WEEK:
            return RecurrenceRule(weekday=self.weekday.data, **common)
        if every is Every.MONTHS:
            for name, words in (
                ("length", gettext("Hãy ghi số tháng của một kỳ.")),
                ("month", gettext("Hãy ghi tháng bắt đầu của kỳ đầu tiên.")),
                ("year", gettext("Hãy ghi năm của kỳ đầu tiên.")),
            ):
                if self[name].data is None:
                    raise InvalidInput(words, field=name)
            common |= {"length": self.length.data, "year": self.year.data}
        if every in (Every.MONTHS, Every.YEAR):
            common["month"] = self.month.data
        return RecurrenceRule(**self._day(), **common)

    def _day(self) -> dict[str, Any]:
        kind, number = DayOf(self.day_of.data), self.day.data
        if kind is DayOf.LAST:
            return {"day": LAST_DAY}
        if kind is DayOf.LAST_WORKING:
            return {"working_day": LAST_WORKING_DAY}
        if number is None:
            raise InvalidInput("Hãy ghi ngày đến hạn.", field="day")
        if kind is DayOf.DAY:
            return {"day": number}
        if number > 15:
            raise InvalidInput("Ngày làm việc thứ mấy: từ 1 đến 15.", field="day")
        return {"working_day": number}

    def fill(self, rule: RecurrenceRule) -> None:
        """Show a stored rule."""
        self.every.data = rule.every.value
        self.weekday.data = rule.weekday or 5
        self.length.data, self.month.data, self.year.data = rule.length, rule.month, rule.year
        days = sorted(rule.dates, key=lambda pair: (pair[1], pair[0]))
        self.dates.data = "; ".join(f"{day:02d}/{month:02d}" for day, month in days)
        self.following.data, self.before.data = rule.following, rule.before
        self.on_rest_day.data = rule.on_rest_day.value
        if rule.working_day is not None:
            last = rule.working_day == LAST_WORKING_DAY
            self.day_of.data = DayOf.LAST_WORKING.value if last else DayOf.WORKING.value
            self.day.data = None if last else rule.working_day
        elif rule.day is not None:
            self.day_of.data = DayOf.LAST.value if rule.day == LAST_DAY else DayOf.DAY.value
            self.day.data = None if rule.day == LAST_DAY else rule.day

    def values_mark(self, rule: RecurrenceRule) -> str:
        """A mark of everything that the preview depends on."""
        return mark(rule.to_json(), self.from_on.data, self.last_day.data, self.days_before.data)


class EndForm(VersionedDeedForm):
    """Kết thúc nhiệm vụ định kỳ."""

    from_on = VietnameseDateField(_("Kết thúc từ ngày"), [Filled(_("Hãy ghi ngày kết thúc."))])
    basis = NormalisedTextArea(
        _("Căn cứ (văn bản hoặc ý kiến của lãnh đạo)"), [Filled()], max_length=1000
    )


class SkipForm(VersionedDeedForm):
    """Không giao kỳ này."""

    reason = NormalisedTextArea(
        _("Lý do"), [Filled(_("Hãy ghi lý do không giao nhiệm vụ của kỳ này."))], max_length=1000
    )


def _dates(text: str) -> tuple[tuple[int, int], ...]:
    pairs = tuple((int(day), int(month)) for day, month in _PAIR.findall(text))
    rest = set(_PAIR.sub("", text)) - set(" ;,")
    if not pairs or rest:
        raise InvalidInput("Hãy ghi các ngày dạng 15/3; 15/6; 15/9; 15/12.", field="dates")
    for day, month in pairs:
        try:
            date(2024, month, day)
        except ValueError:
            raise InvalidInput(
                "Không có ngày %(day)s/%(month)s.", field="dates", day=day, month=month
            ) from None
    return tuple(dict.fromkeys(pairs))
