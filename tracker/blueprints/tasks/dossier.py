"""The dossier of a task as one file, for whoever asks later."""

from __future__ import annotations

from tempfile import TemporaryFile

from flask import send_file
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from tracker.blueprints.guards import requires
from tracker.blueprints.present import actor
from tracker.blueprints.scan_words import policy
from tracker.blueprints.tasks.views import bp
from tracker.db import db
from tracker.domain.local_time import local_day
from tracker.models import Task
from tracker.permissions import Permission
from tracker.queries.task_dossier import task_dossier
from tracker.services.dossier_archive import write_dossier
from tracker.surroundings import now, store


@bp.get("/<int:task_id>/dossier")
@requires(Permission.TASK_VIEW, task=Task)
def dossier(task: Task) -> Response:
    """The paper with all papers and their hashes, zipped; nothing is kept of it."""
    moment = now()
    found = task_dossier(db.session(), task, actor=actor(), now=moment, policy=policy())
    target = TemporaryFile()  # noqa: SIM115 — closed with the response that sends it
    write_dossier(found, store(), target)
    target.seek(0)
    return send_file(
        target,
        mimetype="application/zip",
        as_attachment=True,
        download_name=_(
            "Hồ sơ nhiệm vụ %(id)s ngày %(day)s.zip",
            id=task.id,
            day=f"{local_day(moment):%d-%m-%Y}",
        ),
    )
