"""The built wheel holds the whole program: code, data and templates, and works away from this folder."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = ["wheel", "--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", str(folder), str(ROOT)]
    subprocess.run([sys.executable, "-m", "pip", "--disable-pip-version-check", *build], check=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def _files(folder: Path) -> set[str]:
    files = (path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {path.relative_to(folder).as_posix() for path in files}


@pytest.mark.slow
def test_the_wheel_holds_code_data_and_templates(unpacked: Path) -> None:
    expected = _files(ROOT / "src/casefile") | {f"templates/{name}" for name in _files(ROOT / "templates")}
    assert _files(unpacked / "casefile") == expected


@pytest.mark.slow
def test_the_wheel_works_away_from_here(unpacked: Path) -> None:
    show = "from casefile import money; print(money.zero('JPY'), money.__file__)"
    program = f"import sys; sys.path.insert(0, sys.argv[1]); {show}"
    command = [sys.executable, "-I", "-c", program, str(unpacked)]
    printed = subprocess.run(command, cwd=unpacked, capture_output=True, text=True, check=True).stdout
    assert printed == f"0 {unpacked}/casefile/money.py\n"
