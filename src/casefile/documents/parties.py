"""Parties as documents name them: the lines of an address, register numbers, whom a letter is addressed to."""

from __future__ import annotations

from dataclasses import dataclass

from casefile.case.mailable import reader
from casefile.case.party import Address, Party
from casefile.documents.words import words
from casefile.render import locale

# Countries whose addresses put the postcode after the town; everywhere else it stands before it.
_TOWN_FIRST = frozenset({"GB", "IE", "US", "CA", "AU", "NZ", "IN", "SG", "ZA"})
_OWN_LINE = frozenset({"GB"})  # the postcode on a line of its own (Royal Mail)
_WITH_REGION = frozenset({"US", "CA", "AU"})
_CAPITALS = frozenset({"FR", "MC"})  # the line with the town (NF Z10-011)


@dataclass(frozen=True, slots=True)
class Named:
    """A party as a text names it: `address` on one line, `registers` as label and number."""

    name: str
    address: str
    registers: tuple[str, ...]
    email: str
    phone: str
    is_person: bool
    representative: str
    firm: str


def named(party: Party, language: str) -> Named:
    """A party's values for a template."""
    agent = party.represented_by
    return Named(
        name=party.name,
        address=on_one_line(party.address),
        registers=registers(party, language),
        email=party.email,
        phone=party.phone,
        is_person=party.is_person,
        representative=agent.name if agent else "",
        firm=agent.firm if agent else "",
    )


def registers(party: Party, language: str) -> tuple[str, ...]:
    """`VAT no. GB123456789` and the like, as the case writes them."""
    labels = words(language).registers
    return tuple(_beside(labels.get(key, key.replace("_", " ")), number) for key, number in party.tax_ids.items())


def _beside(label: str, number: str) -> str:
    """A label and its number; a label that ends in a no-break space keeps the number on its line."""
    return f"{label}{number}" if label.endswith("\u00a0") else f"{label} {number}"


def postal(address: Address | None, home: str, language: str) -> tuple[str, ...]:
    """An address' lines in its country's order; the country, in capitals, only when it is not `home`."""
    if address is None:
        return ()
    country = address.country or ""
    abroad = locale.country(country, language).upper() if home and country and country != home else ""
    town = _town(address, country)
    shown = tuple(line.upper() for line in town) if country in _CAPITALS else town
    return tuple(line for line in (*address.lines, *shown, abroad) if line)


def in_two_lines(address: Address | None, home: str, language: str) -> str:
    """An address where room is short: the street, then the town, with the country where it is not `home`."""
    lines, street = postal(address, home, language), len(address.lines) if address else 0
    return "\n".join(filter(None, (", ".join(lines[:street]), ", ".join(lines[street:]))))


def on_one_line(address: Address | None) -> str:
    """An address inside a text, in its country's order: `14 Wharf Road, London N1 7RW`."""
    if address is None:
        return ""
    town = " ".join(_town(address, address.country or ""))
    return ", ".join(part for part in (*address.lines, town.strip()) if part)


def _town(address: Address, country: str) -> tuple[str, ...]:
    if country in _OWN_LINE:
        return (address.city, address.postcode)
    if country in _WITH_REGION:
        return (f"{address.city}, {address.region} {address.postcode}".replace(" ,", ",").strip(" ,"),)
    if country in _TOWN_FIRST:
        return (f"{address.city} {address.postcode}".strip(),)
    return (f"{address.postcode} {address.city}".strip(),)


def recipient(party: Party, home: str, language: str) -> tuple[str, ...]:
    """The lines that show in the envelope's window. A represented party is written to through its representative."""
    agent, row = party.represented_by, words(language)
    if agent:
        through = f"{row.care_of} {agent.firm or agent.name}"
        whom = f"{row.attention} {agent.name}" if agent.firm else ""
        return tuple(x for x in (party.name, through, whom, *postal(agent.address, home, language)) if x)
    person = reader(party)
    whom = f"{row.attention} {person.name}" if person and person.name not in party.name else ""
    return tuple(x for x in (party.name, whom, *postal(party.address, home, language)) if x)


def salutation(party: Party) -> str:
    """How a letter begins, as the case has it; empty where it does not say."""
    if party.represented_by:
        return party.represented_by.salutation
    person = reader(party)
    return (person.salutation if person else "") or party.salutation


def greeting(party: Party) -> str:
    """The name a letter greets; empty when nobody is known by name."""
    if party.represented_by:
        return party.represented_by.name
    person = reader(party)
    if person:
        return person.name
    return party.name if party.is_person else ""
