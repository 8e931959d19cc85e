"""Text files in every encoding that an office still has lying about, and pasted text."""

from __future__ import annotations

import random
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.documents.legacy_letters import Legacy, convert, in_unicode, recognised
from tracker.documents.read_file import read_file
from tracker.documents.syllables import is_syllable, vietnamese_share
from tracker.documents.text_reader import OLD_ENCODING, TEXT_LIMIT, read_pasted
from tracker.domain.errors import RefusedFile
from tracker.reading.raw_line import Place

ORDER = "Giao Phòng Nội vụ chủ trì, phối hợp với Đội Quản lý trật tự"
SECOND = "báo cáo Ủy ban nhân dân huyện trước ngày 15/12/2026."
BOTH = f"{ORDER}\n{SECOND}"
ABC = "Giao Phßng Néi vô chñ tr×, phèi hîp víi §éi Qu¶n lý trËt tù"
VNI = "Giao Phoøng Noäi vuï chuû trì, phoái hôïp vôùi Ñoäi Quaûn lyù traät töï"


def texts(data: bytes) -> list[str]:
    return [line.text for line in read_file(data, "van-ban.txt").lines]


@pytest.mark.parametrize(
    "data",
    [
        BOTH.encode(),
        b"\xef\xbb\xbf" + BOTH.encode(),
        unicodedata.normalize("NFD", BOTH).encode(),
        BOTH.replace("\n", "\r\n").encode(),
        BOTH.replace("\n", "\r").encode(),
        BOTH.encode("utf-16"),
        b"\xfe\xff" + BOTH.encode("utf-16-be"),
        BOTH.encode("utf-16-le"),
        BOTH.encode("utf-16-be"),
        BOTH.encode("utf-32"),
        unicodedata.normalize("NFD", BOTH)
        .replace("a\u0302", "â")
        .replace("o\u0302", "ô")
        .replace("u\u031b", "ư")
        .replace("o\u031b", "ơ")
        .replace("e\u0302", "ê")
        .encode("utf-8"),
    ],
    ids=[
        "utf-8",
        "utf-8 mark",
        "decomposed",
        "crlf",
        "cr",
        "utf-16",
        "utf-16-be mark",
        "utf-16-le bare",
        "utf-16-be bare",
        "utf-32",
        "half decomposed",
    ],
)
def test_every_form_of_unicode_gives_the_same_lines(data: bytes) -> None:
    raw = read_file(data, "van-ban.txt")
    assert [line.text for line in raw.lines] == [ORDER, SECOND]
    assert raw.remarks == ()


@pytest.mark.parametrize(
    "data",
    [
        ABC.encode("latin-1"),
        ABC.encode(),
        VNI.encode("cp1252"),
        VNI.encode(),
        ORDER.encode().decode("latin-1").encode(),
    ],
    ids=["TCVN3", "TCVN3 as utf-8", "VNI", "VNI as utf-8", "utf-8 twice"],
)
def test_old_encodings_are_recognised_and_said(data: bytes) -> None:
    raw = read_file(data, "van-ban.txt")
    assert [line.text for line in raw.lines] == [ORDER]
    assert raw.remarks == (OLD_ENCODING,)


def test_windows_vietnamese_with_its_loose_tones() -> None:
    tones = "\u0300\u0309\u0303\u0301\u0323"
    loose = ""
    for char in ORDER:
        parts = unicodedata.normalize("NFD", char)
        base = unicodedata.normalize("NFC", "".join(p for p in parts if p not in tones))
        loose += base + "".join(p for p in parts if p in tones)
    assert texts(loose.encode("cp1258")) == [ORDER]


def test_pasted_old_letters_are_converted_too() -> None:
    raw = read_pasted(ABC)
    assert ([line.text for line in raw.lines], raw.remarks) == ([ORDER], (OLD_ENCODING,))


@pytest.mark.parametrize(
    ("old", "legacy", "new"),
    [
        ("CéNG HOµ X· HéI CHñ NGHÜA VIÖT NAM", Legacy.TCVN3, "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("tr\u00adíc ngµy ®­îc", Legacy.TCVN3, "trước ngày được"),
        ("COÄNG HOØA XAÕ HOÄI CHUÛ NGHÓA", Legacy.VNI, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA"),
        ("kyø hoïp, kyõ thuaät, quyeàn, Mỹ Ñöùc", Legacy.VNI, "kỳ họp, kỹ thuật, quyền, Mỹ Đức"),
        ("ngöôøi giöõ möùc tröôûng löïc", Legacy.VNI, "người giữ mức trưởng lực"),
        ("aên naêm baét baèng aån naúng", Legacy.VNI, "ăn năm bắt bằng ẩn nẳng"),
    ],
    ids=str,
)
def test_tables_of_old_letters(old: str, legacy: Legacy, new: str) -> None:
    assert convert(old, legacy) == new


@pytest.mark.parametrize(
    "text",
    [
        ORDER,
        "Báo cáo số 12",
        "Résumé café déjà vu, c'est très naïf",
        "plain English only",
        "",
        "Ông K’Brếp ở Đắk Glei, Krông Pắc và Ea H’leo họp bàn về nhiệm vụ",
    ],
)
def test_good_unicode_is_left_alone(text: str) -> None:
    assert recognised(text) is None


@pytest.mark.parametrize(
    ("word", "good"),
    [
        ("nghiệp", True),
        ("quyền", True),
        ("Đắk", True),
        ("tuyên", True),
        ("khuỷu", True),
        ("được", True),
        ("ƯƠNG", True),
        ("giếng", True),
        ("xã", True),
        ("tàc", False),
        ("béc", True),
        ("nh©n", False),
        ("Qu¶n", False),
        ("haäu", False),
        ("ửử", False),
        ("thãc", False),
    ],
)
def test_the_shape_of_a_syllable(word: str, good: bool) -> None:
    assert is_syllable(word) is good


def test_words_without_marks_say_nothing() -> None:
    assert vietnamese_share("phong noi vu 123") == (1.0, 0)


def test_empty_lines_and_indents_stay_ends_go() -> None:
    body = "Báo cáo định kỳ hằng tháng. " * 20
    data = f"\n  Giao việc \u202e  \n\n\x07{body}\x1a".encode()
    assert texts(data) == ["", "  Giao việc", "", body.rstrip()]


def test_form_feeds_count_pages() -> None:
    raw = read_file(b"mot\n\x0chai\nba\x0c", "a.txt")
    assert [(line.text, line.page) for line in raw.lines if line.text] == [
        ("mot", 1),
        ("hai", 2),
        ("ba", 2),
    ]
    assert raw.page_count == 2


def test_markdown_loses_its_marks() -> None:
    text = (
        "# KẾ HOẠCH\n**Cải cách** hành chính\n* Giao `Phòng Nội vụ`\n> trích _nguyên văn_\n---\n"
        "1\\. Xem [Nghị định 30](https://example.vn/30)\n**II. Tổ chức thực hiện**\n"
        "| TT | Nội dung |\n|----|:---:|\n| 1 | **Rà soát** |\n"
    )
    raw = read_pasted(text)
    assert [(line.text, line.bold) for line in raw.lines if line.text and not line.cells] == [
        ("KẾ HOẠCH", True),
        ("Cải cách hành chính", False),
        ("- Giao Phòng Nội vụ", False),
        ("trích nguyên văn", False),
        ("1. Xem Nghị định 30", False),
        ("II. Tổ chức thực hiện", True),
    ]
    assert [(line.table, line.place, line.cells) for line in raw.lines if line.cells] == [
        (1, Place.TABLE, ("TT", "Nội dung")),
        (1, Place.TABLE, ("1", "Rà soát")),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "UBND HUYỆN CHƯ PƯH *",
        "* * *",
        "2 * 3 * 4",
        "snake_case_name",
        "mục # 3",
        "a | b",
    ],
)
def test_stars_in_an_ordinary_paper_are_no_markdown(line: str) -> None:
    assert read_pasted(f"{line}\n{ORDER}").lines[0].text == line


def test_a_table_pasted_from_a_sheet_has_cells_and_a_line_with_tabs_has_not() -> None:
    raw = read_pasted("TT\tNội dung\tChủ trì\n1\tRà soát\tPhòng Nội vụ\n\nNơi nhận:\t\tCHỦ TỊCH\n")
    assert [line.cells for line in raw.lines] == [
        ("TT", "Nội dung", "Chủ trì"),
        ("1", "Rà soát", "Phòng Nội vụ"),
        (),
        (),
    ]
    assert raw.lines[3].text == "Nơi nhận: CHỦ TỊCH"


@pytest.mark.parametrize("data", [b"\r\n \r\n", b"\xef\xbb\xbf", "\u200b\n".encode()])
def test_a_text_without_letters_says_so(data: bytes) -> None:
    raw = read_file(data, "a.txt")
    assert raw.lines == ()
    assert raw.remarks == ("Văn bản không có chữ nào.",)


def test_a_text_that_is_too_long_is_refused_at_once() -> None:
    with pytest.raises(RefusedFile, match="dài quá mức"):
        read_file(b"a" * (TEXT_LIMIT + 1), "dai.txt")
    with pytest.raises(RefusedFile, match="vượt mức 50,0 MB"):
        read_file(b"a" * (100 * 1024 * 1024), "rat-dai.txt")
    with pytest.raises(RefusedFile, match="chỉ dán phần cần theo dõi"):
        read_pasted("a" * (TEXT_LIMIT + 1))


SAMPLES = sorted((Path(__file__).parents[2] / "samples" / "directives").glob("*.txt"))


def sample_lines() -> list[str]:
    """The lines of our own invented papers."""
    texts = [path.read_text("utf-8") for path in SAMPLES]
    lines = unicodedata.normalize("NFC", "\n".join(texts)).split("\n")
    return [line.rstrip() for line in lines if line.strip() and not set("©»«") & set(line)]


@given(st.randoms(use_true_random=False))
@settings(max_examples=150, deadline=None)
def test_good_unicode_is_never_turned(chance: random.Random) -> None:
    """Any few words out of any line, any few lines out of any paper."""
    lines = chance.sample(sample_lines(), 3)
    pieces = []
    for line in lines:
        words = line.split()
        start = chance.randrange(len(words))
        pieces.append(" ".join(words[start : start + chance.randrange(1, 30)]))
    text = "\n".join(pieces)
    assert in_unicode(text) == (text, None)


@pytest.mark.parametrize(
    "text",
    [
        "Café résumé naïve façade déjà vu à la carte",
        "Müller, Schröder, Größe, Übung, Straße, Fußgänger",
        "El niño español está en São Paulo, Brasília, Perú",
        "Łódź Gdańsk Kraków Wrocław Poznań Toruń",
    ],
)
def test_other_languages_are_left_alone(text: str) -> None:
    assert in_unicode(text) == (text, None)


@pytest.mark.parametrize("every", [1, 2, 5, 20])
@pytest.mark.parametrize("legacy", [Legacy.TCVN3, Legacy.VNI])
def test_a_paper_of_two_sources_is_mended_where_it_is_old(legacy: Legacy, every: int) -> None:
    back = _old_signs(legacy)
    lines = [line.lower() for line in sample_lines()[:400]]
    old = [
        "".join(back.get(char, char) for char in line) if place % every == 0 else line
        for place, line in enumerate(lines)
    ]
    text, met = in_unicode("\n".join(old))
    wrong = [line for line, good in zip(text.split("\n"), lines, strict=True) if line != good]
    assert met is legacy
    assert len(wrong) <= 1, wrong


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Sè: 09/C§-UBND", "Số: 09/CĐ-UBND"),
        ("CéNG HßA X· HéI CHñ NGHÜA VIÖT NAM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("TM. ñY BAN NH¢N D¢N", "TM. ỦY BAN NHÂN DÂN"),
        ("Bé Tµi chÝnh", "Bộ Tài chính"),
        ("KÕ HO¹CH", "KẾ HOẠCH"),
    ],
)
def test_capitals_of_tcvn3(old: str, new: str) -> None:
    assert convert(old, Legacy.TCVN3) == new


DIRECTIVES = Path(__file__).parents[4] / "shared" / "directives"


@pytest.mark.skipif(not DIRECTIVES.is_dir(), reason="the five real papers are not beside the clone")
@pytest.mark.parametrize("legacy", [Legacy.TCVN3, Legacy.VNI])
def test_real_papers_survive_the_way_through_an_old_encoding(legacy: Legacy) -> None:
    back = _old_signs(legacy)
    for path in sorted(DIRECTIVES.glob("*.txt")):
        text = unicodedata.normalize("NFC", path.read_text(encoding="utf-8")).lower()
        old = "".join(back.get(char, char) for char in text)
        assert recognised(old) is legacy
        assert convert(old, legacy) == text


def _old_signs(legacy: Legacy) -> dict[str, str]:
    """From each small letter to its old sign, by asking the converter about all signs."""
    western = [chr(code) for code in range(0xA1, 0x100)]
    bases = [""] if legacy is Legacy.TCVN3 else ["", *"aeouyôö"]
    found: dict[str, str] = {}
    for sign in (base + char for base in bases for char in western):
        letter = convert(sign, legacy)
        if len(letter) == 1 and letter != sign and letter.islower():
            found.setdefault(letter, sign)
    found |= {letter: letter for letter in "íì" if legacy is Legacy.VNI}
    return found
