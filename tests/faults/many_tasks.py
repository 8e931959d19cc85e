"""An office with very many tasks that fall due within two weeks, made fast and always the same."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from sqlalchemy import Table, func, insert, select
from sqlalchemy.orm import Session

from tests.factories.office import an_office
from tests.factories.task import a_task
from tests.factories.unit import a_unit
from tests.factories.user import a_user, the_system
from tracker.db import Base
from tracker.domain.calendar_rows import DayKind
from tracker.domain.people import Post
from tracker.models import CalendarDay, Office, Task, Unit

FIRST_DAY = date(2026, 12, 28)
"""A Monday; the Friday is a holiday, the Saturday is worked in its place."""

LAST_DAY = FIRST_DAY + timedelta(days=7)
HOLIDAY, WORKED_SATURDAY = date(2027, 1, 1), date(2027, 1, 2)

TABLES = ("duty", "task", "deadline", "task_lead")
ABOUT = {"task": "duty_id", "deadline": "task_id", "task_lead": "task_id"}


def an_office_with(session: Session, tasks: int, units: int) -> Office:
    """``units`` units, each with a head and an officer who read mail, and ``tasks`` open tasks."""
    the_system(session)
    office = an_office(session)
    for day, kind in ((HOLIDAY, DayKind.HOLIDAY), (WORKED_SATURDAY, DayKind.SWAP_WORK)):
        session.add(CalendarDay(office_id=office.id, on_day=day, kind=kind, name="Tết dương lịch"))
    made = [a_unit(session, f"Phòng {n:03}", parent=office.root_unit) for n in range(units)]
    for n, unit in enumerate(made):
        a_user(session, unit=unit, post=Post.HEAD, email=f"truong.{n}@tracker.test")
        a_user(session, unit=unit, email=f"chuyen.vien.{n}@tracker.test")
    model = a_task(session, office, made[0], due_on=FIRST_DAY)
    session.commit()
    _copies(session, model, made, tasks - 1)
    session.commit()
    return office


def _copies(session: Session, model: Task, units: list[Unit], count: int) -> None:
    """Row by row after the model's rows, with other keys, units and due days."""
    tables = {name: Base.metadata.tables[name] for name in TABLES}
    models = {
        "duty": _row(session, tables["duty"], "id", model.duty_id),
        "task": _row(session, tables["task"], "id", model.id),
        "deadline": _row(session, tables["deadline"], "task_id", model.id),
        "task_lead": _row(session, tables["task_lead"], "task_id", model.id),
    }
    first = {name: _next_id(session, table) for name, table in tables.items()}
    for name, table in tables.items():
        rows = []
        for n in range(count):
            row = dict(models[name])
            row["id"] = first[name] + n
            if name in ABOUT:
                row[ABOUT[name]] = first[ABOUT[name].removesuffix("_id")] + n
            unit, due = units[n % len(units)].id, FIRST_DAY + timedelta(days=n % 15 - 3)
            row |= {key: value for key, value in _own(name, unit, due).items() if key in row}
            rows.append(row)
        for start in range(0, count, 500):
            session.execute(insert(table), rows[start : start + 500])


def _own(name: str, unit_id: int, due: date) -> dict[str, Any]:
    return {
        "task": {"lead_unit_id": unit_id, "due_on": due},
        "deadline": {"due_on": due},
        "task_lead": {"unit_id": unit_id},
    }.get(name, {})


def _row(session: Session, table: Table, column: str, value: int) -> dict[str, Any]:
    found = session.execute(select(table).where(table.c[column] == value)).mappings().one()
    return {str(key): value for key, value in found.items()}


def _next_id(session: Session, table: Table) -> int:
    return int(session.scalar(select(func.max(table.c.id))) or 0) + 1
