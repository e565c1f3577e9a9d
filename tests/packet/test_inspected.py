"""What is built passes the inspector without its plan: every profile and sample, whole, in volumes, and with late
additions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from casefile.case import folder
from casefile.case.model import Case
from casefile.case.workspace import open_workspace
from casefile.packet.build import Asked, Built, build
from casefile.packet.inspector.inspect import inspect
from casefile.packet.papers import Making
from casefile.packet.profile import Profile, profile
from tests.packet.test_profile import CASES, LANGUAGES, OPEN, ROOT

AS_OF = date(2026, 9, 1)
SMALL = 1  # megabytes: less than any sample's packet has


def _whole(case: Case, chosen: Profile, making: Making, at: Path) -> Built:
    return build(case, making, chosen, out=at / "out", kept=at / "kept")


def _with_additions(case: Case, chosen: Profile, making: Making, at: Path) -> Built:
    """The packet, first without every fourth exhibit, and then with them behind it."""
    (at / f"kept/plan-{chosen.name}.json").unlink()  # a sample may mark exhibits as late ones to the whole
    rows = [row for row in case.exhibits if not (row.translation_of or row.redacts)]
    late = [row for row in rows if row in rows[1::4]]
    _whole(replace(case, exhibits=tuple(row for row in case.exhibits if row not in late)), chosen, making, at)
    return build(case, making, chosen, out=at / "out", kept=at / "kept", asked=Asked(late=True))


def _broken(made: Built, chosen: Profile) -> list[str]:
    """The rules that a PDF of a packet breaks; one that is too large was told when it was made."""
    told = " ".join(warning.message for warning in made.warnings if warning.rule == "size")
    files = [file for file in made.pdf.parent.rglob("*.pdf") if "natives" not in file.parts]
    return [
        f"{file.name}: {rule.rule}: {rule.detail}"
        for file in files
        for rule in inspect(file, chosen)
        if not (rule.ok or (rule.rule == "size" and file.name in told))
    ]


@pytest.mark.slow
@pytest.mark.parametrize("case_id", CASES)
@pytest.mark.parametrize("name", OPEN)
def test_what_is_built_passes(name: str, case_id: str, tmp_path: Path) -> None:
    case, chosen = folder.load(open_workspace(ROOT), case_id), profile(name)
    making = Making(AS_OF, language=LANGUAGES[(CASES.index(case_id) + OPEN.index(name)) % len(LANGUAGES)])
    assert _broken(_whole(case, chosen, making, tmp_path), chosen) == []
    small = chosen.model_copy(update={"limits": chosen.limits.model_copy(update={"megabytes": SMALL})})
    assert _broken(_whole(case, small, making, tmp_path), small) == []
    if chosen.takes_late and not chosen.cited:
        assert _broken(_with_additions(case, chosen, making, tmp_path), chosen) == []
