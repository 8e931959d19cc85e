"""Reading a directive again with a newer reader: a new reading beside the old ones.

Duties keep the reading that they came from. Drafts that a person has touched stay as they are,
and rest on the same paragraphs of the new reading; the others are replaced by what the new
reader proposes. What the old one proposed stays with its reading.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from tracker.documents.read_file import read_file
from tracker.domain.errors import Conflict, NotFound
from tracker.domain.follow_up import DraftState
from tracker.domain.history import EventKind
from tracker.domain.local_time import local_day
from tracker.domain.source import FileRole
from tracker.domain.working_days import Calendar
from tracker.models import Clause, Directive, Office, Reading, TaskDraft
from tracker.permissions import Actor
from tracker.queries.drafts import clauses_of, drafts_of, last_reading
from tracker.reading.directive_reading import Reading as Read
from tracker.reading.directive_reading import read_directive
from tracker.reading.reading_changes import same_places
from tracker.reading.repetition import ALIKE, likeness
from tracker.services.history import record
from tracker.services.loading import for_change
from tracker.services.reading_rows import READER, proposals_of, store_reading
from tracker.services.secrecy_check import refuse_secret
from tracker.storage import FileStore


@dataclass(frozen=True, slots=True)
class Reread:
    """What a re-reading did to the list of drafts."""

    reading: Reading
    proposed: int
    replaced: int
    kept: int


def read_again(store: FileStore, directive: Directive) -> Read:
    """Read the original file once more, outside any transaction.

    The day of issue is the register's where a person has entered it: what the paper left blank
    is not asked of the paper again.

    Raises NotFound for an order that was typed by hand, and whatever the file's reader refuses.
    """
    original = next((file for file in directive.files if file.role is FileRole.ORIGINAL), None)
    if original is None:
        raise NotFound("Văn bản này được nhập tay, không có tệp gốc để đọc lại.")
    with store.open(original.blob_sha256) as stream:
        data = stream.read()
    raw = read_file(data, original.name)
    refuse_secret(raw)
    return read_directive(raw, issued_on=directive.issued_on)


def reread(
    session: Session,
    *,
    directive_id: int,
    read: Read,
    calendar: Calendar,
    actor: Actor,
    now: datetime,
) -> Reread:
    """Keep ``read`` as the directive's newest reading and bring its drafts up to date.

    Raises Conflict where nothing was read before.
    """
    directive = for_change(session, Directive, directive_id)
    before = last_reading(session, directive.id)
    if before is None:
        raise Conflict("Văn bản này được nhập tay, chưa có lần đọc nào để so sánh.")
    drafts = drafts_of(session, directive.id)
    if before.proposals is None:  # of the time before proposals were kept
        before.proposals = proposals_of([d for d in drafts if d.reading_id == before.id])
    kept = [draft for draft in drafts if is_touched(draft)]
    replaced = [draft for draft in drafts if not is_touched(draft)]
    for draft in replaced:
        session.delete(draft)
    session.flush()
    reading, proposed = store_reading(
        session,
        directive=directive,
        office=session.get_one(Office, directive.office_id),
        read=read,
        version=before.version + 1,
        calendar=calendar,
        today=local_day(now),
        now=now,
    )
    _move(session, kept, reading)
    new = [draft for draft in proposed if not _is_covered(draft, kept, proposed)]
    _order(session, kept, new, reading)
    record(
        session,
        EventKind.DIRECTIVE_REREAD,
        actor=actor,
        now=now,
        directive=directive,
        reader=READER,
        version=reading.version,
        drafts=len(new),
        replaced=len(replaced),
        kept=len(kept),
    )
    return Reread(reading, len(new), len(replaced), len(kept))


def is_touched(draft: TaskDraft) -> bool:
    """Whether a person has done anything to it: such a draft is never replaced."""
    return draft.edited_at is not None or draft.state is not DraftState.PROPOSED


def _move(session: Session, kept: Sequence[TaskDraft], reading: Reading) -> None:
    """Let kept drafts rest on the same paragraphs of ``reading``; what is gone stays as it was."""
    new = clauses_of(session, reading.id)
    texts = [clause.text for clause in new]
    for reading_id in {clause.reading_id for draft in kept for clause in draft.clauses}:
        old = clauses_of(session, reading_id)
        places = same_places([clause.text for clause in old], texts)
        moved = {clause.id: new[places[at]] for at, clause in enumerate(old) if at in places}
        numbers = {clause.ord: new[places[at]].ord for at, clause in enumerate(old) if at in places}
        for draft in kept:
            if any(clause.reading_id == reading_id for clause in draft.clauses):
                draft.clauses = [moved.get(clause.id, clause) for clause in draft.clauses]
                draft.why = _renumbered(draft.why, numbers)
    session.flush()


def _renumbered(why: dict[str, Any], numbers: dict[int, int]) -> dict[str, Any]:
    """The reasons with their words in the paragraphs of the new reading; the lost ones dropped."""
    reasons = [
        {
            **reason,
            "words": [
                {**piece, "clause": numbers[piece["clause"]]}
                for piece in reason.get("words", ())
                if piece.get("clause") in numbers
            ],
        }
        for reason in why.get("reasons", ())
    ]
    return {**why, "reasons": reasons} if "reasons" in why else why


def _is_covered(draft: TaskDraft, kept: Sequence[TaskDraft], proposed: Sequence[TaskDraft]) -> bool:
    """Whether a kept draft already is what ``draft`` proposes.

    It is when both rest on one paragraph and bear one mark; or when the kept one was cut or
    put together by a person, so that its mark is none of that paragraph's, and says the same.
    """
    own = _first(draft)
    marks = {each.path for each in proposed if _first(each) is own}
    for other in kept:
        if own is not None and own in other.clauses:
            if other.path == draft.path or other.path not in marks:
                return True
        elif other.path == draft.path and likeness(other.text, draft.text) >= ALIKE:
            return True
    return False


def _first(draft: TaskDraft) -> Clause | None:
    return draft.clauses[0] if draft.clauses else None


def _order(
    session: Session, kept: Sequence[TaskDraft], new: Sequence[TaskDraft], reading: Reading
) -> None:
    """Number all drafts in the order of the paper; the versions of kept ones stay as seen."""

    def place(draft: TaskDraft) -> tuple[int, int]:
        first = _first(draft)
        known = first is not None and first.reading_id == reading.id
        return (first.ord if first is not None and known else 1_000_000, draft.ord)

    for number, draft in enumerate(sorted([*kept, *new], key=place)):
        if draft in new:
            draft.ord = number
        elif draft.ord != number:
            session.execute(
                update(TaskDraft)
                .where(TaskDraft.id == draft.id)
                .values(ord=number)
                .execution_options(synchronize_session="fetch")
            )
    session.add_all(new)
    session.flush()


def directives_to_reread(session: Session, office_id: int | None = None) -> Sequence[int]:
    """Directives whose newest reading was made by another reader than the present one."""
    newest = (
        select(Reading.reader)
        .where(Reading.directive_id == Directive.id)
        .order_by(Reading.version.desc())
        .limit(1)
        .scalar_subquery()
    )
    query = select(Directive.id).where(newest != READER).order_by(Directive.id)
    if office_id is not None:
        query = query.where(Directive.office_id == office_id)
    return session.scalars(query).all()
