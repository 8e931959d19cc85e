"""A virus scanner behind a socket: ClamAV's daemon and its INSTREAM command.

The file goes over in pieces, each with its length in four bytes; a piece of length nought ends
it. Nothing is written for the scanner to find, so it needs no right to our folder. Addresses:
``unix:/run/clamav/clamd.ctl`` or ``tcp://127.0.0.1:3310``.
"""

from __future__ import annotations

import socket
import struct
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import BinaryIO, Protocol
from urllib.parse import urlsplit

from tracker.domain.delivery import ScanState

PIECE = 64 * 1024
CONNECT_SECONDS = 5.0
SILENCE_SECONDS = 60.0
"""How long the daemon may say nothing: it answers once it has looked through the whole file."""

LONGEST_SECONDS = 300.0
"""The whole conversation about one file."""

_LONGEST_ANSWER = 4096
_NOT_A_VIRUS = ("Heuristics.Encrypted.", "Heuristics.Limits.Exceeded")
"""What a strict daemon calls a find although it only could not look inside."""


class ScannerAway(Exception):
    """Nobody answered, or the talk broke off: the file waits for the next round."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """``said``: the name of what was found, or why the scanner could not look."""

    state: ScanState
    said: str = ""


class Scanner(Protocol):
    """What the system asks of a scanner."""

    def scan(self, stream: BinaryIO) -> Verdict:
        """Judge the bytes of ``stream``, which is read to its end. Raises ScannerAway."""
        ...


class ClamdScanner:
    """One connection a file: a broken talk spoils no other."""

    def __init__(
        self,
        address: str,
        *,
        silence: float = SILENCE_SECONDS,
        longest: float = LONGEST_SECONDS,
        ticks: Callable[[], float] = time.monotonic,
    ) -> None:
        """Raises ValueError for an address of neither kind."""
        self._family, self._target = _address(address)
        self._silence = silence
        self._longest = longest
        self._ticks = ticks

    def scan(self, stream: BinaryIO) -> Verdict:
        """See ``Scanner``."""
        with self._connection() as line:
            end = self._ticks() + self._longest
            try:
                line.sendall(b"zINSTREAM\0")
                for piece in iter(lambda: stream.read(PIECE), b""):
                    line.settimeout(self._left(end))
                    line.sendall(struct.pack(">I", len(piece)) + piece)
                line.sendall(struct.pack(">I", 0))
            except (BrokenPipeError, ConnectionResetError):
                pass  # a daemon that has had enough says why before it hangs up
            except OSError as error:
                raise ScannerAway(str(error)) from error
            return verdict(self._answer(line, end))

    def is_there(self) -> bool:
        """Whether the daemon answers at all."""
        try:
            with self._connection() as line:
                line.sendall(b"zPING\0")
                return self._answer(line, self._ticks() + CONNECT_SECONDS) == "PONG"
        except (ScannerAway, OSError):
            return False

    @contextmanager
    def _connection(self) -> Iterator[socket.socket]:
        with socket.socket(self._family, socket.SOCK_STREAM) as line:
            line.settimeout(CONNECT_SECONDS)
            try:
                line.connect(self._target)
            except OSError as error:
                raise ScannerAway(str(error)) from error
            line.settimeout(self._silence)
            yield line

    def _answer(self, line: socket.socket, end: float) -> str:
        heard = b""
        try:
            while not heard.endswith(b"\0") and len(heard) < _LONGEST_ANSWER:
                line.settimeout(self._left(end))
                piece = line.recv(1024)
                if not piece:
                    break
                heard += piece
        except OSError as error:
            if not heard:
                raise ScannerAway(str(error)) from error
        answer = heard.rstrip(b"\0\r\n").decode("utf-8", "replace")
        if not answer:
            raise ScannerAway("no answer")
        return answer

    def _left(self, end: float) -> float:
        left = end - self._ticks()
        if left <= 0:
            raise ScannerAway("out of time")
        return min(left, self._silence)


def verdict(answer: str) -> Verdict:
    """What an answer of the daemon means; one that cannot be understood is no clean bill."""
    said = answer.removeprefix("stream: ").strip()
    if said == "OK":
        return Verdict(ScanState.CLEAN)
    if said.endswith(" FOUND"):
        name = said.removesuffix(" FOUND")
        closed = name.startswith(_NOT_A_VIRUS)
        return Verdict(ScanState.UNSCANNABLE if closed else ScanState.INFECTED, name)
    if said.startswith("UNKNOWN COMMAND"):
        raise ScannerAway(said)
    return Verdict(ScanState.UNSCANNABLE, said.removesuffix(" ERROR").rstrip("."))


def _address(address: str) -> tuple[socket.AddressFamily, str | tuple[str, int]]:
    if address.startswith("unix:") and len(address) > len("unix:"):
        family = getattr(socket, "AF_UNIX", None)
        if family is None:
            raise ValueError("TRACKER_CLAMD: this system has no UNIX sockets, use tcp://host:port")
        return family, address.removeprefix("unix:").replace("//", "", 1)
    parts = urlsplit(address)
    with suppress(ValueError):
        if parts.scheme == "tcp" and parts.hostname:
            return socket.AF_INET, (parts.hostname, parts.port or 3310)
    raise ValueError("TRACKER_CLAMD must look like unix:/path or tcp://host:port")
