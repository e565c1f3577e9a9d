"""`casefile credit`: a limit, an advance and days to pay for a debtor, from how they have paid, with the reasons."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from casefile.cli.dossiers import dossiers
from casefile.cli.parameters import command as named
from casefile.cli.statistics import days_values
from casefile.cli.terminal import Rank, as_json, document, figure, say, show, width, wrapped

if TYPE_CHECKING:
    from casefile.cli.session import Session
    from casefile.followup.action import Dossier
    from casefile.followup.credit import Reason, Suggestion
    from casefile.money import Money

_PIPED = 80
BIAS = (
    "Advice; a person decides. It knows the invoices that were taken into casefile, and nothing of the debtor's"
    " accounts: a register extract, a credit report or references may say more."
)


@named("credit")
@click.argument("who", metavar="DEBTOR")
def command(session: Session, who: str) -> int:
    """DEBTOR is the name of a file in debtors/, a part of the debtor's name, or a CASE. The limit starts from the most
    that was open at a time and has been paid since, within two years; rules lower or raise it, and each names its
    invoices. What was objected to is left out.

    \b
    Example:
      casefile credit northwind
      casefile credit "Café Morgenrot"
    """
    from casefile.errors import ExitCode
    from casefile.followup.credit import suggestions

    workspace = session.workspace()
    read = dossiers(session, workspace)
    key = _key(who, read.dossiers, session.chosen(()))
    found = suggestions(read.dossiers, key)
    if session.json:
        document({**_values(found), "problems": [as_json(problem) for problem in read.problems]})
    else:
        for number, one in enumerate(found):
            if number:
                say()
            _print(one)
        say()
        _tell(BIAS, "dim")
        show(read.problems, err=True)
    return ExitCode.PROBLEM if read.problems else ExitCode.OK


def _key(who: str, read: Sequence[Dossier], case_ids: Sequence[str]) -> str:
    """The key of the one debtor that is meant. UsageError for none or several."""
    from casefile.errors import Problem, UsageError
    from casefile.followup.credit import debtors
    from casefile.followup.debtors import debtor_key

    known = dict(debtors(read))
    exact = [key for key, each in known.items() if who in (each.case.debtor_id, each.case.debtor.name)]
    found = exact or list(dict.fromkeys(debtor_key(each.case) for each in read if who == each.case.id))
    if not found:
        parts = ((key, each.case) for key, each in known.items())
        named_ = [key for key, case in parts if who.casefold() in case.debtor.name.casefold()]
        found = named_ or list(dict.fromkeys(debtor_key(each.case) for each in read if who in each.case.id))
    if len(found) == 1:
        return found[0]
    names = sorted(known[key].case.debtor.name for key in (found or known))
    if found:
        message = f"'{who}' is part of several debtors' names: {', '.join(names)}"
        raise UsageError(Problem(message, hint="write more of it, or a case", rule="debtor"))
    if any(who in case_id for case_id in case_ids):
        message = f"nothing can be said of '{who}': its case has problems"
        raise UsageError(Problem(message, hint=f"casefile check {who} shows them", rule="debtor"))
    hint = f"there are: {', '.join(names[:8])}" if names else "a debtor is known by a case"
    raise UsageError(Problem(f"no debtor '{who}' in any case", hint=hint, rule="debtor"))


def _values(found: Sequence[Suggestion]) -> dict[str, object]:
    return {"debtor": found[0].debtor, "as_of": found[0].as_of.isoformat(), "note": BIAS,
            "currencies": {one.currency: _of_currency(one) for one in found}}  # fmt: skip


def _of_currency(one: Suggestion) -> dict[str, object]:
    given = one.given
    return {
        "limit": _amount(one.limit),
        "advance_percent": one.advance,
        "days_to_pay": one.terms,
        "measure": _amount(one.measure),
        "measured_by": list(one.measured),
        "rests_on": list(one.invoices),
        "left_out": list(one.left_out),
        "few": one.is_few,
        "days": days_values(one.days),
        "reasons": [_reason(each) for each in one.reasons],
        "given": {"limit": str(given.limit) if given.limit is not None else None,
                  "reviewed": given.reviewed.isoformat() if given.reviewed else None,
                  "every": given.every} if given else None,
        "open": str(one.open),
    }  # fmt: skip


def _reason(each: Reason) -> dict[str, object]:
    rule = each.rule
    return {
        "rule": rule.reason, "says": rule.says, "invoices": list(each.invoices), "limit_percent": rule.share,
        "advance_percent": rule.advance, "days_to_pay": rule.days,
    }  # fmt: skip


def _amount(money: Money | None) -> str | None:
    return None if money is None else str(money)


def _print(one: Suggestion) -> None:
    say(f"{one.debtor}, {one.currency}", "strong")
    for label, text in _lines(one):
        say(f"  {label:<10}{text}")
    if one.reasons:
        say("Because:")
        for each in one.reasons:
            _tell(f"  - {each.rule.says}: {', '.join(each.invoices)} {_effect(each)}", later="    ")
    for text in _basis(one):
        _tell(text)


def _lines(one: Suggestion) -> Iterator[tuple[str, str]]:
    if not one.reasons:
        yield "Suggested", "nothing: no invoice of theirs has been paid or fallen overdue yet"
    else:
        none = "none to suggest: nothing of theirs has been paid yet that was not objected to"
        yield "Limit", none if one.limit is None else f"{figure(one.limit)} {one.currency}"
        yield "Advance", f"{one.advance} % of the price" if one.advance else "none"
        if one.terms is not None:
            yield "To pay", f"within {one.terms} days" if one.terms else "before delivery"
    if one.given and one.given.limit is not None:
        reviewed = f", looked at on {one.given.reviewed}" if one.given.reviewed else ", never looked at"
        yield "So far", f"a limit of {one.given.limit:,}{reviewed}"
    yield "Open now", f"{figure(one.open)} {one.currency}"


def _effect(each: Reason) -> str:
    rule = each.rule
    parts = [f"limit {rule.share} %"]
    parts += [f"advance {rule.advance} %"] if rule.advance else []
    parts += [f"{rule.days} days"] if rule.days else []
    return f"({', '.join(parts)})"


def _basis(one: Suggestion) -> Iterator[str]:
    if one.measure:
        yield (
            f"100 % is {figure(one.measure)} {one.currency}, the most that was open at a time and has been paid since:"
            f" {', '.join(one.measured)}."
        )
    count = len(one.invoices)
    words = f"It rests on {count} invoice{'' if count == 1 else 's'} of the last two years"
    yield f"{words}: few, so take it for a hint." if one.is_few and one.reasons else f"{words}."
    if one.left_out:
        yield f"How late was not counted where they objected: {', '.join(one.left_out)}."


def _tell(text: str, rank: Rank = "plain", later: str = "") -> None:
    import sys

    for line in wrapped(text, min(width(sys.stdout), _PIPED), later):
        say(line, rank)
