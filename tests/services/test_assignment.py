"""Confirming the list: what becomes a task, who is told, what is refused."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.factories.directive import a_directive
from tests.factories.district import District, a_district
from tests.factories.draft import a_draft
from tests.factories.unit import a_group, a_unit
from tracker.domain.deadlines import DeadlineCause
from tracker.domain.delivery import Channel
from tracker.domain.errors import Conflict, InvalidInput
from tracker.domain.follow_up import DraftState, FollowUp, UnitRole
from tracker.domain.history import EventKind
from tracker.domain.recurrence import RecurrenceRule
from tracker.domain.recurrence_periods import Every
from tracker.domain.task_status import TaskStatus
from tracker.domain.working_days import Calendar
from tracker.models import (
    Directive,
    Duty,
    DutyUnit,
    Event,
    LedgerEntry,
    OutboxMessage,
    Series,
    Task,
    TaskDraft,
    TaskPart,
    Unit,
)
from tracker.queries.coverage import Coverage, coverage
from tracker.queries.draft_shares import load_per_unit, members_on
from tracker.queries.drafts import ready_drafts
from tracker.queries.series import plan_of
from tracker.services.assignment import Confirmation, confirm_drafts, seen_values
from tracker.services.seen import mark

LATER = date(2026, 12, 15)
BASIS = "Đơn vị theo dõi đề xuất"


@pytest.fixture
def district(session: Session) -> District:
    return a_district(session)


@pytest.fixture
def paper(session: Session, district: District) -> Directive:
    return a_directive(session, district.office, signer="Nguyễn Văn Thử")


@pytest.fixture
def communes(session: Session, district: District) -> list[Unit]:
    root = district.office.root_unit
    return [
        a_unit(session, f"UBND xã {name}", parent=root, type_code="commune")
        for name in ("Hòa Bình", "Đông Phú", "Tân Lập")
    ]


def ready(session: Session, district: District, paper: Directive, **values: Any) -> TaskDraft:
    given: dict[str, Any] = {"leads": [district.justice], "due_on": LATER, "due_basis": BASIS}
    draft = a_draft(
        session,
        district.office,
        directive=paper,
        state=DraftState.READY,
        **{**given, **values},
    )
    session.commit()
    return draft


def confirm(
    session: Session, district: District, paper: Directive, now: datetime, seen: str | None = None
) -> Confirmation:
    return confirm_drafts(
        session,
        directive_id=paper.id,
        seen=seen,
        calendar=Calendar(),
        actor=district.actor(district.monitor),
        now=now,
    )


def count(session: Session, model: Any) -> int:
    return session.scalar(select(func.count()).select_from(model)) or 0


def test_per_unit_makes_one_task_for_each_lead(
    session: Session, district: District, paper: Directive, now: datetime
) -> None:
    draft = ready(
        session,
        district,
        paper,
        leads=[district.justice, district.culture],
        coordinating=[district.lead],
        product="Kế hoạch",
    )
    done = confirm(session, district, paper, now)

    assert draft.state is DraftState.CONFIRMED
    assert draft.duty_id == done.duties[0].id
    assert {task.lead_unit_id for task in done.tasks} == {district.justice.id, district.culture.id}
    for task in done.tasks:
        assert (task.status, task.due_on) == (TaskStatus.ASSIGNED, LATER)
        assert [part.unit_id for part in task.parts] == [district.lead.id]
        assert [span.unit_id for span in task.leads] == [task.lead_unit_id]
        version = task.deadlines[0]
        assert (version.version, version.cause, version.basis) == (
            1,
            DeadlineCause.LEAD_OFFICE,
            BASIS,
        )
    duty = done.duties[0]
    assert (duty.given_by, duty.product, duty.follow_up) == (
        "Nguyễn Văn Thử",
        "Kế hoạch",
        FollowUp.PER_UNIT,
    )
    kinds = session.scalars(select(Event.kind).order_by(Event.id)).all()
    assert kinds == [EventKind.TASK_ASSIGNED] * 2 + [EventKind.DRAFTS_CONFIRMED]


def test_the_papers_day_is_the_papers(
    session: Session, district: District, paper: Directive, now: datetime
) -> None:
    ready(
        session,
        district,
        paper,
        due_basis="",
        due_phrase="trước ngày 15/12/2026",
        why={"paper_due_on": "2026-12-15"},
    )
    version = confirm(session, district, paper, now).tasks[0].deadlines[0]
    assert version.cause is DeadlineCause.DIRECTIVE
    assert "trước ngày 15/12/2026" in version.basis


def test_a_class_stands_for_its_members_of_today(
    session: Session, district: District, paper: Directive, communes: list[Unit], now: datetime
) -> None:
    gone = a_unit(session, "UBND xã Cũ", parent=district.office.root_unit, to_on=date(2026, 11, 1))
    group = a_group(session, district.office, "UBND các xã", members=[*communes, gone])
    group.members[0].to_on = date(2026, 10, 31)
    ready(session, district, paper, leads=[group])
    done = confirm(session, district, paper, now)
    assert {task.lead_unit_id for task in done.tasks} == {unit.id for unit in communes[1:]}


def test_collected_has_one_task_and_the_members_coordinate(
    session: Session, district: District, paper: Directive, communes: list[Unit], now: datetime
) -> None:
    group = a_group(session, district.office, "UBND các xã", members=communes)
    ready(session, district, paper, follow_up=FollowUp.COLLECTED, coordinating=[group])
    (task,) = confirm(session, district, paper, now).tasks
    assert task.lead_unit_id == district.justice.id
    assert {part.unit_id for part in task.parts} == {unit.id for unit in communes}


@pytest.mark.parametrize("follow_up", [FollowUp.REGULAR, FollowUp.NOTED])
def test_what_is_not_tracked_makes_no_task(
    *,
    session: Session,
    district: District,
    paper: Directive,
    communes: list[Unit],
    now: datetime,
    follow_up: FollowUp,
) -> None:
    group = a_group(session, district.office, "UBND các xã", members=communes)
    ready(session, district, paper, follow_up=follow_up, leads=[group], due_on=None, due_basis="")
    done = confirm(session, district, paper, now)
    assert done.tasks == ()
    rows = session.scalars(select(DutyUnit)).all()
    assert {row.unit_id for row in rows} == {unit.id for unit in communes}
    assert {(row.role, row.from_on) for row in rows} == {(UnitRole.LEAD, date(2026, 11, 23))}


def test_a_rhythm_makes_a_series_and_its_current_period(
    session: Session, district: District, paper: Directive, now: datetime
) -> None:
    rule = RecurrenceRule(every=Every.MONTH, day=5, following=True)
    ready(session, district, paper, due_on=None, due_basis="", recurrence=rule.to_json())
    (task,) = confirm(session, district, paper, now).tasks
    series = session.scalars(select(Series)).one()
    assert plan_of(series).rule_on(date(2026, 11, 23)) == rule
    assert (task.series_id, task.period_key) == (series.id, "2026-11")
    assert task.due_on == date(2026, 12, 5)
    assert task.deadlines[0].cause is DeadlineCause.SERIES


def test_without_a_day_the_first_version_says_so(
    session: Session, district: District, paper: Directive, now: datetime
) -> None:
    ready(session, district, paper, due_on=None, due_basis="")
    (task,) = confirm(session, district, paper, now).tasks
    assert task.due_on is None
    assert [version.due_on for version in task.deadlines] == [None]


def test_a_body_that_cannot_be_ordered_is_asked(
    session: Session, district: District, paper: Directive, communes: list[Unit], now: datetime
) -> None:
    front = a_unit(session, "Ủy ban MTTQ huyện", parent=district.office.root_unit, outside=True)
    group = a_group(session, district.office, "các cơ quan", members=[communes[0], front])
    ready(session, district, paper, leads=[group])
    named = ready(session, district, paper, leads=[front], ord=1)
    members = members_on(session, district.office.id, date(2026, 11, 23))
    loads = {load.unit.id: load for load in load_per_unit(ready_drafts(session, paper.id), members)}
    assert (loads[front.id].tasks, loads[front.id].requests) == (1, 1)
    done = confirm(session, district, paper, now)
    assert [(task.duty_id == named.duty_id, task.lead_unit_id) for task in done.tasks] == [
        (False, communes[0].id),
        (True, front.id),
    ]
    asked = session.scalars(select(DutyUnit).where(DutyUnit.unit_id == front.id)).all()
    assert len(asked) == 2


def test_each_person_is_told_once(
    session: Session, district: District, paper: Directive, now: datetime
) -> None:
    district.justice_head.email = "binh@example.test"
    for place in range(3):
        ready(session, district, paper, ord=place, text=f"Việc thứ {place + 1} của phòng")
    ready(
        session,
        district,
        paper,
        follow_up=FollowUp.REGULAR,
        leads=[district.culture],
        coordinating=[],
        due_on=None,
        due_basis="",
        ord=4,
    )
    confirm(session, district, paper, now)

    messages = session.scalars(select(OutboxMessage)).all()
    by_person = {(message.recipient_id, message.channel): message for message in messages}
    assert len(by_person) == len(messages)
    assert {person for person, _channel in by_person} == {
        district.justice_head.id,
        district.culture_head.id,
    }
    told = by_person[district.justice_head.id, Channel.EMAIL]
    assert told.subject == "Giao 3 nhiệm vụ theo Kế hoạch số 12/KH-UBND ngày 05/01/2026"
    assert "Việc thứ 2 của phòng (hạn 15/12/2026)" in told.text
    assert told.link == f"/directives/{paper.id}"
    in_ledger = session.scalars(
        select(LedgerEntry.task_id).where(
            LedgerEntry.recipient_id == district.justice_head.id,
            LedgerEntry.channel == Channel.IN_APP,
        )
    ).all()
    assert len(set(in_ledger)) == 3


def test_a_restricted_papers_words_do_not_leave_by_mail(
    session: Session, district: District, paper: Directive, now: datetime
) -> None:
    paper.restricted = True
    ready(session, district, paper, text="Rà soát nội bộ việc riêng")
    confirm(session, district, paper, now)
    text = session.scalars(select(OutboxMessage.text)).one()
    assert "việc riêng" not in text
    assert "lưu hành nội bộ" in text


def test_what_is_not_ready_stays_for_tomorrow(
    session: Session, district: District, paper: Directive, now: datetime
) -> None:
    ready(session, district, paper)
    waits = a_draft(session, district.office, directive=paper, ord=1)
    aside = a_draft(
        session,
        district.office,
        directive=paper,
        ord=2,
        state=DraftState.SET_ASIDE,
        set_aside_reason="Trùng",
    )
    confirm(session, district, paper, now)
    assert (waits.state, aside.state) == (DraftState.PROPOSED, DraftState.SET_ASIDE)
    assert coverage(session, paper.id) == Coverage(duties=1, set_aside=1, waiting=1)


def test_twice_is_once(
    session: Session, district: District, paper: Directive, now: datetime
) -> None:
    ready(session, district, paper)
    confirm(session, district, paper, now)
    session.commit()
    with pytest.raises(InvalidInput, match="Chưa có nội dung nào"):
        confirm(session, district, paper, now)
    assert count(session, Task) == 1


def test_a_list_that_changed_meanwhile_is_shown_again(
    session: Session, district: District, paper: Directive, now: datetime
) -> None:
    ready(session, district, paper)
    seen = mark(*seen_values(ready_drafts(session, paper.id)))
    ready(session, district, paper, ord=1)
    with pytest.raises(Conflict):
        confirm(session, district, paper, now, seen=seen)
    session.rollback()
    assert count(session, Duty) == 0
    confirm(session, district, paper, now, seen=mark(*seen_values(ready_drafts(session, paper.id))))


def test_a_unit_dissolved_meanwhile_stops_everything(
    session: Session, district: District, paper: Directive, now: datetime
) -> None:
    ready(session, district, paper, leads=[district.culture])
    ready(session, district, paper, ord=1)
    district.justice.to_on = date(2026, 11, 20)
    session.commit()
    with pytest.raises(InvalidInput, match=r"Phòng Tư pháp.*kết thúc hoạt động"):
        confirm(session, district, paper, now)
    session.rollback()
    assert count(session, Task) == 0


def test_a_day_that_passed_overnight_stops_everything(
    session: Session, district: District, paper: Directive
) -> None:
    ready(session, district, paper, due_on=date(2026, 11, 23))
    with pytest.raises(InvalidInput, match="đã qua"):
        confirm(session, district, paper, datetime(2026, 11, 23, 18, tzinfo=UTC))  # 24/11 here


def test_the_preview_counts_what_the_confirmation_makes(
    session: Session, district: District, paper: Directive, communes: list[Unit], now: datetime
) -> None:
    group = a_group(session, district.office, "UBND các xã", members=communes)
    ready(session, district, paper, leads=[group, district.justice], coordinating=[district.lead])
    ready(
        session,
        district,
        paper,
        leads=[group],
        follow_up=FollowUp.REGULAR,
        due_on=None,
        due_basis="",
        ord=1,
    )
    members = members_on(session, district.office.id, date(2026, 11, 23))
    loads = load_per_unit(ready_drafts(session, paper.id), members)
    expected = {load.unit.id: (load.tasks, load.parts) for load in loads}
    lines = sum(load.lines for load in loads)
    confirm(session, district, paper, now)
    tasks = session.scalars(select(Task.lead_unit_id)).all()
    parts = session.scalars(select(TaskPart.unit_id)).all()
    made = {key: (tasks.count(key), parts.count(key)) for key in expected}
    assert made == expected
    assert lines == 3
