"""What is read once, and read anew when it is asked for."""

from __future__ import annotations

from pathlib import Path

from casefile.errors import CaseError
from casefile.render import kept


def test_it_is_read_once_until_it_is_forgotten(tmp_path: Path) -> None:
    @kept.kept
    def words(name: str) -> str:
        return (tmp_path / name).read_text()

    (tmp_path / "a").write_text("one")
    assert words("a") == "one"
    (tmp_path / "a").write_text("two")
    assert words("a") == "one"
    kept.forget()
    assert words("a") == "two"


def test_what_could_not_be_read_is_not_kept(tmp_path: Path) -> None:
    @kept.kept
    def words(name: str) -> str:
        if not (tmp_path / name).exists():
            raise CaseError(())
        return (tmp_path / name).read_text()

    try:
        words("a")
    except CaseError:
        (tmp_path / "a").write_text("there now")
    assert words("a") == "there now"
