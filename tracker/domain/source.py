"""Where an order comes from, and how urgent and how open its paper is."""

from __future__ import annotations

from enum import StrEnum


class SourceKind(StrEnum):
    """What a directive in the register really was."""

    DOCUMENT = "document"
    LETTER = "letter"
    LEADER_NOTE = "leader_note"
    MEETING_CONCLUSION = "meeting_conclusion"
    SPOKEN_ORDER = "spoken_order"
    PETITION = "petition"
    INSPECTION_CONCLUSION = "inspection_conclusion"


class Urgency(StrEnum):
    """Độ khẩn of decree 30/2020, annex I."""

    NORMAL = "normal"
    URGENT = "urgent"
    VERY_URGENT = "very_urgent"
    FLASH = "flash"


class FileRole(StrEnum):
    """What a file is to its directive."""

    ORIGINAL = "original"
    ATTACHMENT = "attachment"
