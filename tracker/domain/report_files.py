"""Files of a report that may take longer than a page may: which, and from what size on."""

from __future__ import annotations

from enum import StrEnum

from tracker.domain.report_snapshot import ReportSnapshot

#: The kinds of jobs behind a report (services/report_jobs.py).
MAKE_REPORT_FILE = "make_report_file"
FREEZE_REPORT = "freeze_report"
REPORT_JOBS = (MAKE_REPORT_FILE, FREEZE_REPORT)

#: A snapshot of so many characters is drawn within a page's time (a second at most); a longer
#: one, all .pdf and whole periods of several such are made in the background.
LONG_CONTENT = 1_000_000
#: The same where an office's own template draws it, which takes five times as long a row.
LONG_BY_TEMPLATE = 300_000

#: An office of so many tasks is counted in the background.
BIG_OFFICE = 30_000


class ReportFile(StrEnum):
    """What can be made from a snapshot in the background."""

    DOCX = "docx"
    XLSX = "xlsx"
    PDF = "pdf"
    PERIOD = "zip"


def is_long(characters: int, *, by_template: bool = False) -> bool:
    """Whether drawing frozen text of this length is no work for a web request."""
    return characters > (LONG_BY_TEMPLATE if by_template else LONG_CONTENT)


def report_name(snapshot: ReportSnapshot) -> str:
    """ "Báo cáo tháng 11 năm 2026", with the directive's number when it is on one."""
    scope = snapshot.scope
    about = f" ({scope.kind} {scope.number})" if scope and scope.number else ""
    return f"Báo cáo {snapshot.period}{about}"


def file_name(snapshot: ReportSnapshot, file: ReportFile = ReportFile.DOCX) -> str:
    """A name that every system can keep: no slashes of directive numbers."""
    name = f"Báo cáo {snapshot.period}" if file is ReportFile.PERIOD else report_name(snapshot)
    return f"{name.replace('/', '-')}.{file.value}"
