"""The words of one text found again in another, however it is written: letters alone are compared, in runs.

Line breaks, quotation signs, capitals and markup make no difference. Knows texts, no case.
"""

from __future__ import annotations

import json
import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

_SPAN, _LEAST_WORDS = 50, 6  # letters and digits in a row, of words: some sixty characters with what is between
_LONGEST = 500_000
_TOLD = 8
_WORD = re.compile(r"[^\W_]+")
_ESCAPED = re.compile(r"\\(?:u[0-9a-fA-F]{4}|[nrt])")
_QUOTED = re.compile(r"(?m)^[ \t]*>.*$")
_ORIGINAL = re.compile(
    r"(?m)^[ \t]*-+ ?(?:original message|ursprüngliche nachricht|message d.origine|wiadomość oryginalna|"
    r"исходное сообщение) ?-+[ \t]*$",
    re.IGNORECASE,
)
_FOOTER = re.compile(
    r"intended recipient|received this (?:e-?mail|message|communication) in error|irrtümlich erhalten|"
    r"par erreur|omyłkow|по ошибке",
    re.IGNORECASE,
)


def own(text: str) -> str:
    """A message's own words: without what it quotes, and what firms write under all they send."""
    own = _ORIGINAL.split(_QUOTED.sub("", text[:_LONGEST].replace("\r\n", "\n")))[0]
    return "\n\n".join(each for each in re.split(r"\n\s*\n", own) if not _FOOTER.search(each))


def is_prose(words: Sequence[str]) -> bool:
    """Whether words are a sentence, or part of one: names, addresses and numbers stand under everything."""
    small = sum(word[0].islower() for word in words)
    return len(words) >= _LEAST_WORDS and (small * 3 >= len(words) or all(word.isupper() for word in words))


def hits(text: str, known: Mapping[str, object], without: str = "") -> Mapping[str, str]:
    """The runs in a text that are known, each with its first words as they stand there; not those that stand in it as
    often as in what it is looked at `without`, which is a part of it."""
    found = tuple(_said(text, known))
    if not found or not without:
        return dict(found)
    elsewhere = Counter(run for run, _ in _said(without, known))
    often = Counter(run for run, _ in found)
    return {run: words for run, words in found if often[run] > elsewhere[run]}


def _said(text: str, known: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """Each known run that a text says, with its first words."""
    letters = _Letters.of(_plain(text))
    for number, start in enumerate(letters.starts):
        run = letters.whole[start : start + _SPAN]
        if run in known:
            yield run, " ".join(letters.words_from(number)[:_TOLD])


def _plain(text: str) -> str:
    return _ESCAPED.sub(_unescaped, text) if "\\" in text else text


def _unescaped(found: re.Match[str]) -> str:
    """A character as JSON writes it; half of one that it writes as two is none of a word."""
    told = json.loads(f'"{found[0]}"')
    return " " if 0xD800 <= ord(told) <= 0xDFFF else str(told)


def runs(text: str) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield what a text says from each of its words on: so many letters in a row, and the words they are of."""
    letters = _Letters.of(text)
    for number, start in enumerate(letters.starts):
        run = letters.whole[start : start + _SPAN]
        if len(run) == _SPAN:
            yield run, letters.words_from(number)


@dataclass(frozen=True, slots=True)
class _Letters:
    """A text as letters alone: its words as they stand, all of them folded in a row, and where each begins there."""

    words: Sequence[str]
    whole: str
    starts: Sequence[int]

    @classmethod
    def of(cls, text: str) -> _Letters:
        words = _WORD.findall(unicodedata.normalize("NFKC", text))
        folded = [word.casefold() for word in words]
        return cls(words, "".join(folded), list(accumulate(map(len, folded), initial=0))[:-1])

    def words_from(self, number: int) -> Sequence[str]:
        """The words that a run is of which begins with one of them."""
        return self.words[number : bisect_left(self.starts, self.starts[number] + _SPAN)]
