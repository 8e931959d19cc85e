"""A signed webhook, for the SMS or Zalo gateway that an office buys: one POST a message.

The gateway knows us by a signature over time and body, and a message that it saw before by its
number. docs/webhook.md says what it receives.
"""

from __future__ import annotations

import hashlib
import hmac
import http.client
import ipaddress
import json
import socket
import ssl
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass

from tracker.channels.envelope import ChannelDown, Envelope, PermanentFailure, TransientFailure
from tracker.domain.errors import InvalidInput
from tracker.domain.gateway_address import GatewayAddress, gateway_address, number_fault

SILENCE_SECONDS = 10.0
"""How long the gateway may say nothing."""

LONGEST_SECONDS = 30.0
"""The whole conversation about one message."""

MOST_BYTES = 16 * 1024
_MOST_ANSWER = 4096

SIGNATURE, MOMENT, NUMBER = "Tracker-Signature", "Tracker-Timestamp", "Idempotency-Key"

_LATER = frozenset({408, 409, 425, 429})
_NOT_SET_UP = frozenset({401, 403, 404, 405, 407, 410, 501})
"""Answers that are about the address or the secret, not about the message."""

Resolver = Callable[[str, int], Iterable[str]]


def signature(secret: str, moment: str, body: bytes) -> str:
    """HMAC-SHA256 over "moment.body", in hexadecimal."""
    return hmac.new(secret.encode(), moment.encode() + b"." + body, hashlib.sha256).hexdigest()


def resolve(host: str, port: int) -> list[str]:
    """The addresses of a name, in the resolver's order. Raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


@dataclass(frozen=True, slots=True)
class Gateway:
    """Where it listens, the shared secret, and whether it may stand in the own network."""

    url: str
    secret: str
    private_allowed: bool = False


class WebhookChannel:
    """One connection a message: no cookies, no proxy, no redirect."""

    def __init__(
        self,
        gateway: Gateway,
        *,
        resolver: Resolver = resolve,
        silence: float = SILENCE_SECONDS,
        longest: float = LONGEST_SECONDS,
        trust: ssl.SSLContext | None = None,
    ) -> None:
        self._gateway = gateway
        self._resolver = resolver
        self._silence = silence
        self._longest = longest
        self._trust = trust

    def send(self, envelope: Envelope) -> str:
        """See ``WayOut``. What cannot be reached, or says that it is not set up, is down."""
        try:
            address = gateway_address(
                self._gateway.url, private_allowed=self._gateway.private_allowed
            )
        except InvalidInput as error:
            raise ChannelDown(str(error)) from error
        body = _body(envelope)
        line = self._connected(address)
        over = threading.Timer(self._longest, _cut, [line])
        over.daemon = True
        over.start()
        try:
            return _judged(*self._spoken(line, address, self._headers(envelope, body), body))
        except (OSError, http.client.HTTPException) as error:
            raise TransientFailure(
                f"{type(error).__name__}: {error}"[:300], doubtful=True
            ) from error
        finally:
            over.cancel()
            line.close()

    def close(self) -> None:
        """Nothing is kept open."""

    def _headers(self, envelope: Envelope, body: bytes) -> dict[str, str]:
        moment = str(int(envelope.at.timestamp())) if envelope.at else "0"
        return {
            "Content-Type": "application/json; charset=utf-8",
            "User-Agent": "tracker-webhook/1",
            NUMBER: envelope.message_id,
            MOMENT: moment,
            SIGNATURE: f"v1={signature(self._gateway.secret, moment, body)}",
            "Connection": "close",
        }

    def _connected(self, address: GatewayAddress) -> socket.socket:
        """A line to an address that was looked at after it was resolved, and to no other."""
        try:
            numbers = [ipaddress.ip_address(n.split("%")[0]) for n in self._numbers(address)]
        except (OSError, ValueError) as error:
            raise ChannelDown(_reason(error)) from error
        for number in numbers:
            if fault := number_fault(number, private_allowed=self._gateway.private_allowed):
                raise ChannelDown(fault % {"host": f"{address.host} ({number})"})
        problem: OSError = OSError("no address")
        for number in numbers[:3]:
            try:
                line = socket.create_connection((str(number), address.port), self._silence)
            except OSError as error:
                problem = error
                continue
            return self._wrapped(line, address.host) if address.tls else line
        raise ChannelDown(_reason(problem))

    def _numbers(self, address: GatewayAddress) -> Iterable[str]:
        return self._resolver(address.host, address.port)

    def _wrapped(self, line: socket.socket, host: str) -> socket.socket:
        try:
            return (self._trust or ssl.create_default_context()).wrap_socket(
                line, server_hostname=host
            )
        except OSError as error:
            line.close()
            raise ChannelDown(_reason(error)) from error

    def _spoken(
        self, line: socket.socket, address: GatewayAddress, headers: dict[str, str], body: bytes
    ) -> tuple[int, str]:
        talk = http.client.HTTPConnection(address.host, address.port, timeout=self._silence)
        talk.sock = line
        talk.auto_open = 0
        talk.request("POST", address.target, body, headers)
        answer = talk.getresponse()
        return answer.status, answer.read(_MOST_ANSWER).decode("utf-8", "replace")


def _body(envelope: Envelope) -> bytes:
    body = json.dumps(
        {
            "id": envelope.message_id,
            "kind": envelope.kind,
            "to": envelope.to_address,
            "name": envelope.to_name,
            "text": envelope.text,
            "link": envelope.link,
        },
        ensure_ascii=False,
    ).encode()
    if len(body) > MOST_BYTES:
        raise PermanentFailure(f"tin dài {len(body)} byte, cổng chỉ nhận {MOST_BYTES}")
    return body


def _judged(status: int, text: str) -> str:
    said = f"{status} {' '.join(text.split())[:200]}".strip()
    if 200 <= status < 300:
        return said
    if status in _NOT_SET_UP or 300 <= status < 400:
        raise ChannelDown(said)
    if status in _LATER or status >= 500:
        raise TransientFailure(said)
    raise PermanentFailure(said)


def _cut(line: socket.socket) -> None:
    with suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)


def _reason(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:300]
