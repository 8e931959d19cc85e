"""All comments of a task, writing one, correcting and withdrawing one's own."""

from __future__ import annotations

from flask import Blueprint, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from tracker.blueprints.comment_forms import CommentForm, CorrectForm
from tracker.blueprints.comment_items import comment_items, mentionable
from tracker.blueprints.deeds import VersionedDeedForm, carry_out
from tracker.blueprints.guards import requires
from tracker.blueprints.present import actor
from tracker.db import db
from tracker.models import Comment, Task
from tracker.permissions import Permission
from tracker.queries.comments import comment_count, comments_of
from tracker.queries.office_rules import office_rules
from tracker.queries.paging import ROWS, page_of
from tracker.services import comments
from tracker.surroundings import now, today

bp = Blueprint("comments", __name__, url_prefix="/comments")

Answer = Response | str | tuple[str, int]


@bp.route("/tasks/<int:task_id>", methods=["GET", "POST"])
@requires(Permission.TASK_COMMENT, task=Task)
def of_task(task: Task) -> Answer:
    """Trao đổi về nhiệm vụ: the newest last, page by page, and one more."""
    form, task_id = CommentForm(), task.id
    form.mentions.offer(mentionable(db.session(), task, actor()))
    done = carry_out(
        form,
        lambda: comments.write(
            db.session(),
            task_id=task_id,
            text=form.text.data or "",
            mention_ids=form.mentions.data or [],
            actor=actor(),
            now=now(),
        ),
        location=lambda _made: _place(task_id),
        said=_said,
    )
    if done is not None:
        return done
    last = max(1, -(-comment_count(db.session(), task.id) // ROWS))
    page = page_of(db.session(), comments_of(task.id), request.args.get("page") or last)
    shown = render_template(
        "comments/of_task.html",
        task=task,
        form=form,
        page=page,
        items=comment_items(db.session(), page.rows, actor(), now()),
        back=url_for("tasks.show", task_id=task.id),
    )
    return (shown, 422) if form.errors else shown


@bp.route("/<int:comment_id>/correct", methods=["GET", "POST"])
@requires(Permission.COMMENT_CORRECT, comment=Comment)
def correct(comment: Comment) -> Answer:
    """For a short time."""
    form = CorrectForm(version=comment.row_version, text=comment.text)
    comment_id, task_id = comment.id, comment.task_id
    done = carry_out(
        form,
        lambda: comments.correct(
            db.session(),
            comment_id=comment_id,
            version=form.version.data,
            text=form.text.data or "",
            actor=actor(),
            now=now(),
        ),
        location=lambda _made: _place(task_id),
        said=_("Đã sửa nội dung trao đổi."),
    )
    if done is not None:
        return done
    rules = office_rules(db.session(), comment.office_id, today())
    shown = render_template(
        "comments/correct.html",
        task=comment.task,
        form=form,
        minutes=rules.comment_correct_minutes,
        back=_place(task_id),
    )
    return (shown, 422) if form.errors else shown


@bp.route("/<int:comment_id>/withdraw", methods=["GET", "POST"])
@requires(Permission.COMMENT_CORRECT, comment=Comment)
def withdraw(comment: Comment) -> Answer:
    """Its place stays, its words go."""
    form = VersionedDeedForm(version=comment.row_version)
    comment_id, task_id = comment.id, comment.task_id
    done = carry_out(
        form,
        lambda: comments.withdraw(
            db.session(),
            comment_id=comment_id,
            version=form.version.data,
            actor=actor(),
            now=now(),
        ),
        location=lambda _made: _place(task_id),
        said=_("Đã rút lại nội dung trao đổi."),
    )
    return done or render_template(
        "comments/withdraw.html",
        task=comment.task,
        comment=comment,
        form=form,
        back=_place(task_id),
    )


def _said(made: Comment) -> str:
    """With how many people were mentioned, so that a misspelt @login shows."""
    count = len(made.mentions)
    if not count:
        return _("Đã gửi nội dung trao đổi.")
    return ngettext(
        "Đã gửi nội dung trao đổi, nhắc tới %(num)s người.",
        "Đã gửi nội dung trao đổi, nhắc tới %(num)s người.",
        count,
    )


def _place(task_id: int) -> str:
    return url_for("tasks.show", task_id=task_id, _anchor="trao-doi")
