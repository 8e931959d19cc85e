"""An office's rules as they held on a day: the newest setting of each key from before it."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.office_rules import OfficeRules
from tracker.models import Setting


def office_rules(session: Session, office_id: int, on_day: date) -> OfficeRules:
    """Defaults with the office's own settings over them, as of the end of ``on_day``."""
    rows = session.scalars(
        select(Setting)
        .where(Setting.office_id == office_id, Setting.from_on <= on_day)
        .order_by(Setting.from_on, Setting.id)
    )
    return OfficeRules.from_values({row.key: row.value for row in rows})
