"""From the appraisal to the council and its decision, column by column."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from sqlalchemy.orm import Session

from tracker.domain.errors import InvalidInput
from tracker.domain.history import EventKind
from tracker.domain.index_answer import Answer
from tracker.domain.index_life import ScoreStage, SheetDeedKind
from tracker.domain.index_numbers import points_text
from tracker.domain.index_survey import GroupResult, RespondentGroup, share_of
from tracker.domain.labels import LABELS
from tracker.models import IndexSheet, SheetScore, SheetScoreChange
from tracker.permissions import Actor
from tracker.queries.index_sheets import SheetView, sheet_view
from tracker.queries.survey_results import found_by_item
from tracker.services import index_notices
from tracker.services.index_history import told_of_sheet
from tracker.services.loading import for_change
from tracker.services.sheet_moves import codes_of, moved, moved_back, reason_of
from tracker.services.sheet_scoring import Statement, appraise


def pass_to_council(
    session: Session, *, sheet_id: int, version: int | None, actor: Actor, now: datetime
) -> IndexSheet:
    """Appraisal is over: what nobody changed is agreed with, and stands in the column too.

    Raises InvalidInput while an item asked of people has no share yet.
    """
    sheet = for_change(session, IndexSheet, sheet_id, version=version)
    _fill_from_survey(session, sheet, actor=actor, now=now)
    view = sheet_view(session, sheet)
    unasked = [
        row for row in view.leaves if row.is_survey and ScoreStage.APPRAISAL not in row.scores
    ]
    if unasked:
        raise InvalidInput("Chưa có điểm điều tra xã hội học: %(codes)s.", codes=codes_of(unasked))
    _fill_column(session, view, ScoreStage.SELF, ScoreStage.APPRAISAL, actor=actor, now=now)
    moved(session, sheet_id, version, SheetDeedKind.PASS_TO_COUNCIL)
    told_of_sheet(session, sheet, EventKind.SHEET_PASSED, actor=actor, now=now)
    return sheet


def return_to_appraisal(
    session: Session,
    *,
    sheet_id: int,
    version: int | None,
    reason: str,
    actor: Actor,
    now: datetime,
) -> IndexSheet:
    """The council wants it appraised anew."""
    return moved_back(
        session, sheet_id=sheet_id, version=version, deed=SheetDeedKind.RETURN_TO_APPRAISAL,
        event=EventKind.SHEET_RETURNED, reason=reason, missing="Hãy ghi lý do chuyển lại.",
        actor=actor, now=now,
    )  # fmt: skip


def decide_sheet(
    session: Session,
    *,
    sheet_id: int,
    version: int | None,
    basis: str,
    actor: Actor,
    now: datetime,
) -> IndexSheet:
    """The council agrees with the sheet; what it did not change stands as appraised."""
    sheet = for_change(session, IndexSheet, sheet_id, version=version)
    words = reason_of(basis, "Hãy ghi căn cứ: biên bản họp hội đồng (số, ngày).", field="basis")
    view = sheet_view(session, sheet)
    _fill_column(session, view, ScoreStage.APPRAISAL, ScoreStage.FINAL, actor=actor, now=now)
    moved(session, sheet_id, version, SheetDeedKind.DECIDE)
    event = told_of_sheet(
        session, sheet, EventKind.SHEET_DECIDED, actor=actor, now=now, basis=words
    )
    index_notices.unit_told(
        session, sheet, event.id, subject="Hội đồng đã thông qua phiếu chấm điểm",
        text=f"Hội đồng đã quyết định điểm của đơn vị trong {sheet.round.name}.",
        actor=actor, now=now,
    )  # fmt: skip
    return sheet


def undecide(
    session: Session,
    *,
    sheet_id: int,
    version: int | None,
    reason: str,
    actor: Actor,
    now: datetime,
) -> IndexSheet:
    """The council looks at it again, before the result is published."""
    return moved_back(
        session, sheet_id=sheet_id, version=version, deed=SheetDeedKind.UNDECIDE,
        event=EventKind.SHEET_UNDECIDED, reason=reason, missing="Hãy ghi lý do xem xét lại.",
        actor=actor, now=now,
    )  # fmt: skip


def _fill_column(
    session: Session,
    view: SheetView,
    source: ScoreStage,
    target: ScoreStage,
    *,
    actor: Actor,
    now: datetime,
) -> None:
    """Copy what stands in ``source`` wherever ``target`` says nothing; unscored items get 0."""
    for row in view.leaves:
        if target in row.scores:
            continue
        before = row.scores.get(source)
        points = before.points if before is not None else Decimal(0)
        session.add(
            SheetScore(
                sheet_id=view.sheet.id, item_id=row.item.id, stage=target, points=points,
                maximum=before.maximum if before is not None else row.item.maximum,
                answer={}, note="", at=now, by_id=actor.user_id,
            )
        )  # fmt: skip
        session.add(
            SheetScoreChange(
                sheet_id=view.sheet.id, item_id=row.item.id, stage=target, points_after=points,
                answer={}, note="", at=now, by_id=actor.user_id,
            )
        )  # fmt: skip
    session.flush()


def _fill_from_survey(session: Session, sheet: IndexSheet, *, actor: Actor, now: datetime) -> None:
    """Items asked of people take their share from the survey’s results, where enough answered."""
    found = found_by_item(session, sheet.round_id, sheet.unit_id)
    for row in sheet_view(session, sheet).leaves:
        results = found.get((sheet.unit_id, row.item.id), [])
        share = share_of(results)
        if row.is_survey and ScoreStage.APPRAISAL not in row.scores and share is not None:
            appraise(
                session, sheet_id=sheet.id, item_id=row.item.id,
                said=Statement(Answer(value=share), note=_where_from(results)),
                actor=actor, now=now,
            )  # fmt: skip


def _where_from(results: Sequence[GroupResult]) -> str:
    """ "Theo kết quả điều tra xã hội học. Người dân: 30 phiếu, 82,50%." """
    groups = "; ".join(
        f"{LABELS[RespondentGroup][one.group]}: {one.answered} phiếu, {points_text(one.share)}%"
        for one in results
    )
    return f"Theo kết quả điều tra xã hội học. {groups}."
