"""The pool of processes: what a worker leaves in its temporary folder goes with it."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from casefile.build.pool import processes


@pytest.mark.slow
def test_the_workers_leave_no_temporary_files() -> None:
    with processes(2) as executor:
        left = Path(executor.submit(tempfile.mkdtemp).result(timeout=60))
        assert left.is_dir()
    assert not left.exists()
    assert not left.parent.exists()
