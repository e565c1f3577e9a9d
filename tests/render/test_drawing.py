"""What decides how a sheet looks beside what it says: each of it is in what is kept with a drawing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import casefile
from casefile.render import drawing, kept

FILES = ("base/print.css", "base/page.html", "base/letterhead.docx", "base/fonts/Serif.ttf", "en/words/slip.yaml")


@pytest.fixture(autouse=True)
def afresh() -> Iterator[None]:
    """What is read once a process is read anew."""
    kept.forget()
    yield
    kept.forget()


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of built-in templates of its own."""
    for name in FILES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("as it was")
    monkeypatch.setattr(drawing, "builtin", lambda: tmp_path)
    return tmp_path


def look(language: str = "en") -> str:
    """How it is now."""
    kept.forget()
    return drawing.look(language)


@pytest.mark.parametrize("name", FILES)
def test_styles_fonts_and_words_are_part_of_the_look(house: Path, name: str) -> None:
    before = look()
    assert look() == before
    (house / name).write_text("otherwise")
    assert look() != before


def test_another_languages_words_are_not(house: Path) -> None:
    before = look(), look("fr"), look("en-US")
    (house / "fr/words").mkdir(parents=True)
    (house / "fr/words/slip.yaml").write_text("otherwise")
    assert look() == before[0] == look("en-US")
    assert look("fr") != before[1]


@pytest.mark.usefixtures("house")
def test_casefile_and_the_machine_are_part_of_the_look(monkeypatch: pytest.MonkeyPatch) -> None:
    before = look()
    monkeypatch.setattr(drawing, "machine", lambda: "another Pango")
    other = look()
    monkeypatch.setattr(casefile, "__version__", "99")
    assert len({before, other, look()}) == 3


def test_what_draws_is_part_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    before = drawing.machine()
    assert drawing.machine() == before
    monkeypatch.setattr("sys.path", [])
    assert drawing.machine() != before
