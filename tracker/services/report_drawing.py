"""The .docx of a report: by the office's template where it was made with one, else our layout."""

from __future__ import annotations

from tracker.documents import report_docx
from tracker.documents.paper_template import fill
from tracker.documents.report_values import REPORT, values
from tracker.domain.report_snapshot import ReportSnapshot


def draw(
    snapshot: ReportSnapshot,
    template: bytes | None = None,
    *,
    marks: str = "",
    own_page: bool = False,
) -> bytes:
    """The official paper; asks the snapshot and nobody else, so it is the same every time.

    ``marks`` (services/report_marks) stand below the annexes, or on a page of their own; in a
    template where it asks for them.
    """
    if template is None:
        return report_docx.render(snapshot, marks=marks, own_page=own_page)
    return fill(template, values(snapshot, marks), REPORT)
