"""How the index speaks on pages: rules in a line, states with a look, points as they are read."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from flask import Flask
from flask_babel import gettext as _

from tracker.blueprints.looks import Look
from tracker.domain.index_life import RoundState, SetState, SheetState
from tracker.domain.index_notation import rule_text
from tracker.domain.index_numbers import number_text, points_text
from tracker.domain.index_rule import rule_from_json
from tracker.domain.labels import label
from tracker.models import IndexItem

_LOOKS: dict[StrEnum, tuple[str, str]] = {
    SetState.DRAFT: ("edit", "soon"),
    SetState.IN_USE: ("done", "done"),
    SetState.SUPERSEDED: ("history", "none"),
    RoundState.OPEN: ("clock", "open"),
    RoundState.CLOSED: ("waiting", "soon"),
    RoundState.PUBLISHED: ("done", "done"),
    RoundState.SEALED: ("lock", "done"),
    SheetState.SCORING: ("edit", "soon"),
    SheetState.CHECKED: ("waiting", "soon"),
    SheetState.LOCKED: ("lock", "open"),
    SheetState.EXPLAINING: ("comment", "over"),
    SheetState.APPRAISED: ("waiting", "open"),
    SheetState.DECIDED: ("done", "done"),
}


def rule_words(item: IndexItem) -> str:
    """The item's rule as one line: its kind, then how it is scored."""
    if item.rule is None:
        return ""
    rule = rule_from_json(item.rule)
    detail = rule_text(rule)
    kind = _(label(rule.kind))
    return f"{kind}: {detail}" if detail else kind


def index_look(state: StrEnum) -> Look:
    """Word, icon and colour of a set's, round's or sheet's state."""
    icon, tone = _LOOKS[state]
    return Look(_(label(state)), tone, icon, "")


def points(value: Decimal | None) -> str:
    """ "1,50"; a dash where nothing is said."""
    return "–" if value is None else points_text(value)


def signed_points(value: Decimal | None) -> str:
    """ "+1,50": a change, with its sign."""
    if value is None:
        return "–"
    return f"+{points_text(value)}" if value > 0 else points_text(value).replace("-", "−")


def bare_number(value: Decimal | None) -> str:
    """ "95,5", "4": without idle zeros."""
    return "–" if value is None else number_text(value)


def register(app: Flask) -> None:
    """The filters of the index's templates."""
    app.add_template_filter(index_look)
    app.add_template_filter(points)
    app.add_template_filter(bare_number)
    app.add_template_filter(signed_points)
