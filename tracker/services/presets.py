"""Presets: the units, classes and rules with which an office of a kind begins (seeds/presets/).

A preset is data with places to fill: {area} "huyện Đông Bình", {level} "huyện", {place} "Đông
Bình", {party} "Huyện ủy", and in the patterns of a type {name} and {bare} (the name without
its first word). What is ambiguous on paper (TP, KT, NV) is left out on purpose.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from tracker.domain.errors import InvalidInput
from tracker.domain.vietnamese import capitalised, fold, one_line

FOLDER = Path(__file__).parents[2] / "seeds" / "presets"
_COMMITTEE = ("Ủy ban nhân dân ", "Uỷ ban nhân dân ", "UBND ")


@dataclass(frozen=True, slots=True)
class PresetAlias:
    """One way of writing, between two days (inclusive, None: open)."""

    alias: str
    from_on: date | None = None
    to_on: date | None = None


@dataclass(frozen=True, slots=True)
class PresetUnit:
    """A unit to found, with every way in which papers write it."""

    code: str
    type_code: str
    name: str
    short: str | None
    outside: bool
    aliases: tuple[PresetAlias, ...]


@dataclass(frozen=True, slots=True)
class PresetGroup:
    """A class of units and the codes of its members."""

    code: str
    name: str
    aliases: tuple[str, ...]
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Preset:
    """All that a new office begins with; ``types`` are (code, name) in their order."""

    code: str
    types: tuple[tuple[str, str], ...]
    root: PresetUnit
    units: tuple[PresetUnit, ...]
    groups: tuple[PresetGroup, ...]
    lead: str
    index_lead: str
    settings: Mapping[str, Any]


def preset_titles() -> dict[str, str]:
    """Code → title of every preset that there is."""
    found = (json.loads(path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.json")))
    return {data["code"]: data["title"] for data in found}


def preset_for(code: str, office_name: str) -> Preset:
    """The preset ``code`` filled in for an office of this name ("UBND huyện Đông Bình").

    Raises InvalidInput for an unknown preset and for a name without its level.
    """
    path = FOLDER / f"{code}.json"
    if code not in preset_titles() or not path.is_file():
        raise InvalidInput(
            "Không có mẫu “%(code)s”. Các mẫu hiện có: %(codes)s.",
            field="preset",
            code=code,
            codes=", ".join(preset_titles()),
        )
    data = json.loads(path.read_text("utf-8"))
    places = _places(data, one_line(office_name))
    units = tuple(
        _unit(data, raw, places)
        for raw in data["units"]
        if places["level"] in raw.get("only_levels", [places["level"]])
    )
    root = data["root"]
    return Preset(
        code=code,
        types=tuple((raw["code"], raw["name"]) for raw in data["types"]),
        root=_unit(data, {**root, "code": "root", "name": places["office"]}, places),
        units=units,
        groups=tuple(_group(raw, units, places) for raw in data["groups"]),
        lead=data["lead"],
        index_lead=data["index_lead"],
        settings={key: _filled(value, places) for key, value in data["settings"].items()},
    )


def _places(data: Mapping[str, Any], name: str) -> dict[str, str]:
    """What the places of a preset stand for. Raises InvalidInput when the name tells no level."""
    area = next(
        (name[len(start) :].strip() for start in _COMMITTEE if fold(name).startswith(fold(start))),
        "",
    )
    level = next((x for x in data["levels"] if fold(area).startswith(f"{fold(x)} ")), "")
    place = area[len(level) :].strip()
    if not level or not place:
        raise InvalidInput(
            "Tên cơ quan cần ghi đủ cấp và địa danh, ví dụ “%(example)s”.",
            field="name",
            example=data["example"],
        )
    area = f"{level} {place}"
    return {
        "office": f"UBND {area}",
        "area": area,
        "AREA": area.upper(),
        "Area": capitalised(area),
        "level": level,
        "place": place,
        "party": data.get("party_names", {}).get(level, "Đảng ủy"),
    }


def _unit(data: Mapping[str, Any], raw: Mapping[str, Any], places: Mapping[str, str]) -> PresetUnit:
    name = _filled(raw["name"], places)
    kinds: dict[str, Any] = {kind["code"]: kind for kind in data["types"]}
    patterns = kinds[raw["type"]].get("patterns", [])
    bare = name.partition(" ")[2]
    own = {**places, "bare": bare, "place_of": bare}
    short = _filled(raw["short"], places) if "short" in raw else None
    written = [name, short, *raw.get("aliases", [])]
    ending = f" {places['level']}"  # "Thanh tra huyện" + "huyện Đông Bình"
    same_head = [
        x.removesuffix(ending)
        for x in written
        if isinstance(x, str) and x.split()[0] == name.split()[0]
    ]
    for pattern in patterns:
        bases = same_head if "{name}" in pattern else [name]
        written += [pattern.replace("{name}", base) for base in bases if "{level}" not in base]
    return PresetUnit(
        code=raw["code"],
        type_code=raw["type"],
        name=name,
        short=short,
        outside=raw.get("outside", False),
        aliases=tuple(_once(_alias(item, own) for item in written if item)),
    )


def _alias(raw: str | Mapping[str, str], places: Mapping[str, str]) -> PresetAlias:
    """An alias is a text, or a text with its days."""
    if isinstance(raw, str):
        return PresetAlias(_filled(raw, places))
    from_on, to_on = raw.get("from"), raw.get("to")
    return PresetAlias(
        _filled(raw["alias"], places),
        date.fromisoformat(from_on) if from_on else None,
        date.fromisoformat(to_on) if to_on else None,
    )


def _once(aliases: Iterator[PresetAlias]) -> Iterator[PresetAlias]:
    seen: set[str] = set()
    for alias in aliases:
        if fold(alias.alias) not in seen:
            seen.add(fold(alias.alias))
            yield alias


def _group(
    raw: Mapping[str, Any], units: tuple[PresetUnit, ...], places: Mapping[str, str]
) -> PresetGroup:
    kinds, named = raw.get("of_types", []), raw.get("members", [])
    return PresetGroup(
        code=raw["code"],
        name=_filled(raw["name"], places),
        aliases=tuple(_filled(alias, places) for alias in raw["aliases"]),
        members=tuple(u.code for u in units if u.type_code in kinds or u.code in named),
    )


def _filled(value: Any, places: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        return value.format_map(places) if "{" in value else value
    return [_filled(item, places) for item in value] if isinstance(value, list) else value
