"""Who could testify: those who agreed, signed, spoke, or took exhibits in."""

from __future__ import annotations

from datetime import date

from casefile.documents.witnesses import Witness, witnesses
from tests.documents.matters import sample, whole


def told(each: Witness) -> tuple[str, bool, list[str], int]:
    return each.name, each.ours, [f"{one.what} {one.day}" for one in each.seen], len(each.took)


def test_ours_first_each_with_what_they_saw() -> None:
    assert [told(each) for each in witnesses(whole(sample("2026-022-brightwell")))] == [
        ("Ines Halvorsen", True, ["agreement 2025-12-11", "settlement 2026-08-03"], 5),
        ("Kai Halvorsen", True, [], 10),
        (
            "Tom Brightwell",
            False,
            ["agreement 2025-12-11", "settlement 2026-08-03", "call 2026-07-27", "meeting 2026-08-03"],
            0,
        ),
        ("Priya Nair", False, ["meeting 2026-08-03"], 0),
    ]


def test_who_took_a_call_and_whom_the_register_names_in_short() -> None:
    found = {each.name: told(each) for each in witnesses(whole(sample("2026-003-kestrel")))}
    assert found["Kai Halvorsen"] == ("Kai Halvorsen", True, ["call 2026-08-19"], 6)
    assert found["R. Pike"] == ("R. Pike", True, [], 12)
    assert found["Gemma Lyle"] == ("Gemma Lyle", False, ["call 2026-01-12"], 0)


def test_nothing_of_a_later_day_and_no_call_that_nobody_answered() -> None:
    before = {each.name: told(each) for each in witnesses(whole(sample("2026-003-kestrel"), date(2026, 5, 1)))}
    assert before["Martin Ashdown"][2] == ["call 2026-01-22"]
    morgenrot = {each.name: told(each) for each in witnesses(whole(sample("2026-017-morgenrot")))}
    assert morgenrot["Tobias Reimann"][2] == ["agreement 2026-03-24"]
    assert "Rüya Aydın" not in morgenrot
