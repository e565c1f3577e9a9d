"""What is owed on the day: which instalment comes next."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from casefile.documents.position import position
from tests.documents.matters import claim, written

AGREED = "agreed: 2026-06-01\namount: 2900.00\nschedule: {first: 2026-08-15, every: month, count: 2}\n"


def test_an_instalment_is_the_next_until_its_last_day_is_over(tmp_path: Path) -> None:
    """15 August 2026 is a Saturday: it can be paid until Monday (BGB § 193)."""
    case = written(tmp_path, {"cases/a/settlement.yaml": AGREED})
    ahead = [position(claim(case, date(2026, 8, day))).next for day in (14, 15, 17, 18)]
    assert [one and one.day for one in ahead] == [date(2026, 8, 15)] * 3 + [None]
