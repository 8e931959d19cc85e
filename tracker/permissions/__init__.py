"""WHO MAY DO WHAT: ``allows(actor, permission, thing)`` and the scopes of lists."""

from __future__ import annotations

from typing import Any

from tracker.permissions.actor import Actor, actor_of
from tracker.permissions.permission import Permission
from tracker.permissions.permission_map import PERMISSION_MAP

__all__ = ["Actor", "Permission", "actor_of", "allows"]


def allows(actor: Actor | None, permission: Permission, thing: Any = None) -> bool:
    """Whether ``actor`` may; nobody who is not signed in may anything."""
    if actor is None:
        return False
    return any(
        all(predicate(actor, thing) for predicate in row) for row in PERMISSION_MAP[permission]
    )
