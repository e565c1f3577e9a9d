"""Front matter of templates."""

from __future__ import annotations

from datetime import date

import pytest

from casefile.errors import CaseError
from casefile.render.front import front, is_stale
from tests.render.letters import template

REVIEWED = "---\nsubject: A\nreviewed: {by: A. Lawyer, on: 2025-11-20, law: 2025-10}\n---\nx"


def test_the_defaults_are_an_upright_letter() -> None:
    read = front(template("---\nsubject: A\n---\nx"))
    assert (read.subject, read.layout, read.page, read.reviewed) == ("A", "letter", "portrait", None)


def test_a_review_older_than_a_year_is_stale() -> None:
    read = front(template(REVIEWED))
    assert is_stale(read, date(2026, 11, 21))
    assert not is_stale(read, date(2026, 11, 20))
    assert is_stale(front(template("---\nsubject: A\n---\nx")), date(2025, 1, 1))


@pytest.mark.parametrize(
    "text", ["no front matter", "---\nlayout: letter\n---\nx", "---\nsubject: A\nlayout: poem\n---\nx"]
)
def test_front_matter_is_needed_and_must_be_right(text: str) -> None:
    with pytest.raises(CaseError, match=r"templates/en/letter\.md"):
        front(template(text))
