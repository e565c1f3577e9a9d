"""The process a mail from others is taken apart in: reads a job a line, writes an answer a line, and may die trying.

Attachments are decoded to files that are named by number; the names they came with are only told. It opens no socket.
"""

from __future__ import annotations

import mimetypes
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from email.utils import getaddresses, parsedate_to_datetime
from pathlib import Path
from typing import Any

from casefile.case.message import heading
from casefile.case.party import Party
from casefile.exhibits import compound, confined, outlook
from casefile.exhibits.held_kinds import begins_as_message, plain
from casefile.exhibits.mail_parts import Mail, Part, read
from casefile.exhibits.pages import Native, NotShownError

MOST = 500
"""Attachments of one mail, those of attached mails included; one with more is no letter."""
DEEPEST = 5
"""How many mails within mails are opened."""
LARGEST = 256 << 20
"""Bytes of a mail that is opened."""
TOGETHER = 1 << 30
"""Bytes of all its attachments, decoded."""

_HEAD = 1 << 18
_OF_THE_MAIL = {
    "application/pgp-signature": "it stays in the mail, whose signature it is",
    "application/pkcs7-signature": "it stays in the mail, whose signature it is",
    "application/x-pkcs7-signature": "it stays in the mail, whose signature it is",
    "message/delivery-status": "it stays in the mail, whose report of delivery it is",
    "text/rfc822-headers": "it stays in the mail, whose report of delivery it is",
}
_MAYBE = {"application/octet-stream": (".eml", "")}
"""The suffixes of what may be a mail by its beginning, of a media type that says nothing; else one that says it is."""
_WRAPPED = b"\x78\x9f\x3e\x22"  # MS-OXTNEF 2.1.3.1
_ASK = "save its attachments in Outlook and add them, or ask for the mail as HTML or plain text"
_NOBODY = Party(name="-")
_ANYWHERE = Native(Path("mail.msg"), "", "", "en", date.min)


class RefusedError(Exception):
    """Why the attachments of a mail are not taken out."""


class ClosedError(RefusedError):
    """Why one mail, which may be attached to another, is not opened."""


def main() -> None:
    """Answer jobs until there are no more."""
    confined.serve(answer)


def answer(job: Mapping[str, Any]) -> dict[str, Any]:
    """Take the mail at `path` apart: its day, sender and subject, and its attachments as files in the folder `out`."""
    path, language = Path(job["path"]), job["language"]
    nothing: dict[str, Any] = {"date": "", "from": "", "subject": "", "pieces": [], "left": [], "refused": ""}
    try:
        raw, is_whole = _content(path)
        if is_whole or not raw.startswith(compound.MARK):
            nothing |= _said(raw, language)
        if not job["unpack"]:
            return nothing
        if not is_whole:
            raise RefusedError(f"it is larger than {LARGEST >> 20} MB")
        pieces, left = _pieces(raw, language)
    except RefusedError as reason:
        return nothing | {"refused": str(reason)}
    except RecursionError:
        return nothing | {"refused": "its parts are nested too deep"}
    for number, piece in enumerate(pieces):
        (Path(job["out"]) / str(number)).write_bytes(piece.part.content)
    told = [{"parent": piece.parent, "name": piece.name, **_said_of(piece.part, language)} for piece in pieces]
    return nothing | {"pieces": told, "left": left}


def _content(path: Path) -> tuple[bytes, bool]:
    """A mail's bytes, and whether that is all of it; of one that is too large to be opened its beginning."""
    is_whole = path.stat().st_size <= LARGEST
    with path.open("rb") as stream:
        return stream.read(LARGEST if is_whole else _HEAD), is_whole


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part that is taken out: the number of the piece it is attached to (-1: the mail itself), and its name."""

    parent: int
    name: str
    part: Part


def _pieces(raw: bytes, language: str) -> tuple[list[_Piece], list[tuple[str, str]]]:
    """What is attached to a mail, each attached mail followed by what is attached to it; what is left out, and why."""
    found: list[_Piece] = []
    left: list[tuple[str, str]] = []
    _open(_mail(raw, language), language, -1, 1, found, left)
    return found, left


def _mail(raw: bytes, language: str) -> Mail:
    """A mail taken apart, whichever program wrote it. ClosedError for one of Outlook's that cannot be read."""
    if not raw.startswith(compound.MARK):
        return read(raw, language)
    try:
        return outlook.opened(raw, replace(_ANYWHERE, language=language))
    except NotShownError as reason:
        raise ClosedError(reason.reason.rstrip(".")) from None


def _open(mail: Mail, language: str, number: int, depth: int, found: list[_Piece], left: list[tuple[str, str]]) -> None:
    for place, part in enumerate(mail.parts, 1):
        name = _name(part, place, language)
        if reason := _left_out(part, mail):
            left.append((name, reason))
            if part.inner and depth < DEEPEST:
                _open(part.inner, language, number, depth + 1, found, left)
            continue
        found.append(_Piece(number, name, part))
        _refuse_too_many(found)
        if part.content.startswith(_WRAPPED):
            left.append((name, "it is Outlook's own wrapping (TNEF) and is taken in whole, not what is in it: " + _ASK))
        if not _is_mail(part):
            continue
        try:
            if depth == DEEPEST:
                raise ClosedError(f"{DEEPEST} mails deep")
            _open(_mail(part.content, language), language, len(found) - 1, depth + 1, found, left)
        except ClosedError as reason:
            left.append((name, f"what is attached to it stays in it, {reason}"))


def _is_mail(part: Part) -> bool:
    """Whether a part is a mail: attached as one, or a file that is one, whatever it was announced as."""
    suffix = ".msg" if part.media_type == "application/vnd.ms-outlook" else Path(part.name).suffix.lower()
    if part.media_type == "message/rfc822" or outlook.recognises(part.content[:_HEAD], suffix):
        return True
    return suffix in _MAYBE.get(part.media_type, (".eml",)) and begins_as_message(plain(part.content[:_HEAD]))


def _refuse_too_many(found: list[_Piece]) -> None:
    if len(found) > MOST:
        raise RefusedError(f"it has more than {MOST}")
    if sum(len(each.part.content) for each in found) > TOGETHER:
        raise RefusedError(f"they have more than {TOGETHER >> 20} MB")


def _left_out(part: Part, mail: Mail) -> str:
    """Why a part is no exhibit of its own; "" when it is one."""
    if part.inner:
        return "it has no file of its own: its text is shown with the mail's, and what is attached to it is the mail's"
    if not part.whole:
        return "it is an object of the mail's text, not a file"
    if not part.content:
        return "it is empty"
    if part.cid and not part.name and part.media_type.startswith("image/") and f"cid:{part.cid}" in mail.html:
        return "it is a picture without a name in the mail's text"
    return _OF_THE_MAIL.get(part.media_type, "")


def _name(part: Part, place: int, language: str) -> str:
    """What an attachment is called; a mail by its subject where it has no name, anything else by its place and type."""
    if _is_mail(part) and not part.content.startswith(compound.MARK):
        name = part.name or str(_said(part.content[:_HEAD], language)["subject"]) or f"attachment-{place}"
        return name if name.lower().endswith(".eml") else f"{name[:200]}.eml"
    if not part.name:
        return f"attachment-{place}{mimetypes.MimeTypes().guess_extension(part.media_type) or ''}"
    stem, dot, suffix = part.name.rpartition(".")
    return part.name if len(part.name) <= 250 or not dot else f"{stem[:200]}.{suffix[:20]}"


def _said_of(part: Part, language: str) -> dict[str, Any]:
    is_mail = _is_mail(part)
    try:
        return {"mail": is_mail, **_said(part.content if is_mail else b"", language)}
    except ClosedError:
        return {"mail": False, **_said(b"", language)}


def _said(raw: bytes, language: str) -> dict[str, Any]:
    """What a mail's headers say. ClosedError for one of Outlook's that cannot be read."""
    if raw.startswith(compound.MARK):
        return _said_by_outlook(_mail(raw, language))
    found = heading(raw[:_HEAD], _NOBODY, _NOBODY, language)
    return {key: found.get(key, "") for key in ("date", "from", "subject")}


def _said_by_outlook(mail: Mail) -> dict[str, Any]:
    """What the headers say that a message has from the mail that it was, or from Outlook."""
    senders = (address.lower() for _, address in getaddresses(list(mail.header("From"))) if "@" in address)
    subject = next(iter(mail.header("Subject")), "")
    return {"date": _day(next(iter(mail.header("Date")), "")), "from": ", ".join(senders), "subject": subject}


def _day(text: str) -> str:
    """A day as a header has it (RFC 5322), or as Outlook's own is told; "" where it is none."""
    try:
        return parsedate_to_datetime(text).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return text[:10] if _is_day(text[:10]) else ""


def _is_day(text: str) -> bool:
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False


if __name__ == "__main__":
    main()
