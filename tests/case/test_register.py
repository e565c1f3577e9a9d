"""Registers are appended to and never rewritten, and never written when the result would not read back."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import ClassVar

import pytest

from casefile.case import folder
from casefile.case.model import Case
from casefile.case.register import append, append_all, log, next_offer_id, settle
from casefile.case.yamltext import Value
from casefile.errors import CaseError, Problem, Source
from tests.case.conftest import Write

PAYMENT: dict[str, Value] = {"date": date(2026, 5, 6), "amount": Decimal("1000.00"), "invoice": "INV-1", "method": ""}


class TestAppend:
    def test_to_a_new_file(self, opened: Write) -> None:
        workspace = opened({})
        assert append(workspace, "a", "payments.yaml", PAYMENT) == Source("cases/a/payments.yaml", 1, 1)
        text = (workspace.cases / "a" / "payments.yaml").read_text()
        assert text == "- date: 2026-05-06\n  amount: 1000.00\n  invoice: INV-1\n"
        assert folder.load(workspace, "a").payments[0].amount == Decimal("1000.00")

    def test_several_at_once_or_none(self, opened: Write) -> None:
        workspace = opened({"cases/a/payments.yaml": "- {date: 2026-05-01, amount: 2.50}\n"})
        assert append_all(workspace, "a", "payments.yaml", (PAYMENT, {**PAYMENT, "invoice": ""})).line == 2
        assert len(folder.load(workspace, "a").payments) == 3
        with pytest.raises(CaseError, match="no invoice 'INV-9'"):
            append_all(workspace, "a", "payments.yaml", (PAYMENT, {**PAYMENT, "invoice": "INV-9"}))
        assert len(folder.load(workspace, "a").payments) == 3

    def test_what_is_there_stays_byte_for_byte(self, opened: Write) -> None:
        before = "# money in\n  - {date: 2026-05-01,   amount: 2.50}   # cash"
        workspace = opened({"cases/a/payments.yaml": before})
        assert append(workspace, "a", "payments.yaml", PAYMENT).line == 3
        text = (workspace.cases / "a" / "payments.yaml").read_text()
        assert text == before + "\n  - date: 2026-05-06\n    amount: 1000.00\n    invoice: INV-1\n"
        assert len(folder.load(workspace, "a").payments) == 2

    @pytest.mark.parametrize("before", ["[{date: 2026-05-01, amount: 2.50}]\n", "[]\n"])
    def test_a_list_in_brackets_is_left_alone_and_the_item_shown(self, before: str, opened: Write) -> None:
        workspace = opened({"cases/a/payments.yaml": before})
        with pytest.raises(CaseError, match="nothing can be appended to this list as it is written") as caught:
            append(workspace, "a", "payments.yaml", PAYMENT)
        assert "- date: 2026-05-06\n  amount: 1000.00" in caught.value.problems[0].hint
        assert (workspace.cases / "a" / "payments.yaml").read_text() == before

    def test_an_item_that_would_become_part_of_a_text_is_refused(self, opened: Write) -> None:
        before = "-\n  date: 2026-05-01\n  amount: 2.50\n  reference: |\n    - not an item\n"
        workspace = opened({"cases/a/payments.yaml": before})
        with pytest.raises(CaseError, match="nothing can be appended to this list as it is written"):
            append(workspace, "a", "payments.yaml", PAYMENT)
        assert (workspace.cases / "a" / "payments.yaml").read_text() == before

    @pytest.mark.parametrize(
        ("change", "message"),
        [
            ({"invoice": "INV-9"}, "no invoice 'INV-9'"),
            ({"amount": "1,5"}, "'1,5' is not an amount"),
            ({"kind": "gift"}, "'gift'"),
        ],
    )
    def test_nothing_is_written_that_would_not_load(self, change: dict[str, str], message: str, opened: Write) -> None:
        workspace = opened({"cases/a/payments.yaml": "- {date: 2026-05-01, amount: 2.50}\n"})
        with pytest.raises(CaseError, match=message):
            append(workspace, "a", "payments.yaml", {**PAYMENT, **change})
        assert (workspace.cases / "a" / "payments.yaml").read_text() == "- {date: 2026-05-01, amount: 2.50}\n"


class TestLog:
    HEAD: ClassVar[dict[str, Value]] = {
        "date": date(2026, 5, 13),
        "direction": "out",
        "channel": "call",
        "outcome": "promised",
        "promise": {"on": date(2026, 5, 20), "amount": Decimal("10.00")},
    }

    def test_writes_a_note_that_loads(self, opened: Write) -> None:
        workspace = opened({})
        path = log(workspace, folder.load(workspace, "a"), self.HEAD, "She will pay: on Friday.\n")
        assert path.name == "2026-05-13-call-promised.md"
        (contact,) = folder.load(workspace, "a").contacts
        assert contact.head.promise is not None
        assert (contact.head.promise.on, contact.text) == (date(2026, 5, 20), "She will pay: on Friday.")

    def test_two_on_a_day_get_two_names(self, opened: Write) -> None:
        workspace = opened({})
        case = folder.load(workspace, "a")
        names = [log(workspace, case, self.HEAD, "x").name for _ in range(3)]
        assert names == [
            "2026-05-13-call-promised.md",
            "2026-05-13-call-promised-2.md",
            "2026-05-13-call-promised-3.md",
        ]

    def test_nothing_is_written_that_would_not_load(self, opened: Write) -> None:
        workspace = opened({})
        with pytest.raises(CaseError, match="'pigeon' is not one of"):
            log(workspace, folder.load(workspace, "a"), {**self.HEAD, "channel": "pigeon"}, "x")
        assert not (workspace.cases / "a" / "correspondence").exists()


OFFER: dict[str, Value] = {
    "id": "O1", "date": date(2026, 5, 10), "by": "us", "kind": "instalments", "amount": Decimal("1000.00"),
    "schedule": tuple({"due": date(2026, month, 1), "amount": Decimal("250.00")} for month in (6, 7, 8, 9)),
}  # fmt: skip
SETTLED: dict[str, Value] = {
    "agreed": date(2026, 6, 1), "offer": "", "amount": Decimal("900.00"), "due": date(2026, 7, 1),
    "conditions": ("The source code is handed over on receipt of the last instalment.", "Each side bears its own costs."),
}  # fmt: skip


def suspicious(case: Case) -> tuple[Problem, ...]:
    """Finds fault with the case's title, and with its first offer or its settlement."""
    wrong = (Problem("a title"), *(Problem(offer.id) for offer in case.offers))
    return (*wrong, Problem("settled")) if case.settlement else wrong


class TestJudged:
    def test_what_is_found_in_the_item_keeps_it_out(self, opened: Write) -> None:
        workspace = opened({})
        with pytest.raises(CaseError) as caught:
            append(workspace, "a", "offers.yaml", OFFER, suspicious)
        assert caught.value.problems == (Problem("O1"),)
        assert not (workspace.cases / "a" / "offers.yaml").exists()

    def test_what_was_wrong_before_does_not(self, opened: Write) -> None:
        workspace = opened({})
        append(workspace, "a", "payments.yaml", PAYMENT, suspicious)
        append(workspace, "a", "offers.yaml", OFFER, lambda _: ())
        assert len(folder.load(workspace, "a").offers) == 1


class TestOfferIds:
    @pytest.mark.parametrize(
        ("files", "next_id"),
        [
            ({}, "O1"),
            ({"offers.yaml": "- {id: O2, date: 2026-05-10, by: us, kind: waiver, amount: 5}\n"}, "O3"),
            (
                {"offers.yaml": "# O7 was a mistake\n- {id: x, date: 2026-05-10, by: us, kind: waiver, amount: 5}\n"},
                "O8",
            ),
            ({"settlement.yaml": "agreed: 2026-06-01\namount: 5\ndue: 2026-06-02\noffer: O4\n"}, "O5"),
        ],
    )
    def test_the_one_after_the_highest_that_was_ever_used(
        self, files: dict[str, str], next_id: str, opened: Write
    ) -> None:
        workspace = opened({f"cases/a/{name}": text for name, text in files.items()})
        assert next_offer_id(folder.load(workspace, "a")) == next_id

    def test_a_long_schedule_has_a_line_an_instalment(self, opened: Write) -> None:
        workspace = opened({})
        append(workspace, "a", "offers.yaml", OFFER)
        text = (workspace.cases / "a" / "offers.yaml").read_text()
        assert "  schedule:\n    - {due: 2026-06-01, amount: 250.00}\n    - {due: 2026-07-01" in text
        (offer,) = folder.load(workspace, "a").offers
        assert isinstance(offer.schedule, tuple)
        assert len(offer.schedule) == 4


class TestSettle:
    def test_it_is_written_and_read_back(self, opened: Write) -> None:
        workspace = opened({})
        case = settle(workspace, "a", SETTLED)
        assert case == folder.load(workspace, "a")
        assert (workspace.cases / "a" / "settlement.yaml").read_text() == (
            "agreed: 2026-06-01\namount: 900.00\ndue: 2026-07-01\nconditions:\n"
            "  - The source code is handed over on receipt of the last instalment.\n  - Each side bears its own costs.\n"
        )

    @pytest.mark.parametrize("change", [{"due": date(2026, 5, 1)}, {"amount": "1,5"}, {"kind": "gift"}, {"due": ""}])
    def test_what_would_not_load_is_not_written(self, change: dict[str, Value], opened: Write) -> None:
        workspace = opened({})
        with pytest.raises(CaseError):
            settle(workspace, "a", SETTLED | change)
        assert not (workspace.cases / "a" / "settlement.yaml").exists()

    def test_what_is_found_in_it_keeps_it_out(self, opened: Write) -> None:
        workspace = opened({})
        with pytest.raises(CaseError) as caught:
            settle(workspace, "a", SETTLED, suspicious)
        assert caught.value.problems == (Problem("settled"),)
        assert not (workspace.cases / "a" / "settlement.yaml").exists()

    def test_one_that_is_there_stays(self, opened: Write) -> None:
        before = "agreed: 2026-06-01\namount: 5\ndue: 2026-06-02\n"
        workspace = opened({"cases/a/settlement.yaml": before})
        with pytest.raises(CaseError, match="this case has a settlement already") as caught:
            settle(workspace, "a", SETTLED)
        assert caught.value.problems[0].source == Source("cases/a/settlement.yaml")
        assert (workspace.cases / "a" / "settlement.yaml").read_text() == before

    def test_a_link_to_nowhere_is_one_that_is_there(self, opened: Write) -> None:
        workspace = opened({})
        (workspace.cases / "a" / "settlement.yaml").symlink_to("gone")
        with pytest.raises(CaseError, match="this case has a settlement already"):
            settle(workspace, "a", SETTLED)
