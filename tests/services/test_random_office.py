"""Random deeds by random people, with and without the right: whatever is admitted, it adds up.

Nobody is asked whether the deed makes sense; the door's right and the services' rules decide, as
for a person who tries everything. What was counted at the end of a day is counted again at the
very end: a day that is over never changes.
"""

from __future__ import annotations

import random
from collections import Counter
from datetime import date, timedelta
from os import environ
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.district import District, a_district
from tests.factories.task import a_task
from tests.factories.unit import a_unit
from tests.factories.user import a_user, the_system
from tests.services.random_office import deeds, invariants
from tests.services.random_office.tries import Try
from tests.services.random_office.wide_deeds import WIDE
from tests.support.clock import Clock
from tracker.domain.errors import DomainError
from tracker.domain.local_time import local_day
from tracker.domain.people import Post
from tracker.models import Office, Task, User
from tracker.permissions import Actor, actor_of, allows
from tracker.queries.report_figures import Counted
from tracker.services import substitutions
from tracker.storage import FolderStore

STEPS = int(environ.get("RANDOM_OFFICE_STEPS", "1600"))
"""Of each run; there are four, two on either database. A long one: the variable, and its seeds."""
SEEDS = [int(seed) for seed in environ.get("RANDOM_OFFICE_SEEDS", "1 2").split()]
NEVER_POSSIBLE = 32
"""So many of some hundred deeds may find no occasion in a short run; a long one leaves ten."""
DEEDS = deeds.DEEDS | WIDE
OFTEN = {
    "submit": 6, "confirm": 6, "return": 3, "withdraw": 2, "refuse": 3, "decide refusal": 5,
    "transfer": 3, "reopen": 6, "resume": 6, "ask for time": 3, "grant": 4, "issue": 4,
    "leader's part": 2, "answer an obstacle": 2, "answer instruction": 4, "prepare": 2, "send": 3,
    "answer part": 3, "confirm part": 3, "return part": 3, "roll the series": 2,
    "fill the period": 2, "paste results": 2, "acknowledge": 4, "name a deputy": 4, "tick": 2,
    "bring a paper": 2, "review a list": 4, "give a list": 4, "decide a list": 4,
    "say in the meeting": 3, "withdraw what was said": 2, "match what was said": 3,
    "give a period": 3, "explain": 3, "accept the answer": 2, "change a step": 2,
}  # fmt: skip
"""What leads on is tried more often than the rest, or a life would soon stand still."""
SELDOM = {
    "cancel", "suspend", "instruct", "instruct on the paper", "cancel many", "a day off",
    "close an account", "merge units", "plan a merger", "conclude a meeting",
}  # fmt: skip
"""What holds work up, or uses up the office, is tried less often."""


@pytest.mark.parametrize("seed", SEEDS)
def test_random_deeds_by_random_people(
    session: Session, clock: Clock, tmp_path: Path, seed: int
) -> None:
    dice, store = random.Random(seed), FolderStore(tmp_path / "store")
    the_system(session)
    district = a_district(session, head_approves=seed % 2 == 0, extension_leader_from=2)
    _spare_units(session, district)
    for n in range(6):
        _task(session, district, dice, n)
    _stand_in(session, district, clock)
    names = sorted(DEEDS)
    weights = [0.3 if name in SELDOM else OFTEN.get(name, 1) for name in names]
    done: Counter[str] = Counter()
    kept: dict[date, Counted] = {}
    refused: set[str] = set()
    for _step in range(STEPS):
        before = local_day(clock())
        now = clock.pass_by(hours=dice.choice([0, 0, 0, 0, 0, 1, 9]))
        if local_day(now) != before:
            _evening(session, district, before, kept)
        (name,) = dice.choices(names, weights)
        session.expire_all()
        task = dice.choice(list(session.scalars(select(Task).order_by(Task.id))))
        actors = _actors(session, district, local_day(now))
        may = [actor for actor in actors if _allowed(session, actor, name, task)]
        actor = dice.choice(may if may and dice.random() < 0.9 else actors)
        tried = Try(session, store, district, task, actor, now, dice)
        if not _admitted(name, tried):
            refused.update(tried.brought)
        else:
            done[name] += 1
            _check(session, [task.id] if name not in WIDE else None, local_day(now))
    never = set(DEEDS) - set(done)
    assert len(never) <= NEVER_POSSIBLE, f"{done}; never possible: {sorted(never)}"
    for task in session.scalars(select(Task)):
        invariants.history_explains(session, task)
        invariants.history_explains_moves(session, task)
    for day, counted in kept.items():
        assert invariants.figures_of(session, district.office.id, day) == counted, day
    invariants.no_orphan_file(session, store, refused)


def _task(session: Session, district: District, dice: random.Random, n: int) -> Task:
    unit = (district.justice, district.culture, district.lead)[n % 3]
    due_on = dice.choice([None, date(2026, 11, 20), date(2026, 12, 1), date(2026, 12, 15)])
    other = [district.culture] if unit is district.justice else []
    return a_task(session, district.office, unit, due_on=due_on, coordinating=other)


def _spare_units(session: Session, district: District) -> None:
    """Units that may end before the office has too few; the last two have one person each."""
    for name in ("Phòng Y tế", "Phòng Dân tộc", "Phòng Nội vụ"):
        unit = a_unit(session, name, parent=district.office.root_unit)
        a_user(session, f"Trưởng {name.lower()}", unit=unit, post=Post.HEAD)


def _stand_in(session: Session, district: District, clock: Clock) -> None:
    """For ten days one head stands in for another, an officer for the leader."""
    today = local_day(clock())
    for principal, deputy in (
        (district.justice_head, district.culture_head),
        (district.chairman, district.justice_officer),
    ):
        substitutions.name_deputy(
            session,
            principal_id=principal.id,
            deputy_id=deputy.id,
            from_on=today,
            to_on=today + timedelta(days=10),
            basis="Đi công tác",
            actor=district.actor(district.monitor),
            now=clock(),
        )
    session.commit()


def _actors(session: Session, district: District, today: date) -> list[Actor]:
    """Whoever may sign in on this day."""
    office = session.get_one(Office, district.office.id)
    people = select(User).where(User.active, User.is_system.is_(False)).order_by(User.id)
    return [actor_of(one, office=office, on_day=today) for one in session.scalars(people)]


def _allowed(session: Session, actor: Actor, name: str, task: Task) -> bool:
    """What the door of this deed asks; a thing that is not there opens no door."""
    permission, model = DEEDS[name][0], deeds.ON.get(name)
    if model is None:
        return allows(actor, permission, task)
    found = select(model).where(model.task_id == task.id).order_by(model.id.desc()).limit(1)
    thing = session.scalars(found).first()
    return thing is not None and allows(actor, permission, thing)


def _admitted(name: str, tried: Try) -> bool:
    """Whether the deed was done; a refusal is the right's or a rule's, never the database's."""
    if not _allowed(tried.session, tried.actor, name, tried.task):
        return False
    try:
        DEEDS[name][1](tried)
    except DomainError:
        tried.session.rollback()
        return False
    tried.session.commit()
    return True


def _check(session: Session, ids: list[int] | None, today: date) -> None:
    """The task concerned, or every task where more than one may be."""
    session.expire_all()
    query = select(Task) if ids is None else select(Task).where(Task.id.in_(ids))
    for task in session.scalars(query):
        invariants.one_lead_at_a_time(task)
        invariants.rows_agree(session, task)
    if ids is None:
        invariants.nobody_gone_holds_work(session, today)
        invariants.one_task_of_a_period(session)


def _evening(session: Session, district: District, day: date, kept: dict[date, Counted]) -> None:
    invariants.now_is_the_evening_of_today(session, day)
    counted = invariants.figures_of(session, district.office.id, day)
    invariants.figures_add_up(counted)
    invariants.the_first_page_shows_the_rows(session, district.office.id, day)
    kept[day] = counted
