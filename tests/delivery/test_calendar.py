"""The calendar: read again by a reader of the standard; the same events keep their names from day to day."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from pathlib import Path

import icalendar
import pytest

from casefile.case import folder
from casefile.case.workspace import open_workspace
from casefile.claim.owed import owed
from casefile.claim.regimes import of_folders
from casefile.delivery.calendar import calendar
from casefile.followup.action import Dossier
from casefile.followup.actions import day
from tests.followup.portfolio import invoice, portfolio

ROOT = Path(__file__).parents[2]


def read(as_of: date) -> dict[str, icalendar.Component]:
    """The events of the sample cases' calendar on a day, by UID."""
    workspace = open_workspace(ROOT)
    regimes = of_folders(workspace.regimes, workspace.rates, workspace.limitation)
    cases = [folder.load(workspace, case_id) for case_id in workspace.case_ids()]
    today = day([Dossier(case, owed(case, as_of, regimes)) for case in cases], as_of)
    text = calendar(today)
    assert text == calendar(today), "the same bytes"
    assert all(len(line) <= 75 for line in text.split(b"\r\n")), "RFC 5545, 3.1"
    found = icalendar.Calendar.from_ical(text)
    return {str(each["uid"]): each for each in found.walk("VEVENT")}


def test_what_is_due_stands_on_the_day_and_last_days_on_theirs() -> None:
    as_of = date(2026, 11, 22)
    events = {str(each["summary"]): each for each in read(as_of).values()}
    filed = next(
        each for title, each in events.items() if title.endswith("statement to the insolvency administrator (post)")
    )
    assert filed.decoded("dtstart") == as_of
    last = next(each for title, each in events.items() if title.endswith("last day to file"))
    assert last.decoded("dtstart") == date(2026, 11, 30)
    assert [alarm.decoded("trigger") for alarm in last.walk("VALARM")] == [timedelta(days=-30)]
    sue = [each.decoded("dtstart") for title, each in events.items() if title.endswith("last day to sue")]
    assert date(2029, 12, 31) in sue


def test_an_event_is_the_same_one_the_next_day() -> None:
    before, after = read(date(2026, 9, 1)), read(date(2026, 9, 2))
    assert set(before) == set(after)
    assert all(
        "UID" in each and each.decoded("dtend") - each.decoded("dtstart") == timedelta(1) for each in before.values()
    )


@pytest.mark.parametrize("as_of", [date(2026, 2, 1), date(2026, 6, 15)])
def test_every_event_has_words(as_of: date) -> None:
    assert all(each["summary"] and each["description"] for each in read(as_of).values())


def test_a_letter_about_several_invoices_and_cases_is_one_event(
    workspace: Callable[[Mapping[str, str | bytes]], Path],
) -> None:
    as_of = date(2026, 5, 1)
    files = {f"invoices/R{n}.yaml": invoice(f"R{n}", due=f"2026-04-{n:02}") for n in (1, 2)}
    found = portfolio(workspace)(str(as_of), one=files, two={"invoices/R3.yaml": invoice("R3", due="2026-04-03")})
    (event,) = icalendar.Calendar.from_ical(calendar(day(found, as_of))).walk("VEVENT")
    assert str(event["summary"]) == "Northwind (one): reminder (email) about R1, R2 and R3"
    assert "Owed: 300.00 EUR. " in str(event["description"])
