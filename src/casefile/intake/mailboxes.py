"""The e-mail addresses that a list has of its customers: one is taken, and what else stands there is told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from casefile.case.mailable import sendable
from casefile.case.party import Party

_BETWEEN = re.compile(r"[;,|\n]+")
_NAMED = re.compile(r".*<([^<>]+)>")


@dataclass(frozen=True, slots=True)
class Mailboxes:
    """What stands in a cell: the addresses that mail can be sent to, and the words that are none."""

    addresses: tuple[str, ...]
    others: tuple[str, ...]


def mailboxes(text: str) -> Mailboxes:
    """The addresses of a cell, each once; a name before one in angle brackets is no part of it."""
    found: list[str] = []
    others: list[str] = []
    for part in filter(None, map(str.strip, _BETWEEN.split(text))):
        named = _NAMED.fullmatch(part)
        words = [named[1].strip()] if named else part.split()
        if all(map(sendable, words)):
            found += words
        else:
            others.append(part)
    return Mailboxes(tuple(dict.fromkeys(found)), tuple(others))


def first_address(texts: Iterable[str]) -> str:
    """The first address that mail can be sent to; empty where there is none."""
    return next((each for text in texts for each in mailboxes(text).addresses), "")


def further(texts: Sequence[str], known: Iterable[str]) -> Iterator[str]:
    """The addresses that are none of the known ones, each once."""
    seen = {sendable(each).casefold() for each in known}
    for text in texts:
        for each in mailboxes(text).addresses:
            if (mailbox := sendable(each).casefold()) not in seen:
                seen.add(mailbox)
                yield each


def of_party(party: Party) -> tuple[str, ...]:
    """Every address that is known of a party: theirs, of their people, of who acts for them."""
    acting = (party.represented_by.email,) if party.represented_by else ()
    return tuple(filter(None, (party.email, *(each.email for each in party.contacts), *acting)))
