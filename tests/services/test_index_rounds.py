"""A whole round: scored, locked, appraised, explained, decided, published, sealed; and refusals."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from tests.factories.district import District, a_district
from tests.factories.index import a_line, a_round, a_set, scored, the_item, the_sheet
from tracker.domain.errors import Conflict, InvalidInput, NotAllowed
from tracker.domain.history import EventKind
from tracker.domain.index_answer import Answer
from tracker.domain.index_life import RoundState, ScoreStage, SetState, SheetState
from tracker.models import Event, IndexRound, IndexSheet, SheetScore, SheetScoreChange, User
from tracker.queries.index_results import results
from tracker.queries.index_sheets import sheet_view
from tracker.services import index_rounds, index_sets, sheet_deeds, sheet_scoring
from tracker.services.evidence import KeptFile
from tracker.services.index_sealing import verify
from tracker.services.sheet_scoring import Statement

SIGNED = KeptFile("a" * 64, 1000, "application/pdf", "phieu-da-ky.pdf")
D = Decimal


@pytest.fixture
def district(session: Session) -> District:
    return a_district(session)


@pytest.fixture
def round_(session: Session, district: District, now: datetime) -> IndexRound:
    return a_round(session, district, now)


@pytest.fixture
def sheet(session: Session, district: District, round_: IndexRound, now: datetime) -> IndexSheet:
    return scored(session, district, the_sheet(session, round_, district.justice), now)


class Deeds:
    """Deeds on one sheet by people of the district."""

    def __init__(self, session: Session, district: District, now: datetime) -> None:
        self.session, self.district, self.now = session, district, now

    def do(self, deed: Any, sheet: IndexSheet, by: User, **more: Any) -> Any:
        return deed(
            self.session, sheet_id=sheet.id, version=None, actor=self.district.actor(by),
            now=self.now, **more,
        )  # fmt: skip

    def score(self, deed: Any, sheet: IndexSheet, code: str, said: Statement, by: User) -> Any:
        return deed(
            self.session, sheet_id=sheet.id, item_id=the_item(self.session, sheet, code).id,
            said=said, actor=self.district.actor(by), now=self.now,
        )  # fmt: skip

    def locked(self, sheet: IndexSheet) -> IndexSheet:
        who = self.district
        head = who.justice_head if sheet.unit_id == who.justice.id else who.culture_head
        self.do(sheet_deeds.check, sheet, head)
        self.do(sheet_deeds.lock, sheet, head, file=SIGNED)
        return sheet

    def appraised(self, sheet: IndexSheet, share: str = "80") -> IndexSheet:
        said = Statement(Answer(value=D(share)))
        self.score(sheet_scoring.appraise, sheet, "1.2", said, self.district.monitor)
        self.do(sheet_deeds.pass_to_council, sheet, self.district.monitor)
        return sheet


@pytest.fixture
def deeds(session: Session, district: District, now: datetime) -> Deeds:
    return Deeds(session, district, now)


def last_event(session: Session) -> Event:
    return session.scalars(select(Event).order_by(Event.id.desc())).first()  # type: ignore[return-value]


def test_a_whole_round(
    session: Session, district: District, round_: IndexRound, sheet: IndexSheet, deeds: Deeds
) -> None:
    other = scored(session, district, the_sheet(session, round_, district.culture), deeds.now)
    for one in (sheet, other):
        deeds.appraised(deeds.locked(one), "80" if one is sheet else "70.5")
    deeds.score(
        sheet_scoring.decide, sheet, "2.1", Statement(points=D(20), note="Số liệu tính lại."),
        district.chairman,
    )  # fmt: skip
    for one in (sheet, other):
        deeds.do(sheet_deeds.decide_sheet, one, district.chairman, basis="Biên bản 05/BB-HĐ")
    lead: dict[str, Any] = {
        "version": None,
        "actor": district.actor(district.monitor),
        "now": deeds.now,
    }
    index_rounds.close(session, round_id=round_.id, **lead)
    index_rounds.publish(
        session, round_id=round_.id, number="12/QĐ-UBND", issued_on=date(2026, 11, 20), **lead
    )
    index_rounds.seal(session, round_id=round_.id, **lead)
    assert round_.state is RoundState.SEALED
    assert verify(session, round_) == []
    found = results(session, round_)
    # Phòng Văn hóa: 10 + 10 + 21.15 + 23.13 of 85 (2.2 left out); Phòng Tư pháp: 10 + 10 + 24 + 20.
    assert [(one.unit_id, one.place, one.index) for one in found] == [
        (district.culture.id, 1, D("76.62")),
        (district.justice.id, 2, D("76.29")),
    ]
    assert found[0].total.survey_part.points == D("21.15")
    assert found[0].grade == "Khá"
    view = sheet_view(session, sheet)
    assert view.totals[ScoreStage.FINAL].index == D("76.29")
    assert view.totals[ScoreStage.FINAL].scale == found[1].total.scale
    assert [row.points for row in view.rows if row.item.code == "2.1"] == [
        (D("23.13"), D("23.13"), D(20))
    ]


def test_the_database_refuses_a_score_after_the_lock(
    session: Session, sheet: IndexSheet, deeds: Deeds
) -> None:
    deeds.locked(sheet)
    with pytest.raises(Conflict, match="đã chốt"):
        deeds.score(
            sheet_scoring.score_self, sheet, "1.1.1", Statement(Answer(yes=False)),
            deeds.district.justice_head,
        )  # fmt: skip
    session.commit()
    for statement in (
        update(SheetScore).values(points=0),
        text("DELETE FROM sheet_score"),
        text(
            "INSERT INTO sheet_score (sheet_id, item_id, stage, points, maximum, answer, note, at,"
            " by_id, row_version) SELECT sheet_id, item_id, 'final', 0, maximum, answer, '', at,"
            " by_id, 1 FROM sheet_score"
        ),
        text("UPDATE sheet_score_change SET note = 'khác'"),
        text("DELETE FROM sheet_paper"),
    ):
        with pytest.raises(DatabaseError):
            session.execute(statement)
        session.rollback()
    assert session.scalars(select(SheetScore.points)).first() == 10


def test_the_database_refuses_everything_in_a_sealed_round(
    session: Session, round_: IndexRound, sheet: IndexSheet, deeds: Deeds
) -> None:
    other = the_sheet(session, round_, deeds.district.culture)
    lead: dict[str, Any] = {
        "version": None,
        "actor": deeds.district.actor(deeds.district.monitor),
        "now": deeds.now,
    }
    deeds.locked(sheet)
    index_rounds.close(session, round_id=round_.id, **lead)
    for one in (sheet, other):
        deeds.appraised(one)
        deeds.do(sheet_deeds.decide_sheet, one, deeds.district.chairman, basis="Biên bản")
    index_rounds.publish(
        session, round_id=round_.id, number="1/QĐ", issued_on=date(2026, 11, 20), **lead
    )
    index_rounds.seal(session, round_id=round_.id, **lead)
    session.commit()
    for statement in (
        "UPDATE index_round SET tie_rule = 'shared'",
        "UPDATE index_round SET state = 'open', seal = NULL",
        "UPDATE index_sheet SET state = 'scoring'",
        "UPDATE sheet_score SET points = 0 WHERE stage = 'final'",
        "UPDATE index_item SET maximum = 1",
    ):
        with pytest.raises(DatabaseError):
            session.execute(text(statement))
        session.rollback()
    with pytest.raises(Conflict):
        deeds.do(sheet_deeds.undecide, sheet, deeds.district.chairman, reason="Xem lại")


def test_a_sheet_is_checked_and_locked_only_when_scored_and_proved(
    session: Session, round_: IndexRound, deeds: Deeds
) -> None:
    who = deeds.district
    sheet = the_sheet(session, round_, who.justice)
    deeds.score(
        sheet_scoring.score_self, sheet, "1.1.1", Statement(Answer(yes=True)), who.justice_officer
    )
    with pytest.raises(InvalidInput, match=r"Chưa chấm điểm: 1\.1\.2, 2\.1, 2\.2, 9"):
        deeds.do(sheet_deeds.check, sheet, who.justice_officer)
    session.rollback()


def test_only_the_head_locks_with_a_signed_file(
    session: Session, sheet: IndexSheet, deeds: Deeds
) -> None:
    who = deeds.district
    deeds.do(sheet_deeds.check, sheet, who.justice_officer)
    with pytest.raises(NotAllowed, match="người đứng đầu"):
        deeds.do(sheet_deeds.lock, sheet, who.justice_officer, file=SIGNED)
    sheet.state = SheetState.CHECKED
    with pytest.raises(InvalidInput, match="đã ký"):
        deeds.do(sheet_deeds.lock, sheet, who.justice_head, file=None)
    sheet.state = SheetState.CHECKED
    deeds.do(sheet_deeds.lock, sheet, who.justice_head, file=SIGNED)
    assert sheet.state is SheetState.LOCKED
    assert last_event(session).kind is EventKind.SHEET_LOCKED
    with pytest.raises(InvalidInput, match="lý do"):
        deeds.do(sheet_deeds.reopen, sheet, who.monitor, reason=" ", until=date(2026, 12, 1))
    sheet.state = SheetState.LOCKED
    deeds.do(sheet_deeds.reopen, sheet, who.monitor, reason="Nhầm số", until=date(2026, 12, 1))
    assert (sheet.state, last_event(session).note) == (SheetState.SCORING, "Nhầm số")


def test_what_a_unit_may_not_state(session: Session, sheet: IndexSheet, deeds: Deeds) -> None:
    who, score = deeds.district, sheet_scoring.score_self
    with pytest.raises(NotAllowed, match="điều tra"):
        deeds.score(score, sheet, "1.2", Statement(Answer(value=D(90))), who.justice_head)
    for said, field in (
        (Statement(Answer(yes=True), D("10.5")), "points"),
        (Statement(Answer(yes=True), D("9.999")), "points"),
        (Statement(Answer(yes=True), D(9)), "note"),
        (Statement(), "answer"),
    ):
        with pytest.raises(InvalidInput) as refused:
            deeds.score(score, sheet, "1.1.1", said, who.justice_head)
        assert refused.value.field == field
    with pytest.raises(InvalidInput, match="áp dụng cho mọi đơn vị"):
        deeds.score(score, sheet, "1.1.1", Statement(Answer(not_applicable=True)), who.justice_head)


def test_two_officers_at_one_item(session: Session, sheet: IndexSheet, deeds: Deeds) -> None:
    head, score = deeds.district.justice_head, sheet_scoring.score_self
    deeds.score(score, sheet, "1.1.1", Statement(Answer(yes=False), version=1), head)
    with pytest.raises(Conflict) as late:
        deeds.score(score, sheet, "1.1.1", Statement(Answer(yes=True), version=1), head)
    assert late.value.code == "stale_version"
    changes = session.scalars(
        select(SheetScoreChange)
        .where(SheetScoreChange.item_id == the_item(session, sheet, "1.1.1").id)
        .order_by(SheetScoreChange.id)
    ).all()
    assert [(one.points_before, one.points_after) for one in changes] == [
        (None, D(10)),
        (D(10), D(0)),
    ]


def test_outside_the_days_of_the_round_nothing_is_scored(
    session: Session, district: District, round_: IndexRound, now: datetime
) -> None:
    sheet = the_sheet(session, round_, district.justice)
    for moment in (now - timedelta(days=60), now + timedelta(days=60)):
        with pytest.raises(Conflict):
            Deeds(session, district, moment).score(
                sheet_scoring.score_self, sheet, "1.1.1", Statement(Answer(yes=True)),
                district.justice_head,
            )  # fmt: skip


def test_appraisers_score_beside_and_ask(
    session: Session, sheet: IndexSheet, round_: IndexRound, deeds: Deeds
) -> None:
    who = deeds.district
    other = scored(session, who, the_sheet(session, round_, who.culture), deeds.now)
    for one in (sheet, other):
        deeds.locked(one)
    lower = Statement(points=D(8), note="Ban hành sau ngày 31/12.")
    with pytest.raises(NotAllowed):  # its own sheet; and an item of another field
        deeds.score(sheet_scoring.appraise, sheet, "1.1.1", lower, who.justice_head)
    with pytest.raises(NotAllowed):
        deeds.score(sheet_scoring.appraise, other, "2.1", lower, who.justice_head)
    with pytest.raises(InvalidInput, match="khác điểm tự chấm"):
        deeds.score(
            sheet_scoring.appraise, other, "1.1.1", Statement(points=D(8)), who.justice_head
        )
    deeds.score(sheet_scoring.appraise, other, "1.1.1", lower, who.justice_head)
    item = the_item(session, other, "1.1.1")
    question = deeds.do(
        sheet_deeds.ask, other, who.justice_head, item_id=item.id, question="Bản có số, ngày?"
    )
    assert other.state is SheetState.EXPLAINING
    with pytest.raises(InvalidInput, match=r"Chưa giải trình mục 1\.1\.1"):
        deeds.do(sheet_deeds.explain, other, who.culture_head, answers={})
    other.state = SheetState.EXPLAINING
    deeds.do(sheet_deeds.explain, other, who.culture_head, answers={question.id: "Đã gửi kèm."})
    assert (other.state, question.answer) == (SheetState.LOCKED, "Đã gửi kèm.")
    with pytest.raises(InvalidInput, match=r"Chưa có điểm điều tra xã hội học: 1\.2"):
        deeds.do(sheet_deeds.pass_to_council, other, who.monitor)
    deeds.appraised(other)
    with pytest.raises(InvalidInput, match="khác điểm thẩm định"):
        deeds.score(sheet_scoring.decide, other, "1.1.1", Statement(points=D(10)), who.chairman)
    view = sheet_view(session, other)
    row = next(row for row in view.rows if row.item.code == "1.1.1")
    assert row.points == (D(10), D(8), None)


def test_a_set_in_use_is_never_changed_only_superseded(
    session: Session, district: District, now: datetime
) -> None:
    actor = district.actor(district.monitor)
    used = a_set(session, district, now)
    with pytest.raises(Conflict, match="không sửa được"):
        index_sets.replace_items(session, set_id=used.id, lines=[], actor=actor, now=now)
    newer = index_sets.copy(
        session,
        set_id=used.id,
        head=index_sets.SetHead(used.name, used.year, used.group_name),
        actor=actor,
        now=now,
    )
    assert (newer.version, newer.supersedes_id, len(newer.items)) == (2, used.id, 9)
    index_sets.put_in_use(session, set_id=newer.id, version=None, actor=actor, now=now)
    assert (used.state, newer.state) == (SetState.SUPERSEDED, SetState.IN_USE)
    with pytest.raises(Conflict, match="đang áp dụng"):
        a_round(session, district, now, index_set=used)


def test_a_set_that_does_not_add_up_is_not_used(
    session: Session, district: District, now: datetime
) -> None:
    lines = [a_line("1", "Một lĩnh vực", "99")]
    with pytest.raises(InvalidInput, match="còn 2 chỗ cần sửa"):
        a_set(session, district, now, lines=lines)
