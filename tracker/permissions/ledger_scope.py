"""Who may read which reasons in the ledger of reminders: the WHERE of its pages."""

from __future__ import annotations

from sqlalchemy import ColumnElement, false, or_, select

from tracker.domain.people import Role
from tracker.models import LedgerEntry, Task
from tracker.permissions.actor import Actor

_READ_ALL = (Role.LEAD_OFFICE, Role.AUDITOR, Role.LEADER)


def reads_whole_ledger(actor: Actor) -> bool:
    """The lead office, auditors and leaders: everything of the office."""
    return actor.office_id is not None and any(actor.has(role) for role in _READ_ALL)


def visible_ledger(actor: Actor) -> ColumnElement[bool]:
    """A head sees what was told about the unit's tasks, everybody what they were told themselves.

    Others of a unit see no more than their own: who was urged and when is for who answers for it.
    """
    if actor.office_id is None:
        return false()
    here = LedgerEntry.office_id == actor.office_id
    if reads_whole_ledger(actor):
        return here
    units = select(Task.id).where(Task.lead_unit_id.in_(sorted(actor.speaks_for)))
    mine = LedgerEntry.recipient_id == actor.user_id
    return here & or_(mine, LedgerEntry.task_id.in_(units)) if actor.speaks_for else here & mine
