"""What is looked for in papers: every way in which a label is written, and nothing that only looks like one."""

from __future__ import annotations

import re
from importlib import resources

import pytest

from casefile.checks.phrases import SIGNS, Phrases, said
from casefile.reading import read


@pytest.mark.parametrize("meaning", SIGNS)
def test_every_expression_has_the_letters_that_a_text_is_looked_over_for(meaning: str) -> None:
    table = read(resources.files("casefile.checks").joinpath("phrases.yaml").read_bytes(), "phrases.yaml", Phrases)
    for expression in (each for of in getattr(table, meaning).values() for each in of):
        plain = re.sub(r"\(\?[:<!=][^()]*\)", "", expression).lower()
        assert any(sign in plain or sign in expression.lower() for sign in SIGNS[meaning]), expression


@pytest.mark.parametrize(
    "text",
    [
        "WITHOUT PREJUDICE",
        "Without-prejudice offer",
        "without\N{NON-BREAKING HYPHEN}prejudice",
        "Without\N{NO-BREAK SPACE}Prejudice",
        "without\r\nprejudice",
        "without  prejudice and subject to contract",
        "Without prejudice save as to costs",
        "Letter of 2 May, WPSATC",
        "WITHOUT PREJUDICE\nTo: Northwind Trading GmbH",
        "WITHOUT PREJUDICE\n\nTo Northwind Trading GmbH",
        "WITHOUT PREJUDICE\nTo Northwind Trading GmbH",
        "W I T H O U T   P R E J U D I C E",
        "**WITHOUT** **PREJUDICE**",
        "This is a Calderbank offer.",
        "Claimant's Part 36 offer",
        "sans préjudice",
        "Confidentiel – échanges entre avocats",
        "CORRESPONDANCE CONFIDENTIELLE ENTRE AVOCATS",
        "Courrier confidentiel entre conseils",
        "ohne Präjudiz",
    ],
)
def test_a_label_that_keeps_a_paper_out_of_court(text: str) -> None:
    assert said("label", text)


@pytest.mark.parametrize(
    "text",
    [
        "without prejudice to our other rights",
        "without-prejudice to our other rights",
        "without prejudice\nto our other rights",
        "WITHOUT PREJUDICE TO OUR OTHER RIGHTS",
        "indorsed without prejudice and without recourse",
        "The first action was dismissed without prejudice.",
        "Sous toutes réserves",
        "sous toutes réserves et sans préjudice de tous autres droits",
        "sans préjudice d’autres droits",
        "La convention confidentielle a été signée.",
        "bez uszczerbku dla praw wierzyciela",
        "ohne Präjudiz für die Sache",
        "ohne Anerkennung einer Rechtspflicht",
        "Withoutprejudice",
    ],
)
def test_what_only_looks_like_one(text: str) -> None:
    assert said("label", text) == ""
