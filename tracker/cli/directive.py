"""Reading a directive on the command line: no database is asked, nothing is kept."""

from __future__ import annotations

import json
from pathlib import Path

import click
from flask.cli import AppGroup

from tracker.documents.ocr_reader import read_pictures
from tracker.documents.read_file import read_file
from tracker.documents.tesseract import is_installed, missing
from tracker.domain.errors import DomainError
from tracker.reading.directive_reading import read_directive
from tracker.reading.export import as_document
from tracker.reading.secrecy import secrecy_mark

group = AppGroup("directive", help="Directives: what the reader makes of a file.")

_file = click.argument(
    "file", type=click.Path(exists=True, dir_okay=False, readable=True, path_type=Path)
)


@group.command("read")
@_file
@click.option(
    "--json", "out", type=click.Path(dir_okay=False, path_type=Path), help="Write it here."
)
def read(file: Path, out: Path | None) -> None:
    """Header and proposed tasks of FILE (.docx, .pdf, .txt, .png, .jpg) as JSON.

    Pages without letters are read off their pictures when Tesseract is installed.
    """
    try:
        raw = read_file(file.read_bytes(), file.name)
        if raw.pictures and is_installed():
            raw = read_pictures(file.read_bytes(), file.name, _say_page)
        elif raw.pictures:
            click.echo(missing(), err=True)
    except DomainError as error:
        raise click.ClickException(str(error)) from error
    if secrecy_mark(raw) is not None:
        raise click.ClickException(
            "Văn bản mang dấu chỉ độ mật nên không được đọc. / The paper bears a secrecy mark."
        )
    document = as_document(file.stem, read_directive(raw))
    text = json.dumps(document, ensure_ascii=False, indent=1)
    if out is None:
        click.echo(text)
        return
    out.write_text(text + "\n", encoding="utf-8")


def _say_page(done: int, total: int) -> None:
    click.echo(f"\rtrang {done}/{total}", err=True, nl=done == total)
