"""A workspace with one case, and `casefile(…)`, which runs a command in this process as `main` would."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import pytest

from casefile.cli import boundary
from casefile.cli.password import VARIABLE
from tests.post_office import PASSWORD, PostOffice, post_office

FILES: Mapping[str, str | bytes] = {
    "casefile.yaml": """\
creditor:
  name: Studio Halvorsen Ltd
  address: {lines: [14 Wharf Road], postcode: N1 7RW, city: London, country: GB}
  email: accounts@studio-halvorsen.example
  bank: {iban: GB33BUKB20201555555555, bic: BUKBGB22, name: Barclays}
  tax_ids: {vat: GB123456789}
""",
    "cases/2026-014-northwind/case.yaml": """\
id: 2026-014-northwind
title: Website rebuild for Northwind Trading
currency: EUR
debtor:
  name: Northwind Trading GmbH
  address: {lines: [Kaistraße 5], postcode: "20457", city: Hamburg, country: DE}
  tax_ids: {vat: DE123456789}
contract: {form: written, date: 2026-01-12, evidence: E01, clauses: {payment: {ref: § 5, text: Within 14 days.}}}
interest: {regime: de}
""",
    "cases/2026-014-northwind/invoices/INV-1043.yaml": """\
number: INV-1043
issued: 2026-03-31
due: 2026-04-14
received: 2026-04-01
lines:
  - id: "1"
    description: Front-end build
    quantity: 42
    unit: h
    unit_price: 65.00
    tax: 19
    evidence: E01
    dispute: {amount: 400.00, reason: overcharged, response: The time sheet shows 42.}
    delivered: 2026-03-20
""",
    "cases/2026-014-northwind/payments.yaml": """\
- date: 2026-05-06
  amount: 1000.00
""",
    "cases/2026-014-northwind/evidence.yaml": """\
- id: E01
  file: evidence/E01-agreement.txt
  title: Services agreement
  kind: acceptance
  sha256: 5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03
""",
    "cases/2026-014-northwind/evidence/E01-agreement.txt": "hello\n",
}
"""The case of the format's own example: 2 438.08 EUR are owed on 21 November 2026."""

CASE = "2026-014-northwind"
FOLDER = f"cases/{CASE}"


@dataclass(frozen=True)
class Result:
    """What a command left: its exit code and what it wrote."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output as the one JSON document that it has to be."""
        return json.loads(self.out)


class Casefile(Protocol):
    """Runs a command."""

    def __call__(self, *arguments: object) -> Result: ...


@pytest.fixture
def casefile(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Casefile:
    """`casefile("owed", "northwind")` runs the command with the test's folder as the current one."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: object) -> Result:
        capsys.readouterr()
        code = boundary.run([str(argument) for argument in arguments])
        written = capsys.readouterr()
        return Result(code, written.out, written.err)

    return run


@pytest.fixture
def northwind(workspace: Callable[[Mapping[str, str | bytes]], Path]) -> Path:
    """The workspace with the one case, as files."""
    return workspace(FILES)


CONFIG = "smtp: {host: localhost, port: %d, user: accounts, from: mail@studio-halvorsen.example}\n"


@pytest.fixture
def office(
    northwind: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Iterator[PostOffice]:
    """A mail server, and a debtor with an e-mail address."""
    case, folder = northwind / FOLDER / "case.yaml", tmp_path_factory.mktemp("server")
    case.write_text(case.read_text().replace("  tax_ids:", "  email: ap@northwind.example\n  tax_ids:"))
    with post_office(folder) as found:
        with (northwind / "casefile.yaml").open("a") as config:
            config.write(CONFIG % found.port)
        monkeypatch.setenv("SSL_CERT_FILE", str(folder / "authority.pem"))
        monkeypatch.setenv(VARIABLE, PASSWORD)
        yield found
