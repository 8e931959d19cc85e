"""Old and foreign papers, by the real LibreOffice; and what is said where it is missing."""

from __future__ import annotations

import io
import subprocess
import tempfile
import threading
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from tests.documents.readers.compound_file_writer import OPEN_WORD, compound_file
from tests.documents.readers.word_file import (
    cell,
    definition,
    level,
    listing,
    numbered,
    para,
    row,
    run,
    table,
    word_file,
)
from tracker.documents.file_kind import FileKind
from tracker.documents.libre_office import to_docx
from tracker.documents.read_file import CONVERTED, read_file
from tracker.domain.errors import RefusedFile
from tracker.reading.raw_line import RawText

PAPER = word_file(
    para("Số: 15/KH-UBND")
    + numbered("Mục đích", 1)
    + numbered("Giao Phòng Nội vụ chủ trì", 1, 1)
    + numbered("Giao Thanh tra huyện", 1, 1)
    + numbered("Tổ chức thực hiện", 1)
    + para(
        run("Các xã báo cáo trước ngày 15/12."),
        '<w:r><w:footnoteReference w:id="2"/></w:r>',
    )
    + table(
        row("TT", "Nội dung", "Chủ trì"),
        row("1", "Lập danh mục", cell("Phòng Tài chính", merge="restart")),
        row("2", "Công khai", cell(merge="continue")),
    ),
    numbering=definition(0, level(0, "upperRoman", "%1."), level(1, "decimal", "%2."))
    + listing(1, 0),
    footnotes='<w:footnote w:id="2">' + para("Theo Quyết định số 07.") + "</w:footnote>",
)
RTF = b"{\\rtf1\\ansi\\ansicpg1252 Giao Ph\\u242?ng N\\u7897?i v\\u7909? ch\\u7911? tr\\u236?\\par}"


def words(raw: RawText) -> list[str]:
    return [line.text for line in raw.lines if line.text]


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Everything temporary lies in a folder of this test, and nothing of it may stay."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    yield
    assert not list(folder.iterdir())


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The same paper as LibreOffice itself writes it in the other formats."""
    folder = tmp_path_factory.mktemp("papers")
    (folder / "a.docx").write_bytes(PAPER)
    for ending in ("doc", "odt", "rtf"):
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        order = ["soffice", "--headless", profile, "--convert-to", ending, "a.docx"]
        subprocess.run(order, check=True, capture_output=True, timeout=120, cwd=folder)
    return {path.suffix[1:]: path.read_bytes() for path in folder.glob("a.*")}


@pytest.mark.libreoffice
@pytest.mark.parametrize("ending", ["doc", "odt", "rtf"])
def test_a_paper_reads_the_same_in_every_format(papers: dict[str, bytes], ending: str) -> None:
    raw = read_file(papers[ending], f"a.{ending}")
    assert words(raw) == words(read_file(PAPER, "a.docx"))
    assert words(raw)[1:4] == [
        "I. Mục đích",
        "1. Giao Phòng Nội vụ chủ trì",
        "2. Giao Thanh tra huyện",
    ]
    assert words(raw)[-2] == "2 | Công khai | Phòng Tài chính"
    assert raw.remarks == (CONVERTED,)


@pytest.mark.libreoffice
def test_an_rtf_may_be_named_doc(papers: dict[str, bytes]) -> None:
    assert words(read_file(RTF, "a.doc")) == ["Giao Phòng Nội vụ chủ trì"]


@pytest.mark.libreoffice
@pytest.mark.parametrize(
    ("data", "name"),
    [(compound_file(WordDocument=OPEN_WORD), "a.doc"), (b"{\\rtf1", "a.rtf")],
    ids=["empty doc", "torn rtf"],
)
def test_a_broken_one_is_refused_or_empty(data: bytes, name: str) -> None:
    raw = RawText(())
    with suppress(RefusedFile):
        raw = read_file(data, name)
    assert not words(raw)


@pytest.mark.libreoffice
def test_a_long_one_is_given_up_in_time_and_nothing_is_left() -> None:
    long = b"{\\rtf1\\ansi " + b"Giao Thanh tra\\par\n" * 60_000 + b"}"
    with pytest.raises(RefusedFile, match="Chưa chuyển đổi xong tệp “a"):
        to_docx(long, FileKind.RTF, "a.rtf", seconds=1)


@pytest.fixture
def asked() -> Iterator[tuple[str, list[str]]]:
    """A web server on this machine, and the addresses that somebody asked it for."""
    seen: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            seen.append(self.path)
            self.send_response(200)
            self.end_headers()

        do_HEAD = do_OPTIONS = do_GET  # noqa: N815

        def log_message(self, *_about: object) -> None:
            """Stay silent."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", seen
    server.shutdown()
    server.server_close()


@pytest.mark.libreoffice
def test_links_in_a_paper_lead_nowhere(
    papers: dict[str, bytes], asked: tuple[str, list[str]], tmp_path: Path
) -> None:
    """Neither a picture on the web nor a text on this machine is fetched into the paper."""
    address, seen = asked
    own = tmp_path / "own.txt"
    own.write_text("mật khẩu của máy chủ")
    link = 'xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"'
    added = (
        f'<text:section text:name="S"><text:section-source xlink:href="{own.as_uri()}" {link}/>'
        "<text:p>trong mục</text:p></text:section><text:p><draw:frame svg:width='2cm' "
        "svg:height='2cm' text:anchor-type='as-char'>"
        f'<draw:image xlink:href="{address}/seen.png" {link}/></draw:frame></text:p>'
    )
    source = zipfile.ZipFile(io.BytesIO(papers["odt"]))
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for entry in source.infolist():
            content = source.read(entry)
            if entry.filename == "content.xml":
                head, mark, rest = content.decode().partition("</office:text>")
                content = (head + added + mark + rest).encode()
            archive.writestr(entry, content)
    lines = words(read_file(target.getvalue(), "a.odt"))
    assert "trong mục" in lines
    assert not any("mật khẩu" in line for line in lines)
    assert seen == []


def test_without_libre_office_the_sentence_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(RefusedFile) as refused:
        read_file(compound_file(WordDocument=OPEN_WORD), "ke hoach.doc")
    assert "“ke hoach.doc”" in str(refused.value)
    assert "cần có LibreOffice" in str(refused.value)
    assert "Lưu thành… .docx" in str(refused.value)
