"""What lies around the cases: the debtors of all of them, and where the repository is pushed to."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from casefile.case.workspace import open_workspace
from casefile.checks.surroundings import debtors, remotes, ruined, twins

Write = Callable[[Mapping[str, str]], Path]

HEAD = "id: {0}\ntitle: T\ncurrency: EUR\n"


def case(name: str, debtor: str) -> dict[str, str]:
    return {f"cases/{name}/case.yaml": HEAD.format(name) + debtor}


def test_everybody_who_owes_is_known_by_where_they_stand(workspace: Write) -> None:
    files = {
        "casefile.yaml": "creditor: {name: A}\n",
        "debtors/north.yaml": "name: Northwind Trading GmbH\n",
        **case("a", "debtor: north\n"),
        **case("b", "debtor: {name: Kestrel Interiors Ltd, natural: false}\n"),
        **case("c", "debtor:\n  # since May\n  name: Café Morgenrot\n\n  address: {city: Berlin, country: DE}\nopened: 2026-01-01\n"),
    }  # fmt: skip
    assert debtors(open_workspace(workspace(files))) == {
        "debtors/north.yaml": "Northwind Trading GmbH",
        "b": "Kestrel Interiors Ltd",
        "c": "Café Morgenrot",
    }


def test_who_cannot_be_read_is_left_out(workspace: Write) -> None:
    files = {
        "casefile.yaml": "creditor: {name: A}\n",
        "debtors/broken.yaml": "nam: X\n",
        **case("a", "debtor: {nam: X}\n"),
        **case("b", ""),
        **case("c", "debtor: [\n"),
    }
    assert debtors(open_workspace(workspace(files))) == {}


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", "-C", str(folder), *arguments], check=True)


@pytest.mark.parametrize("url", ["https://github.com/me/cases.git", "git@gitlab.com:me/cases.git"])
def test_remotes_are_told_until_somebody_has_looked(url: str, tmp_path: Path) -> None:
    assert remotes(tmp_path) == {}
    git(tmp_path, "init", "-q")
    assert remotes(tmp_path) == {}
    git(tmp_path, "remote", "add", "up.stream", url)
    assert remotes(tmp_path) == {"up.stream": url}
    git(tmp_path, "config", "casefile.private", "yes")
    assert remotes(tmp_path) == {}


def test_a_repository_that_would_run_programs_is_not_asked(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    git(tmp_path, "remote", "add", "origin", "https://github.com/me/cases.git")
    git(tmp_path, "config", "filter.x.clean", "false")
    assert remotes(tmp_path) == {}


def test_the_cases_that_name_an_insolvency(workspace: Write) -> None:
    files = {
        "casefile.yaml": "creditor: {name: A}\n",
        **case("a", "debtor: {name: B}\ninsolvency: {opened: 2026-05-01}\n"),
        **case("b", "debtor: {name: B}\n# insolvency: not yet\n"),
        **case("c", "debtor: {name: B}\ninsolvency: soon\n"),
    }
    assert [each.id for each in ruined(open_workspace(workspace(files)))] == ["a"]


def test_two_files_about_one_party_know_each_other(workspace: Write) -> None:
    address = "address: {postcode: '20457', city: Hamburg}\n"
    files = {
        "casefile.yaml": "creditor: {name: A}\n",
        "debtors/a.yaml": f"name: Twin GmbH  # since May\n{address}",
        "debtors/b.yaml": f"name: 'TWIN, GmbH'\n{address}",
        "debtors/c.yaml": "name: Twin GmbH\naddress: {postcode: '10115', city: Berlin}\n",
        "debtors/d.yaml": "name: Lone GmbH\nemail: ap@lone.example\n",
        "debtors/e.yaml": "name: Lone GmbH\nemail: AP@lone.example\n",
        "debtors/f.yaml": "name: Lone GmbH\nemail: [\n",
        "debtors/g.yaml": "email: x@y.example\n",
        "debtors/h.yaml": "email: x@y.example\n",
    }
    assert twins(open_workspace(workspace(files))) == {
        "debtors/a.yaml": ("debtors/b.yaml",),
        "debtors/b.yaml": ("debtors/a.yaml",),
        "debtors/d.yaml": ("debtors/e.yaml",),
        "debtors/e.yaml": ("debtors/d.yaml",),
    }
