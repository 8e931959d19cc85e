"""Where a task stands, as one sentence for the top of its page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tracker.domain.sentences import Sentence, say
from tracker.domain.task_status import TaskStatus
from tracker.domain.vietnamese import day_words
from tracker.domain.working_days import Calendar, distance_words


@dataclass(frozen=True, slots=True)
class TaskStand:
    """What the sentence is made of: the task's present columns and the last fact behind them.

    ``since_on``: when it was handed in, suspended, refused or cancelled; ``instead``: the unit
    that is proposed while it is refused; ``with_whom``: who decides the hand-in that waits, and
    ``confirm_days`` how many working days they have for it (0: no limit).
    """

    status: TaskStatus
    due_on: date | None
    done_on: date | None = None
    since_on: date | None = None
    instead: str = ""
    with_whom: str = ""
    confirm_days: int = 0
    request: bool = False
    """Of a body outside, which is asked (design D17)."""


def answer(stand: TaskStand, as_of: date, calendar: Calendar) -> tuple[Sentence, ...]:
    """One to three sentences: what is the case, how far the due day is, whose clock runs."""
    if stand.request and stand.status in _ASKED:
        return _asked(stand, as_of, calendar)
    if stand.status is TaskStatus.COMPLETED and stand.done_on is not None:
        return (_done(stand.done_on, stand.due_on),)
    since = day_words(stand.since_on) if stand.since_on else "–"
    if stand.status is TaskStatus.SUBMITTED:
        return _handed_in(stand, since, as_of, calendar)
    if stand.status is TaskStatus.SUSPENDED:
        return (say("Tạm dừng từ ngày %(day)s, không tính thời hạn.", day=since),)
    if stand.status is TaskStatus.CANCELLED:
        return (say("Đã dừng theo dõi từ ngày %(day)s.", day=since),)
    if stand.status is TaskStatus.REFUSED:
        return (
            say(
                "Đơn vị trả lại ngày %(day)s, đề nghị giao %(unit)s; đang chờ quyết định.",
                day=since,
                unit=stand.instead or "–",
            ),
        )
    return (_STANDS[stand.status], _distance(stand.due_on, as_of, calendar))


_ASKED = frozenset({
    TaskStatus.ASSIGNED, TaskStatus.ACKNOWLEDGED, TaskStatus.IN_PROGRESS, TaskStatus.COMPLETED,
})  # fmt: skip


def _asked(stand: TaskStand, as_of: date, calendar: Calendar) -> tuple[Sentence, ...]:
    """Whether the request was answered; its day is named, nothing is late."""
    if stand.status is TaskStatus.COMPLETED:
        day = day_words(stand.done_on) if stand.done_on else "–"
        return (say("Đã có trả lời ngày %(day)s.", day=day),)
    if stand.due_on is not None and stand.due_on < as_of:
        return (
            say("Chưa có trả lời."),
            say("Đã đề nghị trả lời đến ngày %(day)s.", day=day_words(stand.due_on)),
        )
    return (say("Đã gửi đề nghị phối hợp."), _distance(stand.due_on, as_of, calendar))


_STANDS = {
    TaskStatus.ASSIGNED: say("Đã giao, đơn vị chưa tiếp nhận."),
    TaskStatus.ACKNOWLEDGED: say("Đơn vị đã tiếp nhận."),
    TaskStatus.IN_PROGRESS: say("Đang thực hiện."),
    TaskStatus.RETURNED: say("Báo cáo hoàn thành bị trả lại, đơn vị đang bổ sung."),
}


def _done(done_on: date, due_on: date | None) -> Sentence:
    day = day_words(done_on)
    if due_on is None:
        return say("Hoàn thành ngày %(day)s; nhiệm vụ không có thời hạn.", day=day)
    if done_on <= due_on:
        return say("Hoàn thành ngày %(day)s, đúng hạn.", day=day)
    return say("Hoàn thành ngày %(day)s, quá hạn %(n)s ngày.", day=day, n=(done_on - due_on).days)


def _handed_in(
    stand: TaskStand, since: str, as_of: date, calendar: Calendar
) -> tuple[Sentence, ...]:
    waited = calendar.count(stand.since_on, as_of) if stand.since_on else 0
    late = stand.due_on is not None and stand.since_on is not None and stand.since_on > stand.due_on
    first = (
        say("Đơn vị báo cáo hoàn thành ngày %(day)s, sau thời hạn.", day=since)
        if late
        else say("Đơn vị đã báo cáo hoàn thành ngày %(day)s.", day=since)
    )
    who = stand.with_whom or "–"
    if waited <= 0:
        return (first, say("Chờ %(who)s xác nhận từ hôm nay.", who=who))
    waits = say("Đã chờ %(who)s xác nhận %(n)s ngày làm việc.", who=who, n=waited)
    if stand.confirm_days and waited > stand.confirm_days:
        over = say(
            "Quá thời gian xem xét %(over)s ngày (quy định %(days)s ngày làm việc).",
            over=waited - stand.confirm_days,
            days=stand.confirm_days,
        )
        return (first, waits, over)
    return (first, waits)


def _distance(due_on: date | None, as_of: date, calendar: Calendar) -> Sentence:
    if due_on is None:
        return say("Chưa xác định thời hạn.")
    return say(
        "Hạn %(day)s, %(distance)s.",
        day=day_words(due_on),
        distance=distance_words(due_on, as_of, calendar).sentence,
    )
