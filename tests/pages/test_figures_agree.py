"""One question, five answers: the screen, the Excel file, the paper, the snapshot, plain SQL.

The statement below knows nothing of the application: it reads tables as a person with a database
client would, and says of each task in which column it stands.
"""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from io import BytesIO

import pytest
from bs4 import BeautifulSoup
from docx import Document
from openpyxl import load_workbook
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from tests.factories.district import District, a_district
from tests.factories.life import Life
from tests.factories.task import a_task
from tests.support.visitor import Visitor, words
from tracker.domain.report_snapshot import from_json
from tracker.models import Report
from tracker.queries.reports import snapshot_of

#: Total, carried over, given in the period; done on time, late, without a day; open in time,
#: overdue, without a day; suspended. As in every table per unit.
NUMBERS = 10

#: November 2026 runs from 15 October to 14 November; a day ends at 17:00 UTC. Tasks that were
#: done before the period are archive; cancelled ones stand outside the total.
BY_HAND = """
SELECT unit, count(*),
       sum(before), sum(1 - before),
       sum(done * dated * in_time), sum(done * dated * (1 - in_time)), sum(done * (1 - dated)),
       sum(running * dated * ahead), sum(running * dated * (1 - ahead)),
       sum(running * (1 - dated)), sum(halted)
FROM (
    SELECT unit_name.name AS unit,
           CASE WHEN assigned_at < '2026-10-14 17:00:00' THEN 1 ELSE 0 END AS before,
           CASE WHEN status = 'completed' THEN 1 ELSE 0 END AS done,
           CASE WHEN status = 'suspended' THEN 1 ELSE 0 END AS halted,
           CASE WHEN status IN ('assigned', 'accepted', 'in_progress') THEN 1 ELSE 0 END AS running,
           CASE WHEN due_on IS NOT NULL THEN 1 ELSE 0 END AS dated,
           CASE WHEN done_on <= due_on THEN 1 ELSE 0 END AS in_time,
           CASE WHEN due_on >= '2026-11-14' THEN 1 ELSE 0 END AS ahead
    FROM task JOIN unit_name ON unit_name.unit_id = task.lead_unit_id
    WHERE task.office_id = :office
      AND assigned_at < '2026-11-14 17:00:00'
      AND status <> 'cancelled'
      AND NOT (status = 'completed' AND done_on < '2026-10-15')
) AS counted GROUP BY unit
"""


@pytest.fixture
def district(session: Session) -> District:
    """Two units; of each column at least one task, of no two columns the same number."""
    district = a_district(session)
    life, office = Life(session, district), district.office
    justice, culture = district.justice, district.culture
    before, inside = date(2026, 10, 1), date(2026, 10, 20)
    done, early, late = date(2026, 11, 3), date(2026, 10, 10), date(2026, 10, 26)
    for unit, given, due, many in (
        (justice, inside, date(2026, 11, 30), 4), (justice, before, date(2026, 11, 2), 3),
        (justice, inside, None, 2), (justice, inside, date(2026, 11, 14), 1),
        (culture, before, date(2026, 12, 1), 2), (culture, inside, date(2026, 10, 30), 5),
    ):  # fmt: skip
        for _ in range(many):
            a_task(session, office, unit, assigned_on=given, due_on=due)
    for unit, given, due, many in (
        (justice, inside, done, 5), (justice, before, late, 2), (justice, inside, None, 3),
        (culture, before, done, 1), (culture, inside, late, 4),
    ):  # fmt: skip
        for _ in range(many):
            life.complete(a_task(session, office, unit, assigned_on=given, due_on=due), done)
    life.suspend(a_task(session, office, justice, assigned_on=inside, due_on=done), late)
    life.cancel(a_task(session, office, culture, assigned_on=inside, due_on=done), late)
    life.complete(a_task(session, office, justice, assigned_on=before, due_on=early), early)
    a_task(session, office, culture, assigned_on=date(2026, 11, 16), due_on=None)
    return district


def test_screen_excel_paper_snapshot_and_sql_say_the_same(
    page: Visitor, session: Session, district: District
) -> None:
    page.sign_in(district.monitor)
    page.get("reports.new", period="2026-11")
    shown = page.submit("Chốt số liệu và xem trước")
    report = session.scalars(select(Report)).one()
    by_hand = _of_database(session, district.office.id)
    assert len(by_hand) == 2
    assert sum(row[0][0] for row in by_hand.values()) > 30
    assert _on_screen(shown) == by_hand
    assert _in_excel(page.download("reports.workbook", report_id=report.id).data) == by_hand
    assert _on_paper(page.download("reports.download", report_id=report.id).data) == by_hand
    snapshot = from_json(snapshot_of(session, report.id).content)
    assert snapshot.tasks.total == sum(row[0][0] for row in by_hand.values())
    assert snapshot.counted is not None
    assert len({row.task_id for row in snapshot.counted}) >= snapshot.tasks.total


Row = tuple[tuple[int, ...], tuple[Decimal, Decimal]]
"""The numbers of a unit, and its two percentages."""


def _of_database(session: Session, office_id: int) -> dict[str, Row]:
    found: dict[str, Row] = {}
    for unit, *numbers in session.execute(text(BY_HAND), {"office": office_id}):
        total, _before, _given, in_time, late, undated, _ahead, overdue, _open, _halted = numbers
        rates = (
            _percent(in_time + late + undated, total),
            _percent(in_time, in_time + late + overdue),
        )
        found[unit] = (tuple(numbers), rates)
    return found


def _percent(part: int, whole: int) -> Decimal:
    share = Decimal(part) * 100 / Decimal(whole)
    return share.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)


def _typed(said: str) -> Decimal:
    """The number in "66,67%" or "50"."""
    return Decimal(said.partition("%")[0].strip().replace(",", "."))


def _on_screen(shown: BeautifulSoup) -> dict[str, Row]:
    (table,) = [
        each
        for each in shown.find_all("table")
        if each.caption and words(each.caption) == "Lượt giao theo đơn vị"
    ]
    found: dict[str, Row] = {}
    for line in table.select("tbody tr"):
        unit, _duties, *cells = [words(cell) for cell in line.find_all(["th", "td"])]
        numbers = tuple(int(cell.replace(".", "")) for cell in cells[:NUMBERS])
        found[unit] = (numbers, (_typed(cells[NUMBERS]), _typed(cells[NUMBERS + 1])))
    return _units(found)


def _in_excel(data: bytes) -> dict[str, Row]:
    found: dict[str, Row] = {}
    for unit, _duties, *cells in load_workbook(BytesIO(data))["Theo đơn vị"].values:
        if isinstance(cells[0], int):
            first, second = (Decimal(str(rate)) for rate in cells[NUMBERS : NUMBERS + 2])
            numbers = tuple(int(str(cell)) for cell in cells[:NUMBERS])
            found[str(unit)] = (numbers, (first, second))
    return _units(found)


def _on_paper(data: bytes) -> dict[str, Row]:
    (table,) = [
        each
        for each in Document(BytesIO(data)).tables
        if len(each.columns) > NUMBERS and each.rows[0].cells[1].text == "Đơn vị"
    ]
    found: dict[str, Row] = {}
    for line in table.rows[2:]:
        _order, unit, _duties, *cells = [cell.text.strip() for cell in line.cells]
        numbers = tuple(int(cell.replace(".", "")) for cell in cells[:NUMBERS])
        found[unit] = (numbers, (_typed(cells[NUMBERS]), _typed(cells[NUMBERS + 1])))
    return _units(found)


def _units(found: dict[str, Row]) -> dict[str, Row]:
    """Without the line of totals, which must be the sum of the others where there is one."""
    totals = [found.pop(name) for name in list(found) if name.casefold().startswith("tổng")]
    added = tuple(map(sum, zip(*[numbers for numbers, _rates in found.values()], strict=True)))
    assert all(numbers == added for numbers, _rates in totals)
    return found
