"""A letter of ours to a debtor of whom counsel has another case is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from casefile.outgoing.represented import beside_counsel
from tests.outgoing.test_holds import ON, dossiers, root

__all__ = ["root"]
GIVEN = "---\ndate: 2026-04-10\ndirection: out\nchannel: attorney\nstep: attorney\n---\n"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (("c2", "c3"), ["counsel has c1 of the same debtor, and a letter of ours goes out about c2"]),
        (("c1", "c3"), []),
        ((), []),
    ],
)
def test_it_is_said_of_each_debtor_once(written: tuple[str, ...], said: list[str], root: Path) -> None:
    (root / "cases/c1/correspondence").mkdir()
    (root / "cases/c1/correspondence/1.md").write_text(GIVEN)
    found = list(beside_counsel(written, dossiers(root, "c1", "c2", "c3"), ON))
    assert [each.message for each in found] == said
    assert all((each.level, "hold:" in each.hint) == ("warning", True) for each in found)


def test_who_is_written_to_through_their_lawyer_is_not_warned_of(root: Path) -> None:
    (root / "cases/c1/correspondence").mkdir()
    (root / "cases/c1/correspondence/1.md").write_text(GIVEN)
    with (root / "debtors/kunde.yaml").open("a") as file:
        file.write("represented_by: {name: Dr. K, email: k@law.example}\n")
    assert list(beside_counsel(("c2",), dossiers(root, "c1", "c2"), ON)) == []
