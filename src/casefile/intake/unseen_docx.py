"""What stands in a Word file and is not shown: runs and rows that are marked as hidden.

A run is hidden by itself, or by its style or its paragraph's (ISO 29500-1, 17.3.2.41 and 17.7.3); a row by itself
(17.4.20).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from casefile.intake.package import Package, local

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_OFF = frozenset({"0", "false", "off"})
_STYLES = "word/styles.xml"


@dataclass(frozen=True, slots=True)
class Hiding:
    """The styles whose words are not shown, by their ids; `usual` says so of paragraphs that name no style."""

    styles: frozenset[str] = frozenset()
    usual: bool = False

    def paragraph(self, paragraph: Element) -> bool:
        """Whether a paragraph's style hides its words."""
        style = value(property_of(paragraph, "pPr", "pStyle"))
        return style in self.styles if style else self.usual

    def run(self, run: Element, *, paragraph: bool) -> bool:
        """Whether a run's words are not shown, in a paragraph whose style hides them or not."""
        own = property_of(run, "rPr", "vanish")
        if own is not None:
            return _is_on(own)
        return (value(property_of(run, "rPr", "rStyle")) in self.styles) != paragraph


def hiding(package: Package) -> Hiding:
    """The file's styles that hide words."""
    if _STYLES not in package.parts:
        return Hiding()
    styles = {value_of(each, "styleId"): each for each in package.xml(_STYLES) if local(each) == "style"}
    hidden = frozenset(name for name in styles if _hides(name, styles))
    usual = (name for name, each in styles.items() if value_of(each, "type") == "paragraph" and _is_default(each))
    return Hiding(hidden, any(name in hidden for name in usual))


def is_hidden_row(row: Element) -> bool:
    """Whether a row of a table is not shown."""
    mark = property_of(row, "trPr", "hidden")
    return mark is not None and _is_on(mark)


def property_of(element: Element, properties: str, name: str) -> Element | None:
    """One of an element's properties: `properties` is what holds them, such as rPr."""
    return next((each for held in element if local(held) == properties for each in held if local(each) == name), None)


def value(element: Element | None) -> str:
    """The value of a property; empty where it is not there or has none."""
    return "" if element is None else value_of(element, "val")


def value_of(element: Element, name: str) -> str:
    """An attribute, whatever its namespace."""
    return next((str(each) for key, each in element.items() if str(key).rpartition("}")[2] == name), "")


def _is_on(mark: Element) -> bool:
    return value(mark).casefold() not in _OFF


def _is_default(style: Element) -> bool:
    return value_of(style, "default") not in {"", *_OFF}


def _hides(name: str, styles: Mapping[str, Element]) -> bool:
    """Whether a style hides words, by itself or by what it is based on."""
    marks = (property_of(styles[each], "rPr", "vanish") for each in _line(name, styles))
    mark = next((each for each in marks if each is not None), None)
    return mark is not None and _is_on(mark)


def _line(name: str, styles: Mapping[str, Element]) -> Iterator[str]:
    """A style and those it is based on, each once: a file may say that a style is based on itself."""
    seen: set[str] = set()
    while name in styles and name not in seen:
        yield name
        seen.add(name)
        name = next((value(each) for each in styles[name] if local(each) == "basedOn"), "")
