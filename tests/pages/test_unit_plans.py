"""A unit's plan, handed in as a result, is read as a child of the directive that demanded it."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from docx import Document
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.factories.district import District, a_district
from tests.factories.paper import PLAN
from tests.factories.task import a_task
from tests.support.clock import START
from tests.support.visitor import Visitor, words
from tracker.domain.history import EventKind
from tracker.models import Blob, Directive, DirectiveOrigin, Event, Evidence, Task, TaskDraft
from tracker.services import evidence
from tracker.services.paper_keeping import keep_paper
from tracker.surroundings import store


@pytest.fixture
def district(session: Session) -> District:
    return a_district(session)


@pytest.fixture
def task(session: Session, district: District) -> Task:
    return a_task(
        session, district.office, district.justice, text="Xây dựng kế hoạch triển khai thực hiện"
    )


def a_docx(text: str) -> bytes:
    paper, target = Document(), BytesIO()
    for line in text.splitlines():
        paper.add_paragraph(line)
    paper.save(target)
    return target.getvalue()


def handed_in(
    page: Visitor, session: Session, district: District, task: Task, text: str = PLAN
) -> Evidence:
    """The unit attaches its plan, as its own page does."""
    with page.app.app_context():
        file = keep_paper(
            store(), BytesIO(a_docx(text)), "Kế hoạch.docx", limit=10**7, not_secret=False
        )
    (revision,) = evidence.attach(
        session,
        task_id=task.id,
        unit_id=district.justice.id,
        files=[file],
        title="",
        is_result_paper=True,
        paper_number="45/KH-TP",
        paper_on=date(2026, 11, 16),
        note="",
        actor=district.actor(district.justice_head),
        now=START,
    )
    return revision.evidence


def test_the_plan_becomes_a_child_with_its_own_drafts(
    page: Visitor, session: Session, district: District, task: Task
) -> None:
    paper = handed_in(page, session, district, task)
    parent = task.duty.directive
    page.sign_in(district.monitor)
    assert "Đọc kế hoạch này thành văn bản con" in words(page.get("tasks.show", task_id=task.id))
    page.get("plans.read", task_id=task.id, evidence_id=paper.id)
    form = page.soup
    text = words(page.submit("Đọc thành văn bản con"))
    assert "Đã đọc kế hoạch thành văn bản con" in text
    assert "Kế hoạch do Phòng Tư pháp nộp theo nhiệm vụ được giao" in text

    child = session.scalars(select(Directive).where(Directive.parent_id == parent.id)).one()
    assert child.number == "45/KH-UBND"
    assert child.files[0].blob_sha256 == paper.revisions[0].blob_sha256
    assert session.scalar(select(func.count(Blob.sha256))) == 1
    drafts = select(func.count(TaskDraft.id)).where(TaskDraft.directive_id == child.id)
    assert session.scalar(drafts)
    told = session.scalars(select(Event).where(Event.kind == EventKind.PLAN_READ)).all()
    assert [(event.task_id, event.directive_id) for event in told] == [
        (task.id, parent.id),
        (None, child.id),
    ]
    assert "Đã đọc thành văn bản con" in words(page.get("tasks.show", task_id=task.id))
    around = words(page.get("directives.show", directive_id=parent.id))
    assert "Văn bản triển khai" in around

    page.soup = form
    page.submit("Đọc thành văn bản con")
    assert page.url == page.address("directives.show", directive_id=child.id)
    assert session.scalar(select(func.count(DirectiveOrigin.evidence_id))) == 1


def test_twice_is_refused_with_the_way_to_the_first(
    page: Visitor, session: Session, district: District, task: Task
) -> None:
    paper = handed_in(page, session, district, task)
    page.sign_in(district.monitor)
    page.get("plans.read", task_id=task.id, evidence_id=paper.id)
    form = page.soup
    page.submit("Đọc thành văn bản con")
    page.soup = form
    page.soup.find_all("input", attrs={"name": "receipt"})[0]["value"] = "another form"
    text = words(page.submit("Đọc thành văn bản con", status=409))
    assert "Kế hoạch này đã được đọc thành văn bản con" in text
    child = session.scalars(select(DirectiveOrigin)).one().directive_id
    assert page.soup.find("a", href=page.address("directives.show", directive_id=child))


def test_what_the_paper_does_not_say_is_known_from_the_hand_in(
    page: Visitor, session: Session, district: District, task: Task
) -> None:
    bare = PLAN.replace("UBND HUYỆN THỬ NGHIỆM\nSố: 45/KH-UBND\n", "").replace(
        "Thử Nghiệm, ngày 16 tháng 11 năm 2026\n", ""
    )
    paper = handed_in(page, session, district, task, bare)
    page.sign_in(district.monitor)
    page.get("plans.read", task_id=task.id, evidence_id=paper.id)
    page.submit("Đọc thành văn bản con")
    child = session.scalars(select(DirectiveOrigin)).one().directive
    assert (child.issuer, child.number, child.issued_on) == (
        "Phòng Tư pháp",
        "45/KH-TP",
        date(2026, 11, 16),
    )


def test_two_tasks_may_show_the_same_plan(
    page: Visitor, session: Session, district: District, task: Task
) -> None:
    other = a_task(session, district.office, district.justice, text="Xây dựng kế hoạch khác")
    page.sign_in(district.monitor)
    for each in (task, other):
        paper = handed_in(page, session, district, each)
        page.get("plans.read", task_id=each.id, evidence_id=paper.id)
        text = words(page.submit("Đọc thành văn bản con"))
    assert "Kế hoạch này đã có trong sổ văn bản" in text
    rows = session.scalars(select(DirectiveOrigin)).all()
    assert len({row.directive_id for row in rows}) == 1
    assert len(rows) == 2


def test_the_plan_of_a_paper_for_internal_use_is_for_internal_use(
    page: Visitor, session: Session, district: District, task: Task
) -> None:
    task.duty.directive.restricted = True
    paper = handed_in(page, session, district, task)
    page.sign_in(district.monitor)
    page.get("plans.read", task_id=task.id, evidence_id=paper.id)
    page.submit("Đọc thành văn bản con")
    assert session.scalars(select(DirectiveOrigin)).one().directive.restricted


def test_a_unit_and_a_paper_of_another_task_are_refused(
    page: Visitor, session: Session, district: District, task: Task
) -> None:
    paper = handed_in(page, session, district, task)
    other = a_task(session, district.office, district.justice)
    page.sign_in(district.justice_head)
    page.get("plans.read", task_id=task.id, evidence_id=paper.id, status=403)
    page.sign_in(district.culture_head)
    page.get("plans.read", task_id=task.id, evidence_id=paper.id, status=404)
    page.sign_in(district.monitor)
    page.get("plans.read", task_id=other.id, evidence_id=paper.id, status=404)
