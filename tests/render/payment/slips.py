"""Letters that ask for a Swiss transfer, for the tests of slips."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from casefile.render.payment import STANDARDS
from casefile.render.payment.transfer import Holder, Transfer
from casefile.render.sheet import Sheet, compose
from casefile.render.slip import Slip
from tests.render.letters import CREATED, FRAME, LOCATIONS, body, context, template
from tests.render.payment.transfers import RUTSCHMANN, transfer

QR: dict[str, Any] = {"iban": "CH4431999123000889012", "reference": "210000000003139471430009017"}
SHORT = "Please pay.\n\n::: beside\n![](asset:payment)\n\nIBAN\n: as below\n:::\n"
LONG_NAMED = Holder(
    "Pia-Maria Rutschmann-Schnyder und Söhne Handelsgesellschaft mbH & Co.",
    ("Grosse Marktgasse am alten Rathausplatz hinter der Kirche 128a",),
    "9400",
    "Rorschach am schönen Bodensee",
    "DE",
)


def slip(**values: Any) -> Slip:
    """The slip of a transfer of 1949.75, from Pia Rutschmann unless somebody else pays."""
    found = STANDARDS["swiss"].slip
    assert found
    return found(_transfer(**values))


def bill(text: str | None = None, language: str = "en", *, country: str = "CH", **values: Any) -> Sheet:
    """The letter of these tests, or one that says `text`, with the Swiss code of such a transfer."""
    asset = STANDARDS["swiss"].draw(_transfer(**values), "Swiss QR Code")
    return compose(
        template() if text is None else body(text), context(), replace(FRAME, country=country), language,
        created=CREATED, assets={"payment": asset}, locations=LOCATIONS,
    )  # fmt: skip


def _transfer(message: str = "INV-1", **values: Any) -> Transfer:
    given = {"amount": "1949.75", "payer": RUTSCHMANN, **values}
    return transfer("swiss", "Robert Schneider AG", text=message, **given)
