"""What a round of the index waits for: sheets to lock, items of an officer, explanations asked."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, datetime
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, exists, func, select
from sqlalchemy.orm import Session

from tracker.domain.history import EventKind
from tracker.domain.index_life import OVER, RoundState, ScoreStage, SheetState
from tracker.domain.local_time import local_day
from tracker.domain.reminder_ladder import ReminderRule, RuleKind, Span, Standing
from tracker.models import (
    Event,
    IndexDeed,
    IndexRound,
    IndexSheet,
    SheetCharge,
    SheetQuestion,
    SheetScore,
)
from tracker.queries.due_things import About, Due, Morning, Whose, end_of, start_of

_WITH_UNIT = sorted({SheetState.SCORING, SheetState.CHECKED})
_LAST_DAY = func.coalesce(IndexSheet.open_until, IndexRound.to_on)

_ITEM_IS_SCORED = exists().where(
    SheetScore.sheet_id == SheetCharge.sheet_id,
    SheetScore.item_id == SheetCharge.item_id,
    SheetScore.stage == ScoreStage.SELF,
)


def due_to_lock(session: Session, morning: Morning) -> Iterator[Due]:
    """Every sheet that its unit has not locked, by the last day of scoring."""
    for rule, span in _spans(morning, RuleKind.SHEET):
        waiting = _sheets_to_lock().where(
            IndexSheet.office_id == morning.office_id,
            span.from_on <= _LAST_DAY,
            span.to_on >= _LAST_DAY,
        )
        for row in session.execute(waiting):
            since = _reopened_at(session, row.id) if row.open_until else row.opened_at
            found = _due((rule, span), morning, row.day, since)
            if found is not None:
                yield found._replace(
                    subject=_sheet_key(row), about=About(sheet_id=row.id), whose=Whose(row.unit_id)
                )


def due_to_prepare(session: Session, morning: Morning) -> Iterator[Due]:
    """What an officer has to score until a day: all items of that day are one thing."""
    for rule, span in _spans(morning, RuleKind.CHARGE):
        waiting = _charges_to_prepare().where(
            IndexSheet.office_id == morning.office_id,
            SheetCharge.due_on >= span.from_on,
            SheetCharge.due_on <= span.to_on,
        )
        for subject, rows in groupby(session.execute(waiting), key=_charge_key):
            row = next(iter(rows))
            found = _due((rule, span), morning, row.due_on, row.set_at or row.opened_at)
            if found is not None:
                yield found._replace(
                    subject=subject,
                    about=About(sheet_id=row.id, item_id=row.item_id),
                    whose=Whose(row.unit_id, row.user_id),
                )


def due_to_explain(session: Session, morning: Morning) -> Iterator[Due]:
    """Every request for explanation that waits for the unit's answer, by the day it was asked."""
    for rule, span in _spans(morning, RuleKind.QUESTION):
        waiting = _questions().where(
            IndexSheet.office_id == morning.office_id,
            SheetQuestion.asked_at >= start_of(span.from_on),
            SheetQuestion.asked_at < end_of(span.to_on),
        )
        for row in session.execute(waiting):
            found = _due((rule, span), morning, local_day(row.asked_at), row.asked_at)
            if found is not None:
                yield found._replace(
                    subject=f"question:{row.question_id}",
                    about=About(sheet_id=row.id, question_id=row.question_id),
                    whose=Whose(row.unit_id, row.user_id),
                )


def owed_subjects(session: Session, sheet_ids: Collection[int]) -> set[str]:
    """The subjects of these sheets that still wait, as the ledger's keys name them."""
    of_these = IndexSheet.id.in_(sheet_ids)
    found = {_sheet_key(row) for row in session.execute(_sheets_to_lock().where(of_these))}
    found |= {_charge_key(row) for row in session.execute(_charges_to_prepare().where(of_these))}
    questions = session.execute(_questions().where(of_these))
    return found | {f"question:{row.question_id}" for row in questions}


def _sheets_to_lock() -> Select[*tuple[Any, ...]]:
    return (
        select(
            IndexSheet.id,
            IndexSheet.unit_id,
            IndexSheet.open_until,
            IndexRound.opened_at,
            _LAST_DAY.label("day"),
        )
        .join(IndexRound, IndexRound.id == IndexSheet.round_id)
        .where(_round_runs(), IndexSheet.state.in_(_WITH_UNIT))
        .order_by(IndexSheet.id)
    )


def _charges_to_prepare() -> Select[*tuple[Any, ...]]:
    return (
        select(
            IndexSheet.id,
            IndexSheet.unit_id,
            SheetCharge.item_id,
            SheetCharge.user_id,
            SheetCharge.due_on,
            SheetCharge.set_at,
            IndexRound.opened_at,
        )
        .join(IndexSheet, IndexSheet.id == SheetCharge.sheet_id)
        .join(IndexRound, IndexRound.id == IndexSheet.round_id)
        .where(
            _round_runs(),
            IndexSheet.state == SheetState.SCORING,
            SheetCharge.user_id.is_not(None),
            SheetCharge.due_on.is_not(None),
            ~_ITEM_IS_SCORED,
        )
        .order_by(IndexSheet.id, SheetCharge.user_id, SheetCharge.due_on, SheetCharge.item_id)
    )


def _questions() -> Select[*tuple[Any, ...]]:
    return (
        select(
            IndexSheet.id,
            IndexSheet.unit_id,
            SheetQuestion.id.label("question_id"),
            SheetQuestion.asked_at,
            SheetCharge.user_id,
        )
        .join(IndexSheet, IndexSheet.id == SheetQuestion.sheet_id)
        .join(IndexRound, IndexRound.id == IndexSheet.round_id)
        .outerjoin(
            SheetCharge,
            (SheetCharge.sheet_id == SheetQuestion.sheet_id)
            & (SheetCharge.item_id == SheetQuestion.item_id),
        )
        .where(
            SheetQuestion.answered_at.is_(None),
            IndexSheet.state == SheetState.EXPLAINING,
            IndexRound.state.not_in(sorted(OVER)),
        )
        .order_by(SheetQuestion.id)
    )


def _round_runs() -> ColumnElement[bool]:
    return IndexRound.state == RoundState.OPEN


def _sheet_key(row: Row[*tuple[Any, ...]]) -> str:
    """A sheet that was opened again until another day is another thing."""
    return f"sheet:{row.id}/{row.day:%Y%m%d}"


def _charge_key(row: Row[*tuple[Any, ...]]) -> str:
    return f"charge:{row.id}/{row.user_id}/{row.due_on:%Y%m%d}"


def _reopened_at(session: Session, sheet_id: int) -> datetime | None:
    return session.scalar(
        select(func.max(Event.at))
        .join(IndexDeed, IndexDeed.event_id == Event.id)
        .where(IndexDeed.sheet_id == sheet_id, Event.kind == EventKind.SHEET_REOPENED)
    )


def _spans(morning: Morning, kind: RuleKind) -> Iterator[tuple[ReminderRule, Span]]:
    for rule in morning.of_kind(kind):
        for span in rule.spans(morning.day, morning.calendar, made_up=morning.made_up):
            yield rule, span


def _due(
    counts: tuple[ReminderRule, Span], morning: Morning, target: date, since: datetime | None
) -> Due | None:
    """The rung that counts, still without its subject; None where it stood before ``since``."""
    rule, span = counts
    planned_on = span.rung.day(target, morning.calendar, span.occurrence)
    if since is not None and planned_on < local_day(since):
        return None
    standing = Standing(span.rung, span.occurrence, planned_on)
    return Due("", rule, standing, target, 0, About(), Whose())
