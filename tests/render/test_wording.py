"""Words as data: each language's file, and no language standing in for another."""

from __future__ import annotations

import pytest

from casefile.errors import CaseError
from casefile.records import Record, Text
from casefile.render.wording import wording


class One(Record):
    joint: Text = ""


def test_a_language_without_words_is_a_problem_that_names_those_there_are() -> None:
    with pytest.raises(CaseError, match="no documents are written in language 'it'") as raised:
        wording("it", "sums", One)
    assert raised.value.problems[0].hint == "one of de, en, fr, pl, ru"


def test_a_word_too_many_is_found_with_file_and_line() -> None:
    with pytest.raises(CaseError) as raised:
        wording("en", "sums", One)
    assert str(raised.value.problems[0].source).startswith("templates/en/words/sums.yaml:3")
