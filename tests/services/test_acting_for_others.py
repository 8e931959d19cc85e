"""What a deputy may, in whose name it is written down, and who is told."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.district import TODAY, District, a_district
from tests.factories.substitution import a_substitution
from tests.factories.task import a_task
from tests.factories.user import a_user
from tests.services.handing_in import confirm, hand_in, last_event
from tracker.domain.errors import NotAllowed
from tracker.domain.follow_up import Milestone
from tracker.domain.history import EventKind
from tracker.domain.messages import MessageKind
from tracker.domain.people import Post, Role
from tracker.domain.reminder_ladder import Audience
from tracker.models import Event, OutboxMessage, Task, User
from tracker.permissions import Actor
from tracker.queries.explained_changes import ExplainedFilters, explained_changes
from tracker.queries.recipients import directory
from tracker.services import extension_requests, progress


@pytest.fixture
def district(session: Session) -> District:
    return a_district(session)


@pytest.fixture
def task(session: Session, district: District) -> Task:
    return a_task(session, district.office, district.justice)


class TestTheDeputysRights:
    """What is lent, for how long, and what never is."""

    @pytest.mark.parametrize(
        ("day", "holds"),
        [(19, False), (20, True), (25, True), (26, False)],
        ids=["before", "first day", "last day", "after"],
    )
    def test_from_the_first_to_the_end_of_the_last_day(
        self, session: Session, district: District, day: int, holds: bool
    ) -> None:
        a_substitution(session, district.office, district.culture_head, district.justice_officer)
        actor = district.actor(district.justice_officer, date(2026, 11, day))
        assert (district.culture.id in actor.speaks_for) is holds
        assert district.justice.id in actor.unit_ids

    def test_roles_are_lent_but_not_the_administrators(
        self, session: Session, district: District
    ) -> None:
        chief = a_user(
            session,
            unit=district.lead,
            office=district.office,
            roles=[Role.LEADER, Role.ADMINISTRATOR],
        )
        a_substitution(session, district.office, chief, district.justice_officer)
        actor = district.actor(district.justice_officer)
        assert actor.has(Role.LEADER)
        assert {role for _module, role in actor.grants} == {Role.LEADER}

    def test_it_does_not_go_on_from_deputy_to_deputy(
        self, session: Session, district: District
    ) -> None:
        a_substitution(session, district.office, district.chairman, district.justice_head)
        a_substitution(session, district.office, district.justice_head, district.justice_officer)
        actor = district.actor(district.justice_officer)
        assert district.justice.id in actor.speaks_for
        assert not actor.has(Role.LEADER)
        assert actor.people == {district.justice_officer.id, district.justice_head.id}

    def test_nothing_is_lent_by_a_closed_account_or_in_another_office(
        self, session: Session, district: District
    ) -> None:
        elsewhere = a_district(session)
        a_substitution(session, elsewhere.office, district.culture_head, district.justice_officer)
        assert not district.actor(district.justice_officer).stands_in
        a_substitution(session, district.office, district.culture_head, district.justice_officer)
        assert district.actor(district.justice_officer).stands_in
        district.culture_head.active = False
        assert not district.actor(district.justice_officer).stands_in


def acting(session: Session, district: District, principal: User, deputy: User) -> Actor:
    a_substitution(session, district.office, principal, deputy)
    return district.actor(deputy)


class TestTheHistory:
    """Own deeds are one's own; only what one could not do otherwise is done for the principal."""

    def test_a_borrowed_deed_names_both(
        self, session: Session, district: District, task: Task, now: datetime
    ) -> None:
        actor = acting(session, district, district.justice_head, district.culture_head)
        progress.acknowledge(session, task_id=task.id, version=None, actor=actor, now=now)
        event = last_event(session, task)
        assert (event.actor_id, event.for_user_id) == (
            district.culture_head.id,
            district.justice_head.id,
        )

    def test_what_one_may_do_oneself_is_ones_own(
        self, session: Session, district: District, task: Task, now: datetime
    ) -> None:
        actor = acting(session, district, district.justice_head, district.justice_officer)
        progress.report(
            session, task_id=task.id, version=None, milestone=Milestone.DRAFTING, text="Đang làm",
            obstacle="", proposal="", actor=actor, now=now,
        )  # fmt: skip
        assert last_event(session, task).for_user_id is None

    def test_with_two_principals_the_one_whose_right_it_is(
        self, session: Session, district: District, task: Task, now: datetime
    ) -> None:
        deputy = a_user(session, unit=district.lead)
        a_substitution(session, district.office, district.culture_head, deputy)
        actor = acting(session, district, district.justice_head, deputy)
        hand_in(session, district, task, now, actor=actor)
        assert last_event(session, task).for_user_id == district.justice_head.id

    def test_a_coordinating_answer_is_given_for_whom_it_is_asked(
        self, session: Session, district: District, now: datetime
    ) -> None:
        task = a_task(
            session,
            district.office,
            district.lead,
            coordinating=[district.justice, district.culture],
        )
        actor = acting(session, district, district.culture_head, district.justice_officer)
        for unit, principal in (
            (district.justice, None),
            (district.culture, district.culture_head),
        ):
            progress.answer_part(
                session, task_id=task.id, version=None, unit_id=unit.id, answer="Nhất trí",
                actor=actor, now=now,
            )  # fmt: skip
            assert last_event(session, task).for_user_id == (principal.id if principal else None)

    def test_a_leaders_extension_by_his_deputy_is_no_entering_on_behalf(
        self, session: Session, now: datetime
    ) -> None:
        strict = a_district(session, extension_leader_from=1)
        late = a_task(session, strict.office, strict.justice)
        request = extension_requests.ask(
            session, task_id=late.id, version=None, wanted_on=date(2026, 12, 15),
            reason="Chờ hướng dẫn", actor=strict.actor(strict.justice_head), now=now,
        )  # fmt: skip
        asked: dict[str, Any] = {
            "request_id": request.id, "version": None, "due_on": date(2026, 12, 15), "basis": "",
            "now": now,
        }  # fmt: skip
        with pytest.raises(NotAllowed):
            extension_requests.grant(session, actor=strict.actor(strict.monitor), **asked)
        actor = acting(session, strict, strict.chairman, strict.monitor)
        extension_requests.grant(session, actor=actor, **asked)

        granted = session.scalars(
            select(Event).where(Event.kind == EventKind.EXTENSION_GRANTED)
        ).one()
        assert (granted.actor_id, granted.for_user_id) == (strict.monitor.id, strict.chairman.id)
        days = ExplainedFilters(from_on=TODAY, to_on=TODAY)
        listed = session.scalars(explained_changes(strict.office.id, days)).all()
        assert granted not in listed


class TestNobodyDecidesWhatTheyHandedIn:
    """Neither the deputy nor the principal, in whichever of the two names."""

    def test_the_deputy_decides_nothing_that_either_handed_in(
        self, session: Session, district: District, now: datetime
    ) -> None:
        """Handed in by the leader as head of his own unit; decided by whom?"""
        chief = a_user(
            session, "Tô Ái Liên", unit=district.justice, post=Post.HEAD, office=district.office,
            roles=[Role.LEADER],
        )  # fmt: skip
        deputy = a_user(session, "Lò Văn Mười", unit=district.culture)
        actor = acting(session, district, chief, deputy)
        by_chief = a_task(session, district.office, district.justice)
        hand_in(session, district, by_chief, now, actor=district.actor(chief))
        by_deputy = a_task(session, district.office, district.justice)
        submission = hand_in(session, district, by_deputy, now, actor=actor)
        assert submission.submitted_for_id == chief.id

        for task in (by_chief, by_deputy):
            for who in (deputy, chief):
                with pytest.raises(NotAllowed):
                    confirm(session, district, task, now, who)
            confirm(session, district, task, now, district.monitor)

    def test_a_hand_in_of_somebody_else_is_decided_in_the_leaders_name(
        self, session: Session, district: District, task: Task, now: datetime
    ) -> None:
        hand_in(session, district, task, now)
        deputy = a_user(session, unit=district.culture)
        acting(session, district, district.chairman, deputy)
        confirm(session, district, task, now, deputy)
        event = last_event(session, task)
        assert (event.actor_id, event.for_user_id) == (deputy.id, district.chairman.id)

    def test_who_asked_for_more_time_does_not_grant_it_in_another_name(
        self, session: Session, district: District, task: Task, now: datetime
    ) -> None:
        actor = acting(session, district, district.chairman, district.justice_officer)
        request = extension_requests.ask(
            session, task_id=task.id, version=None, wanted_on=date(2026, 12, 15),
            reason="Chờ hướng dẫn", actor=actor, now=now,
        )  # fmt: skip
        with pytest.raises(NotAllowed):
            extension_requests.grant(
                session, request_id=request.id, version=None, due_on=date(2026, 12, 15),
                basis="", actor=actor, now=now,
            )  # fmt: skip


class TestBeingTold:
    """Notices and reminders reach the deputy too, once."""

    def test_a_notice_reaches_principal_and_deputy_once(
        self, session: Session, district: District, task: Task, now: datetime
    ) -> None:
        second = a_user(session, unit=district.justice, post=Post.DEPUTY)
        a_substitution(session, district.office, district.justice_head, second)
        hand_in(session, district, task, now, actor=district.actor(district.justice_officer))
        confirm(session, district, task, now, district.monitor)
        rows = session.scalars(
            select(OutboxMessage.recipient_id).where(OutboxMessage.kind == MessageKind.CONFIRMED)
        ).all()
        assert sorted(rows) == sorted([district.justice_head.id, second.id])

    def test_reminders_do_so_while_it_holds(self, session: Session, district: District) -> None:
        a_substitution(session, district.office, district.justice_head, district.culture_head)
        for day, reached in ((25, True), (26, False)):
            book = directory(session, office_id=district.office.id, on_day=date(2026, 11, day))
            people = book.reached(
                (Audience.UNIT_HEAD,), unit_id=district.justice.id, assignee_id=None
            )
            assert (district.culture_head.id in people) is reached
            assert district.justice_head.id in people
