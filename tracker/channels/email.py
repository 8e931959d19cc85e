"""E-mail by SMTP: one transaction per recipient over a connection that is kept for a round."""

from __future__ import annotations

import re
import smtplib
from contextlib import suppress
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr

from tracker.channels.envelope import ChannelDown, Envelope, PermanentFailure, TransientFailure
from tracker.channels.smtp_server import TIMEOUT_SECONDS, SmtpServer
from tracker.domain.local_time import local_moment

_POLICY = SMTP.clone(cte_type="7bit")
"""Every relay carries seven bits unchanged."""

_NOT_IN_AN_ID = re.compile(r"[^A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]")


class EmailChannel:
    """One connection, opened at the first message and anew when it broke."""

    def __init__(
        self, server: SmtpServer, *, sender: str, timeout: float = TIMEOUT_SECONDS
    ) -> None:
        """``sender``: "Name <address>"; ``timeout``: seconds of silence."""
        self._server = server
        self._sender = sender
        self._timeout = timeout
        self._connection: smtplib.SMTP | None = None

    def send(self, envelope: Envelope) -> str:
        """See ``WayOut``. Whoever is refused before the text was sent is refused alone."""
        message = compose(envelope, sender=self._sender).as_bytes()
        connection = self._begun()
        try:
            code, words = connection.rcpt(envelope.to_address)
        except (OSError, smtplib.SMTPException) as error:
            raise self._broken(error) from error
        if code not in (250, 251):
            self._reset(code)
            raise _failure(code, words, address=True)
        try:
            code, words = connection.data(message)
        except smtplib.SMTPDataError as error:
            self._reset(error.smtp_code)
            raise _failure(error.smtp_code, error.smtp_error) from error
        except (OSError, smtplib.SMTPException) as error:
            raise self._broken(error, doubtful=True) from error
        if code != 250:
            self._reset(code)
            raise _failure(code, words)
        return _said(code, words)

    def close(self) -> None:
        """Hang up politely if possible."""
        if self._connection is not None:
            with suppress(OSError, smtplib.SMTPException):
                self._connection.quit()
            self._drop()

    def _begun(self) -> smtplib.SMTP:
        """A connection on which the sender was named. Raises ChannelDown, TransientFailure."""
        kept = self._connection
        if kept is not None:
            with suppress(OSError, smtplib.SMTPException):
                if self._name_sender(kept):
                    return kept
            self._drop()  # the server may have hung up since the last message
        try:
            connection = self._connection = self._server.open(timeout=self._timeout)
        except (OSError, smtplib.SMTPException) as error:
            raise ChannelDown(_reason(error)) from error
        try:
            named = self._name_sender(connection)
        except (OSError, smtplib.SMTPException) as error:
            raise self._broken(error) from error
        if not named:
            raise self._broken(smtplib.SMTPServerDisconnected("421"))
        return connection

    def _name_sender(self, connection: smtplib.SMTP) -> bool:
        """False when the server hangs up; raises ChannelDown for a sender it never takes."""
        code, words = connection.mail(parseaddr(self._sender)[1])
        if code == 250:
            return True
        self._reset(code)
        if code == 421:
            return False
        if code >= 500:
            raise ChannelDown(_said(code, words))
        raise TransientFailure(_said(code, words))

    def _reset(self, code: int) -> None:
        """Ready for the next recipient; 421 means that the server hangs up."""
        if self._connection is None:
            return
        if code == 421:
            self._drop()
            return
        try:
            self._connection.rset()
        except (OSError, smtplib.SMTPException):
            self._drop()

    def _broken(self, error: Exception, *, doubtful: bool = False) -> TransientFailure:
        self._drop()
        return TransientFailure(_reason(error), doubtful=doubtful)

    def _drop(self) -> None:
        if self._connection is not None:
            with suppress(OSError, smtplib.SMTPException):
                self._connection.close()
            self._connection = None


def compose(envelope: Envelope, *, sender: str) -> EmailMessage:
    """The mail with a plain and, when there is one, an HTML part.

    Raises PermanentFailure for an address that is none.
    """
    name, address = parseaddr(sender)
    domain = address.partition("@")[2] or "tracker"
    message = EmailMessage(policy=_POLICY)
    message["From"] = Address(display_name=name, addr_spec=address)
    try:
        called = " ".join(envelope.to_name.split())
        to = Address(display_name=called, addr_spec=envelope.to_address)
        envelope.to_address.encode("ascii")
        if not to.username or "." not in to.domain:
            raise ValueError(envelope.to_address)
        message["To"] = to
    except (ValueError, IndexError, MessageError) as error:
        raise PermanentFailure(
            f"“{envelope.to_address}” không phải là địa chỉ thư điện tử.", address_is_bad=True
        ) from error
    message["Subject"] = " ".join(envelope.subject.split())
    if envelope.at is not None:
        message["Date"] = format_datetime(local_moment(envelope.at))
    local_part = _NOT_IN_AN_ID.sub("-", envelope.message_id)
    message["Message-ID"] = f"<{local_part}@{domain}>"
    if envelope.office_id is not None:
        message["List-Id"] = f"<nhac-viec-{envelope.office_id}.{domain}>"
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"
    message.set_content(envelope.text)
    if envelope.html:
        message.add_alternative(envelope.html, subtype="html")
    return message


def _failure(
    code: int, words: bytes | str, *, address: bool = False
) -> TransientFailure | PermanentFailure:
    if 500 <= code < 600:
        return PermanentFailure(_said(code, words), address_is_bad=address)
    return TransientFailure(_said(code, words))


def _said(code: int, words: bytes | str) -> str:
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return f"{code} {text}"[:500]


def _reason(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        return _said(error.smtp_code, error.smtp_error)
    return f"{type(error).__name__}: {error}"[:500]
