"""Which deeds a task's page offers: those that its status admits and the person's right allows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from flask import url_for
from flask_babel import lazy_gettext as _
from flask_babel import lazy_pgettext

from tracker.db import db
from tracker.domain.task_status import OPEN, WITH_UNIT, TaskAction, TaskStatus, actions_from
from tracker.models import Task
from tracker.permissions import Actor, Permission, allows
from tracker.queries.extension_requests import waiting_request
from tracker.queries.prepared_results import needs_head, waiting_prepared
from tracker.queries.refusals import may_decide_refusal
from tracker.queries.unit_heads import speaking_for
from tracker.services.approval import may_decide
from tracker.services.prepared_results import preparer
from tracker.services.steering import MOVABLE


@dataclass(frozen=True, slots=True)
class Deed:
    """A button: its words, where it leads, how it looks. ``at_once``: no questions asked."""

    words: str
    url: str
    icon: str
    tone: str = "quiet"
    at_once: bool = False


@dataclass(frozen=True, slots=True)
class _Offer:
    """A row of the table below."""

    endpoint: str
    words: object
    permission: Permission
    statuses: frozenset[TaskStatus]
    icon: str
    tone: str = "quiet"
    at_once: bool = False
    not_own_unit: bool = False
    """Only for people who are not of the lead unit themselves."""
    prepared: bool | None = None
    """Only while a prepared hand-in waits for the head (True), only while none does (False)."""
    preparer: bool = False
    """Only for whoever prepared it."""
    speaks: bool = False
    """Only for whoever speaks for the lead unit."""
    of_unit: bool = False
    """Only for people of a unit that works on the task."""
    extension: bool | None = None
    """Only while an extension request waits (True), only for a dated task without one (False)."""
    for_leader: bool | None = None
    """Only where a leader issues what the unit drafts (True), or only where not (False)."""
    refusal: bool = False
    """Only for whoever decides this refusal."""


def _by(action: TaskAction) -> frozenset[TaskStatus]:
    return frozenset(status for status in TaskStatus if action in actions_from(status))


_A, _P = TaskAction, Permission

_UNIT = (
    _Offer("tasks.acknowledge", _("Tiếp nhận nhiệm vụ"), _P.TASK_WORK, _by(_A.ACKNOWLEDGE),
           "check", "deed", at_once=True),
    _Offer("tasks.send_prepared", _("Duyệt, gửi báo cáo hoàn thành"), _P.TASK_WORK, _by(_A.SUBMIT),
           "send", "deed", prepared=True, speaks=True),
    _Offer("tasks.give_back_prepared", _("Trả lại người trình"), _P.TASK_WORK, _by(_A.SUBMIT),
           "return", prepared=True, speaks=True),
    _Offer("tasks.take_back_prepared", _("Rút lại báo cáo đã trình"), _P.TASK_WORK,
           _by(_A.SUBMIT), "return", prepared=True, preparer=True),
    _Offer("tasks.submit", _("Báo cáo hoàn thành"), _P.TASK_WORK, _by(_A.SUBMIT), "send", "deed",
           prepared=False),
    _Offer("tasks.update", _("Cập nhật tiến độ"), _P.TASK_WORK, _by(_A.REPORT_PROGRESS), "edit"),
    _Offer("tasks.attach", _("Nộp văn bản, tài liệu"), _P.EVIDENCE_ATTACH, OPEN, "upload"),
    _Offer("tasks.reuse_papers", _("Dùng lại tài liệu đã nộp"), _P.EVIDENCE_ATTACH, OPEN, "link",
           of_unit=True),
    _Offer("tasks.ask_extension", _("Đề nghị gia hạn"), _P.TASK_WORK, WITH_UNIT, "calendar",
           extension=False),
    _Offer("tasks.withdraw_extension", _("Rút đề nghị gia hạn"), _P.TASK_WORK, OPEN, "return",
           extension=True),
    _Offer("tasks.name_officer", _("Phân công công chức"), _P.TASK_WORK, OPEN, "user", speaks=True),
    _Offer("tasks.withdraw", _("Rút lại báo cáo hoàn thành"), _P.TASK_WORK, _by(_A.WITHDRAW),
           "return"),
    _Offer("tasks.refuse", _("Trả lại do không đúng chức năng"), _P.TASK_WORK, _by(_A.REFUSE),
           "return"),
)  # fmt: skip
_LEAD_OFFICE = (
    _Offer("tasks.decide_extension", _("Quyết định đề nghị gia hạn"), _P.EXTENSION_DECIDE, MOVABLE,
           "calendar", "deed", extension=True),
    _Offer("tasks.decide_refusal", _("Quyết định việc trả lại"), _P.TASK_DECIDE_REFUSAL,
           _by(_A.ACCEPT_REFUSAL), "check", "deed", refusal=True),
    _Offer("tasks.record", _("Cập nhật thay kết quả"), _P.TASK_RECORD, _by(_A.RECORD_RESULT),
           "edit", not_own_unit=True),
    _Offer("tasks.change_deadline", _("Thay đổi thời hạn"), _P.TASK_STEER, MOVABLE, "calendar"),
    _Offer("tasks.transfer", _("Điều chuyển đơn vị chủ trì"), _P.TASK_STEER,
           WITH_UNIT | {TaskStatus.SUSPENDED}, "forward"),
    _Offer("tasks.suspend", _("Tạm dừng nhiệm vụ"), _P.TASK_STEER, _by(_A.SUSPEND), "pause"),
    _Offer("tasks.resume", _("Tiếp tục nhiệm vụ"), _P.TASK_STEER, _by(_A.RESUME), "repeat", "deed"),
    _Offer("tasks.reopen", _("Mở lại nhiệm vụ"), _P.TASK_STEER, _by(_A.REOPEN), "repeat"),
    _Offer("tasks.cancel", lazy_pgettext("việc làm", "Dừng theo dõi"), _P.TASK_STEER,
           _by(_A.CANCEL), "ban"),
)  # fmt: skip
_LEADERS = (
    _Offer("tasks.issued", _("Ghi nhận văn bản đã ban hành"), _P.PAPER_ISSUE,
           frozenset({TaskStatus.COMPLETED}), "check", for_leader=True),
    _Offer("tasks.leader_part_of", _("Bỏ phần việc của lãnh đạo"), _P.TASK_STEER,
           OPEN, "edit", for_leader=True),
    _Offer("tasks.leader_part_of", _("Đánh dấu việc tham mưu, trình"), _P.TASK_STEER,
           OPEN, "edit", for_leader=False),
)  # fmt: skip
_DECISIONS = (
    _Offer("tasks.confirm", _("Xác nhận hoàn thành"), _P.TASK_DECIDE, _by(_A.CONFIRM), "check",
           "deed"),
    _Offer("tasks.send_back", lazy_pgettext("việc làm", "Trả lại, yêu cầu bổ sung"),
           _P.TASK_DECIDE, _by(_A.RETURN), "return"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PossibleDeeds:
    """What the person may do now, grouped by whose deed it is."""

    unit: tuple[Deed, ...]
    decisions: tuple[Deed, ...]
    lead_office: tuple[Deed, ...]
    answer: Deed | None
    cannot_decide: bool
    """The right is there, but this very hand-in is for somebody else to decide."""


def possible_deeds(task: Task, actor: Actor) -> PossibleDeeds:
    """Everything that ``actor`` may do to ``task`` in its present status, one deed above others."""
    offered = tuple(_offered(_DECISIONS, task, actor))
    decides = bool(offered) and may_decide(db.session(), task, actor)
    answers = allows(actor, Permission.TASK_ANSWER_PART, task) and task.status in OPEN
    groups = _one_primary(
        (_answer(task),) if answers else (),
        offered if decides else (),
        tuple(_offered(_UNIT, task, actor)),
        tuple(_offered((*_LEAD_OFFICE, *_LEADERS), task, actor)),
    )
    return PossibleDeeds(
        answer=next(iter(groups[0]), None),
        decisions=groups[1],
        unit=groups[2],
        lead_office=groups[3],
        cannot_decide=bool(offered) and not decides,
    )


def _one_primary(*groups: tuple[Deed, ...]) -> list[tuple[Deed, ...]]:
    """The groups in the page's order with one filled button: the first deed that calls for it.

    What comes next depends on it: a task is acknowledged before it is reported as done.
    """
    first = next((deed for group in groups for deed in group if deed.tone == "deed"), None)
    return [
        tuple(deed if deed is first else replace(deed, tone="quiet") for deed in group)
        for group in groups
    ]


def _answer(task: Task) -> Deed:
    url = url_for("tasks.answer", task_id=task.id)
    return Deed(str(_("Trả lời phối hợp")), url, "comment", "deed")


def _offered(offers: tuple[_Offer, ...], task: Task, actor: Actor) -> Iterator[Deed]:
    own = task.lead_unit_id in actor.unit_ids
    for offer in offers:
        if task.status not in offer.statuses or not allows(actor, offer.permission, task):
            continue
        if offer.not_own_unit and own:
            continue
        if offer.for_leader not in (None, task.duty.for_leader):
            continue
        if offer.refusal and not may_decide_refusal(db.session(), task, actor):
            continue
        if offer.prepared is not None and not _prepared_fits(offer, task, actor):
            continue
        if offer.speaks and speaking_for(db.session(), task, actor) is None:
            continue
        if offer.of_unit and not (own or allows(actor, Permission.TASK_ANSWER_PART, task)):
            continue
        if offer.extension is not None and not _extension_fits(offer.extension, task):
            continue
        to_head = offer.endpoint == "tasks.submit" and needs_head(db.session(), task, actor)
        yield Deed(
            str(_("Trình lãnh đạo đơn vị duyệt") if to_head else offer.words),
            url_for(offer.endpoint, task_id=task.id),
            offer.icon,
            offer.tone,
            offer.at_once,
        )


def _prepared_fits(offer: _Offer, task: Task, actor: Actor) -> bool:
    waits = waiting_prepared(db.session(), task)
    if offer.preparer and waits is not None:
        return preparer(waits, actor) is not None
    return offer.prepared == (waits is not None)


def _extension_fits(waits: bool, task: Task) -> bool:
    asked = waiting_request(db.session(), task.id) is not None
    return asked if waits else task.due_on is not None and not asked
