"""Real programs that tests compare with; a test skips, saying so, where one is not installed."""

from __future__ import annotations

import shutil

import pytest


def program(name: str) -> str:
    """The program's path. Skips the test where this machine has none."""
    path = shutil.which(name)
    if path is None:
        pytest.skip(f"{name} is not installed")
    return path
