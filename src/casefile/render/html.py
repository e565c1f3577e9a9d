"""A sheet as HTML: the page that becomes the PDF, and what browsers and mails show. Knows the blocks and the frame."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from itertools import groupby

from casefile.render import locale
from casefile.render.blocks import (
    Block,
    Box,
    Break,
    Code,
    Facts,
    Heading,
    Inline,
    Inlines,
    Items,
    Paragraph,
    Picture,
    Quote,
    Rule,
    Run,
    Table,
    label_columns,
    plain,
    with_closing_kept,
    with_pictures_apart,
)  # fmt: skip
from casefile.render.builtin import builtin
from casefile.render.columns import LONGEST, is_fixed
from casefile.render.geometry import Area, Geometry, geometry
from casefile.render.kept import kept
from casefile.render.sheet import Asset, Frame, Sheet, placed

TOP = 12  # millimetres of a letter's first page above its areas, as in print.css
_SLOT = re.compile(r"\[\[(\w+)\]\]")
_LONG = re.compile(rf"<[^>]*>|[^\s<]{{{LONGEST + 1},}}")  # a tag, or what is longer than any word, date or sum
_LINK = re.compile("<a ([^>]*)>(.*?)</a>", re.DOTALL)
_BEFORE = re.compile(r"(?<=[^>]) (?=<[a-z])")  # the blank between text and what is set apart in it
_RUNNING = 160  # characters that fit at the head of the following pages


def markup(sheet: Sheet, foot: str = "") -> str:
    """The page the PDF is drawn from: pictures are `asset:name`, the style is handed in apart; `foot` is HTML that
    follows the text."""
    place = placed(sheet.frame, sheet.assets) if sheet.layout == "letter" else geometry(sheet.frame.country)
    head = _letterhead(sheet, place) if sheet.layout == "letter" else _masthead(sheet)
    classes = [
        sheet.layout,
        *(["landscape-page"] if sheet.landscape else []),
        *(["centered"] if place.centered else []),
    ]
    return page(
        f"{head}\n{body(with_closing_kept(sheet.body), sheet.assets)}{foot}",
        title=sheet.title,
        language=sheet.language,
        created=sheet.created.isoformat(),
        classes=" ".join(classes),
        marks=_running(sheet),
    )


@kept
def _page() -> str:
    return (builtin() / "base" / "page.html").read_text(encoding="utf-8")


def page(content: str, *, title: str, language: str, created: str, classes: str, marks: str = "") -> str:
    """`content`, which is HTML, in the page every document shares."""
    slots = {"language": language, "title": title, "created": created, "classes": classes}
    values = {name: escape(value) for name, value in slots.items()} | {"marks": marks, "content": content}
    return _SLOT.sub(lambda found: values[found[1]], _page())


def _running(sheet: Sheet) -> str:
    frame = sheet.frame
    page_of = locale.language(sheet.language).page_of
    before, _, rest = page_of.partition("{page}")
    between, _, after = rest.partition("{pages}")
    marks = {
        "banner": frame.banner,
        "running": _shortened(" · ".join(each for each in (*frame.sender[:1], sheet.title) if each)),
        "footer": " · ".join(frame.footer),
        "details": " · ".join(frame.details),
        "page-before": before,
        "page-between": between,
        "page-after": after,
    }
    return "".join(f' data-{name}="{escape(value)}"' for name, value in marks.items())


def _shortened(text: str) -> str:
    return text if len(text) <= _RUNNING else f"{text[: _RUNNING - 1].rstrip()}…"


def _letterhead(sheet: Sheet, place: Geometry) -> str:
    frame = sheet.frame
    name = [*_logo(sheet), *(f'<p class="name">{escape(each)}</p>' for each in frame.sender[:1])]
    details = _lines((*frame.sender[1:], *frame.contact))
    if place.stacked:
        name, details = [*name, f'<div class="details">{"".join(details)}</div>'], []
    parts = [
        _area("sender", place.sender, place, name),
        _area("details", place.details, place, details),
        *_return_line(frame, place),
        _area("recipient", place.address, place, _lines(frame.recipient)),
        _area("dated", place.dated, place, _lines([frame.place_date])),
        _area("references", place.references, place, [_references(frame)]),
    ]
    marks = "".join(_mark("fold", each) for each in place.folds)
    hole = _mark("hole", place.hole) if place.hole else ""
    head = f'<header style="height:{place.subject - TOP:g}mm">{marks}{hole}{"".join(parts)}</header>'
    return f"{head}<h1>{escape(sheet.title)}</h1>"


def _area(name: str, area: Area, place: Geometry, content: Iterable[str]) -> str:
    """Lines at a place on the sheet. In the flow, without height: what is read first is also drawn first."""
    style = f"margin-left:{area.left - place.margin_left:g}mm;padding-top:{area.top - TOP:g}mm;width:{area.width:g}mm"
    return f'<div class="area"><div class="{name}" style="{style}">{"".join(content)}</div></div>'


def _mark(name: str, top: float) -> str:
    return f'<div class="area"><div class="{name}" style="margin-top:{top - TOP:g}mm"></div></div>'


def _lines(lines: Iterable[str]) -> list[str]:
    return [f"<p>{escape(each)}</p>" for each in lines if each]


def _logo(sheet: Sheet) -> Iterator[str]:
    name = sheet.frame.logo
    if name:
        yield f'<p class="logo">{_picture(Picture(name, sheet.assets[name].alt), sheet.assets)}</p>'


def _return_line(frame: Frame, place: Geometry) -> Iterator[str]:
    if place.return_line and frame.sender:
        yield _area("return-line", place.returned, place, _lines([" · ".join(frame.sender)]))


def _references(frame: Frame) -> str:
    return "".join(f"<p>{_label(label)}{escape(value)}</p>" for label, value in frame.references)


def _label(label: str) -> str:
    return f"<b>{escape(label)}</b> " if label else ""


def _masthead(sheet: Sheet) -> str:
    frame = sheet.frame
    lines = "".join(f"<p>{escape(each)}</p>" for each in (*frame.sender[:1], frame.place_date) if each)
    rows = _references(frame)
    facts = f'<div class="references">{rows}</div>' if rows else ""
    return f"<header>{lines}</header><h1>{escape(sheet.title)}</h1>{facts}"


def body(blocks: Iterable[Block], assets: Mapping[str, Asset]) -> str:
    """Blocks as HTML."""
    return "\n".join(_block(block, assets) for block in blocks)


def _block(block: Block, assets: Mapping[str, Asset]) -> str:
    match block:
        case Heading():
            tag = f"h{block.level + 1}"
            return f"<{tag}>{line(block.content, assets)}</{tag}>"
        case Paragraph():
            return f"<p>{line(block.content, assets)}</p>"
        case Items():
            return _items(block, assets)
        case Table():
            return _table(block, assets)
        case Facts():
            rows = "".join(
                f'<tr><th scope="row">{_breakable(line(term, assets))}</th>'
                f"<td>{_breakable(_cell(blocks, assets))}</td></tr>"
                for term, blocks in block.rows
            )
            return f'<table class="facts"><tbody>{rows}</tbody></table>'
        case Quote():
            return f"<blockquote>{body(block.blocks, assets)}</blockquote>"
        case Code():
            return f"<pre>{escape(block.text)}</pre>"
        case Rule():
            return '<div class="rule"></div>'
        case Box():
            return _box(block, assets)


def _cell(blocks: tuple[Block, ...], assets: Mapping[str, Asset]) -> str:
    if len(blocks) == 1 and isinstance(blocks[0], Paragraph):
        return line(blocks[0].content, assets)
    return body(blocks, assets)


def _items(block: Items, assets: Mapping[str, Asset]) -> str:
    tag = "ul" if block.start is None else "ol"
    start = f' start="{block.start}"' if block.start not in (None, 1) else ""
    loose = "" if block.tight else ' class="loose"'
    rows = "".join(f"<li>{_cell(item, assets)}</li>" for item in block.items)
    return f"<{tag}{start}{loose}>{rows}</{tag}>"


def _table(block: Table, assets: Mapping[str, Asset]) -> str:
    columns = "".join(f'<col style="width:{width}%">' for width in block.widths)
    head = "".join(
        f'<th scope="col" class="{align}">{_breakable(line(cell, assets))}</th>'
        for cell, align in zip(block.head, block.aligns, strict=True)
    )
    rows = "".join(_row(row, block, assets) for row in block.rows)
    totals = "".join(_row(row, block, assets, "total") for row in block.totals)
    fixed = ' class="fixed"' if is_fixed(block) else ""
    return f"<table{fixed}>{columns}<thead><tr>{head}</tr></thead><tbody>{rows}{totals}</tbody></table>"


def _row(row: tuple[Inlines, ...], block: Table, assets: Mapping[str, Asset], name: str = "") -> str:
    words = [_breakable(line(cell, assets)) for cell in row]
    cells = [f'<td class="{align}">{cell}</td>' for cell, align in zip(words, block.aligns, strict=True)]
    across = label_columns(row) if name else 1
    if across > 1:
        cells[:across] = [f'<td class="{block.aligns[0]}" colspan="{across}">{words[0]}</td>']
    return f'<tr class="{name}">{"".join(cells)}</tr>' if name else f"<tr>{''.join(cells)}</tr>"


def _breakable(cell: str) -> str:
    """A cell's HTML with very long words marked, which may break anywhere: a column then takes no more than there is.
    No character is added, so that what is copied stays what it is."""
    marked = _LONG.sub(lambda found: found[0] if found[0][0] == "<" else f'<span class="long">{found[0]}</span>', cell)
    return _LINK.sub(_whole, marked)


def _whole(link: re.Match[str]) -> str:
    """A link with such a word may break itself: one within it would be a link apart, untagged (ISO 14289-1, 7.18.5)."""
    words = re.sub(r'<span class="long">([^<]*)</span>', r"\1", link[2])
    return link[0] if words == link[2] else f'<a class="long" {link[1]}>{words}</a>'


def _box(block: Box, assets: Mapping[str, Asset]) -> str:
    if block.name == "lines":
        return '<div class="line"></div>' * block.number
    if block.name == "beside":
        pictures, others = with_pictures_apart(block)
        return f'<div class="beside"><div class="pictures">{body(pictures, assets)}</div>{body(others, assets)}</div>'
    return f'<div class="{block.name}">{body(block.blocks, assets)}</div>'


def line(content: Inlines, assets: Mapping[str, Asset]) -> str:
    """A line of text as HTML; runs of one link are one link, and a short one to an exhibit stays on one line. A blank
    before bold words or a link stands apart: WeasyPrint breaks a text after its first word where all of it but the
    blank at its end fits on the line."""
    parts = []
    for href, group in groupby(content, key=lambda inline: inline.href if isinstance(inline, Run) else ""):
        runs = tuple(group)
        text = "".join(_inline(inline, assets) for inline in runs)
        kept = ' class="ref"' if href.startswith("exhibit:") and len(plain(runs)) <= LONGEST else ""
        parts.append(f'<a{kept} href="{escape(href)}">{text}</a>' if href else text)
    return _BEFORE.sub("<span> </span>", "".join(parts))


def _inline(inline: Inline, assets: Mapping[str, Asset]) -> str:
    match inline:
        case Break():
            return "<br>"
        case Picture():
            return _picture(inline, assets)
        case Run():
            text = escape(inline.text)
            for wanted, tag in (
                (inline.code, "code"),
                (inline.struck, "s"),
                (inline.emphasis, "em"),
                (inline.strong, "strong"),
            ):
                text = f"<{tag}>{text}</{tag}>" if wanted else text
            return text


def _picture(picture: Picture, assets: Mapping[str, Asset]) -> str:
    asset = assets[picture.name]
    source, words = escape(f"asset:{picture.name}"), escape(picture.alt or asset.alt)
    return f'<img src="{source}" alt="{words}" style="width:{asset.width_mm:g}mm">'
