"""Our papers are set until their page references stand, and no paper is drawn that says what it said before."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from casefile.errors import CaseError
from casefile.packet.plan import WIDEST, Item, Plan, Section
from casefile.packet.settle import drawn, settled
from casefile.render.blocks import Box, Paragraph, Run
from casefile.render.sheet import Frame, Location, Sheet

PLAN = Plan(
    (Item("cover", "cover"), Item("index", "index"), Item("letter", "letter")),
    (Section("A", "Contract", (Item("E01", "Contract", "E01"),)),),
    (Item("end", "end"),),
)


def sheet(title: str, words: str, pages: int = 1) -> Sheet:
    """A sheet of so many pages."""
    text = Paragraph((Run(words),))
    body = tuple(block for _ in range(pages - 1) for block in (text, Box("page-break", ())))
    return Sheet("en", title, "document", Frame(), (*body, text), date(2026, 9, 1))


def titled(key: str, each: Sheet) -> str:
    """What index and outline call a paper."""
    return f"{key} of {each.title}"


def test_references_stand_when_length_follows_from_them(tmp_path: Path) -> None:
    seen = []

    def compose(kind: str, plan: Plan, locations: Mapping[str, Location]) -> Sheet | None:
        place = locations["E01"].bundle_page
        seen.append(place)
        if kind == "letter":
            return None
        return sheet(kind, f"[B{place}]", 2 if kind == "index" and place == WIDEST else 1)

    plan, papers = settled(PLAN, {"E01": 3}, compose, titled, tmp_path)
    assert [(item.key, item.title, item.first) for item in plan.items] == [
        ("cover", "cover of cover", 1), ("index", "index of index", 2), ("E01", "Contract", 3), ("end", "end of end", 6),
    ]  # fmt: skip
    assert list(dict.fromkeys(seen)) == [WIDEST, 4, 3]
    assert papers["index"].pages == 1
    assert "letter" not in papers


def test_what_never_comes_to_rest_is_a_problem(tmp_path: Path) -> None:
    def compose(kind: str, plan: Plan, locations: Mapping[str, Location]) -> Sheet | None:
        odd = (locations["E01"].bundle_page or 0) % 2
        return sheet(kind, "x", 2 - odd if kind == "index" else 1)

    with pytest.raises(CaseError, match="do not come to rest"):
        settled(PLAN, {"E01": 3}, compose, titled, tmp_path)


def test_a_paper_is_drawn_once(tmp_path: Path) -> None:
    first = drawn(sheet("A", "words", 2), tmp_path / "a.pdf")
    (tmp_path / "a.pdf").touch()
    stamp = (tmp_path / "a.pdf").stat().st_mtime_ns
    again = drawn(sheet("A", "words", 2), tmp_path / "a.pdf")
    assert (again.pages, again.sha256) == (2, first.sha256)
    assert (tmp_path / "a.pdf").stat().st_mtime_ns == stamp
    assert drawn(sheet("A", "other words", 2), tmp_path / "a.pdf").sha256 != first.sha256


@pytest.mark.parametrize("spoilt", ["a.pdf", "a.json"])
def test_what_was_kept_and_spoilt_is_drawn_again(tmp_path: Path, spoilt: str) -> None:
    first = drawn(sheet("A", "words"), tmp_path / "a.pdf")
    (tmp_path / spoilt).write_bytes(b"{}")
    assert drawn(sheet("A", "words"), tmp_path / "a.pdf").sha256 == first.sha256
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")


def test_a_warning_is_given_each_time(tmp_path: Path) -> None:
    odd = sheet("A", "words \U0001f44d")
    assert [len(drawn(odd, tmp_path / "a.pdf").warnings) for _ in range(2)] == [1, 1]
