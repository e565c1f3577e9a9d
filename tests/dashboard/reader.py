"""A page of the dashboard as its readers have it: elements in order, with attributes and text."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

_VOID = {"meta", "link", "input", "br", "img"}


@dataclass
class Element:
    """One element: its tag, its attributes and all text in it."""

    tag: str
    attributes: dict[str, str]
    inside: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Its text on one line, with plain blanks."""
        return " ".join("".join(self.inside).split())


class Page(HTMLParser):
    """A parsed page; a tag that is not closed in order is an error."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.all: list[Element] = []
        self._open: list[Element] = []
        self.feed(text)
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.all.append(element)
        if tag not in _VOID and tag != "rect":
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.all.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if tag == "rect":
            return
        assert self._open[-1].tag == tag, f"</{tag}> in {self._open[-1].tag}"
        self._open.pop()

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.inside.append(data)

    def of(self, tag: str, name: str = "") -> list[Element]:
        """The elements of a tag, and of a class."""
        return [
            each
            for each in self.all
            if each.tag == tag and (not name or name in each.attributes.get("class", "").split())
        ]

    @property
    def text(self) -> str:
        """All its text."""
        return next(each for each in self.all if each.tag == "html").text

    @property
    def links(self) -> list[str]:
        """What is linked, as paths."""
        return [unquote(each.attributes["href"]) for each in self.of("a")]


def read(path: Path) -> Page:
    """The page in a file."""
    return Page(path.read_text(encoding="utf-8"))
