"""Comments as pages show them: each with what its author may still do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from tracker.blueprints.comment_forms import CommentForm
from tracker.domain.comment_rules import may_correct
from tracker.domain.local_time import local_day
from tracker.models import Comment, Task, User
from tracker.permissions import Actor, Permission, allows
from tracker.queries.comments import comment_count, newest_comments, people_who_see
from tracker.queries.office_rules import office_rules

SHOWN = 10


@dataclass(frozen=True, slots=True)
class CommentItem:
    """One with its author's deeds."""

    row: Comment
    correctable: bool
    own: bool


@dataclass(frozen=True, slots=True)
class TaskComments:
    """The newest of a task, newest last; the form only for who may comment."""

    items: list[CommentItem]
    total: int
    form: CommentForm | None


def task_comments(session: Session, task: Task, actor: Actor, now: datetime) -> TaskComments:
    """What the page of a task shows."""
    rows = newest_comments(session, task.id, SHOWN)
    total = len(rows) if len(rows) < SHOWN else comment_count(session, task.id)
    form = None
    if allows(actor, Permission.TASK_COMMENT, task):
        form = CommentForm(formdata=None)
        form.mentions.offer(mentionable(session, task, actor))
    return TaskComments(comment_items(session, rows, actor, now), total, form)


def mentionable(session: Session, task: Task, actor: Actor) -> list[User]:
    """Everybody who sees the task but the one who writes."""
    return [one for one in people_who_see(session, task, actor.on_day) if one.id != actor.user_id]


def comment_items(
    session: Session, rows: Iterable[Comment], actor: Actor, now: datetime
) -> list[CommentItem]:
    """Each with what ``actor`` may do to it at this moment."""
    minutes = office_rules(session, actor.office_id or 0, local_day(now)).comment_correct_minutes
    items = []
    for row in rows:
        own = row.author_id == actor.user_id and row.withdrawn_at is None
        items.append(CommentItem(row, own and may_correct(row.at, now, minutes), own))
    return items
