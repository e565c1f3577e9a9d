"""`python -m tools.sample_evidence [--into FOLDER] [--record] [CASE…]`: makes the sample cases' exhibits."""

from __future__ import annotations

import argparse
import importlib
import sys
from pathlib import Path

from tools.sample_evidence.figures import CASES, register
from tools.sample_evidence.recording import record
from tools.sample_evidence.versions import MADE_WITH, at_hand

STORIES = {
    "2026-003-kestrel": "kestrel",
    "2026-014-northwind": "northwind",
    "2026-017-morgenrot": "morgenrot",
    "2026-022-brightwell": "brightwell",
}


def make(case_id: str, into: Path) -> list[Path]:
    """Writes a case's exhibits below `into`/<case>/evidence/. Returns the files. KeyError: one is not registered."""
    story = importlib.import_module(f"tools.sample_evidence.{STORIES[case_id]}")
    places = register(case_id)
    written = []
    for exhibit, content in story.exhibits().items():
        path = into / case_id / places.pop(exhibit)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        written.append(path)
    if places:
        raise KeyError(f"{case_id}: nothing makes {', '.join(places)}")
    return written


def main() -> int:
    """Makes the exhibits of the named cases, or of all; with --record their hashes and sizes go into the registers."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cases", nargs="*", default=sorted(STORIES))
    parser.add_argument("--into", type=Path, default=CASES, help="write below this folder, not into cases/")
    parser.add_argument("--record", action="store_true", help="write hashes and sizes into evidence.yaml")
    chosen = parser.parse_args()
    for case_id in chosen.cases:
        files = make(case_id, chosen.into)
        if chosen.record:
            record(CASES / case_id / "evidence.yaml", chosen.into / case_id)
            MADE_WITH.write_text(at_hand(), encoding="utf-8")
        sys.stdout.write(f"{case_id}: {len(files)} files, {sum(f.stat().st_size for f in files) // 1024} KB\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
