"""Comments around a task (trao đổi): written, corrected for a short time, withdrawn.

They never change where a task stands. Who is mentioned hears of it once; nobody who may not
see the task can be mentioned.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.orm import Session

from tracker.domain.comment_rules import check_correctable, check_text, mentioned
from tracker.domain.errors import Conflict, InvalidInput, NotAllowed
from tracker.domain.history import EventKind
from tracker.domain.local_time import local_day
from tracker.domain.messages import MessageKind
from tracker.domain.restricted_papers import WITHHELD
from tracker.domain.vietnamese import one_line
from tracker.models import Comment, CommentMention, SearchKind, Task, User
from tracker.permissions import Actor
from tracker.queries.comments import people_who_see
from tracker.queries.office_rules import office_rules
from tracker.services import search_entries
from tracker.services.history import record
from tracker.services.loading import for_change
from tracker.services.notices import tell
from tracker.services.task_notices import short_text


def write(
    session: Session,
    *,
    task_id: int,
    text: str,
    mention_ids: Iterable[int],
    actor: Actor,
    now: datetime,
) -> Comment:
    """Say something on a task's page; ``mention_ids`` beside what the text names as @login."""
    task = session.get_one(Task, task_id)
    comment = Comment(
        office_id=task.office_id,
        task_id=task.id,
        author_id=actor.user_id,
        text=check_text(text),
        at=now,
    )
    comment.task = task
    session.add(comment)
    session.flush()
    _find_by(session, comment)
    record(session, EventKind.COMMENTED, actor=actor, now=now, task=task, comment=comment.id)
    _mention(session, comment, set(mention_ids), actor=actor, now=now)
    return comment


def correct(
    session: Session,
    *,
    comment_id: int,
    version: int | None,
    text: str,
    actor: Actor,
    now: datetime,
) -> Comment:
    """Other words by the author within the office's minutes; the earlier ones leave a trace."""
    comment = _own(session, comment_id, version, actor)
    rules = office_rules(session, comment.office_id, local_day(now))
    check_correctable(comment.at, now, rules.comment_correct_minutes)
    words = check_text(text)
    if words == comment.text:
        raise InvalidInput("Nội dung vẫn như cũ.", field="text")
    before, comment.text, comment.corrected_at = comment.text, words, now
    session.flush()
    _find_by(session, comment)
    record(
        session,
        EventKind.COMMENT_CORRECTED,
        actor=actor,
        now=now,
        task=comment.task,
        comment=comment.id,
        text_before=before,
        text_after=words,
    )
    _mention(session, comment, {row.user_id for row in comment.mentions}, actor=actor, now=now)
    return comment


def withdraw(
    session: Session, *, comment_id: int, version: int | None, actor: Actor, now: datetime
) -> Comment:
    """Taken back by its author: its place stays ("đã rút lại"), its words are found no more."""
    comment = _own(session, comment_id, version, actor)
    comment.withdrawn_at = now
    session.flush()
    search_entries.remove(session, SearchKind.COMMENT, comment.id)
    record(
        session,
        EventKind.COMMENT_WITHDRAWN,
        actor=actor,
        now=now,
        task=comment.task,
        comment=comment.id,
    )
    return comment


def _own(session: Session, comment_id: int, version: int | None, actor: Actor) -> Comment:
    comment = for_change(session, Comment, comment_id, version=version)
    if comment.author_id != actor.user_id:
        raise NotAllowed("Chỉ người viết được sửa, rút lại nội dung trao đổi của mình.")
    if comment.withdrawn_at is not None:
        raise Conflict("Nội dung trao đổi này đã được rút lại.")
    return comment


def _find_by(session: Session, comment: Comment) -> None:
    search_entries.index(session, SearchKind.COMMENT, comment.id, comment.office_id, comment.text)


def _mention(
    session: Session, comment: Comment, chosen: set[int], *, actor: Actor, now: datetime
) -> None:
    """Keep whom it mentions, among those who may see the task, and tell each of them once."""
    task = comment.task
    seeing = {person.id: person for person in people_who_see(session, task, local_day(now))}
    if not chosen <= seeing.keys():
        raise InvalidInput("Chỉ nhắc tới được người xem được nhiệm vụ này.", field="mentions")
    named = mentioned(comment.text, (person.login for person in seeing.values()))
    wanted = chosen | {person.id for person in seeing.values() if person.login in named}
    for user_id in sorted(wanted - {row.user_id for row in comment.mentions}):
        comment.mentions.append(CommentMention(user_id=user_id, user=seeing[user_id]))
    session.flush()
    _tell(session, comment, [seeing[key] for key in sorted(wanted)], actor=actor, now=now)


def _tell(
    session: Session, comment: Comment, people: list[User], *, actor: Actor, now: datetime
) -> None:
    """Of a paper for internal use no word leaves the application."""
    task = comment.task
    restricted = task.duty.directive.restricted
    tell(
        session,
        recipients=people,
        kind=MessageKind.MENTIONED,
        deed=f"comment:{comment.id}",
        subject=f"{actor.name} nhắc tới bạn: {WITHHELD if restricted else short_text(task)}",
        text="Văn bản lưu hành nội bộ: xem nội dung trong phần mềm."
        if restricted
        else f"{actor.name}: “{one_line(comment.text)}”",
        link=f"/tasks/{task.id}#trao-doi",
        actor=actor,
        now=now,
        tasks=[task],
    )
