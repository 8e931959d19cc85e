"""A thing of every kind in one office: what another office must never see."""

from __future__ import annotations

from datetime import UTC, date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.around import around_a_task
from tests.factories.charge import a_charge
from tests.factories.directive import a_directive
from tests.factories.district import District
from tests.factories.draft import a_draft
from tests.factories.duty import a_duty
from tests.factories.index import a_round, the_item, the_sheet
from tests.factories.life import Life
from tests.factories.message import a_message
from tests.factories.scan import a_scan
from tests.factories.series import a_series
from tests.factories.survey import a_questionnaire
from tests.factories.task import a_task
from tests.factories.unit import a_group
from tracker.domain.reminder_ladder import RuleKind
from tracker.domain.reporting_periods import PeriodKind
from tracker.domain.source import FileRole
from tracker.domain.target_value import Comparator
from tracker.models import (
    Blob,
    Citation,
    Clause,
    DirectiveFile,
    NamedEvent,
    OfficialPaper,
    PaperTemplate,
    Reading,
    ReminderRuleRow,
    SheetPaper,
    Target,
    UnitAlias,
)
from tracker.services import evidence, meetings, reporting
from tracker.services.evidence import KeptFile
from tracker.services.planned_successions import plan_succession
from tracker.services.regimes import ensure_regimes
from tracker.services.succession_check import SuccessionOrder

MARK = "việc riêng của huyện thứ nhất"
MOMENT = datetime(2026, 11, 16, 3, tzinfo=UTC)
SHA256 = "ab" * 32


def _of_the_index(session: Session, first: District, now: datetime) -> dict[str, int]:
    """A round with a locked sheet and a questionnaire."""
    round_ = a_round(session, first, now)
    sheet = the_sheet(session, round_, first.justice)
    asked = a_questionnaire(session, first, round_, now, is_open=False)
    paper = SheetPaper(
        sheet_id=sheet.id, blob_sha256=SHA256, file_name=f"{MARK}.txt", at=now,
        by_id=first.justice_head.id,
    )  # fmt: skip
    session.add(paper)
    session.flush()
    return {
        "index_set_id": sheet.round.set_id,
        "round_id": sheet.round_id,
        "sheet_id": sheet.id,
        "item_id": the_item(session, sheet, "1.1.1").id,
        "signed_id": paper.id,
        "questionnaire_id": asked.id,
        "survey_question_id": asked.questions[0].id,
    }


def _of_papers_and_rules(session: Session, first: District, now: datetime) -> dict[str, int]:
    """A drafted letter, a template of the office's own, a rule for one unit."""
    letter = OfficialPaper(
        office_id=first.office.id, kind="chasing_letter", unit_id=first.justice.id, subject=MARK,
        as_of=MOMENT.date(), content="{}", sha256=SHA256, created_at=now,
        created_by_id=first.monitor.id,
    )  # fmt: skip
    template = PaperTemplate(
        office_id=first.office.id, kind="chasing_letter", version=1, name=f"{MARK}.docx",
        blob_sha256=SHA256, uploaded_at=now, uploaded_by_id=first.monitor.id,
    )  # fmt: skip
    rule = ReminderRuleRow(
        office_id=first.office.id, kind=RuleKind.DEADLINE, scope=f"unit:{first.justice.id}",
        unit_id=first.justice.id, n=1, enabled=True, basis=MARK, set_at=now,
    )  # fmt: skip
    session.add_all([letter, template, rule])
    session.flush()
    return {"paper_id": letter.id, "template_id": template.id, "rule_id": rule.id}


def _of_a_meeting(session: Session, first: District, now: datetime) -> dict[str, int]:
    """A meeting and what was decided at it."""
    monitor = first.actor(first.monitor)
    meeting = meetings.open_meeting(
        session, name=MARK, held_on=MOMENT.date(), unit_ids=[], actor=monitor, now=now
    )
    decision = meetings.decide(
        session, meeting_id=meeting.id, spoken=meetings.SpokenWords(text=MARK), actor=monitor,
        now=now,
    )  # fmt: skip
    return {"meeting_id": meeting.id, "decision_id": decision.id}


def things_of_one_office(session: Session, first: District, now: datetime) -> dict[str, int]:
    """A thing of every kind in the first office: the name that addresses give it, its key."""
    monitor = first.actor(first.monitor)
    directive = a_directive(session, first.office, title=f"Kế hoạch: {MARK}")
    reading = Reading(
        directive_id=directive.id, version=1, reader="thu", header={}, remarks=[], created_at=MOMENT
    )
    reading.clauses.append(Clause(ord=0, level=1, path="1", marker="1.", text=f"Đoạn: {MARK}"))
    session.add_all([reading, Blob(sha256=SHA256, size=3, media_type="text/plain", created_at=now)])
    session.flush()
    file = DirectiveFile(
        directive_id=directive.id,
        blob_sha256=SHA256,
        name=f"{MARK}.txt",
        role=FileRole.ORIGINAL,
        created_at=now,
        created_by_id=first.monitor.id,
    )
    message = a_message(first.office, first.monitor, MARK, now=now)
    session.add_all([file, message])
    draft = a_draft(session, first.office, f"Nội dung: {MARK}", directive=directive)
    duty = a_duty(session, first.office, f"Nhiệm vụ: {MARK}", leads=[first.justice])
    task = a_task(session, first.office, first.justice, duty=duty, coordinating=[first.culture])
    (revision,) = evidence.attach(
        session,
        task_id=task.id,
        unit_id=first.justice.id,
        files=[KeptFile(SHA256, 3, "text/plain", f"{MARK}.txt")],
        title=MARK,
        is_result_paper=False,
        paper_number=None,
        paper_on=None,
        note="",
        actor=first.actor(first.justice_officer),
        now=now,
    )
    Life(session, first).submit(task, date(2026, 11, 10))
    report = reporting.freeze(
        session,
        office_id=first.office.id,
        kind=PeriodKind.MONTH,
        key="2026-11",
        from_on=date(2026, 10, 15),
        to_on=date(2026, 11, 14),
        actor=monitor,
        now=MOMENT,
    )
    target = Target(
        directive_id=directive.id,
        measure=MARK,
        comparator=Comparator.AT_LEAST,
        value="80",
        unit="%",
    )
    event = NamedEvent(directive_id=directive.id, name=MARK, basis="")
    citation = Citation(directive_id=directive.id, number="5/CT", as_written=MARK)
    scan = a_scan(first.office, first.monitor, subject=SHA256, now=now)
    session.add_all([target, event, citation, scan])
    session.flush()
    alias = session.scalars(select(UnitAlias).where(UnitAlias.unit_id == first.justice.id)).first()
    assert alias is not None
    charge = a_charge(session, first.office, first.chairman, MARK)
    regime = ensure_regimes(session, office_id=first.office.id, actor=monitor, now=now)[0]
    regime.name = MARK
    order = SuccessionOrder(
        unit_ids=(first.justice.id,),
        on_day=date(2026, 12, 1),
        basis=MARK,
        successor_id=first.culture.id,
    )
    administrator = first.actor(first.administrator)
    planned = plan_succession(session, order=order, actor=administrator, now=now)
    session.flush()
    return {
        "directive_id": directive.id,
        "clause": reading.clauses[0].id,
        "clause_id": reading.clauses[0].id,
        "file_id": file.id,
        "draft_id": draft.id,
        "target_id": target.id,
        "event_id": event.id,
        "citation_id": citation.id,
        "task_id": task.id,
        "duty_id": duty.id,
        "series_id": a_series(session, first.office, [first.justice], duty=duty).id,
        "job_id": scan.id,
        "number": 1,
        "evidence_id": revision.evidence_id,
        "revision_id": revision.id,
        "report_id": report.id,
        "message_id": message.id,
        "unit_id": first.justice.id,
        "group_id": a_group(session, first.office, f"nhóm {MARK}").id,
        "alias_id": alias.id,
        "user_id": first.justice_officer.id,
        "membership_id": first.justice_officer.memberships[0].id,
        "grant_id": first.monitor.grants[0].id,
        "charge_id": charge.id,
        "regime_id": regime.id,
        "planned_id": planned.id,
        "field_id": charge.field_id or 0,
        **_of_the_index(session, first, now),
        **_of_papers_and_rules(session, first, now),
        **_of_a_meeting(session, first, now),
        **around_a_task(session, first, task, MARK, now),
    }
