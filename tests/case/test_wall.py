"""The other side of the wall: everything that is left out or cut short on the open one, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from casefile.case import folder
from casefile.case.model import Case
from casefile.case.wall import opened, ours
from casefile.case.workspace import open_workspace

_NOTE = "---\ndate: 2026-05-20\ndirection: out\nchannel: {0}\nsubject: {1}\n{2}---\nWords of {1}.\n"
FILES = {
    "casefile.yaml": "creditor: {name: A Ltd}\n",
    "cases/a/case.yaml": "id: a\ntitle: T\ncurrency: EUR\ndebtor: {name: B Ltd}\nhold: {reason: thinking}\n",
    "cases/a/offers.yaml": "- {id: O1, date: 2026-06-01, by: us, kind: discount, amount: 5.00, privilege: without-prejudice}\n"
    "- {id: O2, date: 2026-06-02, by: us, kind: discount, amount: 6.00}\n",
    "cases/a/evidence.yaml": "- {id: E01, file: evidence/1.txt, title: Open}\n"
    "- {id: E02, file: evidence/2.txt, title: Advice, privilege: legal-advice}\n"
    "- {id: E03, file: evidence/3.txt, title: Whole}\n"
    "- {id: E04, file: evidence/4.txt, title: Blackened, redacts: E03}\n",
    **{f"cases/a/evidence/{number}.txt": f"text {number}" for number in range(1, 5)},
    "cases/a/correspondence/1.md": _NOTE.format("email", "open", ""),
    "cases/a/correspondence/2.md": _NOTE.format("email", "offer", "privilege: without-prejudice\n"),
    "cases/a/correspondence/3.md": _NOTE.format("call", "call", ""),
    "cases/a/correspondence/4.md": _NOTE.format("email", "cut", "evidence: [E01, E02]\n"),
    "cases/a/correspondence/5.md": _NOTE.format("email", "stand-in", "evidence: [E03]\n"),
}


@pytest.fixture
def case(workspace: Callable[[Mapping[str, str]], Path]) -> Case:
    """A case with something on either side."""
    return folder.load(open_workspace(workspace(FILES)), "a")


def test_what_is_withheld_is_here(case: Case) -> None:
    kept = ours(case)
    assert [each.id for each in kept.exhibits] == ["E02", "E03"]
    assert [each.id for each in kept.offers] == ["O1"]
    assert kept.file.hold is not None


def test_contacts_are_whole_and_marked_as_they_are_kept(case: Case) -> None:
    found = [(each.head.subject, each.head.kept_as, each.head.evidence, each.text) for each in ours(case).contacts]
    assert found == [
        ("offer", "without-prejudice", (), "Words of offer."),
        ("call", "internal", (), "Words of call."),
        ("cut", "internal", (), "Words of cut."),
    ]


def test_the_two_sides_are_the_whole(case: Case) -> None:
    for part in ("exhibits", "offers"):
        here, there = ({each.id for each in getattr(side, part)} for side in (ours(case), opened(case)))
        assert here | there == {each.id for each in getattr(case, part)}
        assert not here & there
    told = {each.text for side in (ours(case), opened(case)) for each in side.contacts if each.text}
    assert told == {each.text for each in case.contacts}
