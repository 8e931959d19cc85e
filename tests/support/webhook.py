"""A real receiver of webhooks on loopback, as an SMS gateway would build one."""

from __future__ import annotations

import hashlib
import hmac
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from tests.support.mail import tls_context

SECRET = "bí mật của hai bên"


class Receiver:
    """Checks the signature, knows a message that it saw before, answers as a test wants.

    ``answers``: statuses of the next requests, 200 when there are none left; ``slow``: seconds
    before the next answers.
    """

    def __init__(self) -> None:
        self.texts: dict[str, dict[str, Any]] = {}
        self.requests: list[tuple[str, dict[str, str]]] = []
        self.answers: list[int] = []
        self.slow = 0.0
        self.url = ""

    def take(self, path: str, headers: dict[str, str], body: bytes) -> int:
        self.requests.append((path, headers))
        time.sleep(self.slow)
        signed = headers["tracker-timestamp"].encode() + b"." + body
        right = hmac.new(SECRET.encode(), signed, hashlib.sha256).hexdigest()
        if not hmac.compare_digest(headers["tracker-signature"], f"v1={right}"):
            return 401
        if self.answers:
            return self.answers.pop(0)
        text = json.loads(body)
        assert headers["idempotency-key"] == text["id"]
        self.texts.setdefault(text["id"], text)
        return 200


@contextmanager
def open_receiver(*, tls: bool = False) -> Iterator[Receiver]:
    """A running one; ``url`` is its address."""
    receiver = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            headers = {name.lower(): text for name, text in self.headers.items()}
            status = receiver.take(self.path, headers, body)
            self.send_response(status)
            if status == 302:
                self.send_header("Location", f"{receiver.url}elsewhere")
            self.end_headers()
            self.wfile.write("đã nhận".encode() if status == 200 else b"no")

        def log_message(self, *_: object) -> None:
            """Quiet."""

    class Server(ThreadingHTTPServer):
        def handle_error(self, *_: object) -> None:
            """A client that hung up is what some tests are about."""

    server = Server(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    if tls:
        server.socket = tls_context().wrap_socket(server.socket, server_side=True)
    receiver.url = f"http{'s' if tls else ''}://127.0.0.1:{server.server_port}/gui?khach=7"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield receiver
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    """Plain HTTP, as a gateway in the office's own network may speak."""
    with open_receiver() as found:
        yield found
