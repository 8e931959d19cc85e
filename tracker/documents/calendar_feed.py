"""An iCalendar file (RFC 5545) of due days: whole days, without any time of day.

A due day is a DATE: as a moment it would move by a day in calendars of other time zones. Written
by hand because it is two kinds of entries of six lines; the tests read it with another program.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

_LINE = 75
"""Octets of a content line before it is folded (RFC 5545, 3.1)."""


@dataclass(frozen=True, slots=True)
class DueEntry:
    """One due day. ``uid`` stays the same for ever; ``version`` grows when the day moves."""

    uid: str
    version: int
    changed_at: datetime
    due_on: date
    title: str
    url: str


def calendar_file(name: str, entries: Sequence[DueEntry], *, as_todo: bool = False) -> str:
    """The file's text, lines ended by CRLF. ``as_todo``: tasks (VTODO) instead of events."""
    kind = "VTODO" if as_todo else "VEVENT"
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Directive tracker//Due days//VI",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_text(name)}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
        "X-PUBLISHED-TTL:PT6H",
    ]
    for entry in entries:
        lines += [f"BEGIN:{kind}", *_entry(entry, as_todo=as_todo), f"END:{kind}"]
    return "".join(f"{part}\r\n" for part in _folded([*lines, "END:VCALENDAR"]))


def _entry(entry: DueEntry, *, as_todo: bool) -> list[str]:
    if as_todo:
        days = [f"DUE;VALUE=DATE:{entry.due_on:%Y%m%d}", "STATUS:NEEDS-ACTION"]
    else:
        # The end of whole days is the day after the last one (RFC 5545, 3.6.1).
        days = [
            f"DTSTART;VALUE=DATE:{entry.due_on:%Y%m%d}",
            f"DTEND;VALUE=DATE:{entry.due_on + timedelta(days=1):%Y%m%d}",
            "TRANSP:TRANSPARENT",
        ]
    return [
        f"UID:{entry.uid}",
        f"SEQUENCE:{entry.version}",
        f"DTSTAMP:{entry.changed_at.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        *days,
        f"SUMMARY:{_text(entry.title)}",
        f"URL:{entry.url}",
    ]


def _text(value: str) -> str:
    """A TEXT value (3.3.11)."""
    for sign in ("\\", ";", ","):
        value = value.replace(sign, "\\" + sign)
    return "\\n".join(value.splitlines())


def _folded(lines: Iterable[str]) -> Iterator[str]:
    """Lines of at most 75 octets, no letter cut in two."""
    for line in lines:
        part, length = "", 0
        for letter in line:
            size = len(letter.encode())
            if length + size > _LINE:
                yield part
                part, length = " ", 1
            part += letter
            length += size
        yield part
