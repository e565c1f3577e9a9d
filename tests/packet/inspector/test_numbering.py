"""Which labels are numbers to go by: a later volume's, and those of a bundle that was added to."""

from __future__ import annotations

import pytest

from casefile.packet.inspector.numbering import goes_on, was_added_to


@pytest.mark.parametrize(
    ("labels", "ok"), [("1 2 3", True), ("501 502", True), ("1 3", False), ("i ii", False), ("0 1", False), ("7", True)]
)
def test_a_later_volume(labels: str, ok: bool) -> None:
    assert goes_on(labels.split()) is ok


@pytest.mark.parametrize(
    ("labels", "ok"),
    [
        ("1 2 2.1 2.2", True),
        ("2 20 21 21.1", True),
        ("47.1 47.2", True),
        ("1 1.1 2 3 3.0.1 3.0.2 3.1 3.2", True),  # a certificate that grew once more stands before the additions
        ("1 2 3 3.1 3.1.1 3.2", True),
        ("1 1.1 2 3 3.1 3.3 3.2", False),
        ("1 2 2.1.0", False),
        ("1 2 3", False),
        ("1 3 4", False),
        ("1 2 2.1 2.1", False),
        ("1 2.1 1.1", False),
        ("1.1 1.2 2.1 2.2", False),  # chapters
        ("1 2 2.0", False),
        ("i 1 1.1", False),
    ],
)
def test_a_bundle_that_was_added_to(labels: str, ok: bool) -> None:
    assert was_added_to(labels.split()) is ok
