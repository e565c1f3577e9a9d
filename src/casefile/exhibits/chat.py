"""A chat export (WhatsApp's text, Telegram's JSON) becomes numbered messages with time and sender."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from casefile.exhibits import text, typeset
from casefile.exhibits.decoding import decoded
from casefile.exhibits.pages import Made, Native
from casefile.exhibits.words import say

Message = tuple[str, str, str]

_TIME = r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4},? (?:um )?\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:[\s\u202f]?[AaPp]\.?[Mm]\.?)?"
_START = re.compile(rf"\u200e?(?:\[({_TIME})\]|({_TIME}) [-–]) (?:([^:]{{1,80}}): )?(.*)", re.DOTALL)
_ENOUGH = 2


def recognises(head: bytes, suffix: str) -> bool:
    """Tell whether a text file's beginning is that of a WhatsApp export."""
    if suffix != ".txt":
        return False
    beginning = decoded(head[: len(head) // 2 * 2], "en")
    if beginning is None:
        return False
    lines = [line for line in text.lines(beginning.text) if line.strip()]
    return bool(lines) and bool(_START.match(lines[0])) and sum(bool(_START.match(line)) for line in lines) >= _ENOUGH


def convert(native: Native, out: Path) -> Made:
    """Write a chat's messages to `out`; JSON that is no chat is shown as text; raises NotShownError."""
    export = text.read(native)
    messages = tuple(_telegram(export.text) if native.path.suffix.lower() == ".json" else _whatsapp(export.text))
    if not messages:
        return text.listed(native, export, out)
    notes = [say(native.language, "guessed", encoding=export.guessed)] if export.guessed else []
    return typeset.made(native, typeset.headed(native) + typeset.said(messages), out, notes=notes)


def _whatsapp(export: str) -> Iterator[Message]:
    """Yield the messages of a WhatsApp export; a line without a time goes on with the message before it."""
    time, sender, said = "", "", [""]
    for line in text.lines(export):
        start = _START.match(line)
        if start is None:
            said.append(line)
            continue
        if time:
            yield time, sender, _clean("\n".join(said))
        time, sender, said = start[1] or start[2], _clean(start[3] or ""), [start[4]]
    if time:
        yield time, sender, _clean("\n".join(said))


def _clean(said: str) -> str:
    """Return a message without the direction marks that the app itself puts before names and attachments."""
    return said.replace("\u200e", "").rstrip()


def _telegram(export: str) -> Iterator[Message]:
    try:
        chat = json.loads(export)
    except (ValueError, RecursionError):
        return
    messages = chat.get("messages", ()) if isinstance(chat, dict) else ()
    for message in messages if isinstance(messages, list) else ():
        if isinstance(message, dict) and "date" in message:
            sender = message.get("from") or message.get("actor") or ""
            yield str(message["date"]).replace("T", " "), str(sender), _said(message)


def _said(message: dict[str, Any]) -> str:
    """Return a Telegram message's text, and the name of the file that it came with."""
    text_of = message.get("text", "")
    pieces = text_of if isinstance(text_of, list) else [text_of]
    said = "".join(str(piece.get("text", "")) if isinstance(piece, dict) else str(piece) for piece in pieces)
    named = [str(message[key]) for key in ("action", "photo", "file", "media_type") if message.get(key)]
    return " ".join([said, *(f"[{name}]" for name in named)]).strip()
