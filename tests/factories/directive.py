"""Directives as the register keeps them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy.orm import Session

from tests.factories.user import a_user
from tracker.domain.directive_kind import DirectiveKind
from tracker.models import Directive, Office, User


def a_directive(
    session: Session,
    office: Office,
    title: str = "Kế hoạch cải cách hành chính thử nghiệm",
    *,
    number: str | None = "12/KH-UBND",
    kind: DirectiveKind = DirectiveKind.PLAN,
    issued_on: date | None = date(2026, 1, 5),
    received_on: date = date(2026, 1, 6),
    created_by: User | None = None,
    **values: Any,
) -> Directive:
    """An issued plan; ``values`` are further columns."""
    directive = Directive(
        office_id=office.id,
        title=title,
        number=number,
        kind=kind,
        issued_on=issued_on,
        received_on=received_on,
        issuer="UBND huyện Thử Nghiệm",
        created_at=datetime(2026, 1, 6, tzinfo=UTC),
        created_by_id=(created_by or a_user(session)).id,
        **values,
    )
    session.add(directive)
    session.flush()
    return directive
