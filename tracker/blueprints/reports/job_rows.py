"""How long work on reports is shown: in the list, and on its own page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from tracker.blueprints.filters import label
from tracker.domain.delivery import LIVE_JOBS, JobState
from tracker.domain.report_files import MAKE_REPORT_FILE, ReportFile
from tracker.models import Job

_PATIENCE = timedelta(minutes=1)
"""How long a job may wait before the page asks whether anything works at all."""


@dataclass(frozen=True, slots=True)
class JobRow:
    """A job as pages show it; ``file`` is what it made, ``report_url`` the report it is about."""

    job: Job
    name: str
    words: str
    is_live: bool
    is_stuck: bool
    file: str = ""
    file_url: str = ""
    report_url: str = ""


def job_row(job: Job, at: datetime) -> JobRow:
    """One job, ready to be shown."""
    about: dict[str, Any] = {**job.payload, **(job.result or {})}
    made = job.state is JobState.DONE and "token" in about
    about_report = "report_id" in about
    return JobRow(
        job=job,
        name=_name(job, about),
        words=_words(job),
        is_live=job.state in LIVE_JOBS,
        is_stuck=job.state is JobState.WAITING and at - job.created_at > _PATIENCE,
        file=about["name"] if made else "",
        file_url=url_for("reports.made_file", job_id=job.id) if made else "",
        report_url=url_for("reports.show", report_id=about["report_id"]) if about_report else "",
    )


def _name(job: Job, about: dict[str, Any]) -> str:
    if job.kind != MAKE_REPORT_FILE:
        return _("Chốt số liệu báo cáo")
    return label(ReportFile(about["file"]))


def _words(job: Job) -> str:
    if job.state is JobState.WAITING:
        return _("Đang chờ đến lượt.")
    if job.state is JobState.RUNNING:
        if not job.total:
            return _("Đang bắt đầu.")
        return _("Đã xong %(done)s trên %(total)s bước.", done=job.done, total=job.total)
    if job.state is JobState.FAILED:
        values: dict[str, Any] = (job.result or {}).get("values", {})
        return _(job.error, **values)
    if job.state is JobState.DONE:
        return _("Đã lập xong.")
    return _("Đã dừng theo yêu cầu; không có gì được lưu lại.")
