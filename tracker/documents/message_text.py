"""E-mail and notice texts, by a plain Jinja environment: words in, finished text out.

Messages are Vietnamese in every locale: they are the office's word to its units.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

_TEMPLATES = Path(__file__).resolve().parent.parent / "templates"

_environment = Environment(
    loader=FileSystemLoader(_TEMPLATES),
    autoescape=select_autoescape(["html"]),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=False,
)


@dataclass(frozen=True, slots=True)
class DigestRow:
    """One line of a digest: the task's words, why it stands here, whose it is, where it opens.

    ``group``: under which heading it stands; rows of one group follow each other.
    """

    title: str
    reason: str
    unit: str
    directive: str
    url: str
    overdue: bool = False
    group: str = ""


@dataclass(frozen=True, slots=True)
class _Numbered:
    """A row with its number in the whole digest."""

    number: int
    row: DigestRow

    def __getattr__(self, name: str) -> object:
        return getattr(self.row, name)


@dataclass(frozen=True, slots=True)
class _Group:
    name: str
    rows: tuple[_Numbered, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """A finished message in both forms."""

    subject: str
    text: str
    html: str


def digest_text(
    *,
    recipient: str,
    office: str,
    day: str,
    subject: str,
    rows: Sequence[DigestRow],
    rest: str,
    url: str,
) -> Text:
    """The morning digest of one person. ``url`` is the address of the application itself.

    Its links lead to pages that ask for a sign-in first and open what was asked for then.
    """
    house = url.rstrip("/")
    values = {
        "recipient": recipient,
        "office": office,
        "day": day,
        "subject": subject,
        "preview": _preview(rows),
        "groups": _groups(rows),
        "rest": rest,
        "url": f"{house}/tasks/waiting",
        "why_url": f"{house}/ledger/mine",
        "choice_url": f"{house}/my-reminders/",
    }
    return Text(
        subject=subject,
        text=_environment.get_template("messages/digest/body.txt").render(values),
        html=_environment.get_template("messages/digest/body.html").render(values),
    )


def _groups(rows: Sequence[DigestRow]) -> list[_Group]:
    numbered = [_Numbered(number, row) for number, row in enumerate(rows, start=1)]
    return [
        _Group(name, tuple(found))
        for name, found in groupby(numbered, key=lambda one: one.row.group)
    ]


def _preview(rows: Sequence[DigestRow]) -> str:
    """What a mail program shows beside the subject, before the mail is opened."""
    return "; ".join(f"{row.title}: {row.reason}" for row in rows[:2])


def notice_text(*, recipient: str, office: str, subject: str, text: str, url: str) -> Text:
    """An instant notice: assigned, returned, confirmed, handed in."""
    values = {
        "recipient": recipient,
        "office": office,
        "subject": subject,
        "preview": text,
        "text": text,
        "url": url,
    }
    return Text(
        subject=subject,
        text=_environment.get_template("messages/notice/body.txt").render(values),
        html=_environment.get_template("messages/notice/body.html").render(values),
    )
