"""Work that a deputy does on pages of other rooms is written down for the principal too."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.district import a_district
from tests.factories.duty import a_duty
from tests.factories.substitution import a_substitution
from tests.factories.task import a_task
from tests.support.visitor import Visitor, words
from tracker.domain.follow_up import FollowUp
from tracker.domain.history import EventKind
from tracker.models import Event
from tracker.services.approval import submit


def test_a_period_of_the_principals_unit(page: Visitor, session: Session) -> None:
    district = a_district(session)
    a_duty(
        session,
        district.office,
        "Trực tiếp công dân",
        leads=[district.justice],
        follow_up=FollowUp.REGULAR,
    )
    a_substitution(session, district.office, district.justice_head, district.culture_head)
    page.sign_in(district.culture_head)
    page.get("period.fill", unit_id=district.justice.id, key="2026-11")
    page.submit("Lưu nháp")
    event = session.scalars(select(Event).where(Event.kind == EventKind.PERIOD_KEPT)).one()
    assert (event.actor_id, event.for_user_id) == (
        district.culture_head.id,
        district.justice_head.id,
    )


def test_a_deputy_who_may_not_decide_is_told_so(page: Visitor, session: Session) -> None:
    """The hand-in came from the very person for whom they would confirm."""
    district = a_district(session)
    task = a_task(session, district.office, district.justice)
    district.justice_officer.grants.append(
        type(district.chairman.grants[0])(
            office_id=district.office.id,
            module="tracking",
            role="lead_office",
            from_on=district.chairman.grants[0].from_on,
        )
    )
    session.flush()
    a_substitution(session, district.office, district.justice_officer, district.culture_head)
    submit(
        session, task_id=task.id, version=None, summary="Đã ban hành kế hoạch rà soát.",
        paper_number=None, paper_on=None, evidence_ids=[], explanation="",
        actor=district.actor(district.justice_officer), now=task.assigned_at,
    )  # fmt: skip
    page.sign_in(district.culture_head)
    text = words(page.get("tasks.show", task_id=task.id))
    assert "Báo cáo này do người khác xác nhận" in text
    page.get("tasks.confirm", task_id=task.id)
    page.submit("Xác nhận hoàn thành", status=403)
