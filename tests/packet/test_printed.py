"""Which contacts are printed: a letter that only names what it encloses, and none that an exhibit shows already."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from casefile.case.fields import Language
from casefile.case.model import Case, Contact
from casefile.case.proof import ContactHead, Exhibit
from casefile.case.wall import opened
from casefile.packet.contact import contact as paper
from casefile.packet.plan import arranged
from casefile.packet.printed import printed_contacts
from casefile.packet.profile import profile
from tests.documents.matters import sample
from tests.packet.test_papers import about, words


def exhibit(told: str) -> Exhibit:
    """An exhibit by its kind, its file's suffix and its day: `payment png 2026-08-28`."""
    kind, suffix, *day = told.split()
    row: Mapping[str, object] = {
        "id": "E20", "file": f"evidence/E20.{suffix}", "title": "Thank you for the first half, as sent", "kind": kind
    }  # fmt: skip
    return Exhibit.model_validate({**row, **({"date": day[0]} if day else {})})


def letter(**keys: object) -> Contact:
    """An outgoing mail of that day which names one exhibit."""
    head = {
        "date": "2026-08-28",
        "direction": "out",
        "channel": "email",
        "subject": "Thank you",
        "evidence": ["E20"],
        **keys,
    }
    return Contact(ContactHead.model_validate(head), "It arrived this afternoon.", "cases/a/correspondence/20.md")


def is_printed(case: Case, told: str, contact: Contact) -> bool:
    return bool(printed_contacts(replace(case, exhibits=(exhibit(told),), contacts=(contact,))))


@pytest.mark.parametrize("told", [
    "payment png 2026-08-28",
    "invoice pdf 2026-08-28",  # although its title says the subject
    "timesheet xlsx",
    "correspondence eml 2026-07-24",  # of another day: what it answers
    "correspondence wav 2026-08-28",  # nobody can read it
    "contract pdf 2026-08-03",
])  # fmt: skip
def test_a_letter_that_names_what_it_encloses_is_printed(case: Case, told: str) -> None:
    assert is_printed(case, told, letter())


@pytest.mark.parametrize("told", [
    "correspondence eml 2026-08-28",
    "change-order EML 2026-08-28",
    "correspondence tif 2026-08-28",
    "correspondence txt",
    "notice pdf 2026-08-28",
    "authority pdf 2026-08-28",  # its title says the subject
])  # fmt: skip
def test_a_letter_that_is_an_exhibit_is_not_printed_again(case: Case, told: str) -> None:
    assert not is_printed(case, told, letter())


def test_a_paper_that_may_be_the_letter_and_speaks_of_something_else_does_not_stand_for_it(case: Case) -> None:
    assert is_printed(case, "authority pdf 2026-08-28", letter(subject="Our visit"))
    assert is_printed(case, "authority pdf 2026-08-28", letter(subject=""))


def test_a_letter_that_came_by_post_bears_the_day_it_was_written(case: Case) -> None:
    came = letter(direction="in", channel="post")
    assert not is_printed(case, "correspondence pdf 2026-08-25", came)
    assert is_printed(case, "correspondence pdf 2026-06-25", came)
    assert is_printed(case, "correspondence pdf 2026-08-29", came)


def test_a_report_that_a_mail_bounced_is_not_the_mail(case: Case) -> None:
    assert is_printed(case, "correspondence eml 2026-08-28", letter(outcome="bounced"))


def test_one_exhibit_that_is_the_letter_is_enough(case: Case) -> None:
    rows = (exhibit("payment png"), exhibit("notice pdf").model_copy(update={"id": "E21"}))
    both = letter(evidence=["E20", "E21"])
    assert not printed_contacts(replace(case, exhibits=rows, contacts=(both,)))


@pytest.mark.parametrize(("case_id", "found"), [
    ("2026-003-kestrel", {"2026-01-19-final-notice.md", "2026-02-20-cheque.md", "2026-08-19-voice-message.md"}),
    ("2026-014-northwind", {"2026-05-11-credit-note.md"}),
    ("2026-017-morgenrot", {"2026-06-04-mahnung.md"}),
    ("2026-022-brightwell", {
        "2026-07-17-invoice-1091.md", "2026-08-03-settlement.md", "2026-08-28-first-part-paid.md"
    }),
])  # fmt: skip
def test_letters_of_the_samples_that_name_an_exhibit(case_id: str, found: set[str]) -> None:
    printed = printed_contacts(opened(sample(case_id)))
    assert {each.file.rpartition("/")[2] for each in printed if each.head.evidence} == found


@pytest.mark.parametrize(("language", "word"), [
    ("en", "See also"), ("fr", "Voir aussi"), ("pl", "Zob. także"), ("ru", "См. также"), ("de", "Siehe auch"),
])  # fmt: skip
def test_a_printed_letter_names_what_it_encloses(case: Case, language: Language, word: str) -> None:
    shown = opened(case)
    sent = next(each for each in shown.contacts if each.head.subject == "Reminder")
    sent = replace(sent, head=sent.head.model_copy(update={"evidence": ("E02", "E06")}))
    found = about(replace(shown, contacts=(sent,)))
    told = replace(found, making=replace(found.making, language=language))
    plan = arranged(told.case, profile("attorney"), told.language)
    item = next(item for item in plan.exhibits if item.key == "C01")
    redacted = next(each.title for each in plan.exhibits if each.key == "E06")
    said = words(paper(told, item, sent, plan.exhibits)).replace("\\", "")
    assert f"\n{word}\n: E02 Invoice INV-1 as sent; E06 {redacted}\n" in said.replace("\u00a0", " ")


def test_a_letter_of_the_assignor_is_printed_as_theirs() -> None:
    """Kestrel's claim was assigned on 1 February: what went out before was Pike & Sons', what came in went to them."""
    told = about(opened(sample("2026-003-kestrel")))
    plan = arranged(told.case, profile("attorney"), told.language)

    def printed(day: str) -> str:
        sent = next(each for each in told.case.contacts if str(each.head.date) == day)
        item = next(each for each in plan.exhibits if each.file.endswith(sent.file.rpartition("/")[2]))
        return words(paper(told, item, sent)).replace("\u00a0", " ")

    assert ": Pike & Sons Joinery\n" in printed("2025-12-22")
    assert "Halvorsen" not in printed("2025-12-22").partition("---")[0]
    assert ": Halvorsen Workshop Ltd\n" in printed("2026-02-13")
