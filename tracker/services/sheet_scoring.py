"""Writing a score: the unit's own, the appraiser's, the council's; each with its history row."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.errors import Conflict, InvalidInput, NotAllowed, NotFound
from tracker.domain.history import EventKind
from tracker.domain.index_answer import Answer
from tracker.domain.index_life import RoundState, ScoreStage, check_writable
from tracker.domain.index_numbers import check_points, points_text
from tracker.domain.index_rule import ScoringKind, rule_from_json
from tracker.domain.index_scoring import Scored, score
from tracker.domain.index_tree import Method
from tracker.domain.local_time import local_day
from tracker.domain.vietnamese import day_words
from tracker.models import IndexItem, IndexSheet, SheetScore, SheetScoreChange
from tracker.permissions import Actor
from tracker.permissions.predicates import runs_index
from tracker.queries.index_measures import measured
from tracker.services.index_history import told_of_sheet
from tracker.services.loading import for_change

_KINDS = {
    ScoreStage.SELF: EventKind.SHEET_SCORED,
    ScoreStage.APPRAISAL: EventKind.SHEET_APPRAISED,
    ScoreStage.FINAL: EventKind.COUNCIL_SCORED,
}


@dataclass(frozen=True, slots=True)
class Statement:
    """What somebody states for one item: an answer, points (None: as reckoned), words."""

    answer: Answer = field(default_factory=Answer)
    points: Decimal | None = None
    note: str = ""
    version: int | None = None
    """Of the score as it was seen; 0 where there was none; None skips the comparison."""


def score_self(
    session: Session,
    *,
    sheet_id: int,
    item_id: int,
    said: Statement,
    actor: Actor,
    now: datetime,
) -> SheetScore:
    """The unit's own score. Points that differ from what the rule reckons need their reason.

    Raises InvalidInput at the field; NotAllowed for an item that is asked of people; Conflict
    after the lock, outside the round's days, or when a colleague was faster.
    """
    sheet, item = _loaded(session, sheet_id, item_id, ScoreStage.SELF)
    _check_days(sheet, now)
    if item.method is Method.SURVEY:
        raise NotAllowed("Điểm điều tra xã hội học không do đơn vị tự chấm.")
    answer = _with_measure(session, sheet, item, said.answer, now)
    suggested = suggestion(item, answer)
    points, maximum = _points(item, suggested, said.points)
    if suggested is not None and points != suggested.points and not said.note.strip():
        raise InvalidInput(
            "Điểm tự chấm %(points)s khác điểm tính theo quy tắc %(suggested)s. "
            "Hãy ghi giải trình.",
            field="note",
            points=points_text(points),
            suggested=points_text(suggested.points),
        )
    return _write(
        session, sheet, item, ScoreStage.SELF,
        Written(points, maximum, suggested, answer, said.note.strip(), said.version),
        actor=actor, now=now,
    )  # fmt: skip


def appraise(
    session: Session,
    *,
    sheet_id: int,
    item_id: int,
    said: Statement,
    actor: Actor,
    now: datetime,
) -> SheetScore:
    """An appraiser's score beside the unit's; a deviation needs its reason.

    An item asked of people takes its share from the organiser. Raises NotAllowed for an item
    that another unit appraises.
    """
    sheet, item = _loaded(session, sheet_id, item_id, ScoreStage.APPRAISAL)
    check_appraiser(sheet, item, actor)
    own = score_of(session, sheet_id, item_id, ScoreStage.SELF)
    suggested = suggestion(item, said.answer)
    points, maximum = _points(item, suggested, said.points)
    if suggested is None and own is not None:
        maximum = own.maximum
        check_points(points, most=maximum, field="points")
    before = own.points if own is not None else None
    _check_deviation(points, before, said.note, "điểm tự chấm")
    return _write(
        session, sheet, item, ScoreStage.APPRAISAL,
        Written(points, maximum, suggested, said.answer, said.note.strip(), said.version),
        actor=actor, now=now,
    )  # fmt: skip


def decide(
    session: Session,
    *,
    sheet_id: int,
    item_id: int,
    said: Statement,
    actor: Actor,
    now: datetime,
) -> SheetScore:
    """The council's points for one item; a deviation from the appraisal needs its reason."""
    sheet, item = _loaded(session, sheet_id, item_id, ScoreStage.FINAL)
    appraised = score_of(session, sheet_id, item_id, ScoreStage.APPRAISAL)
    if said.points is None:
        raise InvalidInput("Hãy ghi điểm hội đồng quyết định.", field="points")
    maximum = appraised.maximum if appraised is not None else item.maximum
    check_points(said.points, most=maximum, field="points")
    before = appraised.points if appraised is not None else None
    _check_deviation(said.points, before, said.note, "điểm thẩm định")
    return _write(
        session, sheet, item, ScoreStage.FINAL,
        Written(said.points, maximum, None, Answer(), said.note.strip(), said.version),
        actor=actor, now=now,
    )  # fmt: skip


def suggestion(item: IndexItem, answer: Answer) -> Scored | None:
    """What the item's rule reckons from an answer; InvalidInput at the field of the answer."""
    if item.rule is None:
        raise NotFound("Mục này không chấm điểm trực tiếp.")
    try:
        return score(
            rule_from_json(item.rule), item.maximum, answer, not_applicable=item.not_applicable
        )
    except InvalidInput as error:
        error.field = error.field or "answer"
        raise


def score_of(session: Session, sheet_id: int, item_id: int, stage: ScoreStage) -> SheetScore | None:
    """One cell of a sheet."""
    return session.scalar(
        select(SheetScore).where(
            SheetScore.sheet_id == sheet_id,
            SheetScore.item_id == item_id,
            SheetScore.stage == stage,
        )
    )


def appraises(sheet: IndexSheet, item: IndexItem, actor: Actor) -> bool:
    """Whether the item is the actor's to appraise; nobody appraises the own unit by its field."""
    if runs_index(actor, sheet):
        return True
    return item.appraiser_unit_id in actor.unit_ids and sheet.unit_id not in actor.unit_ids


def check_appraiser(sheet: IndexSheet, item: IndexItem, actor: Actor) -> None:
    """Raise NotAllowed unless ``appraises``."""
    if not appraises(sheet, item, actor):
        raise NotAllowed("Nội dung này do đơn vị khác thẩm định.")


@dataclass(frozen=True, slots=True)
class Written:
    """What goes into the row."""

    points: Decimal
    maximum: Decimal
    suggested: Scored | None
    answer: Answer
    note: str
    version: int | None


def _loaded(
    session: Session, sheet_id: int, item_id: int, stage: ScoreStage
) -> tuple[IndexSheet, IndexItem]:
    sheet = for_change(session, IndexSheet, sheet_id)
    item = session.get(IndexItem, item_id)
    if item is None or item.set_id != sheet.round.set_id or item.rule is None:
        raise NotFound("Không tìm thấy nội dung chấm điểm này.")
    check_writable(stage, sheet.state, sheet.round.state)
    return sheet, item


def _check_days(sheet: IndexSheet, now: datetime) -> None:
    round_, today = sheet.round, local_day(now)
    last = sheet.open_until or round_.to_on
    if today < round_.from_on:
        raise Conflict("Đợt đánh giá mở từ ngày %(day)s.", day=day_words(round_.from_on))
    if today > last or (round_.state is RoundState.CLOSED and sheet.open_until is None):
        raise Conflict(
            "Đã hết thời gian tự chấm điểm (đến hết ngày %(day)s). Nếu cần, hãy đề nghị mở lại "
            "phiếu.",
            day=day_words(last),
        )


def _with_measure(
    session: Session, sheet: IndexSheet, item: IndexItem, answer: Answer, now: datetime
) -> Answer:
    """What tracking measured takes the place of whatever was typed."""
    rule = rule_from_json(item.rule or {})
    if rule.kind is not ScoringKind.TRACKING or rule.measure is None or answer.not_applicable:
        return answer
    found = measured(
        session,
        office_id=sheet.office_id,
        unit_id=sheet.unit_id,
        year=sheet.round.index_set.year,
        as_of=local_day(now),
    ).answer(rule.measure)
    return replace(found, not_applicable=False)


def _points(
    item: IndexItem, suggested: Scored | None, typed: Decimal | None
) -> tuple[Decimal, Decimal]:
    if suggested is None and typed is None:
        raise InvalidInput("Hãy ghi số liệu để tính điểm, hoặc ghi điểm.", field="answer")
    maximum = suggested.maximum if suggested is not None else item.maximum
    points = typed if typed is not None else (suggested.points if suggested else Decimal(0))
    check_points(points, most=maximum, field="points")
    return points, maximum


def _check_deviation(points: Decimal, before: Decimal | None, note: str, what: str) -> None:
    if before is None or points == before or note.strip():
        return
    raise InvalidInput(
        "Điểm %(points)s khác %(what)s %(before)s. Hãy ghi lý do.",
        field="note",
        points=points_text(points),
        what=what,
        before=points_text(before),
    )


def _write(
    session: Session,
    sheet: IndexSheet,
    item: IndexItem,
    stage: ScoreStage,
    written: Written,
    *,
    actor: Actor,
    now: datetime,
) -> SheetScore:
    row = score_of(session, sheet.id, item.id, stage)
    seen = written.version
    if seen is not None and seen != (row.row_version if row is not None else 0):
        raise Conflict(
            "Nội dung này vừa được người khác thay đổi. Hãy xem bản mới nhất rồi thực hiện lại.",
            code="stale_version",
        )
    before = row.points if row is not None else None
    if row is None:
        row = SheetScore(sheet_id=sheet.id, item_id=item.id, stage=stage)
        session.add(row)
    row.points, row.maximum = written.points, written.maximum
    row.suggested = written.suggested.points if written.suggested is not None else None
    row.answer, row.note = written.answer.to_json(), written.note
    row.at, row.by_id = now, actor.user_id
    session.add(
        SheetScoreChange(
            sheet_id=sheet.id, item_id=item.id, stage=stage, points_before=before,
            points_after=row.points, answer=row.answer, note=row.note, at=now,
            by_id=actor.user_id,
        )
    )  # fmt: skip
    told_of_sheet(
        session, sheet, _KINDS[stage], actor=actor, now=now,
        note=f"{item.code}: {points_text(row.points)} điểm", item=item.id,
    )  # fmt: skip
    return row
