"""How a message leaves the house and in what state it is."""

from __future__ import annotations

from enum import StrEnum


class Channel(StrEnum):
    """Ways out. In the application is always one of them."""

    IN_APP = "in_app"
    EMAIL = "email"


class DeliveryState(StrEnum):
    """Derived from an outbox row's moments; never stored."""

    WAITING = "waiting"
    HELD = "held"
    SENT = "sent"
    FAILED = "failed"


class ScanState(StrEnum):
    """What a virus scanner said of a file."""

    NOT_SCANNED = "not_scanned"
    PENDING = "pending"
    CLEAN = "clean"
    INFECTED = "infected"
    UNSCANNABLE = "unscannable"


class FileFaultKind(StrEnum):
    """What is wrong with a kept file."""

    MISSING = "missing"
    CHANGED = "changed"
    WITHOUT_ROW = "without_row"
    UNUSED_ROW = "unused_row"


class JobState(StrEnum):
    """Where long work stands."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


LIVE_JOBS = (JobState.WAITING, JobState.RUNNING)
READ_SCAN = "read_scan"
"""The kind of job that reads a scan into the register."""


class ReportState(StrEnum):
    """A report is a draft until it was issued; issuing freezes it."""

    DRAFT = "draft"
    ISSUED = "issued"


class Decision(StrEnum):
    """What was decided about a hand-in or about a list shown to a leader."""

    ACCEPTED = "accepted"
    RETURNED = "returned"
