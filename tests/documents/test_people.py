"""Who is named in a case, and who took part in a contact."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from casefile.case.proof import ContactHead
from casefile.documents.people import everybody, speakers
from tests.documents.matters import CASE, sample, whole, written


def test_everybody_once_in_the_first_capacity() -> None:
    people = {each.name: each for each in everybody(whole(sample("2026-003-kestrel")))}
    assert {name: each.capacity for name, each in people.items()} == {
        "Halvorsen Workshop Ltd": "creditor",
        "Kestrel Interiors Ltd": "debtor",
        "Helen Ormerod": "representative",
        "Ormerod Flint Solicitors": "representative",
        "Martin Ashdown": "contact",
        "Gemma Lyle": "contact",
        "Dean Proctor": "contact",
        "Pike & Sons Joinery": "assignor",
        "Ines Halvorsen": "signed",
        "Ormerod Flint client account": "payer",
    }
    assert [name for name, each in people.items() if each.ours] == [
        "Halvorsen Workshop Ltd", "Pike & Sons Joinery", "Ines Halvorsen",
    ]  # fmt: skip


def test_nobody_of_a_later_day() -> None:
    morgenrot = sample("2026-017-morgenrot")
    assert "administrator" not in {each.capacity for each in everybody(whole(morgenrot))}
    later = everybody(whole(morgenrot, date(2026, 10, 12)))
    assert ("Rechtsanwältin Dr. Hella Quandt", "administrator") in {(each.name, each.capacity) for each in later}
    before = everybody(whole(sample("2026-003-kestrel"), date(2026, 5, 1)))
    assert "Ormerod Flint client account" not in {each.name for each in before}


def test_those_who_owe_beside_the_debtor(tmp_path: Path) -> None:
    more = "co_debtors:\n  - {party: {name: A, contacts: [{name: B, role: Clerk}]}, liability: partner}\n"
    people = {each.name: each for each in everybody(whole(written(tmp_path, {"cases/a/case.yaml": CASE + more})))}
    assert (people["A"].capacity, people["B"].of, people["B"].ours) == ("partner", "A", False)


@pytest.mark.parametrize(
    ("case_id", "head", "who"),
    [
        ("2026-003-kestrel", {"from": "Martin@kestrel-interiors.example"}, ("Martin Ashdown",)),
        ("2026-003-kestrel", {"channel": "call", "subject": "Voice message of Mr Ashdown"}, ("Martin Ashdown",)),
        ("2026-003-kestrel", {"channel": "attorney"}, ("Helen Ormerod",)),
        ("2026-003-kestrel", {"subject": "Ashdown and Lyle"}, ()),
        ("2026-003-kestrel", {"subject": "Invoice"}, ()),
        ("2026-014-northwind", {"direction": "out", "to": "Jana Wolff, Jörg Müßig"}, ("Jana Wolff", "Jörg Müßig")),
        ("2026-014-northwind", {"channel": "attorney"}, ()),
        ("2026-017-morgenrot", {"direction": "out", "to": "+49 30 23125 418"}, ("Tobias Reimann",)),
    ],
)
def test_who_took_part(case_id: str, head: dict[str, str], who: tuple[str, ...]) -> None:
    given = {"date": "2026-06-01", "direction": "in", "channel": "email", **head}
    assert speakers(sample(case_id), ContactHead.model_validate(given)) == who
