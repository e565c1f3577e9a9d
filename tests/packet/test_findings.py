"""What the checks find, in words for our own attorney: a sentence for every rule, in every language, at its place."""

from __future__ import annotations

import ast
import inspect
import re
from dataclasses import replace

import pytest

from casefile.case.fields import Language
from casefile.case.model import Case
from casefile.checks.table import CHECKS, FIGURES
from casefile.claim import doubts, hindsight
from casefile.errors import CaseError, Problem, Source
from casefile.packet.findings import Told, told, words

LANGUAGES: tuple[Language, ...] = ("en", "fr", "pl", "ru", "de")


def figures() -> set[str]:
    """The rules of what a claim itself leaves open, which have no row in the table: what `_weak` is called with."""
    calls = (each for each in ast.walk(ast.parse(inspect.getsource(doubts))) if isinstance(each, ast.Call))
    named = (each.args[-1] for each in calls if isinstance(each.func, ast.Name) and each.func.id == "_weak")
    return {str(ast.literal_eval(each)) for each in named} | {hindsight.RULE}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_has_a_sentence_and_no_other(language: Language) -> None:
    assert set(words(language).told) == {rule.name for rule in CHECKS if rule.name != FIGURES} | figures()


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_no_sentence_is_the_english_one(language: Language) -> None:
    english = words("en").told
    assert not [rule for rule, said in words(language).told.items() if said == english[rule]]
    assert not re.search(r"casefile|\.yaml|[a-z]+: ?\{", " ".join(words(language).told.values()))


def test_a_rule_is_told_once_with_the_places_it_was_found_at(case: Case) -> None:
    invoice, exhibit, contact = case.invoices[0], case.exhibits[0], case.contacts[0]
    found = told(
        (
            Problem("x", invoice.lines[0].at.source, rule="line-without-proof"),
            Problem("x", exhibit.at.of("file"), rule="unused-exhibit"),
            Problem("x", invoice.at.of("due"), rule="limitation"),
            Problem("x", case.exhibits[1].at.source, rule="unused-exhibit"),
            Problem("x", Source(contact.file), rule="no-arrival"),
            Problem("x", case.file.at.source, rule="no-account"),
        ),
        case,
        "en",
    )
    said = words("en").told
    line = f"invoice {invoice.number}, line {invoice.lines[0].id}"
    assert found[:3] == (
        Told(said["line-without-proof"], f"Concerns: {line}."),
        Told(said["unused-exhibit"], f"Concerns: {exhibit.id}; {case.exhibits[1].id}."),
        Told(said["limitation"], f"Concerns: invoice {invoice.number}."),
    )
    assert "2026." in found[3].places
    assert found[4] == Told(said["no-account"], "")


def test_a_rule_without_a_sentence_is_never_told_in_english(case: Case) -> None:
    with pytest.raises(CaseError, match=r"what brand-new means"):
        told((Problem("x", rule="brand-new"),), replace(case), "pl")
