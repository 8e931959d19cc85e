"""The style page's application for tests of components: no database, nobody signed in."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.pages.style_app import make_app


@pytest.fixture(scope="session")
def style() -> Flask:
    """The style page's own application; no database, nobody signed in."""
    return make_app(TESTING=True, WTF_CSRF_ENABLED=False)


@pytest.fixture
def style_client(style: Flask) -> FlaskClient:
    return style.test_client()
