"""The life of a set, a round and a sheet, as tables of what may follow what."""

from __future__ import annotations

from enum import StrEnum

from tracker.domain.errors import Conflict


class SetState(StrEnum):
    """A set in use is never changed, only superseded by a newer version."""

    DRAFT = "draft"
    IN_USE = "in_use"
    SUPERSEDED = "superseded"


class RoundState(StrEnum):
    """Open to the units, closed to them, published, sealed for good."""

    OPEN = "open"
    CLOSED = "closed"
    PUBLISHED = "published"
    SEALED = "sealed"


class SheetState(StrEnum):
    """Where one unit's sheet lies."""

    SCORING = "scoring"
    CHECKED = "checked"
    LOCKED = "locked"
    EXPLAINING = "explaining"
    APPRAISED = "appraised"
    DECIDED = "decided"


class ScoreStage(StrEnum):
    """The three scores that stand side by side."""

    SELF = "self"
    APPRAISAL = "appraisal"
    FINAL = "final"


class SheetDeedKind(StrEnum):
    """What moves a sheet on, or back."""

    CHECK = "check"
    GIVE_BACK = "give_back"
    LOCK = "lock"
    REOPEN = "reopen"
    ASK = "ask"
    EXPLAIN = "explain"
    PASS_TO_COUNCIL = "pass_to_council"  # noqa: S105 — a deed
    RETURN_TO_APPRAISAL = "return_to_appraisal"
    DECIDE = "decide"
    UNDECIDE = "undecide"


_S, _D = SheetState, SheetDeedKind

MOVES: dict[tuple[SheetState, SheetDeedKind], SheetState] = {
    (_S.SCORING, _D.CHECK): _S.CHECKED,
    (_S.CHECKED, _D.GIVE_BACK): _S.SCORING,
    (_S.CHECKED, _D.LOCK): _S.LOCKED,
    (_S.LOCKED, _D.REOPEN): _S.SCORING,
    (_S.EXPLAINING, _D.REOPEN): _S.SCORING,
    (_S.LOCKED, _D.ASK): _S.EXPLAINING,
    (_S.EXPLAINING, _D.ASK): _S.EXPLAINING,
    (_S.EXPLAINING, _D.EXPLAIN): _S.LOCKED,
    (_S.LOCKED, _D.PASS_TO_COUNCIL): _S.APPRAISED,
    (_S.APPRAISED, _D.RETURN_TO_APPRAISAL): _S.LOCKED,
    (_S.APPRAISED, _D.DECIDE): _S.DECIDED,
    (_S.DECIDED, _D.UNDECIDE): _S.APPRAISED,
}

#: In which states of its sheet a score of each stage may be written; the database asks it too.
WRITABLE: dict[ScoreStage, frozenset[SheetState]] = {
    ScoreStage.SELF: frozenset({_S.SCORING}),
    ScoreStage.APPRAISAL: frozenset({_S.LOCKED, _S.EXPLAINING}),
    ScoreStage.FINAL: frozenset({_S.APPRAISED}),
}

#: A round in one of these takes no score any more.
OVER = frozenset({RoundState.PUBLISHED, RoundState.SEALED})


def sheet_after(state: SheetState, deed: SheetDeedKind) -> SheetState:
    """Where the deed leads. Raises Conflict where it cannot be done."""
    found = MOVES.get((state, deed))
    if found is None:
        raise Conflict(
            "Phiếu chấm điểm đang ở bước khác nên không thực hiện được việc này. "
            "Hãy xem tình trạng mới nhất của phiếu."
        )
    return found


def check_writable(stage: ScoreStage, sheet: SheetState, round_: RoundState) -> None:
    """Raises Conflict for a score after the lock."""
    if round_ in OVER:
        raise Conflict("Đợt đánh giá đã công bố kết quả, không sửa được điểm.")
    if sheet not in WRITABLE[stage]:
        raise Conflict("Phiếu đã chốt ở bước này, không sửa được điểm.")
