"""A message as it goes through the mail (RFC 5322, 2045 to 2049): text, the same as HTML, pictures, enclosures.

Pure: what goes in comes out, the same bytes each time. Knows mailboxes and parts, no case, no sheet and no server.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from email import message_from_bytes
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from casefile.documents.envelope import Mailbox
from casefile.render.literal import visible

_LONGEST = 200  # characters of a name or subject: some mail programs cut a header, and some servers refuse it
_LONGEST_FILE = 100
_NO_FILE_NAME = re.compile(r'[\\/:*?"<>|\s]+')  # what a file system refuses, and white space


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that goes with a message. `name` may be in any language; a mail program offers to save it as that."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Post:
    """What a message says and to whom. `language` is an RFC 5646 tag; `pictures` are what `html` shows, by content id
    (RFC 2392)."""

    sender: Mailbox | None
    to: Mailbox | None
    subject: str
    language: str
    text: str
    html: str
    pictures: Mapping[str, Enclosure] = field(default_factory=dict)
    enclosures: tuple[Enclosure, ...] = ()
    reply_to: Mailbox | None = None


def message(post: Post) -> EmailMessage:
    """The message without what only sending gives it: Date and Message-ID."""
    made = EmailMessage(policy=SMTP)
    for name, mailbox in (("From", post.sender), ("Reply-To", post.reply_to), ("To", post.to)):
        if mailbox is not None:
            local, _, domain = mailbox.address.rpartition("@")
            made[name] = Address(_one_line(mailbox.name), local, domain)
    made["Subject"] = _one_line(post.subject)
    made.set_content(post.text, charset="utf-8", cte="quoted-printable")
    made.add_alternative(post.html, subtype="html", charset="utf-8", cte="quoted-printable")
    text, html = made.iter_parts()
    for part in (text, html):
        part["Content-Language"] = post.language  # RFC 3282
    for cid, picture in post.pictures.items():
        kind, _, subtype = picture.media_type.partition("/")
        html.add_related(
            picture.content, kind, subtype, cid=f"<{cid}>", disposition="inline", filename=file_name(picture.name)
        )
    del html["MIME-Version"]  # which only the whole has (RFC 2045, 4)
    for enclosure in post.enclosures:
        kind, _, subtype = enclosure.media_type.partition("/")
        made.add_attachment(enclosure.content, kind, subtype, filename=file_name(enclosure.name))
    _bound(made, post)
    return made


def draft(post: Post) -> bytes:
    """The message as a file that a mail program opens to be looked over and sent.

    It has no Date: that is when a message was complete and sent (RFC 5322, 3.6.1), which the mail program sets. Outlook
    opens a file with X-Unsent as a draft.
    """
    made = message(post)
    made["X-Unsent"] = "1"
    return made.as_bytes()


def sealed(post: Post, message_id: str, moment: datetime) -> bytes:
    """The message as it is sent at that moment (with its time zone), under this id (RFC 5322, 3.6.4, without < >)."""
    made = message(post)
    made["Date"] = moment
    made["Message-ID"] = f"<{message_id}>"
    return made.as_bytes()


def enclosed(content: bytes) -> tuple[tuple[str, bytes], ...]:
    """The name and the bytes of each file that goes with a message that we made."""
    read = message_from_bytes(content, policy=SMTP)
    return tuple((part.get_filename(""), part.get_content()) for part in read.iter_attachments())


def file_name(name: str) -> str:
    """A name that every file system takes, with its ending: what is refused becomes a space, what is long is cut."""
    stem, dot, ending = name.rpartition(".")
    stem, ending = (stem, ending) if dot else (name, "")
    kept = _NO_FILE_NAME.sub(" ", visible(stem).replace("\n", " ")).strip(" .")[:_LONGEST_FILE].rstrip(" .")
    return f"{kept or 'document'}{dot}{ending}"


def _one_line(text: str) -> str:
    """Text for a header: no line end, nothing hidden, no longer than mail programs show, no word that looks encoded and
    would be read as another (RFC 2047, 2)."""
    line = " ".join(visible(text).split()).replace("=?", "= ?")
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1].rstrip()}…"


def _bound(made: EmailMessage, post: Post) -> None:
    """Boundaries that follow from what is said, in place of random ones. No encoded text holds `=_` (RFC 2045, 6.7)."""
    digest = hashlib.sha256(repr(post).encode("utf-8", "surrogatepass")).hexdigest()[:32]
    for number, part in enumerate(each for each in made.walk() if each.is_multipart()):
        part.set_boundary(f"=_{digest}_{number}")
