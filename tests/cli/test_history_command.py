"""``flask history``: an inspector proves that nobody touched the history."""

from __future__ import annotations

import re

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import update
from sqlalchemy.orm import Session

from tests.factories.district import a_district
from tests.support.databases import Stand
from tracker.db import db, writing
from tracker.domain.history import EventKind
from tracker.models import Event, append_only
from tracker.services.history import record
from tracker.surroundings import now


@pytest.fixture
def event_id(app: Flask, session: Session) -> int:
    district = a_district(session)
    chief = district.actor(district.monitor)
    session.commit()
    with app.app_context(), writing():
        record(db.session(), EventKind.SETTING_CHANGED, actor=chief, now=now())
        return record(db.session(), EventKind.SETTING_CHANGED, actor=chief, now=now()).id


def run(app: Flask, *words: str) -> Result:
    return app.test_cli_runner().invoke(args=["history", *words])


def test_an_untouched_history_verifies(app: Flask, event_id: int) -> None:
    assert event_id
    result = run(app, "verify")
    assert result.exit_code == 0
    assert "2 việc đã niêm phong, 0 chỗ sai khác" in result.output


def test_an_edit_is_named_and_fails_the_command(app: Flask, stand: Stand, event_id: int) -> None:
    with stand.engine.begin() as connection:
        append_only.drop(connection, ["event"])
        connection.execute(update(Event).where(Event.id == event_id).values(note="khác"))
    result = run(app, "verify")
    assert result.exit_code == 1
    assert f"số 2, việc {event_id}: Nội dung đã bị sửa sau khi ghi" in result.output


def test_the_head_of_the_day_can_be_kept_and_given_back(app: Flask, event_id: int) -> None:
    assert event_id
    told = run(app, "head")
    found = re.search(r"2:[0-9a-f]{64}", told.output)
    assert found is not None
    assert run(app, "verify", "--head", found[0]).exit_code == 0
    wrong = run(app, "verify", "--head", f"2:{'0' * 64}")
    assert wrong.exit_code == 1
    assert run(app, "verify", "--head", "rubbish").exit_code == 1
