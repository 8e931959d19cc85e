"""The clock's jobs by their names on the screen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from flask_babel import gettext as _

from tracker.domain.message_ids import N_

JOBS = {
    "roll": N_("Lập nhiệm vụ định kỳ"),
    "reports": N_("Lập dự thảo báo cáo khi hết kỳ"),
    "plan": N_("Lập lịch nhắc buổi sáng"),
    "deliver": N_("Gửi thư, tin nhắn"),
    "head": N_("Niêm phong nhật ký trong ngày"),
    "work": N_("Việc chạy nền"),
    "scan": N_("Quét vi-rút"),
    "sweep": N_("Dọn tệp tải lên dở dang"),
}


def job_rows(fire_times: Sequence[tuple[str, list[datetime]]]) -> list[tuple[str, list[datetime]]]:
    """Name and next times; a job without words of its own stands under its short name."""
    return [(_(JOBS[name]) if name in JOBS else name, times) for name, times in fire_times]
