"""Which deeds on many tasks are offered to whom."""

from __future__ import annotations

from tracker.blueprints.present import actor
from tracker.domain.bulk_deeds import BulkDeed
from tracker.permissions import Permission, allows

#: Deeds whose right goes by role and not by task: who lacks it need not see the button.
_BY_ROLE = {
    BulkDeed.URGE: Permission.TASK_URGE,
    BulkDeed.CONFIRM: Permission.TASK_DECIDE,
    BulkDeed.RETURN: Permission.TASK_DECIDE,
    BulkDeed.REDATE: Permission.TASK_STEER,
    BulkDeed.CANCEL: Permission.TASK_STEER,
}


def bulk_deeds() -> list[BulkDeed]:
    """What the present person may try with ticked tasks, in the order of the buttons."""
    who = actor()
    here = _Somewhere(who.office_id, who.lead_unit_id)
    found = [deed for deed, needed in _BY_ROLE.items() if allows(who, needed, here)]
    return [*found, BulkDeed.OFFICER] if who.speaks_for else found


class _Somewhere:
    """Some task of the lead office, for rights that ask no more of it."""

    def __init__(self, office_id: int | None, lead_unit_id: int | None) -> None:
        self.office_id, self.lead_unit_id = office_id, lead_unit_id
