"""The matrix as ready values: its columns and cells in words, its totals, what may be done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import request, url_for
from flask_babel import gettext as _

from tracker.blueprints.filters import label
from tracker.blueprints.matrix.forms import MatrixFilter
from tracker.blueprints.present import actor
from tracker.db import db
from tracker.domain.class_matrix import CellState, MatrixView, Tally
from tracker.domain.vietnamese import one_line
from tracker.models import Directive, Duty
from tracker.permissions import Permission, allows
from tracker.queries.class_matrix import (
    COLUMNS,
    Cell,
    Matrix,
    class_duties,
    class_matrix,
    matrix_duties,
)
from tracker.queries.directives import paper_words
from tracker.surroundings import today

#: Tone and icon of each state; the word is its label.
LOOKS: dict[CellState, tuple[str, str]] = {
    CellState.NOT_ISSUED: ("open", "clock"),
    CellState.OVERDUE: ("over", "overdue"),
    CellState.RETURNED: ("soon", "return"),
    CellState.HANDED_IN: ("soon", "waiting"),
    CellState.CONFIRMED: ("done", "done"),
    CellState.ANSWERED: ("done", "comment"),
    CellState.REFUSED: ("late", "return"),
    CellState.SUSPENDED: ("paused", "pause"),
    CellState.STOPPED: ("none", "ban"),
}


@dataclass(frozen=True, slots=True)
class MatrixPage:
    """A directive's matrix as somebody asked for it."""

    directive: Directive
    bar: MatrixFilter
    matrix: Matrix
    offered: int
    """How many duties of the directive could be shown."""

    @classmethod
    def of(cls, directive: Directive) -> MatrixPage:
        """What the address asks for: chosen duties, else the first class duties."""
        session, who = db.session(), actor()
        known = matrix_duties(session, who, directive.id)
        duties = [duty for duty, _units in known]
        bar = MatrixFilter(request.args)
        bar.offer(duties, [duty_words(duty, 90) for duty in duties])
        bar.validate()
        asked = set(bar.duty.data or [])
        chosen = [duty for duty in duties if duty.id in asked] or class_duties(known)
        bar.duty.data = [duty.id for duty in chosen[:COLUMNS]]
        reads_all = allows(who, Permission.DIRECTIVE_VIEW, directive)
        matrix = class_matrix(
            session,
            who,
            chosen[:COLUMNS],
            view=bar.view.data or MatrixView.ALL,
            only_units=None if reads_all else who.unit_ids,
            as_of=today(),
        )
        return cls(directive, bar, matrix, len(duties))

    @property
    def view(self) -> MatrixView:
        return self.bar.view.data or MatrixView.ALL

    @property
    def columns(self) -> int:
        return COLUMNS

    @property
    def query(self) -> dict[str, Any]:
        """What was asked for, for the addresses of the same matrix in another form."""
        return {"view": self.view.value, "duty": request.args.getlist("duty")}

    def deeds_on(self, cell: Cell) -> list[tuple[str, str]]:
        """Deeds that need a page of their own: words and address."""
        if not cell.is_missing or cell.is_part:
            return []
        mine = cell.unit_id in actor().unit_ids
        if mine:
            return [(_("Nộp kết quả"), url_for("tasks.enter", task_id=cell.task_id, matrix=1))]
        if self.may_record:
            return [(_("Cập nhật thay"), url_for("tasks.record", task_id=cell.task_id))]
        return []

    @property
    def paper(self) -> str:
        return paper_words(self.directive)

    @property
    def heading(self) -> str:
        """The answer in words."""
        total = self.matrix.total
        if not total.total:
            return _("Bảng theo dõi đơn vị × nhiệm vụ")
        return _(
            "Đã có kết quả %(done)s/%(total)s, chờ xác nhận %(waiting)s, còn thiếu %(missing)s",
            done=total.done,
            total=total.total,
            waiting=total.waiting,
            missing=total.missing,
        )

    @property
    def may_decide(self) -> bool:
        return allows(actor(), Permission.TASK_URGE, self.directive)

    @property
    def may_record(self) -> bool:
        return allows(actor(), Permission.TASK_RECORD, self.directive)

    def values(self) -> dict[str, Any]:
        """For the templates."""
        return {
            "page": self,
            "directive": self.directive,
            "matrix": self.matrix,
            "bar": self.bar,
            "heads": [duty_words(duty, 110) for duty in self.matrix.duties],
            "may_decide": self.may_decide,
            "may_record": self.may_record,
            "look": LOOKS.__getitem__,
            "ticks": can_be_ticked,
            "count_words": tally_words,
            "views": [(view, label(view)) for view in MatrixView],
        }


def duty_words(duty: Duty, length: int) -> str:
    """A duty's words on one line, cut at a word, behind its place in the paper."""
    text = one_line(duty.text)
    if len(text) > length:
        text = text[:length].rsplit(" ", 1)[0] + "…"
    return f"{duty.path}: {text}" if duty.path else text


def can_be_ticked(cell: Cell | None) -> bool:
    """Whether any of the deeds can be done to the cell as it is."""
    return (
        cell is not None
        and not cell.is_part
        and (cell.is_missing or cell.state is CellState.HANDED_IN)
    )


def tally_words(count: Tally) -> str:
    """A total in words: what is there of how much, and where the rest is."""
    said = [_("%(done)s/%(total)s có kết quả", done=count.done, total=count.total)]
    if count.waiting:
        said.append(_("%(n)s chờ xác nhận", n=count.waiting))
    if count.missing:
        said.append(_("%(n)s còn thiếu", n=count.missing))
    if count.aside:
        said.append(_("%(n)s tạm dừng hoặc bị trả lại", n=count.aside))
    return ", ".join(said)
