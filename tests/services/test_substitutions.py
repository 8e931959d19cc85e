"""Naming a deputy (phân công xử lý thay): who, whom, which days; changing and revoking it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.district import TODAY, District, a_district
from tests.factories.substitution import a_substitution
from tests.factories.task import a_task
from tests.factories.user import a_user
from tests.services.handing_in import told
from tracker.domain.errors import Conflict, InvalidInput, NotAllowed, NotFound
from tracker.domain.history import EventKind
from tracker.domain.messages import MessageKind
from tracker.models import Event, Substitution, Task, User
from tracker.services import substitutions


@pytest.fixture
def district(session: Session) -> District:
    return a_district(session)


@pytest.fixture
def task(session: Session, district: District) -> Task:
    return a_task(session, district.office, district.justice)


def name_deputy(
    session: Session, district: District, now: datetime, by: User, **changes: Any
) -> Substitution:
    asked: dict[str, Any] = {
        "principal_id": district.justice_head.id,
        "deputy_id": district.justice_officer.id,
        "from_on": TODAY,
        "to_on": date(2026, 11, 27),
        "basis": "Đi công tác",
    }
    return substitutions.name_deputy(
        session, actor=district.actor(by), now=now, **(asked | changes)
    )


FAULTS: dict[str, tuple[Callable[[District], dict[str, Any]], str]] = {
    "oneself": (lambda d: {"deputy_id": d.justice_head.id}, "deputy_id"),
    "nobody": (lambda d: {"deputy_id": None}, "deputy_id"),
    "no basis": (lambda d: {"basis": "  "}, "basis"),
    "yesterday": (lambda d: {"from_on": date(2026, 11, 22)}, "from_on"),
    "ends before it begins": (
        lambda d: {"from_on": date(2026, 11, 25), "to_on": date(2026, 11, 24)},
        "to_on",
    ),
    "a mistyped year": (lambda d: {"to_on": date(2036, 11, 27)}, "to_on"),
    "no end": (lambda d: {"to_on": None}, "to_on"),
}


class TestNaming:
    """Who may name whom for which days."""

    def test_a_head_names_a_deputy_and_both_hear_of_it(
        self, session: Session, district: District, now: datetime
    ) -> None:
        row = name_deputy(session, district, now, district.justice_head)

        assert (row.principal_id, row.deputy_id) == (
            district.justice_head.id,
            district.justice_officer.id,
        )
        event = session.scalars(select(Event).where(Event.kind == EventKind.SUBSTITUTION_SET)).one()
        assert (event.user_id, event.basis) == (district.justice_head.id, "Đi công tác")
        assert told(session, MessageKind.SUBSTITUTION) == {district.justice_officer.id}

    @pytest.mark.parametrize("who", ["monitor", "administrator"])
    def test_it_is_entered_for_a_leader_who_never_signs_in(
        self, session: Session, district: District, now: datetime, who: str
    ) -> None:
        deputy_chairman = a_user(session, "Bùi Văn Yên", unit=district.office.root_unit)
        row = name_deputy(
            session,
            district,
            now,
            getattr(district, who),
            principal_id=district.chairman.id,
            deputy_id=deputy_chairman.id,
            basis="Thông báo 12/TB-UBND",
        )
        assert row.entered_by_id == getattr(district, who).id
        assert told(session, MessageKind.SUBSTITUTION) == {district.chairman.id, deputy_chairman.id}

    @pytest.mark.parametrize("fault", FAULTS)
    def test_what_cannot_be_is_refused_at_its_field(
        self, session: Session, district: District, now: datetime, fault: str
    ) -> None:
        changes, field = FAULTS[fault]
        with pytest.raises(InvalidInput) as refused:
            name_deputy(session, district, now, district.justice_head, **changes(district))
        assert refused.value.field == field

    def test_somebody_of_another_office_or_with_a_closed_account_is_no_deputy(
        self, session: Session, district: District, now: datetime
    ) -> None:
        elsewhere = a_district(session)
        left = a_user(session, unit=district.justice, active=False)
        administrator = district.administrator
        for person in (elsewhere.justice_head, left, administrator):
            with pytest.raises(InvalidInput) as refused:
                name_deputy(session, district, now, district.justice_head, deputy_id=person.id)
            assert refused.value.field == "deputy_id"

    def test_one_deputy_at_a_time(
        self, session: Session, district: District, now: datetime
    ) -> None:
        name_deputy(session, district, now, district.justice_head)
        other = a_user(session, unit=district.justice)
        with pytest.raises(InvalidInput) as refused:
            name_deputy(
                session,
                district,
                now,
                district.justice_head,
                deputy_id=other.id,
                from_on=date(2026, 11, 27),
                to_on=date(2026, 11, 30),
            )
        assert "Phạm Thị Cúc" in str(refused.value)
        name_deputy(
            session,
            district,
            now,
            district.justice_head,
            deputy_id=other.id,
            from_on=date(2026, 11, 28),
            to_on=date(2026, 11, 30),
        )

    def test_nobody_is_deputy_who_is_away_on_these_days(
        self, session: Session, district: District, now: datetime
    ) -> None:
        other = a_user(session, unit=district.justice)
        a_substitution(session, district.office, district.justice_officer, other)
        with pytest.raises(InvalidInput) as refused:
            name_deputy(session, district, now, district.justice_head)
        assert refused.value.field == "deputy_id"

    def test_an_officer_names_a_deputy_for_nobody_else(
        self, session: Session, district: District, now: datetime
    ) -> None:
        with pytest.raises(NotAllowed):
            name_deputy(session, district, now, district.culture_head)

    def test_who_enters_it_is_not_the_deputy(
        self, session: Session, district: District, now: datetime
    ) -> None:
        with pytest.raises(InvalidInput) as refused:
            name_deputy(
                session,
                district,
                now,
                district.monitor,
                principal_id=district.chairman.id,
                deputy_id=district.monitor.id,
            )
        assert refused.value.field == "deputy_id"

    def test_a_borrowed_right_enters_nothing_for_others(
        self, session: Session, district: District, now: datetime
    ) -> None:
        a_substitution(session, district.office, district.monitor, district.justice_officer)
        with pytest.raises(NotAllowed):
            name_deputy(
                session,
                district,
                now,
                district.justice_officer,
                principal_id=district.chairman.id,
                deputy_id=district.culture_head.id,
            )


class TestChanging:
    """The end moves, or it is revoked; what was stays."""

    def test_the_end_moves_from_today_on(
        self, session: Session, district: District, now: datetime
    ) -> None:
        row = a_substitution(session, district.office, district.justice_head, district.monitor)
        actor = district.actor(district.justice_head)
        change: dict[str, Any] = {"substitution_id": row.id, "version": None, "now": now}
        substitutions.change_end(session, to_on=TODAY, actor=actor, **change)
        assert row.to_on == TODAY
        with pytest.raises(InvalidInput):
            substitutions.change_end(session, to_on=date(2026, 11, 22), actor=actor, **change)
        with pytest.raises(NotFound):
            substitutions.change_end(
                session,
                to_on=date(2026, 11, 24),
                actor=district.actor(district.culture_head),
                **change,
            )

    def test_revoking_ends_it_at_once_and_leaves_the_past(
        self, session: Session, district: District, now: datetime
    ) -> None:
        row = a_substitution(
            session, district.office, district.justice_head, district.justice_officer
        )
        revoke: dict[str, Any] = {
            "substitution_id": row.id,
            "version": row.row_version,
            "actor": district.actor(district.monitor),
            "now": now,
        }
        substitutions.revoke(session, **revoke)

        assert not district.actor(district.justice_officer).stands_in
        assert district.actor(district.justice_officer, date(2026, 11, 21)).stands_in
        with pytest.raises(Conflict):
            substitutions.revoke(session, **(revoke | {"version": None}))
        name_deputy(session, district, now, district.justice_head)

    def test_two_people_at_once_are_a_conflict(
        self, session: Session, district: District, now: datetime
    ) -> None:
        row = a_substitution(
            session, district.office, district.justice_head, district.justice_officer
        )
        seen = row.row_version
        change: dict[str, Any] = {
            "substitution_id": row.id,
            "version": seen,
            "actor": district.actor(district.justice_head),
            "now": now,
        }
        substitutions.change_end(session, to_on=date(2026, 11, 24), **change)
        with pytest.raises(Conflict):
            substitutions.change_end(session, to_on=date(2026, 11, 26), **change)
