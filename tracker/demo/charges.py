"""Who is in charge of what in the demonstration: the fields and the leaders' division of work."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from tracker.models import Unit, User
from tracker.permissions import Actor
from tracker.services.leader_charges import put_in_charge
from tracker.services.work_fields import add_field

BASIS = "Thông báo số 03/TB-UBND về phân công công tác của lãnh đạo UBND huyện"

#: Field -> units whose usual one it is (codes of the district preset).
FIELDS = {
    "Nội vụ": ("home_affairs",),
    "Tư pháp": ("justice",),
    "Tài chính": ("finance",),
    "Kinh tế, hạ tầng": ("economy",),
    "Văn hóa - xã hội": ("culture", "education", "labour"),
    "Nông nghiệp, môi trường": ("agriculture", "environment"),
}
CHAIRMAN = ("Nội vụ", "Tài chính")


def divide_work(
    session: Session,
    units: dict[str, Unit],
    accounts: dict[str, User],
    *,
    actor: Actor,
    now: datetime,
) -> None:
    """The chairman keeps some fields and his office, the deputy has the others."""
    fields = {
        name: add_field(
            session,
            name=name,
            ord=place,
            unit_ids=[units[code].id for code in codes],
            actor=actor,
            now=now,
        ).id
        for place, (name, codes) in enumerate(FIELDS.items(), start=1)
    }
    for login, mine in (
        ("chutich", [key for name, key in fields.items() if name in CHAIRMAN]),
        ("phochutich", [key for name, key in fields.items() if name not in CHAIRMAN]),
    ):
        put_in_charge(
            session,
            user_id=accounts[login].id,
            unit_ids=[units["office"].id] if login == "chutich" else [],
            field_ids=mine,
            from_on=now.date(),
            basis=BASIS,
            actor=actor,
            now=now,
        )
