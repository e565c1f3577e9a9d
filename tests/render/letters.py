"""A small letter and its values, for the tests of this room."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from casefile.money import Money
from casefile.render import qr
from casefile.render.sheet import Asset, Frame, Location, Sheet, compose
from casefile.render.template import Template

CREATED = date(2026, 11, 21)
FRAME = Frame(
    sender=("Kestrel Instruments Ltd", "14 Wharf Road", "London N1 7RW"),
    contact=("accounts@kestrel.example", "+44 20 7946 0000"),
    recipient=("Orchid Retail GmbH", "Frau Anna Weber", "Lindenstraße 12", "10969 Berlin", "GERMANY"),
    country="GB",
    place_date="London, 21 November 2026",
    references=(("Our reference", "2026-031"), ("Your reference", "PO 4711")),
    footer=("Case orchid-2026", "as of 21 November 2026", "revision 3f2a91c"),
    details=("IBAN GB33 BUKB 2020 1555 5555 55", "Company no. 01234567"),
)
LETTER = """---
subject: "Invoice {{ invoice.number }}: payment reminder"
---
Dear Ms Weber,

The invoice below was due on {{ invoice.due }}. We ask for **{{ total|money }}** within {{ term|days }}.

## What is open

| Invoice | Due | Amount |
|---|---|---:|
{% for row in rows %}
| {{ row.number }} | {{ row.due|short_date }} | {{ row.amount|money }} |
{% endfor %}
| **Total** | | {{ total|money }} |

The work was accepted in writing ({{ exhibit("E07", page=3) }}).

::: beside
![Scan to pay](asset:payment)

IBAN
: GB33 BUKB 2020 1555 5555 55

Reference
: {{ invoice.number }}
:::

1. First, *this*.
2. Then `that`.

> We will not pay until it is put right.

Yours sincerely,

::: signatures
- Jane Kestrel\\
  Director
- Anna Weber
:::

::: small
Registered in England and Wales.
:::
"""


@dataclass(frozen=True)
class Invoice:
    """An invoice as a template sees it."""

    number: str
    due: date
    amount: Money


def pounds(text: str) -> Money:
    return Money(Decimal(text), "GBP")


def invoice(number: int = 117) -> Invoice:
    return Invoice(f"2026-{number:04}", date(2026, 4, 14), pounds("1082.90"))


def context(count: int = 3) -> dict[str, object]:
    rows = tuple(invoice(117 + each) for each in range(count))
    return {"invoice": rows[0], "rows": rows, "total": pounds("1082.90") * count, "term": 14}


ASSETS: dict[str, Asset] = {"payment": qr.picture("test", alt="Payment code", width_mm=28)}
LOCATIONS = {"E07": Location("E07", 4, 12), "E08": Location("E08", 1)}


def template(text: str = LETTER, name: str = "en/letter.md") -> Template:
    return Template(name, text, f"templates/{name}")


def body(text: str) -> Template:
    return template(f"---\nsubject: A test\n---\n{text}")


def letter(
    text: str = LETTER,
    *,
    count: int = 3,
    frame: Frame = FRAME,
    language: str = "en",
    search: tuple[Path, ...] = (),
    **values: Any,
) -> Sheet:
    if not text.startswith("---"):
        text = f"---\nsubject: A test\n---\n{text}"
    return compose(
        template(text), {**context(count), **values}, frame, language,
        created=CREATED, search=search, assets=ASSETS, locations=LOCATIONS,
    )  # fmt: skip


def in_country(country: str) -> Sheet:
    return letter(frame=replace(FRAME, country=country))
