"""Filtering by leader in charge, by field and by the star: its fields, what they ask, its chips."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session
from wtforms import SelectField
from wtforms.fields.choices import SelectChoice

from tracker.blueprints.choice_fields import UnitField
from tracker.blueprints.filter_form import FilterForm
from tracker.blueprints.filters import address
from tracker.queries.charges import fields_to_choose
from tracker.queries.task_choices import leaders_to_choose
from tracker.queries.task_filters import TaskFilters


class ChargeFields(FilterForm):
    """The part of the filter bar that speaks of charges."""

    leader = UnitField(_l("Lãnh đạo phụ trách"), empty=_l("Tất cả"))
    field = UnitField(_l("Lĩnh vực"), empty=_l("Tất cả"))
    key = SelectField(
        _l("Trọng tâm"),
        default="",
        choices=[
            SelectChoice("", _l("Tất cả")),
            SelectChoice("1", _l("Chỉ nhiệm vụ trọng tâm")),
        ],
    )

    def offer_charges(self, session: Session, office_id: int, on_day: date) -> None:
        """Leaders of today, and every field: old tasks have old ones."""
        self.leader.offer(leaders_to_choose(session, office_id, on_day))
        self.field.offer(fields_to_choose(session, office_id))

    def charge_asked(self) -> dict[str, Any]:
        """What is asked, as keywords of ``TaskFilters``."""
        return {
            "leader_id": self.answered("leader"),
            "field_id": self.answered("field"),
            "key_only": self.answered("key") == "1",
        }

    def charge_chips(self, filters: TaskFilters) -> list[tuple[str, str]]:
        """Pairs (words, address without it)."""
        chips = []
        if filters.leader_id is not None:
            who = _named(self.leader, filters.leader_id)
            chips.append((_("Phụ trách: %(name)s", name=who), address(leader=None, page=None)))
        if filters.field_id is not None:
            what = _named(self.field, filters.field_id)
            chips.append((_("Lĩnh vực: %(name)s", name=what), address(field=None, page=None)))
        if filters.key_only:
            chips.append((_("Trọng tâm"), address(key=None, page=None)))
        return chips


def _named(field: UnitField, key: int) -> str:
    return next((str(c.label) for c in field.choices if str(c.value) == str(key)), "–")
