"""A real browser, Debian's Chromium without a head, driven by Playwright; a test skips, saying so, where there is none."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Page, sync_playwright

from tests.program import program

PATIENCE = 20.0  # seconds
# Debian's build runs without its sandbox in a container, and this one knows no other machine.
_FLAGS = ("--no-sandbox", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1")
_WATCH = """
window.wrong = [];
addEventListener("error", (event) => wrong.push(String(event.message)));
addEventListener("securitypolicyviolation", (event) => wrong.push(event.violatedDirective + event.blockedURI));
console.error = (...told) => wrong.push(told.join(" "));
"""


@contextmanager
def browser(*, scripts: bool = True) -> Iterator[Page]:
    """A page that keeps what goes wrong in it in `wrong`; with `scripts` off it runs none of its own."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program("chromium"), args=list(_FLAGS))
        context = chromium.new_context(java_script_enabled=scripts)
        context.set_default_timeout(PATIENCE * 1000)
        context.add_init_script(_WATCH)
        try:
            yield context.new_page()
        finally:
            chromium.close()


def show(page: Page, url: str, width: int, height: int = 900, *, dark: bool = False) -> None:
    """Open an address in a window of that size."""
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(color_scheme="dark" if dark else "light")
    page.goto(url)


def until(page: Page, expression: str) -> None:
    """Wait until an expression is true: asked from here, for what the page may evaluate its own policy forbids."""
    end = time.monotonic() + PATIENCE
    while not page.evaluate(expression):
        assert time.monotonic() < end, f"never came true: {expression}"
        page.wait_for_timeout(20)


def spoken(page: Page) -> list[dict[str, Any]]:
    """What a screen reader meets: the nodes of the accessibility tree, without those that it passes over."""
    nodes = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    return [node for node in nodes if not node.get("ignored")]
