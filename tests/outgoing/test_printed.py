"""Stacks that were printed: kept as they are, one a file and day, until they are recorded or forgotten."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from casefile.errors import CaseError
from casefile.outgoing.printed import Leaf, Stack, Stacks
from casefile.outgoing.record import Sent

ON = date(2026, 4, 15)


def leaf(content: bytes = b"%PDF one") -> Leaf:
    sent = Sent("reminder", "T", content, "reminder.pdf", "post", "Kunde", "first")
    return Leaf(sent, "Kunde", {"c2": ("R-2",), "c1": ()}, {"c2": {"R-2": "second"}}, {"c2": "9.00 EUR"})


STACK = Stack("build/letters.pdf", ON, (leaf(), leaf(b"%PDF two")))


def test_a_stack_is_read_back_as_it_was_printed(tmp_path: Path) -> None:
    stacks = Stacks(tmp_path)
    stacks.keep(STACK)
    assert stacks.of("build/letters.pdf", ON) == STACK
    assert [*(stacks.of("build/letters.pdf", ON) or STACK).leaves[0].cases] == ["c2", "c1"]  # the leading case first
    assert stacks.of("build/letters.pdf", date(2026, 4, 16)) is stacks.of("letters.pdf", ON) is None


def test_what_is_no_longer_in_it_is_gone(tmp_path: Path) -> None:
    stacks = Stacks(tmp_path)
    stacks.keep(STACK)
    stacks.keep(replace(STACK, leaves=STACK.leaves[1:], posted=ON))
    assert stacks.all() == (replace(STACK, leaves=STACK.leaves[1:], posted=ON),)
    assert len([*tmp_path.rglob("*.pdf")]) == 1
    stacks.forget(STACK)
    assert stacks.all() == ()


def test_that_a_stack_is_recorded_is_known_until_the_file_is_another(tmp_path: Path) -> None:
    stacks = Stacks(tmp_path)
    stacks.keep(replace(STACK, leaves=(), posted=ON))
    stacks.keep(replace(STACK, file="other.pdf", on=date(2026, 4, 16)))
    assert len(stacks.all()) == 2
    stacks.keep(replace(STACK, on=date(2026, 4, 16)))
    assert [each.on for each in stacks.all()] == [date(2026, 4, 16)] * 2


@pytest.mark.parametrize("content", [b"%PDF another", None])
def test_what_is_not_as_it_was_printed_is_refused(content: bytes | None, tmp_path: Path) -> None:
    stacks = Stacks(tmp_path)
    stacks.keep(STACK)
    path = next(tmp_path.rglob("*.pdf"))
    path.unlink() if content is None else path.write_bytes(content)
    with pytest.raises(CaseError, match="cannot be read as it was"):
        stacks.all()
