"""As what a message with counsel is kept, and which files may not be handed over for what they hold."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from casefile.case.model import Case
from casefile.case.privilege import kept_as, of_itself, without_native

Load = Callable[[Mapping[str, str | bytes]], Case]

CASE = "id: a\ntitle: Website\ncurrency: EUR\ndebtor: northwind\n"
COUNSEL = "attorney: {name: Jo Lane, email: Jo@lane-law.example}\n"
OURS, THEIRS = "a@studio-halvorsen.example", "ap@northwind.example"


def noted(loaded: Load, more: str, case: str = CASE + COUNSEL, **files: str) -> Case:
    """The case with one message in it, whose head has these lines."""
    note = f"---\ndate: 2026-05-02\ndirection: in\n{more}---\nWords.\n"
    return loaded({"cases/a/case.yaml": case, "cases/a/correspondence/9.md": note, **files})


def mail(sender: str, to: str, more: str = "") -> str:
    return f"channel: email\nfrom: {sender}\nto: {to}\n{more}"


@pytest.mark.parametrize(
    ("head", "kept"),
    [
        (mail("Jo Lane <Jo@Lane-Law.example>", OURS), "legal-advice"),
        (mail(OURS, "pa@lane-law.example, b@studio-halvorsen.example"), "legal-advice"),  # another in the firm
        (mail(OURS, "Jo Lane (jo@lane-law.example.)"), "legal-advice"),
        (mail("jo@lane-law.example", THEIRS), "open"),  # the debtor has it
        (mail("jo@lane-law.example", f"{OURS}, voss@kanzlei-voss.example"), "open"),  # so has the debtor's attorney
        (mail("jo@lane-law.example", OURS, "privilege: open\n"), "open"),
        (mail("jo@lane-law.example", OURS, "privilege: internal\n"), "internal"),
        (mail("jo@other-law.example", OURS), "open"),
        ("channel: attorney\n", "legal-advice"),
        ("channel: attorney\nprivilege: open\n", "open"),
        ("channel: call\n", "internal"),
    ],
)
def test_what_passed_between_us_and_our_counsel_is_legal_advice(head: str, kept: str, loaded: Load) -> None:
    case = noted(loaded, head)
    (contact,) = case.contacts
    assert (kept_as(case, contact), of_itself(case, contact)) == (kept, kept)


def test_a_copy_to_counsel_makes_it_legal_advice_unless_the_debtor_has_it(loaded: Load) -> None:
    for to, kept in ((OURS, "legal-advice"), (THEIRS, "open")):
        head = f"From: {OURS}\nTo: {to}\nCc: Jo Lane <jo@lane-law.example>\nDate: Sat, 2 May 2026 10:00:00 +0000\n"
        raw = {"cases/a/correspondence/2026-05-02-m.eml": f"{head}Subject: The claim\n\nShould we wait?\n"}
        raw |= {"cases/a/correspondence/2026-05-02-m.md": "---\ndirection: out\n---\n"}
        case = loaded({"cases/a/case.yaml": CASE + COUNSEL, **raw})
        assert [kept_as(case, each) for each in case.contacts] == [kept]


def test_a_message_whose_file_is_gone_is_told_by_its_note(loaded: Load) -> None:
    head = f"From: {OURS}\nTo: jo@lane-law.example\nDate: Sat, 2 May 2026 10:00:00 +0000\n"
    case = loaded({"cases/a/case.yaml": CASE + COUNSEL, "cases/a/correspondence/2026-05-02-m.eml": f"{head}\nWait?\n"})
    (case.path / "correspondence/2026-05-02-m.eml").unlink()
    assert [kept_as(case, each) for each in case.contacts] == ["legal-advice"]


def test_where_the_case_names_no_counsel_only_the_channel_says_so(loaded: Load) -> None:
    case = noted(loaded, mail("jo@lane-law.example", OURS), CASE)
    assert kept_as(case, case.contacts[0]) == "open"
    case = noted(loaded, "channel: attorney\n", CASE)
    assert kept_as(case, case.contacts[0]) == "legal-advice"


@pytest.mark.parametrize(
    ("sender", "kept"), [("ceo@lane-law.example", "open"), ("jo@lane-law.example", "legal-advice")]
)
def test_the_debtor_s_own_host_makes_nobody_our_counsel(sender: str, kept: str, loaded: Load) -> None:
    debtor = {"debtors/northwind.yaml": "name: Northwind\nemail: nw@lane-law.example\n"}
    case = noted(loaded, mail(sender, OURS), **debtor)
    assert kept_as(case, case.contacts[0]) == kept


def test_what_a_person_liable_beside_the_debtor_has_is_open(loaded: Load) -> None:
    liable = "co_debtors: [{party: {name: Kai Weber, email: kai@weber.example}, liability: guarantor}]\n"
    case = noted(loaded, mail("jo@lane-law.example", "kai@weber.example"), CASE + COUNSEL + liable)
    assert kept_as(case, case.contacts[0]) == "open"


MAIL = "- {id: E01, file: evidence/1.eml, title: Mail}\n"
NESTED = "- {id: E02, file: evidence/2.eml, title: Forwarded, parent: E01, privilege: open}\n"
ADVICE = "- {id: E03, file: evidence/3.txt, title: Advice, parent: E02, privilege: legal-advice}\n"
NOTE = "- {id: E04, file: evidence/4.txt, title: A note of ours, parent: E02, privilege: internal}\n"


@pytest.mark.parametrize(
    ("register", "held"),
    [
        (MAIL + NESTED, ""),
        (MAIL + ADVICE.replace("parent: E02", "parent: E01"), "E01"),
        (MAIL + NESTED + ADVICE, "E01 E02"),  # the mail holds the mail that holds the advice
        (MAIL + NESTED + ADVICE + NOTE, "E01 E02"),
        (MAIL + NESTED.replace("privilege: open", "privilege: internal") + ADVICE, "E01"),  # E02 is not shown at all
        (MAIL + ADVICE.replace(", parent: E02", ""), ""),
    ],
)
def test_a_message_that_holds_something_kept_back_keeps_its_file(register: str, held: str, loaded: Load) -> None:
    case = loaded({"cases/a/evidence.yaml": register, **{f"cases/a/evidence/{n}.txt": f"text {n}" for n in (3, 4)}})
    assert without_native(case) == frozenset(held.split())
