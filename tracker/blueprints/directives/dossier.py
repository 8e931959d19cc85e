"""The dossier of an order: its table of contents on a page, all of it as one file, its keeping."""

from __future__ import annotations

from urllib.parse import quote

from flask import Response as FlaskResponse
from flask import request, stream_with_context, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from tracker.blueprints.choice_fields import EnumRadioField
from tracker.blueprints.deeds import VersionedDeedForm
from tracker.blueprints.directives.deeds_here import Answer, carry_out, page
from tracker.blueprints.directives.views import bp
from tracker.blueprints.fields import Filled, NormalisedTextArea
from tracker.blueprints.guards import requires
from tracker.blueprints.present import actor
from tracker.blueprints.scan_words import policy
from tracker.db import db, reading
from tracker.documents.file_names import clean_name
from tracker.domain.dossier import Dossier
from tracker.domain.local_time import local_day
from tracker.domain.retention import Retention
from tracker.models import Directive, Task
from tracker.permissions import Permission
from tracker.queries.directive_dossier import directive_dossier, retention_words, tasks_of
from tracker.queries.directives import paper_words
from tracker.queries.paging import page_of_list
from tracker.queries.task_dossier import task_dossier
from tracker.services.directive_archive import stream_dossier
from tracker.services.retention import set_retention
from tracker.surroundings import now, store


class RetentionForm(VersionedDeedForm):
    """Thời hạn bảo quản hồ sơ."""

    retention = EnumRadioField(
        _l("Thời hạn bảo quản"), [Filled(_l("Hãy chọn thời hạn bảo quản."))], enum=Retention
    )
    basis = NormalisedTextArea(_l("Căn cứ"), max_length=1000)


@bp.get("/<int:directive_id>/dossier")
@requires(Permission.DIRECTIVE_VIEW, directive=Directive)
def dossier(directive: Directive) -> Answer:
    """What lies in the dossier."""
    session, who = db.session(), actor()
    found = directive_dossier(session, directive, actor=who, now=now(), policy=policy())
    tasks = tasks_of(session, directive, who)
    return page(
        "directives/dossier.html",
        VersionedDeedForm(),
        directive=directive,
        paper=paper_words(directive),
        found=found,
        papers=page_of_list(found.listed, request.args.get("page")),
        retention=retention_words(directive, tasks),
        back=url_for("directives.show", directive_id=directive.id),
    )


@bp.get("/<int:directive_id>/dossier/archive")
@requires(Permission.DIRECTIVE_VIEW, directive=Directive)
def dossier_archive(directive: Directive) -> Response:
    """All of it, made while it leaves: the browser shows the progress, closing it is the end."""
    moment, who, keeps = now(), actor(), policy()
    directive_id = directive.id
    name = clean_name(
        _(
            "Hồ sơ %(paper)s lập ngày %(day)s.zip",
            paper=paper_words(directive).replace("/", "-"),
            day=f"{local_day(moment):%d-%m-%Y}",
        )
    )

    with reading():  # over before the first byte leaves: a slow line holds no transaction
        found = directive_dossier(
            db.session(),
            db.session.get_one(Directive, directive_id),
            actor=who,
            now=moment,
            policy=keeps,
        )

    def of_task(task_id: int) -> Dossier | None:
        with reading():
            task = db.session.get(Task, task_id)
            if task is None:
                return None
            return task_dossier(db.session(), task, actor=who, now=moment, policy=keeps)

    answer = FlaskResponse(
        stream_with_context(stream_dossier(found, store(), of_task)), mimetype="application/zip"
    )
    told = f"filename=\"ho-so-{directive_id}.zip\"; filename*=UTF-8''{quote(name, safe='')}"
    answer.headers["Content-Disposition"] = f"attachment; {told}"
    return answer


@bp.route("/<int:directive_id>/retention", methods=["GET", "POST"])
@requires(Permission.DIRECTIVE_EDIT, directive=Directive)
def retention(directive: Directive) -> Answer:
    """For how long the dossier is kept."""
    form = RetentionForm(
        version=directive.row_version,
        retention=directive.retention,
        basis=directive.retention_basis,
    )
    back = url_for("directives.dossier", directive_id=directive.id)
    directive_id, paper = directive.id, paper_words(directive)
    done = carry_out(
        form,
        lambda: set_retention(
            db.session(),
            directive_id=directive_id,
            version=form.version.data,
            retention=Retention(form.retention.data),
            basis=form.basis.data or "",
            actor=actor(),
            now=now(),
        ),
        back=back,
        said=_("Đã xác định thời hạn bảo quản hồ sơ."),
    )
    return done or page("directives/retention.html", form, paper=paper, back=back)
