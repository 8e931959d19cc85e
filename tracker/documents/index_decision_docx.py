"""IndexDecision → the decision with its annex as .docx. Draws what it is given.

Layout: decree 30/2020/NĐ-CP, annex I: a decision rests on its bases and speaks in articles.
"""

from __future__ import annotations

from tracker.documents import docx_parts as parts
from tracker.documents.docx_markup import Xml, joined
from tracker.documents.docx_package import PaperSection, Properties, package
from tracker.documents.docx_tables import Column, Row, data_table
from tracker.documents.index_plan_docx import SAMPLE
from tracker.domain.index_decision import IndexDecision
from tracker.domain.index_numbers import points_text

KIND = "Quyết định"
ANNEX = "Phụ lục"


def render(decision: IndexDecision) -> bytes:
    """The decision, and the ranking table in a landscape section of its own."""
    subject = _subject(decision)
    attached = parts.attached(
        KIND, decision.number, decision.made_at.year, decision.letterhead.office
    )
    annex = joined([
        parts.annex_heading(ANNEX, f"Kết quả, xếp hạng {decision.round_name}", attached),
        _table(decision),
    ])  # fmt: skip
    return package(
        [PaperSection(_body(decision)), PaperSection(annex, landscape=True)],
        Properties(
            title=f"{KIND} {subject}",
            author=decision.letterhead.office,
            subject=decision.round_name,
            made_at=decision.made_at,
        ),
    )


def _subject(decision: IndexDecision) -> str:
    return (
        f"Công bố kết quả Chỉ số cải cách hành chính năm {decision.year} của {decision.group_name}"
    )


def _body(decision: IndexDecision) -> Xml:
    bases = ["Căn cứ kết quả thẩm định và biên bản họp hội đồng thẩm định Chỉ số CCHC"]
    if decision.basis and not decision.is_sample:
        bases.insert(0, f"Căn cứ {decision.basis}")
    return joined([
        parts.head_table(decision.letterhead, decision.number, decision.made_at.year),
        parts.title(KIND, _subject(decision)),
        *([parts.body(SAMPLE)] if decision.is_sample else []),
        parts.decides(decision.letterhead.office),
        parts.bases(bases),
        parts.decides(f"{KIND}:"),
        parts.article(
            1,
            f"Công bố kết quả, xếp hạng Chỉ số cải cách hành chính năm {decision.year} của "
            f"{len(decision.lines)} đơn vị thuộc nhóm {decision.group_name} (Phụ lục kèm theo).",
        ),
        parts.article(
            2,
            "Các đơn vị căn cứ kết quả để xây dựng kế hoạch khắc phục các nội dung mất "
            "điểm, nâng cao Chỉ số cải cách hành chính năm sau.",
        ),
        parts.article(
            3,
            "Thủ trưởng các đơn vị có tên tại Phụ lục và các đơn vị liên quan chịu trách "
            "nhiệm thi hành Quyết định này.",
            last=True,
        ),
        parts.foot_table(["Như Điều 3"], "VT", decision.signer),
    ])  # fmt: skip


def _table(decision: IndexDecision) -> Xml:
    columns = [
        Column("Hạng", 16, number=True), Column("Đơn vị", 84),
        Column("Chỉ số (%)", 26, number=True), Column("Điểm tự chấm, thẩm định", 34, number=True),
        Column("Điểm điều tra xã hội học", 34, number=True), Column("Xếp loại", 32),
        Column("Hạng năm trước", 26, number=True),
    ]  # fmt: skip
    rows = [
        Row([
            str(line.place), line.unit, points_text(line.index), points_text(line.self_points),
            points_text(line.survey_points), line.grade,
            "–" if line.before is None else str(line.before),
        ])
        for line in decision.lines
    ]  # fmt: skip
    return data_table(columns, rows, title=f"Xếp hạng {decision.round_name}")
