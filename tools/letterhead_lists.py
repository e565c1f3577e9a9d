"""The bullets and numbers of the letterhead's lists, where templates/base/print.css puts them (ISO 29500-1, 17.9).

Replaces what the library's own file brings along. Writes the same bytes each time.
"""

from __future__ import annotations

from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Twips

STEP = 340  # twips from one level's text to the next: 6 mm
_BULLET, _NUMBER = 160, 50  # twips that a bullet begins, and a number ends, before its text
_DEEPEST = 3


def number(document: Any) -> None:
    """Give each list style a numbering of its own, and its indents."""
    numbering = document.part.numbering_part.element
    for each in [*numbering.findall(qn("w:num")), *numbering.findall(qn("w:abstractNum"))]:
        numbering.remove(each)
    lists = [(kind, level) for kind in ("Bullet", "Number") for level in range(1, _DEEPEST + 1)]
    for at, (kind, level) in enumerate(lists):
        style = document.styles[_called(kind, level)]
        numbering.append(_abstract(at, kind, level, style.style_id))
    for at, (kind, level) in enumerate(lists):
        style = document.styles[_called(kind, level)].element
        style.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = numbering.add_num(at).numId
    for level in range(1, _DEEPEST + 1):
        document.styles[_called("Continue", level)].paragraph_format.left_indent = Twips(STEP * level)


def _called(kind: str, level: int) -> str:
    return f"List {kind}" if level == 1 else f"List {kind} {level}"


def _abstract(number: int, kind: str, level: int, style: str) -> Any:
    sign = "%1." if kind == "Number" else "•" if level == 1 else "–"
    side, hanging = ("right", _NUMBER) if kind == "Number" else ("left", _BULLET)
    upright = '<w:rPr><w:b w:val="0"/><w:i w:val="0"/></w:rPr>' if kind == "Bullet" else ""
    return parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}"><w:nsid w:val="4C49{number:04X}"/>'
        '<w:multiLevelType w:val="singleLevel"/>'
        f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{"decimal" if kind == "Number" else "bullet"}"/>'
        f'<w:pStyle w:val="{style}"/><w:lvlText w:val="{sign}"/><w:lvlJc w:val="{side}"/>'
        f'<w:pPr><w:ind w:left="{STEP * level}" w:hanging="{hanging}"/></w:pPr>{upright}</w:lvl></w:abstractNum>'
    )
