"""The index in the demonstration: last year's sealed round, this year's in the middle of scoring.

By the sample set (bộ chỉ số minh họa); scores are dice, the same on every machine.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from sqlalchemy import select

from tracker.demo.index_sample import GROUP, sample_head, sample_lines
from tracker.demo.survey_year import ask_citizens
from tracker.domain.index_answer import Answer
from tracker.domain.index_rule import Rule, ScoringKind, rule_from_json
from tracker.domain.index_scoring import NotApplicable
from tracker.domain.local_time import VIETNAM
from tracker.domain.people import Module, Role
from tracker.models import IndexItem, IndexRound, IndexSheet, RoleGrant, Unit
from tracker.queries.index_sets import leaves_of
from tracker.queries.units import groups_of_office, members_on
from tracker.services import index_rounds, index_sets, sheet_charges, sheet_council, sheet_scoring
from tracker.services.index_rounds import RoundPlan
from tracker.services.sheet_scoring import Statement

if TYPE_CHECKING:
    from tracker.demo.deeds import Stage

LEAD, COUNCIL, OWN = "theodoi", "phochutich", "haluong"
SCORED_UNITS = 6
NOTE = "Theo báo cáo năm của đơn vị."


def score_years(stage: Stage) -> None:
    """Phòng Nội vụ runs the index; last year is over, this year is being scored."""
    year = stage.today.year
    _grant(stage, datetime(year, 1, 5, 8, tzinfo=VIETNAM))
    over = _open(
        stage,
        year - 1,
        date(year, 1, 5),
        date(year, 1, 31),
        datetime(year, 1, 5, 9, tzinfo=VIETNAM),
    )
    _close(stage, over, datetime(year, 2, 2, 9, tzinfo=VIETNAM))
    began = datetime.combine(stage.today, datetime.min.time(), VIETNAM).replace(hour=6, minute=40)
    now_open = _open(stage, year, stage.today.replace(day=1), date(year, 12, 31), began)
    _begin(stage, now_open, began)
    ask_citizens(stage, now_open, began)


def _grant(stage: Stage, now: datetime) -> None:
    user = stage.people["noivu"]
    user.grants.append(
        RoleGrant(
            office_id=stage.office.id, module=Module.INDEX, role=Role.LEAD_OFFICE,
            from_on=now.date(), granted_by_id=stage.people["quantri"].id,
        )
    )  # fmt: skip
    stage.session.flush()


def _open(stage: Stage, year: int, from_on: date, to_on: date, now: datetime) -> IndexRound:
    session, actor = stage.session, stage.actor(LEAD, now)
    group = next(g for g in groups_of_office(session, stage.office.id) if g.name == GROUP)
    made = index_sets.create(
        session, head=sample_head(year, group_id=group.id), actor=actor, now=now
    )
    index_sets.replace_items(session, set_id=made.id, lines=sample_lines(), actor=actor, now=now)
    index_sets.put_in_use(session, set_id=made.id, version=None, actor=actor, now=now)
    units = [member.unit_id for member in members_on(group, stage.today)]
    own = next(iter(stage.people[OWN].memberships)).unit_id
    chosen = sorted({own, *units[:SCORED_UNITS]})
    return index_rounds.open_round(
        session, set_id=made.id,
        plan=RoundPlan(f"Chỉ số CCHC cấp xã năm {year} (minh họa)", from_on, to_on),
        unit_ids=chosen, actor=actor, now=now,
    )  # fmt: skip


def _close(stage: Stage, round_: IndexRound, now: datetime) -> None:
    """Every unit scored everything; the council decided; published and sealed."""
    session, actor = stage.session, stage.actor(LEAD, now)
    during = datetime.combine(round_.from_on, now.timetz())
    sheets = _sheets(stage, round_)
    for sheet in sheets:
        for item in leaves_of(round_.index_set.items):
            _score(stage, sheet, item, during)
    index_rounds.close(session, round_id=round_.id, version=None, actor=actor, now=now)
    for sheet in sheets:
        for item in leaves_of(round_.index_set.items):
            if item.rule is not None and item.rule["kind"] == ScoringKind.SURVEY:
                share = Decimal(stage.dice.randint(640, 930)) / 10
                sheet_scoring.appraise(
                    session, sheet_id=sheet.id, item_id=item.id,
                    said=Statement(Answer(value=share)), actor=actor, now=now,
                )  # fmt: skip
        sheet_council.pass_to_council(
            session, sheet_id=sheet.id, version=None, actor=actor, now=now
        )
        sheet_council.decide_sheet(
            session, sheet_id=sheet.id, version=None, basis="Biên bản số 02/BB-HĐTĐ ngày 02/02",
            actor=stage.actor(COUNCIL, now), now=now,
        )  # fmt: skip
    index_rounds.publish(
        session, round_id=round_.id, version=None, number="215/QĐ-UBND", issued_on=now.date(),
        actor=actor, now=now,
    )  # fmt: skip
    index_rounds.seal(session, round_id=round_.id, version=None, actor=actor, now=now)


def _begin(stage: Stage, round_: IndexRound, now: datetime) -> None:
    """One commune is half through; its head has shared the rest out."""
    sheet = next(
        one for one in _sheets(stage, round_)
        if one.unit_id in stage.actor(OWN, now).unit_ids
    )  # fmt: skip
    items = [item for item in leaves_of(round_.index_set.items) if _kind(item) is not _K.SURVEY]
    for item in items[: len(items) * 3 // 5]:
        _score(stage, sheet, item, now)
    sheet_charges.charge(
        stage.session, sheet_id=sheet.id, item_ids=[item.id for item in items[-12:]],
        user_id=stage.people[OWN].id, due_on=date(stage.today.year, 12, 10),
        actor=stage.actor(OWN, now), now=now,
    )  # fmt: skip


def _sheets(stage: Stage, round_: IndexRound) -> list[IndexSheet]:
    return list(
        stage.session.scalars(
            select(IndexSheet)
            .join(Unit, Unit.id == IndexSheet.unit_id)
            .where(IndexSheet.round_id == round_.id)
            .order_by(Unit.ord, Unit.id)
        )
    )


_K = ScoringKind


def _kind(item: IndexItem) -> ScoringKind:
    return ScoringKind((item.rule or {})["kind"])


def _score(stage: Stage, sheet: IndexSheet, item: IndexItem, now: datetime) -> None:
    rule = rule_from_json(item.rule or {})
    if rule.kind is _K.SURVEY:
        return
    answer, points = _answer(stage, rule, item.not_applicable), None
    if rule.kind is _K.TRACKING:
        points = item.maximum / stage.dice.choice((1, 2))
    sheet_scoring.score_self(
        stage.session, sheet_id=sheet.id, item_id=item.id,
        said=Statement(answer, points, NOTE), actor=stage.actor(LEAD, now), now=now,
    )  # fmt: skip


def _answer(stage: Stage, rule: Rule, custom: NotApplicable) -> Answer:
    """Mostly well done, sometimes not; now and then nothing of the kind happened."""
    dice = stage.dice
    if custom is not NotApplicable.REFUSED and dice.random() < 0.15:
        return Answer(not_applicable=True)
    of = dice.randint(8, 240)
    done = of if dice.random() < 0.55 else dice.randint(of * 7 // 10, of)
    match rule.kind:
        case _K.YES_NO:
            return Answer(yes=dice.random() < 0.85)
        case _K.CHOICE:
            return Answer(chosen=0 if dice.random() < 0.7 else 1)
        case _K.TICKS:
            ticked = {place for place in range(len(rule.options)) if dice.random() < 0.85}
            return Answer(ticked=frozenset(ticked))
        case _K.PENALTY:
            return Answer(counts=tuple(int(dice.random() < 0.25) for _option in rule.options))
        case _K.FORMULA:
            return Answer(numbers={"ky_so": Decimal(done), "gui_di": Decimal(of)})
        case _:
            return Answer(done=Decimal(done), of=Decimal(of))
