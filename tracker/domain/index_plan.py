"""Next year's plan to improve the index: three tables, as such plans are written (document 004).

What had its maximum is to be kept, what lost points is to be improved, what people are asked is
to be judged better. A task has its lead unit and its day.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from tracker.domain.index_numbers import points_text
from tracker.domain.paper_head import Letterhead, PaperNumber, Signer
from tracker.domain.vietnamese import day_words

KEEP, IMPROVE, SURVEY = "Biểu số 01", "Biểu số 02", "Biểu số 03"


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One item of a table. ``lead``: the unit that answers for it; ``due_on``: by when."""

    code: str
    name: str
    points: Decimal
    maximum: Decimal
    lead: str
    due_on: date
    evidence: str = ""
    reason: str = ""

    @property
    def lost(self) -> Decimal:
        return self.maximum - self.points

    def task_words(self) -> str:
        """The task as a plan orders it: who, what, by when."""
        return (
            f"Khắc phục hạn chế, phấn đấu đạt điểm tối đa nội dung “{self.name}” (mục {self.code}, "
            f"năm trước đạt {points_text(self.points)}/{points_text(self.maximum)} điểm), "
            f"hoàn thành trước ngày {day_words(self.due_on)}."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexPlan:
    """The frozen plan of one unit; documents/index_plan_docx.py draws it."""

    unit: str
    year: int
    index: Decimal
    round_name: str
    is_sample: bool
    keep: tuple[PlanLine, ...]
    improve: tuple[PlanLine, ...]
    survey: tuple[PlanLine, ...]
    letterhead: Letterhead
    number: PaperNumber
    signer: Signer
    made_at: datetime

    @property
    def lost(self) -> Decimal:
        """Points lost in all, survey included."""
        return sum((line.lost for line in (*self.improve, *self.survey)), Decimal(0))


def as_text(plan: IndexPlan) -> str:
    """The plan as a paper that the reader of directives understands: one order a lost item.

    So lost points become draft tasks by the ordinary way: intake, reading, a person's review.
    """
    by_lead: dict[str, list[PlanLine]] = {}
    for line in plan.improve:
        by_lead.setdefault(line.lead, []).append(line)
    lines = [
        plan.letterhead.office.upper(),
        f"Số:     /{plan.number.symbol}",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        f"{plan.letterhead.place}, ngày {plan.made_at:%d} tháng {plan.made_at:%m} "
        f"năm {plan.made_at:%Y}",
        "KẾ HOẠCH",
        f"Nâng cao Chỉ số cải cách hành chính năm {plan.year} của {plan.unit}",
        "I. MỤC ĐÍCH, YÊU CẦU",
        f"Khắc phục các nội dung mất điểm trong {plan.round_name}.",
        "II. TỔ CHỨC THỰC HIỆN",
    ]
    for order, (lead, tasks) in enumerate(by_lead.items(), start=1):
        lines.append(f"{order}. {lead}")
        lines += [f"- {task.task_words()}" for task in tasks]
    return "\n\n".join(lines)


def heads(plan: IndexPlan) -> Sequence[tuple[str, str, tuple[PlanLine, ...]]]:
    """The three tables: name, title, lines."""
    return (
        (KEEP, "Các nội dung đã đạt điểm tối đa, cần giữ vững", plan.keep),
        (IMPROVE, "Các nội dung mất điểm, cần cải thiện", plan.improve),
        (SURVEY, "Các tiêu chí điều tra xã hội học cần nâng cao", plan.survey),
    )
