"""Everything that somebody may try on a task, with the right that its door asks for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import select

from tests.services.random_office.tries import BASIS, Try
from tracker.domain.follow_up import Milestone
from tracker.models import (
    Comment,
    Evidence,
    Explanation,
    ExtensionRequest,
    Instruction,
    Obstacle,
    UnitStep,
)
from tracker.permissions import Permission
from tracker.services import (
    approval,
    comments,
    coordination,
    duty_marks,
    evidence,
    evidence_links,
    explanations,
    extension_requests,
    instructions,
    lead_units,
    leader_part,
    obstacle_answers,
    obstacles,
    part_answers,
    prepared_results,
    progress,
    recording,
    steering,
    unit_steps,
    urging,
)

P = Permission


def _attach(t: Try) -> Any:
    return evidence.attach(
        t.session, unit_id=t.task.lead_unit_id, files=[t.file()], title="Văn bản",
        is_result_paper=True, paper_number="7/BC", paper_on=t.day(-5, 1), note="", **t.common,
    )  # fmt: skip


def _revise(t: Try) -> Any:
    return evidence.revise(
        t.session, evidence_id=t.paper(), seen=None, file=t.file(), note="", actor=t.actor,
        now=t.now,
    )  # fmt: skip


def _reuse(t: Try) -> Any:
    found = t.session.scalars(select(Evidence.id).order_by(Evidence.id)).all()
    ids = [t.dice.choice(found)] if found else []
    return evidence_links.link(t.session, evidence_ids=ids, place="Mục 2", **t.common)


def _explain(t: Try) -> Any:
    return explanations.give(
        t.session, unit_id=t.task.lead_unit_id, task_ids=[t.task.id], text="Số liệu gửi chậm.",
        cause=t.cause(), actor=t.actor, now=t.now,
    )  # fmt: skip


def _cause(t: Try) -> Any:
    found = t.session.scalars(select(Explanation.id).order_by(Explanation.id.desc())).first() or 0
    return explanations.confirm_cause(
        t.session, explanation_id=found, cause=t.cause(), note="Đã xem.", **t.by
    )


def _officer(t: Try) -> Any:
    people = (t.district.justice_officer, t.district.justice_head, t.district.culture_head)
    return progress.name_officer(t.session, user_id=t.dice.choice(people).id, **t.common)


def _obstacle(t: Try) -> Any:
    return obstacles.raise_(
        t.session, unit_id=t.task.lead_unit_id, text="Thiếu kinh phí.", is_proposal=False,
        actor=t.actor, now=t.now, task=t.task,
    )  # fmt: skip


#: Name → right at the door, deed.
DEEDS: dict[str, tuple[Permission, Callable[[Try], Any]]] = {
    "acknowledge": (P.TASK_WORK, lambda t: progress.acknowledge(t.session, **t.common)),
    "report": (P.TASK_WORK, lambda t: progress.report(
        t.session, milestone=t.dice.choice(list(Milestone)), text="Đang làm", obstacle="",
        proposal="", **t.common)),
    "submit": (P.TASK_WORK, lambda t: approval.submit(
        t.session, cause=t.cause(), **t.result(), **t.common)),
    "prepare": (P.TASK_WORK, lambda t: prepared_results.prepare(
        t.session, cause=t.cause(), **t.result(), **t.common)),
    "send": (P.TASK_WORK, lambda t: prepared_results.send(
        t.session, explanation="Chờ số liệu.", cause=t.cause(), **t.common)),
    "give back": (P.TASK_WORK, lambda t: prepared_results.give_back(
        t.session, note="Thiếu phụ lục", **t.common)),
    "take back": (P.TASK_WORK, lambda t: prepared_results.take_back(t.session, **t.common)),
    "withdraw": (P.TASK_WORK, lambda t: approval.withdraw(t.session, note="", **t.common)),
    "confirm": (P.TASK_DECIDE, lambda t: approval.confirm(t.session, note="", **t.common)),
    "return": (P.TASK_DECIDE, lambda t: approval.return_(
        t.session, reason="Thiếu số liệu", due_on=t.dice.choice([None, t.day(0, 9)]), **t.common)),
    "record": (P.TASK_RECORD, lambda t: recording.record_result(
        t.session, basis=BASIS, **t.result(), **t.common)),
    "refuse": (P.TASK_WORK, lambda t: lead_units.refuse(
        t.session, instead_id=t.other_unit(), reason="Không đúng chức năng", **t.common)),
    "decide refusal": (P.TASK_DECIDE_REFUSAL, lambda t: lead_units.decide_refusal(
        t.session, accept=t.dice.random() < 0.5, basis=BASIS, **t.common)),
    "transfer": (P.TASK_STEER, lambda t: lead_units.transfer(
        t.session, unit_id=t.other_unit(), basis=BASIS, **t.common)),
    "suspend": (P.TASK_STEER, lambda t: steering.suspend(t.session, basis=BASIS, **t.common)),
    "resume": (P.TASK_STEER, lambda t: steering.resume(
        t.session, due_on=t.day(-2, 20), basis=BASIS, **t.common)),
    "cancel": (P.TASK_STEER, lambda t: steering.cancel(t.session, basis=BASIS, **t.common)),
    "reopen": (P.TASK_STEER, lambda t: steering.reopen(
        t.session, due_on=t.day(-2, 20), basis=BASIS, **t.common)),
    "deadline": (P.TASK_STEER, lambda t: steering.change_deadline(
        t.session, due_on=t.day(-3, 20), basis=BASIS, **t.common)),
    "ask for time": (P.TASK_WORK, lambda t: extension_requests.ask(
        t.session, wanted_on=t.day(-2, 25), reason="Chờ hướng dẫn", **t.common)),
    "grant": (P.EXTENSION_DECIDE, lambda t: extension_requests.grant(
        t.session, request_id=t.newest(ExtensionRequest), due_on=t.day(-1, 25), basis="", **t.by)),
    "take back the request": (P.TASK_WORK, lambda t: extension_requests.withdraw(
        t.session, request_id=t.newest(ExtensionRequest), **t.by)),
    "refuse time": (P.EXTENSION_DECIDE, lambda t: extension_requests.refuse(
        t.session, request_id=t.newest(ExtensionRequest), basis="Việc gấp", **t.by)),
    "attach": (P.EVIDENCE_ATTACH, _attach),
    "revise": (P.EVIDENCE_ATTACH, _revise),
    "reuse a paper": (P.EVIDENCE_ATTACH, _reuse),
    "unlink a paper": (P.EVIDENCE_ATTACH, lambda t: evidence_links.unlink(
        t.session, evidence_id=t.paper(), reason="Nhầm", **t.common)),
    "name an officer": (P.TASK_WORK, _officer),
    "explain": (P.EXPLANATION_GIVE, _explain),
    "confirm cause": (P.EXPLANATION_CONFIRM, _cause),
    "leader's part": (P.TASK_STEER, lambda t: leader_part.set_leader_part(
        t.session, basis=BASIS, **t.common)),
    "issue": (P.PAPER_ISSUE, lambda t: leader_part.enter_issued(
        t.session, paper_number="9/KH", issued_on=t.day(-3, 1), note="", **t.common)),
    "answer part": (P.TASK_ANSWER_PART, lambda t: progress.answer_part(
        t.session, unit_id=t.part_unit(), answer="Nhất trí.", **t.common)),
    "confirm part": (P.TASK_JUDGE_PART, lambda t: part_answers.confirm_part(
        t.session, unit_id=t.part_unit(), **t.common)),
    "return part": (P.TASK_JUDGE_PART, lambda t: part_answers.return_part(
        t.session, unit_id=t.part_unit(), reason="Thiếu số liệu", **t.common)),
    "remind parts": (P.TASK_REMIND_PARTS, lambda t: coordination.remind_parts(
        t.session, unit_ids=[t.part_unit()], note="", **t.common)),
    "urge": (P.TASK_URGE, lambda t: urging.urge(t.session, note="", **t.common)),
    "raise an obstacle": (P.OBSTACLE_RAISE_ON_TASK, _obstacle),
    "answer an obstacle": (P.OBSTACLE_ANSWER, lambda t: obstacle_answers.answer(
        t.session, obstacle_id=t.newest(Obstacle), text="Đã bố trí.", number="3/TC",
        paper_on=t.today, **t.by)),
    "pass an obstacle up": (P.OBSTACLE_STEER, lambda t: obstacle_answers.pass_up(
        t.session, obstacle_id=t.newest(Obstacle), to="Sở Tài chính", number="4/TTr",
        paper_on=t.day(-1, 1), **t.by)),
    "hand an obstacle on": (P.OBSTACLE_STEER, lambda t: obstacles.hand_on(
        t.session, obstacle_id=t.newest(Obstacle), owner=obstacles.Owner(unit_id=t.other_unit()),
        due_on=t.day(-1, 9), note="", **t.by)),
    "ask of an obstacle again": (P.OBSTACLE_FOLLOW, lambda t: obstacle_answers.ask_again(
        t.session, obstacle_id=t.newest(Obstacle), note="Chưa rõ", **t.by)),
    "close an obstacle": (P.OBSTACLE_FOLLOW, lambda t: obstacle_answers.close(
        t.session, obstacle_id=t.newest(Obstacle), reason="Đã xong", **t.by)),
    "instruct": (P.INSTRUCTION_GIVE, lambda t: instructions.give(
        t.session, task_id=t.task.id, text="Làm rõ số liệu.", due_on=None, actor=t.actor,
        now=t.now)),
    "answer instruction": (P.INSTRUCTION_ANSWER, lambda t: instructions.answer(
        t.session, instruction_id=t.newest(Instruction), text="Đã làm rõ.", **t.by)),
    "accept the answer": (P.INSTRUCTION_JUDGE, lambda t: instructions.accept(
        t.session, instruction_id=t.newest(Instruction), note="", **t.by)),
    "ask for another answer": (P.INSTRUCTION_JUDGE, lambda t: instructions.ask_again(
        t.session, instruction_id=t.newest(Instruction), note="Chưa rõ", due_on=t.day(-1, 5),
        **t.by)),
    "take an instruction back": (P.INSTRUCTION_JUDGE, lambda t: instructions.withdraw(
        t.session, instruction_id=t.newest(Instruction), note="Nhầm nhiệm vụ", **t.by)),
    "sort the duty": (P.TASK_MARK, lambda t: duty_marks.sort_duty(
        t.session, task_id=t.task.id, seen=None, field_id=None, leader_id=t.district.chairman.id,
        key_task=t.dice.random() < 0.5, actor=t.actor, now=t.now)),
    "comment": (P.TASK_COMMENT, lambda t: comments.write(
        t.session, task_id=t.task.id, text="Xin ý kiến.", mention_ids=[], actor=t.actor,
        now=t.now)),
    "correct a comment": (P.COMMENT_CORRECT, lambda t: comments.correct(
        t.session, comment_id=t.newest(Comment), text="Xin ý kiến lại.", **t.by)),
    "withdraw a comment": (P.COMMENT_CORRECT, lambda t: comments.withdraw(
        t.session, comment_id=t.newest(Comment), **t.by)),
    "step": (P.TASK_STEPS, lambda t: unit_steps.add(
        t.session, task_id=t.task.id, unit_id=t.task.lead_unit_id, text="Dự thảo",
        officer_id=None, due_on=None, actor=t.actor, now=t.now)),
    "change a step": (P.STEP_KEEP, lambda t: unit_steps.change(
        t.session, step_id=t.newest(UnitStep), text="Dự thảo lần 2", officer_id=None,
        due_on=t.day(-1, 9), **t.by)),
    "tick": (P.STEP_KEEP, lambda t: unit_steps.tick(
        t.session, step_id=t.newest(UnitStep), **t.by)),
    "move a step up": (P.STEP_KEEP, lambda t: unit_steps.move_up(
        t.session, step_id=t.newest(UnitStep), **t.by)),
    "remove a step": (P.STEP_KEEP, lambda t: unit_steps.remove(
        t.session, step_id=t.newest(UnitStep), **t.by)),
}  # fmt: skip

#: Deeds on a thing of the task: the right is asked of the newest one, as its door asks.
ON: dict[str, type[Any]] = {
    **dict.fromkeys(
        ("answer an obstacle", "pass an obstacle up", "hand an obstacle on",
         "ask of an obstacle again", "close an obstacle"), Obstacle),
    **dict.fromkeys(
        ("answer instruction", "accept the answer", "ask for another answer",
         "take an instruction back"), Instruction),
    **dict.fromkeys(("correct a comment", "withdraw a comment"), Comment),
    **dict.fromkeys(("change a step", "tick", "move a step up", "remove a step"), UnitStep),
}  # fmt: skip
