"""Nothing that is kept back is on this side of the wall, and nothing refers to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from casefile.case.model import Case, Contact
from casefile.case.privilege import kept_as
from casefile.case.proof import ContactHead, Received
from casefile.case.wall import opened
from tests.packet.conftest import SECRET


def test_only_open_exhibits_and_stand_ins(case: Case) -> None:
    assert [each.id for each in opened(case).exhibits] == ["E01", "E02", "E03", "E06", "E07", "E08", "E09"]


def test_no_word_of_what_is_kept_back(case: Case) -> None:
    assert SECRET not in repr(opened(case))


def test_references_turn_to_the_stand_in_or_vanish(case: Case) -> None:
    shown = opened(case)
    assert shown.payments[0].evidence == ("E06",)
    assert shown.invoices[0].lines[0].evidence == ("E08", "E06")
    assert shown.invoices[0].evidence == ("E02",)


def test_a_stand_in_says_what_the_original_said(case: Case) -> None:
    stand_in = opened(case).exhibit("E06")
    assert stand_in is not None
    assert (stand_in.kind, str(stand_in.date)) == ("payment", "2026-05-06")


def test_a_settlement_does_not_name_a_private_offer(case: Case) -> None:
    shown = opened(case)
    assert shown.offers == ()
    assert shown.settlement is not None
    assert shown.settlement.offer == ""


def test_calls_counsel_and_private_words(case: Case) -> None:
    kept = [kept_as(case, contact) for contact in case.contacts]
    assert kept == ["open", "internal", "legal-advice", "open", "legal-advice", "open"]
    assert [contact.text for contact in opened(case).contacts] == ["Please pay *INV-1*.", "", "See the letter."]


def _written(case: Case, contact: Contact) -> Case:
    return replace(case, contacts=(contact,))


def _contact(sha256: str = "", **head: object) -> Contact:
    given = {"date": "2026-05-02", "direction": "in", "channel": "email", "subject": SECRET, "outcome": "refused"}
    return Contact(ContactHead.model_validate({**given, **head}), SECRET, "cases/a/correspondence/9.md", sha256)


def test_a_contact_whose_every_exhibit_is_withheld_is_gone(case: Case) -> None:
    for marked in (None, "open"):
        told = _written(case, _contact(evidence=["E04"], privilege=marked))
        assert opened(told).contacts == ()


def test_a_contact_with_some_withheld_exhibit_says_when_and_how_only(case: Case) -> None:
    told = _contact(
        evidence=["E04", "E03"], step=SECRET, to=SECRET, proof=SECRET, invoices=["INV-1"],
        promise={"on": "2026-06-01"}, received={"on": "2026-05-03", "how": SECRET}, **{"from": SECRET},
    )  # fmt: skip
    (contact,) = opened(_written(case, told)).contacts
    assert SECRET not in repr(contact)
    head = contact.head
    assert (head.date, head.direction, head.channel, head.evidence) == (date(2026, 5, 2), "in", "email", ("E03",))
    assert (head.outcome, head.promise, head.received, head.invoices) == (None, None, None, ())


def test_a_receipt_that_is_withheld_says_the_day_only(case: Case) -> None:
    received = {"on": "2026-05-03", "how": SECRET, "evidence": ["E04"]}
    (contact,) = opened(_written(case, _contact(subject="Open", received=received))).contacts
    assert contact.head.subject == "Open"
    assert contact.head.received == Received.model_validate({"on": "2026-05-03"})


def test_a_contact_that_names_a_stand_in_or_nothing_known_is_told(case: Case) -> None:
    for name in ("E05", "E99"):
        (contact,) = opened(_written(case, _contact(evidence=[name]))).contacts
        assert contact.text == SECRET


def test_a_mail_that_is_a_withheld_exhibit_is_withheld(case: Case) -> None:
    case = _with(case, "E04", sha256="4" * 64)
    for marked in (None, "open"):
        assert opened(_written(case, _contact("4" * 64, privilege=marked))).contacts == ()
    assert opened(_written(case, _contact("3" * 64))).contacts != ()


def _with(case: Case, name: str, **fields: object) -> Case:
    """The case with one exhibit's row changed, its keys written out."""
    rows = []
    for row in case.exhibits:
        if row.id == name:
            keys = dict(row.at.keys) | dict.fromkeys(fields, (1, 1))
            row = row.model_copy(update={**fields, "at": replace(row.at, keys=keys)})
        rows.append(row)
    return replace(case, exhibits=tuple(rows))


@pytest.mark.parametrize("field", ["parent", "translation_of"])
def test_what_belongs_to_a_withheld_exhibit_is_withheld_with_it(case: Case, field: str) -> None:
    belonging = _with(case, "E08", **{field: "E04"})
    assert "E08" not in {each.id for each in opened(belonging).exhibits}
    marked = _with(belonging, "E08", privilege="open")
    found = opened(marked).exhibit("E08")
    assert found is not None
    assert getattr(found, field) is None


def test_a_translation_of_what_is_blacked_out_is_withheld(case: Case) -> None:
    assert "E07" not in {each.id for each in opened(_with(case, "E07", translation_of="E05")).exhibits}


def test_a_stand_in_that_is_kept_back_shows_neither(case: Case) -> None:
    shown = {each.id for each in opened(_with(case, "E06", privilege="internal")).exhibits}
    assert not shown & {"E05", "E06"}


def test_an_open_case_is_left_as_it_is(case: Case) -> None:
    shown = opened(case)
    assert opened(shown).invoices is shown.invoices
    assert opened(shown).payments is shown.payments


def test_that_a_letter_came_back_is_told_without_what_shows_it(case: Case) -> None:
    for how in ({"how": SECRET, "returned": "true"}, {"how": f"returned: {SECRET}"}):
        told = _contact(received={"on": "2026-05-03", "evidence": ["E04"], **how})
        (contact,) = opened(_written(case, told)).contacts
        received = contact.head.received
        assert received
        assert (received.came_back, received.how, received.evidence) == (True, "", ())
