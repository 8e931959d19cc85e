"""Living a task by its fate: which deeds on which days, so that it stands as it was dealt."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from tracker.demo.scale import hand_ins, side_rows
from tracker.demo.scale.fates import Fate
from tracker.demo.scale.life import DutyFacts, Life
from tracker.demo.scale.world import World

SPANS = (5, 7, 10, 15, 20, 30, 30, 45, 60, 90, 180)
"""Days from an order to its due day."""
WITH_OBSTACLE = 0.06
"""The share of reports that raise a difficulty."""
_UNDATED = (Fate.UNDATED, Fate.UNDATED_DONE)


def live(world: World, duty: DutyFacts, unit_id: int, fate: Fate) -> Life:
    """Live a task of ``unit_id`` as far as ``fate`` wants; the caller writes it."""
    given = duty.paper.given.date()
    fate = _possible(fate, given, world.last)
    life = Life(world, duty, unit_id, _due(world, given, fate))
    _DEEDS[fate](world, life)
    return life


def _possible(fate: Fate, given: date, last: date) -> Fate:
    """What was given yesterday cannot be handed in late by today."""
    if given < last:
        return fate
    return {Fate.LATE: Fate.ON_TIME, Fate.WAITING_LATE: Fate.WAITING}.get(fate, fate)


def _due(world: World, given: date, fate: Fate) -> date | None:
    dice, today, calendar = world.dice, world.today, world.calendar
    if fate in _UNDATED:
        return None
    if fate in (Fate.LATE, Fate.WAITING_LATE):
        back = dice.choice(SPANS) if fate is Fate.LATE else (world.last - given).days
        if fate is Fate.WAITING_LATE:
            back = max(0, back - dice.randint(1, 30))
        wanted = min(given + timedelta(days=back), world.last - timedelta(days=1))
        return max(given, calendar.last_working_on_or_before(wanted))
    if fate is Fate.OVERDUE:
        wanted = world.last - timedelta(days=int(dice.expovariate(1 / 35)))
        return max(given, calendar.last_working_on_or_before(max(given, wanted)))
    if fate is Fate.DUE_SOON:
        wanted = today + timedelta(days=dice.randint(0, 3))
    elif fate in (Fate.WORKING, Fate.UNTOUCHED, Fate.ACKNOWLEDGED, Fate.REFUSED, Fate.SUSPENDED):
        wanted = today + timedelta(days=8 + int(dice.expovariate(1 / 45)))
    elif fate in (Fate.WAITING, Fate.RETURNED):
        wanted = max(given, today + timedelta(days=dice.randint(-12, 40)))
    else:
        wanted = given + timedelta(days=dice.choice(SPANS))
    return calendar.first_working_on_or_after(wanted)


def _take_up(world: World, life: Life, until: date) -> None:
    """Acknowledged within days, reported now and then, nothing after ``until``."""
    given = life.today
    until = max(given, min(until, world.last))
    soon = min(until, given + timedelta(days=3))
    life.acknowledge(world.day(given, soon))
    for _ in range(world.dice.choice((0, 1, 1, 2))):
        life.report(world.day(life.today, until))
        if world.dice.random() < WITH_OBSTACLE:
            side_rows.raise_obstacle(life)


def _untouched(_world: World, _life: Life) -> None:
    return


def _acknowledged(world: World, life: Life) -> None:
    life.acknowledge(world.day(life.today, life.today + timedelta(days=3)))


def _working(world: World, life: Life) -> None:
    _take_up(world, life, world.last)


def _overdue(world: World, life: Life) -> None:
    if world.dice.random() < 0.85:
        _take_up(world, life, world.last)


def _hand_in(world: World, life: Life) -> None:
    """In the days before the due day (or in the last two weeks, or after it when it is late)."""
    given, due, last = life.today, life.due_on, world.last
    if due is None:
        day = world.day(given, given + timedelta(days=120))
    else:
        day = world.day(max(given, due - timedelta(days=10)), due)
    _take_up(world, life, day)
    hand_ins.hand_in(life, min(max(day, life.today), last))


def _hand_in_late(world: World, life: Life) -> None:
    due = life.due_on or life.today
    day = world.day(
        due + timedelta(days=1), due + timedelta(days=1 + int(world.dice.expovariate(1 / 12)))
    )
    _take_up(world, life, due)
    hand_ins.hand_in(life, day)


def _decided(world: World, life: Life) -> date:
    return world.day(life.today, life.today + timedelta(days=4))


def _done(world: World, life: Life) -> None:
    _hand_in(world, life)
    hand_ins.confirm(life, _decided(world, life))


def _done_late(world: World, life: Life) -> None:
    _hand_in_late(world, life)
    hand_ins.confirm(life, _decided(world, life))


def _returned(world: World, life: Life) -> None:
    _hand_in(world, life)
    hand_ins.return_(life, _decided(world, life))


def _returned_then_done(world: World, life: Life) -> None:
    _returned(world, life)
    hand_ins.hand_in(life, world.day(life.today, life.today + timedelta(days=6)))
    hand_ins.confirm(life, _decided(world, life))


def _asking(world: World, life: Life) -> None:
    _take_up(world, life, world.last)
    due = life.due_on or life.today
    wanted = max(due, world.today) + timedelta(days=world.dice.choice((10, 20, 30)))
    side_rows.ask_for_time(life, world.day(life.today, world.last), wanted, granted_on_day=None)


def _extended_then_done(world: World, life: Life) -> None:
    due = life.due_on or life.today
    _take_up(world, life, due - timedelta(days=2))
    wanted = world.calendar.first_working_on_or_after(
        due + timedelta(days=world.dice.choice((10, 15, 20)))
    )
    day = world.day(life.today, max(life.today, due - timedelta(days=1)))
    granted = min(day + timedelta(days=2), world.last)
    side_rows.ask_for_time(life, day, wanted, granted_on_day=granted)
    hand_ins.hand_in(life, world.day(life.today, wanted))
    hand_ins.confirm(life, _decided(world, life))


def _refused(world: World, life: Life) -> None:
    others = world.society.some(world.dice, 2)
    instead = next(unit_id for unit_id in others if unit_id != life.unit_id)
    life.refuse(world.day(life.today, life.today + timedelta(days=3)), instead)


def _moved_then_done(world: World, life: Life) -> None:
    _refused(world, life)
    life.move(world.day(life.today, life.today + timedelta(days=3)))
    _done(world, life)


def _suspended(world: World, life: Life) -> None:
    _take_up(world, life, life.today + timedelta(days=20))
    life.suspend(world.day(life.today, life.today + timedelta(days=60)))


def _cancelled(world: World, life: Life) -> None:
    _take_up(world, life, life.today + timedelta(days=20))
    life.cancel(world.day(life.today, life.today + timedelta(days=60)))


_DEEDS: dict[Fate, Callable[[World, Life], None]] = {
    Fate.UNTOUCHED: _untouched,
    Fate.ACKNOWLEDGED: _acknowledged,
    Fate.WORKING: _working,
    Fate.DUE_SOON: _working,
    Fate.OVERDUE: _overdue,
    Fate.WAITING: _hand_in,
    Fate.WAITING_LATE: _hand_in_late,
    Fate.RETURNED: _returned,
    Fate.REFUSED: _refused,
    Fate.SUSPENDED: _suspended,
    Fate.UNDATED: _working,
    Fate.ASKING: _asking,
    Fate.ON_TIME: _done,
    Fate.LATE: _done_late,
    Fate.RETURNED_THEN_DONE: _returned_then_done,
    Fate.EXTENDED_THEN_DONE: _extended_then_done,
    Fate.MOVED_THEN_DONE: _moved_then_done,
    Fate.UNDATED_DONE: _done,
    Fate.CANCELLED: _cancelled,
}
