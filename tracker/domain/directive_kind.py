"""What sort of paper a directive is: the names of decree 30/2020 and of party papers."""

from __future__ import annotations

from enum import StrEnum


class DirectiveKind(StrEnum):
    """The type of a directive. ``OTHER`` is a paper whose type was not recognised.

    The values are those of the exchange format, which calls the kinds by their Vietnamese names.
    """

    INSTRUCTION = "chi_thi"
    RESOLUTION = "nghi_quyet"
    PROGRAMME = "chuong_trinh"
    PLAN = "ke_hoach"
    OFFICIAL_LETTER = "cong_van"
    DECISION = "quyet_dinh"
    TELEGRAM = "cong_dien"
    ANNOUNCEMENT = "thong_bao"
    CONCLUSION = "ket_luan"
    GUIDANCE = "huong_dan"
    SCHEME = "de_an"
    OPERATING_PLAN = "phuong_an"
    REGULATION = "quy_dinh"
    INTERNAL_RULES = "quy_che"
    SUBMITTAL = "to_trinh"
    REPORT = "bao_cao"
    BULLETIN = "thong_tri"
    MINUTES = "bien_ban"
    OTHER = "other"


MAIN_KINDS = frozenset(
    {
        DirectiveKind.INSTRUCTION,
        DirectiveKind.RESOLUTION,
        DirectiveKind.PROGRAMME,
        DirectiveKind.PLAN,
        DirectiveKind.OFFICIAL_LETTER,
        DirectiveKind.DECISION,
    }
)
"""The kinds that the exchange format names; every other kind is written "other" there."""
