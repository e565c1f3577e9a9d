"""A document ready to be drawn: everything a backend needs, and composing it from a template and plain values.

The Sheet is one frozen value that every backend draws, so PDF, Word, HTML and Markdown say the same. Knows no case and
no file but templates.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Literal

from casefile.errors import CaseError, Problem, Source
from casefile.render import locale, markdown, room
from casefile.render.blocks import Block, Picture, inlines
from casefile.render.front import front
from casefile.render.geometry import Geometry, geometry
from casefile.render.literal import protect, unprotected_parts, visible
from casefile.render.slip import Slip, apart, rows
from casefile.render.template import Template, fill, line

Layout = Literal["letter", "document"]


@dataclass(frozen=True, slots=True)
class Asset:
    """A picture handed in: PNG, JPEG or SVG bytes, what it shows in words, how wide it is set, and, of a payment code
    that is printed on a slip at the page's foot, what that slip says."""

    media_type: str
    content: bytes
    alt: str
    width_mm: float
    slip: Slip | None = None


@dataclass(frozen=True, slots=True)
class Location:
    """Where an exhibit is found: label, number of pages (None before it is converted: not checked then), and its first
    page's bundle page (None outside a packet), or its pages' `numbers` where they are not simply counted. `title` is
    what a packet calls it, for what has no other name."""

    label: str
    pages: int | None
    bundle_page: int | None = None
    numbers: tuple[str, ...] = ()
    title: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands round the text.

    `sender` and `recipient` are name and postal address; `contact` is the sender's telephone, mail and the like;
    `country` the sender's (ISO 3166), which decides where things stand; `references` rows of label and value; `footer`
    is the case, as-of date and revision; `details` the creditor's bank and register; `logo` an asset's name; `banner` a
    word such as DRAFT, set at the head of every page.
    """

    sender: tuple[str, ...] = ()
    contact: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    country: str = "GB"
    place_date: str = ""
    references: tuple[tuple[str, str], ...] = ()
    footer: tuple[str, ...] = ()
    details: tuple[str, ...] = ()
    logo: str = ""
    banner: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One document to draw. `problems` are warnings met on the way: something was left out, the rest stands.

    `slip` is the asset whose slip stands at the foot of the last page; the last block of the body says it as rows.
    """

    language: str
    title: str
    layout: Layout
    frame: Frame
    body: tuple[Block, ...]
    created: date
    landscape: bool = False
    assets: Mapping[str, Asset] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    slip: str = ""


def compose(
    template: Template,
    context: Mapping[str, object],
    frame: Frame,
    language: str,
    *,
    created: date,
    search: Sequence[Path] = (),
    assets: Mapping[str, Asset] | None = None,
    locations: Mapping[str, Location] | None = None,
) -> Sheet:
    """The sheet of a template filled with `context`. `created` is the as-of date, the only date the outputs carry.

    CaseError, with file and line, for a name, exhibit, page, asset or clause that is not there.
    """
    assets, head = assets or {}, front(template)
    functions = {"exhibit": _exhibit(locations or {}, language), "asset": _asset(assets)}
    text = fill(template, context, functions, language, search)
    try:
        body, warnings = markdown.read(text, template.origin, short_words=locale.language(language).short_words)
    except CaseError as error:
        raise CaseError(_located(each, text, template) for each in error.problems) from error
    _check_pictures(body, assets, template)
    body, slipped = (body, "") if head.page == "landscape" else _slipped(body, assets, language)
    return Sheet(
        language=language,
        title=line(template, head.subject, context, language),
        layout=head.layout,
        frame=clean(frame),
        body=body,
        created=created,
        landscape=head.page == "landscape",
        assets=assets,
        problems=(
            *(_located(each, text, template) for each in warnings),
            *_overflow(head.layout, clean(frame), assets),
        ),
        slip=slipped,
    )


def cited(label: str, page: int | None, locations: Mapping[str, Location], language: str) -> str:
    """How a text refers to an exhibit, or to one of its pages: `E07, p. 3`, in a packet `E07, p. 3 [B12]`.

    RefusedError for an exhibit that is not there, or has no such page.
    """
    from casefile.render.sandbox import RefusedError, suggest

    place = locations.get(label)
    if place is None:
        raise RefusedError(f"there is no exhibit '{label}'", suggest(label, locations))
    if page is not None and not 1 <= page <= (place.pages or page):
        raise RefusedError(f"exhibit {label} has no page {page}", f"it has {place.pages}")
    words = place.label if page is None else f"{place.label}, {locale.pages(language, page)}"
    if place.bundle_page is None:
        return words
    number = place.numbers[(page or 1) - 1] if place.numbers else place.bundle_page + (page or 1) - 1
    return f"{words} [B{number}]"


def within(label: str, after: str = "") -> str:
    """A label as it stands within a sentence: its own word small, and left out behind the same word. `Pièce n° 3` is
    `pièce n° 3`, behind `pièce` it is `n° 3`; a label without a word, E07 or A1, stays."""
    if not label[1:2].islower():
        return label
    return f"{label[0].lower()}{label[1:]}".removeprefix(f"{after}\N{NO-BREAK SPACE}").removeprefix(f"{after} ")


def _exhibit(locations: Mapping[str, Location], language: str) -> Callable[..., str]:
    from casefile.render.sandbox import Written

    def exhibit(label: str, page: int | None = None, after: str | None = None) -> str:
        words = cited(label, page, locations, language)
        words = protect(words if after is None else within(words, after))
        if locations[label].bundle_page is None:
            return Written(words)
        return Written(f"[{words}](exhibit:{protect(f'{label}/{page or 1}')})")

    return exhibit


def _asset(assets: Mapping[str, Asset]) -> Callable[..., str]:
    from casefile.render.sandbox import RefusedError, Written, suggest

    def asset(name: str) -> str:
        if name not in assets:
            raise RefusedError(f"there is no picture '{name}'", suggest(name, assets))
        return Written(f"![{protect(assets[name].alt)}](asset:{protect(name)})")

    return asset


def _check_pictures(body: tuple[Block, ...], assets: Mapping[str, Asset], template: Template) -> None:
    missing = sorted({each.name for each in inlines(body) if isinstance(each, Picture)} - set(assets))
    if missing:
        raise CaseError(
            Problem(f"there is no picture '{name}'", _place(template, f"asset:{name}"), rule="asset")
            for name in missing
        )


def _slipped(body: tuple[Block, ...], assets: Mapping[str, Asset], language: str) -> tuple[tuple[Block, ...], str]:
    """The body with the payment code that it sets moved onto its slip, and the name of that asset."""
    for name, asset in assets.items():
        rest = apart(body, name) if asset.slip else body
        if asset.slip and rest != body:
            return (*rest, rows(asset.slip, name, asset.alt, language)), name
    return body, ""


def placed(frame: Frame, assets: Mapping[str, Asset], *, wider: float = 1.0) -> Geometry:
    """Where things stand on a letter's first page, with room for all that its areas hold.

    `wider` is how many times wider than in our faces a program may set the text.
    """
    references = tuple(f"{label} {value}".strip() for label, value in frame.references)
    logo = assets.get(frame.logo)
    head = room.Head(
        frame.sender, frame.contact, frame.recipient, frame.place_date, references,
        room.logo_mm(logo.content, logo.width_mm) if logo else 0.0,
    )  # fmt: skip
    return room.settled(geometry(frame.country), head, wider)


def _overflow(layout: Layout, frame: Frame, assets: Mapping[str, Asset]) -> Iterator[Problem]:
    if layout != "letter":
        return
    wanted, found = geometry(frame.country), placed(frame, assets)
    lines = room.wrapped(frame.recipient, room.RECIPIENT, wanted.address.width)
    if lines > wanted.address_lines:
        message = f"the recipient's address has {lines} lines; the envelope's window shows {wanted.address_lines}"
        yield Problem(message, hint="shorten the address", rule="address", level="warning")
    if found.address.top > wanted.address.top:
        lower = f"{found.address.top - wanted.address.top:.0f} mm lower than the envelope's window wants it"
        message = f"the sender's name and address push the recipient's {lower}"
        yield Problem(message, hint="shorten the sender's name or address", rule="address", level="warning")


def _located(problem: Problem, text: str, template: Template) -> Problem:
    """`problem` at the line of the template that wrote the line it was found on in the filled text."""
    if problem.source is None:
        return problem
    filled = text.split("\n")[problem.source.line - 1]
    own = max(unprotected_parts(filled), key=len).strip()
    return replace(problem, source=_place(template, own) if own in template.text else Source(template.origin))


def _place(template: Template, text: str) -> Source:
    before, found, _ = template.text.partition(text)
    return Source(template.origin, before.count("\n") + 1 if found else 1)


def clean(frame: Frame) -> Frame:
    """`frame` with everything that would hide or reorder text made visible."""
    return Frame(
        sender=tuple(map(visible, frame.sender)),
        contact=tuple(map(visible, frame.contact)),
        recipient=tuple(map(visible, frame.recipient)),
        country=frame.country,
        place_date=visible(frame.place_date),
        references=tuple((visible(label), visible(value)) for label, value in frame.references),
        footer=tuple(map(visible, frame.footer)),
        details=tuple(map(visible, frame.details)),
        logo=frame.logo,
        banner=visible(frame.banner),
    )
