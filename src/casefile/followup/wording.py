"""Reasons in words, in each language: the sentences of `<language>/words/reasons.yaml`, and how one is said.

The terminal has them in English, with plain blanks, days without the year that it is, and codes of currencies; so has
an English dashboard. Other languages write days and money as their letters do.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial, reduce
from typing import cast

from casefile.followup.phrases import form, on, spelt
from casefile.followup.sentences import Words
from casefile.followup.why import Value, Why
from casefile.money import Money
from casefile.render.wording import wording

_PLAIN = "en"
_FILED = ("dated", "today")
"""The names of days that stand in files."""


@dataclass(frozen=True, slots=True)
class Voice:
    """A language that reasons are said in: its words, how it writes a day, a day that stands in a file (`dated`,
    `today`), an amount and a number, which form of a sentence goes with a count, and what it calls steps, as far as it
    has names for them."""

    words: Words
    day: Callable[[date], str]
    filed: Callable[[date], str]
    money: Callable[[Money], str]
    number: Callable[[int], str]
    form: Callable[[int, Sequence[str]], str]
    steps: Mapping[str, str]

    def told(self, why: Why) -> str:
        """A reason in words. Text of the case stands as it is written there."""
        sentence = cast("str | tuple[str, ...]", getattr(self.words, why.key))
        values = dict(why.values)
        if isinstance(sentence, tuple):
            sentence = self.form(cast("int", values["count"]), sentence)
        return sentence.format(**{name: self._said(name, value) for name, value in values.items()})

    def _said(self, name: str, value: Value) -> str:
        if isinstance(value, Why):
            return self.told(value)
        if isinstance(value, date):
            return self.filed(value) if name in _FILED else self.day(value)
        if isinstance(value, Money):
            return self.money(value)
        if isinstance(value, tuple):
            return self._listed(value)
        if isinstance(value, int):
            return self.number(value)
        return self.steps.get(value, value) if name == "step" else value

    def _listed(self, names: Sequence[str]) -> str:
        """`A`, `A and B`, `A, B and C`."""
        *others, last = names
        if not others:
            return last
        before = reduce(lambda before, one: self.words.also.format(before=before, one=one), others)
        return self.words.both.format(before=before, one=last)


def plain(as_of: date) -> Voice:
    """The terminal's English, on a day."""
    return Voice(wording(_PLAIN, "reasons", Words), partial(on, as_of=as_of), date.isoformat, spelt, str, form, {})


def voice(language: str, as_of: date, steps: Mapping[str, str]) -> Voice:
    """How a page in a language has it, with its names of `steps`. CaseError for a language without words."""
    from casefile.render import locale

    if locale.base(language) == _PLAIN:
        return plain(as_of)
    return Voice(
        wording(locale.base(language), "reasons", Words),
        lambda day: locale.day(day, language),
        lambda day: locale.day(day, language, short=True),
        lambda amount: locale.money(amount, language),
        lambda number: locale.number(number, language),
        lambda count, forms: locale.plural(count, forms, language),
        steps,
    )
