"""Words that stand in bytes as they are, in whatever encoding; and none that chance made."""

from __future__ import annotations

from random import Random

import pytest

from casefile.exhibits.strings import strings

RUBBISH = Random(1).randbytes(400)  # noqa: S311 - no secret


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16-le", "utf-16-be"])
def test_a_sentence_is_found_among_other_bytes(encoding: str) -> None:
    said = "Wir würden dreitausend Euro zur Erledigung aller Ansprüche nehmen"
    assert said in "\n".join(strings(RUBBISH + said.encode(encoding) + RUBBISH))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le"])
def test_cyrillic_is_found_too(encoding: str) -> None:
    said = "Мы бы взяли три тысячи евро в окончательный расчёт по всем требованиям"
    assert said in "\n".join(strings(RUBBISH + said.encode(encoding) + RUBBISH))


def test_chance_makes_no_sentences() -> None:
    noise = Random(2).randbytes(2_000_000)  # noqa: S311 - no secret
    assert sum(map(len, strings(noise))) < len(noise) / 100
