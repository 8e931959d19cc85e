"""What of a draft is still unclear, in the few words of a mark and in a whole sentence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _

from tracker.blueprints.filters import words
from tracker.domain.completeness import Clarity, OrderFacts, is_vague, unclear
from tracker.domain.follow_up import UnitRole
from tracker.domain.vietnamese import one_line
from tracker.models import TaskDraft
from tracker.queries.draft_readiness import lacking, unknown_units
from tracker.queries.draft_shares import Members, shares_of


@dataclass(frozen=True, slots=True)
class Point:
    """One thing that is not clear: ``mark`` stands on the card, ``sentence`` under "vì sao?"."""

    mark: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Clearness:
    """``lacks``: sentences about what stands in the way of giving it; ``points`` only advise."""

    lacks: tuple[str, ...]
    points: tuple[Point, ...]

    @property
    def is_clear(self) -> bool:
        return not self.lacks and not self.points


def clearness_of(draft: TaskDraft, members: Members, *, given_by: str, today: date) -> Clearness:
    """What ``draft`` lacks, and what of the "6 rõ" it leaves open."""
    lacks = tuple(words(sentence) for sentence in lacking(draft, members, today=today))
    points = [
        Point(_mark(point.what, draft), sentence)
        for point in unclear(_facts(draft, members, given_by))
        if (sentence := words(point.why)) not in lacks
        and not (lacks and point.what is Clarity.PERSON)
    ]
    strangers = unknown_units(draft, UnitRole.COORDINATING)
    if strangers:
        names = "; ".join(row.as_written for row in strangers)
        points.append(
            Point(
                _("đơn vị phối hợp chưa xác định"),
                _("Chưa xác định đơn vị phối hợp: %(names)s.", names=names),
            )
        )
    if draft.why.get("doubtful") and not draft.due_basis:
        points.append(
            Point(
                _("thời hạn cần xem lại"),
                _("Cách hiểu thời hạn “%(words)s” chưa chắc chắn.", words=draft.due_phrase),
            )
        )
    return Clearness(lacks, tuple(points))


def _mark(what: Clarity, draft: TaskDraft) -> str:
    if what is Clarity.WORK and is_vague(_order(draft)):
        return _("yêu cầu chung")
    return {
        Clarity.PERSON: _("chưa rõ người làm"),
        Clarity.WORK: _("chưa rõ việc"),
        Clarity.TIME: _("chưa rõ thời hạn"),
        Clarity.RESULT: _("chưa rõ kết quả"),
        Clarity.RESPONSIBILITY: _("chưa rõ trách nhiệm"),
        Clarity.AUTHORITY: _("chưa rõ thẩm quyền"),
    }[what]


def _order(draft: TaskDraft) -> str:
    """The text without the units at its beginning: whether it is vague begins behind them."""
    text = one_line(draft.text).lstrip("-–+•* ")
    for row in draft.units:
        if text.casefold().startswith(row.as_written.casefold()):
            text = text[len(row.as_written) :].lstrip(" ,:;")
    return text


def _facts(draft: TaskDraft, members: Members, given_by: str) -> OrderFacts:
    shares = shares_of(draft, members)
    return OrderFacts(
        text=_order(draft),
        follow_up=draft.follow_up,
        lead_units=len(shares.tasks or shares.lines or shares.requests),
        due_on=draft.due_on,
        recurring=draft.recurrence is not None,
        product=draft.product,
        answerable="–",  # the unit's head answers by law; nobody is asked for a name here
        given_by=given_by or "–",
    )
