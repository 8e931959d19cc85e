"""What a channel is given, what it may answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Envelope:
    """One message to one address. ``message_id`` is the same each time it is tried."""

    message_id: str
    to_address: str
    to_name: str
    subject: str
    text: str
    html: str = ""


class TransientFailure(Exception):
    """Not now (the server is down, busy, or asks to wait): try again later."""


class PermanentFailure(Exception):
    """Never (the address does not exist, the message is refused): do not try again.

    ``address_is_bad`` says that the address itself was refused.
    """

    def __init__(self, reason: str, *, address_is_bad: bool = False) -> None:
        super().__init__(reason)
        self.address_is_bad = address_is_bad


class WayOut(Protocol):
    """A channel. Closing is the caller's, once after a round."""

    def send(self, envelope: Envelope) -> str:
        """Carry it; the answer of the peer in its own words. Raises one of the failures."""
        ...

    def close(self) -> None:
        """Hang up. Never raises."""
        ...
