"""A letter as a post: its text in both forms, its pictures, and the PDF enclosed. Knows sheets, no server."""

from __future__ import annotations

import hashlib

from casefile.delivery.message import Enclosure, Post
from casefile.documents.envelope import Envelope
from casefile.render import locale, mail, plain
from casefile.render.pdf import raster
from casefile.render.sheet import Sheet


def posted(text: Sheet, envelope: Envelope, enclosures: tuple[Enclosure, ...]) -> Post:
    """`text` as what a message says, with enclosures; the same sheet gives the plain text and the HTML."""
    pictures = {name: raster(text.assets[name]) for name in mail.pictures(text)}
    names = {name: _content_id(asset.content) for name, asset in pictures.items()}
    return Post(
        sender=envelope.sender,
        to=envelope.to,
        subject=text.title,
        language=locale.language(text.language).locale.replace("_", "-"),
        text=plain.draw(text),
        html=mail.draw(text, names),
        pictures={
            names[name]: Enclosure(f"{name}.{asset.media_type.partition('/')[2]}", asset.media_type, asset.content)
            for name, asset in pictures.items()
        },
        enclosures=enclosures,
    )


def _content_id(content: bytes) -> str:
    """An id that follows from the picture; `.invalid` is nobody's domain (RFC 2606)."""
    return f"{hashlib.sha256(content).hexdigest()[:24]}@casefile.invalid"
