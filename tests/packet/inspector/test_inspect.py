"""The inspector and our own packets: with the plan they were made from, and what an exhibit may break."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String

from casefile.errors import CaseError
from casefile.packet.inspector.inspect import Rule, inspect
from casefile.packet.inspector.leaf import Leaf as Read
from casefile.packet.inspector.rules.finding import Finding, told
from casefile.packet.inspector.rules.table import RULES
from casefile.packet.plan import Item, Plan, Section
from casefile.packet.profile import profile
from tests.packet import bundle
from tests.packet.conftest import Finished
from tests.packet.paper import Leaf, text, write


@pytest.fixture
def packet(finished: Finished, tmp_path: Path) -> Path:
    """A copy of a sound packet."""
    return Path(shutil.copy(finished.built.pdf, tmp_path / finished.built.pdf.name))


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
    del pdf.trailer.Info, pdf.Root.Metadata


def _language(pdf: Pdf) -> None:
    del pdf.Root.Lang


BROKEN: dict[str, tuple[Callable[[Pdf], None], str, str]] = {
    "number": (_bare, "numbers", "page 3: its number does not stand in its margin"),
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


def test_a_sound_packet_passes_without_its_plan(packet: Path) -> None:
    found = rules(packet)
    assert [name for name, rule in found.items() if not rule.ok] == []
    assert list(found) == [name for name in RULES if name not in ("figures", "size")]


@pytest.mark.parametrize("fault", BROKEN)
def test_each_fault_is_found(packet: Path, fault: str) -> None:
    break_it, rule, detail = BROKEN[fault]
    with pikepdf.open(packet, allow_overwriting_input=True) as pdf:
        break_it(pdf)
        pdf.save(packet)
    found = rules(packet)[rule]
    assert not found.ok
    assert detail in found.detail


def planned(*exhibits: tuple[str, int, int]) -> Plan:
    """The plan of the small bundle: an index, and exhibits with their title, first page and how many."""
    items = tuple(
        Item(f"E{n}", title, f"E{n}", first=at, count=many) for n, (title, at, many) in enumerate(exhibits, 1)
    )
    return Plan((Item("index", "Index", first=1, count=1),), (Section("A", "All", items),), ())


ROWS = (("Index", "", 1), *bundle.ROWS)
PLAN = (("Services agreement", 2, 2), ("Invoice 7", 4, 1), ("Reminder", 5, 2))


def _labelled(pdf: Pdf) -> Pdf:
    """The small bundle as planned."""
    for name, (_, first, count) in enumerate(PLAN, 1):
        for page in range(first, first + count):
            bundle.draw(pdf, page, f"{bundle.prose(page)} {text(f'E{name}', 200, 30)} {bundle.number(page)}")
    lines = [(f"E{n} {title}, p. {first}", first) for n, (title, first, _) in enumerate(PLAN, 1)]
    bundle.outline(pdf, ("Index, p. 1", 1), *lines)
    return pdf


def test_what_was_planned_is_found(tmp_path: Path) -> None:
    file = bundle.save(_labelled(bundle.bundle(tmp_path, ROWS)), tmp_path)
    found = {rule.rule: rule for rule in inspect(file, None, planned(*PLAN))}
    assert found["index"].detail == ""
    other = (*PLAN[:2], ("Second reminder", 5, 2))
    detail = next(rule.detail for rule in inspect(file, None, planned(*other)) if rule.rule == "index")
    assert "the outline does not lead to page 5 for 'E3 Second reminder'" in detail
    assert "the index does not name 'Second reminder'" in detail
    detail = next(rule.detail for rule in inspect(file, None, planned(*PLAN[:2])) if rule.rule == "index")
    assert detail == "6 pages, 4 were planned"


def test_a_page_without_its_label(tmp_path: Path) -> None:
    pdf = _labelled(bundle.bundle(tmp_path, ROWS))
    bundle.draw(pdf, 6, f"{bundle.prose(6)} {bundle.number(6)}")
    file = bundle.save(pdf, tmp_path)
    found = next(rule for rule in inspect(file, None, planned(*PLAN)) if rule.rule == "index")
    assert (found.ok, found.detail) == (False, "page 6 does not carry the label E3")


@pytest.mark.parametrize(("page", "ok"), [(1, False), (3, True)])
def test_what_an_exhibit_breaks_is_for_a_look_and_what_we_break_an_error(tmp_path: Path, page: int, ok: bool) -> None:
    pdf = bundle.bundle(tmp_path)
    pdf.pages[page - 1].obj.Rotate = 180
    file = bundle.save(pdf, tmp_path)
    found = next(rule for rule in inspect(file, profile("attorney"), planned(*PLAN)) if rule.rule == "upright")
    assert (found.ok, bool(found.detail)) == (ok, page == 3 or not ok)
    assert page == 1 or not rules(file)["upright"].ok


def test_many_findings_are_cut_short() -> None:
    alike = [Finding("no number", page) for page in (1, 2, 3, 5, 7, 9, 11, 13, 14)]
    assert told(alike) == "pages 1–3, 5, 7, 9, 11 and 2 more: no number"
    assert told([Finding(f"{number}") for number in range(8)]) == "0; 1; 2; 3; 4; and 3 more"
    assert told([]) == ""


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
    with pytest.raises(CaseError, match="no PDF: it is something else"):
        inspect(tmp_path / "a.pdf")
    with pytest.raises(CaseError, match="no such file"):
        inspect(tmp_path / "b.pdf")


def test_a_pdf_without_pages(tmp_path: Path) -> None:
    pikepdf.new().save(tmp_path / "a.pdf")
    with pytest.raises(CaseError, match="it has no pages"):
        inspect(tmp_path / "a.pdf")


def test_a_leaf_that_was_not_read_has_nothing() -> None:
    assert (Read(1).largest, Read(1).letters) == (None, 0)
