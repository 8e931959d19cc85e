"""Why a computed day is that day, step by step: a moved date without reasons is disputed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from tracker.domain.recurrence import RecurrenceRule
from tracker.domain.recurrence_periods import period_words
from tracker.domain.recurrence_words import rule_words
from tracker.domain.sentences import Sentence, say
from tracker.domain.vietnamese import day_words
from tracker.domain.working_days import Calendar


@dataclass(frozen=True, slots=True)
class Explanation:
    """A day and the steps that lead to it, in order, as sentences for a person."""

    day: date
    steps: tuple[Sentence, ...]


def explain_add(calendar: Calendar, start: date, n: int) -> Explanation:
    """Explain ``calendar.add(start, n)`` for ``n`` working days after (or before) ``start``."""
    end = calendar.add(start, n)
    message = (
        say(
            "Tính %(n)s ngày làm việc sau ngày %(start)s, không tính ngày đầu "
            "(Điều 147 Bộ luật Dân sự)."
        )
        if n >= 0
        else say("Tính lùi %(n)s ngày làm việc trước ngày %(start)s, không tính ngày đầu.")
    ).message
    steps = [say(message, n=abs(n), start=day_words(start))]
    steps += _days_out_of_step(calendar, min(start, end), max(start, end))
    return Explanation(end, (*steps, _what_it_is(calendar, end), *_doubts(calendar, start, end)))


def explain_fixed(calendar: Calendar, day: date) -> Explanation:
    """Explain a date that a paper fixes: it stays, and a rest day is pointed out.

    Practice, not law, hence only a warning (domain notes 8.2).
    """
    steps = [
        say("Văn bản ấn định ngày %(day)s, hạn giữ đúng ngày này.", day=day_words(day)),
        _what_it_is(calendar, day),
    ]
    if not calendar.is_working(day):
        last = calendar.last_working_on_or_before(day)
        steps.append(
            say(
                "Hạn rơi vào ngày nghỉ; ngày làm việc cuối cùng trước hạn là %(last)s.",
                last=day_words(last),
            )
        )
    return Explanation(day, (*steps, *_doubts(calendar, day, day)))


def explain_rule(calendar: Calendar, rule: RecurrenceRule, key: str) -> Explanation:
    """Explain the due day of one period of a recurring duty."""
    period, fixed, due = rule.period(key), rule.fixed_day(key, calendar), rule.due_on(key, calendar)
    steps = [
        say("Quy tắc: %(rule)s.", rule=rule_words(rule)),
        say(
            "Kỳ %(period)s: từ %(first)s đến %(last)s.",
            period=period_words(key),
            first=day_words(period.first),
            last=day_words(period.last),
        ),
        _what_it_is(calendar, fixed),
    ]
    if due != fixed:
        steps.append(say("Theo quy tắc, hạn chuyển sang ngày %(day)s.", day=day_words(due)))
    return Explanation(due, (*steps, *_doubts(calendar, fixed, due)))


def explain_period_end(calendar: Calendar, day: date) -> Explanation:
    """Explain the end of a period: on a rest day it ends with the next working day.

    Civil Code 2015 art. 148(5).
    """
    end = calendar.first_working_on_or_after(day)
    steps = [_what_it_is(calendar, day)]
    if end != day:
        steps.append(
            say(
                "Thời hạn kết thúc vào ngày nghỉ nên chuyển sang ngày làm việc tiếp theo, "
                "%(end)s (khoản 5 Điều 148 Bộ luật Dân sự).",
                end=day_words(end),
            )
        )
    return Explanation(end, (*steps, *_doubts(calendar, day, end)))


def _what_it_is(calendar: Calendar, day: date) -> Sentence:
    return say("%(day)s là %(why)s.", day=day_words(day), why=calendar.why(day))


def _days_out_of_step(calendar: Calendar, first: date, last: date) -> list[Sentence]:
    """What was left out or taken in strictly between two days; plain weekends as one line."""
    steps: list[Sentence] = []
    plain = 0
    day = first + timedelta(days=1)
    while day < last:
        working = calendar.is_working(day)
        if calendar.row(day) is not None:
            message = (
                say("Tính cả %(day)s: %(why)s.") if working else say("Không tính %(day)s: %(why)s.")
            ).message
            steps.append(say(message, day=day_words(day), why=calendar.why(day)))
        elif not working:
            plain += 1
        day += timedelta(days=1)
    if plain:
        steps.append(say("Không tính %(n)s ngày nghỉ hằng tuần.", n=plain))
    return steps


def _doubts(calendar: Calendar, start: date, end: date) -> list[Sentence]:
    """What could still move the day: years not entered, days that wait for their paper."""
    first, last = min(start, end), max(start, end)
    doubts = [
        say("Chưa có lịch nghỉ chính thức của năm %(year)s.", year=year)
        for year in range(first.year, last.year + 1)
        if not calendar.is_official(year)
    ]
    doubts += [
        say("Ngày %(day)s (%(name)s) còn chờ xác nhận.", day=day_words(row.day), name=row.name)
        for row in calendar.unconfirmed_between(first - timedelta(days=1), last)
        if calendar.is_official(row.day.year)
    ]
    return doubts
