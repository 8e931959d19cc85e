"""Keeping index sets: made, changed while a draft, copied from last year, put in use."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from tracker.domain.errors import Conflict, InvalidInput, NotFound
from tracker.domain.history import EventKind
from tracker.domain.index_life import SetState
from tracker.domain.index_numbers import number_text
from tracker.domain.index_rule import check_rule, rule_to_json
from tracker.domain.index_tree import code_key, parent_code
from tracker.domain.vietnamese import fold, one_line
from tracker.models import IndexItem, IndexSet
from tracker.permissions import Actor
from tracker.queries.index_sets import ItemLine, line_of, set_faults
from tracker.queries.units import existing_units
from tracker.services.index_history import told_of_set
from tracker.services.loading import for_change

YEARS = (2000, 2100)
LONGEST_CODE = 20


@dataclass(frozen=True, slots=True)
class SetHead:
    """What stands above the items."""

    name: str
    year: int
    group_name: str
    group_id: int | None = None
    total: Decimal = Decimal(100)
    basis: str = ""
    is_sample: bool = False


def create(session: Session, *, head: SetHead, actor: Actor, now: datetime) -> IndexSet:
    """An empty draft; its version follows those of the same year and kind of units."""
    _check_head(head)
    made = IndexSet(
        office_id=actor.office_id or 0,
        name=one_line(head.name),
        year=head.year,
        group_name=one_line(head.group_name),
        group_id=head.group_id,
        version=_next_version(session, actor.office_id or 0, head),
        total=head.total,
        basis=one_line(head.basis),
        is_sample=head.is_sample,
        created_at=now,
        created_by_id=actor.user_id,
    )
    session.add(made)
    told_of_set(session, made, EventKind.INDEX_SET_CREATED, actor=actor, now=now, note=made.name)
    return made


def copy(session: Session, *, set_id: int, head: SetHead, actor: Actor, now: datetime) -> IndexSet:
    """A new draft with the items of another set (last year's, or the version to be superseded)."""
    source = session.get(IndexSet, set_id)
    if source is None or source.office_id != actor.office_id:
        raise NotFound("Không tìm thấy bộ chỉ số để chép.")
    made = create(session, head=head, actor=actor, now=now)
    same = (source.year, fold(source.group_name)) == (head.year, fold(head.group_name))
    made.supersedes_id = source.id if same else None
    _write_items(session, made, [line_of(item) for item in source.items], actor=actor)
    return made


def replace_items(
    session: Session, *, set_id: int, lines: Sequence[ItemLine], actor: Actor, now: datetime
) -> IndexSet:
    """All items of a draft anew, as an import brings them."""
    draft = _draft(session, set_id)
    session.execute(delete(IndexItem).where(IndexItem.set_id == draft.id))
    session.expire(draft, ["items"])
    _write_items(session, draft, lines, actor=actor)
    told_of_set(
        session, draft, EventKind.INDEX_SET_CHANGED, actor=actor, now=now,
        note=f"Nhập {len(lines)} mục từ Excel",
    )  # fmt: skip
    return draft


def keep_item(
    session: Session,
    *,
    set_id: int,
    item_id: int | None,
    version: int | None,
    line: ItemLine,
    actor: Actor,
    now: datetime,
) -> IndexItem:
    """Add an item, or change one. ``version`` is the set's: two editors of one set are told."""
    draft = _draft(session, set_id, version=version)
    _check_line(line)
    twin = session.scalar(
        select(IndexItem.id).where(IndexItem.set_id == set_id, IndexItem.code == line.code)
    )
    if twin is not None and twin != item_id:
        raise InvalidInput("Mã %(item)s đã có.", field="code", item=line.code)
    if item_id is None:
        (item,) = _write_items(session, draft, [line], actor=actor)
    else:
        item = _item(session, draft, item_id)
        _fill(item, line, _appraisers(session, actor), _ids(draft.items))
    _touch(draft, now)
    told_of_set(
        session, draft, EventKind.INDEX_SET_CHANGED, actor=actor, now=now,
        note=f"{line.code}. {line.name} ({number_text(line.maximum)} điểm)",
    )  # fmt: skip
    return item


def remove_item(
    session: Session, *, set_id: int, item_id: int, version: int | None, actor: Actor, now: datetime
) -> IndexSet:
    """Take an item out of a draft. Raises Conflict while items stand below it."""
    draft = _draft(session, set_id, version=version)
    item = _item(session, draft, item_id)
    if any(other.parent_id == item.id for other in draft.items):
        raise Conflict("Mục này còn mục con. Hãy xóa các mục con trước.")
    session.delete(item)
    session.expire(draft, ["items"])
    _touch(draft, now)
    told_of_set(
        session, draft, EventKind.INDEX_SET_CHANGED, actor=actor, now=now,
        note=f"Xóa {item.code}. {item.name}",
    )  # fmt: skip
    return draft


def put_in_use(
    session: Session, *, set_id: int, version: int | None, actor: Actor, now: datetime
) -> IndexSet:
    """From now on it is never changed; older versions of the same year and kind are superseded.

    Raises InvalidInput with the first fault while the set does not add up.
    """
    draft = _draft(session, set_id, version=version)
    faults = set_faults(draft)
    if not draft.items:
        raise InvalidInput("Bộ chỉ số chưa có mục nào.")
    if faults:
        raise InvalidInput(
            "Bộ chỉ số còn %(count)s chỗ cần sửa: %(first)s",
            count=len(faults),
            first=f"{faults[0].code or ''} {faults[0].why}".strip(),
        )
    older = session.scalars(
        select(IndexSet).where(
            IndexSet.office_id == draft.office_id,
            IndexSet.year == draft.year,
            IndexSet.group_name == draft.group_name,
            IndexSet.state == SetState.IN_USE,
        )
    )
    for before in older:
        before.state = SetState.SUPERSEDED
        draft.supersedes_id = before.id
    draft.state = SetState.IN_USE
    told_of_set(session, draft, EventKind.INDEX_SET_ISSUED, actor=actor, now=now, note=draft.name)
    return draft


def _check_head(head: SetHead) -> None:
    if not one_line(head.name):
        raise InvalidInput("Hãy ghi tên bộ chỉ số.", field="name")
    if not one_line(head.group_name):
        raise InvalidInput("Hãy ghi nhóm đơn vị áp dụng.", field="group_name")
    if not YEARS[0] <= head.year <= YEARS[1]:
        raise InvalidInput("Năm %(year)s không hợp lý.", field="year", year=head.year)
    if head.total <= 0:
        raise InvalidInput("Tổng điểm phải lớn hơn 0.", field="total")


def _check_line(line: ItemLine) -> None:
    if not line.code or len(line.code) > LONGEST_CODE or ".." in line.code:
        raise InvalidInput("Mã không dùng được. Ví dụ: 1, 1.2, 1.2.3.", field="code")
    if not line.name:
        raise InvalidInput("Hãy ghi tên mục.", field="name")
    if line.rule is not None:
        try:
            check_rule(line.rule, line.maximum)
        except InvalidInput as error:
            error.field = error.field or "rule"
            raise


def _next_version(session: Session, office_id: int, head: SetHead) -> int:
    newest = session.scalar(
        select(func.max(IndexSet.version)).where(
            IndexSet.office_id == office_id,
            IndexSet.year == head.year,
            IndexSet.group_name == one_line(head.group_name),
        )
    )
    return (newest or 0) + 1


def _draft(session: Session, set_id: int, *, version: int | None = None) -> IndexSet:
    found = for_change(session, IndexSet, set_id, version=version)
    if found.state is not SetState.DRAFT:
        raise Conflict(
            "Bộ chỉ số đã đưa vào áp dụng nên không sửa được. Hãy chép thành bản mới để thay thế."
        )
    return found


def _item(session: Session, draft: IndexSet, item_id: int) -> IndexItem:
    item = session.get(IndexItem, item_id)
    if item is None or item.set_id != draft.id:
        raise NotFound("Không tìm thấy mục này trong bộ chỉ số.")
    return item


def _touch(draft: IndexSet, now: datetime) -> None:
    """Count the version of the set up: whoever edits beside is told."""
    draft.changed_at = now


def _ids(items: Iterable[IndexItem]) -> dict[str, int]:
    return {item.code: item.id for item in items}


def _write_items(
    session: Session, draft: IndexSet, lines: Sequence[ItemLine], *, actor: Actor
) -> list[IndexItem]:
    """From the fields down, so that each finds what it stands under; one INSERT per level."""
    appraisers, ids = _appraisers(session, actor), _ids(draft.items)
    made: list[IndexItem] = []
    ordered = sorted(lines, key=lambda line: (line.code.count("."), code_key(line.code)))
    depth = 0
    for line in ordered:
        if line.code.count(".") > depth:
            session.flush()
            ids |= _ids(made)
            depth = line.code.count(".")
        item = IndexItem(office_id=draft.office_id, set_id=draft.id)
        _fill(item, line, appraisers, ids)
        session.add(item)
        made.append(item)
    session.flush()
    session.expire(draft, ["items"])
    return made


def _fill(item: IndexItem, line: ItemLine, appraisers: dict[str, int], ids: dict[str, int]) -> None:
    item.code = line.code
    item.parent_id = ids.get(parent_code(line.code) or "")
    item.name = one_line(line.name)
    item.maximum = line.maximum
    item.side = line.side
    item.method = line.method
    item.rule = rule_to_json(line.rule) if line.rule is not None else None
    item.not_applicable = line.not_applicable
    item.evidence_asked = one_line(line.evidence_asked)
    item.data_window = one_line(line.data_window)[:200]
    item.appraiser = one_line(line.appraiser)[:200]
    item.appraiser_unit_id = appraisers.get(fold(item.appraiser))


def _appraisers(session: Session, actor: Actor) -> dict[str, int]:
    """Units by their folded names and short names: an appraiser is found by one of them only."""
    found: dict[str, int] = {}
    for unit in existing_units(session, actor.office_id or 0, actor.on_day):
        for name in (unit.name, unit.short_name):
            found.setdefault(fold(name), unit.id)
    return found
