"""The name under which an uploaded file is shown and given back; never a path on our disk."""

from __future__ import annotations

import re
import unicodedata

from tracker.domain.vietnamese import nfc

LONGEST_NAME = 200
"""Characters, the extension included."""

_LONGEST_EXTENSION = 10
_RESERVED = re.compile(r"^(con|prn|aux|nul|com[1-9]|lpt[1-9])(\.|$)", re.IGNORECASE)
_UNSAFE = str.maketrans(
    {"\\": "-", "/": "-", ":": "-", "*": "-", "?": "-", "|": "-", "<": "(", ">": ")"}
)
_OPENING_QUOTE = re.compile(r'(^|[\s(\[-])"')


def clean_name(name: str, fallback: str = "tệp") -> str:
    """``name`` as it may be stored, shown and sent in a header.

    NFC, without folders, control and direction characters (a name with U+202E can show
    "fdp.exe" as "exe.pdf"), without what Windows forbids; straight quotes become typographic
    ones; at most ``LONGEST_NAME`` characters, the extension kept. A name of which nothing is
    left becomes ``fallback``. Browsers send a straight quote as %22 (HTML standard, multipart form
    data).
    """
    last = re.split(r"[/\\]", name.strip())[-1].replace("%22", '"')
    kept = "".join(" " if c in "\t\r\n" else c for c in nfc(last) if c in "\t\r\n" or _visible(c))
    quoted = _OPENING_QUOTE.sub("\\1“", kept).replace('"', "”")
    plain = re.sub(r"\s+", " ", quoted.translate(_UNSAFE)).strip(" .")
    if not plain:
        return fallback
    if _RESERVED.match(plain):
        plain = f"_{plain}"
    return _shortened(plain)


def extension(name: str) -> str:
    """The ending in lower case without its dot; "" when there is none that looks like one."""
    stem, dot, ending = name.rpartition(".")
    if not (dot and stem and ending.isascii() and ending.isalnum()):
        return ""
    return ending.lower() if len(ending) <= _LONGEST_EXTENSION else ""


def _visible(char: str) -> bool:
    return unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")


def _shortened(name: str) -> str:
    if len(name) <= LONGEST_NAME:
        return name
    ending = extension(name)
    tail = f".{name[-len(ending) :]}" if ending else ""
    end = LONGEST_NAME - len(tail)
    while end > 1 and unicodedata.combining(name[end]):
        end -= 1  # a letter goes with all its marks or not at all
    return name[:end].rstrip(" .") + tail
