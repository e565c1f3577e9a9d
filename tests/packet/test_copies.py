"""Exhibits become pages one after the other, and what was made is kept, also when the rest is broken off."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest

from casefile.exhibits.pages import Native, Pages
from casefile.packet.copies import copies, printed


@pytest.fixture
def notes(tmp_path: Path) -> tuple[Native, ...]:
    """Three small texts."""
    for number in (1, 2, 3):
        (tmp_path / f"{number}.txt").write_text(f"Note {number}.\n")
    return tuple(Native(tmp_path / f"{n}.txt", f"E0{n}", "Note", "en", date(2026, 5, 2)) for n in (1, 2, 3))


def test_somebody_sees_how_far_it_is(tmp_path: Path, notes: tuple[Native, ...]) -> None:
    told: list[object] = []

    def watch(made: Iterable[Pages], count: int) -> Iterator[Pages]:
        told.append(count)
        for each in made:
            told.append(each.label)
            yield each

    assert [copy.pages.label for copy in copies(notes, tmp_path / "kept", watch)] == ["E01", "E02", "E03"]
    assert told == [3, "E01", "E02", "E03"]
    copies(notes, tmp_path / "kept", watch)
    assert told == [3, "E01", "E02", "E03"]


def test_what_was_made_before_it_was_broken_off_is_not_made_again(tmp_path: Path, notes: tuple[Native, ...]) -> None:
    def stops(made: Iterable[Pages], _count: int) -> Iterator[Pages]:
        for each in made:
            if each.label == "E03":
                raise KeyboardInterrupt
            yield each

    with pytest.raises(KeyboardInterrupt):
        copies(notes, tmp_path / "kept", stops)
    again: list[str] = []

    def watch(made: Iterable[Pages], _count: int) -> Iterator[Pages]:
        for each in made:
            again.append(each.label)
            yield each

    copies(notes, tmp_path / "kept", watch)
    assert again == ["E03"]


def test_what_the_pages_say_is_known_of_the_native_they_were_made_of(tmp_path: Path, notes: tuple[Native, ...]) -> None:
    def said() -> Mapping[str, str]:
        return printed([native.path for native in notes], [native.label for native in notes], tmp_path / "kept")

    assert said() == {}
    copies(notes, tmp_path / "kept")
    assert {label: f"Note {label[-1]}." in words for label, words in said().items()} == {
        "E01": True, "E02": True, "E03": True,
    }  # fmt: skip
    notes[1].path.write_text("Another note.\n")
    assert set(said()) == {"E01", "E03"}


def test_a_copy_without_the_words_of_its_pages_is_made_again(tmp_path: Path, notes: tuple[Native, ...]) -> None:
    copies(notes, tmp_path / "kept")
    beside = tmp_path / "kept" / "E02.json"
    noted = json.loads(beside.read_text())
    del noted["pages"]["said"]
    beside.write_text(json.dumps(noted))
    copies(notes, tmp_path / "kept")
    assert "Note 2." in json.loads(beside.read_text())["pages"]["said"]
