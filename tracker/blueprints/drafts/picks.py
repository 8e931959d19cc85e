"""Which drafts a deed is about, each in the version that the person saw; and what if it is old."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from flask import request
from flask_babel import gettext as _

from tracker.blueprints.conflicts import Difference, conflict_page
from tracker.blueprints.filters import label
from tracker.db import db
from tracker.domain.errors import Conflict, InvalidInput
from tracker.domain.follow_up import DraftState, FollowUp
from tracker.domain.vietnamese import day_words
from tracker.models import TaskDraft, User
from tracker.queries.draft_deeds import as_seen
from tracker.services.draft_memory import as_it_is
from tracker.services.draft_rows import Pick

_PICK = re.compile(r"(\d{1,9}):(\d{1,9})")


def picks() -> list[Pick]:
    """The one draft whose button was pressed, else those that were ticked."""
    only = request.form.get("only")
    given = [only] if only else request.form.getlist("picks")
    matches = [match for text in given if (match := _PICK.fullmatch(text))]
    return [Pick(int(match[1]), int(match[2])) for match in matches]


def some(chosen: list[Pick]) -> list[Pick]:
    """The same, or InvalidInput when there are none."""
    if not chosen:
        raise InvalidInput("Chưa chọn nội dung nào. Hãy đánh dấu ít nhất một nội dung.")
    return chosen


def draft_conflict(error: Conflict, chosen: list[Pick], back: str) -> tuple[str, int]:
    """The answer 409: the first draft that somebody changed, as it was seen and as it is."""
    db.session.rollback()
    for pick in chosen:
        draft = db.session.get(TaskDraft, pick.draft_id)
        if draft is not None and draft.row_version != pick.version:
            seen = as_seen(db.session(), draft, pick.version)
            editor = db.session.get(User, draft.edited_by_id) if draft.edited_by_id else None
            return conflict_page(
                error,
                back_url=back,
                differences=list(_differences(seen, as_it_is(draft))) if seen else (),
                who=editor.name if editor else "",
                at=draft.edited_at,
            )
    return conflict_page(error, back_url=back)


def _differences(seen: dict[str, Any], now: dict[str, Any]) -> Iterator[Difference]:
    """What a person would call different."""
    yield Difference(_("Nội dung nhiệm vụ"), seen["text"], now["text"])
    yield Difference(
        _("Tình trạng rà soát"), label(DraftState(seen["state"])), label(DraftState(now["state"]))
    )
    yield Difference(
        _("Cách theo dõi"),
        label(FollowUp(seen["follow_up"])),
        label(FollowUp(now["follow_up"])),
    )
    yield Difference(_("Đơn vị"), _names(seen), _names(now))
    yield Difference(_("Hạn hoàn thành"), _day(seen), _day(now))
    yield Difference(_("Sản phẩm, kết quả"), seen["product"], now["product"])


def _names(draft: dict[str, Any]) -> str:
    return "; ".join(written for _role, written, _unit, _group in draft["units"])


def _day(draft: dict[str, Any]) -> str:
    return day_words(date.fromisoformat(draft["due_on"])) if draft["due_on"] else ""
