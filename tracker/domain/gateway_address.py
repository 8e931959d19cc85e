"""Where an office's gateway for text messages may stand: no door into its own network.

A server that sends to addresses typed by people can be made to knock at doors which only it can
reach. So: the open internet by https only, the own network only where the office says so, and
addresses that belong to the machine's surroundings (link-local, multicast) never.
"""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from urllib.parse import urlsplit

from tracker.domain.errors import InvalidInput
from tracker.domain.message_ids import N_

Number = ipaddress.IPv4Address | ipaddress.IPv6Address

_NAT64 = ipaddress.ip_network("64:ff9b::/96")

PRIVATE = N_(
    "“%(host)s” là địa chỉ trong mạng nội bộ. Nếu cổng tin nhắn đặt trong mạng của cơ quan, "
    "hãy chọn “Cho phép địa chỉ nội bộ”."
)
NEVER = N_("“%(host)s” không phải là địa chỉ có thể gửi tới. Hãy nhập địa chỉ của cổng tin nhắn.")


@dataclass(frozen=True, slots=True)
class GatewayAddress:
    """A checked address, in its parts. ``target``: path and query."""

    host: str
    port: int
    target: str
    tls: bool


def gateway_address(url: str, *, private_allowed: bool) -> GatewayAddress:
    """Read and check what was typed. Raises InvalidInput at field ``url``."""
    try:
        parts = urlsplit(url.strip())
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        parts, host, port = urlsplit(""), "", None
    if parts.scheme not in ("http", "https") or not host or " " in url.strip():
        raise InvalidInput(
            "Địa chỉ cổng tin nhắn không hợp lệ, ví dụ https://sms.nhacungcap.vn/gui.", field="url"
        )
    if parts.username is not None or parts.password is not None:
        raise InvalidInput(
            "Không ghi tên, mật khẩu trong địa chỉ. Cổng nhận ra hệ thống bằng chữ ký.", field="url"
        )
    tls = parts.scheme == "https"
    if not tls and not private_allowed:
        raise InvalidInput("Địa chỉ cổng tin nhắn phải bắt đầu bằng https://.", field="url")
    if fault := host_fault(host, private_allowed=private_allowed):
        raise InvalidInput(fault, field="url", host=host)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return GatewayAddress(host, port or (443 if tls else 80), target, tls)


def host_fault(host: str, *, private_allowed: bool) -> str:
    """Why nothing may be sent there; empty for a name that only the resolver can judge."""
    if host == "localhost" or host.endswith(".localhost"):
        return "" if private_allowed else PRIVATE
    try:
        number = ipaddress.ip_address(host.split("%", maxsplit=1)[0])
    except ValueError:
        return ""
    return number_fault(number, private_allowed=private_allowed)


def number_fault(number: Number, *, private_allowed: bool) -> str:
    """Why nothing may be sent to this address; an address within an address is looked at too."""
    number = _inner(number)
    if (
        number.is_link_local
        or number.is_multicast
        or number.is_unspecified
        or str(number) == "255.255.255.255"
    ):
        return NEVER
    if number.is_global:
        return ""
    if number.is_private or number.is_loopback:
        return "" if private_allowed else PRIVATE
    return NEVER


def _inner(number: Number) -> Number:
    """The IPv4 address that an IPv6 address carries, if it does."""
    if isinstance(number, ipaddress.IPv6Address):
        if number in _NAT64:
            return ipaddress.IPv4Address(int(number) & 0xFFFFFFFF)
        return number.ipv4_mapped or number.sixtofour or number
    return number
