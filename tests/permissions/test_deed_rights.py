"""Every kind of event says which right is behind it, so that a deputy's deed names both people."""

from __future__ import annotations

from tracker.domain.history import EventKind
from tracker.permissions import Permission
from tracker.permissions.deed_rights import ALWAYS_OWN, FOR_UNIT_OR_ROLE, RIGHT_BEHIND


def test_every_kind_of_event_has_its_right_or_is_always_ones_own() -> None:
    """A new kind is entered in one of the two: else a deputy's deed would pass as their own."""
    missing = set(EventKind) - set(RIGHT_BEHIND) - ALWAYS_OWN - FOR_UNIT_OR_ROLE
    assert not missing, f"permissions/deed_rights.py knows nothing of {sorted(missing)}"
    assert not set(RIGHT_BEHIND) & ALWAYS_OWN


def test_what_administrators_do_is_never_handed_over() -> None:
    behind = {right for rights in RIGHT_BEHIND.values() for right in rights}
    assert Permission.OFFICE_ADMINISTER not in behind
