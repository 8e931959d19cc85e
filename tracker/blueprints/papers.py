"""Papers that a form brings along: checked, kept, and not lost when the form is refused.

A browser forgets chosen files when a form comes back with faults. What passed the checks is
therefore kept at once, and the form carries a signed note of it until the deed succeeds.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, BinaryIO, cast

from flask import current_app, request
from flask_babel import lazy_gettext as _
from itsdangerous import BadData, URLSafeTimedSerializer
from werkzeug.datastructures import FileStorage
from wtforms import BooleanField, Form

from tracker.blueprints.deeds import refuse
from tracker.blueprints.fields import UploadField
from tracker.blueprints.present import actor
from tracker.domain.errors import RefusedFile
from tracker.services.evidence import KeptFile
from tracker.services.paper_keeping import keep_paper
from tracker.surroundings import config, store

KINDS = ("pdf", "docx", "xlsx", "jpg", "jpeg", "png")
#: How long a refused form may lie open before its files must be chosen again, in seconds.
NOTE_HOLDS = 12 * 3600


@dataclass(frozen=True, slots=True)
class Note:
    """A kept file as the form shows it again: what is sent back, what is read."""

    token: str
    file: KeptFile


class VouchedField(BooleanField):
    """Whether the person has looked through files in which no text can be read."""

    def __init__(self, label: Any = None, **kwargs: Any) -> None:
        super().__init__(
            label
            or _("Tôi đã xem: tệp ảnh, bảng tính, bản chụp gửi kèm không mang dấu chỉ độ mật"),
            **kwargs,
        )


class PapersField(UploadField):
    """Evidence files: chosen now, and those kept from the form's refused earlier sending."""

    def __init__(self, label: Any = None, validators: Any = (), **kwargs: Any) -> None:
        super().__init__(label or _("Tệp"), validators, kinds=KINDS, **kwargs)
        self.notes: list[Note] = []

    def take_in(self, form: Form) -> list[KeptFile] | None:
        """Every file of the form, checked by content and kept; None when one was refused.

        A refusal stands at the field; what had passed stays noted on the form. The form's field
        ``not_secret`` vouches for files in which no text can be read.
        """
        kept = [_read(token) for token in request.form.getlist(f"{self.name}-kept")]
        files = [file for file in kept if file is not None]
        try:
            for chosen in self.data or []:
                files.append(_keep(chosen, not_secret=bool(form["not_secret"].data)))
        except RefusedFile as error:
            if not self.errors:  # its name or size was refused already: one fault, one sentence
                error.field = error.field or self.name
                refuse(form, error)
            return None
        finally:
            self.notes = [Note(_write(file), file) for file in files]
        return files


def _keep(chosen: FileStorage, *, not_secret: bool) -> KeptFile:
    """A refused file leaves nothing behind."""
    return keep_paper(
        store(),
        cast(BinaryIO, chosen.stream),
        chosen.filename or "",
        limit=config().max_upload,
        not_secret=not_secret,
    )


def _notes() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(str(current_app.secret_key), salt="kept-paper")


def _write(file: KeptFile) -> str:
    fields = [actor().user_id, file.sha256, file.size, file.media_type, file.name, file.vouched]
    return str(_notes().dumps(fields))


def _read(token: str) -> KeptFile | None:
    """The file behind a note of this very person; None for anything else or a lost file."""
    try:
        user_id, sha256, size, media_type, name, vouched = _notes().loads(token, max_age=NOTE_HOLDS)
    except (BadData, ValueError):
        return None
    if user_id != actor().user_id or not store().exists(sha256):
        return None
    return KeptFile(sha256, size, media_type, name, vouched)
