"""Who deserves a reminder on which morning: tables of days around a due day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.ladders import ACKNOWLEDGE, APPROVAL, DEADLINE, RULES
from tests.support.vietnamese_calendar import seeded_calendar
from tracker.domain.errors import InvalidInput
from tracker.domain.reminder_ladder import Audience, ReminderRule, RuleKind, Rung
from tracker.domain.reminder_rules import TaskFacts, dedupe_key, deserved, verdict
from tracker.domain.task_status import WITH_UNIT, TaskStatus

OFFICE = seeded_calendar()
HEAD = (Audience.UNIT_HEAD,)


def task(due_on: date | None, **changes: object) -> TaskFacts:
    facts = TaskFacts(
        task_id=12,
        status=TaskStatus.IN_PROGRESS,
        due_on=due_on,
        deadline_version=1,
        deadline_set_on=date(2025, 1, 2),
        assigned_on=date(2025, 1, 2),
    )
    return replace(facts, **changes)  # type: ignore[arg-type]


def sent_each_morning(facts: TaskFacts, first: date, last: date) -> list[tuple[str, str]]:
    """What a scheduler that never misses a morning sends: (day, rung and occurrence)."""
    ledger: set[tuple[str, int]] = set()
    sent = []
    day = first
    while day <= last:
        for found in deserved(facts, day, OFFICE, RULES):
            if (found.rung, found.occurrence) not in ledger:
                ledger.add((found.rung, found.occurrence))
                sent.append((f"{day:%d/%m}", f"{found.rung} {found.occurrence}"))
        day += timedelta(days=1)
    return sent


def test_an_ordinary_due_day_from_d_minus_8_to_d_plus_20_over_weekends() -> None:
    due = date(2026, 10, 16)  # a Friday without a holiday near
    first, last = OFFICE.add(due, -8), OFFICE.add(due, 20)
    assert sent_each_morning(task(due), first, last) == [
        ("07/10", "d-7 1"),
        ("13/10", "d-3 1"),
        ("15/10", "d-1 1"),
        ("16/10", "d0 1"),
        ("19/10", "overdue 1"),
        ("22/10", "overdue 2"),
        ("27/10", "overdue 3"),
        ("30/10", "overdue 4"),
        ("04/11", "overdue 5"),
        ("09/11", "overdue 6"),
        ("12/11", "overdue 7"),
    ]


def test_a_due_day_right_after_tet() -> None:
    due = date(2026, 2, 23)
    assert sent_each_morning(task(due), date(2026, 2, 1), date(2026, 2, 27)) == [
        ("05/02", "d-7 1"),
        ("11/02", "d-3 1"),
        ("13/02", "d-1 1"),
        ("23/02", "d0 1"),
        ("24/02", "overdue 1"),
        ("27/02", "overdue 2"),
    ]


def test_a_worked_saturday_is_a_morning_like_any_other() -> None:
    due = date(2026, 8, 24)
    assert sent_each_morning(task(due), date(2026, 8, 12), date(2026, 8, 28)) == [
        ("14/08", "d-7 1"),
        ("20/08", "d-3 1"),
        ("22/08", "d-1 1"),
        ("24/08", "d0 1"),
        ("25/08", "overdue 1"),
        ("28/08", "overdue 2"),
    ]


def test_a_due_day_on_a_sunday_is_called_on_friday_and_overdue_on_monday() -> None:
    due = date(2026, 10, 18)
    assert sent_each_morning(task(due), date(2026, 10, 12), date(2026, 10, 20)) == [
        ("12/10", "d-7 1"),
        ("13/10", "d-3 1"),
        ("15/10", "d-1 1"),
        ("16/10", "d0 1"),
        ("19/10", "overdue 1"),
    ]


@pytest.mark.parametrize(
    ("day", "rung", "words"),
    [
        (
            date(2026, 10, 14),
            "d-3",
            "Hạn 16/10/2026: còn 2 ngày làm việc (mốc nhắc ngày 13/10/2026)",
        ),
        (date(2026, 10, 15), "d-1", "Hạn 16/10/2026: còn 1 ngày làm việc"),
        (date(2026, 10, 16), "d0", "Hạn 16/10/2026: hôm nay là hạn"),
        (date(2026, 10, 19), "overdue", "Hạn 16/10/2026: quá hạn 3 ngày"),
        (date(2026, 10, 22), "overdue", "Hạn 16/10/2026: quá hạn 6 ngày; nhắc lần 2"),
    ],
    ids=str,
)
def test_the_morning_before_on_and_after_the_due_day(day: date, rung: str, words: str) -> None:
    [found] = deserved(task(date(2026, 10, 16)), day, OFFICE, RULES)
    assert (found.rung, str(found.reason)) == (rung, words)
    assert found.days_late == (day - date(2026, 10, 16)).days


def test_nothing_before_the_first_rung_and_the_verdict_says_when_it_comes() -> None:
    said = verdict(task(date(2026, 10, 16)), date(2026, 10, 6), OFFICE, DEADLINE)
    assert said.reminder is None
    assert str(said.why) == "Chưa đến mốc nhắc đầu tiên, ngày 07/10/2026."


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (
            date(2026, 10, 17),
            "Không nhắc vào ngày nghỉ: 17/10/2026 là thứ Bảy, ngày nghỉ hằng tuần.",
        ),
        (date(2026, 9, 2), "Không nhắc vào ngày nghỉ: 02/09/2026 là thứ Tư, nghỉ lễ: Quốc khánh."),
    ],
    ids=str,
)
def test_nobody_is_reminded_on_a_day_off(day: date, why: str) -> None:
    facts = task(day - timedelta(days=1))
    assert deserved(facts, day, OFFICE, RULES) == []
    assert str(verdict(facts, day, OFFICE, DEADLINE).why) == why


def test_after_days_of_silence_one_reminder_and_not_five() -> None:
    facts = task(date(2026, 10, 16))
    [found] = deserved(facts, date(2026, 10, 23), OFFICE, RULES)
    assert (found.rung, found.occurrence) == ("overdue", 2)
    assert found.planned_on == date(2026, 10, 22)


def test_a_missed_rung_is_made_up_until_the_next_one_takes_its_place() -> None:
    facts = task(date(2026, 10, 16))
    rungs = [
        [found.rung for found in deserved(facts, date(2026, 10, day), OFFICE, RULES)]
        for day in (7, 8, 9, 12, 13, 14, 15)
    ]
    assert rungs == [["d-7"], ["d-7"], ["d-7"], ["d-7"], ["d-3"], ["d-3"], ["d-1"]]


@pytest.mark.parametrize("status", TaskStatus)
def test_only_what_lies_with_the_unit_is_reminded(status: TaskStatus) -> None:
    facts = task(date(2026, 10, 16), status=status)
    found = deserved(facts, date(2026, 10, 16), OFFICE, RULES)
    assert bool(found) is (status in WITH_UNIT)
    said = verdict(facts, date(2026, 10, 16), OFFICE, DEADLINE)
    assert str(said.why)


def test_handing_in_silences_and_a_return_wakes_with_its_new_version() -> None:
    due, morning = date(2026, 10, 16), date(2026, 10, 15)
    before = task(due)
    [first] = deserved(before, morning, OFFICE, RULES)
    handed_in = replace(before, status=TaskStatus.SUBMITTED, submitted_on=morning)
    assert deserved(handed_in, date(2026, 10, 16), OFFICE, RULES) == []
    returned = replace(
        before,
        status=TaskStatus.RETURNED,
        due_on=date(2026, 10, 21),
        deadline_version=2,
        deadline_set_on=date(2026, 10, 16),
    )
    assert sent_each_morning(returned, date(2026, 10, 17), date(2026, 10, 22)) == [
        ("19/10", "d-3 1"),
        ("20/10", "d-1 1"),
        ("21/10", "d0 1"),
        ("22/10", "overdue 1"),
    ]
    [again] = deserved(returned, date(2026, 10, 20), OFFICE, RULES)
    assert (first.rung, first.deadline_version) == ("d-1", 1)
    assert (again.rung, again.deadline_version) == ("d-1", 2)


def test_an_extension_starts_the_ladder_anew_and_the_old_rungs_die() -> None:
    extended = task(date(2026, 10, 30), deadline_version=2, deadline_set_on=date(2026, 10, 14))
    assert sent_each_morning(extended, date(2026, 10, 15), date(2026, 10, 30)) == [
        ("21/10", "d-7 1"),
        ("27/10", "d-3 1"),
        ("29/10", "d-1 1"),
        ("30/10", "d0 1"),
    ]


def test_rungs_that_stood_before_the_deadline_was_entered_are_dead() -> None:
    facts = task(date(2026, 10, 16), deadline_set_on=date(2026, 10, 9))
    said = verdict(facts, date(2026, 10, 12), OFFICE, DEADLINE)
    assert said.reminder is None
    assert "07/10/2026 không còn áp dụng" in str(said.why)
    handed_over = task(date(2026, 10, 16), assigned_on=date(2026, 10, 14))
    assert deserved(handed_over, date(2026, 10, 14), OFFICE, RULES) == []
    assert deserved(handed_over, date(2026, 10, 15), OFFICE, RULES)


def test_a_rung_on_the_very_day_of_assignment_is_alive() -> None:
    day = date(2026, 10, 13)
    [found] = deserved(
        task(date(2026, 10, 16), deadline_set_on=day, assigned_on=day), day, OFFICE, RULES
    )
    assert found.rung == "d-3"


def test_a_task_without_a_date_is_left_in_peace() -> None:
    facts = task(None, deadline_version=0, deadline_set_on=None)
    assert deserved(facts, date(2026, 10, 16), OFFICE, RULES) == []
    assert str(verdict(facts, date(2026, 10, 16), OFFICE, DEADLINE).why) == (
        "Nhiệm vụ không có thời hạn."
    )


def test_overdue_reminders_stop_at_their_cap() -> None:
    rule = ReminderRule("deadline", RuleKind.DEADLINE, (Rung("overdue", 1, HEAD, every=3, most=2),))
    facts = task(date(2026, 10, 16))
    occurrences = [
        verdict(facts, OFFICE.add(date(2026, 10, 16), n), OFFICE, rule).reminder
        for n in (1, 4, 7, 10, 40)
    ]
    assert [found.occurrence for found in occurrences if found] == [1, 2, 2, 2, 2]


def test_not_acknowledged_in_time_when_the_office_wants_to_know() -> None:
    rule = replace(ACKNOWLEDGE, enabled=True)
    facts = task(None, status=TaskStatus.ASSIGNED, assigned_on=date(2026, 10, 16))
    assert deserved(facts, date(2026, 10, 19), OFFICE, [rule]) == []
    [found] = deserved(facts, date(2026, 10, 20), OFFICE, [rule])
    assert str(found.reason) == "Giao ngày 16/10/2026, sau 2 ngày làm việc chưa tiếp nhận"
    assert (found.deadline_version, found.days_late) == (0, None)
    taken = replace(facts, status=TaskStatus.ACKNOWLEDGED)
    assert deserved(taken, date(2026, 10, 20), OFFICE, [rule]) == []
    assert deserved(facts, date(2026, 10, 20), OFFICE, [ACKNOWLEDGE]) == []


def test_the_lead_office_is_reminded_of_what_it_sits_on() -> None:
    rule = replace(APPROVAL, enabled=True)
    facts = task(date(2026, 10, 16), status=TaskStatus.SUBMITTED, submitted_on=date(2026, 10, 14))
    [found] = deserved(facts, date(2026, 10, 19), OFFICE, [rule])
    assert found.audiences == (Audience.LEAD_OFFICE,)
    assert str(found.reason) == (
        "Báo cáo hoàn thành ngày 14/10/2026, đã chờ xác nhận 3 ngày làm việc"
    )
    assert deserved(task(date(2026, 10, 16)), date(2026, 10, 19), OFFICE, [rule]) == []


@given(
    st.dates(date(2026, 1, 5), date(2026, 12, 20)),
    st.integers(-15, 40),
    st.integers(0, 30),
)
def test_at_most_one_line_never_on_a_day_off_never_planned_ahead(
    due: date, distance: int, age: int
) -> None:
    day = due + timedelta(days=distance)
    set_on = day - timedelta(days=age)
    facts = task(due, deadline_set_on=set_on, assigned_on=set_on)
    found = deserved(facts, day, OFFICE, RULES)
    assert len(found) <= 1
    for reminder in found:
        assert OFFICE.is_working(day)
        assert OFFICE.is_working(reminder.planned_on)
        assert set_on <= reminder.planned_on <= day
        [span] = [span for span in DEADLINE.spans(day, OFFICE) if span.from_on <= due <= span.to_on]
        assert (span.rung.key, span.occurrence) == (reminder.rung, reminder.occurrence)


@given(st.dates(date(2026, 1, 5), date(2026, 11, 1)), st.sets(st.integers(0, 60)))
def test_missed_mornings_never_add_a_reminder_and_never_repeat_one(
    due: date, down: set[int]
) -> None:
    """Whatever days the system was down, each rung is sent at most once, in their order."""
    start = due - timedelta(days=20)
    facts = task(due)
    keys = [
        (found.rung, found.occurrence)
        for n in range(60)
        if n not in down
        for found in deserved(facts, start + timedelta(days=n), OFFICE, RULES)
    ]
    in_order = list(dict.fromkeys(keys))
    assert keys == sorted(keys, key=in_order.index)
    every_day = [
        (found.rung, found.occurrence)
        for n in range(60)
        for found in deserved(facts, start + timedelta(days=n), OFFICE, RULES)
    ]
    assert set(in_order) <= set(every_day)


KEY = {
    "subject": "task:12",
    "recipient": "user:7",
    "rule": "deadline",
    "rung": "d-3",
    "deadline_version": 2,
    "occurrence": 1,
    "channel": "email",
}


def test_the_ledger_key_names_every_part() -> None:
    assert dedupe_key(**KEY) == "task:12|user:7|deadline|d-3|v2|n1|email"  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("subject", "task:13"),
        ("recipient", "user:8"),
        ("rule", "acknowledge"),
        ("rung", "d-1"),
        ("deadline_version", 3),
        ("occurrence", 2),
        ("channel", "in_app"),
    ],
)
def test_each_part_alone_makes_another_ledger_key(part: str, value: object) -> None:
    assert dedupe_key(**{**KEY, part: value}) != dedupe_key(**KEY)  # type: ignore[arg-type]


@pytest.mark.parametrize("value", ["", "a|b"])
def test_a_ledger_key_that_could_be_mistaken_is_refused(value: str) -> None:
    with pytest.raises(ValueError, match="not a ledger key"):
        dedupe_key(**{**KEY, "rung": value})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("rungs", "says"),
    [
        ((), "sớm đến muộn"),
        ((Rung("d0", 0, HEAD), Rung("d-1", -1, HEAD)), "sớm đến muộn"),
        ((Rung("a", 0, HEAD), Rung("b", 0, HEAD)), "sớm đến muộn"),
        ((Rung("a", -1, HEAD), Rung("a", 0, HEAD)), "sớm đến muộn"),
        ((Rung("a", 1, HEAD, every=3), Rung("b", 5, HEAD)), "cuối cùng"),
    ],
)
def test_a_ladder_that_cannot_be_climbed_is_refused(rungs: tuple[Rung, ...], says: str) -> None:
    with pytest.raises(InvalidInput, match=says):
        ReminderRule("deadline", RuleKind.DEADLINE, rungs)


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"key": "D 7", "at": -7, "audiences": HEAD}, "Mã của mốc"),
        ({"key": "d-7", "at": -7, "audiences": ()}, "người nhận"),
        ({"key": "d-7", "at": -7, "audiences": HEAD, "every": 2}, "lặp lại"),
        ({"key": "late", "at": 1, "audiences": HEAD, "every": 0}, "lặp lại"),
        ({"key": "late", "at": 1, "audiences": HEAD, "most": 3}, "tối đa"),
        ({"key": "late", "at": 1, "audiences": HEAD, "every": 3, "most": 0}, "tối đa"),
    ],
)
def test_a_rung_that_could_never_be_sent_is_refused(values: dict[str, object], says: str) -> None:
    with pytest.raises(InvalidInput, match=says):
        Rung(**values)  # type: ignore[arg-type]


def test_a_rule_that_waits_cannot_fire_before_the_waiting_begins() -> None:
    with pytest.raises(InvalidInput, match="từ 1 ngày"):
        ReminderRule("acknowledge", RuleKind.ACKNOWLEDGE, (Rung("a", 0, HEAD),))
