"""A directive as papers cite it."""

from __future__ import annotations

from sqlalchemy.orm import Session

from tracker.domain.errors import NotFound
from tracker.domain.report_words import cited
from tracker.models import Directive
from tracker.queries.report_remarks import scope_row


def directive_here(session: Session, office_id: int, directive_id: int | None) -> Directive | None:
    """The directive of the office; None when none was asked for, NotFound for another's."""
    if directive_id is None:
        return None
    found = session.get(Directive, directive_id)
    if found is None or found.office_id != office_id:
        raise NotFound("Không tìm thấy văn bản chỉ đạo này.")
    return found


def cited_directive(directive: Directive) -> str:
    """ "Chỉ thị số 08/CT-UBND ngày 05 tháng 02 năm 2026 của UBND huyện về …"."""
    return cited(scope_row(directive))
