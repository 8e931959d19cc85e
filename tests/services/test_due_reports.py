"""Drafts that the clock makes when a period is over: once each, told to the lead office."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.directive import a_directive
from tests.factories.district import District, a_district
from tests.factories.life import Life, at
from tests.factories.task import a_task
from tests.factories.user import the_system
from tracker.domain.errors import InvalidInput, NotFound
from tracker.domain.figures import Comparison
from tracker.domain.local_time import local_day
from tracker.domain.messages import MessageKind
from tracker.domain.report_scope import ReportScope
from tracker.domain.report_snapshot import ReportSnapshot, from_json
from tracker.domain.reporting_periods import PeriodKind, Window
from tracker.domain.reporting_regimes import DueRule, Level, RegimePlan
from tracker.domain.reporting_regimes import from_json as plan_of
from tracker.models import OutboxMessage, Report, ReportingRegime
from tracker.queries.reports import snapshot_of
from tracker.services import reporting
from tracker.services.due_reports import DueReports, make_due_reports
from tracker.services.regimes import add_regime, change_regime, ensure_regimes
from tracker.services.report_content import Question
from tracker.services.report_question import asked_report

BEGAN = at(date(2026, 11, 10))
MORNING = at(date(2026, 11, 16), 5)


@pytest.fixture
def district(session: Session) -> District:
    district = a_district(session)
    the_system(session)
    a_task(session, district.office, district.justice, assigned_on=date(2026, 10, 20),
           due_on=date(2026, 11, 2))  # fmt: skip
    ensure_regimes(
        session, office_id=district.office.id, actor=district.actor(district.monitor), now=BEGAN
    )
    return district


def make(session: Session, district: District, *, now: object = MORNING) -> DueReports:
    return make_due_reports(session, office_id=district.office.id, now=now)  # type: ignore[arg-type]


def regime(session: Session, code: str) -> ReportingRegime:
    return session.scalars(select(ReportingRegime).where(ReportingRegime.code == code)).one()


def reports(session: Session) -> list[Report]:
    return list(session.scalars(select(Report).order_by(Report.id)))


def told(session: Session, report: Report) -> ReportSnapshot:
    return from_json(snapshot_of(session, report.id).content)


def change(session: Session, district: District, code: str, **more: object) -> ReportingRegime:
    row = regime(session, code)
    asked = {
        "regime_id": row.id, "version": row.row_version, "name": row.name, "source": row.source,
        "plan": plan_of(row.plan), "automatic": row.automatic, "off_on": row.off_on,
        "actor": district.actor(district.monitor), "now": BEGAN,
    }  # fmt: skip
    return change_regime(session, **(asked | more))  # type: ignore[arg-type]


def test_when_the_window_closes_a_draft_lies_in_the_lead_office(
    session: Session, district: District
) -> None:
    made = make(session, district)
    month, week = reports(session)[::-1]
    assert made.made == (week.id, month.id)
    assert (month.period_kind, month.period_key) == (PeriodKind.MONTH, "2026-11")
    assert (month.from_on, month.to_on) == (date(2026, 10, 15), date(2026, 11, 14))
    assert month.due_at is not None
    assert local_day(month.due_at) == date(2026, 11, 18)
    snapshot = told(session, month)
    assert snapshot.tasks.open_overdue == 1
    assert snapshot.regime == regime(session, "general").name
    assert snapshot.subject == ("Tình hình, kết quả thực hiện nhiệm vụ được giao tháng 11 năm 2026")
    messages = session.scalars(
        select(OutboxMessage).where(OutboxMessage.kind == MessageKind.REPORT_MADE)
    ).all()
    assert {message.recipient_id for message in messages} == {district.monitor.id}
    assert {message.link for message in messages} == {f"/reports/{month.id}", f"/reports/{week.id}"}


def test_a_report_of_the_reform_regime_is_called_so(session: Session, district: District) -> None:
    made = reporting.freeze(
        session,
        office_id=district.office.id,
        kind=PeriodKind.QUARTER,
        key="2026-Q3",
        from_on=date(2026, 6, 15),
        to_on=date(2026, 9, 14),
        regime_id=regime(session, "reform").id,
        actor=district.actor(district.monitor),
        now=BEGAN,
    )
    assert told(session, made).subject == "Công tác cải cách hành chính quý III năm 2026"


def test_a_second_round_makes_and_tells_nothing(session: Session, district: District) -> None:
    make(session, district)
    assert make(session, district).made == ()
    assert make(session, district, now=at(date(2026, 11, 17))).made == ()
    assert len(reports(session)) == 2


def test_no_draft_of_windows_from_before_the_regime(session: Session, district: District) -> None:
    """Quarter III, the first half and last year ended before the office had any regime."""
    make(session, district)
    assert {report.period_key for report in reports(session)} == {"2026-11", "2026-W46"}


def test_a_regime_that_is_off_makes_nothing(session: Session, district: District) -> None:
    change(session, district, "general", off_on=date(2026, 11, 16))
    assert make(session, district).made == ()


def test_an_edited_window_counts_for_the_next_drafts_only(
    session: Session, district: District
) -> None:
    make(session, district)
    plan = plan_of(regime(session, "general").plan)
    month = plan.period(PeriodKind.MONTH)
    assert month is not None
    edited = replace(
        month,
        rule=replace(month.rule, first_day=20, last_day=19),
        due={**month.due, Level.OFFICE: DueRule(day=25)},
    )
    change(session, district, "general", plan=plan.with_period(edited), now=MORNING)
    make(session, district, now=at(date(2026, 12, 20)))
    months = [row for row in reports(session) if row.period_kind is PeriodKind.MONTH]
    assert [(row.period_key, row.from_on.day, row.to_on.day) for row in months] == [
        ("2026-11", 15, 14),
        ("2026-12", 20, 19),
    ]
    assert months[1].due_at is not None
    assert local_day(months[1].due_at) == date(2026, 12, 25)


def test_a_regime_of_one_unit_reports_on_that_unit(session: Session, district: District) -> None:
    a_task(session, district.office, district.culture, due_on=date(2026, 11, 2))
    made = add_regime(
        session, like_id=regime(session, "general").id, name="Báo cáo của Phòng Tư pháp",
        scope=ReportScope(unit_id=district.justice.id),
        actor=district.actor(district.monitor), now=BEGAN,
    )  # fmt: skip
    change(session, district, made.code, automatic=True)
    make(session, district)
    own = [row for row in reports(session) if row.regime_id == made.id]
    assert {row.scope_key for row in own} == {f"unit:{district.justice.id}"}
    snapshot = told(session, own[-1])
    assert [unit.unit for unit in snapshot.units] == ["Phòng Tư pháp"]
    assert snapshot.subject.endswith("của Phòng Tư pháp")


def test_a_plan_that_cannot_be_kept_changes_nothing(session: Session, district: District) -> None:
    before = dict(regime(session, "general").plan)
    with pytest.raises(InvalidInput):
        change(session, district, "general", plan=RegimePlan((), outline=()))
    assert regime(session, "general").plan == before


def asked(session: Session, district: District, code: str, scope: ReportScope) -> Question:
    wanted = Question(
        district.office.id, PeriodKind.MONTH, "2026-11",
        Window(date(2026, 11, 1), date(2026, 11, 12)), scope, regime(session, code).id,
    )  # fmt: skip
    found = asked_report(session, wanted, now=MORNING)
    assert (found.due_at is not None) == (code == "on_demand")
    return found.question


def test_on_demand_the_days_are_the_period_and_the_hours_run(
    session: Session, district: District
) -> None:
    question = asked(session, district, "on_demand", ReportScope())
    assert (question.kind, question.key) == (PeriodKind.SPAN, "20261101-20261112")


def test_a_life_begins_when_the_directive_came_in(session: Session, district: District) -> None:
    directive = a_directive(session, district.office)
    question = asked(session, district, "whole_life", ReportScope(directive_id=directive.id))
    first = min(filter(None, [directive.received_on, directive.issued_on]))
    assert question.kind is PeriodKind.LIFE
    assert question.days == (first, date(2026, 11, 12))
    with pytest.raises(InvalidInput, match="hãy chọn văn bản"):
        asked(session, district, "whole_life", ReportScope())


def test_a_period_that_the_regime_has_not_got_is_refused(
    session: Session, district: District
) -> None:
    with pytest.raises(InvalidInput, match="không có loại kỳ này"):
        asked(session, district, "reform", ReportScope())


def test_another_offices_regime_is_not_there(session: Session, district: District) -> None:
    other = a_district(session)
    with pytest.raises(NotFound):
        change_regime(
            session, regime_id=regime(session, "general").id, version=None, name="x", source="",
            plan=RegimePlan(()), automatic=False, off_on=None, actor=other.actor(other.monitor),
            now=BEGAN,
        )  # fmt: skip


def freeze(session: Session, district: District, key: str, days: Window, now: object) -> Report:
    return reporting.freeze(
        session, office_id=district.office.id, kind=PeriodKind.MONTH, key=key,
        from_on=days.from_on, to_on=days.to_on, actor=district.actor(district.monitor),
        now=now,  # type: ignore[arg-type]
    )  # fmt: skip


def test_the_previous_period_stands_beside_as_it_was_reported(
    session: Session, district: District
) -> None:
    """Frozen figures go first, also when what they say has been corrected since."""
    office, unit, life = district.office, district.justice, Life(session, district)
    a_task(session, office, unit, assigned_on=date(2026, 9, 20), due_on=date(2026, 10, 1))
    october = freeze(session, district, "2026-10", Window(date(2026, 9, 15), date(2026, 10, 14)),
                     at(date(2026, 10, 15)))  # fmt: skip
    november = told(
        session,
        freeze(
            session, district, "2026-11", Window(date(2026, 10, 15), date(2026, 11, 14)), MORNING
        ),
    )
    before = november.before
    assert isinstance(before, Comparison)
    assert (before.report_id, before.n, before.key) == (october.id, 1, "2026-10")
    assert before.tasks == told(session, october).tasks
    assert november.last_year is None  # nothing was owed a year ago
    life.complete(
        a_task(session, office, unit, assigned_on=date(2026, 10, 1), due_on=None), date(2026, 10, 9)
    )
    again = reporting.refresh(
        session, report_id=reports(session)[-1].id, version=None,
        actor=district.actor(district.monitor), now=MORNING,
    )  # fmt: skip
    assert told(session, again).before == before


def test_without_a_report_the_earlier_period_is_counted(
    session: Session, district: District
) -> None:
    a_task(session, district.office, district.justice, assigned_on=date(2026, 9, 20),
           due_on=date(2026, 10, 1))  # fmt: skip
    report = freeze(session, district, "2026-11", Window(date(2026, 10, 15), date(2026, 11, 14)),
                    MORNING)  # fmt: skip
    before = told(session, report).before
    assert before is not None
    assert (before.report_id, before.tasks.total, before.tasks.open_overdue) == (0, 1, 1)
