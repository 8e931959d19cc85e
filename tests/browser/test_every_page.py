"""Every page with everybody who may work here: it opens, keeps nobody out and fits a phone.

The list of pages is the application's own list of routes; what an address names is taken from
the demonstration (tests/browser/examples.py).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pytest
from flask import Flask
from playwright.sync_api import Page, ViewportSize
from sqlalchemy import inspect, select
from sqlalchemy.orm import Session
from werkzeug.routing import Rule

from tests.browser.examples import NONE_SHOWN, Examples
from tests.browser.people import sign_in
from tests.support.barriers import barriers
from tests.support.district import District
from tracker.db import Base
from tracker.models import (
    Comment,
    Directive,
    Duty,
    Explanation,
    IndexRound,
    IndexSet,
    IndexSheet,
    Instruction,
    Obstacle,
    OfficialPaper,
    Questionnaire,
    SavedFilter,
    Series,
    Task,
    UnitStep,
    User,
)
from tracker.permissions import Actor, Permission, actor_of, allows
from tracker.permissions.scope import SCOPES
from tracker.queries.offices import any_office

Window = Callable[..., Page]
DESK: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}

EVERYBODY = {
    "lead office": "theodoi",
    "head of a unit": "tuphap",
    "leader": "chutich",
    "auditor": "kiemtra",
    "administrator": "quantri",
    "clerk": "vanthu",
}
#: Their pages are full and differ: these two look at all of theirs. The others look at what
#: nobody before them may open, and at their own first page; the rest they open by its status.
LOOKERS = ("theodoi", "tuphap")
FIRST_PAGES = {"dashboard.home", "inbox.index"}

#: Doors that hand out a file: nothing to look at.
FILES = {
    "admin.import_template",
    "directives.dossier_archive",
    "directives.download",
    "directives.file_content",
    "directives.file_picture",
    "directives.list_template",
    "directives.page_picture",
    "directives.scan_progress",
    "evidence.content",
    "evidence.download",
    "evidence.picture",
    "explanations.export",
    "feed.calendar",
    "history.export",
    "history.export_explained",
    "admin.export_users",
    "directives.export",
    "health.probe",
    "index_rounds.decision_file",
    "index_rounds.result_file",
    "index_rounds.survey_template",
    "index_sets.file",
    "index_sheets.evidence_folders",
    "index_sheets.plan_file",
    "index_sheets.round_folders",
    "ledger.export",
    "matrix.sheet",
    "obstacles.export",
    "official_papers.template_example",
    "reports.download",
    "reports.job_progress",
    "reports.made_file",
    "reports.period_archive",
    "reports.signed",
    "reports.workbook",
    "series.export",
    "tasks.dossier",
    "tasks.export",
    "tasks.export_coordination",
}
#: Doors whose right is not all: whose thing it is decides too, in scope or in the service.
THEIRS = {
    "directives.download",
    "directives.file_content",
    "directives.file_picture",
    "directives.file_preview",
    "directives.page",
    "directives.page_picture",
    "directives.scan",
    "directives.scan_progress",
    "directives.show",
    "directives.take_from_above",
    "drafts.show_list",
    "evidence.content",
    "evidence.download",
    "evidence.picture",
    "evidence.preview",
    "evidence.revise",
    "explanations.give",
    "feed.calendar",
    "inbox.show",
    "index_rounds.close",
    "index_rounds.decision_file",
    "index_rounds.emulation",
    "index_rounds.open_round",
    "index_rounds.outlooks",
    "index_rounds.publish",
    "index_rounds.ranking",
    "index_rounds.result_file",
    "index_rounds.seal",
    "index_sets.add_item",
    "index_sets.edit_item",
    "index_sets.put_in_use",
    "index_sets.remove_item",
    "index_sheets.agree",
    "index_sheets.appraise",
    "index_sheets.ask",
    "index_sheets.charge",
    "index_sheets.check",
    "index_sheets.council",
    "index_sheets.explain",
    "index_sheets.give_back",
    "index_sheets.item",
    "index_sheets.lock",
    "index_sheets.papers",
    "index_sheets.pass_on",
    "index_sheets.plan_tasks",
    "index_sheets.reopen",
    "index_sheets.return_it",
    "index_sheets.score",
    "index_sheets.undecide",
    "leader.publish_ranking",
    "ledger.person",
    "ledger.unit",
    "matrix.print_view",
    "matrix.sheet",
    "matrix.show",
    "official_papers.make",
    "period.fill",
    "reminders.unit",
    "reports.job",
    "reports.job_progress",
    "reports.made_file",
    "reports.number",
    "reports.sign",
    "reports.signed",
    "surveys.add_question",
    "surveys.close",
    "surveys.enter_paper",
    "surveys.make_links",
    "surveys.open_to_answers",
    "tasks.answer",
    "tasks.chasing",
    "tasks.judge_part",
    "tasks.unlink_paper",
    "substitutions.change",
    "substitutions.revoke",
}
OPEN, REFUSED = frozenset({200}), frozenset({403, 404})
ASKED = OPEN | REFUSED | {409}
#: What these answer when nothing was asked, or (a monitor's) when no morning was ever planned.
SPECIAL = {
    "answering.show": frozenset({404}),
    "health.probe": frozenset({200, 503}),
    "ledger.print_list": frozenset({200, 422}),
    "reports.preview_rows": frozenset({422}),
}


@pytest.fixture
def app(district: District) -> Flask:
    """The demonstration instead of an empty database."""
    return district.app


@dataclass(frozen=True)
class Visit:
    """An address, and what the table of rights says about it."""

    address: str
    endpoint: str
    statuses: frozenset[int]


@pytest.mark.parametrize("login", EVERYBODY.values(), ids=EVERYBODY.keys())
def test_every_page_opens_to_whom_it_should(
    window: Window, district: District, today: date, login: str
) -> None:
    page = window()
    sign_in(page, login)
    with district.session() as session:  # closed before the first page asks to write
        visits = plan(session, district.app, login, today)
        looked_at = looks(session, district.app, login, today)
    assert [
        fault for visit in visits for fault in faults(page, visit, visit.endpoint in looked_at)
    ] == []


def plan(session: Session, app: Flask, login: str, today: date) -> list[Visit]:
    """Every page once, as this person."""
    examples, who = Examples(session, login, today), actor(session, login, today)
    return [
        Visit(examples.address(rule), rule.endpoint, statuses(session, who, app, rule, examples))
        for rule in pages(app)
    ]


def looks(session: Session, app: Flask, login: str, today: date) -> set[str]:
    """The endpoints whose pages this person looks at in the window."""
    every = {rule.endpoint for rule in pages(app)} - FILES
    if login in LOOKERS:
        return every
    people = list(EVERYBODY.values())
    seen = {
        visit.endpoint
        for earlier in people[: people.index(login)]
        for visit in plan(session, app, earlier, today)
        if visit.statuses == OPEN
    }
    return every - seen | FIRST_PAGES


def faults(page: Page, visit: Visit, looked_at: bool) -> list[str]:
    """Sentences about what is wrong with the page, or with its being shown at all.

    What may be refused is asked for without the window, whose console would call it an error.
    """
    if not looked_at or visit.statuses != OPEN:
        answer = page.request.get(visit.address)
        if answer.status not in visit.statuses:
            return [f"{visit.address}: {answer.status}, not {sorted(visit.statuses)}"]
        if not looked_at or answer.status != 200:
            return []
    page.set_viewport_size(DESK)
    shown = page.goto(visit.address)
    if shown is None or shown.status != 200:
        return [f"{visit.address}: {shown and shown.status}, not 200"]
    found = barriers(page)
    page.set_viewport_size(PHONE)
    wide = page.evaluate("document.documentElement.scrollWidth")
    if wide > PHONE["width"]:
        found.append(f"{wide} wide on a phone of {PHONE['width']}")
    return [f"{visit.address}: {fault}" for fault in found]


def pages(app: Flask) -> list[Rule]:
    """Everything that can be opened, in the order of the addresses."""
    return sorted(
        (
            rule
            for rule in app.url_map.iter_rules()
            if "GET" in (rule.methods or ()) and not rule.endpoint.endswith("static")
        ),
        key=str,
    )


def actor(session: Session, login: str, today: date) -> Actor:
    user = session.scalars(select(User).where(User.login == login)).one()
    office = any_office(session)
    assert office is not None
    return actor_of(user, office=office, on_day=today)


def statuses(
    session: Session, who: Actor, app: Flask, rule: Rule, examples: Examples
) -> frozenset[int]:
    """What the table of rights says about this address."""
    guard = getattr(app.view_functions[rule.endpoint], "guard", None)
    opened = SPECIAL.get(rule.endpoint, OPEN)
    if not isinstance(guard, Permission):
        return ASKED if rule.endpoint in THEIRS else opened
    values = examples.values(rule)
    kinds: dict[str, type[Base]] = {
        "task_id": Task,
        "directive_id": Directive,
        "explanation_id": Explanation,
        "filter_id": SavedFilter,
        "series_id": Series,
        "duty_id": Duty,
        "obstacle_id": Obstacle,
        "instruction_id": Instruction,
        "comment_id": Comment,
        "step_id": UnitStep,
        "paper_id": OfficialPaper,
        "sheet_id": IndexSheet,
        "round_id": IndexRound,
        "questionnaire_id": Questionnaire,
        "index_set_id": IndexSet,
    }
    things = [session.get(kinds[name], values[name]) for name in kinds if name in values]
    for name in kinds.keys() & values.keys():
        if kinds[name] in SCOPES and not _sees(session, who, kinds[name], values[name]):
            return REFUSED
    if not allows(who, guard, things[0] if things else None):
        return REFUSED
    free = rule.endpoint not in THEIRS and not rule.arguments & NONE_SHOWN
    return opened if free else ASKED


def _sees(session: Session, who: Actor, model: type[Base], key: int) -> bool:
    """What one may not see is not there."""
    (column,) = inspect(model).primary_key
    return session.scalar(select(column).where(column == key, SCOPES[model](who))) is not None
