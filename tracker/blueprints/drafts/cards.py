"""The cards of the review: each draft in the words in which a person judges it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from flask_babel import gettext as _

from tracker.blueprints.drafts.clearness import Clearness, clearness_of
from tracker.blueprints.filters import label, words
from tracker.domain.follow_up import TRACKED, DraftState, FollowUp, UnitRole
from tracker.domain.recurrence import RecurrenceRule
from tracker.domain.recurrence_words import rule_words
from tracker.domain.vietnamese import capitalised, day_words, one_line
from tracker.models import DraftUnit, TaskDraft, Unit
from tracker.queries.directives import paper_words
from tracker.queries.draft_readiness import is_paper_deadline
from tracker.queries.draft_shares import Members, shares_of
from tracker.queries.repeated_orders import Repeat
from tracker.services.unit_resolution import Resolution

#: Longest text on a card; the whole stands in the paper beside it and on the draft's own page.
SHOWN = 320


@dataclass(frozen=True, slots=True)
class UnitWords:
    """A unit of a card: how the paper names it, what it is taken for, what is the matter."""

    written: str
    taken_for: str
    tone: str
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """One draft as the review shows it."""

    draft: TaskDraft
    number: int
    text: str
    leads: list[UnitWords]
    coordinating: list[UnitWords]
    due: str
    due_remark: str
    becomes: str
    why: str
    reasons: list[tuple[str, str]]
    clearness: Clearness
    source: int | None
    pick: str
    repeats: str = ""
    """Which duty of another paper demands the same, with how much of the words they share."""

    @property
    def waits(self) -> bool:
        return self.draft.state is DraftState.PROPOSED

    @property
    def wants_a_look(self) -> bool:
        """It waits, and something about it is not clear."""
        return self.waits and not self.clearness.is_clear

    @property
    def is_open(self) -> bool:
        return self.draft.state in (DraftState.PROPOSED, DraftState.READY)

    @property
    def is_ready(self) -> bool:
        return self.draft.state is DraftState.READY

    @property
    def is_aside(self) -> bool:
        return self.draft.state is DraftState.SET_ASIDE

    @property
    def is_confirmed(self) -> bool:
        return self.draft.state is DraftState.CONFIRMED


def cards_of(
    drafts: list[TaskDraft],
    numbers: dict[int, int],
    members: Members,
    meanings: dict[str, Resolution],
    *,
    given_by: str,
    today: date,
    repeats: Mapping[int, Sequence[Repeat]] | None = None,
) -> list[Card]:
    """Cards for ``drafts``; ``meanings`` say what names that nobody resolved may mean.

    ``repeats``: by key of a draft, the duties of other papers that demand the same.
    """
    cards = []
    for draft in drafts:
        card = _card(draft, numbers[draft.id], members, meanings, given_by=given_by, today=today)
        alike = (repeats or {}).get(draft.id, ())
        cards.append(replace(card, repeats=_repeated(alike[0]) if alike else ""))
    return cards


def _repeated(offer: Repeat) -> str:
    return _(
        "Trùng nội dung (%(percent)s%%) với nhiệm vụ %(path)s của %(paper)s",
        percent=offer.percent,
        path=offer.duty.path,
        paper=paper_words(offer.duty.directive),
    )


def _card(
    draft: TaskDraft,
    number: int,
    members: Members,
    meanings: dict[str, Resolution],
    *,
    given_by: str,
    today: date,
) -> Card:
    text = one_line(draft.text)
    due, remark = due_words(draft, today)
    return Card(
        draft=draft,
        number=number,
        text=text if len(text) <= SHOWN else text[:SHOWN].rsplit(" ", 1)[0] + "…",
        leads=_units(draft, UnitRole.LEAD, members, meanings, today),
        coordinating=_units(draft, UnitRole.COORDINATING, members, meanings, today),
        due=due,
        due_remark=remark,
        becomes=becomes_words(draft, members),
        why=_(draft.follow_up_why) if draft.follow_up_why else "",
        reasons=_reasons(draft.why),
        clearness=clearness_of(draft, members, given_by=given_by, today=today),
        source=draft.clauses[0].ord if draft.clauses else None,
        pick=f"{draft.id}:{draft.row_version}",
    )


def becomes_words(draft: TaskDraft, members: Members) -> str:
    """What becomes of the draft when it is confirmed as it stands."""
    shares = shares_of(draft, members)
    said = label(draft.follow_up)
    if draft.follow_up in TRACKED:
        said = _("%(how)s: %(n)s lượt giao", how=said, n=len(shares.tasks))
        if draft.recurrence is not None:
            said = _("%(how)s mỗi kỳ", how=said)
    elif draft.follow_up is FollowUp.REGULAR:
        said = _("%(how)s: %(n)s đơn vị", how=said, n=len(shares.lines))
    if shares.requests:
        said = _("%(how)s, đề nghị phối hợp %(n)s nơi", how=said, n=len(shares.requests))
    return said


def due_words(draft: TaskDraft, today: date) -> tuple[str, str]:
    """The deadline in words, and where it comes from."""
    if draft.follow_up not in TRACKED:
        phrase = _("Văn bản ghi “%(words)s”", words=draft.due_phrase) if draft.due_phrase else ""
        return "", phrase
    if draft.recurrence is not None:
        rule = RecurrenceRule.from_json(draft.recurrence)
        return capitalised(words(rule_words(rule))), _phrase(draft)
    if draft.due_on is None:
        return _("Chưa có thời hạn"), _phrase(draft)
    day = day_words(draft.due_on)
    if draft.due_on < today:
        day = _("%(day)s (đã qua)", day=day)
    if draft.due_basis:
        return day, _("Căn cứ: %(basis)s", basis=draft.due_basis)
    return day, _phrase(draft) if is_paper_deadline(draft) else ""


def _phrase(draft: TaskDraft) -> str:
    return _("Văn bản ghi “%(words)s”", words=draft.due_phrase) if draft.due_phrase else ""


def _units(
    draft: TaskDraft,
    role: UnitRole,
    members: Members,
    meanings: dict[str, Resolution],
    today: date,
) -> list[UnitWords]:
    return [
        _unit(row, members, meanings.get(row.as_written), today)
        for row in draft.units
        if row.role is role
    ]


def _unit(row: DraftUnit, members: Members, meaning: Resolution | None, today: date) -> UnitWords:
    if row.unit is not None:
        same = one_line(row.unit.name).casefold() == row.as_written.casefold()
        taken_for = "" if same else row.unit.name
        if not row.unit.exists_on(today):
            return UnitWords(row.as_written, taken_for, "over", _("không còn hoạt động"))
        remark = _("đề nghị phối hợp") if row.unit.outside else ""
        return UnitWords(row.as_written, taken_for, "plain", remark)
    if row.group is not None:
        count = len(members.get(row.group.id, ()))
        return UnitWords(row.as_written, "", "group", _("nhóm %(n)s đơn vị", n=count))
    if meaning is not None and meaning.dissolved is not None:
        heirs = ", ".join(unit.name for unit in meaning.candidates if isinstance(unit, Unit))
        remark = _("đã kết thúc hoạt động")
        if heirs:
            remark = _("đã kết thúc hoạt động, kế thừa: %(heirs)s", heirs=heirs)
        return UnitWords(row.as_written, "", "over", remark)
    if meaning is not None and meaning.candidates:
        return UnitWords(
            row.as_written, "", "soon", _("có thể là %(n)s đơn vị", n=len(meaning.candidates))
        )
    return UnitWords(row.as_written, "", "soon", _("chưa xác định"))


def _from_sheet(sheet: dict[str, Any] | None) -> list[tuple[str, str]]:
    """Which row and columns of an Excel list a draft comes from."""
    if not sheet:
        return []
    said = {
        "content": _("nội dung"),
        "lead": _("chủ trì"),
        "coordinating": _("phối hợp"),
        "time": _("thời hạn"),
        "product": _("sản phẩm"),
    }
    columns = ", ".join(
        _("%(what)s ở cột %(letter)s", what=said[what], letter=letter)
        for what, letter in sheet["columns"].items()
        if what in said
    )
    place = _(
        "Dòng %(row)s, trang tính “%(sheet)s” của tệp “%(file)s”",
        row=sheet["row"],
        sheet=sheet["name"],
        file=sheet["file"],
    )
    return [(f"{place}: {columns}" if columns else place, "")]


def _reasons(why: dict[str, Any]) -> list[tuple[str, str]]:
    """(sentence, the words of the paper behind it)."""
    return _from_sheet(why.get("sheet")) + [
        (words(reason["rule"]), " … ".join(piece["text"] for piece in reason["words"]))
        for reason in why.get("reasons", ())
        if reason["finding"] not in ("order", "follow_up")
    ]
