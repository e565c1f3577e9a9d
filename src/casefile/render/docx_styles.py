"""The styles that a body is set in, added to a letterhead that lacks some: copied from ours, in the letterhead's face.

Knows Word's styles and numbering (ISO 29500-1, 17.7 and 17.9); no block, no sheet.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml.ns import nsdecls, qn
from docx.parts.numbering import NumberingPart
from docx.styles import BabelFish

from casefile.errors import CaseError, Problem
from casefile.render.docx_xml import element

TABLE, LINK = "House Table", "Hyperlink"
LISTS = tuple(f"List {kind}{level}" for kind in ("Bullet", "Number") for level in ("", " 2", " 3"))
PARAGRAPHS = (
    "Normal", "Title", "Heading 1", "Heading 2", "Heading 3", "Heading 4", *LISTS, "List Continue", "List Continue 2",
    "List Continue 3", "Quote", "Preformatted", "Small Print", "Small Quote",
    *(f"Small List {kind}{level}" for kind in ("Bullet", "Number", "Continue") for level in ("", " 2", " 3")),
    "Table Text", "Table Head", "Table Total", "Small Table Text", "Small Table Total", "Fact Term", "Fact Text",
    "Small Fact Term", "Small Fact Text", "Table Gap", "Signature Line", "Writing Line", "Return Line",
)  # fmt: skip
_POINTS = 10.5  # of our own text: what is copied keeps its size beside the text of the letterhead
_EMPTY = f"<w:numbering {nsdecls('w')}/>".encode()


def complete(document: Any, ours: Any) -> None:
    """Add each style that `document` lacks, from `ours`. CaseError where a name of ours is a style of another type."""
    _as_word_calls_them(document)
    _refuse_other_types(document)
    scale = _points(document) / _POINTS
    for name in (*PARAGRAPHS, TABLE, LINK):
        _add(name, document, ours, scale)
    for name in LISTS:
        _number(name, document, ours)


def set_language(document: Any, tag: str) -> None:
    """Make `tag` (en-GB) the language of all text, but what says of itself that it is in another (17.3.2.20)."""
    styles = document.styles.element
    defaults = styles.find(qn("w:docDefaults"))
    if defaults is None:
        defaults = element("w:docDefaults")
        styles.insert(0, defaults)
    within = defaults
    for name in ("w:rPrDefault", "w:rPr", "w:lang"):
        found = within.find(qn(name))
        if found is None:
            found = element(name)
            within.insert(0 if name == "w:rPrDefault" else len(within), found)
        within = found
    for each in [*styles.iter(qn("w:lang")), *document.settings.element.iter(qn("w:themeFontLang"))]:
        each.set(qn("w:val"), tag)


def _as_word_calls_them(document: Any) -> None:
    """Built-in names in Word's own spelling (`heading 1`), which other programs do not all keep to."""
    for style in document.styles.element.style_lst:
        known = BabelFish.ui2internal(style.name_val or "")
        if known != style.name_val:
            style.name_val = known


def _refuse_other_types(document: Any) -> None:
    wanted = dict.fromkeys(PARAGRAPHS, WD_STYLE_TYPE.PARAGRAPH)
    wanted |= {TABLE: WD_STYLE_TYPE.TABLE, LINK: WD_STYLE_TYPE.CHARACTER}
    problems = []
    for style in document.styles:
        kind = wanted.get(style.name, style.type)
        if style.type != kind:
            word = kind.name.lower()
            message = f"the letterhead's style '{style.name}' is no {word} style"
            problems.append(Problem(message, hint="call it something else in Word", rule="letterhead"))
    if problems:
        raise CaseError(problems)


def _points(document: Any) -> float:
    """The size of the letterhead's own text."""
    size = document.styles["Normal"].font.size if "Normal" in document.styles else None
    if size is not None:
        return float(size.pt)
    default = next(document.styles.element.iterfind(f"{qn('w:docDefaults')}//{qn('w:sz')}"), None)
    return float(default.get(qn("w:val"))) / 2 if default is not None else 10.0


def _add(name: str, document: Any, ours: Any, scale: float) -> None:
    if name in document.styles:
        return
    style = deepcopy(ours.styles[name].element)
    base = ours.styles[name].base_style
    if base is not None:
        _add(base.name, document, ours, scale)
        style.basedOn_val = document.styles[base.name].style_id
    for tag in ("w:next", "w:link", "w:rsid"):
        for each in style.findall(qn(tag)):
            style.remove(each)
    for each in [*style.iter(qn("w:rFonts")), *style.iter(qn("w:numPr"))]:
        each.getparent().remove(each)
    for each in style.iter(qn("w:sz")):
        each.set(qn("w:val"), str(round(int(each.get(qn("w:val"))) * scale)))
    style.styleId = _free_id(style.styleId, document)
    style.attrib.pop(qn("w:default"), None)
    document.styles.element.append(style)


def _free_id(wanted: str, document: Any) -> str:
    taken = {style.styleId for style in document.styles.element.style_lst}
    return next(each for each in (wanted, *(f"{wanted}{n}" for n in range(2, len(taken) + 3))) if each not in taken)


def _number(name: str, document: Any, ours: Any) -> None:
    """Give a list's style a numbering, where it has none that is there."""
    style = document.styles[name].element
    if _abstract(document, style) is not None:
        return
    theirs = _abstract(ours, ours.styles[name].element)
    numbering = _numbering(document)
    added = deepcopy(theirs)
    number = str(max(_ids(numbering, "w:abstractNum", "w:abstractNumId"), default=-1) + 1)
    added.set(qn("w:abstractNumId"), number)
    for tag in ("w:nsid", "w:tmpl", "w:lvl/w:pStyle"):
        for each in added.findall("/".join(map(qn, tag.split("/")))):
            each.getparent().remove(each)
    numbers = numbering.findall(qn("w:num"))
    if numbers:
        numbers[0].addprevious(added)  # the schema wants them before the numbers
    else:
        numbering.append(added)
    style.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = numbering.add_num(int(number)).numId


def _abstract(document: Any, style: Any) -> Any:
    """The numbering that a style names, None where it names none."""
    numbered = style.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:numId')}")
    if numbered is None or not _has_numbering(document):
        return None
    numbering = document.part.numbering_part.element
    for number in numbering.findall(qn("w:num")):
        if number.numId == numbered.val:
            wanted = number.abstractNumId.val
            found = (each for each in numbering.findall(qn("w:abstractNum")) if int(_id(each)) == wanted)
            return next(found, None)
    return None


def _id(abstract: Any) -> str:
    return str(abstract.get(qn("w:abstractNumId")))


def _ids(numbering: Any, tag: str, name: str) -> Iterator[int]:
    return (int(each.get(qn(name))) for each in numbering.findall(qn(tag)))


def _has_numbering(document: Any) -> bool:
    return any(each.reltype == RELATIONSHIP_TYPE.NUMBERING for each in document.part.rels.values())


def _numbering(document: Any) -> Any:
    """The numbering part's element; a new part where there is none."""
    part = document.part
    if not _has_numbering(document):
        name, kind = PackURI("/word/numbering.xml"), CONTENT_TYPE.WML_NUMBERING
        part.relate_to(NumberingPart.load(name, kind, _EMPTY, part.package), RELATIONSHIP_TYPE.NUMBERING)
    return part.numbering_part.element
