"""A snapshot keeps every figure and word, says the same next year, and refuses to contradict."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from tracker.domain.deadlines import Timeliness
from tracker.domain.errors import Conflict, InvalidInput
from tracker.domain.figures import Figures, Rate, RegularFigures, UnitFigures, state_of_duty
from tracker.domain.paper_head import Letterhead, PaperNumber, Signer
from tracker.domain.report_snapshot import (
    CompletedRow,
    OverdueRow,
    Remark,
    RemarkKind,
    ReportSnapshot,
    Section,
    SectionWords,
    check,
    from_json,
    from_json_to_show,
    sha256,
    to_json,
)


def two_units() -> ReportSnapshot:
    """Phòng Tư pháp with one task late, Phòng Nội vụ with one done; one duty is common to both."""
    done = Figures(total=1, assigned=1, completed_on_time=1)
    late = Figures(total=2, carried_over=2, open_overdue=1, undated_open=1, cancelled=1)
    both = Figures(
        total=3,
        carried_over=2,
        assigned=1,
        completed_on_time=1,
        open_overdue=1,
        undated_open=1,
        cancelled=1,
    )
    lines = RegularFigures(duties=3, reported=1, reported_late=1, not_reported=1)
    return ReportSnapshot(
        letterhead=Letterhead(
            office="Ủy ban nhân dân huyện An Bình", office_short="UBND huyện", place="An Bình"
        ),
        number=PaperNumber(symbol="BC-UBND"),
        subject="Kết quả thực hiện nhiệm vụ được giao tháng 11 năm 2026",
        period="tháng 11 năm 2026",
        from_on=date(2026, 10, 15),
        to_on=date(2026, 11, 14),
        as_of=date(2026, 11, 14),
        made_at=datetime(2026, 11, 16, 1, 30, tzinfo=UTC),
        signer=Signer(authority=("TM. Ủy ban nhân dân",), post="Chủ tịch", name="Trần Văn Minh"),
        tasks=both,
        duties=Figures(total=2, carried_over=2, open_overdue=1, undated_open=1),
        regular=lines,
        units=(
            UnitFigures(unit_id=1, unit="Phòng Nội vụ", tasks=done, duties=done),
            UnitFigures(
                unit_id=2,
                unit="Phòng Tư pháp",
                tasks=late,
                duties=replace(late, cancelled=0),
                regular=lines,
            ),
        ),
        remarks=(
            Remark(
                kind=RemarkKind.OBSTACLE,
                unit="Phòng Tư pháp",
                text="Thiếu người",
                on=date(2026, 11, 2),
            ),
        ),
        overdue=(
            OverdueRow(
                task="Rà soát văn bản",
                source="Chỉ thị 08/CT-UBND",
                source_on=date(2026, 2, 5),
                lead="Phòng Tư pháp",
                due_on=date(2026, 11, 2),
                days_overdue=12,
            ),
        ),
        words=(
            SectionWords(section=Section.STRENGTHS, text="Các đơn vị chủ động.\nĐúng tiến độ."),
        ),
    )


def test_a_snapshot_comes_back_from_its_text_unchanged() -> None:
    snapshot = replace(two_units(), completed=None)
    assert from_json(to_json(snapshot)) == snapshot
    assert to_json(from_json(to_json(snapshot))) == to_json(snapshot)


def test_the_hash_stands_for_every_figure_and_word() -> None:
    snapshot = two_units()
    assert sha256(to_json(snapshot)) == sha256(to_json(two_units()))
    for changed in (
        replace(snapshot, tasks=replace(snapshot.tasks, refused=1)),
        replace(snapshot, period="tháng 10 năm 2026"),
        replace(snapshot, completed=()),
    ):
        assert sha256(to_json(changed)) != sha256(to_json(snapshot))


def test_the_text_is_readable_vietnamese_with_sorted_keys() -> None:
    text = to_json(two_units())
    assert "Phòng Tư pháp" in text
    assert list(json.loads(text)) == sorted(json.loads(text))


def test_a_snapshot_of_an_older_program_takes_the_defaults() -> None:
    data = json.loads(to_json(two_units()))
    del data["directives"], data["completed"]
    assert from_json(json.dumps(data)) == two_units()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"format": 2}, "newer"),
        ({"chart": "pie"}, "unknown"),
        ({"period": None}, "text is expected|str is expected"),
        ({"from_on": "2026-02-31"}, "from_on"),
        ({"tasks": {"total": "3"}}, "int is expected"),
        ({"tasks": {"total": True}}, "int is expected"),
        ({"units": {}}, "list"),
        ({"words": [{"section": "VI", "text": ""}]}, "section"),
    ],
)
def test_a_text_that_is_no_snapshot_is_refused(change: dict[str, object], words: str) -> None:
    data = json.loads(to_json(two_units())) | change
    with pytest.raises(ValueError, match=words):
        from_json(json.dumps(data))


def test_a_missing_field_without_default_is_refused() -> None:
    data = json.loads(to_json(two_units()))
    del data["signer"]
    with pytest.raises(ValueError, match="signer"):
        from_json(json.dumps(data))


def test_a_time_without_zone_is_not_kept() -> None:
    with pytest.raises(ValueError, match="zone"):
        to_json(replace(two_units(), made_at=datetime(2026, 11, 16, 8, 30)))  # noqa: DTZ001


def test_figures_that_add_up_pass() -> None:
    check(two_units())


def _done(**changes: int) -> Figures:
    return replace(Figures(total=1, assigned=1, completed_on_time=1), **changes)


@pytest.mark.parametrize(
    "wrong",
    [
        replace(two_units(), tasks=replace(two_units().tasks, total=4)),
        replace(two_units(), tasks=replace(two_units().tasks, assigned=2)),
        replace(two_units(), tasks=replace(two_units().tasks, refused=-1)),
        replace(two_units(), duties=replace(two_units().duties, suspended=1)),
        replace(two_units(), duties=Figures(total=4, assigned=4, suspended=4)),
        replace(two_units(), regular=RegularFigures(duties=3, reported=3)),
        replace(two_units(), regular=RegularFigures(duties=4, reported=3)),
        replace(two_units(), units=two_units().units[:1]),
        replace(two_units(), overdue=()),
        replace(two_units(), completed=()),
        replace(
            two_units(),
            units=(
                replace(two_units().units[0], duties=_done(total=2, assigned=2, suspended=1)),
                two_units().units[1],
            ),
        ),
    ],
    ids=[
        "total is not its parts",
        "carried over and assigned are not the total",
        "below zero",
        "states of duties are not their total",
        "duties that no unit has",
        "regular lines are not the units' lines",
        "regular parts are not the duties",
        "a unit is missing from the table",
        "the overdue list is shorter than the figure",
        "the completed list is shorter than the figure",
        "a unit has more duties than tasks",
    ],
)
def test_figures_that_contradict_each_other_are_refused(wrong: ReportSnapshot) -> None:
    with pytest.raises(Conflict, match="số liệu không khớp") as refused:
        check(wrong)
    assert refused.value.code == "figures_disagree"


def test_a_report_without_a_day_is_refused() -> None:
    with pytest.raises(InvalidInput, match="không có ngày nào"):
        check(replace(two_units(), to_on=date(2026, 10, 14)))


def test_the_completed_list_explains_its_figure() -> None:
    row = CompletedRow(
        task="Ban hành kế hoạch",
        source="Kế hoạch 15/KH-UBND",
        source_on=date(2026, 1, 12),
        lead="Phòng Nội vụ",
        due_on=date(2026, 11, 10),
        done_on=date(2026, 11, 9),
        coordinating=("Phòng Tư pháp",),
        paper="112/KH-UBND",
    )
    listed = replace(two_units(), completed=(row,))
    check(listed)
    assert from_json(to_json(listed)).completed == (row,)


def test_rates_name_their_denominator() -> None:
    """14,068 in time, 1,983 late, 5,640 running, 223 overdue (the published national year)."""
    year = Figures(
        total=21_914,
        assigned=21_914,
        completed_on_time=14_068,
        completed_late=1_983,
        open_in_time=5_640,
        open_overdue=223,
    )
    assert year.completion_rate == Rate(16_051, 21_914)
    assert year.completion_rate.percent == Decimal("73.25")
    assert year.on_time_rate == Rate(14_068, 16_274)
    assert year.on_time_rate.percent == Decimal("86.44")


def test_overdue_tasks_spoil_the_on_time_rate_and_undated_ones_do_not_enter_it() -> None:
    figures = Figures(
        total=4, assigned=4, completed_on_time=1, open_overdue=1, undated_done=1, undated_open=1
    )
    assert figures.on_time_rate == Rate(1, 2)
    assert figures.completion_rate == Rate(2, 4)


def test_nothing_to_divide_by_gives_no_rate() -> None:
    assert Figures().completion_rate.percent is None
    assert Figures(total=1, assigned=1, undated_open=1).on_time_rate.percent is None


@pytest.mark.parametrize(
    ("states", "counted"),
    [
        ((Timeliness.COMPLETED_ON_TIME, Timeliness.OPEN_OVERDUE), Timeliness.OPEN_OVERDUE),
        ((Timeliness.COMPLETED_LATE, Timeliness.OPEN_IN_TIME), Timeliness.OPEN_IN_TIME),
        ((Timeliness.COMPLETED_LATE, Timeliness.COMPLETED_ON_TIME), Timeliness.COMPLETED_LATE),
        ((Timeliness.COMPLETED_ON_TIME, Timeliness.SUSPENDED), Timeliness.SUSPENDED),
        ((Timeliness.UNDATED_DONE, Timeliness.NOT_COUNTED), Timeliness.UNDATED_DONE),
        ((Timeliness.NOT_COUNTED,), Timeliness.NOT_COUNTED),
    ],
)
def test_a_duty_of_several_units_is_in_its_worst_state(
    states: tuple[Timeliness, ...], counted: Timeliness
) -> None:
    assert state_of_duty(states) is counted


def test_what_a_page_shows_leaves_the_rows_behind_the_numbers_where_they_are() -> None:
    whole = replace(two_units(), counted=(), lines=(), completed=())
    shown = from_json_to_show(to_json(whole))
    assert (shown.counted, shown.lines, shown.completed) == (None, None, None)
    assert shown == replace(whole, counted=None, lines=None, completed=None)
    with pytest.raises(ValueError, match="newer"):
        from_json_to_show(to_json(replace(whole, format=99)))
