"""Bad input gets a sentence and a way back: odd numbers, odd days, letters that are none."""

from __future__ import annotations

import re
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.directive import a_directive
from tests.factories.district import District, a_district
from tests.factories.task import a_task
from tests.factories.user import a_user
from tests.support.visitor import Visitor, words
from tracker.blueprints.deeds import DeedForm
from tracker.domain.people import Post, Role
from tracker.models import Directive, FormReceipt, ProgressUpdate, Task, User
from tracker.services import people

#: More than a key on PostgreSQL, than one on SQLite, than Python turns into a number at all.
TOO_BIG = ["2147483648", "99999999999999999999", "9" * 5000]
NO_TEXT = "\x00\x01\x07\x1b\x7f\ufffe"


@pytest.fixture
def district(session: Session) -> District:
    return a_district(session)


@pytest.fixture
def everybody(page: Visitor, session: Session, district: District) -> Visitor:
    """Somebody with every role and a post: no door is closed before it looks at what was asked."""
    page.sign_in(
        a_user(
            session,
            "Nguyễn Thị Đủ",
            unit=district.lead,
            post=Post.HEAD,
            office=district.office,
            roles=list(Role),
        )
    )
    return page


def asked(page: Visitor, address: str) -> int:
    return page.open(address, buffered=True).status_code


@pytest.mark.both_databases
@pytest.mark.parametrize("key", TOO_BIG)
@pytest.mark.parametrize(
    "address",
    [
        "/tasks/%s",
        "/tasks/%s/confirm",
        "/directives/%s",
        "/directives/%s/review",
        "/evidence/revisions/%s",
        "/reports/%s",
        "/period/%s/2026-11",
        "/history/tasks/%s",
        "/inbox/%s",
        "/outbox/%s",
        "/admin/users/%s",
        "/admin/units/%s",
    ],
)
def test_a_number_that_no_key_can_be_is_not_found(
    everybody: Visitor, address: str, key: str
) -> None:
    assert asked(everybody, address % key) == 404


def test_no_address_takes_any_number_for_a_key(everybody: Visitor) -> None:
    """Every door of the house at once, on the smaller database."""
    for rule in everybody.app.url_map.iter_rules():
        if "int:" not in rule.rule or rule.methods is None or "GET" not in rule.methods:
            continue
        assert asked(everybody, re.sub("<[^>]+>", TOO_BIG[1], rule.rule)) == 404, rule.rule
        assert asked(everybody, re.sub("<[^>]+>", "٣", rule.rule)) == 404, rule.rule


@pytest.mark.both_databases
@pytest.mark.parametrize(
    "address",
    [
        *(f"/tasks/?directive={key}&unit={key}" for key in TOO_BIG),
        *(f"/admin/users?unit={key}&page={key}" for key in TOO_BIG),
        *(f"/history/?person={key}" for key in TOO_BIG),
        "/tasks/?unit=abc&sort=%00&q=%00&from_on=31/02/2026&state=x&status=x",
        "/tasks/?q=%ED%A0%80%27%22%25",
        "/directives/?q=%00%22*&received_from=31/02/2026&sort=x&kind=x",
        "/history/?kind=x&person=²&from_on=x",
        "/outbox/?state=x",
        *(f"{place}?page={key}" for place in ("/tasks/", "/history/") for key in TOO_BIG),
        "/reports/?page=1e9",
        "/inbox/?page=0",
        "/admin/users?q=%00&role=x&unit=²",
        "/admin/unit-groups?on=31/02/2026",
        "/calendar/?year=20261111",
        "/calendar/?year=0",
        "/directives/quick?directive=²",
    ],
)
def test_a_question_that_makes_no_sense_asks_nothing(everybody: Visitor, address: str) -> None:
    assert asked(everybody, address) == 200


@pytest.mark.parametrize("turn", ["abc", "-1", "²", "%00"])
@pytest.mark.parametrize("place", ["/tasks/", "/directives/", "/history/", "/outbox/"])
def test_a_place_that_no_list_has_leads_back_to_its_beginning(
    everybody: Visitor, place: str, turn: str
) -> None:
    shown = everybody.read(f"{place}?page={turn}", status=422)
    assert "Mở danh sách từ đầu" in words(shown)


@pytest.mark.parametrize("key", ["2026-13", "0000-01", "9999-W53", "abc", "%00"])
def test_a_period_that_cannot_be_is_refused_in_words(everybody: Visitor, key: str) -> None:
    everybody.read(f"/?period={key}", status=422)
    assert everybody.soup.h1 is not None


@pytest.mark.both_databases
def test_signs_that_no_database_keeps_are_left_out(
    page: Visitor, session: Session, district: District
) -> None:
    task = a_task(session, district.office, district.justice)
    page.sign_in(district.justice_officer)
    page.get("tasks.update", task_id=task.id)
    page.submit("Cập nhật tiến độ", text=f"Đã{NO_TEXT} xong\x0bmột nửa", milestone="drafting")
    update = session.scalars(select(ProgressUpdate)).one()
    assert update.text == "Đã xong\nmột nửa"


@pytest.mark.both_databases
def test_nobody_signs_in_with_signs_that_are_no_letters(page: Visitor, session: Session) -> None:
    page.get("auth.sign_in")
    page.submit("Đăng nhập", identity=f"lan{NO_TEXT}", password=f"khong{NO_TEXT}biet", status=422)
    assert "không đúng" in words(page.soup)


@pytest.mark.both_databases
@pytest.mark.parametrize("receipt", ["\x00", "x" * 5000, "Đ", ""])
def test_a_receipt_that_no_page_gave_out_is_replaced(
    page: Visitor, session: Session, district: District, receipt: str
) -> None:
    task = a_task(session, district.office, district.justice)
    page.sign_in(district.justice_officer)
    sent = {"receipt": receipt, "version": task.row_version}
    page.post("tasks.acknowledge", sent, task_id=task.id)
    token = session.scalars(select(FormReceipt.token)).one()
    assert token != receipt
    assert 20 <= len(token) <= 64


@pytest.mark.parametrize("version", [1, None])
def test_a_second_click_at_the_same_moment_finds_the_deed_done(
    page: Visitor,
    session: Session,
    district: District,
    monkeypatch: pytest.MonkeyPatch,
    version: int | None,
) -> None:
    task = a_task(session, district.office, district.justice)
    page.sign_in(district.justice_officer)
    sent = {"receipt": "A" * 24, "version": version}
    page.post("tasks.acknowledge", sent, task_id=task.id)
    led_to = page.url
    monkeypatch.setattr(DeedForm, "known_new", True)  # it was asked before the first had ended
    page.post("tasks.acknowledge", sent, task_id=task.id)
    assert page.url == led_to
    assert len(session.scalars(select(FormReceipt)).all()) == 1


def test_forms_without_their_fields_are_shown_again(
    everybody: Visitor, session: Session, district: District
) -> None:
    paper = a_directive(session, district.office)
    task = a_task(session, district.office, district.justice)
    keys = {"task_id": task.id, "directive_id": paper.id, "unit_id": district.justice.id}
    for endpoint in (
        "directives.take_in",
        "directives.quick",
        "directives.edit",
        "tasks.transfer",
        "tasks.change_deadline",
        "tasks.suspend",
        "tasks.cancel",
        "reports.new",
        "admin.add_user",
        "admin.add_unit",
        "admin.rename_unit",
        "calendar.add_day",
    ):
        wanted = everybody.app.url_map._rules_by_endpoint[endpoint][0].arguments
        values = {name: keys[name] for name in wanted}
        answer = everybody.open(
            everybody.address(endpoint, **values),
            method="POST",
            data={"csrf_token": everybody.csrf_token()},
        )
        assert answer.status_code in (302, 422), (endpoint, answer.status_code)
    assert session.scalars(select(Task.status)).all() == ["assigned"]


def test_a_very_long_text_is_refused_with_its_length(
    everybody: Visitor, session: Session, district: District
) -> None:
    paper = a_directive(session, district.office, title="Kế hoạch")
    everybody.get("directives.edit", directive_id=paper.id)
    everybody.submit("Lưu thông tin văn bản", title="ă" * 200_000, status=422)
    assert "200000 ký tự" in words(everybody.soup)
    session.refresh(paper)
    assert paper.title == "Kế hoạch"


def test_marks_of_pages_in_names_and_texts_stay_text(
    everybody: Visitor, session: Session, district: District
) -> None:
    evil = '"><script>alert(1)</script><a href="javascript:alert(1)">'
    paper = a_directive(session, district.office, title=evil, number=evil[:40])
    task = a_task(session, district.office, district.justice, text=evil)
    person = a_user(session, evil, unit=district.justice)
    for address in (
        f"/directives/{paper.id}",
        f"/directives/{paper.id}/review",
        "/directives/",
        f"/tasks/{task.id}",
        "/tasks/",
        "/tasks/waiting",
        f"/history/tasks/{task.id}",
        f"/admin/users/{person.id}",
        "/admin/users",
        "/",
    ):
        soup = everybody.read(address)
        assert not [s for s in soup.find_all("script") if "alert" in s.get_text()], address
        links = [a["href"] for a in soup.find_all("a", href=True)]
        assert not [href for href in links if str(href).startswith("javascript:")], address


def test_a_person_without_any_office_finds_closed_doors_only(
    page: Visitor, session: Session, district: District
) -> None:
    a_task(session, district.office, district.justice)
    page.sign_in(a_user(session, "Nguyễn Không Nơi"))
    for rule in page.app.url_map.iter_rules():
        if rule.methods is None or "GET" not in rule.methods or "int:" in rule.rule:
            continue
        if rule.arguments or rule.endpoint in ("static", "bootstrap.static"):
            continue
        closed = {200, 302, 403, 404}
        if rule.endpoint == "health.probe":
            closed.add(503)  # it is open to everybody, and nothing was ever planned here
        assert asked(page, rule.rule) in closed, rule.rule


def test_a_closed_account_is_out_at_once(
    page: Visitor, session: Session, district: District
) -> None:
    page.sign_in(district.monitor)
    page.get("tasks.index")
    district.monitor.active = False
    answer = page.open("/tasks/")
    assert (answer.status_code, answer.location) == (302, "/sign-in")


@pytest.mark.parametrize(
    "target",
    ["//evil.example", "/\\evil.example", "https://evil.example", "javascript:alert(1)", "/\t/x"],
)
def test_nobody_is_led_to_another_site(page: Visitor, target: str) -> None:
    page.get("auth.sign_in")
    sent = {"csrf_token": page.csrf_token(), "theme": "dark", "next": target}
    answer = page.open("/theme", method="POST", data=sent)
    assert answer.location == "/"


def test_no_deed_without_the_token_of_a_page(
    everybody: Visitor, session: Session, district: District
) -> None:
    """Every door that acts, asked by another site's form: 400 before anything is looked at."""
    for rule in everybody.app.url_map.iter_rules():
        if rule.methods is None or "POST" not in rule.methods:
            continue
        address = re.sub("<[^>]+>", "1", re.sub(r"<any\((\w+)[^>]+>", r"\1", rule.rule))
        answer = everybody.open(address, method="POST", data={"receipt": "x"})
        assert answer.status_code == 400, rule.rule
    assert session.scalars(select(FormReceipt)).all() == []


@pytest.mark.both_databases
def test_two_who_take_the_same_login_at_once_are_told_apart(
    everybody: Visitor, session: Session, district: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other one's account appears between our look and our writing."""
    monkeypatch.setattr(people, "_refuse_taken", lambda *_things: None)
    taken = district.monitor.login
    everybody.get("admin.add_user")
    everybody.submit(
        "Thêm và cấp mật khẩu một lần",
        status=409,
        name="Lê Thị Sau",
        login=taken,
        unit=str(district.justice.id),
        post="officer",
        from_on="01/01/2026",
    )
    assert len(session.scalars(select(User).where(User.login == taken)).all()) == 1


def test_columns_that_a_form_does_not_have_cannot_be_set(
    everybody: Visitor, session: Session, district: District
) -> None:
    """Whose a directive is and who took it in are not for the form to say."""
    paper = a_directive(session, district.office)
    before = (paper.office_id, paper.created_by_id, paper.created_at)
    everybody.get("directives.edit", directive_id=paper.id)
    form = {
        str(field["name"]): str(field.get("value", ""))
        for field in everybody.soup.find_all("input", attrs={"name": True})
    }
    form |= {"title": "Kế hoạch khác", "kind": "ke_hoach", "source": "document"}
    form |= {"urgency": "normal", "office_id": "999", "created_by_id": "999", "row_version": "77"}
    everybody.open(f"/directives/{paper.id}/edit", method="POST", data=form)
    stored = session.scalars(select(Directive).where(Directive.id == paper.id)).one()
    assert (stored.office_id, stored.created_by_id, stored.created_at) == before
    assert stored.row_version < 77
    assert stored.received_on == date(2026, 1, 6)
    assert session.get(User, 999) is None
