"""Which official papers somebody sees; what the person reads at large is the caller's to say."""

from __future__ import annotations

from sqlalchemy import ColumnElement, false, or_

from tracker.domain.official_paper import PaperState
from tracker.models import OfficialPaper
from tracker.permissions.actor import Actor


def papers_seen(actor: Actor, *, reads_all: bool, handles: bool) -> ColumnElement[bool]:
    """The office's papers for its readers; a unit sees its own, and what was issued to it.

    Papers that quote restricted ones are for those who handle papers and for the units named.
    """
    if actor.office_id is None:
        return false()
    here = OfficialPaper.office_id == actor.office_id
    units = sorted(actor.unit_ids)
    received = OfficialPaper.unit_id.in_(units) & (OfficialPaper.state == PaperState.ISSUED)
    mine = or_(OfficialPaper.issuer_id.in_(units), received)
    if not reads_all:
        return here & mine
    return here if handles else here & or_(~OfficialPaper.restricted, mine)
