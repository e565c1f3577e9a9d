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
        (contact("post", more="received: {on: 2026-05-09, how: eigenhändig}"), True),
        (contact("post", more="received: {on: 2026-05-09, how: nicht abgeholt, returned: true}"), False),
        (contact("post", more="received: {on: 2026-05-09, how: Returned as unknown}"), False),
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


@pytest.mark.parametrize(
    ("received", "back"),
    [
        ("{on: 2026-05-09}", False),
        ("{on: 2026-05-09, how: nicht abgeholt}", False),
        ("{on: 2026-05-09, returned: true}", True),
        ("{on: 2026-05-09, how: nicht abgeholt, returned: true}", True),
        ("{on: 2026-05-09, how: 'returned: not collected'}", True),
        ("{on: 2026-05-09, how: ' Not collected in time'}", True),
        ("{on: 2026-05-09, how: undeliverable}", True),
        ("{on: 2026-05-09, how: signed receipt returned by the post}", False),
    ],
)
def test_what_came_back(received: str, back: bool) -> None:
    head = contact("registered", more=f"received: {received}").head
    assert head.received
    assert head.received.came_back is back


def test_what_is_only_told_is_not_written() -> None:
    assert [is_written(contact(channel)) for channel in ("email", "post", "call", "meeting")] == [
        True,
        True,
        False,
        False,
    ]
