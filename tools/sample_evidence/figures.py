"""What the cases' YAML says, and what an invoice comes to. Sums in the evidence come from here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from casefile.case.folder import load
from casefile.case.workspace import open_workspace
from casefile.claim.model import Claim
from casefile.claim.owed import owed
from casefile.claim.regimes import bundled
from casefile.money import round_half_up

ROOT = Path(__file__).resolve().parents[2]
CASES = ROOT / "cases"
Table = Mapping[str, Any]


def read(path: Path) -> Any:
    """A YAML file with every scalar as the text that stands in it."""
    return yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506 - BaseLoader makes text only


def register(case_id: str) -> dict[str, Path]:
    """Exhibit id -> its path inside the case folder."""
    return {row["id"]: Path(row["file"]) for row in read(CASES / case_id / "evidence.yaml")}


def invoice(case_id: str, number: str) -> Table:
    """An invoice as written down."""
    found: Table = read(CASES / case_id / "invoices" / f"{number}.yaml")
    return found


def debtor(name: str) -> Table:
    """A party of debtors/."""
    found: Table = read(ROOT / "debtors" / f"{name}.yaml")
    return found


def standing(case_id: str, day: str) -> Claim:
    """What is owed on a day, for letters that name it."""
    return owed(load(open_workspace(ROOT), case_id), date.fromisoformat(day), bundled())


@dataclass(frozen=True, slots=True)
class Figures:
    """An invoice added up: line amounts in order, then (rate, base, tax) for each rate, net, and what is to be paid."""

    lines: tuple[Decimal, ...]
    taxes: tuple[tuple[Decimal, Decimal, Decimal], ...]
    total: Decimal
    payable: Decimal


def figures(bill: Table) -> Figures:
    """Adds up an invoice; tax a rate, as EN 16931 does; with gross prices the tax is taken out."""
    lines = tuple(_line(line) for line in bill["lines"])
    bases: dict[Decimal, Decimal] = {}
    for amount, rate in [*zip(lines, (_rate(line) for line in bill["lines"]), strict=True), *_extras(bill)]:
        bases[rate] = bases.get(rate, Decimal(0)) + amount
    gross = bill.get("prices") == "gross"
    taxes = tuple((rate, base, _tax(rate, base, gross)) for rate, base in sorted(bases.items(), reverse=True))
    total = sum(bases.values(), Decimal(0)) + (Decimal(0) if gross else sum((tax for *_, tax in taxes), Decimal(0)))
    total += Decimal(bill.get("rounding", "0"))
    return Figures(lines, taxes, total, total - Decimal(bill.get("prepaid", "0")))


def _line(line: Table) -> Decimal:
    price = Decimal(line.get("quantity", "1")) * Decimal(line["unit_price"]) / Decimal(line.get("base_quantity", "1"))
    return round_half_up(price - Decimal(line.get("discount", "0")), 2)


def _rate(line: Table) -> Decimal:
    return Decimal(line.get("tax", "0"))


def _extras(bill: Table) -> list[tuple[Decimal, Decimal]]:
    charges = [(Decimal(row["amount"]), _rate(row)) for row in bill.get("charges", ())]
    return charges + [(-Decimal(row["amount"]), _rate(row)) for row in bill.get("allowances", ())]


def _tax(rate: Decimal, base: Decimal, gross: bool) -> Decimal:
    return round_half_up(base * rate / (100 + rate if gross else Decimal(100)), 2)
