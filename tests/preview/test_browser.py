"""The page in a real browser: it follows saves in place, says what is wrong, and takes nobody's text for markup."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
from PIL import Image
from playwright.sync_api import Page

from tests.browser import browser, show, until
from tests.cli.conftest import FOLDER
from tests.preview.conftest import LETTER, PLEASE, Preview, Start

LOADED = "[...document.images].length > 0 && [...document.images].every(i => i.complete && i.naturalWidth > 0)"

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def tab() -> Iterator[Page]:
    with browser() as opened:
        yield opened


def rendering(number: int) -> str:
    """Whether that rendering stands on the page."""
    return f"document.body && document.body.dataset.number == {number}"


def shown(tab: Page, preview: Preview, width: int = 1440, height: int = 900, *, dark: bool = False) -> None:
    show(tab, preview.url, width, height, dark=dark)
    until(tab, f"{rendering(1)} && {LOADED}")


def test_a_save_is_shown_where_one_was_reading(tab: Page, start: Start) -> None:
    preview = start()
    preview.listener.wait()
    letter = (preview.root / LETTER).read_text(encoding="utf-8")
    preview.put(LETTER, f"{letter}\n\n::: page-break\n:::\n\nThe second page.\n".encode())
    assert len(preview.listener.wait()["pages"]) == 2
    show(tab, preview.url, 1000, 700)
    until(tab, f"{rendering(2)} && {LOADED} && document.images.length == 2")
    tab.evaluate("scrollTo(0, 600); window.first = document.images[0]; window.before = first.src")
    preview.save(LETTER, (PLEASE, "Kindly pay"))
    until(tab, f"{rendering(3)} && {LOADED} && first.src != before")
    assert tab.evaluate("[scrollY, first.isConnected, document.images.length]") == [600, True, 2]
    assert tab.evaluate("document.title") == "reminder-first.en – 2026-014-northwind"
    assert tab.evaluate("document.images[1].alt") == "Page 2 of 2: Invoice INV-1043: reminder"
    assert "2 pages in " in tab.evaluate("document.querySelector('[role=status]').textContent")


def test_an_error_stands_over_the_last_pages_and_goes_again(tab: Page, start: Start) -> None:
    preview = start()
    preview.listener.wait()
    shown(tab, preview)
    preview.save(LETTER, ("{{ pay_by }}", "{{ pay_bye }}"))
    until(tab, rendering(2))
    assert tab.evaluate("document.title") == "✗ 1 problem – reminder-first.en – 2026-014-northwind"
    told = tab.evaluate("document.getElementById('problems').innerText")
    for words in (
        "these are the last pages",
        "templates/en/reminder.md:",
        "there is no 'pay_bye' here",
        "did you mean",
    ):
        assert words in told
    assert tab.evaluate(LOADED)
    preview.save(LETTER, ("{{ pay_bye }}", "{{ pay_by }}"))
    until(tab, rendering(3))
    assert tab.evaluate("getComputedStyle(document.getElementById('problems')).display") == "none"
    assert tab.evaluate("document.title") == "reminder-first.en – 2026-014-northwind"


def test_text_is_never_markup(tab: Page, start: Start) -> None:
    preview = start()
    preview.listener.wait()
    shown(tab, preview)
    preview.save(LETTER, ("{{ pay_by }}", "{{ exhibit('<img src=x onerror=alert(1)>') }}"))
    until(tab, rendering(2))
    assert "<img src=x onerror=alert(1)>" in tab.evaluate("document.getElementById('list').textContent")
    assert tab.evaluate("document.querySelectorAll('#list img, #list script').length") == 0


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [320, 390, 900, 1440])
def test_nothing_sticks_out_at_any_width(width: int, dark: bool, tab: Page, start: Start) -> None:
    preview = start({f"{FOLDER}/payments.yaml": "- date: 2026-05-06\n"})
    preview.listener.wait()
    show(tab, preview.url, width, 700, dark=dark)
    until(tab, rendering(1))
    assert tab.evaluate("document.getElementById('problems-head').textContent").endswith("nothing could be drawn yet")
    preview.put(f"{FOLDER}/payments.yaml", b"- date: 2026-05-06\n  amount: 1000.00\n")
    until(tab, f"{rendering(2)} && {LOADED}")
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    assert tab.evaluate("document.images[0].getBoundingClientRect().width") <= min(width, 794)
    with Image.open(io.BytesIO(tab.screenshot())) as picture:
        desk = picture.convert("L").getpixel((2, 690))
        assert isinstance(desk, int)
        assert (desk < 64) == dark


def test_keys_reach_everything(tab: Page, start: Start) -> None:
    preview = start()
    preview.listener.wait()
    shown(tab, preview, 1000, 500)
    tab.keyboard.press("PageDown")
    until(tab, "scrollY > 100")
    preview.save(LETTER, ("{{ pay_by }}", "{{ pay_bye }}"))
    until(tab, rendering(2))
    reached = []
    for _ in range(3):
        tab.keyboard.press("Tab")
        reached.append(tab.evaluate("document.activeElement.textContent.trim().split('\\n')[0]"))
    assert reached[:2] == ["PDF", "Word"]
    assert tab.evaluate("document.activeElement.id") == "problems"


def test_the_page_breaks_no_rule_of_its_own_policy(tab: Page, start: Start) -> None:
    preview = start()
    preview.listener.wait()
    shown(tab, preview)
    assert tab.evaluate("wrong") == []


def test_it_says_when_the_preview_has_ended(tab: Page, start: Start) -> None:
    preview = start()
    preview.listener.wait()
    shown(tab, preview)
    preview.screen.turn_off()
    until(tab, "document.title.startsWith('(ended) ')")
    assert "Start it again" in tab.evaluate("document.querySelector('[role=status]').textContent")
