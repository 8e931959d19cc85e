"""An office's rules as they held on a day: the newest setting of each key from before it."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.office_rules import OfficeRules
from tracker.models import Setting, User


def office_rules(session: Session, office_id: int, on_day: date) -> OfficeRules:
    """Defaults with the office's own settings over them, as of the end of ``on_day``."""
    rows = session.scalars(
        select(Setting)
        .where(Setting.office_id == office_id, Setting.from_on <= on_day)
        .order_by(Setting.from_on, Setting.id)
    )
    return OfficeRules.from_values({row.key: row.value for row in rows})


def setting_rows(session: Session, office_id: int) -> list[tuple[Setting, str | None]]:
    """Every dated row of the office's rules, newest first, with the name of who set it."""
    rows = session.execute(
        select(Setting, User.name)
        .outerjoin(User, User.id == Setting.set_by_id)
        .where(Setting.office_id == office_id)
        .order_by(Setting.from_on.desc(), Setting.set_at.desc(), Setting.id.desc())
    )
    return [(row, name) for row, name in rows]
