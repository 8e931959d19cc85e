"""Which of several rules holds, how strict a narrower one must be, and the planner's bounds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.ladders import DEADLINE, UNIT
from tests.support.vietnamese_calendar import seeded_calendar
from tracker.domain.delivery import Channel
from tracker.domain.errors import InvalidInput
from tracker.domain.reminder_ladder import Audience, ReminderRule, RuleKind, Rung
from tracker.domain.reminder_scope import check_stricter, rule_for

OFFICE = seeded_calendar()
UNIT_RULE = replace(DEADLINE, unit_id=7, id=2)
PAPER_RULE = replace(DEADLINE, directive_id=5, id=3)
RULES = (replace(DEADLINE, id=1), UNIT_RULE, PAPER_RULE)


@pytest.mark.parametrize(
    ("unit_id", "directive_id", "held"),
    [(1, 1, 1), (7, 1, 2), (1, 5, 3), (7, 5, 3), (None, None, 1)],
)
def test_a_directive_goes_before_a_unit_and_that_before_the_office(
    unit_id: int | None, directive_id: int | None, held: int
) -> None:
    found = rule_for(RULES, RuleKind.DEADLINE, unit_id=unit_id, directive_id=directive_id)
    assert found is not None
    assert found.id == held


def test_a_narrower_rule_that_is_off_does_not_count() -> None:
    off = (RULES[0], replace(UNIT_RULE, enabled=False))
    found = rule_for(off, RuleKind.DEADLINE, unit_id=7)
    assert found is not None
    assert found.id == 1
    assert rule_for(off, RuleKind.APPROVAL) is None


def ladder(*rungs: Rung) -> ReminderRule:
    return ReminderRule("deadline", RuleKind.DEADLINE, rungs, unit_id=7)


def test_the_same_ladder_is_strict_enough() -> None:
    check_stricter(replace(DEADLINE, unit_id=7), DEADLINE)


@pytest.mark.parametrize(
    ("narrow", "says"),
    [
        (ladder(Rung("d-3", -3, UNIT), *DEADLINE.rungs[2:]), "sớm hơn"),
        (
            ladder(Rung("d-7", -7, (Audience.OFFICER,)), *DEADLINE.rungs[1:]),
            "chưa nhắc tới",
        ),
        (
            ladder(*DEADLINE.rungs[:4], Rung("overdue", 1, UNIT, every=5, most=20)),
            "dày hơn",
        ),
        (
            ladder(*DEADLINE.rungs[:4], Rung("overdue", 1, UNIT, every=3, most=2)),
            "dày hơn",
        ),
        (ladder(*DEADLINE.rungs[:4]), "dày hơn"),
    ],
)
def test_a_laxer_ladder_is_refused(narrow: ReminderRule, says: str) -> None:
    with pytest.raises(InvalidInput, match=says):
        check_stricter(narrow, DEADLINE)


@pytest.mark.parametrize(
    ("kind", "rungs", "says"),
    [
        (RuleKind.APPROVAL, (Rung("d0", 0, UNIT),), "từ 1 ngày"),
        (RuleKind.EXTENSION, (Rung("d-1", -1, UNIT),), "từ 1 ngày"),
        (RuleKind.UPDATE, (Rung("d+1", 1, UNIT),), "không nhắc sau"),
        (RuleKind.SERIES, (Rung("d-1", -1, UNIT), Rung("d+1", 1, UNIT)), "không nhắc sau"),
    ],
)
def test_a_rung_where_its_clock_never_stands(
    kind: RuleKind, rungs: tuple[Rung, ...], says: str
) -> None:
    with pytest.raises(InvalidInput, match=says):
        ReminderRule(kind.value, kind, rungs)


def test_only_the_unit_s_own_clocks_are_narrowed() -> None:
    with pytest.raises(InvalidInput, match="cả cơ quan"):
        ReminderRule("approval", RuleKind.APPROVAL, (Rung("d+1", 1, UNIT),), unit_id=7)


def test_the_application_is_always_one_of_the_ways() -> None:
    with pytest.raises(InvalidInput, match="luôn được gửi"):
        Rung("d0", 0, UNIT, channels=(Channel.EMAIL,))


@pytest.mark.parametrize(
    ("at", "audiences", "kind", "level"),
    [
        (-3, (Audience.LEADER,), RuleKind.DEADLINE, 0),
        (0, UNIT, RuleKind.DEADLINE, 0),
        (1, UNIT, RuleKind.DEADLINE, 1),
        (4, (*UNIT, Audience.LEAD_OFFICE), RuleKind.DEADLINE, 2),
        (10, (Audience.LEADER,), RuleKind.DEADLINE, 3),
        (10, (Audience.CHAIRMAN,), RuleKind.DEADLINE, 3),
        (3, (Audience.LEAD_OFFICE,), RuleKind.APPROVAL, 1),
        (6, (Audience.LEADER,), RuleKind.APPROVAL, 2),
        (9, (Audience.CHAIRMAN,), RuleKind.APPROVAL, 3),
    ],
)
def test_how_far_up_a_rung_goes(
    at: int, audiences: tuple[Audience, ...], kind: RuleKind, level: int
) -> None:
    assert Rung(f"d{at:+d}", at, audiences).level(kind) == level


@given(
    st.dates(date(2026, 1, 5), date(2026, 12, 20)),
    st.integers(-15, 130),
    st.lists(st.integers(-10, 12), min_size=1, max_size=5, unique=True),
    st.one_of(st.none(), st.integers(1, 5)),
    st.one_of(st.none(), st.integers(0, 12)),
)
def test_the_planner_s_bounds_say_what_the_rule_says(
    target: date, distance: int, places: list[int], every: int | None, made_up: int | None
) -> None:
    """Asked from the other side: exactly the target's own span holds it, or none."""
    day = OFFICE.last_working_on_or_before(target + timedelta(days=distance))
    places = sorted(places)
    rungs = [Rung(f"d{at:+d}", at, UNIT) for at in places]
    if every is not None and places[-1] >= 0:
        rungs[-1] = replace(rungs[-1], every=every, most=6)
    rule = ReminderRule("deadline", RuleKind.DEADLINE, tuple(rungs))
    found = [
        (span.rung, span.occurrence)
        for span in rule.spans(day, OFFICE, made_up=made_up)
        if span.from_on <= target <= span.to_on
    ]
    standing = rule.standing(target, day, OFFICE)
    expected = [] if standing is None else [(standing.rung, standing.occurrence)]
    if made_up is not None and standing is not None and not found:
        last = rungs[-1]
        at = last.at + (last.every or 0) * ((last.most or 1) - 1)
        assert OFFICE.count(target, day) > at + made_up, "only what is long over is left out"
        return
    assert found == expected
