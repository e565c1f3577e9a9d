"""Fields that follow a standard's list or a checksum, and say so when they don't."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from casefile.case.model import Case
from tests.case.conftest import FILES, Problems, Write

Load = Callable[[Mapping[str, str | bytes]], Case]

CASE = str(FILES["cases/a/case.yaml"])
INVOICE = str(FILES["cases/a/invoices/1.yaml"])
EXHIBIT = "- {id: E01, file: evidence/a, title: a}\n"
HASH = "- {id: E01, file: evidence/a, title: a, sha256: "

REFUSED = {
    "currency": ("case.yaml", CASE.replace("EUR", "EURO"), "3:1: 'EURO' is no currency of ISO 4217: write three capital letters such as EUR"),
    "case id": ("case.yaml", CASE.replace("id: a", "id: a/b"), "1:1: 'a/b' is no case id: letters, digits, dots, dashes and underscores"),
    "language": ("case.yaml", CASE + "language: es\n", "5:1: 'es' is not one of en, fr, pl, ru, de"),
    "law": ("case.yaml", CASE + "contract: {law: GERMANY}\n", "'GERMANY' is no governing law: write a country, or one with its part, such as DE or GB-ENG"),
    "law's part": ("case.yaml", CASE + "contract: {law: US-newyork}\n", "'US-newyork' is no governing law"),
    "country": ("case.yaml", CASE + "creditor: {name: x, address: {country: UK}}\n", "'UK' is no country of ISO 3166: write two capital letters such as DE"),
    "iban": ("case.yaml", CASE + "creditor: {name: x, bank: {iban: GB34BUKB20201555555555}}\n", "the check digits of IBAN 'GB34BUKB20201555555555' are wrong: compare it with the bank's letter"),
    "routing": ("case.yaml", CASE + "creditor: {name: x, bank: {account: '12', routing: '021000022'}}\n", "'021000022' is no routing number (ABA): nine digits, whose check digit is the last"),
    "no iban": ("case.yaml", CASE + "creditor: {name: x, bank: {iban: '12345'}}\n", "'12345' is no IBAN: two letters, two digits, then the account"),
    "russian key": ("case.yaml", CASE + "creditor: {name: x, bank: {bic: '044525225', account: '40702810138250123018'}}\n", "5:21: account '40702810138250123018' does not belong to BIC 044525225: compare both with the bank's letter"),
    "exhibit id": ("evidence.yaml", EXHIBIT.replace("E01", "e1"), "'e1' is no exhibit id: write E and digits, such as E07"),
    "exhibit's file": ("evidence.yaml", EXHIBIT.replace("evidence/a", "scans/a"), "an exhibit's file lies in evidence/: write evidence/NAME"),
    "exhibit's file outside": ("evidence.yaml", EXHIBIT.replace("evidence/a", "evidence/../../x"), "an exhibit's file lies in evidence/"),
    "hash": ("evidence.yaml", HASH + "9f86}\n", "this is no SHA-256: 64 hexadecimal digits; run casefile verify --record"),
    "hash with other letters": ("evidence.yaml", HASH + "G" * 64 + "}\n", "this is no SHA-256"),
    "late fee twice": ("invoices/1.yaml", INVOICE + "late_fee: {amount: 1, percent: 2}\n", "6:1: a late fee is either an amount or a percentage: give one of the two"),
    "late fee empty": ("invoices/1.yaml", INVOICE + "late_fee: {}\n", "a late fee is either an amount or a percentage"),
    "no lines": ("invoices/1.yaml", INVOICE.partition("lines:")[0] + "lines: []\n", "4:1: "),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_refused(name: str, problems: Problems) -> None:
    file, content, expected = REFUSED[name]
    found = problems({f"cases/a/{file}": content})
    assert any(expected in problem for problem in found), found


@pytest.mark.parametrize("law", ["DE", "GB-ENG", "US-NY"])
def test_laws(law: str, opened: Write) -> None:
    from casefile.case import folder

    case = folder.load(opened({"cases/a/case.yaml": CASE + f"contract: {{law: {law}}}\n"}), "a")
    assert case.contract.law == law


def test_an_iban_may_be_written_in_groups(opened: Write) -> None:
    from casefile.case import folder

    more = CASE + "creditor: {name: x, bank: {iban: GB33 BUKB 2020 1555 5555 55}}\nlate: x\n".replace("late: x\n", "")
    case = folder.load(opened({"cases/a/case.yaml": more}), "a")
    assert case.creditor.bank is not None
    assert case.creditor.bank.iban == "GB33BUKB20201555555555"
    late = INVOICE + "late_fee: {percent: 2}\n"
    assert folder.load(opened({"cases/a/invoices/1.yaml": late}), "a").bills[0].late_fee is not None


def test_a_routing_number_is_kept_as_it_is_written(loaded: Load) -> None:
    bank = "creditor: {name: x, bank: {account: '12', routing: '021000021'}}\n"
    case = loaded({"cases/a/case.yaml": CASE + bank})
    assert case.creditor.bank is not None
    assert case.creditor.bank.routing == "021000021"
