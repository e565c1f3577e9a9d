"""Whose case it is when the case cannot be read, from the text of its file."""

from __future__ import annotations

from pathlib import Path

import pytest

from casefile.case.rough import Rough, debtor


@pytest.mark.parametrize(
    ("text", "ids", "names", "emails"),
    [
        ("id: b\ndebtor: kunde\n", {"kunde"}, {"Kunde AG"}, {"ap@kunde.example"}),
        ("id: b\r\ndebtor: 'kunde'  # ours\r\nnonsense\r\n", {"kunde"}, {"Kunde AG"}, {"ap@kunde.example"}),
        ("debtor: gone\n", {"gone"}, set(), set()),
        ("debtor: {name: 'Acme, Inc', email: AP@acme.example}\nx: [\n", set(), {"Acme, Inc"}, {"ap@acme.example"}),
        ("debtor:\n  name: Acme\n\n  contacts:\n    - {name: Jo}\ntitle: {name: T}\n", set(), {"Acme", "Jo"}, set()),
        ("debtor: {\nname: Acme,\n", set(), set(), set()),
        ("debtor:\n", set(), set(), set()),
        ("\x00\xff", set(), set(), set()),
    ],
)
def test_what_the_text_shows(text: str, ids: set[str], names: set[str], emails: set[str], tmp_path: Path) -> None:
    for name, content in (
        ("cases/b/case.yaml", text),
        ("debtors/kunde.yaml", "name: Kunde AG\nemail: ap@kunde.example\n"),
    ):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_text(content, newline="")
    found = debtor(tmp_path, "b")
    assert (set(found.ids), set(found.names), set(found.emails)) == (ids, names, emails)
    assert found.is_known is bool(ids or names)


def test_no_file_shows_nothing(tmp_path: Path) -> None:
    assert not debtor(tmp_path, "b").is_known


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (Rough(ids=frozenset({"kunde"})), Rough(ids=frozenset({"kunde"})), True),
        (Rough(names=frozenset({"Acme Inc."})), Rough(names=frozenset({"ACME, Inc"})), True),
        (Rough(names=frozenset({"A"}), emails=frozenset({"a@x.example"})), Rough(emails=frozenset({"a@x.example"})), True),
        (Rough(names=frozenset({"A"})), Rough(names=frozenset({"B"})), False),
        (Rough(), Rough(), False),
    ],
)  # fmt: skip
def test_who_may_be_one_debtor(one: Rough, other: Rough, same: bool) -> None:
    assert one.is_like(other) == same
