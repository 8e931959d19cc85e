"""A unit's difficulty gets an owner, a day, an answer; or it is passed upward; or it is closed."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.district import District, a_district
from tests.factories.task import a_task
from tests.support.clock import Clock
from tracker.domain.errors import Conflict, InvalidInput, NotAllowed, NotFound
from tracker.domain.follow_up import Milestone
from tracker.domain.history import EventKind
from tracker.domain.messages import MessageKind
from tracker.domain.obstacle_rules import ObstacleState
from tracker.domain.reporting_periods import Window
from tracker.models import Event, Obstacle, ObstacleDeed, OutboxMessage, Task, User
from tracker.queries.report_remarks import remarks
from tracker.services import obstacle_answers, obstacles, progress
from tracker.services.obstacles import Owner

WORDS = "Chưa được bố trí kinh phí tập huấn"


@pytest.fixture
def district(session: Session) -> District:
    return a_district(session)


@pytest.fixture
def task(session: Session, district: District) -> Task:
    return a_task(session, district.office, district.justice, coordinating=[district.culture])


def raised(session: Session, district: District, now: datetime, **more: Any) -> Obstacle:
    asked: dict[str, Any] = {
        "unit_id": district.justice.id,
        "text": WORDS,
        "is_proposal": False,
        "actor": district.actor(district.justice_officer),
    } | more
    return obstacles.raise_and_tell(session, now=now, **asked)


def answer(
    session: Session, district: District, row: Obstacle, now: datetime, by: User, **more: Any
) -> Obstacle:
    said: dict[str, Any] = {"text": "Bổ sung từ quý sau.", "number": "", "paper_on": None} | more
    return obstacle_answers.answer(
        session, obstacle_id=row.id, version=None, actor=district.actor(by), now=now, **said
    )


def last_event(session: Session, row: Obstacle) -> Event:
    query = (
        select(Event)
        .join(ObstacleDeed, ObstacleDeed.event_id == Event.id)
        .where(ObstacleDeed.obstacle_id == row.id)
        .order_by(Event.id.desc())
    )
    return session.scalars(query.limit(1)).one()


def told(session: Session, kind: MessageKind) -> set[int]:
    query = select(OutboxMessage.recipient_id).where(OutboxMessage.kind == kind)
    return set(session.scalars(query))


class TestRaising:
    """Somebody owes the answer from the first moment, until a day."""

    def test_the_lead_office_owes_the_answer_in_five_working_days(
        self, session: Session, district: District, task: Task, now: datetime
    ) -> None:
        row = raised(session, district, now, task=task)
        assert row.owner_unit_id == district.lead.id
        assert row.answer_due_on == date(2026, 11, 30)
        assert last_event(session, row).kind is EventKind.OBSTACLE_RAISED
        assert last_event(session, row).task_id == task.id
        assert told(session, MessageKind.OBSTACLE_RAISED) == {district.monitor.id}

    def test_the_office_may_set_another_number_of_days(
        self, session: Session, now: datetime
    ) -> None:
        district = a_district(session, obstacle_answer_working_days=2)
        assert raised(session, district, now).answer_due_on == date(2026, 11, 25)

    def test_the_lead_office_asks_the_leader(
        self, session: Session, district: District, now: datetime
    ) -> None:
        row = raised(
            session,
            district,
            now,
            unit_id=district.lead.id,
            actor=district.actor(district.monitor),
        )
        assert row.owner_user_id == district.chairman.id
        assert told(session, MessageKind.OBSTACLE_RAISED) == {district.chairman.id}

    def test_nobody_raises_for_another_unit(
        self, session: Session, district: District, now: datetime
    ) -> None:
        with pytest.raises(NotFound):
            raised(session, district, now, unit_id=district.culture.id)

    def test_a_unit_does_not_owe_the_answer_to_itself(
        self, session: Session, district: District, now: datetime
    ) -> None:
        with pytest.raises(InvalidInput) as refused:
            raised(session, district, now, owner=Owner(unit_id=district.justice.id))
        assert refused.value.field == "owner"

    def test_only_a_leader_is_chosen_as_a_person(
        self, session: Session, district: District, now: datetime
    ) -> None:
        with pytest.raises(InvalidInput):
            raised(session, district, now, owner=Owner(user_id=district.culture_head.id))

    def test_with_a_progress_report_one_message_tells_of_both(
        self, session: Session, district: District, task: Task, now: datetime
    ) -> None:
        progress.report(
            session,
            task_id=task.id,
            version=None,
            milestone=Milestone.DRAFTING,
            text="",
            obstacle=WORDS,
            proposal="Bổ sung 20 triệu đồng",
            actor=district.actor(district.justice_officer),
            now=now,
        )
        query = select(OutboxMessage).where(
            OutboxMessage.kind == MessageKind.OBSTACLE_RAISED,
            OutboxMessage.channel == "in_app",
        )
        (message,) = session.scalars(query)
        assert "và 1 nội dung khác" in message.subject
        assert "Bổ sung 20 triệu đồng" in message.text

    def test_of_a_paper_for_internal_use_no_word_is_mailed(
        self, session: Session, district: District, task: Task, now: datetime
    ) -> None:
        task.duty.directive.restricted = True
        row = raised(session, district, now, task=task)
        answer(session, district, row, now, district.monitor)
        for message in session.scalars(select(OutboxMessage)):
            assert WORDS not in message.subject + message.text
            assert "Bổ sung từ quý sau" not in message.text


class TestAnswering:
    """By who owes it; by a leader; by the lead office with the paper that answers."""

    def test_the_owner_answers_and_the_unit_hears_it(
        self, session: Session, district: District, now: datetime
    ) -> None:
        row = raised(session, district, now, owner=Owner(unit_id=district.culture.id))
        answer(session, district, row, now, district.culture_head)
        assert (row.state, row.answer) == (ObstacleState.ANSWERED, "Bổ sung từ quý sau.")
        assert last_event(session, row).for_unit_id is None
        assert told(session, MessageKind.OBSTACLE_ANSWERED) == {
            district.justice_head.id,
            district.justice_officer.id,
        }

    def test_the_lead_office_answers_for_another_only_with_the_paper(
        self, session: Session, district: District, now: datetime
    ) -> None:
        row = raised(session, district, now, owner=Owner(unit_id=district.culture.id))
        with pytest.raises(InvalidInput) as refused:
            answer(session, district, row, now, district.monitor)
        assert refused.value.field == "number"
        session.rollback()

    def test_with_the_paper_the_history_says_for_whom(
        self, session: Session, district: District, now: datetime
    ) -> None:
        row = raised(session, district, now, owner=Owner(unit_id=district.culture.id))
        paper = {"number": "15/VHTT", "paper_on": date(2026, 11, 20)}
        answer(session, district, row, now, district.monitor, **paper)
        event = last_event(session, row)
        assert event.for_unit_id == district.culture.id
        assert event.basis == "Văn bản số 15/VHTT ngày 20/11/2026"

    def test_nobody_answers_the_own_unit(
        self, session: Session, district: District, now: datetime
    ) -> None:
        row = raised(
            session,
            district,
            now,
            unit_id=district.lead.id,
            actor=district.actor(district.monitor),
        )
        with pytest.raises(NotAllowed):
            answer(session, district, row, now, district.monitor, number="1", paper_on=now.date())

    def test_an_answer_is_given_once_until_it_is_asked_for_again(
        self, session: Session, district: District, clock: Clock
    ) -> None:
        row = raised(session, district, clock.move_to(date(2026, 11, 23)))
        answer(session, district, row, clock.move_to(date(2026, 11, 24)), district.monitor)
        with pytest.raises(Conflict):
            answer(session, district, row, clock.move_to(date(2026, 11, 24)), district.monitor)
        obstacle_answers.ask_again(
            session,
            obstacle_id=row.id,
            version=None,
            note="Chưa nói khi nào",
            actor=district.actor(district.justice_head),
            now=clock.move_to(date(2026, 11, 25)),
        )
        assert (row.state, row.answer_due_on) == (ObstacleState.WAITING, date(2026, 12, 2))
        answer(session, district, row, clock.move_to(date(2026, 11, 26)), district.monitor)
        assert (row.state, row.asked_again_note) == (ObstacleState.ANSWERED, "")

    def test_a_stale_page_is_refused(
        self, session: Session, district: District, now: datetime
    ) -> None:
        row = raised(session, district, now)
        seen = row.row_version
        answer(session, district, row, now, district.monitor)
        with pytest.raises(Conflict) as refused:
            obstacle_answers.close(
                session,
                obstacle_id=row.id,
                version=seen,
                reason="Xong",
                actor=district.actor(district.justice_head),
                now=now,
            )
        assert refused.value.code == "stale_version"


def test_passed_upward_it_waits_there_with_its_paper(
    session: Session, district: District, now: datetime
) -> None:
    row = raised(session, district, now)
    obstacle_answers.pass_up(
        session,
        obstacle_id=row.id,
        version=None,
        to="Sở Tài chính",
        number="312/UBND-VP",
        paper_on=date(2026, 11, 23),
        actor=district.actor(district.monitor),
        now=now,
    )
    assert (row.state, row.passed_to) == (ObstacleState.PASSED_UP, "Sở Tài chính")
    assert last_event(session, row).basis == "Văn bản số 312/UBND-VP ngày 23/11/2026"
    assert district.justice_head.id in told(session, MessageKind.OBSTACLE_ANSWERED)


def test_handed_on_the_new_owner_hears_of_it(
    session: Session, district: District, now: datetime
) -> None:
    row = raised(session, district, now)
    asked: dict[str, Any] = {
        "obstacle_id": row.id,
        "version": None,
        "note": "",
        "actor": district.actor(district.monitor),
        "now": now,
    }
    obstacles.hand_on(
        session, owner=Owner(user_id=district.chairman.id), due_on=date(2026, 12, 4), **asked
    )
    assert (row.owner_unit_id, row.owner_user_id) == (None, district.chairman.id)
    assert district.chairman.id in told(session, MessageKind.OBSTACLE_RAISED)
    event = last_event(session, row)
    assert event.data["owner_before"] == district.lead.name
    with pytest.raises(InvalidInput, match="như cũ"):
        obstacles.hand_on(
            session, owner=Owner(user_id=district.chairman.id), due_on=date(2026, 12, 4), **asked
        )


class TestReports:
    """Who has no answer stands in every report with its age, until somebody answers."""

    NOVEMBER = Window(date(2026, 11, 1), date(2026, 11, 30))
    DECEMBER = Window(date(2026, 12, 1), date(2026, 12, 31))

    def of(self, session: Session, district: District, days: Window) -> list[tuple[str, Any, str]]:
        found = remarks(session, office_id=district.office.id, days=days, directive_id=None)
        return [(row.text, row.unanswered_days, row.passed_to) for row in found]

    def test_unanswered_it_comes_again_with_its_age(
        self, session: Session, district: District, clock: Clock
    ) -> None:
        row = raised(session, district, clock.move_to(date(2026, 11, 20)))
        assert self.of(session, district, self.NOVEMBER) == [(WORDS, 10, "")]
        assert self.of(session, district, self.DECEMBER) == [(WORDS, 41, "")]
        answer(session, district, row, clock.move_to(date(2026, 12, 8)), district.monitor)
        assert self.of(session, district, self.NOVEMBER) == [(WORDS, 10, "")], "as known then"
        assert self.of(session, district, self.DECEMBER) == []

    def test_passed_upward_it_says_where_it_waits(
        self, session: Session, district: District, clock: Clock
    ) -> None:
        row = raised(session, district, clock.move_to(date(2026, 11, 20)))
        obstacle_answers.pass_up(
            session,
            obstacle_id=row.id,
            version=None,
            to="Sở Tài chính",
            number="312/UBND",
            paper_on=date(2026, 12, 1),
            actor=district.actor(district.monitor),
            now=clock.move_to(date(2026, 12, 1)),
        )
        assert self.of(session, district, self.NOVEMBER) == [(WORDS, 10, "")]
        assert self.of(session, district, self.DECEMBER) == [(WORDS, 41, "Sở Tài chính")]

    def test_answered_within_the_period_it_stands_once_without_age(
        self, session: Session, district: District, clock: Clock
    ) -> None:
        row = raised(session, district, clock.move_to(date(2026, 11, 20)))
        answer(session, district, row, clock.move_to(date(2026, 11, 24)), district.monitor)
        assert self.of(session, district, self.NOVEMBER) == [(WORDS, None, "")]

    def test_asked_for_again_it_is_unanswered_again(
        self, session: Session, district: District, clock: Clock
    ) -> None:
        row = raised(session, district, clock.move_to(date(2026, 11, 20)))
        answer(session, district, row, clock.move_to(date(2026, 11, 24)), district.monitor)
        obstacle_answers.ask_again(
            session,
            obstacle_id=row.id,
            version=None,
            note="Chưa rõ",
            actor=district.actor(district.justice_head),
            now=clock.move_to(date(2026, 12, 2)),
        )
        assert self.of(session, district, self.NOVEMBER) == [(WORDS, None, "")]
        assert self.of(session, district, self.DECEMBER) == [(WORDS, 41, "")]
