"""What may be a password, and what a one-time password looks like."""

from __future__ import annotations

import unicodedata

import pytest

from tracker.domain.errors import InvalidInput
from tracker.services import passwords


def check(password: str) -> None:
    passwords.check(
        password, login="lan.nguyen", names=("Nguyễn Thị Lan", "lan@dongbinh.example"), shortest=12
    )


@pytest.mark.parametrize(
    "password",
    ["mưa tháng mười một", "con trâu là đầu", "kx7!vQ2#mmPz", "mật khẩu của tôi thì dài"],
)
def test_a_sentence_or_a_long_mixture_will_do(password: str) -> None:
    check(password)


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("ngắn quá", "ít nhất 12 ký tự"),
        ("x" * 200, "dài nhất 128"),
        ("lan.nguyen.2026", "trùng với tên đăng nhập"),
        ("Nguyễn Thị Lan", "trùng với tên đăng nhập"),
        ("lan@dongbinh.example", "trùng với tên đăng nhập"),
        ("matkhaucuatoi123", "quá phổ biến"),
        ("Mật khẩu 123456789", "quá phổ biến"),
        ("Ủy ban nhân dân", "quá phổ biến"),
        ("123456789012", "quá phổ biến"),
        ("aaaaaaaaaaaaaa", "quá phổ biến"),
        ("abc1abc1abc1abc1", "quá phổ biến"),
        ("qwertyuiopasdf", "quá phổ biến"),
    ],
)
def test_short_known_and_common_ones_are_refused(password: str, why: str) -> None:
    with pytest.raises(InvalidInput, match=why) as refusal:
        check(password)
    assert refusal.value.field == "password"


def test_the_same_letters_typed_on_another_machine_fit() -> None:
    stored = passwords.hashed(unicodedata.normalize("NFD", "mưa tháng mười một"), cheap=True)
    assert passwords.matches(stored, unicodedata.normalize("NFC", "mưa tháng mười một"), cheap=True)


def test_nobody_has_a_password_that_fits() -> None:
    assert not passwords.matches(None, "gì cũng được", cheap=True)
    assert not passwords.matches("", "gì cũng được", cheap=True)


def test_one_time_passwords_can_be_read_from_paper() -> None:
    made = {passwords.one_time() for _try in range(200)}
    assert len(made) == 200
    assert not set("".join(made)) & set("il10oABCDEFGHIJKLMNOPQRSTUVWXYZ ")
    assert {len(password) for password in made} == {14}


def test_hashes_of_the_office_are_argon2id_of_full_strength() -> None:
    stored = passwords.hashed("mưa tháng mười một")
    assert stored.startswith("$argon2id$")
    assert passwords.outdated(passwords.hashed_one_time("abcd-efgh-jkmn"))
    assert not passwords.outdated(stored)
