"""Loading the demonstration: office, people, a year of work, the mornings of the last days."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from tracker.demo.agenda import Agenda
from tracker.demo.cast import ADMINISTRATOR, DISTRICT, MAIL_DOMAIN, PEOPLE, Person
from tracker.demo.charges import divide_work
from tracker.demo.deeds import Stage
from tracker.demo.desk import lay_out
from tracker.demo.dossiers import put_in_order
from tracker.demo.fates import Deck
from tracker.demo.index_year import score_years
from tracker.demo.persons import persons
from tracker.demo.story import write_agenda
from tracker.domain.delivery import Channel
from tracker.domain.errors import Conflict
from tracker.domain.local_time import VIETNAM
from tracker.domain.people import SPEAKS_FOR_UNIT, Module, Role
from tracker.domain.reporting_periods import PeriodKind, previous, window
from tracker.models import Office, OutboxMessage, Setting, Task, Unit, User
from tracker.permissions import Actor, actor_of
from tracker.queries.offices import any_office
from tracker.queries.period import period_of_day
from tracker.queries.working_calendar import working_calendar
from tracker.services import people, posts, reminders, reporting, saved_filters
from tracker.services.accounts import set_hash
from tracker.services.office_setup import create_office
from tracker.storage import FileStore

SEED = 20260701
DAYS_BACK = 330
MORNINGS = 5
"""How many working mornings before the day have been planned."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What the demonstration holds."""

    office: Office
    tasks: int
    deeds: int


def load(
    session: Session, store: FileStore, *, today: date, password_hash: str, base_url: str
) -> Loaded:
    """Fill an empty database with the demonstration as of the morning of ``today``.

    Deterministic for a day. Raises Conflict when there is an office already. Commits at the
    end of the story and once per planned person after it.
    """
    if any_office(session) is not None:
        raise Conflict("Cơ sở dữ liệu đã có cơ quan; dữ liệu trình diễn chỉ nạp vào nơi còn trống.")
    began = _moment(today - timedelta(days=DAYS_BACK), 8)
    made = create_office(
        session,
        preset="district",
        name=DISTRICT,
        admin_login=ADMINISTRATOR.login,
        admin_name=ADMINISTRATOR.name,
        admin_hash=password_hash,
        must_change=False,
        is_demo=True,
        now=began,
    )
    units = dict(made.units)
    session.add(_signer(made.office, began))
    accounts = add_people(
        session, made.office, units, made.administrator, hash_=password_hash, now=began
    )
    keeper = actor_of(made.administrator, office=made.office, on_day=began.date())
    divide_work(session, units, accounts, actor=keeper, now=began)
    stage = _stage(session, store, made.office, units, accounts, today=today)
    write_agenda(stage, units)
    persons(stage)
    deeds = stage.agenda.live()
    put_in_order(stage, _moment(today, 6, 30))
    lay_out(stage, _moment(today, 6, 45))
    score_years(stage)
    session.commit()
    _mornings(session, stage, base_url)
    _reports(session, stage)
    _shared_list(session, stage)
    _past_mail_is_sent(session, today)
    session.commit()
    tasks = session.scalar(select(func.count()).select_from(Task)) or 0
    return Loaded(made.office, tasks, deeds)


def _signer(office: Office, began: datetime) -> Setting:
    return Setting(
        office_id=office.id,
        key="signer_name",
        value="Nguyễn Đông An",
        from_on=began.date(),
        set_at=began,
    )


def _stage(
    session: Session,
    store: FileStore,
    office: Office,
    units: dict[str, Unit],
    accounts: dict[str, User],
    *,
    today: date,
) -> Stage:
    dice = random.Random(SEED)
    return Stage(
        session=session,
        store=store,
        office=office,
        people=accounts,
        speakers={
            units[person.unit].id: accounts[person.login]
            for person in PEOPLE
            if person.post in SPEAKS_FOR_UNIT and person.unit != "root"
        },
        agenda=Agenda(working_calendar(session, office.id), until=_moment(today, 7)),
        today=today,
        dice=dice,
        deck=Deck(dice),
    )


def add_people(
    session: Session,
    office: Office,
    units: dict[str, Unit],
    administrator: User,
    *,
    hash_: str,
    now: datetime,
) -> dict[str, User]:
    """The cast with its posts and roles, by logins."""
    actor = actor_of(administrator, office=office, on_day=now.date())
    accounts = {ADMINISTRATOR.login: administrator}
    for person in PEOPLE:
        user = people.add_user(
            session,
            login=person.login,
            name=person.name,
            email=f"{person.login}@{MAIL_DOMAIN}",
            password_hash=hash_,
            actor=actor,
            now=now,
        )
        set_hash(user, hash_)
        _place(session, person, user, units, actor=actor, now=now)
        accounts[person.login] = user
    session.flush()
    for user in accounts.values():
        session.refresh(user)
    return accounts


def _place(
    session: Session,
    person: Person,
    user: User,
    units: dict[str, Unit],
    *,
    actor: Actor,
    now: datetime,
) -> None:
    posts.add_membership(
        session,
        user_id=user.id,
        unit_id=units[person.unit].id,
        post=person.post,
        title=person.title,
        from_on=now.date(),
        actor=actor,
        now=now,
    )
    if person.role is not None:
        posts.grant_role(
            session,
            user_id=user.id,
            module=Module.OFFICE if person.role is Role.ADMINISTRATOR else Module.TRACKING,
            role=person.role,
            from_on=now.date(),
            actor=actor,
            now=now,
        )


def _mornings(session: Session, stage: Stage, base_url: str) -> None:
    """The reminders of the last working days, as the clock would have planned them."""
    calendar = stage.agenda.calendar
    for back in range(MORNINGS, 0, -1):
        day = calendar.add(stage.today, -back)
        reminders.plan(
            session, office_id=stage.office.id, now=_moment(day, 7, 30), base_url=base_url
        )


def _reports(session: Session, stage: Stage) -> None:
    """The reports of the last two months are there."""
    actor = stage.actor("theodoi", _moment(stage.today, 7))
    kind = PeriodKind.MONTH
    key = period_of_day(session, stage.office.id, stage.today).key
    for _ in range(2):
        key = previous(kind, key)
        days = window(kind, key)
        reporting.freeze(
            session,
            office_id=stage.office.id,
            kind=kind,
            key=key,
            from_on=days.from_on,
            to_on=days.to_on,
            directive_id=None,
            actor=actor,
            now=_moment(stage.today, 7),
        )


def _shared_list(session: Session, stage: Stage) -> None:
    """A list that the lead office keeps for everybody."""
    moment = _moment(stage.today, 7)
    saved_filters.save(
        session,
        name="Đang quá hạn toàn huyện",
        query="state=open_overdue",
        shared=True,
        first=False,
        actor=stage.actor("theodoi", moment),
        now=moment,
    )


def _past_mail_is_sent(session: Session, today: date) -> None:
    """What the story's mail would have been is over: nothing of it leaves when mail goes live."""
    session.execute(
        update(OutboxMessage)
        .where(OutboxMessage.channel == Channel.EMAIL)
        .values(sent_at=OutboxMessage.created_at)
    )
    session.execute(
        update(OutboxMessage)
        .where(
            OutboxMessage.channel == Channel.IN_APP,
            OutboxMessage.created_at < _moment(today - timedelta(days=2), 0),
        )
        .values(read_at=OutboxMessage.created_at)
    )


def _moment(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), VIETNAM)
