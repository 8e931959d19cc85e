"""The papers around a directive: what it cites and carries out, what cites and carries it out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from tracker.domain.cited_paper import CitationRole, Likeness, PaperFacts, likeness
from tracker.domain.directive_kind import DirectiveKind
from tracker.domain.paper_number import number_key
from tracker.models import Citation, Directive
from tracker.permissions import Actor
from tracker.permissions.scope import visible_directives
from tracker.reading.citations import KIND_WORDS

Likely = list[tuple[Directive, Likeness]]


@dataclass(frozen=True, slots=True)
class CitedPaper:
    """One citation with the register's paper behind it, or those that may be meant."""

    citation: Citation
    paper: Directive | None
    candidates: tuple[Directive, ...]
    is_parent: bool
    proposed: bool
    """The words say that the paper carries it out, and nobody has set a parent yet."""

    @property
    def counts(self) -> bool:
        passing = self.citation.role is CitationRole.MENTIONED
        return bool(self.paper or self.candidates) or not passing


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Everything around one directive that the actor may see."""

    cited: list[CitedPaper]
    citing: list[Citation]
    parent: Directive | None
    children: list[Directive]

    @property
    def leading(self) -> list[CitedPaper]:
        """What the paper rests on or carries out, and what the register may hold."""
        return [row for row in self.cited if row.counts]

    @property
    def mentioned(self) -> list[CitedPaper]:
        """All other cited papers: only named in passing, and not in the register."""
        return [row for row in self.cited if not row.counts]

    @property
    def is_empty(self) -> bool:
        return not (self.cited or self.citing or self.parent or self.children)


def surroundings_of(session: Session, actor: Actor, directive: Directive) -> Surroundings:
    """Papers that ``actor`` may not see are named as the paper names them, without a link."""
    citations = session.scalars(
        select(Citation).where(Citation.directive_id == directive.id).order_by(Citation.id)
    ).all()
    likely = likely_papers(session, directive.office_id, citations)
    wanted = {citation.cited_id for citation in citations if citation.cited_id}
    wanted |= {paper.id for papers in likely.values() for paper, _how in papers}
    seen = {
        paper.id: paper
        for paper in session.scalars(
            select(Directive).where(
                Directive.id.in_(wanted | {directive.parent_id or 0}), visible_directives(actor)
            )
        )
    }
    cited = [
        _cited(citation, directive, seen, likely[citation.id], proposed=False)
        for citation in citations
    ]
    return Surroundings(
        cited=_with_proposal(cited, directive),
        citing=list(
            session.scalars(
                select(Citation)
                .join(Citation.directive)
                .where(Citation.cited_id == directive.id, visible_directives(actor))
                .options(joinedload(Citation.directive))
                .order_by(Directive.received_on.desc(), Directive.id.desc())
            )
        ),
        parent=seen.get(directive.parent_id or 0),
        children=list(
            session.scalars(
                select(Directive)
                .where(Directive.parent_id == directive.id, visible_directives(actor))
                .order_by(Directive.received_on.desc(), Directive.id.desc())
            )
        ),
    )


def likely_papers(
    session: Session, office_id: int, citations: Sequence[Citation]
) -> dict[int, Likely]:
    """For each citation the register's papers of that number that it may mean, surest first."""
    keys = {citation.number_key for citation in citations if citation.number_key}
    papers = session.scalars(
        select(Directive)
        .where(Directive.office_id == office_id, Directive.number_key.in_(keys))
        .order_by(Directive.id)
    ).all()
    return {citation.id: _likely(citation, papers) for citation in citations}


def _likely(citation: Citation, papers: Sequence[Directive]) -> Likely:
    facts = PaperFacts(
        citation.number_key,
        KIND_WORDS.get((citation.kind or "").lower(), DirectiveKind.OTHER),
        citation.issued_on,
        citation.issuer or "",
    )
    found = []
    for paper in papers:
        kept = PaperFacts(number_key(paper.number), paper.kind, paper.issued_on, paper.issuer)
        how = likeness(facts, kept)
        if how is not Likeness.OTHER and paper.id != citation.directive_id:
            found.append((paper, how))
    return sorted(found, key=lambda pair: pair[1] is not Likeness.SAME)


def _cited(
    citation: Citation,
    directive: Directive,
    seen: dict[int, Directive],
    likely: Likely,
    *,
    proposed: bool,
) -> CitedPaper:
    paper = seen.get(citation.cited_id or 0)
    open_question = citation.cited_id is None and citation.decided_by_id is None
    return CitedPaper(
        citation=citation,
        paper=paper,
        candidates=tuple(
            seen[other.id] for other, _how in likely if open_question and other.id in seen
        ),
        is_parent=paper is not None and paper.id == directive.parent_id,
        proposed=proposed,
    )


def _with_proposal(cited: list[CitedPaper], directive: Directive) -> list[CitedPaper]:
    """Mark the first linked paper that the words say is carried out, while no parent is set."""
    if directive.parent_id is not None:
        return cited
    for place, row in enumerate(cited):
        if row.paper is not None and row.citation.role is CitationRole.CARRIED_OUT:
            marked = CitedPaper(row.citation, row.paper, row.candidates, row.is_parent, True)
            return [*cited[:place], marked, *cited[place + 1 :]]
    return cited
