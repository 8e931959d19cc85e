"""Who gets a file: every door to one × every person, and nothing for those who guess.

The task is Phòng Tư pháp's, Phòng Văn hóa coordinates it; Phòng Nội vụ has nothing to do with it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests.factories.district import District, a_district
from tests.factories.task import a_task
from tests.factories.unit import a_unit
from tests.factories.user import a_user
from tests.pages.kept_papers import a_directive_file, a_paper, a_pdf
from tests.support.visitor import Visitor
from tracker.documents.file_kind import FileKind
from tracker.domain.people import Post, Role
from tracker.models import Directive, User


@dataclass
class Place:
    """The district with one more unit, a clerk, and everything that an address may name."""

    district: District
    people: dict[str, User]
    names: dict[str, Any]


@pytest.fixture
def place(app: Flask, session: Session, now: datetime) -> Place:
    district = a_district(session)
    stranger = a_unit(session, "Phòng Nội vụ", parent=district.office.root_unit)
    task = a_task(session, district.office, district.justice, coordinating=[district.culture])
    made = a_paper(
        app,
        session,
        district,
        task,
        content=a_pdf(),
        name="Báo cáo.pdf",
        kind=FileKind.PDF,
        now=now,
    )
    directive = task.duty.directive
    file = a_directive_file(
        app, session, directive, content=a_pdf(2, "goc"), name="Gốc.pdf", now=now
    )
    elsewhere = a_district(session)
    return Place(
        district,
        {
            "head of the unit": district.justice_head,
            "officer of the unit": district.justice_officer,
            "coordinating unit": district.culture_head,
            "another unit": a_user(session, "Lý Văn Nam", unit=stranger, post=Post.HEAD),
            "lead office": district.monitor,
            "leader": district.chairman,
            "clerk": a_user(
                session,
                "Tạ Thị Oanh",
                unit=district.lead,
                office=district.office,
                roles=[Role.CLERK],
            ),
            "auditor": district.auditor,
            "administrator": district.administrator,
            "another office": elsewhere.monitor,
        },
        {
            "revision_id": made.id,
            "number": 1,
            "directive_id": directive.id,
            "file_id": file.id,
            "task_id": task.id,
        },
    )


PROOFS = ("evidence.download", "evidence.preview", "evidence.content", "evidence.picture")
ORDERS = (
    "directives.download",
    "directives.file_preview",
    "directives.file_content",
    "directives.file_picture",
    "directives.page",
    "directives.page_picture",
)
WHOLE = ("directives.dossier", "directives.dossier_archive")

OPEN = {
    "head of the unit": {PROOFS: 200, ORDERS: 200, WHOLE: 403, ("tasks.dossier",): 200},
    "officer of the unit": {PROOFS: 200, ORDERS: 200, WHOLE: 403, ("tasks.dossier",): 200},
    "coordinating unit": {PROOFS: 200, ORDERS: 404, WHOLE: 404, ("tasks.dossier",): 200},
    "another unit": {PROOFS: 404, ORDERS: 404, WHOLE: 404, ("tasks.dossier",): 404},
    "lead office": {PROOFS: 200, ORDERS: 200, WHOLE: 200, ("tasks.dossier",): 200},
    "leader": {PROOFS: 200, ORDERS: 200, WHOLE: 200, ("tasks.dossier",): 200},
    "clerk": {PROOFS: 200, ORDERS: 200, WHOLE: 200, ("tasks.dossier",): 200},
    "auditor": {PROOFS: 200, ORDERS: 200, WHOLE: 200, ("tasks.dossier",): 200},
    "administrator": {PROOFS: 403, ORDERS: 403, WHOLE: 404, ("tasks.dossier",): 404},
    "another office": {PROOFS: 404, ORDERS: 404, WHOLE: 404, ("tasks.dossier",): 404},
}
RESTRICTED = OPEN | {
    "auditor": {PROOFS: 404, ORDERS: 404, WHOLE: 404, ("tasks.dossier",): 404},
}


def doors(
    app: Flask, rights: dict[tuple[str, ...], int], names: dict[str, Any]
) -> list[tuple[str, dict[str, Any], int]]:
    """Endpoint, what its address names, what it answers."""
    wanted = {
        rule.endpoint: {name: names[name] for name in rule.arguments}
        for rule in app.url_map.iter_rules()
        if any(rule.endpoint in group for group in rights)
    }
    return [
        (endpoint, wanted[endpoint], status)
        for group, status in rights.items()
        for endpoint in group
    ]


@pytest.mark.parametrize("restricted", [False, True], ids=["open", "internal"])
@pytest.mark.parametrize("who", OPEN)
def test_every_door_to_a_file(
    app: Flask, session: Session, place: Place, who: str, *, restricted: bool
) -> None:
    if restricted:
        _restrict(session, place)
    visitor = Visitor(app, session)
    visitor.sign_in(place.people[who])
    rights = (RESTRICTED if restricted else OPEN)[who]
    wrong = []
    for endpoint, values, status in doors(app, rights, place.names):
        answer = visitor.open(visitor.address(endpoint, **values), buffered=True)
        if answer.status_code != status:
            wrong.append(f"{endpoint}: {answer.status_code}, not {status}")
        if answer.status_code != 200 and b"%PDF" in answer.data:
            wrong.append(f"{endpoint}: bytes in a refusal")
    assert not wrong, "; ".join(wrong)


GUESSES: dict[str, Callable[[Place], str]] = {
    "a hash": lambda place: f"/evidence/{'a' * 64}",
    "the store": lambda place: "/store/files/aa/bb",
    "a version that is not": lambda place: f"/evidence/revisions/{place.names['revision_id'] + 99}",
    "a number beyond all": lambda place: "/evidence/revisions/99999999999999999999",
    "a file of another order": lambda place: f"/directives/1/files/{place.names['file_id'] + 9}",
    "climbing": lambda place: "/evidence/revisions/..%2f..%2fsecret_key",
}


@pytest.mark.parametrize("guess", GUESSES)
def test_guessing_finds_nothing(app: Flask, session: Session, place: Place, guess: str) -> None:
    visitor = Visitor(app, session)
    visitor.sign_in(place.people["lead office"])
    assert visitor.open(GUESSES[guess](place)).status_code == 404


def test_nobody_gets_anything_unsigned(app: Flask, session: Session, place: Place) -> None:
    visitor = Visitor(app, session)
    for endpoint, values, _status in doors(app, OPEN["leader"], place.names):
        answer = visitor.open(visitor.address(endpoint, **values))
        assert answer.status_code == 302, endpoint


def _restrict(session: Session, place: Place) -> None:
    session.get_one(Directive, place.names["directive_id"]).restricted = True
    session.commit()
