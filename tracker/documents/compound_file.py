"""What lies in a file of the old Office (OLE, "compound file"): the streams by name.

Only the table of contents is read, along its own chain and no further than it may reach: enough
to tell a .doc from an .xls, a locked one from an open one, and one with macros from one without.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

SIGN = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_HEADER = 512
_ENTRY = 128
_LONGEST_NAME = 64
_NO_MORE = 0xFFFFFFFA
"""From here up, a sector's number is a sign: free, end of the chain, table."""

_MOST_ENTRIES = 20_000
_LISTED_IN_HEADER = 109
_WORD_MARK = 0xA5EC
_ENCRYPTED = 0x0100


class BadCompoundFile(Exception):
    """Torn, or no compound file at all."""


class CompoundFile:
    """The names of all streams and folders of one file, and where each stream begins."""

    def __init__(self, data: bytes) -> None:
        """Raises ``BadCompoundFile``."""
        self._data = data
        try:
            self._read()
        except (struct.error, ValueError, OverflowError) as error:
            raise BadCompoundFile from error

    def has(self, *names: str) -> bool:
        """Whether a stream or folder bears one of the names, in whatever case."""
        return any(name.lower() in self._starts for name in names)

    @property
    def is_locked(self) -> bool:
        """Whether a password guards the text: an encrypted package, or Word's own flag."""
        if self.has("EncryptedPackage", "EncryptionInfo"):
            return True
        start = self._starts.get("worddocument", _NO_MORE)
        if start >= _NO_MORE:
            return False
        block = self._sector(start)
        if len(block) < 12:
            return False
        mark, flags = struct.unpack_from("<H8xH", block)
        return mark == _WORD_MARK and bool(flags & _ENCRYPTED)

    def _read(self) -> None:
        if not self._data.startswith(SIGN) or len(self._data) < _HEADER:
            raise BadCompoundFile
        (shift,) = struct.unpack_from("<H", self._data, 30)
        if shift not in (9, 12):
            raise BadCompoundFile
        self._size = 1 << shift
        (first,) = struct.unpack_from("<I", self._data, 48)
        self._starts: dict[str, int] = {}
        for number, sector in enumerate(self._chain(first)):
            if number * self._size > _MOST_ENTRIES * _ENTRY:
                raise BadCompoundFile
            block = self._sector(sector)
            for at in range(0, len(block) - _ENTRY + 1, _ENTRY):
                length, kind = struct.unpack_from("<HB", block, at + _LONGEST_NAME)
                if kind and 2 <= length <= _LONGEST_NAME:
                    name = block[at : at + length - 2].decode("utf-16-le", "replace").lower()
                    (start,) = struct.unpack_from("<I", block, at + 116)
                    self._starts.setdefault(name, start)
        if not self._starts:
            raise BadCompoundFile

    def _sector(self, number: int) -> bytes:
        return self._data[(number + 1) * self._size : (number + 2) * self._size]

    def _chain(self, first: int) -> Iterator[int]:
        """A stream's sectors, in order; a chain that comes back to itself ends there."""
        seen: set[int] = set()
        table = self._table()
        sector = first
        while sector < _NO_MORE and sector not in seen:
            seen.add(sector)
            yield sector
            place, inside = divmod(sector * 4, self._size)
            if place >= len(table):
                return
            (sector,) = struct.unpack_from("<I", self._sector(table[place]), inside)

    def _table(self) -> list[int]:
        """The sectors that say which sector follows which; those listed in the header suffice
        for seven megabytes, beyond that they are listed in a chain of their own."""
        listed = struct.unpack_from(f"<{_LISTED_IN_HEADER}I", self._data, 76)
        table = [sector for sector in listed if sector < _NO_MORE]
        more, _count = struct.unpack_from("<II", self._data, 68)
        seen: set[int] = set()
        while more < _NO_MORE and more not in seen:
            seen.add(more)
            block = self._sector(more)
            *sectors, more = struct.unpack(f"<{len(block) // 4}I", block)
            table += [sector for sector in sectors if sector < _NO_MORE]
        return table
