"""``flask backup create | verify | restore``: one file with the database and the papers."""

from __future__ import annotations

from pathlib import Path

import click
from flask.cli import AppGroup

from tracker.cli.other_database import database_at
from tracker.db import db
from tracker.domain.errors import DomainError
from tracker.domain.local_time import local_moment
from tracker.services import backup as backups
from tracker.services.backup_file import Manifest, faults_of, manifest_of, unpack_database
from tracker.storage import FolderStore
from tracker.surroundings import config, now, store

group = AppGroup("backup", help="Sao lưu và khôi phục.")

_file = click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))


@group.command("create")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="Thư mục chứa tệp (mặc định: backups trong thư mục dữ liệu).",
)
def create(out: Path | None = None) -> None:
    """Sao lưu cơ sở dữ liệu và kho văn bản vào một tệp .zip, khi hệ thống vẫn chạy."""
    moment = now()
    folder = out or config().data_dir / "backups"
    target = folder / f"tracker-{local_moment(moment):%Y%m%d-%H%M%S}.zip"
    db.session.rollback()
    try:
        manifest = backups.create(
            db.engine, store(), data_dir=config().data_dir, target=target, now=moment
        )
    except DomainError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"Đã sao lưu: {target} ({_contents(manifest)})")


@group.command("verify")
@_file
def verify(file: Path) -> None:
    """Kiểm tra từng mã băm, cơ sở dữ liệu và số dòng; mã thoát 1 nếu có lỗi."""
    manifest = _whole(file)
    click.echo(f"Tệp nguyên vẹn, sao lưu lúc {manifest.made_at} ({_contents(manifest)}).")


@group.command("restore")
@_file
@click.option(
    "--into",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Thư mục dữ liệu trống để khôi phục vào.",
)
def restore(file: Path, into: Path) -> None:
    """Khôi phục vào một thư mục trống; với TRACKER_DATABASE_URL thì vào cơ sở dữ liệu đó."""
    manifest = _whole(file)
    url = config().database_url
    elsewhere = not url.startswith("sqlite")
    try:
        backups.refuse_filled(into)
        into.mkdir(parents=True, exist_ok=True)
        if manifest.database == "sqlite" and not elsewhere:
            unpack_database(file, target=into / "tracker.db")
        else:
            target = url if elsewhere else f"sqlite:///{(into / 'tracker.db').resolve().as_posix()}"
            revision = manifest.revisions[0] if manifest.revisions else "head"
            with database_at(target, revision=revision):
                backups.load_rows(file, db.engine)
        papers = backups.unpack_files(file, into=into, store=FolderStore(into / "store"))
    except DomainError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"Đã khôi phục vào {into}: {_contents(manifest)}, {papers} tệp.")
    click.echo(f"Chạy với: TRACKER_DATA_DIR={into.resolve()} python3 manage.py run")


def _whole(file: Path) -> Manifest:
    try:
        manifest, faults = manifest_of(file), faults_of(file)
    except DomainError as error:
        raise click.ClickException(str(error)) from error
    if faults:
        raise click.ClickException("Tệp sao lưu có lỗi:\n- " + "\n- ".join(faults))
    return manifest


def _contents(manifest: Manifest) -> str:
    return f"{sum(manifest.tables.values())} dòng trong {len(manifest.tables)} bảng"
