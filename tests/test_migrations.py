"""The migrations lead to the tables that the models speak of, on both databases, there and back.

Alembic does not see a changed CHECK, and batch mode drops triggers without a word: both are
compared here with a database that was made from the models.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import Engine, create_engine, inspect, text
from sqlalchemy.exc import DBAPIError

from tests.support.databases import SQLITE, Stand, engine_of
from tests.support.postgres import WORKER, bare
from tests.support.settings import config_for
from tracker.app import create_app
from tracker.db import Base, prepare
from tracker.models import append_only, index_locks, search_index

both_databases = pytest.mark.both_databases


@pytest.fixture
def empty_url(database: str, tmp_path: Path, request: pytest.FixtureRequest) -> str:
    """The address of a database without any table."""
    if database == SQLITE:
        return f"sqlite:///{(tmp_path / 'empty.db').as_posix()}"
    return bare(str(request.getfixturevalue("postgres_admin")), f"empty_{WORKER}")


@pytest.fixture
def from_models(empty_url: str) -> Iterator[Engine]:
    """A database made from the models, without any migration."""
    engine = create_engine(empty_url)
    prepare(engine)
    with engine.begin() as connection:
        Base.metadata.create_all(connection)
        search_index.create(connection)
        append_only.create(connection)
        index_locks.create(connection)
    yield engine
    engine.dispose()


@pytest.fixture
def unmigrated(empty_url: str, tmp_path: Path) -> Iterator[Flask]:
    """The application before its first migration."""
    app = create_app(config_for(empty_url, tmp_path / "data"))
    yield app
    engine_of(app).dispose()


def checks(engine: Engine) -> dict[tuple[str, str | None], str]:
    """The text of every CHECK, blanks and quotes aside."""
    inspector = inspect(engine)
    return {
        (table, check["name"]): re.sub(r'[\s()"]', "", str(check["sqltext"])).lower()
        for table in Base.metadata.tables
        for check in inspector.get_check_constraints(table)
    }


def triggers(engine: Engine) -> set[str]:
    query = {
        "sqlite": "SELECT name || ' ' || sql FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname || ' ' || tgrelid::regclass FROM pg_trigger"
        " WHERE NOT tgisinternal",
    }[engine.dialect.name]
    with engine.connect() as connection:
        return set(connection.scalars(text(query)))


def indexes(engine: Engine) -> set[tuple[str, str | None, bool, str]]:
    """Every index with its columns, uniqueness and condition (alembic ignores conditions)."""
    inspector = inspect(engine)
    return {
        (
            table,
            index["name"],
            bool(index["unique"]),
            f"{index['column_names']} {_conditions(index.get('dialect_options', {}))}",
        )
        for table in Base.metadata.tables
        for index in inspector.get_indexes(table)
    }


def _conditions(options: Mapping[str, Any]) -> list[str]:
    return sorted(f"{name}={value}" for name, value in options.items())


def test_there_is_one_newest_migration(app: Flask) -> None:
    with app.app_context():
        script = ScriptDirectory.from_config(app.extensions["migrate"].migrate.get_config())
    assert len(script.get_heads()) == 1


@both_databases
def test_migrations_lead_to_the_models(stand: Stand) -> None:
    def included(_thing: Any, name: str | None, kind: str, _reflected: bool, _other: Any) -> bool:
        return not search_index.is_search_object(kind, name or "")

    options = {"compare_type": True, "include_object": included}
    with stand.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts=options)
        missing = compare_metadata(context, Base.metadata)
    assert not missing, "no migration for: " + "; ".join(map(str, missing))


@both_databases
@pytest.mark.parametrize("part", [checks, triggers, indexes], ids=lambda part: part.__name__)
def test_what_alembic_does_not_compare(stand: Stand, from_models: Engine, part: Any) -> None:
    migrated, modelled = part(stand.engine), part(from_models)
    assert migrated == modelled
    assert migrated


@both_databases
def test_down_to_nothing_and_up_again(unmigrated: Flask) -> None:
    engine = engine_of(unmigrated)
    with unmigrated.app_context():
        upgrade()
        tables = set(inspect(engine).get_table_names())
        downgrade(revision="base")
        assert set(inspect(engine).get_table_names()) == {"alembic_version"}
        upgrade()
        assert set(inspect(engine).get_table_names()) == tables


@both_databases
def test_every_office_gets_the_calendar_that_stood_for_all(unmigrated: Flask) -> None:
    engine = engine_of(unmigrated)
    with unmigrated.app_context():
        upgrade(revision="0005")
        with engine.begin() as connection:
            for statement in TWO_OFFICES:
                connection.execute(text(statement))
        upgrade(revision="0006")
        with engine.connect() as connection:
            days = connection.execute(text(CALENDAR)).all()
        assert [(office, str(day), name) for office, day, name in days] == [
            (1, "2026-09-02", "Quốc khánh"),
            (2, "2026-09-02", "Quốc khánh"),
        ]
        downgrade(revision="0005")
        with engine.connect() as connection:
            assert connection.scalar(text("SELECT count(*) FROM calendar_day")) == 1


CALENDAR = "SELECT office_id, on_day, name FROM calendar_day ORDER BY office_id"
TWO_OFFICES = (
    "INSERT INTO unit_type (code, name, ord) VALUES ('district', 'Huyện', 1)",
    "INSERT INTO unit (id, type_code, outside, ord, row_version)"
    " VALUES (1, 'district', FALSE, 0, 1), (2, 'district', FALSE, 0, 1)",
    "INSERT INTO office (id, root_unit_id, is_demo, created_at)"
    " VALUES (1, 1, FALSE, '2026-01-01'), (2, 2, FALSE, '2026-01-01')",
    "INSERT INTO calendar_day (on_day, kind, name, source, confirmed)"
    " VALUES ('2026-09-02', 'holiday', 'Quốc khánh', 'Luật', TRUE)",
)
"""Two offices of the first version, and one day in the calendar that they shared."""


@both_databases
def test_the_history_stays_whole_and_append_only_when_its_kinds_change(unmigrated: Flask) -> None:
    engine = engine_of(unmigrated)
    with unmigrated.app_context():
        upgrade(revision="0001")
        with engine.begin() as connection:
            for statement in A_SIGN_IN:
                connection.execute(text(statement))
        upgrade()
        with engine.begin() as connection:
            connection.execute(text(A_SIGN_OUT))
            assert connection.scalar(text("SELECT count(*) FROM event")) == 2
        for deed in ("UPDATE event SET note = 'x'", "DELETE FROM event"):
            with engine.connect() as connection, pytest.raises(DBAPIError, match="append-only"):
                connection.execute(text(deed))


AN_EVENT = "INSERT INTO event (id, kind, at, actor_id, data)"
A_SIGN_IN = (
    'INSERT INTO "user" (id, login, name, active, is_system, password_hash, session_key,'
    " must_change_password, failed_count, language, theme, mail_failing, created_at)"
    " VALUES (1, 'l', 'Lan', TRUE, FALSE, '', 'k', FALSE, 0, 'vi', 'auto', FALSE, '2026-01-01')",
    f"{AN_EVENT} VALUES (1, 'signed_in', '2026-01-01', 1, '{{}}')",
)
A_SIGN_OUT = f"{AN_EVENT} VALUES (2, 'signed_out', '2026-01-01', 1, '{{}}')"
