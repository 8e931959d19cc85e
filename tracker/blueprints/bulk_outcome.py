"""What came of a deed on many tasks: said on the next page, or on one of its own with the rest."""

from __future__ import annotations

from flask import flash, redirect, render_template
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from tracker.blueprints.errors import sentence
from tracker.blueprints.filters import label
from tracker.blueprints.present import actor
from tracker.db import db
from tracker.queries.tasks import named_tasks
from tracker.services.bulk_decisions import BulkOutcome


def outcome_answer(outcome: BulkOutcome, *, back: str) -> Response | str:
    """Back to where one came from, or a page that names every task that was left and why."""
    said = ngettext(
        "%(deed)s: đã thực hiện với %(num)s nhiệm vụ.",
        "%(deed)s: đã thực hiện với %(num)s nhiệm vụ.",
        len(outcome.done),
        deed=label(outcome.deed),
    )
    if not outcome.left:
        flash(said, "success")
        return redirect(back)
    named = named_tasks(db.session(), actor(), [each.task_id for each in outcome.left])
    return render_template(
        "tasks/bulk_result.html",
        heading=_(
            "%(deed)s: đã thực hiện %(done)s, chưa thực hiện được %(left)s",
            deed=label(outcome.deed),
            done=len(outcome.done),
            left=len(outcome.left),
        ),
        rows=[(each.task_id, named.get(each.task_id), sentence(each.why)) for each in outcome.left],
        back=back,
    )
