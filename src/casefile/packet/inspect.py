"""Reads a finished packet back and tests it against rules, each with its source; qpdf and PDFium both read it.

Works on a file, ours or anybody's; with the plan it was made from it also tests that the file says what was planned.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from casefile import files
from casefile.exhibits.harmless import active_content
from casefile.packet import links, said
from casefile.packet.geometry import Box, ordered, outermost
from casefile.packet.plan import Plan

if TYPE_CHECKING:
    import pikepdf
    import pypdfium2

UK = "General guidance on electronic court bundles (29 November 2021)"
_STATED = re.compile(r"\[B(\d+)\]|^(\d+)(?:–\d+)?$")
_SHOWN = 5  # findings of one rule that its detail names


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that a file was tested against: its name, where it is from, whether it holds, what breaks it."""

    rule: str
    source: str
    ok: bool
    detail: str = ""


class Reading:
    """A finished file, opened by both libraries while its rules are tested."""

    def __init__(
        self, pdf: pikepdf.Pdf, document: pypdfium2.PdfDocument, plan: Plan | None, stated: Mapping[str, str]
    ) -> None:
        self.pdf, self._document, self.plan, self.stated = pdf, document, plan, stated

    @cached_property
    def pages(self) -> list[Any]:
        """Every page's object."""
        return [page.obj for page in self.pdf.pages]

    @cached_property
    def numbers(self) -> Mapping[tuple[int, int], int]:
        """The number, from 1, of each page object."""
        return {page.objgen: number for number, page in enumerate(self.pages, 1)}

    @cached_property
    def texts(self) -> Sequence[str]:
        """Each page's words, blanks made one."""
        return [" ".join(self._text(number).split()) for number in range(len(self._document))]

    @cached_property
    def outline(self) -> Sequence[tuple[str, int | None]]:
        """The outline's lines in order, each with the page it leads to."""
        top: Any = self.pdf.Root.get("/Outlines")
        return list(_lines(None if top is None else top.get("/First"), self))

    @cached_property
    def named(self) -> Mapping[str, Any]:
        """The file's named destinations."""
        return links.destinations(self.pdf)

    def landing(self, annotation: Any) -> int | None:
        """The page that a link or an outline's line leads to; None when it leads to none."""
        action = annotation.get("/A")
        goal = annotation.get("/Dest") if action is None else action.get("/D")
        found = None if goal is None else links.target(goal, self.named)
        return self.numbers.get(found[0].objgen) if found is not None else None

    def words_in(self, number: int, box: tuple[float, float, float, float]) -> str:
        """The words inside a box of a page, in user space."""
        page = self._document[number - 1]
        text = page.get_textpage()
        try:
            left, bottom, right, top = box
            found = text.get_text_bounded(left - 1, bottom - 1, right + 1, top + 1)
            return " ".join(str(found).split())
        finally:
            text.close()
            page.close()

    def _text(self, index: int) -> str:
        page = self._document[index]
        text = page.get_textpage()
        try:
            return str(text.get_text_range())
        finally:
            text.close()
            page.close()


def inspect(file: Path, plan: Plan | None = None, stated: Mapping[str, str] | None = None) -> tuple[Rule, ...]:
    """Every rule, tested on a PDF. `stated` are the words that planned items have to show, by key. CaseError when the
    file can't be read as one."""
    import pikepdf
    import pypdfium2

    from casefile.errors import CaseError, Problem, Source

    document = None
    try:
        with files.reported(file, "read"), pikepdf.open(file) as pdf:
            document = pypdfium2.PdfDocument(file)
            reading = Reading(pdf, document, plan, stated or {})
            return tuple(_tested(reading, name, *row) for name, row in RULES.items())
    except (pikepdf.PdfError, pypdfium2.PdfiumError) as error:
        problem = Problem(f"this is no PDF that can be read: {error}", Source(str(file)), "make it again", "pdf")
        raise CaseError(problem) from error
    finally:
        if document is not None:
            document.close()


def _tested(reading: Reading, name: str, source: str, test: Callable[[Reading], Iterator[str]]) -> Rule:
    found = list(test(reading))
    more = [f"and {len(found) - _SHOWN} more"] if len(found) > _SHOWN else []
    return Rule(name, source, not found, "; ".join([*found[:_SHOWN], *more]))


def _numbered(reading: Reading) -> Iterator[str]:
    for number, text in enumerate(reading.texts, 1):
        if not re.search(rf"(?<!\d){number}(?!\d)", text):
            yield f"page {number} does not carry its number"


def _labelled(reading: Reading) -> Iterator[str]:
    for number, page in enumerate(reading.pdf.pages, 1):
        label: Any = page.label  # a property, which the library's types don't say
        if label != str(number):
            yield f"page {number} is labelled '{label}'"


def _outlined(reading: Reading) -> Iterator[str]:
    if not reading.outline:
        yield "there is no outline"
    for title, page in reading.outline:
        stated = re.search(r"(\d+)$", title)
        if page is None:
            yield f"'{title}' leads to no page"
        elif not stated or int(stated[1]) != page:
            yield f"'{title}' leads to page {page}"


def _linked(reading: Reading) -> Iterator[str]:
    for number, page in enumerate(reading.pages, 1):
        for annotation in page.get("/Annots", []):
            if annotation.get("/Subtype") != "/Link":
                continue
            target = reading.landing(annotation)
            words = reading.words_in(number, ordered(tuple(map(float, annotation.Rect))))
            stated = _STATED.search(words)
            if _leads_out(reading, number, annotation):
                continue
            if target is None and ("/A" in annotation or "/Dest" in annotation):
                yield f"the link '{words}' on page {number} leads to no page of the file"
            elif (
                stated
                and _is_ours(reading.plan, number)
                and target is not None
                and target != int(stated[1] or stated[2])
            ):
                yield f"the link '{words}' on page {number} leads to page {target}"


def _as_planned(reading: Reading) -> Iterator[str]:
    """Index, outline and stamps say what was planned."""
    plan = reading.plan
    if plan is None:
        return
    if len(reading.pages) != plan.pages:
        yield f"{len(reading.pages)} pages, {plan.pages} were planned"
        return
    is_listed = plan.files == "one" and any(item.key == "index" for item in plan.front)
    outline = {page: [title for title, at in reading.outline if at == page] for _, page in reading.outline}
    rows, turned = _rows(reading, plan), any(said.is_turned(item.title) for item in plan.items)
    for item in plan.items:
        if not any(title.startswith(item.words) for title in outline.get(item.first, [])):
            yield f"the outline does not lead to page {item.first} for '{item.words}'"
        if is_listed and not said.says(rows.get(item.first, ""), item.title, turned=turned):
            yield f"the index does not name '{item.title}'"
    for item in plan.exhibits:
        for number in range(item.first, item.last + 1):
            if item.label and not re.search(rf"\b{item.label}\b", reading.texts[number - 1]):
                yield f"page {number} does not carry the label {item.label}"


def _rows(reading: Reading, plan: Plan) -> Mapping[int, str]:
    """The words of the index's links, by the page they lead to: a row is found by its place, as text that runs from
    right to left moves all others in a page's text."""
    found: dict[int, str] = {}
    for number in (at for item in plan.front if item.key == "index" for at in range(item.first, item.last + 1)):
        places: dict[int, list[Box]] = {}
        for annotation in reading.pages[number - 1].get("/Annots", []):
            target = reading.landing(annotation) if annotation.get("/Subtype") == "/Link" else None
            if target is not None:
                places.setdefault(target, []).append(ordered(tuple(map(float, annotation.Rect))))
        for target, boxes in places.items():
            words = " ".join(reading.words_in(number, box) for box in outermost(boxes))
            found[target] = f"{found.get(target, '')} {words}"
    return found


def _as_reckoned(reading: Reading) -> Iterator[str]:
    """What is claimed stands in the papers that say it."""
    for item in reading.plan.items if reading.plan else ():
        words = " ".join(reading.stated.get(item.key, "").split())
        shown = " ".join(reading.texts[item.first - 1 : item.last])
        if words and not re.search(rf"(?<![\d.,]){re.escape(words)}(?![.,]?\d)", shown):
            yield f"'{item.title}' does not say {words}"


def _opens_at_full_size(reading: Reading) -> Iterator[str]:
    goal = reading.pdf.Root.get("/OpenAction")
    found = None if goal is None else links.target(goal)
    if (
        found is None
        or reading.numbers.get(found[0].objgen) != 1
        or len(found) < 5
        or found[4] is None
        or found[4] != 1
    ):
        yield "it does not open on page 1 at 100 %"


def _harmless(reading: Reading) -> Iterator[str]:
    ours = {
        f"{thing.objgen[0]}: URI"
        for number, page in enumerate(reading.pages, 1)
        for annotation in page.get("/Annots", [])
        if _leads_out(reading, number, annotation)
        for thing in (annotation, annotation.A)
    }
    yield from (found for found in active_content(reading.pdf) if found not in ours)


def _named(reading: Reading) -> Iterator[str]:
    if not str(reading.pdf.docinfo.get("/Title", "")).strip():
        yield "it has no title"
    if "/Lang" not in reading.pdf.Root:
        yield "it names no language"


def _embedded(reading: Reading) -> Iterator[str]:
    from pikepdf import Dictionary

    for thing in reading.pdf.objects:
        if isinstance(thing, Dictionary) and thing.get("/Type") == "/Font":
            if thing.get("/Subtype") in ("/Type0", "/Type3"):
                continue
            descriptor: Any = thing.get("/FontDescriptor") or {}
            if not any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3")):
                yield f"{str(thing.get('/BaseFont', 'a font'))[1:]} is not embedded"


def _is_ours(plan: Plan | None, number: int) -> bool:
    """Whether a page's links are ours to answer for; without a plan all are."""
    return plan is None or any(item.first <= number <= item.last for item in (*plan.front, *plan.back))


def _leads_out(reading: Reading, number: int, annotation: Any) -> bool:
    """Whether an annotation is a web address in our own words, which is no active content."""
    return _is_ours(reading.plan, number) and links.is_web(annotation)


def _lines(item: Any, reading: Reading) -> Iterator[tuple[str, int | None]]:
    while item is not None:
        yield str(item.get("/Title", "")), reading.landing(item)
        yield from _lines(item.get("/First"), reading)
        item = item.get("/Next")


RULES: Mapping[str, tuple[str, Callable[[Reading], Iterator[str]]]] = {
    "numbers": (f"{UK}, 2", _numbered),
    "labels": (f"{UK}, 2", _labelled),
    "index": (f"{UK}, 3", _as_planned),
    "figures": ("every paper claims what the account comes to", _as_reckoned),
    "outline": (f"{UK}, 3", _outlined),
    "links": (f"{UK}, 3", _linked),
    "view": (f"{UK}, 6", _opens_at_full_size),
    "active-content": ("ISO 19005-3, 6.5.1", _harmless),
    "title": ("ISO 14289-1, 7.1", _named),
    "fonts": ("ISO 19005-3, 6.2.11.4.1", _embedded),
}
