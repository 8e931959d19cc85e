"""Working on another database than the application's own: a new office, a restore."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask
from flask_migrate import Migrate, upgrade

from tracker.config import ROOT
from tracker.db import db, prepare


@contextmanager
def database_at(
    url: str, *, revision: str = "head", history_keys: tuple[str, ...] = ()
) -> Iterator[None]:
    """A context in which ``db`` is the database at ``url``, migrated to ``revision``.

    Nothing else of the application is there: no pages, no store, no settings. ``history_keys``
    seal what is done there; without them nothing that leaves an event can be.
    """
    app = Flask("tracker", root_path=str(ROOT / "tracker"))
    app.config["HISTORY_KEYS"] = history_keys
    app.config["SQLALCHEMY_DATABASE_URI"] = url
    if url.startswith("sqlite"):
        app.config["SQLALCHEMY_ENGINE_OPTIONS"] = {"connect_args": {"timeout": 15}}
    db.init_app(app)
    Migrate(app, db, directory=str(ROOT / "migrations"), render_as_batch=True)
    with app.app_context():
        prepare(db.engine)
        try:
            upgrade(revision=revision)
            yield
        finally:
            db.session.remove()
            db.engine.dispose()
