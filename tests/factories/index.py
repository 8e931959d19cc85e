"""A small index set, a round by it, and the scores that a unit gives itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.district import District
from tracker.domain.index_answer import Answer
from tracker.domain.index_notation import read_rule
from tracker.domain.index_rule import ScoringKind as K
from tracker.domain.index_scoring import NotApplicable
from tracker.domain.index_tree import Method, Side
from tracker.models import IndexItem, IndexRound, IndexSet, IndexSheet, Unit
from tracker.queries.index_sets import ItemLine
from tracker.services import index_rounds, index_sets, sheet_scoring
from tracker.services.index_rounds import RoundPlan
from tracker.services.index_sets import SetHead
from tracker.services.sheet_scoring import Statement


def a_line(code: str, name: str, maximum: str, kind: K | None = None, text: str = "", **more: object) -> ItemLine:  # fmt: skip # noqa: E501
    """One line of a set; the rule as people write it."""
    method = Method.SURVEY if kind is K.SURVEY else Method.SELF
    return ItemLine(
        code, name, Decimal(maximum), rule=read_rule(kind, text) if kind else None,
        **({"method": method} | more),  # type: ignore[arg-type]
    )  # fmt: skip


LINES = (
    a_line("1", "Chỉ đạo, điều hành", "60"),
    a_line("1.1", "Kế hoạch cải cách hành chính", "30"),
    a_line("1.1.1", "Ban hành kế hoạch đúng hạn", "10", K.YES_NO,
           evidence_asked="Kế hoạch (số, ngày)", appraiser="Phòng Tư pháp"),
    a_line("1.1.2", "Mức độ hoàn thành kế hoạch", "20", K.BANDS, "≥100: 20; 80–<100: 10; <80: 0"),
    a_line("1.2", "Chất lượng chỉ đạo", "30", K.SURVEY),
    a_line("2", "Thủ tục hành chính", "40"),
    a_line("2.1", "Hồ sơ giải quyết đúng hạn", "25", K.PROPORTION, "sàn: 70; chia: 100"),
    a_line("2.2", "Xin lỗi khi trễ hạn", "15", K.PROPORTION, "",
           not_applicable=NotApplicable.LEFT_OUT),
    a_line("9", "Điểm cộng sáng kiến", "3", K.CHOICE, "từ hai: 3; một: 1; không có: 0",
           side=Side.BONUS),
)  # fmt: skip


@dataclass(frozen=True)
class Prepared:
    """What units of the district state about themselves, by code."""

    answers: tuple[tuple[str, Answer], ...] = (
        ("1.1.1", Answer(yes=True)),
        ("1.1.2", Answer(done=Decimal(9), of=Decimal(10))),
        ("2.1", Answer(value=Decimal("92.5"))),
        ("2.2", Answer(not_applicable=True)),
        ("9", Answer(chosen=1)),
    )


def a_set(
    session: Session,
    district: District,
    now: datetime,
    *,
    lines: Sequence[ItemLine] = LINES,
    in_use: bool = True,
    year: int = 2026,
    group: str = "Phòng chuyên môn",
) -> IndexSet:
    """A set of the district, in use as a rule."""
    actor = district.actor(district.monitor)
    head = SetHead(name=f"Bộ chỉ số {group} {year}", year=year, group_name=group)
    made = index_sets.create(session, head=head, actor=actor, now=now)
    index_sets.replace_items(session, set_id=made.id, lines=lines, actor=actor, now=now)
    if in_use:
        index_sets.put_in_use(session, set_id=made.id, version=None, actor=actor, now=now)
    return made


def a_round(
    session: Session,
    district: District,
    now: datetime,
    *,
    units: Sequence[Unit] = (),
    index_set: IndexSet | None = None,
    from_on: date = date(2026, 11, 1),
    to_on: date = date(2026, 12, 15),
) -> IndexRound:
    """Open to the district's two departments, or to ``units``."""
    return index_rounds.open_round(
        session,
        set_id=(index_set or a_set(session, district, now)).id,
        plan=RoundPlan("Chỉ số CCHC năm 2026", from_on, to_on),
        unit_ids=[unit.id for unit in units or (district.justice, district.culture)],
        actor=district.actor(district.monitor),
        now=now,
    )


def the_sheet(session: Session, round_: IndexRound, unit: Unit) -> IndexSheet:
    """One unit's sheet."""
    return session.scalars(
        select(IndexSheet).where(IndexSheet.round_id == round_.id, IndexSheet.unit_id == unit.id)
    ).one()


def the_item(session: Session, sheet: IndexSheet, code: str) -> IndexItem:
    """One item of the sheet's set by its code."""
    return session.scalars(
        select(IndexItem).where(IndexItem.set_id == sheet.round.set_id, IndexItem.code == code)
    ).one()


def scored(session: Session, district: District, sheet: IndexSheet, now: datetime) -> IndexSheet:
    """Everything that the unit scores itself, explained in words."""
    head = district.justice_head if sheet.unit_id == district.justice.id else district.culture_head
    for code, answer in Prepared().answers:
        sheet_scoring.score_self(
            session,
            sheet_id=sheet.id,
            item_id=the_item(session, sheet, code).id,
            said=Statement(answer, note="Theo báo cáo năm của đơn vị."),
            actor=district.actor(head),
            now=now,
        )
    return sheet
