"""Which notices leave by e-mail at once, and which wait for the next morning's digest.

In the application everything is there at once. By mail only what somebody must act on today, or
what changes who owes what: assigned, returned, approved, extension decided, a leader's
instruction, urging (issue: reminders). Everything else is read in the morning, in one mail: people
who got fifty mails after one planning session stopped reading any (lessons 3.1).
"""

from __future__ import annotations

from tracker.domain.messages import MessageKind

AT_ONCE = {
    MessageKind.ASSIGNED: "a unit owes something from now on",
    MessageKind.RETURNED: "the clock runs again",
    MessageKind.CONFIRMED: "approved: nothing is owed any more",
    MessageKind.EXTENSION_DECIDED: "another due day, or the old one stands",
    MessageKind.INSTRUCTION_GIVEN: "a leader's word",
    MessageKind.URGED: "escalation by a person",
    MessageKind.ESCALATED: "a step of the ladder that goes beyond those who owe the deed",
    MessageKind.PART_REMINDED: "escalation by a person, to a coordinating unit",
    MessageKind.LIST_SHOWN: "nothing is assigned before the leader has decided",
    MessageKind.SUBSTITUTION: "somebody acts for somebody else from today",
    MessageKind.FILE_INFECTED: "a file must not be opened",
    MessageKind.REPORT_MADE: "somebody waits for it",
    MessageKind.TEST: "somebody waits for it",
}
"""Kinds that are mailed at once, and why."""

NEXT_DIGEST = {
    MessageKind.SUBMITTED: "the lead office gets dozens a day",
    MessageKind.CANCELLED: "nothing to do",
    MessageKind.DEADLINE_CHANGED: "the new day is in the digest's own lines too",
    MessageKind.EXTENSION_ASKED: "decided in its own time; reminders follow",
    MessageKind.REFUSED: "decided in its own time; reminders follow",
    MessageKind.STEERED: "suspended, resumed, moved: to be known, not to be done",
    MessageKind.PREPARED: "inside one house; the head sees it waiting",
    MessageKind.SUCCEEDED: "a unit took over: known beforehand",
    MessageKind.OBSTACLE_RAISED: "answered within days; reminders follow",
    MessageKind.OBSTACLE_ANSWERED: "to be known",
    MessageKind.INSTRUCTION_ANSWERED: "to be known",
    MessageKind.MENTIONED: "talk",
    MessageKind.RANKING: "to be known",
}
"""Kinds that wait for the next working morning, and why that is soon enough."""

ESCALATES_FROM = 2
"""The level of a rung (đôn đốc cấp 2) from which it goes beyond those who owe the deed."""

DRAWN = frozenset({MessageKind.DIGEST, MessageKind.ESCALATED})
"""Kinds whose words are drawn from ledger entries, and drawn anew before they leave."""

NOTICE_RUNG = "digest"
"""The rung of a ledger entry that waits for the digest."""

NOW_RUNG = "now"
"""The rung of one that was told in the moment of its deed."""


def escalates(level: int) -> bool:
    """Whether what stands at this level of the ladder is mailed by itself, beside the digest."""
    return level >= ESCALATES_FROM


def mailed_at_once(kind: MessageKind) -> bool:
    """Whether the mail leaves by itself; a kind that nobody decided about does."""
    return kind not in NEXT_DIGEST
