"""Places, ties and bands of a round; what may follow what."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tracker.domain.errors import Conflict, InvalidInput
from tracker.domain.index_life import (
    WRITABLE,
    RoundState,
    ScoreStage,
    SheetDeedKind,
    SheetState,
    check_writable,
    sheet_after,
)
from tracker.domain.index_ranking import (
    USUAL_GRADES,
    Entrant,
    Grade,
    TieRule,
    check_grades,
    grade_of,
    rank,
)

D = Decimal
FIVE = [
    Entrant(1, D("78.40"), D(55), D("23.4")),
    Entrant(2, D("91.00"), D(65), D(26)),
    Entrant(3, D("78.40"), D(54), D("24.4")),
    Entrant(4, D("60.00"), D(40), D(20)),
    Entrant(5, D("78.40"), D(55), D("23.4")),
]


@pytest.mark.parametrize(
    ("tie", "places"),
    [
        (TieRule.SHARED, {2: 1, 1: 2, 3: 2, 5: 2, 4: 5}),
        (TieRule.SELF_PART, {2: 1, 1: 2, 5: 2, 3: 4, 4: 5}),
        (TieRule.SURVEY_PART, {2: 1, 3: 2, 1: 3, 5: 3, 4: 5}),
    ],
)
def test_places(tie: TieRule, places: dict[int, int]) -> None:
    found = rank(FIVE, tie)
    assert {one.key: one.place for one in found} == places
    assert {one.key for one in found if one.shared} >= {1, 5}


def test_bands_begin_where_they_say() -> None:
    check_grades(USUAL_GRADES)
    words = [grade_of(D(index), USUAL_GRADES) for index in ("90", "89.99", "50", "0", "-1")]
    assert words == ["Xuất sắc", "Tốt", "Trung bình", "Yếu", "Yếu"]
    for wrong in ([Grade("A", D(90))], [Grade("A", D(70)), Grade("B", D(80)), Grade("C", D(0))]):
        with pytest.raises(InvalidInput):
            check_grades(wrong)


def test_every_deed_leads_somewhere_or_is_refused() -> None:
    sheet = SheetState.SCORING
    for deed in (
        SheetDeedKind.CHECK, SheetDeedKind.LOCK, SheetDeedKind.ASK, SheetDeedKind.EXPLAIN,
        SheetDeedKind.PASS_TO_COUNCIL, SheetDeedKind.DECIDE,
    ):  # fmt: skip
        sheet = sheet_after(sheet, deed)
    assert sheet is SheetState.DECIDED
    with pytest.raises(Conflict):
        sheet_after(SheetState.SCORING, SheetDeedKind.LOCK)
    with pytest.raises(Conflict):
        sheet_after(SheetState.DECIDED, SheetDeedKind.REOPEN)


def test_locked_means_locked() -> None:
    for stage in ScoreStage:
        for state in SheetState:
            if state in WRITABLE[stage]:
                check_writable(stage, state, RoundState.OPEN)
                with pytest.raises(Conflict):
                    check_writable(stage, state, RoundState.SEALED)
            else:
                with pytest.raises(Conflict):
                    check_writable(stage, state, RoundState.OPEN)
