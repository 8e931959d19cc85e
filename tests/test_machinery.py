"""The machinery of the tests would itself be trusted blindly: here it finds planted faults."""

from __future__ import annotations

import smtplib
import socket
from datetime import date, datetime

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.support.clock import Clock
from tests.support.databases import POSTGRESQL
from tests.support.decency import faults
from tests.support.form import filled, form_with
from tests.support.mail import PostOffice
from tests.support.network import NetworkUsed
from tracker.models import User

DECENT = """<html lang="vi"><head><title>Nhiệm vụ</title></head><body><main><h1>Nhiệm vụ</h1>
<form method="post" action="/tasks/1/submit"><input type="hidden" name="csrf_token" value="x">
<label for="note">Ghi chú</label><textarea id="note" name="note">cũ</textarea>
<label><input type="checkbox" name="late" checked> Quá hạn</label>
<select aria-label="Đơn vị" name="unit"><option value="1">A</option>
<option value="2" selected>B</option></select><button name="deed" value="send">Gửi</button></form>
<form action="/tasks"><label for="q">Tìm</label><input id="q" name="q"><button>Tìm</button></form>
</main></body></html>"""


def soup(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "html.parser")


def test_a_decent_page_has_no_fault() -> None:
    assert faults(soup(DECENT)) == []


@pytest.mark.parametrize(
    ("good", "bad", "fault"),
    [
        (' lang="vi"', "", "does not say its language"),
        ("<title>Nhiệm vụ</title>", "", "has no title"),
        ("<h1>Nhiệm vụ</h1>", "", "0 h1"),
        ('<label for="note">Ghi chú</label>', "", "“note” has no label"),
        ('for="note"', 'for="nothing"', "bound to nothing"),
        ('action="/tasks/1/submit"', 'action=""', "does not say where it leads"),
        ("csrf_token", "token", "no CSRF token"),
        ("<main>", '<main><p id="q"></p>', "“q” stands twice"),
        ("<main>", '<main><a href="#">Xem</a>', "leads nowhere"),
        ("<main>", '<main><a href="/x"><i></i></a>', "says nothing"),
        ("<main>", '<main><img src="/x.png">', "no alt text"),
        ("<main>", '<main><p style="color: red">', "carries style="),
        ("<main>", '<main><p onclick="x()">', "carries onclick="),
        ("<main>", "<main><script>x()</script>", "script stands inside"),
        ("<main>", "<main><table><tr><td>1</td></tr></table>", "no headings"),
        ("<main>", "<main><p>Hạn: None</p>", "Hạn: None"),
    ],
)
def test_an_indecent_page_is_told_so(good: str, bad: str, fault: str) -> None:
    found = faults(soup(DECENT.replace(good, bad, 1)))
    assert any(fault in sentence for sentence in found), found


def test_a_form_is_sent_as_it_stands() -> None:
    page = soup(DECENT)
    form = form_with(page, "Gửi")
    assert filled(form, "Gửi", {"note": "mới"}) == {
        "csrf_token": ["x"],
        "note": "mới",
        "late": ["on"],
        "unit": ["2"],
        "deed": "send",
    }
    with pytest.raises(AssertionError, match="no field"):
        filled(form, "Gửi", {"ghi_chu": "mới"})


def test_nobody_reaches_another_machine() -> None:
    with pytest.raises(NetworkUsed, match=r"example\.test"):
        socket.create_connection(("example.test", 25))
    with socket.socket() as connection, pytest.raises(NetworkUsed):
        connection.connect(("192.0.2.1", 25))


def test_a_letter_arrives_at_the_post_office(post_office: PostOffice) -> None:
    host, port = post_office.url.removeprefix("smtp://").partition("?")[0].split(":")
    post_office.refuses.add("gone@example.test")
    with smtplib.SMTP(host, int(port)) as connection:
        connection.sendmail("a@example.test", ["b@example.test"], "Subject: x\n\ny")
        with pytest.raises(smtplib.SMTPRecipientsRefused):
            connection.sendmail("a@example.test", ["gone@example.test"], "Subject: x\n\ny")
    assert post_office.recipients == [["b@example.test"]]


def test_the_clock_stands_until_it_is_moved(clock: Clock, now: datetime, today: date) -> None:
    assert clock() == now
    assert today == date(2026, 11, 23)
    assert clock.move_to(date(2026, 11, 24), hour=0, minute=30) > now


@pytest.mark.both_databases
@pytest.mark.parametrize("turn", ["first", "second"])
def test_every_test_finds_its_database_empty(session: Session, now: datetime, turn: str) -> None:
    assert session.scalars(select(User)).all() == []
    session.add(User(login=turn, name="Nguyễn Thị An", session_key=turn, created_at=now))
    session.commit()


@pytest.mark.both_databases
def test_the_application_is_on_that_database(app: Flask, database: str) -> None:
    url = str(app.config["SQLALCHEMY_DATABASE_URI"])
    assert url.startswith("postgresql+psycopg:" if database == POSTGRESQL else "sqlite:")
