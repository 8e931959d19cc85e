"""A number inside a sentence is written as beside it: 1.366, not 1366."""

from __future__ import annotations

import pytest
from flask import Flask, render_template_string
from flask_babel import force_locale, ngettext

LINES = "%(num)s lần nhắc"
SHOWN = "{{ ngettext('" + LINES + "', '" + LINES + "', n) }}"


@pytest.mark.parametrize(
    ("language", "number", "said"),
    [
        ("vi", 0, "0 lần nhắc"),
        ("vi", 999, "999 lần nhắc"),
        ("vi", 1366, "1.366 lần nhắc"),
        ("vi", 1000000, "1.000.000 lần nhắc"),
        ("en", 1366, "told 1,366 times"),
    ],
)
def test_a_heading_writes_its_number_as_the_language_does(
    app: Flask, language: str, number: int, said: str
) -> None:
    with app.test_request_context(), force_locale(language):
        assert ngettext(LINES, LINES, number) == said
        assert render_template_string(SHOWN, n=number) == said
