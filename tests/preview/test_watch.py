"""Noticing saves: which files count, and that none is lost."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from queue import Queue
from threading import Event, Thread

import pytest

from casefile.preview import watch
from casefile.render.builtin import builtin
from tests.cli.conftest import CASE, FOLDER
from tests.preview.conftest import PATIENCE

Watching = Callable[..., "Queue[set[Path]]"]


@pytest.fixture
def watching(northwind_root: Path) -> Iterator[Watching]:
    """`watching()` is a queue that every set of changed files is put into, the empty first one taken out."""
    stop = Event()
    threads: list[Thread] = []

    def run(*, polled: bool = False) -> Queue[set[Path]]:
        found: Queue[set[Path]] = Queue()

        def put() -> None:
            for saved in watch.saves(partial(watch.look, northwind_root, CASE), stop, polled=polled):
                found.put(saved)

        threads.append(Thread(target=put))
        threads[-1].start()
        assert found.get(timeout=PATIENCE) == set()
        return found

    yield run
    stop.set()
    for thread in threads:
        thread.join(PATIENCE)


def until(found: Queue[set[Path]], path: Path) -> None:
    """Waits for that file to be among the changed ones."""
    while path not in found.get(timeout=PATIENCE):
        continue


def test_what_a_document_is_made_of(northwind_root: Path) -> None:
    (northwind_root / "templates/en").mkdir(parents=True)
    for name in ("templates/en/reminder.md", "debtors.txt", f"{FOLDER}/.case.yaml.swp", "cases/other.txt"):
        (northwind_root / name).touch()
    files = watch.look(northwind_root, CASE, [northwind_root / "debtors.txt"]).files
    inside = {path.relative_to(northwind_root).as_posix() for path in files if path.is_relative_to(northwind_root)}
    assert inside == {
        "casefile.yaml",
        "debtors.txt",
        "templates/en/reminder.md",
        f"{FOLDER}/case.yaml",
        f"{FOLDER}/payments.yaml",
        f"{FOLDER}/evidence.yaml",
        f"{FOLDER}/evidence/E01-agreement.txt",
        f"{FOLDER}/invoices/INV-1043.yaml",
    }
    assert {builtin() / "en/reminder.md", builtin() / "base/print.css"} <= set(files)


@pytest.mark.parametrize("polled", [False, True])
def test_a_save_a_new_file_and_one_that_is_removed(polled: bool, northwind_root: Path, watching: Watching) -> None:
    found = watching(polled=polled)
    case = northwind_root / FOLDER
    (case / "payments.yaml").write_text("# none\n")
    until(found, case / "payments.yaml")
    (case / "offers.yaml").write_text("# none\n")
    until(found, case / "offers.yaml")
    (case / "offers.yaml").unlink()
    until(found, case / "offers.yaml")


def test_folders_that_come_later(northwind_root: Path, watching: Watching) -> None:
    found = watching()
    for name in ("templates", "templates/en", "templates/en/clauses", "debtors", f"{FOLDER}/correspondence"):
        (northwind_root / name).mkdir()
        (northwind_root / name / "a.md").write_text("1")
        until(found, northwind_root / name / "a.md")
        (northwind_root / name / "a.md").write_text("22")
        until(found, northwind_root / name / "a.md")


def test_a_folder_that_was_put_in_the_place_of_another(northwind_root: Path, watching: Watching) -> None:
    found = watching()
    invoices = northwind_root / FOLDER / "invoices"
    shutil.move(invoices, northwind_root / "aside")
    shutil.copytree(northwind_root / "aside", invoices)
    until(found, invoices / "INV-1043.yaml")
    (invoices / "INV-1043.yaml").write_text("number: INV-1043\n")
    until(found, invoices / "INV-1043.yaml")


def test_a_case_that_is_gone_for_a_while(northwind_root: Path, watching: Watching) -> None:
    found = watching()
    case = northwind_root / FOLDER
    shutil.move(case, northwind_root / "aside")
    until(found, case / "case.yaml")
    shutil.move(northwind_root / "aside", case)
    until(found, case / "case.yaml")
