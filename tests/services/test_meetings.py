"""A meeting: decisions as they are spoken, the conclusion two days later, no task twice."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.directive import a_directive
from tests.factories.district import District, a_district
from tests.factories.draft import a_draft
from tests.factories.life import at
from tests.factories.office import an_office
from tests.factories.task import a_task
from tests.factories.unit import a_unit
from tracker.domain.errors import Conflict, InvalidInput, NotFound
from tracker.domain.follow_up import DraftState
from tracker.domain.history import EventKind
from tracker.domain.spoken_decisions import compare
from tracker.models import Directive, Event, Meeting, MeetingDecision, Task
from tracker.queries.meetings import agenda, as_spoken, as_written, drafts_of, meeting_events
from tracker.services import meetings
from tracker.services.meetings import SpokenWords

DAY = date(2026, 11, 23)
NOW = at(DAY, 8)


@pytest.fixture
def district(session: Session) -> District:
    return a_district(session)


@pytest.fixture
def task(session: Session, district: District) -> Task:
    return a_task(
        session, district.office, district.justice, due_on=date(2026, 11, 2),
        text="Rà soát văn bản quy phạm pháp luật hết hiệu lực",
    )  # fmt: skip


@pytest.fixture
def meeting(session: Session, district: District) -> Meeting:
    return meetings.open_meeting(
        session, name="Họp giao ban tháng 11", held_on=DAY, unit_ids=[],
        actor=district.actor(district.monitor), now=NOW,
    )  # fmt: skip


def say(
    session: Session, district: District, meeting: Meeting, text: str, **more: object
) -> MeetingDecision:
    spoken = SpokenWords(text=text, **more)  # type: ignore[arg-type]
    return meetings.decide(
        session, meeting_id=meeting.id, spoken=spoken, actor=district.actor(district.monitor),
        now=NOW + timedelta(minutes=5),
    )  # fmt: skip


def conclude(session: Session, district: District, meeting: Meeting) -> Directive:
    paper = a_directive(session, district.office, title="Thông báo kết luận họp giao ban")
    meetings.conclude(
        session, meeting_id=meeting.id, version=meeting.row_version, directive_id=paper.id,
        actor=district.actor(district.monitor), now=NOW + timedelta(days=2),
    )  # fmt: skip
    return paper


def confirm(
    session: Session, district: District, decision: MeetingDecision, draft_id: int
) -> MeetingDecision:
    return meetings.confirm_same(
        session, decision_id=decision.id, draft_id=draft_id,
        actor=district.actor(district.monitor), now=NOW + timedelta(days=2),
    )  # fmt: skip


def last(session: Session) -> Event:
    return session.scalars(select(Event).order_by(Event.id.desc()).limit(1)).one()


def test_units_with_something_to_answer_for_are_on_the_list(
    session: Session, district: District, meeting: Meeting, task: Task
) -> None:
    (unit,) = agenda(session, meeting, DAY)
    assert (unit.unit_id, [row.id for row in unit.overdue]) == (district.justice.id, [task.id])
    assert unit.count == 1


def test_the_units_chosen_are_on_the_list_also_with_nothing(
    session: Session, district: District, task: Task
) -> None:
    chosen = meetings.open_meeting(
        session, name="Giao ban", held_on=DAY, unit_ids=[district.culture.id],
        actor=district.actor(district.monitor), now=NOW,
    )  # fmt: skip
    (unit,) = agenda(session, chosen, DAY)
    assert (unit.unit_id, unit.count) == (district.culture.id, 0)


def test_a_meeting_of_the_same_name_and_day_is_there_already(
    session: Session, district: District, meeting: Meeting
) -> None:
    def again(name: str, held_on: date) -> Meeting:
        return meetings.open_meeting(
            session, name=name, held_on=held_on, unit_ids=[],
            actor=district.actor(district.monitor), now=NOW,
        )  # fmt: skip

    with pytest.raises(InvalidInput, match="đã có cuộc họp") as refused:
        again("  họp giao ban THÁNG 11 ", DAY)
    assert refused.value.field == "name"
    assert again("Họp giao ban tháng 11", DAY + timedelta(days=7)).id != meeting.id
    assert again("Họp giao ban tháng 11 (buổi chiều)", DAY).id != meeting.id


def test_a_decision_about_a_task_brings_its_unit_and_makes_no_task(
    session: Session, district: District, meeting: Meeting, task: Task
) -> None:
    said = say(session, district, meeting, "Xong trước 05/12", task_id=task.id,
               due_on=date(2026, 12, 5))  # fmt: skip
    assert (said.n, said.unit_id) == (1, district.justice.id)
    assert session.scalars(select(Task.id)).all() == [task.id]
    event = last(session)
    assert (event.kind, event.task_id) == (EventKind.MEETING_DECIDED, task.id)
    assert event.data["meeting_id"] == meeting.id
    assert say(session, district, meeting, "Việc khác").n == 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({"text": "  "}, "Hãy ghi nội dung kết luận"),
        ({"text": "Rà soát", "due_on": date(2026, 11, 22)}, "không được trước ngày họp"),
    ],
)
def test_what_cannot_be_decided(
    session: Session, district: District, meeting: Meeting, words: dict[str, object], said: str
) -> None:
    with pytest.raises(InvalidInput, match=said):
        say(session, district, meeting, **words)  # type: ignore[arg-type]


def test_units_and_tasks_of_another_office_are_not_there(
    session: Session, district: District, meeting: Meeting
) -> None:
    other = an_office(session, name="UBND huyện khác")
    unit = a_unit(session, "Phòng Tài chính", parent=other.root_unit)
    foreign = a_task(session, other, unit)
    with pytest.raises(NotFound):
        say(session, district, meeting, "Rà soát", unit_id=unit.id)
    with pytest.raises(NotFound):
        say(session, district, meeting, "Rà soát", task_id=foreign.id)


def test_a_withdrawn_decision_stays_with_its_reason(
    session: Session, district: District, meeting: Meeting
) -> None:
    said = say(session, district, meeting, "Rà soát")
    actor = district.actor(district.monitor)
    with pytest.raises(InvalidInput, match="lý do"):
        meetings.withdraw(session, decision_id=said.id, reason=" ", actor=actor, now=NOW)
    meetings.withdraw(session, decision_id=said.id, reason="Nghe nhầm", actor=actor, now=NOW)
    assert (said.text, said.withdrawn_reason) == ("Rà soát", "Nghe nhầm")
    assert last(session).kind is EventKind.MEETING_DECISION_WITHDRAWN
    with pytest.raises(Conflict):
        meetings.withdraw(session, decision_id=said.id, reason="Lại", actor=actor, now=NOW)


def test_the_paper_says_the_same_of_a_task_that_exists_and_it_is_not_given_twice(
    session: Session, district: District, meeting: Meeting, task: Task
) -> None:
    said = say(session, district, meeting, "Phải xong trước 05/12", task_id=task.id,
               due_on=date(2026, 12, 5))  # fmt: skip
    new = say(session, district, meeting, "Kiểm tra trụ sở các xã sau bão")
    paper = conclude(session, district, meeting)
    old = a_draft(
        session, district.office, "Hoàn thành rà soát văn bản quy phạm pháp luật hết hiệu lực",
        directive=paper, leads=[district.justice], due_on=date(2026, 12, 5),
    )  # fmt: skip
    other = a_draft(session, district.office, "Tổng kết phong trào thi đua", directive=paper, ord=1,
                    leads=[district.culture])  # fmt: skip
    found = compare(
        [as_spoken(each) for each in meeting.decisions],
        [as_written(each) for each in drafts_of(session, paper.id)],
    )
    assert [(pair.spoken, pair.written) for pair in found.pairs] == [(said.id, old.id)]
    assert (found.only_spoken, found.only_written) == ((new.id,), (other.id,))
    confirm(session, district, said, old.id)
    assert (old.state, old.answered_by_id) == (DraftState.SET_ASIDE, task.duty_id)
    assert said.draft_id == old.id
    assert last(session).kind is EventKind.MEETING_MATCHED
    with pytest.raises(Conflict):
        confirm(session, district, new, old.id)


def test_something_new_is_confirmed_and_given_by_the_paper(
    session: Session, district: District, meeting: Meeting
) -> None:
    said = say(session, district, meeting, "Kiểm tra trụ sở")
    paper = conclude(session, district, meeting)
    draft = a_draft(session, district.office, "Kiểm tra trụ sở", directive=paper)
    confirm(session, district, said, draft.id)
    assert (draft.state, said.draft_id) == (DraftState.PROPOSED, draft.id)


def test_after_the_conclusion_nothing_is_added_and_another_paper_is_refused(
    session: Session, district: District, meeting: Meeting
) -> None:
    said = say(session, district, meeting, "Kiểm tra trụ sở")
    paper = conclude(session, district, meeting)
    with pytest.raises(Conflict, match="đã có thông báo kết luận"):
        say(session, district, meeting, "Thêm việc")
    with pytest.raises(NotFound):
        confirm(session, district, said, a_draft(session, district.office, "Việc khác").id)
    confirm(session, district, said, a_draft(session, district.office, "x", directive=paper).id)
    with pytest.raises(Conflict, match="không đổi được nữa"):
        conclude(session, district, meeting)
    kinds = [event.kind for event in meeting_events(session, meeting)]
    assert kinds[0] is EventKind.MEETING_MATCHED
    assert kinds[-1] is EventKind.MEETING_OPENED
