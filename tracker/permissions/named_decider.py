"""The unit that an office names to decide the lead office's own tasks (design 2b)."""

from __future__ import annotations

from typing import Any

from sqlalchemy import BindParameter, bindparam, select

from tracker.models import Setting

_OFFICE: BindParameter[Any] = bindparam("office")
_DAY: BindParameter[Any] = bindparam("day")

#: The value of the rule on a day; none where the office never set it.
NAMED_DECIDER = (
    select(Setting.value)
    .where(
        Setting.office_id == _OFFICE,
        Setting.key == "own_tasks_decided_by",
        Setting.from_on <= _DAY,
    )
    .order_by(Setting.from_on.desc(), Setting.id.desc())
    .limit(1)
)


def named_decider(value: Any) -> int | None:
    """The unit in the rule's ``value``; None where it says the leaders, or nothing."""
    return value if isinstance(value, int) else None
