"""Late additions: earlier pages keep their numbers, new ones count on behind the last, and come as a file of their own."""

from __future__ import annotations

import csv
import re
import shutil
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from casefile.case.folder import load
from casefile.case.model import Case
from casefile.case.workspace import open_workspace
from casefile.errors import CaseError, UsageError
from casefile.packet import late
from casefile.packet.build import Asked, Built, build
from casefile.packet.inspector.inspect import inspect
from casefile.packet.inspector.numbering import place
from casefile.packet.papers import Making
from casefile.packet.plan import Item, Plan, Section, paginated
from casefile.packet.profile import Limits, profile
from tests.packet.conftest import AS_OF, Finished, built
from tests.packet.paper import Leaf, text, words, write


def grown(case: Case, number: int) -> Case:
    """The case with one exhibit more, of two pages."""
    write(case.path / f"evidence/E{number}-new.pdf", Leaf(text(f"Found {number}")), Leaf(text("Second")))
    with (case.path / "evidence.yaml").open("a") as register:
        register.write(
            f"- {{id: E{number}, file: evidence/E{number}-new.pdf, title: Found {number}, date: 2026-02-02, kind: order}}\n"
        )
    return load(open_workspace(case.path.parent.parent), case.id)


def added(case: Case, at: Path) -> Built:
    """The packet with late additions."""
    making = Making(AS_OF, commit="abcdef0123456789")
    return build(case, making, profile("attorney"), out=at / "out", kept=at / "kept", asked=Asked(late=True))


def labels(file: Path) -> list[str]:
    """The label of each page."""
    with pikepdf.open(file) as pdf:
        found: list[Any] = [page.label for page in pdf.pages]
        return found


def test_earlier_pages_keep_their_numbers_and_new_ones_count_on(case: Case, finished: Finished, tmp_path: Path) -> None:
    shutil.copytree(finished.kept, tmp_path / "kept")
    old = words(finished.built.pdf)
    found = added(grown(case, 20), tmp_path)
    assert labels(found.pdf) == [*map(str, range(1, 23)), "22.1", "22.2"]
    now = words(found.pdf)
    assert [line.split()[-1] for line in now] == labels(found.pdf)
    exhibits = range(8, 19)
    assert [now[page] for page in exhibits] == [old[page] for page in exhibits]
    assert "E20, 2 of 2 22.2" in now[23]
    assert re.search(r"Late additions .*E20 Found 20 .*22\.1–22\.2", now[1])
    assert found.added
    assert labels(found.added) == ["2", "21", "22", "22.1", "22.2"]
    with pikepdf.open(found.added) as pdf, pdf.open_outline() as outline:
        assert [item.title.replace("\xa0", " ") for item in outline.root] == [
            "Index · p. 2", "Certificate · p. 21", "Late additions · p. 22.1",
        ]  # fmt: skip
    assert not found.warnings
    for file in (found.pdf, found.added):
        assert [rule.rule for rule in inspect(file) if not rule.ok] == []


def test_the_page_in_a_browser_and_the_load_file_name_the_new_numbers(
    case: Case, finished: Finished, tmp_path: Path
) -> None:
    shutil.copytree(finished.kept, tmp_path / "kept")
    found = added(grown(case, 20), tmp_path)
    text = (found.pdf.parent / "index.html").read_text(encoding="utf-8")
    rows = re.findall(
        r'#page=(\d+)"><span class="label">([^<]*)</span><span class="title">([^<]*)<.*?p\.\xa0([\d.]+)<', text
    )
    assert rows[-2:] == [("21", "", "Certificate", "21"), ("23", "E20", "Found 20", "22.1")]
    assert all(labels(found.pdf)[int(page) - 1] == number for page, _, _, number in rows)
    assert re.search(r'"numbers":\s?\["1", ?"2",.*"22", ?"22.1", ?"22.2"\]', text)
    assert "At the end" not in text
    (row,) = [each for each in _loaded(found.pdf.parent) if each["LABEL"] == "E20"]
    assert (row["BEGDOC"], row["ENDDOC"], row["PDFPAGE"]) == ("A-000022.1", "A-000022.2", "23")


def _printed(number: str) -> str:
    """The page's number at its foot, of the load file's: 12 for A-000012."""
    return number.rpartition("-")[2].lstrip("0")


def _loaded(folder: Path) -> list[dict[str, str]]:
    with (folder / "load/load.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_made_again_where_it_is_gone_it_says_the_same(case: Case, finished: Finished, tmp_path: Path) -> None:
    shutil.copytree(finished.kept, tmp_path / "kept")
    first = added(grown(case, 20), tmp_path)
    assert first.added
    bytes_of = first.pdf.read_bytes(), first.added.read_bytes()
    now = load(open_workspace(case.path.parent.parent), case.id)
    record = (tmp_path / "kept/plan-attorney.json").read_bytes()
    with pytest.raises(CaseError, match="nothing has come in since the packet of 2026-09-01") as refused:
        added(now, tmp_path)
    assert "/out first" in str(refused.value.problems[0].hint)
    assert (first.pdf.read_bytes(), first.added.read_bytes()) == bytes_of
    assert (tmp_path / "kept/plan-attorney.json").read_bytes() == record
    shutil.rmtree(tmp_path / "out")
    again = added(now, tmp_path)
    assert again.added
    assert (again.pdf.read_bytes(), again.added.read_bytes()) == bytes_of


def several(case: Case, first: int, count: int) -> Case:
    """The case with more exhibits, whose files have names that fill lines of the certificate."""
    for number in range(first, first + count):
        name = f"E{number}-{'found-in-a-drawer-' * 7}.txt"
        (case.path / "evidence" / name).write_text(f"Found {number}.\n")
        with (case.path / "evidence.yaml").open("a") as register:
            register.write(f"- {{id: E{number}, file: evidence/{name}, title: Found {number}, date: 2026-02-02}}\n")
    return load(open_workspace(case.path.parent.parent), case.id)


@pytest.mark.parametrize(
    "update",
    [{}, pytest.param({"slips": True, "limits": Limits.model_validate({"megabytes": "1"})}, marks=pytest.mark.slow)],
)
def test_three_times_in_a_row_no_number_goes_back_or_changes(
    case: Case, tmp_path: Path, update: dict[str, object]
) -> None:
    chosen, making = profile("attorney").model_copy(update=update), Making(AS_OF)
    out, kept = tmp_path / "out", tmp_path / "kept"
    build(case, making, chosen, out=out, kept=kept)
    before: dict[str, list[str]] = {}
    for first, count in ((30, 2), (40, 14), (60, 2)):
        found = build(several(case, first, count), making, chosen, out=out, kept=kept, asked=Asked(late=True))
        bundle = [label for file in found.volumes for label in labels(file)]
        assert bundle == sorted(bundle, key=place)
        assert [line.split()[-1] for file in found.volumes for line in words(file)] == bundle, "as stamped"
        index = " ".join(words(found.pdf)[1:4]).replace("\xa0", " ")
        rows = {row["LABEL"] or row["TITLE"]: row for row in _loaded(found.pdf.parent)}
        numbers = {name: [_printed(row["BEGDOC"]), _printed(row["ENDDOC"])] for name, row in rows.items()}
        assert {name: numbers[name][0] for name in before} == {name: first for name, (first, _) in before.items()}
        assert all(numbers[name] == span for name, span in before.items() if name.startswith("E"))
        before = numbers
        for name, (start, end) in numbers.items():
            if name.startswith("E"):
                assert re.search(rf"{name} .*?{start}" + (f"–{end}" if start != end else ""), index), name
        assert found.added
        alone = labels(found.added)
        new = [label for label in alone if place(label) >= place(numbers[f"E{first}"][0])]
        assert alone == sorted(alone, key=place)
        assert new == bundle[-count * (1 + chosen.slips) :]
        for file in (*found.volumes, found.added):
            assert [rule.rule for rule in inspect(file, chosen) if not rule.ok] == []
    assert any(label.count(".") > 1 for label in bundle), "the certificate grew in front of the additions"


def test_references_from_our_papers_name_the_new_numbers(case: Case, finished: Finished, tmp_path: Path) -> None:
    shutil.copytree(finished.kept, tmp_path / "kept")
    with (case.path / "invoices/1.yaml").open("a") as invoice:
        invoice.write("  - {id: 2, description: Later, quantity: 1, unit_price: 1.00, evidence: [E20]}\n")
    found = added(grown(case, 20), tmp_path)
    told = [page for page in words(found.pdf) if "E20 [B22.1]" in page]
    assert told
    with pikepdf.open(found.pdf) as pdf:
        pages: list[Any] = [page.obj.objgen for page in pdf.pages]
        goals = [
            link.A.D[0].objgen
            for page in pdf.pages
            for link in page.obj.get("/Annots", [])
            if "/D" in link.get("/A", {})
        ]
        assert pages[labels(found.pdf).index("22.1")] in goals


def test_a_register_that_marks_late_ones_keeps_the_earlier_record(
    case: Case, finished: Finished, tmp_path: Path
) -> None:
    shutil.copytree(finished.kept, tmp_path / "kept")
    more = grown(case, 20)
    marked = tuple(each.model_copy(update={"late": each.id == "E20"}) for each in more.exhibits)
    built(replace(more, exhibits=marked), tmp_path / "out", tmp_path / "kept")
    assert labels(added(more, tmp_path).pdf)[22:] == ["22.1", "22.2"]


def test_what_is_refused(case: Case, finished: Finished, tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="there is no earlier packet of this case and profile to add to"):
        added(case, tmp_path)
    shutil.copytree(finished.kept, tmp_path / "kept", dirs_exist_ok=True)
    with pytest.raises(CaseError, match="nothing has come in since the packet of 2026-09-01"):
        added(case, tmp_path)
    with pytest.raises(CaseError, match="is of 2026-09-01: nothing can be added to it as of 2026-08-31"):
        build(
            grown(case, 20), Making(AS_OF - timedelta(days=1)), profile("attorney"), out=tmp_path / "out",
            kept=tmp_path / "kept", asked=Asked(late=True),
        )  # fmt: skip
    for name in ("uk-court", "fr-bordereau"):
        with pytest.raises(UsageError, match="takes no late additions"):
            build(
                case, Making(AS_OF), profile(name), out=tmp_path / "out", kept=tmp_path / "kept", asked=Asked(late=True)
            )
    (tmp_path / "kept/plan-attorney.json").write_text("{}")
    with pytest.raises(CaseError, match="the record of the earlier packet cannot be read"):
        added(case, tmp_path)


def plan(**counts: int) -> Plan:
    """A plan of an index, exhibits, a certificate."""
    exhibits = tuple(Item(key, key, key) for key in counts if key.startswith("E"))
    bare = Plan((Item("index", "Index"),), (Section("A", "All", exhibits),), (Item("certificate", "Certificate"),))
    return paginated(bare, counts)


def test_a_number_is_never_given_twice(tmp_path: Path) -> None:
    record = tmp_path / "plan.json"
    late.remember(plan(index=1, E1=2, certificate=1), date(2026, 1, 1), None, record)
    earlier = late.recall(record)
    more = late.added(plan(index=2, E1=2, E2=1, certificate=2), earlier, "Late", tmp_path, date(2026, 1, 2))
    more = late.numbered(paginated(more, {"index": 2, "E1": 2, "E2": 1, "certificate": 2}), earlier)
    assert {item.key: item.printed for item in more.items} == {
        "index": ("1", "1.1"), "E1": ("2", "3"), "certificate": ("4", "4.1"), "E2": ("4.2",),
    }  # fmt: skip
    assert [problem.message.partition(":")[0] for problem in late.grown(more, earlier)] == ["'Index' has grown"]
    late.remember(more, date(2026, 1, 2), earlier, record)
    third = late.recall(record)
    last = late.added(plan(index=1, E1=3, E2=1, E3=1, certificate=3), third, "Late", tmp_path, date(2026, 1, 3))
    last = late.numbered(paginated(last, {"index": 1, "E1": 3, "E2": 1, "E3": 1, "certificate": 3}), third)
    assert {item.key: item.printed for item in last.items} == {
        "index": ("1",), "E1": ("2", "3", "3.1"), "certificate": ("4", "4.1", "4.1.1"), "E2": ("4.2",), "E3": ("4.3",),
    }  # fmt: skip


def test_what_is_put_between_two_numbers_that_are_given_out_stands_between_them(tmp_path: Path) -> None:
    record = tmp_path / "plan.json"
    late.remember(plan(index=1, E1=1, certificate=1), date(2026, 1, 1), None, record)
    found = []
    for counts in ({"E1": 1, "E2": 2, "certificate": 1}, {"E1": 1, "E2": 2, "E3": 1, "certificate": 3}):
        earlier = late.recall(record)
        bare = late.added(plan(index=1, **counts), earlier, "Late", tmp_path, date(2026, 1, 2))
        made = late.numbered(paginated(bare, {"index": 1, **counts}), earlier)
        late.remember(made, date(2026, 1, 2), earlier, record)
        found.append([number for item in made.items for number in item.printed])
    assert found[0] == ["1", "2", "3", "3.1", "3.2"]
    assert found[1] == ["1", "2", "3", "3.0.1", "3.0.2", "3.1", "3.2", "3.3"]
