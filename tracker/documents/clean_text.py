"""Characters that never belong in a line: controls, odd blanks, bullets of symbol fonts.

Signs without width (soft hyphens, joiners, break marks) go too: they tear words for a reader
that compares letters.
"""

from __future__ import annotations

import re

from tracker.domain.vietnamese import nfc

_CONTROLS = dict.fromkeys(
    [
        *range(0x09),
        *range(0x0B, 0x20),
        *range(0x7F, 0xA0),
        0xFFFE,
        0xFFFF,
        0xFEFF,
        0xAD,
        *range(0x200B, 0x2010),
        *range(0x2060, 0x2065),
        *range(0x202A, 0x202F),
        *range(0x2066, 0x206A),
    ]
)
_BLANKS = dict.fromkeys([0x09, 0xA0, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000], " ")
_BLANKS |= dict.fromkeys([0x2010, 0x2011], "-")
_BULLETS = dict.fromkeys(
    map(
        ord,
        "\uf0b7\uf0a7\uf0d8\uf0fc\uf076\uf0a8\uf0f0\uf02d\uf0be\u25aa\u25cf\u25e6\u27a2\u2022"
        "\u00b7\u25a0\u2756\u2666",
    ),
    "-",
)
"""Dots, squares and arrows that open a line mean a dash: "- Giao Phòng Nội vụ"."""

_SYMBOL_FONT = {0xF000 + code: chr(code) for code in range(0x20, 0x7F)}
"""Word keeps letters typed in a symbol font in the private area, shifted by F000."""

_LINE_START = re.compile(r"^(\s*)([^\s\w])")


def clean_line(text: str) -> str:
    """NFC, every blank a plain one, no control or direction marks, no blanks at the end.

    Blanks inside and in front stay: a reader may see columns in them.
    """
    plain = nfc(text).translate(_CONTROLS).translate(_BLANKS).rstrip()
    opening = _LINE_START.match(plain)
    if opening and ord(opening[2]) in _BULLETS:
        plain = f"{opening[1]}- {plain[opening.end() :].lstrip()}".rstrip()
    return plain.translate(_SYMBOL_FONT)
