"""`next`: what to do today, and why; the same figures as `owed`; a broken case hides nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import icalendar

from tests.cli.conftest import CASE, FOLDER, Casefile
from tests.cli.test_terminal import on_a_terminal
from tests.followup.portfolio import invoice, portfolio

DAY = ("--as-of", "2026-11-21")


def test_an_action_says_what_and_why(casefile: Casefile, northwind: Path) -> None:
    result = casefile("next", *DAY, "--json")
    assert result.json["actions"] == [
        {
            "case": CASE, "debtor": "Northwind Trading GmbH", "due": "2026-04-15", "step": "first", "channel": "post",
            "document": "reminder",
            "reason": "first: 221 days after the due date; by post, as no e-mail address is known",
            "amount": "2438.08", "currency": "EUR", "priority": 22100, "invoices": ["INV-1043"], "by": None,
            "barred": "2029-12-31", "letter": f"first:{CASE}", "letter_amount": "2438.08",
        }
    ]  # fmt: skip
    assert result.json["actions"][0]["amount"] == casefile("owed", CASE, *DAY, "--json").json["total"]
    assert (result.json["planned"], result.json["waiting"], result.code) == ([], [], 0)


def test_people_read_it_in_80_columns(casefile: Casefile, northwind: Path) -> None:
    result = casefile("next", *DAY)
    assert result.out == (
        "1.  2026-014-northwind                      Northwind Trading GmbH  2,438.08 EUR\n"
        "    reminder by post for INV-1043, due since 15 April (220 days)\n"
        "    first: 221 days after the due date; by post, as no e-mail address is known\n"
        "    last day to sue, as far as we know: 2029-12-31\n"
    )
    assert result.err == ""


def test_what_goes_out_as_one_letter_is_one_entry_with_one_sum(
    casefile: Casefile, workspace: Callable[[Mapping[str, str | bytes]], Path]
) -> None:
    bills = {f"invoices/R{n}.yaml": invoice(f"R{n}", due=f"2026-04-{n + 10}") for n in range(1, 5)}
    portfolio(workspace)("2026-05-01", one=bills, two={"invoices/R5.yaml": invoice("R5", due="2026-04-20")})
    result = casefile("next", "--as-of", "2026-05-01")
    assert result.out == (
        "1.  one and 1 more                                         Northwind  500.00 EUR\n"
        "    reminder by e-mail for R1, R2 and 3 more (5 invoices), due since 12 April\n"
        "    (19 days)\n"
        "    cases: one, two\n"
        "    R1: first: 20 days after the due date\n"
        "    R2: first: 19 days after the due date\n"
        "    R3: first: 18 days after the due date\n"
        "    and 2 reasons more: --json has them\n"
    )
    actions = casefile("next", "--as-of", "2026-05-01", "--json").json["actions"]
    assert {(each["letter"], each["letter_amount"]) for each in actions} == {("first:one", "500.00")}
    assert [each["amount"] for each in actions] == ["400.00"] * 4 + ["100.00"]
    assert "Northwind  100.00 EUR" in casefile("next", "two", "--as-of", "2026-05-01").out


def test_the_sum_is_of_the_invoices_that_the_letter_is_about(
    casefile: Casefile, workspace: Callable[[Mapping[str, str | bytes]], Path]
) -> None:
    bills = {"invoices/R1.yaml": invoice(), "invoices/R2.yaml": invoice("R2", due="2026-12-01", price="70.00")}
    portfolio(workspace)("2026-05-01", one=bills)
    (action,) = casefile("next", "--as-of", "2026-05-01", "--json").json["actions"]
    assert (action["invoices"], action["amount"], action["letter_amount"]) == (["R1"], "170.00", "100.00")


def test_a_terminal_shows_the_most_pressing_and_a_pipe_everything(
    casefile: Casefile, workspace: Callable[[Mapping[str, str | bytes]], Path]
) -> None:
    ruin = "insolvency: {opened: 2026-08-10}\n"
    many = {f"c{n:02}": {"case.yaml": ruin, "invoices/R1.yaml": invoice(price=f"{200 - n}.00")} for n in range(14)}
    portfolio(workspace)("2026-09-01", debtor="", currencies={}, **many)
    asked = ("next", "--as-of", "2026-09-01")
    piped = casefile(*asked)
    assert piped.out.count("statement to the insolvency administrator") == 14
    assert piped.err == "14 things to do in 14 cases with 2,709.00 EUR owed.\n"
    root = workspace({})
    seen = on_a_terminal([*asked], root, NO_COLOR="1").decode()
    assert [line.split()[1] for line in seen.splitlines() if line[:1].isdigit()][:10] == [f"c{n:02}" for n in range(10)]
    assert "11." not in seen
    assert "… and 4 more: --all" in seen
    assert "14 things to do in 14 cases" in seen
    assert "14." in on_a_terminal([*asked, "--all"], root, NO_COLOR="1").decode()


def test_what_waits_is_shown_when_asked_for(casefile: Casefile, northwind: Path) -> None:
    with (northwind / FOLDER / "case.yaml").open("a") as file:
        file.write("hold: {reason: we talk}\n")
    result = casefile("next", *DAY, "--all")
    assert result.out.startswith("Nothing is to be done today.\n")
    assert "waits: on hold: we talk" in result.out


def test_a_case_that_cannot_be_read_hides_no_other(casefile: Casefile, northwind: Path) -> None:
    (northwind / "cases" / "bad").mkdir()
    result = casefile("next", *DAY)
    assert (result.code, CASE in result.out) == (1, True)
    assert "cases/bad:1:1: no case.yaml" in result.err
    problems = casefile("next", *DAY, "--json").json["problems"]
    assert [each["file"] for each in problems] == ["cases/bad"]


def test_only_the_cases_named_are_shown(casefile: Casefile, northwind: Path) -> None:
    assert casefile("next", "northwind", *DAY, "--json").json["actions"]
    assert casefile("next", "nobody", *DAY).code == 2


def test_the_calendar_is_read_by_other_programs(casefile: Casefile, northwind: Path, tmp_path: Path) -> None:
    result = casefile("next", *DAY, "--ics", str(tmp_path / "todo.ics"))
    assert result.code == 0
    read = icalendar.Calendar.from_ical((tmp_path / "todo.ics").read_bytes())
    assert [str(each["summary"]) for each in read.walk("VEVENT")] == [
        "Northwind Trading GmbH (2026-014-northwind): reminder (post) about INV-1043",
        "Northwind Trading GmbH (2026-014-northwind): last day to sue",
    ]


def test_a_calendar_is_never_written_over_a_case(casefile: Casefile, northwind: Path) -> None:
    before = (northwind / FOLDER / "case.yaml").read_bytes()
    assert casefile("next", *DAY, "--ics", str(northwind / FOLDER / "case.yaml")).code == 2
    assert (northwind / FOLDER / "case.yaml").read_bytes() == before


def test_a_step_that_was_logged_is_not_asked_for_again(casefile: Casefile, northwind: Path) -> None:
    casefile("log", CASE, "post", "--step", "first", "--date", "2026-11-21", "--text", "")
    assert casefile("next", "--as-of", "2026-11-27", "--json").json["actions"] == []
    coming = casefile("next", "--as-of", "2026-11-28", "--json").json["actions"]
    assert [(each["step"], each["due"]) for each in coming] == [("second", "2026-11-28")]


def test_turns_beside_the_ladder_can_be_logged(casefile: Casefile, northwind: Path) -> None:
    assert casefile("log", CASE, "call", "--step", "promise", "--text", "").code == 0
    assert casefile("log", CASE, "call", "--step", "promis", "--text", "").code == 2


OWN = """ladder:
  - {step: hello, after_due: 1, channel: post, document: reminder, pay_within: 3}
  - {step: nudge, after_due: 9, channel: post, document: reminder, tone: final}
"""


def test_a_step_of_your_own_name_is_rendered_in_its_tone(casefile: Casefile, northwind: Path) -> None:
    with (northwind / "casefile.yaml").open("a") as file:
        file.write(OWN)
    assert [each["step"] for each in casefile("next", *DAY, "--json").json["actions"]] == ["hello"]
    written = [
        casefile("render", CASE, "reminder", *DAY, "--format", "md", *more).out
        for more in ((), ("--step", "nudge"), ("--step", "second"))
    ]
    assert [each.partition("reminder-")[2].partition(".")[0] for each in written] == ["first", "final", "second"]
    first = (northwind / f"build/{CASE}/reminder-first.en.md").read_text()
    assert "by **24 November 2026**" in first.replace("\u00a0", " ")
    assert casefile("render", CASE, "reminder", *DAY, "--step", "third").code == 2


def test_a_credit_to_be_looked_at_has_no_channel_and_comes_last(
    casefile: Casefile, northwind: Path, tmp_path: Path
) -> None:
    path = northwind / FOLDER / "case.yaml"
    path.write_text(path.read_text().replace("  tax_ids: {vat: DE123456789}\n", "  tax_ids: {vat: DE123456789}\n  credit: {limit: 500.00}\n"))  # fmt: skip
    result = casefile("next", *DAY, "--json", "--ics", str(tmp_path / "todo.ics"))
    assert [(each["step"], each["channel"], each["document"]) for each in result.json["actions"]] == [
        ("first", "post", "reminder"),
        ("credit", None, "credit"),
    ]
    reason = result.json["actions"][1]["reason"]
    assert reason == "credit: 2,268.81 EUR is open, 1,768.81 EUR more than the limit of 500.00 EUR; the credit given has never been looked at"  # fmt: skip
    assert "    credit review, due since 31 March (235 days)\n" in casefile("next", *DAY).out
    read = icalendar.Calendar.from_ical((tmp_path / "todo.ics").read_bytes())
    event = next(each for each in read.walk("VEVENT") if "credit review" in str(each["summary"]))
    assert str(event["description"]).endswith("casefile credit 2026-014-northwind")
    assert casefile("next", *DAY, "--print", "build/letters.pdf").code == 0
