"""A chat export (WhatsApp's text, Telegram's JSON) becomes numbered messages with time and sender."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from casefile.exhibits import text, typeset
from casefile.exhibits.chat_export import START
from casefile.exhibits.pages import Made, Native
from casefile.exhibits.words import say

Message = tuple[str, str, str]
"""When it was sent, by whom, and what it says."""
Chat = tuple[str, tuple[Message, ...]]
"""A chat's name, and its messages."""

_MANY = 4000


def convert(native: Native, out: Path) -> Made:
    """Write a chat's messages to `out`; JSON that is no chat is shown as text; raises NotShownError."""
    export = text.read(native)
    is_json = native.path.suffix.lower() == ".json"
    chats = tuple(_telegram(export.text)) if is_json else (("", tuple(_whatsapp(export.text))),)
    if not any(messages for _, messages in chats):
        return text.listed(native, export, out)
    notes = [say(native.language, "guessed", encoding=export.guessed)] if export.guessed else []
    return typeset.made(native, typeset.headed(native) + _set(chats), out, notes=notes)


def _set(chats: Sequence[Chat]) -> str:
    """Return the chats typeset, each under its name; very many messages as plain lines, which is far quicker."""
    if sum(len(messages) for _, messages in chats) <= _MANY:
        return "".join(_titled(name, len(chats)) + typeset.said(messages) for name, messages in chats if messages)
    lines = ((f"— {name or '–'}", *(f"{t}  {who}  {said}" for t, who, said in messages)) for name, messages in chats)
    return typeset.numbered([line for chat in lines for line in chat])


def _titled(name: str, chats: int) -> str:
    """Return the heading of one chat among several, or of one that has a name."""
    return f"<h2>{typeset.shown(typeset.one_line(name) or '–')}</h2>" if name or chats > 1 else ""


def _whatsapp(export: str) -> Iterator[Message]:
    """Yield the messages of a WhatsApp export; a line without a time goes on with the message before it."""
    time, sender, said = "", "", [""]
    for line in text.lines(export):
        start = START.match(line)
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


def _telegram(export: str) -> Iterator[Chat]:
    """Yield the chats of an export: the one that it is of, or those of a whole account, the left ones last."""
    try:
        told = json.loads(export)
    except (ValueError, RecursionError):
        return
    if not isinstance(told, dict):
        return
    if "messages" in told:
        yield str(told.get("name") or ""), tuple(_messages(told))
    for key in ("chats", "left_chats"):
        part = told.get(key)
        found = part.get("list") if isinstance(part, dict) else None
        for chat in found if isinstance(found, list) else ():
            if isinstance(chat, dict):
                yield str(chat.get("name") or chat.get("type") or ""), tuple(_messages(chat))


def _messages(chat: dict[str, Any]) -> Iterator[Message]:
    messages = chat.get("messages")
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
