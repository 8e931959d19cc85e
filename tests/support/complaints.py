"""What a browser complains of while a test runs, without what is none of our faults."""

from __future__ import annotations

import re

from playwright.sync_api import ConsoleMessage, Request


def failed(request: Request) -> list[str]:
    """A file to keep, and what a script had asked for when its page was left, are given up."""
    may_end = request.is_navigation_request() or request.resource_type == "fetch"
    aborted = may_end and request.failure == "net::ERR_ABORTED"
    return [] if aborted else [f"failed: {request.url} ({request.failure})"]


def complaint(line: ConsoleMessage) -> list[str]:
    """What the console calls an error; a refusal that a script asked for and shows is none."""
    refused = re.match(r"Failed to load resource: .*\b(409|422)\b", line.text)
    return [line.text] if line.type == "error" and not refused else []
