"""What is told to a person: one message, and the digest that gathers a morning's reminders."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from tracker.domain.sentences import Sentence, say
from tracker.domain.vietnamese import sort_key

#: How many lines of a digest a person still reads; the rest is counted and linked.
LINES_SHOWN = 40


class MessageKind(StrEnum):
    """What a message is about; which are mailed at once says domain/notice_mail."""

    DIGEST = "digest"
    ASSIGNED = "assigned"
    RETURNED = "returned"
    CONFIRMED = "confirmed"
    SUBMITTED = "submitted"
    CANCELLED = "cancelled"
    DEADLINE_CHANGED = "deadline_changed"
    EXTENSION_ASKED = "extension_asked"
    EXTENSION_DECIDED = "extension_decided"
    REFUSED = "refused"
    STEERED = "steered"
    LIST_SHOWN = "list_shown"
    PREPARED = "prepared"
    SUBSTITUTION = "substitution"
    FILE_INFECTED = "file_infected"
    URGED = "urged"
    ESCALATED = "escalated"
    SUCCEEDED = "succeeded"
    PART_REMINDED = "part_reminded"
    OBSTACLE_RAISED = "obstacle_raised"
    OBSTACLE_ANSWERED = "obstacle_answered"
    INSTRUCTION_GIVEN = "instruction_given"
    INSTRUCTION_ANSWERED = "instruction_answered"
    MENTIONED = "mentioned"
    REPORT_MADE = "report_made"
    RANKING = "ranking"
    TEST = "test"


@dataclass(frozen=True, slots=True)
class Message:
    """A finished message in words; a channel only carries it. ``html`` is the optional twin."""

    kind: MessageKind
    recipient_name: str
    subject: str
    text: str
    html: str | None = None


@dataclass(frozen=True, slots=True)
class DigestLine:
    """One thing that a person should look at this morning.

    ``subject`` is the ledger's name of the thing ("task:12"). ``days_late`` counts calendar
    days past the due day: 0 on it, negative before it, None when the line is not about a date.
    """

    subject: str
    title: str
    reason: Sentence
    days_late: int | None = None


@dataclass(frozen=True, slots=True)
class Digest:
    """A person's morning: the lines to show, most painful first, and how many are not shown.

    The counts are of the whole morning, not of the shown lines; a thing counts once.
    """

    lines: tuple[DigestLine, ...]
    left_out: int
    overdue: int
    due_today: int
    due_soon: int
    other: int

    @property
    def rest(self) -> Sentence | None:
        """Say "và còn 312 nhiệm vụ nữa", or None when every line is shown."""
        return say("và còn %(n)s nhiệm vụ nữa", n=self.left_out) if self.left_out else None

    @property
    def subject(self) -> Sentence:
        """The number that matters, for the subject line: overdue, else today, else soon.

        What has no date is counted beside it: a mail says nothing less than what it lists.
        """
        if self.other and self.other < self.total:
            return say("%(dated)s và %(n)s việc khác", dated=self._dated, n=self.other)
        return self._dated

    @property
    def total(self) -> int:
        """How many things the morning speaks of."""
        return self.overdue + self.due_today + self.due_soon + self.other

    @property
    def _dated(self) -> Sentence:
        if self.overdue and self.due_today:
            return say(
                "%(overdue)s nhiệm vụ quá hạn, %(today)s nhiệm vụ đến hạn hôm nay",
                overdue=self.overdue,
                today=self.due_today,
            )
        if self.overdue:
            return say("%(n)s nhiệm vụ quá hạn", n=self.overdue)
        if self.due_today:
            return say("%(n)s nhiệm vụ đến hạn hôm nay", n=self.due_today)
        if self.due_soon:
            return say("%(n)s nhiệm vụ sắp đến hạn", n=self.due_soon)
        return say("%(n)s việc cần xem", n=self.other)


def digest(lines: Iterable[DigestLine], *, shown: int = LINES_SHOWN) -> Digest | None:
    """All of a person's lines as one digest, or None when there is nothing to say.

    Sorted by what hurts most: longest overdue, due today, soonest due, then what has no date.
    A thing that several rules name keeps its most painful line only.
    """
    once: dict[str, DigestLine] = {}
    for line in sorted(lines, key=_pain):
        once.setdefault(line.subject, line)
    if not once:
        return None
    kept = tuple(once.values())
    late = [line.days_late for line in kept]
    return Digest(
        lines=kept[:shown],
        left_out=max(0, len(kept) - shown),
        overdue=sum(1 for days in late if days is not None and days > 0),
        due_today=late.count(0),
        due_soon=sum(1 for days in late if days is not None and days < 0),
        other=late.count(None),
    )


def _pain(line: DigestLine) -> tuple[bool, int, object, str]:
    return (line.days_late is None, -(line.days_late or 0), sort_key(line.title), line.subject)
