"""What sort of paper a directive is: the names of decree 30/2020 and of party papers."""

from __future__ import annotations

from enum import StrEnum


class DirectiveKind(StrEnum):
    """The type of a directive. ``OTHER`` is a paper whose type was not recognised."""

    CHI_THI = "chi_thi"
    NGHI_QUYET = "nghi_quyet"
    CHUONG_TRINH = "chuong_trinh"
    KE_HOACH = "ke_hoach"
    CONG_VAN = "cong_van"
    QUYET_DINH = "quyet_dinh"
    CONG_DIEN = "cong_dien"
    THONG_BAO = "thong_bao"
    KET_LUAN = "ket_luan"
    HUONG_DAN = "huong_dan"
    DE_AN = "de_an"
    PHUONG_AN = "phuong_an"
    QUY_DINH = "quy_dinh"
    QUY_CHE = "quy_che"
    TO_TRINH = "to_trinh"
    BAO_CAO = "bao_cao"
    THONG_TRI = "thong_tri"
    BIEN_BAN = "bien_ban"
    OTHER = "other"


MAIN_KINDS = frozenset(
    {
        DirectiveKind.CHI_THI,
        DirectiveKind.NGHI_QUYET,
        DirectiveKind.CHUONG_TRINH,
        DirectiveKind.KE_HOACH,
        DirectiveKind.CONG_VAN,
        DirectiveKind.QUYET_DINH,
    }
)
"""The kinds that the exchange format names; every other kind is written "other" there."""
