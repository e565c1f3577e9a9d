"""Nothing that is kept back is on this side of the wall, and nothing refers to it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from casefile.case.model import Case
from casefile.packet.wall import is_open, opened, without_native
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
    assert [is_open(contact) for contact in case.contacts] == [True, False, False, True, True, True]
    assert [contact.text for contact in opened(case).contacts] == ["Please pay *INV-1*.", "", "", "See the letter."]


def _with(case: Case, name: str, **fields: object) -> Case:
    """The case with one exhibit's row changed, its keys written out."""
    rows = []
    for row in case.exhibits:
        if row.id == name:
            keys = dict(row.at.keys) | dict.fromkeys(fields, (1, 1))
            row = row.model_copy(update={**fields, "at": replace(row.at, keys=keys)})  # noqa: PLW2901
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


def test_a_message_that_holds_a_private_attachment_keeps_its_file(case: Case) -> None:
    assert without_native(case) == frozenset()
    assert without_native(_with(case, "E04", parent="E03")) == {"E03"}


def test_an_open_case_is_left_as_it_is(case: Case) -> None:
    shown = opened(case)
    assert opened(shown).invoices is shown.invoices
    assert opened(shown).payments is shown.payments
