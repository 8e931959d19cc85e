"""Directives on the command line: a file read for once, papers of the register read again."""

from __future__ import annotations

import json
from pathlib import Path

import click
from flask.cli import AppGroup

from tracker.db import db, reading, writing
from tracker.documents.file_kind import READABLE_KINDS
from tracker.documents.ocr_reader import read_pictures
from tracker.documents.read_file import read_file
from tracker.documents.tesseract import is_installed, missing
from tracker.domain.errors import DomainError, NotFound
from tracker.models import Directive, Office
from tracker.permissions import actor_of
from tracker.queries.users import the_system
from tracker.queries.working_calendar import working_calendar
from tracker.reading.directive_reading import read_directive
from tracker.reading.export import as_document
from tracker.reading.secrecy import secrecy_mark
from tracker.services.rereading import directives_to_reread, read_again, reread
from tracker.surroundings import now, store, today

group = AppGroup(
    "directive", help="Directives: what the reader makes of a file, and of kept papers once more."
)

_file = click.argument(
    "file", type=click.Path(exists=True, dir_okay=False, readable=True, path_type=Path)
)


@group.command("read")
@_file
@click.option(
    "--json", "out", type=click.Path(dir_okay=False, path_type=Path), help="Write it here."
)
def read(file: Path, out: Path | None) -> None:
    """Header and proposed tasks of FILE (.docx, .pdf, .txt, .xlsx, .png, .jpg) as JSON.

    Pages without letters are read off their pictures when Tesseract is installed.
    """
    try:
        raw = read_file(file.read_bytes(), file.name, allowed=READABLE_KINDS)
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


@group.command("reread")
@click.argument("directive_id", type=int, required=False)
@click.option("--all", "every", is_flag=True, help="All that an older reader has read.")
def reread_command(directive_id: int | None, every: bool) -> None:
    """Read kept papers again with the present reader, as a new reading of each.

    Duties and drafts that people touched stay; a paper that cannot be read is named, the
    others go on.
    """
    if (directive_id is None) is not every:
        raise click.UsageError("Hãy ghi mã văn bản, hoặc dùng --all. / Give an ID, or --all.")
    with reading():
        keys = [directive_id] if directive_id else directives_to_reread(db.session())
    failed = 0
    for key in keys:
        try:
            click.echo(_reread(key))
        except DomainError as error:
            failed += 1
            click.echo(f"{key}: {error}", err=True)
    click.echo(f"Đã đọc lại {len(keys) - failed} văn bản, lỗi {failed}.")
    if failed:
        raise SystemExit(1)


def _reread(directive_id: int) -> str:
    """One paper: read outside any transaction, kept in one short one."""
    with reading():
        directive = db.session.get(Directive, directive_id)
        if directive is None:
            raise NotFound("Không tìm thấy văn bản này.")
        again = read_again(store(), directive)
        calendar = working_calendar(db.session(), directive.office_id)
    with writing():
        system = the_system(db.session())
        if system is None:
            raise NotFound("Chưa có cơ quan nào. Hãy khởi tạo cơ quan trước.")
        office = db.session.get(Office, db.session.get_one(Directive, directive_id).office_id)
        done = reread(
            db.session(),
            directive_id=directive_id,
            read=again,
            calendar=calendar,
            actor=actor_of(system, office=office, on_day=today()),
            now=now(),
        )
        return (
            f"{directive_id}: lần đọc {done.reading.version}, {done.proposed} nội dung mới thay "
            f"{done.replaced}, giữ {done.kept}."
        )


def _say_page(done: int, total: int) -> None:
    click.echo(f"\rtrang {done}/{total}", err=True, nl=done == total)
