"""A story of plain values written out as the YAML of a case, and the workspace that it lies in."""

from __future__ import annotations

from decimal import Decimal

from casefile.case.model import Case
from casefile.claim import regimes
from casefile.claim.model import Claim
from casefile.claim.owed import owed
from casefile.claim.regimes import Regimes
from casefile.money import Money
from tests.claim.cases import case
from tests.claim.naive.facts import Bill, Letter, Note, Paid, Story
from tests.claim.naive.rates import OWN_TEXT

OWN_SERIES = "fr-interet-legal"
USE = Regimes(own_rates={OWN_SERIES: OWN_TEXT.encode()})
BUNDLED = regimes.bundled()


def claimed(story: Story, use: Regimes = USE, backwards: bool = False) -> Claim:
    """What is owed, by the calculation under test."""
    return owed(written(story, backwards), story.as_of, use)


def units(currency: str) -> int:
    """How many minor units there are in one."""
    return 1 if currency == "JPY" else 100


def minor(amount: Money) -> int:
    """An amount in minor units."""
    found = amount.amount * units(amount.currency)
    assert found == int(found)
    return int(found)


def written(story: Story, backwards: bool = False) -> Case:
    """The case; `backwards` lists its payments the other way round."""
    payments = story.payments[::-1] if backwards else story.payments
    return case(
        *(bill(one, story.currency) for one in story.bills),
        *(note(one, n, story.currency) for n, one in enumerate(story.notes)),
        file=terms(story),
        payments="".join(payment(one, story.currency) for one in payments),
        contacts=tuple(contact(one) for one in story.letters),
        debtor=story.debtor,
        currency=story.currency,
    )


def terms(story: Story) -> str:
    """The keys of case.yaml that matter."""
    given = [f"regime: {story.law}"]
    if story.agreed:
        given += [f"rate: {story.agreed.rate}", f"per: {story.agreed.per}", f"days: {story.agreed.count}"]
        given += [f"cap: {story.agreed.cap}"] if story.agreed.cap else []
        given += ["compounding: yearly"] if story.agreed.compounding else []
    given += [f"from: {story.since}"] if story.since else []
    given += ["act: an act"] if story.law == "eu" else []
    rates = ", ".join(f"{{EUR: {rate}, on: {on}, source: bank}}" for on, rate in story.conversions)
    given += [f"conversion: [{rates}]"] if rates else []
    costs = ", ".join(f"{{date: {on}, amount: {sum_(cost, story.currency)}, what: x}}" for on, cost in story.costs)
    end = f"\ninsolvency: {{opened: {story.insolvent}}}" if story.insolvent else ""
    law = "contract: {law: PL}\n" if story.agreed and story.agreed.polish else ""
    return f"{law}interest: {{{', '.join(given)}}}\ncosts: [{costs}]{end}"


def sum_(amount: int, currency: str) -> str:
    """An amount as it is written in a case."""
    return str(Decimal(amount) / units(currency))


def bill(one: Bill, currency: str) -> str:
    """An invoice's file."""
    rows = [f"number: {one.number}", f"issued: {one.issued}", f"due: {one.due}", "lines:"]
    for n, net in enumerate(one.nets):
        done = one.delivered[n] if n < len(one.delivered) else None
        rest = f", delivered: {done}" if done else ""
        rows.append(f"- {{id: '{n}', description: x, unit_price: {sum_(net, currency)}, tax: {one.tax}{rest}}}")
    rows += [] if one.agreed else ["due_basis: invoice"]
    rows += [f"received: {one.received}"] if one.received else []
    rows += [f"early_payment: {{percent: {one.early[0]}, within_days: {one.early[1]}}}"] if one.early else []
    rows += [f"late_fee: {{amount: {sum_(one.fee, currency)}}}"] if one.fee else []
    rows += [f"late_fee: {{percent: {one.fee_percent}}}"] if one.fee_percent else []
    return "\n".join(rows)


def note(one: Note, n: int, currency: str) -> str:
    """A credit note's file."""
    line = f"lines: [{{id: '1', description: x, unit_price: {sum_(one.gross, currency)}}}]"
    return f"number: CN{n}\nkind: credit-note\ncredits: {one.reduces}\nissued: {one.issued}\n{line}"


def payment(one: Paid, currency: str) -> str:
    """A row of payments.yaml."""
    name = f", invoice: {one.name}" if one.name else ""
    towards = f", towards: {one.towards}" if one.towards else ""
    return f"- {{date: {one.day}, amount: {sum_(one.amount, currency)}{name}{towards}}}\n"


def contact(one: Letter) -> str:
    """A contact's front matter."""
    rows = [f"date: {one.day}", f"direction: {one.direction}", f"channel: {one.channel}", f"step: {one.step}"]
    rows += [f"outcome: {one.outcome}"] if one.outcome else []
    rows += [f"received: {{on: {one.arrived}}}"] if one.arrived else []
    rows += [f"invoices: [{one.about}]"] if one.about else []
    return "\n".join(rows)
