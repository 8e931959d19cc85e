"""Signing in and passwords. Hashes come ready: nothing here is slow (design D16).

Failed attempts are kept too: ``attempt`` therefore returns a refusal instead of raising it,
so that the door commits the count and the event.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from tracker.domain.errors import InvalidInput, NotFound
from tracker.domain.history import EventKind
from tracker.domain.local_time import local_day
from tracker.domain.office_rules import OfficeRules
from tracker.models import User
from tracker.permissions import Actor, actor_of
from tracker.queries.office_rules import office_rules
from tracker.queries.offices import office_of
from tracker.queries.users import by_identity, the_system
from tracker.services import passwords
from tracker.services.history import record
from tracker.services.loading import for_change

LANGUAGES = ("vi", "en")
THEMES = ("auto", "light", "dark")


@dataclass(frozen=True, slots=True)
class Proof:
    """What the door found out about a password before the writing transaction.

    ``fresh_hash``: the password hashed with today's parameters, when the stored hash is old.
    """

    user_id: int | None
    matches: bool
    fresh_hash: str | None = None


def prove(session: Session, *, identity: str, password: str, cheap: bool = False) -> Proof:
    """Compare ``password`` with that of the account ``identity`` (login or e-mail). Slow, reads.

    Takes the same time whether there is such an account or not.
    """
    user = by_identity(session, identity)
    stored = user.password_hash if user is not None and user.is_active else None
    if not passwords.matches(stored, password, cheap=cheap):
        return Proof(user.id if user else None, matches=False)
    old = stored is not None and passwords.outdated(stored, cheap=cheap)
    fresh = passwords.hashed(password, cheap=cheap) if old else None
    return Proof(user.id if user else None, matches=True, fresh_hash=fresh)


@dataclass(frozen=True, slots=True)
class Entry:
    """How a sign-in ended: ``user`` came in, or nobody did.

    ``expired``: the password was right, a one-time one, and its last day was before today.
    """

    user: User | None = None
    expired: date | None = None


def attempt(session: Session, *, proof: Proof, now: datetime) -> Entry:
    """Sign the person of ``proof`` in, or count a failure.

    After ``lock_after`` failures in a row the account rests for ``lock_minutes``; meanwhile a
    right password is refused too, and nobody learns that it was right. A one-time password that
    came to its end is refused to whoever knows it, with its last day.
    """
    if proof.user_id is None:
        _record_stranger(session, now)
        return Entry()
    user = for_change(session, User, proof.user_id)
    rules = rules_of(session, user, now)
    if user.locked_until is not None and user.locked_until > now:
        _record_failure(session, user, now, reason="locked")
        return Entry()
    if not (proof.matches and user.is_active):
        user.failed_count += 1
        if user.failed_count >= rules.lock_after:
            user.failed_count = 0
            user.locked_until = now + timedelta(minutes=rules.lock_minutes)
        _record_failure(session, user, now, reason="password" if user.active else "inactive")
        return Entry()
    if user.one_time_until is not None and user.one_time_until < local_day(now):
        _record_failure(session, user, now, reason="expired")
        return Entry(expired=user.one_time_until)
    user.failed_count = 0
    user.locked_until = None
    user.last_sign_in_at = now
    if proof.fresh_hash is not None:
        user.password_hash = proof.fresh_hash
    record(session, EventKind.SIGNED_IN, actor=_self(session, user, now), now=now, user=user)
    return Entry(user)


def change_password(
    session: Session,
    *,
    user_id: int,
    present_matches: bool,
    new_password: str,
    new_hash: str,
    actor: Actor,
    now: datetime,
) -> User:
    """A person's own new password; all their other sessions end, for the session key changes.

    ``new_hash`` is ``new_password`` hashed beforehand. Raises InvalidInput at ``present`` or
    ``password``.
    """
    user = for_change(session, User, user_id)
    if not present_matches:
        raise InvalidInput("Mật khẩu hiện tại không đúng.", field="present")
    rules = rules_of(session, user, now)
    passwords.check(
        new_password,
        login=user.login,
        names=(user.name, user.email or ""),
        shortest=rules.password_min,
    )
    set_hash(user, new_hash)
    record(session, EventKind.PASSWORD_CHANGED, actor=actor, now=now, user=user)
    return user


def reset_password(
    session: Session, *, user_id: int, one_time_hash: str, actor: Actor, now: datetime
) -> User:
    """A one-time password for somebody who lost theirs; their sessions end, the lock opens."""
    user = for_change(session, User, user_id)
    if user.is_system:
        raise NotFound("Không tìm thấy người dùng này.")
    set_hash(user, one_time_hash, one_time_until=one_time_until(session, actor.office_id, now))
    user.failed_count = 0
    user.locked_until = None
    record(session, EventKind.PASSWORD_RESET, actor=actor, now=now, user=user)
    return user


def sign_out(session: Session, *, actor: Actor, now: datetime) -> None:
    """Every session of the person ends, on every machine (ASVS 3.3.1)."""
    user = for_change(session, User, actor.user_id)
    user.session_key = secrets.token_urlsafe(24)
    record(session, EventKind.SIGNED_OUT, actor=actor, now=now, user=user)


def set_hash(user: User, password_hash: str, *, one_time_until: date | None = None) -> None:
    """The one place where a password is put; a new session key ends every open session.

    ``one_time_until``: it is a one-time password that holds to the end of this day.
    """
    user.password_hash = password_hash
    user.must_change_password = one_time_until is not None
    user.one_time_until = one_time_until
    user.session_key = secrets.token_urlsafe(24)


def one_time_until(session: Session, office_id: int | None, now: datetime) -> date:
    """The last day of a one-time password made now, by the rule of the office that makes it."""
    today = local_day(now)
    rules = OfficeRules() if office_id is None else office_rules(session, office_id, today)
    return today + timedelta(days=rules.one_time_days)


def choose_language(session: Session, *, user_id: int, language: str) -> None:
    """A person's own language of the screens. Raises InvalidInput for one that we do not speak."""
    if language not in LANGUAGES:
        raise InvalidInput("Phần mềm chưa có ngôn ngữ này.", field="language")
    for_change(session, User, user_id).language = language


def choose_theme(session: Session, *, user_id: int, theme: str) -> None:
    """Light, dark, or as the machine says (auto). Raises InvalidInput for another one."""
    if theme not in THEMES:
        raise InvalidInput("Không có giao diện này.", field="theme")
    for_change(session, User, user_id).theme = theme


def rules_of(session: Session, user: User, now: datetime) -> OfficeRules:
    """The rules of the person's office; the defaults for somebody without one."""
    office = office_of(session, user, local_day(now))
    return office_rules(session, office.id, local_day(now)) if office else OfficeRules()


def _self(session: Session, user: User, now: datetime) -> Actor:
    """The person as the actor of their own sign-in."""
    day = local_day(now)
    return actor_of(user, office=office_of(session, user, day), on_day=day)


def _record_failure(session: Session, user: User, now: datetime, *, reason: str) -> None:
    record(
        session,
        EventKind.SIGN_IN_FAILED,
        actor=_self(session, user, now),
        now=now,
        user=user,
        reason=reason,
    )


def _record_stranger(session: Session, now: datetime) -> None:
    """No such account. What was typed is not kept: it may be a password in the wrong field."""
    system = the_system(session)
    if system is not None:
        actor = actor_of(system, office=None, on_day=local_day(now))
        record(session, EventKind.SIGN_IN_FAILED, actor=actor, now=now, reason="unknown")
