"""A line of text in a Word paragraph: runs of one look, links, bookmarks, pictures. Knows no block but a line's."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.shared import Mm
from docx.text.paragraph import Paragraph as WordParagraph
from docx.text.run import Run as WordRun

from casefile.render.blocks import Break, Inlines, Picture, Run
from casefile.render.docx_place import Place
from casefile.render.docx_xml import bookmark, element
from casefile.render.sheet import Asset

_HYPERLINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"


def inline(content: Inlines, paragraph: WordParagraph, place: Place) -> None:
    """Write a line of text into a Word paragraph."""
    for each in content:
        match each:
            case Break():
                paragraph.add_run().add_break(WD_BREAK.LINE)
            case Picture():
                picture(each, paragraph.add_run(), place.assets)
                paragraph.paragraph_format.line_spacing = 1.0  # lines of a fixed height would cut it off
            case Run():
                _run(each, paragraph, place)


def _run(each: Run, paragraph: WordParagraph, place: Place) -> None:
    exhibit = each.href.removeprefix("exhibit:").partition("/")[0] if each.href.startswith("exhibit:") else ""
    if exhibit and place.at_home and exhibit not in place.set_marks:
        place.set_marks.add(exhibit)
        with bookmark(paragraph._p, f"exhibit_{exhibit}", len(place.set_marks)):
            run = paragraph.add_run()
    elif exhibit in place.homes:
        run = _linked(paragraph, element("w:hyperlink", anchor=f"exhibit_{exhibit}"))
    elif each.href and not exhibit and not each.href.startswith("#"):
        target = place.document.part.relate_to(each.href, _HYPERLINK, is_external=True)
        run = _linked(paragraph, element("w:hyperlink", **{"r:id": target}))
        run.style = place.document.styles["Hyperlink"]
    else:
        run = paragraph.add_run()
    _dress(run, each, place)


def _linked(paragraph: WordParagraph, link: Any) -> WordRun:
    xml = OxmlElement("w:r")
    link.append(xml)
    paragraph._p.append(link)
    return WordRun(xml, paragraph)


def _dress(run: WordRun, each: Run, place: Place) -> None:
    run.text = each.text
    if each.strong:
        run.bold = True
    if each.emphasis:
        run.italic = True
    if each.struck:
        run.font.strike = True
    if each.code:
        run.font.name = place.document.styles["Preformatted"].font.name


def picture(each: Picture, run: Any, assets: Mapping[str, Asset]) -> Any:
    """Write a picture into a Word run, with its words; returns its shape."""
    from casefile.render.pdf import raster

    asset = raster(assets[each.name])
    shape = run.add_picture(io.BytesIO(asset.content), width=Mm(asset.width_mm))
    shape._inline.docPr.set("descr", each.alt or asset.alt)
    shape._inline.docPr.set("name", each.name)
    return shape
