"""When an invoice is overdue and when its interest starts, statute by statute."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

import holidays

from tests.claim.naive.facts import Bill, Letter, Story
from tests.claim.naive.laws import Law

DAY = timedelta(days=1)
WRITING = ("email", "post", "registered")
YEARS = range(2013, 2030)


@cache
def works(country: str, day: date) -> bool:
    """Whether it is a working day there."""
    calendar = holidays.country_holidays(country, years=YEARS)
    if country == "PL" and day.weekday() == 5 and day < date(2017, 1, 1):
        return day not in calendar  # Saturdays count as free only since 2017
    if country == "RU":
        return calendar.is_working_day(day)  # the Government moves working days to Saturdays
    return day.weekday() < 5 and day not in calendar


def moved(law: Law, day: date) -> date:
    """The day, or the next working day where the law says so."""
    while law.country and not works(law.country, day):
        day += DAY
    return day


def month_before(law: Law, bill: Bill) -> date:
    """The last working day of the month before the due month."""
    day = bill.due.replace(day=1) - DAY
    while day.weekday() > 4 or not works(law.country, day):
        day -= DAY
    return day


def overdue(law: Law, bill: Bill) -> date:
    """The first day on which it is too late to pay in time."""
    return moved(law, bill.due) + DAY


def reminded(law: Law, bill: Bill, letters: tuple[Letter, ...], demands_only: bool) -> date | None:
    """The day after the first letter that puts the debtor in default."""
    days = []
    for letter in letters:
        arrived = letter.arrived or letter.day
        counts = letter.direction == "out" and letter.outcome != "bounced" and letter.about in ("", bill.number)
        if letter.channel == "call" and letter.outcome != "reached":
            counts = False
        if letter.step == "upcoming" or letter.channel == "attorney":
            counts = False
        if demands_only and (letter.step != "demand" or letter.channel not in WRITING):
            counts = False
        if counts and letter.day > moved(law, bill.due):
            days.append(arrived + DAY)
    return min(days, default=None)


def by_law(law: Law, bill: Bill, letters: tuple[Letter, ...]) -> date | None:
    """The first interest day without regard to `interest.from`; none while the facts for it are missing."""
    if law.basis == "written demand":
        return reminded(law, bill, letters, demands_only=True)
    if bill.agreed or law.basis == "agreed":
        return overdue(law, bill)
    if law.basis == "reminder":
        return reminded(law, bill, letters, demands_only=False)
    if law.basis == "thirty days after due date and receipt, or a reminder":
        days = [reminded(law, bill, letters, demands_only=False)]
        if bill.received:
            days.append(moved(law, max(bill.due, bill.received) + 30 * DAY) + DAY)
        return min((day for day in days if day), default=None)
    if law.basis == "seven days after receipt":
        return max(moved(law, bill.received + 7 * DAY) + DAY, overdue(law, bill)) if bill.received else None
    performed = [day for day in bill.delivered if day]
    if law.basis == "thirty days after performance":
        return max(moved(law, max(performed) + 30 * DAY) + DAY, overdue(law, bill)) if performed else None
    assert law.basis == "thirty days after receipt and performance"
    if not bill.received or not performed:
        return None
    return max(moved(law, max(bill.received, *performed) + 30 * DAY) + DAY, overdue(law, bill))


def first_day(law: Law, bill: Bill, story: Story) -> date | None:
    """The first interest day; none where proceedings were opened before it."""
    if law.read == "never":
        return None
    day = without_insolvency(law, bill, story)
    return None if day and law.ends_at_insolvency and story.insolvent and story.insolvent <= day else day


def without_insolvency(law: Law, bill: Bill, story: Story) -> date | None:
    """The same, had no proceedings been opened."""
    if story.since and bill.due < story.since:
        return story.since
    return by_law(law, bill, tuple(letter for letter in story.letters if letter.day <= story.as_of))


def bears(law: Law, bill: Bill, day: date, insolvent: date | None) -> bool:
    """Whether a day on or after the first one bears interest."""
    if law.ends_at_insolvency and insolvent and day >= insolvent:
        return False
    if law.moratorium:
        start, end = law.moratorium
        arose = max((on for on in bill.delivered if on), default=bill.issued)
        return not (arose < start <= day <= end)
    return True
