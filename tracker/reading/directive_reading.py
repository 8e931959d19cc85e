"""Reading a directive from end to end: one call, the same answer every time, linear time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from tracker.domain.message_ids import N_
from tracker.reading.citations import Citation, find_citations
from tracker.reading.clause import Clause, Disposition
from tracker.reading.doubts import doubtful_spans
from tracker.reading.drafts import TaskDraft, propose_drafts
from tracker.reading.due_groups import Calendar
from tracker.reading.frame import zones
from tracker.reading.header import DirectiveHeader, read_header
from tracker.reading.inheritance import collect
from tracker.reading.judging import judge
from tracker.reading.lines import Paragraph, read_lines, read_paragraphs
from tracker.reading.outline import Node, build
from tracker.reading.raw_line import RawText
from tracker.reading.targets import Target, find_targets, year_of
from tracker.reading.topics import Topic
from tracker.reading.verdict import Judgement
from tracker.reading.vertical_tables import with_upright_tables

_LONGEST_HEADING = 160

NOTHING_TO_READ = N_("Văn bản không có chữ nào đọc được.")
NO_ORDERS = N_("Không tìm thấy nội dung giao nhiệm vụ nào trong văn bản.")
NO_NUMBER = N_("Không đọc được số, ký hiệu của văn bản; đề nghị nhập khi tiếp nhận.")
NO_DATE = N_("Không đọc được ngày ban hành; đề nghị nhập khi tiếp nhận.")
NO_YEAR = N_("Không biết năm của văn bản nên một số thời hạn chưa tính được ngày.")


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that was read. ``remarks`` are Vietnamese sentences for the clerk."""

    header: DirectiveHeader
    paragraphs: tuple[Paragraph, ...]
    clauses: tuple[Clause, ...]
    drafts: tuple[TaskDraft, ...]
    citations: tuple[Citation, ...]
    targets: tuple[Target, ...]
    remarks: tuple[str, ...]


def read_directive(raw: RawText, *, issued_on: date | None = None) -> Reading:
    """Read ``raw``. Never raises on odd text: what is strange is said in the remarks.

    ``issued_on`` is the day that a person knows: of a paper that left it blank, or on which the
    reader was wrong, or of a list that comes without its paper. It goes before what is read.
    """
    raw = with_upright_tables(raw)
    lines = read_lines(raw)
    if not lines:
        return Reading(DirectiveHeader(), (), (), (), (), (), (*raw.remarks, NOTHING_TO_READ))
    header, first_body_line = read_header(raw, lines)
    if issued_on is not None:
        header = replace(header, issued_on=issued_on)
    paragraphs = read_paragraphs(lines)
    nodes = build(paragraphs, zones(paragraphs, first_body_line))
    judgement = judge(nodes, header.kind, header.issuer)
    calendar = _calendar(header, nodes)
    drafts = propose_drafts(nodes, judgement, collect(nodes, judgement), calendar)
    clauses = tuple(_clause(node, judgement, paragraphs, raw) for node in nodes)
    texts = [(clause.ord, clause.text) for clause in clauses]
    own = re.sub(r"\s", "", header.number or "")
    return Reading(
        header=header,
        paragraphs=paragraphs,
        clauses=clauses,
        drafts=drafts,
        citations=tuple(
            cited
            for cited in find_citations(
                texts,
                summary=header.summary or "",
                orders={draft.clause for draft in drafts},
            )
            if cited.number != own
        ),
        targets=_targets(clauses, judgement, header, calendar.year),
        remarks=(*raw.remarks, *_remarks(header, drafts, calendar)),
    )


_NO_TARGETS = (Disposition.LEGAL_BASIS, Disposition.ADDRESS, Disposition.FRAME)


def _targets(
    clauses: Sequence[Clause], judgement: Judgement, header: DirectiveHeader, own: int | None
) -> tuple[Target, ...]:
    """The targets outside the sections that only tell; a heading's year goes down to its items."""
    years: dict[int, int] = {}
    for clause in clauses:
        named = year_of(clause.text) if len(clause.text) < _LONGEST_HEADING else None
        handed = named or years.get(clause.parent if clause.parent is not None else -1)
        if handed:
            years[clause.ord] = handed
    telling = {
        clause.ord
        for clause in clauses
        if clause.disposition in _NO_TARGETS
        or judgement.topics.get(clause.ord) in (Topic.BACKGROUND, Topic.RISK)
    }
    texts = [(clause.ord, clause.text) for clause in clauses if clause.ord not in telling]
    above = {
        clause.ord: years[clause.parent]
        for clause in clauses
        if clause.parent is not None and clause.parent in years
    }
    found = find_targets(texts, year_of(header.summary or ""), above)
    return tuple(t for t in found if t.year is None or own is None or t.year >= own)


def _clause(
    node: Node, judgement: Judgement, paragraphs: Sequence[Paragraph], raw: RawText
) -> Clause:
    verdict = judgement.verdicts[node.ord]
    row = judgement.rows.get(node.ord)
    return Clause(
        ord=node.ord,
        parent=node.parent.ord if node.parent else None,
        level=node.level,
        label=node.label,
        path=node.path,
        text=node.text,
        paragraphs=(node.paragraph,),
        disposition=verdict.disposition,
        reason=verdict.reason,
        cells=node.cells,
        row=judgement.kinds.get(node.ord),
        values=tuple(row.cells.items()) if row is not None else (),
        doubts=_doubts(node, paragraphs, raw),
    )


def _doubts(
    node: Node, paragraphs: Sequence[Paragraph], raw: RawText
) -> tuple[tuple[int, int], ...]:
    if not raw.off_picture:
        return ()
    return doubtful_spans(node.text, (raw.lines[at] for at in paragraphs[node.paragraph].lines))


def _calendar(header: DirectiveHeader, nodes: Sequence[Node]) -> Calendar:
    """The year that phrases without one mean: the plan's own year, else that of the issue."""
    title = header.summary or ""
    years = re.findall(r"\bnăm\s+(20\d\d)\b(?!\s*[-–])", title)
    if header.issued_on is not None:
        issued = header.issued_on.year
        named = int(years[-1]) if years else issued
        return Calendar(header.issued_on, named if named in (issued, issued + 1) else issued)
    if years and not re.search(r"giai đoạn", title):
        return Calendar(None, int(years[-1]))
    mentioned = [int(year) for node in nodes[:60] for year in re.findall(r"/(20\d\d)\b", node.text)]
    return Calendar(None, max(mentioned) if mentioned else (int(years[-1]) if years else None))


def _remarks(
    header: DirectiveHeader, drafts: Sequence[TaskDraft], calendar: Calendar
) -> tuple[str, ...]:
    found: list[str] = list(header.remarks)
    if not drafts:
        found.append(NO_ORDERS)
    if header.number is None:
        found.append(NO_NUMBER)
    if header.issued_on is None:
        found.append(NO_DATE)
    if calendar.year is None and any(draft.due.doubtful for draft in drafts):
        found.append(NO_YEAR)
    return tuple(found)


def ordering_clauses(reading: Reading) -> tuple[Clause, ...]:
    """The clauses that order something: what a coverage line counts."""
    return tuple(c for c in reading.clauses if c.disposition is Disposition.TASK)
