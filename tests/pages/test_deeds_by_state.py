"""Who may open which deed in which state: role and relation to the unit × status, door by door.

The table says for every door in which states it opens at all; the people say to whom. A door
that the state does not admit answers 409 to whoever has the right, one without the right 403 in
every state, and what one may not see is not there (404).
"""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy.orm import Session

from tests.factories.district import District, a_district
from tests.factories.task import a_task
from tests.support.visitor import Visitor
from tracker.domain.task_status import TaskAction, TaskStatus, actions_from
from tracker.models import Task

S, A = TaskStatus, TaskAction

#: Door → what it does to the status.
DOORS = {
    "tasks.submit": A.SUBMIT,
    "tasks.update": A.REPORT_PROGRESS,
    "tasks.withdraw": A.WITHDRAW,
    "tasks.refuse": A.REFUSE,
    "tasks.confirm": A.CONFIRM,
    "tasks.send_back": A.RETURN,
    "tasks.record": A.RECORD_RESULT,
    "tasks.decide_refusal": A.ACCEPT_REFUSAL,
    "tasks.suspend": A.SUSPEND,
    "tasks.resume": A.RESUME,
    "tasks.cancel": A.CANCEL,
    "tasks.reopen": A.REOPEN,
}
UNIT = {"tasks.submit", "tasks.update", "tasks.withdraw", "tasks.refuse"}
DECIDERS = {"tasks.confirm", "tasks.send_back", "tasks.decide_refusal"}
LEAD_OFFICE = {*DOORS} - UNIT
#: Person → the doors to which they have the right; None: the task is not there for them.
MAY: dict[str, set[str] | None] = {
    "justice_head": UNIT,
    "justice_officer": UNIT,
    "culture_head": set(),
    "monitor": LEAD_OFFICE,
    "chairman": DECIDERS,
    "auditor": set(),
    "administrator": None,
}


@pytest.fixture
def district(session: Session) -> District:
    return a_district(session)


def in_state(session: Session, district: District, status: TaskStatus) -> Task:
    done_on = date(2026, 11, 20) if status is S.COMPLETED else None
    task = a_task(
        session, district.office, district.justice, status=status, done_on=done_on,
        coordinating=[district.culture],
    )  # fmt: skip
    if status is S.REFUSED:
        task.refused_for_id = district.culture.id
    session.commit()
    return task


@pytest.mark.parametrize("person", list(MAY))
@pytest.mark.parametrize("status", list(TaskStatus))
def test_every_door_in_every_state(
    page: Visitor, session: Session, district: District, person: str, status: TaskStatus
) -> None:
    task, mine = in_state(session, district, status), MAY[person]
    page.sign_in(getattr(district, person))
    answered = {
        door: page.open(page.address(door, task_id=task.id), method="POST", data=sent(page))
        for door in DOORS
    }
    for door, answer in answered.items():
        expected = {404} if mine is None else {403} if door not in mine else possible(status, door)
        assert answer.status_code in expected, (door, answer.status_code)
    session.expire_all()
    assert session.get_one(Task, task.id).status is status, "an empty form did a deed"


def possible(status: TaskStatus, door: str) -> set[int]:
    """An empty form is refused at its fields where the state admits the deed, else for the state.

    Withdrawing and confirming ask nothing more; without a hand-in behind them there is nothing
    to withdraw or to confirm.
    """
    if DOORS[door] in actions_from(status):
        return {422, 409} if door in ("tasks.withdraw", "tasks.confirm") else {422}
    return {409, 422}


def sent(page: Visitor) -> dict[str, str]:
    return {"csrf_token": page.csrf_token(), "version": "1"}
