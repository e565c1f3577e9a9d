"""Words that stand in bytes as they are, in whatever encoding; and none that chance made."""

from __future__ import annotations

from random import Random
from time import monotonic

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


@pytest.mark.parametrize("run", [b"A", b"A\0", b"ab ", b"\xff", b" "], ids=repr)
def test_a_run_without_end_is_read_once(run: bytes) -> None:
    said, started = b"We would take three thousand for all of it, and no more.", monotonic()
    assert said.decode() in "\n".join(strings(run * 1_000_000 + b"\0\1" + said))
    assert monotonic() - started < 10
