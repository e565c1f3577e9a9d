"""Whole numbers in words, 0 to 999 999 999 999: one spelling a language. Knows no money and no document."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from casefile.errors import CaseError, Problem
from casefile.render import locale

Gender = Literal["m", "f", "n"]

_LIMIT = 10**12


def _row(words: str) -> tuple[str, ...]:
    return tuple(words.split())


_EN_SMALL = _row(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_EN_TENS = _row("- - twenty thirty forty fifty sixty seventy eighty ninety")
_EN_GROUPS = ((10**9, "billion"), (10**6, "million"), (1000, "thousand"))


def _english(number: int, gender: Gender = "m", joint: str = " and ") -> str:  # noqa: ARG001 - English has no gender
    """`joint` stands before what is left of a hundred."""
    if number < 20:
        return _EN_SMALL[number]
    if number < 100:
        return _EN_TENS[number // 10] + (f"-{_EN_SMALL[number % 10]}" if number % 10 else "")
    if number < 1000:
        rest = f"{joint}{_english(number % 100)}" if number % 100 else ""
        return f"{_EN_SMALL[number // 100]} hundred{rest}"
    value, word = next(group for group in _EN_GROUPS if number >= group[0])
    count, rest_of = divmod(number, value)
    before = joint if rest_of < 100 else " "
    return f"{_english(count, joint=joint)} {word}" + (before + _english(rest_of, joint=joint) if rest_of else "")


def _american(number: int, gender: Gender) -> str:
    return _english(number, gender, " ")


_FR_SMALL = _row(
    "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit "
    "dix-neuf"
)
_FR_TENS = _row("- - vingt trente quarante cinquante soixante soixante quatre-vingt quatre-vingt")


def _french_gendered(number: int, gender: Gender) -> str:
    words = _french(number)
    return f"{words}e" if gender == "f" and words.endswith("un") else words


def _french(number: int) -> str:
    if number < 100:
        return _french_tens(number)
    if number < 1000:
        hundreds, rest = divmod(number, 100)
        head = "cent" if hundreds == 1 else f"{_FR_SMALL[hundreds]} cent"
        return f"{head} {_french_tens(rest)}" if rest else head + ("s" if hundreds > 1 else "")
    for value, word in ((10**9, "milliard"), (10**6, "million")):
        if number >= value:
            count, rest = divmod(number, value)
            noun = f"{_french(count)} {word}{'s' if count > 1 else ''}"
            return f"{noun} {_french(rest)}" if rest else noun
    thousands, rest = divmod(number, 1000)
    # before mille, which is no noun, vingt and cent take no s: deux cent mille, quatre-vingt mille
    head = "mille" if thousands == 1 else f"{_without_s(_french(thousands))} mille"
    return f"{head} {_french(rest)}" if rest else head


def _french_tens(number: int) -> str:
    if number < 20:
        return _FR_SMALL[number]
    tens, ones = divmod(number, 10)
    if tens in (7, 9):
        ones += 10
    if not ones:
        return "quatre-vingts" if tens == 8 else _FR_TENS[tens]
    joint = " et " if ones in (1, 11) and tens < 8 else "-"
    return _FR_TENS[tens] + joint + _FR_SMALL[ones]


def _without_s(words: str) -> str:
    return words[:-1] if words.endswith(("vingts", "cents")) else words


_DE_SMALL = _row(
    "null ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn "
    "achtzehn neunzehn"
)
_DE_TENS = _row("- - zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig")


def _german_gendered(number: int, gender: Gender) -> str:
    words = _german(number)
    return f"{words}e" if gender == "f" and words.endswith("ein") else words


def _german(number: int) -> str:
    if number < 20:
        return _DE_SMALL[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return (f"{_DE_SMALL[ones]}und" if ones else "") + _DE_TENS[tens]
    if number < 10**6:
        value, word = (1000, "tausend") if number >= 1000 else (100, "hundert")
        count, rest = divmod(number, value)
        return _german(count) + word + (_german(rest) if rest else "")
    value, word = (10**9, "Milliarde") if number >= 10**9 else (10**6, "Million")
    count, rest = divmod(number, value)
    noun = f"eine {word}" if count == 1 else f"{_german(count)} {word.rstrip('e')}en"
    return f"{noun} {_german(rest)}" if rest else noun


@dataclass(frozen=True, slots=True)
class _Slavic:
    """A Slavic language's numerals; `feminine` stands for one and two before a feminine noun, `neuter` for one before
    a neuter one. `declines_last`: the one of twenty-one takes the noun's gender, too (Russian; not Polish)."""

    language: str
    small: tuple[str, ...]
    tens: tuple[str, ...]
    hundreds: tuple[str, ...]
    feminine: tuple[str, str]
    neuter: str
    declines_last: bool
    groups: tuple[tuple[int, tuple[str, str, str], bool], ...]  # value, forms of its noun, whether that is feminine

    def spell(self, number: int, gender: Gender = "m") -> str:
        parts: list[str] = []
        for value, forms, is_feminine in self.groups:
            count, number = divmod(number, value)
            if count:
                parts += [self.spell(count, "f" if is_feminine else "m"), locale.plural(count, forms, self.language)]
        if number >= 100:
            parts.append(self.hundreds[number // 100])
        number %= 100
        if number >= 20:
            parts.append(self.tens[number // 10])
            number %= 10
        if number or not parts:
            parts.append(self._last(number, gender, alone=not parts))
        return " ".join(parts)

    def _last(self, number: int, gender: Gender, *, alone: bool) -> str:
        if number == 1 and (alone or self.declines_last) and gender != "m":
            return self.feminine[0] if gender == "f" else self.neuter
        return self.feminine[1] if number == 2 and gender == "f" else self.small[number]


_PL = _Slavic(
    "pl",
    _row(
        "zero jeden dwa trzy cztery pięć sześć siedem osiem dziewięć dziesięć jedenaście dwanaście trzynaście "
        "czternaście piętnaście szesnaście siedemnaście osiemnaście dziewiętnaście"
    ),
    _row(
        "- - dwadzieścia trzydzieści czterdzieści pięćdziesiąt sześćdziesiąt siedemdziesiąt osiemdziesiąt "
        "dziewięćdziesiąt"
    ),
    _row("- sto dwieście trzysta czterysta pięćset sześćset siedemset osiemset dziewięćset"),
    ("jedna", "dwie"),
    "jedno",
    False,
    (
        (10**9, ("miliard", "miliardy", "miliardów"), False),
        (10**6, ("milion", "miliony", "milionów"), False),
        (1000, ("tysiąc", "tysiące", "tysięcy"), False),
    ),
)
_RU = _Slavic(
    "ru",
    _row(
        "ноль один два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать тринадцать "
        "четырнадцать пятнадцать шестнадцать семнадцать восемнадцать девятнадцать"
    ),
    _row("- - двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто"),
    _row("- сто двести триста четыреста пятьсот шестьсот семьсот восемьсот девятьсот"),
    ("одна", "две"),
    "одно",
    True,
    (
        (10**9, ("миллиард", "миллиарда", "миллиардов"), False),
        (10**6, ("миллион", "миллиона", "миллионов"), False),
        (1000, ("тысяча", "тысячи", "тысяч"), True),
    ),
)

_SPELL: Mapping[str, Callable[[int, Gender], str]] = {
    "en": _english,
    "en-US": _american,
    "fr": _french_gendered,
    "de": _german_gendered,
    "pl": _PL.spell,
    "ru": _RU.spell,
}


def number_in_words(number: int, lang: str, gender: Gender = "m") -> str:
    """A whole number in words, as it stands before a noun of that gender. CaseError beyond 999 999 999 999, below 0."""
    if not 0 <= number < _LIMIT:
        raise CaseError(Problem(f"{number} is not written in words", rule="words"))
    return _SPELL[lang if lang in _SPELL else locale.base(lang)](number, gender)
