"""A mail server at its worst: refuses, stalls, hangs up, also after it has taken a letter."""

from __future__ import annotations

import asyncio
import random
import re
from collections import Counter
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.support.mail import free_port

STALL = 1.5
_MESSAGE_ID = re.compile(rb"^Message-ID:\s*<([^@>]+)@", re.IGNORECASE | re.MULTILINE)


class BadMailServer:
    """``took``: how often each Message-ID was taken; ``dead``: addresses that do not exist."""

    def __init__(self, *, dead: set[str], trouble: float, dice: random.Random) -> None:
        self.dead, self.trouble, self.dice = dead, trouble, dice
        self.took: Counter[str] = Counter()
        self.whose: dict[str, set[str]] = {}
        self.did: Counter[str] = Counter()
        self._controller = Controller(self, hostname="127.0.0.1", port=free_port())
        self.url = f"smtp://127.0.0.1:{self._controller.port}"

    def __enter__(self) -> BadMailServer:
        self._controller.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._controller.stop()

    def _is_bad(self, what: str, share: float = 1.0) -> bool:
        bad = self.dice.random() < self.trouble * share
        self.did[what] += bad
        return bad

    async def handle_RCPT(  # noqa: N802 — the library's name and arguments
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        del session, options
        if address in self.dead:
            self.did["refused for good"] += 1
            return "550 5.1.1 no such person"
        if self._is_bad("refused for now"):
            return "451 4.3.0 later"
        if self._is_bad("hung up at once"):
            self._cut(server)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Envelope) -> str:  # noqa: N802
        del session
        if self._is_bad("text refused for now"):
            return "452 4.3.1 disk full"
        if self._is_bad("hung up before taking"):
            self._cut(server)
            return "451 4.3.0 gone"
        self._take(envelope)
        if self._is_bad("hung up after taking"):
            self._cut(server)
        elif self._is_bad("stalled after taking", 0.3):
            await asyncio.sleep(STALL)
        return "250 OK"

    def _take(self, envelope: Envelope) -> None:
        assert isinstance(envelope.content, bytes)
        found = _MESSAGE_ID.search(envelope.content)
        assert found is not None
        message_id = found[1].decode("ascii")
        self.took[message_id] += 1
        self.whose.setdefault(message_id, set()).update(envelope.rcpt_tos)

    def _cut(self, server: Any) -> None:
        server.transport.abort()
