"""Rich text as Outlook keeps it in a message: compressed (MS-OXRTFCP). Knows bytes, and nothing of what they say."""

from __future__ import annotations

import struct

_HEAD = struct.Struct("<II4sI")
_COMPRESSED, _AS_IT_IS = b"LZFu", b"MELA"
_WINDOW = 4096
# What the window begins with (2.1.2.1.1): what most rich texts say.
_BEGINS = (
    b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor "
    b"MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20"
    b"\\b\\i\\u\\tab\\tx"
)


def opened(content: bytes) -> bytes:
    """Return the rich text; of one that is cut off as much as is there. Raises ValueError when it is none."""
    if len(content) < _HEAD.size:
        raise ValueError("no head")
    whole, size, how, _ = _HEAD.unpack_from(content)
    body = content[_HEAD.size : max(whole + 4, _HEAD.size)]  # the length counts from behind itself
    if how == _AS_IT_IS:
        return body[:size]
    if how != _COMPRESSED:
        raise ValueError("of another kind")
    return _unfolded(body)[:size]


def _unfolded(body: bytes) -> bytes:
    """Each bit of a byte says of what follows whether it is a letter, or a place in the window and how many there."""
    window = bytearray(_BEGINS.ljust(_WINDOW, b"\0"))
    out, at, write = bytearray(), 0, len(_BEGINS)
    while at < len(body):
        bits, at = body[at], at + 1
        for bit in range(8):
            if not bits >> bit & 1:
                letters, at = body[at : at + 1], at + 1
            else:
                pair, at = int.from_bytes(body[at : at + 2].ljust(2, b"\0")), at + 2
                start, count = pair >> 4, (pair & 15) + 2
                if start == write or at > len(body):
                    return bytes(out)
                letters = b""
                for step in range(count):  # one by one: it may repeat what it writes
                    letter = window[(start + step) % _WINDOW]
                    window[(write + step) % _WINDOW] = letter
                    letters += bytes((letter,))
            for step, letter in enumerate(letters):
                window[(write + step) % _WINDOW] = letter
            out += letters
            write = (write + len(letters)) % _WINDOW
    return bytes(out)
