"""Every name under which the units and classes of units of an office are known, with its days.

Names are compared by a key: accents, case, dashes, "và" and "&" do not matter, "Ủy ban nhân
dân" and "UBND" are one word. Nothing here is fuzzy: two keys are equal or they are not.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from tracker.domain.vietnamese import fold
from tracker.models import Office, Unit, UnitAlias, UnitGroup, UnitSuccession
from tracker.queries.units import units_of_office

_LONG_FORMS = (
    ("uy ban nhan dan", "ubnd"),
    ("hoi dong nhan dan", "hdnd"),
    ("uy ban mat tran to quoc viet nam", "mttq"),
    ("uy ban mat tran to quoc", "mttq"),
    ("uy ban mttq viet nam", "mttq"),
    ("uy ban mttq", "mttq"),
    ("mat tran to quoc viet nam", "mttq"),
    ("mat tran to quoc", "mttq"),
    ("mttq viet nam", "mttq"),
    ("ubmttq", "mttq"),
    ("van phong", "vp"),
)
_HEADS = ("phong", "so", "ban", "trung tam", "hoi", "doan", "truong", "chi cuc", "vp")
_COMMITTEE = re.compile(r"^ubnd (?=(?:xa|phuong|thi tran|dac khu)\b)")
_BETWEEN = re.compile(r"[^0-9a-z]+")


@dataclass(frozen=True, slots=True)
class Known:
    """A name of a unit or of a class: exactly one of ``unit`` and ``group`` is set."""

    unit: Unit | None
    group: UnitGroup | None
    spelled: str
    from_on: date | None = None
    to_on: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether the name was in use on ``day`` (both ends inclusive)."""
        return (self.from_on is None or self.from_on <= day) and (
            self.to_on is None or day <= self.to_on
        )


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All known names by their key, and who took over from whom."""

    by_key: dict[str, tuple[Known, ...]]
    successors: dict[int, tuple[Unit, ...]]
    office_words: tuple[str, ...]
    """Keys of the office's own name ("huyen me linh", "huyen"): they may follow any unit."""


def match_key(text: str) -> str:
    """What two spellings of one name have in common."""
    key = f" {_BETWEEN.sub(' ', fold(text))} "
    for long, short in _LONG_FORMS:
        key = key.replace(f" {long} ", f" {short} ")
    key = " ".join(word for word in key.split() if word != "va")
    return _COMMITTEE.sub("", key)


def unit_lexicon(session: Session, office: Office) -> Lexicon:
    """The names as they stand now; a few hundred rows, read anew for each piece of work."""
    found = session.scalars(units_of_office(office.id).options(selectinload(Unit.names)))
    units = {unit.id: unit for unit in found.unique()}
    names: dict[str, list[Known]] = defaultdict(list)
    for unit in units.values():
        for name in unit.names:
            for spelled in filter(None, (name.name, name.short)):
                _add(names, Known(unit, None, spelled, name.from_on, name.to_on))
    for alias in session.scalars(select(UnitAlias).where(UnitAlias.unit_id.in_(units))):
        _add(names, Known(units[alias.unit_id], None, alias.alias, alias.from_on, alias.to_on))
    for group in session.scalars(select(UnitGroup).where(UnitGroup.office_id == office.id)):
        for spelled in (group.name, *(alias.alias for alias in group.aliases)):
            _add(names, Known(None, group, spelled))
    successors: dict[int, list[Unit]] = defaultdict(list)
    for step in session.scalars(
        select(UnitSuccession).order_by(UnitSuccession.on_day, UnitSuccession.id)
    ):
        if step.to_unit_id in units:
            successors[step.from_unit_id].append(units[step.to_unit_id])
    return Lexicon(
        by_key={key: tuple(known) for key, known in names.items()},
        successors={old: tuple(new) for old, new in successors.items()},
        office_words=_office_words(office.name),
    )


def _add(names: dict[str, list[Known]], known: Known) -> None:
    key = match_key(known.spelled)
    keys = {key}
    head = _head_of(known)
    if head and key.startswith(f"{head} "):
        keys.add(key.removeprefix(f"{head} "))
    elif head and known.group is None:
        keys.add(f"{head} {key}")
    for spelling in keys - {""}:
        same = any(
            (other.unit, other.group, other.spelled) == (known.unit, known.group, known.spelled)
            for other in names[spelling]
        )
        if not same:
            names[spelling].append(known)


def _head_of(known: Known) -> str:
    """The head noun that a list may share ("các phòng: Tư pháp, Nội vụ") or leave out."""
    if known.unit is None:
        return ""
    full = match_key(known.unit.name)
    return next((head for head in _HEADS if full.startswith(f"{head} ")), "")


def _office_words(office_name: str) -> tuple[str, ...]:
    """ "UBND huyện Mê Linh" → "ubnd huyen me linh", "huyen me linh", "ubnd huyen", "huyen"."""
    key = match_key(office_name)
    place = key.removeprefix("ubnd ")
    level = next(
        (
            level
            for level in ("thanh pho", "thi xa", "thi tran", "dac khu")
            if place.startswith(f"{level} ")
        ),
        place.split(" ", maxsplit=1)[0] if place else "",
    )
    words = {key, place, f"ubnd {place}", f"ubnd {level}", level} - {"", "ubnd "}
    return tuple(sorted(words, key=len, reverse=True))
