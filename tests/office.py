"""Word files and workbooks opened by a real LibreOffice, many in one start of it; a test skips where there is none."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.program import program

_EVERY_SHEET = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
"""Comma, quotes, UTF-8, from the first row; cells as they are shown; all sheets, each to a file of its own."""


def laid_out(folder: Path, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The PDF of each Word file, by its name without ending."""
    for name, content in files.items():
        (folder / f"{name}.docx").write_bytes(content)
    made = _converted(folder, "pdf", [folder / f"{name}.docx" for name in files])
    return {name: (made / f"{name}.pdf").read_bytes() for name in files}


def sheets(folder: Path, book: Path) -> dict[str, str]:
    """A workbook's sheets by name, reckoned anew, each as CSV."""
    made = _converted(folder, _EVERY_SHEET, [book])
    return {file.stem.removeprefix(f"{book.stem}-"): file.read_text(encoding="utf-8") for file in made.glob("*.csv")}


def _converted(folder: Path, form: str, sources: Sequence[Path]) -> Path:
    """The folder with what LibreOffice made of the files."""
    made = folder / "made"
    command = [program("soffice"), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    run = subprocess.run(
        [*command, "--convert-to", form, "--outdir", made, *sources], capture_output=True, text=True, timeout=400
    )
    assert run.returncode == 0, run.stderr
    return made
