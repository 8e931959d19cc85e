"""The life of an instruction as a table; which instructions keep a task from being handed in."""

from __future__ import annotations

import pytest

from tracker.domain.errors import Conflict, InvalidInput
from tracker.domain.instruction_rules import (
    InstructionDeedKind,
    InstructionState,
    check_hand_in,
    state_after,
)

#: state × deed -> state; "." is refused.
LIFE = """
           answer    accept    ask_again  withdraw
waiting    answered  .         .          withdrawn
answered   answered  accepted  waiting    withdrawn
accepted   .         .         waiting    .
withdrawn  .         .         .          .
"""
ROWS = [line.split() for line in LIFE.strip().splitlines()]
CASES = [
    (InstructionState(row[0]), InstructionDeedKind(deed), after)
    for row in ROWS[1:]
    for deed, after in zip(ROWS[0], row[1:], strict=True)
]
W, A, OK, GONE = (
    InstructionState.WAITING,
    InstructionState.ANSWERED,
    InstructionState.ACCEPTED,
    InstructionState.WITHDRAWN,
)


@pytest.mark.parametrize(("state", "deed", "after"), CASES)
def test_every_state_and_every_deed(
    state: InstructionState, deed: InstructionDeedKind, after: str
) -> None:
    if after == ".":
        with pytest.raises(Conflict):
            state_after(state, deed)
    else:
        assert state_after(state, deed) == InstructionState(after)


def test_the_table_is_whole() -> None:
    assert len(CASES) == len(InstructionState) * len(InstructionDeedKind)


@pytest.mark.parametrize(
    ("states", "unanswered"),
    [
        ((), 0),
        ((A,), 0),
        ((OK, GONE), 0),
        ((W,), 1),
        ((A, W, OK), 1),
        ((W, W, GONE), 2),
    ],
)
def test_what_stands_in_the_way_of_a_hand_in(
    states: tuple[InstructionState, ...], unanswered: int
) -> None:
    said = [(state, "Báo cáo rõ nguyên nhân chậm") for state in states]
    if not unanswered:
        check_hand_in(said)
        return
    with pytest.raises(InvalidInput) as refused:
        check_hand_in(said)
    assert f"Còn {unanswered} ý kiến chỉ đạo chưa trả lời" in str(refused.value)
    assert "Báo cáo rõ nguyên nhân chậm" in str(refused.value)
