"""The formal demand: its form by law and debtor, what it must say, and counsel only when asked for."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from casefile.errors import CaseError
from casefile.render import markdown_text
from tests.documents.matters import CASE, INVOICE, claim, said, sample, sheet, written

PERSON = "  natural: true\n  name: Northwind GmbH"
ATTORNEY = "attorney: {name: Dr. Levke Brandt, firm: Brandt & Sievers, reference: 412/26, address: {city: Hamburg, country: DE}}\n"


def under(tmp_path: Path, law: str, *, natural: bool = False, more: str = "") -> str:
    text = CASE.replace("law: DE", f"law: {law}").replace("{regime: de}", "{regime: contract, rate: 8.0}")
    text = text.replace("  name: Northwind GmbH", PERSON) if natural else text
    return said("demand", written(tmp_path, {"cases/a/case.yaml": text + more}))


@pytest.mark.parametrize(
    ("law", "natural", "title", "until"),
    [
        ("DE", False, "Formal demand for payment", "15 September 2026"),
        ("GB-ENG", False, "Letter before claim", "15 September 2026"),
        ("GB-ENG", True, "Letter before claim", "1 October 2026"),
        ("GB-SCT", False, "Formal demand for payment", "15 September 2026"),
        ("GB-SCT", True, "Formal demand for payment", "15 September 2026"),
    ],
)
def test_the_form_follows_the_law(law: str, natural: bool, title: str, until: str, tmp_path: Path) -> None:
    text = under(tmp_path, law, natural=natural)
    assert f"# {title}: invoice INV-1" in text
    assert f"by **{until}**" in text
    assert ("Pre-Action Protocol" in text) == (law == "GB-ENG" and natural)


def test_the_protocol_warns_of_what_must_be_enclosed(tmp_path: Path) -> None:
    text = CASE.replace("law: DE", "law: GB-ENG").replace("  name: Northwind GmbH", PERSON)
    letter = sheet("demand", written(tmp_path, {"cases/a/case.yaml": text}))
    assert [(problem.level, problem.rule) for problem in letter.problems] == [("warning", "enclosures")]
    said_ = markdown_text.draw(letter)
    assert "Information Sheet and Reply Form (Annex 1) and Financial Statement (Annex 2)" in said_
    assert "at least 14 days’ notice" in said_


def test_the_contract_may_give_more_time(tmp_path: Path) -> None:
    text = CASE.replace("law: DE", "law: DE, claim_period_days: 21")
    assert "by **22 September 2026**" in said("demand", written(tmp_path, {"cases/a/case.yaml": text}))


def test_the_sums_are_the_claims_and_add_up() -> None:
    for case_id in ("2026-003-kestrel", "2026-014-northwind", "2026-017-morgenrot"):
        text, owed = said("demand", sample(case_id)), claim(sample(case_id))
        table = text.partition("## What is owed")[2].partition("| **Total**")[0]
        rows = [float(row.replace(",", "")) for row in re.findall(r"[€£]([\d,.]+) \|\n", table)]
        assert round(sum(rows), 2) == float(owed.total.amount)


def test_it_says_what_accrues_and_the_law_it_follows_from() -> None:
    text = said("demand", sample("2026-014-northwind"))
    assert "| Interest, BGB § 288(2), up to today | €119.38 |" in text
    assert "It continues at **€1.02** a day until payment." in text
    assert "| Fixed compensation, BGB § 288(5) | €40.00 |" in text


def test_an_oral_agreement_is_described() -> None:
    text = said("demand", sample("2026-017-morgenrot"))
    assert (
        "The agreement was made orally on 24 March 2026 (by telephone), between Kai Halvorsen and Tobias Reimann"
        in text
    )
    assert "“Machen Sie das alles so wie im Angebot" in text


def test_objections_are_answered_with_their_proof() -> None:
    text = said("demand", sample("2026-014-northwind"))
    assert "“We counted 36 hours.” Our answer: The time sheet shows 42" in text
    assert "See E07, E08." in text
    assert "€2,585.50 of the principal is not contested." in text


def test_refused_offers_that_are_open_are_named_and_no_other() -> None:
    northwind = said("demand", sample("2026-014-northwind"))
    assert (
        "Your offer of 10 June 2026 (E13) was not acceptable: it would have left €2,049.40 of the principal unpaid."
        in northwind
    )
    assert "12 May 2026" not in northwind
    assert "3,300" not in northwind
    assert "4,500" not in said("demand", sample("2026-003-kestrel"))


def test_the_broken_settlement_is_told() -> None:
    text = said("demand", sample("2026-003-kestrel"))
    assert "The instalment of £1,250.00 due on 15 August 2026 was not paid within the time allowed" in text
    assert "it was part of the settlement and no longer applies" in text
    assert "refer the claim to arbitration in London, as agreed" in text
    assert "Martin Ashdown has guaranteed the debt up to £5,000.00 (E14)" in text


def test_every_exhibit_referred_to_is_listed() -> None:
    for case_id in ("2026-003-kestrel", "2026-014-northwind", "2026-017-morgenrot"):
        text, _, table = said("demand", sample(case_id)).partition("# Enclosures")
        listed = set(re.findall(r"^\| (E\d+) \|", table, re.MULTILINE))
        own_words = {
            word
            for line in sample(case_id).invoices
            for each in line.lines
            if each.dispute
            for word in re.findall(r"E\d+", each.dispute.response)
        }
        assert set(re.findall(r"\bE\d\d\b", text)) - own_words <= listed
        assert listed <= set(re.findall(r"\bE\d\d\b", text))


def test_counsel_writes_only_when_asked() -> None:
    assert "Brandt" not in str(sheet("demand", sample("2026-014-northwind")))
    letter = sheet("demand", sample("2026-014-northwind"), by="attorney")
    text = markdown_text.draw(letter).replace("\u00a0", " ")
    assert letter.frame.sender[0] == "Brandt & Sievers Rechtsanwälte"
    assert letter.frame.references[0] == ("Our reference", "412/26 LB")
    assert letter.frame.logo == ""
    assert letter.frame.details == ()
    assert "We act for Studio Halvorsen Ltd" in text
    assert "Studio Halvorsen Ltd intends to bring the claim" in text
    assert "Dr. Levke Brandt" in text
    assert "Ines Halvorsen" not in text


def test_no_counsel_no_letter(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="no attorney is named in this case"):
        sheet("demand", written(tmp_path, {}), by="attorney")


def test_counsel_without_an_address(tmp_path: Path) -> None:
    case = written(tmp_path, {"cases/a/case.yaml": CASE + "attorney: {name: Dr. Levke Brandt}\n"})
    assert sheet("demand", case, by="attorney").frame.sender == ("Dr. Levke Brandt",)


def test_nothing_overdue(tmp_path: Path) -> None:
    case = written(tmp_path, {"cases/a/invoices/1.yaml": INVOICE.replace("2026-04-14", "2026-12-14")})
    with pytest.raises(CaseError, match="nothing is overdue on 2026-09-01"):
        sheet("demand", case)


def test_a_draft_says_so() -> None:
    assert sheet("demand", sample("2026-014-northwind"), draft=True).frame.banner == "DRAFT"


def test_an_earlier_demand_is_named_with_its_proof_and_enclosed() -> None:
    text = said("demand", sample("2026-014-northwind"))
    assert "# Final demand for payment: invoice INV-1043" in text
    assert "We demanded payment on 26 May 2026 (E17), received on 29 May 2026 (E16)." in text
    assert "this is therefore the final demand" in text
    enclosed = text.partition("## Enclosures")[2]
    assert "E16 | Certificate" in enclosed
    assert "E17 | Formal demand as sent" in enclosed


def test_an_earlier_letter_before_claim_makes_this_a_further_one() -> None:
    text = said("demand", sample("2026-003-kestrel"))
    assert "# Further letter before claim: invoice PS-0217" in text
    assert "We demanded payment on 13 February 2026, received on 16 February 2026." in text


def test_a_demand_that_came_back_was_not_received() -> None:
    text = said("demand", sample("2026-017-morgenrot"))
    assert "We demanded payment on 27 June 2026 (E14); the letter came back on 9 July 2026 (E10)." in text
    assert "received on 9 July" not in text


def test_a_first_demand_names_none(tmp_path: Path) -> None:
    text = said("demand", written(tmp_path, {}))
    assert "# Formal demand for payment" in text
    assert "We demanded" not in text


def test_a_british_debtor_hears_of_proceedings_and_of_other_ways(tmp_path: Path) -> None:
    text = under(tmp_path, "GB-ENG")
    assert "sent in accordance with the Practice Direction on Pre-Action Conduct" in text
    assert "we intend to issue proceedings without further notice" in text
    assert "willing to consider mediation or another form of alternative dispute resolution (ADR)" in text
    assert "competent court" not in text


def test_another_debtor_hears_of_the_court(tmp_path: Path) -> None:
    text = said("demand", written(tmp_path, {}))
    assert "bring the claim before the competent court" in text
    assert "ADR" not in text


def test_no_demand_may_be_ignored(tmp_path: Path) -> None:
    for law, natural in (("DE", False), ("GB-ENG", False), ("GB-ENG", True)):
        (tmp_path / f"{law}{natural}").mkdir()
        assert "ignore this letter" not in under(tmp_path / f"{law}{natural}", law, natural=natural)


def test_an_answer_that_names_its_exhibit_is_not_told_to_see_it_again() -> None:
    text = said("demand", sample("2026-014-northwind"))
    assert (
        "Our answer: The slip followed from content delivered late, see E05: under § 7 the date moved with it." in text
    )
    assert text.partition("## Enclosures")[0].count("E05") == 1
    assert "on 28 March. See E07, E08." in text
