"""`offer`: what is recorded reads back, what is wrong records nothing, and where a court may look it says so."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from casefile.case import folder
from casefile.case.dealings import Offer, Settlement
from casefile.case.fields import Every
from casefile.case.model import Case
from casefile.case.workspace import open_workspace
from casefile.cli import offer, schedule
from tests.cli.conftest import CASE, FOLDER, Casefile

NOTE = "is open: it may be shown to anybody, a court too\n"


def load(root: Path) -> Case:
    return folder.load(open_workspace(root), CASE)


def test_the_choices_are_those_of_the_format() -> None:
    kinds = get_args(Offer.model_fields["kind"].annotation)
    assert kinds == schedule.KINDS == get_args(Settlement.model_fields["kind"].annotation)
    assert get_args(Offer.model_fields["status"].annotation) == offer.STATUSES
    assert get_args(Every) == schedule.EVERY


def test_instalments_are_recorded_and_shown(casefile: Casefile, northwind: Path) -> None:
    arguments = ("--date", "2026-05-10", "--first", "2026-06-30", "--count", "3", "--expires", "2026-05-24")
    result = casefile("offer", CASE, "2900.00", *arguments, "--note", "By phone first.", "--evidence", "E01")
    assert result.out == (
        f"{FOLDER}/offers.yaml:1:1: O1, 2,900.00 EUR by us on 2026-05-10: instalments\n"
        "  2026-06-30  966.66\n  2026-07-30  966.66\n  2026-08-30  966.68\n"
    )
    assert (result.code, result.err) == (
        0,
        f"O1 {NOTE}{FOLDER}/offers.yaml:5:3: weakness: 2900.00 is more than the 2311.36 that was owed on 2026-05-10\n"
        "    → look at the sum and the day; right if interest for the time to pay is in it\n",
    )
    assert (northwind / FOLDER / "offers.yaml").read_text() == (
        "- id: O1\n  date: 2026-05-10\n  by: us\n  kind: instalments\n  amount: 2900.00\n"
        "  schedule: {first: 2026-06-30, every: month, count: 3}\n  expires: 2026-05-24\n  privilege: open\n"
        "  note: By phone first.\n  evidence: [E01]\n"
    )


def test_what_is_there_stays_and_ids_go_on(casefile: Casefile, northwind: Path) -> None:
    path = northwind / FOLDER / "offers.yaml"
    before = "# O4 was told by phone only\n- {id: O2, date: 2026-05-01, by: us, kind: waiver, amount: 5.00}\n"
    path.write_text(before)
    parts = ("--instalment", "2026-07-05=700.55", "--instalment", "2026-06-05=300")
    told = casefile(
        "offer", CASE, "1000.55", *parts, "--by", "debtor", "--status", "rejected", "--as-of", "2026-05-10", "--json"
    )
    assert told.json == {"case": CASE, "id": "O5", "kind": "instalments", "file": f"{FOLDER}/offers.yaml", "line": 3}
    assert path.read_text().startswith(before)
    made = load(northwind).offers[-1]
    assert (made.by, made.status) == ("debtor", "rejected")
    assert isinstance(made.schedule, tuple)
    assert [(str(part.due), str(part.amount)) for part in made.schedule] == [
        ("2026-06-05", "300"),
        ("2026-07-05", "700.55"),
    ]


@pytest.mark.parametrize(("amount", "kind"), [("2000", "discount"), ("2900", "deferral")])
def test_a_kind_that_is_not_said_follows_from_what_is_owed(
    amount: str, kind: str, casefile: Casefile, northwind: Path
) -> None:
    casefile("offer", CASE, amount, "--due", "2026-12-31", "--as-of", "2026-11-21")
    assert load(northwind).offers[0].kind == kind


def test_a_kind_that_cannot_be_told_has_to_be_said(casefile: Casefile, northwind: Path) -> None:
    result = casefile("offer", CASE, "5", "--due", "2190-12-31", "--as-of", "2190-01-01")
    assert (result.code, result.err.splitlines()[0]) == (2, "of what kind it is can't be told")
    result = casefile("offer", CASE, "5", "--due", "2190-12-31", "--as-of", "2190-01-01", "--kind", "waiver")
    assert result.code == 0


def test_more_than_is_owed_is_doubted(casefile: Casefile, northwind: Path) -> None:
    arguments = ("offer", CASE, "99999", "--due", "2026-12-31", "--as-of", "2026-11-21")
    result = casefile(*arguments)
    assert (result.code, load(northwind).offers[0].kind) == (0, "deferral")
    assert (
        f"{FOLDER}/offers.yaml:5:3: weakness: 99999 is more than the 2438.08 that was owed on 2026-11-21" in result.err
    )
    (problem,) = casefile(*arguments, "--json").json["problems"]
    assert (problem["rule"], problem["level"]) == ("settlement", "weakness")


def test_what_was_paid_on_its_day_is_no_longer_owed(casefile: Casefile, northwind: Path) -> None:
    day = ("--as-of", "2026-11-21")
    casefile("pay", CASE, "1000", *day)
    assert casefile("offer", CASE, "1438.08", "--due", "2026-12-31", *day, "--json").json["kind"] == "deferral"


def test_a_day_that_is_yet_to_come_is_doubted(casefile: Casefile, northwind: Path) -> None:
    arguments = ("--date", "2026-11-30", "--due", "2026-12-31", "--as-of", "2026-11-21")
    result = casefile("offer", CASE, "5", *arguments)
    assert result.code == 0
    assert result.err.partition("\n")[2] == (
        f"{FOLDER}/offers.yaml:2:3: weakness: 2026-11-30 lies after 2026-11-21: it counts from its day on\n"
        "    → right if that is meant; else mend the day\n"
    )


def test_an_accepted_offer_leads_to_the_settlement(casefile: Casefile, northwind: Path) -> None:
    result = casefile("offer", CASE, "2000", "--due", "2026-12-31", "--status", "accepted", "--as-of", "2026-11-21")
    assert result.err == f"O1 {NOTE}Next: casefile settle {CASE} --offer O1\n"


def test_an_offer_may_leave_open_when_it_is_paid(casefile: Casefile, northwind: Path) -> None:
    result = casefile("offer", CASE, "0.00", "--kind", "credit", "--as-of", "2026-11-21")
    assert result.out == f"{FOLDER}/offers.yaml:1:1: O1, 0.00 EUR by us on 2026-11-21: credit\n"


@pytest.mark.usefixtures("northwind")
class TestPrivilege:
    def test_where_a_court_may_see_it_that_is_said(self, casefile: Casefile) -> None:
        arguments = ("offer", CASE, "5", "--due", "2026-12-31", "--privilege", "without-prejudice", "--quiet")
        result = casefile(*arguments, "--as-of", "2026-11-21")
        assert (result.code, result.out) == (0, "")
        assert result.err == (
            f"{FOLDER}/offers.yaml:1:1: weakness: a court may see this offer: "
            '"without-prejudice" protects in common-law countries only, and here we have a debtor in DE\n'
            "    → offer only what you would want a judge to read\n"
        )
        (problem,) = casefile(*arguments, "--as-of", "2026-11-21", "--json").json["problems"]
        assert (problem["rule"], problem["level"]) == ("privilege", "weakness")

    def test_where_it_protects_nothing_is_said(self, casefile: Casefile, northwind: Path) -> None:
        path = northwind / FOLDER / "case.yaml"
        path.write_text(path.read_text().replace("country: DE", "country: IE"))
        due = ("--due", "2026-12-31", "--as-of", "2026-11-21")
        assert casefile("offer", CASE, "5", *due, "--privilege", "without-prejudice").err == ""

    def test_quiet_says_nothing_of_an_open_one(self, casefile: Casefile) -> None:
        result = casefile("offer", CASE, "5", "--due", "2026-12-31", "--as-of", "2026-11-21", "--quiet")
        assert (result.out, result.err) == ("", "")


DATED = ("--date", "2026-05-10")


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("10.005", "--due", "2026-06-01"), 1, "10.005 has more decimals than EUR has (2)"),
        (("10.00", "--instalment", "2026-06-01=10.005"), 1, "10.005 has more decimals"),
        (("10.00", "--instalment", "2026-06-01=9.99"), 1, "the instalments add up to 9.99, not to the agreed 10.00"),
        (("10", "--due", "2026-05-01"), 1, "due 2026-05-01 lies before date 2026-05-10"),
        (("10", "--expires", "2026-05-01", "--kind", "waiver"), 1, "expires 2026-05-01 lies before date 2026-05-10"),
        (("10", "--first", "2026-05-01", "--count", "2"), 1, "first 2026-05-01 lies before date 2026-05-10"),
        (("10", "--instalment", "2026-05-01=10"), 1, "due 2026-05-01 lies before date 2026-05-10"),
        (("10", "--due", "2026-06-01", "--first", "2026-06-01"), 2, "said twice: --due and --first"),
        (("10", "--count", "2", "--instalment", "2026-06-01=10"), 2, "said twice: --first … and --instalment"),
        (("10", "--count", "2"), 2, "instalments need their first day and their number\n    → add --first DATE"),
        (("10", "--first", "2026-06-01"), 2, "instalments need their first day and their number\n    → add --count N"),
        (("10", "--every", "week"), 2, "instalments need their first day"),
        (("10", "--first", "2026-06-01", "--count", "0"), 2, "0 is not in the range"),
        (("10", "--instalment", "2026-06-01"), 2, "'2026-06-01' is no instalment: write DATE=AMOUNT"),
        (("10", "--instalment", "1 June=10"), 2, "'1 June' is no day"),
        (("10", "--instalment", "2026-06-01=-10"), 2, "'-10' is no amount"),
        (("--", "-10"), 2, "'-10' is no amount: amounts are written positive"),
        (("-10",), 2, "amounts are written positive\n    → leave out the minus sign"),
        (("0", "--due", "2026-06-01"), 2, "0 is no sum for a discount\n    → give the amount, or --kind waiver or credit"),
        (("10", "--kind", "instalments"), 2, "nothing says when instalments would be paid\n    → add --due DATE, or"),
        (("10", "--kind", "deferral"), 2, "nothing says when a deferral would be paid"),
        (("10", "--expires", "2026-06-01", "--kind", "deferral"), 2, "nothing says when a deferral would be paid"),
        (("10", "--instalment", "2026-06-01=10", "--instalment", "2026-07-01=0.00"), 1, "an instalment of 0.00"),
        (("0.02", "--first", "2026-06-01", "--count", "3"), 1, "0.02 in 3 parts: an instalment of 0.00"),
        (("10", "--due", "2026-06-01", "--evidence", "E99"), 2, "no exhibit 'E99'"),
        (("10", "--due", "2026-06-01", "--kind", "gift"), 2, "'gift' is not one of"),
    ],
)  # fmt: skip
def test_what_is_wrong_records_nothing(
    arguments: tuple[str, ...], code: int, message: str, casefile: Casefile, northwind: Path
) -> None:
    result = casefile("offer", CASE, *DATED, *arguments)
    assert result.code == code, result.err
    assert message in result.err
    assert not (northwind / FOLDER / "offers.yaml").exists()


def test_a_long_schedule_is_shown_by_its_ends(casefile: Casefile, northwind: Path) -> None:
    lines = casefile("offer", CASE, "2900.00", *DATED, "--first", "2026-06-30", "--count", "24").out.splitlines()
    assert len(lines) == 13
    assert lines[-2:] == ["  … 13 more", "  2028-05-30  120.91"]


def test_the_order_of_case_and_amount_is_said(casefile: Casefile, northwind: Path) -> None:
    result = casefile("offer", "5000", "northwind")
    assert result.code == 2
    assert "'northwind' is no amount: the order is CASE AMOUNT; write plain decimals such as 1250.00" in result.err
