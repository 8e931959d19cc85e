"""Where to go after a detour: only to a page of our own."""

from __future__ import annotations

from urllib.parse import urlsplit


def own_path(target: str | None) -> str | None:
    """``target`` when it is a path of this application, else None.

    Refuses other sites ("//x", "/\\x", "https:…") and control signs that browsers drop.
    """
    if not target or not target.startswith("/") or target.startswith(("//", "/\\")):
        return None
    if any(ord(sign) < 32 or sign == "\\" for sign in target):
        return None
    parts = urlsplit(target)
    return None if parts.scheme or parts.netloc else target
