"""What every test may ask for, and what no test may do: see the fixtures below.

`golden` compares with a kept file, `samples` and `validate_pdf` are third-party material that not every machine has,
`workspace` writes files. No test reaches the network: a connection or a name look-up beyond this machine fails it, even
where the code under test swallows the error.
"""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from filelock import FileLock

from tests.golden import Golden, Goldens
from tests.offline import attempts, watch


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-goldens", action="store_true", help="rewrite tests/goldens and delete what no test asks for"
    )


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--update-goldens") and getattr(config.option, "numprocesses", None):
        raise pytest.UsageError("--update-goldens needs one process: leave -n out")
    config.pluginmanager.register(Goldens(update=config.getoption("--update-goldens")), "goldens")
    watch()
    # A shell that runs the tests in the background has them ignore Ctrl-C, and what they start would, too.
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True)
def _no_network() -> Iterator[None]:
    """Fails a test that tried to reach anything but this machine."""
    attempts.clear()
    yield
    assert not attempts, f"the test reached for the network: {', '.join(attempts)}"


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """`golden("letter.txt", text)` compares text, or a value as JSON, with tests/goldens/<room>/<module>/letter.txt."""
    goldens = request.config.pluginmanager.getplugin("goldens")
    assert isinstance(goldens, Goldens)
    return goldens.of(request.path)


@pytest.fixture(scope="session")
def samples() -> Path:
    """The folder of third-party samples (environment variable CASEFILE_SAMPLES); skips where there is none."""
    folder = os.environ.get("CASEFILE_SAMPLES")
    if not folder:
        pytest.skip("CASEFILE_SAMPLES does not name a folder of third-party samples")
    assert Path(folder).is_dir(), f"CASEFILE_SAMPLES names {folder}, which is no folder"
    return Path(folder)


@pytest.fixture(scope="session")
def validate_pdf() -> Callable[..., str]:
    """`validate_pdf("3a", pdf, …)` returns what the validator in CASEFILE_VALIDATE_PDF says, or fails with it.

    Flavours are those of veraPDF: 3a for PDF/A-3a, ua1 for PDF/UA-1. Skips where there is no validator. One runs at a
    time, as a validator may set itself up the first time.
    """
    program = os.environ.get("CASEFILE_VALIDATE_PDF")
    if not program:
        pytest.skip("CASEFILE_VALIDATE_PDF does not name a PDF validator")

    def validate(flavour: str, *files: Path) -> str:
        with FileLock(Path(tempfile.gettempdir()) / "casefile-validate-pdf.lock"):
            result = subprocess.run([program, flavour, *files], capture_output=True, text=True, check=False)
        assert result.returncode == 0, result.stdout + result.stderr
        return result.stdout

    return validate


@pytest.fixture
def workspace(tmp_path: Path) -> Callable[[Mapping[str, str | bytes]], Path]:
    """`workspace({"casefile.yaml": "…", "cases/a/case.yaml": "…"})` writes the files and returns their folder."""

    def write(files: Mapping[str, str | bytes]) -> Path:
        for name, content in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return tmp_path

    return write
