"""What a list of open invoices adds to a workspace: new customers, new cases, invoices of cases there are; and where
list and workspace differ. Pure: nothing is read and nothing written here.

The same list a second time adds nothing. What the workspace knows is never changed by a list: a difference is told.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from casefile.case.exports import OpenItems
from casefile.case.model import Case
from casefile.case.names import safe_name
from casefile.case.party import Party
from casefile.case.yamltext import Value
from casefile.claim.model import Claim
from casefile.errors import Problem
from casefile.intake.mailboxes import first_address
from casefile.intake.open_item import Credit, OpenItem
from casefile.intake.set_off import same

_LONGEST_ID = 60


@dataclass(frozen=True, slots=True)
class Added:
    """One case with the invoices it gets; `is_new` where it is made, of the customer `debtor_id`, whose file is made
    too where `party` says what it holds."""

    case_id: str
    is_new: bool
    debtor: str
    debtor_id: str
    currency: str
    party: Mapping[str, Value] | None
    items: tuple[OpenItem, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """What a list adds, which of its invoices are known already, and where it and the workspace differ."""

    added: tuple[Added, ...]
    known: tuple[OpenItem, ...]
    differences: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """What there is already: each case with its claim, and the parties in debtors/ by their ids."""

    cases: tuple[tuple[Case, Claim], ...]
    parties: Mapping[str, Party]
    ids: frozenset[str]


def plan(items: Sequence[OpenItem], known: Known, settings: OpenItems, as_of: date) -> Plan:
    """What is new in the rows."""
    numbers = {invoice.number: (case, claim) for case, claim in known.cases for invoice in case.invoices}
    differences: list[Problem] = []
    old: list[OpenItem] = []
    fresh: list[OpenItem] = []
    for item in items:
        if item.number not in numbers:
            fresh.append(item)
            continue
        case, claim = numbers[item.number]
        if not is_debtor(item, case.debtor, case.debtor_id):
            hint = "name the customer as the case does, or take the invoice in by hand"
            message = f"invoice {item.number} is one of {case.debtor.name} in {case.id}, not of {item.debtor}"
            differences.append(_told(message, item, hint))
            continue
        old.append(item)
        differences += _differing(item, case, claim, numbers)
    differences += _gone(items, known, as_of)
    return Plan(tuple(_added(fresh, known, settings)), tuple(old), tuple(differences))


def _told(message: str, item: OpenItem, hint: str) -> Problem:
    return Problem(message, item.source, hint, "open-items", "warning")


def _differing(item: OpenItem, case: Case, claim: Claim, numbers: Container[str]) -> Iterator[Problem]:
    """Where the list says something else of an invoice than the case."""
    invoice = next(one for one in case.invoices if one.number == item.number)
    mine = next((one for one in claim.invoices if one.number == item.number), None)
    if item.total.currency != case.currency:
        message = f"invoice {item.number} is in {case.currency} in {case.id}, here in {item.total.currency}"
        yield _told(message, item, "mend the one that is wrong")
        return
    if mine is None:
        return
    for what, theirs, ours in (("issued on", item.issued, invoice.issued), ("due on", item.due, invoice.due)):
        if ours and theirs != ours:
            message = f"invoice {item.number} is {what} {theirs} here, and {ours} in {case.id}"
            yield _told(message, item, "mend the one that is wrong")
    if item.open < mine.outstanding:
        missing = mine.outstanding - item.open
        message = f"of invoice {item.number} {item.open} is open here, and {mine.outstanding} in {case.id}"
        notes = [each.number for each in item.notes if each.number not in numbers]
        hint = (
            f"credit note {', '.join(notes)} is not in the case: write it into its invoices/, with kind: credit-note "
            f"and credits: {item.number}"
            if notes
            else f"if {missing} was paid: casefile pay {case.id} {missing} --invoice {item.number} --date …"
        )
        yield _told(message, item, hint)
    elif item.open > mine.outstanding:
        message = f"of invoice {item.number} {item.open} is open here, and only {mine.outstanding} in {case.id}"
        yield _told(message, item, "look whether a payment was taken back, or belongs to another invoice")


def _gone(items: Sequence[OpenItem], known: Known, as_of: date) -> Iterator[Problem]:
    """Invoices that are open here and no longer on the list, of customers who are on it."""
    listed = {item.number for item in items}
    for case, claim in known.cases:
        of = [item for item in items if is_debtor(item, case.debtor, case.debtor_id)]
        if case.file.closed or not of:
            continue
        for one in claim.invoices:
            if one.outstanding and one.number not in listed and one.invoice.issued <= as_of:
                message = f"invoice {one.number} is open in {case.id} ({one.outstanding}), and not on the list"
                hint = f"if it was paid: casefile pay {case.id} {one.outstanding} --invoice {one.number} --date …"
                yield Problem(message, one.invoice.at.source, hint, "open-items", "warning")


def _added(items: Sequence[OpenItem], known: Known, settings: OpenItems) -> Iterator[Added]:
    """The new rows by the case they belong to."""
    ids, parties = set(known.ids), dict(known.parties)
    rows = by_customer(items)
    made: dict[tuple[str, str, str], Added] = {}
    for item in items:
        own = item.number if settings.one_case == "invoice" else ""
        key = (_customer(item), item.total.currency, own)
        if key in made:
            made[key] = replace(made[key], items=(*made[key].items, item))
            continue
        case = None if own else _growing(item, known)
        if case:
            made[key] = Added(case.id, False, case.debtor.name, case.debtor_id, case.currency, None, (item,))
            continue
        debtor_id, party = _party(item, parties, made, rows[_customer(item)])
        case_id = _free(_slug(own or f"{debtor_id}-{item.total.currency.lower()}"), ids)
        ids.add(case_id)
        made[key] = Added(case_id, True, item.debtor, debtor_id, item.total.currency, party, (item,))
    yield from made.values()


def by_customer(items: Iterable[OpenItem]) -> Mapping[str, tuple[OpenItem, ...]]:
    """The rows of each customer, by your number for them or by their name."""
    found: dict[str, list[OpenItem]] = {}
    for each in items:
        found.setdefault(_customer(each), []).append(each)
    return {key: tuple(rows) for key, rows in found.items()}


def _customer(item: OpenItem) -> str:
    return f"#{item.customer}" if item.customer else same(item.debtor)


def _growing(item: OpenItem, known: Known) -> Case | None:
    """The one case of the customer that the invoice belongs to: still open, nothing agreed, nobody insolvent."""
    found = [
        case
        for case, _ in known.cases
        if case.currency == item.total.currency
        and is_debtor(item, case.debtor, case.debtor_id)
        and not (case.file.closed or case.settlement or case.file.insolvency or case.file.attorney)
    ]
    return found[0] if len(found) == 1 else None


def is_debtor(item: OpenItem | Credit, party: Party, party_id: str) -> bool:
    """Whether a row is about a party: by your number for them, which its id begins with, or by their name."""
    if item.customer and party_id:
        return party_id == _party_id(item) or same(party.name) == same(item.debtor)
    return same(party.name) == same(item.debtor)


def _party(
    item: OpenItem,
    parties: Mapping[str, Party],
    made: Mapping[tuple[str, str, str], Added],
    rows: Sequence[OpenItem],
) -> tuple[str, Mapping[str, Value] | None]:
    """The id of the customer's file in debtors/, and what it holds where it has to be made."""
    known = next((key for key, party in parties.items() if is_debtor(item, party, key)), "")
    earlier = next((each.debtor_id for key, each in made.items() if key[0] == _customer(item) and each.debtor_id), "")
    if known or earlier:
        return known or earlier, None
    wanted = _free(_party_id(item), {*parties, *(each.debtor_id for each in made.values())})
    return wanted, _as_party(item, rows)


def _party_id(item: OpenItem | Credit) -> str:
    return _slug(f"{item.customer}-{item.debtor}" if item.customer else item.debtor)


def _as_party(item: OpenItem, rows: Sequence[OpenItem]) -> Mapping[str, Value]:
    """What the first row says of the customer; their e-mail is the first of all their rows that is one."""
    said = item.party
    address: dict[str, Value] = {"lines": (said["street"],) if said["street"] else ()}
    address |= {key: said[key] for key in ("postcode", "city")} | {"country": said["country"].upper()}
    address = {key: value for key, value in address.items() if value}
    email = first_address(each.party["email"] for each in rows)
    ids: Mapping[str, Value] = {"vat": said["vat"]} if said["vat"] else {}
    return {"name": item.debtor, "address": address, "email": email, "phone": said["phone"], "tax_ids": ids}


def _slug(text: str) -> str:
    return safe_name(text.replace(".", "-").replace("/", "-")).lower().replace("_", "-")[:_LONGEST_ID].strip("-.")


def _free(wanted: str, taken: set[str]) -> str:
    number, found = 1, wanted
    while found in taken:
        number += 1
        found = f"{wanted}-{number}"
    return found
