"""Sockets on which the web listens: asked for before anything is done, or bound for several.

Standard library only: manage.py uses it before set-up.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Sequence

BACKLOG = 1024


def port_fault(host: str, port: int) -> str:
    """Why nobody can listen there; empty when somebody can."""
    try:
        for listener in listen(host, port):
            listener.close()
    except (OSError, OverflowError) as error:
        other = port + 1 if 1024 <= port < 65535 else 8080
        return (
            f"Không mở được cổng {port} tại {host}: cổng đang được dùng hoặc địa chỉ không đúng. "
            f"Hãy chọn cổng khác, ví dụ: python3 manage.py run --port {other}\n"
            f"Cannot listen on {host} port {port}: {error}. Choose another with --port."
        )
    return ""


def listen(host: str, port: int) -> Sequence[socket.socket]:
    """A bound socket per address of ``host``; connections wait in it until somebody serves it.

    Raises OSError when one cannot be had; then none is left open.
    """
    found: list[socket.socket] = []
    try:
        for family, kind, protocol, _name, address in socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        ):
            listener = socket.socket(family, kind, protocol)
            found.append(listener)
            if os.name != "nt":  # there it would allow two listeners
                listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            if family == socket.AF_INET6:
                listener.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
            listener.bind(address)
    except BaseException:
        for listener in found:
            listener.close()
        raise
    return found
