"""How readings of scans are shown: in the register, and on the page of one that is under way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flask_babel import gettext as _

from tracker.blueprints.present import actor
from tracker.db import db
from tracker.domain.delivery import LIVE_JOBS, JobState
from tracker.domain.errors import NotFound
from tracker.models import Job
from tracker.queries.scans import scans_under_way
from tracker.services import scan_queue
from tracker.surroundings import now, store

_PATIENCE = timedelta(minutes=1)
"""How long a scan may wait before the page asks whether anything works at all."""


@dataclass(frozen=True, slots=True)
class ScanRow:
    """A reading as pages show it; ``name`` is the file's, for whoever brought it only."""

    job: Job
    name: str
    words: str
    is_live: bool
    is_stuck: bool


def scan_rows() -> list[ScanRow]:
    """What the register shows above its list."""
    return [scan_row(job) for job in scans_under_way(db.session(), actor(), now())]


def scan_row(job: Job) -> ScanRow:
    """One reading, ready to be shown."""
    is_live = job.state in LIVE_JOBS
    return ScanRow(job, _name(job), _words(job), is_live, _is_stuck(job, now()))


def _name(job: Job) -> str:
    """Until it is judged, a paper's name is nobody's business but the bringer's."""
    if job.created_by_id != actor().user_id or "note" not in job.payload:
        return ""
    try:
        return scan_queue.take_note(store(), job.payload["note"]).name
    except NotFound:
        return ""


def _words(job: Job) -> str:
    if job.state is JobState.WAITING:
        return _("Đang chờ đến lượt đọc.")
    if job.state is JobState.RUNNING:
        if not job.total:
            return _("Đang mở tệp.")
        return _("Đã đọc %(done)s trên %(total)s trang.", done=job.done, total=job.total)
    if job.state is JobState.FAILED:
        values: dict[str, Any] = (job.result or {}).get("values", {})
        return _(job.error, **values)
    return _("Việc đọc đã được dừng theo yêu cầu; tệp không còn trong hệ thống.")


def scan_heading(job: Job) -> str:
    """The answer in words."""
    if job.state in LIVE_JOBS:
        return _("Đang đọc bản quét")
    if job.state is JobState.FAILED:
        return _("Không đọc được bản quét")
    return _("Đã dừng đọc bản quét")


def _is_stuck(job: Job, at: datetime) -> bool:
    return job.state is JobState.WAITING and at - job.created_at > _PATIENCE
