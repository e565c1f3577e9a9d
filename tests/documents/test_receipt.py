"""The receipt: which payments, what each went to, what remains, and what is reserved."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from casefile.documents.compose import compose
from casefile.errors import CaseError
from tests.documents.matters import CASE, INVOICE, PAYMENT, TODAY, claim, made, said, sample, sheet, written
from tests.golden import Golden

PARTS = "agreed: 2026-06-01\namount: 2900.00\nschedule: {first: 2026-06-15, every: month, count: 4}\n"
RESERVED = "This receipt is for the sums named above and for nothing else"


def payment(day: str, amount: str, **more: str) -> str:
    values = {"date": day, "amount": amount, **more}
    return f"- {{{', '.join(f'{key}: {value}' for key, value in values.items())}}}\n"


def letter(day: str, **more: str) -> str:
    head = {"date": day, "direction": "out", "channel": "email", **more}
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in head.items()) + "---\nText.\n"


def receipt(tmp_path: Path, payments: str, more: Mapping[str, str] | None = None, day: date = TODAY) -> str:
    return said("receipt", written(tmp_path, {"cases/a/payments.yaml": payments, **(more or {})}), day)


@pytest.mark.parametrize(
    ("case_id", "day"),
    [
        ("2026-014-northwind", TODAY),
        ("2026-003-kestrel", date(2026, 7, 20)),
        ("2026-022-brightwell", TODAY),
        ("2026-022-brightwell", date(2026, 10, 1)),
    ],
)
def test_of_the_samples(case_id: str, day: date, golden: Golden) -> None:
    golden(f"{case_id.rpartition('-')[2]}-{day}.md", said("receipt", sample(case_id), day))


def test_what_was_paid_and_what_it_was_set_against(tmp_path: Path) -> None:
    text = receipt(tmp_path, payment("2026-05-06", "1000.00", invoice="INV-1", reference="part", payer="Holding"))
    assert "# Receipt for €1,000.00\n" in text
    assert (
        "payment of **€1,000.00** for invoice INV-1, which reached us on **6 May 2026** from Holding, with the reference “part”."
        in text
    )
    assert "| Interest | €20.11 |\n| Principal | €979.89 |\n| **In all** | **€1,000.00** |" in text
    assert "follows from BGB § 367(1)" in text


def test_what_remains_is_shown_and_reserved(tmp_path: Path) -> None:
    case = written(tmp_path, {"cases/a/payments.yaml": payment("2026-05-06", "1000.00")})
    text = said("receipt", case)
    assert f"| **Still to pay** | **€{claim(case).total.amount:,}** |" in text
    assert RESERVED in text
    assert "If the payment was meant to settle the claim in full, we have taken it as a part payment only." in text
    assert "Please pay what remains in the same way, with the reference INV-1: Halvorsen, IBAN GB33" in text


def test_nothing_remains(tmp_path: Path) -> None:
    text = receipt(tmp_path, payment("2026-04-14", "3248.70"))
    assert "# Receipt for €3,248.70: paid in full\n" in text
    assert (
        "Nothing. Invoice INV-1 is paid in full, with interest and costs, and we ask for nothing more under it. Thank"
        in text
    )
    assert RESERVED not in text
    assert "follows from" not in text


def test_many_invoices_are_counted(tmp_path: Path) -> None:
    more = {f"cases/a/invoices/{n}.yaml": INVOICE.replace("INV-1", f"INV-{n}") for n in range(1, 8)}
    text = receipt(tmp_path, payment("2026-04-14", "22740.90"), more)
    assert "Nothing. Our 7 invoices are paid in full" in text
    no_interest = {"cases/a/case.yaml": CASE.replace("interest: {regime: de}\n", "")}
    text = receipt(tmp_path / "b", payment("2026-07-14", "3248.70"), no_interest)
    assert "Invoice INV-1 is paid in full, and we ask" in text


def test_too_much_is_asked_about(tmp_path: Path) -> None:
    text = receipt(tmp_path, payment("2026-04-14", "3300.00"))
    assert "| Principal | €3,248.70 |\n| Not set against anything yet | €51.30 |" in text
    assert "€51.30 more than was owed has reached us. Please tell us whether we should pay it back" in text
    back = receipt(tmp_path / "b", payment("2026-04-14", "3300.00") + payment("2026-04-20", "51.30", kind="refund"))
    assert "| Paid back to you since | €51.30 |" in back
    assert "more than was owed" not in back


def test_compensation_and_costs_have_their_lines(tmp_path: Path) -> None:
    costs = {"cases/a/case.yaml": CASE + "costs: [{date: 2026-04-20, amount: 12.40, what: Letter}]\n"}
    text = receipt(tmp_path, payment("2026-05-06", "3321.21"), costs)
    assert (
        "| Costs | €12.40 |\n| Interest | €20.11 |\n| Principal | €3,248.70 |\n| Fixed compensation and late fees | €40.00 |"
        in text
    )


@pytest.mark.parametrize("kind", ["refund", "set-off", "withholding-tax"])
def test_what_is_no_payment(kind: str, tmp_path: Path) -> None:
    case = written(tmp_path, {"cases/a/payments.yaml": payment("2026-05-06", "100.00", kind=kind)})
    assert made("receipt", case) == ()
    with pytest.raises(CaseError) as caught:
        sheet("receipt", case)
    assert str(caught.value) == (
        "cases/a/payments.yaml:1:1: no payment has come by 2026-09-01 (casefile pay a AMOUNT records one; what was set "
        "off, withheld or taken back is none)"
    )


def test_a_returned_payment_is_none_from_the_day_of_its_return(tmp_path: Path) -> None:
    returned = "- {date: 2026-05-06, amount: 500.00, reversed: {on: 2026-05-09, reason: returned, fee: 3.50}}\n"
    case = written(tmp_path, {"cases/a/payments.yaml": returned})
    assert made("receipt", case, date(2026, 5, 8)) == ("",)
    assert made("receipt", case, date(2026, 5, 9)) == ()
    both = receipt(tmp_path / "b", returned + payment("2026-05-06", "250.00"))
    assert "payment of **€250.00**" in both
    assert "| **In all** | **€250.00** |" in both
    assert "500.00" not in both


def test_set_off_beside_a_payment_is_told_apart(tmp_path: Path) -> None:
    text = receipt(tmp_path, payment("2026-05-06", "1000.00") + payment("2026-05-06", "100.00", kind="set-off"))
    assert "payment of **€1,000.00**" in text
    assert "| **In all** | **€1,100.00** |" in text
    assert "With it, €100.00 that was set off or withheld as tax on the same day was taken into account" in text


def test_since_our_last_letter_or_else_the_latest(tmp_path: Path) -> None:
    three = (
        payment("2026-05-06", "100.00")
        + payment("2026-06-06", "200.00", payer="Holding")
        + payment("2026-07-06", "300.00")
    )
    at = "cases/a/correspondence/1.md"
    text = receipt(tmp_path / "all", three)
    assert "# Receipt for €600.00" in text
    assert "| 6 Jun 2026 | Holding |  | €200.00 |" in text
    assert "| 6 May 2026 | Northwind GmbH |" in text
    assert "| **In all** |  |  | **€600.00** |" in text
    assert "# Receipt for €500.00" in receipt(tmp_path / "two", three, {at: letter("2026-05-06")})
    assert "# Receipt for €300.00" in receipt(tmp_path / "one", three, {at: letter("2026-08-06")})
    for name, no_letter in {
        "received": letter("2026-08-06", direction="in"),
        "call": letter("2026-08-06", channel="call"),
        "counsel": letter("2026-08-06", channel="attorney"),
        "to-come": letter("2026-09-02"),
    }.items():
        assert "# Receipt for €600.00" in receipt(tmp_path / name, three, {at: no_letter}), name


def test_a_letter_that_is_kept_back_counts(tmp_path: Path) -> None:
    at, paid = "cases/a/correspondence/1.md", payment("2026-05-06", "100.00") + payment("2026-07-06", "300.00")
    for channel in ("email", "attorney"):
        marked = letter("2026-06-06", privilege="without-prejudice").replace("email", channel)
        assert "# Receipt for €300.00" in receipt(tmp_path / channel, paid, {at: marked})


def test_it_is_made_until_a_letter_follows(tmp_path: Path) -> None:
    files = {"cases/a/payments.yaml": PAYMENT}
    assert made("receipt", written(tmp_path, files)) == ("",)
    files["cases/a/correspondence/1.md"] = letter("2026-05-07")
    assert made("receipt", written(tmp_path, files)) == ()


def test_sixteen_payments_need_not_stand_on_one_page(tmp_path: Path) -> None:
    few, many = ("".join(payment(f"2026-05-{n:02}", "1.00") for n in range(1, count)) for count in (4, 20))
    assert receipt(tmp_path / "b", many).count("::: keep") == receipt(tmp_path / "a", few).count("::: keep") - 1


def test_another_currency_is_named(tmp_path: Path) -> None:
    sent = "original: {amount: 1172.00, currency: USD, rate: 1.172}"
    text = receipt(tmp_path, payment("2026-05-06", "1000.00").replace("}", f", {sent}}}"))
    assert "payment of **€1,000.00** (US$1,172.00 as sent)" in text
    same = receipt(tmp_path / "b", payment("2026-05-06", "1000.00").replace("}", f", {sent.replace('USD', 'EUR')}}}"))
    assert "as sent" not in same


def test_under_a_settlement_it_goes_to_the_instalments(tmp_path: Path) -> None:
    text = receipt(tmp_path, payment("2026-06-14", "1000.00"), {"cases/a/settlement.yaml": PARTS}, date(2026, 6, 20))
    assert "| Instalment 1, due on 15 June 2026 | €725.00 |\n| Instalment 2, due on 15 July 2026 | €275.00 |" in text
    assert (
        "Of the €2,900.00 that we agreed on 1 June 2026, €1,000.00 has now been paid and **€1,900.00** remains." in text
    )
    assert "The next payment, **€450.00**, is due on **15 July 2026**." in text
    assert "part payment" not in text


def test_under_a_settlement_a_late_instalment_is_asked_for(tmp_path: Path) -> None:
    more = {"cases/a/settlement.yaml": PARTS + "default: {grace_days: 20}\n"}
    text = receipt(tmp_path, payment("2026-06-14", "1000.00"), more, date(2026, 7, 20))
    assert "Of that, €450.00 was due on 15 July 2026; please let us have it as soon as you can." in text


def test_an_instalment_is_late_when_its_last_day_is_over(tmp_path: Path) -> None:
    """15 August 2026 is a Saturday: it can be paid until Monday (BGB § 193)."""
    more = {"cases/a/settlement.yaml": PARTS + "default: {grace_days: 20}\n"}
    paid = payment("2026-06-14", "1450.00")
    monday, tuesday = (receipt(tmp_path / str(day), paid, more, date(2026, 8, day)) for day in (17, 18))
    assert "The next payment, **€725.00**, is due on **15 August 2026**." in monday
    assert "Of that, €725.00 was due on 15 August 2026" in tuesday


def test_a_lump_sum(tmp_path: Path) -> None:
    more = {"cases/a/settlement.yaml": "agreed: 2026-06-01\namount: 2900.00\ndue: 2026-12-01\n"}
    text = receipt(tmp_path / "a", payment("2026-06-14", "1000.00"), more)
    assert "| The agreed sum, due on 1 December 2026 | €1,000.00 |" in text
    assert "It is due on **1 December 2026**." in text
    full = receipt(tmp_path / "b", payment("2026-06-14", "2900.00"), more)
    assert (
        "Nothing. The €2,900.00 that we agreed on 1 June 2026 has been paid in full. With that the settlement is"
        in full
    )


def test_money_back_and_set_off_under_a_settlement(tmp_path: Path) -> None:
    rows = payment("2026-06-14", "700.00") + payment("2026-06-16", "100.00", kind="refund")
    rows += (
        payment("2026-06-20", "500.00")
        + payment("2026-06-20", "50.00", kind="set-off")
        + payment("2026-06-20", "10.00", kind="refund")
    )
    more = {
        "cases/a/settlement.yaml": PARTS + "default: {grace_days: 20}\n",
        "cases/a/correspondence/1.md": letter("2026-06-17"),
    }
    text = receipt(tmp_path, rows, more, date(2026, 6, 25))
    assert "payment of **€500.00**" in text
    assert "| Instalment 1, due on 15 June 2026 | €125.00 |\n| Instalment 2, due on 15 July 2026 | €425.00 |" in text
    assert "| **In all** | **€550.00** |" in text
    assert "With it, €50.00 that was set off" in text


def test_beyond_the_agreed_sum_and_for_a_later_invoice(tmp_path: Path) -> None:
    later = INVOICE.replace("INV-1", "INV-2").replace("2026-03-31", "2026-06-10").replace("2026-04-14", "2026-06-24")
    more = {"cases/a/settlement.yaml": PARTS, "cases/a/invoices/2.yaml": later}
    rows = payment("2026-06-14", "3000.00") + payment("2026-06-15", "500.00", invoice="INV-2")
    text = receipt(tmp_path, rows, more, date(2026, 6, 20))
    assert "| 15 Jun 2026, INV-2 | Invoice INV-2 | €500.00 |" in text
    assert "| 14 Jun 2026 | Instalment 4, due on 15 September 2026 | €725.00 |" in text
    assert "| 14 Jun 2026 | Not set against anything yet | €100.00 |" in text
    assert "| **Still to pay** |" in text


def test_a_payment_from_before_the_settlement(tmp_path: Path) -> None:
    rows, more = payment("2026-05-06", "1000.00"), {"cases/a/settlement.yaml": PARTS}
    text = receipt(tmp_path, rows, more, date(2026, 6, 10))
    assert "| Interest | €20.11 |\n| Principal | €979.89 |" in text
    assert "€0.00 has now been paid" in text


def test_what_stays_reserved_when_all_that_was_asked_for_is_paid(tmp_path: Path) -> None:
    us = CASE.replace("law: DE", "law: US-NY").replace("{regime: de}", "{regime: us-ny}")
    kept = INVOICE + "retention: {amount: 100.00, release: 2027-03-31}\n"
    text = receipt(
        tmp_path, payment("2026-07-14", "3148.70"), {"cases/a/case.yaml": us, "cases/a/invoices/1.yaml": kept}
    )
    assert "# Receipt for €3,148.70\n" in text
    assert "Nothing that we have asked for so far is open." in text
    assert "- interest under CPLR" in text
    assert "- the €100.00 retained under our agreement, which is not yet due;" in text
    assert "- what has not been invoiced yet." in text


def test_compensation_that_is_still_to_be_converted_is_reserved(tmp_path: Path) -> None:
    pl = CASE.replace("law: DE", "law: PL").replace("{regime: de}", "{regime: pl}").replace("EUR", "PLN")
    case = written(tmp_path, {"cases/a/case.yaml": pl, "cases/a/payments.yaml": payment("2026-04-30", "4000.00")})
    assert claim(case, date(2026, 5, 1)).unconverted
    text = said("receipt", case, date(2026, 5, 1))
    assert "- fixed compensation (" in text
    assert "which is still to be converted into PLN;" in text


def test_a_retention_beside_an_open_claim_is_reserved(tmp_path: Path) -> None:
    kept = INVOICE + "retention: {amount: 100.00, release: 2027-03-31}\n"
    text = receipt(tmp_path, PAYMENT, {"cases/a/invoices/1.yaml": kept})
    assert "remains reserved, and so does our right to the €100.00 retained under our agreement." in text


def test_what_was_billed_too_little_is_not_receipted(tmp_path: Path) -> None:
    more = {"cases/a/corrections.yaml": "- {period: 2026-02, agreed: 100.00, billed: 50.00}\n"}
    assert "What has not been invoiced yet is not covered by this receipt." in receipt(
        tmp_path / "a", payment("2026-04-14", "3248.70"), more
    )
    lump = {**more, "cases/a/settlement.yaml": "agreed: 2026-06-01\namount: 2900.00\ndue: 2026-12-01\n"}
    assert "What has not been invoiced yet is no part of it." in receipt(
        tmp_path / "b", payment("2026-06-14", "2900.00"), lump
    )


def test_in_an_insolvency_only_what_asks_for_nothing(tmp_path: Path) -> None:
    ruin = {"cases/a/case.yaml": CASE + "insolvency: {opened: 2026-08-01}\n"}
    assert "Nothing. Invoice INV-1 is paid in full" in receipt(tmp_path / "a", payment("2026-04-14", "3248.70"), ruin)
    with pytest.raises(CaseError, match="insolvency proceedings against the debtor were opened"):
        receipt(tmp_path / "b", PAYMENT, ruin)


def test_a_receipt_is_about_one_case(tmp_path: Path) -> None:
    case = written(tmp_path, {"cases/a/payments.yaml": PAYMENT})
    with pytest.raises(CaseError, match="a receipt is about one case"):
        compose("receipt", [case, case], [claim(case)] * 2, TODAY)


def test_hostile_names_are_printed_as_they_are(tmp_path: Path) -> None:
    name = '"*x* <b> {{ 7*7 }} [a](b) | c"'
    text = receipt(tmp_path, payment("2026-05-06", "1.00", reference=name, payer=name) * 2)
    assert text.count("7\\*7") == 4


def test_without_an_account_none_is_named(tmp_path: Path) -> None:
    text = receipt(tmp_path, PAYMENT, {"casefile.yaml": "creditor: {name: Halvorsen}\n"})
    assert "in the same way" not in text


@pytest.mark.parametrize(
    ("language", "sentence"),
    {
        "en": "No rule of law settles the order in which a payment covers costs, interest and principal; principal was"
        " covered first.",
        "de": "Die Reihenfolge, in der eine Zahlung Kosten, Zinsen und Hauptforderung tilgt, ist gesetzlich nicht"
        " geregelt; verrechnet wurde zuerst auf die Hauptforderung.",
        "fr": "Aucune règle de droit ne fixe l’ordre dans lequel un paiement s’impute sur les frais, les intérêts et le"
        " principal\u202f; l’imputation a d’abord été faite sur le principal.",
        "pl": "Przepisy nie określają kolejności zaliczania wpłat na koszty, odsetki i należność główną; w pierwszej"
        " kolejności zaliczono je na należność główną.",
        "ru": "Очерёдность погашения расходов, процентов и основного долга законом не установлена; сначала погашался"
        " основной долг.",
    }.items(),
)
def test_where_no_rule_settles_the_order_it_says_so(language: str, sentence: str, tmp_path: Path) -> None:
    american = CASE.replace("law: DE", "law: US-NY").replace("{regime: de}", "{regime: us-ny}").replace("EUR", "USD")
    case = written(tmp_path, {"cases/a/case.yaml": american, "cases/a/payments.yaml": payment("2026-06-01", "3260.00")})
    assert sentence in said("receipt", case, language=language)
