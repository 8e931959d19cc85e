"""How a person wishes to be reminded, within what the office allows.

The application always tells; what can be chosen is the digest by e-mail: at which hour, on which
days not, or not at all. A rung that the regulation demands is mailed whatever was chosen, and so
are notices that cannot wait (domain/notice_mail).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from tracker.domain.errors import InvalidInput
from tracker.domain.local_time import VIETNAM
from tracker.domain.vietnamese import day_words

MORNING = 7 * 60 + 30
"""The minute of the day at which a morning is planned: nobody can be told before."""

_STEP = 30


@dataclass(frozen=True, slots=True)
class Choice:
    """What one person chose. Days are inclusive; ``digest_at`` is a minute of the day."""

    digest_at: int | None = None
    mail_off: bool = False
    paused_from: date | None = None
    paused_to: date | None = None

    def paused_on(self, day: date) -> bool:
        """Whether the digest by mail rests on ``day``."""
        if self.paused_from is None or self.paused_to is None:
            return False
        return self.paused_from <= day <= self.paused_to


def mails_digest(choice: Choice, day: date, *, statutory: bool, may_switch_off: bool) -> bool:
    """Whether what is due on ``day`` goes into the person's mail.

    ``statutory``: of the rung that fell due; ``may_switch_off``: of the office, today.
    """
    if statutory:
        return True
    if choice.paused_on(day):
        return False
    return not (choice.mail_off and may_switch_off)


def digest_moment(choice: Choice, day: date, planned_at: datetime, *, latest_hour: int) -> datetime:
    """When the digest of ``day`` may leave: the chosen minute, within the office's window.

    A window that became narrower pulls an old choice in. Never before it was planned.
    """
    minute = min(max(choice.digest_at or MORNING, MORNING), latest_hour * 60)
    hour, left = divmod(max(minute, MORNING), 60)
    return max(planned_at, datetime.combine(day, time(hour, left), VIETNAM))


def minutes_offered(latest_hour: int) -> list[int]:
    """The minutes of the day from which a person may choose, every half hour."""
    return list(range(MORNING, max(latest_hour * 60, MORNING) + 1, _STEP))


def clock_words(minute: int) -> str:
    """ "07:30"."""
    return f"{minute // 60:02d}:{minute % 60:02d}"


def check_pause(from_on: date, to_on: date, *, today: date, most_days: int) -> None:
    """Raises InvalidInput for days that are over, reversed, or more than the office allows."""
    if most_days == 0:
        raise InvalidInput("Cơ quan không cho phép tạm dừng thư nhắc việc.", field="from_on")
    if to_on < from_on:
        raise InvalidInput("Ngày kết thúc phải từ ngày bắt đầu trở đi.", field="to_on")
    if to_on < today:
        raise InvalidInput("Khoảng ngày này đã qua.", field="to_on")
    if (to_on - from_on).days + 1 > most_days:
        raise InvalidInput(
            "Chỉ được tạm dừng nhiều nhất %(n)s ngày mỗi lần, tức là đến ngày %(day)s.",
            field="to_on",
            n=most_days,
            day=day_words(date.fromordinal(from_on.toordinal() + most_days - 1)),
        )
