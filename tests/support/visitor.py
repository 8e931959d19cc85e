"""A visitor: asks for pages by endpoint, reads them, fills in their forms, may sign in.

tasks = page.get("tasks.index")
page.post("tasks.acknowledge", task_id=7)                  a bare POST with a CSRF token
page.submit("Báo cáo hoàn thành", done_on="21/11/2026")    a form as it stands on the page
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup, Tag
from flask import Flask, url_for
from itsdangerous import URLSafeTimedSerializer
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tests.support.decency import faults
from tests.support.form import filled, form_with
from tracker.models import User


class Visitor:
    """One browser of one person. ``session`` is the test's own: committed before each request."""

    def __init__(self, app: Flask, session: Session) -> None:
        self.app = app
        self.session = session
        self.client = app.test_client()
        self.soup = BeautifulSoup("", "html.parser")
        self.url = ""

    def sign_in(self, user: User) -> None:
        """As if ``user`` had signed in just now; the sign-in page has tests of its own."""
        self.session.commit()
        with self.client.session_transaction() as cookies:
            cookies.clear()
            cookies["_user_id"] = user.get_id()
            cookies["_fresh"] = True

    def sign_out(self) -> None:
        """Forget the person."""
        with self.client.session_transaction() as cookies:
            cookies.clear()

    def get(self, endpoint: str, *, status: int = 200, **values: Any) -> BeautifulSoup:
        """The page of ``endpoint``, after any redirects; checked for decency."""
        return self.read(self.address(endpoint, **values), status=status)

    def read(self, url: str, *, status: int = 200) -> BeautifulSoup:
        """The page at ``url``, after any redirects."""
        return self._page(self.open(url, follow_redirects=True), status)

    def post(
        self,
        endpoint: str,
        data: Mapping[str, Any] | None = None,
        *,
        status: int = 200,
        **values: Any,
    ) -> BeautifulSoup:
        """POST ``data`` as it is, with a good CSRF token; the page after the redirect."""
        sent = {"csrf_token": self.csrf_token(), **(data or {})}
        url = self.address(endpoint, **values)
        return self._page(self.open(url, method="POST", data=sent, follow_redirects=True), status)

    def submit(self, button: str, *, status: int = 200, **fields: Any) -> BeautifulSoup:
        """Press ``button`` on the present page: its form as it stands, ``fields`` filled in."""
        form = form_with(self.soup, button)
        data = filled(form, button, fields)
        method = str(form.get("method", "get")).upper()
        action = str(form["action"])
        sent: dict[str, Any] = {"query_string": data} if method == "GET" else {"data": data}
        answer = self.open(action, method=method, follow_redirects=True, **sent)
        return self._page(answer, status)

    def open(self, url: str, **arguments: Any) -> TestResponse:
        """The bare answer (files, headers). The test's session sees what the request wrote."""
        self.session.commit()
        answer = self.client.open(url, **arguments)
        self.session.expire_all()
        return answer

    def download(self, endpoint: str, *, status: int = 200, **values: Any) -> TestResponse:
        """The answer of an endpoint that gives a file."""
        answer = self.open(self.address(endpoint, **values), buffered=True)
        assert answer.status_code == status, f"{answer.status}: {answer.request.url}"
        return answer

    def address(self, endpoint: str, **values: Any) -> str:
        with self.app.test_request_context():
            return url_for(endpoint, **values)

    def csrf_token(self) -> str:
        """A token that goes with this visitor's cookie, as a form would carry it."""
        with self.client.session_transaction() as cookies:
            secret = cookies.setdefault("csrf_token", hashlib.sha256(os.urandom(64)).hexdigest())
        return str(
            URLSafeTimedSerializer(self.app.secret_key or "", "wtf-csrf-token").dumps(secret)
        )

    def _page(self, answer: TestResponse, status: int) -> BeautifulSoup:
        self.url = urlsplit(answer.request.url).path
        self.soup = BeautifulSoup(answer.get_data(as_text=True), "html.parser")
        assert answer.status_code == status, (
            f"{answer.status_code} instead of {status} at {self.url}: {words(self.soup)[:300]}"
        )
        found = faults(self.soup)
        assert not found, f"{self.url}: " + "; ".join(found)
        return self.soup


def words(part: Tag) -> str:
    """What a person reads there, blanks made single."""
    return " ".join(part.get_text(" ").split())


@pytest.fixture
def page(app: Flask, session: Session) -> Visitor:
    """A visitor who has not signed in."""
    return Visitor(app, session)
