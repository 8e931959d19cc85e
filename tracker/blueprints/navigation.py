"""The menu, once: what is in it, for whom, and in which order.

What the head of every page offers (one's messages, search, one's own settings) is not in it again.
"""

from __future__ import annotations

from dataclasses import dataclass

from flask import request
from flask_babel import gettext as _

from tracker.blueprints.steady_urls import steady_url
from tracker.domain.labels import N_
from tracker.domain.people import Role
from tracker.permissions import Actor, Permission, allows


@dataclass(frozen=True, slots=True)
class Entry:
    """A menu entry: where it leads and the right that it needs (None: whoever is signed in)."""

    endpoint: str
    label: str
    permission: Permission | None = None
    needs_unit: bool = False
    """Only for people with a post in a unit."""
    also: tuple[str, ...] = ()
    """Further rooms that lie behind this entry."""
    rare: bool = False
    """Folded away where the menu would not fit one row."""
    daily_for: Role | None = None
    """Whose page this is: for them it is never folded away."""


@dataclass(frozen=True, slots=True)
class Item:
    """A menu entry as the page draws it."""

    label: str
    url: str
    current: bool
    count: int | None = None


MENU: tuple[Entry, ...] = (
    Entry("dashboard.home", N_("Trang chính"), Permission.FIGURES_VIEW),
    Entry(
        "leader.index",
        N_("Trang lãnh đạo"),
        Permission.FIGURES_VIEW,
        rare=True,
        daily_for=Role.LEADER,
    ),
    Entry("directives.index", N_("Văn bản chỉ đạo"), Permission.DIRECTIVE_LIST, also=("drafts",)),
    Entry("directives.quick", N_("Giao nhanh"), Permission.TASK_CREATE),
    Entry("tasks.waiting", N_("Chờ tôi xử lý"), Permission.TASK_LIST),
    Entry(
        "tasks.index",
        N_("Nhiệm vụ"),
        Permission.TASK_LIST,
        also=(
            "evidence",
            "explanations",
            "series",
            "charges",
            "instructions",
            "comments",
            "steps",
            "reminders",
        ),
    ),
    Entry("period.index", N_("Báo cáo theo kỳ"), Permission.TASK_LIST),
    Entry("obstacles.index", N_("Khó khăn, kiến nghị"), Permission.OBSTACLE_VIEW),
    Entry("reports.index", N_("Báo cáo tổng hợp"), Permission.REPORT_VIEW),
    Entry(
        "official_papers.index",
        N_("Văn bản, phiếu"),
        Permission.OFFICIAL_PAPER_VIEW,
        also=("meetings",),
        rare=True,
    ),
    Entry(
        "index_rounds.index",
        N_("Chỉ số CCHC"),
        Permission.INDEX_VIEW,
        also=("index_sets", "index_sheets"),
    ),
    Entry("outbox.index", N_("Thư gửi đi"), Permission.OUTBOX_VIEW, also=("ledger",), rare=True),
    Entry("health.index", N_("Tình trạng vận hành"), Permission.OUTBOX_VIEW, rare=True),
    Entry("history.index", N_("Nhật ký"), Permission.HISTORY_VIEW, rare=True),
    Entry("calendar.year", N_("Lịch làm việc"), Permission.CALENDAR_EDIT, rare=True),
    Entry("admin.index", N_("Quản trị"), Permission.OFFICE_ADMINISTER),
)


#: So many entries fit one row of a desk's window.
ONE_ROW = 9


def menu(actor: Actor) -> tuple[list[Item], list[Item]]:
    """What ``actor`` may open: in the row, and folded away; the present page's is marked."""
    here = _entry_of(request.endpoint or "")
    mine = [
        entry
        for entry in MENU
        if (entry.permission is None or allows(actor, entry.permission))
        and (not entry.needs_unit or actor.unit_ids)
    ]
    folds = len(mine) > ONE_ROW
    away = [entry for entry in mine if folds and entry.rare and not _daily(entry, actor)]
    row = [_item(entry, here) for entry in mine if entry not in away]
    return row, [_item(entry, here) for entry in away]


def _daily(entry: Entry, actor: Actor) -> bool:
    return entry.daily_for is not None and actor.has(entry.daily_for)


def _item(entry: Entry, here: Entry | None) -> Item:
    return Item(label=_(entry.label), url=steady_url(entry.endpoint), current=entry is here)


def _entry_of(endpoint: str) -> Entry | None:
    """The entry that leads to ``endpoint``, else the list of its room, else its first entry."""
    exact = [entry for entry in MENU if entry.endpoint == endpoint]
    room = endpoint.partition(".")[0]
    same = [entry for entry in MENU if room in (entry.endpoint.partition(".")[0], *entry.also)]
    lists = [entry for entry in same if entry.endpoint.endswith(".index")]
    return next(iter(exact or lists or same), None)


LANGUAGES = {"vi": N_("Tiếng Việt"), "en": N_("English")}
