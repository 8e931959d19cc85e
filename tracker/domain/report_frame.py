"""What frames a report, from the office's own rules: letterhead, subject, receivers, signer.

Text is natural Vietnamese case; the paper writes capitals where decree 30/2020 wants them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from tracker.domain.office_rules import OfficeRules
from tracker.domain.paper_head import Letterhead, PaperNumber, Signer
from tracker.domain.report_snapshot import DirectiveRow
from tracker.domain.report_words import about
from tracker.domain.vietnamese import capitalised

#: Type code of reports in decree 30/2020, annex III.
TYPE_CODE = "BC"

_SHORT_COMMITTEE = re.compile(r"^UBND\b")
_ARCHIVE = re.compile(r"^lưu\s*:?\s*", re.IGNORECASE)
_YEAR_AT_END = re.compile(r"năm \d{4}$")
#: How the names of reports begin that say what they are about.
_NAMED = re.compile(r"báo cáo\s+((?:công tác|tình hình|kết quả)\s.+)", re.IGNORECASE)
_WORK = "Tình hình, kết quả thực hiện nhiệm vụ được giao"
_AS_ABOVE = re.compile(r"^như trên$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Receivers:
    """Lines of "Nơi nhận" without dashes and end marks, and the archive line without "Lưu"."""

    lines: tuple[str, ...]
    archive: str


def letterhead(rules: OfficeRules, *, name: str, short_name: str) -> Letterhead:
    """The head of the office's papers; ``name`` is the office's unit as the register knows it."""
    own = _SHORT_COMMITTEE.sub("Ủy ban nhân dân", name)
    heading = rules.heading_name or own
    return Letterhead(
        office=own if heading.casefold() == own.casefold() else heading,
        office_short=short_name,
        place=rules.place or "…",
        superior=rules.heading_superior or None,
    )


def signer(rules: OfficeRules) -> Signer:
    """The signature block as the office set it."""
    lines = (line.strip() for line in rules.signer_authority.splitlines())
    return Signer(
        authority=tuple(line for line in lines if line),
        post=rules.signer_post,
        name=rules.signer_name,
    )


def paper_number(rules: OfficeRules) -> PaperNumber:
    """The symbol with number and day left open for the clerk."""
    return PaperNumber(symbol=f"{TYPE_CODE}-{rules.symbol}")


def receivers(lines: list[str]) -> Receivers:
    """Clean lines. "Như trên" goes where nobody is addressed above; "Lưu: VT" goes to its place."""
    bare = [line.strip().lstrip("-– ").rstrip(";. ") for line in lines]
    archives = [_ARCHIVE.sub("", line) for line in bare if _ARCHIVE.match(line)]
    kept = [
        line for line in bare if line and not _ARCHIVE.match(line) and not _AS_ABOVE.match(line)
    ]
    return Receivers(lines=tuple(kept), archive=archives[-1] if archives else "VT")


def subject(period: str, scope: DirectiveRow | None, regime: str = "") -> str:
    """What the report is about, as its title says below "BÁO CÁO".

    ``regime``: the name of a periodic regime, where it says so ("Báo cáo công tác cải cách hành
    chính"; "Báo cáo của Phòng Tư pháp" does not).
    """
    if scope is None:
        named = _NAMED.match(regime.strip())
        return f"{capitalised(named[1]) if named else _WORK} {period}"
    number = f" số {scope.number}" if scope.number else ""
    work = f"Kết quả thực hiện {scope.kind}{number} {about(scope)}".strip()
    if work.casefold().endswith(period.casefold()):
        return work
    return f"{work} trong {period}" if _YEAR_AT_END.search(work) else f"{work} {period}"
