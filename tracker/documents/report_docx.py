"""ReportSnapshot → the official report as .docx. Draws what it is given and asks nobody.

Layout: decree 30/2020/NĐ-CP, annex I and sample 1.4; outline: the usual five parts of a report
under decree 09/2019/NĐ-CP. The same snapshot gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from tracker.documents import docx_parts as parts
from tracker.documents.docx_chart import Chart, chart_paragraph
from tracker.documents.docx_contents import PLACE, with_contents, without_contents
from tracker.documents.docx_markup import Xml, clean, joined, paragraph
from tracker.documents.docx_package import PaperSection, Properties, package
from tracker.documents.docx_styles import Style
from tracker.documents.report_charts import states_per_unit, trend
from tracker.documents.report_comparison import (
    FIELDS_TITLE,
    QUALITY_TITLE,
    SOURCES_TITLE,
    comparison_table,
    comparison_title,
    fields_table,
    quality_table,
    sources_table,
    trend_points,
)
from tracker.documents.report_tables import (
    completed_table,
    directives_table,
    overdue_table,
    regular_table,
    remarks_table,
    totals_table,
    units_table,
)
from tracker.domain import report_words as words
from tracker.domain.directive_words import directives_elsewhere
from tracker.domain.local_time import local_day
from tracker.domain.remark_words import remark_line, remarks_elsewhere
from tracker.domain.report_snapshot import RemarkKind, ReportSnapshot, Section

KIND = "Báo cáo"
DIRECTIVES_TITLE = "Văn bản, nội dung chỉ đạo tiếp nhận trong kỳ"
OVERDUE_TITLE = "Danh sách nhiệm vụ quá hạn chưa hoàn thành"
COMPLETED_TITLE = "Danh sách nhiệm vụ đã hoàn thành trong kỳ"
REMARKS_TITLE = "Khó khăn, vướng mắc và kiến nghị của các đơn vị"

#: With so many rows a report gets a table of contents.
LONG_FROM = 150
#: More directives, too: a year brings dozens, and the report would begin with pages of them.
DIRECTIVES_IN_BODY = 10
#: More remarks than a reader of the body will bear go to an annex of their own.
REMARKS_IN_BODY = 10

#: The title of each annex and how the body refers to it.
Names = Mapping[str, str]

_ASSESSMENT = (Section.STRENGTHS, Section.WEAKNESSES, Section.CAUSES)


def render(snapshot: ReportSnapshot, *, marks: str = "", own_page: bool = False) -> bytes:
    """The report: its body, then each annex in a landscape section of its own.

    ``marks``: what identifies the frozen figures, below every annex; the decree has no place for
    it on page 1. With ``own_page`` a report without annexes gets a last page for it.
    """
    annexes = _annexes(snapshot)
    names = {
        title: parts.annex_name(order, len(annexes)) for order, title in enumerate(annexes, start=1)
    }
    sections = [PaperSection(_body(snapshot, names))]
    for title, table in annexes.items():
        heading = parts.annex_heading(names[title], title, _attached_to(snapshot))
        sections.append(PaperSection(joined([heading, table, _marks(marks)]), landscape=True))
    if own_page and marks and not annexes:
        sections.append(PaperSection(_marks(marks)))
    listed = with_contents if _rows(snapshot) >= LONG_FROM else without_contents
    return package(
        listed(sections),
        Properties(
            title=f"{KIND} {words.lower_first(snapshot.subject)}",
            author=snapshot.letterhead.office,
            subject=snapshot.period,
            made_at=snapshot.made_at,
        ),
        _charts(snapshot),
    )


def _marks(said: str) -> Xml:
    return paragraph(Style.TABLE_NOTE, clean(said)) if said else Xml("")


def _charts(snapshot: ReportSnapshot) -> list[Chart]:
    """In the order in which the text shows them."""
    return [chart for chart in (_states(snapshot), _trend(snapshot)) if chart is not None]


def _states(snapshot: ReportSnapshot) -> Chart | None:
    return states_per_unit(snapshot.units)


def _trend(snapshot: ReportSnapshot) -> Chart | None:
    """Only where the text has a comparison beside which it stands."""
    if snapshot.measures is None or not snapshot.tasks.total:
        return None
    number = 1 if _states(snapshot) is None else 2
    return trend(trend_points(snapshot), number=number)


def _rows(snapshot: ReportSnapshot) -> int:
    """How much there is to leaf through."""
    lists = (snapshot.units, snapshot.overdue, snapshot.completed or (), snapshot.remarks)
    return sum(map(len, lists))


def _annexes(snapshot: ReportSnapshot) -> dict[str, Xml]:
    """Title and table of each list that has rows, in their order."""
    found = {}
    if len(snapshot.directives) > DIRECTIVES_IN_BODY:
        found[DIRECTIVES_TITLE] = directives_table(snapshot.directives)
    if snapshot.overdue:
        found[OVERDUE_TITLE] = overdue_table(snapshot.overdue)
    if snapshot.completed:
        found[COMPLETED_TITLE] = completed_table(snapshot.completed)
    if len(snapshot.remarks) > REMARKS_IN_BODY:
        found[REMARKS_TITLE] = remarks_table(snapshot.remarks)
    return found


def _attached_to(snapshot: ReportSnapshot) -> str:
    number = parts.number_words(snapshot.number)
    day = parts.date_words(snapshot.number.issued_on, local_day(snapshot.made_at).year)
    return f"Kèm theo {KIND} số {number} {day} của {snapshot.letterhead.office}"


def _body(snapshot: ReportSnapshot, annexes: Names) -> Xml:
    year = local_day(snapshot.made_at).year
    outline = [section for section in _outline(snapshot, annexes) if section[1]]
    return joined([
        parts.head_table(snapshot.letterhead, snapshot.number, year),
        parts.title(KIND, snapshot.subject),
        parts.addressees(snapshot.addressees),
        PLACE,
        parts.bases(snapshot.bases),
        parts.body(words.opening(snapshot)),
        *[
            joined([parts.heading(order, name), content])
            for order, (name, content) in enumerate(outline, start=1)
        ],
        parts.closing(words.closing(snapshot)),
        parts.foot_table(snapshot.receivers, snapshot.archive, snapshot.signer),
    ])  # fmt: skip


def _outline(snapshot: ReportSnapshot, annexes: Names) -> Iterator[tuple[str, Xml]]:
    """The five parts; one without content is left out and the others count on."""
    listed = [words.directive_line(row) for row in snapshot.directives]
    if DIRECTIVES_TITLE in annexes:
        listed = [directives_elsewhere(snapshot.directives, annexes[DIRECTIVES_TITLE])]
    direction = parts.body(*words.paragraphs(snapshot, Section.DIRECTION), *listed)
    yield "Công tác chỉ đạo, điều hành", direction
    yield "Kết quả thực hiện", _results(snapshot, annexes)
    yield "Đánh giá chung", _assessment(snapshot, annexes)
    yield "Phương hướng, nhiệm vụ kỳ tới", parts.body(*words.paragraphs(snapshot, Section.NEXT))
    proposals = _with_remarks(snapshot, Section.PROPOSALS, RemarkKind.PROPOSAL, annexes)
    yield "Đề xuất, kiến nghị", proposals


def _results(snapshot: ReportSnapshot, annexes: Names) -> Xml:
    written = parts.body(*words.paragraphs(snapshot, Section.RESULTS))
    if snapshot.is_empty:
        return joined([parts.body(words.NO_WORK, words.cut_off(snapshot)), written])
    tasks = snapshot.tasks.total
    overall = [parts.body(*words.results(snapshot), words.cut_off(snapshot)), written]
    subsections = [("Kết quả chung", joined(overall + ([totals_table(snapshot)] if tasks else [])))]
    if tasks:
        drawn = [units_table(snapshot), _drawn(_states(snapshot), 1)]
        subsections.append(("Kết quả theo đơn vị", joined(drawn)))
    if snapshot.regular.duties:
        lines = joined([parts.body(words.regular(snapshot)), regular_table(snapshot)])
        subsections.append(("Nhiệm vụ thường xuyên", lines))
    subsections += _compared(snapshot)
    if snapshot.overdue:
        said = parts.body(words.overdue(snapshot, annexes[OVERDUE_TITLE]))
        subsections.append(("Nhiệm vụ quá hạn chưa hoàn thành", said))
    return _numbered(subsections)


def _compared(snapshot: ReportSnapshot) -> list[tuple[str, Xml]]:
    """Other periods and the fields of work, their tables numbered after those before them."""
    if not snapshot.tasks.total:
        return []
    order = 3 + bool(snapshot.regular.duties)
    found = []
    if (table := comparison_table(snapshot, order)) is not None:
        place = 1 if _states(snapshot) is None else 2
        found.append((comparison_title(snapshot), joined([table, _drawn(_trend(snapshot), place)])))
        order += 1
    further: tuple[tuple[str, Callable[[int], Xml | None]], ...] = (
        (QUALITY_TITLE, lambda n: quality_table(snapshot, n)),
        (FIELDS_TITLE, lambda n: fields_table(snapshot.fields, n)),
        (SOURCES_TITLE, lambda n: sources_table(snapshot.sources, n)),
    )
    for title, drawn in further:
        if (table := drawn(order)) is not None:
            found.append((title, table))
            order += 1
    return found


def _drawn(chart: Chart | None, number: int) -> Xml:
    return chart_paragraph(chart, number) if chart is not None else Xml("")


def _assessment(snapshot: ReportSnapshot, annexes: Names) -> Xml:
    said = any(snapshot.words_of(section) for section in _ASSESSMENT)
    if snapshot.is_empty and not said and not snapshot.remarks_of(RemarkKind.OBSTACLE):
        return Xml("")
    weaknesses = _with_remarks(snapshot, Section.WEAKNESSES, RemarkKind.OBSTACLE, annexes)
    contents = [
        ("Ưu điểm", parts.body(*words.paragraphs(snapshot, Section.STRENGTHS))),
        ("Tồn tại, hạn chế; khó khăn, vướng mắc", weaknesses),
        ("Nguyên nhân", parts.body(*words.paragraphs(snapshot, Section.CAUSES))),
    ]
    return _numbered(contents)


def _with_remarks(
    snapshot: ReportSnapshot, section: Section, kind: RemarkKind, annexes: Names
) -> Xml:
    """The words of a section, and below them what the units reported, or where it stands."""
    remarks = snapshot.remarks_of(kind)
    lines = [remark_line(remark) for remark in remarks]
    if REMARKS_TITLE in annexes and remarks:
        lines = [remarks_elsewhere(kind, len(remarks), annexes[REMARKS_TITLE])]
    return parts.body(*words.paragraphs(snapshot, section), *lines)


def _numbered(subsections: Iterable[tuple[str, Xml]]) -> Xml:
    """Those that have content, as 1., 2., 3."""
    kept = [(name, content) for name, content in subsections if content]
    return joined([
        joined([parts.subheading(order, name), content])
        for order, (name, content) in enumerate(kept, start=1)
    ])  # fmt: skip
