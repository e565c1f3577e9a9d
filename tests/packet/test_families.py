"""Attachments stand behind their mail, translations behind their original; nothing is lost and nothing stands twice."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from casefile.case.proof import Exhibit
from casefile.packet.families import Families, families

LETTERS = {"order": "B", "invoice": "C", "correspondence": "F", "proof-of-sending": "F", "other": "H"}


def row(number: int, kind: str = "other", parent: int = 0, of: int = 0) -> Exhibit:
    """A row of the register."""
    names = {"parent": parent, "translation_of": of}
    named = {key: f"E{value:02}" for key, value in names.items() if value}
    return Exhibit.model_validate({"id": f"E{number:02}", "file": "evidence/x", "title": "x", "kind": kind} | named)


def placed(*rows: Exhibit) -> Families:
    return families(rows, lambda each: each.kind, lambda kind: LETTERS.get(kind, ""))


def order(*rows: Exhibit) -> list[str]:
    """All that stands somewhere, each head with a dash before what follows it."""
    found = placed(*rows)
    return [" ".join(each.id for each in found.whole(head)) for head in found.heads]


def test_an_attachment_follows_its_mail() -> None:
    mail = row(1, "correspondence")
    assert order(mail, row(2, parent=1), row(3, "correspondence", parent=1)) == ["E01 E02 E03"]


def test_a_mail_within_a_mail_has_its_own_behind_it() -> None:
    rows = (row(1, "correspondence"), row(2, "correspondence", parent=1), row(3, parent=2), row(4, parent=1))
    assert order(*rows) == ["E01 E02 E03 E04"]


def test_an_invoice_stands_among_the_invoices_with_what_is_attached_to_it() -> None:
    rows = (row(1, "correspondence"), row(2, "invoice", parent=1), row(3, parent=2), row(4, parent=1))
    assert order(*rows) == ["E01 E04", "E02 E03"]


def test_a_kind_of_the_mails_own_section_keeps_it_there() -> None:
    assert order(row(1, "correspondence"), row(2, "proof-of-sending", parent=1)) == ["E01 E02"]
    assert order(row(1, "invoice"), row(2, "invoice", parent=1), row(3, "correspondence", parent=1)) == ["E01 E02 E03"]


def test_a_kind_that_no_section_takes_keeps_it_there() -> None:
    assert order(row(1, "correspondence"), row(2, "payment", parent=1)) == ["E01 E02"]


def test_a_translation_follows_its_original_before_the_attachments() -> None:
    rows = (row(1, "correspondence"), row(2, parent=1), row(3, of=1), row(4, "invoice", of=2))
    assert order(*rows) == ["E01 E03 E02 E04"]


def test_what_came_with_something_that_is_not_shown_stands_alone() -> None:
    assert order(row(2, "order", parent=1), row(3, of=1)) == ["E02", "E03"]


@given(st.lists(st.tuples(st.sampled_from(sorted(LETTERS)), st.integers(0, 8), st.integers(0, 8)), max_size=8))
def test_nothing_is_lost_even_where_rows_circle(told: list[tuple[str, int, int]]) -> None:
    rows = [row(number, *facts) for number, facts in enumerate(told, 1)]
    found = placed(*rows)
    names = [each.id for head in found.heads for each in found.whole(head)]
    assert sorted(names) == [each.id for each in rows]
