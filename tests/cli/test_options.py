"""`options`: the ways out in one table of eighty columns, and what is missing is asked for or said."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from casefile.claim.regimes import bundled
from tests.cli.conftest import CASE, FOLDER, Casefile

KNOWN = bundled().series("de-basiszinssatz").known_until
DAY = ("--as-of", "2026-11-21")
OFFERS = """\
- {id: O1, date: 2026-11-10, by: us, kind: discount, amount: 2300.00, due: 2026-12-15, expires: 2026-12-01}
- {id: O2, date: 2026-11-10, by: debtor, kind: instalments, amount: 2400.00, schedule: {first: 2026-12-15, every: quarter, count: 4}}
- {id: O3, date: 2026-10-10, by: us, kind: waiver, amount: 2300.00, expires: 2026-10-20, status: open}
"""
SHORT = "- {period: 2026-05, agreed: 300.00, billed: 100.00, tax: 19}\n"


@pytest.fixture
def offered(northwind: Path) -> Path:
    """The workspace with three offers and a month that was billed too little."""
    (northwind / FOLDER / "offers.yaml").write_text(OFFERS)
    (northwind / FOLDER / "corrections.yaml").write_text(SHORT)
    return northwind


def test_people_read_a_table_and_what_it_rests_on(casefile: Casefile, offered: Path) -> None:
    said = casefile("options", CASE, *DAY, "--cost", "300", "--months", "99", "--chance", "75", "--chance", "wait=60")
    assert (said.code, said.err) == (0, "")
    assert max(map(len, said.out.splitlines())) <= 80
    assert "For our eyes only" in said.out
    for row in (
        "O1 by us: discount         2,300.00  2026-12-15   2,287.96  never",
        "O2 by debtor: instalments  2,400.00  2027-09-15   2,319.53  = 4.9 % off today",
        "Paid now in full           2,438.08  2026-11-21   2,438.08  until 2027-07-12",
        "Paid now, 10 % off         2,194.27  2026-11-21   2,194.27  4.9 % off",
        "Waiting 90 days ",
        "Suing, 99 months ",
        "Billed too little and not invoiced: 238.00",
        "Refuses: sued, 99 months",
    ):
        assert row in said.out
    for words in (
        "each payment / (1 + 8 % × days / 365), days from 2026-11-21 on",
        "as much as “O2 by debtor: instalments” and",
        "Waiting 90 days 60 %; Suing, 99 months 75 %",
        "costs 300.00 that nobody gives back, brings its sum in 99 months",
        f"up to {KNOWN} only: later rates are not known yet",
        "offers.yaml:3:90: O3 is left out: it is marked open, but ran out on 2026-10-20",
    ):
        assert words in " ".join(said.out.split())


def test_where_arbitrators_decide_nobody_sues(casefile: Casefile, offered: Path) -> None:
    path = offered / FOLDER / "case.yaml"
    path.write_text(path.read_text().replace("contract: {", "contract: {forum: {kind: arbitration, place: Hamburg}, "))
    said = " ".join(casefile("options", CASE, *DAY, "--months", "9").out.split())
    assert "suing" not in said.casefold()
    assert "sued" not in said
    assert "Arbitration, 9 months" in said
    assert "Refuses: taken to arbitration, 9 months" in said
    assert "Waiting and arbitration bring what is owed by then" in said
    assert "Arbitration: its cost is not said (--cost), brings its sum in 9 months." in said


def test_what_nobody_said_is_said_to_be_missing(casefile: Casefile, offered: Path) -> None:
    said = " ".join(casefile("options", CASE, *DAY).out.split())
    assert "needs cost, months," in said
    assert "its cost is not said (--cost), its length is not said (--months)" in said
    assert "nobody has said that of Waiting 90 days, Suing, Refuses: sued" in said


def test_the_options(casefile: Casefile, offered: Path) -> None:
    arguments = (
        "--discount", "2.5", "--discount", "20%", "--instalments", "2", "--every", "week", "--wait", "10", "--wait", "20",
        "--discount-rate", "0", "--part", "40", "--against", "full", "--cost", "0", "--months", "2", "--chance", "sue=0",
    )  # fmt: skip
    told = casefile("options", CASE, *DAY, *arguments, "--json").json
    assert [way["id"] for way in told["ways"]] == [
        "O1", "O2", "full", "discount-2.5", "discount-20", "instalments-2", "wait-10", "wait-20", "sue",
    ]  # fmt: skip
    assert (told["against"], told["assumed"]["discount_rate"], told["assumed"]["cost"]) == ("full", "0.00", "0.00")
    ways = {way["id"]: way for way in told["ways"]}
    assert [one["due"] for one in ways["instalments-2"]["payments"]] == ["2026-11-28", "2026-12-05"]
    assert (ways["sue"]["worth"], ways["O2"]["worth"]) == ("0.00", "2400.00")
    assert told["corrections"][1]["nominal"] == "95.20"
    said = casefile("options", CASE, *DAY, *arguments).out
    assert "2 instalments, weekly" in said
    assert "never" in said
    assert "costs nothing" in said


@pytest.mark.parametrize("rate", ["8.5", "8.5%", "130%"])
def test_percentages_are_read_with_and_without_their_sign(rate: str, casefile: Casefile, offered: Path) -> None:
    arguments = ("--discount-rate", rate, "--discount", "10%", "--chance", "0.5%", "--chance", "wait=75%")
    assumed = casefile("options", CASE, *DAY, *arguments, "--json").json["assumed"]
    assert assumed["discount_rate"] == f"{float(rate.removesuffix('%')):.2f}"
    assert assumed["chances"] == {"sue": "0.50", "wait": "75.00"}


def test_words_for_what_never_or_always_is(casefile: Casefile, northwind: Path) -> None:
    (northwind / FOLDER / "offers.yaml").write_text(OFFERS.replace("2300.00", "9000.00"))
    said = casefile("options", CASE, *DAY).out
    assert "= more than is owed" in said
    free = casefile("options", CASE, *DAY, "--discount-rate", "0", "--against", "discount").out
    assert "any day" in free


def test_a_settlement_is_one_of_the_ways(casefile: Casefile, offered: Path) -> None:
    casefile("settle", CASE, "2000", "--due", "2026-12-31", *DAY)
    said = " ".join(casefile("options", CASE, *DAY).out.split())
    assert "As it was settled" in said
    assert "O1 is left out: it is marked open, but a settlement took its place" in said


def test_what_is_kept_back_is_in_none_of_it(casefile: Casefile, northwind: Path) -> None:
    path = northwind / FOLDER / "invoices/INV-1043.yaml"
    path.write_text(path.read_text() + "retention: {amount: 100.00, release: 2027-03-31}\n")
    assert "100.00 that is kept back by agreement is in none of this." in casefile("options", CASE, *DAY).out


def test_with_nothing_owed(casefile: Casefile, northwind: Path) -> None:
    casefile("pay", CASE, "9000", "--date", "2026-06-01")
    result = casefile("options", CASE, *DAY)
    assert (result.code, result.out.splitlines()[-1]) == (0, "Nothing is owed: there is nothing to compare.")


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("--chance", "101"), 2, "101 percent is more than all: write 0 to 100"),
        (("--chance", "wait=100.01"), 2, "100.01 percent is more than all"),
        (("--chance", "wait="), 2, "'' is no percentage"),
        (("--chance", "likely"), 2, "'likely' is no percentage"),
        (("--chance", "wiat=50"), 2, "no way out 'wiat' to give a chance for\n    → did you mean 'wait'?"),
        (("--chance", "O3=50"), 2, "no way out 'O3' to give a chance for"),
        (("--against", "O9"), 2, "no way out 'O9' to measure the others by"),
        (("--against", "sue"), 2, "what 'sue' is worth isn't known\n    → give its cost, months, chance"),
        (("--discount", "-5"), 2, "'-5' is no percentage"),
        (("--discount", "120"), 2, "120 percent is more than all"),
        (("--discount-rate", "-1"), 2, "'-1' is no percentage"),
        (("--chance", "0.75"), 2, "0.75 is doubtful: 75 means 75 percent"),
        (("--chance", "wait=1"), 2, "1 is doubtful: 75 means 75 percent; if it is meant, write 1%"),
        (("--cost", "1.234"), 2, "1.234 has more decimals than EUR has (2)"),
        (("--cost", "-1"), 2, "'-1' is no amount"),
        (("--instalments", "1"), 2, "1 is not in the range"),
        (("--wait", "0"), 2, "0 is not in the range"),
        (("--months", "999"), 2, "999 is not in the range"),
        (("--as-of", "2190-01-01"), 1, "is needed, but the series"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said(
    arguments: tuple[str, ...], code: int, message: str, casefile: Casefile, offered: Path
) -> None:
    result = casefile("options", CASE, *DAY, *arguments)
    assert result.code == code, result.err
    assert (result.out, message in result.err) == ("", True), result.err


def answered(root: Path, answers: bytes, *arguments: str) -> str:
    """What the command writes to a terminal on which somebody answers."""
    ours, theirs = pty.openpty()
    variables = {**os.environ, "TERM": "dumb", "COLUMNS": "80"}
    process = subprocess.Popen(
        [sys.executable, "-m", "casefile", "options", CASE, *DAY, *arguments],
        cwd=root, stdin=theirs, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=variables,
    )  # fmt: skip
    os.close(theirs)
    os.write(ours, answers)
    written, _ = process.communicate(timeout=60)
    os.close(ours)
    assert process.returncode == 0, written
    return written.decode()


class TestAsked:
    def test_at_a_terminal_what_is_missing_is_asked_until_it_can_be_read(self, offered: Path) -> None:
        said = answered(offered, b"1.234\n300\n9\n0.75\n75\n150\n60\n")
        asked = (
            "Suing: what it costs",
            "Suing: months",
            "Suing: the chance of success, in percent",
            "Waiting: the chance",
        )
        assert sorted(asked, key=said.index) == list(asked)
        assert "Waiting: the chance that it is paid, in percent, such as 75" in said
        assert "0.75 is doubtful: 75 means 75 percent" in said
        assert "150 percent is more than all" in said
        assert "1.234 has more decimals than EUR has (2)" in said
        assert "Waiting 90 days 60 %; Suing, 9 months 75 %" in " ".join(said.split())

    def test_an_empty_answer_leaves_it_out(self, offered: Path) -> None:
        said = answered(offered, b"\n\n", "--months", "9", "--chance", "75")
        assert "Suing: months" not in said
        assert "its cost is not said" in " ".join(said.split())

    @pytest.mark.parametrize("how", ["--json", "--quiet"])
    def test_programs_are_asked_nothing(self, how: str, offered: Path) -> None:
        assert "Waiting: the chance" not in answered(offered, b"", how)
