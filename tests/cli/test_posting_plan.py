"""`casefile send` goes by what the cases say when a letter goes, not by what they said when it was planned or written."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from casefile.outgoing.printed import Leaf, Stack, Stacks
from casefile.outgoing.record import Sent
from tests.cli.conftest import CASE, FOLDER, Casefile
from tests.cli.test_send import ON, notes, other, waiting
from tests.post_office import PostOffice

NORTHWIND = "{name: Northwind Trading GmbH, email: ap@northwind.example}"
CALLED = "---\ndate: 2026-11-21\ndirection: in\nchannel: call\noutcome: promised\npromise: {on: 2026-12-01}\n---\n"


@pytest.fixture
def broken_off(casefile: Casefile, northwind: Path, office: PostOffice) -> Path:
    """The workspace after a letter that the server took without saying so."""
    office.at_reply = lambda _: len(office.mailbox) == 1
    casefile("send", CASE, *ON, "--yes")
    office.drop_at(None)
    office.mailbox.clear()
    return northwind


PAID = "- {date: 2026-11-20, amount: %s}\n"


@pytest.mark.parametrize(
    ("file", "text", "says"),
    [
        ("payments.yaml", PAID % "2438.08", "0.65 EUR more than everything was paid or credited"),
        ("payments.yaml", PAID % "1000.00", "it asks for 2,438.08 EUR, and 1,4"),
        ("payments.yaml", "- {date: 2026-11-30, amount: 10}\n", "is entered as paid on 2026-11-30, after 2026-11-21"),
        ("case.yaml", "hold: {reason: we talk}\n", "on hold: we talk"),
        ("case.yaml", "insolvency: {opened: 2026-11-20}\n", "insolvency was opened on 20 November"),
        ("correspondence/promise.md", CALLED, "promise"),
    ],
)
def test_a_letter_that_the_ladder_asks_for_no_more_is_not_sent_again(
    file: str, text: str, says: str, casefile: Casefile, broken_off: Path, office: PostOffice
) -> None:
    path = broken_off / FOLDER / file
    path.parent.mkdir(exist_ok=True)
    with path.open("a") as written:
        written.write(text)
    result = casefile("send", *ON, "--yes", "--resend")
    assert (result.code, result.out.splitlines()[-1]) == (1, "0 sent, 1 not, 0 unknown")
    assert "not sent again, the ladder does not ask for it any more: " in result.err
    assert says in result.err, result.err
    assert "casefile send --arrived records it; if not, casefile send --discard forgets it" in " ".join(
        result.err.split()
    )
    assert (office.mailbox, waiting(broken_off)) == ([], [".eml", ".json"])
    assert casefile("send", *ON, "--yes", "--discard").code == 0


def test_a_letter_to_an_address_that_was_mended_is_not_sent_again(
    casefile: Casefile, broken_off: Path, office: PostOffice
) -> None:
    case = broken_off / FOLDER / "case.yaml"
    case.write_text(case.read_text().replace("ap@northwind.example", "post@northwind.example"))
    result = casefile("send", *ON, "--yes", "--resend")
    assert "it is addressed to ap@northwind.example, and goes to post@northwind.example now" in result.err
    assert office.mailbox == []


@pytest.mark.parametrize("text", ["hold: {reason: we talk}\n", "insolvency: {opened: 2026-11-20}\n"])
def test_what_is_no_step_of_the_ladder_is_held_as_well(
    text: str, casefile: Casefile, northwind: Path, office: PostOffice
) -> None:
    office.at_reply = lambda _: len(office.mailbox) == 1
    casefile("send", CASE, "statement", *ON, "--yes")
    office.drop_at(None)
    with (northwind / FOLDER / "case.yaml").open("a") as case:
        case.write(text)
    for asked in ((CASE, "statement"), ("--resend",)):
        result = casefile("send", *asked, *ON, "--yes")
        assert (result.code, "not sent" in result.err or "nobody knows" in result.err) == (1, True)
    assert len(office.mailbox) == 1


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("hold: {reason: we talk}\n", "not sent: on hold: we talk"),
        ("insolvency: {opened: 2026-11-20}\n", f"not sent: insolvency was opened, as {CASE} says"),
    ],
)
def test_a_statement_is_refused_like_the_other_letters(
    text: str, says: str, casefile: Casefile, northwind: Path, office: PostOffice
) -> None:
    with (northwind / FOLDER / "case.yaml").open("a") as case:
        case.write(text)
    result = casefile("send", CASE, "statement", *ON, "--yes")
    assert (result.code, says in result.err, "casefile render --format eml" in result.err) == (1, True, True)
    assert office.mailbox == []


@pytest.mark.parametrize("change", ["new", "changed", "broken"])
def test_what_changes_in_another_case_of_the_debtor_while_it_sends_is_seen(
    change: str, casefile: Casefile, northwind: Path, office: PostOffice
) -> None:
    other(northwind, "b", "{name: Brightwell, email: ap@brightwell.example}")
    if change == "changed":
        other(northwind, "n2", f"{NORTHWIND}\nhold: {{reason: we talk}}")

    def meanwhile(_: int) -> bool:
        if change == "new" and not (northwind / "cases/n2").exists():
            other(northwind, "n2", NORTHWIND)
        elif change == "changed":
            (northwind / "cases/n2/payments.yaml").write_text("- {date: 2026-11-20, amount: 9}\n")
        elif change == "broken":
            (northwind / "cases/n2").mkdir(exist_ok=True)
        return False

    office.at_reply = meanwhile
    result = casefile("send", *ON, "--yes")
    assert (result.code, result.out.splitlines()[-1]) == (1, "1 sent, 1 not, 0 unknown")
    assert ("n2 came in meanwhile" if change == "broken" else "n2, of the same debtor, was changed") in result.err
    assert "run it again" in result.err
    assert [each["To"] for each in office.messages] == ["Brightwell <ap@brightwell.example>"]
    assert notes(northwind) == []


def test_what_we_record_ourselves_is_no_change(casefile: Casefile, northwind: Path, office: PostOffice) -> None:
    other(northwind, "n2", NORTHWIND)
    case = northwind / "cases/n2/case.yaml"
    case.write_text(case.read_text().replace("EUR", "USD"))
    result = casefile("send", *ON, "--yes")
    assert (result.code, result.out.splitlines()[-1]) == (0, "2 sent, 0 not, 0 unknown")


def test_that_counsel_has_another_case_of_the_debtor_is_said(
    casefile: Casefile, northwind: Path, office: PostOffice
) -> None:
    other(northwind, "n2", NORTHWIND)
    (northwind / "cases/n2/correspondence").mkdir()
    given = "---\ndate: 2026-11-18\ndirection: out\nchannel: attorney\nstep: attorney\n---\n"
    (northwind / "cases/n2/correspondence/1.md").write_text(given)
    for asked in (("next", *ON[:2]), ("send", *ON, "--yes"), ("send", CASE, "statement", *ON, "--yes")):
        result = casefile(*asked)
        assert f"counsel has n2 of the same debtor, and a letter of ours goes out about {CASE}" in result.err
        assert result.code == 3
    assert len(office.mailbox) == 2
    assert "not sent: counsel has the case" in casefile("send", "n2", "statement", *ON, "--yes").err


def test_after_a_letter_of_which_nobody_knows_none_goes_to_its_debtor_in_the_same_run(
    casefile: Casefile, northwind: Path, office: PostOffice
) -> None:
    other(northwind, "n2", NORTHWIND)
    case = northwind / "cases/n2/case.yaml"
    case.write_text(case.read_text().replace("EUR", "USD"))
    broken: list[int] = []

    def once(reply: int) -> bool:
        if len(office.mailbox) != 1 or broken:
            return False
        broken.append(reply)
        return True

    office.at_reply = once
    result = casefile("send", *ON, "--yes")
    assert (result.code, result.out.splitlines()[-1]) == (1, "0 sent, 1 not, 1 unknown")
    assert "not sent: nobody knows yet whether" in result.err
    assert len(office.mailbox) == 1


def test_who_acts_for_the_debtor_in_one_case_gets_the_letters_of_all(
    casefile: Casefile, northwind: Path, office: PostOffice
) -> None:
    other(northwind, "n2", f"{NORTHWIND[:-1]}, represented_by: {{name: RA Schmidt, email: ra@s.example}}}}")
    told = f"{CASE} goes to RA Schmidt, who acts for the debtor as cases/n2/case.yaml says"
    for asked in (("next", *ON[:2]), ("send", *ON, "--yes"), ("send", CASE, "statement", *ON, "--yes")):
        result = casefile(*asked)
        assert (result.code, told in result.err) == (3, True), result.err
    assert [each["To"] for each in office.messages] == ["RA Schmidt <ra@s.example>"] * 2


def test_a_report_in_one_case_keeps_the_letters_of_no_other_back(
    casefile: Casefile, northwind: Path, office: PostOffice
) -> None:
    """What a case has from another of its debtor is no change of its files."""
    other(northwind, "n2", f"{NORTHWIND[:-1]}, phone: '1'}}")
    for case in (CASE, "n2"):
        folder = northwind / "cases" / case / "correspondence"
        folder.mkdir()
        sent = "---\ndate: 2026-11-12\ndirection: out\nchannel: email\nproof: one@a.example\n"
        back = "received: {on: 2026-11-13, returned: true}\n" if case == CASE else ""
        (folder / "1.md").write_text(f"{sent}{back}---\n")
    result = casefile("send", *ON, "--yes")
    assert (result.code, len(office.mailbox)) == (0, 1), result.err


def test_what_is_printed_while_it_sends_is_not_sent_as_well(
    casefile: Casefile, northwind: Path, office: PostOffice
) -> None:
    other(northwind, "b", "{name: Brightwell, email: ap@brightwell.example}")
    leaf = Leaf(Sent("reminder", "Reminder", b"%PDF", "r.pdf", "post", "N", "first"), "N", {CASE: ("INV-1043",)})

    def meanwhile(_: int) -> bool:
        Stacks(northwind).keep(Stack("letters.pdf", date(2026, 11, 21), (leaf,)))
        return False

    office.at_reply = meanwhile
    result = casefile("send", *ON, "--yes")
    assert (result.code, result.out.splitlines()[-1]) == (1, "1 sent, 1 not, 0 unknown")
    assert "not sent: 1 letter of 2026-11-21 in letters.pdf, printed and not recorded" in result.err
