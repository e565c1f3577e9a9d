"""E-mails as they lie on a server: fixed boundaries, dates and message ids, CRLF, written by the standard library."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP


@dataclass(frozen=True, slots=True)
class File:
    """An attachment."""

    name: str
    media: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Mail:
    """What an e-mail says. `headers` in the order in which they stand; `html` makes it multipart/alternative."""

    headers: Sequence[tuple[str, str]]
    text: str
    html: str = ""
    files: Sequence[File] = ()
    encoding: str = "quoted-printable"


def raw(mail: Mail, mark: str) -> bytes:
    """The bytes of the message; `mark` becomes part of its boundaries."""
    message = EmailMessage(policy=SMTP)
    for name, value in mail.headers:
        message[name] = value
    message.set_content(mail.text, charset="utf-8", cte=mail.encoding)
    if mail.html:
        message.add_alternative(mail.html, subtype="html", charset="utf-8", cte="quoted-printable")
        message.set_boundary(f"=_alternative_{mark}")
    for file in mail.files:
        main, sub = file.media.split("/")
        message.add_attachment(file.content, maintype=main, subtype=sub, filename=file.name)
    if mail.files:
        message.set_boundary(f"=_mixed_{mark}")
    return message.as_bytes()
