"""What a person does to drafts: edit, cut, join, set aside, mark as looked at, many at once."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.directive import a_directive
from tests.factories.district import District, a_district
from tests.factories.draft import a_draft
from tests.factories.duty import a_duty
from tests.factories.unit import a_group, a_unit
from tracker.domain.errors import Conflict, DomainError, InvalidInput, NotFound
from tracker.domain.follow_up import DraftState, FollowUp, UnitRole
from tracker.domain.history import EventKind
from tracker.domain.recurrence import RecurrenceRule
from tracker.domain.recurrence_periods import Every
from tracker.models import Directive, Event, TaskDraft
from tracker.services.draft_bulk import BulkChange, change_many
from tracker.services.draft_cutting import cutting_places, merge_drafts, split_draft
from tracker.services.draft_rows import ChosenUnit, Pick
from tracker.services.draft_states import mark_ready, restore, set_aside
from tracker.services.drafting import DraftChange, add_draft, edit_draft

LATER = date(2026, 12, 15)


@pytest.fixture
def district(session: Session) -> District:
    return a_district(session)


@pytest.fixture
def paper(session: Session, district: District) -> Directive:
    return a_directive(session, district.office)


@pytest.fixture
def deed(session: Session, district: District, paper: Directive, now: datetime) -> dict[str, Any]:
    """Who does what follows, to which paper, when."""
    actor = district.actor(district.monitor)
    return {"directive_id": paper.id, "actor": actor, "now": now}


def a_change(district: District, **values: Any) -> DraftChange:
    given: dict[str, Any] = {
        "text": "Lập danh mục thủ tục hành chính",
        "product": "danh mục",
        "follow_up": FollowUp.PER_UNIT,
        "units": [ChosenUnit(UnitRole.LEAD, "Phòng Tư pháp", district.justice.id)],
        "due_on": LATER,
        "due_basis": "Đơn vị theo dõi đề xuất",
    }
    return DraftChange(**{**given, **values})


def test_an_edit_says_what_it_changed(
    session: Session, district: District, paper: Directive, deed: dict[str, Any]
) -> None:
    draft = a_draft(session, district.office, directive=paper, leads=["Phòng TP"])
    edit_draft(session, draft_id=draft.id, version=1, change=a_change(district), **deed)
    assert draft.due_on == LATER
    assert [(row.unit_id, row.as_written) for row in draft.units] == [
        (district.justice.id, "Phòng Tư pháp")
    ]
    event = session.scalars(select(Event).order_by(Event.id.desc())).first()
    assert event is not None
    assert event.kind is EventKind.DRAFT_EDITED
    assert event.data["changed"]["lead"] == [["Phòng TP"], ["Phòng Tư pháp"]]
    assert event.data["changed"]["due_on"] == [None, "2026-12-15"]


def test_the_second_of_two_people_is_told(
    session: Session, district: District, paper: Directive, deed: dict[str, Any]
) -> None:
    draft = a_draft(session, district.office, directive=paper)
    edit_draft(session, draft_id=draft.id, version=1, change=a_change(district), **deed)
    with pytest.raises(Conflict):
        edit_draft(session, draft_id=draft.id, version=1, change=a_change(district), **deed)


def test_only_what_is_tracked_has_a_deadline(
    session: Session, district: District, paper: Directive, deed: dict[str, Any]
) -> None:
    draft = a_draft(session, district.office, directive=paper)
    change = a_change(district, follow_up=FollowUp.REGULAR)
    edit_draft(session, draft_id=draft.id, version=1, change=change, **deed)
    assert (draft.due_on, draft.due_basis) == (None, "")


def test_a_rhythm_takes_the_place_of_the_day(
    session: Session, district: District, paper: Directive, deed: dict[str, Any]
) -> None:
    draft = a_draft(session, district.office, directive=paper)
    rule = RecurrenceRule(every=Every.MONTH, day=15)
    change = a_change(district, recurrence=rule)
    edit_draft(session, draft_id=draft.id, version=1, change=change, **deed)
    assert draft.recurrence == rule.to_json()
    assert draft.due_on is None


@pytest.mark.parametrize("text", ["", "   \n "])
def test_no_text_is_no_draft(
    session: Session, district: District, paper: Directive, deed: dict[str, Any], text: str
) -> None:
    draft = a_draft(session, district.office, directive=paper)
    with pytest.raises(InvalidInput) as refused:
        edit_draft(
            session, draft_id=draft.id, version=1, change=a_change(district, text=text), **deed
        )
    assert refused.value.field == "text"


def test_another_papers_draft_is_not_found(
    session: Session, district: District, deed: dict[str, Any]
) -> None:
    draft = a_draft(session, district.office)
    with pytest.raises(NotFound):
        edit_draft(session, draft_id=draft.id, version=1, change=a_change(district), **deed)


def test_a_draft_added_by_hand_stands_last(
    session: Session, district: District, paper: Directive, deed: dict[str, Any]
) -> None:
    a_draft(session, district.office, directive=paper, ord=4)
    added = add_draft(session, clause_id=None, change=a_change(district), **deed)
    assert (added.ord, added.state) == (5, DraftState.PROPOSED)


def test_cut_in_two_at_a_sentence(
    session: Session, district: District, paper: Directive, deed: dict[str, Any]
) -> None:
    text = "Lập danh mục thủ tục. Báo cáo UBND huyện trước ngày 15/12/2026."
    draft = a_draft(session, district.office, text, directive=paper, leads=[district.justice])
    after = a_draft(session, district.office, directive=paper, ord=1)
    assert cutting_places(text) == [22]
    first, second = split_draft(session, draft_id=draft.id, version=1, at=[22], **deed)
    session.expire_all()
    assert first.text == "Lập danh mục thủ tục."
    assert second.text.startswith("Báo cáo UBND huyện")
    assert [row.unit_id for row in second.units] == [district.justice.id]
    assert [first.ord, second.ord, after.ord] == [0, 1, 2]


@pytest.mark.parametrize("at", [0, 500])
def test_a_cut_that_leaves_nothing_is_refused(
    session: Session, district: District, paper: Directive, deed: dict[str, Any], at: int
) -> None:
    draft = a_draft(session, district.office, directive=paper)
    with pytest.raises(InvalidInput):
        split_draft(session, draft_id=draft.id, version=1, at=[at], **deed)


def test_two_become_one_and_nothing_is_lost(
    session: Session, district: District, paper: Directive, deed: dict[str, Any]
) -> None:
    office = district.office
    one = a_draft(session, office, "Lập danh mục.", directive=paper, leads=[district.justice])
    two = a_draft(
        session,
        office,
        "Trình trước ngày 15/12.",
        directive=paper,
        leads=[district.justice, district.culture],
        due_on=LATER,
        ord=1,
    )
    merge_drafts(session, draft_id=one.id, version=1, **deed)
    assert one.text == "Lập danh mục.\nTrình trước ngày 15/12."
    assert [row.unit_id for row in one.units] == [district.justice.id, district.culture.id]
    assert one.due_on == LATER
    assert two.state is DraftState.SET_ASIDE
    assert "Đã gộp" in (two.set_aside_reason or "")
    with pytest.raises(InvalidInput, match="không còn nội dung nào"):
        merge_drafts(session, draft_id=one.id, version=None, **deed)


def test_set_aside_needs_a_reason_and_can_be_taken_back(
    session: Session, district: District, paper: Directive, deed: dict[str, Any]
) -> None:
    draft = a_draft(session, district.office, directive=paper)
    with pytest.raises(InvalidInput) as refused:
        set_aside(session, picks=[Pick(draft.id, 1)], reason="  ", **deed)
    assert refused.value.field == "reason"
    set_aside(session, picks=[Pick(draft.id, 1)], reason="Đã giao ở văn bản khác", **deed)
    assert draft.state is DraftState.SET_ASIDE
    restore(session, pick=Pick(draft.id, draft.row_version), **deed)
    assert (draft.state, draft.set_aside_reason) == (DraftState.PROPOSED, None)
    kinds = session.scalars(select(Event.kind).order_by(Event.id)).all()
    assert kinds == [EventKind.DRAFT_SET_ASIDE, EventKind.DRAFT_RESTORED]


def lacking_cases() -> list[Any]:
    basis = "Đơn vị theo dõi đề xuất"
    return [
        pytest.param({"leads": []}, "Chưa có đơn vị chủ trì", id="no lead"),
        pytest.param({"leads": ["Phòng lạ"]}, "Chưa xác định “Phòng lạ”", id="unknown lead"),
        pytest.param({"leads": ["dissolved"]}, "kết thúc hoạt động", id="dissolved"),
        pytest.param({"leads": ["empty group"]}, "không có đơn vị thành viên", id="empty class"),
        pytest.param({"due_on": date(2026, 11, 22), "due_basis": basis}, "đã qua", id="past"),
        pytest.param({"due_on": LATER}, "Chưa ghi căn cứ", id="no basis"),
        pytest.param(
            {"follow_up": FollowUp.COLLECTED, "leads": ["both"]}, "đúng một đơn vị", id="two leads"
        ),
        pytest.param({"follow_up": FollowUp.REGULAR, "leads": []}, "chủ trì", id="regular"),
    ]


@pytest.mark.parametrize(("values", "sentence"), lacking_cases())
def test_what_lacks_something_is_not_ready(
    *,
    session: Session,
    district: District,
    paper: Directive,
    deed: dict[str, Any],
    values: dict[str, Any],
    sentence: str,
) -> None:
    root = district.office.root_unit
    named = {
        "dissolved": [a_unit(session, "Phòng Y tế", parent=root, to_on=date(2026, 11, 1))],
        "empty group": [a_group(session, district.office, "các trạm y tế")],
        "both": [district.justice, district.culture],
    }
    leads = values.get("leads", [district.justice])
    values = {**values, "leads": named.get(leads[0], leads) if leads else []}
    draft = a_draft(session, district.office, directive=paper, **values)
    with pytest.raises(DomainError, match=sentence):
        mark_ready(session, picks=[Pick(draft.id, 1)], **deed)
    assert draft.state is DraftState.PROPOSED


def test_the_papers_own_day_needs_no_other_basis(
    session: Session, district: District, paper: Directive, deed: dict[str, Any]
) -> None:
    draft = a_draft(
        session,
        district.office,
        directive=paper,
        leads=[district.justice],
        due_on=LATER,
        why={"paper_due_on": LATER.isoformat()},
    )
    assert mark_ready(session, picks=[Pick(draft.id, 1)], **deed).ready == (draft,)
    event = session.scalars(select(Event).order_by(Event.id.desc()).limit(1)).one()
    assert (event.kind, event.data) == (EventKind.DRAFTS_READY, {"drafts": [draft.id]})


def test_many_at_once_make_ready_what_is_complete(
    session: Session, district: District, paper: Directive, deed: dict[str, Any]
) -> None:
    whole = a_draft(session, district.office, directive=paper, leads=[district.justice])
    part = a_draft(session, district.office, directive=paper, ord=1)
    done = mark_ready(session, picks=[Pick(whole.id, 1), Pick(part.id, 1)], **deed)
    assert (done.ready, done.lacking) == ((whole,), (part,))


def test_one_deadline_for_many(
    session: Session, district: District, paper: Directive, deed: dict[str, Any]
) -> None:
    drafts = [
        a_draft(session, district.office, directive=paper, follow_up=FollowUp.REGULAR, ord=place)
        for place in range(3)
    ]
    lead = ChosenUnit(UnitRole.LEAD, "Phòng Tư pháp", district.justice.id)
    change_many(
        session,
        picks=[Pick(draft.id, 1) for draft in drafts],
        change=BulkChange(lead=lead, due_on=LATER, due_basis="Kịp báo cáo năm"),
        **deed,
    )
    assert {draft.follow_up for draft in drafts} == {FollowUp.PER_UNIT}
    assert {draft.due_on for draft in drafts} == {LATER}
    assert {row.unit_id for draft in drafts for row in draft.units} == {district.justice.id}


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (BulkChange(), "Hãy chọn"),
        (BulkChange(due_on=LATER), "căn cứ"),
    ],
    ids=["nothing to set", "no basis"],
)
def test_a_change_of_many_needs_its_words(
    *,
    session: Session,
    district: District,
    paper: Directive,
    deed: dict[str, Any],
    change: BulkChange,
    sentence: str,
) -> None:
    draft = a_draft(session, district.office, directive=paper)
    with pytest.raises(InvalidInput, match=sentence):
        change_many(session, picks=[Pick(draft.id, 1)], change=change, **deed)


def test_what_was_given_is_no_draft_any_more(
    session: Session, district: District, paper: Directive, deed: dict[str, Any]
) -> None:
    draft = a_draft(session, district.office, directive=paper)
    other = a_draft(session, district.office, directive=paper, ord=1)
    duty = a_duty(session, district.office, directive=paper)
    draft.state, draft.duty_id = DraftState.CONFIRMED, duty.id
    session.flush()
    with pytest.raises(Conflict, match="đã được giao"):
        set_aside(session, picks=[Pick(draft.id, draft.row_version)], reason="x", **deed)
    assert session.get_one(TaskDraft, other.id).state is DraftState.PROPOSED
