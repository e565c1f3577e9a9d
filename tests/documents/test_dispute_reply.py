"""The reply to objections: their words, our answer and its proof, what was conceded and credited, what to pay now."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from casefile.case.model import Case
from casefile.claim.owed import owed
from casefile.claim.regimes import Regimes
from casefile.documents.compose import compose
from casefile.errors import CaseError
from casefile.render import markdown_text
from casefile.render.blocks import Run, inlines
from tests.documents.matters import CASE, INVOICE, made, said, sample, sheet, written

SOON = date(2026, 4, 10)
NOTE = """\
number: CN-1
kind: credit-note
credits: INV-1
issued: 2026-05-11
lines: [{id: "1", description: Six hours, unit_price: 390.00, tax: 19}]
"""
LETTER = "---\ndate: 2026-05-12\ndirection: out\nchannel: email\n---\nDone.\n"


def line(root: Path, dispute: str, more: str = "", **files: str) -> Case:
    """The case with its one line disputed so; files by the name of their path's stem."""
    places = {
        "note": "cases/a/invoices/2.yaml",
        "case": "cases/a/case.yaml",
        "settlement": "cases/a/settlement.yaml",
        "letter": "cases/a/correspondence/a.md",
        "evidence": "cases/a/evidence.yaml",
    }
    invoice = INVOICE.replace("tax: 19}", f"tax: 19, dispute: {{{dispute}}}{more}}}")
    return written(root, {"cases/a/invoices/1.yaml": invoice, **{places[key]: text for key, text in files.items()}})


SAID = 'raised: 2026-04-20, reason: overcharged, amount: 464.10, statement: "We counted 36.", response: "It was 42."'


def test_their_words_our_answer_and_what_is_contested(tmp_path: Path) -> None:
    text = said("dispute-reply", line(tmp_path, SAID))
    assert "# Invoice INV-1: your objection\n" in text
    assert "We have looked into it; our answer follows." in text
    assert "## Invoice INV-1, line 1: Front end" in text
    assert "On 20 April 2026 you said: “We counted 36.” You contest €464.10." in text
    assert "Our answer: It was 42.\n" in text


def test_what_is_not_contested_is_to_be_paid_now(tmp_path: Path) -> None:
    text = said("dispute-reply", line(tmp_path, SAID))
    assert "**€2,784.60** is overdue and not contested. Whatever becomes of the rest, please pay that part by" in text
    assert "by **8 September 2026**. Paying it does not mean that you accept the rest." in text
    assert "GB33 BUKB 2020 1555 5555 55" in text
    assert "asset:payment" in text
    assert "does not extend the due date; interest and all other rights remain reserved" in text
    assert "If you have already paid, thank you: please ignore the request for payment." in text


def test_before_the_due_date_nothing_is_hurried(tmp_path: Path) -> None:
    text = said("dispute-reply", line(tmp_path, SAID.replace("04-20", "04-08")), SOON)
    assert "**€2,784.60** is not contested and falls due as shown." in text
    assert "This letter does not change the due date; interest and all other rights remain reserved." in text
    assert "Days late" not in text


def test_nothing_is_acknowledged_but_what_is_said(tmp_path: Path) -> None:
    text = said("dispute-reply", line(tmp_path, SAID))
    assert "We acknowledge nothing beyond what this letter expressly acknowledges." in text
    assert "You were right" not in text
    assert "sorry" not in text


def test_all_contested_asks_for_nothing(tmp_path: Path) -> None:
    text = said("dispute-reply", line(tmp_path, SAID.replace("amount: 464.10, ", "")))
    assert "You contest €3,248.70." in text
    assert "IBAN" not in text
    assert "Interest and all other rights remain reserved." in text
    assert "already paid" not in text


def test_an_undated_objection(tmp_path: Path) -> None:
    assert "You say: “We counted 36.”" in said(
        "dispute-reply", line(tmp_path, SAID.replace("raised: 2026-04-20, ", ""))
    )


@pytest.mark.parametrize(
    ("reason", "told", "wanted"),
    [
        ("not-delivered", "that something was not delivered", "what exactly has not reached you"),
        ("quality", "that something is not as agreed", "since when you have noticed it"),
        ("overcharged", "that too much was charged", "the quantity, the price or the hours"),
        ("not-ordered", "that it was not ordered", "by whom at your end orders are placed"),
        ("duplicate", "that it was invoiced twice", "which other invoice covers the same work"),
        ("cash-flow", "that payment is not possible at present", "what you are able to pay now"),
        ("unclear", "that you object, without a reason that we have on record", "which items, and how much of each"),
        ("other", "that you object, without a reason that we have on record", "what would put it right"),
    ],
)
def test_without_a_reason_it_asks_for_one(reason: str, told: str, wanted: str, tmp_path: Path) -> None:
    text = said("dispute-reply", line(tmp_path, f"raised: 2026-04-20, reason: {reason}, amount: 464.10"))
    assert f"You told us on 20 April 2026 {told}. You contest €464.10." in text
    assert "We do not yet know why, and would like to" in text
    assert "Please tell us by **15 September 2026**" in text
    assert wanted in text
    assert "Our answer" not in text
    assert "an answer of ours" not in text


def test_a_vague_objection_is_answered_and_asked_about(tmp_path: Path) -> None:
    text = said("dispute-reply", line(tmp_path, "reason: unclear, response: All was as ordered."))
    assert "You told us that you object, without a reason that we have on record." in text
    assert "Our answer: All was as ordered." in text
    assert "which items, and how much of each" in text


def test_what_is_on_record_is_shown_where_there_is_no_answer_yet(tmp_path: Path) -> None:
    register = "- {id: E01, file: evidence/E01.txt, title: Time sheet, proves: ['INV-1#1']}\n"
    text = said("dispute-reply", line(tmp_path, "reason: overcharged", evidence=register))
    assert "What we have on record for this item is E01." in text
    assert "| E01 | Time sheet |" in text


def test_the_clause_is_quoted(tmp_path: Path) -> None:
    clauses = ', evidence: E01, clauses: {fee: {ref: "4.1", page: 2, text: "EUR 65 an hour."}}}'
    case = CASE.replace("law: DE}", f"law: DE{clauses}")
    register = "- {id: E01, file: evidence/E01.txt, title: Agreement}\n"
    text = said("dispute-reply", line(tmp_path, SAID, ", clause: fee", case=case, evidence=register))
    assert "The agreement says (clause 4.1; E01, p. 2): “EUR 65 an hour.”" in text


def test_northwind() -> None:
    text = said("dispute-reply", sample("2026-014-northwind"))
    assert "# Invoice INV-1043: your objections" in text
    assert "The evidence for it is E07, E08, E03, E04, E15." in text
    assert "The agreement says (§ 4; E01, p. 2): “Time is charged at EUR 65.00 an hour net" in text
    assert "You withdrew this objection on 11 May 2026 (E11)." in text
    assert "With credit note CN-1007 of 11 May 2026 (E20) we credited €45.22 to invoice INV-1043" in text
    assert text.index("line 2") < text.index("The claim as a whole")
    assert "you can reach Kai Halvorsen (Accounts)" in text


UPHELD = "{on: 2026-05-11, outcome: upheld, amount: 464.10}"


def test_our_own_mistake_is_admitted_and_credited(tmp_path: Path) -> None:
    text = said("dispute-reply", line(tmp_path, f"{SAID}, resolved: {UPHELD}", note=NOTE))
    assert "You were right, and we are sorry for the mistake." in text
    assert "We have credited €464.10: credit note CN-1 of 11 May 2026." in text
    assert "What we have credited" not in text
    assert "## What is to be paid\n\n**€2,784.60** is overdue. Please pay it by" in text


def test_an_upheld_objection_without_a_sum(tmp_path: Path) -> None:
    text = said("dispute-reply", line(tmp_path, f"{SAID}, resolved: {{on: 2026-05-11, outcome: upheld}}"))
    assert "You were right, and we are sorry for the mistake.\n" in text


def test_several_notes_give_what_was_conceded(tmp_path: Path) -> None:
    more = {"cases/a/invoices/3.yaml": NOTE.replace("CN-1", "CN-2").replace("390.00", "10.00")}
    resolved = UPHELD.replace("464.10", "470.00").replace("upheld", "compromised")
    case = line(tmp_path, f"{SAID}, resolved: {resolved}", note=NOTE)
    case = written(tmp_path, {"cases/a/invoices/1.yaml": (case.path / "invoices/1.yaml").read_text(), **more})
    text = said("dispute-reply", case)
    assert (
        "We reached a compromise on 11 May 2026. We have credited €470.00: credit note CN-1 of 11 May 2026, credit note CN-2"
        in text
    )


def test_what_was_conceded_and_not_credited_is_not_asked_for(tmp_path: Path) -> None:
    with pytest.raises(
        CaseError, match=r"464\.10 EUR was conceded on line 1 of INV-1, but no credit note gives it"
    ) as caught:
        sheet("dispute-reply", line(tmp_path, f"{SAID}, resolved: {UPHELD}"))
    assert str(caught.value.problems[0].source).startswith("cases/a/invoices/1.yaml:4:")
    earlier = NOTE.replace("2026-05-11", "2026-04-15")
    with pytest.raises(CaseError, match="no credit note gives it"):
        sheet("dispute-reply", line(tmp_path, f"{SAID}, resolved: {UPHELD}", note=earlier))


def test_a_concession_on_the_whole_claim(tmp_path: Path) -> None:
    dispute = f"dispute: {{{SAID.replace('amount: 464.10, ', '')}, resolved: {UPHELD}}}\n"
    with pytest.raises(CaseError, match=r"464\.10 EUR was conceded on the claim, but"):
        sheet("dispute-reply", written(tmp_path, {"cases/a/case.yaml": CASE + dispute}))
    text = said(
        "dispute-reply", written(tmp_path, {"cases/a/case.yaml": CASE + dispute, "cases/a/invoices/2.yaml": NOTE})
    )
    assert "## The claim as a whole" in text
    assert "credit note CN-1" in text


SETTLEMENT = "agreed: 2026-05-11\namount: 2784.60\ndue: 2026-12-01\n"


def test_a_concession_in_a_settlement_that_is_kept(tmp_path: Path) -> None:
    case = line(tmp_path, f"{SAID}, resolved: {UPHELD}", settlement=SETTLEMENT)
    text = said("dispute-reply", case)
    assert "The €464.10 conceded on 11 May 2026 is part of our settlement." in text
    assert "**€2,784.60** falls due as shown." in text
    assert made("dispute-reply", case) == ()


def test_an_adjustment_of_the_line_is_its_concession(tmp_path: Path) -> None:
    adjusted = 'adjustments: [{invoice: INV-1, line: "1", amount: -464.10, reason: Hours}]\n'
    resolved = UPHELD.replace("05-11", "05-10").replace("upheld", "compromised")
    text = said("dispute-reply", line(tmp_path, f"{SAID}, resolved: {resolved}", settlement=SETTLEMENT + adjusted))
    assert "We reached a compromise on 10 May 2026. The €464.10 conceded is part of our settlement." in text


def test_a_concession_lapses_with_its_settlement() -> None:
    text = said("dispute-reply", sample("2026-003-kestrel"))
    assert "The £192.50 conceded was part of our settlement and lapsed with it on 23 August 2026." in text
    assert "The £500.00 retained under our agreement is not yet due" in text
    assert made("dispute-reply", sample("2026-003-kestrel")) == ()


def test_an_objection_that_was_not_answered(tmp_path: Path) -> None:
    with pytest.raises(CaseError) as caught:
        sheet("dispute-reply", line(tmp_path, SAID.replace(', response: "It was 42."', "")))
    problem = caught.value.problems[0]
    assert problem.message == "the objection to line 1 of INV-1 has no answer"
    assert problem.hint == "write it as response:"
    assert str(problem.source).startswith("cases/a/invoices/1.yaml:4:")
    whole = 'dispute: {reason: quality, statement: "It slipped."}\n'
    with pytest.raises(CaseError, match=r"cases/a/case.yaml:.*the objection to the claim has no answer"):
        sheet("dispute-reply", written(tmp_path / "whole", {"cases/a/case.yaml": CASE + whole}))


def test_nothing_was_objected_to(tmp_path: Path) -> None:
    case = written(tmp_path, {})
    with pytest.raises(CaseError, match=r"nothing was objected to by 2026-09-01 \(write it under dispute"):
        sheet("dispute-reply", case)
    assert made("dispute-reply", case) == ()
    later = line(tmp_path / "later", SAID.replace("04-20", "10-20"))
    with pytest.raises(CaseError, match="nothing was objected to"):
        sheet("dispute-reply", later)


def test_several_invoices_in_one_letter(tmp_path: Path) -> None:
    one = line(tmp_path / "one", SAID)
    (one.path / "invoices/2.yaml").write_text((one.path / "invoices/1.yaml").read_text().replace("INV-1", "INV-2"))
    case = written(tmp_path / "one", {"cases/a/invoices/1.yaml": (one.path / "invoices/1.yaml").read_text()})
    text = said("dispute-reply", case)
    assert "# Your objections" in text
    assert "in invoices INV-1 and INV-2. We have looked into each point; our answers follow." in text
    other = written(tmp_path / "two", {"cases/a/invoices/1.yaml": (one.path / "invoices/1.yaml").read_text()})
    claims = [owed(each, date(2026, 9, 1), Regimes()) for each in (one, other)]
    both = markdown_text.draw(compose("dispute-reply", [one, other], claims, date(2026, 9, 1)))
    assert both.count("We counted 36.") == 2


def test_an_objection_to_a_claim_with_nothing_open(tmp_path: Path) -> None:
    paid = "- {date: 2026-04-14, amount: 3248.70}\n"
    dispute = "dispute: {reason: quality, statement: Slow., response: It was not.}\n"
    case = written(tmp_path, {"cases/a/case.yaml": CASE + dispute, "cases/a/payments.yaml": paid})
    text = said("dispute-reply", case)
    assert "# Your objection\n" in text
    assert "what you object to in the claim." in text


def test_when_it_is_made(tmp_path: Path) -> None:
    open_ = line(tmp_path / "open", SAID)
    assert made("dispute-reply", open_) == ("",)
    closed = "closed: {on: 2026-08-30, outcome: paid}\n"
    assert made("dispute-reply", line(tmp_path / "closed", SAID, case=CASE + closed)) == ()
    conceded = f"{SAID}, resolved: {UPHELD}"
    assert made("dispute-reply", line(tmp_path / "conceded", conceded, note=NOTE)) == ("",)
    assert made("dispute-reply", line(tmp_path / "told", conceded, note=NOTE, letter=LETTER)) == ()
    before = LETTER.replace("05-12", "05-01")
    assert made("dispute-reply", line(tmp_path / "before", conceded, note=NOTE, letter=before)) == ("",)
    rejected = f"{SAID}, resolved: {{on: 2026-05-11, outcome: rejected}}"
    assert made("dispute-reply", line(tmp_path / "rejected", rejected)) == ()


def test_an_insolvent_debtor_gets_none(tmp_path: Path) -> None:
    case = line(tmp_path, SAID, case=CASE + "insolvency: {opened: 2026-08-01}\n")
    with pytest.raises(CaseError, match="insolvency proceedings"):
        sheet("dispute-reply", case)


def test_without_a_way_to_reach_us(tmp_path: Path) -> None:
    case = line(tmp_path, SAID)
    bare = {
        "casefile.yaml": "creditor: {name: Halvorsen}\n",
        "cases/a/invoices/1.yaml": (case.path / "invoices/1.yaml").read_text(),
    }
    text = said("dispute-reply", written(tmp_path, bare))
    assert "If it is easier to talk, please tell us when we may call you." in text
    phone = {**bare, "casefile.yaml": 'creditor: {name: Halvorsen, phone: "+44 20 7946 0314"}\n'}
    assert "you can reach us:\\\n+44 20 7946 0314\n" in said("dispute-reply", written(tmp_path, phone))


def test_credits_that_no_objection_speaks_of(tmp_path: Path) -> None:
    notes = {f"cases/a/invoices/{n}.yaml": NOTE.replace("CN-1", f"CN-{n}").replace("390.00", f"{n}.00") for n in (2, 3)}
    case = line(tmp_path, SAID)
    invoice = (case.path / "invoices/1.yaml").read_text()
    text = said("dispute-reply", written(tmp_path, {**notes, "cases/a/invoices/1.yaml": invoice}))
    assert "With credit note CN-2 of 11 May 2026 we credited €2.38 to invoice INV-1: Six hours.\n" in text
    assert "to invoice INV-1: Six hours. The sums below take them into account." in text


def test_words_are_printed_as_they_are(tmp_path: Path) -> None:
    hostile = "*x* <b> {{ 7*7 }} [a](b) & Söhne | `c`"
    case = line(tmp_path, SAID.replace("We counted 36.", hostile).replace("It was 42.", hostile))
    runs = [run.text for run in inlines(sheet("dispute-reply", case).body) if isinstance(run, Run)]
    assert "".join(runs).count(hostile) == 2


def test_a_concession_apart_from_the_settlement_needs_its_own_note(tmp_path: Path) -> None:
    resolved = UPHELD.replace("05-11", "05-10")
    with pytest.raises(CaseError, match="no credit note gives it"):
        sheet("dispute-reply", line(tmp_path / "none", f"{SAID}, resolved: {resolved}", settlement=SETTLEMENT))
    case = line(tmp_path / "note", f"{SAID}, resolved: {resolved}", settlement=SETTLEMENT, note=NOTE)
    assert "We have credited €464.10: credit note CN-1" in said("dispute-reply", case)
