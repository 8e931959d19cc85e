"""Files of tests that lie in the store with their rows: what pages give out and show."""

from __future__ import annotations

import io
import struct
import zlib
from datetime import date, datetime
from typing import Any

import docx
from flask import Flask
from openpyxl import Workbook
from sqlalchemy.orm import Session

from tests.factories.district import District
from tracker.documents.file_kind import MIME_TYPES, FileKind
from tracker.domain.source import FileRole
from tracker.models import Blob, Directive, DirectiveFile, EvidenceRevision, Task
from tracker.services import evidence
from tracker.services.evidence import KeptFile
from tracker.storage import FileStore
from tracker.surroundings import KEY


def store_of(app: Flask) -> FileStore:
    kept: FileStore = app.extensions[KEY].store
    return kept


def keep(app: Flask, content: bytes) -> str:
    store = store_of(app)
    return store.keep(store.quarantine(content))


def lose(app: Flask, sha256: str) -> None:
    """Somebody removed the file behind the application's back."""
    store_of(app).path(sha256).unlink()  # type: ignore[attr-defined]


def a_paper(
    app: Flask,
    session: Session,
    district: District,
    task: Task,
    *,
    content: bytes,
    name: str,
    kind: FileKind,
    now: datetime,
    **changes: Any,
) -> EvidenceRevision:
    """Evidence of Phòng Tư pháp."""
    asked: dict[str, Any] = {
        "unit_id": district.justice.id,
        "title": "",
        "is_result_paper": True,
        "paper_number": "45/BC-TP",
        "paper_on": date(2026, 11, 20),
        "note": "",
        "actor": district.actor(district.justice_officer),
    }
    (made,) = evidence.attach(
        session,
        task_id=task.id,
        files=[KeptFile(keep(app, content), len(content), MIME_TYPES[kind], name)],
        now=now,
        **(asked | changes),
    )
    return made


def a_directive_file(
    app: Flask,
    session: Session,
    directive: Directive,
    *,
    content: bytes,
    name: str,
    now: datetime,
) -> DirectiveFile:
    """The original of an order, a PDF."""
    sha256 = keep(app, content)
    if session.get(Blob, sha256) is None:
        session.add(
            Blob(sha256=sha256, size=len(content), media_type="application/pdf", created_at=now)
        )
        session.flush()
    file = DirectiveFile(
        directive_id=directive.id,
        blob_sha256=sha256,
        name=name,
        role=FileRole.ORIGINAL,
        created_at=now,
        created_by_id=directive.created_by_id,
    )
    session.add(file)
    session.flush()
    session.expire(directive, ["files"])
    return file


def a_pdf(pages: int = 1, words: str = "x") -> bytes:
    """A sound PDF of empty sheets; ``words`` make it another file."""
    kids = " ".join(f"{number + 3} 0 R" for number in range(pages))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>",
        *["<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 280] >>"] * pages,
    ]
    body, places = b"%PDF-1.4\n%" + words.encode() + b"\n", []
    for number, thing in enumerate(objects, start=1):
        places.append(len(body))
        body += f"{number} 0 obj {thing} endobj\n".encode()
    start = len(body)
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    body += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}".encode()
    body += (
        f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF".encode()
    )
    return body


def a_png() -> bytes:
    """One grey pixel."""
    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(b"\0\x80")), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(part)) + mark + part + struct.pack(">I", zlib.crc32(mark + part))
        for mark, part in chunks
    )


def a_docx(lines: int) -> bytes:
    document = docx.Document()
    for number in range(1, lines + 1):
        document.add_paragraph(f"Đoạn thứ {number} của báo cáo")
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def an_xlsx(rows: int, columns: int = 3) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Số liệu"
    for number in range(1, rows + 1):
        sheet.append([f"D{number}C{place}" for place in range(1, columns + 1)])
    book.create_sheet("Ghi chú").append(["Nguồn: các xã"])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()
