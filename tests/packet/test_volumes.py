"""Volumes: divided between documents, numbered through, each sound by itself; and Bates numbers on top."""

from __future__ import annotations

import hashlib
import io
import re
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Stream
from PIL import Image

from casefile.case.folder import load
from casefile.case.model import Case
from casefile.case.workspace import open_workspace
from casefile.exhibits.harmless import active_content
from casefile.packet.build import Asked, Built, build
from casefile.packet.inspector.inspect import inspect
from casefile.packet.material import Material
from casefile.packet.papers import Making
from casefile.packet.plan import Item, Plan, Section, paginated
from casefile.packet.profile import Bates, Limits, profile
from casefile.packet.settle import Paper
from casefile.packet.volumes import Book, books, divided, heavier
from casefile.render.sheet import Asset, Frame, Sheet
from tests.packet.conftest import AS_OF
from tests.packet.paper import words


def noise(path: Path, size: int) -> None:
    """A PDF of one page whose picture takes this many bytes, however it is packed."""
    pdf = pikepdf.new()
    picture = Stream(pdf, hashlib.shake_256(path.name.encode()).digest(size))
    picture.Type, picture.Subtype, picture.ColorSpace = Name.XObject, Name.Image, Name.DeviceGray
    picture.Width, picture.Height, picture.BitsPerComponent = 1000, size // 1000, 8
    drawn = pdf.make_stream(b"q 400 0 0 600 90 150 cm /P Do Q")
    page = Dictionary(Type=Name.Page, MediaBox=Array([0, 0, 595, 842]), Contents=drawn,
                      Resources=Dictionary(XObject=Dictionary(P=picture)))  # fmt: skip
    pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
    pdf.save(path, deterministic_id=True)


@pytest.fixture(scope="module")
def divided_packet(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A packet of the small case with two large exhibits, one of them larger than a volume, and Bates numbers."""
    from tests.packet.conftest import _case

    root = tmp_path_factory.mktemp("volumes")
    case: Case = _case(root)
    for name, size in (("E20", 700_000), ("E21", 1_200_000)):
        noise(case.path / f"evidence/{name}.pdf", size)
        with (case.path / "evidence.yaml").open("a") as register:
            register.write(
                f"- {{id: {name}, file: evidence/{name}.pdf, title: Scan {name}, date: 2026-02-02, kind: order}}\n"
            )
    wanted = profile("attorney").model_copy(
        update={
            "limits": Limits.model_validate({"megabytes": "1"}),
            "bates": Bates.model_validate({"prefix": "HALV", "start": "100"}),
        }
    )
    return build(load(open_workspace(root), "a"), Making(AS_OF), wanted, out=root / "out", kept=root / "kept")


def labels(file: Path) -> list[str]:
    """The label of each page."""
    with pikepdf.open(file) as pdf:
        found: list[Any] = [page.label for page in pdf.pages]
        return found


def test_volumes_are_numbered_through(divided_packet: Built) -> None:
    stem = "Studio Halvorsen Ltd v Northwind Trading GmbH packet 2026-09-01"
    count = len(divided_packet.volumes)
    assert count == 4
    assert [file.name for file in divided_packet.volumes] == [f"{stem} vol {n} of 4.pdf" for n in range(1, 5)]
    assert divided_packet.bag.name == f"{stem}.zip"
    numbers = [label for file in divided_packet.volumes for label in labels(file)]
    assert numbers == [str(number) for number in range(1, divided_packet.pages + 1)]
    printed = [line.split() for file in divided_packet.volumes for line in words(file)]
    assert all(number in words for number, words in zip(numbers, printed, strict=True))
    assert all(f"HALV{int(number) + 99:06}" in words for number, words in zip(numbers, printed, strict=True))


def test_each_volume_is_told_with_its_own_pages(divided_packet: Built) -> None:
    assert divided_packet.counts == {file: len(labels(file)) for file in divided_packet.volumes}


def test_the_page_in_a_browser_leads_to_the_page_in_its_volume(divided_packet: Built) -> None:
    text = (divided_packet.pdf.parent / "index.html").read_text(encoding="utf-8")
    found = re.findall(
        r'href="([^"]*%20vol%20[^"]*\.pdf)#page=(\d+)"><span class="label">[^/]*/span>.*?p\.\xa0(\d+)<', text
    )
    files = {quote(file.name): labels(file) for file in divided_packet.volumes}
    assert {name for name, _, _ in found} == set(files)
    assert all(files[name][int(page) - 1] == number for name, page, number in found)


def test_the_index_says_which_volume_and_no_link_leaves_the_file(divided_packet: Built) -> None:
    index = words(divided_packet.volumes[0])[1]
    assert "vol. 3" in index
    assert "vol. 4" in index
    for file in divided_packet.volumes:
        with pikepdf.open(file) as pdf:
            assert active_content(pdf) == ()
            here = {page.obj.objgen for page in pdf.pages}
            goals = [link.A.D[0].objgen for page in pdf.pages for link in page.obj.get("/Annots", []) if "/A" in link]
            assert all(goal in here for goal in goals)
            assert pdf.Root.OpenAction[0].objgen == pdf.pages[0].objgen


def test_outline_title_and_tags_of_each(divided_packet: Built) -> None:
    lines = []
    for file in divided_packet.volumes:
        with pikepdf.open(file) as pdf, pdf.open_outline() as outline:
            pages: list[Any] = [page.obj.objgen for page in pdf.pages]
            for top in outline.root:
                for line in (top, *top.children):
                    goal: Any = line.destination
                    lines.append((line.title.replace("\xa0", " "), labels(file)[pages.index(goal[0].objgen)]))
            assert str(pdf.docinfo["/Title"]).endswith(f"of {len(divided_packet.volumes)})")
    assert all(title.endswith(f"p. {page}") for title, page in lines)
    assert [title.partition(" ")[0] for title, _ in lines].count("Certificate") == 1
    with pikepdf.open(divided_packet.volumes[-1]) as pdf:
        assert pdf.Root.MarkInfo.Marked
        tagged = [number for number, page in enumerate(pdf.pages) if "/StructParents" in page.obj]
        parents = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)
        assert tagged
        assert all(int(pdf.pages[number].obj.StructParents) in parents for number in tagged)


def test_a_document_larger_than_the_limit_is_told(divided_packet: Built) -> None:
    (told,) = divided_packet.warnings
    size = divided_packet.volumes[2].stat().st_size / 1_000_000
    assert told.message.partition(" packet ")[2] == (
        f"2026-09-01 vol 3 of 4.pdf: 'E21 Scan E21' alone takes {size:.2f} MB; 1 MB at most"
    )
    assert told.hint == "a document is never divided: take it in as several files, or ask the court how to hand it in"


def test_measured_anew_what_is_too_large_is_divided_and_what_stands_alone_is_not() -> None:
    items = plan(cover=1, E1=2, E2=3).items
    sizes = {"E1": 500_000, "E2": 300_000}
    both, alone = Book("vol 1.pdf", items), Book("vol 2.pdf", items[1:2])
    assert heavier({both: 999_999, alone: 1_000_001}, sizes, 1, {}) == {}
    found = heavier({both: 1_000_001}, sizes, 1, {})
    assert [item.volume for item in divided(plan(cover=1, E1=2, E2=3), sizes, 1).items] == [0, 0, 0]
    assert [item.volume for item in divided(plan(cover=1, E1=2, E2=3), sizes, 1, found).items] == [1, 1, 2]
    assert heavier({both: 10**9}, sizes, None, {}) == {}


@pytest.mark.parametrize("secret", ["", "correct horse battery staple"])
def test_no_volume_of_several_documents_is_over_the_limit(case: Case, tmp_path: Path, secret: str) -> None:
    limits = Limits.model_validate({"megabytes": "1", "dpi": "150"})
    wanted = profile("attorney").model_copy(update={"limits": limits, "slips": True})
    stream = io.BytesIO()
    Image.frombytes("RGB", (440, 440), hashlib.shake_256(b"logo").digest(440 * 440 * 3)).save(stream, "PNG")
    making = Making(AS_OF, logo=Asset("image/png", stream.getvalue(), "Halvorsen", 30))  # heavier than papers are
    found = build(case, making, wanted, out=tmp_path / "out", kept=tmp_path / "kept", asked=Asked(secret=secret))
    assert len(found.volumes) > 1
    assert max(file.stat().st_size for file in found.volumes) <= 1_000_000
    assert not [problem for problem in found.warnings if problem.rule == "size"]
    assert sorted(file.name for file in found.pdf.parent.glob("*.pdf")) == [file.name for file in found.volumes]


def plan(**counts: int) -> Plan:
    """A plan of a cover and exhibits."""
    exhibits = tuple(Item(key, key, key) for key in counts if key.startswith("E"))
    return paginated(Plan((Item("cover", "Cover"),), (Section("A", "All", exhibits),), ()), counts)


@pytest.mark.parametrize(
    ("sizes", "expected"),
    [
        ({"E1": 400_000, "E2": 100_000}, [0, 0, 0]),
        ({"E1": 500_000, "E2": 400_000}, [1, 1, 2]),
        ({"E1": 5_000_000, "E2": 1000}, [1, 2, 3]),
    ],
)
def test_where_it_is_divided(sizes: dict[str, int], expected: list[int]) -> None:
    found = divided(plan(cover=1, E1=2, E2=3), sizes, 1)
    assert [item.volume for item in found.items] == expected
    assert [item.first for book in books(found, "a.pdf") for item in book.items] == [1, 2, 4]


def test_a_plan_that_was_divided_and_fits_after_all_is_one_file() -> None:
    guessed = divided(plan(cover=8888, E1=2), {"E1": 500_000}, 5)
    assert [item.volume for item in guessed.items] == [1, 2]
    again = divided(paginated(guessed, {"cover": 1, "E1": 2}), {"E1": 500_000}, 5)
    assert [book.name for book in books(again, "a.pdf")] == ["a.pdf"]


def test_slip_sheets_count_where_it_is_divided(tmp_path: Path) -> None:
    files = [tmp_path / name for name in ("copy.pdf", "slip.pdf")]
    for file, size in zip(files, (700, 300), strict=True):
        file.write_bytes(b"x" * size)
    sheet = Sheet("en", "", "letter", Frame(), (), AS_OF)
    papers = [Paper(sheet, file, "", 1) for file in files]
    assert Material({}, {"C01": papers[0]}, {"C01": papers[1]}).sizes == {"C01": 1000}


def test_each_is_sound_by_itself(divided_packet: Built) -> None:
    chosen = profile("attorney")
    for file in divided_packet.volumes:
        assert [rule.rule for rule in inspect(file, chosen) if not rule.ok and rule.rule != "text"] == []


def test_without_a_limit_it_is_one_file() -> None:
    found = divided(plan(cover=1, E1=2), {"E1": 10**10}, None)
    assert [book.name for book in books(found, "a.pdf")] == ["a.pdf"]
