"""What the tests of this room share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.followup.portfolio import Portfolio, portfolio


@pytest.fixture
def cases(workspace: Callable[[Mapping[str, str | bytes]], Path]) -> Portfolio:
    """The maker of dossiers."""
    return portfolio(workspace)
