"""Counted tasks per field of work and per directive: every task stands in exactly one row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.counted_tasks import CountedTask, duty_figures, figures
from tracker.domain.figures import GroupFigures
from tracker.domain.measured_tasks import measures
from tracker.domain.restricted_papers import WITHHELD_TITLE, outward
from tracker.domain.vietnamese import one_line
from tracker.models import Directive, WorkField
from tracker.queries.directives import CITED, paper_words

#: So many keys go into one IN (...).
_BATCH = 5000
NO_FIELD = "Chưa phân lĩnh vực"
#: So many letters of a directive's title stand in its row.
_TITLE = 160


def by_field(session: Session, rows: Iterable[CountedTask]) -> tuple[GroupFigures, ...]:
    """One row per field in the office's order; last what belongs to none."""
    groups = _grouped(rows, lambda row: row.field_id)
    found = session.scalars(
        select(WorkField)
        .where(WorkField.id.in_(sorted(groups)))
        .order_by(WorkField.ord, WorkField.name, WorkField.id)
    )
    names = {field.id: field.name for field in found}
    names.update({key: NO_FIELD for key in groups if key not in names})
    return _figured(groups, names)


def by_directive(session: Session, rows: Iterable[CountedTask]) -> tuple[GroupFigures, ...]:
    """One row per directive, the oldest first; titles of restricted papers are withheld."""
    groups = _grouped(rows, lambda row: row.directive_id)
    keys, names = sorted(groups), {}
    for start in range(0, len(keys), _BATCH):
        found = session.execute(
            select(
                Directive.id, Directive.restricted, Directive.title.label("about"), *CITED
            ).where(Directive.id.in_(keys[start : start + _BATCH]))
        )
        for row in found:
            said = outward(one_line(row.about), restricted=row.restricted, instead=WITHHELD_TITLE)
            names[row.id] = f"{paper_words(row)}: {said}"[:_TITLE]
    return _figured(groups, {key: names[key] for key in keys if key in names})


def _grouped(
    rows: Iterable[CountedTask], key: Callable[[CountedTask], int]
) -> dict[int, list[CountedTask]]:
    groups: dict[int, list[CountedTask]] = defaultdict(list)
    for row in rows:
        groups[key(row)].append(row)
    return groups


def _figured(
    groups: Mapping[int, list[CountedTask]], names: Mapping[int, str]
) -> tuple[GroupFigures, ...]:
    return tuple(
        GroupFigures(
            key=key,
            name=name,
            tasks=figures(groups[key]),
            duties=duty_figures(groups[key]),
            measures=measures(groups[key]),
        )
        for key, name in names.items()
    )
