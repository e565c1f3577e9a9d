"""An amount with its sign, as a list of open items has it: a minus before or behind it, parentheses, S or H.

A sign that is read in one way only; where two signs contradict each other, it is asked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from casefile.intake import amounts, listwords
from casefile.intake.amounts import Unclear
from casefile.intake.grid import Cell
from casefile.intake.listwords import Side

_NEGATIVE = re.compile(r"^\s*[-(\u2212]|[^.,\s]\s*[-\u2212]\s*$")
_SIDE = re.compile(r"(?<=[\d,.-])\s*(?P<side>[^\W\d_]+)\.?\s*$")
_FIGURES = re.compile(r"[0-9][0-9 .,'\u2019\u00a0\u202f]*")


@dataclass(frozen=True, slots=True)
class Signed:
    """An amount, negative as written, and the side that stands behind it."""

    amount: Decimal
    side: Side = ""


def signed(cell: Cell, currency: str, decimal: str) -> Signed | Unclear | None:
    """What a cell says; None where it is empty. `decimal` settles what could be read in two ways."""
    if cell.fault:
        return Unclear(cell.fault, "write the amount there")
    if cell.number is not None:
        found = amounts.figure(abs(cell.number), currency)
        return Signed(-found if cell.number < 0 else found) if isinstance(found, Decimal) else found
    text, behind = cell.text, _SIDE.search(cell.text)
    side = listwords.side(behind["side"]) if behind else ""
    if behind and side:
        text = text[: behind.start()]
    is_negative = _NEGATIVE.search(text)
    if is_negative:
        text = text.strip(" ()-\u2212")
    if decimal and (wrong := _misplaced(text, decimal)):
        return wrong
    if decimal:
        text = text.replace(_other(decimal), "").replace(decimal, ".")
    read = amounts.amount(text, currency)
    return Signed(-read if is_negative else read, side) if isinstance(read, Decimal) else read


def owed(found: Signed, of_row: Side) -> Decimal | Unclear:
    """The amount as owed to us, negative where we owe it, by its own sign and what the row says."""
    if found.side and of_row and found.side != of_row:
        return Unclear("the amount and its row say debit and credit at once", "mend the one that is wrong")
    if "credit" not in (found.side, of_row) or not found.amount:
        return found.amount
    if found.amount < 0:
        return Unclear(f"{found.amount} is negative and a credit: it may be either", "take out the minus or the credit")
    return -found.amount


def _other(decimal: str) -> str:
    return "." if decimal == "," else ","


def _misplaced(text: str, decimal: str) -> Unclear | None:
    """Why the sign that is not the decimal one cannot part thousands here: a 1190.00 with a decimal comma is no
    119000."""
    other = _other(decimal)
    whole = re.compile(rf"[0-9]{{1,3}}(?:{re.escape(other)}[0-9]{{3}})+(?:{re.escape(decimal)}[0-9-]*)?")
    for each in _FIGURES.findall(text):
        if other in each and not whole.fullmatch(each.strip()):
            hint = (
                f"write it with the decimal sign {decimal}, or say open_items: {{decimal: '{other}'}} for all amounts"
            )
            said = f"'{text.strip()}' has a {other} that parts no group of three digits"
            return Unclear(f"{said}, and the decimal sign is {decimal}", hint)
    return None
