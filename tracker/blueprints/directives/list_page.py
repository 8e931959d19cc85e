"""The values of the page that shows a task list before it is imported."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Any

from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from tracker.blueprints.directives.list_forms import ListForm, LookedAtForm
from tracker.blueprints.filters import words
from tracker.domain.source import SourceKind
from tracker.models import Directive
from tracker.services.import_plan import FATE_WORDS, CellFault, Fate
from tracker.services.order_source import OrderSource
from tracker.services.planned_task import PlannedTask, SheetPlan
from tracker.services.task_sheet import TaskSheet
from tracker.surroundings import today


@dataclass(frozen=True, slots=True)
class LookedAt:
    """What the second step needs: the waiting file, its sheet, and where the list comes from."""

    key: str
    sha256: str
    name: str
    sheet: str
    directive_id: int | None
    title: str = ""
    source: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(
        cls, taken: TaskSheet, directive: Directive | None, source: OrderSource | None, title: str
    ) -> LookedAt:
        """The reference to a list that was just read."""
        waiting = taken.paper.waiting
        return cls(
            key=waiting.path.name,
            sha256=waiting.sha256,
            name=taken.paper.name,
            sheet=taken.sheet,
            directive_id=directive.id if directive is not None else None,
            title=title,
            source=_plain(source) if source is not None else {},
        )

    def at(self, sheet: str) -> LookedAt:
        """The same file, another sheet."""
        return replace(self, sheet=sheet)

    def plain(self) -> dict[str, object]:
        """As JSON."""
        return asdict(self)

    def issued_on(self) -> date | None:
        """The day of the order, when it was typed."""
        return date.fromisoformat(self.source["issued_on"]) if self.source["issued_on"] else None

    def order_source(self) -> OrderSource:
        """Where the list comes from, as it was typed."""
        known = self.source
        return OrderSource(
            source=SourceKind(known["source"]),
            received_on=date.fromisoformat(known["received_on"]),
            number=known["number"],
            issued_on=self.issued_on(),
            issuer=known["issuer"],
            given_by=known["given_by"],
            arrival_number=known["arrival_number"],
        )


def _plain(source: OrderSource) -> dict[str, str]:
    found = asdict(source)
    found["source"] = source.source.value
    found["received_on"] = source.received_on.isoformat()
    found["issued_on"] = source.issued_on.isoformat() if source.issued_on else ""
    return found


def source_of(form: ListForm) -> OrderSource:
    """Where the list comes from, out of the form."""
    return OrderSource(
        source=form.source.data,
        received_on=form.received_on.data or today(),
        number=form.number.data or "",
        issued_on=form.issued_on.data,
        issuer=form.issuer.data or "",
        given_by=form.given_by.data or "",
        arrival_number=form.arrival_number.data or "",
    )


@dataclass(frozen=True, slots=True)
class RowWords:
    """A row as the page shows it."""

    number: int
    text: str
    fate: str
    is_task: bool
    is_faulty: bool
    leads: str
    due: str
    faults: list[tuple[str, str]]
    remarks: list[tuple[str, str]]


def list_page(form: LookedAtForm, taken: TaskSheet, plan: SheetPlan) -> dict[str, Any]:
    """Everything that ``directives/list_preview.html`` shows besides the paper."""
    form.sheet.choices = [SelectChoice(name, name) for name in taken.sheets]
    form.sheet.data = taken.sheet
    counts = {fate: len(plan.of(fate)) for fate in Fate}
    tasks = counts[Fate.ADD]
    return {
        "sheet": taken.sheet,
        "file": taken.paper.name,
        "sheets": taken.sheets,
        "rows": [_row(row) for row in plan.rows],
        "counts": [(_fate(fate), n) for fate, n in counts.items() if n],
        "tasks": tasks,
        "faulty": counts[Fate.FAULTY],
        "remarked": sum(bool(row.remarks) for row in plan.rows),
    }


def said(column: str, why: Any) -> str:
    """A fault in one line, for the file of faulty rows."""
    return _("Cột %(column)s: %(why)s", column=column, why=words(why))


def _row(row: PlannedTask) -> RowWords:
    draft = row.draft
    fate = _fate(row.fate)
    if row.skipped:
        fate = f"{fate}: {words(row.skipped)}"
    return RowWords(
        number=row.number,
        text=row.label,
        fate=fate,
        is_task=row.fate is Fate.ADD,
        is_faulty=row.fate is Fate.FAULTY,
        leads="; ".join(unit.text for unit in draft.lead) if draft is not None else "",
        due=(draft.due.text or "") if draft is not None else "",
        faults=[_note(fault) for fault in row.faults],
        remarks=[_note(remark) for remark in row.remarks],
    )


def _note(note: CellFault) -> tuple[str, str]:
    column = _("Cột %(column)s", column=note.column) if note.column else ""
    return column, words(note.why)


def _fate(fate: Fate) -> str:
    return _("Nhiệm vụ") if fate is Fate.ADD else words(FATE_WORDS[fate])
