"""A target's value in words."""

from __future__ import annotations

from tracker.blueprints.filters import label
from tracker.domain.target_value import Comparator
from tracker.domain.vietnamese import number_words
from tracker.models import Target


def target_words(target: Target) -> str:
    """ "tối thiểu 80%", "trong khoảng 20–25 hộ", "đạt 6.500 tỷ đồng"."""
    value = _figure(target.value)
    if target.comparator is Comparator.BETWEEN and target.upper:
        value = f"{value}–{_figure(target.upper)}"
    close = "" if target.unit.startswith("%") else " "
    return f"{label(target.comparator)} {value}{close}{target.unit}"


def _figure(value: str) -> str:
    whole, _point, part = value.partition(".")
    return number_words(int(whole)) + (f",{part}" if part else "")
