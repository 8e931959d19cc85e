"""What the running application stands on: its settings, its file store, its clock.

Doors ask here; services are given the values.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from flask import current_app

from tracker.config import Config
from tracker.domain.local_time import local_day
from tracker.storage import FileStore

KEY = "tracker"

FireTimes = list[tuple[str, list[datetime]]]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Bound to one application by create_app()."""

    config: Config
    store: FileStore
    clock: Callable[[], datetime]
    fire_times: Callable[[datetime], FireTimes] = lambda _now: []
    """When the jobs of the clock run next; known to the composition root alone."""


def surroundings() -> Surroundings:
    found: Surroundings = current_app.extensions[KEY]
    return found


def config() -> Config:
    return surroundings().config


def store() -> FileStore:
    return surroundings().store


def fire_times() -> FireTimes:
    """Every job of the clock with its next times."""
    return surroundings().fire_times(now())


def disk_free() -> int:
    """Bytes that the data folder can still take."""
    return shutil.disk_usage(config().data_dir).free


def now() -> datetime:
    """This moment, aware, UTC."""
    return surroundings().clock()


def today() -> date:
    """The civil day in Vietnam."""
    return local_day(now())
