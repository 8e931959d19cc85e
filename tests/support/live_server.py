"""The application on a real server, for tests with a browser or with many clients at once."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from waitress import wasyncore
from waitress.server import create_server


@pytest.fixture
def address(app: Flask) -> Iterator[str]:
    """Where the application is served while the test lasts."""
    server: Any = create_server(app, host="127.0.0.1", port=0, threads=8)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.task_dispatcher.shutdown()
    wasyncore.close_all(server._map)
    thread.join(5)
    assert not thread.is_alive()
