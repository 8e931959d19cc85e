"""The life of a leader's instruction on a task (ý kiến chỉ đạo), and what it stands in the way of.

An instruction without an answer keeps its task from being reported as done: the same rule that
offices write into their electronic systems ("chưa trả lời thì chưa kết thúc được").
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from tracker.domain.errors import Conflict, InvalidInput
from tracker.domain.vietnamese import one_line

SHORT = 90


class InstructionState(StrEnum):
    """Where an instruction stands."""

    WAITING = "waiting"
    ANSWERED = "answered"
    ACCEPTED = "accepted"
    WITHDRAWN = "withdrawn"


class InstructionDeedKind(StrEnum):
    """What somebody does with it: the unit answers, the leader does the rest."""

    ANSWER = "answer"
    ACCEPT = "accept"
    ASK_AGAIN = "ask_again"
    WITHDRAW = "withdraw"


_S, _D = InstructionState, InstructionDeedKind

TRANSITIONS: dict[tuple[InstructionState, InstructionDeedKind], InstructionState] = {
    (_S.WAITING, _D.ANSWER): _S.ANSWERED,
    (_S.ANSWERED, _D.ANSWER): _S.ANSWERED,
    (_S.ANSWERED, _D.ACCEPT): _S.ACCEPTED,
    (_S.ANSWERED, _D.ASK_AGAIN): _S.WAITING,
    (_S.ACCEPTED, _D.ASK_AGAIN): _S.WAITING,
    (_S.WAITING, _D.WITHDRAW): _S.WITHDRAWN,
    (_S.ANSWERED, _D.WITHDRAW): _S.WITHDRAWN,
}
"""A unit may better its answer until the leader has accepted it."""


def state_after(state: InstructionState, deed: InstructionDeedKind) -> InstructionState:
    """Where the instruction stands after the deed; Conflict when that is not possible."""
    try:
        return TRANSITIONS[state, deed]
    except KeyError:
        raise Conflict(
            "Ý kiến chỉ đạo này đã được xử lý đến bước khác. "
            "Hãy mở lại trang nhiệm vụ để xem tình trạng hiện tại."
        ) from None


def blocks_hand_in(state: InstructionState) -> bool:
    """Only what the unit still has to answer; an answer that the leader has not read does not."""
    return state is InstructionState.WAITING


def check_hand_in(instructions: Iterable[tuple[InstructionState, str]]) -> None:
    """Refuse a hand-in while an instruction of the task waits for its answer.

    ``instructions``: state and words of each. Raises InvalidInput.
    """
    waiting = [text for state, text in instructions if blocks_hand_in(state)]
    if not waiting:
        return
    words = one_line(waiting[0])
    raise InvalidInput(
        "Còn %(n)s ý kiến chỉ đạo chưa trả lời (“%(text)s”). "
        "Hãy trả lời ý kiến chỉ đạo rồi báo cáo hoàn thành.",
        code="unanswered_instruction",
        n=len(waiting),
        text=words if len(words) <= SHORT else words[:SHORT].rsplit(" ", 1)[0] + "…",
    )
