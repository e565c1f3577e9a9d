"""A size over a limit is seen to be over it."""

from __future__ import annotations

import pytest

from casefile.packet.inspector.sizes import over


@pytest.mark.parametrize(
    ("size", "told"),
    [(1_040_000, "1.04 MB"), (1_000_100, "1.0001 MB"), (1_000_001, "1.000001 MB"), (2_500_000, "2.50 MB")],
)
def test_as_many_digits_as_it_takes(size: int, told: str) -> None:
    assert over(size, 1) == f"{told}; 1 MB at most"
