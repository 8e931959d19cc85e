"""Who may do what to a task: role × relation of the unit × permission, as one table.

A failure prints the whole table as it is beside the table as it must be.
"""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.district import District, a_district
from tests.factories.office import a_setting
from tests.factories.substitution import a_substitution
from tests.factories.task import a_task
from tests.factories.unit import a_unit
from tests.factories.user import a_user
from tracker.domain.people import Post, Role
from tracker.models import Task, User
from tracker.permissions import Actor, Permission, allows
from tracker.permissions.scope import gathered_tasks, visible_tasks

#: Columns of the table.
DEEDS = {
    "view": Permission.TASK_VIEW,
    "work": Permission.TASK_WORK,
    "part": Permission.TASK_ANSWER_PART,
    "nod": Permission.TASK_JUDGE_PART,
    "file": Permission.EVIDENCE_ATTACH,
    "okay": Permission.TASK_DECIDE,
    "ext": Permission.EXTENSION_DECIDE,
    "urge": Permission.TASK_URGE,
    "note": Permission.TASK_RECORD,
    "turn": Permission.TASK_STEER,
    "plan": Permission.TASK_READ_PLAN,
    "say": Permission.TASK_COMMENT,
    "step": Permission.TASK_STEPS,
    "ask": Permission.OBSTACLE_RAISE_ON_TASK,
    "bid": Permission.INSTRUCTION_GIVE,
}
#: One row per person: what each may do to a task that Phòng Tư pháp leads and Phòng Văn hóa
#: coordinates ("x"), and whether lists show it ("seen").
MUST_BE = """
person                    seen view work part nod file okay ext urge note turn plan say step ask bid
head of the lead unit     x    x    x    .    x   x    .    .   .    .    .    .    x   x    x   .
officer of the lead unit  x    x    x    .    x   x    .    .   .    .    .    .    x   x    x   .
head of a coordinator     x    x    .    x    .   x    .    .   .    .    .    .    x   x    x   .
head of another unit      .    .    .    .    .   .    .    .   .    .    .    .    .   .    .   .
lead office               x    x    .    .    x   x    x    x   x    x    x    x    x   .    .   x
leader                    x    x    .    .    .   .    x    x   x    .    .    .    x   .    .   x
clerk                     x    x    .    .    .   .    .    .   .    .    .    x    x   .    .   .
auditor                   x    x    .    .    .   .    .    .   .    .    .    .    x   .    .   .
administrator             .    .    .    .    .   .    .    .   .    .    .    .    .   .    .   .
lead office elsewhere     .    .    .    .    .   .    .    .   .    .    .    .    .   .    .   .
nobody's person           .    .    .    .    .   .    .    .   .    .    .    .    .   .    .   .
deputy of the unit's head x    x    x    .    x   x    .    .   .    .    .    .    x   x    x   .
deputy of the leader      x    x    .    .    .   .    x    x   x    .    .    .    x   .    .   x
deputy of the lead office x    x    .    .    x   x    x    x   x    x    x    x    x   .    .   x
deputy of the admin       .    .    .    .    .   .    .    .   .    .    .    .    .   .    .   .
deputy of a deputy        .    .    .    .    .   .    .    .   .    .    .    .    .   .    .   .
"""


@pytest.fixture
def district(session: Session) -> District:
    return a_district(session)


@pytest.fixture
def task(session: Session, district: District) -> Task:
    return a_task(session, district.office, district.justice, coordinating=[district.culture])


def people(session: Session, district: District) -> dict[str, tuple[User, District]]:
    elsewhere = a_district(session)
    clerk = a_user(session, unit=district.lead, office=district.office, roles=[Role.CLERK])
    return {
        "head of the lead unit": (district.justice_head, district),
        "officer of the lead unit": (district.justice_officer, district),
        "head of a coordinator": (district.culture_head, district),
        "head of another unit": (a_user(session, unit=district.lead), district),
        "lead office": (district.monitor, district),
        "leader": (district.chairman, district),
        "clerk": (clerk, district),
        "auditor": (district.auditor, district),
        "administrator": (district.administrator, district),
        "lead office elsewhere": (elsewhere.monitor, elsewhere),
        "nobody's person": (a_user(session), district),
        **deputies(session, district),
    }


def deputies(session: Session, district: District) -> dict[str, tuple[User, District]]:
    """People without any post or role of their own, who stand in for others."""
    found = {}
    for name, principal in {
        "deputy of the unit's head": district.justice_head,
        "deputy of the leader": district.chairman,
        "deputy of the lead office": district.monitor,
        "deputy of the admin": district.administrator,
    }.items():
        deputy = a_user(session)
        a_substitution(session, district.office, principal, deputy)
        found[name] = (deputy, district)
    second = a_user(session)
    a_substitution(session, district.office, found["deputy of the leader"][0], second)
    return {**found, "deputy of a deputy": (second, district)}


def row(session: Session, name: str, actor: Actor, task: Task) -> str:
    """One line of the table as the permissions make it."""
    seen = session.scalar(select(Task.id).where(visible_tasks(actor), Task.id == task.id))
    columns = ["seen", *DEEDS]
    marks = [seen is not None, *(allows(actor, deed, task) for deed in DEEDS.values())]
    cells = [
        ("x" if mark else ".").ljust(len(column))
        for column, mark in zip(columns, marks, strict=True)
    ]
    return f"{name:<25} {' '.join(cells)}".rstrip()


def test_the_table_is_as_it_must_be(session: Session, district: District, task: Task) -> None:
    heading = f"{'person':<25} seen {' '.join(DEEDS)}"
    lines = [
        row(session, name, where.actor(person), task)
        for name, (person, where) in people(session, district).items()
    ]
    table = "\n".join([heading, *lines])
    assert table == MUST_BE.strip(), f"\n{table}"


def test_what_is_seen_may_be_opened_and_nothing_else(
    session: Session, district: District, task: Task
) -> None:
    """The list's WHERE and the door's right agree for everybody."""
    for name, (person, where) in people(session, district).items():
        actor = where.actor(person)
        seen = session.scalar(select(Task.id).where(visible_tasks(actor), Task.id == task.id))
        assert (seen is not None) == allows(actor, Permission.TASK_VIEW, task), name


def test_nobody_at_all_may_anything(task: Task) -> None:
    assert not any(allows(None, permission, task) for permission in Permission)


def test_a_post_that_ended_yesterday_opens_nothing(
    session: Session, district: District, task: Task
) -> None:
    post = district.justice_head.memberships[0]
    post.to_on = district.actor(district.justice_head).on_day.replace(day=22)
    session.flush()
    assert not allows(district.actor(district.justice_head), Permission.TASK_VIEW, task)


#: The same deeds on a task of the lead office itself, where a rule names the inspectors.
OWN_MUST_BE = """
person                    seen view work part nod file okay ext urge note turn plan say step ask bid
head of the named unit    x    x    .    .    .   .    x    .   .    .    .    .    x   .    .   .
officer of the named unit x    x    .    .    .   .    x    .   .    .    .    .    x   .    .   .
deputy of the named head  x    x    .    .    .   .    x    .   .    .    .    .    x   .    .   .
head of another unit      .    .    .    .    .   .    .    .   .    .    .    .    .   .    .   .
leader                    x    x    .    .    .   .    x    x   x    .    .    .    x   .    .   x
"""


def test_the_unit_that_the_rule_names_decides_the_lead_offices_own_tasks(
    session: Session, district: District
) -> None:
    """And nothing else of it; of other units' tasks it sees nothing."""
    inspectors = a_unit(session, "Thanh tra huyện", parent=district.office.root_unit)
    a_setting(session, district.office, "own_tasks_decided_by", inspectors.id)
    head = a_user(session, unit=inspectors, post=Post.HEAD)
    deputy = a_user(session)
    a_substitution(session, district.office, head, deputy)
    own = a_task(session, district.office, district.lead)
    theirs = a_task(session, district.office, district.justice)
    named = {
        "head of the named unit": head,
        "officer of the named unit": a_user(session, unit=inspectors),
        "deputy of the named head": deputy,
    }
    people = named | {
        "head of another unit": district.justice_head,
        "leader": district.chairman,
    }
    heading = f"{'person':<25} seen {' '.join(DEEDS)}"
    lines = [row(session, name, district.actor(user), own) for name, user in people.items()]
    table = "\n".join([heading, *lines])
    assert table == OWN_MUST_BE.strip(), f"\n{table}"
    for user in named.values():
        actor = district.actor(user)
        gathered = session.scalars(select(Task.id).where(gathered_tasks(actor))).all()
        assert gathered == [own.id]
        assert not allows(actor, Permission.TASK_DECIDE, theirs)
        assert not allows(actor, Permission.TASK_VIEW, theirs)
