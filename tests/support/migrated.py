"""Databases as the migrations make them."""

from __future__ import annotations

import tempfile
from pathlib import Path

from flask_migrate import upgrade

from tests.support.settings import config_for
from tracker.app import create_app
from tracker.db import db


def migrate(database_url: str) -> None:
    """Bring the database at ``database_url`` to the newest revision and let go of it."""
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(config_for(database_url, Path(folder)))
        with app.app_context():
            upgrade()
            db.session.remove()
            db.engine.dispose()
