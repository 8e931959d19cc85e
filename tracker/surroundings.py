"""What the running application stands on: its settings, its file store, its clock.

Doors ask here; services are given the values.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from flask import current_app

from tracker.config import Config
from tracker.domain.local_time import local_day
from tracker.storage import FileStore

KEY = "tracker"


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Bound to one application by create_app()."""

    config: Config
    store: FileStore
    clock: Callable[[], datetime]


def surroundings() -> Surroundings:
    found: Surroundings = current_app.extensions[KEY]
    return found


def config() -> Config:
    return surroundings().config


def store() -> FileStore:
    return surroundings().store


def now() -> datetime:
    """This moment, aware, UTC."""
    return surroundings().clock()


def today() -> date:
    """The civil day in Vietnam."""
    return local_day(now())
