"""Whether a paper that somebody types in stands in the register already."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.vietnamese import fold
from tracker.models import Directive


def known_paper(
    session: Session,
    office_id: int,
    *,
    number: str,
    issued_on: date | None,
    issuer: str,
    title: str,
) -> Directive | None:
    """The first directive of the office with the same number, day and issuer.

    Case, accents and blanks make no other number; an issuer that one of both leaves out is the
    same. Without a number, as for what was said, it is the same order of the same day and giver
    (``issuer``) in the same words.
    """
    papers = session.scalars(
        select(Directive)
        .where(
            Directive.office_id == office_id, Directive.issued_on.is_not_distinct_from(issued_on)
        )
        .order_by(Directive.id)
    )
    for paper in papers:
        if _bare(paper.number) != _bare(number):
            continue
        givers = {fold(paper.issuer), fold(paper.signer or "")} - {""}
        if fold(issuer) and givers and fold(issuer) not in givers:
            continue
        if number or fold(paper.title) == fold(title):
            return paper
    return None


def _bare(number: str | None) -> str:
    return fold(number or "").replace(" ", "")
