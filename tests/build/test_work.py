"""Building: what is stale is made, case by case in processes; what failed is reported and the others go on."""

from __future__ import annotations

import hashlib
import multiprocessing
import shutil
import subprocess
import threading
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from casefile.build import work
from casefile.build.work import Built, Plan
from casefile.case import layout

DAY = date(2026, 5, 1)
CASE = "id: {id}\ntitle: T\ncurrency: EUR\ndebtor: {{name: B GmbH, address: {{lines: [Kai 5], city: Hamburg, country: DE}}}}\n"
INVOICE = "number: R1\nissued: 2026-03-31\ndue: 2026-04-14\nlines: [{id: 1, description: Design, unit_price: 100.00, evidence: E01}]\n"
HASH = hashlib.sha256(b"Yes.\n").hexdigest()


def case(name: str) -> dict[str, str]:
    """The files of a small case."""
    return {
        f"cases/{name}/case.yaml": CASE.format(id=name),
        f"cases/{name}/invoices/1.yaml": INVOICE,
        f"cases/{name}/evidence.yaml": f"- {{id: E01, file: evidence/E01.txt, title: Order, kind: order, sha256: {HASH}}}\n",
        f"cases/{name}/evidence/E01.txt": "Yes.\n",
    }


def quiet(name: str) -> dict[str, str]:
    """A case in which nothing was invoiced: only its chronology applies."""
    return {f"cases/{name}/case.yaml": CASE.format(id=name) + "contract: {date: 2026-01-12}\n"}


WORKSPACE = "creditor: {name: A Ltd, address: {lines: [Road 1], city: London, country: GB}}\n"


def plan(root: Path, day: date = DAY, *, force: bool = False) -> Plan:
    return work.plan(root, layout.case_ids(root), day, force=force)


def run(root: Path, day: date = DAY) -> dict[str, Built]:
    return {one.case: one for one in work.run(plan(root, day), 2)}


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Built]]:
    """A workspace of a full case, a quiet one and a bad one, after its first build."""
    root = tmp_path_factory.mktemp("built")
    for name, text in {"casefile.yaml": WORKSPACE, **case("good"), **quiet("other"), **case("bad")}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    (root / "cases/bad/payments.yaml").write_text("- {date: 2026-05-06}\n")
    return root, run(root)


@pytest.fixture
def root(first: tuple[Path, dict[str, Built]], tmp_path: Path) -> Path:
    """A copy of that workspace, times and all."""
    copy = tmp_path / "copy"
    shutil.copytree(first[0], copy)
    return copy


class TestFirstBuild:
    def test_good_cases_are_made_beside_a_bad_one(self, first: tuple[Path, dict[str, Built]]) -> None:
        assert {name: one.state for name, one in first[1].items()} == {"good": "made", "other": "made", "bad": "failed"}

    def test_the_bad_one_says_why(self, first: tuple[Path, dict[str, Built]]) -> None:
        assert [str(problem) for problem in first[1]["bad"].problems] == [
            "cases/bad/payments.yaml:1:3: missing key 'amount' (add it)"
        ]

    def test_every_document_that_applies_is_there_in_both_formats(self, first: tuple[Path, dict[str, Built]]) -> None:
        root, built = first
        names = {output.removeprefix("build/good/") for output in built["good"].outputs}
        kinds = ("reminder-first", "reminder-second", "breakdown", "statement", "demand", "chronology", "options")
        assert {name for name in names if "/" not in name} == {f"{k}.en.{f}" for k in kinds for f in ("pdf", "docx")}
        packet = root / "build/good/packet"
        there = {f"packet/{path.relative_to(packet).as_posix()}" for path in packet.rglob("*") if path.is_file()}
        assert {name for name in names if name.startswith("packet/")} == there
        assert {"packet/manifest-sha256.txt", "packet/natives/E01.txt", "packet/letters/Chronology.docx"} <= there
        made = [output for output in built["good"].outputs if output.endswith((".pdf", ".docx"))]
        assert all((root / output).stat().st_size > 1000 for output in made)

    def test_nothing_half_written_is_left(self, first: tuple[Path, dict[str, Built]]) -> None:
        assert not [path for path in (first[0] / "build").rglob("*") if path.name.startswith((".new-", ".old-"))]

    @pytest.mark.slow
    def test_the_same_case_in_another_folder_gives_the_same_bytes(
        self, first: tuple[Path, dict[str, Built]], tmp_path: Path
    ) -> None:
        root, built = first
        shutil.copytree(root / "cases/good", tmp_path / "cases/good")
        shutil.copyfile(root / "casefile.yaml", tmp_path / "casefile.yaml")
        assert run(tmp_path)["good"].outputs == built["good"].outputs
        for output in built["good"].outputs:
            assert (tmp_path / output).read_bytes() == (root / output).read_bytes(), output


class TestStale:
    def todo(self, root: Path, day: date = DAY, *, force: bool = False) -> list[str]:
        return sorted(plan(root, day, force=force).todo)

    def test_a_second_build_has_only_the_failed_case_to_do(self, root: Path) -> None:
        assert self.todo(root) == ["bad"]

    def test_a_copy_with_other_times_is_not_stale(self, root: Path) -> None:
        for path in (root / "cases").rglob("*"):
            path.touch()
        assert self.todo(root) == ["bad"]

    @pytest.mark.parametrize(
        ("change", "stale"),
        [
            (lambda root: (root / "cases/good/case.yaml").write_text("id: good\n"), ["bad", "good"]),
            (lambda root: (root / "cases/good/evidence/new.txt").touch(), ["bad", "good"]),
            (lambda root: (root / "casefile.yaml").write_text(WORKSPACE + "language: en\n"), ["bad", "good", "other"]),
            (lambda root: (root / "templates").mkdir() or (root / "templates/x.md").touch(), ["bad", "good", "other"]),
            (lambda root: (root / "build/good/demand.en.pdf").unlink(), ["bad", "good"]),
            (lambda root: shutil.rmtree(root / "build/good/packet"), ["bad", "good"]),
            (lambda root: shutil.rmtree(root / "build/good/packet/natives"), ["bad", "good"]),
            (lambda root: next((root / "build/good/packet/letters").iterdir()).unlink(), ["bad", "good"]),
            (lambda root: (root / "build/good/packet/manifest-sha256.txt").unlink(), ["bad", "good"]),
            (lambda root: (root / "build/.fingerprints").write_text("torn"), ["bad", "good", "other"]),
            (lambda root: shutil.rmtree(root / "build"), ["bad", "good", "other"]),
        ],
        ids=[
            "bytes",
            "new file",
            "workspace",
            "template",
            "output gone",
            "packet gone",
            "natives gone",
            "letter gone",
            "list gone",
            "torn memory",
            "no memory",
        ],
    )
    def test_what_makes_a_case_stale(self, change: Callable[[Path], object], stale: list[str], root: Path) -> None:
        change(root)
        assert self.todo(root) == stale

    def test_another_day_and_force(self, root: Path) -> None:
        assert self.todo(root, date(2026, 5, 2)) == ["bad", "good", "other"]
        assert self.todo(root, force=True) == ["bad", "good", "other"]

    def test_a_commit_of_the_case_is_another_revision(self, root: Path) -> None:
        def git(*arguments: str) -> None:
            who = ("-c", "user.name=a", "-c", "user.email=a@b.example")
            subprocess.run(["git", *who, *arguments], cwd=root, check=True, capture_output=True)

        git("init", "-q")
        git("add", "cases/good")
        git("commit", "-qm", "x")
        planned = plan(root)
        assert sorted(planned.todo) == ["bad", "good"]
        planned.memories.save_if_changed()
        git("commit", "-qm", "empty", "--allow-empty")
        assert plan(root).memories.committed == planned.memories.committed


class TestRun:
    def test_what_no_longer_applies_is_removed_and_what_failed_is_kept(self, root: Path) -> None:
        with (root / "cases/good/case.yaml").open("a") as file:
            file.write("closed: {on: 2026-04-30, outcome: paid}\n")
        (root / "cases/other/payments.yaml").write_text("- {date: 2026-05-06}\n")
        before = (root / "build/other/chronology.en.pdf").read_bytes()
        built = run(root)
        assert (built["good"].state, built["other"].state) == ("made", "failed")
        assert not (root / "build/good/demand.en.pdf").exists()
        assert (root / "build/good/statement.en.pdf").exists()
        assert (root / "build/other/chronology.en.pdf").read_bytes() == before
        assert sorted(plan(root).todo) == ["bad", "other"]

    def test_what_was_made_of_a_case_that_is_gone_is_removed(self, root: Path) -> None:
        shutil.rmtree(root / "cases/other")
        planned = plan(root)
        assert work.forget(planned, layout.case_ids(root)) == ("other",)
        planned.memories.save_if_changed()
        assert not (root / "build/other/chronology.en.pdf").exists()
        assert "other" not in plan(root).memories.cases

    def test_no_copy_of_an_exhibit_outlives_its_case(self, root: Path) -> None:
        (root / "build/good/packet/mine.txt").write_text("put there by hand")
        (root / "build/.kept/hand-made").mkdir()  # as the packet command leaves it
        (root / "build/hand-made/packet/natives").mkdir(parents=True)
        (root / "build/hand-made/packet-uk-court/natives").mkdir(parents=True)
        (root / "build/hand-made/attorney-only/natives").mkdir(parents=True)
        (root / "build/hand-made/notes.txt").write_text("mine")
        shutil.rmtree(root / "cases/good")
        planned = plan(root)
        assert set(work.forget(planned, layout.case_ids(root))) == {"good", "hand-made"}
        assert not (root / "build/good").exists()
        assert [path.name for path in (root / "build/hand-made").iterdir()] == ["notes.txt"]
        assert not (root / "build/.kept").exists()
        assert not [path for path in (root / "build").rglob("*") if "E01" in path.name]

    def test_a_packet_that_is_no_more_leaves_no_empty_folders(self, root: Path) -> None:
        shutil.rmtree(root / "cases/good/invoices")
        assert run(root)["good"].state == "made"
        assert not (root / "build/good/packet").exists()

    @pytest.mark.slow
    def test_a_process_that_died_costs_nothing_but_time(self, root: Path) -> None:
        shutil.rmtree(root / "build")
        killed: list[int] = []

        def kill() -> None:
            while not killed:
                for child in multiprocessing.active_children():
                    if (root / "build/.kept").exists() or (root / "build/good").exists():
                        child.kill()
                        killed.append(child.pid or 0)
                time.sleep(0.01)

        thread = threading.Thread(target=kill)
        thread.start()
        built = run(root)
        thread.join()
        assert killed
        assert {name: one.state for name, one in built.items()} == {"good": "made", "other": "made", "bad": "failed"}
