"""What the debtor's side said, and how often nobody was reached."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from casefile.case.wall import opened
from casefile.documents.heard import heard, shortened, unreached
from casefile.documents.matter import Matter
from tests.documents.matters import claim, noted, sample, whole, written


def test_the_latest_first_and_nothing_of_our_counsel() -> None:
    said = heard(whole(sample("2026-014-northwind")))
    assert [(str(one.day), one.channel, one.outcome) for one in said[:3]] == [
        ("2026-07-21", "chat", "reached"),
        ("2026-07-08", "meeting", "refused"),
        ("2026-06-10", "email", "acknowledged"),
    ]
    assert [one.in_confidence for one in said[:3]] == [True, False, False]
    assert "attorney" not in {one.channel for one in said}


def test_others_hear_what_is_open() -> None:
    case = sample("2026-014-northwind")
    assert {one.channel for one in heard(Matter(opened(case), claim(case), case))} == {"email"}


def test_attempts_since_they_last_spoke(tmp_path: Path) -> None:
    files = {
        "1": noted(date="2026-05-02", direction="out", channel="call", outcome="no-answer"),
        "2": noted(date="2026-05-03", direction="in", channel="email"),
        "3": noted(date="2026-05-04", direction="out", channel="call", outcome="no-answer"),
        "4": noted(date="2026-05-05", direction="out", channel="email", outcome="bounced"),
        "5": noted(date="2026-05-06", direction="out", channel="email"),
        "6": noted(date="2026-12-06", direction="out", channel="call", outcome="no-answer"),
    }
    case = written(tmp_path, {f"cases/a/correspondence/{name}.md": text for name, text in files.items()})
    assert unreached(whole(case)) == 2
    assert unreached(whole(case, date(2026, 5, 2))) == 1


def test_a_long_note_ends_between_two_words() -> None:
    assert shortened("One  two,\nthree.") == "One two, three."
    assert shortened("one two, three four", 12) == "one two …"
