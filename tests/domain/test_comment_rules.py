"""Whom a comment mentions, how long it may be, for how long it may be corrected."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tracker.domain.comment_rules import LONGEST, check_correctable, check_text, mentioned
from tracker.domain.errors import Conflict, InvalidInput

LOGINS = ("tuphap", "tuphap.cb", "theodoi")
NOW = datetime(2026, 11, 23, 2, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("@tuphap xem giúp", {"tuphap"}),
        ("Nhờ @tuphap.cb và @theodoi.", {"tuphap.cb", "theodoi"}),
        ("Hỏi @TuPhap, @tuphap lần nữa", {"tuphap"}),
        ("Gửi về tuphap@dongbinh.gov.vn", set()),
        ("@@tuphap @khongco @ tuphap", set()),
        ("(@theodoi)", {"theodoi"}),
    ],
)
def test_whom_a_text_mentions(text: str, names: set[str]) -> None:
    assert mentioned(text, LOGINS) == names


@pytest.mark.parametrize("text", ["", "  \n ", "x" * (LONGEST + 1)])
def test_too_little_and_too_much_get_a_sentence(text: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        check_text(text)
    assert refused.value.field == "text"


@pytest.mark.parametrize(("minutes", "correctable"), [(0, True), (14, True), (15, False)])
def test_a_comment_may_be_corrected_for_a_quarter_of_an_hour(
    minutes: int, correctable: bool
) -> None:
    later = NOW + timedelta(minutes=minutes)
    if correctable:
        check_correctable(NOW, later, 15)
        return
    with pytest.raises(Conflict, match="15 phút"):
        check_correctable(NOW, later, 15)
