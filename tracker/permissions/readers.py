"""Who reads the whole office: asked by every WHERE of a list."""

from __future__ import annotations

from tracker.permissions.actor import Actor
from tracker.permissions.permission import Permission
from tracker.permissions.permission_map import PERMISSION_MAP


def reads_whole_office(actor: Actor) -> bool:
    """Whether the lists of the actor are those of the whole office."""
    return any(
        all(predicate(actor, None) for predicate in row)
        for row in PERMISSION_MAP[Permission.FIGURES_VIEW]
    )
