"""`next --print FILE`, then `--log`: what is recorded is what was printed, byte for byte, and only what was posted."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import CASE, Casefile
from tests.stopping import lying, put_back, was_stopped

DAY = ("--as-of", "2026-11-21")
LOG = ("--log", "--posted", "2026-11-21")
PAID = "- {date: 2026-11-20, amount: 9.00}\n"
ASKED = ("next", *DAY, "--print", "letters.pdf")
"""The workspace is the current folder: the file lies in it."""


def other(root: Path, name: str, postcode: str = "80331", debtor: str = "Brightwell") -> Path:
    """One more case of a debtor with an address, and an invoice of its own."""
    folder = root / "cases" / name
    (folder / "invoices").mkdir(parents=True)
    party = f"{{name: {debtor}, address: {{lines: [1 Way], postcode: '{postcode}', city: C, country: DE}}}}"
    (folder / "case.yaml").write_text(f"id: {name}\ntitle: T\ncurrency: EUR\ndebtor: {party}\n")
    number = f"{name.upper()}-1"
    text = f"number: {number}\nissued: 2026-10-01\ndue: 2026-11-10\nlines: [{{id: 1, description: D, unit_price: 9}}]\n"
    (folder / "invoices/1.yaml").write_text(text)
    return folder


@pytest.fixture
def stack(casefile: Casefile, northwind: Path) -> bytes:
    """Two letters that were printed: the bytes of the stack."""
    other(northwind, "b")
    assert casefile(*ASKED).code == 0
    return (northwind / "letters.pdf").read_bytes()


def kept(root: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (root / "outbox/printed").glob("*/*.pdf")}


def notes(root: Path) -> list[str]:
    return sorted(path.parent.parent.name for path in root.glob("cases/*/correspondence/*.md"))


def exhibits(root: Path) -> list[bytes]:
    return sorted(path.read_bytes() for path in root.glob("cases/*/evidence/*.pdf"))


def test_what_was_printed_is_recorded_byte_for_byte(casefile: Casefile, northwind: Path, stack: bytes) -> None:
    printed = kept(northwind)
    (northwind / "templates/en").mkdir(parents=True)
    (northwind / "templates/en/reminder.md").write_text("{{ nothing_known }}\n")  # a letter drawn now would be another
    other(northwind, "late")
    result = casefile(*ASKED, *LOG)
    assert (result.code, result.err) == (0, "")
    assert result.out.endswith("letters.pdf: 2 letters recorded\n")
    assert (len(printed), exhibits(northwind)) == (2, sorted(printed.values()))
    assert (northwind / "letters.pdf").read_bytes() == stack
    assert notes(northwind) == [CASE, "b"]
    assert kept(northwind) == {}


def test_what_was_not_printed_is_not_recorded(casefile: Casefile, northwind: Path) -> None:
    result = casefile(*ASKED, *LOG)
    assert (result.code, notes(northwind), [*northwind.glob("*.pdf")]) == (1, [], [])
    assert "no letter of 2026-11-21 in letters.pdf waits to be recorded as posted" in result.err


def test_a_letter_that_cannot_be_drawn_any_more_is_not_forgotten(
    casefile: Casefile, northwind: Path, stack: bytes
) -> None:
    (northwind / "templates/en").mkdir(parents=True)
    (northwind / "templates/en/reminder.md").write_text("{{ nothing_known }}\n")
    assert casefile(*ASKED).code == 1
    assert (len(kept(northwind)), (northwind / "letters.pdf").read_bytes() == stack) == (2, True)


def test_recorded_once_it_is_not_recorded_again_nor_anything_else(
    casefile: Casefile, northwind: Path, stack: bytes
) -> None:
    casefile(*ASKED, *LOG)
    other(northwind, "late", debtor="Somebody else")
    again = casefile(*ASKED, *LOG)
    assert (again.code, again.out.splitlines()[-1]) == (0, "What was printed to that file is recorded.")
    assert (notes(northwind), (northwind / "letters.pdf").read_bytes() == stack) == ([CASE, "b"], True)
    assert casefile(*ASKED).out.splitlines()[-1] == "letters.pdf: 1 letter, 1 sheet on both sides"


@pytest.mark.parametrize(
    ("file", "text", "says"),
    [
        ("payments.yaml", PAID, "b: nothing is owed"),
        ("payments.yaml", "- {date: 2026-11-20, amount: 2}\n", "b: it asks for 9.00 EUR, and 7.00 EUR is owed"),
        ("case.yaml", "hold: {reason: we talk}\n", "b: on hold: we talk"),
    ],
)
def test_what_would_not_be_written_any_more_is_told_and_waits(
    file: str, text: str, says: str, casefile: Casefile, northwind: Path, stack: bytes
) -> None:
    with (northwind / "cases/b" / file).open("a") as written:
        written.write(text)
    result = casefile(*ASKED, *LOG)
    assert (result.code, notes(northwind)) == (1, [CASE])
    assert "not recorded: 'Invoice B-1: reminder' to Brightwell (b) would not be written any more: " in result.err
    assert says in result.err
    assert "casefile next b --as-of 2026-11-21 --print letters.pdf --log --anyway" in " ".join(result.err.split())
    assert len(kept(northwind)) == 1
    result = casefile("next", "b", *ASKED[1:], *LOG, "--anyway")
    assert (result.code, "recorded, as it was posted" in result.err) == (3, True)
    assert (notes(northwind), kept(northwind)) == ([CASE, "b"], {})


def test_what_was_not_posted_is_forgotten(casefile: Casefile, northwind: Path, stack: bytes) -> None:
    (northwind / "cases/b/payments.yaml").write_text(PAID)
    casefile(*ASKED, *LOG)
    assert casefile(*ASKED, "--discard").out.splitlines()[-1] == "letters.pdf: 1 letter discarded"
    again = casefile(*ASKED, "--discard")
    assert again.out.splitlines()[-1] == "No letter of that day in that file waits to be recorded."
    assert (notes(northwind), kept(northwind)) == ([CASE], {})


def test_a_letter_whose_case_is_gone_can_be_forgotten(casefile: Casefile, northwind: Path, stack: bytes) -> None:
    (northwind / "cases/b").rename(northwind / "cases/z")
    (northwind / "cases/z/case.yaml").write_text(
        (northwind / "cases/z/case.yaml").read_text().replace("id: b", "id: z")
    )
    assert casefile(*ASKED, "--discard").out.splitlines()[-1] == "letters.pdf: 2 letters discarded"
    assert kept(northwind) == {}


def test_a_letter_of_the_cases_named_is_recorded_and_the_others_wait(
    casefile: Casefile, northwind: Path, stack: bytes
) -> None:
    assert casefile("next", "b", *ASKED[1:], *LOG).out.splitlines()[-1] == "letters.pdf: 1 letter recorded"
    assert (notes(northwind), len(kept(northwind))) == (["b"], 1)
    assert casefile(*ASKED, *LOG).code == 0
    assert notes(northwind) == [CASE, "b"]


def test_yesterdays_stack_is_not_drawn_anew_with_todays_date(casefile: Casefile, northwind: Path, stack: bytes) -> None:
    today = ("next", "--as-of", "2026-11-22", "--print", "letters.pdf")
    result = casefile(*today, "--log", "--posted", "2026-11-22")
    assert (result.code, notes(northwind)) == (1, [])
    assert "2 letters of 2026-11-21 in letters.pdf, printed and not recorded" in result.err
    assert "casefile next --as-of 2026-11-21 --print letters.pdf --log --posted DATE" in " ".join(result.err.split())
    assert (northwind / "letters.pdf").read_bytes() == stack
    assert casefile(*ASKED, "--log", "--posted", "2026-11-22").code == 0
    assert sorted(path.name for path in northwind.glob("cases/*/correspondence/*")) == ["2026-11-22-post-first.md"] * 2


WAITS = "2 letters of 2026-11-21 in letters.pdf were printed, and nobody has said whether they were posted"


def test_while_a_stack_waits_nothing_else_goes_to_its_debtors(
    casefile: Casefile, northwind: Path, stack: bytes
) -> None:
    other(northwind, "c", debtor="Somebody else")
    other(northwind, "b2")  # of the same debtor
    case = northwind / "cases/b/case.yaml"
    case.write_text(case.read_text().replace("{name: Brightwell,", "{name: Brightwell, email: ap@brightwell.example,"))
    for more, named in (((), ["c"]), (("--print", "more.pdf"), ["c"])):
        result = casefile("next", "--as-of", "2026-11-22", *more, "--json")
        assert (result.code, [each["case"] for each in result.json["actions"]]) == (3, named)
        (problem,) = result.json["problems"]
        assert problem["message"].startswith(WAITS)
        again = "casefile next --as-of 2026-11-21 --print letters.pdf"
        assert problem["hint"] == f"if posted: {again} --log --posted DATE; if not: {again} --discard"
    assert [each["debtor"] for each in result.json["letters"]] == ["Somebody else"]
    result = casefile("send", "--dry-run", "--as-of", "2026-11-22")
    assert (result.code, WAITS in result.err, result.out) == (3, True, "No letter is to be sent.\n")
    result = casefile("send", "b", "statement", "--dry-run", "--as-of", "2026-11-22")
    assert (WAITS in result.err, "Brightwell <" in result.out) == (True, False)
    told = casefile("next", "--as-of", "2026-11-22", "--all").out
    assert " ".join(told.split()).count(f"waits: {WAITS}") == 3
    assert casefile(*ASKED, "--discard").code == 3, "more.pdf waits"
    asked = [each["case"] for each in casefile("next", "--as-of", "2026-11-22", "--json").json["actions"]]
    assert sorted(asked) == [CASE, "b", "b2"]


def test_what_waits_in_a_file_is_not_printed_over(casefile: Casefile, northwind: Path, stack: bytes) -> None:
    for day in ("2026-11-21", "2026-11-22"):
        result = casefile("next", "--as-of", day, *ASKED[3:])
        told = "2 letters of 2026-11-21 in letters.pdf, printed and not recorded: "
        assert (result.code, told in result.err) == (1, True)
    assert (len(kept(northwind)), (northwind / "letters.pdf").read_bytes() == stack) == (2, True)
    casefile(*ASKED, "--discard")
    assert casefile(*ASKED).code == 0


def test_what_was_just_recorded_is_not_to_be_done(casefile: Casefile, northwind: Path, stack: bytes) -> None:
    other(northwind, "late", debtor="Somebody else")
    result = casefile("next", "b", *ASKED[1:], *LOG)
    assert result.out.startswith("Nothing is to be done today.\n")
    result = casefile(*ASKED, *LOG)
    assert [line for line in result.out.splitlines() if "EUR" in line and line[:2] in ("1.", "2.")] == [
        line for line in result.out.splitlines() if line.startswith("1.  late")
    ]
    assert "things to do" not in result.err


@pytest.mark.parametrize("asked", [("northwind",), ()])
def test_a_letter_that_was_printed_is_not_forgotten_by_printing_others(
    asked: tuple[str, ...], casefile: Casefile, northwind: Path, stack: bytes
) -> None:
    if not asked:
        (northwind / "cases/b/payments.yaml").write_text(PAID)
    result = casefile("next", *asked, *ASKED[1:])
    assert (result.code, "'Invoice B-1: reminder' to Brightwell (b)" in result.err) == (1, True)
    assert (len(kept(northwind)), (northwind / "letters.pdf").read_bytes() == stack) == (2, True)


@pytest.mark.slow
def test_killed_before_any_write_it_goes_on_with_the_same_letters(casefile: Casefile, northwind: Path) -> None:
    other(northwind, "b")
    other(northwind, "b2")
    casefile(*ASKED)
    before = lying(northwind)
    stopped = 0
    while was_stopped(stopped, lambda: casefile(*ASKED, *LOG)):
        casefile(*ASKED, *LOG)
        assert (notes(northwind), kept(northwind)) == ([CASE, "b", "b2"], {})
        assert len(exhibits(northwind)) == 3
        put_back(northwind, before)
        stopped += 1
    assert stopped > 8


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (("--discard",), "add --print FILE"),
        (("--print", "x.pdf", "--anyway"), "--anyway is for --log"),
        (("--print", "x.pdf", "--log", "--discard"), "either they were posted (--log), or not (--discard)"),
    ],
)
def test_options_that_speak_against_each_other(
    given: tuple[str, ...], says: str, casefile: Casefile, northwind: Path
) -> None:
    result = casefile("next", *DAY, *given)
    assert (result.code, says in result.err) == (2, True)
