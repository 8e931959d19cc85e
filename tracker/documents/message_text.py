"""E-mail and notice texts, by a plain Jinja environment: words in, finished text out.

Messages are Vietnamese in every locale: they are the office's word to its units.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

_TEMPLATES = Path(__file__).resolve().parent.parent / "templates" / "messages"

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
    """One line of a digest: the task's words, why it stands here, whose it is, where it opens."""

    title: str
    reason: str
    unit: str
    directive: str
    url: str
    overdue: bool = False


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
    """The morning digest of one person."""
    values = {
        "recipient": recipient,
        "office": office,
        "day": day,
        "subject": subject,
        "rows": rows,
        "rest": rest,
        "url": url,
    }
    return Text(
        subject=subject,
        text=_environment.get_template("digest/body.txt").render(values),
        html=_environment.get_template("digest/body.html").render(values),
    )


def notice_text(*, recipient: str, office: str, subject: str, text: str, url: str) -> Text:
    """An instant notice: assigned, returned, confirmed, handed in."""
    values = {
        "recipient": recipient,
        "office": office,
        "subject": subject,
        "text": text,
        "url": url,
    }
    return Text(
        subject=subject,
        text=_environment.get_template("notice/body.txt").render(values),
        html=_environment.get_template("notice/body.html").render(values),
    )
