"""IndexPlan → the plan as .docx, with its three tables as annexes. Draws what it is given.

Layout: decree 30/2020/NĐ-CP, annex I; a plan is a paper with its kind's name.
"""

from __future__ import annotations

from tracker.documents import docx_parts as parts
from tracker.documents.docx_markup import Xml, joined
from tracker.documents.docx_package import PaperSection, Properties, package
from tracker.documents.docx_tables import Column, Row, data_table
from tracker.domain.index_numbers import points_text
from tracker.domain.index_plan import IndexPlan, PlanLine, heads
from tracker.domain.vietnamese import day_words

KIND = "Kế hoạch"
SAMPLE = (
    "Bộ chỉ số minh họa: nội dung và điểm do hệ thống đặt ra để trình diễn, không phải văn bản của "
    "cơ quan nào."
)
NOTHING = "Không có nội dung nào."
_EVIDENCE_MM = 48


def render(plan: IndexPlan) -> bytes:
    """The plan: its body, then each table in a landscape section of its own."""
    sections = [PaperSection(_body(plan))]
    attached = parts.attached(KIND, plan.number, plan.made_at.year, plan.letterhead.office)
    for name, title, lines in heads(plan):
        table = _table(title, lines) if lines else parts.body(NOTHING)
        heading = parts.annex_heading(name, title, attached)
        sections.append(PaperSection(joined([heading, table]), landscape=True))
    return package(
        sections,
        Properties(
            title=f"Kế hoạch nâng cao Chỉ số CCHC năm {plan.year}",
            author=plan.letterhead.office,
            subject=plan.unit,
            made_at=plan.made_at,
        ),
    )


def _body(plan: IndexPlan) -> Xml:
    year = plan.made_at.year
    return joined([
        parts.head_table(plan.letterhead, plan.number, year),
        parts.title(KIND, f"Nâng cao Chỉ số cải cách hành chính năm {plan.year} của {plan.unit}"),
        *([parts.body(SAMPLE)] if plan.is_sample else []),
        parts.heading(1, "Mục đích, yêu cầu"),
        parts.subheading(1, "Mục đích"),
        parts.body(
            f"{plan.round_name}: {plan.unit} đạt {points_text(plan.index)} điểm, mất "
            f"{points_text(plan.lost)} điểm. Kế hoạch nhằm giữ vững các nội dung đã đạt điểm tối "
            "đa, khắc phục các nội dung mất điểm và nâng mức độ hài lòng của người được hỏi."
        ),
        parts.subheading(2, "Yêu cầu"),
        parts.body(
            "Mỗi nội dung có một đơn vị chịu trách nhiệm và thời hạn; kết quả được theo dõi, đôn "
            "đốc trên hệ thống; tài liệu kiểm chứng được cập nhật ngay khi hoàn thành."
        ),
        parts.heading(2, "Nội dung chủ yếu"),
        parts.body(*_groups(plan)),
        parts.heading(3, "Tổ chức thực hiện"),
        parts.body(
            "1. Đơn vị nêu tại các Biểu số 01, 02, 03 tổ chức thực hiện nội dung được giao, báo "
            "cáo kết quả theo kỳ; nội dung có nguy cơ không hoàn thành phải báo cáo ngay."
        ),
        parts.body(
            "2. Đơn vị được giao theo dõi Chỉ số CCHC đôn đốc, kiểm tra việc thực hiện, tổng hợp "
            "kết quả và dự báo điểm từng kỳ.",
            keep=True,
        ),
        parts.closing(
            "Trong quá trình thực hiện, nếu có vướng mắc, các đơn vị phản ánh kịp thời để tổng "
            "hợp, báo cáo xem xét, giải quyết."
        ),
        parts.foot_table(["Các đơn vị nêu tại mục III"], "VT", plan.signer),
    ])  # fmt: skip


def _groups(plan: IndexPlan) -> list[str]:
    """The three groups of tasks, as such plans part them, each with its table."""
    return [
        f"1. Phát huy, duy trì {len(plan.keep)} nội dung đã đạt điểm tối đa (Biểu số 01 kèm theo).",
        f"2. Cải thiện {len(plan.improve)} nội dung mất điểm, phấn đấu đạt điểm tối đa (Biểu số 02 "
        "kèm theo).",
        f"3. Nâng cao kết quả {len(plan.survey)} tiêu chí điều tra xã hội học (Biểu số 03 kèm "
        "theo).",
    ]


def _table(title: str, lines: tuple[PlanLine, ...]) -> Xml:
    """What people are asked has no evidence of its own: a column with nothing in it is left out."""
    proved = any(line.evidence for line in lines)
    columns = [
        Column("TT", 10, number=True), Column("Mã", 16),
        Column("Nội dung", 74 if proved else 74 + _EVIDENCE_MM),
        Column("Điểm đạt", 18, number=True), Column("Điểm tối đa", 18, number=True),
        Column("Đơn vị chịu trách nhiệm", 44), Column("Thời hạn", 24),
        *([Column("Tài liệu kiểm chứng", _EVIDENCE_MM)] if proved else []),
    ]  # fmt: skip
    rows = [
        Row([
            str(number), line.code, _what(line), points_text(line.points),
            points_text(line.maximum), line.lead, day_words(line.due_on),
            *([line.evidence] if proved else []),
        ])
        for number, line in enumerate(lines, start=1)
    ]  # fmt: skip
    return data_table(columns, rows, title=title)


def _what(line: PlanLine) -> str:
    return f"{line.name}. {line.reason}" if line.reason else line.name
