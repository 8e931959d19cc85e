"""What an import would do: each row with its fate and its faults, before anything is written."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from tracker.domain.errors import InvalidInput
from tracker.domain.labels import N_
from tracker.domain.sentences import Sentence, say
from tracker.domain.typed_day import typed_day


class Fate(StrEnum):
    """What becomes of a row."""

    ADD = "add"
    EXTEND = "extend"
    """The person is there; a post or role is added."""
    KNOWN = "known"
    GROUP = "group"
    """A title of several rows below it."""
    SKIPPED = "skipped"
    FAULTY = "faulty"


FATE_WORDS = {
    Fate.ADD: N_("Thêm mới"),
    Fate.EXTEND: N_("Bổ sung cho người đã có"),
    Fate.KNOWN: N_("Đã có, giữ nguyên"),
    Fate.GROUP: N_("Tiêu đề nhóm"),
    Fate.SKIPPED: N_("Bỏ qua"),
    Fate.FAULTY: N_("Có lỗi"),
}


@dataclass(frozen=True, slots=True)
class CellFault:
    """What is wrong in one cell; ``column`` is its heading."""

    column: str
    why: Sentence


@dataclass(slots=True)
class PlannedRow:
    """A row of the file, by its number in Excel. ``label`` is what it is about."""

    number: int
    label: str
    fate: Fate = Fate.ADD
    faults: list[CellFault] = field(default_factory=list)

    def fault(self, column: str, why: Sentence) -> None:
        """Note a fault: the whole file then waits for its correction."""
        self.faults.append(CellFault(column, why))
        self.fate = Fate.FAULTY


def day_in(row: PlannedRow, column: str, text: str) -> date | None:
    """The day in a cell; None for an empty one or a fault, which is noted."""
    if not text:
        return None
    try:
        return typed_day(text)
    except InvalidInput as error:
        row.fault(column, Sentence(error.message, tuple(error.values.items())))
        return None


def too_long(row: PlannedRow, column: str, text: str, most: int) -> None:
    """Note a text that the table could not hold."""
    if len(text) > most:
        row.fault(
            column, say("Dài %(length)s ký tự, tối đa %(most)s.", length=len(text), most=most)
        )


def refuse_faulty(rows: list[PlannedRow]) -> None:
    """Raise InvalidInput when any row is faulty: nothing is imported by halves."""
    faulty = sum(row.fate is Fate.FAULTY for row in rows)
    if faulty:
        raise InvalidInput(
            "Còn %(n)s dòng có lỗi nên chưa nhập gì. Hãy sửa trong Excel rồi tải lên lại.",
            n=faulty,
        )
    if not any(row.fate in (Fate.ADD, Fate.EXTEND) for row in rows):
        raise InvalidInput("Không có dòng nào cần nhập: mọi dòng đều đã có trong hệ thống.")
