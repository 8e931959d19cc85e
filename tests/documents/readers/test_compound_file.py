"""The old Office's files are known by what lies in them, not by their names."""

from __future__ import annotations

import random
import struct
from contextlib import suppress

import pytest

from tests.documents.readers.compound_file_writer import (
    LOCKED_WORD,
    OPEN_WORD,
    SECTOR,
    compound_file,
)
from tracker.documents.compound_file import BadCompoundFile, CompoundFile

WORD = compound_file(WordDocument=OPEN_WORD, Data=b"", Table=b"", Summary=b"", More=b"")


def test_streams_are_found_by_name_whatever_the_case() -> None:
    file = CompoundFile(WORD)
    assert file.has("worddocument")
    assert file.has("Workbook", "More")
    assert not file.has("Workbook")
    assert not file.is_locked


def test_a_locked_paper_says_so_in_its_first_bytes_or_by_an_encrypted_package() -> None:
    assert CompoundFile(compound_file(WordDocument=LOCKED_WORD)).is_locked
    assert CompoundFile(compound_file(EncryptedPackage=b"")).is_locked


def test_a_name_in_the_text_is_no_stream() -> None:
    file = CompoundFile(compound_file(Data="WordDocument".encode("utf-16-le")))
    assert not file.has("WordDocument")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        WORD[:100],
        b"PK" + WORD[2:],
        WORD[:30] + struct.pack("<H", 40) + WORD[32:],
        WORD[: SECTOR * 2],
        WORD[:48] + struct.pack("<I", 9_000_000) + WORD[52:],
    ],
    ids=["empty", "short", "another sign", "odd sectors", "no names", "names beyond the end"],
)
def test_what_is_none_is_refused(data: bytes) -> None:
    with pytest.raises(BadCompoundFile):
        CompoundFile(data)


def test_chains_that_return_to_themselves_end() -> None:
    looped = bytearray(WORD)
    looped[SECTOR + 4 : SECTOR + 12] = struct.pack("<II", 1, 1)
    assert CompoundFile(bytes(looped)).has("WordDocument")
    looped[68:72] = struct.pack("<I", 0)  # the table's own list, too
    with suppress(BadCompoundFile):
        CompoundFile(bytes(looped))


def test_mangled_ones_are_read_or_refused() -> None:
    chance = random.Random(3)
    for _ in range(2000):
        data = bytearray(WORD)
        for _cut in range(chance.randrange(1, 9)):
            data[chance.randrange(SECTOR * 3)] = chance.randrange(256)
        with suppress(BadCompoundFile):
            assert CompoundFile(bytes(data)).is_locked in (True, False)
