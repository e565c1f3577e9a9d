"""The tables of sentences: each language has every one of them, about the same things, and the code asks for no other."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

import casefile
from casefile.followup.sentences import Words
from casefile.followup.wording import voice
from casefile.render import locale
from casefile.render.builtin import builtin
from casefile.render.wording import wording
from tests.followup.test_wording import DAY

LANGUAGES = ("de", "en", "fr", "pl", "ru")
ENGLISH = wording("en", "reasons", Words)
KEYS = sorted(set(Words.model_fields) - {"at"})
ROOMS = ("followup", "outgoing", "dashboard")
"""Where reasons come from."""


def forms(words: Words, key: str) -> tuple[str, ...]:
    """A sentence in all its forms."""
    found = getattr(words, key)
    return found if isinstance(found, tuple) else (found,)


def names(words: Words, key: str) -> set[str]:
    """What a sentence names."""
    return {name for form in forms(words, key) for _, name, _, _ in Formatter().parse(form) if name}


def asked() -> Iterator[tuple[str, set[str]]]:
    """The sentences that the code asks for by name, each with what it hands over."""
    for path in (path for room in ROOMS for path in (Path(casefile.__file__).parent / room).glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "because":
                key = node.args[0]
                if isinstance(key, ast.Constant):
                    yield str(key.value), {str(each.arg) for each in node.keywords}


def texts() -> set[str]:
    """Every text in the code that reasons come from."""
    paths = (path for room in ROOMS for path in (Path(casefile.__file__).parent / room).glob("*.py"))
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in paths if path.name != "sentences.py")
    return {str(node.value) for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant)}


def test_there_is_a_table_for_every_language() -> None:
    assert sorted(path.parent.parent.name for path in builtin().glob("*/words/reasons.yaml")) == list(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_names_the_same_in_every_language(language: str) -> None:
    words = wording(language, "reasons", Words)
    assert {key: names(words, key) for key in KEYS} == {key: names(ENGLISH, key) for key in KEYS}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_count_has_its_form(language: str) -> None:
    words, say = wording(language, "reasons", Words), voice(language, DAY, {})
    for key in KEYS:
        if isinstance(getattr(words, key), tuple):
            assert {say.form(count, forms(words, key)) for count in range(1, 30)} == set(forms(words, key))


def test_the_code_hands_over_what_a_sentence_names() -> None:
    found = list(asked())
    assert len(found) > 40
    assert dict(found) == {key: names(ENGLISH, key) for key, _ in found}


def test_no_sentence_is_there_for_nothing() -> None:
    assert set(KEYS) - texts() == {"both"}  # of several names: `wording` has it by itself


@pytest.mark.parametrize("language", LANGUAGES)
def test_signs_stand_as_the_language_sets_them(language: str) -> None:
    told = [form for key in KEYS for form in forms(wording(language, "reasons", Words), key)]
    wrong = r"'| [:;?!»]|« |(?<![\u00a0\"])[:;?!»](?!\")" if language == "fr" else r"[ \u00a0][:;?!]"
    assert [each for each in told if re.search(wrong, each)] == []
    if locale.language(language).short_words:
        assert [
            each for each in told if re.search(rf"(?i)(^|\s)[{locale.language(language).short_words}] ", each)
        ] == []
