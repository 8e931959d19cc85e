"""The sentence on top of a task's page, status by status."""

from __future__ import annotations

from datetime import date

import pytest

from tests.support.vietnamese_calendar import seeded_calendar
from tracker.domain.task_answer import TaskStand, answer
from tracker.domain.task_status import TaskStatus

#: A Monday; the Tuesday after it is a holiday since 2026 (Ngày Văn hóa Việt Nam).
TODAY = date(2026, 11, 23)
DUE = date(2026, 11, 30)
S = TaskStatus


@pytest.mark.parametrize(
    ("stand", "expected"),
    [
        (
            TaskStand(S.ASSIGNED, DUE),
            "Đã giao, đơn vị chưa tiếp nhận. Hạn 30/11/2026, còn 4 ngày làm việc.",
        ),
        (
            TaskStand(S.ACKNOWLEDGED, TODAY),
            "Đơn vị đã tiếp nhận. Hạn 23/11/2026, hôm nay là hạn.",
        ),
        (
            TaskStand(S.IN_PROGRESS, date(2026, 11, 11)),
            "Đang thực hiện. Hạn 11/11/2026, quá hạn 12 ngày.",
        ),
        (TaskStand(S.IN_PROGRESS, None), "Đang thực hiện. Chưa xác định thời hạn."),
        (
            TaskStand(S.RETURNED, DUE),
            "Báo cáo hoàn thành bị trả lại, đơn vị đang bổ sung. "
            "Hạn 30/11/2026, còn 4 ngày làm việc.",
        ),
        (
            TaskStand(S.SUBMITTED, DUE, since_on=date(2026, 11, 18)),
            "Đơn vị đã báo cáo hoàn thành ngày 18/11/2026. Đã chờ – xác nhận 3 ngày làm việc.",
        ),
        (
            TaskStand(S.SUBMITTED, date(2026, 11, 20), since_on=TODAY),
            "Đơn vị báo cáo hoàn thành ngày 23/11/2026, sau thời hạn. Chờ – xác nhận từ hôm nay.",
        ),
        (
            TaskStand(S.COMPLETED, DUE, done_on=DUE),
            "Hoàn thành ngày 30/11/2026, đúng hạn.",
        ),
        (
            TaskStand(S.COMPLETED, DUE, done_on=date(2026, 12, 3)),
            "Hoàn thành ngày 03/12/2026, quá hạn 3 ngày.",
        ),
        (
            TaskStand(S.COMPLETED, None, done_on=TODAY),
            "Hoàn thành ngày 23/11/2026; nhiệm vụ không có thời hạn.",
        ),
        (
            TaskStand(S.SUSPENDED, DUE, since_on=TODAY),
            "Tạm dừng từ ngày 23/11/2026, không tính thời hạn.",
        ),
        (TaskStand(S.CANCELLED, DUE, since_on=TODAY), "Đã dừng theo dõi từ ngày 23/11/2026."),
        (
            TaskStand(S.REFUSED, DUE, since_on=TODAY, instead="Phòng Văn hóa"),
            "Đơn vị trả lại ngày 23/11/2026, đề nghị giao Phòng Văn hóa; đang chờ quyết định.",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else value.status.value,
)
def test_the_answer(stand: TaskStand, expected: str) -> None:
    sentences = answer(stand, TODAY, seeded_calendar())
    assert " ".join(str(sentence) for sentence in sentences) == expected


def test_every_status_has_an_answer() -> None:
    for status in TaskStatus:
        stand = TaskStand(status, DUE, done_on=DUE if status is S.COMPLETED else None)
        assert answer(stand, TODAY, seeded_calendar())


@pytest.mark.parametrize(
    ("since_on", "expected"),
    [
        (TODAY, "Chờ Phạm Thu Hà xác nhận từ hôm nay."),
        (date(2026, 11, 18), "Đã chờ Phạm Thu Hà xác nhận 3 ngày làm việc."),
        (
            date(2026, 11, 13),
            "Đã chờ Phạm Thu Hà xác nhận 6 ngày làm việc. "
            "Quá thời gian xem xét 1 ngày (quy định 5 ngày làm việc).",
        ),
    ],
)
def test_the_lead_offices_own_clock_names_who_sits_on_it(since_on: date, expected: str) -> None:
    stand = TaskStand(S.SUBMITTED, DUE, since_on=since_on, with_whom="Phạm Thu Hà", confirm_days=5)
    said = " ".join(str(sentence) for sentence in answer(stand, TODAY, seeded_calendar()))
    assert said.endswith(expected)
