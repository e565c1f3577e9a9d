"""The time in which one claim may be brought, as it runs, stands still and starts anew. Knows days only, and no case.

The day from which it runs is not counted, nor is the first day of a suspension added: in doubt the earlier day.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from casefile.claim.schedule import later
from casefile.claim.statute import Span


@dataclass(frozen=True, slots=True)
class Clock:
    """It runs after `begin`, up to and including `end` (or the last day of that year); `still`: stopped until then."""

    span: Span
    begin: date
    end: date
    still: date = date.min

    @property
    def last(self) -> date:
        """The last day on which the claim is in time."""
        return years_end(self.end) if self.span.year == "ends" else self.end


def started(span: Span, due: date) -> Clock:
    """From the due date, or from the end of its year."""
    begin = years_end(due) if span.year in ("starts", "restarts") else due
    return Clock(span, begin, later(begin, "year", span.years))


def restarted(clock: Clock, day: date) -> Clock:
    """Anew from `day`, or from the end of a suspension that it falls into; never with fewer days than were left."""
    begin = max(day, clock.still)
    if begin <= clock.begin:
        return clock
    begin = years_end(begin) if clock.span.year == "restarts" else begin
    return replace(clock, begin=begin, end=max(clock.end, later(begin, "year", clock.span.years)))


def suspended(clock: Clock, first: date, to: date, least: int) -> Clock:
    """Without the days after `first` up to `to` that were not stopped already; `least` months are left after them."""
    days = to - max(first, clock.still, clock.begin)
    if days.days <= 0:
        return clock
    end = max(clock.end + days, later(to, "month", least))
    return replace(clock, end=end, still=to)


def years_end(day: date) -> date:
    """The last day of the year."""
    return date(day.year, 12, 31)
