"""Which files stay here though their pages are shown: those of which nobody knows what else they say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from casefile.case import wall
from casefile.case.model import Case
from casefile.claim.owed import owed
from casefile.claim.regimes import bundled
from casefile.exhibits.holding import Why
from casefile.packet.search import searched
from casefile.packet.staying import with_withheld
from tests.packet.conftest import AS_OF


def staying(case: Case, kept: Path) -> Mapping[str, Why]:
    """The exhibits of the small case whose files are not handed over, a note in bytes that are no text among them."""
    note = case.exhibit("E03")
    assert note is not None
    (case.path / "evidence/E03-note.txt").write_bytes(b"\0\1\2 no text \xff" * 20)
    rows = tuple(
        each.model_copy(update={"file": "evidence/E03-note.txt", "sha256": None}) if each == note else each
        for each in case.exhibits
    )
    case = replace(case, exhibits=rows)
    return with_withheld(searched(case, owed(case, AS_OF, bundled()), kept), wall.opened(case), kept)


def test_a_file_that_cannot_be_read_stays_where_something_is_kept_back(case: Case, tmp_path: Path) -> None:
    assert staying(case, tmp_path / "kept").get("E03") == "closed"


def test_it_goes_where_nothing_is_kept_back(case: Case, tmp_path: Path) -> None:
    shown = tuple(each for each in case.exhibits if each.privilege == "open")
    bare = replace(case, exhibits=shown, contacts=(), offers=())
    assert staying(bare, tmp_path / "kept") == {}
