"""What may be said around a task, for how long it may be corrected, and whom it mentions."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime, timedelta

from tracker.domain.errors import Conflict, InvalidInput

LONGEST = 4000
"""Signs of one comment; a longer text belongs into a paper."""

_MENTION = re.compile(r"(?<![\w.@])@([A-Za-z0-9][A-Za-z0-9._-]*)")


def check_text(text: str) -> str:
    """The text without blanks around it. Raises InvalidInput when empty or too long."""
    words = text.strip()
    if not words:
        raise InvalidInput("Hãy ghi nội dung trao đổi.", field="text")
    if len(words) > LONGEST:
        raise InvalidInput(
            "Nội dung dài %(length)s ký tự, tối đa %(most)s. Hãy rút gọn.",
            field="text",
            length=len(words),
            most=LONGEST,
        )
    return words


def mentioned(text: str, logins: Iterable[str]) -> frozenset[str]:
    """The ``logins`` that the text names as @login; anything else after @ is mere text.

    A full stop after the name ends the sentence, not the login; case does not count.
    """
    known = {login.casefold(): login for login in logins}
    found = (match.group(1).casefold() for match in _MENTION.finditer(text))
    names = (name if name in known else name.rstrip("._-") for name in found)
    return frozenset(known[name] for name in names if name in known)


def may_correct(written_at: datetime, now: datetime, minutes: int) -> bool:
    """Whether a comment is still young enough to be corrected by its author."""
    return now < written_at + timedelta(minutes=minutes)


def check_correctable(written_at: datetime, now: datetime, minutes: int) -> None:
    """Raise Conflict for a comment that is too old to be corrected."""
    if not may_correct(written_at, now, minutes):
        raise Conflict(
            "Chỉ sửa được nội dung trao đổi trong %(minutes)s phút sau khi gửi. "
            "Hãy rút lại hoặc gửi nội dung mới.",
            minutes=minutes,
        )
