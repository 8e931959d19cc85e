"""Who may do what to a difficulty and to an instruction: role × permission, as two tables."""

from __future__ import annotations

from datetime import datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.district import District, a_district
from tests.factories.task import a_task
from tests.factories.user import a_user
from tracker.models import Instruction, Obstacle, Task, User
from tracker.permissions import Permission, allows
from tracker.permissions.scope import visible_instructions, visible_obstacles
from tracker.services import instructions, obstacles
from tracker.services.obstacles import Owner

#: Raised by Phòng Tư pháp without a task; Phòng Văn hóa owes the answer.
OBSTACLE = """
person            seen answer steer follow
raising unit      x    .      .     x
owner             x    x      .     .
another unit      .    .      .     .
lead office       x    x      x     x
leader            x    x      x     .
auditor           x    .      .     .
administrator     .    .      .     .
other office      .    .      .     .
"""
#: On a task that Phòng Tư pháp leads.
INSTRUCTION = """
person            seen answer judge
raising unit      x    x      .
owner             .    .      .
another unit      .    .      .
lead office       x    x      x
leader            x    .      x
auditor           x    .      .
administrator     .    .      .
other office      .    .      .
"""


@pytest.fixture
def district(session: Session) -> District:
    return a_district(session)


@pytest.fixture
def task(session: Session, district: District) -> Task:
    return a_task(session, district.office, district.justice)


def people(session: Session, district: District) -> dict[str, tuple[User, District]]:
    elsewhere = a_district(session)
    return {
        "raising unit": (district.justice_officer, district),
        "owner": (district.culture_head, district),
        "another unit": (a_user(session, unit=district.lead), district),
        "lead office": (district.monitor, district),
        "leader": (district.chairman, district),
        "auditor": (district.auditor, district),
        "administrator": (district.administrator, district),
        "other office": (elsewhere.monitor, elsewhere),
    }


def table(lines: list[tuple[str, list[bool]]], heading: list[str]) -> str:
    drawn = [f"{'person':<17} " + " ".join(heading)]
    for name, marks in lines:
        cells = [
            ("x" if mark else ".").ljust(len(word))
            for mark, word in zip(marks, heading, strict=True)
        ]
        drawn.append(f"{name:<17} {' '.join(cells)}".rstrip())
    return "\n".join(drawn)


def test_difficulties(session: Session, district: District, now: datetime) -> None:
    row = obstacles.raise_(
        session,
        unit_id=district.justice.id,
        text="Thiếu kinh phí",
        is_proposal=False,
        owner=Owner(unit_id=district.culture.id),
        actor=district.actor(district.justice_head),
        now=now,
    )
    asked = [Permission.OBSTACLE_ANSWER, Permission.OBSTACLE_STEER, Permission.OBSTACLE_FOLLOW]
    lines = []
    for name, (person, where) in people(session, district).items():
        actor = where.actor(person)
        seen = session.scalar(select(Obstacle.id).where(visible_obstacles(actor)))
        lines.append((name, [seen is not None, *(allows(actor, one, row) for one in asked)]))
    drawn = table(lines, ["seen", "answer", "steer", "follow"])
    assert drawn == OBSTACLE.strip(), f"\n{drawn}"


def test_instructions(session: Session, district: District, task: Task, now: datetime) -> None:
    row = instructions.give(
        session,
        task_id=task.id,
        text="Báo cáo rõ nguyên nhân",
        due_on=None,
        actor=district.actor(district.chairman),
        now=now,
    )
    asked = [Permission.INSTRUCTION_ANSWER, Permission.INSTRUCTION_JUDGE]
    lines = []
    for name, (person, where) in people(session, district).items():
        actor = where.actor(person)
        seen = session.scalar(select(Instruction.id).where(visible_instructions(actor)))
        lines.append((name, [seen is not None, *(allows(actor, one, row) for one in asked)]))
    drawn = table(lines, ["seen", "answer", "judge"])
    assert drawn == INSTRUCTION.strip(), f"\n{drawn}"


def test_under_a_paper_for_internal_use_the_auditor_reads_nothing(
    session: Session, district: District, task: Task, now: datetime
) -> None:
    task.duty.directive.restricted = True
    obstacles.raise_(
        session,
        unit_id=district.justice.id,
        text="Thiếu kinh phí",
        is_proposal=False,
        task=task,
        actor=district.actor(district.justice_head),
        now=now,
    )
    session.flush()
    for person, sees in (
        (district.auditor, False),
        (district.chairman, True),
        (district.justice_officer, True),
    ):
        query = select(Obstacle.id).where(visible_obstacles(district.actor(person)))
        assert (session.scalar(query) is not None) is sees, person.name
