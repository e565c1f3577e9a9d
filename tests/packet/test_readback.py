"""A packet is made of whatever came in; which rules it fails by that, and by which exhibit, is told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pikepdf
from pikepdf import Name

from casefile.case.model import Case
from casefile.packet.inspector.inspect import inspect
from tests.packet.conftest import built
from tests.packet.paper import Leaf, text, write

LINES = [f"Line {number} of a paper that says something for long enough to be told apart" for number in range(20)]


def prose() -> str:
    return "\n".join(text(line, y=700 - 20 * number) for number, line in enumerate(LINES))


def turned() -> str:
    """The same with every line upside down."""
    lines = (f"BT /F1 12 Tf -1 0 0 -1 540 {700 - 20 * number} Tm ({line}) Tj ET" for number, line in enumerate(LINES))
    return "\n".join(lines)


def odd(case: Case) -> None:
    """Exhibits as they come in: one without its font, one upside down, one that is another one again."""
    folder = case.path / "evidence"
    write(folder / "E01-contract.pdf", Leaf(prose()))
    write(folder / "E02-invoice.pdf", Leaf(turned()))
    write(folder / "E06-bank-redacted.pdf", Leaf(text("Paid 1000.00")))
    with pikepdf.open(folder / "E06-bank-redacted.pdf", allow_overwriting_input=True) as pdf:
        pdf.pages[0].Resources.Font.F1.BaseFont = Name.Gabriola
        pdf.save()
    write(folder / "E07-vertrag.pdf", Leaf(prose()))
    with pikepdf.open(folder / "E07-vertrag.pdf", allow_overwriting_input=True) as pdf:
        pdf.docinfo["/Title"] = "scanned again"
        pdf.save()


def failed(file: Path) -> Iterator[str]:
    return (rule.rule for rule in inspect(file) if not rule.ok)


def test_a_packet_says_which_rules_it_fails_and_by_which_exhibit(case: Case, tmp_path: Path) -> None:
    odd(case)
    made = built(case, tmp_path / "packet", tmp_path / "kept")
    told = {problem.rule: problem for problem in made.warnings}
    assert set(told) == set(failed(made.pdf)) == {"fonts", "upright", "duplicates"}
    assert all(problem.level == "warning" and "casefile add" in problem.hint for problem in told.values())
    assert "it is upside down (E02)" in told["upright"].message
    assert "Gabriola is not embedded (E06)" in told["fonts"].message
    assert "again what begins on page 10 (E07)" in told["duplicates"].message
    assert made.pdf.name in told["fonts"].message


def test_a_packet_and_whoever_inspects_it_name_the_same_exhibits(case: Case, tmp_path: Path) -> None:
    odd(case)
    made = built(case, tmp_path / "packet", tmp_path / "kept")
    found = {rule.rule: rule.detail for rule in inspect(made.pdf) if not rule.ok}
    assert "Helvetica" not in found["fonts"], "E01 has it, as every reader has"
    for problem in made.warnings:
        assert f": {found[problem.rule]}" in problem.message


def test_our_own_papers_have_their_fonts(case: Case, tmp_path: Path) -> None:
    made = built(case, tmp_path / "packet", tmp_path / "kept")
    with pikepdf.open(made.pdf, allow_overwriting_input=True) as pdf:
        font = pikepdf.Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        pdf.pages[0].Resources.Font.X1 = font
        pdf.save()
    (fonts,) = (rule for rule in inspect(made.pdf) if rule.rule == "fonts")
    assert (fonts.ok, fonts.detail) == (False, "page 1: Helvetica is not embedded")
