"""A clock that stands still until a test moves it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

VIETNAM = timezone(timedelta(hours=7))

#: A Monday at nine in the morning in Vietnam, in a month with no holiday near.
START = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


class Clock:
    """Called for the present moment, like the application's own."""

    def __init__(self, moment: datetime = START) -> None:
        self.moment = moment

    def __call__(self) -> datetime:
        return self.moment

    def move_to(self, day: date, hour: int = 9, minute: int = 0) -> datetime:
        """Go to a moment of a civil day in Vietnam; returns it."""
        local = datetime(day.year, day.month, day.day, hour, minute, tzinfo=VIETNAM)
        self.moment = local.astimezone(UTC)
        return self.moment

    def pass_by(self, **amount: float) -> datetime:
        """Let time pass, for example ``minutes=5``; returns the new moment."""
        self.moment += timedelta(**amount)
        return self.moment


@pytest.fixture(scope="session")
def session_clock() -> Clock:
    """The one clock that the applications of this worker look at."""
    return Clock()


@pytest.fixture
def clock(session_clock: Clock) -> Clock:
    """That clock, back at the start."""
    session_clock.moment = START
    return session_clock


@pytest.fixture
def now(clock: Clock) -> datetime:
    """The present moment at the start of a test, aware UTC."""
    return clock()


@pytest.fixture
def today(now: datetime) -> date:
    """The civil day in Vietnam at the start of a test."""
    return now.astimezone(VIETNAM).date()
