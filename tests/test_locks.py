"""The locks: hashes, no addresses, agreed with each other and with pyproject.toml; and what is installed is safe."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parents[1]
LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-build.lock")
PIN = re.compile(r"^([a-z0-9-]+)==([^ ]+)(?: ; [^\\]+)? \\$", re.MULTILINE)

# Older ones have holes that hostile files or templates can use.
FLOORS = {"weasyprint": "70.0", "jinja2": "3.1.6", "lxml": "6.1.0", "pillow": "13.0.0", "pikepdf": "10.17"}


def _pins(lock: str) -> dict[str, Version]:
    return {name: Version(pinned) for name, pinned in PIN.findall((ROOT / lock).read_text(encoding="utf-8"))}


def _requirements(lock: str) -> list[Requirement]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    groups = project["dependency-groups"]
    wanted = {
        "requirements.lock": [],
        "requirements-dev.lock": groups["dev"],
        "requirements-build.lock": groups["build"],
    }
    own = [] if lock == "requirements-build.lock" else project["project"]["dependencies"]
    return [Requirement(line) for line in (*own, *wanted[lock])]


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_pins_and_hashes_and_nothing_else(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    rest = re.sub(r"^    --hash=sha256:[0-9a-f]{64}(?: \\)?$", "", PIN.sub("", text), flags=re.MULTILINE)
    assert not rest.strip()
    assert not re.search(r"^([^ ].*)\n(?!    --hash)", text, re.MULTILINE), "a pin without a hash"


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_meets_the_project_file(lock: str) -> None:
    pins = _pins(lock)
    unmet = [
        str(wanted) for wanted in _requirements(lock) if pins[canonicalize_name(wanted.name)] not in wanted.specifier
    ]
    assert unmet == []


def test_the_locks_agree() -> None:
    run, dev, build = (_pins(lock) for lock in LOCKS)
    assert run.items() <= dev.items()
    assert {name: dev[name] for name in build.keys() & dev.keys()} == {
        name: build[name] for name in build.keys() & dev.keys()
    }


@pytest.mark.parametrize(("package", "floor"), FLOORS.items())
def test_what_reads_hostile_input_is_new_enough(package: str, floor: str) -> None:
    assert Version(version(package)) >= Version(floor)
    assert _pins("requirements.lock")[package] >= Version(floor)
