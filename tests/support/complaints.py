"""What a browser complains of while a test runs, without what is none of our faults."""

from __future__ import annotations

import re

from playwright.sync_api import ConsoleMessage, Request


def failed(request: Request) -> list[str]:
    """What a page had asked for when it was left is given up; all else is a fault."""
    given_up = request.failure == "net::ERR_ABORTED"
    return [] if given_up else [f"failed: {request.url} ({request.failure})"]


def complaint(line: ConsoleMessage) -> list[str]:
    """What the console calls an error; a refusal that is a page of ours is none.

    Those are: sign in again, somebody else was first, faults at the fields.
    """
    refused = re.match(r"Failed to load resource: .*\b(401|409|422)\b", line.text)
    return [line.text] if line.type == "error" and not refused else []
