"""Papers for internal use: who reads which of their words, place by place, as one table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from tests.factories.directive import a_directive
from tests.factories.district import District, a_district
from tests.factories.duty import a_duty
from tests.factories.life import Life, at
from tests.factories.task import a_task
from tests.factories.user import SINCE, a_user
from tracker.domain.figures import Figures
from tracker.domain.follow_up import FollowUp, UnitRole
from tracker.domain.people import Role
from tracker.domain.report_snapshot import from_json
from tracker.domain.reporting_periods import PeriodKind, Window
from tracker.domain.restricted_papers import WITHHELD, WITHHELD_TITLE
from tracker.models import (
    Blob,
    Directive,
    Duty,
    DutyUnit,
    Event,
    Evidence,
    OutboxMessage,
    Report,
    ReportSnapshotRow,
    SearchKind,
    Task,
    User,
)
from tracker.permissions import Actor, Permission, allows
from tracker.permissions.scope import (
    visible_directives,
    visible_duties,
    visible_events,
    visible_evidence,
    visible_reports,
    visible_tasks,
)
from tracker.queries.report_figures import count
from tracker.queries.reports import lines_behind, tasks_behind
from tracker.queries.task_filters import TaskFilters
from tracker.queries.tasks import task_list
from tracker.services import evidence, reminders, reporting
from tracker.services.evidence import KeptFile
from tracker.services.search_entries import index

MARK = "việc nội bộ của huyện"
WINDOW = Window(date(2026, 10, 15), date(2026, 11, 14))

#: Who reads what of a paper that Phòng Tư pháp carries out with Phòng Văn hóa ("x").
MUST_BE = """
person                       directive duties task search evidence history report opens
lead office                  x         x      x    x      x        x       x      x
clerk                        x         x      x    x      x        x       x      x
leader                       x         x      x    x      x        x       x      x
auditor                      .         .      .    .      .        .       .      .
administrator                .         .      .    .      .        .       .      .
auditor in the lead unit     x         x      x    x      x        x       x      x
head of the lead unit        x         x      x    x      x        x       x      x
head of a coordinating unit  x         x      x    x      x        x       x      x
head of another unit         .         .      .    .      .        .       .      .
"""


@dataclass(frozen=True)
class Paper:
    """A restricted directive with one of everything that speaks of it."""

    directive: Directive
    task: Task
    evidence_id: int
    event: Event
    report: Report


@pytest.fixture
def district(session: Session) -> District:
    return a_district(session)


@pytest.fixture
def paper(session: Session, district: District) -> Paper:
    directive = a_directive(session, district.office, f"Kế hoạch: {MARK}", restricted=True)
    duty = a_duty(session, district.office, MARK, directive=directive, leads=[district.justice])
    duty.units.append(
        DutyUnit(unit_id=district.culture.id, role=UnitRole.COORDINATING, from_on=SINCE)
    )
    a_duty(
        session,
        district.office,
        f"Thường xuyên: {MARK}",
        directive=directive,
        leads=[district.justice],
        follow_up=FollowUp.REGULAR,
    )
    task = a_task(
        session,
        district.office,
        district.justice,
        duty=duty,
        due_on=date(2026, 11, 1),
        coordinating=[district.culture],
    )
    index(session, SearchKind.DUTY, duty.id, district.office.id, MARK)
    made_at = at(date(2026, 10, 20))
    session.add(Blob(sha256="ab" * 32, size=3, media_type="text/plain", created_at=made_at))
    session.flush()
    (revision,) = evidence.attach(
        session,
        task_id=task.id,
        unit_id=district.justice.id,
        files=[KeptFile("ab" * 32, 3, "text/plain", "ket-qua.txt")],
        title=MARK,
        is_result_paper=False,
        paper_number=None,
        paper_on=None,
        note="",
        actor=district.actor(district.justice_officer),
        now=at(date(2026, 10, 20)),
    )
    Life(session, district).report(task, date(2026, 10, 21), f"Đã làm {MARK}", obstacle=MARK)
    event = session.scalars(select(Event).where(Event.task_id == task.id).order_by(Event.id)).all()
    report = freeze(session, district, directive.id)
    return Paper(directive, task, revision.evidence_id, event[-1], report)


def freeze(session: Session, district: District, directive_id: int | None) -> Report:
    return reporting.freeze(
        session,
        office_id=district.office.id,
        kind=PeriodKind.MONTH,
        key="2026-11",
        from_on=WINDOW.from_on,
        to_on=WINDOW.to_on,
        directive_id=directive_id,
        actor=district.actor(district.monitor),
        now=at(date(2026, 11, 16)),
    )


def people(session: Session, district: District) -> dict[str, User]:
    office = district.office
    return {
        "lead office": district.monitor,
        "clerk": a_user(session, office=office, roles=[Role.CLERK]),
        "leader": district.chairman,
        "auditor": district.auditor,
        "administrator": district.administrator,
        "auditor in the lead unit": a_user(
            session, unit=district.justice, office=office, roles=[Role.AUDITOR]
        ),
        "head of the lead unit": district.justice_head,
        "head of a coordinating unit": district.culture_head,
        "head of another unit": a_user(session, unit=district.lead),
    }


def read(session: Session, actor: Actor, paper: Paper) -> dict[str, bool]:
    """Where this person meets the paper."""
    lists: dict[str, tuple[Any, Callable[[Actor], ColumnElement[bool]], int]] = {
        "directive": (Directive, visible_directives, paper.directive.id),
        "duties": (Duty, visible_duties, paper.task.duty_id),
        "task": (Task, visible_tasks, paper.task.id),
        "evidence": (Evidence, visible_evidence, paper.evidence_id),
        "history": (Event, visible_events, paper.event.id),
        "report": (Report, visible_reports, paper.report.id),
    }
    met = {
        name: session.scalar(select(model.id).where(model.id == key, where(actor))) is not None
        for name, (model, where, key) in lists.items()
    }
    asked = TaskFilters(words="viec noi bo")
    found = task_list(session, actor=actor, filters=asked, as_of=actor.on_day)
    opens = allows(actor, Permission.TASK_VIEW, paper.task)
    return met | {"search": bool(found.rows), "opens": opens}


def test_the_table_is_as_it_must_be(session: Session, district: District, paper: Paper) -> None:
    columns = MUST_BE.split("\n")[1].split()[1:]
    lines = [MUST_BE.split("\n")[1]]
    for name, person in people(session, district).items():
        met = read(session, district.actor(person), paper)
        cells = [("x" if met[column] else ".").ljust(len(column)) for column in columns]
        lines.append(f"{name:<28} {' '.join(cells)}".rstrip())
    table = "\n".join(lines)
    assert table == MUST_BE.strip(), f"\n{table}"


def test_the_same_paper_without_the_mark_is_read_by_the_auditor(
    session: Session, district: District, paper: Paper
) -> None:
    paper.directive.restricted = False
    session.flush()
    assert all(read(session, district.actor(district.auditor), paper).values())


@pytest.mark.parametrize(
    ("whose", "readable"),
    [
        (lambda district: district.monitor, True),
        (lambda district: district.auditor, False),
    ],
    ids=["lead office", "auditor"],
)
def test_figures_are_the_same_for_everybody_and_their_rows_stand_without_words(
    session: Session,
    district: District,
    paper: Paper,
    whose: Callable[[District], User],
    readable: bool,
) -> None:
    counted = count(session, office_id=district.office.id, window=WINDOW, as_of=date(2026, 11, 14))
    figures: Figures = counted.tasks
    assert (figures.total, figures.open_overdue) == (1, 1)
    actor, day = district.actor(whose(district)), counted.as_of
    tasks = tasks_behind(session, counted.rows, actor=actor, day=day, number=1)
    lines = lines_behind(session, counted.lines, actor=actor, day=day, number=1)
    shown = [(row.text, row.readable) for row in tasks.rows]
    shown += [(row.text, row.readable) for row in lines.rows]
    assert len(shown) == 2
    assert all((MARK in text) is readable and said is readable for text, said in shown)
    assert paper.task.id == tasks.rows[0].task_id


def test_a_report_on_the_whole_office_counts_it_and_copies_no_word(
    session: Session, district: District, paper: Paper
) -> None:
    whole = freeze(session, district, None)
    text = content(session, whole)
    assert MARK not in text
    snapshot = from_json(text)
    assert [row.task for row in snapshot.overdue] == [WITHHELD]
    assert (snapshot.overdue[0].last_result, snapshot.overdue[0].reason) == ("", "")
    assert snapshot.tasks.open_overdue == 1
    assert [row.summary for row in snapshot.directives] in ([], [WITHHELD_TITLE])
    assert MARK in content(session, paper.report)
    auditor = district.actor(district.auditor)
    listed = session.scalars(select(Report).where(visible_reports(auditor))).all()
    assert listed == [whole]


def content(session: Session, report: Report) -> str:
    query = select(ReportSnapshotRow.content).where(ReportSnapshotRow.report_id == report.id)
    return session.scalars(query).one()


@pytest.mark.usefixtures("paper")
def test_no_mail_and_no_reminder_copies_its_words(session: Session, district: District) -> None:
    task = session.scalars(select(Task)).one()
    reminders.plan(
        session,
        office_id=district.office.id,
        now=at(date(2026, 11, 24)),
        base_url="http://thu",
    )
    Life(session, district).submit(task, date(2026, 11, 24))
    told = session.execute(select(OutboxMessage.subject, OutboxMessage.text)).all()
    assert {
        "Đôn đốc cấp 3: 1 nhiệm vụ quá hạn",
        f"Phòng Tư pháp báo cáo hoàn thành: {WITHHELD}",
    } <= {subject for subject, _text in told}
    assert not [text for row in told for text in row if MARK in text]
