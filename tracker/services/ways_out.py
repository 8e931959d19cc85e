"""The ways out of one round: opened at the first message that needs one, closed together."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy.orm import Session

from tracker.channels.envelope import WayOut
from tracker.domain.delivery import Channel


class Ways:
    """E-mail is one server for all; every office has its own gateway, or none."""

    def __init__(
        self,
        *,
        email: WayOut | None = None,
        gateway: Callable[[Session, int], WayOut | None] | None = None,
    ) -> None:
        self._email = email
        self._make_gateway = gateway
        self._gateways: dict[int, WayOut | None] = {}

    def channels(self) -> list[Channel]:
        """Which channels have a way."""
        return [
            *([Channel.EMAIL] if self._email is not None else []),
            *([Channel.WEBHOOK] if self._make_gateway is not None else []),
        ]

    def of(self, session: Session, channel: Channel, office_id: int | None) -> WayOut | None:
        """The way of this channel; None where the office has none."""
        if channel is Channel.EMAIL:
            return self._email
        if self._make_gateway is None or office_id is None:
            return None
        if office_id not in self._gateways:
            self._gateways[office_id] = self._make_gateway(session, office_id)
        return self._gateways[office_id]

    def close(self) -> None:
        """Hang up everywhere."""
        for way in (self._email, *self._gateways.values()):
            if way is not None:
                way.close()
