"""Talking to a virus scanner: pieces, limits, silence, and what its answers mean."""

from __future__ import annotations

import io
import socket
import sys
from pathlib import Path

import pytest

from tests.support.clamd import FOUND, FakeClamd, on_unix, virus
from tracker.channels.clamd import PIECE, ClamdScanner, ScannerAway, Verdict, verdict
from tracker.domain.delivery import ScanState

CLEAN, INFECTED, UNSCANNABLE = ScanState.CLEAN, ScanState.INFECTED, ScanState.UNSCANNABLE


def look(clamd: FakeClamd, content: bytes) -> Verdict:
    return ClamdScanner(clamd.address).scan(io.BytesIO(content))


def test_a_large_file_goes_over_in_pieces(clamd: FakeClamd) -> None:
    assert look(clamd, b"x" * (PIECE * 2 + 7)) == Verdict(CLEAN)
    assert clamd.heard == [[PIECE, PIECE, 7]]


def test_a_virus_is_named(clamd: FakeClamd) -> None:
    assert look(clamd, b"%PDF-1.7 " + virus()) == Verdict(INFECTED, FOUND)


def test_a_virus_across_two_pieces_is_found(clamd: FakeClamd) -> None:
    content = b" " * (PIECE - 20) + virus()
    assert look(clamd, content).state is INFECTED


def test_an_empty_file_is_clean(clamd: FakeClamd) -> None:
    assert look(clamd, b"") == Verdict(CLEAN)


def test_a_file_beyond_the_daemon_s_limit_cannot_be_judged(clamd: FakeClamd) -> None:
    """The daemon hangs up while we still speak; its reason is heard all the same."""
    clamd.limit = PIECE
    found = look(clamd, b"x" * (PIECE * 40))
    assert found == Verdict(UNSCANNABLE, "INSTREAM size limit exceeded")


def test_the_unix_socket_works_as_well(tmp_path: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("no UNIX sockets here")
    with on_unix(tmp_path) as fake:
        scanner = ClamdScanner(fake.address)
        assert scanner.is_there()
        assert scanner.scan(io.BytesIO(virus())).state is INFECTED


def test_nobody_there_is_no_verdict() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    scanner = ClamdScanner(f"tcp://127.0.0.1:{port}")
    assert not scanner.is_there()
    with pytest.raises(ScannerAway):
        scanner.scan(io.BytesIO(b"x"))


def test_a_silent_daemon_is_given_up(clamd: FakeClamd) -> None:
    clamd.mute = True
    with pytest.raises(ScannerAway):
        ClamdScanner(clamd.address, silence=0.05).scan(io.BytesIO(b"x"))


def test_the_whole_talk_has_an_end(clamd: FakeClamd) -> None:
    ticks = iter([0.0, 0.0, 400.0, 400.0])
    scanner = ClamdScanner(clamd.address, ticks=lambda: next(ticks))
    with pytest.raises(ScannerAway):
        scanner.scan(io.BytesIO(b"x" * (PIECE + 1)))


ANSWERS = {
    "stream: OK": Verdict(CLEAN),
    "stream: Win.Test.EICAR_HDB-1 FOUND": Verdict(INFECTED, "Win.Test.EICAR_HDB-1"),
    "stream: Heuristics.Encrypted.PDF FOUND": Verdict(UNSCANNABLE, "Heuristics.Encrypted.PDF"),
    "stream: Heuristics.Limits.Exceeded.MaxFileSize FOUND": Verdict(
        UNSCANNABLE, "Heuristics.Limits.Exceeded.MaxFileSize"
    ),
    "stream: Heuristics.Phishing.Email FOUND": Verdict(INFECTED, "Heuristics.Phishing.Email"),
    "INSTREAM size limit exceeded. ERROR": Verdict(UNSCANNABLE, "INSTREAM size limit exceeded"),
    "stream: Can't allocate memory ERROR": Verdict(UNSCANNABLE, "Can't allocate memory"),
    "gibberish": Verdict(UNSCANNABLE, "gibberish"),
}


@pytest.mark.parametrize("answer", ANSWERS)
def test_what_an_answer_means(answer: str) -> None:
    assert verdict(answer) == ANSWERS[answer]


@pytest.mark.parametrize("address", ["", "unix:", "http://x", "tcp://", "tcp://host:port", "clamd"])
def test_an_address_that_leads_nowhere_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match="TRACKER_CLAMD"):
        ClamdScanner(address)
