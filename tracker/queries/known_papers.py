"""Whether a paper that somebody types in stands in the register already."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.domain.paper_number import number_key
from tracker.domain.vietnamese import fold
from tracker.models import Directive

_folded = lru_cache(maxsize=4096)(fold)
"""Orders that were spoken have no number to be found by: their words are compared each time."""


def known_paper(
    session: Session,
    office_id: int,
    *,
    number: str,
    issued_on: date | None,
    received_on: date,
    issuer: str,
    title: str,
) -> Directive | None:
    """The first directive of the office with the same number, day and issuer.

    Case, accents and blanks make no other number; an issuer that one of both leaves out is the
    same. Without a number, as for what was said, it is the same order of the same day and giver
    (``issuer``) in the same words; its day is the one on which it was heard where no other is
    told. What is ordered again another day is another order.
    """
    query = select(
        Directive.id, Directive.number, Directive.issuer, Directive.signer, Directive.title
    ).where(Directive.office_id == office_id, Directive.issued_on.is_not_distinct_from(issued_on))
    if number or issued_on is not None:
        query = query.where(Directive.number_key.is_not_distinct_from(number_key(number)))
    else:
        # By the index of the days: what has no number are all orders that were ever spoken.
        no_number = func.coalesce(Directive.number_key, "") == ""
        query = query.where(Directive.received_on == received_on, no_number)
    papers = session.execute(query.order_by(Directive.id))
    bare, giver, words = _bare(number), fold(issuer), fold(title)
    for key, its_number, its_issuer, signer, its_title in papers:
        if _bare(its_number) != bare:
            continue
        givers = {_folded(its_issuer), _folded(signer or "")} - {""}
        if giver and givers and giver not in givers:
            continue
        if number or _folded(its_title) == words:
            return session.get_one(Directive, key)
    return None


def _bare(number: str | None) -> str:
    return fold(number).replace(" ", "") if number else ""
