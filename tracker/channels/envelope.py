"""What a channel is given, what it may answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Envelope:
    """One message to one address. ``message_id`` is the same each time it is tried.

    ``to_address`` is what the channel takes: an e-mail address, a telephone number. ``at`` is
    the moment of this try, None where the channel needs none; ``office_id`` the office that
    speaks, ``link`` the full address of what it is about.
    """

    message_id: str
    to_address: str
    to_name: str
    subject: str
    text: str
    html: str = ""
    link: str = ""
    kind: str = ""
    office_id: int | None = None
    at: datetime | None = None


class TransientFailure(Exception):
    """Not now (the server is busy, or asks to wait): try this message again later.

    ``doubtful``: the talk broke off after everything had been said, so that the peer may have
    taken the message all the same.
    """

    def __init__(self, reason: str, *, doubtful: bool = False) -> None:
        super().__init__(reason)
        self.doubtful = doubtful


class ChannelDown(Exception):
    """The channel itself is of no use now (no connection, login or sender refused).

    Nothing was said of the message; it keeps its tries, and the others need not be tried.
    """


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
