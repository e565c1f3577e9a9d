"""Registers are appended to and never rewritten; evidence is copied byte for byte and its row comes last."""

from __future__ import annotations

import hashlib
import os
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import ClassVar

import pytest

from casefile.case import folder
from casefile.case.model import Case
from casefile.case.register import Custody, append, log, next_offer_id, settle, take_in
from casefile.case.yamltext import Value
from casefile.errors import CaseError, Problem, Source
from tests.case.conftest import Write

PAYMENT: dict[str, Value] = {"date": date(2026, 5, 6), "amount": Decimal("1000.00"), "invoice": "INV-1", "method": ""}
CUSTODY = Custody(on=date(2026, 5, 7), by="K. Halvorsen", method="e-mail attachment", source="ap@northwind.example")


class TestAppend:
    def test_to_a_new_file(self, opened: Write) -> None:
        workspace = opened({})
        assert append(workspace, "a", "payments.yaml", PAYMENT) == Source("cases/a/payments.yaml", 1, 1)
        text = (workspace.cases / "a" / "payments.yaml").read_text()
        assert text == "- date: 2026-05-06\n  amount: 1000.00\n  invoice: INV-1\n"
        assert folder.load(workspace, "a").payments[0].amount == Decimal("1000.00")

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


class TestTakeIn:
    def take(self, opened: Write, original: Path, **about: str) -> tuple[str, str, bool]:
        workspace = opened({})
        taken = take_in(workspace, folder.load(workspace, "a"), original, CUSTODY, about)
        return taken.exhibit, taken.file, taken.known

    def test_copied_byte_for_byte_read_only_and_registered(self, opened: Write, tmp_path: Path) -> None:
        original = tmp_path / "timesheet (final) – März.pdf"
        original.write_bytes(b"%PDF-1.4 \x00\xff")
        assert self.take(opened, original, title="Time sheet", kind="timesheet") == (
            "E01", "evidence/E01-timesheet-final-Marz.pdf", False,
        )  # fmt: skip
        case = folder.load(opened({}), "a")
        copy = case.path / case.exhibits[0].file
        assert copy.read_bytes() == original.read_bytes()
        assert copy.stat().st_mode & 0o777 == 0o444
        row = case.exhibits[0]
        assert (row.title, row.kind, row.size) == ("Time sheet", "timesheet", 11)
        assert row.sha256 == hashlib.sha256(original.read_bytes()).hexdigest()
        assert row.acquired is not None
        assert (row.acquired.by, row.acquired.name, row.source) == (
            "K. Halvorsen", "timesheet (final) – März.pdf", "ap@northwind.example",
        )  # fmt: skip

    def test_a_duplicate_is_not_taken_in_again(self, opened: Write, tmp_path: Path) -> None:
        original = tmp_path / "a.pdf"
        original.write_bytes(b"x")
        self.take(opened, original)
        (tmp_path / "b.pdf").write_bytes(b"x")
        assert self.take(opened, tmp_path / "b.pdf") == ("E01", "evidence/E01-a.pdf", True)
        assert len(folder.load(opened({}), "a").exhibits) == 1

    def test_ids_go_on_after_the_highest_ever_seen(self, opened: Write, tmp_path: Path) -> None:
        opened(
            {
                "cases/a/evidence.yaml": "- {id: E07, file: evidence/E07-x, title: x}\n",
                "cases/a/evidence/E11-lost.pdf": "?",
            }
        )
        (tmp_path / "a").write_bytes(b"x")
        assert self.take(opened, tmp_path / "a")[:2] == ("E12", "evidence/E12-a")

    def test_an_interrupted_copy_is_taken_up_again(self, opened: Write, tmp_path: Path) -> None:
        opened({"cases/a/evidence/E03-a.pdf": b"x", "cases/a/evidence/E02-b.pdf": b"other"})
        (tmp_path / "a.pdf").write_bytes(b"x")
        assert self.take(opened, tmp_path / "a.pdf") == ("E03", "evidence/E03-a.pdf", False)

    @pytest.mark.parametrize(
        ("name", "kept"),
        [
            ("日本語.pdf", "E01-file.pdf"),
            (".env", "E01-env"),
            ("a b.tar.gz", "E01-a-b.tar.gz"),
            ("x" * 200 + ".jpeg", f"E01-{'x' * 70}.jpeg"),
            ("日本語", "E01-file"),
        ],
    )
    def test_names_are_made_safe(self, name: str, kept: str, opened: Write, tmp_path: Path) -> None:
        original = tmp_path / name
        original.write_bytes(b"x")
        assert self.take(opened, original)[1] == f"evidence/{kept}"

    @pytest.mark.parametrize("kind", ["link", "folder", "pipe"])
    def test_only_files_are_taken_in(self, kind: str, opened: Write, tmp_path: Path) -> None:
        path = tmp_path / kind
        if kind == "folder":
            path.mkdir()
        elif kind == "pipe":
            os.mkfifo(path)
        else:
            path.symlink_to("/etc/hostname")
        with pytest.raises(
            CaseError, match=r"is a link, a folder or a special file, not a file \(give the file itself"
        ):
            self.take(opened, path)

    def test_a_name_that_is_no_utf_8_is_marked(self, opened: Write, tmp_path: Path) -> None:
        original = tmp_path / os.fsdecode(b"bad\xff\n.txt")
        original.write_bytes(b"x")
        assert self.take(opened, original)[1] == "evidence/E01-bad.txt"
        (row,) = folder.load(opened({}), "a").exhibits
        assert row.acquired is not None
        assert row.acquired.name == "bad? .txt"

    def test_a_file_that_is_not_there(self, opened: Write, tmp_path: Path) -> None:
        with pytest.raises(CaseError, match=r"cannot read .*gone\.pdf: no such file"):
            self.take(opened, tmp_path / "gone.pdf")


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


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("invoice\u202efdp.exe", "Invoicefdp"),
        ("a\u2066b\u2069\u200f\u200bc.txt", "Abc"),
        ("two\nlines\tand\x1b[31m.txt", "Two lines and [31m"),
        ("חוזה 2.txt", "חוזה 2"),
        ("\u202e.txt", "File"),
    ],
)
def test_a_title_from_a_name_that_hides_something(opened: Write, name: str, title: str, tmp_path: Path) -> None:
    workspace, original = opened({}), tmp_path / name
    original.write_text("x")
    take_in(workspace, folder.load(workspace, "a"), original, CUSTODY, {})
    assert folder.load(workspace, "a").exhibits[-1].title == title


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
