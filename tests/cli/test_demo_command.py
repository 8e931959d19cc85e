"""``flask demo``: typed into a folder in which there is nothing yet."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import func, select

from tests.support.settings import config_for
from tracker.app import create_app
from tracker.db import db
from tracker.models import Office, Task


def test_an_empty_folder_gets_its_tables_with_the_demonstration(
    tmp_path: Path,
) -> None:
    app = create_app(config_for(f"sqlite:///{(tmp_path / 'tracker.db').as_posix()}", tmp_path))
    result = app.test_cli_runner().invoke(
        args=["demo", "load", "--today=2026-11-23", "--scale=100"]
    )

    assert result.exit_code == 0, result.output
    with app.app_context():
        assert db.session().scalar(select(func.count(Office.id))) == 1
        made = db.session().scalar(select(func.count(Task.id)))
        db.session.remove()
        db.engine.dispose()
    assert made == 100
