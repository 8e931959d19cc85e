"""Every colour can be read by everybody: WCAG 2.2, in light and dark, in each office's accent."""

from __future__ import annotations

import re

import pytest

from tracker.config import ROOT

STATIC = ROOT / "tracker" / "static"


def _colours(sheet: str, accent: str) -> dict[str, str]:
    text = (STATIC / "css" / sheet).read_text("utf-8")
    found: dict[str, str] = {}
    for selector, body in re.findall(r"([^{}]+)\{([^{}]*)\}", text):
        where = selector.strip().splitlines()[-1]
        if where in (":root", f'[data-accent="{accent}"]'):
            found |= dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{3,6})\b", body))
    return found


def _light(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(c * 2 for c in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """WCAG 2.2, 1.4.3."""
    lights = sorted((_light(one), _light(other)), reverse=True)
    return (lights[0] + 0.05) / (lights[1] + 0.05)


STATES = ("done", "open", "soon", "over", "late", "none", "paused")
ON_TEXT = [
    *((f"{state}-ink", f"{state}-wash") for state in STATES),
    *((f"{state}-ink", "sheet") for state in STATES),
    *((ink, ground) for ink in ("ink", "ink-soft") for ground in ("paper", "sheet", "sheet-2")),
    *(("accent", ground) for ground in ("paper", "sheet", "accent-wash", "hover")),
    ("accent-deep", "accent-wash"),
    ("ink-soft", "accent-wash"),
    ("on-accent", "accent"),
    ("masthead-ink", "masthead"),
    ("masthead-soft", "masthead"),
]
ON_EDGES = [
    *((f"{state}-mark", "sheet") for state in STATES),
    *(("edge", ground) for ground in ("paper", "sheet")),
    *(("focus", ground) for ground in ("paper", "sheet")),
]


@pytest.mark.parametrize("sheet", ["app.css", "dark.css"])
@pytest.mark.parametrize("accent", ["ngoc", "cham", "man", "reu", "nau", "than"])
def test_every_colour_can_be_read(sheet: str, accent: str) -> None:
    colours = _colours(sheet, accent)
    weak = [
        f"{one} on {other}: {contrast(colours[one], colours[other]):.2f}"
        for pairs, least in ((ON_TEXT, 4.5), (ON_EDGES, 3.0))
        for one, other in pairs
        if contrast(colours[one], colours[other]) < least
    ]
    assert not weak, weak
