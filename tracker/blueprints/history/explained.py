"""“Những thay đổi cần giải thích”: the changes of a time that could beautify its figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import render_template, request
from flask_babel import lazy_gettext, ngettext

from tracker.blueprints.choice_fields import EnumField
from tracker.blueprints.fields import VietnameseDateField
from tracker.blueprints.filters import address, label
from tracker.blueprints.form_words import OfficeForm
from tracker.blueprints.guards import requires
from tracker.blueprints.history.views import bp
from tracker.blueprints.present import actor
from tracker.blueprints.timeline import Told, told
from tracker.db import db
from tracker.domain.history import ExplainedChange
from tracker.models import Event
from tracker.permissions import Permission
from tracker.queries.explained_changes import ExplainedFilters, change_of, explained_changes
from tracker.queries.history import EVENTS_ORDER
from tracker.queries.keyset import placed_page
from tracker.surroundings import today


@dataclass(frozen=True, slots=True)
class Explained:
    """One line: under which heading it stands, and the event in words."""

    change: str
    told: Told


class ExplainedForm(OfficeForm):
    """What the list may be asked; everything stands in the address."""

    class Meta(OfficeForm.Meta):
        """A question needs no token."""

        csrf = False

    change = EnumField(
        lazy_gettext("Loại thay đổi"), enum=ExplainedChange, empty=lazy_gettext("Tất cả")
    )
    from_on = VietnameseDateField(lazy_gettext("Từ ngày"))
    to_on = VietnameseDateField(lazy_gettext("đến ngày"))

    def asked(self, on_day: date) -> ExplainedFilters:
        """The filters; without days the year up to ``on_day``."""
        self.validate()

        def of(field: Any) -> Any:
            return None if field.errors else field.data

        to_on = of(self.to_on) or on_day
        from_on = of(self.from_on) or date(to_on.year, 1, 1)
        return ExplainedFilters(from_on=from_on, to_on=to_on, change=of(self.change))


@bp.get("/explained")
@requires(Permission.HISTORY_VIEW)
def explained() -> str:
    """The list of a time, newest first."""
    bar, filters, applied = asked_changes()
    query = explained_changes(actor().office_id or 0, filters)
    page = placed_page(db.session(), query, EVENTS_ORDER, request.args.get("page"))
    return render_template(
        "history/explained.html",
        bar=bar,
        page=page,
        rows=lines_of(page.rows),
        applied=applied,
        heading=ngettext(
            "%(num)s thay đổi cần giải thích", "%(num)s thay đổi cần giải thích", page.counted.count
        ),
    )


def asked_changes() -> tuple[ExplainedForm, ExplainedFilters, list[tuple[str, str]]]:
    """The filter bar with its days filled in, what it asks for, and that in words."""
    bar = ExplainedForm(request.args)
    filters = bar.asked(today())
    if bar.from_on.data is None and not bar.from_on.errors:
        bar.from_on.data = filters.from_on
    if bar.to_on.data is None and not bar.to_on.errors:
        bar.to_on.data = filters.to_on
    change = filters.change
    applied = [(label(change), address(change=None, page=None))] if change else []
    return bar, filters, applied


def lines_of(events: Sequence[Event]) -> list[Explained]:
    """The events as the list shows them."""
    return [
        Explained(label(change_of(event)), entry)
        for event, entry in zip(events, told(events), strict=True)
    ]
