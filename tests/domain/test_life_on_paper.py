"""docs/vong-doi-nhiem-vu.md shows officials the same table that the code obeys."""

from __future__ import annotations

from tests.support.source import ROOT
from tracker.domain.labels import label
from tracker.domain.task_status import TRANSITIONS, TaskAction, TaskStatus, actions_from

PAGE = ROOT / "docs" / "vong-doi-nhiem-vu.md"


def table() -> str:
    """One line for each status that admits a deed, deeds in the order of the enum."""
    rows = [
        f"| {label(status)} | {label(action)} | {label(TRANSITIONS[status, action])} |"
        for status in TaskStatus
        for action in TaskAction
        if action in actions_from(status)
    ]
    return "\n".join(["| Đang ở | Việc làm | Chuyển sang |", "|---|---|---|", *rows])


def test_the_page_shows_the_table_of_the_code() -> None:
    assert table() in PAGE.read_text("utf-8"), "write this into the page:\n" + table()
