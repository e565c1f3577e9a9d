"""Routing numbers and Russian accounts: their check digits, and where a wrong one is reported."""

from __future__ import annotations

import pytest

from casefile.case.accounts import is_routing_number, russian_faults


@pytest.mark.parametrize(
    ("number", "is_right"),
    [("021000021", True), ("011401533", True), ("021000022", False), ("000000000", False), ("02100002", False)],
)
def test_the_check_digit_of_a_routing_number(number: str, is_right: bool) -> None:
    assert is_routing_number(number) is is_right


@pytest.mark.parametrize(
    ("bic", "account", "correspondent"),
    [
        ("049805746", "40602810700000000025", "30101810800000000746"),  # the order's own examples
        ("044525225", "40702810138250123017", "30101810400000000225"),
        ("044 525 225", "40702 810 1 3825 0123017", ""),
        ("049805000", "30101810800000000746", ""),  # an account at the central bank's own centre
        ("044525225", "03100643000000017300", ""),  # the treasury's
        ("SABRRUMM", "1", "2"),
        ("", "40702810138250123018", ""),
    ],
)
def test_an_account_that_belongs_to_its_bank(bic: str, account: str, correspondent: str) -> None:
    assert russian_faults(bic, account, correspondent) == ()


@pytest.mark.parametrize(
    ("account", "correspondent", "faults"),
    [
        ("40702810138250123018", "", ["account '40702810138250123018' does not belong to BIC 044525225"]),
        ("4070281013825012301", "", ["'4070281013825012301' is no Russian account: it has 20 digits"]),
        ("", "30101810500000000225", ["correspondent account '30101810500000000225' does not belong"]),
        ("1", "2", ["'1' is no Russian account", "'2' is no Russian correspondent account"]),
    ],
)
def test_an_account_that_does_not(account: str, correspondent: str, faults: list[str]) -> None:
    found = russian_faults("044525225", account, correspondent)
    assert len(found) == len(faults)
    assert all(said in fault for said, fault in zip(faults, found, strict=True))
