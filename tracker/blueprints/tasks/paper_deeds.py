"""Papers that serve several tasks: one used again here, one no longer used here."""

from __future__ import annotations

from flask import flash, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms.fields.choices import SelectChoice

from tracker.blueprints.check_fields import ChecksField
from tracker.blueprints.deeds import VersionedDeedForm
from tracker.blueprints.fields import NormalisedStringField, NormalisedTextArea
from tracker.blueprints.guards import requires
from tracker.blueprints.present import actor
from tracker.blueprints.tasks.deed_page import Answer, deed_page
from tracker.blueprints.tasks.views import bp
from tracker.db import db
from tracker.domain.errors import NotFound
from tracker.domain.paper_validity import is_expired
from tracker.domain.vietnamese import day_words
from tracker.models import Evidence, EvidenceRevision, EvidenceTask, Submission, Task
from tracker.permissions import Permission
from tracker.queries.evidence import own_evidence
from tracker.queries.own_papers import reusable, same_bytes
from tracker.services import evidence_links
from tracker.surroundings import now, today

LONGEST_SEARCH = 100


class ReuseForm(VersionedDeedForm):
    """Dùng lại tài liệu đã nộp."""

    evidence_ids = ChecksField(_l("Tài liệu đã nộp của đơn vị"))
    place = NormalisedStringField(_l("Trang, mục chứng minh"), max_length=200)


class UnlinkForm(VersionedDeedForm):
    """Bỏ dùng tài liệu cho nhiệm vụ này."""

    reason = NormalisedTextArea(_l("Lý do"), max_length=1000)


@bp.route("/<int:task_id>/papers/reuse", methods=["GET", "POST"])
@requires(Permission.EVIDENCE_ATTACH, task=Task)
def reuse_papers(task: Task) -> Answer:
    """Choose among the papers that one's own unit has handed in before."""
    asked = request.args.get("q", "")[:LONGEST_SEARCH].strip()
    papers = reusable(db.session(), actor(), task, asked=asked)
    form = ReuseForm(version=task.row_version)
    form.evidence_ids.choices = [SelectChoice(item.id, paper_title(item)) for item in papers]
    task_id = task.id
    return deed_page(
        task,
        form,
        lambda: evidence_links.link(
            db.session(),
            task_id=task_id,
            version=form.version.data,
            evidence_ids=form.evidence_ids.data or [],
            place=form.place.data or "",
            actor=actor(),
            now=now(),
        ),
        template="tasks/reuse_papers.html",
        said=_("Đã dùng lại tài liệu cho nhiệm vụ này."),
        papers=papers,
        asked=asked,
    )


@bp.route("/<int:task_id>/papers/<int:evidence_id>/unlink", methods=["GET", "POST"])
@requires(Permission.EVIDENCE_ATTACH, task=Task)
def unlink_paper(task: Task, evidence_id: int) -> Answer:
    """The paper stays with the other tasks that it serves."""
    paper = own_evidence(db.session(), actor(), evidence_id)
    if db.session.get(EvidenceTask, (evidence_id, task.id)) is None:
        raise NotFound("Không tìm thấy tài liệu này.")
    form = UnlinkForm(version=task.row_version)
    task_id = task.id
    return deed_page(
        task,
        form,
        lambda: evidence_links.unlink(
            db.session(),
            task_id=task_id,
            version=form.version.data,
            evidence_id=evidence_id,
            reason=form.reason.data or "",
            actor=actor(),
            now=now(),
        ),
        template="tasks/unlink_paper.html",
        said=_("Đã bỏ dùng tài liệu cho nhiệm vụ này."),
        paper=paper,
    )


def attached(made: list[EvidenceRevision]) -> str:
    """What is said after papers were handed in; a warning for bytes that the unit had sent."""
    for name, title in same_bytes(db.session(), actor(), made):
        flash(
            _(
                "Tệp “%(name)s” giống hệt tài liệu “%(title)s” đơn vị đã nộp trước đây. "
                "Có thể dùng lại tài liệu đã nộp thay vì nộp thêm.",
                name=name,
                title=title,
            ),
            "warning",
        )
    return _("Đã nộp văn bản, tài liệu.")


def warn_of_expired(submission: Submission) -> None:
    """A hand-in may show a paper that is out of force; whoever sends it is told."""
    for revision in submission.revisions:
        paper = revision.evidence
        if paper.expires_on is not None and is_expired(paper.expires_on, today()):
            flash(
                _(
                    "Báo cáo kèm tài liệu đã hết hiệu lực: “%(title)s” (hết hiệu lực sau ngày "
                    "%(day)s). Hãy xem có cần nộp văn bản mới không.",
                    title=paper.title,
                    day=day_words(paper.expires_on),
                ),
                "warning",
            )


def paper_title(item: Evidence) -> str:
    """A paper in a list of choices: name, number and day, and whether it is out of force."""
    words = item.title
    if item.paper_number or item.paper_on:
        number = item.paper_number or ""
        day = day_words(item.paper_on) if item.paper_on else ""
        words += f" ({' '.join(filter(None, (number, day)))})"
    if item.expires_on is not None and is_expired(item.expires_on, today()):
        words += _(" – ĐÃ HẾT HIỆU LỰC từ sau ngày %(day)s", day=day_words(item.expires_on))
    return words
