"""An office's rules as they held on a day: the newest setting of each key from before it."""

from __future__ import annotations

from datetime import date

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from tracker.db.watch import unchanged
from tracker.domain.office_rules import OfficeRules
from tracker.models import Setting, User

#: Put together once: every page asks for it.
_RULES = (
    select(Setting.key, Setting.value)
    .where(Setting.office_id == bindparam("office"), Setting.from_on <= bindparam("day"))
    .order_by(Setting.from_on, Setting.id)
)


def office_rules(session: Session, office_id: int, on_day: date) -> OfficeRules:
    """Defaults with the office's own settings over them, as of the end of ``on_day``."""

    def read() -> OfficeRules:
        rows = session.execute(_RULES, {"office": office_id, "day": on_day})
        return OfficeRules.from_values({row.key: row.value for row in rows})

    return unchanged(session.connection(), ("rules", office_id, on_day), read)


def setting_rows(session: Session, office_id: int) -> list[tuple[Setting, str | None]]:
    """Every dated row of the office's rules, newest first, with the name of who set it."""
    rows = session.execute(
        select(Setting, User.name)
        .outerjoin(User, User.id == Setting.set_by_id)
        .where(Setting.office_id == office_id)
        .order_by(Setting.from_on.desc(), Setting.set_at.desc(), Setting.id.desc())
    )
    return [(row, name) for row, name in rows]
