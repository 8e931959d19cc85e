"""A paper that proves a result goes into the file store: judged by its content, never if secret.

No database here; slow (hashing, reading), so doors call it outside any writing transaction.
"""

from __future__ import annotations

from typing import BinaryIO

from tracker.documents.file_kind import EVIDENCE_KINDS, MIME_TYPES, FileKind
from tracker.documents.file_names import clean_name
from tracker.documents.read_file import read_file
from tracker.documents.sniff import recognise
from tracker.domain.errors import RefusedFile
from tracker.reading.raw_line import RawText
from tracker.services.evidence import KeptFile
from tracker.services.secrecy_check import refuse_secret
from tracker.storage import FileStore

_WITH_TEXT = frozenset({FileKind.PDF, FileKind.DOCX})


def keep_paper(store: FileStore, stream: BinaryIO, name: str, *, limit: int) -> KeptFile:
    """Quarantine, judge, keep. ``limit`` is in bytes.

    Raises RefusedFile for the wrong kind and SecretRefused for a secrecy mark, and then nothing
    is left. A photo, a sheet or a scan has no text in which a mark could be seen.
    """
    called = clean_name(name)
    waiting = store.quarantine(stream, limit=limit)
    try:
        data = waiting.read()
        kind = recognise(data, called, allowed=EVIDENCE_KINDS, limit=limit)
        if kind in _WITH_TEXT:
            refuse_secret(_text_of(data, called))
        return KeptFile(store.keep(waiting), waiting.size, MIME_TYPES[kind], called)
    except BaseException:
        store.discard(waiting)
        raise


def _text_of(data: bytes, name: str) -> RawText:
    """What can be read. A result may be too long to read; that alone is no reason to refuse it."""
    try:
        return read_file(data, name)
    except RefusedFile:
        return RawText(())
