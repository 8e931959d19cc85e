"""The sample reports, drawn once."""

from __future__ import annotations

import pytest

from tests.documents.report import samples
from tests.documents.report.paper import Paper
from tracker.documents.report_docx import render


@pytest.fixture(scope="session")
def month() -> Paper:
    """The report of a whole district, number and date left open."""
    return Paper(render(samples.typical()))


@pytest.fixture(scope="session")
def numbered() -> Paper:
    """A department's report on one chỉ thị, with number, bases, receivers above, two annexes."""
    return Paper(render(samples.of_one_directive()))


@pytest.fixture(scope="session")
def quiet() -> Paper:
    """The report of a month without work."""
    return Paper(render(samples.empty()))


@pytest.fixture(scope="session")
def hostile() -> Paper:
    """Long names, markup, control characters."""
    return Paper(render(samples.nasty()))


@pytest.fixture(params=["typical", "of_one_directive", "empty", "nasty"])
def content(request: pytest.FixtureRequest) -> bytes:
    """Each sample as bytes."""
    return render(getattr(samples, request.param)())
