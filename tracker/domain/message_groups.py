"""How the inbox sorts messages: a few groups that a reader knows, instead of two dozen kinds."""

from __future__ import annotations

from enum import StrEnum

from tracker.domain.messages import MessageKind


class MessageGroup(StrEnum):
    """Tabs of the inbox, in the order in which they are shown."""

    REMINDERS = "reminders"
    ASSIGNMENTS = "assignments"
    DECISIONS = "decisions"
    REQUESTS = "requests"
    TALK = "talk"
    OTHER = "other"


_K, _G = MessageKind, MessageGroup

GROUPS: dict[MessageKind, MessageGroup] = {
    _K.DIGEST: _G.REMINDERS,
    _K.URGED: _G.REMINDERS,
    _K.ESCALATED: _G.REMINDERS,
    _K.PART_REMINDED: _G.REMINDERS,
    _K.ASSIGNED: _G.ASSIGNMENTS,
    _K.SUCCEEDED: _G.ASSIGNMENTS,
    _K.STEERED: _G.ASSIGNMENTS,
    _K.CANCELLED: _G.ASSIGNMENTS,
    _K.DEADLINE_CHANGED: _G.ASSIGNMENTS,
    _K.RETURNED: _G.DECISIONS,
    _K.CONFIRMED: _G.DECISIONS,
    _K.EXTENSION_DECIDED: _G.DECISIONS,
    _K.INSTRUCTION_GIVEN: _G.DECISIONS,
    _K.OBSTACLE_ANSWERED: _G.DECISIONS,
    _K.SUBMITTED: _G.REQUESTS,
    _K.EXTENSION_ASKED: _G.REQUESTS,
    _K.REFUSED: _G.REQUESTS,
    _K.LIST_SHOWN: _G.REQUESTS,
    _K.PREPARED: _G.REQUESTS,
    _K.OBSTACLE_RAISED: _G.REQUESTS,
    _K.INSTRUCTION_ANSWERED: _G.REQUESTS,
    _K.MENTIONED: _G.TALK,
}


def group_of(kind: MessageKind) -> MessageGroup:
    """The tab under which a message stands; what nobody sorted stands under the last one."""
    return GROUPS.get(kind, MessageGroup.OTHER)


def kinds_of(group: MessageGroup) -> tuple[MessageKind, ...]:
    """The kinds under a tab."""
    return tuple(kind for kind in MessageKind if group_of(kind) is group)
