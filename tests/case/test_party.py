"""What casefile.yaml and a debtor's file say of who takes part, and of the steps of a ladder."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from casefile.case.model import Case
from tests.case.conftest import Write

LADDER = """\
creditor: {name: Studio Halvorsen Ltd}
ladder:
  - {step: check-in, after_delivery: 3, channel: call, document: call-sheet}
  - {step: upcoming, after_due: -7, channel: email, document: reminder}
  - {step: today, after_due: 0, channel: email, document: reminder}
  - {step: first, after_due: 3, channel: email, document: reminder}
"""


@pytest.mark.parametrize(
    ("more", "is_person"),
    [
        ("", False),
        ("kind: business\nnatural: true\n", True),  # a sole trader
        ("kind: consumer\n", True),
        ("kind: public\n", False),
    ],
)
def test_who_is_in_no_company_register_is_a_person(
    more: str, is_person: bool, loaded: Callable[[Mapping[str, str | bytes]], Case]
) -> None:
    case = loaded({"debtors/northwind.yaml": f"name: Jan Nowak\n{more}"})
    assert case.debtor.is_person is is_person


def test_what_comes_before_the_due_date_is_an_announcement(opened: Write) -> None:
    ladder = opened({"casefile.yaml": LADDER}).file.ladder
    assert [(step.step, step.days_late, step.is_announcement) for step in ladder] == [
        ("check-in", 0, False),
        ("upcoming", -7, True),
        ("today", 0, False),
        ("first", 3, False),
    ]
