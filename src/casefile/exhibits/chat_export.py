"""Chat exports, told by how they begin: WhatsApp's text, Telegram's JSON. Knows how a message starts, makes no page."""

from __future__ import annotations

import re

from casefile.case.decoding import decoded

_TIME = r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4},? (?:um )?\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:[\s\u202f]?[AaPp]\.?[Mm]\.?)?"
START = re.compile(rf"\u200e?(?:\[({_TIME})\]|({_TIME}) [-–]) (?:([^:]{{1,80}}): )?(.*)", re.DOTALL)
"""How a message of WhatsApp's begins: its time, in either form, its sender and its words."""
_ENOUGH = 2
_TELEGRAM = re.compile(
    rb'"type"\s*:\s*"(?:personal_chat|private_group|private_supergroup|public_supergroup|bot_chat|saved_messages)"'
)


def is_whatsapp(head: bytes, suffix: str) -> bool:
    """Tell whether a text file's beginning is that of a WhatsApp export."""
    if suffix != ".txt":
        return False
    beginning = decoded(head[: len(head) // 2 * 2], "en")
    if beginning is None:
        return False
    lines = [line for line in re.split(r"[\r\n\f]+", beginning.text) if line.strip()]
    return bool(lines) and bool(START.match(lines[0])) and sum(bool(START.match(line)) for line in lines) >= _ENOUGH


def is_export(head: bytes, suffix: str) -> bool:
    """Tell whether a file is a chat that WhatsApp or Telegram exported, by its first bytes."""
    return is_whatsapp(head, suffix) or (suffix == ".json" and bool(_TELEGRAM.search(head)))
