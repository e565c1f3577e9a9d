"""The page as one HTML file: it says what the sheet says, asks for nothing, and no value becomes markup in it."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from casefile.render import webpage
from casefile.render.sheet import Asset
from tests.browser import browser, show
from tests.render.letters import FRAME, LETTER, letter
from tests.render.pages import texts

HOSTILE = (
    '<script>alert(1)</script>" onload="x\' & {{ 7*7 }} <img src="asset:payment"> </style> </head> <body> [[content]] '
    "--> ]]> javascript:alert(1) \u202e"
)
DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 2"><script>alert(1)</script></svg>'


class Reader(HTMLParser):
    """What a browser finds: words, and tags with their attributes."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(markup)

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def test_the_file_stands_alone() -> None:
    drawn = webpage.draw(letter(frame=replace(FRAME, banner="DRAFT")))
    read = Reader(drawn)
    assert drawn.startswith("<!DOCTYPE html>\n")
    assert read.all("html") == [{"lang": "en"}]
    assert [each for each in read.all("meta") if "charset" in each] == [{"charset": "utf-8"}]
    assert any("default-src 'none'" in (each.get("content") or "") for each in read.all("meta"))
    assert any("width=device-width" in (each.get("content") or "") for each in read.all("meta"))
    (picture,) = read.all("img")
    assert (picture["src"] or "").startswith("data:image/png;base64,")
    assert picture["alt"] == "Scan to pay"
    assert not {tag for tag, _ in read.tags} & {"script", "link", "iframe", "object", "base", "form"}
    assert not re.search(r"url\(|@import|@font-face|asset:", drawn)
    assert "<title>Invoice 2026-0117: payment reminder</title>" in drawn


def test_what_stands_on_every_page_of_the_pdf_stands_here_once() -> None:
    words = " ".join("".join(Reader(webpage.draw(letter(frame=replace(FRAME, banner="DRAFT")))).words).split())
    for part in ("DRAFT", " · ".join(FRAME.details), " · ".join(FRAME.footer)):
        assert words.count(part) == 1
    bare = webpage.draw(letter(frame=replace(FRAME, details=(), footer=())))
    assert "<footer" not in bare


def test_the_paper_is_as_wide_as_in_the_senders_country() -> None:
    assert "body { max-width: 210mm; padding: 12mm 22mm 20mm 25mm }" in webpage.draw(letter())
    landscape = "---\nsubject: A\nlayout: document\npage: landscape\n---\nx"
    assert "body { max-width: 297mm;" in webpage.draw(letter(landscape))
    assert "body { max-width: 215.9mm;" in webpage.draw(letter(frame=replace(FRAME, country="US")))


def test_values_are_escaped_everywhere() -> None:
    frame = replace(
        FRAME, banner=HOSTILE, footer=(HOSTILE,), details=(HOSTILE,), sender=(HOSTILE,), recipient=(HOSTILE,),
        references=((HOSTILE, HOSTILE),), place_date=HOSTILE, contact=(HOSTILE,),
    )  # fmt: skip
    text = (
        '---\nsubject: "{{ v }}"\n---\n{{ v }} [{{ v }}](https://e.example/{{ v }}) `{{ v }}`\n\n'
        "![{{ v }}](asset:payment)\n\n| {{ v }} |\n|---|\n\n{{ v }}\n: {{ v }}\n"
    )
    read = Reader(webpage.draw(letter(text, frame=frame, v=HOSTILE)))
    assert not read.all("script")
    assert len(read.all("img")) == len(read.all("body")) == len(read.all("style")) == 1
    assert not [name for _, attributes in read.tags for name in attributes if name.startswith("on")]
    assert all((each["href"] or "").startswith("https://e.example/") for each in read.all("a"))
    assert "".join(read.words).count("<script>alert(1)</script>") >= 14


def test_a_drawing_can_run_nothing() -> None:
    sheet = replace(letter("![x](asset:payment)"), assets={"payment": Asset("image/svg+xml", DRAWING, "x", 30)})
    (picture,) = Reader(webpage.draw(sheet)).all("img")
    assert (picture["src"] or "").startswith("data:image/svg+xml;base64,"), "in an img a drawing runs no script"


@pytest.mark.slow
@pytest.mark.parametrize("width", [360, 500, 900])
def test_a_browser_shows_it_without_scrolling_sideways(width: int, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(webpage.draw(letter(invoice={"number": "X" * 90, "due": "now"})))
    with browser() as tab:
        show(tab, (tmp_path / "page.html").as_uri(), width)
        assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.slow
def test_a_browser_runs_nothing_that_got_in(tmp_path: Path) -> None:
    page = webpage.draw(letter()).replace("</body>", "<script>document.title = 'ran'</script></body>")
    (tmp_path / "page.html").write_text(page)
    with browser() as tab:
        show(tab, (tmp_path / "page.html").as_uri(), 900)
        assert tab.title() == "Invoice 2026-0117: payment reminder"
        assert any("script-src" in each for each in tab.evaluate("wrong")), "the page's own policy forbids it"


@pytest.mark.slow
def test_a_browser_prints_a_letter_with_its_foot_on_one_page(tmp_path: Path) -> None:
    short = LETTER.partition("1. First")[0]
    (tmp_path / "page.html").write_text(webpage.draw(letter(short)))
    with browser() as tab:
        show(tab, (tmp_path / "page.html").as_uri(), 900)
        tab.pdf(path=tmp_path / "page.pdf", prefer_css_page_size=True)
    (page,) = texts((tmp_path / "page.pdf").read_bytes())
    assert "Company no. 01234567" in page
