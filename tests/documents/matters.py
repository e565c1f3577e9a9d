"""Cases for the tests of this room: the samples of the repository, and small ones written out in a test."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from casefile.case import folder
from casefile.case.model import Case
from casefile.case.workspace import open_workspace
from casefile.claim.model import Claim
from casefile.claim.owed import owed
from casefile.claim.regimes import Regimes
from casefile.documents.compose import applies, compose
from casefile.documents.kinds import KINDS
from casefile.documents.matter import Matter
from casefile.render import markdown_text
from casefile.render.sheet import Sheet

ROOT = Path(__file__).resolve().parents[2]
TODAY = date(2026, 9, 1)
SAMPLES = ("2026-003-kestrel", "2026-014-northwind", "2026-017-morgenrot", "2026-022-brightwell")
NOT_MADE = {
    ("settlement", "2026-014-northwind"),
    ("settlement", "2026-017-morgenrot"),
    ("demand", "2026-022-brightwell"),
    ("summary", "2026-022-brightwell"),
    ("brief", "2026-022-brightwell"),
    ("options", "2026-022-brightwell"),
    ("call-sheet", "2026-022-brightwell"),
    ("call-sheet", "2026-014-northwind"),
    ("call-sheet", "2026-017-morgenrot"),
}
LETTERS = [
    (case, kind, step)
    for case, steps in {
        "2026-003-kestrel": ("first", "second", "final"),
        "2026-014-northwind": ("first", "second", "final"),
        "2026-017-morgenrot": ("first", "second", "final"),
        "2026-022-brightwell": ("upcoming",),
    }.items()
    for kind in KINDS
    if (kind, case) not in NOT_MADE
    for step in (steps if kind == "reminder" else ("",))
]
"""Every document that applies to a sample case on that day."""

ASKED = [
    ("2026-022-brightwell", "summary", ""),
    ("2026-022-brightwell", "brief", ""),
    ("2026-022-brightwell", "options", ""),
    ("2026-022-brightwell", "call-sheet", ""),
    ("2026-014-northwind", "call-sheet", ""),
    ("2026-017-morgenrot", "call-sheet", ""),
]
"""What is not made of a sample case by itself, and can be asked for."""

WORKSPACE = """\
creditor:
  name: Halvorsen
  address: {lines: [14 Wharf Road], postcode: N1 7RW, city: London, country: GB}
  email: accounts@halvorsen.example
  bank: {iban: GB33BUKB20201555555555, bic: BUKBGB22, name: Barclays}
signatory: {name: Ines Halvorsen, role: Director}
"""
CASE = """\
id: a
title: Website
currency: EUR
debtor:
  name: Northwind GmbH
  address: {lines: [Speicherstraße 41], postcode: "20457", city: Hamburg, country: DE}
contract: {title: Services agreement, form: written, date: 2026-01-12, law: DE}
interest: {regime: de}
"""
INVOICE = """\
number: INV-1
issued: 2026-03-31
due: 2026-04-14
lines: [{id: "1", description: Front end, quantity: 42, unit: h, unit_price: 65.00, tax: 19}]
"""
FILES = {"casefile.yaml": WORKSPACE, "cases/a/case.yaml": CASE, "cases/a/invoices/1.yaml": INVOICE}


@cache
def sample(case_id: str) -> Case:
    """A sample case of the repository."""
    return folder.load(open_workspace(ROOT), case_id)


def written(root: Path, files: Mapping[str, str]) -> Case:
    """The case `a` of a workspace of FILES with these in place of, or beside, its own."""
    for name, text in {**FILES, **files}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder.load(open_workspace(root), "a")


def noted(text: str = "", **head: str) -> str:
    """A contact's note; a key of its head may end with an underscore."""
    keys = "".join(f"{key.rstrip('_')}: {value}\n" for key, value in head.items())
    return f"---\n{keys}---\n{text}\n"


def whole(case: Case, as_of: date = TODAY) -> Matter:
    """The case as we and our counsel see it."""
    return Matter(case, claim(case, as_of), case)


def claim(case: Case, as_of: date = TODAY) -> Claim:
    """What is owed in a case."""
    return owed(case, as_of, Regimes())


def sheet(kind: str, case: Case, as_of: date = TODAY, **choices: Any) -> Sheet:
    """A document of one case, in English."""
    return compose(kind, [case], [claim(case, as_of)], as_of, **{"language": "en", **choices})


def said(kind: str, case: Case, as_of: date = TODAY, **choices: Any) -> str:
    """What a document says, as Markdown text, no-break spaces as spaces."""
    return markdown_text.draw(sheet(kind, case, as_of, **choices)).replace("\u00a0", " ")


def made(kind: str, case: Case, as_of: date = TODAY) -> tuple[str, ...]:
    """The steps of a kind that are made for a case."""
    return applies(kind, case, claim(case, as_of), as_of)
