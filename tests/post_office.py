"""A real mail server on this machine, for tests: with TLS and a password, what it took, and ways to fail."""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP as RULES
from pathlib import Path
from typing import Any, AnyStr

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from tests import certificates

USER, PASSWORD = "accounts", "open sesame"


def _never(_: int) -> bool:
    return False


@dataclass
class PostOffice:
    """A server and its mailbox. `at_reply` is called with the number of each reply before it is sent, and ends the
    connection in its place when it says so; `answers` are replies to give to a command in place of the usual."""

    port: int = 0
    mailbox: list[bytes] = field(default_factory=list)
    connections: int = 0
    replies: int = 0
    at_reply: Callable[[int], bool] = field(default=_never)
    answers: dict[str, str] = field(default_factory=dict)

    @property
    def messages(self) -> list[EmailMessage]:
        """What was taken, read."""
        read = [message_from_bytes(each, policy=RULES) for each in self.mailbox]
        return [each for each in read if isinstance(each, EmailMessage)]

    def drop_at(self, number: int | None) -> None:
        """Breaks the connection in place of the reply of that number, counted from now; None for never again."""
        self.replies = 0
        self.at_reply = lambda reply: reply == number

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Puts a message into the mailbox, unless told to refuse it."""
        if answer := self.answers.get("DATA"):
            return answer
        assert isinstance(envelope.original_content, bytes)
        self.mailbox.append(envelope.original_content)
        return "250 taken"

    async def handle_RCPT(self, _server: SMTP, _session: Session, envelope: Envelope, to: str, _: Any) -> str:  # noqa: N802
        """Takes a recipient, unless told to refuse it."""
        if answer := self.answers.get(f"RCPT {to}") or self.answers.get("RCPT"):
            return answer
        envelope.rcpt_tos.append(to)
        return "250 OK"


class _Server(SMTP):
    async def push(self, status: AnyStr) -> None:
        office = self.event_handler
        office.replies += 1
        if office.at_reply(office.replies):
            assert isinstance(self.transport, asyncio.Transport)
            self.transport.abort()
            return
        await super().push(status)


class _Controller(Controller):
    def factory(self) -> SMTP:
        self.handler.connections += 1
        return _Server(self.handler, **self.SMTP_kwargs)


def _lets_in(server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any) -> AuthResult:
    known = LoginPassword(USER.encode(), PASSWORD.encode())
    return AuthResult(success=data == known, handled=False)


@contextmanager
def post_office(folder: Path, *, security: str = "starttls") -> Iterator[PostOffice]:
    """A server of that kind ("starttls", "tls", or "plain", which none should use) while the body runs."""
    cert, key = certificates.server(folder)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(cert, key)
    office = PostOffice()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        office.port = free.getsockname()[1]
    ways: dict[str, dict[str, Any]] = {
        "starttls": {"tls_context": context, "require_starttls": True, "auth_required": True},
        "tls": {"ssl_context": context, "auth_require_tls": False},
        "plain": {"auth_require_tls": False},
    }
    more: dict[str, Any] = {
        "authenticator": _lets_in,
        "hostname": "127.0.0.1",
        "port": office.port,
        "server_hostname": "localhost",
    }
    controller = _Controller(office, **more, **ways[security])
    controller.start()
    office.connections = office.replies = 0
    try:
        yield office
    finally:
        controller.stop(no_assert=True)
