"""Which exhibits come first: what the debtor acknowledged, then what shows most of what is open."""

from __future__ import annotations

from pathlib import Path

from casefile.case.model import Case
from casefile.case.wall import opened
from casefile.documents.chief import chief
from casefile.documents.matter import Matter
from tests.documents.matters import CASE, INVOICE, claim, noted, sample, written

TWO = INVOICE.partition("lines:")[0] + (
    'lines: [{id: "1", description: Large, unit_price: 900.00}, {id: "2", description: Small, unit_price: 100.00}]\n'
)


def exhibits(*rows: str) -> str:
    """A register: each row is an id, a kind and what else is said of it."""
    lines = []
    for row in rows:
        name, kind, more = (*row.split(" ", 2), "", "")[:3]
        lines.append(f"- {{id: {name}, file: evidence/{name}.txt, title: {name}, kind: {kind}{more}}}\n")
    return "".join(lines)


def found(case: Case) -> list[tuple[str, str, str]]:
    shown = chief(Matter(opened(case), claim(case), case))
    return [(one.id, one.ground, "all" if one.whole else ", ".join(one.lines)) for one in shown]


def written_with(root: Path, register: str, **files: str) -> Case:
    named = {f"cases/a/evidence/E{n:02}.txt": f"{n}" for n in range(1, 9) if f"E{n:02}" in register}
    named |= {"cases/a/evidence.yaml": register, "cases/a/invoices/1.yaml": TWO}
    return written(root, named | {f"cases/a/{name.replace('__', '/')}": text for name, text in files.items()})


def test_each_next_one_shows_the_most_that_is_not_shown_yet(tmp_path: Path) -> None:
    register = exhibits(
        "E01 delivery , proves: [INV-1#2]",
        "E02 timesheet , proves: [INV-1#1]",
        "E03 delivery , proves: [INV-1#1]",
        "E04 contract , proves: [INV-1]",
        "E05 order , proves: [INV-1#1]",
    )
    assert found(written_with(tmp_path, register)) == [
        ("E04", "agreed", "all"),
        ("E02", "performed", "1"),
        ("E01", "performed", "2"),
    ]


def test_what_is_no_proof_of_performance_is_left_out(tmp_path: Path) -> None:
    register = exhibits(
        "E01 invoice , proves: [INV-1]",
        "E02 notice , proves: [INV-1]",
        "E03 payment , proves: [INV-1]",
        "E04 contract , translation_of: E05, proves: [INV-1]",
        "E05 contract , proves: [INV-1]",
        "E06 acceptance , proves: [INV-1], privilege: internal",
    )
    assert found(written_with(tmp_path, register)) == [("E05", "agreed", "all")]


def test_the_debtors_own_words_come_first_the_latest_of_them_first(tmp_path: Path) -> None:
    register = exhibits(
        "E01 correspondence , date: 2026-05-01",
        "E02 correspondence , date: 2026-06-01",
        "E03 correspondence , date: 2026-07-01",
        "E04 contract , date: 2026-08-01",
        "E05 delivery , proves: [INV-1]",
    )
    promise = noted(date="2026-07-01", direction="in", channel="email", outcome="promised", evidence="E03")
    owned = noted(date="2026-06-01", direction="in", channel="email", outcome="acknowledged", evidence="[E02, E01]")
    ahead = noted(date="2026-12-01", direction="in", channel="email", outcome="acknowledged", evidence="E05")
    case = written_with(
        tmp_path,
        register,
        **{
            "case.yaml": CASE + "events: [{date: 2026-05-01, what: acknowledgement, evidence: E01}]\n",
            "settlement.yaml": "agreed: 2026-08-01\namount: 900.00\ndue: 2026-12-01\nacknowledges: true\nevidence: E04\n",
            "correspondence__1.md": promise,
            "correspondence__2.md": owned,
            "correspondence__3.md": ahead,
        },
    )
    assert found(case) == [
        ("E04", "acknowledged", ""),
        ("E02", "acknowledged", ""),
        ("E01", "acknowledged", ""),
        ("E03", "promised", ""),
        ("E05", "performed", "all"),
    ]


def test_no_more_than_five() -> None:
    assert len(found(sample("2026-003-kestrel"))) == 5


def test_the_contracts_own_exhibit_shows_every_line(tmp_path: Path) -> None:
    case = CASE.replace("title: Services agreement", "title: Services agreement, evidence: E01")
    assert found(written_with(tmp_path, exhibits("E01 contract"), **{"case.yaml": case})) == [("E01", "agreed", "all")]
