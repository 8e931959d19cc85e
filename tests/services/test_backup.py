"""Backup → everything gone → restore → everything there, from either database into either."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, select, text
from sqlalchemy.orm import Session

from tests.support.databases import Stand
from tests.support.migrated import migrate
from tracker.domain.errors import Conflict, InvalidInput
from tracker.models import Blob, CalendarDay, Event, Setting, Unit, User
from tracker.services import backup
from tracker.services.backup_file import Manifest, faults_of, manifest_of, unpack_database
from tracker.services.office_setup import create_office
from tracker.storage import FolderStore

PAPER = "Báo cáo số 15/BC-PTP".encode()


@pytest.fixture
def store(tmp_path: Path) -> FolderStore:
    return FolderStore(tmp_path / "data" / "store")


@pytest.fixture
def archive(
    stand: Stand, session: Session, store: FolderStore, tmp_path: Path, now: datetime
) -> Path:
    """The backup of an office with one paper."""
    create_office(
        session,
        preset="district",
        name="UBND huyện Đông Bình",
        admin_login="quan.tri",
        admin_name="Trần Thị Quản",
        admin_hash="băm",
        now=now,
    )
    sha = store.keep(store.quarantine(PAPER))
    session.add(Blob(sha256=sha, size=len(PAPER), media_type="application/pdf", created_at=now))
    session.commit()
    (tmp_path / "data" / "office.json").write_text("{}", "utf-8")
    target = tmp_path / "backups" / "one.zip"
    backup.create(stand.engine, store, data_dir=tmp_path / "data", target=target, now=now)
    return target


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Engine]:
    """A migrated SQLite database without rows."""
    url = f"sqlite:///{(tmp_path / 'other.db').as_posix()}"
    migrate(url)
    engine = create_engine(url)
    yield engine
    engine.dispose()


def contents(session: Session) -> dict[str, object]:
    """What an office is made of, as far as a glance tells."""
    units = session.scalars(select(Unit).order_by(Unit.id)).unique()
    admin = session.scalars(select(User).where(User.login == "quan.tri")).one()
    return {
        "units": [(unit.name, unit.parent_id, unit.outside) for unit in units],
        "days": [
            (day.on_day, day.kind, day.confirmed)
            for day in session.scalars(select(CalendarDay).order_by(CalendarDay.on_day))
        ],
        "rules": sorted((row.key, str(row.value)) for row in session.scalars(select(Setting))),
        "events": [
            (event.kind, event.at, event.data)
            for event in session.scalars(select(Event).order_by(Event.id))
        ],
        "admin": (admin.password_hash, admin.created_at, admin.must_change_password),
    }


def test_a_new_backup_is_whole_and_says_what_is_in_it(archive: Path, database: str) -> None:
    assert faults_of(archive) == []
    manifest = manifest_of(archive)
    assert manifest.database == ("sqlite" if database == "sqlite" else "rows")
    assert manifest.tables["blob"] == 1
    assert "office.json" in manifest.members
    assert not list(archive.parent.glob("*.part"))


def test_everything_is_there_again(
    archive: Path, session: Session, empty: Engine, tmp_path: Path
) -> None:
    before = contents(session)
    into = tmp_path / "again"
    restored = FolderStore(into / "store")
    engine = empty
    if manifest_of(archive).database == "sqlite":
        into.mkdir()
        unpack_database(archive, target=into / "tracker.db")
        engine = create_engine(f"sqlite:///{(into / 'tracker.db').as_posix()}")
    else:
        backup.load_rows(archive, engine)
    assert backup.unpack_files(archive, into=into, store=restored) == 1

    with Session(engine) as again:
        assert contents(again) == before
        sha = again.scalars(select(Blob.sha256)).one()
    engine.dispose()
    with restored.open(sha) as stream:
        assert stream.read() == PAPER
    assert (into / "office.json").exists()


def test_rows_go_into_the_other_database_too(
    archive: Path, session: Session, stand: Stand, empty: Engine, now: datetime
) -> None:
    """From SQLite's file into PostgreSQL's tables, and the other way round."""
    before = contents(session)
    loaded = backup.load_rows(archive, empty)
    assert loaded == {name: n for name, n in manifest_of(archive).tables.items() if name in loaded}
    with Session(empty) as there:
        assert contents(there) == before

    session.close()
    stand.renew()
    backup.load_rows(archive, stand.engine)
    with Session(stand.engine) as here:
        assert contents(here) == before
        office_id = here.scalars(select(Setting.office_id)).first() or 0
        here.add(
            Setting(office_id=office_id, key="place", value="x", from_on=now.date(), set_at=now)
        )
        here.flush()  # the next number is free


def test_a_filled_target_is_never_overwritten(archive: Path, stand: Stand, tmp_path: Path) -> None:
    with pytest.raises(Conflict, match="đã có dữ liệu"):
        backup.load_rows(archive, stand.engine)
    with pytest.raises(Conflict, match="đã có dữ liệu"):
        backup.refuse_filled(tmp_path / "data")
    backup.refuse_filled(tmp_path / "nowhere")


def test_a_backup_never_replaces_another(
    archive: Path, stand: Stand, store: FolderStore, tmp_path: Path, now: datetime
) -> None:
    before = archive.read_bytes()
    with pytest.raises(Conflict):
        backup.create(stand.engine, store, data_dir=tmp_path / "data", target=archive, now=now)
    assert archive.read_bytes() == before


def changed(archive: Path, name: str, content: bytes | None) -> Path:
    """A copy in which one member is another, or missing."""
    copy = archive.with_name(f"{archive.stem}-changed.zip")
    with zipfile.ZipFile(archive) as source, zipfile.ZipFile(copy, "w") as target:
        for info in source.infolist():
            if info.filename != name:
                target.writestr(info, source.read(info))
            elif content is not None:
                target.writestr(info, content)
    return copy


def test_changed_missing_and_added_members_are_named(archive: Path) -> None:
    paper = next(name for name in manifest_of(archive).members if name.startswith("files/"))

    assert faults_of(changed(archive, paper, b"khac")) == [f"nội dung của {paper} đã bị thay đổi"]
    assert faults_of(changed(archive, paper, None)) == [f"thiếu {paper}"]
    with zipfile.ZipFile(archive, "a") as opened:
        opened.writestr("la.txt", "lạ")
    assert faults_of(archive) == ["thừa la.txt"]


def test_a_paper_that_the_database_names_must_be_there(archive: Path) -> None:
    """A forger who also mends the manifest is caught by the rows."""
    manifest = manifest_of(archive)
    paper = next(name for name in manifest.members if name.startswith("files/"))
    left = {name: value for name, value in manifest.members.items() if name != paper}
    without = changed(archive, paper, None)
    forged = changed(without, "manifest.json", json.dumps(_told(manifest, left)).encode())

    assert faults_of(forged) == [f"thiếu văn bản có mã {paper.rpartition('/')[2][:12]}"]


@pytest.mark.parametrize("content", [b"", b"khong phai zip", b"PK\x05\x06" + b"\0" * 18])
def test_what_is_no_backup_is_refused(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "la.zip"
    file.write_bytes(content)
    with pytest.raises(InvalidInput, match="không phải là tệp sao lưu"):
        manifest_of(file)


def test_a_backup_is_taken_while_somebody_writes(
    archive: Path, stand: Stand, store: FolderStore, now: datetime
) -> None:
    with Session(stand.engine) as writer:
        writer.execute(text("UPDATE unit SET ord = 99"))
        target = archive.with_name("second.zip")
        backup.create(stand.engine, store, data_dir=archive.parent, target=target, now=now)
        writer.rollback()
    assert faults_of(target) == []


def _told(manifest: Manifest, members: dict[str, tuple[str, int]]) -> dict[str, object]:
    return {
        "made_at": manifest.made_at,
        "database": manifest.database,
        "revisions": manifest.revisions,
        "tables": manifest.tables,
        "members": members,
        "format": manifest.format,
    }
