"""Which exhibits prove what."""

from __future__ import annotations

from casefile.documents.chief import chief
from casefile.documents.proof import annexes, clause_refs
from casefile.render.sheet import Location
from tests.documents.matters import sample, whole


def test_a_clause_may_stand_in_an_exhibit_of_its_own() -> None:
    case = sample("2026-022-brightwell")
    assert [ref.id for ref in clause_refs(case, "fee")] == ["E02"]
    assert [(ref.id, ref.page) for ref in clause_refs(case, "payment")] == [("E01", 2)]


def test_the_contract_is_not_what_to_read_first_on_a_fee_that_was_agreed_later() -> None:
    found = {one.id: one.ground for one in chief(whole(sample("2026-022-brightwell"))) if one.ground == "agreed"}
    assert found == {"E02": "agreed"}


def test_exhibits_referred_to_stand_in_the_order_of_their_labels() -> None:
    case = sample("2026-022-brightwell")
    by_register = {name: Location(name, 1, 10 - place) for place, name in enumerate(("E03", "E01", "E02"))}
    assert [row.id for row in annexes(case, ["E02", "E01", "E03"], None)] == ["E01", "E02", "E03"]
    assert [row.id for row in annexes(case, ["E02", "E01", "E03"], by_register)] == ["E01", "E02", "E03"]
    tabs = {"E03": Location("Tab A1", 1, 5), "E01": Location("Tab A2", 1, 9), "E02": Location("Tab B1", 1, 7)}
    assert [row.id for row in annexes(case, ["E02", "E01", "E03"], tabs)] == ["E03", "E01", "E02"]
