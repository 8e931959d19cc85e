"""The readings of a directive: a newer one made, two of them side by side."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask import render_template, request, url_for
from flask_babel import gettext as _

from tracker.blueprints.directives.deeds_here import Answer, one_click
from tracker.blueprints.directives.views import bp
from tracker.blueprints.filters import label
from tracker.blueprints.guards import requires
from tracker.blueprints.keys import key_in
from tracker.blueprints.present import actor
from tracker.db import db
from tracker.domain.errors import NotFound
from tracker.domain.follow_up import FollowUp
from tracker.domain.vietnamese import day_words
from tracker.models import Directive, Reading
from tracker.permissions import Permission
from tracker.queries.directives import paper_words
from tracker.queries.readings import changes_between, kept_drafts, readings_of
from tracker.queries.working_calendar import working_calendar
from tracker.reading.reading_changes import Changed, Proposal
from tracker.services.rereading import Reread, read_again, reread
from tracker.surroundings import now, store


@bp.post("/<int:directive_id>/reread")
@requires(Permission.DRAFT_REVIEW, directive=Directive)
def read_once_more(directive: Directive) -> Answer:
    """Read the original file with the present reader, outside any transaction; keep the reading."""
    directive_id = directive.id
    read = read_again(store(), directive)
    calendar = working_calendar(db.session(), directive.office_id)
    return one_click(
        lambda _version: reread(
            db.session(),
            directive_id=directive_id,
            read=read,
            calendar=calendar,
            actor=actor(),
            now=now(),
        ),
        back=url_for("directives.readings", directive_id=directive_id),
        said=_said,
    )


@bp.get("/<int:directive_id>/readings")
@requires(Permission.DRAFT_REVIEW, directive=Directive)
def readings(directive: Directive) -> Answer:
    """What a reading (``?reading=``, else the newest) reads otherwise than the one before it."""
    found = readings_of(db.session(), directive.id)
    if not found:
        raise NotFound("Văn bản này được nhập tay, chưa có lần đọc nào.")
    place = _place(found, key_in(request.args.get("reading")))
    after = found[place]
    before = found[place + 1] if place + 1 < len(found) else None
    changes = changes_between(db.session(), before, after) if before is not None else None
    return render_template(
        "directives/readings.html",
        directive=directive,
        paper=paper_words(directive),
        readings=found,
        after=after,
        before=before,
        changes=changes,
        changed=[_changed(each) for each in changes.changed] if changes is not None else [],
        due_words=_due_words,
        kept=kept_drafts(db.session(), found[0]) if place == 0 and before is not None else [],
    )


def _place(found: list[Reading], reading_id: int | None) -> int:
    if reading_id is None:
        return 0
    for place, reading in enumerate(found):
        if reading.id == reading_id:
            return place
    raise NotFound("Không tìm thấy lần đọc này.")


@dataclass(frozen=True, slots=True)
class ChangedDraft:
    """One draft in both readings; ``differences`` are (name, before, after) in words."""

    path: str
    text: str
    differences: list[tuple[str, str, str]]


def _changed(each: Changed) -> ChangedDraft:
    names = {
        "text": _("Nội dung"),
        "lead": _("Chủ trì"),
        "coordinating": _("Phối hợp"),
        "due": _("Thời hạn"),
        "follow_up": _("Cách theo dõi"),
    }
    return ChangedDraft(
        each.after.path,
        each.after.text,
        [
            (names[field], _shown(each.before, field), _shown(each.after, field))
            for field in each.fields
        ],
    )


def _shown(proposal: Proposal, field: str) -> str:
    value = getattr(proposal, field)
    if isinstance(value, tuple):
        return ", ".join(value) or "–"
    if field == "due":
        return _due_words(value)
    return label(FollowUp(value)) if field == "follow_up" else str(value)


def _due_words(due: str) -> str:
    """The day day first, a phrase as the paper has it, a dash for none."""
    try:
        return day_words(date.fromisoformat(due))
    except ValueError:
        return due or "–"


def _said(done: Reread) -> str:
    return _(
        "Đã đọc lại văn bản: %(new)s nội dung đề xuất mới thay %(old)s nội dung chưa rà soát, "
        "giữ nguyên %(kept)s nội dung đã có người xử lý.",
        new=done.proposed,
        old=done.replaced,
        kept=done.kept,
    )
