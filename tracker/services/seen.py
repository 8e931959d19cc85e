"""Two people on one form: a mark of what was on the screen, compared when it comes back.

For rows without a version column (people, calendar days, groups, settings), where a sign-in or
a seed must not make somebody's open form old.
"""

from __future__ import annotations

import hashlib
import json

from tracker.domain.errors import Conflict


def mark(*values: object) -> str:
    """A short mark of ``values`` (plain values and lists of them)."""
    text = json.dumps(values, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def unchanged(seen: str | None, *values: object) -> None:
    """Raise Conflict when ``values`` are no longer those of ``seen``; None skips the check."""
    if seen is not None and seen != mark(*values):
        raise Conflict(
            "Nội dung này vừa được người khác thay đổi. Hãy xem bản mới nhất rồi thực hiện lại.",
            code="stale_version",
        )
