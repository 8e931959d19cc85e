"""What proves that a sealed round is untouched: one hash over set, sheets, scores and papers."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.history import EventKind
from tracker.domain.index_life import RoundState
from tracker.domain.index_numbers import plain, rounded
from tracker.domain.sentences import Sentence, say
from tracker.models import (
    Event,
    IndexDeed,
    IndexItem,
    IndexRound,
    IndexSheet,
    SheetPaper,
    SheetScore,
)


def content_hash(session: Session, round_: IndexRound) -> str:
    """SHA-256 over everything that decides the result, in a fixed order, a line a row."""
    digest = hashlib.sha256()
    for line in _lines(session, round_):
        digest.update(json.dumps(line, ensure_ascii=False, sort_keys=True).encode())
        digest.update(b"\n")
    return digest.hexdigest()


def verify(session: Session, round_: IndexRound) -> list[Sentence]:
    """What is not as it was sealed; empty for an untouched round (and for one not sealed yet)."""
    if round_.state is not RoundState.SEALED:
        return []
    faults: list[Sentence] = []
    if content_hash(session, round_) != round_.seal:
        faults.append(say("Điểm, phiếu hoặc bộ chỉ số không còn như khi niêm phong."))
    event = session.scalar(
        select(Event)
        .join(IndexDeed, IndexDeed.event_id == Event.id)
        .where(IndexDeed.round_id == round_.id, Event.kind == EventKind.INDEX_ROUND_SEALED)
        .order_by(Event.id.desc())
        .limit(1)
    )
    if event is None or event.data.get("seal") != round_.seal:
        faults.append(say("Mã niêm phong không khớp với nhật ký."))
    return faults


def _lines(session: Session, round_: IndexRound) -> Iterator[list[Any]]:
    yield [
        "round", round_.id, round_.name, round_.from_on.isoformat(), round_.to_on.isoformat(),
        round_.tie_rule.value, round_.grades, round_.decision_number,
        round_.decision_on.isoformat() if round_.decision_on else None,
    ]  # fmt: skip
    for item in session.scalars(
        select(IndexItem).where(IndexItem.set_id == round_.set_id).order_by(IndexItem.id)
    ):
        yield [
            "item", item.id, item.parent_id, item.code, item.name, plain(rounded(item.maximum)),
            item.side.value, item.method.value, item.rule, item.not_applicable.value,
        ]  # fmt: skip
    of_round = select(IndexSheet.id).where(IndexSheet.round_id == round_.id)
    for row in session.execute(
        select(IndexSheet.id, IndexSheet.unit_id, IndexSheet.state)
        .where(IndexSheet.round_id == round_.id)
        .order_by(IndexSheet.id)
    ):
        yield ["sheet", row.id, row.unit_id, row.state.value]
    for score in session.execute(
        select(
            SheetScore.sheet_id, SheetScore.item_id, SheetScore.stage, SheetScore.points,
            SheetScore.maximum, SheetScore.answer, SheetScore.note,
        )
        .where(SheetScore.sheet_id.in_(of_round))
        .order_by(SheetScore.sheet_id, SheetScore.item_id, SheetScore.stage)
    ):  # fmt: skip
        yield [
            "score", score.sheet_id, score.item_id, score.stage.value,
            plain(rounded(score.points)), plain(rounded(score.maximum)), score.answer, score.note,
        ]  # fmt: skip
    for paper in session.execute(
        select(SheetPaper.sheet_id, SheetPaper.blob_sha256)
        .where(SheetPaper.sheet_id.in_(of_round))
        .order_by(SheetPaper.id)
    ):
        yield ["paper", paper.sheet_id, paper.blob_sha256]
