"""Which office a command is about: the only one, or the one named by ``--office``."""

from __future__ import annotations

import click
from sqlalchemy import select

from tracker.db import db
from tracker.models import Office


def every_office() -> list[int]:
    """The keys of all offices; a refusal where there is none."""
    offices = list(db.session.scalars(select(Office.id).order_by(Office.id)))
    if not offices:
        raise click.ClickException("Chưa có cơ quan nào. Hãy khởi tạo cơ quan trước.")
    return offices


def chosen_office(asked: int | None) -> int:
    """The key of the office that was asked for, or of the only one."""
    if asked is not None:
        if db.session.get(Office, asked) is None:
            raise click.ClickException(f"Không có cơ quan {asked}.")
        return asked
    offices = every_office()
    if len(offices) > 1:
        raise click.ClickException(
            f"Có nhiều cơ quan ({', '.join(map(str, offices))}). Hãy chọn một bằng --office."
        )
    return offices[0]
