"""A case folder loads into one value, or into every problem of every file at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

import pytest

from casefile.case import folder
from casefile.case.model import Case
from casefile.errors import CaseError, Problem, Source
from tests.case.conftest import FILES, Problems, Write

CASE = str(FILES["cases/a/case.yaml"])
INVOICE = str(FILES["cases/a/invoices/1.yaml"])
Load = Callable[[Mapping[str, str | bytes]], Case]


def test_the_smallest_useful_case(loaded: Load) -> None:
    case = loaded({})
    assert (case.id, case.title, case.currency, case.language) == ("a", "Website", "EUR", "en")
    assert (case.debtor.name, case.debtor_id, case.creditor.name) == (
        "Northwind Trading GmbH", "northwind", "Studio Halvorsen Ltd",
    )  # fmt: skip
    assert [bill.number for bill in case.bills] == ["INV-1"]
    assert (case.payments, case.settlement, case.contacts, case.assignor) == ((), None, (), None)
    assert case.contract.clauses == {}


def test_a_party_may_be_written_out_and_the_creditor_overridden(loaded: Load) -> None:
    case = loaded(
        {
            "cases/a/case.yaml": CASE.replace("debtor: northwind", "debtor: {name: Kestrel Ltd, language: fr}")
            + "creditor: {name: Pine Shed}\n"
            + "co_debtors: [{party: northwind, liability: guarantor, cap: 5000.00}]\n"
            + "assigned_from: {party: {name: Old Pine}, date: 2026-02-01}\n"
        }
    )
    assert (case.debtor.name, case.debtor_id, case.creditor.name, case.language) == (
        "Kestrel Ltd",
        "",
        "Pine Shed",
        "fr",
    )
    assert case.co_debtors[0].party.name == "Northwind Trading GmbH"
    assert case.assignor is not None
    assert case.assignor.party.name == "Old Pine"
    owners = [case.holder(date(2026, 1, 31)).name, case.holder(date(2026, 2, 1)).name]
    assert owners == ["Old Pine", case.creditor.name], "it is ours from the day of the assignment on"


def test_exhibits_are_found_by_id(loaded: Load) -> None:
    case = loaded({"cases/a/evidence.yaml": "- {id: E01, file: evidence/a.pdf, title: Contract}\n"})
    found = case.exhibit("E01")
    assert found is not None
    assert found.title == "Contract"
    assert case.exhibit("E02") is None


def test_bills_are_sorted_by_due_date(loaded: Load) -> None:
    case = loaded({"cases/a/invoices/2.yaml": INVOICE.replace("INV-1", "INV-0").replace("04-14", "04-10")})
    assert [bill.number for bill in case.bills] == ["INV-0", "INV-1"]


class TestCorrespondence:
    def test_notes_and_mails_by_date(self, loaded: Load) -> None:
        case = loaded(
            {
                "cases/a/correspondence/2026-05-02-b.md": "---\ndate: 2026-05-02\ndirection: out\nchannel: call\n---\nNobody there.\n",
                "cases/a/correspondence/2026-05-01-a.eml": b"From: AP@Northwind.example\r\nDate: Fri, 1 May 2026 09:00:00 +0200\r\nSubject: Hello\r\n\r\nHi",
            }
        )
        mail, call = case.contacts
        assert (mail.head.direction, mail.head.channel, mail.head.subject) == ("in", "email", "Hello")
        assert mail.file == "cases/a/correspondence/2026-05-01-a.eml"
        assert (call.text, call.head.kept_as, mail.head.kept_as) == ("Nobody there.", "internal", "open")

    def test_a_side_file_adds_what_the_headers_do_not_say(self, loaded: Load) -> None:
        case = loaded(
            {
                "cases/a/correspondence/a.eml": b"From: ap@northwind.example\nDate: Fri, 1 May 2026 09:00:00 +0200\n\nHi",
                "cases/a/correspondence/a.md": "---\noutcome: promised\npromise: {on: 2026-05-20}\n---\nShe sounded sure.\n",
            }
        )
        (contact,) = case.contacts
        assert contact.head.date == date(2026, 5, 1)
        assert contact.head.promise is not None
        assert (contact.text, contact.file) == ("She sounded sure.", "cases/a/correspondence/a.eml")

    def test_a_mail_that_does_not_say_enough_asks_for_a_side_file(self, problems: Problems) -> None:
        assert problems({"cases/a/correspondence/a.eml": b"From: someone@else.example\n\nHi"}) == [
            "cases/a/correspondence/a.eml:1:1: missing key 'date' (add it)",
            "cases/a/correspondence/a.eml:1:1: missing key 'direction' (add it)",
        ]

    def test_an_empty_mail_is_to_be_exported_again(self, problems: Problems) -> None:
        assert problems({"cases/a/correspondence/a.eml": b"\n\n\n"}) == [
            "cases/a/correspondence/a.eml:1:1: the mail is empty (export it again from the mail program)"
        ]

    def test_problems_in_a_note_count_from_its_top(self, problems: Problems) -> None:
        text = "---\ndate: 2026-05-02\ndirection: up\nchannel: call\n---\n"
        assert problems({"cases/a/correspondence/n.md": text}) == [
            "cases/a/correspondence/n.md:3:1: 'up' is not one of out, in"
        ]


def test_all_problems_of_all_files_in_one_run(problems: Problems) -> None:
    found = problems(
        {
            "cases/a/case.yaml": CASE + "opend: 2026-01-01\n",
            "cases/a/invoices/1.yaml": INVOICE.replace("65.00", "6,500.00"),
            "cases/a/payments.yaml": "- {date: 2026-02-30, amount: 1}\n",
            "cases/a/settlement.yaml": "agreed: 2026-01-01\n",
            "cases/a/evidence.yaml": "- {id: X1, file: evidence/a, title: a}\n",
        }
    )
    assert {problem.split(":")[0] for problem in found} == {
        "cases/a/case.yaml", "cases/a/evidence.yaml", "cases/a/invoices/1.yaml", "cases/a/payments.yaml",
        "cases/a/settlement.yaml",
    }  # fmt: skip
    assert found == sorted(found, key=lambda text: text.split(":")[0])


def test_a_party_that_no_case_names_stops_nobody(loaded: Load) -> None:
    assert loaded({"debtors/other.yaml": "nam: x\n"}).debtor.name == "Northwind Trading GmbH"


def test_a_party_with_problems_is_not_reported_missing_too(problems: Problems) -> None:
    assert problems({"debtors/northwind.yaml": "name: x\nnam: x\n"}) == [
        "debtors/northwind.yaml:2:1: unknown key 'nam' (did you mean 'name'?)"
    ]


def test_a_mail_is_not_blamed_for_a_party_with_problems(problems: Problems) -> None:
    mail = b"From: ap@northwind.example\nTo: somebody@else.example\nDate: Mon, 20 Apr 2026 10:00:00 +0200\n\nNo.\n"
    (problem,) = problems({"debtors/northwind.yaml": "name: [\n", "cases/a/correspondence/1.eml": mail})
    assert problem.startswith("debtors/northwind.yaml:2:1")


def test_contradictions_are_reported_beside_a_missing_party(problems: Problems) -> None:
    found = problems(
        {
            "cases/a/case.yaml": CASE.replace("northwind", "northwnd")
            + "events: [{date: 2026-05-01, what: suit, invoices: [X]}]\n"
        }
    )
    assert found == [
        "cases/a/case.yaml:4:1: no party 'northwnd' in debtors/ (did you mean 'northwind'?)",
        "cases/a/case.yaml:5:41: no invoice 'X' in this case (there are: INV-1)",
    ]


def test_a_party_that_is_nowhere(problems: Problems) -> None:
    found = problems({"cases/a/case.yaml": CASE.replace("northwind", "zephyr")})
    assert found == [
        "cases/a/case.yaml:4:1: no party 'zephyr' in debtors/ (write debtors/zephyr.yaml, or the party out here)"
    ]


def test_a_folder_without_case_yaml(opened: Write) -> None:
    workspace = opened({"cases/b/notes.txt": "x"})
    with pytest.raises(CaseError, match=r"cases/b:1:1: no case.yaml in this case folder \(casefile new makes one\)"):
        folder.load(workspace, "b")


def test_a_change_can_be_tried_before_it_is_written(opened: Write) -> None:
    workspace = opened({})
    path = workspace.cases / "a" / "payments.yaml"
    case = folder.load(workspace, "a", instead={path: b"- {date: 2026-05-01, amount: 3.00}\n"})
    assert len(case.payments) == 1
    assert not path.exists()
    with pytest.raises(CaseError, match=r"payments\.yaml:1:33: no invoice 'X'"):
        folder.load(workspace, "a", instead={path: b"- {date: 2026-05-01, amount: 1, invoice: X}\n"})


def test_what_else_is_wrong_is_said_in_the_same_run(opened: Write) -> None:
    case = str(FILES["cases/a/case.yaml"])
    judged = [Problem("it is not allowed", Source("cases/a/case.yaml", 9, 9))]
    with pytest.raises(CaseError) as caught:
        folder.load(opened({"cases/a/case.yaml": case.replace("id: a", "id: b")}), "a", judged=lambda _: judged)
    assert [problem.message for problem in caught.value.problems][1:] == ["it is not allowed"]
    with pytest.raises(CaseError) as caught:
        folder.load(opened({"cases/a/case.yaml": case.replace("northwind", "nobody")}), "a", judged=lambda _: judged)
    assert [problem.rule for problem in caught.value.problems] == ["party"]
    assert folder.load(opened({}), "a", judged=lambda _: judged).id == "a"
