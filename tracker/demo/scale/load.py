"""Loading a generated office of N tasks: the same rows for the same number and day."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.demo import papers
from tracker.demo.cast import ADMINISTRATOR
from tracker.demo.load import add_people
from tracker.demo.scale.chronicle import Chronicle
from tracker.demo.scale.fates import Cards
from tracker.demo.scale.orders import YEARS, write_register, write_regular
from tracker.demo.scale.society import settle
from tracker.demo.scale.table_writer import TableWriter
from tracker.demo.scale.world import KeptPaper, World
from tracker.documents.file_kind import MIME_TYPES, FileKind
from tracker.domain.errors import Conflict, InvalidInput
from tracker.domain.history_chain import Keys
from tracker.domain.local_time import VIETNAM
from tracker.models import Blob, HistoryTail
from tracker.queries.offices import any_office
from tracker.queries.working_calendar import working_calendar
from tracker.services import calendar_days
from tracker.services.history_sealing import seal_new
from tracker.services.office_setup import create_office
from tracker.storage import FileStore

SEED = 20261128
NAME = "UBND thành phố Đông Bình"
PAPERS = 12
"""Files in the store, shared by all hand-ins."""
LEAST = 100
MOST = 2_000_000


@dataclass(frozen=True, slots=True)
class Generated:
    """What was made."""

    name: str
    tasks: int
    directives: int
    events: int


def load_scale(
    session: Session,
    store: FileStore,
    *,
    tasks: int,
    today: date,
    password_hash: str,
    keys: Keys,
) -> Generated:
    """Fill an empty database with ``tasks`` tasks of five years, as of the morning of ``today``.

    Deterministic but for the session keys of the accounts. One transaction, committed at the
    end. Raises Conflict when there is an office already, InvalidInput for a number that is too
    small or too large.
    """
    if any_office(session) is not None:
        raise Conflict("Cơ sở dữ liệu đã có cơ quan; dữ liệu trình diễn chỉ nạp vào nơi còn trống.")
    if not LEAST <= tasks <= MOST:
        raise InvalidInput("Số lượt giao phải từ %(least)s đến %(most)s.", least=LEAST, most=MOST)
    world, tail = _found(session, store, today=today, password_hash=password_hash, keys=keys)
    write_regular(world)
    directives = write_register(world, Cards(world.dice), tasks)
    world.writer.finish()
    tail.seq, tail.seal = world.chronicle.seq, world.chronicle.seal
    session.commit()
    return Generated(NAME, tasks, directives, tail.seq)


def _found(
    session: Session, store: FileStore, *, today: date, password_hash: str, keys: Keys
) -> tuple[World, HistoryTail]:
    """The office with its people before the first order, and the end of its history."""
    dice = random.Random(SEED)
    first = today - timedelta(days=365 * YEARS)
    began = datetime.combine(first - timedelta(days=7), time(8), VIETNAM)
    made = create_office(
        session,
        preset="district",
        name=NAME,
        admin_login=ADMINISTRATOR.login,
        admin_name=ADMINISTRATOR.name,
        admin_hash=password_hash,
        must_change=False,
        is_demo=True,
        now=began,
    )
    office, units = made.office, dict(made.units)
    years = range(began.year, today.year + 3)
    calendar_days.seed(session, office_id=office.id, years=years, now=began)
    accounts = add_people(
        session, office, units, made.administrator, hash_=password_hash, now=began
    )
    society = settle(
        session, office, units, accounts, dice=dice, password_hash=password_hash, now=began
    )
    seal_new(session, lambda: keys)
    tail = session.scalars(select(HistoryTail)).one()
    writer = TableWriter(session.connection())
    world = World(
        writer=writer,
        chronicle=Chronicle(writer, keys, office.id, seq=tail.seq, seal=tail.seal),
        society=society,
        dice=dice,
        calendar=working_calendar(session, office.id),
        today=today,
        papers=_papers(store, writer, began),
    )
    return world, tail


def _papers(store: FileStore, writer: TableWriter, now: datetime) -> Sequence[KeptPaper]:
    """Some papers that really lie in the store."""
    kept = []
    for n in range(1, PAPERS + 1):
        data = papers.result_paper(NAME, f"{n}/BC", now.date(), "Báo cáo kết quả thực hiện")
        sha256 = store.keep(store.quarantine(data))
        writer.sheet(Blob).add(
            sha256=sha256,
            size=len(data),
            media_type=MIME_TYPES[FileKind.DOCX],
            created_at=now,
        )
        kept.append(KeptPaper(sha256, f"Báo cáo kết quả {n}.docx"))
    return kept
