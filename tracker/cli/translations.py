"""The English catalogue: gather the sentences of the screens, merge, compare, compile.

Message ids are the Vietnamese sentences. Only .po files are kept in the repository; what is
not translated is shown in Vietnamese.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import click
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from flask.cli import AppGroup

from tracker.config import ROOT

CATALOGUES = ROOT / "tracker" / "translations"

#: Where sentences stand, by the first pattern that fits. Letters are Vietnamese for everybody.
PLACES = [
    ("templates/messages/**", "ignore"),
    ("templates/**.html", "jinja2"),
    ("**.py", "python"),
]
#: A template that cannot be read is a fault, not an empty one.
HOW = {"templates/**.html": {"silent": "false"}}

#: Which argument of which call is a sentence (None: the first). The errors of domain/errors.py
#: carry theirs to the door; Why and Verdict are how the reader says what led it.
MARKS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "_l": None,
    "gettext": None,
    "lazy_gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "lazy_pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "N_": None,
    "say": None,
    "DomainError": None,
    "InvalidInput": None,
    "LostPlace": None,
    "NotAllowed": None,
    "NotFound": None,
    "Conflict": None,
    "RefusedFile": None,
    "SecretRefused": None,
    "Why": (2,),
    "Verdict": (2,),
}

HEAD = """\
# The sentences of the screens, in the words of docs/glossary.md.
# Written by: flask translations update
msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plurals}\\n"

"""

group = AppGroup("translations", help="The English catalogue of the screens.")


@group.command("compile")
def compile_command() -> None:
    """Compile every catalogue that is newer than its compiled form."""
    for path in compile_catalogues():
        print(path.relative_to(ROOT))


@group.command("update")
def update_command() -> None:
    """Take new sentences into every catalogue, drop those that are gone; then translate the gaps.

    A second run changes nothing.
    """
    template = extract()
    for path in catalogues():
        changed = merge(path, template)
        gaps = sum(not is_translated(entry) for entry in entries(read(path)))
        print(f"{path.relative_to(ROOT)}: {'updated' if changed else 'unchanged'}, {gaps} to do")


@group.command("check")
def check_command() -> None:
    """Name what a catalogue lacks or keeps in vain; fails when there is any."""
    template = extract()
    faults = [
        f"{path.relative_to(ROOT)}: {fault}"
        for path in catalogues()
        for fault in differences(template, read(path))
    ]
    for fault in faults:
        print(fault)
    if faults:
        raise click.ClickException(f"{len(faults)} faults; run: flask translations update")


def catalogues(folder: Path = CATALOGUES) -> list[Path]:
    """Every <locale>/LC_MESSAGES/<domain>.po below ``folder``."""
    return sorted(folder.glob("*/LC_MESSAGES/*.po"))


def extract(folder: Path = ROOT / "tracker") -> Catalog:
    """Every sentence that the code and templates below ``folder`` mark, untranslated."""
    template = Catalog()
    found = extract_from_dir(folder, method_map=PLACES, options_map=HOW, keywords=MARKS)
    for _file, _line, message, _comments, context in found:
        template.add(message, context=context)
    return template


def read(path: Path) -> Catalog:
    """The catalogue of ``path``, for the locale that its folder names."""
    with path.open("rb") as file:
        return read_po(file, locale=path.parts[-3])


def merge(path: Path, template: Catalog) -> bool:
    """Bring ``path`` to the sentences of ``template``; returns whether the file changed.

    Nothing is guessed from similar sentences, and what no page says any more is dropped.
    """
    catalogue = read(path)
    catalogue.update(template, no_fuzzy_matching=True)
    written = as_po(catalogue)
    if path.read_bytes() == written:
        return False
    path.write_bytes(written)
    return True


def as_po(catalogue: Catalog) -> bytes:
    """The catalogue as the file we keep: sorted, a line each, no dates, so that changes show."""
    body = BytesIO()
    write_po(
        body,
        catalogue,
        no_location=True,
        omit_header=True,
        sort_output=True,
        width=0,
        ignore_obsolete=True,
    )
    language, plurals = catalogue.locale_identifier, catalogue.plural_forms
    return HEAD.format(language=language, plurals=plurals).encode() + body.getvalue()


def entries(catalogue: Catalog) -> Iterator[Message]:
    """The sentences of a catalogue, without the header (the one with the empty id)."""
    return (entry for entry in catalogue if entry.id)


def is_translated(entry: Message) -> bool:
    """Whether every form of ``entry`` has its words."""
    forms = entry.string if isinstance(entry.string, (tuple, list)) else (entry.string,)
    return all(forms) and not entry.fuzzy


def differences(template: Catalog, catalogue: Catalog) -> list[str]:
    """What ``catalogue`` lacks, leaves empty or keeps in vain, a line each."""
    asked = {_key(entry) for entry in entries(template)}
    given = {_key(entry): is_translated(entry) for entry in entries(catalogue)}
    found = [("missing", key) for key in asked - given.keys()]
    found += [("not translated", key) for key in asked & given.keys() if not given[key]]
    found += [("said nowhere", key) for key in given.keys() - asked]
    return sorted(f"{what}: {message}" for what, (_context, message) in found)


def _key(entry: Message) -> tuple[str | None, str]:
    """Context and (singular) sentence: what gettext looks a sentence up by."""
    message = entry.id if isinstance(entry.id, str) else entry.id[0]
    return entry.context, message


def compile_catalogues(folder: Path = CATALOGUES) -> list[Path]:
    """Write the .mo beside each .po that changed since; returns what was written.

    ``folder`` holds <locale>/LC_MESSAGES/<domain>.po. Raises OSError where it may not be written.
    """
    written = []
    for source in catalogues(folder):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        compiled = BytesIO()
        write_mo(compiled, read(source))
        fresh = source.with_suffix(f".{os.getpid()}.mo")  # another process may compile, too
        fresh.write_bytes(compiled.getvalue())
        fresh.replace(target)  # another process may be reading
        written.append(target)
    return written
