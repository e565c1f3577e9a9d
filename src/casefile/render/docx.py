"""A sheet as a Word file: the letterhead filled by docxtpl in our sandbox, the body built in place of `{{ body }}`.

Also fills a workspace's own Word templates. The same input gives the same bytes; nothing dated but by the as-of date.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from casefile.errors import CaseError, Problem, Source
from casefile.render import locale
from casefile.render.blocks import with_closing_kept
from casefile.render.builtin import builtin
from casefile.render.docx_template import filled, functions
from casefile.render.docx_zip import fixed
from casefile.render.geometry import Geometry, geometry
from casefile.render.kept import kept
from casefile.render.sheet import Asset, Location, Sheet, placed

if TYPE_CHECKING:
    from docx.document import Document

_BODY = "\ue200"  # no printed value can hold these: literal.visible spells them out
_STAND_IN = 1.14  # how much wider a face may be that a program sets a letter's head in


def draw(sheet: Sheet, letterhead: bytes | None = None) -> bytes:
    """The sheet as DOCX, in the styles of `letterhead` or of ours.

    Areas that nobody has placed in a letterhead stand where the sender's country wants them. CaseError when the
    letterhead cannot be used.
    """
    import docx

    from casefile.render import docx_body, docx_head, docx_section, docx_styles, docx_table
    from casefile.render.docx_place import Place

    place = geometry(sheet.frame.country)
    document = filled(letterhead or _letterhead(), _values(sheet, place), sheet.language, "the letterhead")
    if letterhead is not None:
        docx_styles.complete(document, docx.Document(io.BytesIO(_letterhead())))
    if letterhead is None or docx_head.is_unplaced(letterhead):
        width = docx_section.paper(document, place, landscape=sheet.landscape)
        head = placed(sheet.frame, sheet.assets, wider=_STAND_IN)
        docx_head.arrange(document, head, letter=sheet.layout == "letter")
    else:
        width = docx_section.turned(document) if sheet.landscape else docx_section.width_mm(document)
    docx_head.set_logo(document, sheet.frame.logo, sheet.assets)
    marker = _marker(document)
    blocks = with_closing_kept(sheet.body[:-1] if sheet.slip else sheet.body)
    homes = docx_body.homes(blocks)
    body = Place(document, marker.getparent(), marker, width, sheet.assets, docx_body.draw, homes=homes)
    docx_body.draw(blocks, body)
    if marker.getnext() is document.element.body.sectPr:
        docx_table.close_up(marker)
    marker.getparent().remove(marker)
    _add_slip(document, sheet)
    return _saved(document, sheet.title, sheet.language, sheet.created, author=next(iter(sheet.frame.sender), ""))


def _add_slip(document: Document, sheet: Sheet) -> None:
    from casefile.render import docx_slip

    slip = sheet.assets[sheet.slip].slip if sheet.slip else None
    if slip is not None:
        docx_slip.add(document, slip, sheet.slip, sheet.assets[sheet.slip], sheet.language)


def fill(
    template: bytes,
    context: Mapping[str, object],
    *,
    language: str,
    created: date,
    title: str = "",
    author: str = "",
    origin: str = "template.docx",
    assets: Mapping[str, Asset] | None = None,
    locations: Mapping[str, Location] | None = None,
) -> bytes:
    """A workspace's own Word template filled with `context`. CaseError, naming the paragraph, for what it cannot do,
    and for a text without a word: no letter is empty."""
    from docx.oxml.ns import qn

    granted = functions(assets or {}, locations or {}, language)
    document = filled(template, context, language, origin, granted)
    if not any((each.text or "").strip() for each in document.element.body.iter(qn("w:t"))):
        hint = "look for a condition or a loop round all of the text: here it lets nothing through"
        raise CaseError(
            Problem("the Word template, filled, has no words in its text", Source(origin), hint, "template")
        )
    return _saved(document, title, language, created, author)


@kept
def _letterhead() -> bytes:
    return (builtin() / "base" / "letterhead.docx").read_bytes()


def _values(sheet: Sheet, place: Geometry) -> dict[str, object]:
    from markupsafe import Markup

    from casefile.render.docx_head import LOGO_MARK

    frame = sheet.frame
    before, _, rest = locale.language(sheet.language).page_of.partition("{page}")
    between, _, after = rest.partition("{pages}")
    return {
        "letter": sheet.layout == "letter",
        "logo": Markup(LOGO_MARK if frame.logo else ""),  # noqa: S704 - our own mark
        "body": Markup(_BODY),  # noqa: S704 - our own mark
        "title": sheet.title,
        "sender_name": next(iter(frame.sender), ""),
        "details": (*frame.sender[1:], *frame.contact),
        "return_lines": (" · ".join(frame.sender),) if place.return_line and frame.sender else (),
        "recipient": frame.recipient,
        "dated": tuple(filter(None, (frame.place_date,))),
        "masthead": tuple(filter(None, (*frame.sender[:1], frame.place_date))),
        "references": tuple({"label": label, "value": value} for label, value in frame.references),
        "banner": frame.banner,
        "running": " · ".join(filter(None, (*frame.sender[:1], sheet.title))),
        "footer": " · ".join(frame.footer),
        "creditor_details": " · ".join(frame.details),
        "page_before": before,
        "page_between": between,
        "page_after": after,
    }


def _marker(document: Document) -> Any:
    for paragraph in document.paragraphs:
        if _BODY in paragraph.text:
            return paragraph._p
    raise CaseError(Problem("the letterhead has no paragraph {{ body }}", hint="write {{ body }} where the text goes"))


def _saved(document: Document, title: str, language: str, created: date, author: str = "") -> bytes:
    from casefile.render.docx_styles import set_language

    when = datetime(created.year, created.month, created.day)  # noqa: DTZ001 - Word's properties take naive UTC
    properties = document.core_properties
    properties.created = properties.modified = when
    properties.title, properties.author, properties.language = title[:255], author[:255], language
    properties.last_modified_by, properties.revision, properties.comments = "casefile", 1, ""
    set_language(document, locale.language(language).locale.replace("_", "-"))
    written = io.BytesIO()
    document.save(written)
    return fixed(written.getvalue(), created)
