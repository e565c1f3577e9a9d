"""Customers who may be one, though a list calls them by two names."""

from __future__ import annotations

import pytest

from casefile.intake.lookalikes import core


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Alpha Ltd", "Alpha Limited"),
        ("Alpha Ltd", "ALPHA  Ltd."),
        ("Alpha Ltd", "Alpha"),
        ("Alpha GmbH", "Alpha G.m.b.H."),
        ("Alpha GmbH & Co. KG", "Alpha GmbH und Co KG"),
        ("Alpha Gesellschaft mit beschränkter Haftung", "Alpha GmbH"),
        ("Müller-Bau OHG", "Mueller Bau oHG"),
        ("Alpha Sp. z o.o.", "Alpha spółka z ograniczoną odpowiedzialnością"),
        ("SARL Alpha", "Alpha S.A.R.L."),
        ("ООО «Ромашка»", "Ромашка, ООО"),
        ("Alpha, Inc.", "Alpha Incorporated"),
        ("Smith & Sons Ltd", "Smith and Sons Limited"),
    ],
)
def test_names_that_differ_in_the_form_alone_have_one_core(one: str, other: str) -> None:
    assert core(one) == core(other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [("Alpha Ltd", "Beta Ltd"), ("Alpha 1 GmbH", "Alpha 2 GmbH"), ("Co AG", "Ag Co"), ("SA", "AG")],
)
def test_other_names_have_other_cores(one: str, other: str) -> None:
    assert core(one) != core(other)


def test_what_is_no_name_is_like_nothing() -> None:
    assert core("!") == core("—") == ""
