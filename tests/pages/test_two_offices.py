"""Two offices in one database: what belongs to one is not there for the other, door by door."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.factories.directive import a_directive
from tests.factories.district import District, a_district
from tests.factories.duty import a_duty
from tests.factories.user import SINCE, a_user
from tests.pages.every_list import LISTS
from tests.pages.one_office import MARK, MOMENT, things_of_one_office
from tests.support.visitor import Visitor, words
from tracker.db import Base
from tracker.domain.follow_up import FollowUp
from tracker.domain.people import Post, Role
from tracker.domain.reporting_periods import PeriodKind
from tracker.models import (
    Evidence,
    EvidenceRevision,
    Membership,
    User,
)
from tracker.queries.period import unit_period
from tracker.queries.working_calendar import working_calendar
from tracker.services import period_report
from tracker.services.period_input import LineInput, ReportInput


@pytest.fixture
def first(session: Session) -> District:
    """The office whose things are looked for."""
    return a_district(session)


@pytest.fixture
def second(session: Session) -> District:
    """The office from which somebody looks."""
    return a_district(session)


@pytest.fixture
def stranger(session: Session, second: District) -> User:
    """Somebody with every role of the second office and a post in it."""
    return a_user(
        session,
        "Nguyễn Văn Lạ",
        unit=second.lead,
        post=Post.HEAD,
        office=second.office,
        roles=list(Role),
    )


@pytest.fixture
def keys(session: Session, first: District, now: datetime) -> dict[str, int]:
    """Of every kind in the first office: the name that addresses give it, its key."""
    return things_of_one_office(session, first, now)


def doors(page: Visitor, method: str) -> list[tuple[str, str, dict[str, None]]]:
    """(endpoint, address pattern, names) of every door about one thing with a key."""
    return [
        (rule.endpoint, rule.rule, dict.fromkeys(rule.arguments))
        for rule in page.app.url_map.iter_rules()
        if rule.methods is not None and method in rule.methods and "int:" in rule.rule
        if rule.endpoint != "calendar.seed"
    ]


def filled(pattern: str, keys: dict[str, int]) -> str:
    """The address with the keys in it; the period of a unit is the present one."""
    address = re.sub(r"<int:(\w+)>", lambda match: str(keys[match[1]]), pattern)
    return address.replace("<key>", "2026-11")


def rows(session: Session) -> dict[str, int]:
    """How many rows every table has."""
    tables = Base.metadata.sorted_tables
    return {
        table.name: session.scalar(select(func.count()).select_from(table)) or 0 for table in tables
    }


def test_no_door_shows_another_offices_things(
    page: Visitor, keys: dict[str, int], stranger: User
) -> None:
    page.sign_in(stranger)
    shown = {}
    for endpoint, pattern, _names in doors(page, "GET"):
        answer = page.open(filled(pattern, keys))
        if answer.status_code != 404 or MARK in answer.get_data(as_text=True):
            shown[endpoint] = answer.status_code
    assert not shown


def test_no_door_changes_another_offices_things(
    page: Visitor, session: Session, keys: dict[str, int], stranger: User
) -> None:
    page.sign_in(stranger)
    before, done = rows(session), {}
    sent = {
        "csrf_token": page.csrf_token(), "version": "1", "picks": f"{keys['draft_id']}:1",
        "basis": "Ý kiến", "reason": "Lý do", "note": "x", "approved": "yes", "accept": "yes",
        "last_day": "20/11/2026", "text": "Sửa", "answer": "Sửa",
    }  # fmt: skip
    for endpoint, pattern, _names in doors(page, "POST"):
        answer = page.open(filled(pattern, keys), method="POST", data=sent)
        if answer.status_code != 404:
            done[endpoint] = answer.status_code
    assert not done
    assert rows(session) == before


def test_a_door_to_another_office_says_no_more_than_a_wrong_number(
    page: Visitor, keys: dict[str, int], stranger: User
) -> None:
    page.sign_in(stranger)
    nobody = dict.fromkeys(keys, 987_654)
    told = {}
    for endpoint, pattern, _names in doors(page, "GET"):
        theirs, wrong = (page.open(filled(pattern, ids)) for ids in (keys, nobody))
        pages = [BeautifulSoup(answer.get_data(), "html.parser") for answer in (theirs, wrong)]
        if words(pages[0]) != words(pages[1]) or theirs.status_code != wrong.status_code:
            told[endpoint] = (theirs.status_code, words(pages[0])[:200])
    assert not told


def test_a_draft_is_not_reached_through_ones_own_directive(
    page: Visitor, session: Session, keys: dict[str, int], second: District, stranger: User
) -> None:
    own = a_directive(session, second.office, title="Kế hoạch của huyện thứ hai")
    page.sign_in(stranger)
    mixed = keys | {"directive_id": own.id}
    for _endpoint, pattern, names in doors(page, "GET"):
        if {"directive_id"} < names.keys():
            assert page.open(filled(pattern, mixed)).status_code == 404, pattern
    sent = {"csrf_token": page.csrf_token(), "picks": f"{keys['draft_id']}:1", "reason": "x"}
    for deed in ("ready", "set-aside", "restore"):
        url = f"/directives/{own.id}/drafts/{deed}"
        assert page.open(url, method="POST", data=sent).status_code == 404, deed


def test_a_paragraph_of_another_paper_is_not_shown_in_a_new_draft(
    page: Visitor, session: Session, keys: dict[str, int], second: District, stranger: User
) -> None:
    """The form for a new draft quotes the paragraph named in the address."""
    own = a_directive(session, second.office, title="Kế hoạch của huyện thứ hai")
    page.sign_in(stranger)
    url = f"/directives/{own.id}/drafts/add?clause={keys['clause']}"
    answer = page.open(url)
    assert answer.status_code == 404
    assert MARK not in answer.get_data(as_text=True)
    assert page.open(url, method="POST", data={"csrf_token": page.csrf_token()}).status_code == 404


def test_lists_and_questions_tell_nothing_of_another_office(
    page: Visitor, keys: dict[str, int], first: District, stranger: User
) -> None:
    page.sign_in(stranger)
    named = (
        f"/tasks/?directive={keys['directive_id']}&unit={first.justice.id}",
        f"/history/?person={first.monitor.id}",
        f"/admin/users?unit={first.justice.id}",
    )
    for address in (*LISTS, *named):
        text = words(page.read(address))
        assert MARK not in text, address
        assert first.justice_officer.name not in text or address == "/admin/users", address
    number = page.open(f"/directives/quick?directive={keys['directive_id']}").status_code
    assert number == 404


def test_the_lead_office_fills_no_period_of_another_offices_unit(
    session: Session, first: District, second: District
) -> None:
    """Neither on the page (above) nor by the service, whatever the door lets through."""
    duty = a_duty(session, first.office, follow_up=FollowUp.REGULAR, leads=[first.justice])
    with pytest.raises(Exception, match="Không tìm thấy đơn vị"):
        period_report.fill(
            session,
            unit_id=first.justice.id,
            period=unit_period(
                PeriodKind.MONTH, "2026-11", working_calendar(session, second.office.id)
            ),
            version=0,
            typed=ReportInput(lines=[LineInput(duty_id=duty.id, result="x")], tasks=[]),
            actor=second.actor(second.monitor),
            now=MOMENT,
        )


@pytest.fixture
def shared(session: Session, first: District, second: District) -> User:
    """Somebody with a post in both offices and no role in either."""
    person = a_user(session, "Nguyễn Thị Hai Nơi", unit=first.justice, post=Post.HEAD)
    person.memberships.append(Membership(unit=second.justice, post=Post.OFFICER, from_on=SINCE))
    session.flush()
    return person


def test_an_administrator_takes_no_account_that_speaks_for_another_offices_unit(
    page: Visitor, session: Session, first: District, second: District, shared: User
) -> None:
    """With a one-time password one would report in the name of the first office's unit."""
    page.sign_in(second.administrator)
    before = (shared.password_hash, shared.session_key, shared.login)
    shown = words(page.get("admin.user", user_id=shared.id))
    assert f"Tài khoản do {first.office.name} quản lý" in shown
    assert "Đặt lại mật khẩu" not in shown
    for door in ("reset-password", "deactivate", "change"):
        url = f"/admin/users/{shared.id}/{door}"
        sent: dict[str, Any] = {"csrf_token": page.csrf_token(), "login": "cua.toi", "name": "Tôi"}
        sent |= {"unit": second.lead.id, "post": "head", "from_on": "01/11/2026"}
        answer = page.open(url, method="POST", data=sent)
        assert answer.status_code in (403, 409), door
    session.refresh(shared)
    assert (shared.password_hash, shared.session_key, shared.login) == before
    assert shared.active
    page.get("admin.add_membership", user_id=shared.id)
    page.submit("Thêm vị trí", unit=str(second.lead.id), post="officer")
    assert len(shared.memberships) == 3, "one's own office's posts are one's own"


def test_an_administrator_ends_no_post_in_another_office(
    page: Visitor, session: Session, second: District, shared: User
) -> None:
    page.sign_in(second.administrator)
    theirs = next(post for post in shared.memberships if post.post is Post.HEAD)
    sent = {"csrf_token": page.csrf_token(), "last_day": "20/11/2026"}
    answer = page.open(f"/admin/memberships/{theirs.id}/end", method="POST", data=sent)
    assert answer.status_code in (403, 404)
    session.refresh(theirs)
    assert theirs.to_on is None


def test_who_works_in_two_offices_sees_one_of_them_at_a_time(
    page: Visitor, session: Session, keys: dict[str, int], first: District, second: District
) -> None:
    """A role decides in which office somebody is; a post in the other one opens nothing there."""
    person = a_user(
        session, "Trần Hai Vai", unit=first.justice, office=second.office, roles=[Role.CLERK]
    )
    page.sign_in(person)
    assert MARK not in words(page.get("tasks.index"))
    page.get("tasks.show", status=404, task_id=keys["task_id"])
    page.get("tasks.submit", status=404, task_id=keys["task_id"])
    page.get("evidence.download", status=404, revision_id=keys["revision_id"])
    page.get("evidence.revise", status=404, evidence_id=keys["evidence_id"])
    page.get("period.fill", status=404, unit_id=first.justice.id, key="2026-11")


def test_papers_stay_with_their_office(session: Session, keys: dict[str, int]) -> None:
    """The things that the doors above were asked for are really there."""
    assert session.get(Evidence, keys["evidence_id"]) is not None
    assert session.get(EvidenceRevision, keys["revision_id"]) is not None


def test_a_persons_inbox_is_not_read_through_the_outbox(
    page: Visitor, keys: dict[str, int], first: District
) -> None:
    """Whoever may look at the office's mails still does not read what lies in an inbox."""
    for person, status in ((first.administrator, 404), (first.auditor, 404)):
        page.sign_in(person)
        page.get("outbox.show", status=status, message_id=keys["message_id"])
    page.sign_in(first.monitor)
    assert MARK in words(page.get("inbox.show", message_id=keys["message_id"]))
