"""What contradicts something else in the case's files is reported where it stands, with what to do."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from casefile.case.agreement import CASH, loose_ends
from casefile.case.model import Case
from casefile.records import Record
from tests.case.conftest import FILES, Problems

CASE = str(FILES["cases/a/case.yaml"])
INVOICE = str(FILES["cases/a/invoices/1.yaml"])
HEAD = "---\ndate: 2026-05-01\ndirection: out\nchannel: email\n"
CREDIT = "number: CN-1\nkind: credit-note\ncredits: INV-1\nissued: 2026-05-01\nlines: [{id: 1, description: x, unit_price: 1}]\n"

# file, its content (appended to what stands there already when it begins with +), what is reported
CONTRADICTIONS = {
    "id is not the folder": ("case.yaml", CASE.replace("id: a", "id: b"), "case.yaml:1:1: the id 'b' is not the folder's name 'a' (make the two the same)"),
    "invoice twice": ("invoices/2.yaml", INVOICE, "invoices/2.yaml:1:1: a second invoice 'INV-1', the first is at cases/a/invoices/1.yaml:1:1"),
    "line twice": ("invoices/1.yaml", "+  - {id: 1, description: b, unit_price: 1}\n", "1.yaml:6:6: a second line of INV-1 '1'"),
    "offer twice": ("offers.yaml", "- &{id: O1, date: 2026-05-01, by: us, kind: partial, amount: 1}\n".replace("&", "") * 2, "offers.yaml:2:4: a second offer 'O1'"),
    "exhibit twice": ("evidence.yaml", "- {id: E01, file: evidence/a, title: a}\n- {id: E01, file: evidence/b, title: b}\n", "evidence.yaml:2:4: a second exhibit 'E01'"),
    "exhibit's file twice": ("evidence.yaml", "- {id: E01, file: evidence/a, title: a}\n- {id: E02, file: evidence/a, title: b}\n", "a second exhibit's file 'evidence/a'"),
    "no due date": ("invoices/1.yaml", INVOICE.replace("due: 2026-04-14", "due:"), "1.yaml:3:1: missing key 'due' (add the day it is to be paid by)"),
    "credits by an invoice": ("invoices/1.yaml", "+credits: INV-9\n", "1.yaml:6:1: only a credit note credits (add kind: credit-note, or delete it)"),
    "credit note without an invoice": ("invoices/2.yaml", CREDIT.replace("credits: INV-1\n", ""), "2.yaml:1:1: missing key 'credits' (name the invoice that it reduces)"),
    "credit note for an unknown invoice": ("invoices/2.yaml", CREDIT.replace("credits: INV-1", "credits: INV-2"), "2.yaml:3:1: no invoice 'INV-2' in this case (did you mean 'INV-1'?)"),
    "credit note for a credit note": ("invoices/2.yaml", CREDIT.replace("credits: INV-1", "credits: CN-1"), "2.yaml:3:1: no invoice 'CN-1' in this case"),
    "credit note with a due date": ("invoices/2.yaml", CREDIT + "due: 2026-06-01\n", "2.yaml:6:1: a credit note has no due date (delete the line)"),
    "payment of an unknown invoice": ("payments.yaml", "- {date: 2026-05-01, amount: 1, invoice: INV-7}\n", "payments.yaml:1:33: no invoice 'INV-7' in this case (did you mean 'INV-1'?)"),
    "event about an unknown invoice": ("case.yaml", "+events: [{date: 2026-06-10, what: acknowledgement, invoices: [X]}]\n", "case.yaml:5:52: no invoice 'X' in this case (there are: INV-1)"),
    "settlement adjusts an unknown line": ("settlement.yaml", "agreed: 2026-06-01\namount: 1\ndue: 2026-07-01\nadjustments: [{invoice: INV-1, line: 9, amount: -1, reason: x}]\n", "settlement.yaml:4:32: no invoice or line 'INV-1#9'"),
    "settlement adjusts an unknown invoice": ("settlement.yaml", "agreed: 2026-06-01\namount: 1\ndue: 2026-07-01\nadjustments: [{invoice: INV-9, amount: -1, reason: x}]\n", "settlement.yaml:4:16: no invoice or line 'INV-9'"),
    "its own translation": ("evidence.yaml", "- {id: E01, file: evidence/a, title: a, translation_of: E01}\n", "'E01' leads back to itself through translation_of"),
    "parents in a circle": ("evidence.yaml", "- {id: E01, file: evidence/a, title: a, parent: E02}\n- {id: E02, file: evidence/b, title: b, parent: E01}\n", "'E02' leads back to itself through parent"),
    "due before issued": ("invoices/1.yaml", INVOICE.replace("2026-04-14", "2026-03-14"), "1.yaml:3:1: due 2026-03-14 lies before issued 2026-03-31 (one of the two is wrong)"),
    "period backwards": ("invoices/1.yaml", INVOICE.replace("tax: 19", "tax: 19, period: {from: 2026-03-31, to: 2026-03-01}"), "to 2026-03-01 lies before from 2026-03-31"),
    "reversed before paid": ("payments.yaml", "- {date: 2026-05-06, amount: 1, reversed: {on: 2026-05-01}}\n", "payments.yaml:1:44: on 2026-05-01 lies before date 2026-05-06"),
    "instalment before the agreement": ("settlement.yaml", "agreed: 2026-06-01\namount: 1\nschedule: [{due: 2026-05-01, amount: 1}]\n", "settlement.yaml:3:13: due 2026-05-01 lies before agreed 2026-06-01"),
    "settlement due before agreed": ("settlement.yaml", "agreed: 2026-06-01\namount: 1\ndue: 2026-05-01\n", "settlement.yaml:3:1: due 2026-05-01 lies before agreed"),
    "closed before opened": ("case.yaml", "+opened: 2026-05-02\nclosed: {on: 2026-05-01, outcome: paid}\n", "case.yaml:6:10: on 2026-05-01 lies before opened 2026-05-02"),
    "too many decimals": ("payments.yaml", "- {date: 2026-05-01, amount: 1.005}\n", "payments.yaml:1:22: 1.005 has more decimals than EUR has (2)"),
    "settlement with a schedule and a due date": ("settlement.yaml", "agreed: 2026-06-01\namount: 1\nschedule: [{due: 2026-07-01, amount: 1}]\ndue: 2026-07-01\n", "settlement.yaml:4:1: a schedule and a due date: the agreed sum is paid by the one or by the other (delete one of the two)"),
    "settlement with neither": ("settlement.yaml", "agreed: 2026-06-01\namount: 1\n", "settlement.yaml:1:1: nothing says when the agreed sum is to be paid (add due: the day, or schedule: the instalments)"),
    "settlement with an empty schedule": ("settlement.yaml", "agreed: 2026-06-01\namount: 1\nschedule: []\n", "settlement.yaml:3:1: a schedule without an instalment (write the instalments, or due: the day)"),
    "settlement whose rhythm begins before it": ("settlement.yaml", "agreed: 2026-06-01\namount: 1\nschedule: {first: 2026-05-31, every: month, count: 1}\n", "settlement.yaml:3:12: first 2026-05-31 lies before agreed 2026-06-01 (one of the two is wrong)"),
    "offer with an empty schedule": ("offers.yaml", "- {id: O1, date: 2026-05-01, by: us, kind: instalments, amount: 2, schedule: []}\n", "offers.yaml:1:68: a schedule without an instalment"),
    "offer whose rhythm begins before it": ("offers.yaml", "- {id: O1, date: 2026-05-01, by: us, kind: instalments, amount: 2, schedule: {first: 2026-04-30, every: month, count: 2}}\n", "first 2026-04-30 lies before date 2026-05-01"),
    "offer with an instalment before it": ("offers.yaml", "- {id: O1, date: 2026-05-01, by: us, kind: instalments, amount: 2, schedule: [{due: 2026-04-30, amount: 2}]}\n", "due 2026-04-30 lies before date 2026-05-01"),
    "offer due on another day than its schedule": ("offers.yaml", "- {id: O1, date: 2026-05-01, by: us, kind: instalments, amount: 2, due: 2026-06-02, schedule: [{due: 2026-06-01, amount: 2}]}\n", "due 2026-06-02 is not the schedule's first day, 2026-06-01 (delete it, or make the two the same)"),
    "credit note with a retention": ("invoices/2.yaml", CREDIT + "retention: {amount: 1, release: 2026-07-01}\n", "2.yaml:6:1: retention on a credit note: it only takes something off its invoice (delete it, or write it on the invoice)"),
    "credit note with a late fee": ("invoices/2.yaml", CREDIT + "late_fee: {amount: 1}\n", "2.yaml:6:1: late_fee on a credit note"),
    "credit note before its invoice": ("invoices/2.yaml", CREDIT.replace("2026-05-01", "2026-03-30"), "2.yaml:4:1: issued 2026-03-30 lies before INV-1 of 2026-03-31 (one of the two is wrong)"),
    "objection that ends before it began": ("case.yaml", "+dispute: {raised: 2026-05-02, reason: other, resolved: {on: 2026-05-01, outcome: upheld}}\n", "on 2026-05-01 lies before raised 2026-05-02"),
    "objection to a line that ends before it began": ("invoices/1.yaml", INVOICE.replace("tax: 19", "tax: 19, dispute: {raised: 2026-05-02, reason: other, resolved: {on: 2026-05-01, outcome: upheld}}"), "on 2026-05-01 lies before raised 2026-05-02"),
    "assignment noticed before it was made": ("case.yaml", "+assigned_from: {party: northwind, date: 2026-02-03, noticed: 2026-02-01}\n", "noticed 2026-02-01 lies before date 2026-02-03"),
    "too many decimals of a late fee": ("invoices/1.yaml", "+late_fee: {amount: 1.005}\n", "1.005 has more decimals than EUR has (2)"),
    "too many decimals of a promise": ("correspondence/1.md", HEAD + "promise: {on: 2026-06-01, amount: 1.005}\n---\n", "1.005 has more decimals than EUR has (2)"),
    "too many decimals of a guarantee": ("case.yaml", "+co_debtors: [{party: northwind, liability: guarantor, cap: 1.005}]\n", "1.005 has more decimals than EUR has (2)"),
    "decimals of a currency without": ("case.yaml", CASE.replace("EUR", "JPY") + "costs: [{date: 2026-05-01, amount: 1.50, what: x}]\n", "1.50 has more decimals than JPY has (0)"),
}  # fmt: skip

LOOSE = {
    "contact about an unknown invoice": ("correspondence/1.md", HEAD + "invoices: [X]\n---\n", "correspondence/1.md:5:1: no invoice 'X'"),
    "correction invoiced as an unknown one": ("corrections.yaml", "- {period: 2025-11, agreed: 2, billed: 1, invoiced_as: X}\n", "corrections.yaml:1:43: no invoice 'X'"),
    "exhibit proves an unknown line": ("evidence.yaml", "- {id: E01, file: evidence/a, title: a, proves: [INV-1#7]}\n", "evidence.yaml:1:41: no invoice or invoice#line 'INV-1#7' in this case (did you mean 'INV-1#1'?)"),
    "settlement by an unknown offer": ("settlement.yaml", "agreed: 2026-06-01\namount: 1\ndue: 2026-07-01\noffer: O2\n", "settlement.yaml:4:1: no offer 'O2' in this case (there is none yet)"),
    "unknown exhibit on a line": ("invoices/1.yaml", INVOICE.replace("tax: 19", "tax: 19, evidence: E09"), "no exhibit 'E09' in this case"),
    "unknown exhibit in a contact": ("correspondence/1.md", HEAD + "received: {on: 2026-05-02, evidence: E09}\n---\n", "correspondence/1.md:5:28: no exhibit 'E09'"),
    "unknown parent": ("evidence.yaml", "- {id: E01, file: evidence/a, title: a, parent: E02}\n", "evidence.yaml:1:41: no exhibit 'E02' in this case (did you mean 'E01'?)"),
    "unknown clause of a line": ("invoices/1.yaml", INVOICE.replace("tax: 19", "tax: 19, clause: fee"), "no clause of the contract 'fee' in this case (there is none yet)"),
    "unknown clause of a fee": ("case.yaml", "+contract: {clauses: {fee: {ref: 4}}, fees: [{every: month, amount: 1, from: 2025-01-01, clause: fees}]}\n", "no clause of the contract 'fees' in this case (did you mean 'fee'?)"),
}  # fmt: skip


@pytest.mark.parametrize("name", CONTRADICTIONS)
def test_contradiction_is_reported(name: str, problems: Problems) -> None:
    file, content, expected = CONTRADICTIONS[name]
    path = f"cases/a/{file}"
    found = problems({path: str(FILES[path]) + content[1:] if content[0] == "+" else content})
    assert any(expected in problem and problem.startswith(f"cases/a/{file.split('/')[0]}") for problem in found), found


@pytest.mark.parametrize("name", LOOSE)
def test_what_is_referred_to_and_not_there_is_a_weakness(
    name: str, loaded: Callable[[Mapping[str, str]], Case]
) -> None:
    file, content, expected = LOOSE[name]
    path = f"cases/a/{file}"
    found = loose_ends(loaded({path: str(FILES[path]) + content[1:] if content[0] == "+" else content}))
    assert any(expected in str(problem) for problem in found), found
    assert {problem.level for problem in found} == {"weakness"}


LADDERS = "ladders:\n  patient: [{step: letter, after_due: 5, channel: post, document: reminder}]\n"
DEBTOR = str(FILES["debtors/northwind.yaml"])


@pytest.mark.parametrize(
    ("workspace_too", "debtor", "expected"),
    [
        (LADDERS, "ladder: patent\n", "debtors/northwind.yaml:4:1: no ladder 'patent' under ladders in casefile.yaml (did you mean 'patient'?)"),
        ("", "ladder: patient\n", "debtors/northwind.yaml:4:1: no ladder 'patient' under ladders in casefile.yaml (there is none yet)"),
        ("", "follow_up: {without: [frist]}\n", "debtors/northwind.yaml:4:13: no step 'frist' in any ladder (did you mean 'first'?)"),
        (LADDERS, "follow_up: {without: [call, leter]}\n", "debtors/northwind.yaml:4:13: no step 'leter' in any ladder (did you mean 'letter'?)"),
    ],
)  # fmt: skip
def test_a_ladder_and_a_step_that_are_named_are_there(
    workspace_too: str, debtor: str, expected: str, problems: Problems
) -> None:
    files = {"casefile.yaml": f"{FILES['casefile.yaml']!s}{workspace_too}", "debtors/northwind.yaml": DEBTOR + debtor}
    assert problems(files) == [expected]


def test_a_unit_price_may_be_finer_than_the_currency(loaded: Callable[[Mapping[str, str]], Case]) -> None:
    case = loaded({"cases/a/invoices/1.yaml": INVOICE.replace("65.00", "0.0125")})
    assert str(case.invoices[0].lines[0].unit_price) == "0.0125"


def test_what_agrees_is_not_reported(loaded: Callable[[Mapping[str, str]], Case]) -> None:
    case = loaded(
        {
            "cases/a/case.yaml": CASE
            + "dispute: {reason: other}\nopened: 2026-05-01\nclosed: {on: 2026-05-01, outcome: paid}\ncontract:\n"
            "  clauses: {fee: {ref: 4}}\n  fees: [{every: month, amount: 1, from: 2025-01-01, clause: fee}]\n",
            "cases/a/invoices/2.yaml": CREDIT,
            "cases/a/evidence.yaml": "- {id: E01, file: evidence/a, title: a, proves: [INV-1, 'INV-1#1', CN-1]}\n"
            "- {id: E02, file: evidence/b, title: b, parent: E01, translation_of: E01}\n",
            "cases/a/payments.yaml": "- {date: 2026-05-01, amount: 1, invoice: INV-1, reversed: {on: 2026-05-01}, evidence: E01}\n",
            "cases/a/offers.yaml": "- {id: O1, date: 2026-05-01, by: us, kind: partial, amount: 1}\n",
            "cases/a/settlement.yaml": "agreed: 2026-06-01\namount: 1\noffer: O1\nschedule: {first: 2026-06-01, every: month, count: 1}\n"
            "adjustments: [{invoice: INV-1, line: 1, amount: -1, reason: x}]\n",
        }
    )
    assert [note.number for note in case.credit_notes] == ["CN-1"]
    assert loose_ends(case) == ()


def test_an_offer_may_name_its_first_day_beside_the_schedule(loaded: Callable[[Mapping[str, str]], Case]) -> None:
    offer = "- {id: O1, date: 2026-05-10, by: us, kind: instalments, amount: 2900.00, due: 2026-06-01,"
    case = loaded({"cases/a/offers.yaml": f"{offer} schedule: {{first: 2026-06-01, every: month, count: 3}}}}\n"})
    assert str(case.offers[0].due) == "2026-06-01"


FOREIGN_OR_NO_MONEY = {
    "Correction.tax", "Credit.limit", "EarlyPayment.percent", "FollowUp.from_amount", "Interest.cap",
    "Interest.rate", "LateFee.percent",
    "Adjustment.tax", "Line.base_quantity", "Line.quantity", "Line.tax", "Line.unit_price", "Original.amount", "Original.charges",
    "Original.rate", "WorkspaceFile.from_amount",
}  # fmt: skip
"""Percentages, quantities, prices that may be finer, and money of another currency than the case's."""


def test_every_amount_of_the_case_s_currency_is_held_to_its_decimals() -> None:
    found = {
        f"{model.__name__}.{name}"
        for model in Record.__subclasses__()
        if model.__module__.startswith("casefile.case.")
        for name, field in model.model_fields.items()
        if "Decimal" in str(field.annotation)
    }
    held = {f"{model.__name__}.{name}" for model, names in CASH.items() for name in names}
    assert found - held == FOREIGN_OR_NO_MONEY
    assert held <= found
