"""The dependency rule of ARCHITECTURE.md, checked: imports go down, libraries stay in their room.

Every failure names the file, the line and the rule in words.
"""

from __future__ import annotations

import sys

import pytest

from tests.support.source import ROOT, Import, Module, modules

#: From the roof to the ground. A room may import from lines below its own, not from its own line.
LADDER = (
    ("app",),
    ("blueprints", "cli"),
    ("scheduler", "demo"),
    ("extensions", "surroundings"),
    ("config",),
    ("services",),
    ("queries",),
    ("permissions",),
    ("models", "documents", "channels", "storage"),
    ("reading",),
    ("db", "domain", "launch"),
)
#: Rooms that only some may see.
SEEN_BY = {
    "extensions": {"app", "blueprints"},
    "surroundings": {"app", "blueprints", "cli", "scheduler"},
    "config": {"app", "cli", "scheduler", "surroundings"},
    "scheduler": {"app", "cli"},
    "launch": {"cli", "scheduler"},
    "demo": {"cli"},
    "cli": {"app"},
    "blueprints": {"app"},
}
#: Rooms that know less than the ladder would allow.
KNOWS_ONLY = {
    "launch": set[str](),
    "domain": set[str](),
    "db": set[str](),
    "config": set[str](),
    "reading": {"domain"},
    "documents": {"domain", "reading"},
    "channels": {"domain"},
    "storage": {"domain"},
    "models": {"domain", "db"},
}
#: The list of doors itself.
KNOWS_ALL_DOORS = {"tracker.blueprints.doors"}
#: Outside libraries that a room must not know; "*" leaves the standard library only.
FENCES = {
    "launch": {"*"},
    "domain": {"*"},
    "reading": {"*"},
    "config": {"*"},
    "models": {"flask", "wtforms", "docx"},
    "permissions": {"flask", "wtforms", "docx"},
    "queries": {"flask", "wtforms", "docx"},
    "documents": {"sqlalchemy", "flask"},
    "channels": {"sqlalchemy", "flask"},
    "storage": {"sqlalchemy", "flask"},
    "services": {"flask", "wtforms", "docx", "apscheduler"},
}
FOLDERS_WITHOUT_CODE = {"static", "templates", "translations"}
TOP_FOLDERS = {"tracker", "migrations", "seeds", "tests", "docs", "benchmarks", "deploy"}
NOT_OURS = {"instance", "__pycache__"}
NO_ROOM = {"utils", "util", "helpers", "common", "misc", "manager", "base"}

LEVEL = {room: level for level, line in enumerate(LADDER) for room in line}


def room_of(name: str) -> str:
    """``tracker.models.task`` lives in ``models``; the package itself in no room."""
    parts = name.split(".")
    return parts[1] if len(parts) > 1 else ""


def refusal(module: Module, found: Import) -> str:
    """Why this import of our own code is not allowed; empty when it is."""
    room, target = room_of(module.name), room_of(found.target)
    if room == target:
        return door_refusal(module, found)
    if target not in LEVEL:
        return f"nobody knows a room “{target}”"
    if target in SEEN_BY and room not in SEEN_BY[target]:
        return f"only {' and '.join(sorted(SEEN_BY[target]))} may see {target}"
    if room in KNOWS_ONLY and target not in KNOWS_ONLY[room]:
        known = " and ".join(sorted(KNOWS_ONLY[room])) or "nobody"
        return f"{room} knows {known}, so not {target}"
    if LEVEL[target] <= LEVEL[room]:
        return f"{target} is not below {room}"
    return ""


def door_refusal(module: Module, found: Import) -> str:
    """Blueprint folders are doors side by side; what they share lies beside the folders."""
    here, there = module.name.split("."), found.target.split(".")
    if here[1] != "blueprints" or len(there) < 3 or module.name in KNOWS_ALL_DOORS:
        return ""
    folder = ROOT / "tracker" / "blueprints" / there[2]
    if folder.is_dir() and (len(here) < 3 or here[2] != there[2]):
        return f"the doors {here[-1]} and {there[2]} must not know each other"
    return ""


def library_refusal(module: Module, found: Import) -> str:
    """Why this import of an outside library is not allowed; empty when it is."""
    library = found.target.split(".")[0]
    if library in sys.stdlib_module_names:
        return ""
    room = room_of(module.name)
    fenced = FENCES.get(room, set())
    if "*" in fenced:
        return f"{room} knows the standard library only, so not {library}"
    if library in fenced or ("flask" in fenced and library.startswith("flask")):
        return f"{room} must not know {library}"
    return ""


def test_imports_go_down() -> None:
    offences = [
        f"{module.place}:{found.line} imports {found.target}: {why}"
        for module in modules()
        for found in module.imports
        if found.target.split(".")[0] == "tracker" and (why := refusal(module, found))
    ]
    assert not offences, "\n".join(offences)


def test_libraries_stay_in_their_rooms() -> None:
    offences = [
        f"{module.place}:{found.line} imports {found.target}: {why}"
        for module in modules()
        for found in module.imports
        if found.target.split(".")[0] != "tracker" and (why := library_refusal(module, found))
    ]
    assert not offences, "\n".join(offences)


def test_the_package_itself_is_empty() -> None:
    """manage.py imports it before any package is installed."""
    package = next(module for module in modules() if module.name == "tracker")
    assert not package.imports


def test_no_import_hides_in_a_function() -> None:
    offences = [
        f"{module.place}:{found.line} imports {found.target} inside a function"
        for folder in ("tracker", "tests")
        for module in modules(folder)
        for found in module.imports
        if found.hidden
    ]
    assert not offences, "\n".join(offences)


def test_every_folder_has_its_place() -> None:
    strangers = [
        f"tracker/{path.name} is no room of the house (tests/test_architecture.py, LADDER)"
        for path in sorted((ROOT / "tracker").iterdir())
        if path.name not in NOT_OURS
        and path.stem not in LEVEL.keys() | FOLDERS_WITHOUT_CODE | {"__init__"}
    ]
    strangers += [
        f"{path.name}/ is not in the layout of the repository"
        for path in sorted(ROOT.iterdir())
        if path.is_dir()
        and not path.name.startswith(".")
        and path.name not in TOP_FOLDERS | NOT_OURS
    ]
    strangers += [
        f"{module.place} is named after nothing: give it the noun it is about"
        for module in modules()
        if module.path.stem in NO_ROOM
    ]
    assert not strangers, "\n".join(strangers)


@pytest.mark.parametrize(
    ("module", "target", "expected"),
    [
        ("tracker.domain.task", "tracker.models.task", "domain knows nobody, so not models"),
        ("tracker.models.task", "tracker.services.approval", "models knows db and domain"),
        ("tracker.services.intake", "tracker.blueprints.tasks", "only app may see blueprints"),
        ("tracker.queries.tasks", "tracker.services.intake", "services is not below queries"),
        ("tracker.services.intake", "tracker.config.Config", "only app and cli and scheduler"),
        ("tracker.services.intake", "tracker.queries.tasks", ""),
        ("tracker.documents.docx_reader", "tracker.reading.raw_line", ""),
    ],
)
def test_the_rule_itself(module: str, target: str, expected: str) -> None:
    some = modules()[0]
    why = refusal(Module(module, some.path, some.tree), Import(target, 1, hidden=False))
    assert why.startswith(expected) if expected else not why
