"""Closing an account: what the person still holds goes to a successor first, all at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from tracker.domain.errors import InvalidInput, NotAllowed
from tracker.domain.history import EventKind
from tracker.domain.local_time import local_day
from tracker.domain.messages import MessageKind
from tracker.domain.open_work import WorkKind
from tracker.domain.people import Module, Post, Role
from tracker.models import Office, PreparedResult, Substitution, Task, User
from tracker.permissions import Actor
from tracker.queries.open_work import OpenWork, open_work
from tracker.queries.substitutions import own_lasting
from tracker.services import posts, substitutions
from tracker.services.history import record
from tracker.services.loading import for_change
from tracker.services.notices import people_of_unit, people_with_role, tell
from tracker.services.people import own_account


def deactivate(
    session: Session,
    *,
    user_id: int,
    successors: Mapping[WorkKind, int | None],
    actor: Actor,
    now: datetime,
) -> User:
    """Close the account, after everything open has gone to ``successors``, kind by kind.

    Raises InvalidInput at the kind for which there is somebody fit and nobody, or somebody
    unfit, was chosen; else as ``posts.deactivate``. Where nobody is fit, a task just goes back
    to its unit. Closed tasks keep the old name.
    """
    if actor.office_id is None:
        raise NotAllowed("Bạn chưa thuộc cơ quan nào.")
    office = session.get_one(Office, actor.office_id)
    user = own_account(session, user_id=user_id, actor=actor)
    work = open_work(session, office, user, local_day(now))
    chosen = {kind: _successor(work, kind, successors.get(kind)) for kind in work.kinds}
    handing = _Handing(session, user, chosen, actor, now)
    handing.posts(work)
    handing.tasks(work)
    handing.prepared(work)
    handing.substitutions(work)
    posts.deactivate(session, user_id=user_id, actor=actor, now=now)
    return user


def _successor(work: OpenWork, kind: WorkKind, user_id: int | None) -> User | None:
    fit = {person.id: person for person in work.fit[kind]}
    if not fit:
        return None
    if user_id is None:
        raise InvalidInput("Hãy chọn người nhận bàn giao.", field=kind.value)
    if user_id not in fit:
        raise InvalidInput("Người này không nhận được việc đó. Hãy chọn lại.", field=kind.value)
    return fit[user_id]


class _Handing:
    """One person's work on its way to others; every step leaves its trace."""

    def __init__(
        self,
        session: Session,
        user: User,
        chosen: Mapping[WorkKind, User | None],
        actor: Actor,
        now: datetime,
    ) -> None:
        self.session, self.user, self.chosen = session, user, chosen
        self.actor, self.now, self.today = actor, now, local_day(now)
        self.basis = f"Bàn giao khi khóa tài khoản của {user.name}"

    def posts(self, work: OpenWork) -> None:
        """Somebody else is head, and holds the role of the lead office, from today on."""
        head = self.chosen.get(WorkKind.ONLY_HEAD)
        for held in work.heads if head is not None else ():
            posts.add_membership(
                self.session,
                user_id=head.id if head is not None else 0,
                unit_id=held.unit_id,
                post=Post.HEAD,
                title=held.title,
                from_on=self.today,
                actor=self.actor,
                now=self.now,
            )
        follower = self.chosen.get(WorkKind.ONLY_LEAD_OFFICE)
        if follower is not None:
            posts.grant_role(
                self.session,
                user_id=follower.id,
                module=Module.TRACKING,
                role=Role.LEAD_OFFICE,
                from_on=self.today,
                actor=self.actor,
                now=self.now,
            )

    def tasks(self, work: OpenWork) -> None:
        """Those on which the person works, and those that they watch."""
        officer = self.chosen.get(WorkKind.ASSIGNED)
        for task in work.assigned:
            for_change(self.session, Task, task.id).assignee = officer
            self._trace(task, EventKind.OFFICER_NAMED, officer)
        monitor = self.chosen.get(WorkKind.MONITORED)
        for task in work.monitored:
            for_change(self.session, Task, task.id).monitor = monitor
            self._trace(task, EventKind.MONITOR_NAMED, monitor)
        for successor, tasks in ((officer, work.assigned), (monitor, work.monitored)):
            if successor is not None:
                self._tell(successor, list(tasks))
        self._tell_units(work.assigned, officer)

    def prepared(self, work: OpenWork) -> None:
        """Whoever takes it over hears what the head says of it, and may take it back."""
        successor = self.chosen.get(WorkKind.PREPARED)
        if successor is None:
            return
        for row in work.prepared:
            for_change(self.session, PreparedResult, row.id).prepared_by = successor
            task = self.session.get_one(Task, row.task_id)
            self._trace(task, EventKind.RESULT_PASSED_ON, successor)

    def substitutions(self, work: OpenWork) -> None:
        """The person's own end; where they are the deputy, the successor goes on with it."""
        for row in own_lasting(self.session, self.actor.office_id or 0, self.user.id, self.today):
            row.revoked_on = self.today
            substitutions.tell_of(
                self.session, row, EventKind.SUBSTITUTION_REVOKED, actor=self.actor, now=self.now
            )
        deputy = self.chosen.get(WorkKind.STANDS_IN)
        for row in work.stands_in:
            row.revoked_on = self.today
            self.session.flush()
            if deputy is not None:
                self._replace(row, deputy)

    def _replace(self, row: Substitution, deputy: User) -> None:
        try:
            substitutions.name_deputy(
                self.session,
                principal_id=row.principal_id,
                deputy_id=deputy.id,
                from_on=max(row.from_on, self.today),
                to_on=row.to_on,
                basis=row.basis,
                actor=self.actor,
                now=self.now,
            )
        except InvalidInput as error:
            error.field = WorkKind.STANDS_IN.value  # the form here has this field, not that one's
            raise

    def _tell_units(self, tasks: Iterable[Task], officer: User | None) -> None:
        """Whoever speaks for a unit hears whose hands its tasks left, and into whose they came.

        Where nobody of the unit is left, the lead office hears of it: no task is forgotten.
        """
        by_unit: dict[int, list[Task]] = defaultdict(list)
        for task in tasks:
            by_unit[task.lead_unit_id].append(task)
        for unit_id, theirs in by_unit.items():
            people = self._others(people_of_unit(self.session, unit_id, on_day=self.today))
            if not people and self.actor.office_id is not None:
                people = self._others(
                    people_with_role(
                        self.session, self.actor.office_id, Role.LEAD_OFFICE, on_day=self.today
                    )
                )
            self._tell_of_return(
                [person for person in people if person is not officer], theirs, officer
            )

    def _others(self, people: Iterable[User]) -> list[User]:
        return [person for person in people if person.id != self.user.id]

    def _tell_of_return(
        self, recipients: Sequence[User], tasks: Sequence[Task], officer: User | None
    ) -> None:
        unit = tasks[0].lead_unit
        now_with = f"nay do {officer.name} phụ trách" if officer else "nay chưa có người phụ trách"
        tell(
            self.session,
            recipients=recipients,
            kind=MessageKind.STEERED if officer else MessageKind.ASSIGNED,
            deed=f"leaving:{self.user.id}:{unit.id}:{self.now:%Y%m%d%H%M%S}",
            subject=f"{len(tasks)} nhiệm vụ của {self.user.name} {now_with}",
            text=(
                f"Tài khoản của {self.user.name} đã khóa. {len(tasks)} nhiệm vụ chưa hoàn thành "
                f"vẫn thuộc {unit.name}, {now_with}."
            ),
            link="/tasks/",
            actor=self.actor,
            now=self.now,
            tasks=tasks,
        )

    def _trace(self, task: Task, kind: EventKind, successor: User | None) -> None:
        record(
            self.session,
            kind,
            actor=self.actor,
            now=self.now,
            task=task,
            user=successor,
            basis=self.basis,
            officer_before=self.user.id,
            name_before=self.user.name,
            name_after=successor.name if successor else None,
        )

    def _tell(self, successor: User, tasks: list[Task]) -> None:
        tell(
            self.session,
            recipients=[successor],
            kind=MessageKind.ASSIGNED,
            deed=f"leaving:{self.user.id}:{self.now:%Y%m%d%H%M%S}",
            subject=f"Nhận bàn giao {len(tasks)} nhiệm vụ của {self.user.name}",
            text=f"Bạn nhận bàn giao {len(tasks)} nhiệm vụ chưa hoàn thành của {self.user.name}.",
            link="/tasks/",
            actor=self.actor,
            now=self.now,
            tasks=tasks,
        )
