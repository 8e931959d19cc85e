"""Every kind of paper, composed from an office's own tasks and held against decree 30/2020."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from tests.documents.layout_rules import faults
from tests.documents.papers.decree_rows import OPTIONAL, ROWS, WITHOUT
from tests.documents.report.paper import Paper
from tests.documents.schema import schema_faults
from tests.factories.directive import a_directive
from tests.factories.district import TODAY, District, a_district
from tests.factories.duty import a_duty
from tests.factories.life import Life, at
from tests.factories.series import a_series
from tests.factories.task import a_task
from tests.factories.unit import a_unit
from tracker.domain.errors import InvalidInput, NotFound
from tracker.domain.official_paper import PaperContent
from tracker.domain.restricted_papers import WITHHELD
from tracker.models import Task
from tracker.services import extension_requests, paper_drawing
from tracker.services.papers import KINDS, kind_of
from tracker.services.papers.paper_kind import Asked, Composed

NOW = at(TODAY, 8)


@pytest.fixture
def district(session: Session) -> District:
    return a_district(
        session, place="Thử Nghiệm", receivers=["UBND tỉnh (để b/c);", "Lưu: VT, NV."],
        signer_name="Nguyễn Văn Thử",
    )  # fmt: skip


@pytest.fixture
def busy(session: Session, district: District) -> Task:
    """Two late, one handed in, an extension asked for, an obstacle; returns the latest one."""
    life = Life(session, district)
    late = a_task(
        session, district.office, district.justice, due_on=date(2026, 10, 30),
        text="Rà soát văn bản & “quy chế” <nội bộ>./.", coordinating=[district.culture],
    )  # fmt: skip
    life.change_deadline(late, date(2026, 11, 2), date(2026, 11, 13))
    life.report(late, date(2026, 11, 3), "Đang rà soát.", obstacle="Chờ ý kiến Sở.")
    a_task(session, district.office, district.justice, due_on=date(2026, 11, 20))
    waits = a_task(session, district.office, district.culture, due_on=date(2026, 11, 25))
    life.submit(waits, date(2026, 11, 20))
    return late


def asked(district: District, **more: object) -> Asked:
    return replace(
        Asked(office_id=district.office.id, on_day=TODAY, now=NOW, unit_id=district.justice.id),
        **more,  # type: ignore[arg-type]
    )


def composed(session: Session, code: str, wanted: Asked) -> Composed:
    return kind_of(code).compose(session, wanted)


def cells(content: PaperContent) -> list[tuple[str, ...]]:
    tables = [part.table for part in content.parts] + [annex.table for annex in content.annexes]
    return [row.cells for table in tables if table for row in table.rows]


def a_request(session: Session, district: District, task: Task) -> int:
    return extension_requests.ask(
        session, task_id=task.id, version=None, wanted_on=date(2026, 12, 15),
        reason="Chờ hướng dẫn của Sở Tư pháp", actor=district.actor(district.justice_officer),
        now=NOW,
    ).id  # fmt: skip


@pytest.mark.parametrize("code", KINDS)
def test_every_kind_keeps_the_form_and_opens_without_repair(
    session: Session, district: District, busy: Task, code: str, tmp_path: Path
) -> None:
    wanted = asked(district, request_id=a_request(session, district, busy))
    content = composed(session, code, wanted).content
    assert content.code == code
    for numbered in (content, content.numbered(7, date(2026, 2, 5))):
        drawn = paper_drawing.draw(numbered)
        assert faults(drawn) == []
        assert schema_faults(drawn, tmp_path) == []


@pytest.mark.parametrize("code", KINDS)
def test_the_rows_of_the_decree_that_apply_stand_on_the_paper_and_no_others(
    session: Session, district: District, busy: Task, code: str
) -> None:
    wanted = asked(district, request_id=a_request(session, district, busy))
    paper = Paper(paper_drawing.draw(composed(session, code, wanted).content))
    found = {row for row, styles in ROWS.items() if paper.styled(*styles)}
    assert found - set(OPTIONAL.get(code, {})) == set(ROWS) - set(WITHOUT[code])


def test_a_letter_lists_what_the_unit_owes_late_with_both_days(
    session: Session, district: District, busy: Task
) -> None:
    content = composed(session, "chasing-letter", asked(district)).content
    first, second = cells(content)
    assert first[1] == "Rà soát văn bản & “quy chế” <nội bộ>"
    assert first[3:] == ("30/10/2026", "13/11/2026", "10")
    assert second[3:] == ("20/11/2026", "20/11/2026", "3")
    said = " ".join(text for part in content.parts for text in part.texts)
    assert "còn 02 nhiệm vụ quá hạn" in said
    assert "chậm nhất đã quá hạn 10 ngày" in said
    assert "trước ngày 30/11/2026" in said, "five working days after the letter"
    assert content.receivers == ("Như trên", "UBND tỉnh (để b/c)")
    assert content.addressees == ("Phòng Tư pháp",)


def test_two_periods_of_one_duty_are_two_rows_told_apart(
    session: Session, district: District
) -> None:
    recurring = a_series(session, district.office, [district.justice], text="Báo cáo quý")
    for key in ("2026-Q2", "2026-Q3"):
        task = a_task(
            session, district.office, district.justice, due_on=date(2026, 11, 2),
            duty=recurring.duty,
        )  # fmt: skip
        task.series_id, task.period_key = recurring.id, key
    session.flush()
    rows = cells(composed(session, "chasing-letter", asked(district)).content)
    assert [row[1] for row in rows] == [
        "Báo cáo quý (quý II năm 2026)",
        "Báo cáo quý (quý III năm 2026)",
    ]


def test_a_unit_that_owes_nothing_late_gets_no_letter(
    session: Session, district: District, busy: Task
) -> None:
    with pytest.raises(InvalidInput, match="không có nhiệm vụ nào quá hạn"):
        composed(session, "chasing-letter", asked(district, unit_id=district.culture.id))


def test_an_outside_body_is_asked_and_not_ordered(session: Session, district: District) -> None:
    party = a_unit(session, "Ban Dân vận Huyện ủy", parent=district.office.root_unit, outside=True)
    a_task(session, district.office, party, due_on=date(2026, 11, 2))
    content = composed(session, "chasing-letter", asked(district, unit_id=party.id)).content
    said = " ".join([content.closing, *(text for part in content.parts for text in part.texts)])
    assert "đề nghị Ban Dân vận Huyện ủy" in said
    for hard in ("yêu cầu", "trách nhiệm", "giải trình", "quá hạn"):
        assert hard not in said
    assert "đề nghị phối hợp" in content.subject


def test_a_long_list_goes_to_an_annex(session: Session, district: District) -> None:
    for day in range(1, 12):
        a_task(session, district.office, district.justice, due_on=date(2026, 10, day))
    content = composed(session, "chasing-letter", asked(district)).content
    assert len(content.annexes[0].table.rows) == 11
    assert not any(part.table for part in content.parts)
    assert faults(paper_drawing.draw(content)) == []


def test_the_list_names_each_duty_once_with_all_its_units(
    session: Session, district: District
) -> None:
    duty = a_duty(session, district.office, "Lập danh mục", leads=[district.justice])
    for unit in (district.justice, district.culture):
        a_task(session, district.office, unit, duty=duty)
    wanted = asked(district, directive_id=duty.directive_id)
    (row,) = cells(composed(session, "task-list", wanted).content)
    assert row[:2] == ("1", "Lập danh mục")
    assert row[3] == "Phòng Tư pháp, Phòng Văn hóa và Thông tin"


@pytest.mark.parametrize("code", ["task-list", "incoming-register", "meeting-pack"])
def test_with_nothing_to_say_a_paper_says_so(
    session: Session, district: District, code: str
) -> None:
    content = composed(session, code, asked(district, unit_id=None)).content
    texts = [text for part in content.parts for text in part.texts]
    said = " ".join(texts + [cell for row in cells(content) for cell in row])
    assert "Không có" in said or "Chưa có" in said
    assert faults(paper_drawing.draw(content)) == []


@pytest.mark.parametrize("code", ["task-list", "incoming-register", "meeting-pack"])
def test_papers_about_the_whole_office_quote_no_restricted_order(
    session: Session, district: District, code: str
) -> None:
    directive = a_directive(session, district.office, restricted=True, title="Việc kín")
    duty = a_duty(
        session, district.office, "Lời kín", leads=[district.justice], directive=directive
    )
    a_task(session, district.office, district.justice, duty=duty, due_on=date(2026, 11, 2))
    wanted = asked(district, from_on=date(2020, 1, 1), to_on=TODAY)
    said = repr(composed(session, code, wanted).content)
    assert "kín" not in said
    assert WITHHELD in said or "lưu hành nội bộ" in said


def test_a_letter_with_a_restricted_order_is_marked(session: Session, district: District) -> None:
    directive = a_directive(session, district.office, restricted=True)
    duty = a_duty(session, district.office, leads=[district.justice], directive=directive)
    a_task(session, district.office, district.justice, duty=duty, due_on=date(2026, 11, 2))
    assert composed(session, "chasing-letter", asked(district)).restricted


@pytest.mark.parametrize("code", KINDS)
def test_another_offices_things_are_not_there(
    session: Session, district: District, busy: Task, code: str
) -> None:
    request = a_request(session, district, busy)
    other = a_district(session)
    wanted = asked(district, office_id=other.office.id, request_id=request,
                   directive_id=busy.duty.directive_id)  # fmt: skip
    if code in ("incoming-register", "meeting-pack"):
        assert "Rà soát" not in repr(composed(session, code, wanted).content)
        return
    with pytest.raises(NotFound):
        composed(session, code, wanted)


def test_days_turned_round_make_no_register(session: Session, district: District) -> None:
    wanted = asked(district, from_on=TODAY, to_on=date(2026, 11, 1))
    with pytest.raises(InvalidInput, match="Ngày bắt đầu"):
        composed(session, "incoming-register", wanted)


def test_a_paper_of_a_day_names_that_day(
    session: Session, district: District, busy: Task, now: datetime
) -> None:
    content = composed(session, "meeting-pack", asked(district, now=now)).content
    assert content.as_of == TODAY
    assert content.subject.endswith("23/11/2026")
