"""How well a reading agrees with labels made by hand: small, strict, and our own.

Reading and labels come in the exchange form (see ``export``). Tasks are matched by the first
words of their text; optional labels are neither required nor punished. Leads and coordinating
units are compared as sets of written names; deadlines by kind and value.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tracker.domain.vietnamese import nfc

_ABBREVIATIONS = (("ubnd", "ủy ban nhân dân"), ("hđnd", "hội đồng nhân dân"), ("uỷ", "ủy"))
_HEADER = ("kind", "number", "issued_on", "issuer", "title")
_ANCHOR = 40


@dataclass
class Score:
    """Counts that can be added over documents."""

    required: int = 0
    found: int = 0
    extra: int = 0
    traps: int = 0
    lead: list[int] = field(default_factory=lambda: [0, 0, 0])
    coordinating: list[int] = field(default_factory=lambda: [0, 0, 0])
    due_right: int = 0
    dated: int = 0
    dated_right: int = 0
    header: list[int] = field(default_factory=lambda: [0, 0])
    misses: list[str] = field(default_factory=list)

    @property
    def task_f1(self) -> float:
        """Harmonic mean of precision and recall over required tasks."""
        total = self.required + self.found + self.extra
        return 2 * self.found / total if total else 1.0

    @property
    def lead_f1(self) -> float:
        """Set F1 of leads over matched tasks."""
        return _f1(self.lead)

    @property
    def coordinating_f1(self) -> float:
        """Set F1 of coordinating units over matched tasks."""
        return _f1(self.coordinating)

    @property
    def due_strict(self) -> float:
        """Share of matched tasks with the right kind and value."""
        return self.due_right / self.found if self.found else 1.0

    @property
    def due_found(self) -> float:
        """Share of right deadlines where the labels have one."""
        return self.dated_right / self.dated if self.dated else 1.0

    @property
    def header_right(self) -> float:
        """Share of right header fields among those printed."""
        return self.header[0] / self.header[1] if self.header[1] else 1.0

    def __add__(self, other: Score) -> Score:
        return Score(
            self.required + other.required,
            self.found + other.found,
            self.extra + other.extra,
            self.traps + other.traps,
            [a + b for a, b in zip(self.lead, other.lead, strict=True)],
            [a + b for a, b in zip(self.coordinating, other.coordinating, strict=True)],
            self.due_right + other.due_right,
            self.dated + other.dated,
            self.dated_right + other.dated_right,
            [a + b for a, b in zip(self.header, other.header, strict=True)],
            self.misses + other.misses,
        )


def compare(document: Mapping[str, Any], labels: Mapping[str, Any]) -> Score:
    """Compare what was read of one paper with the labels of the same paper."""
    found = Score()
    _score_header(document["header"], labels["header"], found)
    tasks = list(document["tasks"])
    for label in (t for t in labels["tasks"] if not t.get("optional")):
        found.required += 1
        task = _take(tasks, label)
        if task is None:
            found.misses.append(f"{labels['doc']} {label['path']}: {label['anchor']}")
            continue
        found.found += 1
        _score_task(task, label, found, labels["doc"])
    for label in (t for t in labels["tasks"] if t.get("optional")):
        _take(tasks, label)
    found.extra = len(tasks)
    for task in tasks:
        trap = any(_opens(task["text"], words) for words in labels.get("not_tasks", ()))
        found.traps += trap
        found.misses.append(f"{labels['doc']} extra: {task['text'][:70]}")
    return found


def _take(tasks: list[dict[str, Any]], label: dict[str, Any]) -> dict[str, Any] | None:
    for anchor in (label["anchor"], *label.get("anchor_alt", ())):
        for task in tasks:
            if _opens(task["text"], anchor):
                tasks.remove(task)
                return task
    return None


def _opens(text: str, anchor: str) -> bool:
    mark = r"^(?:[-+•*]\s*|\d+[.)]?\s?|điều \d+\.\s*)"
    words = re.sub(mark, "", _plain(anchor))[:_ANCHOR]
    return bool(words) and 0 <= _plain(text).find(words) <= 120


def _plain(text: str) -> str:
    text = re.sub(r"[*_`]+", "", nfc(text))
    return re.sub(r"\s+", " ", re.sub(r"[–—−]", "-", text)).strip().casefold()


def _unit(name: str) -> str:
    text = _plain(name).rstrip(".;:,")
    for short, long in _ABBREVIATIONS:
        text = re.sub(rf"\b{short}\b", long, text) if short != "uỷ" else text.replace(short, long)
    text = re.sub(r"\((?!bà).*?\)", " ", text)
    text = re.sub(r"^(?:(?:các|đồng chí|các đồng chí|toàn thể)\s+)+", "", text)
    return re.sub(r"\s+", " ", text).strip()


def _sets(written: list[str], labelled: list[str]) -> list[int]:
    mine, theirs = {_unit(name) for name in written}, {_unit(name) for name in labelled}
    bare = {re.sub(r"^(?:phòng|sở|bộ)\s+", "", name): name for name in theirs}
    same = sum(1 for name in mine if name in theirs or _without_head(name) in bare)
    return [same, len(mine), len(theirs)]


def _without_head(name: str) -> str:
    return re.sub(r"^(?:phòng|sở|bộ)\s+", "", name)


def _score_task(task: dict[str, Any], label: dict[str, Any], found: Score, doc: str) -> None:
    for name, totals in (("lead", found.lead), ("coordinating", found.coordinating)):
        counts = _sets(task[name], label.get(name) or [])
        for place, count in enumerate(counts):
            totals[place] += count
        if not counts[0] == counts[1] == counts[2]:
            found.misses.append(f"{doc} {label['path']} {name}: {task[name]} <> {label[name]}")
    accepted = [label["due"], *label.get("due_alt", ())]
    mine = (task["due"]["kind"], task["due"]["value"])
    right = any(mine == (due["kind"], due["value"]) for due in accepted)
    found.due_right += right
    if label["due"]["kind"] != "none":
        found.dated += 1
        found.dated_right += right
    if not right:
        found.misses.append(f"{doc} {label['path']} due: {mine} <> {label['due']}")


def _score_header(mine: dict[str, Any], labels: dict[str, Any], found: Score) -> None:
    for name in _HEADER:
        wanted = labels.get(name)
        if wanted is None:
            continue
        found.header[1] += 1
        right = _same_field(name, str(mine.get(name) or ""), str(wanted))
        found.header[0] += right
        if not right:
            found.misses.append(f"header {name}: {mine.get(name)} <> {wanted}")


def _same_field(name: str, mine: str, wanted: str) -> bool:
    if name in ("kind", "issued_on", "number"):
        return re.sub(r"\s", "", _plain(mine)) == re.sub(r"\s", "", _plain(wanted))
    left, right = _unit(mine), _unit(wanted)
    return bool(left) and (left == right or left in right or right in left)


def _f1(counts: list[int]) -> float:
    same, mine, theirs = counts
    return 2 * same / (mine + theirs) if mine + theirs else 1.0
