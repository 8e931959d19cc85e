"""A small district with one person of every kind: what tests of a task's life stand on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from tests.factories.office import an_office
from tests.factories.unit import a_unit
from tests.factories.user import a_user, as_actor
from tracker.domain.people import Post, Role
from tracker.models import Office, Unit, User
from tracker.permissions import Actor

TODAY = date(2026, 11, 23)


@dataclass(frozen=True)
class District:
    """The office, three of its units and their people."""

    office: Office
    lead: Unit
    justice: Unit
    culture: Unit
    monitor: User
    """Follows and confirms tasks (role of the lead office)."""
    justice_head: User
    justice_officer: User
    culture_head: User
    chairman: User
    auditor: User
    administrator: User

    def actor(self, user: User, on_day: date = TODAY) -> Actor:
        return as_actor(user, self.office, on_day=on_day)


def a_district(session: Session, **rules: Any) -> District:
    """Everybody holds post and role since 2020; ``rules`` are settings of the office.

    A refusal is in time on any day here: tests about its time say their number of days.
    """
    office = an_office(session, **({"refuse_working_days": 0} | rules))
    root, lead = office.root_unit, office.lead_unit
    assert lead is not None
    justice = a_unit(session, "Phòng Tư pháp", parent=root)
    culture = a_unit(session, "Phòng Văn hóa và Thông tin", parent=root)
    return District(
        office=office,
        lead=lead,
        justice=justice,
        culture=culture,
        monitor=a_user(session, "Lê Thu Hương", unit=lead, office=office, roles=[Role.LEAD_OFFICE]),
        justice_head=a_user(session, "Trần Văn Bình", unit=justice, post=Post.HEAD),
        justice_officer=a_user(session, "Phạm Thị Cúc", unit=justice),
        culture_head=a_user(session, "Đỗ Mạnh Dũng", unit=culture, post=Post.HEAD),
        chairman=a_user(
            session,
            "Hoàng Văn Giang",
            unit=root,
            post=Post.HEAD,
            office=office,
            roles=[Role.LEADER],
        ),
        auditor=a_user(session, "Vũ Thị Hạnh", office=office, roles=[Role.AUDITOR]),
        administrator=a_user(session, "Ngô Văn Khoa", office=office, roles=[Role.ADMINISTRATOR]),
    )
