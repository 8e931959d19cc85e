"""What a kind of paper is: its words on the screen, whom it asks for, how its content is made.

A kind is one file of this folder with a ``KIND``; nothing else has to know it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from enum import Flag, auto

from sqlalchemy.orm import Session

from tracker.domain.official_paper import PaperContent


class Needs(Flag):
    """What has to be chosen before a paper of the kind can be made."""

    NOTHING = 0
    UNIT = auto()
    DIRECTIVE = auto()
    DAYS = auto()
    REQUEST = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What was chosen. Days inclusive; ``request_id`` is a request for an extension."""

    office_id: int
    on_day: date
    now: datetime
    unit_id: int | None = None
    directive_id: int | None = None
    request_id: int | None = None
    from_on: date | None = None
    to_on: date | None = None


@dataclass(frozen=True, slots=True)
class Composed:
    """A paper's content, and whether it quotes papers for internal use."""

    content: PaperContent
    restricted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperKind:
    """One kind. ``name`` and ``purpose`` are message ids; ``order`` is its place in lists.

    ``needs`` must be chosen, ``takes`` may be. ``series`` is its usual series of numbers.
    ``by_unit``: a unit makes it for itself, on its own paper. Raises of ``compose``: NotFound
    for what is not the office's, InvalidInput for what makes no paper.
    """

    code: str
    name: str
    purpose: str
    order: int
    compose: Callable[[Session, Asked], Composed]
    series: str = ""
    needs: Needs = Needs.NOTHING
    takes: Needs = Needs.NOTHING
    by_unit: bool = False
