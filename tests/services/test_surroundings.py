"""Targets, events on which deadlines wait, results that answer two papers."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.directive import a_directive
from tests.factories.district import District, a_district
from tests.factories.draft import a_draft
from tests.factories.duty import a_duty
from tests.factories.task import a_task
from tracker.domain.deadlines import DeadlineCause
from tracker.domain.errors import Conflict, InvalidInput, NotFound
from tracker.domain.follow_up import DraftState, FollowUp
from tracker.domain.history import EventKind
from tracker.domain.target_value import Comparator
from tracker.domain.working_days import Calendar
from tracker.models import Clause, Directive, Event, NamedEvent, Reading, Target, TaskDraft
from tracker.queries.repeated_orders import answered_drafts, repeats_of
from tracker.queries.targets import proposed_duties, targets_of, targets_served
from tracker.services import targets
from tracker.services.draft_rows import Pick
from tracker.services.draft_states import restore
from tracker.services.duty_fingerprints import keep_fingerprints
from tracker.services.named_events import NewDay, date_event, set_waiting_deadlines
from tracker.services.shared_results import share_result, unshare_result

ORDER = (
    "Chủ trì, phối hợp với các cơ quan, đơn vị rà soát, đề xuất đơn giản hóa thủ tục hành chính "
    "thuộc lĩnh vực đất đai, trình Ủy ban nhân dân huyện xem xét, quyết định."
)


@pytest.fixture
def district(session: Session) -> District:
    return a_district(session)


def last(session: Session) -> Event:
    return session.scalars(select(Event).order_by(Event.id.desc()).limit(1)).one()


# targets

FACTS = targets.TargetFacts("hồ sơ đúng hạn", Comparator.AT_LEAST, "84,6", "%", year="2027")


def test_a_target_is_added_corrected_and_removed_with_its_history(
    session: Session, district: District, now: datetime
) -> None:
    paper = a_directive(session, district.office)
    me = district.actor(district.monitor)
    row = targets.add_target(session, directive_id=paper.id, facts=FACTS, actor=me, now=now)
    assert (row.value, row.year, row.edited_by_id) == ("84.6", 2027, me.user_id)
    other = targets.TargetFacts(
        "hồ sơ đúng hạn", Comparator.BETWEEN, "1.200", "hồ sơ", upper="1.500"
    )
    targets.correct_target(
        session, directive_id=paper.id, target_id=row.id, version=row.row_version, facts=other,
        actor=me, now=now,
    )  # fmt: skip
    assert (row.value, row.upper, row.year) == ("1200", "1500", None)
    assert last(session).data["changed"]["value"] == ["84.6", "1200"]
    with pytest.raises(Conflict):
        targets.remove_target(
            session, directive_id=paper.id, target_id=row.id, version=1, actor=me, now=now
        )
    targets.remove_target(
        session, directive_id=paper.id, target_id=row.id, version=None, actor=me, now=now
    )
    assert targets_of(session, paper.id) == []
    assert last(session).kind is EventKind.TARGET_CHANGED
    assert last(session).data["facts"]["value"] == "1200"
    with pytest.raises(NotFound):
        targets.remove_target(
            session, directive_id=paper.id, target_id=row.id, version=None, actor=me, now=now
        )


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        (targets.TargetFacts("", Comparator.EQUAL, "80", "%"), "measure"),
        (targets.TargetFacts("x", Comparator.EQUAL, "tám mươi", "%"), "value"),
        (targets.TargetFacts("x", Comparator.EQUAL, "-3", "%"), "value"),
        (targets.TargetFacts("x", Comparator.EQUAL, "8", " "), "unit"),
        (targets.TargetFacts("x", Comparator.BETWEEN, "8", "%"), "upper"),
        (targets.TargetFacts("x", Comparator.BETWEEN, "8", "%", upper="7"), "upper"),
        (targets.TargetFacts("x", Comparator.EQUAL, "8", "%", year="27"), "year"),
    ],
)
def test_a_target_that_says_nothing_is_refused(
    session: Session, district: District, now: datetime, facts: targets.TargetFacts, field: str
) -> None:
    paper = a_directive(session, district.office)
    with pytest.raises(InvalidInput) as refused:
        targets.add_target(
            session, directive_id=paper.id, facts=facts, actor=district.actor(district.monitor),
            now=now,
        )  # fmt: skip
    assert refused.value.field == field
    assert session.scalars(select(Target)).all() == []


def test_duties_of_the_same_section_are_proposed_and_linked_by_a_person(
    session: Session, district: District, now: datetime
) -> None:
    office, me = district.office, district.actor(district.monitor)
    paper = a_directive(session, office)
    reading = Reading(
        directive_id=paper.id, version=1, reader="2", header={}, remarks=[], created_at=now
    )
    session.add(reading)
    session.flush()
    section, own, beside, far = (
        Clause(reading_id=reading.id, ord=n, level=level, path=str(n), marker="", text="x")
        for n, level in enumerate((1, 2, 2, 2))
    )
    session.add(section)
    session.flush()
    own.parent_id = beside.parent_id = section.id
    session.add_all([own, beside, far])
    session.flush()
    duties = []
    for place, clause in enumerate((own, beside, far)):
        duty = a_duty(session, office, f"Việc {place}", directive=paper)
        draft = a_draft(
            session, office, directive=paper, state=DraftState.CONFIRMED, duty_id=duty.id, ord=place
        )
        draft.clauses = [clause]
        duties.append(duty)
    target = Target(
        directive_id=paper.id, reading_id=reading.id, clause_id=own.id, measure="x",
        comparator=Comparator.EQUAL, value="80", unit="%",
    )  # fmt: skip
    session.add(target)
    session.flush()
    assert proposed_duties(session, target) == duties[:2]

    def link(duty_id: int, *, linked: bool) -> None:
        targets.link_duty(
            session, directive_id=paper.id, target_id=target.id, duty_id=duty_id, linked=linked,
            actor=me, now=now,
        )  # fmt: skip

    link(duties[0].id, linked=True)
    assert proposed_duties(session, target) == duties[1:2]
    assert targets_served(session, duties[0].id) == [target]
    with pytest.raises(Conflict):
        link(duties[0].id, linked=True)
    foreign = a_duty(session, a_district(session).office)
    with pytest.raises(NotFound):
        link(foreign.id, linked=True)
    link(duties[0].id, linked=False)
    assert targets_served(session, duties[0].id) == []
    assert last(session).data["deed"] == "unlinked"


# events


@pytest.fixture
def event(session: Session, district: District) -> NamedEvent:
    paper = a_directive(session, district.office)
    event = NamedEvent(directive_id=paper.id, name="có hướng dẫn của Bộ", basis="")
    session.add(event)
    session.flush()
    return event


def happen(
    session: Session,
    district: District,
    event: NamedEvent,
    now: datetime,
    day: date | None,
) -> list[TaskDraft]:
    return date_event(
        session, directive_id=event.directive_id, event_id=event.id, version=None, happened_on=day,
        basis="Công văn số 12/BNV" if day else "", calendar=Calendar(),
        actor=district.actor(district.monitor), now=now,
    )  # fmt: skip


def test_waiting_drafts_get_their_day_and_lose_it_again(
    session: Session, district: District, event: NamedEvent, now: datetime
) -> None:
    paper = session.get_one(Directive, event.directive_id)

    def waits(step: str, **values: object) -> TaskDraft:
        return a_draft(
            session, district.office, directive=paper, event_id=event.id, event_step=step,
            **values,  # type: ignore[arg-type]
        )  # fmt: skip

    working, week = waits("5:working_day", state=DraftState.READY), waits("1:week")
    before, at_once = waits("-3:day"), waits("at_once")
    own = waits("5:day", due_on=date(2026, 12, 1), due_basis="Đơn vị theo dõi đề xuất")
    noted = waits("5:day", follow_up=FollowUp.NOTED)
    changed = happen(session, district, event, now, date(2026, 11, 20))
    assert changed == [working, week, before]
    assert [draft.due_on for draft in (working, week, before, at_once, own, noted)] == [
        date(2026, 11, 27), date(2026, 11, 27), date(2026, 11, 17), None, date(2026, 12, 1), None,
    ]  # fmt: skip
    assert working.state is DraftState.PROPOSED
    assert "có hướng dẫn của Bộ” ngày 20/11/2026" in working.due_basis
    assert last(session).kind is EventKind.EVENT_DATED
    assert last(session).data["day_after"] == "2026-11-20"
    happen(session, district, event, now, date(2026, 11, 18))
    assert week.due_on == date(2026, 11, 25)
    happen(session, district, event, now, None)
    assert [draft.due_on for draft in (working, week, own)] == [None, None, date(2026, 12, 1)]
    with pytest.raises(InvalidInput, match="chưa tới"):
        happen(session, district, event, now, date(2027, 1, 1))


def test_a_task_moves_only_when_a_person_accepts_its_day(
    session: Session, district: District, event: NamedEvent, now: datetime
) -> None:
    paper = session.get_one(Directive, event.directive_id)
    duty = a_duty(session, district.office, directive=paper)
    duty.event_id, duty.event_step = event.id, "5:working_day"
    duty.due_phrase = "05 ngày kể từ khi có hướng dẫn của Bộ"
    task = a_task(session, district.office, district.justice, duty=duty, due_on=None)
    other = a_task(session, district.office, district.culture, due_on=None)
    me = district.actor(district.monitor)

    def accept(*days: NewDay) -> None:
        set_waiting_deadlines(
            session, directive_id=paper.id, event_id=event.id, days=days, actor=me, now=now
        )

    day = NewDay(task.id, task.row_version, date(2026, 11, 27))
    with pytest.raises(InvalidInput, match="ngày sự kiện"):
        accept(day)
    happen(session, district, event, now, date(2026, 11, 20))
    assert task.due_on is None
    with pytest.raises(InvalidInput, match="Chưa chọn"):
        accept()
    with pytest.raises(NotFound):
        accept(NewDay(other.id, other.row_version, date(2026, 11, 27)))
    accept(day)
    session.refresh(task)
    version = task.deadlines[-1]
    assert (version.due_on, version.version) == (date(2026, 11, 27), 2)
    assert version.cause is DeadlineCause.LEAD_OFFICE
    assert version.basis == (
        "Sự kiện “có hướng dẫn của Bộ” ngày 20/11/2026. Công văn số 12/BNV. Văn bản ghi: “05 ngày "
        "kể từ khi có hướng dẫn của Bộ”."
    )


# results that answer two papers


def test_a_repeated_order_is_offered_whoever_stands_around_it(
    session: Session, district: District
) -> None:
    office = district.office
    duty = a_duty(session, office, "Các phòng: " + ORDER + " Báo cáo kết quả.")
    vague = a_duty(session, office, "Chủ trì, phối hợp với các cơ quan, đơn vị trồng cây.")
    foreign = a_duty(session, a_district(session).office, ORDER)
    own = a_duty(session, office, ORDER)
    for row in (duty, vague, foreign, own):
        keep_fingerprints(session, row)
    draft = a_draft(session, office, ORDER.replace("Ủy ban nhân dân", "UBND"),
                    directive=own.directive)  # fmt: skip
    nothing = a_draft(session, office, "Tổ chức hội thi thể thao chào mừng ngày thành lập ngành")
    found = repeats_of(session, [draft, nothing])
    assert [offer.duty for offer in found[draft.id]] == [duty]
    assert found[draft.id][0].alike > 0.8
    assert nothing.id not in found


def test_a_result_is_shared_and_taken_apart(
    session: Session, district: District, now: datetime
) -> None:
    office, me = district.office, district.actor(district.monitor)
    duty = a_duty(session, office, ORDER)
    paper = a_directive(session, office, number="9/CV-UBND")
    draft = a_draft(session, office, ORDER, directive=paper, path="II.1")

    def share(duty_id: int) -> TaskDraft:
        return share_result(
            session, directive_id=paper.id, draft_id=draft.id, version=None, duty_id=duty_id,
            actor=me, now=now,
        )  # fmt: skip

    share(duty.id)
    assert (draft.state, draft.answered_by) == (DraftState.SET_ASIDE, duty)
    assert "một kết quả trả lời cả hai" in (draft.set_aside_reason or "")
    assert answered_drafts(session, [duty.id]) == {duty.id: [draft]}
    told = session.scalars(select(Event).order_by(Event.id)).all()
    assert [(event.kind, event.directive_id, event.duty_id) for event in told[-2:]] == [
        (EventKind.RESULT_SHARED, paper.id, None),
        (EventKind.RESULT_SHARED, duty.directive_id, duty.id),
    ]
    unshare_result(
        session, directive_id=paper.id, draft_id=draft.id, version=None, actor=me, now=now
    )
    session.refresh(draft)
    assert (draft.state, draft.answered_by_id) == (DraftState.PROPOSED, None)
    share(duty.id)
    restore(
        session, directive_id=paper.id, pick=Pick(draft.id, draft.row_version), actor=me, now=now
    )
    session.refresh(draft)
    assert draft.answered_by_id is None
    with pytest.raises(InvalidInput, match="chính văn bản"):
        share(a_duty(session, office, directive=paper).id)
    with pytest.raises(NotFound):
        share(a_duty(session, a_district(session).office).id)
