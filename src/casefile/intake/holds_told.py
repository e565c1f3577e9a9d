"""What is said of open credits and of the holds that are there for them, or for something else. Writes nothing."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from datetime import date

from casefile.case.events import Hold
from casefile.case.model import Case
from casefile.case.names import safe_name
from casefile.errors import Problem
from casefile.intake.open_item import Credit
from casefile.intake.portfolio import Known
from casefile.money import Money
from casefile.render.locale import money

REASONS: Mapping[str, str] = {
    "en": "an open credit of {amount} is to be set against what they owe",
    "fr": "un avoir de {amount} reste à déduire",
    "pl": "do rozliczenia pozostaje nadpłata lub korekta na kwotę {amount}",
    "ru": "подлежит зачёту сумма {amount} в пользу должника",
    "de": "ein offenes Guthaben von {amount} ist noch zu verrechnen",
}
"""Why nothing goes out, in the workspace's language."""
_GROSS = "letters ask for the gross sum"


def reason_of(amount: Money, language: str) -> str:
    """Why a case is put on hold for a credit of that amount."""
    return REASONS[language].format(amount=money(amount, language))


def told(
    group: Sequence[Credit], amount: Money, free: Sequence[str], stopped: Sequence[Case], as_of: date, *, wanted: bool
) -> Problem:
    """One sentence a customer, and what sets the credit off: `free` are their cases that no hold was on, which are held
    now where that is `wanted`; `stopped` those that have one."""
    rows = ", ".join(f"{each.number or 'no number'} in line {each.source.line}" for each in group)
    message = f"{group[0].debtor} has an open credit of {amount} {amount.currency} ({rows}) that names no open invoice"
    short = {case.id: said for case in stopped if (said := _short(case, amount, as_of))}
    held = [*(free if wanted else ()), *(case.id for case in stopped if case.id not in short)]
    parts = [f"{', '.join(held)} {'is' if len(held) == 1 else 'are'} on hold until it is set off"] if held else []
    parts += short.values()
    parts += [f"letters of {', '.join(free)} ask for the gross sum"] if free and not wanted else []
    message += f": {'; '.join(parts)}" if parts else ", and no case: it is not taken in"
    ids = [*free, *(case.id for case in stopped)]
    name = safe_name((group[0].number or "credit").replace("/", "-").replace(".", "-"))
    note = f"invoices/{name}.yaml with kind: credit-note and credits: {group[0].of or 'its invoice'}"
    hint = f"write {note}; or: casefile pay {ids[0] if ids else 'CASE'} {amount} --date …"
    hint += "; then take hold: out of case.yaml" if held else ""
    hint += (
        f"; until then no letter should go: name the credit in hold: of {', '.join(short)}, without until:"
        if short
        else ""
    )
    return Problem(message, group[0].source, hint, "open-credit", "warning")


def _short(case: Case, amount: Money, as_of: date) -> str:
    """Why the hold that is on a case does not last until a credit is set off; empty where it does."""
    hold = case.file.hold
    if hold is None:
        return ""
    if hold.until and hold.until < as_of:
        return f"the hold of {case.id} is over since {hold.until}: {_GROSS}"
    if hold.until:
        return f"the hold of {case.id} lasts until {hold.until} only: after that {_GROSS}"
    if not is_for_a_credit(hold):
        return f"{case.id} is on hold for something else ('{hold.reason}'): once that is taken out, {_GROSS}"
    if hold.reason not in {reason_of(amount, language) for language in REASONS}:
        return f"the hold of {case.id} names another sum ('{hold.reason}')"
    return ""


def is_for_a_credit(hold: Hold) -> bool:
    """Whether a hold was written for an open credit, in whatever language."""
    said = (each.split("{amount}") for each in REASONS.values())
    return any(hold.reason.startswith(first) and hold.reason.endswith(last) for first, last in said)


def useless(known: Known, still: Container[str], listed: Container[str]) -> Iterator[Problem]:
    """The holds for a credit that the list does not have any more: they keep a case from being followed up for ever.
    `still` are the cases that an open credit is for, `listed` those that one is for which may be in the case already.

    They are not taken out: what the credit was set against stands in the accounts, and not here, so that a letter would
    ask for the gross sum.
    """
    for case, _ in known.cases:
        hold = case.file.hold
        if hold is None or case.file.closed or case.id in still or not is_for_a_credit(hold):
            continue
        where = "is in the case now" if case.id in listed else "is not on the list any more"
        message = f"nothing goes out for {case.id}: it is on hold for a credit that {where} ('{hold.reason}')"
        hint = "take hold: out of case.yaml"
        if case.id not in listed:
            hint = (
                f"if it was set off, record that: casefile pay {case.id} AMOUNT --date …, or a credit note in "
                f"invoices/; if it was paid out, or taken back, nothing; then {hint}"
            )
        yield Problem(message, hold.at.source, hint, "open-credit", "warning")
