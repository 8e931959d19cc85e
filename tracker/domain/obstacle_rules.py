"""The life of a difficulty or proposal as a table; its age and lateness as functions of a day.

Age and lateness are never stored. Passed upward, it waits
with the superior body: the owner's own answer is no longer overdue, but its age counts on.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from tracker.domain.errors import Conflict, InvalidInput
from tracker.domain.vietnamese import day_words


class ObstacleState(StrEnum):
    """Where it stands."""

    WAITING = "waiting"
    PASSED_UP = "passed_up"
    ANSWERED = "answered"
    CLOSED = "closed"


class ObstacleDeedKind(StrEnum):
    """What somebody does with it."""

    ANSWER = "answer"
    HAND_ON = "hand_on"
    PASS_UP = "pass_up"  # noqa: S105 — a deed, not a secret
    ASK_AGAIN = "ask_again"
    CLOSE = "close"


_S, _D = ObstacleState, ObstacleDeedKind

ADMITS: dict[ObstacleState, frozenset[ObstacleDeedKind]] = {
    _S.WAITING: frozenset({_D.ANSWER, _D.HAND_ON, _D.PASS_UP, _D.CLOSE}),
    _S.PASSED_UP: frozenset({_D.ANSWER, _D.PASS_UP, _D.CLOSE}),
    _S.ANSWERED: frozenset({_D.PASS_UP, _D.ASK_AGAIN, _D.CLOSE}),
    _S.CLOSED: frozenset(),
}
"""What each state admits. Passed upward once more, the newest body and paper count."""


_AFTER: dict[ObstacleDeedKind, ObstacleState | None] = {
    _D.ANSWER: _S.ANSWERED,
    _D.HAND_ON: None,
    _D.PASS_UP: _S.PASSED_UP,
    _D.ASK_AGAIN: _S.WAITING,
    _D.CLOSE: _S.CLOSED,
}


def state_after(state: ObstacleState, deed: ObstacleDeedKind) -> ObstacleState:
    """Where it stands after the deed; Conflict when the present state does not admit it."""
    if deed not in ADMITS[state]:
        raise Conflict(
            "Nội dung này đã được xử lý đến bước khác. Hãy mở lại trang để xem tình trạng hiện tại."
        )
    return _AFTER[deed] or state


def age_days(raised_on: date, until: date) -> int:
    """Calendar days since it was raised; 0 on the day itself."""
    return max(0, (until - raised_on).days)


def answer_overdue_days(
    state: ObstacleState, answer_due_on: date | None, answered_on: date | None, on_day: date
) -> int:
    """Calendar days by which the answer is, or came, too late; 0 when it did not."""
    if answer_due_on is None or state in (ObstacleState.PASSED_UP, ObstacleState.CLOSED):
        return 0
    until = on_day if state is ObstacleState.WAITING else answered_on
    return max(0, (until - answer_due_on).days) if until is not None else 0


def check_paper(number: str, paper_on: date | None, today: date) -> None:
    """Half a paper, or one that is dated tomorrow, is none. InvalidInput at the field."""
    if number.strip() and paper_on is None:
        raise InvalidInput("Hãy ghi cả ngày của văn bản.", field="paper_on")
    if paper_on is not None and not number.strip():
        raise InvalidInput("Hãy ghi cả số, ký hiệu của văn bản.", field="number")
    if paper_on is not None and paper_on > today:
        raise InvalidInput(
            "Ngày văn bản (%(paper)s) ở tương lai. Hãy kiểm tra lại.",
            field="paper_on",
            paper=day_words(paper_on),
        )
