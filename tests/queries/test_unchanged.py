"""What was found is taken again only until somebody writes, whichever connection writes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pytest
from sqlalchemy import Connection, Engine, create_engine, select, update
from sqlalchemy.orm import Session

from tests.factories.district import District, a_district
from tracker.db import prepare
from tracker.db.watch import Answers, size_of, unchanged
from tracker.models import User


@pytest.fixture
def district(session: Session) -> District:
    district = a_district(session)
    session.commit()
    return district


@pytest.fixture
def engine(session: Session, district: District) -> Iterator[Engine]:
    """Another process's view of the same database."""
    bind = session.get_bind()
    assert isinstance(bind, Engine)
    made = create_engine(bind.url)
    prepare(made)
    yield made
    made.dispose()


def reads(engine: Engine) -> Connection:
    """A transaction that only looks, as every GET begins one."""
    connection = engine.connect().execution_options(writing=False)
    connection.begin()
    return connection


def phone_of(connection: Connection, user_id: int) -> str | None:
    return unchanged(
        connection,
        ("phone", user_id),
        lambda: connection.scalar(select(User.phone).where(User.id == user_id)),
    )


def writes_phone(engine: Engine, user_id: int, phone: str) -> None:
    with engine.connect().execution_options(writing=True) as connection, connection.begin():
        connection.execute(update(User).where(User.id == user_id).values(phone=phone))


def test_an_answer_is_taken_again_while_nobody_writes(engine: Engine, district: District) -> None:
    asked = []

    def ask() -> int:
        asked.append(1)
        return len(asked)

    for _ in range(2):
        with reads(engine) as connection:
            assert unchanged(connection, "how often", ask) == 1


def test_what_another_process_commits_is_seen_by_the_next_look(
    session: Session, engine: Engine, district: District
) -> None:
    who = district.monitor.id
    with reads(engine) as connection:
        phone_of(connection, who)
    other = session.get_bind()
    assert isinstance(other, Engine)
    for phone in ("0901", "0902", "0903"):
        writes_phone(other, who, phone)
        with reads(engine) as connection:
            assert phone_of(connection, who) == phone


def test_what_the_same_process_commits_is_seen_by_the_next_look(
    engine: Engine, district: District
) -> None:
    who = district.monitor.id
    for phone in ("0901", "0902", "0903"):
        writes_phone(engine, who, phone)
        with reads(engine) as connection:
            assert phone_of(connection, who) == phone


def test_a_look_that_began_before_leaves_no_old_answer(engine: Engine, district: District) -> None:
    """It may go on seeing what it saw, but nobody else is told so."""
    who = district.monitor.id
    writes_phone(engine, who, "0901")
    early = reads(engine)
    assert early.scalar(select(User.id).where(User.id == who)) == who
    writes_phone(engine, who, "0902")
    phone_of(early, who)
    with reads(engine) as late:
        assert phone_of(late, who) == "0902"
    assert phone_of(early, who) in ("0901", "0902")
    early.close()
    with reads(engine) as again:
        assert phone_of(again, who) == "0902"


def test_what_is_not_committed_is_kept_by_nobody(engine: Engine, district: District) -> None:
    """A writer sees its own rows; when they are taken back, they were never there."""
    who, writer = district.monitor.id, engine.connect().execution_options(writing=True)
    writes_phone(engine, who, "0901")
    with reads(engine) as before:
        assert phone_of(before, who) == "0901"
    transaction = writer.begin()
    writer.execute(update(User).where(User.id == who).values(phone="0902"))
    assert phone_of(writer, who) == "0902"
    transaction.rollback()
    writer.close()
    with reads(engine) as after:
        assert phone_of(after, who) == "0901"


def test_what_is_kept_is_bounded_in_bytes() -> None:
    answers = Answers("1")
    heavy = "đ" * 1_000_000
    for number in range(20):
        text = f"{heavy}{number}"
        assert answers.get(number, partial(str, text)) == text
    assert size_of(answers._known) < 10 * 1024 * 1024
    assert answers.full
