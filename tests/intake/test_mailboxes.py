"""E-mail addresses in a cell of a list: those that mail can be sent to, and what is none."""

from __future__ import annotations

import pytest

from casefile.intake.mailboxes import mailboxes


@pytest.mark.parametrize(
    ("cell", "addresses", "others"),
    [
        ("", (), ()),
        (" ap@kestrel.example ", ("ap@kestrel.example",), ()),
        ("a@b.de; c@d.de,a@b.de", ("a@b.de", "c@d.de"), ()),
        ("a@b.de c@d.de", ("a@b.de", "c@d.de"), ()),
        ("Müller, Ann <ann@müller.de>", ("ann@müller.de",), ("Müller",)),
        ("not a mail", (), ("not a mail",)),
        ("a@b.de (invoices)", (), ("a@b.de (invoices)",)),
        ("n/a", (), ("n/a",)),
        ("a@b", (), ("a@b",)),
    ],
)
def test_each_address_once_and_what_is_none(cell: str, addresses: tuple[str, ...], others: tuple[str, ...]) -> None:
    found = mailboxes(cell)
    assert (found.addresses, found.others) == (addresses, others)
