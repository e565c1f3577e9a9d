"""What a packet's PDF says of itself: outline, page labels, how it opens, title, author, language, day.

Knows no page's content. A file of our own pages says that it is PDF/A-3a and PDF/UA-1; one with an exhibit in it says
neither: exhibits are what they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import TYPE_CHECKING, Any

from casefile.packet.pdf.links import landing
from casefile.render.pdf_tags import PDF_UA

if TYPE_CHECKING:
    import pikepdf

_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmp:CreateDate="{day}" xmp:ModifyDate="{day}" xmp:CreatorTool="casefile"
 pdf:Producer="casefile">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
</rdf:Description>{claims}</rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""
# ISO 19005-3, 6.6.4
PDF_A = b"""<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" pdfaid:part="3" \
pdfaid:conformance="A"/>
"""
"""What a file's metadata says when it is PDF/A-3a."""

# left from the document that the others are appended to, and untrue of the whole
_FIRST_ALONE = ("/Outlines", "/Names", "/Dests", "/AF", "/PageLabels", "/OpenAction", "/AcroForm")
_COLOURS = "/OutputIntents"  # what colours mean on our own pages


@dataclass(frozen=True, slots=True)
class Heading:
    """A line of the outline: its words, the packet page it leads to, and the lines under it."""

    words: str
    page: int
    under: tuple[Heading, ...] = ()


@dataclass(frozen=True, slots=True)
class Title:
    """What the file says of itself: name, author, language (BCP 47) and day."""

    title: str
    author: str
    language: str
    created: date


def describe(
    pdf: pikepdf.Pdf,
    pages: Sequence[Any],
    outline: Sequence[Heading],
    title: Title,
    numbers: Sequence[str],
    *,
    ours: bool,
) -> None:
    """Sets everything in the catalog and in the document's properties; each page is labelled with its number. `ours`:
    every page is our own, and what holds for each of our papers holds for the file."""
    from pikepdf import Array, Dictionary, Name, String

    root = pdf.Root
    for key in (*_FIRST_ALONE, *(() if ours else (_COLOURS,))):
        if key in root:
            del root[key]
    root.Lang = String(title.language)
    root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    root.PageLabels = Dictionary(Nums=Array([each for pair in _labels(numbers) for each in pair]))
    root.PageMode = Name.UseOutlines
    root.OpenAction = Array([pages[0], Name.XYZ, None, None, 1])
    if outline:
        root.Outlines = pdf.make_indirect(Dictionary(Type=Name.Outlines))
        _hang(pdf, root.Outlines, outline, pages)
    _name(pdf, title, PDF_A + PDF_UA if ours else b"")


def _labels(numbers: Sequence[str]) -> Iterator[tuple[int, Any]]:
    """The runs of page labels that say what is printed, each with the place it begins at (ISO 32000-1, 12.4.2)."""
    from pikepdf import Dictionary, Name, String

    due = ("", 0)
    for place, number in enumerate(numbers):
        under, _, last = number.rpartition(".")
        if (under, int(last)) != due:
            label = Dictionary(S=Name.D)
            if under:
                label.P = String(f"{under}.")
            if last != "1":
                label.St = int(last)
            yield place, label
        due = (under, int(last) + 1)


def _name(pdf: pikepdf.Pdf, title: Title, claims: bytes) -> None:
    from pikepdf import Dictionary, Name, Stream, String

    day = title.created.isoformat()
    name, author = escape(title.title), escape(title.author)
    written = _XMP.format(day=day, title=name, author=author, language=title.language, claims=claims.decode())
    metadata = Stream(pdf, written.encode())
    metadata.Type, metadata.Subtype = Name.Metadata, Name.XML
    pdf.Root.Metadata = pdf.make_indirect(metadata)
    stamp = String(f"D:{title.created:%Y%m%d}000000Z")
    pdf.trailer.Info = pdf.make_indirect(
        Dictionary(
            Title=String(title.title),
            Author=String(title.author),
            Creator=String("casefile"),
            Producer=String("casefile"),
            CreationDate=stamp,
            ModDate=stamp,
        )
    )


def _hang(pdf: pikepdf.Pdf, parent: Any, headings: Sequence[Heading], pages: Sequence[Any]) -> int:
    """Hangs headings under `parent`, the first level open. Returns how many lines are seen (ISO 32000-1, 12.3.3)."""
    from pikepdf import Dictionary, String

    items = [pdf.make_indirect(Dictionary(Title=String(h.words), Parent=parent)) for h in headings]
    seen = len(items)
    for number, (item, heading) in enumerate(zip(items, headings, strict=True)):
        item.Dest = landing(pages[heading.page - 1])
        if number:
            item.Prev, items[number - 1].Next = items[number - 1], item
        if heading.under:
            seen += _hang(pdf, item, heading.under, pages)
    parent.First, parent.Last, parent.Count = items[0], items[-1], seen
    return seen
