"""Which exhibits prove what."""

from __future__ import annotations

from casefile.documents.chief import chief
from casefile.documents.proof import clause_refs
from tests.documents.matters import sample, whole


def test_a_clause_may_stand_in_an_exhibit_of_its_own() -> None:
    case = sample("2026-022-brightwell")
    assert [ref.id for ref in clause_refs(case, "fee")] == ["E02"]
    assert [(ref.id, ref.page) for ref in clause_refs(case, "payment")] == [("E01", 2)]


def test_the_contract_is_not_what_to_read_first_on_a_fee_that_was_agreed_later() -> None:
    found = {one.id: one.ground for one in chief(whole(sample("2026-022-brightwell"))) if one.ground == "agreed"}
    assert found == {"E02": "agreed"}
