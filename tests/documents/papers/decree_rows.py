"""Which row of decree 30/2020 (annex I; domain.md 1.2) stands on which paper, and why not.

``ROWS`` names each row by the style that draws it. ``WITHOUT`` says for each paper which rows it
does not have, each with its reason; a row that is not named there must be on the paper.
"""

from __future__ import annotations

ROWS: dict[str, tuple[str, ...]] = {
    "1 nation": ("Nation",),
    "1 motto": ("Motto",),
    "2 issuing body": ("IssuingBody",),
    "3 number": ("PaperNumber",),
    "4 place and day": ("PlaceDate",),
    "5a kind": ("Title",),
    "5a subject": ("Subtitle",),
    "5b subject of a letter": ("LetterSubject",),
    "6 text": ("BodyText",),
    "7a authority": ("SignerAuthority",),
    "9a addressees": ("Addressee",),
    "9b receivers": ("ReceiversLabel",),
    "9b list of receivers": ("Receiver",),
}
#: Rows that a paper has by what it says that day: bases, headings, annexes; the rules of
#: layout_rules hold them wherever they stand.
BY_CONTENT = ("6 bases", "6 headings", "annex heading", "2 superior body", "7b name of signer")
#: Rows that we leave to others, on no paper of ours.
NEVER = {
    "6 Phần, Chương, Mục, Điều, khoản, điểm": "no paper of ours is divided into articles",
    "7c, 8 signature and seal": "put on the printed paper or by the signing program",
    "10b urgency": "stamped by the clerk",
    "12 drafter’s mark": "stands in the archive line",
    "13 address": "allowed, not demanded, by the decree; Word adds it in an office’s template",
}

#: Rows that one of these papers has and the next has not.
OPTIONAL = {
    "report": {"9a addressees": "to a body above it may be addressed; else by its list"},
    "incoming-register": {"6 text": "a sentence instead of a table when nothing came"},
}

_LETTER = {
    "5a kind": "a letter has no name of its kind (annex I, sample 1.5)",
    "5a subject": "a letter says its subject under the number (sample 1.5)",
}
_PAPER = {
    "5b subject of a letter": "its subject stands under its kind (sample 1.4)",
    "9a addressees": "sent by its list of receivers, not addressed (sample 1.4)",
}
_UNSIGNED = _PAPER | {
    "3 number": "an internal list, not issued",
    "4 place and day": "goes with the number",
    "7a authority": "not signed",
    "9b receivers": "handed out, not sent",
    "9b list of receivers": "handed out, not sent",
}
_GOES_WITH = "an annex: the paper with which it goes has it"

WITHOUT: dict[str, dict[str, str]] = {
    "chasing-letter": _LETTER,
    "extension-letter": _LETTER,
    "assignment-slip": {
        "5b subject of a letter": "its subject stands under its kind (sample 1.4)",
    },
    "report": _PAPER,
    "incoming-register": _UNSIGNED | {"6 text": "a table alone"},
    "meeting-pack": _UNSIGNED,
    "task-list": dict.fromkeys(ROWS, _GOES_WITH),
}
