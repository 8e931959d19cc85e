"""One search: accents or not, numbers of papers, and never what one may not see."""

from __future__ import annotations

from datetime import datetime

import pytest
from sqlalchemy.orm import Session

from tests.factories.directive import a_directive
from tests.factories.district import District, a_district
from tests.factories.duty import a_duty
from tests.factories.task import a_task
from tracker.models import Directive, SearchKind, Task, User
from tracker.queries.search import search
from tracker.services import comments, evidence
from tracker.services.evidence import KeptFile
from tracker.services.intake import index_directive
from tracker.services.search_entries import index


@pytest.fixture
def district(session: Session) -> District:
    return a_district(session)


@pytest.fixture
def paper(session: Session, district: District) -> Directive:
    paper = a_directive(session, district.office)
    paper.number, paper.title = "123/QĐ-UBND", "Kế hoạch hợp tác với tỉnh Đắk Lắk"
    index_directive(session, paper)
    return paper


@pytest.fixture
def task(session: Session, district: District, paper: Directive) -> Task:
    duty = a_duty(
        session,
        district.office,
        "Làm việc với đoàn Đắk Lắk",
        directive=paper,
        leads=[district.justice],
    )
    task = a_task(session, district.office, district.justice, duty=duty)
    index(session, SearchKind.TASK, task.id, district.office.id, duty.text)
    index(session, SearchKind.DUTY, duty.id, district.office.id, duty.text)
    return task


def found(session: Session, district: District, person: User, words: str) -> dict[str, list[int]]:
    groups = search(session, district.actor(person), words)
    return {group.kind.value: [hit.id for hit in group.hits] for group in groups}


@pytest.mark.parametrize("words", ["dak lak", "Đắk Lắk", "DAK  LAK", "đắk l", "đăk lăk", "ĐẮK LẮK"])
def test_accents_or_not(
    session: Session, district: District, paper: Directive, task: Task, words: str
) -> None:
    assert found(session, district, district.monitor, words) == {
        "task": [task.id],
        "directive": [paper.id],
        "duty": [task.duty_id],
    }


@pytest.mark.parametrize("words", ["123/QĐ", "123/qd-ubnd", "123 QĐ"])
def test_the_number_of_a_paper(
    session: Session, district: District, paper: Directive, words: str
) -> None:
    assert found(session, district, district.monitor, words) == {"directive": [paper.id]}


def test_the_very_accents_come_first(session: Session, district: District) -> None:
    bare = a_task(session, district.office, district.justice, text="Ma tuy")
    exact = a_task(session, district.office, district.justice, text="Phòng, chống ma túy")
    other = a_task(session, district.office, district.justice, text="Mã tùy")
    for task in (exact, bare, other):
        index(session, SearchKind.TASK, task.id, district.office.id, task.duty.text)
    assert found(session, district, district.monitor, "ma túy")["task"][0] == exact.id


@pytest.mark.parametrize("typed", ["ma túy", "Ma Túy", "MA TÚY"])
def test_the_very_accents_come_first_also_of_many(
    session: Session, district: District, monkeypatch: pytest.MonkeyPatch, typed: str
) -> None:
    """An old one with the accents is not lost behind many newer ones without."""
    monkeypatch.setattr("tracker.queries.search.LOOKED_AT", 2)
    exact = a_task(session, district.office, district.justice, text="Phòng, chống ma túy")
    others = [a_task(session, district.office, district.justice, text="Mã tùy") for _ in range(4)]
    for task in (exact, *others):
        index(session, SearchKind.TASK, task.id, district.office.id, task.duty.text)
    first, *rest = found(session, district, district.monitor, typed)["task"]
    assert (first, len(rest)) == (exact.id, 1)


@pytest.mark.parametrize("words", ["dak lak", "Đắk Lắk", "đăk", "123/QĐ"])
def test_what_people_say_and_hand_in(
    session: Session, district: District, now: datetime, words: str
) -> None:
    """Comments and papers of tasks that one may see; a withdrawn comment is found no more."""
    task = a_task(session, district.office, district.justice, text="Việc khác")
    actor = district.actor(district.justice_head)
    said = comments.write(
        session,
        task_id=task.id,
        text="Theo 123/QĐ-UBND, làm việc với Đắk Lắk",
        mention_ids=[],
        actor=actor,
        now=now,
    )
    kept = KeptFile("a" * 64, 9, "application/pdf", "Báo cáo Đắk Lắk 123-QĐ.pdf")
    (paper,) = evidence.attach(
        session,
        task_id=task.id,
        version=None,
        unit_id=district.justice.id,
        files=[kept],
        title="",
        is_result_paper=False,
        paper_number=None,
        paper_on=None,
        note="",
        actor=actor,
        now=now,
    )
    expected = {"evidence": [paper.evidence_id], "comment": [said.id]}
    assert found(session, district, district.monitor, words) == expected
    assert found(session, district, district.culture_head, words) == {}
    comments.withdraw(session, comment_id=said.id, version=None, actor=actor, now=now)
    assert "comment" not in found(session, district, district.monitor, words)


def test_a_unit_finds_only_what_it_may_see(
    session: Session, district: District, task: Task
) -> None:
    assert found(session, district, district.justice_officer, "dak lak")["task"] == [task.id]
    assert found(session, district, district.culture_head, "dak lak") == {}


def test_a_restricted_paper_is_not_found_by_who_may_not_read_it(
    session: Session, district: District, paper: Directive, task: Task
) -> None:
    paper.restricted = True
    session.flush()
    assert found(session, district, district.auditor, "dak lak") == {}
    assert "directive" in found(session, district, district.monitor, "dak lak")


@pytest.mark.parametrize("words", ["", "  ", "???", '" OR 1=1 --', "không có gì như vậy"])
def test_nothing_is_found_quietly(session: Session, district: District, words: str) -> None:
    assert found(session, district, district.monitor, words) == {}
