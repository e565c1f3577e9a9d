"""Every standard's code, drawn, printed and read again by an independent reader."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casefile.render.payment import STANDARDS, Standard
from casefile.render.payment.characters import cut, folded
from casefile.render.payment.transfer import Transfer
from tests.render.payment.transfers import ACCOUNTS, RUTSCHMANN, TRI_KITA, decoded, printed, transfer

FULLEST: dict[str, dict[str, Any]] = {
    "epc": {"name": "Öffentlich-rechtliche Anstalt für Übersetzungen mit langem Namen, Köln", "text": "Rechnung " * 9},
    "zbp": {"name": "Żółkiewski i Wspólnicy sp. z o.o.", "text": "FV/2026/07/0031, FV/2026/08/0044", "nip": "1" * 10},
    "swiss": {"name": "n" * 70, "text": "Rechnungen " * 13, "payer": RUTSCHMANN},
    "st00012": {
        "name": f"Общество с ограниченной ответственностью {TRI_KITA}", "inn": "6200098765", "kpp": "620001001",
        "text": "Оплата по счетам 2026-0031, 2026-0032, 2026-0033, 2026-0034",
    },
}  # fmt: skip


@pytest.mark.parametrize("name", STANDARDS)
def test_a_full_code_is_read_at_the_size_it_is_printed(name: str) -> None:
    standard, full = STANDARDS[name], transfer(name, amount="123456.78", **FULLEST[name])
    asset = standard.draw(full, "Scan to pay")
    for dpi in (150, 300, 600):
        text, level = decoded(printed(asset.content, asset.width_mm, dpi))
        assert (text, level) == (standard.payload(full), standard.level)
    assert (asset.alt, asset.media_type) == ("Scan to pay", "image/png")
    assert 28 <= asset.width_mm <= 56


@pytest.mark.parametrize("name", STANDARDS)
def test_the_same_transfer_gives_the_same_bytes(name: str) -> None:
    standard, again = STANDARDS[name], transfer(name, **FULLEST[name])
    assert standard.draw(again, "") == standard.draw(again, "")


WORDS = st.text("abcXYZ 0123,./-|\\&ąśŻłŁĘäéñ", min_size=1, max_size=200).filter(
    lambda text: any(map(str.isalpha, text))
)
ANYTHING = WORDS | st.text("ЖШщёΩ李\u0301 '\"|~=«»", max_size=100).map(lambda text: f"a{text}")
AMOUNTS = st.decimals(Decimal("0.01"), Decimal("999999999.99"), places=2)


def names(name: str) -> st.SearchStrategy[str]:
    """Names that the standard carries."""
    return ANYTHING if name in ("epc", "st00012") else WORDS


def fields(name: str, text: str) -> tuple[str, str, str, str]:
    """Holder, account, amount and text of a payload, taken apart without the code that wrote it."""
    match name:
        case "epc":
            lines = [*text.split("\n"), "", "", ""]
            return lines[5], lines[6], lines[7].removeprefix("EUR"), lines[10]
        case "swiss":
            lines = text.split("\n")
            return lines[5], lines[3], lines[18], lines[29]
        case "zbp":
            parts = text.split("|")
            return parts[4], f"PL{parts[2]}", str(Decimal(parts[3]).scaleb(-2)), parts[5]
        case _:
            found = dict(part.split("=", 1) for part in text[8:].split(text[7]))
            amount = str(Decimal(found["Sum"]).scaleb(-2))
            return found["Name"], found["PersonalAcc"], amount, found.get("Purpose", "")


def expected(name: str, sent: Transfer) -> tuple[str, str]:
    """Holder and text as the payer's bank shall show them: cut, and in Poland without the separator."""
    rooms = {"epc": (70, 140), "zbp": (20, 32), "st00012": (160, 210), "swiss": (70, 140)}
    whole = [sent.payee.name, sent.text]
    if name == "zbp":
        whole = ["".join(each if each not in "|äéñ" else {"|": " "}.get(each, each) for each in text) for text in whole]
        whole = [text.replace("ä", "a").replace("é", "e").replace("ñ", "n") for text in whole]
    holder, text = (cut(folded(each), room) for each, room in zip(whole, rooms[name], strict=True))
    return holder, text


@pytest.mark.parametrize("name", STANDARDS)
@settings(max_examples=40, deadline=None)
@given(data=st.data(), amount=AMOUNTS)
def test_what_is_read_is_what_was_sent(name: str, data: st.DataObject, amount: Decimal) -> None:
    standard: Standard = STANDARDS[name]
    sent = transfer(name, data.draw(names(name)), str(amount), text=data.draw(names(name))[:60])
    asset = standard.draw(sent, "")
    text, _ = decoded(asset.content)
    account = ACCOUNTS[name].get("iban") or ACCOUNTS[name]["account"]
    holder, purpose = expected(name, sent)
    assert fields(name, text) == (holder, account, str(amount), purpose)
