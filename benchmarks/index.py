"""How long the index takes: a sheet opened, a round ranked, a set imported.

    python -m benchmarks.index [--units 3321] [--write]

3,321 communes × 130 scored items in one database (SQLite, in a temporary folder): aims are a sheet
under 50 ms, the ranking under 2 s, the import of a 200-row set under 2 s. ``--write`` puts the
table between the markers of docs/performance.md.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

from flask_migrate import upgrade
from sqlalchemy import insert, select

from tests.factories.district import District, a_district
from tests.support.settings import config_for
from tracker.app import create_app
from tracker.db import db
from tracker.domain.index_life import ScoreStage
from tracker.domain.index_rule import Rule, ScoringKind
from tracker.domain.index_tree import Method
from tracker.models import IndexItem, IndexRound, IndexSheet, SheetScore, Unit, UnitName
from tracker.queries.index_losses import losses_by_item
from tracker.queries.index_results import results
from tracker.queries.index_sets import ItemLine
from tracker.queries.index_sheets import sheet_view
from tracker.services import index_rounds, index_sets
from tracker.services.index_files import read_set, take_in, write_set
from tracker.services.index_rounds import RoundPlan
from tracker.services.index_sets import SetHead

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
PERFORMANCE = Path(__file__).parents[1] / "docs" / "performance.md"
BEGIN, END = "<!-- index: begin -->", "<!-- index: end -->"
REPEATS = 7


def lines(fields: int, criteria: int, parts: int) -> list[ItemLine]:
    """A set of ``fields`` × ``criteria`` × ``parts`` scored items, 100 points in all."""
    count = fields * criteria * parts
    each = Decimal(10_000 // count) / 100
    rest = Decimal(100) - each * count
    found: list[ItemLine] = []
    for f in range(1, fields + 1):
        whole = Decimal(0)
        for c in range(1, criteria + 1):
            maxima = [each] * parts
            if (f, c) == (fields, criteria):
                maxima[-1] += rest
            for p, maximum in enumerate(maxima, start=1):
                kind = ScoringKind.SURVEY if p == 1 and c == criteria else ScoringKind.YES_NO
                method = Method.SURVEY if kind is ScoringKind.SURVEY else Method.SELF
                found.append(
                    ItemLine(
                        f"{f}.{c}.{p}", f"Nội dung thành phần số {p} của tiêu chí {f}.{c}", maximum,
                        method=method, rule=Rule(kind), evidence_asked="Kế hoạch, báo cáo",
                    )
                )  # fmt: skip
            found.append(ItemLine(f"{f}.{c}", f"Tiêu chí {f}.{c}", sum(maxima, Decimal(0))))
            whole += sum(maxima, Decimal(0))
        found.append(ItemLine(str(f), f"Lĩnh vực {f}", whole))
    return found


def the_round(district: District, units: int) -> IndexRound:
    """A round of that many communes, every score of every column written."""
    session, actor = db.session(), district.actor(district.monitor)
    head = SetHead("Bộ chỉ số đo tốc độ", 2026, "UBND các xã")
    made = index_sets.create(session, head=head, actor=actor, now=NOW)
    index_sets.replace_items(session, set_id=made.id, lines=lines(10, 13, 1), actor=actor, now=NOW)
    index_sets.put_in_use(session, set_id=made.id, version=None, actor=actor, now=NOW)
    root = district.office.root_unit_id
    type_code = district.justice.type_code
    first = max(session.scalars(select(Unit.id))) + 1
    keys = list(range(first, first + units))
    session.execute(
        insert(Unit),
        [
            {"id": key, "type_code": type_code, "parent_id": root, "outside": False, "ord": 0,
             "row_version": 1}
            for key in keys
        ],
    )  # fmt: skip
    session.execute(insert(UnitName), [{"unit_id": key, "name": f"Xã {key}"} for key in keys])
    round_ = index_rounds.open_round(
        session, set_id=made.id,
        plan=RoundPlan("Đợt đo tốc độ", date(2026, 11, 1), date(2026, 12, 31)), unit_ids=keys,
        actor=actor, now=NOW,
    )  # fmt: skip
    _score(round_, actor.user_id)
    session.commit()
    return round_


def _score(round_: IndexRound, user_id: int) -> None:
    """Past the services: their deeds are not what is measured."""
    session, dice = db.session(), random.Random(20261129)
    inner = set(
        session.scalars(select(IndexItem.parent_id).where(IndexItem.parent_id.is_not(None)))
    )
    items = [
        (item.id, item.maximum)
        for item in session.scalars(select(IndexItem))
        if item.id not in inner
    ]
    for sheet_id in session.scalars(select(IndexSheet.id)).all():
        session.execute(
            insert(SheetScore),
            [
                {"sheet_id": sheet_id, "item_id": item_id, "stage": ScoreStage.SELF,
                 "points": round(maximum * dice.randint(0, 4) / 4, 2), "maximum": maximum,
                 "answer": {"yes": True}, "note": "", "at": NOW, "by_id": user_id,
                 "row_version": 1}
                for item_id, maximum in items
            ],
        )  # fmt: skip


def best(deed: Callable[[], object], repeats: int = REPEATS) -> float:
    """The shortest of several times, in milliseconds; a fresh session each."""
    times = []
    for _turn in range(repeats):
        db.session.rollback()
        db.session.expunge_all()
        began = time.perf_counter()
        deed()
        times.append((time.perf_counter() - began) * 1000)
    return min(times)


def measure(units: int) -> list[tuple[str, float, str]]:
    """(what, milliseconds, aim) for every row of the table."""
    session = db.session()
    district = a_district(session)
    round_id = the_round(district, units).id
    sheets = session.scalars(select(IndexSheet.id).order_by(IndexSheet.id)).all()
    some = sheets[len(sheets) // 2]
    actor = district.actor(district.monitor)
    big = lines(8, 6, 3)
    head = SetHead("Bộ chỉ số 200 dòng", 2026, "UBND các phường")
    made = index_sets.create(session, head=head, actor=actor, now=NOW)
    index_sets.replace_items(session, set_id=made.id, lines=big, actor=actor, now=NOW)
    session.commit()
    file = write_set(made)

    def import_set() -> None:
        found = read_set(file, "do-toc-do.xlsx")
        one = index_sets.create(session, head=take_in(found), actor=actor, now=NOW)
        index_sets.replace_items(session, set_id=one.id, lines=found.lines, actor=actor, now=NOW)
        session.commit()

    def open_sheet() -> None:
        sheet_view(session, session.get_one(IndexSheet, some)).latest()

    return [
        ("open a sheet of 130 items, every level summed", best(open_sheet), "50 ms"),
        (
            f"rank {units:,} sheets with sub-indices by field",
            best(lambda: results(session, session.get_one(IndexRound, round_id)), 3),
            "2 s",
        ),
        (
            "points lost, by item over all units",
            best(lambda: losses_by_item(session, session.get_one(IndexRound, round_id)), 3),
            "2 s",
        ),
        (f"import a set of {len(big)} rows from .xlsx", best(import_set, 3), "2 s"),
    ]


def table(rows: list[tuple[str, float, str]], units: int) -> str:
    said = [f"{units:,} communes × 130 scored items, SQLite (`benchmarks/index.py`):", ""]
    said += ["| what | measured | aim |", "|---|---|---|"]
    said += [f"| {what} | {spent:,.0f} ms | {aim} |" for what, spent, aim in rows]
    return "\n".join(said)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--units", type=int, default=3321)
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{(Path(folder) / 'index.db').as_posix()}"
        app = create_app(config_for(url, Path(folder) / "data"))
        with app.app_context():
            upgrade()
            found = table(measure(asked.units), asked.units)
    print(found)
    if asked.write:
        text = PERFORMANCE.read_text("utf-8")
        if BEGIN not in text:
            text = text.rstrip() + f"\n\n## The index\n\n{BEGIN}\n{END}\n"
        head, _begin, rest = text.partition(BEGIN)
        PERFORMANCE.write_text(f"{head}{BEGIN}\n{found}\n{END}{rest.partition(END)[2]}", "utf-8")


if __name__ == "__main__":
    sys.exit(main())
