"""Goldens are compared, written and cleared away, and a run of part of the tests clears nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.golden import Goldens


@pytest.fixture
def module(tmp_path: Path) -> Path:
    path = tmp_path / "render" / "test_locale.py"
    path.parent.mkdir()
    path.touch()
    return path


def _kept(root: Path) -> list[str]:
    return sorted(path.relative_to(root / "goldens").as_posix() for path in root.rglob("*.txt"))


def _updated(module: Path, names: list[str], *, partial: bool = False) -> Goldens:
    goldens = Goldens(update=True, root=module.parents[1])
    golden = goldens.of(module)
    for name in names:
        golden(name, f"text of {name}")
    goldens.ran = {module}
    goldens.partial = {module} if partial else set()
    goldens.pytest_sessionfinish()
    return goldens


def test_what_was_kept_is_compared(module: Path) -> None:
    _updated(module, ["a.txt"])
    golden = Goldens(update=False, root=module.parents[1]).of(module)
    golden("a.txt", "text of a.txt")
    with pytest.raises(AssertionError, match="differs"):
        golden("a.txt", "another text")
    with pytest.raises(AssertionError, match="missing"):
        golden("b.txt", "text of b.txt")


def test_values_are_kept_as_json(module: Path) -> None:
    goldens = Goldens(update=True, root=module.parents[1])
    goldens.of(module)("pages.json", {"pages": ["é", 2]})
    kept = module.parents[1] / "goldens/render/locale/pages.json"
    assert kept.read_text(encoding="utf-8") == '{\n  "pages": [\n    "é",\n    2\n  ]\n}\n'


def test_an_update_clears_away_what_no_test_asks_for(module: Path) -> None:
    _updated(module, ["a.txt", "b.txt"])
    _updated(module, ["b.txt"])
    assert _kept(module.parents[1]) == ["render/locale/b.txt"]


def test_an_update_of_some_tests_clears_nothing(module: Path) -> None:
    _updated(module, ["a.txt", "b.txt"])
    _updated(module, ["b.txt"], partial=True)
    assert _kept(module.parents[1]) == ["render/locale/a.txt", "render/locale/b.txt"]


def test_goldens_of_a_module_that_is_gone_are_cleared_away(module: Path) -> None:
    _updated(module, ["a.txt"])
    module.rename(module.with_name("test_words.py"))
    goldens = Goldens(update=True, root=module.parents[1])
    goldens.pytest_sessionfinish()
    assert _kept(module.parents[1]) == []
