"""Addresses in their country's order, and who is greeted."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from casefile.case.party import Party
from casefile.documents.parties import greeting, named, postal, recipient, registers
from tests.documents.matters import written


def party(**values: Any) -> Party:
    return Party.model_validate({"name": "Northwind", **values})


@pytest.mark.parametrize(
    ("country", "lines"),
    [
        ("GB", ("14 Wharf Road", "London", "N1 7RW")),
        ("DE", ("14 Wharf Road", "N1 7RW London")),
        ("IE", ("14 Wharf Road", "London N1 7RW")),
        ("US", ("14 Wharf Road", "London, NY N1 7RW")),
    ],
)
def test_the_order_of_an_address(country: str, lines: tuple[str, ...]) -> None:
    address = {"lines": ["14 Wharf Road"], "postcode": "N1 7RW", "city": "London", "region": "NY", "country": country}
    assert postal(party(address=address).address, country, "en") == lines


def test_the_country_stands_only_abroad() -> None:
    there = party(address={"city": "Hamburg", "country": "DE"})
    assert recipient(there, "GB", "en") == ("Northwind", "Hamburg", "GERMANY")
    assert recipient(there, "DE", "en") == ("Northwind", "Hamburg")


def test_no_address_leaves_the_name() -> None:
    assert recipient(party(), "GB", "en") == ("Northwind",)


def test_a_person_who_cannot_be_reached_is_not_greeted() -> None:
    contacts = [{"name": "Renate Oelkers", "invalid": "true"}, {"name": "Jana Wolff"}]
    assert greeting(party(contacts=contacts)) == "Jana Wolff"
    assert greeting(party()) == ""


def test_nobody_but_the_consumer_is_written_to() -> None:
    consumer = party(name="Ada Byron", kind="consumer", contacts=[{"name": "A Neighbour"}])
    assert greeting(consumer) == "Ada Byron"
    assert recipient(consumer, "GB", "en") == ("Ada Byron",)


def test_registers_are_labelled() -> None:
    assert registers(party(tax_ids={"vat": "GB1", "some_id": "7"}), "en") == ("VAT no. GB1", "some id 7")


def test_an_address_on_one_line_keeps_town_and_postcode_together(tmp_path: Path) -> None:
    case = written(tmp_path, {})
    assert named(case.creditor, "en").address == "14 Wharf Road, London N1 7RW"
    assert named(case.debtor, "en").address == "Speicherstraße 41, 20457 Hamburg"
