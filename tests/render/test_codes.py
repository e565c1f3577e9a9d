"""What payment codes are called: each standard has a name in each language."""

from __future__ import annotations

import pytest

from casefile.render.codes import name, names
from casefile.render.payment import STANDARDS


@pytest.mark.parametrize("language", ["de", "en", "fr", "pl", "ru"])
def test_each_code_has_a_name(language: str) -> None:
    assert {name(code, language) for code in STANDARDS} <= names()
    assert len(names()) == 5 * len(STANDARDS)
