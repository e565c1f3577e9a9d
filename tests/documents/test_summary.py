"""The summary: the claim on one page, and nothing on it that others may not see."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from casefile.case.wall import opened
from casefile.documents.compose import applies, compose
from casefile.errors import CaseError
from casefile.render import pdf
from casefile.render.sheet import Location
from tests.documents.matters import CASE, INVOICE, SAMPLES, TODAY, claim, made, said, sample, sheet, written
from tests.render.pages import texts

PAID = "- {date: 2026-04-14, amount: 3248.70}\n"
ATTORNEY = "attorney: {name: Dr. Levke Brandt}\n"


@pytest.mark.parametrize("case_id", SAMPLES)
def test_it_is_one_page_also_with_a_packets_references(case_id: str) -> None:
    case = sample(case_id)
    places = {exhibit.id: Location(exhibit.id, 9, 8880) for exhibit in opened(case).exhibits}
    for locations in (None, places):
        assert len(texts(pdf.draw(sheet("summary", case, locations=locations)))) == 1


def test_the_sums_are_the_claims_and_what_is_contested_is_told() -> None:
    text = said("summary", sample("2026-014-northwind"))
    assert "| Interest: BGB § 288(2), 10.27% to 10.52% a year, since 15 Apr 2026 (see statement) | €147.37 |" in text
    assert "| less interest paid so far | −€27.99 |" in text
    assert "| **Total** | **€3,725.68** |" in text
    assert "Interest adds €1.02 a day. Of the principal €963.90 is contested and €2,585.50 is not." in text
    assert "Payments received come to €1,000.00, the last on 6 May 2026. Of this €27.99 went to interest" in text
    assert "the rest to principal. Credit notes reduce the principal by €45.22." in text
    assert "| €4,566.63 | €1,017.23 | €3,549.40 |" in text  # 1,000.00 − 27.99 + 45.22
    assert "Answer: The time sheet shows 42, day by day, and Northwind approved it on 28 March. (E07, E08)" in text
    assert "The launch slipped" not in text  # an objection that no longer stands


def test_where_it_stands() -> None:
    kestrel = said("summary", sample("2026-003-kestrel"))
    assert "The settlement of 1 Jun 2026 (E12) for £5,000.00 is in default: £2,500.00 was paid" in kestrel
    assert "assignee of Pike & Sons Joinery since 1 Feb 2026 (E15)" in kestrel
    assert "Payments received come to £7,300.00, the last on 17 Jul 2026. The debtor set off £180.00." in kestrel
    assert "Tax of £693.00 was withheld." in kestrel
    assert "Martin Ashdown as guarantor up to £5,000.00 (E14)" in kestrel
    assert "Last heard from the debtor: 19 Aug 2026, call (Martin Ashdown): payment promised (E17)." in kestrel
    morgenrot = said("summary", sample("2026-017-morgenrot"))
    assert "formally demanded on 27 Jun 2026 (E14); the letter came back on 9 Jul 2026 (E10)." in morgenrot
    assert "No reply from the debtor is among these papers." in morgenrot
    later = said("summary", sample("2026-017-morgenrot"), date(2026, 10, 20))
    assert "Insolvency proceedings against the debtor were opened on 12 Oct 2026, Amtsgericht Charlottenburg" in later


def test_a_demand_that_a_packet_prints_is_cited_as_exhibits_are() -> None:
    """The letter itself is no exhibit of Kestrel's, and a packet prints it: it has a page to name."""
    case = sample("2026-003-kestrel")
    places = {exhibit.id: Location(exhibit.id, 9, 8880) for exhibit in case.exhibits}
    places["correspondence/2026-02-13-demand.md"] = Location("G, 13 Feb 2026", 1, 48)
    text = said("summary", case, locations=places)
    assert "formally demanded on 13 Feb 2026 ([G, 13 Feb 2026" in text


def test_what_was_said_without_prejudice_was_not_heard() -> None:
    text = said("summary", sample("2026-014-northwind"), date(2026, 5, 25))
    assert "Last heard from the debtor: 11 May 2026, e-mail: objection raised (E11)." in text


def test_what_a_court_has_to_award_is_not_in_the_total(tmp_path: Path) -> None:
    case = CASE.replace("law: DE", "law: GB-ENG").replace("regime: de", "regime: uk-s69").replace("EUR", "GBP")
    text = said("summary", written(tmp_path, {"cases/a/case.yaml": case}))
    assert "| **Total** | **£3,248.70** |" in text
    assert "A court will also be asked to award interest (section 69 of the County Courts Act 1984, 8% a year" in text
    assert "£99.69 to this day, and £0.71 more each day." in text


def test_more_than_a_page_holds_is_counted(tmp_path: Path) -> None:
    lines = ", ".join(
        f'{{id: "{n}", description: Part {n}, unit_price: 10.00, dispute: {{reason: quality}}}}' for n in range(1, 7)
    )
    files = {f"cases/a/invoices/{n}.yaml": INVOICE.replace("INV-1", f"INV-{n}") for n in range(2, 9)}
    files["cases/a/invoices/1.yaml"] = INVOICE.partition("lines:")[0] + f"lines: [{lines}]\n"
    case = written(tmp_path, files)
    text = said("summary", case)
    assert "The principal is open on 8 invoices; the statement of account lists them." in text
    assert "- 2 further objections: see the breakdown" in text
    assert "- INV-1, line 1 (Part 1), €10.00: quality" in text
    assert len(texts(pdf.draw(sheet("summary", case)))) == 1


def test_the_words_for_the_debtors_side(tmp_path: Path) -> None:
    case = CASE.replace("Northwind GmbH", "Northwind GmbH\n  represented_by: {name: Jo Lane, firm: Lane Law}")
    case += "co_debtors:\n  - {party: {name: A}, liability: joint}\n  - {party: {name: B}, liability: partner}\n"
    case += "dispute: {raised: 2026-05-01, reason: unclear}\n"
    text = said("summary", written(tmp_path, {"cases/a/case.yaml": case}))
    assert "represented by Jo Lane, Lane Law; A as joint debtor; B as partner" in text
    assert "- The whole claim, €3,248.70: no clear reason" in text


def test_the_rest_of_a_settlement_and_of_an_invoice(tmp_path: Path) -> None:
    terms = "agreed: 2026-06-01\namount: 2900.00\nschedule: {first: 2026-06-15, every: month, count: 2}\n"
    broken = said(
        "summary", written(tmp_path / "x", {"cases/a/settlement.yaml": terms + "default: {revives: remaining}\n"})
    )
    assert "| Remainder of the settlement | 16 Jun 2026 | 77 | €2,900.00 |" in broken
    assert "The whole remainder is due at once." in broken
    retained = INVOICE + "retention: {amount: 100.00, release: 2027-01-01}\n"
    kept = said("summary", written(tmp_path / "y", {"cases/a/invoices/1.yaml": retained}))
    assert "€100.00 is retained by agreement and not included." in kept


def test_it_is_made_for_counsel_and_for_every_packet(tmp_path: Path) -> None:
    case, day = written(tmp_path, {}), date(2026, 5, 1)
    assert made("summary", case, day) == ()
    assert made("summary", case, date(2026, 6, 15)) == ("",)  # 62 days late: the ladder's step to the attorney
    assert applies("summary", case, claim(case, day), day, enclosed=True) == ("",)
    named = written(tmp_path / "named", {"cases/a/case.yaml": CASE + ATTORNEY})
    assert made("summary", named, day) == made("brief", named, day) == ("",)
    closed = written(
        tmp_path / "closed", {"cases/a/case.yaml": CASE + ATTORNEY + "closed: {on: 2026-04-30, outcome: paid}\n"}
    )
    assert made("summary", closed, day) == made("brief", closed, day) == ()
    paid = written(tmp_path / "paid", {"cases/a/case.yaml": CASE + ATTORNEY, "cases/a/payments.yaml": PAID})
    assert made("summary", paid, day) == made("brief", paid, day) == ()


def test_two_cases_are_two_summaries(tmp_path: Path) -> None:
    one, other = written(tmp_path / "one", {}), written(tmp_path / "other", {})
    for kind in ("summary", "brief", "options"):
        with pytest.raises(CaseError, match="one case"):
            compose(kind, [one, other], [claim(one), claim(other)], TODAY)


def test_several_invoices_are_told_apart_and_long_ones_shortened(tmp_path: Path) -> None:
    lines = ", ".join(f'{{id: "{n}", description: Part {n}, unit_price: 10.00}}' for n in range(1, 10))
    files = {
        "cases/a/invoices/1.yaml": INVOICE.partition("lines:")[0] + f"lines: [{lines}]\n",
        "cases/a/invoices/2.yaml": INVOICE.replace("INV-1", "INV-2"),
        "cases/a/case.yaml": CASE.replace("title: Services agreement, ", ""),
    }
    text = said("summary", written(tmp_path, files))
    assert "Supplied\n: INV-1: Part 1; Part 2" in text
    assert "Part 8; 1 further item; INV-2: Front end" in text
    assert "Agreement\n: Agreement, in writing, 12 Jan 2026; governed by the law of Germany" in text


def test_two_rates_and_a_credit(tmp_path: Path) -> None:
    british = CASE.replace("law: DE", "law: GB-ENG").replace("regime: de", "regime: uk").replace("EUR", "GBP")
    old = INVOICE.replace("2026-03-31", "2025-11-20").replace("2026-04-14", "2025-12-20")
    second = INVOICE.replace("INV-1", "INV-2").replace("2026-03-31", "2026-06-16").replace("2026-04-14", "2026-07-14")
    files = {"cases/a/case.yaml": british, "cases/a/invoices/1.yaml": old, "cases/a/invoices/2.yaml": second}
    text = said("summary", written(tmp_path / "x", files))
    assert "(Interest) Act 1998, s. 1, 11.75% to 12.25% a year, since 21 Dec 2025" in text
    paid = {"cases/a/payments.yaml": "- {date: 2026-05-01, amount: 9000.00}\n"}
    assert "| Credit | −€5," in said("summary", written(tmp_path / "y", paid))


def test_under_a_settlement_that_is_kept_nothing_is_claimed_yet() -> None:
    text = said("summary", sample("2026-022-brightwell"))
    assert "| Not yet due on 1 Sept 2026 | Amount |" in text
    assert "kept so far and nothing is due yet; the next instalment, £1,260.00, is due on 30 Sept 2026." in text
    late = said("summary", sample("2026-022-brightwell"), date(2026, 10, 1))
    assert "| Claim on 1 Oct 2026 | Amount |" in late
    assert "kept so far" not in late


def test_it_says_by_which_clause_a_court_or_arbitrators_decide() -> None:
    assert "arbitration in London (clause 9 of the contract)" in said("summary", sample("2026-003-kestrel"))
    assert "courts of Hamburg (§ 9 of the contract)" in said("summary", sample("2026-014-northwind"))
    assert "no forum agreed" in said("summary", sample("2026-017-morgenrot"))


def test_what_a_broken_settlement_had_taken_off_is_told() -> None:
    text = said("summary", sample("2026-003-kestrel"))
    assert "In it £192.50 had been taken off for an objection of 22 Jan 2026 (E12); that lapsed with it." in text
