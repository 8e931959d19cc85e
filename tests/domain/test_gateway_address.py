"""Where a gateway may stand: typed addresses are no door into somebody's network."""

from __future__ import annotations

import ipaddress

import pytest

from tracker.domain.errors import InvalidInput
from tracker.domain.gateway_address import (
    NEVER,
    PRIVATE,
    GatewayAddress,
    gateway_address,
    number_fault,
)


@pytest.mark.parametrize(
    ("url", "read"),
    [
        ("https://sms.vn/gui", GatewayAddress("sms.vn", 443, "/gui", tls=True)),
        (" https://SMS.vn:8443/?a=1#b ", GatewayAddress("sms.vn", 8443, "/?a=1", tls=True)),
        ("https://8.8.8.8", GatewayAddress("8.8.8.8", 443, "/", tls=True)),
    ],
)
def test_an_address_is_read(url: str, read: GatewayAddress) -> None:
    assert gateway_address(url, private_allowed=False) == read


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("", "không hợp lệ"),
        ("sms.vn", "không hợp lệ"),
        ("ftp://sms.vn", "không hợp lệ"),
        ("https://", "không hợp lệ"),
        ("https://sms.vn:99999/", "không hợp lệ"),
        ("https://sms .vn/", "không hợp lệ"),
        ("https://[::1", "không hợp lệ"),
        ("http://sms.vn/gui", "phải bắt đầu bằng https://"),
        ("https://u:p@sms.vn/", "Không ghi tên, mật khẩu"),
        ("https://localhost/", "mạng nội bộ"),
        ("https://127.0.0.1/", "mạng nội bộ"),
        ("https://10.1.2.3:8443/gui", "mạng nội bộ"),
        ("https://192.168.1.1/", "mạng nội bộ"),
        ("https://[::1]/", "mạng nội bộ"),
        ("https://[fd00::1]/", "mạng nội bộ"),
        ("https://169.254.169.254/latest", "không phải là địa chỉ có thể gửi tới"),
    ],
)
def test_an_address_that_cannot_be_gets_its_sentence(url: str, sentence: str) -> None:
    with pytest.raises(InvalidInput, match=sentence) as refused:
        gateway_address(url, private_allowed=False)
    assert refused.value.field == "url"


def test_the_own_network_may_be_allowed() -> None:
    assert gateway_address("http://10.1.2.3/gui", private_allowed=True).port == 80
    with pytest.raises(InvalidInput):
        gateway_address("http://169.254.169.254/", private_allowed=True)


@pytest.mark.parametrize(
    ("number", "fault", "allowed"),
    [
        ("1.1.1.1", "", ""),
        ("2606:4700::1111", "", ""),
        ("127.0.0.1", PRIVATE, ""),
        ("172.16.0.9", PRIVATE, ""),
        ("100.64.0.1", NEVER, NEVER),
        ("0.0.0.0", NEVER, NEVER),  # noqa: S104 — judged, not bound
        ("169.254.1.1", NEVER, NEVER),
        ("fe80::1", NEVER, NEVER),
        ("224.0.0.1", NEVER, NEVER),
        ("255.255.255.255", NEVER, NEVER),
        ("::", NEVER, NEVER),
        ("::ffff:127.0.0.1", PRIVATE, ""),
        ("::ffff:169.254.169.254", NEVER, NEVER),
        ("64:ff9b::a00:1", PRIVATE, ""),
        ("2002:a00:1::", PRIVATE, ""),
    ],
)
def test_a_number_is_judged_by_what_it_stands_for(number: str, fault: str, allowed: str) -> None:
    judged = ipaddress.ip_address(number)
    assert number_fault(judged, private_allowed=False) == fault
    assert number_fault(judged, private_allowed=True) == allowed
