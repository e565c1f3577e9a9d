"""What a message tells beside its text: who sent it with which program, and what is attached; and all its words."""

from __future__ import annotations

from casefile.exhibits import hypertext, outlook
from casefile.exhibits.mail import body_of
from casefile.exhibits.mail_parts import Mail
from casefile.exhibits.mail_parts import read as parted
from casefile.exhibits.metadata import Metadata, Reading, listed, pairs
from casefile.exhibits.pages import Native

_PROGRAMS = ("X-Mailer", "User-Agent", "X-MimeOLE")
_SHOWN = ("From", "Sender", "To", "Cc", "Bcc", "Reply-To", "Date", "Subject", "Message-ID")
_TOLD = frozenset(name.lower() for name in _SHOWN)


def read(native: Native) -> Reading:
    """Return the metadata and the words of a message; raises NotShownError when it cannot be read."""
    try:
        return _of(taken_apart(native), native)
    except RecursionError:
        return Reading(Metadata(), native.path.read_bytes().decode("utf-8", errors="replace"))


def taken_apart(native: Native) -> Mail:
    """Return what is in a message of either kind; raises NotShownError when it cannot be read, RecursionError when it
    is nested too deep."""
    if outlook.is_outlook(native.path):
        return outlook.read(native)
    return parted(native.path.read_bytes(), native.language)


def _of(mail: Mail, native: Native) -> Reading:
    found = Metadata(
        authors=listed([*mail.header("From"), *mail.header("Sender")]),
        software=listed(value for name in _PROGRAMS for value in mail.header(name)),
        dates=pairs(("sent", value) for value in mail.header("Date")),
        embedded=listed(part.name or part.media_type for part in mail.parts),
    )
    headers = "\n".join(value for name in _SHOWN for value in mail.header(name))
    html = hypertext.words(mail.html)
    words = "\n\n".join(text for text in (headers, mail.plain, html) if text)
    others = "\n".join(value for name, value in mail.headers if name.lower() not in _TOLD)
    aside = ""
    if mail.plain.strip() and html:  # of which the pages show one
        aside = mail.plain if body_of(mail, native).of_html else html
    return Reading(found, words, aside, others)
