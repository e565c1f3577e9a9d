"""Where blocks are written in a Word file: before a marker or in a table cell. Knows Word and the styles, no block."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.text.paragraph import Paragraph as WordParagraph

from casefile.render.blocks import Block
from casefile.render.sheet import Asset

_ALIGN = {"left": None, "right": WD_ALIGN_PARAGRAPH.RIGHT, "center": WD_ALIGN_PARAGRAPH.CENTER}


@dataclass(frozen=True, slots=True)
class Place:
    """Where blocks go, how wide it is, how plain paragraphs look there, and who draws blocks inside blocks."""

    document: Any
    parent: Any  # the XML element the blocks become children of
    before: Any  # the child they go before, or None for the end
    width_mm: float
    assets: Mapping[str, Asset]
    draw: Callable[[Sequence[Block], Place], None]
    style: str = "Normal"
    align: str = "left"
    depth: int = 0  # of lists
    is_small: bool = False  # whether text and tables are set a size smaller
    is_form: bool = False  # whether tables have rules round their cells
    homes: frozenset[str] = frozenset()  # exhibits that a row of this document is about
    at_home: bool = False  # whether this is the first cell of such a row
    style_ids: dict[str, str | None] = field(default_factory=dict)  # of styles by name, None for the default
    set_marks: set[str] = field(default_factory=set)  # bookmarks written so far, in the whole document

    def add(self, xml: Any) -> None:
        """Put an element here, after those put before."""
        if self.before is None:
            self.parent.append(xml)
        else:
            self.before.addprevious(xml)

    def paragraph(self, style: str = "", align: str = "") -> WordParagraph:
        """A new paragraph here, in a style by name, else in the place's own."""
        xml = OxmlElement("w:p")
        self.add(xml)
        paragraph = WordParagraph(xml, self.document._body)
        style = style or self.style
        if style not in self.style_ids:  # looking a style up takes longer than writing a cell
            found = self.document.styles[style]
            self.style_ids[style] = None if found == self.document.styles.default(found.type) else found.style_id
        xml.style = self.style_ids[style]
        alignment = _ALIGN[align or self.align]
        if alignment is not None:
            paragraph.alignment = alignment
        return paragraph

    def sized(self, style: str) -> str:
        """The name of a style, of its small sister in small print."""
        return f"Small {style}" if self.is_small else style

    def written(self, write: Callable[[], None]) -> list[Any]:
        """The elements that `write` adds here."""
        known = set(self.parent)
        write()
        return [xml for xml in self.parent if xml not in known]
