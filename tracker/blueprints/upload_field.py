"""Files that a person chooses: several kinds, a limit, and a sentence for each fault."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from flask_babel import gettext
from werkzeug.datastructures import FileStorage
from wtforms import Field
from wtforms.validators import StopValidation
from wtforms.widgets import FileInput

from tracker.domain.vietnamese import nfc


class UploadField(Field):
    """Files of the kinds named (ends of file names) and at most ``max_size`` bytes each.

    ``data`` is the list of files really chosen. Looks at names and sizes only; what is inside
    is judged by the service.
    """

    data: list[FileStorage]

    def __init__(
        self,
        label: Any = None,
        validators: Iterable[Any] = (),
        *,
        kinds: Sequence[str] = ("pdf", "docx", "xlsx", "jpg", "jpeg", "png"),
        max_size: int = 50 * 1024 * 1024,
        multiple: bool = True,
        **kwargs: Any,
    ) -> None:
        render_kw = {"accept": ",".join(f".{kind}" for kind in kinds)}
        super().__init__(label, validators, render_kw=render_kw, **kwargs)
        self.kinds = tuple(kinds)
        self.max_size = max_size
        self.widget = FileInput(multiple=multiple)

    def kinds_text(self) -> str:
        """The ends of names for the script."""
        return ",".join(self.kinds)

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        """Browsers send one empty file where none was chosen."""
        self.data = [file for file in valuelist if isinstance(file, FileStorage) and file.filename]

    def pre_validate(self, form: Any) -> None:
        """Refuse by name and size, naming the file."""
        del form
        for file in self.data or []:
            name = nfc(file.filename or "")
            if name.rpartition(".")[2].lower() not in self.kinds:
                raise StopValidation(
                    gettext(
                        "Không nhận tệp “%(name)s”. Loại tệp được nhận: %(kinds)s.",
                        name=name,
                        kinds=", ".join(self.kinds),
                    )
                )
            self._check_size(file, name)

    def _check_size(self, file: FileStorage, name: str) -> None:
        size = file.stream.seek(0, 2)
        file.stream.seek(0)
        if size == 0:
            raise StopValidation(
                gettext("Tệp “%(name)s” không có nội dung (0 byte). Hãy chọn lại.", name=name)
            )
        if size > self.max_size:
            raise StopValidation(
                gettext(
                    "Tệp “%(name)s” lớn hơn mức cho phép (%(limit)s MB).",
                    name=name,
                    limit=self.max_size // (1024 * 1024),
                )
            )
