"""Several sentences in one paragraph: orders to further units, and what was only agreed."""

from __future__ import annotations

from tracker.reading.orders import ASSENT, charged, later_actor
from tracker.reading.sentences import sentences
from tracker.reading.subjects import Actor
from tracker.reading.unit_name import UnitName


def assent_end(text: str) -> int:
    """Where an opening sentence ends that only agrees to something, if a later one charges.

    "Thống nhất gia hạn dự án đến hết năm 2026. Giao Sở A … trong tháng 10": the first time
    belongs to what was agreed, not to the order.
    """
    spans = sentences(text)
    if len(spans) < 2 or not ASSENT.match(text) or later_actor(text) is None:
        return 0
    return spans[0][1]


def second_orders(text: str, first: tuple[UnitName, ...]) -> list[tuple[int, int, Actor]]:
    """Later sentences that order another unit: (start, end, who)."""
    found: list[tuple[int, int, Actor]] = []
    taken = {unit.text.lower() for unit in first}
    for start, end in sentences(text)[1:]:
        actor = charged(text[:end], start)
        if actor and not {unit.text.lower() for unit in actor.units} & taken:
            found.append((start, end, actor))
    return found
