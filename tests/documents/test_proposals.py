"""Offers as papers for us tell them: their parts, and whether they stand."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from casefile.documents.proposals import proposals
from tests.documents.matters import said, sample, whole, written

OFFERS = """\
- {id: O1, date: 2026-05-10, by: us, kind: instalments, amount: 900.00, schedule: {first: 2026-06-01, every: month, count: 3}, expires: 2026-05-24}
- {id: O2, date: 2026-05-11, by: debtor, kind: deferral, amount: 3000.00, due: 2026-12-01}
- {id: O3, date: 2026-05-12, by: us, kind: credit, amount: 0.00, status: withdrawn, privilege: internal}
- {id: O4, date: 2026-05-13, by: us, kind: waiver, amount: 3000.00, privilege: legal-advice}
- {id: O5, date: 2026-12-12, by: us, kind: partial, amount: 100.00}
"""


def test_parts_days_and_whether_it_stands(tmp_path: Path) -> None:
    case = written(tmp_path, {"cases/a/offers.yaml": OFFERS})
    found = [(one.id, one.count, one.first, one.last, one.is_standing) for one in proposals(whole(case))]
    assert found == [
        ("O1", 3, date(2026, 6, 1), date(2026, 8, 1), False),
        ("O2", 1, date(2026, 12, 1), date(2026, 12, 1), True),
        ("O3", 1, None, None, False),
        ("O4", 1, None, None, True),
    ]
    text = said("brief", case)
    assert (
        "- Openly: we offered instalments on 10 May 2026: €900.00 in 3 parts, 1 Jun 2026 to 1 Aug 2026; has run out"
        in text
    )
    assert "- Openly: the debtor offered a later date on 11 May 2026: €3,000.00 by 1 Dec 2026; open" in text
    assert "- Kept to ourselves: we offered a credit on 12 May 2026: €0.00 to be paid; withdrawn" in text


def test_a_settlement_takes_the_place_of_the_offers_before_it(tmp_path: Path) -> None:
    files = {
        "cases/a/offers.yaml": OFFERS,
        "cases/a/settlement.yaml": "agreed: 2026-06-01\namount: 9.00\ndue: 2026-12-01\n",
    }
    assert not any(one.is_standing for one in proposals(whole(written(tmp_path, files))))


def test_the_one_that_stands() -> None:
    assert [one.id for one in proposals(whole(sample("2026-014-northwind"))) if one.is_standing] == ["O3"]
