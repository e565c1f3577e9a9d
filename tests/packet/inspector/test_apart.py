"""Files from elsewhere: whatever they are, an answer or a clear message, and never a traceback."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Encryption, Name, Pdf, String

from casefile.errors import CaseError
from casefile.packet.inspector import inspect as here
from casefile.packet.inspector.apart import inspect
from casefile.packet.profile import Limits, profile
from tests.packet import bundle

ATTORNEY = profile("attorney")


def test_it_says_what_is_said_here(tmp_path: Path) -> None:
    file = bundle.save(bundle.bundle(tmp_path), tmp_path)
    assert inspect(file, ATTORNEY) == here.inspect(file)


def _no_file(folder: Path) -> Path:
    return folder / "none.pdf"


def _folder(folder: Path) -> Path:
    return folder


def _empty(folder: Path) -> Path:
    (folder / "a.pdf").touch()
    return folder / "a.pdf"


def _locked(folder: Path) -> Path:
    pdf = bundle.bundle(folder)
    pdf.save(folder / "a.pdf", encryption=Encryption(user="geheim", owner="o"))
    return folder / "a.pdf"


REFUSED: dict[str, tuple[Callable[[Path], Path], str]] = {
    "no file": (_no_file, "there is no such file: .*none.pdf"),
    "a folder": (_folder, "is no file"),
    "an empty file": (_empty, "no PDF: it is an empty file"),
    "a locked file": (_locked, "a.pdf is encrypted, and opens with a passphrase only"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_cannot_be_inspected_is_told(tmp_path: Path, kind: str) -> None:
    make, message = REFUSED[kind]
    with pytest.raises(CaseError, match=message) as told:
        inspect(make(tmp_path), ATTORNEY)
    assert all(problem.hint for problem in told.value.problems)


def test_a_passphrase_opens_a_locked_file(tmp_path: Path) -> None:
    file = _locked(tmp_path)
    assert next(rule.ok for rule in inspect(file, ATTORNEY, passphrase="geheim") if rule.rule == "numbers")
    with pytest.raises(CaseError, match="the passphrase does not open"):
        inspect(file, ATTORNEY, passphrase="other")


def _outline_in_a_circle(pdf: Pdf) -> None:
    first = pdf.Root.Outlines.First
    first.Next.Next, first.First = first, first.Next


def _names_in_a_circle(pdf: Pdf) -> None:
    node = pdf.make_indirect(Dictionary(Limits=Array([String("a"), String("z")])))
    node.Kids = Array([node])
    pdf.Root.Names = Dictionary(Dests=node)
    pdf.pages[0].Annots[0].Dest = String("m")


def _labels_in_a_circle(pdf: Pdf) -> None:
    pdf.Root.PageLabels = pdf.make_indirect(Dictionary())
    pdf.Root.PageLabels.Kids = Array([pdf.Root.PageLabels])


def _many_links(pdf: Pdf) -> None:
    pdf.pages[0].obj.Annots = Array([pdf.pages[0].Annots[0]] * 60_000)


def _of_the_wrong_kinds(pdf: Pdf) -> None:
    pages = [page.obj for page in pdf.pages]
    pages[0].Rotate, pages[1].MediaBox, pages[2].UserUnit, pages[0].Annots = (
        Name.x,
        String("x"),
        Array([]),
        Dictionary(),
    )
    pages[1].Annots = Array([3, Array([]), Dictionary(Subtype=Name.Link, Rect=[1, 2], A=3, Dest=Array([9, 9]))])
    pages[3].Resources = String("x")
    pdf.Root.OpenAction, pdf.Root.Lang, pdf.Root.Outlines = Array([String("x")] * 5), Array([]), String("x")
    pdf.Root.Metadata = Array([])
    pdf.trailer.Info = pdf.make_indirect(Array([]))


def _deep_outline(pdf: Pdf) -> None:
    item = pdf.Root.Outlines.First
    for _ in range(3000):
        item.First = pdf.make_indirect(Dictionary(Title=String("x")))
        item = item.First


HOSTILE = (
    _outline_in_a_circle, _names_in_a_circle, _labels_in_a_circle, _many_links, _of_the_wrong_kinds, _deep_outline,
)  # fmt: skip


@pytest.mark.parametrize("break_it", HOSTILE)
def test_hostile_files_are_inspected(tmp_path: Path, break_it: Callable[[Pdf], None]) -> None:
    pdf = bundle.bundle(tmp_path)
    break_it(pdf)
    found = {rule.rule: rule for rule in inspect(bundle.save(pdf, tmp_path), ATTORNEY)}
    assert len(found) > 10
    assert not all(rule.ok for rule in found.values()) or break_it is _labels_in_a_circle
    assert break_it is not _many_links or "more than 50,000 links" in found["links"].detail


def test_drawings_without_end_cost_no_more_than_they_may(tmp_path: Path) -> None:
    pdf = bundle.bundle(tmp_path)
    drawing = pdf.make_stream(b"0 0 m 1 1 l S", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 9, 9])
    for _ in range(20):
        resources = Dictionary(XObject=Dictionary(X=drawing))
        drawing = pdf.make_stream(
            b"/X Do " * 10, Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 9, 9], Resources=resources
        )
    pdf.pages[0].obj.Resources.XObject = Dictionary(X=drawing)
    bundle.draw(pdf, 1, "/X Do")
    with pytest.raises(CaseError, match=r"too damaged or too large to read|takes more than 3 seconds") as told:
        inspect(bundle.save(pdf, tmp_path), ATTORNEY, seconds=3)
    assert "print it to PDF" in told.value.problems[0].hint


def test_pages_in_a_circle_are_refused(tmp_path: Path) -> None:
    pdf = bundle.bundle(tmp_path)
    pdf.Root.Pages.Kids[1] = pdf.Root.Pages
    pdf.Root.Pages.Count = 6
    with pytest.raises((CaseError, pikepdf.PikepdfError), match=r"Loop detected|no PDF that can be read"):
        inspect(bundle.save(pdf, tmp_path), ATTORNEY)


@pytest.mark.slow
def test_anybodys_files_give_an_answer_or_a_message(samples: Path) -> None:
    files = sorted((samples / "pdf").rglob("*.pdf"))
    assert files
    for file in files:
        assert _told(file), file


def _told(file: Path) -> bool:
    """Whether a file is inspected, or it is said why not and what to do."""
    try:
        return len(inspect(file, ATTORNEY)) > 10
    except CaseError as error:
        return all(problem.message and problem.hint for problem in error.problems)


def test_a_profile_of_ones_own_is_handed_on(tmp_path: Path) -> None:
    file = bundle.save(bundle.bundle(tmp_path), tmp_path)
    file.write_bytes(file.read_bytes() + b"\n%" + b"x" * 2_000_000)
    changed = {"name": "own", "rules": {"size": "house rule 7"}, "limits": Limits.model_construct(megabytes=1)}
    (found,) = inspect(file, ATTORNEY.model_copy(update=changed))
    assert (found.rule, found.source, found.ok) == ("size", "house rule 7", False)
