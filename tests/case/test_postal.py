"""Whether a letter can be addressed, as far as the parts of the address tell."""

from __future__ import annotations

import pytest

from casefile import reading
from casefile.case.party import Party
from casefile.case.postal import WITHOUT_POSTCODES, goes_to, is_postal


def party(address: str, more: str = "") -> Party:
    return reading.read(f"name: N\naddress: {address}\n{more}".encode(), "n.yaml", Party)


@pytest.mark.parametrize(
    ("address", "reaches"),
    [
        ("{lines: [Am Kai 1], postcode: '20459', city: Hamburg, country: DE}", True),
        ("{lines: [PO Box 9], postcode: '20459', city: Hamburg}", True),
        ("{lines: [1 Queen's Road], city: Hong Kong, country: HK}", True),
        ("{lines: [Am Kai 1], city: Hamburg, country: DE}", False),
        ("{lines: [Am Kai 1], city: Hamburg}", False),
        ("{postcode: '20459', city: Hamburg, country: DE}", False),
        ("{lines: [Am Kai 1], postcode: '20459'}", False),
        ("{city: Hamburg}", False),
        ("{}", False),
    ],
)
def test_an_address_that_a_letter_reaches(address: str, reaches: bool) -> None:
    assert is_postal(party(address).address) is reaches


def test_no_address_reaches_nobody() -> None:
    assert not is_postal(None)


def test_letters_go_to_whoever_acts_for_the_party() -> None:
    """Never to the party's own address in their name: nothing of it stands on the sheet."""
    agents = ("", "represented_by: {name: R, address: {city: B}}\n", "represented_by: {name: R}\n")
    found = [goes_to(party("{city: A}", agent)) for agent in agents]
    assert [each and each.city for each in found] == ["A", "B", None]


@pytest.mark.parametrize("code", sorted(WITHOUT_POSTCODES))
def test_the_table_names_countries(code: str) -> None:
    read = reading.read(f"name: N\naddress: {{country: {code}}}\n".encode(), "n.yaml", Party)
    assert read.address is not None
    assert read.address.country == code
