"""Every page of the administrators, opened once as they open it; nobody else gets in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.user import a_user, as_actor
from tests.support.visitor import Visitor, words
from tracker.domain.people import Post, Role
from tracker.models import Unit, UnitGroup, User
from tracker.queries.units import aliases_of
from tracker.services.office_setup import NewOffice, create_office
from tracker.services.planned_successions import plan_succession
from tracker.services.succession_check import SuccessionOrder


@dataclass
class Office:
    """A district with its administrator and a head of a division."""

    made: NewOffice
    admin: User
    head: User

    def unit(self, code: str) -> Unit:
        return self.made.units[code]


@pytest.fixture
def office(session: Session, now: datetime) -> Office:
    made = create_office(
        session,
        preset="district",
        name="UBND huyện Đông Bình",
        admin_login="quan.tri",
        admin_name="Trần Thị Quản",
        admin_hash="x",
        must_change=False,
        now=now,
    )
    head = a_user(
        session,
        "Lê Văn Tư",
        login="tu.le",
        unit=made.units["justice"],
        post=Post.HEAD,
        office=made.office,
        roles=[Role.AUDITOR],
    )
    session.commit()
    return Office(made, made.administrator, head)


def addresses(session: Session, office: Office) -> dict[str, dict[str, Any]]:
    """Every GET page of the two blueprints with values for its address."""
    justice, person = office.unit("justice").id, office.head
    group = session.scalars(select(UnitGroup).where(UnitGroup.code == "communes")).one()
    alias = aliases_of(session, justice)[-1]
    order = SuccessionOrder(
        unit_ids=(justice,), on_day=date(2027, 1, 1), basis="Nghị quyết 1/NQ-HĐND",
        successor_id=office.unit("culture").id,
    )  # fmt: skip
    administrator = as_actor(office.admin, office.made.office)
    planned = plan_succession(
        session, order=order, actor=administrator, now=datetime(2026, 11, 23, 1, tzinfo=UTC)
    )
    session.flush()
    return {
        "admin.index": {},
        "admin.units": {},
        "admin.unit": {"unit_id": justice},
        "admin.add_unit": {},
        "admin.change_unit": {"unit_id": justice},
        "admin.rename_unit": {"unit_id": justice},
        "admin.add_alias": {"unit_id": justice},
        "admin.remove_alias": {"alias_id": alias.id},
        "admin.succession": {"unit": justice},
        "admin.withdraw_succession": {"planned_id": planned.id},
        "admin.unit_groups": {"on": "01/01/2026"},
        "admin.add_unit_group": {},
        "admin.change_unit_group": {"group_id": group.id},
        "admin.users": {"q": "tu"},
        "admin.user": {"user_id": person.id},
        "admin.add_user": {},
        "admin.change_user": {"user_id": person.id},
        "admin.reset_password": {"user_id": person.id},
        "admin.deactivate_user": {"user_id": person.id},
        "admin.reactivate_user": {"user_id": person.id},
        "admin.add_membership": {"user_id": person.id},
        "admin.end_membership": {"membership_id": person.memberships[0].id},
        "admin.add_grant": {"user_id": person.id},
        "admin.end_grant": {"grant_id": person.grants[0].id},
        "admin.office_rules": {},
        "admin.gateway": {},
        "admin.imports": {},
        "admin.import_list": {"kind": "users"},
        "calendar.year": {},
        "calendar.add_day": {},
        "calendar.deadlines": {"day": "2026-09-02"},
        "calendar.change_day": {"on_day": "2026-09-02"},
        "calendar.remove_day": {"on_day": "2026-09-02"},
    }


def test_every_page_opens_and_is_decent(page: Visitor, session: Session, office: Office) -> None:
    page.sign_in(office.admin)
    for endpoint, values in addresses(session, office).items():
        page.get(endpoint, **values)


def test_the_list_above_is_complete(page: Visitor, session: Session, office: Office) -> None:
    ours = {
        rule.endpoint
        for rule in page.app.url_map.iter_rules()
        if rule.endpoint.startswith(("admin.", "calendar.")) and "GET" in (rule.methods or ())
    }
    assert ours - {"admin.import_template", "admin.export_users"} == set(addresses(session, office))


def test_nobody_else_gets_in(page: Visitor, session: Session, office: Office) -> None:
    page.sign_in(office.head)
    for endpoint, values in addresses(session, office).items():
        assert page.open(page.address(endpoint, **values)).status_code == 403, endpoint


def test_strangers_are_sent_to_the_entrance(
    page: Visitor, session: Session, office: Office
) -> None:
    for endpoint, values in addresses(session, office).items():
        answer = page.open(page.address(endpoint, **values))
        assert (answer.status_code, answer.location) == (302, "/sign-in"), endpoint


def test_the_lead_office_keeps_the_calendar_but_not_the_people(
    page: Visitor, session: Session, office: Office
) -> None:
    lead = a_user(session, office=office.made.office, roles=[Role.LEAD_OFFICE])
    page.sign_in(lead)
    page.get("calendar.year")
    assert "Quản trị" not in words(page.soup)
    page.get("admin.users", status=403)


def test_another_offices_things_do_not_exist_here(
    page: Visitor, session: Session, office: Office, now: datetime
) -> None:
    other = create_office(
        session,
        preset="commune",
        name="UBND xã Tây Lâm",
        admin_login="nguoi.khac",
        admin_name="Phạm Văn Khác",
        admin_hash="x",
        now=now,
    )
    group = session.scalars(select(UnitGroup).where(UnitGroup.office_id == other.office.id)).first()
    assert group is not None
    page.sign_in(office.admin)
    page.get("admin.unit", status=404, unit_id=other.units["office"].id)
    page.get("admin.user", status=404, user_id=other.administrator.id)
    page.get("admin.change_unit_group", status=404, group_id=group.id)
    page.get("admin.end_grant", status=404, grant_id=other.administrator.grants[0].id)
