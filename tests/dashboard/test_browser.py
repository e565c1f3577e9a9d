"""The dashboard in a real browser: from the disk, by keyboard, on a telephone, in the dark, on paper, without scripts;
with a thousand cases at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page

from casefile.dashboard import site
from tests.browser import browser, show, spoken, until
from tests.cli.conftest import CASE
from tests.cli.conftest import northwind as northwind
from tests.dashboard.test_site import NASTY, made, portfolio, rename

pytestmark = pytest.mark.slow

# For every text that is seen: how far it stands out from what is behind it (WCAG 2.2, 1.4.3), where that is not enough.
_PALE = """(() => {
  const rgb = (text) => text.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((c) => c / 255).map((c) => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
    .reduce((sum, c, at) => sum + c * [0.2126, 0.7152, 0.0722][at], 0);
  const behind = (element) => { for (; element; element = element.parentElement) {
    const found = rgb(getComputedStyle(element).backgroundColor); if (found[3] !== 0) return found; } return [255, 255, 255]; };
  const pale = [];
  for (const element of document.querySelectorAll("body *")) {
    const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    const style = getComputedStyle(element), ink = rgb(style.color);
    if (!own || !element.checkVisibility() || element.closest(".b, svg") || ink[3] === 0) continue;
    const [one, other] = [light(ink), light(behind(element))].sort((a, b) => b - a);
    const large = parseFloat(style.fontSize) >= 24 || (parseFloat(style.fontSize) >= 18.66 && style.fontWeight >= 700);
    if ((one + 0.05) / (other + 0.05) < (large ? 3 : 4.5)) pale.push(element.className + element.tagName + element.textContent);
  }
  return pale;
})()"""


@pytest.fixture
def tab() -> Iterator[Page]:
    """A browser's page that keeps what goes wrong in it."""
    with browser() as opened:
        yield opened


@pytest.fixture
def folder(northwind: Path) -> Path:
    """The site of three cases."""
    for number, name in ((15, "Łódź Ćma Żółw"), (16, NASTY)):
        other = northwind / f"cases/2026-0{number}-more"
        _copied(northwind / "cases" / CASE, other, CASE, name)
    return made(northwind)[1]


def _copied(case: Path, other: Path, old: str, name: str) -> None:
    import shutil

    shutil.copytree(case, other)
    file = other / "case.yaml"
    file.write_text(file.read_text().replace(old, other.name, 1))
    rename(other.parents[1], name) if other.name == old else _called(file, name)


def _called(file: Path, name: str) -> None:
    quoted = '"' + name.replace('"', '\\"').replace("\u202e", "\\u202e") + '"'
    file.write_text(file.read_text().replace("name: Northwind Trading GmbH", f"name: {quoted}"))


def opened(tab: Page, file: Path, width: int = 1280, *, dark: bool = False, query: str = "") -> None:
    """Open a page in a window of that width."""
    show(tab, f"{file.as_uri()}{query}", width, dark=dark)
    until(tab, "document.readyState === 'complete' && document.querySelector('footer') !== null")


def pages(folder: Path) -> tuple[Path, Path]:
    """The first page, and a case's."""
    return folder / "index.html", folder / f"cases/{CASE}.html"


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_runs_off_the_screen_and_all_can_be_read(tab: Page, folder: Path, width: int, dark: bool) -> None:
    for page in pages(folder):
        opened(tab, page, width, dark=dark)
        assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert tab.evaluate("[...document.querySelectorAll('.wide')].every(e => e.scrollWidth <= e.clientWidth)")
        assert tab.evaluate(_PALE) == []
        ground = tab.evaluate("getComputedStyle(document.documentElement).backgroundColor")
        assert (ground == "rgb(19, 20, 23)") == dark
        assert tab.evaluate("wrong") == []


def test_search_folds_accents_and_says_how_many(tab: Page, folder: Path) -> None:
    opened(tab, folder / "index.html")
    tab.evaluate("document.getElementById('q').focus()")
    rows = "[...document.querySelectorAll('.cases tbody tr')].filter(r => r.checkVisibility()).length"
    assert tab.evaluate(rows) == 3
    tab.keyboard.insert_text("LODZ cma")
    assert tab.evaluate(rows) == 1
    assert tab.evaluate("document.getElementById('status').textContent") == "1 of 3 cases"
    assert tab.evaluate("document.querySelector('.cases tbody tr:not([hidden]) bdi').textContent") == "Łódź Ćma Żółw"
    tab.evaluate("(q.value = '<script>', q.dispatchEvent(new Event('input')))")
    assert tab.evaluate(rows) == 1
    tab.evaluate("(q.value = '', state.selectedIndex = 1, state.dispatchEvent(new Event('change')))")
    assert tab.evaluate(rows) == 3
    assert tab.evaluate("document.images.length + document.scripts.length") == 1
    assert tab.evaluate("wrong") == []


def test_a_search_is_kept_in_the_address(tab: Page, folder: Path) -> None:
    opened(tab, folder / "index.html", query="#q=zolw")
    assert tab.evaluate("document.getElementById('status').textContent") == "1 of 3 cases"


def test_columns_are_sorted_by_buttons(tab: Page, folder: Path) -> None:
    opened(tab, folder / "index.html")
    order = "[...document.querySelectorAll('.cases tbody bdi')].map(e => e.textContent[0])"
    state = "[...document.querySelectorAll('.cases thead th')].map(e => e.getAttribute('aria-sort') ?? '')"
    assert tab.evaluate(state) == ["", "", "descending", "", ""]
    button = "document.querySelector('.cases thead button')"
    tab.evaluate(f"{button}.click()")
    assert (tab.evaluate(order), tab.evaluate(state)[0]) == (['"', "Ł", "N"], "ascending")
    tab.evaluate(f"{button}.click()")
    assert (tab.evaluate(order), tab.evaluate(state)[0]) == (["N", "Ł", '"'], "descending")
    assert tab.evaluate(f"{button}.tagName + {button}.type") == "BUTTONbutton"


def test_by_keyboard_everything_is_reached_and_seen(tab: Page, folder: Path) -> None:
    opened(tab, folder / "index.html")
    reached = []
    for _ in range(60):
        tab.keyboard.press("Tab")
        found = tab.evaluate(
            "(() => { const e = document.activeElement, s = getComputedStyle(e); return e === document.body ? null :"
            " [e.id || e.getAttribute('href') || e.textContent, s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2]; })()"
        )
        if found is None:
            break
        reached.append(found)
    names = [name for name, _ in reached]
    assert names[0] == "#main", "the first is the way past the head"
    assert {"q", "state", "Debtor", f"cases/{CASE}.html"} <= set(names)
    assert [name for name, seen in reached if not seen] == []


def test_a_screen_reader_has_landmarks_names_and_tables(tab: Page, folder: Path) -> None:
    for page in pages(folder):
        opened(tab, page)
        nodes = spoken(tab)
        roles = [node["role"]["value"] for node in nodes]
        assert {"main", "banner", "navigation", "contentinfo", "region", "table", "rowheader", "columnheader"} <= set(
            roles
        )
        named = ("link", "button", "table", "img", "region", "textbox", "searchbox", "combobox", "image")
        unnamed = [n for n in nodes if n["role"]["value"] in named and not n.get("name", {}).get("value")]
        assert unnamed == []
        if page.name == "index.html":
            assert {"search", "searchbox", "status", "combobox"} <= set(roles)
            assert roles.count("img") + roles.count("image") >= 2


def test_without_scripts_everything_is_there(folder: Path) -> None:
    with browser(scripts=False) as tab:
        opened(tab, folder / "index.html")
        assert tab.evaluate("document.querySelectorAll('.cases tbody tr').length") == 3
        assert not tab.evaluate("document.getElementById('find').checkVisibility()")
        assert tab.evaluate("document.querySelector('.cases thead').textContent") == "DebtorOwedOverdueStateNext step"


def test_on_paper_the_tools_are_gone(tab: Page, folder: Path) -> None:
    opened(tab, folder / "index.html")
    tab.emulate_media(media="print")
    assert not tab.evaluate("document.getElementById('find').checkVisibility()")
    assert tab.evaluate("document.querySelector('.cases').checkVisibility()")
    assert tab.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"


def test_what_a_link_leads_to_is_there_at_once(tab: Page, folder: Path) -> None:
    opened(tab, folder / "index.html", 360)
    top = "document.getElementById('cases').getBoundingClientRect().top"
    assert tab.evaluate(f"(document.querySelector('.contents a[href=\"#cases\"]').click(), {top})") < 100


@pytest.mark.parametrize("width", [360, 1280])
def test_the_ring_round_what_has_the_focus_covers_no_words(tab: Page, folder: Path, width: int) -> None:
    opened(tab, folder / "index.html", width)
    for name in ("q", "state"):
        tab.evaluate(f"document.getElementById('{name}').focus()")
        tab.keyboard.press("Shift")  # the ring is for the keyboard
        gap = tab.evaluate(
            f"(() => {{ const e = document.getElementById('{name}'), s = getComputedStyle(e);"
            " return e.getBoundingClientRect().top - parseFloat(s.outlineWidth) - parseFloat(s.outlineOffset)"
            " - document.querySelector(`label[for=${e.id}]`).getBoundingClientRect().bottom; })()"
        )
        assert gap >= 0


def test_links_lead_to_the_case_and_back(tab: Page, folder: Path) -> None:
    opened(tab, folder / "index.html")
    tab.locator(f'.cases a[href*="{CASE}"]').first.click()
    tab.wait_for_url(f"**/cases/{CASE}.html")
    assert tab.locator("h1").text_content() == "Website rebuild for Northwind Trading"
    tab.locator(".back a").click()
    tab.wait_for_url("**/index.html*")


def test_a_name_without_an_end_takes_two_lines(tab: Page, northwind: Path) -> None:
    rename(northwind, "Northwind Trading " * 120)
    folder = made(northwind)[1]
    for page in pages(folder):
        opened(tab, page, 360)
        long = tab.evaluate("[...document.querySelectorAll('.long')].map(e => [e.clientHeight / parseFloat(getComputedStyle(e).lineHeight), e.title])")  # fmt: skip
        assert len(long) >= 2
        assert all(lines < 2.2 and "Northwind Trading " * 100 in title for lines, title in long), long
        assert tab.evaluate("document.documentElement.scrollHeight") < 5_000
        assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_on_paper_every_row_is_there(tab: Page, northwind: Path) -> None:
    folder = _many(northwind, 60)
    opened(tab, folder / "index.html")
    tab.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert tab.evaluate("document.querySelectorAll('.cases tbody tr[hidden]').length") == 0
    tab.evaluate("dispatchEvent(new Event('afterprint'))")
    assert tab.evaluate("document.querySelectorAll('.cases tbody tr[hidden]').length") == 10


def _many(root: Path, count: int) -> Path:
    """The site of so many cases like the one."""
    one = portfolio(root)
    (dossier,) = one.dossiers
    many = tuple(
        replace(dossier, case=replace(dossier.case, file=dossier.case.file.model_copy(update={"id": f"2026-{n:04}"})))
        for n in range(count)
    )
    folder = root / "build/dashboard"
    assert len(site.write(replace(one, dossiers=many), folder).written) == count + 3
    return folder


def test_a_thousand_cases_stay_small_and_work(tab: Page, northwind: Path) -> None:
    folder = _many(northwind, 1000)
    assert (folder / "index.html").stat().st_size < 800_000
    opened(tab, folder / "index.html", 360)
    assert tab.evaluate("document.querySelectorAll('.cases tbody tr').length") == 1000
    rows = "[...document.querySelectorAll('.cases tbody tr')].filter(r => r.checkVisibility()).length"
    assert tab.evaluate(rows) == 50
    assert tab.evaluate("document.documentElement.scrollHeight") < 20_000
    tab.evaluate("document.querySelector('.cases thead button').click()")
    assert tab.evaluate(rows) == 50
    tab.evaluate("(q.value = '2026-0777', q.dispatchEvent(new Event('input')))")
    assert tab.evaluate("document.getElementById('status').textContent") == "1 of 1000 cases"
    assert not tab.evaluate("document.querySelector('.more').checkVisibility()")
    tab.evaluate("(q.value = '2026-01', q.dispatchEvent(new Event('input')))")
    assert (tab.evaluate(rows), tab.locator(".more button").text_content()) == (50, "Show 50 more")
    tab.locator(".more button").focus()
    tab.keyboard.press("Enter")
    assert tab.evaluate(rows) == 100
    place = "[...document.querySelectorAll('.cases tbody tr')].filter(r => r.checkVisibility()).indexOf(document.activeElement.closest('tr'))"  # fmt: skip
    assert tab.evaluate(place) == 50, "the first of those that were not shown"
    tab.evaluate("(q.value = '', q.dispatchEvent(new Event('input')))")
    assert tab.evaluate(rows) == 1000
    assert tab.evaluate("wrong") == []
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
