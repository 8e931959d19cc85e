"""What the clock does at night beside planning: what waited for its day, what nobody fetched."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session

from tracker.models import KeptForm
from tracker.services.planned_successions import carry_out_due

KEPT_FORM_DAYS = 7
"""For how many days typed text of an ended session waits for who typed it."""


def upkeep(session: Session, *, now: datetime) -> None:
    """Carry out what was planned for today, forget what was kept too long. Commits each."""
    forget_old_forms(session, now=now)
    session.commit()
    carry_out_due(session, now=now)


def forget_old_forms(session: Session, *, now: datetime) -> int:
    """Take away typed text that is older than ``KEPT_FORM_DAYS`` days; how many forms."""
    gone = session.execute(
        delete(KeptForm)
        .where(KeptForm.kept_at < now - timedelta(days=KEPT_FORM_DAYS))
        .returning(KeptForm.user_id)
    ).all()
    return len(gone)
