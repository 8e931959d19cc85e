"""Taking back what was done in the review: exactly, once, and only while nobody went on from it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.directive import a_directive
from tests.factories.district import District, a_district
from tests.factories.draft import a_draft
from tests.factories.unit import a_group
from tracker.domain.errors import Conflict, NotFound
from tracker.domain.follow_up import DraftDeedKind, DraftState, FollowUp, UnitRole
from tracker.models import Clause, Directive, DraftDeed, Event, Reading, TaskDraft
from tracker.queries.draft_deeds import undoable
from tracker.queries.drafts import drafts_of
from tracker.services.draft_bulk import BulkChange, change_many
from tracker.services.draft_cutting import merge_drafts, split_draft
from tracker.services.draft_memory import as_it_is
from tracker.services.draft_names import apply_choice
from tracker.services.draft_rows import ChosenUnit, Pick
from tracker.services.draft_states import mark_ready, restore, set_aside
from tracker.services.draft_undo import undo
from tracker.services.drafting import DraftChange, add_draft, edit_draft

TEXT = "Lập danh mục thủ tục. Báo cáo UBND huyện; công khai trên trang thông tin."
LATER = date(2026, 12, 15)


@pytest.fixture
def district(session: Session) -> District:
    return a_district(session)


@pytest.fixture
def paper(session: Session, district: District, now: datetime) -> Directive:
    """Three drafts, the first two of them from one paragraph each."""
    paper = a_directive(session, district.office)
    reading = Reading(
        directive_id=paper.id, version=1, reader="1", header={}, remarks=[], created_at=now
    )
    session.add(reading)
    session.flush()
    clauses = [
        Clause(
            reading_id=reading.id,
            ord=place,
            level=0,
            path=str(place + 1),
            marker="",
            text=TEXT,
            is_order=True,
            reason="",
        )
        for place in range(2)
    ]
    for place in range(3):
        a_draft(
            session,
            district.office,
            TEXT,
            directive=paper,
            ord=place,
            leads=[district.justice, "Phòng lạ"] if place else [district.justice],
            coordinating=[a_group(session, district.office, f"các trạm {place}")],
            due_on=LATER if place else None,
            why={"paper_due_on": LATER.isoformat(), "reasons": []},
            clauses=clauses[place : place + 1],
            reading_id=reading.id,
        )
    return paper


@pytest.fixture
def deed(district: District, paper: Directive, now: datetime) -> dict[str, Any]:
    """Who does what follows, to which paper, when."""
    actor = district.actor(district.monitor)
    return {"directive_id": paper.id, "actor": actor, "now": now}


def state(session: Session, paper: Directive) -> list[dict[str, Any]]:
    """Every draft whole, in its order, without what an undoing must change."""
    session.flush()
    session.expire_all()
    return [
        {**as_it_is(draft), "version": 0, "ord": draft.ord}
        for draft in drafts_of(session, paper.id)
    ]


def last(session: Session) -> DraftDeed:
    return session.scalars(select(DraftDeed).order_by(DraftDeed.id.desc()).limit(1)).one()


def _split(session: Session, drafts: list[TaskDraft], deed: dict[str, Any]) -> None:
    split_draft(session, draft_id=drafts[0].id, version=None, at=[22, 41], **deed)


def _merge(session: Session, drafts: list[TaskDraft], deed: dict[str, Any]) -> None:
    merge_drafts(session, draft_id=drafts[0].id, version=None, **deed)


def _aside(session: Session, drafts: list[TaskDraft], deed: dict[str, Any]) -> None:
    set_aside(session, picks=_picks(drafts[:2]), reason="Đã giao ở văn bản khác", **deed)


def _change(session: Session, drafts: list[TaskDraft], deed: dict[str, Any]) -> None:
    units = [ChosenUnit(UnitRole.LEAD, row.as_written, row.unit_id) for row in drafts[0].units[:1]]
    change = BulkChange(
        follow_up=FollowUp.COLLECTED,
        coordinating=tuple(units),
        replace=True,
        due_on=date(2027, 1, 5),
        due_basis="Kịp báo cáo năm",
    )
    change_many(session, picks=_picks(drafts), change=change, **deed)


def _edit(session: Session, drafts: list[TaskDraft], deed: dict[str, Any]) -> None:
    change = DraftChange(text="Lời khác", product="", follow_up=FollowUp.NOTED, units=[])
    edit_draft(session, draft_id=drafts[1].id, version=None, change=change, **deed)


def _ready(session: Session, drafts: list[TaskDraft], deed: dict[str, Any]) -> None:
    assert mark_ready(session, picks=_picks(drafts), **deed).ready == (drafts[0],)


def _add(session: Session, _drafts: list[TaskDraft], deed: dict[str, Any]) -> None:
    change = DraftChange(text="Thêm", product="", follow_up=FollowUp.NOTED, units=[])
    add_draft(session, clause_id=None, change=change, **deed)


def _name(session: Session, drafts: list[TaskDraft], deed: dict[str, Any]) -> None:
    lead = next(row.unit_id for row in drafts[0].units if row.unit_id)
    apply_choice(session, as_written="Phòng lạ", unit_id=lead, group_id=None, **deed)


def _picks(drafts: list[TaskDraft]) -> list[Pick]:
    return [Pick(draft.id, draft.row_version) for draft in drafts]


@pytest.mark.parametrize(
    "act",
    [_split, _merge, _aside, _change, _edit, _ready, _add, _name],
    ids=lambda act: act.__name__[1:],
)
def test_undone_is_as_before(
    session: Session,
    paper: Directive,
    deed: dict[str, Any],
    act: Callable[[Session, list[TaskDraft], dict[str, Any]], None],
) -> None:
    before = state(session, paper)
    act(session, drafts_of(session, paper.id), deed)
    assert state(session, paper) != before
    undo(session, deed_id=last(session).id, **deed)
    assert state(session, paper) == before
    event = session.scalars(select(Event).order_by(Event.id.desc()).limit(1)).one()
    assert event.note.startswith("Hoàn tác: ")


def test_step_by_step_back_to_the_beginning(
    session: Session, paper: Directive, deed: dict[str, Any]
) -> None:
    before = state(session, paper)
    for act in (_split, _aside, _change):
        act(session, drafts_of(session, paper.id)[-2:], deed)
    for kind in (DraftDeedKind.CHANGED, DraftDeedKind.SET_ASIDE, DraftDeedKind.SPLIT):
        found = undoable(session, drafts_of(session, paper.id), deed["actor"].user_id)
        assert found is not None
        assert found.kind is kind
        undo(session, deed_id=found.id, **deed)
    assert state(session, paper) == before
    assert undoable(session, drafts_of(session, paper.id), deed["actor"].user_id) is None


def test_what_somebody_went_on_from_stays(
    session: Session, district: District, paper: Directive, deed: dict[str, Any]
) -> None:
    drafts = drafts_of(session, paper.id)
    _aside(session, drafts, deed)
    first = last(session)
    other = {**deed, "actor": district.actor(district.culture_head)}
    restore(session, pick=_picks(drafts[:1])[0], **other)
    after = state(session, paper)
    assert undoable(session, drafts_of(session, paper.id), deed["actor"].user_id) is None
    with pytest.raises(Conflict, match="đã được thay đổi sau đó"):
        undo(session, deed_id=first.id, **deed)
    assert state(session, paper) == after
    assert drafts[1].state is DraftState.SET_ASIDE


def test_once_and_by_oneself(
    session: Session, district: District, paper: Directive, deed: dict[str, Any]
) -> None:
    _merge(session, drafts_of(session, paper.id), deed)
    kept = last(session)
    other = {**deed, "actor": district.actor(district.culture_head)}
    with pytest.raises(NotFound):
        undo(session, deed_id=kept.id, **other)
    undo(session, deed_id=kept.id, **deed)
    with pytest.raises(Conflict, match="đã được hoàn tác"):
        undo(session, deed_id=kept.id, **deed)
    with pytest.raises(Conflict):
        undo(session, deed_id=last(session).id, **deed)


def test_an_old_page_never_hits_a_draft_that_got_a_key_anew(
    session: Session, paper: Directive, deed: dict[str, Any]
) -> None:
    drafts = drafts_of(session, paper.id)
    _split(session, drafts, deed)
    seen = _picks(drafts_of(session, paper.id))[2]
    undo(session, deed_id=last(session).id, **deed)
    _add(session, drafts, deed)
    _add(session, drafts, deed)
    with pytest.raises((Conflict, NotFound)):
        set_aside(session, picks=[seen], reason="Trùng", **deed)
