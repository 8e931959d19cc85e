"""Which series of numbers serves which kinds of paper: lines that an office writes.

"CV: Công văn đôn đốc, Phiếu giao việc": series CV serves both; a kind that no line names keeps
its usual series, and one without any gets none of its own but "VB".
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tracker.domain.errors import InvalidInput
from tracker.domain.vietnamese import fold, one_line
from tracker.services.papers import KINDS
from tracker.services.papers.paper_kind import PaperKind


@dataclass(frozen=True, slots=True)
class NumberedKind:
    """What draws numbers from a register without being a kind of paper of services/papers."""

    code: str
    name: str
    series: str


#: Reports have a page and a layout of their own, and numbers like every paper.
REPORT = NumberedKind("report", "Báo cáo", "BC")
#: Of kinds that no series was thought of for.
OTHER = "VB"
LONGEST = 20


def parse(lines: Iterable[str]) -> dict[str, str]:
    """Code of the kind → series. Raises InvalidInput at a line that cannot be understood."""
    kinds: list[PaperKind | NumberedKind] = [*KINDS.values(), REPORT]
    named = {fold(kind.name): kind.code for kind in kinds}
    found: dict[str, str] = {}
    for line in map(one_line, lines):
        series, colon, names = line.partition(":")
        series = series.strip().upper()
        if not colon or not series or len(series) > LONGEST:
            raise InvalidInput(
                "Không hiểu dòng “%(line)s”. Hãy viết theo mẫu “CV: Công văn đôn đốc”.",
                field="paper_series",
                line=line,
            )
        for name in filter(None, map(str.strip, names.split(","))):
            code = named.get(fold(name))
            if code is None or code in found:
                raise InvalidInput(
                    "Không có loại văn bản “%(name)s”, hoặc loại này đã có ở dòng khác.",
                    field="paper_series",
                    name=name,
                )
            found[code] = series
    return found


def series_of(kind: PaperKind | NumberedKind, lines: Iterable[str], issuer_id: int | None) -> str:
    """The series from which a paper draws its number; a unit's papers have the unit's own."""
    own = parse(lines).get(kind.code) or kind.series or OTHER
    return own if issuer_id is None else f"unit-{issuer_id}:{own}"
