"""Credits that no invoice is named for: the cases of who has one are put on hold, so that nobody is asked for the gross
sum, and it is said what sets the credit off. Pure: nothing is written here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from casefile.case.model import Case
from casefile.case.names import safe_name
from casefile.errors import Problem
from casefile.intake.open_item import Credit
from casefile.intake.portfolio import Added, Known, Plan, is_debtor
from casefile.intake.set_off import same, same_customer
from casefile.money import Money, total
from casefile.render.locale import money

REASONS: Mapping[str, str] = {
    "en": "an open credit of {amount} is to be set against what they owe",
    "fr": "un avoir de {amount} reste à déduire",
    "pl": "do rozliczenia pozostaje nadpłata lub korekta na kwotę {amount}",
    "ru": "подлежит зачёту сумма {amount} в пользу должника",
    "de": "ein offenes Guthaben von {amount} ist noch zu verrechnen",
}
"""Why nothing goes out, in the workspace's language."""


@dataclass(frozen=True, slots=True)
class Held:
    """A case that is put on hold."""

    case_id: str
    is_new: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Holds:
    """The cases that are put on hold, and what is to be said of the credits."""

    cases: tuple[Held, ...] = ()
    problems: tuple[Problem, ...] = ()

    def reason(self, case_id: str) -> str:
        """Why a case is put on hold; empty where it is not."""
        return next((each.reason for each in self.cases if each.case_id == case_id), "")


def holds(
    unset: Sequence[Credit], plan: Plan, known: Known, language: str, as_of: date, *, wanted: bool = True
) -> Holds:
    """What the credits `unset` call for. Those that a case knows are let be; not `wanted`, none is held."""
    numbers = {invoice.number for case, _ in known.cases for invoice in case.invoices}
    on_known = (each for item in plan.known for each in item.notes)
    fresh = [each for each in (*unset, *on_known) if not each.number or each.number not in numbers]
    held: dict[str, Held] = {}
    problems: list[Problem] = []
    for group in _by_customer(fresh):
        amount = total([each.amount for each in group], group[0].amount.currency)
        reason = REASONS[language].format(amount=money(amount, language))
        made = [each for each in plan.added if each.currency == amount.currency and _is_theirs(group[0], each)]
        there = [case for case in _open(group[0], known) if case.currency == amount.currency]
        stopped = [case.id for case in there if case.file.hold]
        new = [Held(each.case_id, True, reason) for each in made if each.is_new]
        new += [Held(case.id, False, reason) for case in there if not case.file.hold]
        for each in new if wanted else ():
            held.setdefault(each.case_id, each)
        lapsed = [case.id for case in there if _lapsed(case, as_of)]
        ids = [*(each.case_id for each in new), *stopped]
        problems.append(_told(group, amount, ids, lapsed, wanted=wanted))
    return Holds(tuple(held.values()), tuple(problems))


def _by_customer(rows: Iterable[Credit]) -> Iterator[tuple[Credit, ...]]:
    groups: dict[tuple[str, str], list[Credit]] = {}
    for each in rows:
        who = f"#{each.customer}" if each.customer else same(each.debtor)
        groups.setdefault((who, each.amount.currency), []).append(each)
    yield from map(tuple, groups.values())


def _is_theirs(credit: Credit, added: Added) -> bool:
    return any(same_customer(credit, item) for item in added.items)


def _open(credit: Credit, known: Known) -> Iterator[Case]:
    """The open cases that there are of the credit's customer."""
    for case, _ in known.cases:
        if not case.file.closed and is_debtor(credit, case.debtor, case.debtor_id):
            yield case


def _lapsed(case: Case, as_of: date) -> bool:
    hold = case.file.hold
    return bool(hold and hold.until and hold.until < as_of)


def _told(
    group: Sequence[Credit], amount: Money, ids: Sequence[str], lapsed: Sequence[str], *, wanted: bool
) -> Problem:
    """One sentence a customer, and what sets the credit off."""
    rows = ", ".join(f"{each.number or 'no number'} in line {each.source.line}" for each in group)
    message = f"{group[0].debtor} has an open credit of {amount} {amount.currency} ({rows}) that names no open invoice"
    which = ", ".join(ids)
    if not ids:
        message += ", and no case: it is not taken in"
    elif lapsed:
        message += f"; the hold of {', '.join(lapsed)} is over: letters ask for the gross sum"
    elif wanted:
        message += f": {which} {'is' if len(ids) == 1 else 'are'} on hold until it is set off"
    else:
        message += f": letters of {which} ask for the gross sum"
    name = safe_name((group[0].number or "credit").replace("/", "-").replace(".", "-"))
    note = f"invoices/{name}.yaml with kind: credit-note and credits: {group[0].of or 'its invoice'}"
    hint = f"write {note}; or: casefile pay {ids[0] if ids else 'CASE'} {amount} --date …"
    if ids and wanted:
        hint += "; then take hold: out of case.yaml"
    return Problem(message, group[0].source, hint, "open-credit", "warning")
