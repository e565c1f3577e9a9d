"""What a profile says, as records: which papers, sections and rules, what things are called, and what a reader takes.

Knows the form only: the files, and what is wrong in one, are next door.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from casefile.case.fields import Language, Privilege
from casefile.case.proof import ExhibitKind
from casefile.documents.matter import Sides
from casefile.errors import CaseError, Problem
from casefile.records import Flag, Record, Table, Text, Whole

OWN = frozenset({"cover", "index", "bordereau", "evidence-list", "certificate", "read-first"})
"""The packet's own papers that a profile can name beside the document kinds."""


class SectionRule(Record):
    """One section: its letter (none where its exhibits have letters of their own), its title in each language, the
    kinds of exhibits in it, and whether contacts that have no exhibit are printed here."""

    letter: Text = ""
    kinds: tuple[ExhibitKind, ...]
    title: Table[Text]
    contacts: Flag = False
    kept: tuple[Privilege, ...] = ()
    """As what the documents in it are kept, on our side of the wall."""


class Limits(Record):
    """What a reader's machine or a court takes: the most megabytes (10^6 bytes) a file, and dots an inch a picture."""

    megabytes: Whole | None = None
    dpi: Whole | None = None


class Bates(Record):
    """Numbers that count the pages through a production, on top of the packet's own: the prefix before them, the first
    one, and how many digits they have at least."""

    prefix: Text = ""
    start: Whole = 1
    digits: Whole = 6

    def number(self, page: str) -> str:
        """The number of a packet's page: HALV000012 for 12, HALV000012.1 for 12.1, which was put in later."""
        counted, dot, behind = page.partition(".")
        return f"{self.prefix}{self.start + int(counted) - 1:0{self.digits}}{dot}{behind}"


class Profile(Record):
    """A packet's order and look, with the rules they follow.

    Our papers in front (`drafts` of them marked so), the sections, our papers at the back. `sources` are a court's
    rules, each with its paragraph and day; `rules` the inspector's tests that apply, each with its source. `about` says
    in a sentence for whom it is.
    """

    name: Text = ""
    about: Table[Text] = Field(default_factory=dict)
    sources: tuple[Text, ...] = ()
    front: tuple[Text, ...] = ()
    unless: Table[Text] = Field(default_factory=dict)
    """A paper in front that is left out where another one is there: `{breakdown: dispute-reply}`."""
    sections: tuple[SectionRule, ...] = ()
    like: Text = ""
    """The profile that comes with casefile whose sections and extras it takes, where it names none of its own; its
    papers, too, in front and at the back, where none are named in front."""
    back: tuple[Text, ...] = ()
    drafts: tuple[Text, ...] = ()
    side: Literal["open", "ours"] = "open"
    """Which side of the wall it shows: what is open, or what is for our own attorney only."""
    labels: Literal["register", "section", "letters", "numbers"] = "register"
    """What exhibits are called: E07 as in the register, A1 by section, A, B, C, or 1, 2, 3."""
    label: Table[Text] = Field(default_factory=dict)
    """What stands round an exhibit's label, by language, with `{label}` in it: `Exhibit {label}`."""
    sides: Table[tuple[Text, ...]] = Field(default_factory=dict)
    """What the creditor and the debtor are called on cover and summary, by language: `{en: [Claimant, Defendant]}`."""
    files: Literal["one", "each"] = "one"
    """One PDF of everything, or one a document."""
    filed: Table[Text] = Field(default_factory=dict)
    """What a document's own file is called, by language: `{number}`, `{title}`, `{day}` and `{pages}` of it; what is
    in [brackets] is left out where a gap in it stays empty."""
    slips: Flag = False
    """Whether a slip sheet with its label stands before each exhibit."""
    cited: Flag = False
    """Whether only exhibits are in it that its papers refer to."""
    listed: Flag = False
    """Whether the exhibits are listed in words only, and none is attached."""
    extras: tuple[Literal["browser", "load"], ...] = ()
    """What lies beside the PDF: index.html to browse and search, load files for litigation support."""
    limits: Limits = Limits()
    bates: Bates | None = None
    """Bates numbers on every page, where a reader wants them."""
    rules: Table[Text] = Field(default_factory=dict)
    declaration: Table[Text] = Field(default_factory=dict)
    """The certificate's declaration, by language, where a court wants its own wording."""

    @property
    def is_bound(self) -> bool:
        """Whether its papers and the exhibits are bound together, so that what names one leads to its page."""
        return self.files == "one" and not self.listed

    @property
    def has_index(self) -> bool:
        """Whether its packets have an index whose rows lead to pages of the same file."""
        return "index" in self.front and self.is_bound

    @property
    def takes_late(self) -> bool:
        """Whether late additions move neither its labels nor its files."""
        return self.is_bound and self.labels == "register"

    def named(self, language: Language) -> Sides:
        """What the sides are called in a language; where the profile does not say, as the papers call them."""
        return Sides(*self.sides.get(language, ()))

    def title(self, section: SectionRule, language: Language) -> str:
        """A section's title. CaseError when the profile has none in this language; another never stands in."""
        if language not in section.title:
            message = f"the profile '{self.name}' has no title for section {section.letter} in language '{language}'"
            raise CaseError(Problem(message, section.at.of("title"), "write one", "profile"))
        return section.title[language]
