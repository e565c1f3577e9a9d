"""Cases for the tests of this room: the samples of the repository, and small ones written out in a test."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
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
ONLY: Mapping[str, tuple[str, ...]] = {
    "scott-schedule": ("2026-003-kestrel", "2026-014-northwind", "2026-022-brightwell"),
    "settlement": ("2026-003-kestrel", "2026-022-brightwell"),
    "demand": ("2026-003-kestrel", "2026-014-northwind", "2026-017-morgenrot"),
    "offer": ("2026-014-northwind",),
    "default-notice": ("2026-003-kestrel",),
    "receipt": (),  # every payment was followed by a letter
    "dispute-reply": ("2026-014-northwind",),
    "correction": (),
    "check-in": (),
    "terms": (),
    "summary": ("2026-003-kestrel", "2026-014-northwind", "2026-017-morgenrot"),
    "brief": ("2026-003-kestrel", "2026-014-northwind", "2026-017-morgenrot"),
    "options": ("2026-003-kestrel", "2026-014-northwind", "2026-017-morgenrot"),
    "call-sheet": ("2026-003-kestrel",),
    "review": (),  # none is closed yet
    "aging": (),  # over all cases, and asked for
}
"""The sample cases that a kind applies to on that day, where it is not all of them."""
LETTERS = [
    (case, kind, step)
    for case, steps in {
        "2026-003-kestrel": ("first", "second", "final"),
        "2026-014-northwind": ("first", "second", "final"),
        "2026-017-morgenrot": ("first", "second", "final"),
        "2026-022-brightwell": ("upcoming",),
    }.items()
    for kind in KINDS
    for step in (steps if kind == "reminder" else ("",))
    if case in ONLY.get(kind, SAMPLES)
]
"""Every document that applies to a sample case on that day."""
ASKED = [
    ("2026-003-kestrel", "dispute-reply", "", TODAY),
    ("2026-022-brightwell", "dispute-reply", "", date(2026, 7, 28)),
    ("2026-022-brightwell", "correction", "", date(2026, 7, 6)),
    ("2026-014-northwind", "check-in", "", date(2026, 4, 2)),
    ("2026-017-morgenrot", "check-in", "", date(2026, 5, 14)),
    ("2026-022-brightwell", "check-in", "", date(2026, 7, 1)),
    ("2026-003-kestrel", "terms", "", TODAY),
    ("2026-014-northwind", "terms", "", TODAY),
    ("2026-017-morgenrot", "terms", "", TODAY),
    ("2026-022-brightwell", "terms", "", date(2026, 10, 5)),
    ("2026-014-northwind", "receipt", "", TODAY),
    ("2026-022-brightwell", "receipt", "", TODAY),
    ("2026-022-brightwell", "summary", "", TODAY),
    ("2026-022-brightwell", "brief", "", TODAY),
    ("2026-022-brightwell", "options", "", TODAY),
    ("2026-022-brightwell", "call-sheet", "", TODAY),
    ("2026-014-northwind", "call-sheet", "", TODAY),
    ("2026-017-morgenrot", "call-sheet", "", TODAY),
    ("2026-022-brightwell", "review", "", date(2026, 10, 5)),
    ("2026-003-kestrel", "review", "", TODAY),
    ("2026-014-northwind", "aging", "", TODAY),
    ("2026-022-brightwell", "aging", "", TODAY),
]
"""Documents that a sample case gives when they are asked for, on the day that makes sense."""
DATED = [(*row, TODAY) for row in LETTERS] + ASKED

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
OFFER = "- {id: O1, date: 2026-05-10, by: us, kind: discount, amount: 1.00, due: 2026-12-01}\n"
DISPUTE = "dispute: {raised: 2026-04-20, reason: quality, response: It works.}\n"
PAYMENT = "- {date: 2026-05-06, amount: 1.00}\n"
SETTLEMENT = "agreed: 2026-06-01\namount: 2.00\nschedule: {first: 2026-06-15, every: month, count: 2}\n"
FILES = {"casefile.yaml": WORKSPACE, "cases/a/case.yaml": CASE, "cases/a/invoices/1.yaml": INVOICE}
MORE: Mapping[str, Mapping[str, str]] = {
    "scott-schedule": {"cases/a/case.yaml": DISPUTE},
    "offer": {"cases/a/offers.yaml": OFFER},
    "receipt": {"cases/a/payments.yaml": PAYMENT},
    "settlement": {"cases/a/settlement.yaml": SETTLEMENT},
    "default-notice": {"cases/a/settlement.yaml": SETTLEMENT},
    "dispute-reply": {"cases/a/case.yaml": DISPUTE},
    "correction": {"cases/a/corrections.yaml": "- {period: 2026-05, agreed: 1200.00, billed: 600.00, tax: 19}\n"},
    "check-in": {
        "cases/a/invoices/2.yaml": "number: INV-2\nissued: 2026-08-28\ndue: 2026-09-11\n"
        'lines: [{id: "1", description: Care, unit_price: 65.00, delivered: 2026-08-28}]\n'
    },
}
"""What a kind needs beside FILES, to be added at the end of the file named."""


def fitted(kind: str, files: Mapping[str, str]) -> dict[str, str]:
    """The files with what the kind needs."""
    added = {name: files.get(name, FILES.get(name, "")) + text for name, text in MORE.get(kind, {}).items()}
    return {**files, **added}


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
    """A document of one case, in English unless another language is asked for; `language=""` is the usual one.

    How the case begins its letters belongs to its own language and is left out in another.
    """
    language = choices.pop("language", "en")
    mine = case if language in ("", case.language) else _greeted_anyhow(case)
    return compose(kind, [mine], [claim(mine, as_of)], as_of, language=language, **choices)


def _greeted_anyhow(case: Case) -> Case:
    people = tuple(each.model_copy(update={"salutation": ""}) for each in case.debtor.contacts)
    return replace(case, debtor=case.debtor.model_copy(update={"contacts": people}))


def said(kind: str, case: Case, as_of: date = TODAY, **choices: Any) -> str:
    """What a document says, as Markdown text, no-break spaces as spaces."""
    return markdown_text.draw(sheet(kind, case, as_of, **choices)).replace("\u00a0", " ")


def made(kind: str, case: Case, as_of: date = TODAY) -> tuple[str, ...]:
    """The steps of a kind that are made for a case."""
    return applies(kind, case, claim(case, as_of), as_of)
