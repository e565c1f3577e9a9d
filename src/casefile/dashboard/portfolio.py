"""What the dashboard shows, as values: all cases on the day, and what is shown of each. Reads no file of a case."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path

from casefile.claim.schedule import later
from casefile.dashboard.words import Words, words
from casefile.documents.words import variety
from casefile.errors import Problem
from casefile.followup.action import Action, Dossier
from casefile.followup.actions import Day, Waiting, day
from casefile.followup.aging import Ages, Row, aging, is_written_off
from casefile.followup.debtors import debtor_key
from casefile.followup.line import Line, ahead, line
from casefile.followup.reviews import review
from casefile.followup.told import told
from casefile.followup.turns import barred_from
from casefile.followup.wording import Voice, voice
from casefile.money import Money, total

WEEKS = 8
"""How many coming weeks are shown one by one."""
_AHEAD = 12  # months in which a date is worth showing


@dataclass(frozen=True)
class Portfolio:
    """All cases on the as-of date; `unread` are those that cannot be read, with their problems. `root` and `build` are
    where the cases and what is made of them lie, `search` where templates are looked for first; `today` is what the day
    asks for, where something is held back of it."""

    root: Path
    build: Path
    creditor: str
    country: str
    tongue: str
    as_of: date
    dossiers: tuple[Dossier, ...]
    unread: Mapping[str, Sequence[Problem]] = field(default_factory=dict)
    search: tuple[Path, ...] = ()
    today: Day | None = None

    @property
    def language(self) -> str:
        """The language as the creditor's country writes it."""
        return variety(self.tongue, self.country)

    @property
    def words(self) -> Words:
        """The language's words."""
        return words(self.tongue)

    @cached_property
    def voice(self) -> Voice:
        """How reasons are said."""
        return voice(self.language, self.as_of, self.words.steps)

    @cached_property
    def day(self) -> Day:
        """What the day asks for."""
        return self.today or day(self.dossiers, self.as_of)

    @cached_property
    def ages(self) -> Mapping[str, Ages]:
        """What is open, by currency."""
        return aging(self.dossiers)

    def claimed(self, currency: str) -> Money:
        """What is owed in a currency with interest and costs: the sum of `owed` over its cases, but for what was
        written off."""
        counted = (each for each in self.dossiers if not is_written_off(each) and each.claim.currency == currency)
        return total([each.claim.total for each in counted], currency)

    @cached_property
    def doings(self) -> Mapping[str, Sequence[Action]]:
        """What is to be done about each case today, by its id."""
        return _by_case(self.day.actions)

    @cached_property
    def plans(self) -> Mapping[str, Sequence[Action]]:
        """What is to be done about each case later."""
        return _by_case(self.day.planned)

    @cached_property
    def waits(self) -> Mapping[str, Waiting]:
        """The cases in which nothing is to be done now, and why."""
        return {each.dossier.case.id: each for each in self.day.waiting}

    @cached_property
    def entries(self) -> tuple[Line, ...]:
        """Every case on one line: those that cannot be read, then the longest overdue first."""
        read = sorted(ahead(map(line, self.dossiers), told(self.day)), key=lambda each: (-each.days, each.id))
        return (*(Line(name) for name in sorted(self.unread)), *read)


def _by_case(actions: Sequence[Action]) -> Mapping[str, Sequence[Action]]:
    found: dict[str, list[Action]] = {}
    for action in actions:
        found.setdefault(action.dossier.case.id, []).append(action)
    return found


@dataclass(frozen=True, slots=True)
class Deadline:
    """A date not to miss: the last day to sue, to file the claim in an insolvency, or the day a credit is to be looked
    at again."""

    day: date
    what: str
    dossier: Dossier


def deadlines(portfolio: Portfolio) -> tuple[Deadline, ...]:
    """Every one within a year, and those that passed without being seen to, soonest first."""
    until = later(portfolio.as_of, "month", _AHEAD)
    found = [each for dossier in portfolio.dossiers for each in _of_case(dossier)]
    found += _reviews(portfolio)
    known = (each for each in found if each.day <= until)
    return tuple(sorted(known, key=lambda each: (each.day, each.dossier.case.id, each.what)))


def _of_case(dossier: Dossier) -> Iterator[Deadline]:
    case, as_of = dossier.case, dossier.claim.as_of
    closed, ruin = case.file.closed, case.file.insolvency
    if closed and closed.on <= as_of:
        return
    last = barred_from(dossier.claim)
    if last:
        yield Deadline(last, "sue", dossier)
    filed = any(each.head.step == "file-claim" and each.head.date <= as_of for each in case.contacts)
    if ruin and ruin.opened <= as_of and ruin.file_by and not filed:
        yield Deadline(ruin.file_by, "file", dossier)


def _reviews(portfolio: Portfolio) -> Iterator[Deadline]:
    """The coming look at each debtor's credit; one that is due stands among what is to be done."""
    debtors: dict[str, list[Dossier]] = {}
    for dossier in portfolio.dossiers:
        debtors.setdefault(debtor_key(dossier.case), []).append(dossier)
    for theirs in debtors.values():
        found = review(theirs, portfolio.as_of)
        if found and found.due > portfolio.as_of:
            yield Deadline(found.due, "review", found.dossier)


@dataclass(frozen=True, slots=True)
class Week:
    """What falls due in seven days from `first` on, in one currency; the last one, without `last`, is everything after
    that."""

    first: date
    last: date | None
    amount: Money


def weeks(ages: Ages, as_of: date) -> tuple[Week, ...]:
    """What falls due from the as-of date on: that day's with the first week, and what comes after the WEEKS as one."""
    coming = [row for row in ages.rows if row.due >= as_of]
    starts = [as_of + timedelta(weeks=number) for number in range(WEEKS)]
    rest = as_of + timedelta(weeks=WEEKS)
    found = [Week(start, start + timedelta(days=6), _due(coming, start, ages.currency)) for start in starts]
    after = total([row.outstanding for row in coming if row.due >= rest], ages.currency)
    return (*found, *((Week(rest, None, after),) if after else ()))


def _due(rows: Sequence[Row], start: date, currency: str) -> Money:
    return total([row.outstanding for row in rows if 0 <= (row.due - start).days < 7], currency)
