"""How a message leaves the house and in what state it is."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum


class Channel(StrEnum):
    """Ways out. In the application is always one of them."""

    IN_APP = "in_app"
    EMAIL = "email"
    WEBHOOK = "webhook"
    """The office's gateway for text messages (SMS, Zalo)."""


class DeliveryState(StrEnum):
    """Derived from an outbox row's moments; never stored."""

    WAITING = "waiting"
    HELD = "held"
    SENT = "sent"
    FAILED = "failed"
    NEEDLESS = "needless"
    """Nothing of it was owed any more when its turn came."""


LEAVING = (Channel.EMAIL, Channel.WEBHOOK)
"""Channels whose messages leave the house."""


class MailState(StrEnum):
    """Whether messages leave this installation, and if not, why."""

    LIVE = "live"
    OFF = "off"
    UNSET = "unset"
    NOT_LIVE_YET = "not_live_yet"
    COPY = "copy"
    """The database went live on another machine: this is a copy of it."""


@dataclass(frozen=True, slots=True)
class Machine:
    """One installation: the name of its host and the number of its data folder."""

    host: str
    installation: str


def mail_state(
    *, switched_on: bool, has_way: bool, here: Machine, live: Collection[Machine]
) -> MailState:
    """Messages leave only from a machine that was told to, on the database that knows it.

    ``live``: the machines on which this database went live. A copy of it, with or without the
    settings, is on another host or has another data folder.
    """
    if not switched_on:
        return MailState.OFF
    if not has_way:
        return MailState.UNSET
    if here in live:
        return MailState.LIVE
    return MailState.COPY if live else MailState.NOT_LIVE_YET


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
