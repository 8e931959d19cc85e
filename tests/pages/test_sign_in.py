"""The entrance as a person meets it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.office import an_office
from tests.factories.user import a_user
from tests.support.clock import Clock
from tests.support.databases import engine_of
from tests.support.settings import config_for
from tests.support.visitor import Visitor, words
from tracker.app import create_app
from tracker.blueprints.way_back import own_path
from tracker.config import Config
from tracker.domain.history import EventKind
from tracker.domain.people import Role
from tracker.extensions import limiter
from tracker.models import Event, RateCount, User
from tracker.services import passwords

RIGHT = "mưa tháng mười một"


@pytest.fixture
def lan(session: Session) -> User:
    office = an_office(session)
    user = a_user(
        session,
        "Nguyễn Thị Lan",
        login="lan.nguyen",
        unit=office.lead_unit,
        office=office,
        roles=[Role.LEAD_OFFICE],
    )
    user.password_hash = passwords.hashed(RIGHT, cheap=True)
    session.commit()
    return user


def test_she_comes_in_and_goes_out(page: Visitor, lan: User) -> None:
    page.get("auth.sign_in")
    page.submit("Đăng nhập", identity="lan.nguyen", password=RIGHT)
    assert lan.name in words(page.get("auth.change_password"))
    before = lan.session_key

    page.submit("Đăng xuất")
    assert page.url == "/sign-in"
    page.session.refresh(lan)
    assert lan.session_key != before
    kinds = page.session.scalars(select(Event.kind).order_by(Event.id)).all()
    assert kinds == [EventKind.SIGNED_IN, EventKind.SIGNED_OUT]
    page.get("auth.change_password")
    assert page.url == "/sign-in"


def test_after_the_detour_she_is_where_she_wanted_to_be(page: Visitor, lan: User) -> None:
    page.read("/password?from=menu")
    assert page.url == "/sign-in"
    page.submit("Đăng nhập", identity="lan.nguyen", password=RIGHT)
    assert page.url == "/password"


def test_wrong_password_and_unknown_name_read_alike(page: Visitor, lan: User) -> None:
    page.get("auth.sign_in")
    wrong = words(page.submit("Đăng nhập", identity=lan.login, password="sai", status=422)).replace(
        lan.login, "…"
    )
    unknown = words(
        page.submit("Đăng nhập", identity="khong.co", password="sai", status=422)
    ).replace("khong.co", "…")

    assert "Tên đăng nhập hoặc mật khẩu không đúng" in wrong
    assert wrong == unknown


def test_what_was_typed_as_password_is_not_sent_back(page: Visitor, lan: User) -> None:
    page.get("auth.sign_in")
    page.submit("Đăng nhập", identity=lan.login, password="mưa tháng sáu", status=422)
    assert "mưa tháng sáu" not in str(page.soup)


def test_signing_out_is_never_a_link(page: Visitor, lan: User) -> None:
    page.sign_in(lan)
    assert page.open("/sign-out").status_code == 405


def test_a_one_time_password_leads_to_a_new_one_first(
    page: Visitor, session: Session, lan: User
) -> None:
    lan.must_change_password, lan.one_time_until = True, date(2026, 12, 24)
    session.commit()
    page.get("auth.sign_in")
    page.submit("Đăng nhập", identity="lan.nguyen", password=RIGHT)
    assert page.url == "/password"
    assert "mật khẩu một lần" in words(page.soup)

    page.get("inbox.index")
    assert page.url == "/password"
    page.submit(
        "Đổi mật khẩu",
        present=RIGHT,
        password="gió mùa đông bắc về",
        repeated="gió mùa đông bắc về",
    )
    session.refresh(lan)
    assert not lan.must_change_password
    page.get("inbox.index")
    assert page.url.startswith("/inbox")


def test_another_browser_is_out_after_the_change(
    app: Flask, session: Session, page: Visitor, lan: User
) -> None:
    other = Visitor(app, session)
    other.sign_in(lan)
    page.sign_in(lan)
    page.get("auth.change_password")
    page.submit(
        "Đổi mật khẩu",
        present=RIGHT,
        password="gió mùa đông bắc về",
        repeated="gió mùa đông bắc về",
    )

    other.get("auth.change_password")
    assert other.url == "/sign-in"
    page.get("auth.change_password")
    assert page.url == "/password"


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"present": "sai", "password": "gió mùa đông bắc"}, "Mật khẩu hiện tại không đúng"),
        ({"password": "ngắn"}, "ít nhất 12 ký tự"),
        ({"password": "lan.nguyen.2026"}, "trùng với tên đăng nhập"),
        ({"repeated": "gió mùa đông nam"}, "chưa giống nhau"),
    ],
)
def test_a_refused_change_says_why(
    page: Visitor, session: Session, lan: User, fields: dict[str, str], sentence: str
) -> None:
    page.sign_in(lan)
    page.get("auth.change_password")
    given = {"present": RIGHT, "password": "gió mùa đông bắc"} | fields
    given = {"repeated": given["password"]} | given
    before = lan.password_hash

    assert sentence in words(page.submit("Đổi mật khẩu", status=422, **given))
    session.refresh(lan)
    assert lan.password_hash == before


def test_english_before_and_after_signing_in(page: Visitor, session: Session, lan: User) -> None:
    page.get("auth.sign_in")
    page.post("auth.language", {"language": "en", "next": "/sign-in"})
    assert page.soup.html is not None
    assert page.soup.html["lang"] == "en"

    page.sign_in(lan)
    page.post("auth.language", {"language": "en", "next": "/password"})
    session.refresh(lan)
    assert (lan.language, page.url) == ("en", "/password")


def test_the_dark_theme_stays_with_browser_and_person(
    page: Visitor, session: Session, lan: User
) -> None:
    page.post("auth.theme", {"theme": "dark", "next": "/sign-in"})
    assert page.soup.find("link", attrs={"href": lambda h: h is not None and "dark.css" in h})

    page.sign_in(lan)
    page.post("auth.theme", {"theme": "light", "next": "/password"})
    session.refresh(lan)
    assert lan.theme == "light"


@pytest.mark.parametrize(
    ("endpoint", "field"), [("auth.language", "language"), ("auth.theme", "theme")]
)
def test_an_invented_choice_is_refused(page: Visitor, lan: User, endpoint: str, field: str) -> None:
    page.sign_in(lan)
    page.post(endpoint, {field: "klingon", "next": "/password"}, status=422)


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("/tasks?unit=3", "/tasks?unit=3"),
        ("https://xau.example/", None),
        ("//xau.example/", None),
        ("/\\xau.example/", None),
        ("/\t/xau.example/", None),
        ("javascript:alert(1)", None),
        ("tasks", None),
        ("", None),
        (None, None),
    ],
)
def test_the_way_back_stays_in_the_house(target: str | None, expected: str | None) -> None:
    assert own_path(target) == expected


def guarded_app(session: Session, folder: Path, clock: Clock) -> Flask:
    """The same database behind one more application that counts tries."""
    url = session.get_bind().engine.url.render_as_string(hide_password=False)
    settings = config_for(url, folder)
    return create_app(
        Config(
            data_dir=settings.data_dir,
            database_url=settings.database_url,
            secret_key="other",
            history_keys=settings.history_keys,
            testing=True,
            rate_limits=True,
        ),
        clock=clock,
    )


@pytest.fixture
def guarded(session: Session, tmp_path: Path, clock: Clock) -> Iterator[list[Visitor]]:
    """One browser at each of two web processes on one database."""
    apps = [guarded_app(session, tmp_path / name, clock) for name in ("one", "two")]
    yield [Visitor(app, session) for app in apps]
    limiter.enabled = False
    for app in apps:
        engine_of(app).dispose()


def tries(visitor: Visitor, identity: str, password: str) -> int:
    data = {"csrf_token": visitor.csrf_token(), "identity": identity, "password": password}
    return visitor.open("/sign-in", method="POST", data=data).status_code


@pytest.mark.both_databases
def test_one_address_tries_ten_times_a_minute_whichever_process_answers(
    guarded: list[Visitor], session: Session, lan: User, clock: Clock
) -> None:
    for number in range(10):
        assert tries(guarded[number % 2], f"ai.do.{number}", "sai") == 422
    for visitor in guarded:
        assert tries(visitor, lan.login, RIGHT) == 429
    signed_in = session.scalars(select(Event).where(Event.user_id == lan.id)).all()
    assert not signed_in

    clock.pass_by(minutes=2)
    assert tries(guarded[1], lan.login, RIGHT) == 302
    kept = session.scalars(select(RateCount.ends_at)).all()
    assert all(ends_at > clock() for ends_at in kept)


def test_an_old_one_time_password_says_what_to_do(
    page: Visitor, session: Session, lan: User, clock: Clock
) -> None:
    lan.must_change_password, lan.one_time_until = True, clock().date()
    session.commit()
    clock.pass_by(days=1)
    page.get("auth.sign_in")
    told = words(page.submit("Đăng nhập", identity=lan.login, password=RIGHT, status=422))
    assert "Mật khẩu một lần đã hết hiệu lực từ sau ngày" in told
    assert "đề nghị người quản trị" in told
    wrong = words(page.submit("Đăng nhập", identity=lan.login, password="sai", status=422))
    assert "đã hết hiệu lực" not in wrong
