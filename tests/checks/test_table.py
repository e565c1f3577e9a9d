"""Each check has a case that fails it, and a case that is in order passes them all."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest

from casefile.case import custody, folder
from casefile.case.workspace import open_workspace
from casefile.checks.matter import Matter
from casefile.checks.table import CHECKS, findings
from casefile.claim.owed import owed
from casefile.claim.regimes import bundled
from casefile.errors import Problem

AGREEMENT = b"We agree.\n"
HASH = hashlib.sha256(AGREEMENT).hexdigest()

CREDITOR = "creditor:\n  name: A Ltd\n  address: {lines: [14 Wharf Road], city: London, country: GB}\n"
GOOD: Mapping[str, str | bytes] = {
    "casefile.yaml": CREDITOR + "  bank: {iban: GB33BUKB20201555555555}\n",
    "cases/a/case.yaml": """\
id: a
title: T
currency: EUR
debtor: {name: B GmbH, address: {lines: [Kaistraße 5], city: Hamburg, country: DE}, tax_ids: {vat: DE1}}
contract: {form: written, evidence: E01, clauses: {payment: {ref: § 5}}}
interest: {regime: de}
""",
    "cases/a/invoices/1.yaml": """\
number: R1
issued: 2026-03-31
due: 2026-04-14
received: 2026-04-01
stated_total: 100.00
lines:
  - {id: 1, description: Design, unit_price: 100.00, evidence: E01}
""",
    "cases/a/evidence.yaml": f"- {{id: E01, file: evidence/E01.txt, title: Agreement, kind: contract, sha256: {HASH}}}\n",
    "cases/a/evidence/E01.txt": AGREEMENT,
}

Changes = Mapping[str, str | bytes | tuple[str, str] | None]
Find = Callable[..., tuple[Problem, ...]]


@pytest.fixture
def find(workspace: Callable[[Mapping[str, str | bytes]], Path]) -> Find:
    """What the checks find in the good case after changes: a text, what replaces what in it, or None to take it away."""

    def run(changes: Changes, day: str = "2026-09-01") -> tuple[Problem, ...]:
        files = dict(GOOD)
        for name, change in changes.items():
            path = name if name == "casefile.yaml" else f"cases/a/{name}"
            if change is None:
                del files[path]
            elif isinstance(change, tuple):
                before = str(files[path])
                assert change[0] in before, change
                files[path] = before.replace(*change)
            else:
                files[path] = change
        opened = open_workspace(workspace(files))
        case = folder.load(opened, "a")
        claim = owed(case, date.fromisoformat(day), bundled())
        return findings(Matter(case, claim, custody.verify(opened, case)))

    return run


def more(text: str) -> tuple[str, str]:
    """Lines at the end of case.yaml."""
    return ("interest: {regime: de}\n", f"interest: {{regime: de}}\n{text}")


def note(head: str, text: str = "", day: str = "2026-05-01", direction: str = "out") -> str:
    return f"---\ndate: {day}\ndirection: {direction}\nchannel: email\n{head}---\n{text}"


TWO = "- {date: 2026-05-01, amount: 5.00, reference: R1}\n" * 2
MAIL = "From: jo@lane-law.example\nTo: a@a.example\nDate: Fri, 1 May 2026 10:00:00 +0000\nSubject: Advice\n\nSettle.\n"
OURS: Changes = {"casefile.yaml": ("  bank:", "  email: a@a.example\n  bank:")}
HOLDING = (
    b"From: b@b.example\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n"
    b"--x\nContent-Type: text/plain\nContent-Disposition: attachment; filename=a.txt\n"
    b"Content-Transfer-Encoding: base64\n\n" + base64.b64encode(AGREEMENT) + b"\n--x--\n"
)
PAID = "- {date: 2026-05-01, amount: 1.00, evidence: E02}\n"


def row(name: str, suffix: str, content: bytes) -> str:
    """A row of the register, left open for more keys."""
    return f"- {{id: {name}, file: evidence/{name}.{suffix}, title: B, sha256: {hashlib.sha256(content).hexdigest()}"


def private(text: str, suffix: str = "eml", keys: str = "") -> dict[str, str | bytes | tuple[str, str] | None]:
    """An exhibit E02 that is kept back."""
    registered = f"sha256: {HASH}}}\n{row('E02', suffix, text.encode())}, privilege: internal{keys}}}\n"
    return {"evidence.yaml": (f"sha256: {HASH}}}\n", registered), f"evidence/E02.{suffix}": text.encode()}


DATES = "issued: 2026-03-31\ndue: 2026-04-14\nreceived: 2026-04-01"
OLD: Changes = {"invoices/1.yaml": (DATES, DATES.replace("2026", "2022"))}
CASES: tuple[tuple[str, str, Changes, str], ...] = (
    ("limitation", "a claim that is barred by time", OLD, "invoices/1.yaml:3"),
    ("changed-file", "a file that was touched", {"evidence/E01.txt": b"We agreed.\n"}, "evidence.yaml:1"),
    ("missing-file", "a file that is gone", {"evidence/E01.txt": None}, "evidence.yaml:1"),
    ("marked-open", "a label that was not heeded",
     {"correspondence/n.md": note("subject: WITHOUT PREJUDICE\n", "We offer.")}, "correspondence/n.md:1"),
    ("marked-open", "the label in the text", {"correspondence/n.md": note("", "Without prejudice, we offer.")}, "correspondence/n.md:1"),
    ("names-withheld", "an open letter that encloses what is kept back",
     {**private("x", "txt"), "correspondence/n.md": note("privilege: open\nevidence: [E02]\n")}, "correspondence/n.md:1"),
    ("same-as-withheld", "a mail that is kept back as an exhibit",
     {**private(MAIL), **OURS, "correspondence/n.eml": MAIL, "payments.yaml": PAID}, "correspondence/n.eml:1"),
    ("counsel-mail", "a mail with counsel", {"case.yaml": more("attorney: {name: Jo, email: jo@lane-law.example}\n"), **OURS,
     "correspondence/n.eml": MAIL}, "correspondence/n.eml:1"),
    ("native-withheld", "a mail with something that is kept back",
     {**private(AGREEMENT.decode(), "txt"), "payments.yaml": PAID + "- {date: 2026-05-02, amount: 2.00, evidence: E03}\n",
      "evidence/E03.eml": HOLDING, "evidence.yaml": (f"sha256: {HASH}}}\n", f"sha256: {HASH}}}\n{row('E02', 'txt', AGREEMENT)}, privilege: internal}}\n{row('E03', 'eml', HOLDING)}}}\n")},
     "evidence.yaml:3"),
    ("native-withheld", "a file that others belong to, one of them kept back",
     {**private("x", "txt", ", parent: E01")}, "evidence.yaml:1"),
    ("reference", "an exhibit that is not there", {"payments.yaml": "- {date: 2026-05-01, amount: 1.00, evidence: E09}\n"}, "payments.yaml:1"),
    ("insolvency", "an insolvent debtor", {"case.yaml": more("insolvency: {opened: 2026-08-01, file_by: 2026-08-15}\n")}, "case.yaml:7"),
    ("no-contract", "nothing on what was agreed",
     {"case.yaml": ("contract: {form: written, evidence: E01, clauses: {payment: {ref: § 5}}}\n", "")}, "case.yaml:1"),
    ("no-contract", "an agreement without a copy", {"case.yaml": ("written, evidence: E01", "emails")}, "case.yaml:5"),
    ("no-contract", "an oral agreement without its words", {"case.yaml": ("form: written", "form: oral")}, "case.yaml:5"),
    ("stated-total", "a total that is not the sum", {"invoices/1.yaml": ("stated_total: 100.00", "stated_total: 100.10")}, "invoices/1.yaml:5"),
    ("default-notice", "a missed settlement in silence", {"settlement.yaml": "agreed: 2026-05-01\namount: 80.00\ndue: 2026-05-15\n"}, "settlement.yaml:1"),
    ("settlement", "an accepted offer and no settlement",
     {"offers.yaml": "- {id: O1, date: 2026-05-01, by: us, kind: discount, amount: 90.00, status: accepted}\n"}, "offers.yaml:1"),
    ("line-without-proof", "a line that nothing proves", {"invoices/1.yaml": (", evidence: E01", "")}, "invoices/1.yaml:7"),
    ("line-without-proof", "a line with the invoice for proof", {"evidence.yaml": ("kind: contract", "kind: invoice")}, "invoices/1.yaml:7"),
    ("unanswered", "a contested line without an answer",
     {"invoices/1.yaml": ("evidence: E01", "evidence: E01, dispute: {reason: quality}")}, "invoices/1.yaml:7"),
    ("unanswered", "a contested claim without an answer", {"case.yaml": more("dispute: {reason: quality}\n")}, "case.yaml:7"),
    ("no-arrival", "an invoice that may never have come", {"invoices/1.yaml": ("received: 2026-04-01\n", "")}, "invoices/1.yaml:1"),
    ("no-arrival", "an invoice of which a letter came back only",
     {"invoices/1.yaml": ("received: 2026-04-01\n", ""),
      "correspondence/n.md": note("invoices: [R1]\nproof: RR 1\nreceived: {on: 2026-05-09, returned: true}\n")}, "invoices/1.yaml:1"),
    ("no-arrival", "a demand that may never have come", {"correspondence/d.md": note("step: demand\n")}, "correspondence/d.md:1"),
    ("no-payment-clause", "an agreed date that no clause shows", {"case.yaml": (", clauses: {payment: {ref: § 5}}", "")}, "case.yaml:5"),
    ("promise-lapsed", "a promise nobody came back to",
     {"correspondence/n.md": note("promise: {on: 2026-05-10}\n", direction="in")}, "correspondence/n.md:1"),
    ("too-early", "a reminder before the due date", {"correspondence/n.md": note("step: first\n", day="2026-04-14")}, "correspondence/n.md:1"),
    ("prepayment", "a payment before its invoice", {"payments.yaml": "- {date: 2026-03-30, amount: 10.00}\n"}, "payments.yaml:1"),
    ("debtor-unclear", "a debtor without an address", {"case.yaml": ("lines: [Kaistraße 5], ", "")}, "case.yaml:4"),
    ("debtor-unclear", "a company without a number", {"case.yaml": (", tax_ids: {vat: DE1}", "")}, "case.yaml:4"),
    ("no-account", "nowhere to pay to", {"casefile.yaml": CREDITOR}, "casefile.yaml:2"),
    ("placeholder", "a debtor that nobody named", {"case.yaml": ("name: B GmbH", "name: Name of the debtor")}, "case.yaml:4"),
    ("placeholder", "a creditor that nobody named", {"casefile.yaml": ("name: A Ltd", "name: Your name or company")}, "casefile.yaml:2"),
    ("creditor-unclear", "a creditor without an address",
     {"casefile.yaml": ("  address: {lines: [14 Wharf Road], city: London, country: GB}\n", "")}, "casefile.yaml:2"),
    ("no-invoice", "a case without an invoice", {"invoices/1.yaml": None}, "case.yaml:1"),
    ("twice", "the same payment twice", {"payments.yaml": TWO}, "payments.yaml:2"),
    ("twice", "the same cost twice", {"case.yaml": ("interest: {regime: de}\n", "interest: {regime: contract, rate: 5}\ncosts:\n" + "- {date: 2026-05-01, amount: 5.00, what: Letter}\n" * 2)}, "case.yaml:9"),
    ("costs-compensation", "costs beside the lump sum", {"case.yaml": more("costs: [{date: 2026-05-01, amount: 5.00, what: Letter}]\n")}, "case.yaml:7"),
    ("overpaid", "more than the invoice", {"payments.yaml": "- {date: 2026-05-01, amount: 1000.00}\n"}, "payments.yaml:1"),
    ("not-registered", "a file nobody registered", {"evidence/loose.txt": "x"}, "evidence/loose.txt:1"),
    ("no-hash", "a row without a hash", {"evidence.yaml": (f", sha256: {HASH}", "")}, "evidence.yaml:1"),
    ("unused-exhibit", "an exhibit for nothing",
     {"evidence.yaml": (f"sha256: {HASH}}}\n", f"sha256: {HASH}}}\n- {{id: E02, file: evidence/E02.txt, title: B, sha256: {HASH}}}\n"),
      "evidence/E02.txt": AGREEMENT}, "evidence.yaml:2"),
    ("retain-until", "kept for too long", {"case.yaml": more("retain_until: 2026-08-31\n")}, "case.yaml:7"),
)  # fmt: skip


def test_a_good_case_passes_every_check(find: Find) -> None:
    assert find({}) == ()


@pytest.mark.parametrize(("rule", "what", "changes", "place"), CASES, ids=[f"{c[0]}: {c[1]}" for c in CASES])
def test_a_case_that_fails_it(rule: str, what: str, changes: Changes, place: str, find: Find) -> None:
    found = find(changes)
    assert [problem.rule for problem in found] == [rule]
    assert str(found[0].source).removeprefix("cases/a/").startswith(f"{place}:")
    assert found[0].level == ("error" if rule in ("changed-file", "missing-file") else "weakness")
    assert found[0].hint


HARMLESS: tuple[tuple[str, Changes], ...] = (
    ("two payments that say how they differ", {"payments.yaml": TWO.replace("R1", "first", 1)}),
    ("more than the invoice, paid back", {"payments.yaml": "- {date: 2026-04-01, amount: 150.00}\n- {date: 2026-04-02, amount: 50.00, kind: refund}\n"}),
    ("reserving rights", {"correspondence/n.md": note("", "This is without prejudice to our other claims.")}),
    ("an offer kept as one", {"correspondence/n.md": note("privilege: without-prejudice\n", "Without prejudice")}),
    ("open on purpose", {"correspondence/n.md": note("privilege: open\n", "Without prejudice")}),
    ("a payment shows arrival", {"invoices/1.yaml": ("received: 2026-04-01\n", ""), "payments.yaml": "- {date: 2026-05-01, amount: 1.00, invoice: R1}\n"}),
    ("an answer shows arrival", {"invoices/1.yaml": ("received: 2026-04-01\n", ""), "correspondence/n.md": note("invoices: [R1]\n", direction="in")}),
    ("a demand with a tracking number", {"correspondence/d.md": note("step: demand\nproof: RR 1\n")}),
    ("an announcement before the due date", {"correspondence/n.md": note("step: upcoming\n", day="2026-04-07")}),
    ("a promise kept", {"correspondence/n.md": note("promise: {on: 2026-05-10}\n", direction="in"), "payments.yaml": "- {date: 2026-05-10, amount: 1.00}\n"}),
    ("a promise followed up", {"correspondence/n.md": note("promise: {on: 2026-05-10}\n", direction="in"), "correspondence/o.md": note("", day="2026-05-11")}),
    ("an objection that was settled", {"case.yaml": more("dispute: {reason: quality, resolved: {on: 2026-05-01, outcome: rejected}}\n")}),
    ("an oral agreement with its words", {"case.yaml": ("form: written", 'form: oral, made: {words: "Do it."}')}),
    ("an exhibit linked from the register", {"invoices/1.yaml": (", evidence: E01", ""), "evidence.yaml": ("kind: contract", 'kind: contract, proves: ["R1#1"]')}),
    ("a person needs no number", {"case.yaml": ("tax_ids: {vat: DE1}", "natural: true")}),
    ("a page to pay on", {"casefile.yaml": CREDITOR + "  pay_url: https://pay.example/a\n"}),
)  # fmt: skip


@pytest.mark.parametrize(("what", "changes"), HARMLESS, ids=[what for what, _ in HARMLESS])
def test_what_is_in_order(what: str, changes: Changes, find: Find) -> None:
    assert find(changes) == ()


def test_every_check_has_its_reason_and_a_case_that_fails_it() -> None:
    assert all(len((check.__doc__ or "").split()) > 15 for check in CHECKS)
    assert len({rule for rule, *_ in CASES} - CLAIMS) == len(CHECKS) - 1


CLAIMS = {"stated-total", "settlement", "prepayment"}  # found with the claim, and handed on by one row


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2025-06-29", None),
        ("2025-06-30", "can be sued for only until"),
        ("2025-12-31", "can be sued for only until"),
        ("2026-01-01", "is time-barred: the last day was"),
    ],
)
def test_six_months_before_a_claim_is_barred_it_is_a_weakness(day: str, said: str | None, find: Find) -> None:
    found = [problem.message for problem in find(OLD, day)]
    words = f"R1 {said} 2025-12-31 (German law, BGB §§ 195, 199(1); to be confirmed by counsel)"
    assert found == ([words] if said else [])


def test_what_was_kept_back_has_a_day_of_its_own(find: Find) -> None:
    kept = str(GOOD["cases/a/invoices/1.yaml"]).replace("2026", "2021")
    kept += "retention: {amount: 10.00, release: 2022-05-01}\n"
    found = [problem.message.partition(" (")[0] for problem in find({"invoices/1.yaml": kept}, "2025-12-01")]
    assert found == [
        "R1 is time-barred: the last day was 2024-12-31",
        "what was kept back of R1 can be sued for only until 2025-12-31",
    ]


def test_errors_come_before_weaknesses_and_graver_ones_first(find: Find) -> None:
    changes: Changes = {
        "case.yaml": more("retain_until: 2026-08-31\ndispute: {reason: quality}\n"),
        "evidence/loose.txt": "x",
        "evidence/E01.txt": b"other",
    }
    rules = [problem.rule for problem in find(changes)]
    assert rules == ["changed-file", "unanswered", "not-registered", "retain-until"]
