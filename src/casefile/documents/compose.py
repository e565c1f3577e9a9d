"""A document out of cases and claims: asks the kind what is missing, puts up the wall, hands its values to a template.

The one way into this room for rendering, building and packets. Whatever others will read is made from the open case.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from pathlib import Path
from typing import Any

from casefile.case.fields import Language
from casefile.case.model import Case
from casefile.case.upto import earlier
from casefile.case.wall import opened
from casefile.claim.model import Claim
from casefile.claim.regimes import Regimes
from casefile.documents.barred import may_be_claimed
from casefile.documents.framing import LOGO, frame
from casefile.documents.kinds import articled, kind
from casefile.documents.matter import Kind, Matter, Matters, Options, Sender
from casefile.documents.words import variety
from casefile.errors import CaseError, Problem
from casefile.render import sheet
from casefile.render.sheet import Asset, Frame, Location, Sheet
from casefile.render.template import find


@dataclass(frozen=True, slots=True)
class Prepared:
    """All that makes a document, before its template is filled: for the sheet, and for a workspace's own Word file."""

    context: Mapping[str, object]
    frame: Frame
    assets: Mapping[str, Asset]
    locations: Mapping[str, Location]


def compose(
    name: str,
    cases: Sequence[Case],
    claims: Sequence[Claim],
    as_of: date,
    *,
    language: str = "",
    step: str = "",
    by: Sender = "creditor",
    draft: bool = False,
    revision: str = "",
    logo: Asset | None = None,
    search: Sequence[Path] = (),
    locations: Mapping[str, Location] | None = None,
    regimes: Regimes | None = None,
    offers: Sequence[str] = (),
    invoices: Sequence[str] = (),
) -> Sheet:
    """The sheet of a document of kind `name` about these cases, each whole and with its claim on the as-of date.

    `language` defaults to the first case's (for us alone: the workspace's), `step` to `first` for kinds with steps.
    UsageError for an unknown kind; CaseError with everything that the cases lack for it, or with what is wrong in the
    template.
    """
    chosen = kind(name)
    options = Options(
        as_of=as_of,
        language=language or usual_language(chosen, cases[0]),
        step=(step or "first") if chosen.has_steps else "",
        by=by,
        draft=draft,
        revision=revision,
        logo=logo,
        search=tuple(search),
        locations=locations,
        regimes=regimes or Regimes(),
        offers=tuple(offers),
        invoices=tuple(invoices),
    )
    return drawn(chosen, matters_of(chosen, cases, claims), options)


def usual_language(chosen: Kind, case: Case) -> Language:
    """The language of a document that is not asked for in one: the case's, but ours where nobody else reads it."""
    return case.workspace.language if chosen.audience == "us" else case.language


def matters_of(chosen: Kind, cases: Sequence[Case], claims: Sequence[Claim]) -> Matters:
    """The cases with their claims, on this side of the wall unless the document is for us and our counsel alone."""
    pairs = zip(cases, claims, strict=True)
    return tuple(Matter(earlier(case) if chosen.is_private else opened(case), claim, case) for case, claim in pairs)


def spoken(matters: Matters, options: Options) -> Options:
    """The options with the language as the creditor's country writes it."""
    home = matters[0].case.creditor.address
    return replace(options, language=variety(options.language, (home.country if home else "") or ""))


def drawn(chosen: Kind, matters: Matters, options: Options) -> Sheet:
    """The sheet. CaseError as for `compose`."""
    options = spoken(matters, options)
    template = find(chosen.name, options.language, options.search)
    prepared, warnings = prepare(chosen, matters, options)
    made = sheet.compose(
        template,
        prepared.context,
        prepared.frame,
        options.language,
        created=options.as_of,
        search=options.search,
        assets=prepared.assets,
        locations=prepared.locations,
    )
    return replace(made, problems=(*made.problems, *warnings))


def prepare(chosen: Kind, matters: Matters, options: Options) -> tuple[Prepared, tuple[Problem, ...]]:
    """What the template is filled with, and warnings. CaseError with everything that the cases lack."""
    barred = may_be_claimed(chosen, matters, options)
    options = spoken(matters, options)
    problems = (*_by_counsel(chosen, options), *_enclosed(chosen, options), *chosen.needs(matters, options), *barred)
    if problems:
        raise CaseError(problems)
    content = chosen.content(matters, options)
    assets = {**content.assets, **({LOGO: options.logo} if options.logo else {})}
    places = _places(chosen, matters, options)
    prepared = Prepared(named_values(content.values), frame(chosen, matters, options), assets, places)
    return prepared, content.warnings


def _by_counsel(chosen: Kind, options: Options) -> Iterator[Problem]:
    if options.by == "attorney" and not chosen.by_counsel:
        hint = "leave --as attorney out"
        yield Problem(f"{articled(chosen.name)} is not sent through counsel", None, hint, "attorney")


def _enclosed(chosen: Kind, options: Options) -> Iterator[Problem]:
    """The wall's last stone: what is made of the whole case is in no packet, whatever a profile names."""
    if options.enclosed and chosen.is_private:
        message = f"the {chosen.name} is for us and our own counsel: it never goes into a packet"
        yield Problem(message, None, "take it out of the profile", "wall")


def named_values(values: Any) -> dict[str, object]:
    """A record's fields and properties by name: what a template may use."""
    properties = (name for name, value in vars(type(values)).items() if isinstance(value, property))
    names = (*(field.name for field in fields(values)), *properties)
    return {name: getattr(values, name) for name in names}


def applies(name: str, case: Case, claim: Claim, as_of: date, *, enclosed: bool = False) -> tuple[str, ...]:
    """The steps of a kind that `build` makes for a case: `()` when it does not apply, `("",)` for a kind without.

    `enclosed`: in the packet for our attorney.
    """
    chosen = kind(name)
    step = "first" if chosen.has_steps else ""
    options = Options(as_of=as_of, language=usual_language(chosen, case), step=step, enclosed=enclosed)
    matters = matters_of(chosen, (case,), (claim,))
    if any(may_be_claimed(chosen, matters, options)) or any(_enclosed(chosen, options)):
        return ()
    return chosen.steps(matters, options)


def _places(chosen: Kind, matters: Matters, options: Options) -> Mapping[str, Location]:
    """Where each exhibit is found. Outside a packet it is known by its label; how many pages it has is known when it is
    converted. A private document may lie beside a packet, and names exhibits that the packet has not."""
    labels = {exhibit.id: Location(exhibit.id, None) for matter in matters for exhibit in matter.case.exhibits}
    if options.locations is None:
        return labels
    return {**labels, **options.locations} if chosen.is_private else options.locations
