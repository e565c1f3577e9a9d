"""`settle`: what was agreed is written once, whole, and the claim before and after is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from casefile.case import folder
from casefile.case.dealings import Settlement
from casefile.case.workspace import open_workspace
from tests.cli.conftest import CASE, FOLDER, Casefile

PATH = f"{FOLDER}/settlement.yaml"
DAY = ("--as-of", "2026-11-21")
OFFERS = """\
- id: O1
  date: 2026-11-10
  by: us
  kind: instalments
  amount: 2000.00
  schedule: {first: 2026-12-15, every: month, count: 2}
  due: 2026-12-15
  status: accepted
- {id: O2, date: 2026-11-10, by: debtor, kind: partial, amount: 1500.00, due: 2026-12-01, status: rejected}
- {id: O3, date: 2026-11-10, by: us, kind: waiver, amount: 2300.00}
- {id: O4, date: 2026-11-10, by: us, kind: discount, amount: 2100.00, schedule: [{due: 2026-12-01, amount: 2000.00}, {due: 2027-01-01, amount: 100.00}], status: accepted}
"""


@pytest.fixture
def offered(northwind: Path) -> Path:
    """The workspace with four offers in its case."""
    (northwind / FOLDER / "offers.yaml").write_text(OFFERS)
    return northwind


def settlement(root: Path) -> Settlement:
    found = folder.load(open_workspace(root), CASE).settlement
    assert found is not None
    return found


def test_an_accepted_offer_becomes_the_settlement(casefile: Casefile, offered: Path) -> None:
    result = casefile("settle", CASE, "--offer", "O1", *DAY)
    assert (result.code, result.err) == (0, "")
    assert result.out == (
        f"{PATH}\nSettled on 2026-11-21 for 2,000.00 EUR, from O1\n  2026-12-15  1,000.00\n  2027-01-15  1,000.00\n"
        "Owed on 2026-11-21:\n  Before the agreement  2,438.08\n  Agreed                2,000.00\n"
        "  Given up                438.08\n"
    )
    assert (offered / PATH).read_text() == (
        "agreed: 2026-11-21\noffer: O1\nkind: instalments\namount: 2000.00\n"
        "schedule: {first: 2026-12-15, every: month, count: 2}\ninterest: waived\n"
        "default: {grace_days: 0, revives: full}\n"
    )
    assert casefile("owed", CASE, *DAY, "--json").json["total"] == "2000.00"
    assert (offered / FOLDER / "offers.yaml").read_text() == OFFERS


def test_everything_that_can_be_agreed(casefile: Casefile, northwind: Path) -> None:
    terms = (
        "--first", "2026-12-31", "--every", "quarter", "--count", "2", "--interest", "kept", "--grace-days", "7", "--revives", "remaining",
        "--condition", "No further work.", "--condition", "Costs: none.", "--acknowledges", "--signed-us", "Ines Halvorsen",
        "--signed-debtor", "Jana Wolff", "--authority", "managing director", "--evidence", "E01", "--agreed", "2026-11-20",
    )  # fmt: skip
    told = casefile("settle", CASE, "1999.99", *terms, *DAY, "--json").json
    assert told == {
        "case": CASE, "file": PATH, "agreed": "2026-11-20", "offer": None, "amount": "1999.99",
        "instalments": [{"due": "2026-12-31", "amount": "999.99"}, {"due": "2027-03-31", "amount": "1000.00"}],
        "kind": "instalments", "as_of": "2026-11-21", "before": "2437.43", "after": "1999.99", "without": "2438.08",
        "state": "on-track",
    }  # fmt: skip
    found = settlement(northwind)
    assert (found.interest, found.default.grace_days, found.default.revives) == ("kept", 7, "remaining")
    assert (found.kind, found.acknowledges, found.evidence) == ("instalments", True, ("E01",))
    assert found.conditions == ("No further work.", "Costs: none.")
    assert found.signed is not None
    assert (found.signed.us, found.signed.debtor, found.signed.authority) == ("Ines Halvorsen", "Jana Wolff", "managing director")  # fmt: skip


def test_one_day_and_a_list_of_days(casefile: Casefile, northwind: Path) -> None:
    casefile("settle", CASE, "2000", "--due", "2026-12-01", *DAY)
    assert (settlement(northwind).kind, str(settlement(northwind).due)) == ("discount", "2026-12-01")
    (northwind / PATH).unlink()
    parts = ("--instalment", "2027-01-01=1500", "--instalment", "2026-12-01=500")
    assert "  2026-12-01    500.00\n  2027-01-01  1,500.00\n" in casefile("settle", CASE, "2000", *parts, *DAY).out


def test_a_listed_schedule_is_taken_from_the_offer(casefile: Casefile, offered: Path) -> None:
    assert casefile("settle", CASE, "--offer", "O4", *DAY, "--quiet").out == ""
    assert "schedule: [{due: 2026-12-01, amount: 2000.00}, {due: 2027-01-01" in (offered / PATH).read_text()


def test_what_is_given_goes_before_the_offer(casefile: Casefile, offered: Path) -> None:
    result = casefile("settle", CASE, "1900", "--offer", "O1", "--due", "2026-12-01", "--kind", "discount", *DAY)
    assert result.err == (
        f"{PATH}:4:1: weakness: 1900 was agreed, and O1 offered 2000.00\n"
        "    → right if the sum was changed on the way\n"
    )
    found = settlement(offered)
    assert (found.offer, found.kind, str(found.amount), str(found.due)) == ("O1", "discount", "1900", "2026-12-01")


@pytest.mark.parametrize(
    ("offer", "more", "says"),
    [
        (
            "O2",
            (),
            f"{FOLDER}/offers.yaml:9:91: weakness: O2 was settled and is marked rejected\n    → write status: accepted there\n",
        ),
        (
            "O3",
            ("--due", "2026-12-01"),
            f"{FOLDER}/offers.yaml:10:3: weakness: O3 was settled and is marked open\n"
            "    → write status: accepted as a line of this offer\n",
        ),
    ],
)
def test_an_offer_that_does_not_say_it_was_accepted(
    offer: str, more: tuple[str, ...], says: str, casefile: Casefile, offered: Path
) -> None:
    result = casefile("settle", CASE, "--offer", offer, *more, *DAY)
    assert (result.code, result.err) == (0, says)


def test_more_than_is_owed_is_doubted(casefile: Casefile, northwind: Path) -> None:
    result = casefile("settle", CASE, "3000", "--due", "2026-12-01", *DAY)
    assert "weakness: 3000 is more than the 2438.08 that was owed on 2026-11-21" in result.err
    assert "Given up" not in result.out
    assert settlement(northwind).kind == "deferral"
    for command in ("owed", "check"):
        again = casefile(command, CASE, "--as-of", "2026-11-30")
        assert f"{PATH}:3:1: weakness: 3000 is more than the 2438.08" in again.out + again.err


@pytest.mark.parametrize(
    ("amount", "days", "kind"),
    [
        ("2438.07", ("--due", "2026-12-01"), "discount"),
        ("2438.08", ("--due", "2026-12-01"), "deferral"),
        ("2438.08", ("--first", "2026-12-01", "--count", "2"), "instalments"),
        ("5", ("--due", "2026-12-01", "--kind", "partial"), "partial"),
    ],
)
def test_offer_and_settle_take_the_same_for_the_kind(
    amount: str, days: tuple[str, ...], kind: str, casefile: Casefile, northwind: Path
) -> None:
    assert casefile("offer", CASE, amount, *days, *DAY, "--json").json["kind"] == kind
    assert casefile("settle", CASE, amount, *days, *DAY, "--json").json["kind"] == kind


@pytest.mark.usefixtures("northwind")
class TestAnAgreementOfAnEarlierDay:
    """On 15 May 2026 2,314.56 were owed; half a year later interest went on, and no instalment was paid."""

    TERMS = ("1000", "--agreed", "2026-05-15", "--due", "2026-06-15", *DAY)

    def test_is_held_against_the_claim_of_that_day(self, casefile: Casefile) -> None:
        owed = casefile("owed", CASE, "--as-of", "2026-05-15", "--json").json["total"]
        told = casefile("settle", CASE, *self.TERMS, "--json").json
        assert (told["before"], told["without"], told["as_of"]) == (owed, "2438.08", "2026-11-21")
        assert (told["after"], told["state"]) == ("2438.08", "default")

    def test_in_default_already(self, casefile: Casefile) -> None:
        out = casefile("settle", CASE, *self.TERMS).out
        assert out.partition("Owed on 2026-05-15:\n")[2] == (
            "  Before the agreement  2,314.56\n  Agreed                1,000.00\n  Given up              1,314.56\n"
            "Owed on 2026-11-21:\n  Under the settlement  2,438.08\n  Had there been none   2,438.08\n"
            "It is in default already, since 2026-06-16: the full claim came back\n"
        )

    def test_in_default_with_the_rest_due(self, casefile: Casefile) -> None:
        out = casefile("settle", CASE, *self.TERMS, "--revives", "remaining").out
        assert out.endswith("It is in default already, since 2026-06-16: the whole remaining sum is due\n")

    def test_late_already(self, casefile: Casefile) -> None:
        out = casefile("settle", CASE, *self.TERMS, "--grace-days", "300").out
        assert out.endswith("It is late already: 1,000.00 was due on 2026-06-15\n")

    def test_more_than_was_owed_then(self, casefile: Casefile) -> None:
        """2,400.00 is less than the claim of today, and more than that of the day it was agreed."""
        result = casefile("settle", CASE, "2400", *self.TERMS[1:])
        assert "weakness: 2400 is more than the 2314.56 that was owed on 2026-05-15" in result.err


def test_an_agreement_ahead_is_reckoned_on_its_day(casefile: Casefile, northwind: Path) -> None:
    arguments = ("--agreed", "2026-11-30", "--due", "2026-12-01", *DAY)
    result = casefile("settle", CASE, "2000", *arguments)
    assert "Owed on 2026-11-30:" in result.out
    assert f"{PATH}:1:1: weakness: 2026-11-30 lies after 2026-11-21: it counts from its day on" in result.err


def test_where_the_claim_cannot_be_reckoned_it_is_written_and_that_is_said(casefile: Casefile, northwind: Path) -> None:
    day = ("--as-of", "2190-01-01")
    result = casefile("settle", CASE, "2000", "--due", "2190-12-01", "--kind", "discount", *day)
    assert result.code == 3
    assert "warning: the rate of " in result.err
    assert (northwind / PATH).is_file()
    (northwind / PATH).unlink()
    result = casefile("settle", CASE, "2000", "--due", "2190-12-01", "--kind", "discount", *day, "--json")
    assert (result.code, result.json["before"], result.json["as_of"]) == (3, None, None)
    assert [problem["level"] for problem in result.json["problems"]] == ["warning"]


def test_a_settlement_before_any_invoice_changes_no_figure(casefile: Casefile, northwind: Path) -> None:
    result = casefile("settle", CASE, "2000", "--due", "2026-12-01", "--as-of", "2026-01-01")
    assert (result.code, "Owed on" in result.out) == (0, False)


def test_one_that_is_there_is_never_overwritten(casefile: Casefile, northwind: Path) -> None:
    casefile("settle", CASE, "2000", "--due", "2026-12-01", *DAY)
    before = (northwind / PATH).read_bytes()
    result = casefile("settle", CASE, "1000", "--due", "2026-12-01", *DAY)
    assert result.code == 1
    assert result.err.startswith(f"{PATH}:1:1: this case has a settlement already\n    → write what has changed")
    assert (northwind / PATH).read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        ((), 2, "nothing says what sum was agreed\n    → give the AMOUNT, or --offer ID"),
        (("--offer", "O9"), 2, "no offer 'O9' in this case\n    → there are: O1, O2, O3, O4"),
        (("--offer", "o2"), 2, "no offer 'o2' in this case\n    → did you mean 'O2'?"),
        (("--offer", "O02"), 2, "no offer 'O02' in this case\n    → did you mean 'O2'?"),
        (("--offer", "O3"), 2, "nothing says when the agreed sum is to be paid\n    → add --due DATE"),
        (("0", "--due", "2026-12-01"), 2, "0 is no sum for a discount\n    → give the amount, or --kind waiver or credit"),
        (("o1",), 2, "'o1' is no amount: write --offer O1"),
        (("northwind",), 2, "'northwind' is no amount: the order is CASE AMOUNT; write plain decimals"),
        (("5",), 2, "nothing says when the agreed sum is to be paid"),
        (("--offer", "O1", "--agreed", "2026-11-09"), 2, "O1 was made on 2026-11-10, after 2026-11-09"),
        (("5", "--due", "2026-12-01", "--first", "2026-12-01", "--count", "2"), 2, "said twice"),
        (("5", "--due", "2026-11-20"), 1, "due 2026-11-20 lies before agreed 2026-11-21"),
        (("5", "--first", "2026-11-20", "--count", "2"), 1, "first 2026-11-20 lies before agreed 2026-11-21"),
        (("5.005", "--due", "2026-12-01"), 1, "5.005 has more decimals than EUR has (2)"),
        (("2101", "--offer", "O4"), 1, "the instalments add up to 2100.00, not to the agreed 2101"),
        (("--due", "2026-12-01", "--", "-5"), 2, "'-5' is no amount"),
        (("5", "--due", "2026-12-01", "--grace-days", "-1"), 2, "-1 is not in the range"),
        (("5", "--due", "2026-12-01", "--evidence", "E99"), 2, "no exhibit 'E99'"),
        (("5", "--due", "2026-12-01", "--interest", "half"), 2, "'half' is not one of"),
    ],
)  # fmt: skip
def test_what_is_wrong_writes_nothing(
    arguments: tuple[str, ...], code: int, message: str, casefile: Casefile, offered: Path
) -> None:
    result = casefile("settle", CASE, *DAY, *arguments)
    assert result.code == code, result.err
    assert message in result.err
    assert not (offered / PATH).exists()
