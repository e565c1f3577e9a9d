"""What a Word template names that is not there, told by its paragraphs. Fills nothing.

The tags are read as docxtpl reads them: whole again where formatting has split them.
"""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from casefile.errors import Problem, Source
from casefile.render import docx_check, docx_template, template, template_types
from casefile.render.template import Template

_TAG = re.compile(r"<[^>]+>")
_PARAGRAPH = re.compile(r"<w:p([ >])")
_LONGEST = 80  # letters of a paragraph that are quoted


def check(content: bytes, origin: str, language: str, names: Mapping[str, object]) -> tuple[Problem, ...]:
    """A problem for all that keeps a Word template from being filled with `names`, each with its type."""
    known = {**names, "link": template_types.UNKNOWN}  # which only Word templates call: Markdown has links of its own
    return docx_check.check(content, origin) or tuple(dict.fromkeys(_named(content, origin, language, known)))


def _named(content: bytes, origin: str, language: str, names: Mapping[str, object]) -> Iterator[Problem]:
    for xml in _parts(content):
        text = _PARAGRAPH.sub(r"\n<w:p\1", xml)
        lines = text.split("\n")
        for problem in template.check(Template(f"{language}/word.docx", text, origin), names, language, markdown=False):
            line = problem.source.line if problem.source else 1
            yield replace(problem, message=_within(problem.message, lines[line - 1]), source=Source(origin))


def _parts(content: bytes) -> Iterator[str]:
    """The text of the body, the heads and the feet as docxtpl hands it to Jinja."""
    from docxtpl import DocxTemplate

    word = DocxTemplate(io.BytesIO(content))
    docx_template.with_plain_tags(word)
    word.init_docx()
    yield word.patch_xml(word.get_xml())
    for uri in (word.HEADER_URI, word.FOOTER_URI):
        for _, part in word.get_headers_footers(uri):
            yield word.patch_xml(word.get_part_xml(part))


def _within(message: str, xml: str) -> str:
    words = html.unescape(_TAG.sub("", xml.partition("</w:p>")[0])).strip()
    return f"{message}, in the paragraph '{words[:_LONGEST]}'" if words else message
