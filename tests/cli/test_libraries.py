"""On a machine whose Pango can't be loaded: a clear message with what to do, exit code 1, nothing half-written."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import CASE

NAMES = ("libpango-1.0-0", "libpango-1.0.so.0", "libpango-1.0.so", "pango-1.0-0", "pango-1.0", "libpango-1.0.dylib")


@pytest.fixture
def without_pango(tmp_path: Path) -> dict[str, str]:
    """An environment in which the linker finds an empty file first wherever Pango is looked for."""
    folder = tmp_path / "broken-libraries"
    folder.mkdir()
    for name in NAMES:
        (folder / name).touch()
    return {**os.environ, "LD_LIBRARY_PATH": str(folder)}


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="how the linker is misled is Linux's own")
@pytest.mark.parametrize("command", [["render", CASE, "chronology"], ["packet", CASE], ["build", CASE]])
def test_without_pango(command: list[str], northwind: Path, without_pango: dict[str, str]) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "casefile", *command],
        cwd=northwind, env=without_pango, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode == 1, run.stderr
    assert "PDF cannot be written: cannot load library 'libpango" in run.stderr
    assert "apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0" in run.stderr
    assert "Traceback" not in run.stderr + run.stdout
    assert [path.name for path in (northwind / "build" / CASE).rglob("*") if path.is_file()] == []
