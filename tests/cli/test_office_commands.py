"""What operators type: an office of one's own, backups, lost passwords, the calendar."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session

from tests.factories.office import an_office
from tests.factories.user import a_user
from tests.support.databases import SqliteStand
from tracker.config import default_data_dir
from tracker.domain.people import Role
from tracker.models import CalendarDay, Office, User
from tracker.services import passwords

ANSWERS = [
    "--name=UBND huyện Đông Bình",
    "--preset=district",
    "--admin-login=quan.tri",
    "--admin-name=Trần Thị Quản",
]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the real office will be; nothing of the environment leads elsewhere."""
    folder = tmp_path / "office"
    monkeypatch.setenv("TRACKER_DATA_DIR", str(folder))
    monkeypatch.delenv("TRACKER_DATABASE_URL", raising=False)
    return folder


def run(app: Flask, *words: str, typed: str = "") -> Result:
    return app.test_cli_runner().invoke(args=list(words), input=typed)


def admin_of(folder: Path) -> User:
    engine = create_engine(f"sqlite:///{(folder / 'tracker.db').as_posix()}")
    with Session(engine) as session:
        assert not session.scalars(select(Office)).unique().one().is_demo
        user = session.scalars(select(User).where(User.login == "quan.tri")).unique().one()
    engine.dispose()
    return user


def test_an_office_begins_beside_the_demonstration(
    app: Flask, session: Session, home: Path
) -> None:
    result = run(app, "office", "create", *ANSWERS)

    assert result.exit_code == 0, result.output
    password = re.search(r"\w{4}-\w{4}-\w{4}", result.output)
    assert password is not None
    admin = admin_of(home)
    assert passwords.matches(admin.password_hash, password[0])
    assert admin.must_change_password
    assert json.loads((home / "office.json").read_text("utf-8"))["name"] == "UBND huyện Đông Bình"
    assert default_data_dir(home.parent) == home  # ``run`` starts it from now on
    assert session.scalar(select(Office)) is None  # the present database stays as it was


def test_questions_are_asked_and_a_password_may_be_given(app: Flask, home: Path) -> None:
    answers = "UBND xã Đông Lâm\ncommune\nquan.tri\nTrần Thị Quản\nmưa tháng mười một\n"
    result = run(app, "office", "create", "--password-stdin", typed=answers)
    assert result.exit_code == 0, result.output
    admin = admin_of(home)
    assert passwords.matches(admin.password_hash, "mưa tháng mười một")
    assert not admin.must_change_password
    assert "mười một" not in result.output


def test_a_refusal_leaves_no_office(app: Flask, home: Path) -> None:
    refused = {
        "ghi đủ cấp và địa danh": run(app, "office", "create", *ANSWERS, "--name=Đông Bình"),
        "Tên đăng nhập gồm 3": run(app, "office", "create", *ANSWERS, "--admin-login=q"),
        "ít nhất 12 ký tự": run(
            app, "office", "create", *ANSWERS, "--password-stdin", typed="ngắn\n"
        ),
    }
    for sentence, result in refused.items():
        assert (result.exit_code, sentence in result.output) == (1, True), result.output
    assert not (home / "office.json").exists()
    assert run(app, "office", "create", *ANSWERS).exit_code == 0


def test_an_office_is_never_overwritten_and_never_in_the_demonstration(
    app: Flask, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(app, "office", "create", *ANSWERS)
    again = run(app, "office", "create", *ANSWERS)
    assert (again.exit_code, "Đã có cơ quan" in again.output) == (1, True)

    monkeypatch.setenv("TRACKER_DATA_DIR", str(home.parent / "demo"))
    refused = run(app, "office", "create", *ANSWERS)
    assert (refused.exit_code, "trình diễn" in refused.output) == (1, True)


def test_a_backup_is_made_checked_and_restored(
    app: Flask, session: Session, tmp_path: Path
) -> None:
    an_office(session)
    session.commit()
    made = run(app, "backup", "create", "--out", str(tmp_path / "out"))
    (file,) = (tmp_path / "out").glob("*.zip")
    checked = run(app, "backup", "verify", str(file))
    restored = run(app, "backup", "restore", str(file), "--into", str(tmp_path / "again"))
    twice = run(app, "backup", "restore", str(file), "--into", str(tmp_path / "again"))

    assert [r.exit_code for r in (made, checked, restored, twice)] == [0, 0, 0, 1]
    assert "Tệp nguyên vẹn" in checked.output
    assert "đã có dữ liệu" in twice.output
    engine = create_engine(f"sqlite:///{(tmp_path / 'again' / 'tracker.db').as_posix()}")
    with Session(engine) as there:
        assert there.scalars(select(Office)).unique().one().name == "UBND huyện Thử Nghiệm"
    engine.dispose()


@pytest.mark.both_databases
def test_a_backup_of_either_database_is_made_and_checked(
    app: Flask, session: Session, tmp_path: Path
) -> None:
    an_office(session)
    session.commit()
    assert run(app, "backup", "create", "--out", str(tmp_path)).exit_code == 0
    (file,) = tmp_path.glob("*.zip")
    assert run(app, "backup", "verify", str(file)).exit_code == 0


@pytest.mark.both_databases
def test_rows_of_postgresql_become_a_folder(
    app: Flask, session: Session, tmp_path: Path, sqlite_stand: SqliteStand
) -> None:
    """A file made anywhere is restored by an application on SQLite."""
    an_office(session)
    session.commit()
    run(app, "backup", "create", "--out", str(tmp_path))
    (file,) = tmp_path.glob("*.zip")

    into = tmp_path / "again"
    result = run(sqlite_stand.app, "backup", "restore", str(file), "--into", str(into))
    assert result.exit_code == 0, result.output
    engine = create_engine(f"sqlite:///{(into / 'tracker.db').as_posix()}")
    with Session(engine) as there:
        assert there.scalars(select(Office)).unique().one().name == "UBND huyện Thử Nghiệm"
    engine.dispose()


def test_a_damaged_backup_is_neither_good_nor_restored(
    app: Flask, session: Session, tmp_path: Path
) -> None:
    an_office(session)
    session.commit()
    run(app, "backup", "create", "--out", str(tmp_path))
    (file,) = tmp_path.glob("*.zip")
    data = bytearray(file.read_bytes())
    data[len(data) // 3] ^= 0xFF
    file.write_bytes(data)

    checked = run(app, "backup", "verify", str(file))
    assert checked.exit_code == 1
    assert "Traceback" not in checked.output
    restored = run(app, "backup", "restore", str(file), "--into", str(tmp_path / "again"))
    assert restored.exit_code == 1
    assert not (tmp_path / "again").exists()


def test_an_operator_helps_somebody_who_lost_the_password(app: Flask, session: Session) -> None:
    office = an_office(session)
    lan = a_user(session, login="lan.nguyen", office=office, roles=[Role.ADMINISTRATOR])
    session.commit()
    assert "lan.nguyen" in run(app, "users", "list").output
    result = run(app, "users", "reset-password", "lan.nguyen")

    session.refresh(lan)
    session.commit()
    password = re.search(r"\w{4}-\w{4}-\w{4}", result.output)
    assert password is not None
    assert passwords.matches(lan.password_hash, password[0])
    assert lan.must_change_password
    unknown = run(app, "users", "reset-password", "khong.co")
    assert (unknown.exit_code, "Không có tài khoản" in unknown.output) == (1, True)


def test_the_calendar_of_a_year_is_entered_and_listed(app: Flask, session: Session) -> None:
    nobody = run(app, "calendar", "seed", "2026")
    assert (nobody.exit_code, "Chưa có cơ quan nào" in nobody.output) == (1, True)
    an_office(session)
    session.commit()
    assert run(app, "calendar", "seed", "2026").exit_code == 0
    assert session.scalars(select(CalendarDay)).all()
    session.commit()
    listed = run(app, "calendar", "list", "2026").output
    assert "02/09/2026" in listed
    assert "(chờ xác nhận)" in listed  # 24/11


def test_every_office_of_the_database_gets_its_calendar(app: Flask, session: Session) -> None:
    offices = [an_office(session), an_office(session, "UBND huyện Bên Cạnh")]
    session.commit()
    assert run(app, "calendar", "seed", "2026", f"--office={offices[1].id}").exit_code == 0
    assert set(session.scalars(select(CalendarDay.office_id))) == {offices[1].id}
    session.commit()
    assert run(app, "calendar", "seed", "2026").exit_code == 0
    assert set(session.scalars(select(CalendarDay.office_id))) == {one.id for one in offices}
    session.commit()
    which = run(app, "calendar", "list", "2026")
    assert (which.exit_code, "--office" in which.output) == (1, True)
    assert "02/09/2026" in run(app, "calendar", "list", "2026", f"--office={offices[0].id}").output
