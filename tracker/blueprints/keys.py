"""Keys in addresses: whole numbers that the database can hold; anything else names nothing."""

from __future__ import annotations

from werkzeug.routing import IntegerConverter, Map

LARGEST = 2**31 - 1
"""Our keys are 32-bit integers on PostgreSQL."""


class KeyConverter(IntegerConverter):
    """``<int:…>`` of our routes: ASCII digits only, and an address with more of them is a 404."""

    regex = "[0-9]{1,10}"

    def __init__(self, url_map: Map) -> None:
        super().__init__(url_map, max=LARGEST)


def key_in(text: str | None) -> int | None:
    """The key that stands in a query or a hidden field; None for whatever is no key."""
    typed = text or ""
    if not (typed.isascii() and typed.isdigit() and len(typed) <= 10):
        return None
    key = int(typed)
    return key if key <= LARGEST else None
