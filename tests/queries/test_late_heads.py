"""Who headed the unit on the day a task became late, also after heads and units changed."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy.orm import Session

from tests.factories.district import District, a_district
from tests.factories.life import Life
from tests.factories.task import a_task
from tests.factories.user import a_user
from tracker.domain.deadlines import Timeliness
from tracker.domain.people import Post
from tracker.models import Task
from tracker.queries.late_heads import late_head
from tracker.queries.tasks import one_task

TODAY = date(2026, 11, 23)
DUE = date(2026, 10, 14)


@pytest.fixture
def district(session: Session) -> District:
    return a_district(session)


@pytest.fixture
def task(session: Session, district: District) -> Task:
    return a_task(session, district.office, district.justice, due_on=DUE)


def named(session: Session, district: District, task: Task) -> tuple[date, list[str]] | None:
    actor = district.actor(district.monitor)
    state = one_task(session, actor=actor, task_id=task.id, as_of=TODAY).timeliness
    found = late_head(session, task, state)
    return (found.on_day, [post.user.name for post in found.heads]) if found else None


def succeeded(session: Session, district: District, *, last_day: date, from_on: date) -> None:
    """The head leaves; somebody else is head from a day on."""
    district.justice_head.memberships[0].to_on = last_day
    a_user(session, "Người Kế Nhiệm", unit=district.justice, post=Post.HEAD, from_on=from_on)
    session.flush()


@pytest.mark.parametrize(
    ("last_day", "name"),
    [
        (date(2026, 10, 14), "Người Kế Nhiệm"),
        (date(2026, 10, 15), "Trần Văn Bình"),
        (date(2026, 11, 1), "Trần Văn Bình"),
    ],
    ids=["left on the due day", "left on the first late day", "left later"],
)
def test_the_head_of_the_first_day_past_the_due_day(
    session: Session, district: District, task: Task, last_day: date, name: str
) -> None:
    succeeded(
        session, district, last_day=last_day, from_on=date.fromordinal(last_day.toordinal() + 1)
    )
    assert named(session, district, task) == (date(2026, 10, 15), [name])


def test_also_when_the_account_is_closed_since(
    session: Session, district: District, task: Task
) -> None:
    district.justice_head.active = False
    assert named(session, district, task) == (date(2026, 10, 15), ["Trần Văn Bình"])


def test_a_unit_without_a_head_that_day_has_none(
    session: Session, district: District, task: Task
) -> None:
    succeeded(session, district, last_day=date(2026, 10, 1), from_on=date(2026, 11, 1))
    assert named(session, district, task) == (date(2026, 10, 15), [])


def test_the_unit_that_led_then_not_the_one_that_leads_now(
    session: Session, district: District, task: Task
) -> None:
    Life(session, district).transfer(task, date(2026, 11, 2), district.culture)
    assert named(session, district, task) == (date(2026, 10, 15), ["Trần Văn Bình"])


def test_what_was_given_late_became_late_on_the_day_it_was_given(
    session: Session, district: District
) -> None:
    late = a_task(
        session, district.office, district.justice, due_on=DUE, assigned_on=date(2026, 11, 3)
    )
    assert named(session, district, late) == (date(2026, 11, 3), ["Trần Văn Bình"])


def test_a_task_in_time_names_nobody(session: Session, district: District) -> None:
    for due in (date(2026, 11, 23), None):
        task = a_task(session, district.office, district.justice, due_on=due)
        assert named(session, district, task) is None
    assert late_head(session, task, Timeliness.OPEN_OVERDUE) is None
