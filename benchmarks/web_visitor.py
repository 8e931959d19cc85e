"""A person's browser for measuring: http.client with a connection that is kept, and its cookie."""

from __future__ import annotations

import html
import http.client
import re
import secrets
import time
import urllib.parse
from collections.abc import Mapping
from dataclasses import dataclass

_TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')
PASSWORD = "dong-binh-minh-hoa"  # noqa: S105 — the demonstration's public one


class WrongPage(Exception):
    """What came is not what was asked for: nothing is measured then."""


@dataclass(frozen=True)
class Answer:
    """A page as it came, and how long that took (seconds, from the first byte sent)."""

    status: int
    text: str
    size: int
    seconds: float
    location: str


class Visitor:
    """One connection of one person."""

    def __init__(self, port: int, cookie: str = "") -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.cookie = cookie

    def get(self, path: str) -> Answer:
        return self._ask("GET", path, b"", {})

    def post(self, path: str, body: bytes, kind: str) -> Answer:
        return self._ask("POST", path, body, {"Content-Type": kind})

    def rest(self) -> None:
        """Hang up; a next request calls again. The server does so after two idle minutes."""
        self._connection.close()

    def sign_in(self, login: str) -> None:
        """By the real page, as anybody does."""
        token = token_of(self.get("/sign-in").text)
        form = {"csrf_token": token, "identity": login, "password": PASSWORD}
        answer = self.post("/sign-in", *url_encoded(form))
        if answer.status != http.HTTPStatus.FOUND:
            raise WrongPage(f"{login} could not sign in: {answer.status}")

    def _ask(self, method: str, path: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        began = time.perf_counter()
        self._connection.request(method, path, body, {**headers, "Cookie": self.cookie})
        answer = self._connection.getresponse()
        data = answer.read()
        seconds = time.perf_counter() - began
        for one in answer.headers.get_all("Set-Cookie") or []:
            self.cookie = one.partition(";")[0]
        location = answer.getheader("Location") or ""
        return Answer(answer.status, data.decode(errors="replace"), len(data), seconds, location)


def token_of(page: str) -> str:
    """The token that every form of a page carries."""
    found = _TOKEN.search(page)
    if found is None:
        raise WrongPage("a page without a form")
    return html.unescape(found[1])


def url_encoded(form: Mapping[str, str]) -> tuple[bytes, str]:
    """A form without files, and its content type."""
    return urllib.parse.urlencode(form).encode(), "application/x-www-form-urlencoded"


def multipart(form: Mapping[str, str], name: str, file: str, data: bytes) -> tuple[bytes, str]:
    """A form with one file, and its content type."""
    border = f"----{secrets.token_hex(16)}"
    parts = [
        f'--{border}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'.encode()
        for key, value in form.items()
    ]
    parts.append(
        f'--{border}\r\nContent-Disposition: form-data; name="{name}"; filename="{file}"\r\n'
        "Content-Type: application/octet-stream\r\n\r\n".encode()
    )
    return (
        b"".join([*parts, data, f"\r\n--{border}--\r\n".encode()]),
        f"multipart/form-data; boundary={border}",
    )
