"""What became of what was promised: instalments that were missed, the day of default, promises kept and broken."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from casefile.followup.history import history
from casefile.followup.missed import happened, missed, promised
from tests.documents.matters import claim, written

AGREED = "agreed: 2026-06-01\namount: 300.00\nschedule: {first: 2026-06-15, every: month, count: 3}\n"
TERMS = "default: {grace_days: 7, revives: %s}\n"

Told = list[tuple[date, str, str, str]]


def _told(root: Path, as_of: date, payments: str = "", revives: str = "remaining") -> Told:
    files = {"cases/a/settlement.yaml": AGREED + TERMS % revives, "cases/a/payments.yaml": payments or "[]\n"}
    found = missed(claim(written(root, files), as_of))
    return [(fact.day, fact.what, str(fact.amount or ""), fact.more) for fact in found]


def test_without_a_settlement_nothing_can_be_missed(tmp_path: Path) -> None:
    assert not list(missed(claim(written(tmp_path, {}))))


def test_a_settlement_that_is_kept_says_nothing(tmp_path: Path) -> None:
    paid = "- {date: 2026-06-15, amount: 100.00}\n- {date: 2026-07-14, amount: 100.00}\n"
    assert _told(tmp_path, date(2026, 7, 20), paid) == []


@pytest.mark.parametrize(("day", "count"), [(15, 0), (16, 1)])
def test_an_instalment_is_missed_from_the_day_after_its_own(tmp_path: Path, day: int, count: int) -> None:
    assert len(_told(tmp_path, date(2026, 6, day))) == count


def test_what_was_lacking_by_its_day_is_told_though_the_rest_came_in_time_of_grace(tmp_path: Path) -> None:
    paid = "- {date: 2026-06-10, amount: 40.00}\n- {date: 2026-06-18, amount: 20.00}\n"
    assert _told(tmp_path, date(2026, 6, 20), paid) == [(date(2026, 6, 15), "instalment-missed", "60.00", "")]


@pytest.mark.parametrize("revives", ["full", "remaining"])
def test_after_the_time_of_grace_the_settlement_is_in_default(tmp_path: Path, revives: str) -> None:
    assert _told(tmp_path, date(2026, 6, 23), revives=revives) == [
        (date(2026, 6, 15), "instalment-missed", "100.00", ""),
        (date(2026, 6, 23), "settlement-default", "", revives),
    ]


def test_each_is_written_where_the_settlement_says_it(tmp_path: Path) -> None:
    case = written(tmp_path, {"cases/a/settlement.yaml": AGREED + TERMS % "full"})
    sources = {fact.what: (fact.source.file, fact.source.line) for fact in missed(claim(case, date(2026, 6, 23)))}
    assert sources == {
        "instalment-missed": ("cases/a/settlement.yaml", 3),
        "settlement-default": ("cases/a/settlement.yaml", 4),
    }


def test_what_happened_is_the_history_with_them_in_their_places(tmp_path: Path) -> None:
    files = {
        "cases/a/settlement.yaml": AGREED + TERMS % "full",
        "cases/a/payments.yaml": "- {date: 2026-06-20, amount: 1.00}\n",
    }
    case, day = written(tmp_path, files), date(2026, 6, 30)
    found = happened(case, day, claim(case, day))
    assert [fact.what for fact in found][-4:] == ["settled", "instalment-missed", "payment", "settlement-default"]
    assert tuple(fact for fact in found if fact.what not in ("instalment-missed", "settlement-default")) == history(
        case, day
    )
    assert happened(case, day, None) == history(case, day)


def note(day: str, promise: str, more: str = "") -> str:
    return f"---\ndate: {day}\ndirection: in\nchannel: call\npromise: {promise}\n{more}---\n"


def test_a_promise_has_its_outcome_where_it_was_noted(tmp_path: Path) -> None:
    call = note("2026-05-12", "{on: 2026-05-20, amount: 1.00}")
    case = written(tmp_path, {"cases/a/correspondence/1.md": call})
    assert list(promised(case, claim(case, date(2026, 5, 20)))) == []
    (fact,) = promised(case, claim(case, date(2026, 5, 21)))
    assert (fact.what, fact.day, fact.other) == ("promise-broken", date(2026, 5, 20), date(2026, 5, 12))
    assert (fact.source.file, fact.privilege) == ("cases/a/correspondence/1.md", "internal")


def test_a_promise_that_another_took_the_place_of_has_no_outcome(tmp_path: Path) -> None:
    notes = {
        "cases/a/correspondence/1.md": note("2026-05-12", "{on: 2026-05-20}"),
        "cases/a/correspondence/2.md": note("2026-05-19", "{on: 2026-05-27}"),
    }
    case = written(tmp_path, notes)
    assert [fact.day for fact in promised(case, claim(case, date(2026, 6, 1)))] == [date(2026, 5, 27)]
