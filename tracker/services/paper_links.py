"""Papers and the papers they cite: linked by themselves where it is certain, else by a person.

A link is made whichever of the two comes into the register first. What a person linked,
unlinked or set is never changed by a paper that arrives later.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select, union
from sqlalchemy.orm import Session

from tracker.domain.cited_paper import Likeness
from tracker.domain.errors import Conflict, InvalidInput, NotFound
from tracker.domain.history import EventKind
from tracker.models import Citation, Directive
from tracker.permissions import Actor
from tracker.queries.directives import paper_words
from tracker.queries.related_papers import likely_papers
from tracker.services.history import record
from tracker.services.loading import for_change


def link_papers(session: Session, directive: Directive) -> int:
    """Look again at every citation that ``directive`` makes or that may mean it.

    Returns how many links changed. To be called when a paper came in or its number, kind, day
    or authority was corrected.
    """
    meant = [Citation.directive_id == directive.id, Citation.cited_id == directive.id]
    if directive.number_key is not None:
        meant.append(Citation.number_key == directive.number_key)
    rows = session.scalars(
        select(Citation)
        .join(Directive, Directive.id == Citation.directive_id)
        .where(
            Directive.office_id == directive.office_id,
            Citation.decided_by_id.is_(None),
            # each by its own index: an OR would look through all citations of the office
            Citation.id.in_(union(*(select(Citation.id).where(one) for one in meant))),
        )
        .order_by(Citation.id)
    ).all()
    if not rows:
        return 0
    changed = 0
    likely = likely_papers(session, directive.office_id, rows)
    for row in rows:
        same = [paper for paper, how in likely[row.id] if how is Likeness.SAME]
        new = same[0].id if len(same) == 1 else None
        changed += row.cited_id != new
        row.cited_id = new
    session.flush()
    return changed


def choose_cited(
    session: Session,
    *,
    directive_id: int,
    citation_id: int,
    cited_id: int | None,
    actor: Actor,
    now: datetime,
) -> Citation:
    """A person says which paper of the register is cited, or (None) that none of them is.

    Raises NotFound for a paper of another office, InvalidInput for the citing paper itself.
    """
    directive = for_change(session, Directive, directive_id)
    citation = _citation(session, directive, citation_id)
    cited = _paper_here(session, directive, cited_id) if cited_id is not None else None
    if cited is None and citation.cited_id == directive.parent_id is not None:
        raise Conflict(
            "Văn bản này đang được xác định là văn bản được triển khai thực hiện. "
            "Hãy bỏ xác định đó trước."
        )
    citation.cited_id = cited.id if cited is not None else None
    citation.decided_by_id = actor.user_id
    session.flush()
    record(
        session,
        EventKind.CITATION_LINKED,
        actor=actor,
        now=now,
        directive=directive,
        number=citation.number,
        cited=paper_words(cited) if cited is not None else None,
    )
    return citation


def set_parent(
    session: Session,
    *,
    directive_id: int,
    parent_id: int | None,
    actor: Actor,
    now: datetime,
) -> Directive:
    """Say which directive this one carries out; None takes it back.

    Raises NotFound for a paper of another office, InvalidInput where the two would carry out
    each other, Conflict when nothing would change.
    """
    directive = for_change(session, Directive, directive_id)
    before = directive.parent
    if directive.parent_id == parent_id:
        raise Conflict("Thông tin này đã được ghi nhận trước đó.")
    parent = _paper_here(session, directive, parent_id) if parent_id is not None else None
    _refuse_circle(directive, parent)
    directive.parent = parent
    session.flush()
    record(
        session,
        EventKind.PARENT_SET,
        actor=actor,
        now=now,
        directive=directive,
        parent_before=paper_words(before) if before is not None else None,
        parent_after=paper_words(parent) if parent is not None else None,
    )
    return directive


def _citation(session: Session, directive: Directive, citation_id: int) -> Citation:
    citation = session.get(Citation, citation_id)
    if citation is None or citation.directive_id != directive.id:
        raise NotFound("Không tìm thấy văn bản được dẫn này.")
    return citation


def _paper_here(session: Session, directive: Directive, paper_id: int) -> Directive:
    paper = session.get(Directive, paper_id)
    if paper is None or paper.office_id != directive.office_id:
        raise NotFound("Không tìm thấy văn bản này.")
    if paper is directive:
        raise InvalidInput("Một văn bản không thể dẫn hay thực hiện chính nó.")
    return paper


def _refuse_circle(directive: Directive, parent: Directive | None) -> None:
    above = parent
    while above is not None:
        if above is directive:
            raise InvalidInput(
                "Hai văn bản sẽ thực hiện lẫn nhau. Hãy kiểm tra lại văn bản nào ban hành trước."
            )
        above = above.parent
