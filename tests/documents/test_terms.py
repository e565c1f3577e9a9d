"""Terms for the next job: which clause follows from which fact, what each says by law and customer, and no reproach."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from casefile.case.model import Case
from casefile.case.wall import opened
from casefile.documents.matter import Matter, Options
from casefile.documents.terms import RULES, Terms, content
from casefile.errors import CaseError
from tests.documents.matters import CASE, INVOICE, TODAY, claim, made, said, sample, sheet, written

FREE = CASE.replace("interest: {regime: de}\n", "")
ON_TIME = "- {date: 2026-04-14, amount: 3248.70}\n"
PLACES = {
    "case": "cases/a/case.yaml",
    "invoice": "cases/a/invoices/1.yaml",
    "paid": "cases/a/payments.yaml",
    "settlement": "cases/a/settlement.yaml",
    "corrections": "cases/a/corrections.yaml",
    "evidence": "cases/a/evidence.yaml",
    "one": "cases/a/correspondence/1.md",
    "two": "cases/a/correspondence/2.md",
}


def case_of(root: Path, **files: str) -> Case:
    """The case, paid on time unless said otherwise."""
    return written(root, {PLACES[key]: text for key, text in {"paid": ON_TIME, **files}.items()})


def values(case: Case, as_of: date = TODAY) -> Terms:
    found = content((Matter(opened(case), claim(case, as_of), case),), Options(as_of, "en")).values
    assert isinstance(found, Terms)
    return found


def why(case: Case, as_of: date = TODAY) -> dict[str, tuple[str, ...]]:
    return {each.clause: each.reasons for each in values(case, as_of).clauses}


def contact(head: str, day: str = "2026-05-02") -> str:
    return f"---\ndate: {day}\nchannel: email\n{head}---\nText.\n"


LATE = "- {date: 2026-04-20, amount: 3248.70}\n"
DISPUTE = (
    ", dispute: {{reason: {}, response: No., raised: 2026-04-20, resolved: {{on: 2026-05-01, outcome: rejected}}}}}}"
)
REMINDED = contact("direction: out\nstep: first\n")
PROMISED = contact("direction: in\nchannel: email\npromise: {on: 2026-05-10}\n".replace("channel: email\n", ""))


def disputed(reason: str) -> str:
    return INVOICE.replace("tax: 19}", "tax: 19" + DISPUTE.format(reason))


@pytest.mark.parametrize(
    ("files", "found"),
    [
        ({"case": CASE.replace("form: written", "form: oral")}, {"written": ("oral",)}),
        ({"invoice": INVOICE + "due_basis: invoice\n"}, {"payment-date": ("no-date-agreed",)}),
        ({"paid": LATE, "case": FREE}, {"payment-date": ("late",), "ways-to-pay": ("late",), "interest": ("late",)}),
        (
            {"case": CASE + "review: {cause: unclear-terms}\n"},
            {"written": ("unclear-terms",), "changes": ("unclear-terms",)},
        ),
        (
            {"case": CASE + "review: {cause: cash-flow}\n"},
            {"advance": ("cash-flow",), "stages": ("cash-flow",)},
        ),
        ({"case": CASE + "review: {cause: wrong-billing}\n"}, {"fees": ("billed-wrongly",)}),
        ({"corrections": "- {period: 2026-05, agreed: 2.00, billed: 1.00}\n"}, {"fees": ("billed-wrongly",)}),
        ({"invoice": disputed("duplicate")}, {"fees": ("contested",)}),
        ({"invoice": disputed("quality")}, {"stages": ("contested",), "acceptance": ("contested",)}),
        ({"invoice": disputed("overcharged")}, {"stages": ("contested",), "changes": ("contested",)}),
        ({"invoice": disputed("not-ordered")}, {"changes": ("contested",)}),
        ({"invoice": disputed("cash-flow")}, {"advance": ("cash-flow",), "stages": ("cash-flow",)}),
        ({"one": contact("direction: out\noutcome: bounced\n")}, {"contact": ("unreached",)}),
        (
            {"case": CASE.replace("contract:", "  contacts: [{name: Gone, invalid: true}]\ncontract:")},
            {"contact": ("unreached",)},
        ),
        ({"one": REMINDED, "two": REMINDED}, {"late-fee": ("reminded",), "contact": ("reminded",)}),
        ({"one": PROMISED}, {"advance": ("broken-promise",)}),
    ],
)
def test_each_fact_suggests_its_clauses(
    files: dict[str, str], found: dict[str, tuple[str, ...]], tmp_path: Path
) -> None:
    assert why(case_of(tmp_path, **files)) == found


def test_what_is_very_late(tmp_path: Path) -> None:
    found = why(case_of(tmp_path, paid=LATE.replace("04-20", "05-20")))
    assert found["advance"] == found["retention"] == ("very-late",)
    assert why(case_of(tmp_path / "open", paid=""))["advance"] == ("very-late",)


def test_a_settlement_that_was_broken(tmp_path: Path) -> None:
    settlement = "agreed: 2026-04-20\namount: 3000.00\ndue: 2026-05-01\n"
    found = why(case_of(tmp_path, paid="", settlement=settlement))
    assert found["advance"] == ("broken-settlement", "very-late")
    assert "broken-settlement" in found["retention"]


def test_a_settlement_that_is_kept_gives_time(tmp_path: Path) -> None:
    settlement = "agreed: 2026-04-20\namount: 3000.00\ndue: 2026-08-01\n"
    for paid in ("", "- {date: 2026-08-01, amount: 3000.00}\n"):
        later = settlement.replace("08-01", "12-01") if not paid else settlement
        found = why(case_of(tmp_path / f"p{len(paid)}", paid=paid, settlement=later))
        assert found == {"payment-date": ("late",), "ways-to-pay": ("late",), "interest": ("late",)}


@pytest.mark.parametrize(
    ("promise", "paid", "is_broken"),
    [
        ("{on: 2026-05-10}", "- {date: 2026-05-09, amount: 1.00}\n", False),
        ("{on: 2026-05-10, amount: 3248.70}", "- {date: 2026-05-09, amount: 1.00}\n", True),
        ("{on: 2026-05-10, amount: 1.00}", "- {date: 2026-05-09, amount: 1.00}\n", False),
        ("{on: 2026-05-10}", "- {date: 2026-05-09, amount: 1.00, kind: set-off}\n", True),
        ("{on: 2026-05-10}", "- {date: 2026-05-11, amount: 1.00}\n", True),
        ("{on: 2026-12-10}", "", False),
    ],
)
def test_when_a_promise_was_broken(promise: str, paid: str, is_broken: bool, tmp_path: Path) -> None:
    case = case_of(tmp_path, paid=paid, one=contact(f"direction: in\npromise: {promise}\n"))
    assert ("broken-promise" in why(case).get("advance", ())) == is_broken


def test_what_was_never_accepted(tmp_path: Path) -> None:
    invoice = INVOICE.replace("tax: 19}", "tax: 19, delivered: 2026-03-20}")
    assert why(case_of(tmp_path / "late", invoice=invoice, paid=LATE))["acceptance"] == ("not-accepted",)
    with pytest.raises(CaseError, match="nothing has gone wrong"):
        sheet("terms", case_of(tmp_path / "on-time", invoice=invoice))
    register = "- {id: E01, file: evidence/E01.txt, title: Yes, kind: acceptance, proves: ['INV-1#1']}\n"
    assert "acceptance" not in why(case_of(tmp_path / "shown", invoice=invoice, paid=LATE, evidence=register))


def test_every_rule_is_tried_above() -> None:
    assert {rule.clause for rule in RULES} == {
        "written", "payment-date", "advance", "stages", "ways-to-pay", "interest", "late-fee", "acceptance", "changes",
        "fees", "retention", "contact",
    }  # fmt: skip


def test_a_proposal_that_reproaches_nothing() -> None:
    for case_id in ("2026-003-kestrel", "2026-014-northwind", "2026-017-morgenrot"):
        text = said("terms", sample(case_id)).partition("Dear ")[2]
        assert "This is a proposal. It becomes part of a contract only when you have agreed to it in writing" in text
        assert "changes nothing that has been agreed, or is owed, so far" in text
        assert not re.search(r"remind|overdue invoice|broke|promise|you did not|failed|dispute|insolven", text)


VERY_LATE = "- {date: 2026-05-20, amount: 3248.70}\n"
LATER_STILL = "- {date: 2026-08-20, amount: 3248.70}\n"


def test_the_advance_grows_with_the_risk(tmp_path: Path) -> None:
    assert "30% of the price is invoiced with the order." in said(
        "terms", case_of(tmp_path / "a", case=FREE, paid=VERY_LATE)
    )
    assert "50% of the price is invoiced with the order." in said(
        "terms", case_of(tmp_path / "b", case=FREE, paid=LATER_STILL)
    )


def test_the_time_to_pay_is_no_longer_than_it_was(tmp_path: Path) -> None:
    assert "payable within 14 days of its receipt" in said("terms", case_of(tmp_path / "a", paid=LATE))
    shorter = INVOICE.replace("issued: 2026-03-31", "issued: 2026-04-07")
    assert "payable within 7 days of its receipt" in said("terms", case_of(tmp_path / "b", invoice=shorter, paid=LATE))
    longer = INVOICE.replace("issued: 2026-03-31", "issued: 2026-02-07")
    assert "payable within 14 days of its receipt" in said("terms", case_of(tmp_path / "c", invoice=longer, paid=LATE))


def interest(root: Path, law: str, kind: str = "business", regime: str = "") -> str:
    case = CASE.replace("law: DE", f"law: {law}" if law else "title: x").replace(
        "title: Services agreement, ", "" if not law else "title: S, "
    )
    case = case.replace("interest: {regime: de}\n", f"interest: {{{regime}}}\n" if regime else "")
    case = case.replace("  name: Northwind GmbH", f"  kind: {kind}\n  name: Northwind GmbH")
    text = said("terms", case_of(root, case=case, paid=LATE))
    return text.partition("Interest on late payments\n\n")[2].partition("\n:::")[0]


@pytest.mark.parametrize(
    ("law", "kind", "regime", "told"),
    [
        ("DE", "business", "", "under German law (BGB § 288(2)), the base rate (Basiszinssatz, BGB § 247) plus 9 percentage points."),
        ("DE", "consumer", "", "(BGB § 288(1)), the base rate (Basiszinssatz, BGB § 247) plus 5 percentage points."),
        ("GB-ENG", "business", "", "the Late Payment of Commercial Debts (Interest) Act 1998"),
        ("GB-ENG", "consumer", "", "The rate is to be confirmed under the law of England and Wales."),
        ("US-NY", "business", "", "The rate is to be confirmed under the law of New York."),
        ("CH", "business", "", "The rate is to be confirmed under the law of Switzerland."),
        ("", "business", "", "The rate is to be confirmed."),
        ("PL", "public", "", "The rate is to be confirmed under the law of Poland."),
        ("PL", "public", "regime: pl-health", "that the law gives: "),
        ("DE", "business", "regime: contract, rate: 8", "at 8% a year until it is paid, as agreed so far."),
        (
            "DE", "business", "regime: contract, rate: 1, per: month, cap: 10, compounding: yearly",
            "at 1% a month until it is paid, compounded yearly, up to 10% of that sum, as agreed so far.",
        ),
        ("DE", "consumer", "regime: contract, rate: 8", "Whether that rate may be agreed with a consumer is to be confirmed."),
    ],
)  # fmt: skip
def test_interest_by_the_law_and_the_customer(law: str, kind: str, regime: str, told: str, tmp_path: Path) -> None:
    assert told in interest(tmp_path, law, kind, regime)


FRENCH = CASE.replace("law: DE", "law: FR").replace("interest: {regime: de}\n", "")


@pytest.mark.parametrize("more", [{}, {"one": REMINDED, "two": REMINDED}])
def test_french_terms_state_the_rate_and_the_fixed_sum(more: dict[str, str], tmp_path: Path) -> None:
    """C. com. art. L441-10, II: the terms of payment state the rate of the penalties and the amount of the fixed sum."""
    text = said("terms", case_of(tmp_path, case=FRENCH, paid=LATE, **more), language="fr").replace("\u202f", " ")
    assert "au taux de refinancement de la BCE majoré de 10 points de pourcentage, exigibles sans qu’un rappel" in text
    assert text.count("40,00 €") == 1
    assert "(articles L. 441-10, II, et D. 441-5 du code de commerce)" in text


def test_no_rate_is_stated_where_it_has_to_be_looked_at_first(tmp_path: Path) -> None:
    """A public purchaser in France owes another rate: the regime's caution says so."""
    told = interest(tmp_path, "FR", "public")
    assert "late payment penalties under French law" in told
    assert "plus" not in told


def reminded_twice(root: Path, **files: str) -> str:
    return said("terms", case_of(root, paid=LATE, one=REMINDED, two=REMINDED, **files))


def test_the_fixed_sum(tmp_path: Path) -> None:
    assert "the fixed sum that the law gives, €40.00, is charged once (BGB § 288(5))." in reminded_twice(
        tmp_path / "law"
    )
    fee = INVOICE + "late_fee: {amount: 25.00}\n"
    assert "€25.00 is charged once, as agreed so far." in reminded_twice(tmp_path / "fee", invoice=fee)
    swiss = CASE.replace("law: DE", "law: CH").replace("interest: {regime: de}\n", "")
    told = "Its amount is to be agreed, and to be confirmed under the law of Switzerland."
    assert told in reminded_twice(tmp_path / "open", case=swiss)
    none = CASE.replace(", law: DE", "").replace("interest: {regime: de}\n", "")
    assert "Its amount is to be agreed, and to be confirmed." in reminded_twice(tmp_path / "none", case=none)
    consumer = CASE.replace("  name: Northwind GmbH", "  kind: consumer\n  name: Ada Byron").replace(
        "de}", "de-consumer}"
    )
    assert "Fixed sum" not in reminded_twice(tmp_path / "consumer", case=consumer)


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("sale", "What we deliver remains our property until it has been paid for in full."),
        ("services", "Rights to use our work pass to you when it has been paid for in full"),
        ("licence", "Rights to use our work pass to you when it has been paid for in full"),
        ("works", "What we deliver remains our property, and rights to use our work remain with us"),
        ("other", "What we deliver remains our property, and rights to use our work remain with us"),
        ("rent", ""),
        ("transport", ""),
    ],
)
def test_what_stays_ours_by_the_kind_of_contract(kind: str, told: str, tmp_path: Path) -> None:
    text = said("terms", case_of(tmp_path, case=CASE.replace("form:", f"type: {kind}, form:"), paid=VERY_LATE))
    assert ("Until everything is paid" in text) == bool(told)
    assert told in text
    assert ("Whether this can be agreed in these words is to be confirmed under the law of Germany." in text) == bool(
        told
    )


def test_what_burdens_a_consumer_is_to_be_confirmed(tmp_path: Path) -> None:
    consumer = CASE.replace("  name: Northwind GmbH", "  kind: consumer\n  name: Ada Byron").replace(", law: DE", "")
    invoice = INVOICE.replace("tax: 19}", "tax: 19, delivered: 2026-03-20}")
    files = {"case": consumer.replace("interest: {regime: de}\n", ""), "invoice": invoice, "paid": VERY_LATE}
    found = values(case_of(tmp_path, **files))
    assert {each.clause for each in found.clauses if each.to_confirm} == {
        "advance",
        "acceptance",
        "retention",
        "interest",
    }
    assert (
        said("terms", case_of(tmp_path, **files)).count("Whether this can be agreed in these words is to be confirmed.")
        == 3
    )


BOUNCED = contact("direction: out\noutcome: bounced\n")
NAMED = CASE.replace("contract:", "  contacts: [{name: Jana Wolff}]\ncontract:")


def test_contacts(tmp_path: Path) -> None:
    text = said("terms", case_of(tmp_path / "none", one=BOUNCED))
    assert "You name the person to whom our invoices go. If that person changes, you tell us." in text
    assert "At our end, questions about invoices go to Ines Halvorsen (Director)." in text
    text = said("terms", case_of(tmp_path / "named", one=BOUNCED, case=NAMED))
    assert "Our invoices go to Jana Wolff, unless you name somebody else." in text
    agent = NAMED.replace("contract:", "  represented_by: {name: Helen Ormerod}\ncontract:")
    assert "Our invoices go to" not in said("terms", case_of(tmp_path / "agent", one=BOUNCED, case=agent))
    person = CASE.replace("  name: Northwind", "  natural: true\n  name: Northwind")
    text = said("terms", case_of(tmp_path / "person", one=BOUNCED, case=person))
    assert "For questions about invoices you can reach Ines Halvorsen (Director). Please tell us when" in text


def test_without_an_account_or_anybody_to_reach(tmp_path: Path) -> None:
    def bare(name: str, creditor: str, case: str = CASE) -> str:
        files = {"casefile.yaml": f"creditor: {{name: Halvorsen{creditor}}}\n", "cases/a/case.yaml": case}
        return said("terms", written(tmp_path / name, {**files, "cases/a/correspondence/1.md": BOUNCED}))

    person = CASE.replace("  name: Northwind", "  natural: true\n  name: Northwind")
    text = bare("none", "", person)
    assert "Payment is made to the account named on the invoice." in text
    assert "For questions about invoices, please write to us." in text
    assert "At our end" not in bare("company", "")
    assert "Payment is made online at https://pay.example/h." in bare("link", ", pay_url: 'https://pay.example/h'")
    account = ", bank: {account: '40702810900000001234', correspondent_account: '30101810400000000225'}"
    told = "to Halvorsen, account 40702810900000001234, correspondent account 30101810400000000225."
    assert told in bare("account", account)


def test_nothing_has_gone_wrong(tmp_path: Path) -> None:
    case = case_of(tmp_path)
    with pytest.raises(
        CaseError, match=r"nothing has gone wrong by 2026-09-01 \(the terms of this contract have served"
    ):
        sheet("terms", case)
    assert made("terms", case) == ()


def test_terms_follow_from_one_case(tmp_path: Path) -> None:
    from casefile.documents.compose import compose

    cases = [case_of(tmp_path / name, paid=LATE) for name in ("one", "two")]
    with pytest.raises(CaseError, match="terms follow from one case"):
        compose("terms", cases, [claim(case) for case in cases], TODAY)


def test_when_they_are_made(tmp_path: Path) -> None:
    assert made("terms", case_of(tmp_path / "open", paid="")) == ()
    interest_free = CASE.replace("interest: {regime: de}\n", "")
    assert made("terms", case_of(tmp_path / "paid", case=interest_free, paid=LATE)) == ("",)
    slip = "- {period: 2026-05, agreed: 2.00, billed: 1.00}\n"
    assert made("terms", case_of(tmp_path / "slip", case=interest_free, corrections=slip)) == ()
    for outcome, steps in (("settled", ("",)), ("written-off", ())):
        closed = interest_free + f"closed: {{on: 2026-08-30, outcome: {outcome}}}\n"
        assert made("terms", case_of(tmp_path / outcome, case=closed, paid=LATE)) == steps
    assert made("terms", sample("2026-022-brightwell"), date(2026, 10, 5)) == ("",)
