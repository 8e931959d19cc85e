"""When a unit ends: the earliest day, what becomes of its people, two requests made into one."""

from __future__ import annotations

from datetime import date
from enum import StrEnum


class PeopleFate(StrEnum):
    """What becomes of the people of a unit that ends."""

    SAME_POST = "same_post"
    OFFICERS = "officers"
    ENDED = "ended"


def joined_requests(first: str, second: str) -> str:
    """One request that asks both; the same words are said once."""
    said = [words.strip() for words in (first, second) if words.strip()]
    return "\n".join(dict.fromkeys(said))


def earlier(first: date | None, second: date | None) -> date | None:
    """The earlier of two due days; no day asks nothing."""
    days = [day for day in (first, second) if day is not None]
    return min(days) if days else None
