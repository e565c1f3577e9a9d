"""What goes out rests on all cases of its debtor, as they were when it was planned."""

from __future__ import annotations

from pathlib import Path

from casefile.case.model import Case
from casefile.outgoing.plan import Plan
from tests.outgoing.test_holds import case, dossiers, root

__all__ = ["root"]


def cases(root: Path, *names: str) -> list[Case]:
    return [each.case for each in dossiers(root, *names)]


def plan(root: Path) -> Plan:
    names = ("c1", "c2", "c3")
    return Plan({each.id: each for each in cases(root, *names)}, frozenset(names))


def test_the_cases_of_a_debtor_belong_together(root: Path) -> None:
    made = plan(root)
    assert [sorted(made.theirs([each])) for each in ("c1", "c3", "unread")] == [["c1", "c2"], ["c3"], ["unread"]]
    assert [each.id for each in made.others("c1")] == ["c2"]


def test_a_change_in_any_of_them_is_seen_until_it_is_ours(root: Path) -> None:
    made = plan(root)
    assert made.changed(["c1"], cases(root, "c1", "c2"), ()) is None
    with (root / "cases/c2/case.yaml").open("a") as file:
        file.write("hold: {reason: talks}\n")
    now = cases(root, "c1", "c2")
    problem = made.changed(["c1"], now, ())
    assert problem is not None
    assert problem.message == "not sent: c2, of the same debtor, was changed meanwhile"
    made.take(now)
    assert made.changed(["c1"], now, ()) is None


def test_a_new_case_counts_when_it_is_of_the_same_debtor(root: Path) -> None:
    made = plan(root)
    for path, text in (case("n1", "kunde") | case("n3", "{name: Other, email: ap@other.example}")).items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(str(text))
    new = cases(root, "n1", "n3")
    seen = [made.changed([name], (), [each]) is not None for name in ("c1", "c3") for each in new]
    assert seen == [True, False, False, True]
