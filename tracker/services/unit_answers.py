"""Why a unit is reminded of what is about no task, and why not: its reports, its expiring papers.

As services/reminder_answers for a task: the planner's own rules, directory and ledger; nothing
is written, and any day may be asked about.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, joinedload

from tracker.domain.local_time import local_day
from tracker.domain.recurrence_periods import period_words
from tracker.domain.reminder_ladder import ReminderRule, RuleKind
from tracker.domain.reminder_rules import Verdict, counted, why_asleep
from tracker.domain.reminder_scope import rule_for
from tracker.domain.sentences import Sentence, say
from tracker.domain.vietnamese import day_words
from tracker.domain.working_days import Calendar
from tracker.models import Evidence, LedgerEntry, Office, Unit
from tracker.queries.due_things import Whose
from tracker.queries.ledger_subjects import Subjects
from tracker.queries.period import last_period_ended, period_of_day
from tracker.queries.period_rows import Answered, UnitAnswer, answers
from tracker.queries.recipients import Directory, directory
from tracker.queries.reminder_rules import rules_of_office
from tracker.queries.working_calendar import working_calendar
from tracker.services.reminder_answers import RuleAnswer, morning_of
from tracker.services.reminder_told import Asked, people_answers

AROUND = timedelta(days=90)
"""Papers are asked about whose last day lies within this span of the day (calendar days)."""


@dataclass(frozen=True, slots=True)
class SubjectAnswer:
    """One thing of the unit, and the verdict of the rule that watches over it."""

    title: Sentence
    answer: RuleAnswer


def why_unit(
    session: Session, *, office: Office, unit: Unit, on_day: date, now: datetime
) -> list[SubjectAnswer]:
    """The reports of the periods around ``on_day``, then the papers about to expire."""
    at = morning_of(on_day)
    today = local_day(now)
    question = _Question(
        session=session,
        office=office,
        unit=unit,
        asked=Asked(Whose(unit.id), on_day, today),
        calendar=working_calendar(session, office.id),
        rules=tuple(rules_of_office(session, office.id, min(at, now) if on_day < today else now)),
        book=directory(session, office_id=office.id, on_day=on_day),
    )
    return [*question.reports(), *question.papers()]


@dataclass(frozen=True, slots=True)
class _Question:
    """One unit on one day."""

    session: Session
    office: Office
    unit: Unit
    asked: Asked
    calendar: Calendar
    rules: tuple[ReminderRule, ...]
    book: Directory

    def reports(self) -> Iterator[SubjectAnswer]:
        """The period that has ended and the one that runs."""
        day = self.asked.on_day
        periods = {
            period.key: period
            for period in (
                last_period_ended(self.session, self.office.id, day),
                period_of_day(self.session, self.office.id, day),
            )
        }
        for period in periods.values():
            of_period = answers(self.session, self.office, [period], day)[period.key]
            mine = next((one for one in of_period if one.unit_id == self.unit.id), None)
            this = LedgerEntry.period_key == period.key
            verdict = self._verdict(
                RuleKind.REPORT, (period.due_on, date.min), _why_no_report(mine)
            )
            yield self._answer(
                say("Báo cáo %(period)s", period=period_words(period.key)),
                RuleKind.REPORT, verdict, this, LedgerEntry.unit_id == self.unit.id,
            )  # fmt: skip

    def papers(self) -> Iterator[SubjectAnswer]:
        """By their last day; words of papers for internal use are withheld as in a digest."""
        day = self.asked.on_day
        found = self.session.scalars(
            select(Evidence)
            .where(
                Evidence.office_id == self.office.id,
                Evidence.unit_id == self.unit.id,
                Evidence.expires_on >= day - AROUND,
                Evidence.expires_on <= day + AROUND,
            )
            .order_by(Evidence.expires_on, Evidence.id)
        )
        for paper in found:
            if paper.expires_on is None or local_day(paper.created_at) > day:
                continue
            subject = f"evidence:{paper.id}"
            clock = (paper.expires_on, local_day(paper.created_at))
            verdict = self._verdict(RuleKind.EVIDENCE, clock, None)
            entry = LedgerEntry(evidence_id=paper.id, unit_id=paper.unit_id)
            line = Subjects(self.session).lines([entry]).get(subject)
            until = LedgerEntry.dedupe_key.startswith(f"{subject}/{paper.expires_on:%Y%m%d}|")
            yield self._answer(
                say(
                    "%(paper)s, có hiệu lực đến hết ngày %(day)s",
                    paper=line.title if line else paper.id,
                    day=day_words(paper.expires_on),
                ),
                RuleKind.EVIDENCE, verdict, until,
            )  # fmt: skip

    def _verdict(
        self, kind: RuleKind, clock: tuple[date, date], silent: Sentence | None
    ) -> Verdict:
        rule = rule_for(self.rules, kind, unit_id=self.unit.id)
        if rule is None:
            return Verdict(kind.value, None, say("Quy tắc này đang tắt."))
        silent = why_asleep(rule, self.asked.on_day, self.calendar) or silent
        if silent is not None:
            return Verdict(rule.key, None, silent)
        return counted(rule, clock, self.asked.on_day, self.calendar)

    def _answer(
        self, title: Sentence, kind: RuleKind, verdict: Verdict, *which: ColumnElement[bool]
    ) -> SubjectAnswer:
        kept = self.session.scalars(
            select(LedgerEntry)
            .where(
                LedgerEntry.office_id == self.office.id, LedgerEntry.rule == verdict.rule, *which
            )
            .options(joinedload(LedgerEntry.recipient), joinedload(LedgerEntry.message))
            .order_by(LedgerEntry.id)
        ).unique()
        people = people_answers(self.book, self.asked, verdict.reminder, list(kept))
        return SubjectAnswer(
            title, RuleAnswer(kind, verdict.reminder is not None, verdict.why, people)
        )


def _why_no_report(mine: UnitAnswer | None) -> Sentence | None:
    if mine is None:
        return say("Trong kỳ này đơn vị không có nhiệm vụ thường xuyên phải báo cáo.")
    if mine.state in (Answered.WAITING, Answered.MISSING):
        return None
    if mine.submitted_at is None:
        return say("Đơn vị đã gửi báo cáo của kỳ này.")
    return say(
        "Đơn vị đã gửi báo cáo của kỳ này ngày %(day)s.",
        day=day_words(local_day(mine.submitted_at)),
    )
