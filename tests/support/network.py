"""No test leaves this machine: any connection but to loopback is a failure."""

from __future__ import annotations

import ipaddress
import socket
from typing import Any

import pytest

_LOCAL_NAMES = {"localhost", "", None}


class NetworkUsed(BaseException):
    """Not an Exception, so that no retry or fallback of the code under test swallows it."""


def _number(host: object) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """The address that ``host`` is written as; None for a name."""
    text = host.decode("ascii", "replace") if isinstance(host, bytes) else str(host)
    try:
        return ipaddress.ip_address(text.split("%")[0])
    except ValueError:
        return None


def _refuse(host: object, *, only_names: bool = False) -> None:
    """A name would be asked of another machine; a number only when it is connected to."""
    if host in _LOCAL_NAMES:
        return
    number = _number(host)
    if number is None or not (number.is_loopback or only_names):
        raise NetworkUsed(f"a test wanted to reach {host}; use a server on 127.0.0.1")


@pytest.fixture(scope="session", autouse=True)
def no_network() -> Any:
    """Stand in the way of every socket of this process."""
    connect, connect_ex, look_up = (
        socket.socket.connect,
        socket.socket.connect_ex,
        socket.getaddrinfo,
    )

    def checked(sock: socket.socket, address: Any) -> None:
        if sock.family in (socket.AF_INET, socket.AF_INET6):
            _refuse(address[0])

    def guarded_connect(sock: socket.socket, address: Any) -> None:
        checked(sock, address)
        connect(sock, address)

    def guarded_connect_ex(sock: socket.socket, address: Any) -> int:
        checked(sock, address)
        return connect_ex(sock, address)

    def guarded_look_up(host: Any, *rest: Any, **named: Any) -> Any:
        _refuse(host, only_names=True)
        return look_up(host, *rest, **named)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded_connect)
        patch.setattr(socket.socket, "connect_ex", guarded_connect_ex)
        patch.setattr(socket, "getaddrinfo", guarded_look_up)
        yield
