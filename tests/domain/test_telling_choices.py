"""What a person may choose about the morning's mail, and what nobody can switch off."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from tracker.domain.errors import InvalidInput
from tracker.domain.local_time import VIETNAM
from tracker.domain.telling_choices import (
    Choice,
    check_pause,
    clock_words,
    digest_moment,
    mails_digest,
    minutes_offered,
)

DAY = date(2026, 11, 23)
AWAY = Choice(paused_from=date(2026, 11, 23), paused_to=date(2026, 11, 25))


@pytest.mark.parametrize(
    ("choice", "day", "statutory", "may_switch_off", "mailed"),
    [
        (Choice(), DAY, False, True, True),
        (Choice(mail_off=True), DAY, False, True, False),
        (Choice(mail_off=True), DAY, False, False, True),
        (Choice(mail_off=True), DAY, True, True, True),
        (AWAY, date(2026, 11, 22), False, True, True),
        (AWAY, date(2026, 11, 23), False, True, False),
        (AWAY, date(2026, 11, 25), False, True, False),
        (AWAY, date(2026, 11, 25), True, True, True),
        (AWAY, date(2026, 11, 26), False, True, True),
    ],
)
def test_who_gets_the_morning_by_mail(
    choice: Choice, day: date, *, statutory: bool, may_switch_off: bool, mailed: bool
) -> None:
    said = mails_digest(choice, day, statutory=statutory, may_switch_off=may_switch_off)
    assert said is mailed


@pytest.mark.parametrize(
    ("digest_at", "latest_hour", "planned", "leaves"),
    [
        (None, 10, (7, 15), (7, 30)),
        (8 * 60 + 30, 10, (7, 15), (8, 30)),
        (8 * 60 + 30, 10, (9, 40), (9, 40)),
        (6 * 60, 10, (7, 15), (7, 30)),
        (10 * 60, 8, (7, 15), (8, 0)),
        (10 * 60, 7, (7, 15), (7, 30)),
    ],
)
def test_the_digest_leaves_at_the_chosen_hour_within_the_window(
    digest_at: int | None, latest_hour: int, planned: tuple[int, int], leaves: tuple[int, int]
) -> None:
    moment = digest_moment(
        Choice(digest_at=digest_at),
        DAY,
        datetime(2026, 11, 23, *planned, tzinfo=VIETNAM),
        latest_hour=latest_hour,
    )
    assert (moment.hour, moment.minute) == leaves


def test_hours_to_choose_from() -> None:
    offered = [clock_words(minute) for minute in minutes_offered(9)]
    assert offered == ["07:30", "08:00", "08:30", "09:00"]
    assert minutes_offered(7) == [450]


@pytest.mark.parametrize(
    ("from_on", "to_on", "most", "refusal"),
    [
        (date(2026, 11, 23), date(2026, 11, 23), 30, None),
        (date(2026, 11, 20), date(2026, 11, 23), 30, None),
        (date(2026, 11, 24), date(2026, 12, 23), 30, None),
        (date(2026, 11, 24), date(2026, 12, 24), 30, "đến ngày 23/12/2026"),
        (date(2026, 11, 24), date(2026, 11, 23), 30, "từ ngày bắt đầu"),
        (date(2026, 11, 20), date(2026, 11, 22), 30, "đã qua"),
        (date(2026, 11, 24), date(2026, 11, 24), 0, "không cho phép"),
    ],
)
def test_days_of_a_pause(from_on: date, to_on: date, most: int, refusal: str | None) -> None:
    if refusal is None:
        check_pause(from_on, to_on, today=DAY, most_days=most)
        return
    with pytest.raises(InvalidInput) as refused:
        check_pause(from_on, to_on, today=DAY, most_days=most)
    assert refusal in str(refused.value)
