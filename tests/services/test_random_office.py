"""Random deeds by random people, with and without the right: whatever is admitted, it adds up.

Nobody is asked whether the deed makes sense; the door's right and the services' rules decide, as
for a person who tries everything. What was counted at the end of a day is counted again at the
very end: a day that is over never changes.
"""

from __future__ import annotations

import random
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.district import District, a_district
from tests.factories.task import a_task
from tests.services.random_office import invariants
from tests.services.random_office.deeds import DEEDS, Try
from tests.support.clock import Clock
from tracker.domain.errors import DomainError
from tracker.domain.local_time import local_day
from tracker.models import Office, Task, User
from tracker.permissions import Actor, actor_of, allows
from tracker.queries.report_figures import Counted
from tracker.services import substitutions
from tracker.storage import FolderStore

STEPS = 1200
"""Of each run; there are four, two on either database."""
NEVER_TRIED_IN_VAIN = 12
"""So many deeds may find no occasion in one run."""
OFTEN = {
    "submit": 6, "confirm": 6, "return": 3, "withdraw": 2, "refuse": 3, "decide refusal": 5,
    "transfer": 3, "reopen": 6, "resume": 6, "ask for time": 3, "grant": 4, "issue": 4,
    "leader's part": 2, "answer an obstacle": 2, "answer instruction": 4, "prepare": 2, "send": 3,
}  # fmt: skip
"""What leads on is tried more often than the rest, or a life would soon stand still."""
SELDOM = {"cancel", "suspend", "instruct"}
"""What holds a task up is tried less often."""


@pytest.mark.parametrize("seed", [1, 2])
def test_random_deeds_by_random_people(
    session: Session, clock: Clock, tmp_path: Path, seed: int
) -> None:
    dice, store = random.Random(seed), FolderStore(tmp_path / "store")
    district = a_district(session, head_approves=seed == 2, extension_leader_from=2)
    tasks = [_task(session, district, dice, n) for n in range(6)]
    people = _people(session, district, clock)
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
        task, actors = dice.choice(tasks), _actors(session, district, people, local_day(now))
        may = [actor for actor in actors if allows(actor, DEEDS[name][0], task)]
        actor = dice.choice(may if may and dice.random() < 0.9 else actors)
        tried = Try(session, store, district, task, actor, now, dice)
        if not _admitted(name, tried):
            refused.update(tried.brought)
        else:
            done[name] += 1
            _check(session, task)
    never = set(DEEDS) - set(done)
    assert len(never) <= NEVER_TRIED_IN_VAIN, f"never possible: {sorted(never)}"
    for task in tasks:
        invariants.history_explains(session, task)
    for day, counted in kept.items():
        assert invariants.figures_of(session, district.office.id, day) == counted, day
    invariants.no_orphan_file(session, store, refused)


def _task(session: Session, district: District, dice: random.Random, n: int) -> Task:
    unit = (district.justice, district.culture, district.lead)[n % 3]
    due_on = dice.choice([None, date(2026, 11, 20), date(2026, 12, 1), date(2026, 12, 15)])
    other = [district.culture] if unit is district.justice else []
    return a_task(session, district.office, unit, due_on=due_on, coordinating=other)


def _people(session: Session, district: District, clock: Clock) -> list[User]:
    """Everybody; the officer stands in for the head for ten days, the monitor for the leader."""
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
    return [
        district.monitor, district.justice_head, district.justice_officer, district.culture_head,
        district.chairman, district.auditor, district.administrator,
    ]  # fmt: skip


def _actors(session: Session, district: District, people: list[User], today: date) -> list[Actor]:
    office = session.get_one(Office, district.office.id)
    found = [session.get_one(User, person.id) for person in people]
    return [actor_of(person, office=office, on_day=today) for person in found]


def _admitted(name: str, tried: Try) -> bool:
    """Whether the deed was done; a refusal is the right's or a rule's, never the database's."""
    permission, deed = DEEDS[name]
    if not allows(tried.actor, permission, tried.task):
        return False
    try:
        deed(tried)
    except DomainError:
        tried.session.rollback()
        return False
    tried.session.commit()
    return True


def _check(session: Session, task: Task) -> None:
    session.expire_all()
    task = session.scalars(select(Task).where(Task.id == task.id)).one()
    invariants.one_lead_at_a_time(task)
    invariants.rows_agree(session, task)


def _evening(session: Session, district: District, day: date, kept: dict[date, Counted]) -> None:
    invariants.now_is_the_evening_of_today(session, day)
    counted = invariants.figures_of(session, district.office.id, day)
    invariants.figures_add_up(counted)
    kept[day] = counted
