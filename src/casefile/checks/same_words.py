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
_SHORT, _FEWEST = 24, 4  # of what offers a sum, which takes no more
_LONGEST = 500_000
_TOLD = 8
_WORD = re.compile(r"[^\W_]+")
_ESCAPED = re.compile(r"\\(?:u[0-9a-fA-F]{4}|[nrt])")
_OFFERS = re.compile(
    r"offer|settl|accept|take|biete|anbiet|vergleich|annehm|nehmen|propos|transig|ugod|przyj|propon|предл|соглас|"
    r"принять|миров"
)
_SUM = re.compile(r"\d{3}")
_MONEY = re.compile(
    r"(?:[€$£₽]|\b(?:EUR|USD|GBP|PLN|RUB|CHF))\s?\d|\d\s?(?:[€$£₽]|(?:EUR|USD|GBP|PLN|RUB|CHF|zł|руб)\b)"
)
_ADDED = re.compile(
    r"(?m)^[ \t]*(?:"
    r"-+ ?(?:original message|ursprüngliche nachricht|message d.origine|wiadomość oryginalna|исходное сообщение) ?-+"
    r"|\W{0,3}(?:from|von|de|od|от)\W{0,3}:.*\n"
    r"\W{0,3}(?:sent|date|gesendet|datum|envoyé|wysłano|data|отправлено|дата)\W{0,3}:.*"
    r"|(?:on|am|le|w dniu|dnia|\d).{5,120}\b"
    r"(?:wrote|schrieb|a écrit|napisała?|napisał\(a\)|пишет|написала?)\s*:"
    r")[ \t]*$",
    re.IGNORECASE,
)
"""What stands above an earlier message: a rule, the head of one, who wrote it and when."""
_QUOTED = re.compile(r"(?m)^[ \t]*>.*$")
_FOOTER = re.compile(
    r"intended recipient|received this (?:e-?mail|message|communication) in error|irrtümlich erhalten|"
    r"(?:reçu|transmis|adressé|parvenu)[^.]{0,40}par erreur|par erreur[^.]{0,40}(?:reçu|transmis|adressé|parvenu)|"
    r"otrzyma\w+[^.]{0,40}omyłkow|omyłkow\w*[^.]{0,40}otrzyma|получ\w+[^.]{0,40}по ошибке|по ошибке[^.]{0,40}получ|"
    r"registered (?:in|office|number|no\b)|company (?:no\b|number|registration)|\bVAT (?:no|id|reg)|\bHRB\b|"
    r"Amtsgericht|USt-?Id|\bRCS\b|SIRET|\bKRS\b|\bNIP\b|ОГРН|\bИНН\b",
    re.IGNORECASE,
)
_LONGEST_FOOTER = 1_000


def own(text: str) -> str:
    """A message's own words: without what it quotes, and what firms write under all they send."""
    return _parts(text)[0]


def quoted(text: str) -> str:
    """What a message quotes: lines behind a sign, and all that stands below the head of an earlier one."""
    return _parts(text)[1]


def _parts(text: str) -> tuple[str, str]:
    plain = text[:_LONGEST].replace("\r\n", "\n")
    head = _ADDED.search(plain)
    upper, below = (plain[: head.start()], plain[head.end() :]) if head else (plain, "")
    behind = "\n".join(each.lstrip("> \t") for each in _QUOTED.findall(upper))
    return _without_footers(_QUOTED.sub("", upper)), _without_footers(f"{behind}\n\n{below}")


def _without_footers(text: str) -> str:
    """A text without the paragraphs that firms write under all they send; one that names a sum is none."""
    return "\n\n".join(each for each in re.split(r"\n\s*\n", text) if not _is_footer(each))


def _is_footer(paragraph: str) -> bool:
    return bool(len(paragraph) <= _LONGEST_FOOTER and _FOOTER.search(paragraph) and not _MONEY.search(paragraph))


def telling(text: str) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield the runs of a text that are worth looking for elsewhere, each with its words: of sentences, for names,
    addresses and numbers stand under everything; and shorter ones that offer a sum."""
    letters = _Letters.of(text)
    for number in range(len(letters.starts)):
        run, words = letters.run(number, _SPAN)
        if len(run) == _SPAN and _is_prose(words, _LEAST_WORDS):
            yield run, words
        short, few = letters.run(number, _SHORT)
        if len(short) == _SHORT and _SUM.search(short) and _OFFERS.search(short) and _is_prose(few, _FEWEST):
            yield short, few


def _is_prose(words: Sequence[str], least: int) -> bool:
    has_case = any(word.lower() != word.upper() for word in words)
    small = sum(word[0].islower() for word in words)
    is_sentence = small * 3 >= len(words) or all(word.isupper() for word in words)
    return (len(words) >= least and is_sentence) if has_case else not all(map(str.isdigit, words))


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
        for span in (_SPAN, _SHORT):
            if letters.whole[start : start + span] in known:
                run, words = letters.run(number, span)
                yield run, " ".join(words[:_TOLD])


def _plain(text: str) -> str:
    return _ESCAPED.sub(_unescaped, text) if "\\" in text else text


def _unescaped(found: re.Match[str]) -> str:
    """A character as JSON writes it; half of one that it writes as two is none of a word."""
    told = json.loads(f'"{found[0]}"')
    return " " if 0xD800 <= ord(told) <= 0xDFFF else str(told)


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

    def run(self, number: int, span: int) -> tuple[str, Sequence[str]]:
        """So many letters in a row from one of the words on, fewer at the end, and the words they are of."""
        start = self.starts[number]
        return self.whole[start : start + span], self.words[number : bisect_left(self.starts, start + span)]
