"""Where mail is handed over, as one address; and how the line to it is opened.

``smtp://host:25``, ``smtp://user:password@host:587`` (STARTTLS, because a password must not
travel in the clear; ``?starttls=0`` for a relay on the same machine), ``smtp://host?starttls=1``,
``smtps://host:465``. A server that offers no STARTTLS is not spoken to in the clear instead.
"""

from __future__ import annotations

import smtplib
import ssl
from base64 import b64encode
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import parse_qs, unquote, urlsplit

TIMEOUT_SECONDS = 20.0
"""How long the server may say nothing."""


@dataclass(frozen=True, slots=True)
class SmtpServer:
    """``authorities``: a file of certificates that are believed instead of the system's."""

    host: str
    port: int
    user: str = ""
    password: str = ""
    tls: bool = False
    starttls: bool = False
    authorities: str = ""

    @classmethod
    def from_url(cls, url: str, *, authorities: str = "") -> SmtpServer:
        """Read an smtp:// or smtps:// address; ValueError for anything else."""
        parts = urlsplit(url)
        if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
            raise ValueError("TRACKER_SMTP_URL must look like smtp://host:port")
        tls = parts.scheme == "smtps"
        asked = parse_qs(parts.query).get("starttls", ["1" if parts.username else "0"])[-1]
        return cls(
            host=parts.hostname,
            port=parts.port or (465 if tls else 25),
            user=unquote(parts.username or ""),
            password=unquote(parts.password or ""),
            tls=tls,
            starttls=not tls and asked == "1",
            authorities=authorities,
        )

    def open(self, *, timeout: float = TIMEOUT_SECONDS) -> smtplib.SMTP:
        """A line with TLS and login done. Raises OSError or smtplib.SMTPException."""
        connection: smtplib.SMTP
        if self.tls:
            connection = smtplib.SMTP_SSL(
                self.host, self.port, timeout=timeout, context=self._trust()
            )
        else:
            connection = smtplib.SMTP(self.host, self.port, timeout=timeout)
        try:
            if self.starttls:
                connection.starttls(context=self._trust())
            connection.ehlo_or_helo_if_needed()
            if self.user:
                self._log_in(connection)
        except BaseException:
            with suppress(OSError, smtplib.SMTPException):
                connection.close()
            raise
        return connection

    def _log_in(self, connection: smtplib.SMTP) -> None:
        """The library's own login, but for letters outside ASCII, which it cannot write."""
        if (self.user + self.password).isascii():
            connection.login(self.user, self.password)
            return
        word = b64encode(f"\0{self.user}\0{self.password}".encode()).decode()
        code, said = connection.docmd("AUTH", f"PLAIN {word}")
        if code not in (235, 503):
            raise smtplib.SMTPAuthenticationError(code, said)

    def _trust(self) -> ssl.SSLContext:
        """Certificates and host names are checked, always."""
        return ssl.create_default_context(cafile=self.authorities or None)
