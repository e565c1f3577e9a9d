"""One answer to what a reminder is."""

from __future__ import annotations

import pytest

from casefile import reading
from casefile.case.model import Contact
from casefile.case.proof import ContactHead
from casefile.case.reminders import is_written, reminds


def contact(channel: str = "email", direction: str = "out", step: str = "first", more: str = "") -> Contact:
    text = f"date: 2026-05-01\ndirection: {direction}\nchannel: {channel}\nstep: {step}\n{more}"
    return Contact(reading.read(text.encode(), "c.md", ContactHead), "", "c.md")


@pytest.mark.parametrize(
    ("one", "counts"),
    [
        (contact(), True),
        (contact("call", more="outcome: reached"), True),
        (contact("call", more="outcome: no-answer"), False),
        (contact(more="outcome: no-answer"), True),
        (contact(more="outcome: bounced"), False),
        (contact("attorney"), False),
        (contact(direction="in"), False),
        (contact(step=""), False),
        (contact(step="upcoming"), False),
        (contact(step="our-own"), True),
        (contact(more="invoices: [A, B]"), True),
        (contact(more="invoices: [B]"), False),
    ],
)
def test_what_a_reminder_is(one: Contact, counts: bool) -> None:
    assert reminds(one, {"A"}) is counts


def test_what_is_only_told_is_not_written() -> None:
    assert [is_written(contact(channel)) for channel in ("email", "post", "call", "meeting")] == [
        True,
        True,
        False,
        False,
    ]
