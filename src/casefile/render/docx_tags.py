"""How the tags of a Word file are read: as docxtpl reads them, whole again where formatting has split them.

Fills nothing, and judges nothing.
"""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterator
from typing import Any

_JINJA = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")
_PARAGRAPH = re.compile(r"<w:p([ >])")
_BETWEEN = re.compile(r"^(?:\{%[^{}]*%\})+", re.MULTILINE)
_LONGEST = 80  # letters of a paragraph that are quoted


def with_plain_tags(word: Any) -> None:
    """Have tags read as they were typed: docxtpl leaves the `&amp;` of XML in the words that a tag holds."""
    mend = word.patch_xml

    def plain(xml: str) -> str:
        return _JINJA.sub(lambda tag: tag[0].replace("&amp;", "&"), mend(xml))

    word.patch_xml = plain


def parts(content: bytes) -> Iterator[str]:
    """The text of the body, the heads and the feet as docxtpl hands it to Jinja, each paragraph on a line.

    So is each tag that stood in a paragraph of its own, which docxtpl takes away.
    """
    from docxtpl import DocxTemplate

    word = DocxTemplate(io.BytesIO(content))
    with_plain_tags(word)
    word.init_docx()
    yield _set_out(word.patch_xml(word.get_xml()))
    for uri in (word.HEADER_URI, word.FOOTER_URI):
        for _, part in word.get_headers_footers(uri):
            yield _set_out(word.patch_xml(word.get_part_xml(part)))


def on_lines(xml: str) -> str:
    """The text with each paragraph on a line of its own, as docxtpl sets it out."""
    return _PARAGRAPH.sub(r"\n<w:p\1", xml)


def _set_out(xml: str) -> str:
    return _BETWEEN.sub(
        lambda tags: tags[0].replace("%}{%", "%}\n{%") + "\n", on_lines(xml).replace("</w:p>", "</w:p>\n")
    )


def within(message: str, xml: str) -> str:
    """A message that names the paragraph which `xml` begins with, when it has words."""
    words = html.unescape(_TAG.sub("", xml.partition("</w:p>")[0])).strip()
    return f"{message}, in the paragraph '{words[:_LONGEST]}'" if words else message
