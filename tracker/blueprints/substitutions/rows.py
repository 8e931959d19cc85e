"""The lines of the lists of substitutions, with where each stands today."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _

from tracker.blueprints.filters import day
from tracker.models import Substitution
from tracker.permissions import Actor
from tracker.services.substitutions import may_change


@dataclass(frozen=True, slots=True)
class SubstitutionRow:
    """One line; ``state`` and ``icon`` are empty for what begins later."""

    row: Substitution
    state: str
    icon: str
    entered_by: str
    """Who entered it for the principal; empty where the principal did."""
    changeable: bool


def rows_of(found: Iterable[Substitution], actor: Actor, on_day: date) -> list[SubstitutionRow]:
    return [_row(row, actor, on_day) for row in found]


def _row(row: Substitution, actor: Actor, on_day: date) -> SubstitutionRow:
    state, icon = _state(row, on_day)
    over = row.revoked_on is not None or row.to_on < on_day
    own = row.entered_by_id == row.principal_id
    return SubstitutionRow(
        row, state, icon, "" if own else row.entered_by.name, not over and may_change(actor, row)
    )


def _state(row: Substitution, on_day: date) -> tuple[str, str]:
    if row.revoked_on is not None:
        return _("Đã thôi từ %(day)s", day=day(row.revoked_on)), "ban"
    if row.to_on < on_day:
        return _("Đã hết hiệu lực"), "clock"
    return (
        (_("Đang có hiệu lực"), "check")
        if row.holds_on(on_day)
        else (_("Chưa đến ngày"), "calendar")
    )
