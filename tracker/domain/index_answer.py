"""What is stated for one item of the index: values, parts, choices, or that nothing applies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from tracker.domain.errors import InvalidInput
from tracker.domain.index_numbers import HUNDRED, plain


@dataclass(frozen=True, slots=True)
class Answer:
    """What a unit, or an appraiser, states for one item; empty where nothing was said.

    value: a rate or an amount. done, of: its two parts, from which the rate in per cent follows.
    yes: YES_NO. chosen: CHOICE, from 0. ticked: TICKS. counts: PENALTY, one per option.
    numbers: FORMULA, by name. The value of SURVEY is the share, 0 to 100; that of TRACKING is
    what was measured.
    """

    value: Decimal | None = None
    done: Decimal | None = None
    of: Decimal | None = None
    yes: bool | None = None
    chosen: int | None = None
    ticked: frozenset[int] | None = None
    counts: tuple[int, ...] | None = None
    numbers: Mapping[str, Decimal] = field(default_factory=dict)
    not_applicable: bool = False

    def to_json(self) -> dict[str, Any]:
        """Only what was said; decimals as texts."""
        kept: dict[str, Any] = {}
        for name in ("value", "done", "of"):
            number = getattr(self, name)
            if number is not None:
                kept[name] = plain(number)
        for name in ("yes", "chosen"):
            if getattr(self, name) is not None:
                kept[name] = getattr(self, name)
        if self.ticked is not None:
            kept["ticked"] = sorted(self.ticked)
        if self.counts is not None:
            kept["counts"] = list(self.counts)
        if self.numbers:
            kept["numbers"] = {name: plain(value) for name, value in sorted(self.numbers.items())}
        if self.not_applicable:
            kept["not_applicable"] = True
        return kept


def answer_from_json(kept: Mapping[str, Any]) -> Answer:
    """The answer of a table's row."""
    number = {
        name: Decimal(kept[name]) if name in kept else None for name in ("value", "done", "of")
    }
    return Answer(
        **number,
        yes=kept.get("yes"),
        chosen=kept.get("chosen"),
        ticked=frozenset(kept["ticked"]) if "ticked" in kept else None,
        counts=tuple(kept["counts"]) if "counts" in kept else None,
        numbers={name: Decimal(value) for name, value in kept.get("numbers", {}).items()},
        not_applicable=bool(kept.get("not_applicable")),
    )


def rate_of(answer: Answer) -> Decimal | None:
    """The value stated, or the rate of its two parts in per cent. Raises InvalidInput."""
    if answer.done is None and answer.of is None:
        if answer.value is not None and answer.value < 0:
            raise InvalidInput("Giá trị không được nhỏ hơn 0.")
        return answer.value
    if answer.done is None or answer.of is None:
        raise InvalidInput("Hãy ghi cả hai số: đã đạt và tổng số.")
    if answer.of == 0:
        raise InvalidInput(
            "Tổng số bằng 0 nên không tính được tỷ lệ. Nếu không có việc này trong kỳ, hãy chọn "
            "“không phát sinh”."
        )
    if answer.done < 0 or answer.of < 0 or answer.done > answer.of:
        raise InvalidInput("Số đã đạt phải từ 0 đến tổng số.")
    return answer.done / answer.of * HUNDRED
