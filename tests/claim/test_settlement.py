"""A settlement changes the claim: on track, late, in default, done; what revives, and what was agreed apart from it."""

from __future__ import annotations

from typing import Any

import pytest

from casefile.claim.model import Claim
from tests.claim.cases import DE, claim, invoice, json, note

PLAN = "[{due: 2026-04-01, amount: 400.00}, {due: 2026-05-01, amount: 500.00}]"


def agreed(more: str = "", schedule: str = f"schedule: {PLAN}") -> str:
    return f"agreed: 2026-03-01\namount: 900.00\n{schedule}\n{more}"


def paid(*rows: tuple[str, str]) -> str:
    return "[" + ", ".join(f"{{date: {day}, amount: {amount}}}" for day, amount in rows) + "]"


def state(as_of: str, payments: str = "[]", more: str = "default: {grace_days: 7}") -> dict[str, Any]:
    found = json(as_of, invoice(), file=DE, settlement=agreed(more), payments=payments)
    settlement: dict[str, Any] = found["settlement"]
    return {"total": found["total"], **settlement}


def adds_up(found: Claim) -> bool:
    return found.ledger[-1].balance == found.total


def test_before_the_agreement_it_is_nothing() -> None:
    found = json("2026-02-28", invoice(), file=DE, settlement=agreed())
    assert (found["settlement"], found["principal"]) == (None, "1000.00")


def test_in_force_the_total_is_what_remains_and_the_rest_is_nothing() -> None:
    found = claim("2026-03-15", invoice(), file=DE, settlement=agreed(), payments=paid(("2026-03-10", "150.00")))
    assert [str(m) for m in (found.principal, found.interest, found.compensation, found.costs, found.total, found.per_day)] == [
        "750.00", "0.00", "0.00", "0.00", "750.00", "0.00",
    ]  # fmt: skip
    assert [str(one.outstanding) for one in found.invoices] == ["750.00"]
    assert found.invoices[0].periods == ()
    assert adds_up(found)
    assert [entry.kind for entry in found.ledger] == ["invoice", "compensation", "interest", "settlement", "payment"]


def test_the_json_of_a_settlement() -> None:
    found = json(
        "2026-04-03",
        invoice(),
        file=DE,
        settlement=agreed("default: {grace_days: 7}"),
        payments=paid(("2026-03-10", "150.00")),
    )
    assert found["settlement"] == {
        "agreed": "2026-03-01", "amount": "900.00", "paid": "150.00", "remaining": "750.00", "state": "late",
        "instalments": [
            {"due": "2026-04-01", "amount": "400.00", "paid": "150.00", "state": "late"},
            {"due": "2026-05-01", "amount": "500.00", "paid": "0.00", "state": "on-track"},
        ],
        "without": str(claim("2026-04-03", invoice(), file=DE, payments=paid(("2026-03-10", "150.00"))).total),
    }  # fmt: skip
    assert list(found["settlement"]) == ["agreed", "amount", "paid", "remaining", "state", "instalments", "without"]


FIRST, SECOND = ("2026-04-01", "400.00"), ("2026-05-01", "500.00")


@pytest.mark.parametrize(
    ("as_of", "payments", "found"),
    [
        ("2026-04-01", paid(), "on-track"),
        ("2026-04-02", paid(), "late"),
        ("2026-04-08", paid(), "late"),
        ("2026-04-09", paid(), "default"),
        ("2026-04-09", paid(("2026-04-08", "400.00")), "on-track"),
        ("2026-04-09", paid(("2026-04-08", "399.99")), "default"),
        ("2026-04-20", paid(("2026-04-09", "400.00")), "default"),
        ("2026-06-01", paid(("2026-04-09", "900.00")), "default"),
        ("2026-06-01", paid(FIRST, SECOND), "completed"),
        ("2026-03-05", paid(("2026-03-01", "900.00")), "completed"),
        ("2026-05-04", paid(FIRST), "on-track"),  # 1 May is a holiday, and the 2nd a Saturday
        ("2026-05-05", paid(FIRST), "late"),
        ("2026-03-05", paid(("2026-02-28", "900.00")), "on-track"),
    ],
)
def test_late_up_to_the_end_of_grace_then_default_for_good(as_of: str, payments: str, found: str) -> None:
    assert state(as_of, payments)["state"] == found


@pytest.mark.parametrize(
    ("as_of", "found"),
    [("2026-08-03", "on-track"), ("2026-08-04", "late"), ("2026-08-10", "late"), ("2026-08-11", "default")],
)
def test_neither_a_last_day_nor_the_end_of_grace_is_a_day_off(as_of: str, found: str) -> None:
    """1 August 2026 is a Saturday, and so is the fifth day after the Monday to which it moves (BGB § 193)."""
    terms = agreed("default: {grace_days: 5}", "due: 2026-08-01")
    assert json(as_of, invoice(), file=DE, settlement=terms)["settlement"]["state"] == found
    without = json("2026-08-03", invoice(), settlement=terms)["settlement"]["state"]
    assert without == "late", "where no law says so no day moves"


def test_without_grace_the_day_after_is_default() -> None:
    assert state("2026-04-01", more="")["state"] == "on-track"
    assert state("2026-04-02", more="")["state"] == "default"


def test_a_returned_instalment_is_default_from_its_return_even_if_paid_again() -> None:
    back = "{date: 2026-04-01, amount: 400.00, reversed: {on: 2026-04-20}}"
    assert state("2026-04-19", f"[{back}]")["state"] == "on-track"
    assert state("2026-04-20", f"[{back}]")["state"] == "default"
    again = f"[{back}, {{date: 2026-04-25, amount: 400.00}}]"
    assert [one["state"] for one in state("2026-04-30", again)["instalments"]] == ["default", "on-track"]
    in_grace = "[{date: 2026-04-01, amount: 400.00, reversed: {on: 2026-04-03}}, {date: 2026-04-05, amount: 400.00}]"
    assert state("2026-04-30", in_grace)["state"] == "on-track"


def test_default_brings_the_full_claim_back_less_what_was_paid() -> None:
    payments = paid(("2026-03-10", "150.00"))
    found = claim("2026-05-01", invoice(), file=DE, settlement=agreed(), payments=payments)
    without = claim("2026-05-01", invoice(), file=DE, payments=payments)
    assert (found.total, found.interest, found.ledger) == (without.total, without.interest, without.ledger)
    assert found.settlement is not None
    assert found.settlement.without.total == found.total


def test_default_may_bring_the_remainder_only() -> None:
    payments = paid(("2026-03-10", "150.00"))
    found = claim(
        "2026-05-01", invoice(), file=DE, settlement=agreed("default: {revives: remaining}"), payments=payments
    )
    assert (str(found.total), str(found.principal)) == ("750.00", "750.00")
    assert adds_up(found)


def test_overpaid_is_credit() -> None:
    found = claim("2026-04-01", invoice(), file=DE, settlement=agreed(), payments=paid(("2026-03-10", "950.00")))
    assert (str(found.principal), str(found.credit), str(found.total)) == ("0.00", "50.00", "-50.00")
    assert adds_up(found)


def test_a_refund_after_the_agreement_is_owed_again() -> None:
    rows = "- {date: 2026-03-10, amount: 400.00}\n- {date: 2026-03-12, amount: 100.00, kind: refund}\n"
    found = claim("2026-03-15", invoice(), file=DE, settlement=agreed(), payments=rows)
    assert str(found.principal) == "600.00"
    assert adds_up(found)


def test_kept_interest_runs_on_each_unpaid_instalment_after_its_due_date() -> None:
    kept = agreed("interest: kept\ndefault: {grace_days: 60}")
    found = claim("2026-05-15", invoice(), file=DE, settlement=kept, payments=paid(("2026-04-11", "400.00")))
    assert found.settlement is not None
    assert [(str(r.first), str(r.last), str(r.principal), str(r.interest)) for _, r in found.settlement.periods] == [
        ("2026-04-02", "2026-04-11", "400.00", "1.13"),
        ("2026-05-05", "2026-05-15", "500.00", "1.55"),  # 1 May is a holiday, then a weekend
    ]  # fmt: skip
    assert (str(found.principal), str(found.interest), str(found.total)) == ("500.00", "2.68", "502.68")
    assert str(found.per_day) == "0.14"
    assert adds_up(found)


def test_kept_interest_runs_on_the_whole_remainder_after_default() -> None:
    kept = agreed("interest: kept\ndefault: {revives: remaining}")
    found = claim("2026-04-10", invoice(), file=DE, settlement=kept)
    assert found.settlement is not None
    assert [(str(r.first), str(r.principal)) for _, r in found.settlement.periods] == [
        ("2026-04-02", "400.00"), ("2026-04-03", "500.00"),
    ]  # fmt: skip


def test_kept_interest_of_no_regime_is_nothing() -> None:
    assert (
        str(claim("2026-04-05", invoice(), settlement=agreed("interest: kept\ndefault: {grace_days: 9}")).interest)
        == "0.00"
    )


def test_what_remains_lies_on_the_youngest_invoices() -> None:
    second = invoice("B", "2026-02-01", "2026-02-16", "300.00")
    found = claim("2026-03-15", invoice(), second, settlement=agreed(), payments=paid(("2026-03-10", "500.00")))
    assert [str(one.outstanding) for one in found.invoices] == ["100.00", "300.00"]
    later = claim("2026-03-15", invoice(), second, settlement=agreed(), payments=paid(("2026-03-10", "700.00")))
    assert [(str(one.outstanding), one.days_overdue) for one in later.invoices] == [("0.00", 0), ("200.00", 0)], (
        "nothing of the settlement is late"
    )


LATER = invoice("B", "2026-03-10", "2026-03-20", "200.00")


def open_of(found: Claim) -> list[tuple[str, str, str, str]]:
    return [
        (one.number, str(one.outstanding), str(one.interest), str(one.compensation)) for one in found.invoices
    ]  # fmt: skip


HIGH = "900.00 is more than the 650.57 that was owed on 2026-03-01"


def messages(found: Claim) -> list[str]:
    return [weakness.message for weakness in found.weaknesses]


def test_an_invoice_after_the_agreement_is_owed_beside_it() -> None:
    found = claim("2026-03-26", invoice(), LATER, note("B", "2026-03-11", "20.00"), file=DE, settlement=agreed())
    alone = claim("2026-03-26", LATER, note("B", "2026-03-11", "20.00"), file=DE)
    assert open_of(found) == [("A", "900.00", "0.00", "0.00"), ("B", "180.00", "0.30", "40.00")]
    assert (found.invoices[1].periods, found.per_day) == (alone.invoices[0].periods, alone.per_day)
    assert (str(found.principal), str(found.interest), found.total) == (
        "1080.00",
        "0.30",
        alone.total + found.invoices[0].outstanding,
    )
    assert ("invoice", "B") in [(entry.kind, entry.number) for entry in found.ledger]
    assert adds_up(found)
    assert messages(found) == ["B was issued after the settlement of 2026-03-01 and is owed beside the agreed sum"]
    assert messages(claim("2026-03-09", invoice(), LATER, file=DE, settlement=agreed())) == []


def test_the_day_s_interest_of_both_is_rounded_once() -> None:
    kept = agreed("interest: kept\ndefault: {grace_days: 90}")
    found = claim("2026-04-10", invoice(), LATER, file=DE, settlement=kept)
    assert str(found.per_day) == "0.17"  # 0.1125 on the first instalment and 0.0563 on the invoice
    assert found.settlement is not None
    assert found.interest == found.settlement.interest + found.invoices[1].interest
    assert adds_up(found)


def test_an_invoice_on_the_day_of_the_agreement_is_part_of_it() -> None:
    found = claim("2026-03-26", invoice(), invoice("B", "2026-03-01", "2026-03-20", "200.00"), settlement=agreed())
    assert (str(found.total), messages(found)) == ("900.00", [])


def test_a_payment_for_a_later_invoice_pays_no_instalment() -> None:
    rows = "[{date: 2026-03-15, amount: 150.00, invoice: B}, {date: 2026-03-16, amount: 100.00}]"
    found = claim("2026-03-18", invoice(), LATER, settlement=agreed(), payments=rows)
    assert open_of(found) == [("A", "800.00", "0.00", "0.00"), ("B", "50.00", "0.00", "0.00")]
    assert adds_up(found)


def test_a_payment_ahead_of_a_later_invoice_is_kept_for_it() -> None:
    rows = "[{date: 2026-02-15, amount: 150.00, invoice: B, reversed: {on: 2026-02-20, fee: 2.00}}, {date: 2026-02-16, amount: 60.00, invoice: B}]"
    found = claim("2026-03-18", invoice(), LATER, settlement=agreed(), payments=rows)
    assert [str(one.outstanding) for one in found.invoices] == ["900.00", "140.00"]
    assert str(found.costs) == "2.00"
    assert adds_up(found)


def test_what_is_paid_beyond_the_agreed_sum_goes_to_later_invoices_and_back_again() -> None:
    rows = "[{date: 2026-03-12, amount: 1000.00}, {date: 2026-03-14, amount: 30.00, kind: refund}]"
    found = claim("2026-03-13", invoice(), LATER, settlement=agreed(), payments=rows)
    assert [str(one.outstanding) for one in found.invoices] == ["0.00", "100.00"]
    then = claim("2026-03-14", invoice(), LATER, settlement=agreed(), payments=rows)
    assert [str(one.outstanding) for one in then.invoices] == ["0.00", "130.00"]
    assert adds_up(found)
    assert adds_up(then)


def test_a_refund_before_the_later_invoice_is_out_is_a_matter_of_the_settlement() -> None:
    rows = "[{date: 2026-03-05, amount: 50.00, kind: refund, invoice: B}]"
    found = claim("2026-03-12", invoice(), LATER, settlement=agreed(), payments=rows)
    assert [str(one.outstanding) for one in found.invoices] == ["950.00", "200.00"]
    assert adds_up(found)


def test_costs_after_the_agreement_are_owed_beside_it() -> None:
    file = f"{DE}\ncosts: [{{date: 2026-02-20, amount: 5.00, what: Letter}}, {{date: 2026-03-20, amount: 9.00, what: Letter}}]"
    found = claim("2026-03-26", invoice(), file=file, settlement=agreed())
    assert (str(found.principal), str(found.costs), str(found.total)) == ("900.00", "9.00", "909.00")
    assert adds_up(found)
    assert messages(found) == [
        "a cost of 9.00 came after the settlement of 2026-03-01 and is owed beside the agreed sum"
    ]
    assert str(claim("2026-03-19", invoice(), file=file, settlement=agreed()).total) == "900.00"
    paid_up = claim("2026-03-26", invoice(), file=file, settlement=agreed(), payments=paid(("2026-03-25", "910.00")))
    assert (str(paid_up.principal), str(paid_up.costs), str(paid_up.credit)) == ("0.00", "0.00", "1.00")
    assert adds_up(paid_up)


def test_a_payment_the_agreement_counted_on_is_owed_again_when_it_is_returned() -> None:
    rows = "[{date: 2026-02-10, amount: 400.00, invoice: A, reversed: {on: 2026-03-09, reason: no cover, fee: 3.50}}]"
    before = claim("2026-03-08", invoice(), file=DE, settlement=agreed(), payments=rows)
    assert (str(before.total), messages(before)) == ("900.00", [HIGH])
    found = claim("2026-03-15", invoice(), file=DE, settlement=agreed(), payments=rows)
    assert (str(found.principal), str(found.costs), str(found.total)) == ("1300.00", "3.50", "1303.50")
    assert (open_of(found), str(found.per_day)) == ([("A", "1300.00", "0.00", "0.00")], "0.00")
    assert adds_up(found)
    assert [(entry.kind, str(entry.amount)) for entry in found.ledger][-2:] == [
        ("costs", "3.50"),
        ("returned", "400.00"),
    ]
    assert messages(found) == [
        HIGH,
        "a cost of 3.50 came after the settlement of 2026-03-01 and is owed beside the agreed sum",
        "the settlement of 2026-03-01 counted on a payment of 400.00 that was returned on 2026-03-09:"
        " it is owed beside the agreed sum, without interest",
    ]
    again = claim(
        "2026-03-15",
        invoice(),
        file=DE,
        settlement=agreed(),
        payments=rows[:-1] + ", {date: 2026-03-12, amount: 1000.00}]",
    )
    assert (str(again.principal), str(again.credit), str(again.total)) == ("303.50", "0.00", "303.50")
    assert adds_up(again)


def test_what_was_returned_without_a_name_lies_on_the_oldest_invoice() -> None:
    rows = "[{date: 2026-02-10, amount: 400.00, reversed: {on: 2026-03-09}}, {date: 2026-02-10, amount: 50.00, kind: refund, reversed: {on: 2026-03-10}}]"
    second = invoice("B", "2026-02-01", "2026-02-16", "300.00")
    found = claim("2026-03-15", invoice(), second, settlement=agreed(), payments=rows)
    assert [str(one.outstanding) for one in found.invoices] == ["900.00", "350.00"]
    assert found.settlement is not None
    assert str(found.settlement.progress.paid) == "50.00"  # the refund that came back to us
    assert adds_up(found)


def test_a_fee_of_a_payment_since_the_agreement_is_a_cost_beside_it() -> None:
    rows = "[{date: 2026-03-10, amount: 400.00, reversed: {on: 2026-03-12, fee: 3.50}}]"
    found = claim("2026-03-15", invoice(), settlement=agreed(), payments=rows)
    assert (str(found.principal), str(found.costs)) == ("900.00", "3.50")
    assert adds_up(found)


def test_money_back_before_any_later_invoice_is_owed_again() -> None:
    rows = (
        "[{date: 2026-03-02, amount: 70.00, invoice: B, reversed: {on: 2026-03-08}}, {date: 2026-03-03, amount: 950.00},"
        " {date: 2026-03-04, amount: 100.00, kind: refund}]"
    )
    found = claim("2026-03-09", invoice(), LATER, settlement=agreed(), payments=rows)
    assert adds_up(found)
    assert str(found.total) == "50.00"


def test_an_objection_from_before_the_agreement_is_settled_with_the_rest() -> None:
    objection = "dispute: {{reason: quality, raised: {}}}"
    for raised, contested in (("2026-02-20", "0.00"), ("2026-03-12", "200.00")):
        found = claim("2026-03-15", invoice(), LATER, file=objection.format(raised), settlement=agreed())
        assert str(found.contested) == contested


def test_a_credit_note_after_the_agreement_leaves_the_agreed_sum_as_it_is() -> None:
    found = claim("2026-03-15", invoice(), note("A", "2026-03-10", "100.00"), settlement=agreed())
    assert (str(found.total), str(found.credited)) == ("900.00", "100.00")
    assert messages(found) == ["CN, issued after the settlement of 2026-03-01, leaves the agreed sum as it is"]
    assert adds_up(found)


def test_a_settlement_from_before_every_invoice_stands_for_them() -> None:
    found = claim("2026-03-26", LATER, settlement=agreed())
    assert (str(found.total), open_of(found)) == ("900.00", [("B", "900.00", "0.00", "0.00")])
    assert messages(found) == [
        "B was issued after the settlement of 2026-03-01, which stands for it: nothing was invoiced before"
    ]


def test_interest_that_was_paid_before_the_agreement_is_part_of_it() -> None:
    found = claim("2026-03-15", invoice(), file=DE, settlement=agreed(), payments=paid(("2026-02-20", "500.00")))
    assert [str(one.interest_paid) for one in found.invoices] == ["0.00"]


@pytest.mark.parametrize(
    ("schedule", "dates"),
    [
        ("due: 2026-04-10", [("2026-04-10", "900.00")]),
        ("", [("2026-03-01", "900.00")]),
        ("schedule: {first: 2026-03-31, every: month, count: 2}", [("2026-03-31", "450.00"), ("2026-04-30", "450.00")]),
        (
            "schedule: {first: 2026-03-31, every: week, count: 7}",
            [("2026-03-31", "128.57"), ("2026-04-07", "128.57"), ("2026-05-12", "128.58")],
        ),
        ("schedule: [{due: 2026-05-01, amount: 500.00}, {due: 2026-04-01, amount: 400.00}]", [FIRST, SECOND]),
    ],
)
def test_schedules(schedule: str, dates: list[tuple[str, str]]) -> None:
    found = json("2026-03-01", invoice(), settlement=agreed(schedule=schedule))["settlement"]["instalments"]
    rows = [(one["due"], one["amount"]) for one in found]
    assert rows[: len(dates) - 1] + rows[-1:] == dates


OFFERED = "[{id: O1, date: 2026-02-01, by: us, kind: partial, amount: 900.00STATUS}]"
TAKEN = OFFERED.replace("STATUS", ", status: accepted")


class TestWhatIsDoubted:
    """Told for as long as it stands so, in default, too: not only on the day the settlement was written."""

    @pytest.mark.parametrize(
        ("offers", "terms", "said"),
        [
            (TAKEN, "", []),
            (OFFERED.replace("STATUS", ""), "", ["O1 was settled and is marked open"]),
            (TAKEN.replace("900.00", "800.00"), "", ["900.00 was agreed, and O1 offered 800.00"]),
            (TAKEN.replace("O1", "O2"), "", []),
            (TAKEN, "default: {revives: remaining}", []),
        ],
    )
    @pytest.mark.parametrize("as_of", ["2026-03-02", "2026-12-31"])
    def test_the_offer_that_it_names(self, offers: str, terms: str, said: list[str], as_of: str) -> None:
        found = claim(as_of, invoice(), offers=offers, settlement=agreed(f"offer: O1\n{terms}"))
        assert messages(found) == said

    @pytest.mark.parametrize(
        ("status", "hint"), [("", "as a line of this offer"), (", status: rejected", "write status: accepted there")]
    )
    def test_where_to_write_that_it_was_accepted(self, status: str, hint: str) -> None:
        offers = OFFERED.replace("STATUS", status)
        (weakness,) = claim("2026-03-02", invoice(), offers=offers, settlement=agreed("offer: O1")).weaknesses
        assert hint in weakness.hint
        assert (weakness.rule, weakness.level) == ("settlement", "weakness")

    def test_the_offer_before_any_invoice_and_before_the_agreement(self) -> None:
        terms: dict[str, Any] = {"offers": OFFERED.replace("STATUS", ""), "settlement": agreed("offer: O1")}
        late = invoice(issued="2027-01-01", due="2027-01-15")
        assert messages(claim("2026-03-02", late, **terms)) == ["O1 was settled and is marked open"]
        assert messages(claim("2026-02-28", invoice(), **terms)) == []

    @pytest.mark.parametrize("revives", ["full", "remaining"])
    @pytest.mark.parametrize("as_of", ["2026-03-02", "2026-12-31"])
    def test_more_than_was_owed_on_the_day_of_the_agreement(self, revives: str, as_of: str) -> None:
        """500 of 1000 were paid before it, 300 on its day, which already is a payment on the 900."""
        flows = paid(("2026-02-01", "500.00"), ("2026-03-01", "300.00"))
        terms = agreed(f"default: {{revives: {revives}}}")
        found = claim(as_of, invoice(), payments=flows, settlement=terms)
        assert messages(found) == ["900.00 is more than the 500.00 that was owed on 2026-03-01"]
        assert found.settlement is not None
        assert str(found.settlement.given_up) == "-400.00"


@pytest.mark.parametrize(
    ("as_of", "more", "days"),
    [
        ("2026-02-10", "", 0),  # nothing of the settlement is due
        ("2026-02-20", "default: {grace_days: 10}\n", 5),  # an instalment is late, and in its days of grace
        ("2026-02-25", "default: {revives: remaining}\n", 9),  # all that remains is due since the default
    ],
)
def test_under_a_settlement_its_instalments_are_what_is_late(as_of: str, more: str, days: int) -> None:
    agreed = "agreed: 2026-02-01\namount: 900.00\nschedule: {first: 2026-02-15, every: month, count: 3}\n"
    assert claim(as_of, invoice(due="2026-01-15"), settlement=agreed + more).days_late == days


def test_what_was_invoiced_after_a_settlement_is_late_by_itself() -> None:
    agreed = "agreed: 2026-02-01\namount: 900.00\nschedule: {first: 2026-12-15, every: month, count: 3}\n"
    later = invoice("B", issued="2026-02-05", due="2026-02-19")
    assert claim("2026-03-01", invoice(due="2026-01-15"), later, settlement=agreed).days_late == 10


@pytest.mark.parametrize(
    ("as_of", "revives", "in_force"),
    [
        ("2026-03-15", "full", True),
        ("2026-04-03", "full", True),  # late, and still within the days of grace
        ("2026-06-01", "full", False),
        ("2026-06-01", "remaining", True),  # a default makes the rest of the agreed sum due at once
    ],
)
def test_a_default_ends_an_agreement_that_revives_the_whole_claim(as_of: str, revives: str, in_force: bool) -> None:
    terms = agreed(f"default: {{grace_days: 7, revives: {revives}}}")
    settled = claim(as_of, invoice(), file=DE, settlement=terms).settlement
    assert settled is not None
    assert settled.is_in_force is in_force
