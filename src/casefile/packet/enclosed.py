"""The documents about the case as they stand in a packet, with references into it; what of them lies beside it to be
filled in; and which exhibits they cite.

Knows the document kinds by name; what they say is theirs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

from casefile.case.model import Case
from casefile.documents import compose as documents
from casefile.documents import kinds, word
from casefile.documents.compose import applies
from casefile.documents.matter import Format, Kind, Options, Sides
from casefile.packet import keeping
from casefile.packet.papers import About
from casefile.packet.pdf.links import SCHEME
from casefile.packet.plan import WIDEST, Plan
from casefile.packet.profile import OWN, Profile
from casefile.render.blocks import Run, inlines
from casefile.render.sheet import Location, Sheet


def document(about: About, whole: Case, kind: str, profile: Profile, locations: Mapping[str, Location]) -> Sheet | None:
    """A document about the case with references into the packet; None when the case has nothing for it, or the profile
    has another one instead.

    It is composed of the whole case: what it says is the open part's, its figures the whole's.
    """
    if not _is_there(about, whole, kind) or _is_replaced(about, whole, kind, profile):
        return None
    chosen = kinds.kind(kind)
    options = _options(about, chosen, profile, locations)
    return documents.drawn(chosen, documents.matters_of(chosen, (whole,), (about.claim,)), options)


def in_word(about: About, whole: Case, kind: str, sheet: Sheet, profile: Profile, plan: Plan, kept: Path) -> bytes:
    """A document as a Word file that refers to the packet's pages, in the workspace's own template if it has one.

    `kept` is a folder for what need not be drawn twice.
    """
    chosen = kinds.kind(kind)
    options = _options(about, chosen, profile, plan.locations)
    own = word.own(kind, options)
    if own is None:
        return keeping.in_word(sheet, about.making.letterhead, kept / f"{kind}-word.docx")
    return word.filled(own, chosen, documents.matters_of(chosen, (whole,), (about.claim,)), options, sheet.title)


def to_fill_in(about: About, whole: Case, kind: str, profile: Profile) -> Mapping[Format, bytes]:
    """A document in the formats that only its kind has, as `casefile render` makes it: whoever gets one on its own and
    whoever gets the packet fill in the same file. CaseError where a workspace's own template is not the kind's."""
    chosen = kinds.kind(kind)
    matters = documents.matters_of(chosen, (whole,), (about.claim,))
    options = replace(_options(about, chosen, profile, {}), locations=None, enclosed=False, sides=Sides())
    sheet = documents.drawn(chosen, matters, options) if chosen.own_formats else None
    return {each: draw(matters, options, sheet) for each, draw in chosen.own_formats.items() if sheet}


def cited(about: About, whole: Case, profile: Profile, plan: Plan) -> frozenset[str]:
    """The exhibits, by number, and the printed contacts, by file, of a plan of all that the profile's documents refer
    to. CaseError where one can't be composed."""
    places = {item.name: Location(item.mark, None, WIDEST, title=item.title) for item in plan.exhibits}
    names = (kind for kind in (*profile.front, *profile.back) if kind not in OWN)
    sheets = (document(about, whole, kind, profile, places) for kind in names)
    return frozenset(name for sheet in sheets if sheet for name in _referred(sheet))


def _referred(sheet: Sheet) -> Iterator[str]:
    for each in inlines(sheet.body):
        if isinstance(each, Run) and each.href.startswith(SCHEME):
            yield unquote(each.href.removeprefix(SCHEME)).rpartition("/")[0]


def _is_there(about: About, whole: Case, kind: str) -> bool:
    return bool(applies(kind, whole, about.claim, about.as_of, enclosed=True))


def _is_replaced(about: About, whole: Case, kind: str, profile: Profile) -> bool:
    """Whether the profile leaves a document out because the other one that it names is there."""
    other = profile.unless.get(kind, "")
    return other in (*profile.front, *profile.back) and _is_there(about, whole, other)


def _options(about: About, chosen: Kind, profile: Profile, locations: Mapping[str, Location]) -> Options:
    making = about.making
    return Options(
        as_of=about.as_of, language=about.language, step="first" if chosen.has_steps else "",
        draft=chosen.name in profile.drafts, revision=about.revision, logo=making.logo,
        search=making.search, locations=locations, regimes=making.regimes, enclosed=True,
        alone=making.alone, sides=profile.named(about.language),
    )  # fmt: skip
