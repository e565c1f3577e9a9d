"""To which mailbox mail to a party goes, and whether it can be sent there."""

from __future__ import annotations

import pytest

from casefile.case.mailable import mail_goes_to, reader, sendable
from casefile.case.party import Party


@pytest.mark.parametrize(
    ("given", "address"),
    [
        ("a.b+c@x.example", "a.b+c@x.example"),
        (" a@X.Example ", "a@x.example"),
        ("büro@x.example", ""),
        ("office@büro.example", "office@xn--bro-hoa.example"),
        ("a@b", ""),
        ("a b@x.example", ""),
        ("a@x.example, b@x.example", ""),
        ("<a@x.example>", ""),
        ("a@x..example", ""),
        (".a@x.example", ""),
        ("a..b@x.example", ""),
        (f"{'a' * 65}@x.example", ""),
        (f"a@{'x' * 64}.example", ""),
        (f"a@{'.'.join(['x' * 60] * 5)}.example", ""),
        ("a@-x.example", ""),
        ("a@x.example\nBcc: b@x.example", ""),
        ("", ""),
        ("no address", ""),
    ],
)
def test_addresses_that_mail_can_be_sent_to(given: str, address: str) -> None:
    assert sendable(given) == address


def party(**values: object) -> Party:
    return Party.model_validate({"name": "Northwind GmbH", "email": "info@x.example", **values})


JANA = {"name": "Jana Wolff", "email": "wolff@x.example"}


@pytest.mark.parametrize(
    ("values", "address"),
    [
        ({}, "info@x.example"),
        ({"contacts": [JANA]}, "wolff@x.example"),
        ({"contacts": [{"name": "Kai"}, JANA]}, "info@x.example"),
        ({"contacts": [{**JANA, "invalid": "true"}]}, "info@x.example"),
        ({"contacts": [JANA], "represented_by": {"name": "Jo", "email": "jo@law.example"}}, "jo@law.example"),
        ({"contacts": [JANA], "represented_by": {"name": "Jo"}}, ""),
        ({"contacts": [JANA], "kind": "consumer"}, "info@x.example"),
        ({"name": "Café Jana Wolff", "contacts": [JANA], "natural": "true"}, "wolff@x.example"),
    ],
)
def test_whose_mailbox_it_goes_to(values: dict[str, object], address: str) -> None:
    assert mail_goes_to(party(**values)).email == address


def test_at_a_company_the_first_person_whose_address_works_reads_it() -> None:
    found = reader(party(contacts=[{"name": "Kai", "invalid": "true"}, JANA]))
    assert found is not None
    assert found.name == "Jana Wolff"
