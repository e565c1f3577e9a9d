"""What is said of the e-mail addresses of a list: words that are none, and those that are not taken."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from casefile.case.party import Party
from casefile.errors import Problem
from casefile.intake.mailboxes import first_address, further, mailboxes, of_party
from casefile.intake.open_item import OpenItem
from casefile.intake.portfolio import Known, Plan, by_customer
from casefile.intake.portfolio_told import FEW, numbered

MAIL = "e-mail"


def addresses(plan: Plan, known: Known, *, verbose: bool) -> Iterator[Problem]:
    """Of the customers of new rows: the words in place of an e-mail address that are none, and the addresses that are
    not taken. Many that are the same are one sentence, unless all are wanted."""
    rows = by_customer(item for added in plan.added for item in added.items)
    for problems, many in (
        (tuple(_none(rows)), "{count} e-mail addresses of customers are none, and are left out"),
        (tuple(_not_taken(plan, known, rows)), "e-mail addresses of {count} customers are not taken"),
    ):
        if len(problems) > FEW and not verbose:
            lines = numbered([each.source.line for each in problems if each.source])
            yield Problem(f"{many.format(count=len(problems))}: {lines}", None, "--verbose names all", MAIL, "warning")
        else:
            yield from problems


def _none(rows: Mapping[str, Sequence[OpenItem]]) -> Iterator[Problem]:
    for items in rows.values():
        found: dict[str, OpenItem] = {}
        for item in items:
            for words in mailboxes(item.party["email"]).others:
                found.setdefault(words, item)
        for words, item in found.items():
            message = f"'{words}' is no e-mail address: it is left out for {item.debtor}"
            yield Problem(message, item.source, "mend it in the list, or in the customer's file", MAIL, "warning")


def _not_taken(plan: Plan, known: Known, rows: Mapping[str, Sequence[OpenItem]]) -> Iterator[Problem]:
    parties = {added.case_id: known.parties.get(added.debtor_id) for added in plan.added}
    debtors = {case.id: case.debtor for case, _ in known.cases}
    homes = {item.source: added.case_id for added in plan.added for item in added.items}
    for items in rows.values():
        home = homes[items[0].source]
        party = parties[home] or debtors.get(home)
        taken = of_party(party) if party else (first_address(each.party["email"] for each in items),)
        more = tuple(further([each.party["email"] for each in items], taken))
        if more:
            item = next(each for each in items if more[0] in mailboxes(each.party["email"]).addresses)
            yield _told(item, more, taken, party)


def _told(item: OpenItem, more: Sequence[str], taken: Sequence[str], party: Party | None) -> Problem:
    found = ", ".join(more)
    if party is None:
        message = f"{item.debtor} has more than one e-mail address: {taken[0]} is taken, {found} not"
    else:
        message = f"{found}, listed for {item.debtor}, is not in the customer's file, which is left as it is"
    hint = "where it is to be used, write it there: as email:, or as that of a person under contacts:"
    return Problem(message, item.source, hint, MAIL, "warning")
