"""A paper that proves a result goes into the file store: judged by its content, never if secret.

No database here; slow (hashing, reading), so doors call it outside any writing transaction.
"""

from __future__ import annotations

from typing import BinaryIO

from tracker.documents.file_kind import EVIDENCE_KINDS, MIME_TYPES, FileKind
from tracker.documents.file_names import clean_name
from tracker.documents.read_file import read_known
from tracker.documents.sniff import recognise
from tracker.domain.errors import RefusedFile
from tracker.reading.raw_line import RawText
from tracker.services.evidence import KeptFile
from tracker.services.secrecy_check import refuse_secret
from tracker.storage import FileStore

_WITH_TEXT = frozenset({FileKind.PDF, FileKind.DOCX})


def keep_paper(
    store: FileStore, stream: BinaryIO, name: str, *, limit: int, not_secret: bool
) -> KeptFile:
    """Quarantine, judge, keep. ``limit`` is in bytes.

    Raises RefusedFile for the wrong kind and SecretRefused for a secrecy mark, and then nothing
    is left. A photo, a sheet or a scan has no text in which a mark could be seen: there a person
    vouches that it bears none (``not_secret``), else it is refused and nothing is left either.
    """
    called = clean_name(name)
    waiting = store.quarantine(stream, limit=limit)
    try:
        data = waiting.read()
        kind = recognise(data, called, allowed=EVIDENCE_KINDS, limit=limit)
        raw = _text_of(data, called, kind) if kind in _WITH_TEXT else RawText(())
        refuse_secret(raw)
        readable = any(line.text.strip() for line in raw.lines)
        if not readable and not not_secret:
            raise RefusedFile(
                "Không đọc được chữ trong tệp “%(name)s” để kiểm tra dấu chỉ độ mật. Hãy xem lại "
                "tệp, đánh dấu xác nhận rồi chọn lại tệp này.",
                field="not_secret",
                name=called,
            )
        size, media_type = waiting.size, MIME_TYPES[kind]
        return KeptFile(store.keep(waiting), size, media_type, called, vouched=not readable)
    except BaseException:
        store.discard(waiting)
        raise


def _text_of(data: bytes, name: str, kind: FileKind) -> RawText:
    """What can be read. A result may be too long to read; that alone is no reason to refuse it."""
    try:
        return read_known(data, name, kind)
    except RefusedFile:
        return RawText(())
