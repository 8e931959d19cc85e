"""Papers that prove work: attached once, revised by adding, frozen when handed in."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.factories.district import District, a_district
from tests.factories.task import a_task
from tracker.domain.errors import Conflict, InvalidInput, NotFound
from tracker.domain.history import EventKind
from tracker.domain.task_status import TaskStatus
from tracker.models import (
    Blob,
    Event,
    EvidenceRevision,
    EvidenceTask,
    SearchEntry,
    SearchKind,
    Task,
)
from tracker.models.search_index import matching
from tracker.queries.own_papers import same_bytes
from tracker.services import approval, evidence
from tracker.services.evidence import KeptFile


def a_file(name: str = "Báo cáo.pdf", letter: str = "a") -> KeptFile:
    return KeptFile(sha256=letter * 64, size=1200, media_type="application/pdf", name=name)


@pytest.fixture
def district(session: Session) -> District:
    return a_district(session)


@pytest.fixture
def task(session: Session, district: District) -> Task:
    return a_task(session, district.office, district.justice)


def attach(
    session: Session, district: District, task: Task, now: datetime, **changes: Any
) -> list[EvidenceRevision]:
    asked: dict[str, Any] = {
        "unit_id": district.justice.id,
        "files": [a_file()],
        "title": "",
        "is_result_paper": True,
        "paper_number": "45/KH-TP",
        "paper_on": date(2026, 11, 20),
        "note": "",
        "actor": district.actor(district.justice_officer),
    }
    return evidence.attach(session, task_id=task.id, now=now, **(asked | changes))


def test_several_papers_at_once_are_several_items(
    session: Session, district: District, task: Task, now: datetime
) -> None:
    files = [a_file("Kế hoạch.pdf", "a"), a_file("Phụ lục.xlsx", "b")]
    made = attach(session, district, task, now, files=files, title="Kế hoạch rà soát")

    assert [revision.evidence.title for revision in made] == ["Kế hoạch.pdf", "Phụ lục.xlsx"]
    assert {revision.evidence.unit_id for revision in made} == {district.justice.id}
    event = session.scalars(select(Event).where(Event.kind == EventKind.EVIDENCE_ATTACHED)).one()
    assert event.note == "Kế hoạch.pdf, Phụ lục.xlsx"
    assert event.data["sha256"] == ["a" * 64, "b" * 64]
    assert event.for_unit_id is None


def test_one_paper_may_have_a_title_and_is_found_by_it(
    session: Session, district: District, task: Task, now: datetime
) -> None:
    (made,) = attach(session, district, task, now, title="Kế hoạch rà soát văn bản")
    dialect = session.get_bind().dialect.name
    found = session.scalars(
        select(SearchEntry.thing_id).where(
            SearchEntry.kind == SearchKind.EVIDENCE, matching("ra soat van ban", dialect)
        )
    )
    assert list(found) == [made.evidence_id]


def test_the_same_bytes_of_two_units_are_one_blob_and_two_papers(
    session: Session, district: District, now: datetime
) -> None:
    ours = a_task(session, district.office, district.justice)
    theirs = a_task(session, district.office, district.culture)
    attach(session, district, ours, now)
    attach(
        session,
        district,
        theirs,
        now,
        unit_id=district.culture.id,
        actor=district.actor(district.culture_head),
    )
    assert session.scalar(select(func.count()).select_from(Blob)) == 1
    assert session.scalar(select(func.count()).select_from(EvidenceRevision)) == 2


REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    "no file": ({"files": []}, "files"),
    "dated tomorrow": ({"paper_on": date(2026, 11, 24)}, "paper_on"),
    "ends before it begins": ({"expires_on": date(2026, 11, 19)}, "expires_on"),
}


@pytest.mark.parametrize("why", REFUSED)
def test_what_is_refused_names_its_field(
    session: Session, district: District, task: Task, now: datetime, why: str
) -> None:
    changes, field = REFUSED[why]
    with pytest.raises(InvalidInput) as refused:
        attach(session, district, task, now, **changes)
    assert refused.value.field == field


def test_a_renewed_paper_has_another_end(
    session: Session, district: District, task: Task, now: datetime
) -> None:
    (made,) = attach(session, district, task, now, expires_on=date(2026, 12, 31))
    asked: dict[str, Any] = {
        "evidence_id": made.evidence_id,
        "seen": None,
        "note": "",
        "actor": district.actor(district.justice_officer),
        "now": now,
    }
    evidence.revise(session, file=a_file(letter="b"), **asked)
    assert made.evidence.expires_on == date(2026, 12, 31), "left out, it stays"
    evidence.revise(session, file=a_file(letter="c"), expires_on=date(2027, 12, 31), **asked)
    assert made.evidence.expires_on == date(2027, 12, 31)
    event = session.scalars(select(Event).order_by(Event.id.desc())).first()
    assert event is not None
    assert event.data["expires_before"] == "2026-12-31"
    assert event.data["expires_after"] == "2027-12-31"
    with pytest.raises(InvalidInput):
        evidence.revise(session, file=a_file(letter="d"), expires_on=date(2020, 1, 1), **asked)


def test_the_same_file_chosen_twice_is_one_item(
    session: Session, district: District, task: Task, now: datetime
) -> None:
    made = attach(
        session,
        district,
        task,
        now,
        files=[a_file("Một.pdf"), a_file("Hai.pdf"), a_file("Ba", "b")],
    )
    assert [revision.file_name for revision in made] == ["Một.pdf", "Ba"]


def test_a_file_that_was_handed_in_before_is_taken_in_and_told(
    session: Session, district: District, task: Task, now: datetime
) -> None:
    attach(session, district, task, now)
    made = attach(session, district, task, now, files=[a_file("Tên khác.pdf")])
    officer = district.actor(district.justice_officer)
    assert same_bytes(session, officer, made) == [("Tên khác.pdf", "Báo cáo.pdf")]


def test_another_unit_s_same_file_is_never_told(
    session: Session, district: District, task: Task, now: datetime
) -> None:
    attach(session, district, task, now)
    theirs = a_task(session, district.office, district.culture)
    head = district.actor(district.culture_head)
    made = attach(session, district, theirs, now, unit_id=district.culture.id, actor=head)
    assert same_bytes(session, head, made) == []


def test_a_paper_knows_its_end_and_the_place_that_proves(
    session: Session, district: District, task: Task, now: datetime
) -> None:
    end = date(2027, 12, 31)
    (made,) = attach(session, district, task, now, expires_on=end, place="trang 3,  mục II")
    assert made.evidence.expires_on == end
    link = session.get_one(EvidenceTask, (made.evidence_id, task.id))
    assert link.place == "trang 3, mục II"


def test_nothing_is_added_to_a_task_that_is_over(
    session: Session, district: District, now: datetime
) -> None:
    task = a_task(
        session,
        district.office,
        district.justice,
        status=TaskStatus.COMPLETED,
        done_on=date(2026, 10, 5),
    )
    with pytest.raises(Conflict):
        attach(session, district, task, now)


def test_on_behalf_the_history_names_the_unit(
    session: Session, district: District, task: Task, now: datetime
) -> None:
    attach(session, district, task, now, actor=district.actor(district.monitor))
    event = session.scalars(select(Event).where(Event.kind == EventKind.EVIDENCE_ATTACHED)).one()
    assert event.for_unit_id == district.justice.id


class TestRevising:
    """A new version never changes an old one."""

    def revise(
        self,
        session: Session,
        district: District,
        evidence_id: int,
        now: datetime,
        letter: str,
        *,
        seen: int | None = None,
    ) -> EvidenceRevision:
        return evidence.revise(
            session,
            evidence_id=evidence_id,
            seen=seen,
            file=a_file("Báo cáo (sửa).pdf", letter),
            note="Bổ sung phụ lục",
            actor=district.actor(district.justice_officer),
            now=now,
        )

    def test_a_hand_in_keeps_the_version_that_it_showed(
        self, session: Session, district: District, task: Task, now: datetime
    ) -> None:
        (first,) = attach(session, district, task, now)
        submission = approval.submit(
            session,
            task_id=task.id,
            version=None,
            summary="Đã ban hành kế hoạch.",
            paper_number="45/KH-TP",
            paper_on=date(2026, 11, 20),
            evidence_ids=[first.evidence_id, first.evidence_id],
            explanation="",
            actor=district.actor(district.justice_head),
            now=now,
        )
        second = self.revise(session, district, first.evidence_id, now, "b")
        session.expire_all()

        assert (first.n, second.n) == (1, 2)
        assert [revision.id for revision in submission.revisions] == [first.id]
        assert first.blob_sha256 == "a" * 64

    def test_a_colleague_s_newer_version_is_seen_first(
        self, session: Session, district: District, task: Task, now: datetime
    ) -> None:
        (first,) = attach(session, district, task, now)
        second = self.revise(session, district, first.evidence_id, now, "b", seen=1)
        with pytest.raises(Conflict, match=r"Báo cáo \(sửa\)\.pdf.*bản 2"):
            self.revise(session, district, first.evidence_id, now, "c", seen=1)
        assert self.revise(session, district, first.evidence_id, now, "c", seen=second.n).n == 3

    def test_the_same_bytes_are_no_new_version(
        self, session: Session, district: District, task: Task, now: datetime
    ) -> None:
        (first,) = attach(session, district, task, now)
        with pytest.raises(InvalidInput):
            self.revise(session, district, first.evidence_id, now, "a")

    def test_another_unit_s_paper_is_not_there(
        self, session: Session, district: District, task: Task, now: datetime
    ) -> None:
        (first,) = attach(session, district, task, now)
        with pytest.raises(NotFound):
            evidence.revise(
                session,
                evidence_id=first.evidence_id,
                seen=None,
                file=a_file(letter="c"),
                note="",
                actor=district.actor(district.culture_head),
                now=now,
            )

    def test_not_once_the_task_is_over(
        self, session: Session, district: District, task: Task, now: datetime
    ) -> None:
        (first,) = attach(session, district, task, now)
        approval.submit(
            session,
            task_id=task.id,
            version=None,
            summary="Đã ban hành kế hoạch.",
            paper_number=None,
            paper_on=None,
            evidence_ids=[first.evidence_id],
            explanation="",
            actor=district.actor(district.justice_head),
            now=now,
        )
        approval.confirm(
            session,
            task_id=task.id,
            version=None,
            note="",
            actor=district.actor(district.monitor),
            now=now,
        )
        with pytest.raises(Conflict):
            self.revise(session, district, first.evidence_id, now, "b")
