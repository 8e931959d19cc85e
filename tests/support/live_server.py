"""The application on a real server, for tests with a browser or with many clients at once."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
from flask import Flask
from waitress import wasyncore
from waitress.server import create_server


@pytest.fixture
def address(app: Flask) -> Iterator[str]:
    """Where the application is served while the test lasts."""
    server: Any = create_server(app, host="127.0.0.1", port=0, threads=8)
    thread = threading.Thread(target=_serve, args=(server,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.task_dispatcher.shutdown()
    wasyncore.close_all(server._map)
    thread.join(5)
    assert not thread.is_alive()


def _serve(server: Any) -> None:
    """Closing the sockets from outside is how the loop is ended; it may be waiting on them."""
    with suppress(OSError):
        server.run()
