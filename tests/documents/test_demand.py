"""The formal demand: its form by law and debtor, what it must say, and counsel only when asked for."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from casefile.errors import CaseError
from casefile.render import markdown_text
from tests.documents.matters import CASE, INVOICE, WORKSPACE, claim, made, said, sample, sheet, written

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


@pytest.mark.parametrize(
    ("language", "told"),
    {
        "en": "how to pay, for example by instalments, please say so in the Reply Form or contact us: Ines Halvorsen,",
        "de": "etwa in Raten, geben Sie das bitte im Antwortformular an oder wenden Sie sich an uns: Ines Halvorsen,",
        "fr": "d’un échelonnement, merci de l’indiquer dans le formulaire de réponse ou de nous contacter : Ines",
        "pl": "w ratach, prosimy wskazać to w formularzu odpowiedzi lub skontaktować się z nami: Ines Halvorsen,",
        "ru": "например рассрочку, укажите это в форме ответа или свяжитесь с нами: Ines Halvorsen,",
    }.items(),
)
def test_the_protocol_says_how_to_discuss_ways_to_pay(language: str, told: str, tmp_path: Path) -> None:
    """Pre-Action Protocol for Debt Claims, para. 3.1(a)."""
    text = CASE.replace("law: DE", "law: GB-ENG").replace("  name: Northwind GmbH", PERSON)
    case = written(tmp_path, {"cases/a/case.yaml": text})
    assert told in said("demand", case, language=language)


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
    assert "It continues to accrue at **€1.02** a day until payment." in text
    assert "| Fixed compensation, BGB § 288(5) | €40.00 |" in text


def test_an_oral_agreement_is_described() -> None:
    text = said("demand", sample("2026-017-morgenrot"))
    assert (
        "The agreement was made orally on 24 March 2026 (telefonisch), between Kai Halvorsen and Tobias Reimann" in text
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
    assert "this was part of the settlement and lapsed with it on 23 August 2026." in text
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


S69 = CASE.replace("law: DE", "law: GB-ENG").replace("regime: de", "regime: uk-s69").replace("EUR", "GBP")
COSTS = "costs: [{date: 2026-06-01, amount: 50.00, what: Register search}]\n"
SECOND = INVOICE.replace("INV-1", "INV-2").replace("2026-03-31", "2026-06-16").replace("2026-04-14", "2026-07-14")


def demanded(root: Path, case: str, **more: str) -> str:
    return said("demand", written(root, {"cases/a/case.yaml": case, **more}))


def test_what_only_a_court_awards_is_not_demanded(tmp_path: Path) -> None:
    text = demanded(tmp_path, S69)
    assert "We write to demand payment of **£3,248.70**. The sum is overdue" in text
    assert "| **Total** | **£3,248.70** |" in text
    assert "Please pay **£3,248.70** by" in text
    assert (
        "the court will also be asked to award interest under section 69 of the County Courts Act 1984, calculated here"
        " at 8% a year: £99.69 up to today, and **£0.71** more each day until payment."
        " It is not part of the sum demanded here." in text
    )
    assert "Interest," not in text.partition("# What is owed")[2].partition("| **Total**")[0]


def test_interest_alone_that_a_court_awards_is_no_ground_for_a_demand(tmp_path: Path) -> None:
    files = {"cases/a/case.yaml": S69.replace("uk-s69", "us-ny").replace("GB-ENG", "US-NY")}
    case = written(tmp_path, {**files, "cases/a/payments.yaml": "- {date: 2026-07-01, amount: 3248.70}\n"})
    assert claim(case).interest
    with pytest.raises(CaseError, match="nothing is open on 2026-09-01"):
        sheet("demand", case)


def test_two_rates_fixed_for_each_debt_are_not_given_as_one(tmp_path: Path) -> None:
    british = S69.replace("uk-s69", "uk")
    old = INVOICE.replace("2026-03-31", "2025-11-20").replace("2026-04-14", "2025-12-20")
    text = demanded(tmp_path, british, **{"cases/a/invoices/1.yaml": old, "cases/a/invoices/2.yaml": SECOND})
    assert "at present" not in text
    assert "running since 21 December 2025 on the invoice that fell due first. The rate is not the same" in text
    assert "The enclosed statement of account shows each period and its rate." in text


def test_one_rate_is_given_where_all_that_is_open_bears_it(tmp_path: Path) -> None:
    british = S69.replace("uk-s69", "uk")
    old = INVOICE.replace("2026-03-31", "2025-11-20").replace("2026-04-14", "2025-12-20")
    paid = {"cases/a/payments.yaml": "- {date: 2026-02-01, amount: 3248.70, invoice: INV-1, towards: principal}\n"}
    files = {"cases/a/invoices/1.yaml": old, "cases/a/invoices/2.yaml": SECOND, **paid}
    assert "at present 11.75% a year, running since" in demanded(tmp_path, british, **files)


def test_the_rate_is_told_where_no_more_accrues(tmp_path: Path) -> None:
    capped = CASE.replace("{regime: de}", "{regime: contract, rate: 8.0, cap: 1}")
    text = demanded(tmp_path, capped)
    assert "Interest is charged as agreed, at 8% a year, running since 15 April 2026. The enclosed statement" in text
    assert "a day until payment" not in text
    assert "0.00" not in text.partition("# What is owed")[2].partition("# Payment")[0]


def test_an_insolvent_debtor_gets_no_demand(tmp_path: Path) -> None:
    ruin = "insolvency:\n  opened: 2026-08-01\n  file_by: 2026-10-01\n  administrator: Dr. Wolff\n"
    case = written(tmp_path, {"cases/a/case.yaml": CASE + ruin})
    with pytest.raises(
        CaseError, match="insolvency proceedings against the debtor were opened on 2026-08-01"
    ) as caught:
        sheet("demand", case)
    (problem,) = caught.value.problems
    assert str(problem.source) == "cases/a/case.yaml:10:3"
    assert problem.hint.startswith("file the claim with the administrator, Dr. Wolff, by 2026-10-01; letters")
    with pytest.raises(CaseError, match="opened on 2026-08-01"):
        sheet("reminder", case, step="final")
    assert made("demand", case) == made("reminder", case) == ()
    before = date(2026, 7, 31)
    assert made("demand", case, before) == ("",)
    assert "first" in made("reminder", case, before)


@pytest.mark.parametrize(
    ("regime", "law", "currency", "note"),
    [
        ("de", "DE", "EUR", "BGB § 288(5) sentence 3"),
        ("fr", "FR", "EUR", "C. com. art. L441-10, II gives costs"),
        ("uk", "GB-ENG", "GBP", "Section 5A(2A)"),
        ("pl", "PL", "PLN", "Art. 10(2) of the Act"),
        ("eu, act: the Act", "DE", "EUR", "Art. 6(3) of Directive"),
    ],
)
def test_costs_beside_the_fixed_sum_carry_the_laws_reservation(
    regime: str, law: str, currency: str, note: str, tmp_path: Path
) -> None:
    case = CASE.replace("law: DE", f"law: {law}").replace("EUR", currency)
    given = ", conversion: [{EUR: 4.25}]" if currency == "PLN" else ""
    case = case.replace("regime: de", f"regime: {regime}{given}")
    assert note in demanded(tmp_path / "with", case + COSTS)
    assert note not in demanded(tmp_path / "without", case)


def test_a_letter_does_not_undercut_its_own_sum_where_the_fixed_sum_may_be_set_off(tmp_path: Path) -> None:
    """BGB § 288(5) sentence 3 is cited; the sum that is demanded is the only total in the letter."""
    text = demanded(tmp_path, CASE + COSTS)
    assert "the costs above are charged subject to that" in text
    whole = re.findall(r"\*\*Total\*\* \| \*\*(€[\d.,]+)\*\*", text)[0]
    assert "remains in all" not in text
    assert whole in text.partition("BGB § 288(5) sentence 3")[0]


def test_compensation_that_is_not_converted_is_claimed_besides(tmp_path: Path) -> None:
    case = CASE.replace("law: DE", "law: PL").replace("EUR", "PLN").replace("regime: de", "regime: pl")
    text = demanded(tmp_path, case.replace("Northwind GmbH", "Kowalski sp. z o.o."))
    assert (
        "Fixed compensation (ustawa z 8.03.2013, art. 10(1), (1a)) is also claimed for invoice INV-1 (€40.00)."
        " It is not included in the sum above; we will state it in PLN once it has been converted." in text
    )
    assert "interest.conversion" not in text
    assert "between Halvorsen and Kowalski sp. z o.o.\n" in text


def test_a_russian_demand_gives_thirty_days(tmp_path: Path) -> None:
    assert "by **1 October 2026**" in under(tmp_path, "RU")


def test_nothing_paid_of_a_settlement_is_said_in_words(tmp_path: Path) -> None:
    agreed = "agreed: 2026-06-01\namount: 3000.00\ndue: 2026-07-01\n"
    text = demanded(tmp_path, CASE, **{"cases/a/settlement.yaml": agreed})
    assert "Nothing has been paid of it." in text


AMERICAN = """
creditor:
  name: Dana Reyes
  natural: true
  address: {lines: [18 Orchard Street], postcode: "10002", city: New York, region: NY, country: US}
"""


def american(folder: Path, **changes: str) -> str:
    case = CASE.replace("law: DE", "law: US-NY, type: services").replace("currency: EUR", "currency: USD") + AMERICAN
    for old, new in changes.items():
        case = case.replace(old, new)
    return said("demand", written(folder, {"cases/a/case.yaml": case}))


def test_an_american_creditor_writes_as_americans_do(tmp_path: Path) -> None:
    text = american(tmp_path)
    assert "# Demand for payment: final notice: invoice INV-1" in text
    assert "September 15, 2026" in text
    assert "Dear Sir or Madam:" in text
    assert "Sincerely," in text
    assert "Freelance Isn’t Free Act" in text


def test_the_salutation_is_as_the_case_has_it(tmp_path: Path) -> None:
    case = CASE.replace("  name: Northwind GmbH", "  name: Northwind GmbH\n  salutation: Dear Ms Wolff")
    text = said("demand", written(tmp_path, {"cases/a/case.yaml": case}))
    assert "Dear Ms Wolff,\n" in text
    assert "Yours sincerely," in text


def test_a_demand_by_registered_post_says_so_and_counsels_does_not(tmp_path: Path) -> None:
    case = sample("2026-014-northwind")
    assert ("", "By registered post") in sheet("demand", case).frame.references
    assert "By registered post" in said("demand", case)
    assert "By registered post" not in said("demand", case, by="attorney")


def test_an_american_creditor_spells_as_americans_do(tmp_path: Path) -> None:
    agreed = "agreed: 2026-06-01\namount: 3000.00\nschedule: {first: 2026-07-01, every: month, count: 2}\n"
    case = CASE.replace("law: DE", "law: US-NY").replace("regime: de", "regime: us-ny").replace("EUR", "USD") + AMERICAN
    files = {
        "cases/a/case.yaml": case,
        "cases/a/invoices/1.yaml": INVOICE.replace("unit: h", "unit: licence"),
        "cases/a/settlement.yaml": agreed,
        "casefile.yaml": WORKSPACE + "ladder: [{step: demand, after_due: 31, channel: registered, document: demand}]\n",
    }
    matter = written(tmp_path, files)
    demand = said("demand", matter)
    assert "The installment of $1,500.00 due on July 1, 2026" in demand
    assert "By registered mail" in demand
    assert "The Settlement Sum is due in 2 installments:" in said("settlement", matter)
    assert "42 licenses" in said("breakdown", matter)
    assert "instalment" not in said("statement", matter).lower()
    assert "with interest: us-ny" not in said("options", matter)


@pytest.mark.parametrize(
    ("dispute", "words"),
    [
        ("reason: not-delivered, raised: 2026-04-20", "you told us on 20 April 2026 that something was not delivered."),
        ("reason: cash-flow", "you say that payment is not possible at present."),
        (
            "reason: other, raised: 2026-04-20",
            "you objected on 20 April 2026, without a reason that we have on record.",
        ),
    ],
)
def test_an_objection_without_words_is_told_in_words(dispute: str, words: str, tmp_path: Path) -> None:
    text = demanded(tmp_path, CASE + f"dispute: {{{dispute}}}\n")
    assert f"- On the claim as a whole {words}\n" in text


def test_a_demand_without_an_address_is_told(tmp_path: Path) -> None:
    lines = '  address: {lines: [Speicherstraße 41], postcode: "20457", city: Hamburg, country: DE}\n'
    case = written(tmp_path, {"cases/a/case.yaml": CASE.replace(lines, "")})
    assert lines in CASE
    found = [each.message for each in sheet("demand", case).problems if each.rule == "address"]
    assert found == ["the demand shows no address of Northwind GmbH"]
    assert not [each for each in sheet("demand", written(tmp_path / "b", {})).problems if each.rule == "address"]


def test_a_contract_among_the_enclosures_is_not_promised_on_request() -> None:
    text = said("demand", sample("2026-003-kestrel"))
    assert "| E01 |" in text.partition("Exhibit |")[2]
    assert "on request" not in text


def test_a_contract_that_no_exhibit_shows_is_sent_on_request(tmp_path: Path) -> None:
    assert "A copy of it will be sent to you on request." in under(tmp_path, "GB-ENG")
