"""What every letter knows: who writes, to whom, about which agreement. Knows no kind's own figures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from casefile.case.model import Case
from casefile.documents.interest import bound
from casefile.documents.matter import Matters, Options
from casefile.documents.parties import Named, greeting, named, salutation
from casefile.documents.proof import Refs, refs
from casefile.documents.words import law_named
from casefile.errors import Problem, Source
from casefile.render import locale


@dataclass(frozen=True, slots=True)
class Correspondents:
    """The two sides of a letter. `salutation` is how the letter begins, where the case says so; `greeting` whom it
    greets otherwise, empty when nobody is known by name. `counsel` names the attorney who writes, and is empty in our
    own letters; `american`: by the customs of the United States."""

    creditor: Named
    debtor: Named
    salutation: str
    greeting: str
    represented: bool
    signatory: str
    role: str
    counsel: str
    firm: str
    american: bool

    @property
    def as_attorney(self) -> bool:
        """Whether counsel writes."""
        return bool(self.counsel)


_FORUM = ("forum", "jurisdiction", "arbitration", "disputes", "court", "courts")


Day = date  # where a record has a field of that name


@dataclass(frozen=True, slots=True)
class Agreement:
    """The contract as a letter describes it. `form` is written, emails, oral or empty; `forum` is court, arbitration
    or empty, agreed in `forum_clause`; the rest as far as known."""

    title: str
    form: str
    date: date | None
    by: str
    with_: str
    where: str
    words: str
    exhibits: Refs
    forum: str
    place: str
    forum_clause: str
    law: str
    """As the subject of a sentence: `the law of England and Wales`."""

    @property
    def dated(self) -> Day | None:
        """The day, for a sentence that names the title too; none where the title says it already."""
        return None if self.date and locale.names_day(self.title, self.date) else self.date

    @property
    def is_known(self) -> bool:
        """Whether there is anything to say of it."""
        return bool(self.title or self.date or self.words)


def correspondents(matters: Matters, options: Options) -> Correspondents:
    """The two sides, by who writes."""
    case = matters[0].case
    counsel, signs = case.file.attorney, case.workspace.signatory
    by_counsel = options.by == "attorney" and counsel is not None
    return Correspondents(
        creditor=named(case.creditor, options.language),
        debtor=named(case.debtor, options.language),
        salutation=salutation(case.debtor),
        greeting=greeting(case.debtor),
        represented=case.debtor.represented_by is not None,
        signatory=counsel.name if by_counsel and counsel else signs.name if signs else "",
        role="" if by_counsel else signs.role if signs else "",
        counsel=counsel.name if by_counsel and counsel else "",
        firm=counsel.firm if by_counsel and counsel else "",
        american=options.language == "en-US",
    )


def agreement(case: Case, language: str) -> Agreement:
    """What was agreed, how, when and by whom, and under which law."""
    contract = case.contract
    made = contract.made
    return Agreement(
        title=contract.title,
        form=contract.form or "",
        date=contract.date,
        by=made.by if made else "",
        with_=made.with_ if made else "",
        where=made.where if made else "",
        words=made.words if made else "",
        exhibits=refs(contract.evidence),
        forum=contract.forum.kind if contract.forum else "",
        place=contract.forum.place if contract.forum else "",
        forum_clause=_forum_clause(case),
        law=law_named(contract.law, language) if contract.law else "",
    )


def _forum_clause(case: Case) -> str:
    """The contract's clause on who decides, by the usual names of it."""
    clauses = case.contract.clauses
    return next((bound(clauses[key].ref) for key in _FORUM if key in clauses), "")


def one_debtor(matters: Matters, *, in_one_currency: bool = True) -> Iterator[Problem]:
    """One letter goes from one creditor to one debtor, in one currency; a call may be about several."""
    first = matters[0].case
    for matter in matters[1:]:
        case = matter.case
        for what, ours, theirs in (
            ("creditor", first.creditor.name, case.creditor.name),
            ("debtor", first.debtor.name, case.debtor.name),
            ("currency", first.currency, case.currency),
        ):
            if ours != theirs and (what != "currency" or in_one_currency):
                message = f"one document cannot be about {first.id} and {case.id}: the {what} differs"
                yield Problem(message, case.file.at.source, "make a document for each", "several-cases")


def counsel_known(matters: Matters, options: Options) -> Iterator[Problem]:
    """A letter by counsel needs counsel."""
    case = matters[0].case
    if options.by == "attorney" and case.file.attorney is None:
        hint = "write attorney: {name: …, firm: …} in case.yaml, or leave --as attorney out"
        yield Problem("no attorney is named in this case", case.file.at.source, hint, "attorney")


def something_issued(matters: Matters, options: Options) -> Iterator[Problem]:
    """A document about a claim needs an invoice that was issued by the as-of date."""
    for matter in matters:
        if not matter.claim.invoices:
            place = Source(f"{matter.case.file.at.file.removesuffix('case.yaml')}invoices")
            message = f"no invoice of this case was issued by {options.as_of}"
            yield Problem(message, place, "write the invoice into invoices/, or give a later --as-of", "no-invoice")


def is_closed(case: Case, as_of: date) -> bool:
    """Whether the case was closed by that day."""
    return case.file.closed is not None and case.file.closed.on <= as_of
