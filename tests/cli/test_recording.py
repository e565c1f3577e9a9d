"""`log`, `pay`: what is recorded reads back, and what is wrong records nothing."""

from __future__ import annotations

import io
from pathlib import Path
from typing import get_args

import pytest

from casefile import files
from casefile.case import folder
from casefile.case.fields import Channel, Privilege
from casefile.case.model import Case
from casefile.case.proof import ExhibitKind, Outcome
from casefile.case.workspace import open_workspace
from casefile.cli import add, log, session
from tests.cli.conftest import CASE, FOLDER, Casefile


def load(root: Path) -> Case:
    return folder.load(open_workspace(root), CASE)


def test_the_choices_are_those_of_the_format() -> None:
    assert get_args(ExhibitKind) == add.KINDS
    assert get_args(Privilege) == add.PRIVILEGES == log.PRIVILEGES
    assert get_args(Channel) == log.CHANNELS
    assert get_args(Outcome) == log.OUTCOMES


class TestLog:
    def test_a_call_with_a_promise(self, casefile: Casefile, northwind: Path) -> None:
        arguments = (
            "--outcome",
            "promised",
            "--promise",
            "2026-05-20:1500.50",
            "--to",
            "J. Wolff",
            "--text",
            "By Friday.",
        )
        result = casefile("log", CASE, "call", *arguments, "--as-of", "2026-05-12")
        assert result.out == f"{FOLDER}/correspondence/2026-05-12-call-promised.md\n"
        contact = load(northwind).contacts[0]
        assert contact.text == "By Friday."
        assert contact.head.promise is not None
        assert (str(contact.head.promise.on), str(contact.head.promise.amount)) == ("2026-05-20", "1500.50")
        assert (contact.head.outcome, contact.head.to, str(contact.head.date)) == ("promised", "J. Wolff", "2026-05-12")

    def test_a_letter_with_everything(self, casefile: Casefile, northwind: Path) -> None:
        casefile(
            "log", CASE, "registered", "--direction", "in", "--date", "2026-05-01", "--step", "demand", "--from", "Wolff",
            "--subject", "Re: yours", "--invoice", "INV-1043", "--proof", "RR 1", "--privilege", "without-prejudice",
            "--evidence", "E01", "--text", "",
        )  # fmt: skip
        head = load(northwind).contacts[0].head
        assert (head.direction, head.step, head.from_, head.subject) == ("in", "demand", "Wolff", "Re: yours")
        assert (head.invoices, head.proof, head.privilege, head.evidence) == (
            ("INV-1043",),
            "RR 1",
            "without-prejudice",
            ("E01",),
        )

    def test_the_note_may_come_through_a_pipe(
        self, casefile: Casefile, northwind: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("sys.stdin", io.StringIO("A long note.\n"))
        casefile("log", CASE, "meeting")
        assert load(northwind).contacts[0].text == "A long note."

    @pytest.mark.parametrize("promise", ["soon", "2026-05-20:", "2026-05-20:1,50", ":1"])
    def test_a_promise_that_is_none_is_a_usage_error(self, promise: str, casefile: Casefile, northwind: Path) -> None:
        result = casefile("log", CASE, "call", "--promise", promise, "--text", "x", "--as-of", "2026-05-12")
        assert result.code == (0 if promise == "2026-05-20:" else 2)
        assert bool(load(northwind).contacts) is (result.code == 0)
        assert ("--promise" in result.err) is (result.code == 2)

    def test_a_promise_that_was_over_when_it_was_made_records_nothing(
        self, casefile: Casefile, northwind: Path
    ) -> None:
        result = casefile("log", CASE, "call", "--promise", "2026-08-01", "--text", "", "--as-of", "2026-09-01")
        assert (result.code, "cannot have promised on 2026-09-01 to pay by 2026-08-01" in result.err) == (2, True)
        assert load(northwind).contacts == ()

    def test_what_was_promised_for_no_day_records_nothing_and_says_what_to_add(
        self, casefile: Casefile, northwind: Path
    ) -> None:
        asked = ("log", CASE, "call", "--outcome", "promised", "--text", "", "--as-of", "2026-09-01")
        result = casefile(*asked)
        assert (result.code, load(northwind).contacts) == (2, ())
        assert "--outcome promised needs the day they will pay" in result.err
        assert "add --promise 2026-09-08 or --promise 2026-09-08:AMOUNT" in result.err
        assert "--outcome reached" in result.err
        assert casefile(*asked, "--promise", "2026-09-08").code == 0

    def test_a_promise_of_more_than_is_owed_is_doubted(self, casefile: Casefile, northwind: Path) -> None:
        asked = ("log", CASE, "call", "--promise", "2026-09-08:99999", "--text", "", "--as-of", "2026-09-01")
        result = casefile(*asked)
        assert (result.code, len(load(northwind).contacts)) == (0, 1)
        assert "weakness: 99999 EUR were promised, and" in result.err
        assert [each["rule"] for each in casefile(*asked, "--json").json["problems"]] == ["promise"]
        assert casefile(*asked[:4], "2026-09-08:5.00", *asked[5:]).err == ""

    def test_a_day_that_is_yet_to_come_records_nothing(self, casefile: Casefile, northwind: Path) -> None:
        for day in (("--date", "2099-01-01"), ("--as-of", "2099-01-01")):
            result = casefile("log", CASE, "email", "--step", "first", "--text", "", *day)
            assert (result.code, "2099-01-01 is yet to come" in result.err) == (2, True)
        assert load(northwind).contacts == ()

    @pytest.mark.parametrize(
        ("outcome", "says"),
        [
            (
                "disputed",
                f"dispute: {{raised: 2026-09-01, reason: …}} on the line of the invoice in cases/{CASE}/invoices/",
            ),
            ("refused", "a refusal stops no reminder"),
            ("paid", f"casefile pay {CASE} AMOUNT --date DATE"),
            ("bounced", "nothing that went out before it counts as come back"),
        ],
    )
    def test_what_the_note_alone_does_not_do_is_said(
        self, outcome: str, says: str, casefile: Casefile, northwind: Path
    ) -> None:
        result = casefile("log", CASE, "email", "--outcome", outcome, "--text", "", "--as-of", "2026-09-01")
        assert (result.code, result.err.startswith("Next: "), says in result.err) == (0, True, True)
        assert [each.head.outcome for each in load(northwind).contacts] == [outcome]

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            (("--invoice", "INV-1034"), "no invoice 'INV-1034' in this case\n    → did you mean 'INV-1043'?"),
            (("--invoice", "INV-1043", "--invoice", "7"), "no invoice '7' in this case\n    → there are: INV-1043"),
            (("--step", "thrid"), "no step of the ladder 'thrid'\n    → did you mean 'third'?"),
            (("--step", "demand"), "no step of the ladder 'demand'\n    → there are: polite, third"),
            (("--evidence", "E99"), "no exhibit 'E99' in this case"),
        ],
    )
    def test_a_name_that_is_not_there_records_nothing(
        self, arguments: tuple[str, ...], message: str, casefile: Casefile, northwind: Path
    ) -> None:
        with (northwind / "casefile.yaml").open("a") as file:
            for step in ("polite", "third"):
                lead = "ladder:\n" if step == "polite" else ""
                file.write(f"{lead}- {{step: {step}, after_due: 1, channel: email, document: reminder}}\n")
        result = casefile("log", CASE, "email", "--text", "x", *arguments)
        assert result.code == 2
        assert message in result.err
        assert not (northwind / FOLDER / "correspondence").exists()


class TestPay:
    def test_the_item_is_appended_and_reckoned_with(self, casefile: Casefile, northwind: Path) -> None:
        before = (northwind / FOLDER / "payments.yaml").read_text()
        arguments = ("--date", "2026-06-01", "--invoice", "INV-1043", "--towards", "principal", "--method", "transfer")
        result = casefile("pay", CASE, "500.50", *arguments)
        assert result.out == f"{FOLDER}/payments.yaml:3:1: 500.50 EUR on 2026-06-01\n"
        assert (northwind / FOLDER / "payments.yaml").read_text() == before + (
            "- date: 2026-06-01\n  amount: 500.50\n  invoice: INV-1043\n  towards: principal\n  method: transfer\n"
        )
        assert casefile("owed", CASE, "--as-of", "2026-06-02", "--json").json["paid"] == "1500.50"

    def test_a_day_that_is_yet_to_come_is_doubted(self, casefile: Casefile, northwind: Path) -> None:
        arguments = ("pay", CASE, "5", "--date", "2026-06-03", "--as-of", "2026-06-02")
        result = casefile(*arguments)
        assert (result.code, str(load(northwind).payments[-1].amount)) == (0, "5")
        assert result.err == (
            f"{FOLDER}/payments.yaml:3:1: weakness: 2026-06-03 lies after 2026-06-02: it counts from its day on\n"
            "    → right if that is meant; else mend the day\n"
        )
        assert [problem["rule"] for problem in casefile(*arguments, "--json").json["problems"]] == ["ahead"]

    @pytest.mark.parametrize(
        ("arguments", "code", "message"),
        [
            (("0",), 2, "nothing is no payment"),
            (("0.00",), 2, "nothing is no payment"),
            (("1,5",), 2, "'1,5' is no amount"),
            (("1e3",), 2, "'1e3' is no amount"),
            (("-5",), 2, "amounts are written positive"),
            (("--", "-5"), 2, "is no amount"),
            (("1.005",), 1, "1.005 has more decimals than EUR has"),
            (("5", "--invoice", "INV-9"), 1, "no invoice 'INV-9'"),
            (("5", "--evidence", "E99"), 2, "no exhibit 'E99'"),
            (("5", "--kind", "gift"), 2, "'gift' is not one of"),
        ],
    )
    def test_what_is_wrong_records_nothing(
        self, arguments: tuple[str, ...], code: int, message: str, casefile: Casefile, northwind: Path
    ) -> None:
        before = (northwind / FOLDER / "payments.yaml").read_bytes()
        result = casefile("pay", CASE, *arguments)
        assert result.code == code
        assert message in result.err.lower() or message in result.err
        assert (northwind / FOLDER / "payments.yaml").read_bytes() == before

    def test_another_run_that_writes_is_named(
        self, casefile: Casefile, northwind: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(session, "PATIENCE", 0.05)
        workspace = open_workspace(northwind)
        before = (northwind / FOLDER / "payments.yaml").read_bytes()
        with files.locked(workspace.lock(CASE), "Ines, process 1"):
            result = casefile("pay", CASE, "5")
        assert result.code == 1
        assert f"{CASE} is in use by Ines, process 1" in result.err
        assert (northwind / FOLDER / "payments.yaml").read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("pay", CASE, "10.005"), "10.005 has more decimals than EUR has (2)\n"),
        (("pay", CASE, "10", "--invoice", "INV-9"), "no invoice 'INV-9' in this case\n"),
        (("new", "x", "--country", "ZZ"), "'ZZ' is no country"),
        (("new", "x", "--currency", "XXXX"), "'XXXX' is no currency"),
    ],
)
def test_no_place_is_named_in_what_was_not_written(
    arguments: tuple[str, ...], says: str, casefile: Casefile, northwind: Path
) -> None:
    result = casefile(*arguments)
    assert result.err.startswith(says)
    assert [problem["file"] for problem in casefile(*arguments, "--json").json["problems"]] == [None]


def test_a_place_in_what_is_there_is_named(casefile: Casefile, northwind: Path) -> None:
    (northwind / FOLDER / "payments.yaml").write_text("- {date: 2026-05-06, amount: 1,5}\n")
    result = casefile("pay", CASE, "5")
    assert result.err.startswith(f"{FOLDER}/payments.yaml:1:32: ")


def test_one_call_about_two_cases_is_recorded_in_each(casefile: Casefile, northwind: Path) -> None:
    case = northwind / FOLDER
    other = northwind / "cases/other"
    (other / "invoices").mkdir(parents=True)
    (other / "case.yaml").write_text(
        (case / "case.yaml").read_text().replace(f"id: {CASE}", "id: other").replace("evidence: E01, ", "")
    )
    (other / "invoices/1.yaml").write_text(
        "number: X1\nissued: 2026-03-31\ndue: 2026-04-14\nlines: [{id: 1, description: D, unit_price: 100.00}]\n"
    )
    steps = (("first", "2026-04-15", "email"), ("second", "2026-04-22", "email"))
    for name in (CASE, "other"):
        for step, on, channel in steps:
            assert casefile("log", name, channel, "--step", step, "--date", on, "--text", "x").code == 0
    said = casefile("log", CASE, "call", "--text", "Nobody there.", "--as-of", "2026-04-29").err
    assert "a call is due in other, too; if it was about that as well: casefile log other call …" in said
    told = casefile("log", "other", "call", "--text", "Nobody there.", "--as-of", "2026-04-29", "--json").json
    assert "also_to_call" not in told
