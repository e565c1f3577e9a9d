"""The ladder: the usual one, the workspace's, a debtor's own; and what was sent of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from casefile.followup.ladder import ladder, reminded, rung
from tests.documents.matters import CASE, WORKSPACE, sample, written

STEP = "{step: first, after_due: 3, channel: email, document: reminder}"


def names(root: Path, **files: str) -> list[str]:
    return [
        step.step
        for step in ladder(
            written(
                root,
                {f"{key}.yaml" if key == "casefile" else f"cases/a/{key}.yaml": text for key, text in files.items()},
            )
        )
    ]


def test_the_usual_ladder(tmp_path: Path) -> None:
    assert names(tmp_path) == ["upcoming", "first", "second", "call", "final", "demand", "attorney"]


def test_the_workspace_has_its_own(tmp_path: Path) -> None:
    assert names(tmp_path, casefile=f"{WORKSPACE}ladder: [{STEP}]\n") == ["first"]


def test_a_debtor_has_its_own(tmp_path: Path) -> None:
    own = CASE.replace("  name: Northwind GmbH", "  name: Northwind GmbH\n  ladder: gentle")
    gentle = STEP.replace("first", "hello")
    assert names(tmp_path, casefile=f"{WORKSPACE}ladders: {{gentle: [{gentle}]}}\n", case=own) == ["hello"]


def test_a_rung_by_name() -> None:
    step = rung(sample("2026-014-northwind"), "final")
    assert step
    assert step.pay_within == 7
    assert rung(sample("2026-014-northwind"), "none") is None


def test_what_was_sent() -> None:
    case = sample("2026-017-morgenrot")
    sent = reminded(case, ["INV-1061"], date(2026, 9, 1))
    assert [contact.head.step for contact in sent] == ["first", "final"]  # the second bounced
    assert reminded(case, ["INV-9"], date(2026, 9, 1)) == ()
