"""A message handed in at a mail server (RFC 5321, RFC 6409): over TLS or not at all, and never twice by itself.

Tells what was certainly not taken from what nobody can know: only when the connection breaks after the last byte of a
message may have gone, the server may have it or not (RFC 5321, 6.1).
"""

from __future__ import annotations

import re
import smtplib
import ssl
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from types import TracebackType
from typing import Self

from casefile.errors import CaseError, Problem, Source

_TO_CONNECT = 60.0
_TO_TAKE = 600.0  # RFC 5321, 4.5.3.2.6: what a server may take to answer the end of the data
_OURS = "[127.0.0.1]"  # how a client without a name of its own says hello (RFC 5321, 4.1.3)


@dataclass(frozen=True, slots=True)
class Server:
    """Where mail is handed in, who logs in there (nobody, where `user` is empty), and where that is configured."""

    host: str
    port: int
    security: str
    user: str
    password: str = field(repr=False)
    place: Source | None = None


class UnknownError(CaseError):
    """The connection broke when the server may have had the whole message: it was taken, or it was not."""


class NoLineError(CaseError):
    """There is no line to the server, or it does not let us in: no other message would go either."""


class Line:
    """A connection to a mail server: opened for the first message, and again for the next one after it broke. Where the
    server is, and the password, is asked then."""

    def __init__(self, server: Callable[[], Server]) -> None:
        self._server = cache(server)
        self._smtp: smtplib.SMTP | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._smtp is not None:
            with suppress(smtplib.SMTPException, OSError):
                self._smtp.quit()
        self._drop()

    def hand_in(self, sender: str, to: str, content: bytes, handing_over: Callable[[], None]) -> str:
        """Hands a message in and returns the server's answer. `handing_over` is called before its first byte goes.

        UnknownError when it may have been taken; any other CaseError says that it was not, NoLineError that the server
        could not be reached.
        """
        smtp = self._smtp or self._open()
        try:
            size = [f"SIZE={len(content)}"] if smtp.has_extn("size") else []
            self._said_yes(*smtp.mail(sender, size), f"does not take mail from {sender}", "mend smtp: from:")
            hint = "mend the address; if nobody reads mail there, mark the contact invalid: true"
            self._said_yes(*smtp.rcpt(to), f"does not take mail for {to}", hint)
            self._said_yes(*smtp.docmd("DATA"), "does not take the message", "try again later")
        except (smtplib.SMTPException, OSError) as error:
            self._drop()
            raise self._problem(
                f"not sent: {_reason(error)}", "check smtp: and the network, and run it again"
            ) from error
        handing_over()
        return self._handed_over(smtp, content)

    def _handed_over(self, smtp: smtplib.SMTP, content: bytes) -> str:
        """The data and its end. Until the end has gone the server must not deliver it; after that it may have."""
        ended = content if content.endswith(b"\r\n") else content + b"\r\n"
        try:
            smtp.send(re.sub(rb"(?m)^\.", b"..", ended))
        except (smtplib.SMTPException, OSError) as error:
            self._drop()
            raise self._problem(f"not sent: {_reason(error)}", "run it again") from error
        try:
            if smtp.sock is not None:
                smtp.sock.settimeout(_TO_TAKE)
            smtp.send(b".\r\n")
            code, answer = smtp.getreply()
            if smtp.sock is not None:
                smtp.sock.settimeout(_TO_CONNECT)
        except (smtplib.SMTPException, OSError) as error:
            self._drop()
            message = (
                f"the connection broke before {self._server().host} said that it has the message: {_reason(error)}"
            )
            raise UnknownError(
                Problem(message, hint="ask the recipient, or look into the mailbox", rule="smtp")
            ) from error
        self._said_yes(code, answer, "does not take the message", "see what it says, and run it again")
        return _text(answer)

    def _open(self) -> smtplib.SMTP:
        server = self._server()
        try:
            self._smtp = smtp = _connected(server)
            if server.security != "tls":
                smtp.starttls(context=ssl.create_default_context())
            if server.user:
                smtp.login(server.user, server.password)
            smtp.ehlo_or_helo_if_needed()
        except (smtplib.SMTPException, OSError) as error:
            self._drop()
            hint = "check smtp: and the network, and run it again"
            raise NoLineError(Problem(f"not sent: {_reason(error)}", server.place, hint, "smtp")) from error
        return smtp

    def _said_yes(self, code: int, answer: bytes, no: str, hint: str) -> None:
        """Nothing, when the answer is a yes (2xx, or 3xx to DATA); else the transaction is given up."""
        if 200 <= code < 400:
            return
        if self._smtp is not None:
            with suppress(smtplib.SMTPException, OSError):
                self._smtp.rset()
        raise self._problem(f"not sent: {self._server().host} {no}: {code} {_text(answer)}", hint)

    def _problem(self, message: str, hint: str) -> CaseError:
        return CaseError(Problem(message, self._server().place, hint, "smtp"))

    def _drop(self) -> None:
        if self._smtp is not None:
            self._smtp.close()
        self._smtp = None


def _connected(server: Server) -> smtplib.SMTP:
    if server.security == "tls":
        context = ssl.create_default_context()
        return smtplib.SMTP_SSL(server.host, server.port, _OURS, timeout=_TO_CONNECT, context=context)
    return smtplib.SMTP(server.host, server.port, _OURS, timeout=_TO_CONNECT)


def _reason(error: Exception) -> str:
    """What went wrong, in words; never what was sent to log in."""
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return f"the server does not let us in: {error.smtp_code} {_text(error.smtp_error)}"
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return f"the server cannot do what is needed: {error}"
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{error.smtp_code} {_text(error.smtp_error)}"
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"the server's certificate could not be verified: {error.verify_message}"
    return str(error) or type(error).__name__


def _text(answer: bytes | str) -> str:
    """A server's answer as one line of plain characters."""
    text = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())[:300]
