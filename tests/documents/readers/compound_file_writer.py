"""Small files of the old Office, written sector by sector: a header, a table, names, streams."""

from __future__ import annotations

import struct

SIGN = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SECTOR = 512
END, TABLE, FREE = 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
OPEN_WORD = struct.pack("<H8xH", 0xA5EC, 0)
LOCKED_WORD = struct.pack("<H8xH", 0xA5EC, 0x0100)


def compound_file(**streams: bytes) -> bytes:
    """A compound file with these streams, each one sector long at most."""
    names = ["Root Entry", *streams]
    folders = -(-len(names) // 4)
    first = 1 + folders
    entries = b"".join(
        _entry(name, 5 if place == 0 else 2, END if place == 0 else first + place - 1)
        for place, name in enumerate(names)
    )
    table = [TABLE, *range(2, first), END, *[END] * len(streams)]
    table += [FREE] * (SECTOR // 4 - len(table))
    listed = [0, *[FREE] * 108]
    header = SIGN + b"\0" * 16
    header += struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, END, 0, END, 0)
    header += struct.pack("<109I", *listed)
    body = struct.pack(f"<{SECTOR // 4}I", *table)
    body += entries.ljust(folders * SECTOR, b"\0")
    return header + body + b"".join(data.ljust(SECTOR, b"\0") for data in streams.values())


def _entry(name: str, kind: int, start: int) -> bytes:
    written = name.encode("utf-16-le").ljust(64, b"\0")
    about = struct.pack("<HBB", len(name) * 2 + 2, kind, 1)
    return (written + about).ljust(116, b"\0") + struct.pack("<III", start, 0, 0)
