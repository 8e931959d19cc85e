"""A row of a task list as it would come in, and what makes two rows the same order."""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.follow_up import UnitRole
from tracker.domain.sentences import Sentence
from tracker.domain.vietnamese import fold
from tracker.models import Directive, TaskDraft
from tracker.queries.unit_lexicon import match_key
from tracker.reading import drafts as reader
from tracker.reading.attribute_words import Attribute
from tracker.services.import_plan import CellFault, Fate, PlannedRow

Key = tuple[str, tuple[str, ...], str]
"""What makes two rows the same order: text, lead units, deadline as written."""


@dataclass(slots=True)
class PlannedTask(PlannedRow):
    """A row of the sheet. ``cells`` are as read; ``columns`` say where what stands (letters)."""

    draft: reader.TaskDraft | None = None
    remarks: list[CellFault] = field(default_factory=list)
    skipped: str = ""
    cells: tuple[str, ...] = ()
    full_cells: tuple[str, ...] = ()
    """The cells with what the row takes over from the row above."""
    columns: dict[Attribute, str] = field(default_factory=dict)

    def remark(self, column: str, why: Sentence) -> None:
        """Note what a person should look at; the row comes in all the same."""
        self.remarks.append(CellFault(column, why))


@dataclass(frozen=True, slots=True)
class SheetPlan:
    """All rows, and the headings over the columns that the list uses (rows of headings joined)."""

    rows: tuple[PlannedTask, ...]
    headings: tuple[str, ...]

    def of(self, fate: Fate) -> list[PlannedTask]:
        """The rows of this fate, in order."""
        return [row for row in self.rows if row.fate is fate]


def key_of(draft: reader.TaskDraft) -> Key:
    """See ``Key``."""
    return _key(draft.text, [unit.text for unit in draft.lead], draft.due.text or "")


def _key(text: str, leads: list[str], due: str) -> Key:
    return fold(text), tuple(sorted(match_key(lead) for lead in leads)), fold(due)


def known_orders(session: Session, directive: Directive) -> dict[Key, str]:
    """The orders that the directive's drafts already hold, as imported and as they are now."""
    found: dict[Key, str] = {}
    for draft in session.scalars(select(TaskDraft).where(TaskDraft.directive_id == directive.id)):
        leads = [row.as_written for row in draft.units if row.role is UnitRole.LEAD]
        found[_key(draft.text, leads, draft.due_phrase)] = draft.path
        sheet = draft.why.get("sheet")
        if sheet:
            text, names, due = sheet["key"]
            found[(text, tuple(names), due)] = draft.path
    return found
