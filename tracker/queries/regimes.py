"""The reporting regimes of an office, and the names of what a report is on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.errors import NotFound
from tracker.domain.report_scope import ReportScope
from tracker.models import ReportingRegime
from tracker.queries.charges import field_of_office
from tracker.queries.units import unit_of_office


def regimes_of(session: Session, office_id: int) -> Sequence[ReportingRegime]:
    """All regimes of the office, as they were entered."""
    return session.scalars(
        select(ReportingRegime)
        .where(ReportingRegime.office_id == office_id)
        .order_by(ReportingRegime.id)
    ).all()


def regime_of(session: Session, office_id: int, regime_id: int | None) -> ReportingRegime | None:
    """This regime; None for None, NotFound for another office's."""
    if regime_id is None:
        return None
    found = session.get(ReportingRegime, regime_id)
    if found is None or found.office_id != office_id:
        raise NotFound("Không tìm thấy chế độ báo cáo này.")
    return found


def scope_name(session: Session, office_id: int, scope: ReportScope, day: date) -> str:
    """ "Phòng Tư pháp" or "lĩnh vực Nội vụ"; empty for the whole office or a directive.

    NotFound for a unit or field of another office.
    """
    if scope.unit_id is not None:
        unit = unit_of_office(session, office_id, scope.unit_id)
        if unit is None:
            raise NotFound("Không tìm thấy đơn vị này.")
        return str(unit.name_on(day).name)
    if scope.field_id is not None:
        field = field_of_office(session, office_id, scope.field_id)
        if field is None:
            raise NotFound("Không tìm thấy lĩnh vực này trong cơ quan.")
        return f"lĩnh vực {field.name}"
    return ""
