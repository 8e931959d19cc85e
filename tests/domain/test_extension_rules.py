"""When more time may be asked for, and whose decision it is."""

from __future__ import annotations

from datetime import date

import pytest

from tracker.domain.errors import Conflict, DomainError, InvalidInput
from tracker.domain.extension_rules import ExtensionRules, check_request, is_late, leader_decides
from tracker.domain.task_status import WITH_UNIT, TaskStatus

TODAY = date(2026, 11, 23)
DUE = date(2026, 11, 30)
RULES = ExtensionRules(most=2, longest_days=30, leader_from=2)


def check(
    *,
    rules: ExtensionRules = RULES,
    status: TaskStatus = TaskStatus.IN_PROGRESS,
    due_on: date | None = DUE,
    wanted_on: date | None = date(2026, 12, 15),
    granted: int = 0,
    today: date = TODAY,
) -> None:
    check_request(
        rules, status=status, due_on=due_on, wanted_on=wanted_on, granted=granted, today=today
    )


@pytest.mark.parametrize("status", sorted(WITH_UNIT))
def test_a_unit_that_owes_the_task_may_ask(status: TaskStatus) -> None:
    check(status=status)


@pytest.mark.parametrize("status", sorted(set(TaskStatus) - WITH_UNIT))
def test_nobody_asks_for_what_no_unit_owes(status: TaskStatus) -> None:
    with pytest.raises(Conflict):
        check(status=status)


@pytest.mark.parametrize(
    ("case", "error", "words"),
    [
        ({"due_on": None}, Conflict, "không có thời hạn"),
        ({"granted": 2}, Conflict, "2 lần"),
        ({"wanted_on": None}, InvalidInput, "đề nghị gia hạn đến"),
        ({"wanted_on": DUE}, InvalidInput, "sau thời hạn hiện tại (30/11/2026)"),
        ({"wanted_on": date(2026, 11, 29)}, InvalidInput, "sau thời hạn hiện tại"),
        (
            {"today": date(2026, 12, 20), "wanted_on": date(2026, 12, 19)},
            InvalidInput,
            "từ hôm nay trở đi",
        ),
        ({"wanted_on": date(2026, 12, 31)}, InvalidInput, "không quá 30 ngày"),
    ],
    ids=["undated", "too many", "no day", "same day", "earlier", "in the past", "too long"],
)
def test_what_cannot_be_asked(
    case: dict[str, object], error: type[DomainError], words: str
) -> None:
    with pytest.raises(error, match=words.replace("(", r"\(").replace(")", r"\)")):
        check(**case)  # type: ignore[arg-type]


def test_the_longest_extension_is_just_allowed() -> None:
    check(wanted_on=date(2026, 12, 30))


def test_without_limits_anything_later_goes() -> None:
    check(rules=ExtensionRules(0, 0, 0), wanted_on=date(2028, 1, 1), granted=9)


@pytest.mark.parametrize(
    ("asked_on", "late"), [(date(2026, 11, 30), False), (date(2026, 12, 1), True)]
)
def test_asking_after_the_due_day_is_marked(asked_on: date, late: bool) -> None:
    assert is_late(asked_on, DUE) is late


@pytest.mark.parametrize(
    ("leader_from", "granted", "leader"),
    [(3, 0, False), (3, 1, False), (3, 2, True), (1, 0, True), (0, 9, False)],
)
def test_from_a_number_on_the_leader_decides(leader_from: int, granted: int, leader: bool) -> None:
    assert leader_decides(ExtensionRules(leader_from=leader_from), granted) is leader
