"""Customers of a list who may be one under two names: Alpha Ltd and ALPHA Limited. Told, and never joined: two
companies may differ in their form alone. The forms are data beside this module."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib import resources

from casefile.errors import Problem
from casefile.intake.portfolio import Known, Plan

_SPELT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ł": "l", "ё": "е", "&": " & ", "+": " & "})
_AND = frozenset({"&", "and", "und", "et", "i", "и"})
_HINT = "if they are, write one name in the list and run it again; else let it be"


def lookalikes(plan: Plan, known: Known) -> Iterator[Problem]:
    """The new customers whose name another has but for the company's form, or for cases, blanks and punctuation. Two
    with numbers of their own are two."""
    there = {core(case.debtor.name): (case.debtor.name, f"cases/{case.id}/case.yaml") for case, _ in known.cases}
    there |= {core(party.name): (party.name, f"debtors/{key}.yaml") for key, party in known.parties.items()}
    seen: dict[str, tuple[str, str]] = {}
    numbered: set[str] = set()
    for added in plan.added:
        if added.party is None:
            continue
        first, key = added.items[0], core(added.debtor)
        other = there.get(key) or seen.get(key)
        if key and other and not (first.customer and key in numbered):
            message = f"{added.debtor} and {other[0]} ({other[1]}) may be one customer: they become two debtors"
            yield Problem(message, first.source, _HINT, "lookalike", "warning")
        seen.setdefault(key, (added.debtor, f"line {first.source.line}"))
        if first.customer:
            numbered.add(key)


@cache
def core(name: str) -> str:
    """A name without what says which form the company has, and without blanks and punctuation; empty for no name."""
    words = _words(name)
    while shorter := _without_form(words):
        words = shorter
    return "".join(words)


def _without_form(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words without a form at their end or start, or an "and" that is left there; none where nothing goes."""
    for count in range(min(_longest(), len(words) - 1), 0, -1):
        for part, rest in ((words[-count:], words[:-count]), (words[:count], words[count:])):
            if part in _forms() or part == ("&",):
                return rest
    return ()


def _words(text: str) -> tuple[str, ...]:
    spelt = unicodedata.normalize("NFKC", text).casefold().translate(_SPELT)
    plain = "".join(each for each in unicodedata.normalize("NFKD", spelt) if not unicodedata.combining(each))
    found = re.findall(r"\w+|&", re.sub(r"[.'’]", "", plain))
    return tuple("&" if word in _AND else word for word in found)


@cache
def _forms() -> frozenset[tuple[str, ...]]:
    rows = resources.files("casefile.intake").joinpath("company_forms.csv").read_text(encoding="utf-8").splitlines()
    return frozenset(_words(row) for row in rows[1:])


@cache
def _longest() -> int:
    return max(map(len, _forms()))
