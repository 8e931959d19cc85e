"""What the chain notices: an edit, a deletion, an insertion, a cut tail, a foreign key."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from tracker.domain.history_chain import FIRST, Fault, FaultKind, Head, Keys, Link, faults
from tracker.domain.task_status import TaskStatus

KEYS = Keys(["the office's key"])
AT = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)

Chain = list[tuple[Link, dict[str, Any] | None]]


def chain(count: int, keys: Keys = KEYS) -> Chain:
    """Deeds numbered from 1, sealed as they happened; the events are 101, 102 …"""
    before, found = FIRST, Chain()
    for seq in range(1, count + 1):
        values = {"id": 100 + seq, "at": AT, "note": f"việc {seq}", "to": TaskStatus.SUBMITTED}
        before = keys.seal(before, values)
        found.append((Link(seq, 100 + seq, before, keys.current), values))
    return found


def check(
    rows: Chain, *, outside: tuple[int, ...] = (), heads: tuple[Head, ...] = ()
) -> list[Fault]:
    return list(faults(rows, outside=outside, heads=heads, keys=KEYS))


def test_an_untouched_history_has_no_fault() -> None:
    rows = chain(5)
    head = Head(5, rows[-1][0].seal)
    assert check(rows, heads=(head,)) == []


@pytest.mark.parametrize("place", [0, 2, 4], ids=["first", "middle", "last"])
@pytest.mark.parametrize("column", ["note", "at", "to"])
def test_one_edit_is_one_fault(place: int, column: str) -> None:
    rows = chain(5)
    link, values = rows[place]
    rows[place] = (link, {**(values or {}), column: "khác"})
    assert check(rows) == [Fault(FaultKind.EDITED, place + 1, 101 + place)]


def test_an_edit_with_a_seal_made_up_for_it_breaks_there_and_behind() -> None:
    rows = chain(5)
    link, values = rows[2]
    forged = Keys(["a guessed key"]).seal(rows[1][0].seal, {**(values or {}), "note": "khác"})
    rows[2] = (Link(3, link.event_id, forged, KEYS.current), {**(values or {}), "note": "khác"})
    assert [fault.seq for fault in check(rows)] == [3, 4]


def test_a_deleted_event_whose_link_stayed() -> None:
    rows = chain(4)
    rows[1] = (rows[1][0], None)
    assert check(rows) == [Fault(FaultKind.DELETED, 2, 102)]


def test_an_event_deleted_together_with_its_link() -> None:
    rows = chain(4)
    del rows[1]
    assert check(rows) == [Fault(FaultKind.DELETED, 2, None)]


def test_closing_the_gap_by_renumbering_is_noticed() -> None:
    rows = chain(4)
    del rows[1]
    renumbered: Chain = [
        (Link(seq, link.event_id, link.seal, link.key_id), values)
        for seq, (link, values) in enumerate(rows, start=1)
    ]
    assert Fault(FaultKind.EDITED, 2, 103) in check(renumbered)


def test_an_event_without_a_link_was_put_in() -> None:
    assert check(chain(3), outside=(777,)) == [Fault(FaultKind.INSERTED, None, 777)]


def test_a_cut_tail_is_noticed_by_a_head_that_was_handed_out() -> None:
    rows = chain(6)
    head = Head(6, rows[-1][0].seal)
    assert check(rows[:4]) == []
    assert check(rows[:4], heads=(head,)) == [Fault(FaultKind.CUT_OFF, 6, None)]


def test_a_history_written_anew_with_the_key_still_differs_from_the_head() -> None:
    head = Head(3, chain(3)[-1][0].seal)
    rows = chain(2)
    values = {"id": 103, "note": "việc khác"}
    seal = KEYS.seal(rows[-1][0].seal, values)
    rows.append((Link(3, 103, seal, KEYS.current), values))
    assert check(rows, heads=(head,)) == [Fault(FaultKind.EDITED, 3, 103)]


def test_after_a_change_of_keys_the_old_one_still_proves() -> None:
    rows = chain(2)
    both = Keys(["the office's key", "the new key"])
    values = {"id": 103, "note": "việc 3"}
    rows.append((Link(3, 103, both.seal(rows[-1][0].seal, values), both.current), values))
    assert list(faults(rows, outside=(), heads=(), keys=both)) == []
    assert check(rows) == [Fault(FaultKind.UNKNOWN_KEY, 3, 103)]
