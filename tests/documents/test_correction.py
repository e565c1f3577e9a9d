"""The correction: months billed wrongly, the ways to put them right, and what is left out of the letter."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from casefile.errors import CaseError
from tests.documents.matters import CASE, WORKSPACE, made, said, sample, sheet, written

MAY = "- {period: 2026-05, agreed: 1200.00, billed: 600.00, tax: 19}\n"
JUNE = MAY.replace("2026-05", "2026-06")
TOO_MUCH = "- {period: 2026-07, agreed: 600.00, billed: 1200.00, tax: 19}\n"
INVOICED = """\
number: INV-2
issued: 2026-07-17
due: 2026-07-31
lines: [{id: "1", description: Difference, unit_price: 600.00, tax: 19}]
"""
CREDITED = INVOICED.replace("due: 2026-07-31\n", "kind: credit-note\ncredits: INV-1\n").replace("INV-2", "CN-2")


def letter(root: Path, corrections: str, as_of: date = date(2026, 9, 1), **files: str) -> str:
    places = {"case": "cases/a/case.yaml", "invoice": "cases/a/invoices/2.yaml", "evidence": "cases/a/evidence.yaml"}
    more = {places[key]: text for key, text in files.items()}
    return said("correction", written(root, {"cases/a/corrections.yaml": corrections, **more}), as_of)


def chosen(row: str, choice: str) -> str:
    return row.replace("}", f", choice: {choice}}}")


def test_the_slip_month_by_month_with_its_tax(tmp_path: Path) -> None:
    text = letter(tmp_path, JUNE + MAY)
    assert "# Correction: we have invoiced too little" in text
    assert "The mistake is ours, and we apologise for it." in text
    assert "For the following months we invoiced less than was agreed:" in text
    row = "| €1,200.00 | €600.00 | €600.00 | €114.00 | €714.00 |"
    assert f"| May 2026 {row}" in text
    assert f"| June 2026 {row}" in text
    assert text.index("May 2026") < text.index("June 2026")
    assert "| **€1,200.00** | **€228.00** | **€1,428.00** |" in text


def test_the_debtor_chooses_between_two_ways(tmp_path: Path) -> None:
    text = letter(tmp_path, MAY)
    assert "Please choose what suits your books better for the €714.00 of May 2026:" in text
    assert "1. **with your next invoice**; or\n2. **by a separate invoice**." in text
    assert "Please tell us by **15 September 2026** which you prefer." in text
    assert "No part of it is payable until it has been invoiced." in text


def test_one_month_has_no_total(tmp_path: Path) -> None:
    text = letter(tmp_path, MAY)
    assert "For the following month we invoiced less" in text
    assert "Total" not in text


def test_what_was_chosen_is_not_asked_again(tmp_path: Path) -> None:
    text = letter(tmp_path, chosen(MAY, "next-invoice") + chosen(JUNE, "separate"))
    assert "The €714.00 for May 2026 will be on your next invoice." in text
    assert "For the €714.00 of June 2026 you will receive a separate invoice." in text
    assert "Please choose" not in text
    assert "which you prefer" not in text


def test_several_months_of_one_choice(tmp_path: Path) -> None:
    rows = MAY + JUNE
    text = letter(tmp_path / "next", rows.replace("}", ", choice: next-invoice}"))
    assert "The €1,428.00 for May 2026 and June 2026 will be on your next invoice, one line for each month." in text
    text = letter(tmp_path / "own", rows.replace("}", ", choice: separate}"))
    assert "you will receive a separate invoice, one line for each month." in text


def test_it_never_waives(tmp_path: Path) -> None:
    text = letter(tmp_path, chosen(MAY, "waived") + JUNE)
    assert "May" not in text
    assert "It is owed under our agreement all the same, and this letter gives up none of it." in text
    for word in ("waive", "forgo", "let you off", "goodwill"):
        assert word not in text


def test_what_is_invoiced_already_is_only_mentioned(tmp_path: Path) -> None:
    text = letter(tmp_path, MAY.replace("}", ", invoiced_as: INV-2}") + JUNE, invoice=INVOICED)
    assert "The difference for May 2026 was put right with invoice INV-2 of 17 July 2026; it forms no part" in text
    assert "| May 2026 |" not in text
    early = letter(tmp_path, MAY.replace("}", ", invoiced_as: INV-2}") + JUNE, date(2026, 7, 1), invoice=INVOICED)
    assert "| May 2026 |" in early
    assert "INV-2" not in early


def test_too_much_is_credited(tmp_path: Path) -> None:
    text = letter(tmp_path, TOO_MUCH)
    assert "# Correction: we have invoiced too much" in text
    assert "For the following month we invoiced more than was agreed:" in text
    assert "| €600.00 | €1,200.00 | €600.00 | €114.00 | €714.00 |" in text
    assert "Please choose how you would like the €714.00 of July 2026:" in text
    assert "1. **taken off your next invoice**; or\n2. **by a credit note**, with the money paid back" in text
    assert "Please tell us by **15 September 2026** which you prefer." in text
    assert "owed under our agreement" not in text


def test_too_much_as_chosen(tmp_path: Path) -> None:
    text = letter(tmp_path, chosen(TOO_MUCH, "next-invoice") + chosen(TOO_MUCH.replace("07", "06"), "separate"))
    assert "For the following months we invoiced more than was agreed:" in text
    assert "The €714.00 for July 2026 will be taken off your next invoice." in text
    assert "For the €714.00 of June 2026 you will receive a credit note, and the money back" in text


def test_what_is_credited_already_is_only_mentioned(tmp_path: Path) -> None:
    text = letter(tmp_path, TOO_MUCH.replace("}", ", invoiced_as: CN-2}") + MAY, invoice=CREDITED)
    assert "The excess for July 2026 was put right with credit note CN-2 of 17 July 2026" in text


def test_both_ways_in_one_letter(tmp_path: Path) -> None:
    text = letter(tmp_path, MAY + TOO_MUCH)
    assert "# Corrections to our invoices" in text
    assert "we invoiced less than was agreed:" in text
    assert "we invoiced more than was agreed:" in text
    assert text.count("which you prefer") == 1


CONTRACT = """\
contract:
  title: Care agreement
  evidence: E01
  clauses: {fee: {ref: "§ 4", page: 2, text: "EUR 1,200 a month."}, old: {ref: "§ 9"}}
  fees: [{every: month, amount: 1200.00, from: 2026-01-15, until: 2026-05-31, clause: fee}]
"""
REGISTER = "- {id: E01, file: evidence/E01.txt, title: Care agreement}\n"


def agreed(root: Path, corrections: str) -> str:
    case = CASE.partition("contract:")[0] + CONTRACT
    return letter(root, corrections, case=case, evidence=REGISTER)


def test_the_clause_and_the_proof(tmp_path: Path) -> None:
    text = agreed(tmp_path, MAY.replace("}", ", clause: fee, evidence: E01}"))
    assert "The agreement says (§ 4; E01, p. 2): “EUR 1,200 a month.”" in text
    assert "| May 2026 | E01 |" in text
    assert "| E01 | Care agreement |" in text


def test_the_fee_names_the_clause_where_the_month_does_not(tmp_path: Path) -> None:
    assert "The agreement says (§ 4; E01, p. 2)" in agreed(tmp_path / "within", MAY)
    assert "The agreement says" not in agreed(tmp_path / "after", JUNE)
    assert "The agreement says" not in agreed(tmp_path / "before", MAY.replace("2026-05", "2025-12"))


def test_a_clause_without_its_words(tmp_path: Path) -> None:
    text = agreed(tmp_path, MAY.replace("}", ", clause: old}"))
    assert "What was agreed is set out in the agreement (§ 9)." in text


def test_nothing_was_billed_wrongly(tmp_path: Path) -> None:
    case = written(tmp_path / "none", {})
    with pytest.raises(
        CaseError, match=r"cases/a/corrections.yaml:1:1: nothing was billed wrongly by 2026-09-01 \(write"
    ):
        sheet("correction", case)
    assert made("correction", case) == ()
    for name, row in {
        "waived": chosen(MAY, "waived"),
        "later": MAY.replace("2026-05", "2026-10"),
        "equal": MAY.replace("600.00", "1200.00"),
    }.items():
        with pytest.raises(CaseError, match="nothing was billed wrongly"):
            sheet("correction", written(tmp_path / name, {"cases/a/corrections.yaml": row}))


def test_everything_is_put_right(tmp_path: Path) -> None:
    files = {"cases/a/corrections.yaml": MAY.replace("}", ", invoiced_as: INV-2}"), "cases/a/invoices/2.yaml": INVOICED}
    with pytest.raises(CaseError, match=r"everything in corrections.yaml is put right by 2026-09-01"):
        sheet("correction", written(tmp_path, files))


def test_an_insolvent_debtor_gets_none(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="insolvency proceedings") as caught:
        letter(tmp_path, MAY, case=CASE + "insolvency: {opened: 2026-08-01}\n")
    assert len(caught.value.problems) == 1


def test_it_is_made_while_there_is_something_to_choose(tmp_path: Path) -> None:
    def steps(name: str, corrections: str, case: str = CASE) -> tuple[str, ...]:
        files = {"cases/a/corrections.yaml": corrections, "cases/a/case.yaml": case}
        return made("correction", written(tmp_path / name, files))

    assert steps("open", MAY) == steps("over", TOO_MUCH) == ("",)
    assert steps("chosen", chosen(MAY, "separate")) == ()
    assert steps("closed", MAY, CASE + "closed: {on: 2026-08-30, outcome: paid}\n") == ()


def test_a_year_is_not_kept_on_one_page(tmp_path: Path) -> None:
    rows = "".join(MAY.replace("2026-05", f"{2025 - n // 12}-{n % 12 + 1:02}") for n in range(20))
    assert letter(tmp_path, rows).count("| €714.00 |") == 20


def test_brightwell() -> None:
    case = sample("2026-022-brightwell")
    text = said("correction", case)
    assert (
        "The difference for February 2026, March 2026, April 2026 and May 2026 was put right with invoice INV-1091"
        in text
    )
    assert "| January 2026 |" not in text
    assert "The £720.00 for June 2026 will be on your next invoice." in text
    assert made("correction", case) == ()


def test_who_answers_when_nobody_is_named(tmp_path: Path) -> None:
    contacts = "  contacts: [{name: Old One, invalid: true}, {name: Kai, phone: '+44 20 1'}]\nsignatory"
    case = written(
        tmp_path, {"casefile.yaml": WORKSPACE.replace("signatory", contacts), "cases/a/corrections.yaml": MAY}
    )
    assert "you can reach Kai:\\\n+44 20 1, accounts@halvorsen.example\n" in said("correction", case)
