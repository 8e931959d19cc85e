"""By which template a draft is drawn: a version of the office's own, or our layout."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from tracker.domain.errors import NotFound
from tracker.domain.history import EventKind
from tracker.models import Report
from tracker.permissions import Actor
from tracker.queries.paper_templates import template_of_version
from tracker.services.history import record
from tracker.services.paper_series import REPORT
from tracker.services.reporting import draft_of


def choose_layout(
    session: Session,
    *,
    report_id: int,
    version: int | None,
    template_version: int | None,
    actor: Actor,
    now: datetime,
) -> Report:
    """Draw the draft by this version of the office's template; None: by our own layout.

    Figures and words stay. Raises NotFound for no such version, Conflict once it was issued.
    """
    report = draft_of(session, report_id, version)
    template = None
    if template_version is not None:
        template = template_of_version(session, report.office_id, REPORT.code, template_version)
        if template is None:
            raise NotFound("Không tìm thấy bản mẫu này.")
    report.template = template
    record(
        session, EventKind.REPORT_LAYOUT_CHOSEN, actor=actor, now=now, report=report,
        version=template_version,
    )  # fmt: skip
    session.flush()
    return report
