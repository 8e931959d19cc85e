"""Papers and their lists: reviewed, shown, decided, given; meetings; which leader is in charge."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import func, select

from tests.factories.directive import a_directive
from tests.factories.draft import a_draft
from tests.services.random_office.tries import BASIS, NoOccasion, Try
from tracker.domain.follow_up import DraftState, FollowUp
from tracker.domain.recurrence import RecurrenceRule
from tracker.domain.recurrence_periods import Every
from tracker.models import (
    Directive,
    LeaderCharge,
    Meeting,
    MeetingDecision,
    TaskDraft,
    Unit,
    UnitGroup,
    User,
)
from tracker.permissions import Permission
from tracker.services import draft_states, leader_charges, list_decisions, meetings, shared_results
from tracker.services.assignment import confirm_drafts
from tracker.services.draft_rows import Pick
from tracker.services.meetings import SpokenWords

P = Permission
_OPEN = (DraftState.PROPOSED, DraftState.READY)


def _bring(t: Try) -> Any:
    """A paper comes in, with a list as the reader leaves it: some things lack something."""
    count = t.session.scalar(select(func.count()).select_from(TaskDraft)) or 0
    if count >= 40:
        raise NoOccasion("Đủ nội dung rồi.")
    paper = a_directive(
        t.session, t.district.office, f"Kế hoạch thứ {count}", number=f"{count + 100}/KH-UBND",
        created_by=t.session.get_one(User, t.actor.user_id), received_on=t.today,
    )  # fmt: skip
    for n in range(t.dice.randint(1, 4)):
        _draft(t, paper, n)
    return paper


def _draft(t: Try, paper: Directive, n: int) -> TaskDraft:
    units = t.dice.sample(t.units(), 2)
    named: list[list[Unit | UnitGroup | str]] = [[units[0]], [units[0]], [*units], ["cơ quan khác"]]
    helpers = t.dice.choice([[], units[1:], t.dice.sample(t.units(), 1)])
    every = RecurrenceRule(every=Every.MONTH, day=25).to_json()
    return a_draft(
        t.session, t.district.office, f"Nội dung {n} của văn bản {paper.number}", directive=paper,
        leads=t.dice.choice(named), coordinating=helpers,
        follow_up=t.dice.choice([*FollowUp, FollowUp.PER_UNIT]), ord=n,
        due_on=t.dice.choice([None, t.day(0, 20), t.day(1, 20)]),
        due_basis=t.dice.choice(["", BASIS, BASIS]),
        recurrence=t.dice.choice([None, None, None, every]),
    )  # fmt: skip


def _paper(t: Try) -> Directive:
    """One with something left to decide."""
    waiting = select(TaskDraft.directive_id).where(TaskDraft.state.in_(_OPEN))
    found = list(t.session.scalars(select(Directive).where(Directive.id.in_(waiting))))
    if not found:
        raise NoOccasion("Không có văn bản nào chờ.")
    return t.dice.choice(sorted(found, key=lambda paper: paper.id))


def _drafts(t: Try, paper: Directive) -> list[TaskDraft]:
    query = select(TaskDraft).where(TaskDraft.directive_id == paper.id, TaskDraft.state.in_(_OPEN))
    return list(t.session.scalars(query.order_by(TaskDraft.id)))


def _review(t: Try) -> Any:
    paper = _paper(t)
    picks = [Pick(draft.id, draft.row_version) for draft in _drafts(t, paper)]
    if t.dice.random() < 0.2:
        return draft_states.set_aside(
            t.session, directive_id=paper.id, picks=picks[:1], reason="Việc của cấp trên.",
            actor=t.actor, now=t.now,
        )  # fmt: skip
    return draft_states.mark_ready(
        t.session, directive_id=paper.id, picks=picks, actor=t.actor, now=t.now
    )


def _give(t: Try) -> Any:
    t.room_for_more()
    return confirm_drafts(
        t.session, directive_id=_paper(t).id, seen=None, calendar=t.calendar(), actor=t.actor,
        now=t.now,
    )  # fmt: skip


def _show(t: Try) -> Any:
    return list_decisions.show_to_leader(
        t.session, directive_id=_paper(t).id, leader_id=t.district.chairman.id, note="",
        actor=t.actor, now=t.now,
    )  # fmt: skip


def _decide(t: Try) -> Any:
    return list_decisions.decide_list(
        t.session, directive_id=_paper(t).id, approved=t.dice.random() < 0.7,
        note=t.dice.choice(["", "Rà soát lại thời hạn."]), on_behalf=False, actor=t.actor,
        now=t.now,
    )  # fmt: skip


def _share(t: Try) -> Any:
    """What the paper wants is done by a task that exists."""
    paper = _paper(t)
    draft = t.dice.choice(_drafts(t, paper))
    return shared_results.share_result(
        t.session, directive_id=paper.id, draft_id=draft.id, version=draft.row_version,
        duty_id=t.task.duty_id, actor=t.actor, now=t.now,
    )  # fmt: skip


def _meet(t: Try) -> Any:
    return meetings.open_meeting(
        t.session, name="Họp giao ban", held_on=t.today, unit_ids=[], actor=t.actor, now=t.now
    )


def _meeting(t: Try) -> Meeting:
    found = t.session.scalars(select(Meeting).order_by(Meeting.id.desc()).limit(1)).first()
    if found is None:
        raise NoOccasion("Chưa họp lần nào.")
    return found


def _say(t: Try) -> Any:
    spoken = SpokenWords(
        text="Hoàn thành trong tuần.", task_id=t.dice.choice([None, t.task.id]),
        unit_id=t.dice.choice([None, t.other_unit()]), due_on=t.dice.choice([None, t.day(0, 9)]),
    )  # fmt: skip
    return meetings.decide(
        t.session, meeting_id=_meeting(t).id, spoken=spoken, actor=t.actor, now=t.now
    )


def _spoken(t: Try) -> MeetingDecision:
    found = list(t.session.scalars(select(MeetingDecision).order_by(MeetingDecision.id)))
    if not found:
        raise NoOccasion("Chưa có kết luận nào.")
    return t.dice.choice(found)


def _conclude(t: Try) -> Any:
    return meetings.conclude(
        t.session, meeting_id=_meeting(t).id, directive_id=_paper(t).id, **t.by
    )


def _match(t: Try) -> Any:
    decision = _spoken(t)
    drafts = select(TaskDraft.id).where(
        TaskDraft.directive_id == (decision.meeting.conclusion_id or 0)
    )
    found = list(t.session.scalars(drafts.order_by(TaskDraft.id)))
    return meetings.confirm_same(
        t.session, decision_id=decision.id, draft_id=t.dice.choice(found) if found else 0,
        actor=t.actor, now=t.now,
    )  # fmt: skip


def _charge(t: Try) -> int:
    found = list(t.session.scalars(select(LeaderCharge.id).order_by(LeaderCharge.id)))
    return t.dice.choice(found) if found else 0


#: Name → right at the door, deed.
LISTS: dict[str, tuple[Permission, Callable[[Try], Any]]] = {
    "bring a paper": (P.DIRECTIVE_RECEIVE, _bring),
    "review a list": (P.DRAFT_REVIEW, _review),
    "show a list": (P.DRAFT_CONFIRM, _show),
    "decide a list": (P.LIST_DECIDE, _decide),
    "give a list": (P.DRAFT_CONFIRM, _give),
    "share a result": (P.DRAFT_REVIEW, _share),
    "open a meeting": (P.MEETING_RUN, _meet),
    "say in the meeting": (P.MEETING_RUN, _say),
    "withdraw what was said": (P.MEETING_RUN, lambda t: meetings.withdraw(
        t.session, decision_id=_spoken(t).id, reason="Ghi nhầm.", actor=t.actor, now=t.now)),
    "conclude a meeting": (P.MEETING_RUN, _conclude),
    "match what was said": (P.MEETING_RUN, _match),
    "put in charge": (P.CHARGE_KEEP, lambda t: leader_charges.put_in_charge(
        t.session, user_id=t.district.chairman.id, unit_ids=[t.other_unit()], field_ids=[],
        from_on=t.day(-3, 3), basis=BASIS, actor=t.actor, now=t.now)),
    "end a charge": (P.CHARGE_KEEP, lambda t: leader_charges.end_charge(
        t.session, charge_id=_charge(t), last_day=t.day(-2, 9), basis=BASIS, **t.by)),
}  # fmt: skip
