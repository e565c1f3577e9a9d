"""What the checks find, told to our own attorney: a sentence a rule in the packet's language, and the places by name.

Knows the case's records and no check: a finding is known by its rule, and its place by where it stands in the files.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce

from casefile.case.agreement import inside
from casefile.case.fields import Language
from casefile.case.model import Case
from casefile.errors import CaseError, Problem, Source
from casefile.records import Record, Table, Text
from casefile.render import locale
from casefile.render.literal import visible
from casefile.render.wording import wording

_MOST = 20  # places of one rule: casefile check names them all


class Words(Record):
    """One language's words (`<language>/words/findings.yaml`)."""

    invoice: Text
    """An invoice by its `{number}`."""
    line: Text
    """A `{line}` of an invoice, by the invoice's `{number}`."""
    contact: Text
    """A contact by its `{channel}` and `{day}`."""
    channels: Table[Text]
    """What a contact is, by its channel, within a sentence."""
    offer: Text
    """An offer by its `{id}`."""
    payment: Text
    """A payment by its `{day}`."""
    then: Text
    """Two places in a row: what comes `{before}`, and the next `{one}`."""
    where: Text
    """Behind a sentence: the `{places}` that it is about."""
    told: Table[Text]
    """What is weak, why it matters and what to do, by the rule of the finding."""


@dataclass(frozen=True, slots=True)
class Told:
    """What one rule found: its sentence, and where, in words; "" where it is about the case as a whole."""

    said: str
    places: str


def words(language: str) -> Words:
    """A language's words. CaseError for a language without them; another never stands in."""
    return wording(language, "findings", Words)


def told(found: Sequence[Problem], case: Case, language: Language) -> tuple[Told, ...]:
    """Findings in their order, a rule once, with all its places. CaseError for a rule without a sentence."""
    spoken, place = words(language), _places(case, language)
    by_rule: dict[str, list[str]] = {}
    for each in found:
        by_rule.setdefault(each.rule, []).append(place(each.source))
    if missing := sorted(by_rule.keys() - spoken.told.keys()):
        message = f"nothing says in language '{language}' what {', '.join(missing)} means"
        raise CaseError(Problem(message, hint="write it in words/findings.yaml", rule="language"))
    return tuple(Told(spoken.told[rule], _listed(names, spoken)) for rule, names in by_rule.items())


def _listed(names: Sequence[str], spoken: Words) -> str:
    each = tuple(dict.fromkeys(filter(None, names)))
    shown = (*each[:_MOST], *(("…",) if len(each) > _MOST else ()))
    if not shown:
        return ""
    return spoken.where.format(places=reduce(lambda before, one: spoken.then.format(before=before, one=one), shown))


def _places(case: Case, language: Language) -> Callable[[Source | None], str]:
    """What stands at a place of the case's files, by name; "" for what has none."""
    exact = {source: name for record, name in _named(case, language) for source in _sources(record)}
    files = dict(_files(case, language))
    return lambda source: (exact.get(source) or files.get(source.file, "")) if source else ""


def _sources(record: Record) -> Iterator[Source]:
    yield record.at.source
    yield from (record.at.of(key) for key in record.at.keys)


def _named(case: Case, language: Language) -> Iterator[tuple[Record, str]]:
    """Every record that has a name, with all that is inside it; what is inside a line comes behind its invoice."""
    spoken = words(language)
    tops: list[tuple[Record, str]] = []
    for invoice in case.invoices:
        number = visible(invoice.number)
        tops.append((invoice, spoken.invoice.format(number=number)))
        tops += [(line, spoken.line.format(number=number, line=visible(line.id))) for line in invoice.lines]
    tops += [(exhibit, exhibit.id) for exhibit in case.exhibits]
    tops += [(offer, spoken.offer.format(id=visible(offer.id))) for offer in case.offers]
    tops += [(each, spoken.payment.format(day=locale.day(each.date, language, short=True))) for each in case.payments]
    yield from ((each, name) for top, name in tops for each in inside(top))


def _files(case: Case, language: Language) -> Iterator[tuple[str, str]]:
    """What has a file of its own, by the file."""
    spoken = words(language)
    for invoice in case.invoices:
        yield invoice.at.file, spoken.invoice.format(number=visible(invoice.number))
    for contact in case.contacts:
        day = locale.day(contact.head.date, language, short=True)
        yield contact.file, spoken.contact.format(channel=spoken.channels[contact.head.channel], day=day)
