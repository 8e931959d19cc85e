"""What a matrix is narrowed to, and what its ticks mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from flask import request
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, SelectMultipleField
from wtforms.fields.choices import SelectChoice
from wtforms.widgets import CheckboxInput, ListWidget

from tracker.blueprints.choice_fields import EnumField
from tracker.blueprints.deeds import DeedForm
from tracker.blueprints.fields import NormalisedTextArea
from tracker.blueprints.form_words import OfficeForm
from tracker.blueprints.keys import key_in
from tracker.domain.bulk_deeds import BulkDeed
from tracker.domain.class_matrix import WAITING, MatrixView
from tracker.models import Duty
from tracker.queries.class_matrix import Cell
from tracker.services.bulk_decisions import PickedTask

_SEEN = re.compile(r"(\d{1,10})\.(\d{1,10})\.(\d{1,10})\.(\d{1,10})\.([wu-])")


class ChecksField(SelectMultipleField):
    """Several duties as a list of checks."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def pre_validate(self, form: Any) -> None:
        """A duty that went meanwhile is simply not shown."""


class MatrixFilter(OfficeForm):
    """Which units and which duties; everything stands in the address."""

    class Meta(OfficeForm.Meta):
        """A question needs no token."""

        csrf = False

    view = EnumField(_l("Đơn vị"), enum=MatrixView, default=MatrixView.ALL)
    duty = ChecksField(_l("Nhiệm vụ hiển thị"), coerce=int, choices=[])

    def offer(self, duties: Sequence[Duty], words: Iterable[str]) -> None:
        """Set what may be chosen."""
        self.duty.choices = [
            SelectChoice(duty.id, text) for duty, text in zip(duties, words, strict=True)
        ]


class TicksForm(DeedForm):
    """Deeds on ticked cells."""

    seen = HiddenField()
    remark = NormalisedTextArea(
        _l("Lý do trả lại, ý kiến xác nhận hoặc nội dung đôn đốc"), max_length=1000
    )


@dataclass(frozen=True, slots=True)
class _Seen:
    """A cell as the page showed it; ``waits`` for a decision, or its unit still ``owes``."""

    pick: PickedTask
    unit: str
    duty: str
    kind: str


def seen_words(cells: Iterable[Cell]) -> str:
    """The versions that a page shows, for its form."""
    return " ".join(
        f"{cell.task_id}.{cell.version}.{cell.unit_id}.{cell.duty_id}.{_kind(cell)}"
        for cell in cells
    )


def _kind(cell: Cell) -> str:
    return "w" if cell.state in WAITING else "u" if cell.is_missing else "-"


def ticked(form: TicksForm, deed: BulkDeed) -> list[PickedTask]:
    """The cells that were ticked, by themselves or by their row or column.

    A whole row or column means those of its cells to which ``deed`` can be done; a cell ticked by
    itself is taken as it is, so that the person hears why it cannot.
    """
    rows, columns = set(request.form.getlist("row")), set(request.form.getlist("col"))
    cells = set(request.form.getlist("pick"))
    wanted = "u" if deed is BulkDeed.URGE else "w"
    found = []
    for each in _read(form.seen.data or ""):
        in_line = each.unit in rows or each.duty in columns
        if each.kind == wanted if in_line else str(each.pick.task_id) in cells:
            found.append(each.pick)
    return found


def _read(seen: str) -> list[_Seen]:
    found = []
    for part in seen.split():
        match = _SEEN.fullmatch(part)
        task_id = key_in(match[1]) if match else None
        version = key_in(match[2]) if match else None
        if match is not None and task_id is not None and version is not None:
            found.append(_Seen(PickedTask(task_id, version), match[3], match[4], match[5]))
    return found
