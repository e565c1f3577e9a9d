"""The reminder ladder: which steps there are, for a workspace that names none too, and what was sent of them.

Pure; says nothing of what a step's letter says.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import get_args

from casefile.case.ladders import steps
from casefile.case.model import Case, Contact
from casefile.case.party import Step, Tone
from casefile.case.reminders import is_written, reminds
from casefile.money import Money

REMINDER = "reminder"
TRIFLE = Decimal(1)
"""Less than this, in whatever currency, is hardly worth a letter: it is said, and nothing is done about it."""
TONES: tuple[Tone, ...] = get_args(Tone)


def ladder(case: Case) -> tuple[Step, ...]:
    """The steps for a case's debtor, earliest first: its own ladder, else the workspace's, else the usual one; without
    those that are left out with this debtor. A check-in after delivery comes before all of them."""
    return tuple(
        sorted(steps(case.workspace, case.debtor), key=lambda step: (step.after_due is not None, step.days_late))
    )


def rungs(case: Case) -> tuple[Step, ...]:
    """The steps that are reckoned from the due date, earliest first."""
    return tuple(step for step in ladder(case) if step.after_due is not None)


def tone(case: Case, step: Step) -> Tone:
    """Which of the four reminders a step is: as its name or `tone` says, else by its place among the reminders."""
    if step.tone:
        return step.tone
    if step.step in TONES:
        return TONES[TONES.index(step.step)]
    if step.is_announcement:
        return "upcoming"
    late = [each for each in rungs(case) if each.document == REMINDER and not each.is_announcement]
    return "first" if step == late[0] else "final" if step == late[-1] else "second"


def toned(case: Case, wanted: str) -> Step | None:
    """The first step of the ladder that is this one of the four reminders."""
    return next((step for step in rungs(case) if step.document == REMINDER and tone(case, step) == wanted), None)


def days_between(case: Case) -> int:
    """How many days lie between two contacts with the debtor, at least."""
    ways = case.debtor.follow_up
    own = ways.min_days_between if ways else None
    return case.workspace.min_days_between if own is None else own


def least(case: Case) -> Decimal:
    """The least that the debtor is reminded of in a case, in its currency; 0 where everything is."""
    ways = case.debtor.follow_up
    own = ways.from_amount if ways else None
    return case.workspace.from_amount if own is None else own


def is_trifle(case: Case, amount: Money) -> bool:
    """Whether that much alone is hardly worth a letter: less than one unit of the currency, or than what reminders to
    this debtor begin at."""
    return amount.amount < max(TRIFLE, least(case))


def rung(case: Case, name: str) -> Step | None:
    """The step of that name."""
    return next((step for step in ladder(case) if step.step == name), None)


def reminded(case: Case, numbers: Iterable[str], before: date) -> tuple[Contact, ...]:
    """The written reminders about any of these invoices before a day, oldest first.

    Those that bounced or came back don't count.

    What the ladder sends as another document (a formal demand) reminds, too, but a letter does not call it a reminder.
    """
    wanted, others = set(numbers), {step.step for step in ladder(case) if step.document != REMINDER}
    sent = (contact for contact in case.contacts if contact.head.date < before and contact.head.step not in others)
    return tuple(contact for contact in sent if is_written(contact) and reminds(contact, wanted))
