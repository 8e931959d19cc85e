"""Names of uploads: shown and given back as they were meant, and harmless."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.documents.file_names import LONGEST_NAME, clean_name, extension


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Kế hoạch số 12.docx", "Kế hoạch số 12.docx"),
        (
            unicodedata.normalize("NFD", "Đề án - Phường Ô Chợ Dừa.pdf"),
            "Đề án - Phường Ô Chợ Dừa.pdf",
        ),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\An\\Báo cáo.pdf", "Báo cáo.pdf"),
        ("a\x00b\r\nc.pdf", "ab c.pdf"),
        ("bao-cao\u202efdp.exe", "bao-caofdp.exe"),
        ('Công văn "hỏa tốc" 5.pdf', "Công văn “hỏa tốc” 5.pdf"),
        ("Công văn %22hỏa tốc%22 5.pdf", "Công văn “hỏa tốc” 5.pdf"),
        ("l'été.pdf", "l'été.pdf"),
        ("05*KH?.docx", "05-KH-.docx"),
        ("  .pdf. ", "pdf"),
        ("...", "tệp"),
        ("", "tệp"),
        ("CON.txt", "_CON.txt"),
        ("com1", "_com1"),
        ("confirm.txt", "confirm.txt"),
        ("mặt\u200bbằng.png", "mặtbằng.png"),
    ],
)
def test_clean_names(name: str, expected: str) -> None:
    assert clean_name(name) == expected


def test_a_long_name_is_never_cut_within_a_letter() -> None:
    """Some letters have no sign of their own: they stay a base with its marks."""
    for shift in range(3):
        cleaned = clean_name("a" * shift + "r\u0303\u0323" * 200 + ".pdf")
        assert len(cleaned) <= LONGEST_NAME
        stem = cleaned.removesuffix(".pdf")
        assert stem.endswith(unicodedata.normalize("NFC", "r\u0303\u0323"))


def test_a_long_name_keeps_its_ending() -> None:
    cleaned = clean_name("Kế hoạch " * 50 + ".DOCX")
    assert len(cleaned) <= LONGEST_NAME
    assert cleaned.endswith(".DOCX")
    assert cleaned.startswith("Kế hoạch Kế hoạch")


@given(st.text(max_size=300))
def test_any_name_becomes_a_safe_one(name: str) -> None:
    cleaned = clean_name(name)
    assert 0 < len(cleaned) <= LONGEST_NAME
    assert not set(cleaned) & set('/\\:*?"<>|\r\n\t\0')
    assert cleaned == unicodedata.normalize("NFC", cleaned).strip(" .")
    assert clean_name(cleaned) == cleaned


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a.PDF", "pdf"),
        ("a.tar.gz", "gz"),
        (".htaccess", ""),
        ("a", ""),
        ("a.", ""),
        ("Kế hoạch.văn bản", ""),
        ("a.averylongending", ""),
    ],
)
def test_extension(name: str, expected: str) -> None:
    assert extension(name) == expected
