"""The packet's page in a real browser: index and search, by keyboard, from the disk, asking for nothing; and its words."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pikepdf
import pypdfium2
import pytest
from playwright.sync_api import Page

from casefile.packet.beside.browse import Bundle, Told, Volume, page, searched, words
from casefile.packet.inspector.leaf import read
from casefile.packet.plan import Item, Plan, Section
from tests.browser import browser, show, spoken, until
from tests.exhibits.conftest import page_pdf
from tests.packet.conftest import Finished

LANGUAGES = ("en", "fr", "de", "pl", "ru")
NASTY = "</script><img src=x onerror=alert(1)> & \u2028 “quoted”"


def item(key: str, title: str, first: int, count: int = 1, **more: Any) -> Item:
    """A document of a plan."""
    return Item(key, title, key if key.startswith("E") else "", mark=key, first=first, count=count, **more)


def bundle(**changes: Any) -> Bundle:
    """A small packet, described."""
    front = (item("cover", "Cover", 1),)
    exhibits = (item("E01", NASTY, 2, 2, native="E01 50% #1.pdf"), item("E02", "Web page", 4, native="E02.html"))
    plan = Plan(front, (Section("A", "Contract", exhibits),), (item("certificate", "Certificate", 5),))
    read = ("Cover of Müßig", f"first {NASTY}", "second page, Crème brûlée", "third", "last")
    made = Bundle("A v B", "en", plan, (Volume("A v B #1.pdf"),), read, (Told("1 May 2026", NASTY, ("E01", "E99")),))
    return replace(made, **changes)


class Links(HTMLParser):
    """Every link of a page, and every place that could ask for something."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.asks: list[tuple[str, str]] = []
        self.tags: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        found = {name: value or "" for name, value in attrs}
        if tag == "a":
            self.links.append(unquote(found["href"]))
        self.asks += [(tag, value) for name, value in found.items() if name in ("src", "action", "data", "poster")]


def test_titles_are_text_and_links_lead_to_pages() -> None:
    text = page(bundle()).decode()
    read = Links(text)
    assert read.links == [
        "#search", "A v B #1.pdf#page=1", "A v B #1.pdf#page=2", "natives/E01 50% #1.pdf", "A v B #1.pdf#page=4",
        "A v B #1.pdf#page=5", "A v B #1.pdf#page=2",
    ]  # fmt: skip
    assert read.asks == []
    assert "img" not in read.tags
    assert read.tags.count("script") == 2
    assert "natives/E02.html" in text, "a web page among the natives is named"


def test_a_printed_contact_is_called_by_its_section() -> None:
    note = replace(item("C01", "E-mail", 2), mark="F, 15\u00a0Apr\u00a02026")
    plan = Plan((), (Section("F", "Correspondence", (note,)),), ())
    assert '<span class="label">F</span><span class="title">E-mail</span>' in page(bundle(plan=plan)).decode()


def test_pages_of_several_files() -> None:
    found = Links(page(bundle(volumes=(Volume("1.pdf"), Volume("2.pdf", 4)))).decode()).links
    assert found[1:] == [
        "1.pdf#page=1",
        "1.pdf#page=2",
        "natives/E01 50% #1.pdf",
        "2.pdf#page=1",
        "2.pdf#page=2",
        "1.pdf#page=2",
    ]


def test_numbers_are_those_that_the_pages_bear() -> None:
    late = Section("", "Late additions", (item("E03", "Found", 6, 2, numbers=("5.1", "5.2")),), late=True)
    found = bundle()
    found = replace(
        found, plan=replace(found.plan, sections=(*found.plan.sections, late)), texts=(*found.texts, "", "")
    )
    text = page(found).decode()
    assert re.findall(r'<span class="page">p\.\xa0([^<]*)</span>', text) == ["1", "2", "4", "5", "5.1"]
    assert re.search(
        '"numbers": ?' + re.escape(json.dumps([*map(str, range(1, 6)), "5.1", "5.2"])).replace(r",\ ", ", ?"), text
    )
    assert re.findall("<h3>([^<]*)</h3>", text) == ["Our papers", "A Contract", "Our papers", "Late additions"]


def test_what_is_searched_is_what_the_pages_say() -> None:
    text = page(bundle()).decode()
    held = re.search(r'id="pages">(.*?)</script>', text, re.DOTALL)
    assert held
    assert json.loads(held[1])["pages"] == list(bundle().texts)
    assert "<" not in held[1]


def test_words_outside_the_page_are_not_searched(tmp_path: Path) -> None:
    page_pdf(tmp_path / "a.pdf", entries={"CropBox": pikepdf.Array([0, 0, 612, 300])})
    leaf = read(pypdfium2.PdfDocument(tmp_path / "a.pdf"), 1, 1.0, "1")
    assert leaf.text
    assert not searched(leaf.shown)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_its_words(language: str) -> None:
    text = page(bundle(language=language, is_ours=True)).decode()
    assert f'<html lang="{language}">' in text
    assert words(language).privileged in text
    assert "{" not in text.partition("<body>")[2].partition("<script")[0]


def test_the_packet_has_it_with_every_page(finished: Finished) -> None:
    folder = finished.built.pdf.parent
    text = (folder / "index.html").read_text(encoding="utf-8")
    links = [link for link in Links(text).links if not link.startswith("#")]
    with pikepdf.open(finished.built.pdf) as pdf:
        pages = len(pdf.pages)
    for link in links:
        name, _, number = link.partition("#page=")
        assert (folder / name).is_file()
        assert not number or 1 <= int(number) <= pages
    held = re.search(r'id="pages">(.*?)</script>', text, re.DOTALL)
    assert held
    assert json.loads(held[1])["pages"] == [
        searched(leaf.get_textpage().get_text_bounded()) for leaf in pypdfium2.PdfDocument(finished.built.pdf)
    ]
    assert "Please pay *INV-1*." in text


def test_a_thousand_pages_stay_small() -> None:
    exhibits = tuple(item(f"E{number:02}", "Exhibit", number * 16 + 1, 16) for number in range(63))
    large = Bundle(
        "A v B", "en", Plan((), (Section("A", "All", exhibits),), ()), (Volume("a.pdf"),), ("word " * 500,) * 1008
    )
    assert len(page(large)) < 4_000_000


@pytest.fixture
def tab() -> Iterator[Page]:
    """A browser's page that keeps what goes wrong in it."""
    with browser() as opened:
        yield opened


_FOCUSED = "document.activeElement.getAttribute('href') || document.activeElement.id"


def _page(pdf: Path, words: str) -> int:
    """The first page, from 1, that has these words."""
    with pypdfium2.PdfDocument(pdf) as document:
        texts = [" ".join(page.get_textpage().get_text_range().split()) for page in document]
    return next(number for number, text in enumerate(texts, 1) if words in text)


def opened(tab: Page, file: Path, query: str = "", width: int = 1280, *, dark: bool = False) -> None:
    """Open the page in a window of that width."""
    show(tab, f"{file.as_uri()}{query}", width, dark=dark)
    until(tab, "document.readyState === 'complete' && document.querySelector('#form') !== null")


@pytest.mark.slow
def test_search_by_keyboard(tab: Page, finished: Finished) -> None:
    opened(tab, finished.built.pdf.parent / "index.html")
    assert tab.evaluate("document.getElementById('all').checkVisibility()")
    tab.keyboard.press("/")
    assert tab.evaluate(_FOCUSED) == "search"
    tab.keyboard.insert_text("rotterdam")
    assert tab.evaluate("document.getElementById('status').textContent") == words("en").nothing
    tab.keyboard.press("Escape")
    tab.keyboard.insert_text("BUILD \u201cplease")
    until(tab, "document.querySelectorAll('#hits a').length > 0")
    assert not tab.evaluate("document.getElementById('all').checkVisibility()")
    assert tab.evaluate("[...document.querySelectorAll('#hits mark')].map(e => e.textContent.toLowerCase())") == [
        "please",
        "build",
    ]
    tab.keyboard.press("ArrowDown")
    link = tab.evaluate(_FOCUSED)
    assert unquote(link) == f"{finished.built.pdf.name}#page={_page(finished.built.pdf, 'Please build it')}"
    assert tab.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid", "focus is seen"
    tab.keyboard.press("ArrowUp")
    assert tab.evaluate(_FOCUSED) == "search"
    tab.keyboard.press("Escape")
    assert tab.evaluate("document.getElementById('search').value + document.getElementById('hits').textContent") == ""
    assert tab.evaluate("wrong") == []
    assert tab.evaluate("performance.getEntriesByType('resource').length") == 0, "nothing is asked for"


@pytest.mark.slow
def test_enter_opens_the_first_page_found(tab: Page, finished: Finished) -> None:
    opened(tab, finished.built.pdf.parent / "index.html")
    tab.evaluate(
        "addEventListener('click', e => { went = e.target.closest('a').getAttribute('href'); e.preventDefault(); })"
    )  # Chromium without a head has no reader for the PDF that the link opens
    tab.evaluate("document.getElementById('search').focus()")
    tab.keyboard.insert_text("Please build it")
    tab.keyboard.press("Enter")
    assert (
        unquote(tab.evaluate("went"))
        == f"{finished.built.pdf.name}#page={_page(finished.built.pdf, 'Please build it')}"
    )
    assert unquote(tab.evaluate("location.hash")) == "#q=Please build it", "going back finds the search as it was"


@pytest.mark.slow
def test_accents_and_markup(tab: Page, tmp_path: Path) -> None:
    file = tmp_path / "index.html"
    file.write_bytes(page(bundle()))
    for asked, pages in (
        ("creme BRULEE", ["p. 3"]),
        ("mussig", ["p. 1"]),
        ("müß", ["p. 1"]),
        ("<img src=x", ["p. 2", "p. 2"]),
    ):
        opened(tab, file, f"?{time.monotonic()}#q={asked}")
        found = tab.evaluate(
            "[...document.querySelectorAll('#hits .page')].map(e => e.textContent.replace('\\u00a0', ' '))"
        )
        assert found == pages, asked
    assert tab.evaluate("document.images.length") == 0
    assert tab.evaluate("wrong") == []


@pytest.mark.slow
def test_letters_that_keyboards_lack(tab: Page, tmp_path: Path) -> None:
    file = tmp_path / "index.html"
    read = ("Straße 8", "ul. Piotrkowska, Łódź", "Ærøskøbing, Đorđe", "œuvre, ﬁnal İstanbul", "МЁД, 12½")
    file.write_bytes(page(bundle(texts=read)))
    for asked, marked in (
        ("strasse", ["Straße"]),
        ("STRAẞE", ["Straße"]),
        ("s", ["S", "ß"]),
        ("lodz", ["Łódź"]),
        ("aeroskobing dorde", ["Ærøskøbing", "Đorđe"]),
        ("oeuvre final", ["œuvre", "ﬁnal"]),
        ("istanbul", ["İstanbul"]),
        ("мед", ["МЁД"]),
    ):
        opened(tab, file, f"?{time.monotonic()}#q={asked}")
        found = tab.evaluate(
            "[...document.querySelectorAll('#hits .words')].map(e => [...e.children].map(m => m.textContent))"
        )
        assert marked in found, asked
    assert tab.evaluate("wrong") == []


@pytest.mark.slow
@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_runs_off_the_screen(tab: Page, finished: Finished, width: int, dark: bool) -> None:
    for query in ("", f"?{width}#q=invoice"):
        opened(tab, finished.built.pdf.parent / "index.html", query, width, dark=dark)
        assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
    paper = tab.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    assert (paper == "rgb(23, 24, 27)") == dark


@pytest.mark.slow
def test_landmarks_and_paper(tab: Page, finished: Finished) -> None:
    opened(tab, finished.built.pdf.parent / "index.html", "#q=invoice")
    tree = spoken(tab)
    roles = {node["role"]["value"] for node in tree}
    assert {"main", "search", "searchbox", "status", "banner", "heading"} <= roles
    unnamed = [node for node in tree if node.get("role", {}).get("value") == "link" and not node["name"]["value"]]
    assert unnamed == []
    tab.emulate_media(media="print")
    assert tab.evaluate(
        "document.getElementById('all').checkVisibility() && !document.getElementById('form').checkVisibility()"
    )
