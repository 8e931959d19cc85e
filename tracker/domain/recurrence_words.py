"""A recurrence rule in Vietnamese words, as an office would write it."""

from __future__ import annotations

from tracker.domain.recurrence import LAST_DAY, LAST_WORKING_DAY, RecurrenceRule, RestDayRule
from tracker.domain.recurrence_periods import Every
from tracker.domain.sentences import Sentence, say
from tracker.domain.working_days import WEEKDAYS

# (cycle, whether the month after the period is meant) → the cycle, and whose day it is
_MONTH_OF = {
    (Every.MONTH, False): (say("hằng tháng"), say("%(day)s tháng")),
    (Every.MONTH, True): (say("hằng tháng"), say("%(day)s tháng sau")),
    (Every.QUARTER, False): (say("hằng quý"), say("%(day)s tháng cuối quý")),
    (Every.QUARTER, True): (say("hằng quý"), say("%(day)s tháng đầu quý sau")),
    (Every.HALF_YEAR, False): (say("6 tháng một lần"), say("%(day)s tháng 6 và tháng 12")),
    (Every.HALF_YEAR, True): (say("6 tháng một lần"), say("%(day)s tháng 7 và tháng 01")),
    (Every.YEAR, False): (say("hằng năm"), say("%(day)s tháng %(month)s")),
    (Every.YEAR, True): (say("hằng năm"), say("%(day)s tháng %(month)s năm sau")),
    (Every.MONTHS, False): (say("hằng tháng"), say("%(day)s tháng cuối kỳ")),
    (Every.MONTHS, True): (say("hằng tháng"), say("%(day)s tháng đầu kỳ sau")),
}


def rule_words(rule: RecurrenceRule) -> Sentence:
    """Say the whole rule: "hằng quý, trước ngày 15 tháng cuối quý"."""
    cycle, day = _cycle_and_day(rule)
    message = (
        say("%(cycle)s, trước %(day)s") if rule.before else say("%(cycle)s, chậm nhất %(day)s")
    )
    words = Sentence(message.message, (("cycle", cycle), ("day", day)))
    if rule.on_rest_day is RestDayRule.NEXT:
        return say("%(rule)s (gặp ngày nghỉ thì lùi sang ngày làm việc kế tiếp)", rule=words)
    if rule.on_rest_day is RestDayRule.PREVIOUS:
        return say("%(rule)s (gặp ngày nghỉ thì tính ngày làm việc liền trước)", rule=words)
    return words


def _cycle_and_day(rule: RecurrenceRule) -> tuple[Sentence, Sentence]:
    if rule.every is Every.WEEK and rule.weekday is not None:
        weekday = WEEKDAYS[rule.weekday - 1]
        day = say("%(weekday)s tuần sau", weekday=weekday) if rule.following else weekday
        return say("hằng tuần"), day
    if rule.every is Every.DATES:
        days = sorted(rule.dates, key=lambda pair: (pair[1], pair[0]))
        listed = ", ".join(f"{day:02d}/{month:02d}" for day, month in days)
        message = say("ngày %(days)s") if len(days) == 1 else say("các ngày %(days)s")
        return say("hằng năm"), Sentence(message.message, (("days", listed),))
    cycle, of_month = _MONTH_OF[rule.every, rule.following]
    if rule.every is Every.MONTHS:
        cycle = say(
            "%(n)s tháng một lần tính từ tháng %(month)s năm %(year)s",
            n=rule.length,
            month=rule.month,
            year=rule.year,
        )
    if rule.every is Every.MONTH and not rule.following and (rule.day or LAST_DAY) > 0:
        return cycle, _day_words(rule)
    month = rule.month or (1 if rule.following else 12)
    values = (("day", _day_words(rule)), ("month", f"{month:02d}" if month < 3 else str(month)))
    return cycle, Sentence(of_month.message, values)


def _day_words(rule: RecurrenceRule) -> Sentence:
    if rule.working_day == LAST_WORKING_DAY:
        return say("ngày làm việc cuối cùng của")
    if rule.working_day is not None:
        return say("ngày làm việc thứ %(n)s của", n=rule.working_day)
    if rule.day in (None, LAST_DAY):
        return say("ngày cuối cùng của")
    return say("ngày %(n)s", n=f"{rule.day:02d}")
