"""Confirming the list and showing it to a leader, by its pages; who may do which."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.factories.directive import a_directive
from tests.factories.district import District, a_district
from tests.factories.draft import a_draft
from tests.factories.user import a_user
from tests.support.visitor import Visitor, words
from tracker.domain.follow_up import DraftState
from tracker.domain.people import Role
from tracker.models import Task


@pytest.fixture
def district(session: Session, page: Visitor) -> District:
    """The clerk of the lead office has signed in."""
    district = a_district(session)
    page.sign_in(district.monitor)
    return district


def test_a_confirmation_sent_twice_counts_once(
    page: Visitor, session: Session, district: District
) -> None:
    paper = a_directive(session, district.office)
    a_draft(
        session, district.office, directive=paper, leads=[district.justice], state=DraftState.READY
    )
    form = page.get("drafts.confirm", directive_id=paper.id)
    page.submit("Giao 1 nhiệm vụ")
    page.soup = form
    page.submit("Giao 1 nhiệm vụ")
    assert page.url == f"/directives/{paper.id}"
    assert session.scalar(select(func.count()).select_from(Task)) == 1


def test_the_list_before_a_leader(page: Visitor, session: Session, district: District) -> None:
    paper = a_directive(session, district.office)
    a_draft(
        session, district.office, directive=paper, leads=[district.justice], state=DraftState.READY
    )
    page.get("drafts.submit_list", directive_id=paper.id)
    page.submit("Trình danh mục", note="Kính trình")
    assert "Danh mục đang trình lãnh đạo" in words(page.soup)
    page.get("drafts.confirm", directive_id=paper.id)
    page.submit("Giao 1 nhiệm vụ", status=409)
    assert "đang trình lãnh đạo" in words(page.soup)

    page.sign_in(district.chairman)
    page.get("drafts.show_list", directive_id=paper.id)
    page.submit("Gửi ý kiến", status=422, approved="no")
    assert "Hãy ghi ý kiến" in words(page.soup)
    page.submit("Gửi ý kiến", approved="yes")
    assert "Hoàng Văn Giang đồng ý danh mục" in words(page.soup)

    page.sign_in(district.monitor)
    page.get("drafts.confirm", directive_id=paper.id)
    page.submit("Giao 1 nhiệm vụ")
    assert session.scalars(select(Task)).one().duty.given_by == "Hoàng Văn Giang"


def test_the_lead_office_enters_the_leaders_decision(
    page: Visitor, session: Session, district: District
) -> None:
    paper = a_directive(session, district.office)
    a_draft(
        session, district.office, directive=paper, leads=[district.justice], state=DraftState.READY
    )
    page.get("drafts.submit_list", directive_id=paper.id)
    page.submit("Trình danh mục")
    page.get("drafts.show_list", directive_id=paper.id)
    page.submit("Nhập thay ý kiến lãnh đạo", approved="yes", note="Bút phê ngày 23/11/2026")
    assert "nhập thay" in words(page.soup)


def test_who_may_review_and_who_may_assign(
    page: Visitor, session: Session, district: District
) -> None:
    paper = a_directive(session, district.office)
    clerk = a_user(session, unit=district.lead, office=district.office, roles=[Role.CLERK])
    for user, review, confirm in (
        (clerk, 200, 403),
        (district.chairman, 403, 403),
        (district.auditor, 403, 403),
        (district.justice_head, 404, 404),
    ):
        page.sign_in(user)
        page.get("drafts.review", status=review, directive_id=paper.id)
        page.get("drafts.confirm", status=confirm, directive_id=paper.id)
