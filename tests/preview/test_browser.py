"""The page in a real browser: it follows saves in place, says what is wrong, and takes nobody's text for markup."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
from PIL import Image

from tests.cli.conftest import FOLDER
from tests.preview.browser import Tab, browser
from tests.preview.conftest import LETTER, PLEASE, Preview, Start

LOADED = "[...document.images].length > 0 && [...document.images].every(i => i.complete && i.naturalWidth > 0)"

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def tab() -> Iterator[Tab]:
    with browser() as opened:
        yield opened


def rendering(number: int) -> str:
    """Whether that rendering stands on the page."""
    return f"document.body && document.body.dataset.number == {number}"


def shown(tab: Tab, preview: Preview, width: int = 1440, height: int = 900, *, dark: bool = False) -> None:
    tab.show(preview.url, width, height, dark=dark)
    tab.wait(f"{rendering(1)} && {LOADED}")


def test_a_save_is_shown_where_one_was_reading(tab: Tab, start: Start) -> None:
    preview = start()
    preview.listener.wait()
    letter = (preview.root / LETTER).read_text(encoding="utf-8")
    preview.put(LETTER, f"{letter}\n\n::: page-break\n:::\n\nThe second page.\n".encode())
    assert len(preview.listener.wait()["pages"]) == 2
    tab.show(preview.url, 1000, 700)
    tab.wait(f"{rendering(2)} && {LOADED} && document.images.length == 2")
    tab.ask("scrollTo(0, 600); window.first = document.images[0]; window.before = first.src")
    preview.save(LETTER, (PLEASE, "Kindly pay"))
    tab.wait(f"{rendering(3)} && {LOADED} && first.src != before")
    assert tab.ask("[scrollY, first.isConnected, document.images.length]") == [600, True, 2]
    assert tab.ask("document.title") == "reminder-first.en – 2026-014-northwind"
    assert tab.ask("document.images[1].alt") == "Page 2 of 2: Invoice INV-1043: reminder"
    assert "2 pages in " in tab.ask("document.querySelector('[role=status]').textContent")


def test_an_error_stands_over_the_last_pages_and_goes_again(tab: Tab, start: Start) -> None:
    preview = start()
    preview.listener.wait()
    shown(tab, preview)
    preview.save(LETTER, ("{{ pay_by }}", "{{ pay_bye }}"))
    tab.wait(rendering(2))
    assert tab.ask("document.title") == "✗ 1 problem – reminder-first.en – 2026-014-northwind"
    told = tab.ask("document.getElementById('problems').innerText")
    for words in (
        "these are the last pages",
        "templates/en/reminder.md:",
        "there is no 'pay_bye' here",
        "did you mean",
    ):
        assert words in told
    assert tab.ask(LOADED)
    preview.save(LETTER, ("{{ pay_bye }}", "{{ pay_by }}"))
    tab.wait(rendering(3))
    assert tab.ask("getComputedStyle(document.getElementById('problems')).display") == "none"
    assert tab.ask("document.title") == "reminder-first.en – 2026-014-northwind"


def test_text_is_never_markup(tab: Tab, start: Start) -> None:
    preview = start()
    preview.listener.wait()
    shown(tab, preview)
    preview.save(LETTER, ("{{ pay_by }}", "{{ exhibit('<img src=x onerror=alert(1)>') }}"))
    tab.wait(rendering(2))
    assert "<img src=x onerror=alert(1)>" in tab.ask("document.getElementById('list').textContent")
    assert tab.ask("document.querySelectorAll('#list img, #list script').length") == 0


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [320, 390, 900, 1440])
def test_nothing_sticks_out_at_any_width(width: int, dark: bool, tab: Tab, start: Start) -> None:
    preview = start({f"{FOLDER}/payments.yaml": "- date: 2026-05-06\n"})
    preview.listener.wait()
    tab.show(preview.url, width, 700, dark=dark)
    tab.wait(rendering(1))
    assert tab.ask("document.getElementById('problems-head').textContent").endswith("nothing could be drawn yet")
    preview.put(f"{FOLDER}/payments.yaml", b"- date: 2026-05-06\n  amount: 1000.00\n")
    tab.wait(f"{rendering(2)} && {LOADED}")
    assert tab.ask("document.documentElement.scrollWidth") <= width
    assert tab.ask("document.images[0].getBoundingClientRect().width") <= min(width, 794)
    with Image.open(io.BytesIO(tab.picture())) as picture:
        desk = picture.convert("L").getpixel((2, 690))
        assert isinstance(desk, int)
        assert (desk < 64) == dark


def test_keys_reach_everything(tab: Tab, start: Start) -> None:
    preview = start()
    preview.listener.wait()
    shown(tab, preview, 1000, 500)
    tab.press("PageDown")
    tab.wait("scrollY > 100")
    preview.save(LETTER, ("{{ pay_by }}", "{{ pay_bye }}"))
    tab.wait(rendering(2))
    reached = []
    for _ in range(3):
        tab.press("Tab")
        reached.append(tab.ask("document.activeElement.textContent.trim().split('\\n')[0]"))
    assert reached[:2] == ["PDF", "Word"]
    assert tab.ask("document.activeElement.id") == "problems"


def test_the_page_breaks_no_rule_of_its_own_policy(tab: Tab, start: Start) -> None:
    preview = start()
    preview.listener.wait()
    tab.call("Page.enable")
    watch = "addEventListener('securitypolicyviolation', e => (window.broken ??= []).push(e.violatedDirective + e.blockedURI))"
    added = tab.call("Page.addScriptToEvaluateOnNewDocument", source=watch)
    shown(tab, preview)
    tab.call("Page.removeScriptToEvaluateOnNewDocument", identifier=added["identifier"])
    assert tab.ask("window.broken ?? []") == []


def test_it_says_when_the_preview_has_ended(tab: Tab, start: Start) -> None:
    preview = start()
    preview.listener.wait()
    shown(tab, preview)
    preview.screen.turn_off()
    tab.wait("document.title.startsWith('(ended) ')")
    assert "Start it again" in tab.ask("document.querySelector('[role=status]').textContent")
