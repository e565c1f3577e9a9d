"""A sheet as the HTML of an e-mail: the page's words, styles beside their tags, nothing from outside."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from casefile.render import html, mail
from casefile.render.sheet import Sheet
from tests.render.letters import letter

NAMES = {"payment": "abc@casefile.invalid"}
HOSTILE = (
    '<script>alert(1)</script>" onload="x\' style="x:url(https://e.example)" <img src="asset:payment"> & {{ 7*7 }}'
)


class Reader(HTMLParser):
    """What a browser finds: the words, and the tags with their attributes."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.text: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(markup)

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def seen(markup: str) -> tuple[list[str], list[tuple[str, dict[str, str | None]]]]:
    read = Reader(markup)
    return " ".join(read.text).split(), read.tags


def drawn(sheet: Sheet) -> str:
    return mail.draw(sheet, NAMES)


def test_it_says_what_the_page_says() -> None:
    page, _ = seen(html.body(letter().body, letter().assets))
    message, _ = seen(drawn(letter()).partition("<body")[2].partition(">")[2])
    assert message[: len(page)] == page
    assert "IBAN GB33" in " ".join(message[len(page) :])


def test_nothing_is_fetched_and_no_class_is_left() -> None:
    text = drawn(letter())
    _, tags = seen(text)
    assert "class=" not in text
    assert "asset:" not in text
    assert not {tag for tag, _ in tags} & {"style", "script", "link", "iframe"}
    sources = [attributes["src"] for _, attributes in tags if "src" in attributes]
    assert sources == ["cid:abc@casefile.invalid"]
    assert "url(" not in text


def test_every_paragraph_and_cell_is_dressed() -> None:
    _, tags = seen(drawn(letter()))
    assert all(attributes.get("style") for tag, attributes in tags if tag in {"p", "td", "th", "table", "li"})
    heads = [attributes["style"] or "" for tag, attributes in tags if tag == "th"]
    assert "border-bottom:1px" in heads[0]
    assert "border" not in heads[-1], "facts have no rules"
    rows = [attributes.get("style") for tag, attributes in tags if tag == "tr"]
    assert rows.count("font-weight:bold") == 1
    (picture,) = [attributes for tag, attributes in tags if tag == "img"]
    assert (picture["alt"], picture["width"]) == ("Scan to pay", "106")


def test_language_and_title() -> None:
    text = drawn(letter(language="de"))
    assert '<html lang="de-DE">' in text
    assert "<title>Invoice 2026-0117: payment reminder</title>" in text


def test_values_are_text() -> None:
    text = drawn(letter("---\nsubject: \"{{ v }}\"\n---\n{{ v }} [{{ v }}](https://e.example/{{ v }})\n\n| {{ v }} |\n|---|\n", v=HOSTILE))  # fmt: skip
    words, tags = seen(text)
    assert not {tag for tag, _ in tags} & {"script", "img"}
    assert not [attributes for _, attributes in tags if "onload" in attributes]
    assert not re.search(r"<(script|img)", text)
    assert " ".join(words).count("<script>alert(1)</script>") >= 4
