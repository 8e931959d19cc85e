"""Nobody's update is lost, and a page that only looks cannot write (decision 0003)."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from tests.factories.user import a_user
from tracker.db import db, writing
from tracker.models import Blob, User
from tracker.services.loading import for_change

CLIENTS, INCREMENTS = 8, 100


def test_eight_clients_count_to_eight_hundred(app: Flask, session: Session) -> None:
    user_id = a_user(session).id
    session.commit()

    def count_up(_client: int) -> None:
        for _ in range(INCREMENTS):
            with app.test_request_context(method="POST"):
                seen = db.session.get_one(User, user_id).name  # a door reads first
                assert seen
                with writing():
                    user = for_change(db.session(), User, user_id)
                    user.failed_count += 1

    with ThreadPoolExecutor(CLIENTS) as clients:
        list(clients.map(count_up, range(CLIENTS)))
    session.expire_all()
    assert session.scalar(select(User.failed_count)) == CLIENTS * INCREMENTS


def test_a_request_that_did_not_ask_to_write_is_refused_by_the_database(
    app: Flask, session: Session
) -> None:
    user_id = a_user(session).id
    session.commit()
    with app.test_request_context(method="GET"):
        db.session.get_one(User, user_id).failed_count = 7
        with pytest.raises(DatabaseError):
            db.session.commit()
        db.session.rollback()
    session.expire_all()
    assert session.get_one(User, user_id).failed_count == 0


def test_a_deed_that_fails_leaves_nothing(app: Flask, session: Session) -> None:
    def half_a_deed() -> None:
        with writing():
            db.session.add(
                Blob(
                    sha256="0" * 64,
                    size=1,
                    media_type="text/plain",
                    created_at=datetime(2026, 11, 23, tzinfo=UTC),
                )
            )
            db.session.flush()
            raise LookupError

    with app.test_request_context(method="POST"), pytest.raises(LookupError):
        half_a_deed()
    assert session.get(Blob, "0" * 64) is None
