"""The papers of the index, drawn from a few lines: a plan with its tables, a decision."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

from tracker.documents import index_decision_docx, index_plan_docx
from tracker.domain.index_decision import DecisionLine, IndexDecision
from tracker.domain.index_plan import IndexPlan, PlanLine
from tracker.domain.paper_head import Letterhead, PaperNumber, Signer

_HEAD = Letterhead(
    office="Ủy ban nhân dân huyện An Bình", office_short="UBND huyện", place="An Bình"
)
_SIGNER = Signer(authority=("TM. Ủy ban nhân dân",), post="Chủ tịch", name="Trần Thị Hòa")
_MADE = datetime(2026, 11, 23, 1, tzinfo=UTC)


def line(order: int, points: int, evidence: str = "Quyết định") -> PlanLine:
    """An item of two points."""
    return PlanLine(
        code=f"1.{order}", name=f"Nội dung thứ {order}", points=Decimal(points),
        maximum=Decimal(2), lead="UBND xã Hạ Lương", due_on=date(2027, 11, 30), evidence=evidence,
    )  # fmt: skip


def plan() -> bytes:
    """Two tables of items with evidence, and one of questions, which have none."""
    return index_plan_docx.render(
        IndexPlan(
            unit="UBND xã Hạ Lương", year=2027, index=Decimal(80),
            round_name="Chỉ số CCHC năm 2026", is_sample=False,
            keep=tuple(line(n, 2) for n in range(1, 30)),
            improve=tuple(line(n, 1) for n in range(1, 18)),
            survey=tuple(line(n, 1, "") for n in range(1, 4)),
            letterhead=_HEAD, number=PaperNumber(symbol="KH-UBND"), signer=_SIGNER, made_at=_MADE,
        )
    )  # fmt: skip


def decision() -> bytes:
    """A decision over four units."""
    lines = tuple(
        DecisionLine(
            place=n, unit=f"UBND xã thứ {n}", index=Decimal(90 - n), self_points=Decimal(60),
            survey_points=Decimal(25), grade="Tốt",
        )
        for n in range(1, 5)
    )  # fmt: skip
    return index_decision_docx.render(
        IndexDecision(
            round_name="Chỉ số CCHC năm 2026", year=2026, group_name="UBND các xã",
            basis="Kế hoạch số 5/KH-UBND", is_sample=False, lines=lines, letterhead=_HEAD,
            number=PaperNumber(symbol="QĐ-UBND"), signer=_SIGNER, made_at=_MADE,
        )
    )  # fmt: skip
