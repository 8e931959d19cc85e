"""Everything that one report draws, frozen at its cut-off (design D8).

The paper, the screen and the archive are drawn from this value and from nothing else. It is
kept as canonical JSON together with the sha256 of that text: keep the text as it is (a JSON
column that reorders keys would break the hash). Text is natural Vietnamese case ("Ủy ban nhân
dân huyện An Bình"); the paper writes capitals where decree 30 wants them.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from tracker.domain import frozen_values
from tracker.domain.counted_tasks import (
    CountedTask,
    RegularLine,
    duty_figures,
    figures,
    regular_figures,
)
from tracker.domain.figures import (
    Comparison,
    Figures,
    GroupFigures,
    Measures,
    RegularFigures,
    UnitFigures,
    check_figures,
    check_groups,
    check_regular,
    check_sums,
    disagreement,
)
from tracker.domain.frozen_values import later
from tracker.domain.measured_tasks import measures
from tracker.domain.paper_head import Letterhead, PaperNumber, Signer
from tracker.domain.reporting_periods import Window, check_window

#: Raised when a snapshot gets a shape that an older program cannot draw.
FORMAT = 1
_BEHIND_THE_NUMBERS = frozenset({"counted", "lines", "completed"})
_TABLES_AND_LISTS = frozenset({
    "units", "fields", "sources", "overdue", "completed", "remarks", "directives", "words",
})  # fmt: skip


class Section(StrEnum):
    """Where a clerk's words stand in the report (outline: domain of decree 09 reports)."""

    DIRECTION = "direction"
    RESULTS = "results"
    STRENGTHS = "strengths"
    WEAKNESSES = "weaknesses"
    CAUSES = "causes"
    NEXT = "next"
    PROPOSALS = "proposals"


class RemarkKind(StrEnum):
    """What a unit raised: something in its way, or something it asks for."""

    OBSTACLE = "obstacle"
    PROPOSAL = "proposal"


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectiveRow:
    """A directive: the report's scope, or one of those taken in during the period.

    ``kind`` in words ("Chỉ thị"); ``tasks`` and ``duties`` given from it in the period,
    ``regular``: its duties that are answered per period.
    """

    kind: str
    number: str = ""
    issued_on: date | None = None
    issuer: str = ""
    summary: str = ""
    duties: int = 0
    tasks: int = 0
    regular: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """An obstacle or proposal that a unit reported by the cut-off; ``task`` may be empty.

    ``unanswered_days``: calendar days since it was raised, while nobody has answered it by the
    cut-off; None once answered. ``passed_to``: the superior body with which it waits.
    """

    kind: RemarkKind
    unit: str
    text: str
    on: date
    task: str = ""
    unanswered_days: int | None = None
    passed_to: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OverdueRow:
    """A task open and past its due day at the cut-off. ``days_overdue`` are calendar days.

    ``source`` is kind and number of the directive ("Chỉ thị số 08/CT-UBND"); handed in but not
    yet decided is ``awaits_confirmation``, its days end with the hand-in. ``task_id`` and
    ``unit_id`` only lead back to the task and to the unit's numbers.
    """

    task: str
    source: str
    source_on: date | None
    lead: str
    due_on: date
    days_overdue: int
    coordinating: tuple[str, ...] = ()
    last_result: str = ""
    reason: str = ""
    awaits_confirmation: bool = False
    task_id: int | None = None
    unit_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CompletedRow:
    """A task completed in the period; ``paper`` is its result paper ("112/KH-UBND")."""

    task: str
    source: str
    source_on: date | None
    lead: str
    due_on: date | None
    done_on: date
    coordinating: tuple[str, ...] = ()
    paper: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionWords:
    """What the clerk wrote for a section; a line break begins a new paragraph."""

    section: Section
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSnapshot:
    """One report. ``made_at`` is aware UTC; ``from_on`` and ``to_on`` are both inside.

    ``counted`` and ``lines`` are the rows behind every number (no paper draws them);
    ``regular_period`` names the period of which the regular duties speak, as answered by the
    day of ``made_at``: units owe these answers only after the window's end.
    """

    letterhead: Letterhead
    number: PaperNumber
    subject: str
    period: str
    from_on: date
    to_on: date
    as_of: date
    made_at: datetime
    signer: Signer
    tasks: Figures
    duties: Figures
    regular: RegularFigures
    units: tuple[UnitFigures, ...] = ()
    scope: DirectiveRow | None = None
    addressees: tuple[str, ...] = ()
    bases: tuple[str, ...] = ()
    receivers: tuple[str, ...] = ()
    archive: str = "VT"
    directives: tuple[DirectiveRow, ...] = ()
    remarks: tuple[Remark, ...] = ()
    overdue: tuple[OverdueRow, ...] = ()
    completed: tuple[CompletedRow, ...] | None = None
    words: tuple[SectionWords, ...] = ()
    regular_period: str = ""
    counted: tuple[CountedTask, ...] | None = None
    lines: tuple[RegularLine, ...] | None = None
    requests: Figures | None = None
    """Requests to bodies that the office cannot order: outside every total (design D17)."""
    format: int = FORMAT
    measures: Measures | None = later(None)
    """Beside the states; None in reports from before they were counted."""
    fields: tuple[GroupFigures, ...] = later(())
    sources: tuple[GroupFigures, ...] = later(())
    """Per field of work, per directive."""
    before: Comparison | None = later(None)
    last_year: Comparison | None = later(None)
    """The previous period, the same one of last year."""
    scope_name: str = later("")
    """On one unit or field only: "Phòng Tư pháp", "lĩnh vực Nội vụ"."""
    regime: str = later("")
    """The name of the reporting regime by which it was made."""
    outline: tuple[Section, ...] = later(())
    """The sections that the regime wants; empty: all of them."""
    annexes: tuple[str, ...] = later(())
    """The lists that the regime wants (domain/reporting_regimes.Annex)."""

    @property
    def is_empty(self) -> bool:
        """Nothing was owed and nothing dropped: the report says so in words, without tables."""
        tasks = self.tasks
        return not (tasks.total or tasks.cancelled or tasks.refused or self.regular.duties)

    def words_of(self, section: Section) -> str:
        """The clerk's words for the section, or the empty text."""
        return "\n".join(one.text for one in self.words if one.section is section).strip()

    def remarks_of(self, kind: RemarkKind) -> tuple[Remark, ...]:
        """The units' obstacles, or their proposals, in the order given."""
        return tuple(remark for remark in self.remarks if remark.kind is kind)


def check(snapshot: ReportSnapshot) -> None:
    """Raise Conflict when any two numbers of the report contradict each other.

    InvalidInput for a window without a day. Every row of the table, both totals, and the
    length of every list against the figure that it explains.
    """
    check_window(Window(snapshot.from_on, snapshot.to_on))
    check_figures(snapshot.tasks, "tổng số lượt giao")
    check_figures(snapshot.duties, "tổng số nhiệm vụ")
    check_regular(snapshot.regular, "tổng số")
    for row in snapshot.units:
        check_figures(row.tasks, f"lượt giao của {row.unit}")
        check_figures(row.duties, f"nhiệm vụ của {row.unit}")
        check_regular(row.regular, row.unit)
        if row.duties.total > min(row.tasks.total, snapshot.duties.total):
            raise disagreement(row.unit, "nhiệm vụ nhiều hơn lượt giao hoặc hơn tổng số")
    check_sums(snapshot.units, snapshot.tasks, snapshot.regular)
    if snapshot.duties.total > sum(row.duties.total for row in snapshot.units):
        raise disagreement("tổng số", "có nhiệm vụ không thuộc đơn vị nào")
    if len(snapshot.overdue) != snapshot.tasks.open_overdue:
        raise disagreement("danh sách quá hạn", f"có {len(snapshot.overdue)} dòng")
    if snapshot.completed is not None and len(snapshot.completed) != snapshot.tasks.completed:
        raise disagreement("danh sách hoàn thành", f"có {len(snapshot.completed)} dòng")
    for groups, where in ((snapshot.fields, "theo lĩnh vực"), (snapshot.sources, "theo văn bản")):
        if groups:
            check_groups(groups, snapshot.tasks, f"bảng {where}")
    _check_rows(snapshot)


def _check_rows(snapshot: ReportSnapshot) -> None:
    """The rows behind the numbers come to these numbers, in both counts and unit by unit."""
    rows = snapshot.counted
    if rows is not None:
        if (figures(rows), duty_figures(rows)) != (snapshot.tasks, snapshot.duties):
            raise disagreement("tổng số", "khác với danh sách nhiệm vụ đã đếm")
        if snapshot.measures is not None and measures(rows) != snapshot.measures:
            raise disagreement("chỉ tiêu khác", "khác với danh sách nhiệm vụ đã đếm")
        by_unit: dict[int, list[CountedTask]] = defaultdict(list)
        for row in rows:
            by_unit[row.unit_id].append(row)
        for unit in snapshot.units:
            own = by_unit[unit.unit_id]
            if (figures(own), duty_figures(own)) != (unit.tasks, unit.duties):
                raise disagreement(unit.unit, "khác với danh sách nhiệm vụ đã đếm")
    if snapshot.lines is not None and regular_figures(snapshot.lines) != snapshot.regular:
        raise disagreement("nhiệm vụ thường xuyên", "khác với danh sách đã đếm")


def to_json(snapshot: ReportSnapshot) -> str:
    """The canonical text to keep."""
    return frozen_values.to_json(snapshot)


def from_json(text: str) -> ReportSnapshot:
    """The snapshot that ``to_json`` wrote; ValueError for anything else or a newer format."""
    return _known(frozen_values.from_json(ReportSnapshot, text))


def from_json_to_show(text: str) -> ReportSnapshot:
    """The same without the rows behind the numbers and the list of completed tasks.

    No page shows them with the figures, and of a big office they are nearly all of the text: to
    be shown, never to be drawn, checked or kept again.
    """
    return _known(frozen_values.from_json(ReportSnapshot, text, without=_BEHIND_THE_NUMBERS))


def from_json_to_list(text: str) -> ReportSnapshot:
    """The same with the rows behind the numbers, without the tables and lists beside them."""
    return _known(frozen_values.from_json(ReportSnapshot, text, without=_TABLES_AND_LISTS))


def _known(snapshot: ReportSnapshot) -> ReportSnapshot:
    if snapshot.format > FORMAT:
        raise ValueError(f"snapshot format {snapshot.format} is newer than {FORMAT}")
    return snapshot


def sha256(text: str) -> str:
    """The hash of the canonical text, as 64 hex digits."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
