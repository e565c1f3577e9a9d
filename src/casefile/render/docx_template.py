"""A Word file with tags, filled by docxtpl in our sandbox: the letterhead, and templates of a workspace's own.

Values come out literally; what a template asks for and cannot have names its paragraph. Knows no block and no sheet.
"""

from __future__ import annotations

import html
import io
import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from casefile.errors import CaseError, Problem, Source
from casefile.render.sheet import Asset, Location, cited
from casefile.render.template import word_room

if TYPE_CHECKING:
    from docx.document import Document

Functions = Callable[[Any], Mapping[str, Callable[..., object]]]

_TAG = re.compile(r"<[^>]+>")
_HYPERLINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
_NARROWEST, _WIDEST = 1, 400  # millimetres; a sheet of A3 is 420 long
_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
# what is printed stands in a run's text: that run ends, something else comes, and another run takes up the text
_OUT, _IN = "</w:t></w:r>", '<w:r><w:t xml:space="preserve">'


def filled(
    content: bytes, values: Mapping[str, object], language: str, origin: str, functions: Functions = lambda _word: {}
) -> Document:
    """The file with its tags filled; `functions` are made for the file, and may be called in it.

    CaseError, naming the paragraph, for what may not be in it, is not there, or cannot be done.
    """
    from docxtpl import DocxTemplate

    from casefile.render import docx_names
    from casefile.render.docx_check import check
    from casefile.render.docx_tags import with_plain_tags
    from casefile.render.sandbox import FAILURES, Granted
    from casefile.render.sandbox_bounds import filling

    problems = check(content, origin)
    if problems:
        raise CaseError(problems)
    word = DocxTemplate(io.BytesIO(content))
    granted = {name: Granted(function, name) for name, function in functions(word).items()}
    with_plain_tags(word)
    _refuse_broken_text(word)
    try:
        with filling():
            word.render({**values, **granted}, word_room(language))
    except SyntaxError as error:  # lxml's, for XML that is not whole
        raise CaseError(_across(origin)) from error
    except FAILURES as error:
        # what is wrong with the code alone is said as it is when templates are checked
        found = docx_names.check(content, origin, language, None)
        raise CaseError(found or _problem(error, word, {**values, **granted}, origin)) from error
    return word.docx  # type: ignore[no-any-return]  # docxtpl has no types


def functions(assets: Mapping[str, Asset], locations: Mapping[str, Location], language: str) -> Functions:
    """What a workspace's own template may call: `exhibit()` and `asset()` as in Markdown, and `link()`."""

    def made(word: Any) -> Mapping[str, Callable[..., object]]:
        def exhibit(label: str, page: int | None = None) -> str:
            return cited(label, page, locations, language)

        def asset(name: str, width: float = 0) -> object:
            return _picture(word, name, width, assets)

        def link(address: str, words: str = "") -> object:
            return _link(word, address, words or address, language)

        return {"exhibit": exhibit, "asset": asset, "link": link}

    return made


def _picture(word: Any, name: str, width: float, assets: Mapping[str, Asset]) -> object:
    """A picture where a value would stand, `width` millimetres wide, else as wide as it is meant to be."""
    from docx.shared import Mm
    from markupsafe import Markup

    from casefile.render.pdf import raster
    from casefile.render.sandbox import RefusedError, suggest

    if name not in assets:
        raise RefusedError(f"there is no picture '{name}'", suggest(name, assets))
    if width and not _NARROWEST <= width <= _WIDEST:
        raise RefusedError(
            f"a picture cannot be {width} mm wide", f"write a width of {_NARROWEST} to {_WIDEST}, or none at all"
        )
    asset = raster(assets[name])
    wide = Mm(float(width) or asset.width_mm)
    shape = word.current_rendering_part.new_pic_inline(io.BytesIO(asset.content), wide, None)
    shape.docPr.set("descr", asset.alt)
    shape.docPr.set("name", name)
    drawing = f"<w:r><w:drawing>{shape.xml}</w:drawing></w:r>"
    return Markup(f"{_OUT}{drawing}{_IN}")  # noqa: S704 - Word's own XML; the words in it are attributes, set above


def _link(word: Any, address: str, words: str, language: str) -> object:
    """Words that lead to an address; the words alone where it is none to be followed."""
    from markupsafe import Markup

    if address.partition(":")[0].lower() not in _SCHEMES:
        return words
    target = word.current_rendering_part.relate_to(address, _HYPERLINK, is_external=True)
    text = word_room(language).printed_in_xml(words)
    relations = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    run = f'<w:r><w:rPr><w:u w:val="single"/></w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'
    whole = f'{_OUT}<w:hyperlink {relations} r:id="{target}">{run}</w:hyperlink>{_IN}'
    return Markup(whole)  # noqa: S704 - the words are escaped above


def _refuse_broken_text(word: Any) -> None:
    """Have filled text that is not whole refused: docxtpl would mend it, and lose words."""
    from docx.oxml import parse_xml

    mend = word.fix_tables

    def checked(text: str) -> Any:
        parse_xml(text)
        return mend(text)

    word.fix_tables = checked


def _across(origin: str) -> Problem:
    message = "a condition or a loop begins in one kind of place and ends in another"
    hint = "begin and end it in paragraphs of their own ({%p … %}), or in rows of one table ({%tr … %})"
    return Problem(message, Source(origin), hint, "template")


def _problem(error: Exception, word: Any, values: Mapping[str, object], origin: str) -> Problem:
    from casefile.render.docx_tags import on_lines
    from casefile.render.sandbox import RefusedError, lines_of, suggest

    lines = [at for file, at in lines_of(error) if file == "<template>"]
    text = on_lines(word.patch_xml(_source(word))).split("\n")
    words = _TAG.sub("", text[lines[-1] - 1]).strip() if lines and lines[-1] <= len(text) else ""
    message, hint = _said(error)
    if isinstance(error, RefusedError) and error.unknown:
        hint = suggest(error.unknown, values)
    return Problem(
        f"{message}, in the paragraph '{html.unescape(words)}'" if words else message, Source(origin), hint, "template"
    )


def _source(word: Any) -> str:
    """The text of the part that is being filled: the body, a head or a foot."""
    part = word.current_rendering_part
    body = part is None or part is word.docx.part
    return str(word.get_xml() if body else word.get_part_xml(part))


def _said(error: Exception) -> tuple[str, str]:
    from casefile.render.sandbox import RefusedError

    if isinstance(error, RefusedError):
        return error.message, error.hint
    if isinstance(error, CaseError):
        return error.problems[0].message, error.problems[0].hint
    if isinstance(error, RecursionError):
        return "the template's code goes too deep", "call nothing from within itself"
    return str(error), ""
