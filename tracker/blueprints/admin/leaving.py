"""Closing an account: what is still open, and who takes it over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from tracker.blueprints.admin.door import Answer, bp, here, page
from tracker.blueprints.admin.users import person_here
from tracker.blueprints.choice_fields import UnitField
from tracker.blueprints.deeds import DeedForm, carry_out
from tracker.blueprints.filters import day, label
from tracker.blueprints.guards import requires
from tracker.blueprints.present import actor
from tracker.db import db
from tracker.domain.open_work import WorkKind
from tracker.models import Task, User
from tracker.permissions import Permission
from tracker.queries.open_work import OpenWork, open_work
from tracker.queries.users import unit_of
from tracker.services import leaving
from tracker.surroundings import now, today

SHOWN = 20
_NOBODY = lazy_gettext("– Chọn người –")


class LeavingForm(DeedForm):
    """A successor for each kind of open work, or one for all."""

    everything = UnitField(lazy_gettext("Một người nhận tất cả"), empty=_NOBODY)
    only_head = UnitField(lazy_gettext("Thủ trưởng mới"), empty=_NOBODY)
    only_lead_office = UnitField(lazy_gettext("Người nhận vai trò"), empty=_NOBODY)
    assigned = UnitField(lazy_gettext("Người nhận nhiệm vụ phụ trách"), empty=_NOBODY)
    monitored = UnitField(lazy_gettext("Người nhận nhiệm vụ theo dõi"), empty=_NOBODY)
    prepared = UnitField(lazy_gettext("Người nhận báo cáo đang trình"), empty=_NOBODY)
    stands_in = UnitField(lazy_gettext("Người xử lý thay tiếp"), empty=_NOBODY)

    def offer(self, work: OpenWork) -> None:
        """Who is fit, kind by kind."""
        for kind, people in work.fit.items():
            self[kind.value].offer(_choices(people))
        self.everything.offer(_choices(work.fit_for_all()))

    def successors(self, work: OpenWork) -> dict[WorkKind, int | None]:
        """The one chosen for the kind, else the one for all."""
        return {kind: self[kind.value].data or self.everything.data for kind in work.kinds}


@dataclass(frozen=True, slots=True)
class Section:
    """One kind of open work as the page shows it; ``field`` only where somebody is fit."""

    title: str
    lines: list[str]
    more: int
    field: UnitField | None


@bp.route("/users/<int:user_id>/deactivate", methods=["GET", "POST"])
@requires(Permission.OFFICE_ADMINISTER)
def deactivate_user(user_id: int) -> Answer:
    """Asks first; with open work a successor for each kind, or one for all."""
    found, form, me = person_here(user_id), LeavingForm(), actor()
    work = open_work(db.session(), here(), found, today())
    form.offer(work)
    done = carry_out(
        form,
        lambda: leaving.deactivate(
            db.session(),
            user_id=user_id,
            successors=form.successors(work),
            actor=me,
            now=now(),
        ),
        location=lambda person: url_for("admin.user", user_id=person.id),
        said=_("Đã khóa tài khoản."),
    )
    return done or page(
        "admin/deactivate_user.html",
        form,
        person=found,
        sections=[_section(kind, work, form) for kind in work.kinds],
        for_all=len(work.kinds) > 1 and bool(work.fit_for_all()),
    )


def _section(kind: WorkKind, work: OpenWork, form: LeavingForm) -> Section:
    lines = list(_lines(kind, work))
    field = form[kind.value] if work.fit[kind] else None
    return Section(label(kind), lines[:SHOWN], max(0, len(lines) - SHOWN), field)


def _lines(kind: WorkKind, work: OpenWork) -> Iterator[str]:
    """What there is, without a word of the tasks: an administrator need not read them."""
    tasks = {WorkKind.ASSIGNED: work.assigned, WorkKind.MONITORED: work.monitored}
    if kind is WorkKind.ONLY_HEAD:
        yield from (post.unit.name for post in work.heads)
    elif kind is WorkKind.ONLY_LEAD_OFFICE:
        yield here().name
    elif kind is WorkKind.PREPARED:
        yield from (_("Nhiệm vụ số %(id)s", id=row.task_id) for row in work.prepared)
    elif kind is WorkKind.STANDS_IN:
        for row in work.stands_in:
            yield _("%(name)s, đến hết %(day)s", name=row.principal.name, day=day(row.to_on))
    else:
        yield from (_task_line(task) for task in tasks[kind])


def _task_line(task: Task) -> str:
    due = day(task.due_on) if task.due_on else _("không có thời hạn")
    return _("Nhiệm vụ số %(id)s, %(unit)s, hạn %(due)s", id=task.id, unit=task.lead_unit.name,
             due=due)  # fmt: skip


def _choices(people: list[User]) -> dict[str, list[tuple[int, str]]]:
    found: dict[str, list[tuple[int, str]]] = {}
    for person in people:
        unit = unit_of(person, today())
        found.setdefault(unit.name if unit else _("Vai trò trong cơ quan"), []).append(
            (person.id, person.name)
        )
    return found
