"""A report is a frozen value: counted once, kept with its hash, the same for ever after."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from tests.factories.directive import a_directive
from tests.factories.district import District, a_district
from tests.factories.duty import a_duty
from tests.factories.life import Life, at
from tests.factories.office import a_setting
from tests.factories.task import a_task
from tracker.domain.delivery import ReportState
from tracker.domain.errors import Conflict, InvalidInput, NotFound
from tracker.domain.follow_up import FollowUp
from tracker.domain.history import EventKind
from tracker.domain.obstacle_rules import ObstacleState
from tracker.domain.report_snapshot import (
    RemarkKind,
    ReportSnapshot,
    Section,
    SectionWords,
    from_json,
    sha256,
    to_json,
)
from tracker.domain.reporting_periods import PeriodKind
from tracker.models import Event, Obstacle, Report, ReportSnapshotRow, Task
from tracker.queries.reports import snapshot_of
from tracker.services import report_verification, reporting
from tracker.services.report_drawing import draw
from tracker.storage import FolderStore

FROM, TO = date(2026, 10, 15), date(2026, 11, 14)
NOW = at(date(2026, 11, 17), 8)


@pytest.fixture
def district(session: Session) -> District:
    return a_district(session, place="Thử Nghiệm", receivers=["UBND tỉnh;", "Lưu: VT, NV."])


@pytest.fixture
def life(session: Session, district: District) -> Life:
    return Life(session, district)


def freeze(session: Session, district: District, **more: object) -> Report:
    asked = {
        "office_id": district.office.id, "kind": PeriodKind.MONTH, "key": "2026-11",
        "from_on": FROM, "to_on": TO, "now": NOW, "actor": district.actor(district.monitor),
    }  # fmt: skip
    return reporting.freeze(session, **(asked | more))  # type: ignore[arg-type]


def refresh(session: Session, district: District, report: Report) -> Report:
    return reporting.refresh(
        session, report_id=report.id, version=report.row_version,
        actor=district.actor(district.monitor), now=NOW + timedelta(hours=1),
    )  # fmt: skip


def issue(session: Session, district: District, report: Report, n: int = 1) -> Report:
    return reporting.issue(
        session, report_id=report.id, version=report.row_version, snapshot_n=n,
        actor=district.actor(district.monitor), now=NOW + timedelta(hours=2),
    )  # fmt: skip


def told(session: Session, report: Report, n: int | None = None) -> ReportSnapshot:
    return from_json(snapshot_of(session, report.id, n).content)


def events(session: Session, report: Report) -> list[tuple[EventKind, object]]:
    found = session.scalars(select(Event).where(Event.report_id == report.id).order_by(Event.id))
    return [(event.kind, event.data["n"]) for event in found]


def a_month(session: Session, life: Life) -> None:
    """Five tasks: late with an obstacle, late and handed in, done, undated, in time."""
    district = life.district
    office, unit = district.office, district.justice
    late = a_task(
        session, office, unit, due_on=date(2026, 10, 30), assigned_on=date(2026, 10, 1),
        text="Rà soát văn bản không còn phù hợp./.", coordinating=[district.culture],
    )  # fmt: skip
    life.report(late, date(2026, 11, 3), "Đã rà soát 34/52 văn bản.", obstacle="Chờ ý kiến Sở.")
    waits = a_task(
        session, office, district.culture, due_on=date(2026, 11, 2), text="Trùng tu đình làng",
        assigned_on=date(2026, 10, 20),
    )  # fmt: skip
    life.submit(waits, date(2026, 11, 5), explanation="Mưa kéo dài.")
    done = a_task(session, office, unit, due_on=TO, assigned_on=date(2026, 10, 20))
    life.complete(done, date(2026, 11, 10))
    a_task(session, office, unit, due_on=None, assigned_on=date(2026, 10, 20))
    open_ = a_task(session, office, unit, due_on=date(2026, 12, 1), assigned_on=date(2026, 11, 2))
    life.report(open_, date(2026, 11, 16), proposal="Bổ sung kinh phí.")


def test_a_report_is_kept_with_its_hash_and_its_history(
    session: Session, district: District, life: Life, store: FolderStore
) -> None:
    a_month(session, life)
    report = freeze(session, district)
    row = snapshot_of(session, report.id)
    assert (row.n, row.as_of, row.sha256) == (1, TO, sha256(row.content))
    snapshot = from_json(row.content)
    assert to_json(snapshot) == row.content
    assert draw(snapshot) == draw(from_json(row.content))
    assert snapshot.made_at == NOW
    assert events(session, report) == [(EventKind.REPORT_FROZEN, 1)]
    assert report_verification.verify(session, report_id=report.id, store=store) == []


def test_a_report_holds_figures_lists_and_words(
    session: Session, district: District, life: Life
) -> None:
    a_month(session, life)
    snapshot = told(session, freeze(session, district))
    tasks = snapshot.tasks
    assert (tasks.total, tasks.carried_over, tasks.open_overdue, tasks.completed_on_time) == (
        5, 1, 2, 1
    )  # fmt: skip
    late, waits = snapshot.overdue
    assert (late.task, late.lead, late.coordinating, late.days_overdue) == (
        "Rà soát văn bản không còn phù hợp", "Phòng Tư pháp", ("Phòng Văn hóa và Thông tin",), 15
    )  # fmt: skip
    assert late.last_result == "Đang tham mưu. Đã rà soát 34/52 văn bản."
    assert late.reason == "Chờ ý kiến Sở."
    assert late.source == "Kế hoạch số 12/KH-UBND"
    assert (waits.days_overdue, waits.awaits_confirmation, waits.reason) == (
        3, True, "Mưa kéo dài."
    )  # fmt: skip
    (obstacle,) = snapshot.remarks_of(RemarkKind.OBSTACLE)
    assert (obstacle.unit, obstacle.on) == ("Phòng Tư pháp", date(2026, 11, 3))
    (proposal,) = snapshot.remarks_of(RemarkKind.PROPOSAL)
    assert proposal.on == date(2026, 11, 16), "said in the unit's own report, owed on that day"
    assert "1/5 lượt giao" in snapshot.words_of(Section.STRENGTHS)
    assert snapshot.letterhead.office == "Ủy ban nhân dân huyện Thử Nghiệm"
    assert (snapshot.receivers, snapshot.archive) == (("UBND tỉnh",), "VT, NV")
    assert snapshot.completed is None


def test_what_happens_later_changes_nothing(
    session: Session, district: District, life: Life
) -> None:
    a_month(session, life)
    report = freeze(session, district)
    before = snapshot_of(session, report.id).content
    late = told(session, report).overdue[0].task_id
    life.change_deadline(session.get_one(Task, late), date(2026, 11, 17), date(2026, 12, 20))
    again = told(session, refresh(session, district, report))
    assert snapshot_of(session, report.id, 1).content == before
    assert again.tasks == from_json(before).tasks, "the cut-off is a past day"


def test_refreshing_adds_a_snapshot_and_keeps_what_a_clerk_wrote(
    session: Session, district: District, life: Life
) -> None:
    a_task(session, district.office, district.justice, assigned_on=FROM, due_on=TO)
    report = freeze(session, district)
    row = snapshot_of(session, report.id)
    written = SectionWords(section=Section.CAUSES, text="Do mưa lũ tại 3 xã.")
    edited = to_json(replace(from_json(row.content), words=(*told(session, report).words, written)))
    session.execute(
        update(ReportSnapshotRow)
        .where(ReportSnapshotRow.id == row.id)
        .values(content=edited, sha256=sha256(edited))
    )
    session.expire_all()
    a_task(session, district.office, district.justice, assigned_on=FROM, due_on=TO)
    refresh(session, district, report)
    again = told(session, report)
    assert again.words_of(Section.CAUSES) == "Do mưa lũ tại 3 xã."
    assert "2 lượt giao đang thực hiện" in again.words_of(Section.NEXT), "said anew"
    assert events(session, report)[-1] == (EventKind.REPORT_FROZEN, 2)


def test_the_same_draft_is_refreshed_instead_of_doubled(
    session: Session, district: District
) -> None:
    first = freeze(session, district)
    assert freeze(session, district).id == first.id
    assert snapshot_of(session, first.id).n == 2
    directive = a_directive(session, district.office)
    assert freeze(session, district, directive_id=directive.id).id != first.id
    issue(session, district, first, n=2)
    assert freeze(session, district).id != first.id


def test_an_issued_report_is_closed(session: Session, district: District) -> None:
    report = freeze(session, district)
    issue(session, district, report)
    assert report.state is ReportState.ISSUED
    assert events(session, report)[-1] == (EventKind.REPORT_ISSUED, 1)
    for deed in (refresh, issue):
        with pytest.raises(Conflict, match="đã phát hành"):
            deed(session, district, report)
    assert snapshot_of(session, report.id).n == 1


def test_only_what_was_seen_is_issued(session: Session, district: District) -> None:
    report = freeze(session, district)
    refresh(session, district, report)
    with pytest.raises(Conflict, match="vừa được chốt lại"):
        issue(session, district, report, n=1)


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        ({"from_on": date(2026, 12, 1), "to_on": date(2026, 12, 31)}, "chưa bắt đầu"),
        ({"from_on": TO, "to_on": FROM}, "không có ngày nào"),
    ],
    ids=["a window in the future", "a window without a day"],
)
def test_days_that_cannot_be_reported_on(
    session: Session, district: District, days: dict[str, date], sentence: str
) -> None:
    with pytest.raises(InvalidInput, match=sentence):
        freeze(session, district, **days)
    assert session.scalar(select(Report.id)) is None


def test_another_offices_directive_is_not_there(session: Session, district: District) -> None:
    other = a_directive(session, a_district(session).office)
    with pytest.raises(NotFound):
        freeze(session, district, directive_id=other.id)


def test_a_running_period_is_counted_up_to_today(session: Session, district: District) -> None:
    a_task(session, district.office, district.justice, due_on=date(2026, 11, 16))
    report = freeze(session, district, key="2026-12", from_on=date(2026, 11, 15),
                    to_on=date(2026, 12, 14))  # fmt: skip
    snapshot = told(session, report)
    assert (snapshot.as_of, snapshot.tasks.open_overdue) == (date(2026, 11, 17), 1)


def test_an_empty_period_says_so(session: Session, district: District) -> None:
    snapshot = told(session, freeze(session, district))
    assert snapshot.is_empty
    assert snapshot.words == ()
    assert draw(snapshot)


def test_a_report_on_one_directive(session: Session, district: District, life: Life) -> None:
    directive = a_directive(session, district.office, "Về kỷ cương hành chính", number="8/CT-UBND")
    duty = a_duty(session, district.office, directive=directive, leads=[district.justice])
    task = a_task(
        session, district.office, district.justice, duty=duty, assigned_on=FROM, due_on=None
    )
    life.complete(task, date(2026, 11, 6), paper_on=date(2026, 11, 5))
    a_task(session, district.office, district.justice, assigned_on=FROM)
    snapshot = told(session, freeze(session, district, directive_id=directive.id))
    assert snapshot.tasks.total == 1
    assert snapshot.subject == (
        "Kết quả thực hiện Kế hoạch số 8/CT-UBND về kỷ cương hành chính tháng 11 năm 2026"
    )
    assert snapshot.completed is not None
    (row,) = snapshot.completed
    assert (row.paper, row.done_on) == ("45/BC-TP", date(2026, 11, 5))
    assert snapshot.directives == ()


def test_directives_taken_in_say_what_they_led_to(session: Session, district: District) -> None:
    office = district.office
    new = a_directive(session, office, "Về đất đai", received_on=date(2026, 10, 20))
    new.created_at = at(date(2026, 10, 20))
    late_entry = a_directive(session, office, "Về y tế", received_on=date(2026, 9, 1))
    late_entry.created_at = at(date(2026, 11, 1))
    a_directive(session, office, "Về cũ")
    after = a_directive(session, office, "Về sau", received_on=date(2026, 11, 16))
    after.created_at = at(date(2026, 11, 16))
    duty = a_duty(session, office, directive=new, leads=[district.justice])
    for unit in (district.justice, district.culture):
        a_task(session, office, unit, duty=duty, assigned_on=date(2026, 10, 21))
    a_duty(session, office, directive=new, follow_up=FollowUp.REGULAR, leads=[district.justice])
    rows = told(session, freeze(session, district)).directives
    assert [(row.summary, row.duties, row.tasks, row.regular) for row in rows] == [
        ("Về y tế", 0, 0, 0),
        ("Về đất đai", 1, 2, 1),
    ]


def test_every_answered_remark_stands_in_one_report(session: Session, district: District) -> None:
    """What units write in their own report of a period, due on the next working day, is of it."""
    days = [date(2026, 10, 14) + timedelta(days=step) for step in range(36)]
    for day in days:
        session.add(
            Obstacle(
                office_id=district.office.id, unit_id=district.justice.id, text=f"{day}",
                raised_at=at(day), raised_on=day, raised_by_id=district.justice_head.id,
                answer="Đã rõ.", answered_at=at(day), state=ObstacleState.ANSWERED,
            )
        )  # fmt: skip
    session.flush()
    later = at(date(2026, 12, 20))
    november = told(session, freeze(session, district, now=later))
    december = told(session, freeze(
        session, district, key="2026-12", from_on=date(2026, 11, 15), to_on=date(2026, 12, 14),
        now=later,
    ))  # fmt: skip
    said = [remark.on for remark in november.remarks]
    assert (said[0], said[-1]) == (date(2026, 10, 16), date(2026, 11, 16))
    assert december.remarks[0].on == date(2026, 11, 17)


@pytest.mark.parametrize("spoiled", ["content", "both", "gone"])
def test_verify_finds_what_was_touched(
    session: Session, district: District, store: FolderStore, spoiled: str
) -> None:
    report = freeze(session, district)
    row = snapshot_of(session, report.id)
    if spoiled == "gone":
        session.delete(row)
    else:
        row.content = row.content.replace("tháng 11", "tháng 12")
        if spoiled == "both":
            row.sha256 = sha256(row.content)
    session.flush()
    assert len(report_verification.verify(session, report_id=report.id, store=store)) == 1


def test_the_frame_follows_the_offices_rules_of_the_day(
    session: Session, district: District
) -> None:
    a_setting(session, district.office, "signer_post", "PHÓ CHỦ TỊCH", from_on=date(2026, 11, 18))
    assert told(session, freeze(session, district)).signer.post == "CHỦ TỊCH"
