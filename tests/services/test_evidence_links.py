"""One paper for several tasks, and what a confirmation froze."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.district import District, a_district
from tests.factories.task import a_task
from tracker.domain.errors import Conflict, DomainError, InvalidInput, NotFound
from tracker.domain.history import EventKind
from tracker.models import Event, EvidenceRevision, EvidenceTask, Submission, Task, User
from tracker.permissions.scope import visible_evidence, visible_revisions
from tracker.queries.evidence import visible_revision
from tracker.services import approval, evidence, evidence_links
from tracker.services.evidence import KeptFile


def a_file(letter: str = "a", name: str = "Báo cáo.pdf") -> KeptFile:
    return KeptFile(sha256=letter * 64, size=1200, media_type="application/pdf", name=name)


@pytest.fixture
def district(session: Session) -> District:
    return a_district(session)


@pytest.fixture
def task(session: Session, district: District) -> Task:
    return a_task(session, district.office, district.justice)


@pytest.fixture
def other(session: Session, district: District) -> Task:
    return a_task(session, district.office, district.justice, coordinating=[district.culture])


@pytest.fixture
def paper(session: Session, district: District, task: Task, now: datetime) -> EvidenceRevision:
    return attached(session, district, task, now)


def attached(
    session: Session, district: District, task: Task, now: datetime, file: KeptFile | None = None
) -> EvidenceRevision:
    (made,) = evidence.attach(
        session,
        task_id=task.id,
        unit_id=district.justice.id,
        files=[file or a_file()],
        title="Báo cáo quý",
        is_result_paper=True,
        paper_number="45/BC-TP",
        paper_on=None,
        note="",
        actor=district.actor(district.justice_officer),
        now=now,
    )
    return made


def link(session: Session, district: District, who: User, task: Task, paper_id: int) -> None:
    evidence_links.link(
        session,
        task_id=task.id,
        version=task.row_version,
        evidence_ids=[paper_id],
        place="mục II.2",
        actor=district.actor(who),
        now=task.updated_at + timedelta(minutes=1),
    )


def unlink(session: Session, district: District, who: User, task: Task, paper_id: int) -> None:
    evidence_links.unlink(
        session,
        task_id=task.id,
        version=task.row_version,
        evidence_id=paper_id,
        reason="Nhầm nhiệm vụ",
        actor=district.actor(who),
        now=task.updated_at + timedelta(minutes=1),
    )


def hand_in(session: Session, district: District, task: Task, paper_id: int) -> Submission:
    return approval.submit(
        session,
        task_id=task.id,
        version=None,
        summary="Đã báo cáo theo yêu cầu",
        paper_number=None,
        paper_on=None,
        evidence_ids=[paper_id],
        explanation="Chờ số liệu của các xã",
        actor=district.actor(district.justice_officer),
        now=task.updated_at + timedelta(minutes=2),
    )


def confirm(session: Session, district: District, task: Task) -> None:
    approval.confirm(
        session,
        task_id=task.id,
        version=None,
        note="",
        actor=district.actor(district.monitor),
        now=task.updated_at + timedelta(minutes=3),
    )


def last_event(session: Session, task: Task) -> Event:
    found = session.scalars(
        select(Event).where(Event.task_id == task.id).order_by(Event.id.desc())
    ).first()
    assert found is not None
    return found


def test_a_paper_serves_a_second_task_with_a_place_of_its_own(
    session: Session, district: District, task: Task, other: Task, paper: EvidenceRevision
) -> None:
    link(session, district, district.justice_head, other, paper.evidence_id)
    rows = session.scalars(
        select(EvidenceTask).where(EvidenceTask.evidence_id == paper.evidence_id)
    ).all()
    assert {row.task_id: row.place for row in rows} == {task.id: "", other.id: "mục II.2"}
    event = last_event(session, other)
    assert event.kind is EventKind.EVIDENCE_LINKED
    assert event.data["sha256"] == ["a" * 64]


def test_whoever_sees_the_second_task_sees_the_paper_and_nobody_else(
    session: Session, district: District, other: Task, paper: EvidenceRevision
) -> None:
    culture = district.actor(district.culture_head)
    with pytest.raises(NotFound):
        visible_revision(session, culture, paper.id)
    link(session, district, district.justice_head, other, paper.evidence_id)
    assert visible_revision(session, culture, paper.id).id == paper.id


STRANGERS: dict[str, Callable[[District], User]] = {
    "another unit of the task": lambda district: district.culture_head,
    "the lead office": lambda district: district.monitor,
    "a leader": lambda district: district.chairman,
}


@pytest.mark.parametrize("who", STRANGERS)
def test_nobody_uses_another_unit_s_paper(
    session: Session, district: District, other: Task, paper: EvidenceRevision, who: str
) -> None:
    with pytest.raises(NotFound):
        link(session, district, STRANGERS[who](district), other, paper.evidence_id)


def test_a_paper_of_an_internal_order_proves_no_open_one(
    session: Session, district: District, task: Task, other: Task, paper: EvidenceRevision
) -> None:
    task.duty.directive.restricted = True
    session.flush()
    with pytest.raises(NotFound):
        link(session, district, district.justice_head, other, paper.evidence_id)
    other.duty.directive.restricted = True
    session.flush()
    link(session, district, district.justice_head, other, paper.evidence_id)


def test_choosing_nothing_is_said_at_the_field(
    session: Session, district: District, other: Task
) -> None:
    with pytest.raises(InvalidInput) as refused:
        evidence_links.link(
            session,
            task_id=other.id,
            version=None,
            evidence_ids=[],
            place="",
            actor=district.actor(district.justice_head),
            now=other.updated_at,
        )
    assert refused.value.field == "evidence_ids"


def test_a_paper_no_longer_used_stays_with_the_first_task(
    session: Session, district: District, task: Task, other: Task, paper: EvidenceRevision
) -> None:
    link(session, district, district.justice_head, other, paper.evidence_id)
    unlink(session, district, district.justice_head, other, paper.evidence_id)
    assert session.get(EvidenceTask, (paper.evidence_id, task.id)) is not None
    assert session.get(EvidenceTask, (paper.evidence_id, other.id)) is None
    event = last_event(session, other)
    assert event.kind is EventKind.EVIDENCE_UNLINKED
    assert event.note == "Báo cáo quý. Nhầm nhiệm vụ"


def test_the_only_task_of_a_paper_keeps_it(
    session: Session, district: District, task: Task, paper: EvidenceRevision
) -> None:
    with pytest.raises(Conflict, match="không xóa được"):
        unlink(session, district, district.justice_head, task, paper.evidence_id)


@pytest.mark.parametrize("state", ["waits", "was confirmed"])
def test_what_a_hand_in_froze_is_not_taken_out(
    session: Session,
    district: District,
    other: Task,
    paper: EvidenceRevision,
    state: str,
) -> None:
    link(session, district, district.justice_head, other, paper.evidence_id)
    hand_in(session, district, other, paper.evidence_id)
    if state == "was confirmed":
        confirm(session, district, other)
    refused: type[DomainError] = Conflict
    with pytest.raises(refused):
        unlink(session, district, district.justice_head, other, paper.evidence_id)
    assert session.get(EvidenceTask, (paper.evidence_id, other.id)) is not None


def test_what_a_returned_hand_in_showed_stays_to_be_seen(
    session: Session, district: District, other: Task, paper: EvidenceRevision
) -> None:
    """The coordinating unit saw it with the hand-in; a later version it never sees."""
    link(session, district, district.justice_head, other, paper.evidence_id)
    hand_in(session, district, other, paper.evidence_id)
    approval.return_(
        session,
        task_id=other.id,
        version=None,
        reason="Thiếu phụ lục",
        due_on=None,
        actor=district.actor(district.monitor),
        now=other.updated_at + timedelta(minutes=3),
    )
    unlink(session, district, district.justice_head, other, paper.evidence_id)
    later = evidence.revise(
        session,
        evidence_id=paper.evidence_id,
        seen=1,
        file=a_file("b"),
        note="",
        actor=district.actor(district.justice_officer),
        now=other.updated_at,
    )
    culture = district.actor(district.culture_head)
    seen = session.scalars(
        select(EvidenceRevision.id)
        .join(EvidenceRevision.evidence)
        .where(visible_revisions(culture))
    ).all()
    assert seen == [paper.id]
    assert later.id not in seen
    assert (
        session.scalar(
            select(EvidenceRevision.id)
            .join(EvidenceRevision.evidence)
            .where(visible_evidence(culture))
        )
        is None
    )


def test_a_confirmation_names_the_files_that_it_confirmed_and_keeps_to_them(
    session: Session, district: District, task: Task, paper: EvidenceRevision
) -> None:
    """The paper goes on in another task; what was confirmed here does not move."""
    still_open = a_task(session, district.office, district.justice)
    link(session, district, district.justice_head, still_open, paper.evidence_id)
    submission = hand_in(session, district, task, paper.evidence_id)
    confirm(session, district, task)
    event = last_event(session, task)
    assert event.kind is EventKind.TASK_CONFIRMED
    frozen = [{"name": "Báo cáo.pdf", "n": 1, "evidence": paper.evidence_id, "sha256": "a" * 64}]
    assert event.data["files"] == frozen

    newer = evidence.revise(
        session,
        evidence_id=paper.evidence_id,
        seen=1,
        file=a_file("b", "Báo cáo sửa.pdf"),
        note="",
        actor=district.actor(district.justice_officer),
        now=still_open.updated_at,
    )
    session.commit()
    session.expire_all()
    assert newer.n == 2
    assert [row.blob_sha256 for row in submission.revisions] == ["a" * 64]
    assert last_event(session, task).data["files"] == frozen
