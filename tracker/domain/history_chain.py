"""The chain that makes the history provable (design D18): what is sealed, and what breaks it.

Every event carries a seal: HMAC-SHA256 over the seal before it and the event's own values. The
key lies outside the database, so whoever can write rows still cannot write seals. A seal handed
out on paper or kept elsewhere (a *head*) also proves that nothing was cut off behind it.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

FIRST = "0" * 64
"""What stands in the place of the seal before the first one."""


class FaultKind(StrEnum):
    """What somebody did to the history behind its back."""

    EDITED = "edited"
    DELETED = "deleted"
    INSERTED = "inserted"
    CUT_OFF = "cut_off"
    UNKNOWN_KEY = "unknown_key"


@dataclass(frozen=True, slots=True)
class Fault:
    """One broken place: the number in the chain (None outside it), the event, what happened."""

    kind: FaultKind
    seq: int | None
    event_id: int | None


@dataclass(frozen=True, slots=True)
class Link:
    """A sealed event: its number in the chain (from 1, without gaps), its seal, whose key."""

    seq: int
    event_id: int
    seal: str
    key_id: str


@dataclass(frozen=True, slots=True)
class Head:
    """A seal that was handed out: whoever holds it can prove the chain up to ``seq``."""

    seq: int
    seal: str


class Keys:
    """The office's keys: old ones still prove, the last one seals."""

    def __init__(self, secrets: Sequence[str]) -> None:
        """``secrets`` in the order of their use; at least one."""
        self._by_id = {key_id_of(secret): secret.encode() for secret in secrets}
        self.current = key_id_of(secrets[-1])

    def knows(self, key_id: str) -> bool:
        return key_id in self._by_id

    def seal(self, before: str, values: Mapping[str, Any], *, key_id: str | None = None) -> str:
        """The seal of an event with ``values`` behind ``before``, by the current key or another."""
        message = f"{before}\n{canonical(values)}".encode()
        return hmac.new(self._by_id[key_id or self.current], message, hashlib.sha256).hexdigest()


def key_id_of(secret: str) -> str:
    """Names a key without telling it: 16 hex digits."""
    return hashlib.sha256(f"history key {secret}".encode()).hexdigest()[:16]


def canonical(values: Mapping[str, Any]) -> str:
    """One text for the same values on every database: sorted names, ISO moments, no blanks."""
    return json.dumps(
        values, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_plain
    )


def _plain(value: object) -> str:
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    raise TypeError(f"no history holds a {type(value).__name__}")


def faults(
    chain: Iterable[tuple[Link, Mapping[str, Any] | None]],
    *,
    outside: Iterable[int],
    heads: Sequence[Head],
    keys: Keys,
) -> Iterator[Fault]:
    """Every broken place. One edit is one fault: each seal is checked behind its kept neighbour.

    ``chain``: links by ``seq``, each with its event's values (None: the event is gone);
    ``outside``: events that no link holds; ``heads``: what was handed out.
    """
    wanted = {head.seq: head.seal for head in heads}
    before, expected = FIRST, 1
    for link, values in chain:
        for missing in range(expected, link.seq):
            yield Fault(FaultKind.DELETED, missing, None)
        gap = link.seq != expected
        kind = FaultKind.DELETED if values is None else _verdict(link, values, before, keys)
        # Behind a gap the neighbour is unknown: the seal cannot be made again, only missed.
        if kind is not None and not (gap and kind is FaultKind.EDITED):
            yield Fault(kind, link.seq, link.event_id)
        if wanted.pop(link.seq, link.seal) != link.seal:
            yield Fault(FaultKind.EDITED, link.seq, link.event_id)
        before, expected = link.seal, link.seq + 1
    for seq in sorted(wanted):
        yield Fault(FaultKind.CUT_OFF, seq, None)
    for event_id in outside:
        yield Fault(FaultKind.INSERTED, None, event_id)


def _verdict(link: Link, values: Mapping[str, Any], before: str, keys: Keys) -> FaultKind | None:
    if not keys.knows(link.key_id):
        return FaultKind.UNKNOWN_KEY
    if hmac.compare_digest(keys.seal(before, values, key_id=link.key_id), link.seal):
        return None
    return FaultKind.EDITED
