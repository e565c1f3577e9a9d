"""The reminder: invoices that fall due or are overdue, in four steps from a courtesy to a final notice.

`upcoming` and `first` ask for no interest and no fees and name no consequences; the parts contested are left out of
every step.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from casefile.documents.asked import may_be_asked
from casefile.documents.charges import Charges, charged
from casefile.documents.interest import Interest, interest, may_be_named, order_law
from casefile.documents.items import Item, items, numbers, sums, widths
from casefile.documents.letter import (
    Correspondents,
    correspondents,
    is_closed,
    one_debtor,
    something_issued,
)
from casefile.documents.matter import Content, Kind, Matters, Options
from casefile.documents.payment import HowToPay, how_to_pay
from casefile.documents.purpose import purposes
from casefile.errors import Problem
from casefile.followup.ladder import REMINDER, ladder, reminded, tone, toned

STEPS = ("upcoming", "first", "second", "final")
USUAL_DAYS = 7


@dataclass(frozen=True, slots=True)
class Reminder:
    """What the reminder's template may name. `pay_by` is empty for `upcoming`; `interest` is for `final` alone;
    `coming` are rows that fall due soon and are told with what is late."""

    step: str
    who: Correspondents
    items: tuple[Item, ...]
    sums: Item
    widths: str
    coming: tuple[Item, ...]
    coming_sums: Item
    coming_widths: str
    pay: HowToPay
    pay_by: date | None
    days_to_pay: int
    most_days_late: int
    sent: tuple[date, ...]
    interest: Interest | None
    charged: Charges
    order_law: str

    @property
    def only(self) -> Item | None:
        """The one row, when there is just one."""
        return self.items[0] if len(self.items) == 1 else None


def needs(matters: Matters, options: Options) -> tuple[Problem, ...]:
    """What is missing for a reminder."""
    found = [*one_debtor(matters), *may_be_asked(matters, options)]
    found += [*something_issued(matters, options)] if not found else []
    if not found:
        found += [*_something_to_ask(matters, options)]
    if options.step == "final":
        found += [*may_be_named(matters)]
    return tuple(found)


def _something_to_ask(matters: Matters, options: Options) -> Iterator[Problem]:
    place, day = matters[0].case.file.at.source, options.as_of
    rows = _asked(matters, options)
    if options.step not in STEPS:
        hint = f"one of {', '.join(STEPS)}"
        yield Problem(f"a reminder has no step '{options.step}'", None, hint, "step")
    elif not rows:
        contested = any(matter.claim.contested for matter in matters)
        why = "all that is open is contested" if contested else "nothing is open"
        yield Problem(f"{why} on {day}", place, "there is nothing to remind of", "nothing-open")
    elif options.step != "upcoming" and not any(row.is_late for row in rows):
        hint = f"use --step upcoming, or give an --as-of after {rows[0].due}"
        yield Problem(f"nothing is overdue on {day}", place, hint, "nothing-overdue")


def content(matters: Matters, options: Options) -> Content:
    """The reminder's values and its payment code."""
    case, (rows, coming) = matters[0].case, _rows(matters, options)
    foot, more = sums(rows, case.currency), sums(coming, case.currency)
    cases = tuple(matter.case.id for matter in matters)
    named = purposes(numbers(rows, matters), cases, options.language)
    pay, assets = how_to_pay(case.creditor, foot.to_pay, named, options.language, case.debtor)
    billed = [row.number for row in rows if row.kind == "invoice"]
    step = toned(case, options.step)
    days = step.pay_within if step and step.pay_within is not None else USUAL_DAYS
    late = interest(matters[0], options.language) if options.step == "final" and len(matters) == 1 else None
    values = Reminder(
        step=options.step,
        who=correspondents(matters, options),
        items=rows,
        sums=foot,
        widths=widths(foot, late=options.step != "upcoming"),
        coming=coming,
        coming_sums=more,
        coming_widths=widths(more, late=False),
        pay=pay,
        pay_by=None if options.step == "upcoming" else options.as_of + timedelta(days=days),
        days_to_pay=days,
        most_days_late=max(row.days_late for row in rows),
        sent=_sent(matters, billed, options.as_of),
        interest=late,
        charged=charged(matters, rows),
        order_law=order_law(matters[0].claim),
    )
    return Content(values, assets)


def _rows(matters: Matters, options: Options) -> tuple[tuple[Item, ...], tuple[Item, ...]]:
    """What is asked for, and what is only told with it: nothing, unless the letter is about chosen invoices."""
    rows = _asked(matters, options)
    wanted = tuple(row for row in rows if row.is_late != (options.step == "upcoming"))
    coming = tuple(row for row in rows if not row.is_late) if options.invoices and options.step != "upcoming" else ()
    return wanted or rows, coming if wanted else ()


def _asked(matters: Matters, options: Options) -> tuple[Item, ...]:
    """The rows that the letter is about: all, or the invoices chosen."""
    rows = items(matters)
    return tuple(row for row in rows if row.number in options.invoices) if options.invoices else rows


def _sent(matters: Matters, billed: list[str], before: date) -> tuple[date, ...]:
    found = {contact.head.date for matter in matters for contact in reminded(matter.case, billed, before)}
    return tuple(sorted(found))


def steps(matters: Matters, options: Options) -> tuple[str, ...]:
    """The announcement of what is not due yet, and every step whose day has come for what is overdue."""
    if any(something_issued(matters, options)) or any(may_be_asked(matters, options)):
        return ()
    if any(is_closed(matter.case, options.as_of) for matter in matters):
        return ()
    rows, case = items(matters), matters[0].case
    late = max((row.days_late for row in rows), default=0)
    reached = {tone(case, s) for s in ladder(case) if s.document == REMINDER and 0 < s.days_late <= late}
    announced = ("upcoming",) if any(not row.is_late for row in rows) else ()
    return announced + tuple(step for step in STEPS if step in reached)


KIND = Kind("reminder", "debtor", True, needs, content, steps, values=Reminder, named_steps=STEPS)
