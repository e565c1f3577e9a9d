"""The packet's PDF: every link lands, tags stay, outline and labels say where things are, same parts same bytes."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from casefile.errors import CaseError
from casefile.exhibits.harmless import active_content
from casefile.packet.pdf.assemble import Part, assemble
from casefile.packet.pdf.catalog import Heading, Title
from casefile.packet.pdf.links import addresses
from casefile.render.pdf import typeset
from tests.packet.paper import Leaf, text, words, write
from tests.program import program

TITLE = Title("A v B packet", "A & Söhne", "en", date(2026, 9, 1))
HEADINGS = (
    Heading("Index · p. 1", 1),
    Heading("A Contract · p. 2", 2, (Heading("E01 Contract · p. 2", 2),)),
    Heading("C · p. 5", 5),
)


def ours(path: Path, body: str, title: str = "Paper") -> Part:
    """A paper of ours, set in the house style."""
    path.write_bytes(typeset(body, title=title, language="en", created=date(2026, 9, 1)))
    with pikepdf.open(path) as pdf:
        return Part(path.stem, path, path.stem, len(pdf.pages), ours=True)


def exhibit(path: Path, *leaves: Leaf) -> Part:
    """An exhibit."""
    labels = tuple(f"{path.stem}, {number} of {len(leaves)}" for number in range(1, len(leaves) + 1))
    return Part(path.stem, write(path, *leaves), path.stem, len(leaves), labels)


@pytest.fixture
def parts(tmp_path: Path) -> list[Part]:
    """An index with references, an exhibit of three odd pages, a certificate."""
    index = '<h1>Index</h1><p><a href="exhibit:E01/1">E01</a> <a href="exhibit:E01/2">E01, p. 2</a></p><p><a href="#x">on</a></p>'
    return [
        ours(tmp_path / "index.pdf", index + '<p id="x"><a href="exhibit:certificate/1">certificate</a></p>'),
        exhibit(
            tmp_path / "E01.pdf",
            Leaf(text("one")),
            Leaf(text("two"), rotate=90),
            Leaf(text("three"), crop=(9, 9, 500, 700)),
        ),
        ours(
            tmp_path / "certificate.pdf",
            '<h1>Certificate</h1><p><a href="https://a.example/">out</a> <a href="exhibit:E01/3">E01, p. 3</a></p>',
        ),
    ]


@pytest.fixture
def packet(parts: list[Part], tmp_path: Path) -> Path:
    """The three put together."""
    assemble(parts, HEADINGS, TITLE, tmp_path / "packet.pdf")
    return tmp_path / "packet.pdf"


def landings(pdf: pikepdf.Pdf, number: int) -> list[int]:
    """The pages, from 1, that the links on a page lead to."""
    pages: list[Any] = [page.objgen for page in pdf.pages]
    links = [link.A for link in pdf.pages[number - 1].get("/Annots", []) if "/A" in link]
    return [pages.index(action.D[0].objgen) + 1 for action in links if "/D" in action]


def spoken(pdf: pikepdf.Pdf, number: int) -> list[str]:
    """What those hear who come upon the links of a page."""
    return [str(link.Contents) for link in pdf.pages[number - 1].get("/Annots", [])]


def tied(pdf: pikepdf.Pdf) -> int:
    """How many annotations the tags know, each by its key, and from the tree."""
    parents = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)
    notes: list[Any] = [each for page in pdf.pages for each in page.get("/Annots", [])]
    assert all(int(each.StructParent) in parents for each in notes)
    return sum(isinstance(each, Dictionary) and each.get("/Type") == "/OBJR" for each in pdf.objects)


def test_a_link_says_where_it_leads_in_the_language_of_the_packet(parts: list[Part], tmp_path: Path) -> None:
    index, exhibit, certificate = (
        replace(part, named=named) for part, named in zip(parts, ("Index", "E01 Vertrag", "Nachweis"), strict=True)
    )
    told = replace(TITLE, language="de")
    assemble([index, replace(exhibit, numbers=("2", "2.1", "3")), certificate], (), told, tmp_path / "packet.pdf")
    with pikepdf.open(tmp_path / "packet.pdf") as pdf:
        assert spoken(pdf, 1) == [
            "E01 Vertrag, Seite 2",
            "E01 Vertrag, Seite 2.1",
            "Index, Seite 1",
            "Nachweis, Seite 2",
        ]
        assert spoken(pdf, 5) == ["https://a.example/", "E01 Vertrag, Seite 3"]


def test_every_reference_lands_on_its_page(packet: Path) -> None:
    with pikepdf.open(packet) as pdf:
        assert landings(pdf, 1) == [2, 3, 1, 5]
        assert landings(pdf, 5) == [4]


def test_landings_are_the_heads_that_readers_see(packet: Path) -> None:
    with pikepdf.open(packet) as pdf:
        goals = [
            [None if v is None else float(v) for v in list(link.A.D)[2:]]
            for link in pdf.pages[0].Annots
            if "/A" in link
        ]
        assert goals[:2] == [[0, 842, None], [0, 0, None]]
        assert [float(v) for v in list(pdf.pages[4].Annots[1].A.D)[2:4]] == [9, 700]


def test_web_links_stay_in_our_own_words_only(parts: list[Part], tmp_path: Path) -> None:
    others = ours(tmp_path / "C01.pdf", '<p><a href="https://b.example/">theirs</a> <a href="file:///etc">x</a></p>')
    parts[2:2] = [Part(others.key, others.pdf, others.sha256, 1, ("F, 1 May 2026, 1 of 1",), ours=True)]
    assemble(parts, HEADINGS, TITLE, tmp_path / "packet.pdf")
    with pikepdf.open(tmp_path / "packet.pdf") as pdf:
        pages = [page.obj for page in pdf.pages]
        assert [(pages.index(page), address) for page in pages for _, address in addresses([page])] == [
            (5, "https://a.example/")
        ]


def test_nothing_active_is_left(packet: Path) -> None:
    with pikepdf.open(packet) as pdf:
        assert [found.partition(": ")[2] for found in active_content(pdf)] == ["URI"], "the one in our own words"


def test_stamps(packet: Path) -> None:
    found = words(packet)
    assert [line.split()[-1] for line in found] == ["1", "2", "3", "4", "5"]
    assert "E01, 2 of 3 3" in found[2]


def test_tags_of_our_papers_are_kept_and_of_exhibits_not(packet: Path) -> None:
    with pikepdf.open(packet) as pdf:
        tree = pdf.Root.StructTreeRoot
        parents = pikepdf.NumberTree(tree.ParentTree)
        for number in (0, 4):
            page = pdf.pages[number].obj
            elements = parents[int(page.StructParents)]
            assert {kid.Pg.objgen for kid in elements if "/Pg" in kid} == {page.objgen}
            for link in page.Annots:
                assert parents[int(link.StructParent)].S == "/Link"
        assert all("/StructParents" not in pdf.pages[number] for number in (1, 2, 3))
        assert [kid.P.objgen for kid in tree.K] == [tree.objgen] * 2
        assert pdf.Root.MarkInfo.Marked


def test_labels_view_and_names(packet: Path) -> None:
    with pikepdf.open(packet) as pdf:
        labels: list[Any] = [page.label for page in pdf.pages]
        assert labels == ["1", "2", "3", "4", "5"]
        assert pdf.Root.OpenAction[0].objgen == pdf.pages[0].objgen
        assert [pdf.Root.OpenAction[1], pdf.Root.OpenAction[4]] == ["/XYZ", 1]
        assert (str(pdf.Root.Lang), str(pdf.docinfo.Author)) == ("en", "A & Söhne")
        with pdf.open_metadata() as metadata:
            assert metadata["dc:title"] == "A v B packet"
            assert not metadata.pdfa_status


def test_a_file_of_our_papers_alone_says_that_it_is_pdf_a_and_pdf_ua(parts: list[Part], tmp_path: Path) -> None:
    index, exhibit, certificate = parts
    for given, claimed in (([index, certificate], ("3A", "1")), ([index, exhibit, certificate], ("", ""))):
        assemble(given, (), TITLE, tmp_path / "out.pdf", elsewhere={"E01"} - {part.key for part in given})
        with pikepdf.open(tmp_path / "out.pdf") as pdf, pdf.open_metadata() as told:
            assert (told.pdfa_status, told.get("pdfuaid:part", "")) == claimed
            assert ("/OutputIntents" in pdf.Root) == bool(claimed[0])


def test_the_outline_is_read_by_qpdf_and_poppler(packet: Path) -> None:
    with pikepdf.open(packet) as pdf, pdf.open_outline() as outline:
        assert [(item.title, [child.title for child in item.children]) for item in outline.root] == [
            ("Index · p. 1", []), ("A Contract · p. 2", ["E01 Contract · p. 2"]), ("C · p. 5", []),
        ]  # fmt: skip
        goal: Any = outline.root[1].children[0].destination
        assert goal[0].objgen == pdf.pages[1].objgen
    info = subprocess.run([program("pdfinfo"), "-dests", packet], capture_output=True, text=True, check=True)
    assert "Error" not in info.stderr


def test_qpdf_finds_nothing(packet: Path) -> None:
    run = subprocess.run([program("qpdf"), "--check", packet], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


def test_same_parts_same_bytes_other_parts_other_identifier(packet: Path, parts: list[Part], tmp_path: Path) -> None:
    assemble(parts, HEADINGS, TITLE, tmp_path / "again.pdf")
    assert (tmp_path / "again.pdf").read_bytes() == packet.read_bytes()
    assemble(parts[:2] + parts[1:2] + parts[2:], HEADINGS[:1], TITLE, tmp_path / "other.pdf")
    with pikepdf.open(packet) as first, pikepdf.open(tmp_path / "other.pdf") as second:
        assert first.trailer.ID[0] == first.trailer.ID[1]
        assert first.trailer.ID[0] != second.trailer.ID[0]


@pytest.mark.parametrize("address", ["exhibit:E02/1", "exhibit:E01/99", "exhibit:E01/x", "exhibit:E01"])
def test_a_reference_that_leads_nowhere_stops_it(parts: list[Part], tmp_path: Path, address: str) -> None:
    wrong = ours(tmp_path / "letter.pdf", f'<p><a href="{address}">there</a></p>')
    with pytest.raises(CaseError, match="which this packet does not hold"):
        assemble([*parts, wrong], (), TITLE, tmp_path / "packet.pdf")


def test_links_inside_an_exhibit_keep_to_it(tmp_path: Path, parts: list[Part]) -> None:
    with pikepdf.open(parts[1].pdf, allow_overwriting_input=True) as pdf:
        box = Array([0, 0, 50, 50])
        direct = Dictionary(Subtype=Name.Link, Rect=box, Dest=Array([pdf.pages[2].obj, Name.Fit]))
        named = Dictionary(Subtype=Name.Link, Rect=box, A=Dictionary(S=Name.GoTo, D=String("end")))
        old = Dictionary(Subtype=Name.Link, Rect=box, Dest=Name.start)
        pdf.pages[0].Annots = Array([direct, named, old])
        pdf.Root.Names = Dictionary(
            Dests=Dictionary(
                Names=Array([String("end"), Dictionary(D=Array([pdf.pages[1].obj, Name.XYZ, 0, 5, None]))])
            )
        )
        pdf.Root.Dests = Dictionary(start=Array([pdf.pages[0].obj, Name.Fit]))
        pdf.save(parts[1].pdf)
    assemble(parts, (), TITLE, tmp_path / "packet.pdf")
    with pikepdf.open(tmp_path / "packet.pdf") as pdf:
        assert landings(pdf, 2) == [4, 3, 2]


def test_more_exhibits_than_a_program_may_have_files_open(tmp_path: Path, parts: list[Part]) -> None:
    import resource

    many = [exhibit(tmp_path / f"X{number}.pdf", Leaf(text(f"Number {number}"))) for number in range(300)]
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (100, before[1]))
    try:
        assemble([parts[0], parts[1], *many, parts[2]], (), TITLE, tmp_path / "packet.pdf")
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)
    found = words(tmp_path / "packet.pdf")
    assert len(found) == 305
    assert "Number 299" in found[303]
    assert found[303].endswith("X299, 1 of 1 304")


def test_numbers_that_are_not_simply_counted(parts: list[Part], tmp_path: Path) -> None:
    numbered = [
        replace(parts[0], numbers=("7",)),
        replace(parts[1], numbers=("8", "8.1", "8.2"), bates=("A8", "A8.1", "A8.2")),
        replace(parts[2], numbers=("11",)),
    ]
    assemble(numbered, HEADINGS, TITLE, tmp_path / "packet.pdf")
    found = words(tmp_path / "packet.pdf")
    assert all({n, f"A{n}"} <= set(line.split()) for n, line in zip(("8", "8.1", "8.2"), found[1:4], strict=True))
    with pikepdf.open(tmp_path / "packet.pdf") as pdf:
        labels: list[Any] = [page.label for page in pdf.pages]
        assert labels == ["7", "8", "8.1", "8.2", "11"]


def test_what_stands_elsewhere_is_no_link(parts: list[Part], tmp_path: Path) -> None:
    assemble([parts[0], parts[2]], (), TITLE, tmp_path / "packet.pdf", elsewhere={"E01"})
    with pikepdf.open(tmp_path / "packet.pdf") as pdf:
        assert landings(pdf, 1) == [1, 2]
        assert landings(pdf, 2) == []
        assert [spoken(pdf, number) for number in (1, 2)] == [["page 1", "page 2"], ["https://a.example/"]]
        assert tied(pdf) == sum(len(page.get("/Annots", [])) for page in pdf.pages)
        roles = [str(each.S) for each in pdf.objects if isinstance(each, Dictionary) and "/S" in each and "/P" in each]
        assert roles.count("/Link") == 3
        assert [found.partition(": ")[2] for found in active_content(pdf)] == ["URI"]


def test_an_exhibit_may_come_first(parts: list[Part], tmp_path: Path) -> None:
    assemble([parts[1], parts[2]], (), TITLE, tmp_path / "packet.pdf")
    with pikepdf.open(tmp_path / "packet.pdf") as pdf:
        parents = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)
        assert int(pdf.pages[3].obj.StructParents) in parents
        assert pdf.Root.MarkInfo.Marked
    assemble([parts[1]], (), TITLE, tmp_path / "alone.pdf")
    with pikepdf.open(tmp_path / "alone.pdf") as pdf:
        assert "/StructTreeRoot" not in pdf.Root


def test_the_letters_of_stamps_are_kept(parts: list[Part], tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    for name in ("a.pdf", "b.pdf"):
        assemble(parts, HEADINGS, TITLE, tmp_path / name, kept=tmp_path / "kept")
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()
    (tmp_path / "kept/stamps.json").write_text('{"of": 1}')
    assemble(parts, HEADINGS, TITLE, tmp_path / "c.pdf", kept=tmp_path / "kept")
    assert (tmp_path / "c.pdf").read_bytes() == (tmp_path / "a.pdf").read_bytes()
