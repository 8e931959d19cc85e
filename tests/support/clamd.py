"""A virus scanner's daemon on loopback that speaks INSTREAM as ClamAV's does.

It finds one thing: the harmless test file of the scanners' makers. Its letters are put together
when they are needed, so that no file of ours holds them.
"""

from __future__ import annotations

import socketserver
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

FOUND = "Eicar-Test-Signature"


def virus() -> bytes:
    """The makers' test file."""
    parts = ("*H+H$!ELIF-TSET-", "SURIVITNA-DRADNATS-", "RACIE$}7)CC7)^P(45XZP\\4[PA@%P!O5X")
    return "".join(parts)[::-1].encode("ascii")


class FakeClamd:
    """``limit``: bytes of a stream (StreamMaxLength). ``heard``: sizes of the pieces of each file.

    ``answer``: said instead of a verdict. ``mute``: takes everything in and never answers.
    """

    def __init__(self, address: str) -> None:
        self.address = address
        self.limit = 1024 * 1024
        self.answer = ""
        self.mute = False
        self.heard: list[list[int]] = []
        self.over = threading.Event()

    def talk(self, line: socketserver.StreamRequestHandler) -> None:
        command = _until_nul(line)
        if command == b"zPING":
            line.wfile.write(b"PONG\0")
            return
        if command != b"zINSTREAM":
            line.wfile.write(b"UNKNOWN COMMAND\0")
            return
        pieces: list[int] = []
        self.heard.append(pieces)
        content = b""
        while True:
            head = line.rfile.read(4)
            if len(head) < 4:
                return  # the other side gave up
            (length,) = struct.unpack(">I", head)
            if length == 0:
                break
            content += line.rfile.read(length)
            pieces.append(length)
            if len(content) > self.limit:
                line.wfile.write(b"INSTREAM size limit exceeded. ERROR\0")
                return  # and hangs up in the middle, as the real one does
        if self.mute:
            self.over.wait(10)
            return
        found = f"stream: {FOUND} FOUND" if virus() in content else "stream: OK"
        line.wfile.write((self.answer or found).encode() + b"\0")


def _until_nul(line: socketserver.StreamRequestHandler) -> bytes:
    said = b""
    while (byte := line.rfile.read(1)) not in (b"", b"\0"):
        said += byte
    return said


@contextmanager
def listening(server: socketserver.BaseServer, fake: FakeClamd) -> Iterator[FakeClamd]:
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield fake
    finally:
        fake.over.set()
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def on_tcp() -> Iterator[FakeClamd]:
    """On a port of this machine."""
    fake = FakeClamd("")

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            fake.talk(self)

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        fake.address = f"tcp://127.0.0.1:{server.server_address[1]}"
        with listening(server, fake):
            yield fake


@contextmanager
def on_unix(folder: Path) -> Iterator[FakeClamd]:
    """On a UNIX socket in ``folder``."""
    path = folder / "clamd.ctl"
    fake = FakeClamd(f"unix:{path}")

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            fake.talk(self)

    with socketserver.ThreadingUnixStreamServer(str(path), Handler) as server:
        server.daemon_threads = True
        with listening(server, fake):
            yield fake


@pytest.fixture
def clamd() -> Iterator[FakeClamd]:
    """A daemon that listens while the test lasts."""
    with on_tcp() as fake:
        yield fake
