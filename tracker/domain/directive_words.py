"""Directives of a period in so few words as a reader bears, where a list would fill pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from tracker.domain.report_snapshot import DirectiveRow
from tracker.domain.vietnamese import number_words


def directives_elsewhere(rows: Sequence[DirectiveRow], annex: str) -> str:
    """How many of each kind came and what they led to, as one list line; the annex names them."""
    kinds = Counter(row.kind for row in rows).most_common()
    said = ", ".join(f"{number_words(count)} {kind[:1].lower()}{kind[1:]}" for kind, count in kinds)
    led_to = [
        (sum(row.duties for row in rows), "nhiệm vụ"),
        (sum(row.tasks for row in rows), "lượt giao"),
        (sum(row.regular for row in rows), "nhiệm vụ thường xuyên"),
    ]
    given = ", ".join(f"{number_words(count)} {name}" for count, name in led_to if count)
    return f"- {said}{f': {given}' if given else ''} ({annex} kèm theo)."
