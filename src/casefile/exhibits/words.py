"""What the converters say on slip sheets, in headings and in notes, a table a language. Knows no file."""

from __future__ import annotations

from collections.abc import Mapping

_ENGLISH: Mapping[str, str] = {
    # why a slip sheet stands in
    "archive": "An archive of files cannot be shown as pages.",
    "audio": "A sound recording cannot be shown as pages.",
    "bomb": "The picture would unpack to more than {most} million pixels and was not opened.",
    "broken": "The file is damaged and could not be read.",
    "died": "The file made the converter stop ({how}).",
    "empty": "The file is empty.",
    "encrypted": "The file is protected with a password.",
    "missing": "The file was not found.",
    "no-converter": "Files of this type are not shown as pages here.",
    "no-pages": "The file has no pages.",
    "office": "LibreOffice, which lays out office files, was missing here or could not read this one.",
    "overran": "Converting the file took longer than {seconds} seconds.",
    "special": "What lies there is a link or a device, not a file.",
    "too-many-pages": "The file says that it has {count} pages; up to {most} are shown.",
    "too-long": "The text is longer than {most} million bytes.",
    "video": "A video cannot be shown as pages.",
    "withheld": "The file holds material that is withheld and cannot be told from the rest.",
    # notes
    "active-left": "Active content was left behind: {what}.",
    "by-office": "The pages were laid out by {program}; the native may look different in another program.",
    "comments": "Comments that open on demand can be read in the native only ({count}).",
    "damaged-shown": "The file is damaged; what could be read is shown.",
    "embedded-withheld": "Files embedded in the native are not shown.",
    "embedded-left": "Files embedded in the native are not shown: {names}.",
    "frames": "The file holds {count} pictures; the first {shown} are shown.",
    "guessed": "The file does not say which characters it uses; it was read as {encoding}.",
    "html-shown": "The message is shown without its remote pictures and active content.",
    "lost": "Could not be read, so an empty sheet stands in: {pages}.",
    "no-font": "No text font has these characters, so they are printed as their codes: {characters}.",
    "not-compared": "Pages from {first} on were copied without comparing their pictures with the native's.",
    "not-drawn": "The native could not be drawn, so the copy was not compared with it.",
    "raster": "Shown as a picture at 200 dpi, because a copy would have looked different: {pages}.",
    "raster-all": "The file is damaged; its pages are shown as pictures at 200 dpi.",
    "repaired": "The file is damaged; it was repaired for this copy.",
    "scaled": "Scaled down to fit A4: {pages}.",
    "signed": "The native is digitally signed; the signature can be verified on the native only.",
    "page": "page {pages}",
    "pages": "pages {pages}",
    # headings
    "attachment-withheld": "{count} attachment withheld.",
    "attachments": "Attachments",
    "attachments-withheld": "{count} attachments withheld.",
    "bytes": "bytes",
    "file": "File",
    "from": "From",
    "to": "To",
    "cc": "Cc",
    "bcc": "Bcc",
    "date": "Date",
    "subject": "Subject",
    "inside-mail": "Each attached file lies inside the native e-mail.",
    "message-id": "Message ID",
    "reply-to": "Reply to",
    "name": "Name",
    "native": "Native",
    "no-text": "The message has no text.",
    "nothing": "none",
    "reason": "Why it is not shown",
    "sha256": "SHA-256",
    "size": "Size",
    "slip": "Slip sheet",
    "slip-stands": "This sheet stands in for an exhibit that is not shown as pages.",
    "text-of": "Text of the message",
    "type": "Type",
    "unnamed": "unnamed",
}

WORDS: Mapping[str, Mapping[str, str]] = {"en": _ENGLISH}


def say(language: str, key: str, **values: object) -> str:
    """Return the words for `key`; a language that is not in the table is answered in English."""
    return WORDS.get(language, _ENGLISH)[key].format(**values)


def say_pages(language: str, numbers: list[int]) -> str:
    """Return page numbers (from 1) as words, runs of them as first–last."""
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and runs[-1][1] == number - 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    text = ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in runs)
    return say(language, "page" if len(numbers) == 1 else "pages", pages=text)
