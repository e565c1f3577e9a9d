"""What a document is asked for with: the cases and claims it is about, and the choices made for it.

Values only; knows no kind and no template.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Literal

from casefile.case.model import Case
from casefile.claim.model import Claim
from casefile.claim.regimes import Regimes
from casefile.errors import Problem
from casefile.render.sheet import Asset, Location, Sheet

Audience = Literal["debtor", "attorney", "counsel", "us"]
"""Who reads a document: the debtor; an attorney and a court, and with them the other side; our own counsel and nobody
else; nobody but us."""

Sender = Literal["creditor", "attorney"]
Format = Literal["pdf", "docx", "html", "md", "eml", "xlsx"]


@dataclass(frozen=True, slots=True)
class Matter:
    """A case, on this side of the wall when the other side or a court may read the document, and what is owed in it.

    `whole` is the case with what is kept back: for reckoning, never for words. A call that is kept back still puts a
    debtor in default. Only the letter that makes an offer says what is kept back: the terms of that offer.
    """

    case: Case
    claim: Claim
    whole: Case


Matters = tuple[Matter, ...]
"""The cases one document is about, oldest first; never empty, one creditor and one debtor, but for the portfolio."""


@dataclass(frozen=True, slots=True)
class Sides:
    """What a court's rules call the two sides; empty where a paper has its own words for them."""

    creditor: str = ""
    debtor: str = ""


@dataclass(frozen=True, slots=True)
class Options:
    """The choices for one document. `step` is empty for kinds without steps; `by` whose letter it is; `enclosed`: it is
    for the packet, which the other side and a court may see, and `alone`: no file goes with that; `sides` are what its
    profile calls them; `offers` are the ids of those to make, none for all that stand."""

    as_of: date
    language: str
    step: str = ""
    by: Sender = "creditor"
    draft: bool = False
    revision: str = ""
    logo: Asset | None = None
    search: tuple[Path, ...] = ()
    locations: Mapping[str, Location] | None = None
    regimes: Regimes = field(default_factory=Regimes)
    enclosed: bool = False
    alone: bool = False
    sides: Sides = Sides()
    offers: tuple[str, ...] = ()
    invoices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Content:
    """What a kind hands to its template: `values`, a frozen record whose fields are the names the template may use, and
    the pictures it may set. `warnings` are for whoever sends it."""

    values: Any
    assets: Mapping[str, Asset] = field(default_factory=dict)
    warnings: tuple[Problem, ...] = ()


Needs = Callable[[Matters, Options], tuple[Problem, ...]]
Build = Callable[[Matters, Options], Content]
Steps = Callable[[Matters, Options], tuple[str, ...]]
Drawn = Callable[[Matters, Options, Sheet], bytes]
"""A document in a format that only its kind has, of the sheet that its template gave."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A document kind: who reads it, what the case must hold for it, what it says, and when `build` makes it.

    `needs` gives a problem, with where to write it, for each thing that is missing. `steps` gives the steps that apply
    on the day, `("",)` for a kind without steps that applies, `()` for one that does not; `named_steps` all there are.
    `values` is the record of what its template may name. `by_counsel`: an attorney may send it. `is_dated`: its head
    names the as-of date. `takes_offers`: which offers it makes can be chosen. `own_formats`: how it is drawn in those
    that only it has. `sent_as`: what of it goes with an e-mail. `is_portfolio`: it is about all cases, of all debtors.
    """

    name: str
    audience: Audience
    is_letter: bool
    needs: Needs
    content: Build
    steps: Steps
    values: type[Any] = object
    named_steps: tuple[str, ...] = ()
    by_counsel: bool = False
    is_dated: bool = True
    takes_offers: bool = False
    own_formats: Mapping[Format, Drawn] = field(default_factory=dict)
    sent_as: tuple[Format, ...] = ("pdf",)
    is_portfolio: bool = False

    @property
    def has_steps(self) -> bool:
        """Whether there are several letters of this kind."""
        return bool(self.named_steps)

    @property
    def formats(self) -> tuple[Format, ...]:
        """What it is written in; what is for us alone is not sent."""
        sent: tuple[Format, ...] = () if self.audience == "us" else ("eml",)
        return ("pdf", "docx", "html", "md", *sent, *self.own_formats)

    @property
    def is_for_debtor(self) -> bool:
        """Whether a message with it goes to the debtor; any other goes to our counsel, or nowhere."""
        return self.audience == "debtor"

    @property
    def is_private(self) -> bool:
        """Whether only we and our own counsel read it: it is made of the whole case, and never goes into a packet."""
        return self.audience in ("counsel", "us")
