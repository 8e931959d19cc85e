"""The register of directives: taking in, looking up, correcting, giving one task by hand."""

from tracker.blueprints.directives import (
    completing,
    dossier,
    events,
    exporting,
    files,
    lists,
    names,
    pictures,
    quick,
    readings,
    receiving,
    related,
    repeats,
    scans,
    targets,
)
from tracker.blueprints.directives.views import bp

__all__ = [
    "bp",
    "completing",
    "dossier",
    "events",
    "exporting",
    "files",
    "lists",
    "names",
    "pictures",
    "quick",
    "readings",
    "receiving",
    "related",
    "repeats",
    "scans",
    "targets",
]
