"""``flask users``: when nobody who could administer can sign in."""

from __future__ import annotations

import click
from flask.cli import AppGroup
from sqlalchemy import select

from tracker.db import db, writing
from tracker.models import User
from tracker.permissions import Actor, actor_of
from tracker.queries.offices import office_of
from tracker.queries.users import POSTS_AND_ROLES, by_identity
from tracker.services import accounts, passwords
from tracker.services.office_setup import ensure_system
from tracker.surroundings import now, today

group = AppGroup("users", help="Tài khoản người dùng.")


@group.command("list")
@click.option("--all", "everybody", is_flag=True, help="Cả tài khoản đã khóa.")
def list_users(*, everybody: bool) -> None:
    """Tên đăng nhập, họ tên và vai trò hôm nay."""
    query = select(User).where(~User.is_system).options(*POSTS_AND_ROLES).order_by(User.login)
    for user in db.session.scalars(query if everybody else query.where(User.active)).unique():
        roles = ", ".join(grant.role.value for grant in user.grants if grant.holds_on(today()))
        state = "" if user.active else "  [đã khóa]"
        click.echo(f"{user.login:<24} {user.name:<32} {roles}{state}")


@group.command("reset-password")
@click.argument("login")
def reset_password(login: str) -> None:
    """Cấp mật khẩu một lần; các phiên đăng nhập của người đó kết thúc."""
    password = passwords.one_time()
    hashed = passwords.hashed_one_time(password)
    user_id = _found(login)
    with writing():
        user = accounts.reset_password(
            db.session(), user_id=user_id, one_time_hash=hashed, actor=_clock(user_id), now=now()
        )
        until = user.one_time_until
    click.echo(f"Mật khẩu một lần của {login} (chỉ hiện lần này): {password}")
    click.echo(f"Có hiệu lực đến hết ngày {until:%d/%m/%Y}.")


def _found(login: str) -> int:
    user = by_identity(db.session(), login)
    if user is None or user.is_system:
        raise click.ClickException(f"Không có tài khoản “{login}”.")
    return user.id


def _clock(user_id: int) -> Actor:
    """The system acts for the operator; the history says so, in the person's own office."""
    session = db.session()
    office = office_of(session, session.get_one(User, user_id), today())
    return actor_of(ensure_system(session, now=now()), office=office, on_day=today())
