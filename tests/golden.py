"""Kept results of tests: tests/goldens/<room>/<module>/<name>, as text or as JSON.

`pytest --update-goldens` rewrites them, and deletes what the tests no longer ask for, but only where all tests of a
module ran and passed, so a run of one test loses nothing. Never keep PDF bytes: extract text and structure.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PIL import Image

TESTS = Path(__file__).parent
FAINT = 20  # of 255: how much a block's grey may differ
MOVED = 0.01  # of all blocks: how many may differ more


def _folder(module: Path, root: Path) -> Path:
    room = module.parent.relative_to(root)
    return root / "goldens" / room / module.stem.removeprefix("test_")


def _text(value: object) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, indent=2, default=str)
    return text if text.endswith("\n") else text + "\n"


@dataclass(frozen=True)
class Golden:
    """The goldens of one test module; call it with a name and a value."""

    folder: Path
    update: bool
    asked: set[Path]

    def __call__(self, name: str, value: object) -> None:
        """Asserts that `value` (text, or anything JSON can write) is what the file `name` holds; or writes it."""
        assert "/" not in name, "a golden lies directly in its module's folder"
        path = self.folder / name
        self.asked.add(path)
        text = _text(value)
        if self.update:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        assert path.exists(), f"{path} is missing: look at the result, then run pytest --update-goldens"
        assert text == path.read_text(encoding="utf-8"), (
            f"{path} differs: if that is right, run pytest --update-goldens"
        )

    def picture(self, name: str, drawn: Image.Image) -> str:
        """What is wrong with a small grey picture, held against the kept one; empty when it looks the same.

        Blocks of 6 by 6 points are compared, so that another version of a library, which draws an edge a little
        differently, is no difference, and a line that has moved is one.
        """
        path = self.folder / name
        self.asked.add(path)
        if self.update:
            path.parent.mkdir(parents=True, exist_ok=True)
            drawn.save(path, optimize=True)
        if not path.exists():
            return f"{path} is missing: look at the result, then run pytest --update-goldens"
        with Image.open(path) as kept:
            if kept.size != drawn.size:
                return f"{path} is {kept.size}, now it is {drawn.size}"
            small = (max(drawn.width // 6, 1), max(drawn.height // 6, 1))
            pairs = zip(
                *(each.convert("L").resize(small, Image.Resampling.BOX).tobytes() for each in (kept, drawn)),
                strict=True,
            )
            moved = sum(abs(old - new) > FAINT for old, new in pairs) / (small[0] * small[1])
        return f"{path}: {moved:.1%} of it looks different" if moved > MOVED else ""


@dataclass(eq=False)  # pytest keeps its plugins in sets
class Goldens:
    """The pytest plug-in that hands out goldens and, when updating, deletes the orphans at the end of the session."""

    update: bool
    root: Path = TESTS
    asked: set[Path] = field(default_factory=set)
    ran: set[Path] = field(default_factory=set)
    partial: set[Path] = field(default_factory=set)

    def of(self, module: Path) -> Golden:
        """The goldens of the test module at `module`."""
        return Golden(_folder(module, self.root), self.update, self.asked)

    def pytest_deselected(self, items: Iterable[pytest.Item]) -> None:
        self.partial |= {item.path for item in items}

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        self.ran |= {item.path for item in session.items}
        self.partial |= {item.path for item in session.items if any("::" in str(name) for name in session.config.args)}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.outcome != "passed":
            self.partial.add((self.root.parent / report.nodeid.partition("::")[0]).resolve())

    def pytest_sessionfinish(self) -> None:
        if self.update:
            for path in self.orphans():
                path.unlink()

    def orphans(self) -> list[Path]:
        """The kept files that no test asked for, of modules that ran as a whole or are gone."""
        whole = {_folder(module, self.root) for module in self.ran - self.partial}
        kept = sorted(path for path in (self.root / "goldens").rglob("*") if path.is_file())
        return [
            path
            for path in kept
            if path not in self.asked and (path.parent in whole or not self._module(path).exists())
        ]

    def _module(self, golden: Path) -> Path:
        room = golden.parent.parent.relative_to(self.root / "goldens")
        return self.root / room / f"test_{golden.parent.name}.py"
