"""The inspector finds each thing that can be wrong with a finished packet."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String

from casefile.errors import CaseError
from casefile.packet.inspect import RULES, Rule, inspect
from tests.packet.conftest import Finished
from tests.packet.paper import Leaf, text, write


@pytest.fixture
def packet(finished: Finished, tmp_path: Path) -> Path:
    """A copy of a sound packet."""
    return Path(shutil.copy(finished.built.pdf, tmp_path / "packet.pdf"))


def rules(file: Path) -> dict[str, Rule]:
    """What the inspector says of a file, by rule."""
    return {rule.rule: rule for rule in inspect(file)}


def _bare(pdf: Pdf) -> None:
    pdf.pages[2].Contents = pdf.make_stream(b"")


def _labels(pdf: Pdf) -> None:
    pdf.Root.PageLabels.Nums[1] = Dictionary(S=Name.r)


def _outline(pdf: Pdf) -> None:
    pdf.Root.Outlines.First.Next.Title = String("Index · p. 9")


def _no_outline(pdf: Pdf) -> None:
    del pdf.Root.Outlines


def _link(pdf: Pdf) -> None:
    pdf.pages[1].Annots[1].A.D[0] = pdf.pages[6].obj


def _dead_link(pdf: Pdf) -> None:
    pdf.pages[1].Annots[1].A.D = String("nowhere")


def _view(pdf: Pdf) -> None:
    pdf.Root.OpenAction[4] = 2


def _no_view(pdf: Pdf) -> None:
    del pdf.Root.OpenAction


def _script(pdf: Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def _title(pdf: Pdf) -> None:
    del pdf.trailer.Info


def _language(pdf: Pdf) -> None:
    del pdf.Root.Lang


BROKEN: dict[str, tuple[Callable[[Pdf], None], str, str]] = {
    "number": (_bare, "numbers", "page 3 does not carry its number"),
    "labels": (_labels, "labels", "page 1 is labelled 'i'"),
    "outline": (_outline, "outline", "'Index · p. 9' leads to page 2"),
    "no outline": (_no_outline, "outline", "there is no outline"),
    "link": (_link, "links", "leads to page 7"),
    "dead link": (_dead_link, "links", "leads to no page of the file"),
    "view": (_view, "view", "100 %"),
    "no view": (_no_view, "view", "100 %"),
    "script": (_script, "active-content", "JavaScript"),
    "title": (_title, "title", "no title"),
    "language": (_language, "title", "no language"),
}


def test_a_sound_packet_passes_but_for_the_exhibits_fonts(packet: Path) -> None:
    found = rules(packet)
    assert list(found) == list(RULES)
    assert [name for name, rule in found.items() if not rule.ok] in ([], ["fonts"])


@pytest.mark.parametrize("fault", BROKEN)
def test_each_fault_is_found(packet: Path, fault: str) -> None:
    break_it, rule, detail = BROKEN[fault]
    with pikepdf.open(packet, allow_overwriting_input=True) as pdf:
        break_it(pdf)
        pdf.save(packet)
    found = rules(packet)[rule]
    assert not found.ok
    assert detail in found.detail


def test_fonts_that_are_not_embedded(tmp_path: Path) -> None:
    found = rules(write(tmp_path / "a.pdf", Leaf(text("1"))))["fonts"]
    assert (found.ok, found.detail) == (False, "Helvetica is not embedded")


def test_many_findings_are_cut_short(tmp_path: Path) -> None:
    found = rules(write(tmp_path / "a.pdf", *[Leaf(text("x"))] * 9))["numbers"]
    assert found.detail.endswith("page 5 does not carry its number; and 4 more")


def test_a_number_inside_another_is_none(tmp_path: Path) -> None:
    assert not rules(write(tmp_path / "a.pdf", Leaf(text("2021"))))["numbers"].ok


def test_named_destinations_of_anybodys_bundle(tmp_path: Path) -> None:
    file = write(tmp_path / "a.pdf", Leaf(text("1")), Leaf(text("2")))
    with pikepdf.open(file, allow_overwriting_input=True) as pdf:
        pdf.Root.Names = Dictionary(Dests=Dictionary(Names=Array([String("two"), Array([pdf.pages[1].obj, Name.Fit])])))
        link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[70, 695, 90, 715], Dest=String("two"))
        pdf.pages[0].Annots = Array([link])
        pdf.save(file)
    assert rules(file)["links"].detail == "the link '1' on page 1 leads to page 2"


def test_what_is_no_pdf(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"text")
    with pytest.raises(CaseError, match="no PDF that can be read"):
        inspect(tmp_path / "a.pdf")
    with pytest.raises(CaseError, match="no such file"):
        inspect(tmp_path / "b.pdf")
