"""An office's own template of one line, in use."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO

import docx
from sqlalchemy.orm import Session

from tests.factories.district import District
from tracker.documents.docx_package import DOCX
from tracker.models import Blob, PaperTemplate
from tracker.storage import FileStore

WHEN = datetime(2026, 11, 2, tzinfo=UTC)


def a_template_in_use(
    session: Session, store: FileStore, district: District, *, kind: str, line: str
) -> PaperTemplate:
    document = docx.Document()
    document.add_paragraph(line)
    own = BytesIO()
    document.save(own)
    sha256 = store.keep(store.quarantine(own.getvalue()))
    session.add(Blob(sha256=sha256, size=len(own.getvalue()), media_type=DOCX, created_at=WHEN))
    session.flush()
    template = PaperTemplate(
        office_id=district.office.id, kind=kind, version=1, name="Mẫu.docx", blob_sha256=sha256,
        in_use=True, uploaded_at=WHEN, uploaded_by_id=district.monitor.id,
    )  # fmt: skip
    session.add(template)
    session.commit()
    return template
