"""Who reads what belongs to a whole office, and who handles its closed papers."""

from __future__ import annotations

from tracker.domain.people import Role
from tracker.permissions.actor import Actor
from tracker.permissions.permission import Permission
from tracker.permissions.permission_map import PERMISSION_MAP

_HANDLES_PAPERS = (Role.LEAD_OFFICE, Role.CLERK, Role.LEADER)


def handles_papers(actor: Actor) -> bool:
    """Whether no paper of the office is closed to the actor."""
    return any(actor.has(role) for role in _HANDLES_PAPERS)


def reads_whole_office(actor: Actor) -> bool:
    """Whether the lists of the actor are those of the whole office."""
    return any(
        all(predicate(actor, None) for predicate in row)
        for row in PERMISSION_MAP[Permission.FIGURES_VIEW]
    )
