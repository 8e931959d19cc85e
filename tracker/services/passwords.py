"""Passwords: hashing with Argon2id, what may be one, one-time passwords to print.

Hashing takes tens of milliseconds on purpose: call it outside any writing transaction
(design D16) and hand the hash to the service. Rules follow OWASP ASVS 2.1 (NIST 800-63B):
length and a list of guessable ones, no compulsory mixture of signs, no expiry.
"""

from __future__ import annotations

import secrets
import unicodedata
from functools import cache

from argon2 import PasswordHasher, Type
from argon2.exceptions import InvalidHashError, VerificationError, VerifyMismatchError

from tracker.domain.errors import InvalidInput
from tracker.domain.vietnamese import fold

LONGEST = 128
"""Characters; longer input would only cost time."""

DEMO_PASSWORD = "dong-binh-minh-hoa"  # noqa: S105 — of invented people, shown on the sign-in page
"""What every account of the demonstration has."""

_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
"""For one-time passwords: without i, l, o, 0 and 1, which look alike on paper."""

_GUESSABLE = frozenset(
    [
        "password",
        "passwords",
        "matkhau",
        "matkhaucuatoi",
        "matkhaumoi",
        "matkhaumacdinh",
        "quantri",
        "quantrivien",
        "administrator",
        "admin",
        "welcome",
        "letmein",
        "iloveyou",
        "anhyeuem",
        "emyeuanh",
        "toiyeuvietnam",
        "vietnam",
        "vietnamvodich",
        "hochiminh",
        "hanoi",
        "saigon",
        "uybannhandan",
        "uybannhandanhuyen",
        "uybannhandanxa",
        "ubnd",
        "hdnd",
        "vanphong",
        "vanthu",
        "noivu",
        "tuphap",
        "cchc",
        "caicachhanhchinh",
        "congchuc",
        "chucmungnammoi",
        "qwerty",
        "qwertyuiop",
        "asdfghjkl",
        "zxcvbnm",
        "qazwsxedc",
        "abcdef",
        "abcdefgh",
        "abcdefghijkl",
    ]
)
_RUNS = ("01234567890123456789", "98765432109876543210", "abcdefghijklmnopqrstuvwxyz",
         "qwertyuiopasdfghjklzxcvbnm")  # fmt: skip


@cache
def hasher(*, cheap: bool = False) -> PasswordHasher:
    """Argon2id as RFC 9106 advises for little memory; ``cheap`` for tests only."""
    if cheap:
        return PasswordHasher(time_cost=1, memory_cost=8, parallelism=1, type=Type.ID)
    return PasswordHasher(type=Type.ID)


@cache
def _one_time_hasher() -> PasswordHasher:
    """A one-time password holds 59 random bits: nobody tries them all, however fast a try is."""
    return PasswordHasher(time_cost=1, memory_cost=1024, parallelism=1, type=Type.ID)


def hashed(password: str, *, cheap: bool = False) -> str:
    """The hash to store."""
    return hasher(cheap=cheap).hash(normal(password))


def hashed_one_time(password: str) -> str:
    """The hash of a password made by ``one_time``; milliseconds, so that lists can be imported."""
    return _one_time_hasher().hash(normal(password))


def matches(stored: str | None, password: str, *, cheap: bool = False) -> bool:
    """Whether ``password`` is the one behind ``stored``.

    Without a stored hash (no such account) a hash is checked all the same, so that the answer
    takes as long as for an account that exists.
    """
    try:
        hasher(cheap=cheap).verify(stored or _nobody(cheap=cheap), normal(password)[:LONGEST])
    except (VerifyMismatchError, VerificationError, InvalidHashError):
        return False
    return bool(stored)


def outdated(stored: str, *, cheap: bool = False) -> bool:
    """Whether ``stored`` was made with other parameters than today's."""
    return hasher(cheap=cheap).check_needs_rehash(stored)


@cache
def _nobody(*, cheap: bool) -> str:
    return hasher(cheap=cheap).hash(secrets.token_urlsafe(32))


def normal(password: str) -> str:
    """NFKC: the same password typed on another keyboard gives the same bytes (RFC 8265)."""
    return unicodedata.normalize("NFKC", password)


def one_time() -> str:
    """Three groups of four signs that can be read aloud and copied from paper."""
    return "-".join("".join(secrets.choice(_ALPHABET) for _sign in range(4)) for _group in "123")


def check(password: str, *, login: str, names: tuple[str, ...] = (), shortest: int) -> None:
    """Whether somebody may choose ``password``. Raises InvalidInput at the field ``password``.

    ``login`` and ``names`` (name, address) are what others know about the person;
    ``shortest`` is the office's rule, in characters.
    """
    typed = normal(password)
    if len(typed) < shortest:
        raise InvalidInput(
            "Mật khẩu cần ít nhất %(shortest)s ký tự; có thể dùng một câu dễ nhớ, có dấu cách.",
            field="password",
            shortest=shortest,
        )
    if len(typed) > LONGEST:
        raise InvalidInput(
            "Mật khẩu dài nhất %(longest)s ký tự.", field="password", longest=LONGEST
        )
    if _is_known(typed, login, names):
        raise InvalidInput(
            "Mật khẩu này trùng với tên đăng nhập, họ tên hoặc thư điện tử. "
            "Hãy chọn mật khẩu khác.",
            field="password",
        )
    if _is_guessable(typed):
        raise InvalidInput(
            "Mật khẩu này quá phổ biến, dễ đoán. Hãy chọn mật khẩu khác.", field="password"
        )


def _is_known(password: str, login: str, names: tuple[str, ...]) -> bool:
    bare = _letters(password)
    known = {_letters(known) for known in (login, *names) if known}
    return bool(bare) and bare.strip("0123456789") in {name.strip("0123456789") for name in known}


def _is_guessable(password: str) -> bool:
    """Common words with digits around them, one sign or a short piece repeated, keyboard runs."""
    bare = _letters(password)
    signs = fold(password)
    if bare.strip("0123456789") in _GUESSABLE or len(set(signs)) <= 3:
        return True
    halves = any(
        signs == signs[:size] * (len(signs) // size)
        for size in range(1, min(6, len(signs) // 2) + 1)
        if len(signs) % size == 0
    )
    return halves or any(bare and bare in run for run in _RUNS)


def _letters(text: str) -> str:
    return "".join(sign for sign in fold(text) if sign.isalnum())
