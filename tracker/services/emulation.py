"""The formula of emulation is changed by a new version, with its basis; none is lost."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from tracker.domain.emulation import check_formula
from tracker.domain.errors import Conflict, NotAllowed
from tracker.domain.history import EventKind
from tracker.models import EmulationFormula, Office
from tracker.permissions import Actor
from tracker.queries.emulation import formula_words, present_formula
from tracker.services.history import record
from tracker.services.loading import for_change


def set_formula(
    session: Session, *, formula: str, basis: str, seen: int, actor: Actor, now: datetime
) -> EmulationFormula:
    """Let ``formula`` hold from now on. ``seen``: the version that was changed (0: none yet).

    Raises InvalidInput at its field, Conflict when somebody else changed it meanwhile.
    """
    if actor.office_id is None:
        raise NotAllowed("Bạn chưa thuộc cơ quan nào.")
    for_change(session, Office, actor.office_id)
    words = check_formula(formula)
    before = present_formula(session, actor.office_id)
    if (before.n if before else 0) != seen:
        raise Conflict(
            "Nội dung này vừa được người khác thay đổi. Hãy xem bản mới nhất rồi thực hiện lại.",
            code="stale_version",
        )
    row = EmulationFormula(
        office_id=actor.office_id, n=seen + 1, formula=words, basis=basis.strip(), set_at=now,
        set_by_id=actor.user_id,
    )  # fmt: skip
    session.add(row)
    session.flush()
    record(
        session, EventKind.EMULATION_FORMULA_SET, actor=actor, now=now, basis=row.basis,
        value_before=formula_words(before), value_after=words,
    )  # fmt: skip
    return row
