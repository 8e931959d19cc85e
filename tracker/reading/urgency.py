"""Độ khẩn: the red mark for papers that must be handed on at once."""

from __future__ import annotations

from enum import StrEnum

from tracker.reading.raw_line import RawText


class Urgency(StrEnum):
    """Độ khẩn (decree 30/2020, annex I)."""

    NORMAL = "normal"
    URGENT = "urgent"
    VERY_URGENT = "very_urgent"
    FLASH = "flash"


_URGENCIES = (
    ("HỎA TỐC", Urgency.FLASH),
    ("HOẢ TỐC", Urgency.FLASH),
    ("THƯỢNG KHẨN", Urgency.VERY_URGENT),
    ("KHẨN", Urgency.URGENT),
)
_HEAD_LINES = 70


def read_urgency(raw: RawText) -> Urgency:
    """The urgency mark that stands in the head as a line of its own."""
    for line in raw.lines[:_HEAD_LINES]:
        for piece in (*line.cells, line.text):
            bare = piece.strip(" .:*|[]()").upper()
            for name, urgency in _URGENCIES:
                if bare == name and piece.strip().isupper():
                    return urgency
    return Urgency.NORMAL
