"""Word files laid out by a real LibreOffice, many in one start of it; a test skips where there is none."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from pathlib import Path

from tests.program import program


def laid_out(folder: Path, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The PDF of each Word file, by its name without ending."""
    made = folder / "pdf"
    for name, content in files.items():
        (folder / f"{name}.docx").write_bytes(content)
    command = [program("soffice"), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    sources = [folder / f"{name}.docx" for name in files]
    run = subprocess.run(
        [*command, "--convert-to", "pdf", "--outdir", made, *sources], capture_output=True, text=True, timeout=400
    )
    assert run.returncode == 0, run.stderr
    return {name: (made / f"{name}.pdf").read_bytes() for name in files}
