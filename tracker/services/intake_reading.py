"""Reading what came in, before anything is written: quarantine, kind, text, secrecy, sense.

No database here. A refused paper leaves nothing behind: its bytes leave the quarantine before
the refusal is raised, and the refusal names neither the file nor the paper (design D9).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from tracker.documents.file_kind import DIRECTIVE_KINDS, MIME_TYPES, FileKind
from tracker.documents.file_names import clean_name
from tracker.documents.ocr_reader import Progress, read_pictures
from tracker.documents.read_file import read_known
from tracker.documents.sniff import recognise
from tracker.domain.errors import InvalidInput
from tracker.domain.vietnamese import fold
from tracker.reading.directive_reading import Reading, read_directive
from tracker.reading.raw_line import RawText
from tracker.reading.secrecy import is_restricted
from tracker.services.secrecy_check import refuse_secret
from tracker.storage import FileStore, Quarantined

PASTED = "Nội dung nhập vào.txt"
_SHORTEST_TEXT = 40
_LONGEST_TEXT = 2_000_000


@dataclass(frozen=True, slots=True)
class TakenIn:
    """A paper that may be kept: its bytes (still in quarantine) and what was read of it.

    ``text_sha256`` is of the folded text, None for a paper without readable text.
    """

    waiting: Quarantined
    name: str
    media_type: str
    reading: Reading
    restricted: bool
    text_sha256: str | None
    pictures: tuple[int, ...] = ()
    """Pages that have yet to be read off their pictures (``read_scan``)."""


def read_upload(
    store: FileStore,
    data: bytes,
    name: str,
    *,
    not_secret: bool = False,
    pictures_later: bool = False,
) -> TakenIn:
    """Take ``data`` into quarantine and read it.

    ``not_secret``: a person vouches that the paper bears no secrecy mark; needed where no text
    can be read, since then nobody else has looked. ``pictures_later``: pages without letters
    will be read off their pictures, and the paper is judged then. Raises RefusedFile,
    SecretRefused or InvalidInput, and then nothing is left.
    """
    waiting = store.quarantine(data)
    try:
        called = clean_name(name)
        kind = recognise(data, called, allowed=DIRECTIVE_KINDS)
        raw = read_known(data, called, kind)
        vouched = not_secret or (pictures_later and bool(raw.pictures))
        return _judged(waiting, called, kind, raw, not_secret=vouched)
    except BaseException:
        store.discard(waiting)
        raise


def read_kept(store: FileStore, sha256: str, name: str, *, not_secret: bool) -> TakenIn:
    """Read a file of ours, kept for another paper, as one that comes in. No database is written.

    Raises as ``read_upload``; NotFound when the store has lost the file.
    """
    with store.open(sha256) as stream:
        data = stream.read()
    return read_upload(store, data, name, not_secret=not_secret)


def read_scan(
    waiting: Quarantined, name: str, *, on_page: Progress, not_secret: bool = False
) -> TakenIn:
    """Read what waits in quarantine once more, pictures too; it stays there.

    Raises as ``read_upload``, TesseractMissing, and whatever ``on_page`` raises.
    """
    data = waiting.read()
    kind = recognise(data, name, allowed=DIRECTIVE_KINDS)
    raw = read_pictures(data, name, on_page)
    return _judged(waiting, name, kind, raw, not_secret=not_secret)


def read_pasted(store: FileStore, text: str) -> TakenIn:
    """Take in pasted text as a .txt file. Raises as ``read_upload``."""
    if len(text.strip()) < _SHORTEST_TEXT:
        raise InvalidInput(
            "Nội dung dán vào quá ngắn để là một văn bản. Hãy dán toàn bộ văn bản, "
            "hoặc dùng chức năng giao nhanh một nhiệm vụ.",
            field="text",
        )
    return read_upload(store, text.encode(), PASTED)


def _judged(
    waiting: Quarantined, name: str, kind: FileKind, raw: RawText, *, not_secret: bool
) -> TakenIn:
    refuse_secret(raw)
    text = _folded(raw)
    if len(text) > _LONGEST_TEXT:
        raise InvalidInput(
            "Văn bản dài bất thường (%(length)s ký tự). Hãy kiểm tra lại tệp.", length=len(text)
        )
    if not text and kind is FileKind.TEXT:
        raise InvalidInput("Văn bản không có chữ nào. Hãy kiểm tra lại tệp rồi tải lên lại.")
    if raw.off_picture and raw.pictures and not not_secret:
        raise InvalidInput(
            "Có trang quét quá khó đọc, nên chưa kiểm tra được hết dấu chỉ độ mật. Nếu văn bản "
            "không mang dấu chỉ độ mật, hãy đánh dấu ô xác nhận rồi tải lên lại.",
            field="not_secret",
        )
    if not text and not not_secret:
        raise InvalidInput(
            "Không đọc được chữ nào trong tệp (có thể là bản chụp), nên chưa kiểm tra được dấu "
            "chỉ độ mật. Nếu văn bản không mang dấu chỉ độ mật, hãy đánh dấu ô xác nhận rồi tải "
            "lên lại; hoặc tải lên bản có chữ.",
            field="not_secret",
        )
    return TakenIn(
        waiting=waiting,
        name=name,
        media_type=MIME_TYPES[kind],
        reading=read_directive(raw),
        restricted=is_restricted(raw),
        text_sha256=hashlib.sha256(text.encode()).hexdigest() if text else None,
        pictures=raw.pictures,
    )


def _folded(raw: RawText) -> str:
    """The text as it is compared: letters only, so that a .docx and its .pdf are one paper."""
    joined = fold(" ".join(line.text for line in raw.lines))
    return "".join(char for char in joined if char.isalnum())
