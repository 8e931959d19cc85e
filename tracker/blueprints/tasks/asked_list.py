"""A list of tasks as the address asks for it: shared by the list, its paper, calendar and files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from urllib.parse import urlencode

from flask import request
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict
from wtforms.fields.choices import SelectChoice

from tracker.blueprints.filters import address, day, label
from tracker.blueprints.keys import key_in
from tracker.blueprints.present import actor
from tracker.blueprints.tasks.filter_bar import ME, NOBODY, STATES, TaskFilterForm
from tracker.db import db
from tracker.queries.task_choices import officers_to_choose, papers_to_choose
from tracker.queries.task_filters import TaskFilters
from tracker.queries.unit_choices import unit_choices
from tracker.surroundings import today

#: Names of the address that say where in the list one is, not which list it is.
PLACE = frozenset({"page", "after", "before", "month", "look"})


@dataclass(frozen=True, slots=True)
class AskedList:
    """``chips``: pairs (words, address without it); ``odd``: what the address asks in vain."""

    bar: TaskFilterForm
    filters: TaskFilters
    chips: list[tuple[str, str]]
    odd: list[str]

    @property
    def as_of(self) -> date:
        """The day on whose evening the list is looked at."""
        return self.filters.as_of or today()

    @property
    def words(self) -> str:
        """The conditions in one line, for paper and Excel."""
        return "; ".join(words for words, _without in self.chips) or _("Tất cả nhiệm vụ")

    @property
    def query(self) -> str:
        """The conditions as they stand in an address; the same list gives the same text."""
        return kept_query(request.args)

    @property
    def faulty(self) -> bool:
        return bool(self.bar.errors or self.odd)


def asked_list(asked: MultiDict[str, str] | None = None) -> AskedList:
    """The list that the present address (or ``asked``) asks for, with everything to choose from."""
    values = request.args if asked is None else asked
    session, who = db.session(), actor()
    bar = TaskFilterForm(values)
    units = unit_choices(session, who.office_id or 0, today())
    bar.unit.offer(units)
    bar.part.offer(units)
    bar.offer_charges(session, who.office_id or 0, today())
    papers = papers_to_choose(session, who, _key(bar.directive.data))
    bar.directive.offer(papers)
    here = {key for pairs in units.values() for key, _name in pairs}
    unit_ids = {unit for unit in (_number(bar.unit.data),) if unit in here} or who.unit_ids
    people = officers_to_choose(
        session,
        who,
        unit_ids=unit_ids,
        on_day=today(),
        chosen=key_in(bar.officer.data),
    )
    bar.officer.choices = [
        SelectChoice("", _("Tất cả")),
        SelectChoice(ME, _("Tôi phụ trách")),
        SelectChoice(NOBODY, _("Chưa phân công")),
        *(SelectChoice(str(key), name) for key, name in people),
    ]
    sort = values.get("sort") or "due"
    filters = bar.asked(sort=sort, today=today(), me=who.user_id)
    names = {key: name for pairs in units.values() for key, name in pairs}
    chips = _chips(filters, bar.officer.data, names, dict(papers), dict(people))
    chips += bar.charge_chips(filters)
    return AskedList(bar=bar, filters=filters, chips=chips, odd=bar.odd(sort))


def kept_query(values: MultiDict[str, str]) -> str:
    """What of an address makes the list: known names, no place in it, in one order."""
    pairs = [
        (name, value)
        for name in _names()
        for value in values.getlist(name)
        if value and (name, value) != ("sort", "due")
    ]
    return urlencode(pairs)


@cache
def _names() -> list[str]:
    return sorted(({field.name for field in TaskFilterForm(MultiDict())} | {"sort"}) - PLACE)


def _key(value: object) -> int | None:
    """A key that the database can hold."""
    return key_in(str(value)) if value is not None else None


def _number(value: object) -> int | None:
    return value if isinstance(value, int) else None


def _chips(
    filters: TaskFilters,
    officer: str | None,
    units: dict[int, str],
    papers: dict[int, str],
    people: dict[int, str],
) -> list[tuple[str, str]]:
    """What is filtered by, in the order of the bar: the words under the name in the address."""
    words = {
        "q": f"“{filters.words}”" if filters.words else "",
        "unit": units.get(filters.unit_id or 0, ""),
        "part": _told(_("Phối hợp: %(what)s"), units.get(filters.part_id or 0)),
        "officer": _officer_words(officer, people) if filters.officer_id is not None else "",
        "directive": _told(_("Văn bản: %(what)s"), papers.get(filters.directive_id or 0)),
        "series": _("Nhiệm vụ định kỳ") if filters.series_id is not None else "",
        "state": str(STATES[filters.state]) if filters.state is not None else "",
        "status": label(filters.status) if filters.status is not None else "",
        "from_on": _told(_("Hạn từ %(what)s"), _day(filters.from_on)),
        "to_on": _told(_("Hạn đến %(what)s"), _day(filters.to_on)),
        "as_of": _told(_("Số liệu đến hết ngày %(what)s"), _day(filters.as_of)),
    }
    return [(said, address(**{name: None, "page": None})) for name, said in words.items() if said]


def _told(sentence: str, what: str | None) -> str:
    return sentence % {"what": what} if what else ""


def _day(on_day: date | None) -> str | None:
    return day(on_day) if on_day is not None else None


def _officer_words(value: str | None, people: dict[int, str]) -> str:
    if value == ME:
        return _("Tôi phụ trách")
    if value == NOBODY:
        return _("Chưa phân công")
    return _("Phụ trách: %(name)s", name=people.get(key_in(value) or 0, "–"))
