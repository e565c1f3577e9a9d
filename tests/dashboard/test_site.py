"""The dashboard as files: whole or not there, only what changed is drawn again, nobody else's folder is touched; and what
stands on its pages: every link leads to a file, every name is text."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from casefile.case import folder as cases
from casefile.case.workspace import open_workspace
from casefile.claim.owed import owed
from casefile.dashboard import site
from casefile.dashboard.front import front
from casefile.dashboard.marks import folded
from casefile.dashboard.portfolio import Portfolio
from casefile.dashboard.words import words
from casefile.errors import CaseError, UsageError
from casefile.followup.action import Dossier
from tests.claim.written import USE
from tests.cli.conftest import CASE, FOLDER
from tests.cli.conftest import northwind as northwind
from tests.dashboard.reader import Page, read
from tests.followup.portfolio import invoice
from tests.followup.portfolio import portfolio as cases_of_one

EMPTY = Portfolio(Path("/w"), Path("/w/build"), "Studio", "GB", "en", date(2026, 5, 1), ())
LANGUAGES = ("en", "fr", "de", "pl", "ru")
NASTY = "\"><script>alert(1)</script>&'{{ x }} \u202egnp.exe"
ON_PAGE = "\"><script>alert(1)</script>&'{{ x }} <U+202E>gnp.exe"


def portfolio(root: Path, tongue: str = "en", as_of: str = "2026-11-21") -> Portfolio:
    """All cases of a workspace on a day."""
    workspace, day = open_workspace(root), date.fromisoformat(as_of)
    found = []
    faults = {}
    for name in workspace.case_ids():
        try:
            case = cases.load(workspace, name)
            found.append(Dossier(case, owed(case, day, USE)))
        except CaseError as error:
            faults[name] = error.problems
    creditor = workspace.file.creditor.name
    return Portfolio(root, workspace.build, creditor, "GB", tongue, day, tuple(found), faults, (workspace.templates,))


def made(root: Path, **options: str) -> tuple[site.Made, Path]:
    """The site of a workspace, written."""
    target = root / "build/dashboard"
    return site.write(portfolio(root, **options), target), target


def rename(root: Path, name: str) -> None:
    """The debtor and the case called so."""
    file = root / FOLDER / "case.yaml"
    quoted = '"' + name.replace('"', '\\"').replace("\u202e", "\\u202e") + '"'
    file.write_text(
        file.read_text()
        .replace("title: Website rebuild for Northwind Trading", f"title: {quoted}")
        .replace("name: Northwind Trading GmbH", f"name: {quoted}")
    )


def test_the_pages_and_what_they_need(northwind: Path) -> None:
    found, folder = made(northwind)
    names = ["style.css", "script.js", "index.html", f"cases/{CASE}.html"]
    assert (list(found.written), found.kept, found.removed) == (names, 0, ())
    assert sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()) == sorted(
        [*names, site.MEMORY]
    )


def test_what_did_not_change_is_left_alone(northwind: Path) -> None:
    _, folder = made(northwind)
    page = folder / f"cases/{CASE}.html"
    before = page.stat().st_ino
    found, _ = made(northwind)
    assert (found.written, found.kept) == ((), 4)
    assert page.stat().st_ino == before
    (northwind / FOLDER / "payments.yaml").write_text("- date: 2026-05-06\n  amount: 1200.00\n")
    found, _ = made(northwind)
    assert found.written == ("index.html", f"cases/{CASE}.html")


def test_a_document_that_was_made_since_is_linked(northwind: Path) -> None:
    _, folder = made(northwind)
    letter = northwind / f"build/{CASE}/reminder-second.en.pdf"
    letter.parent.mkdir(parents=True)
    letter.write_bytes(b"%PDF")
    found, _ = made(northwind)
    assert f"cases/{CASE}.html" in found.written
    page = read(folder / f"cases/{CASE}.html")
    assert f"../../{CASE}/reminder-second.en.pdf" in page.links
    assert "Reminder: second reminder: PDF" in page.text


def test_a_page_without_its_case_goes(northwind: Path) -> None:
    _, folder = made(northwind)
    (northwind / FOLDER).rename(northwind / "elsewhere")
    found, _ = made(northwind)
    assert found.removed == (f"cases/{CASE}.html",)
    assert list((folder / "cases").iterdir()) == []
    assert "Nothing is open." in read(folder / "index.html").text


def test_a_run_that_breaks_off_leaves_the_old_site(northwind: Path) -> None:
    _, folder = made(northwind)
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}

    def broken(_: Sequence[Dossier]) -> Iterable[Dossier]:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        site.write(portfolio(northwind, as_of="2026-12-01"), folder, broken)
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    assert [path.name for path in folder.parent.iterdir()] == ["dashboard"]


@pytest.mark.parametrize("memory", ["", "[]", '{"index.html": 1}', "\x00"])
def test_a_torn_memory_costs_time_only(northwind: Path, memory: str) -> None:
    _, folder = made(northwind)
    (folder / site.MEMORY).write_text(memory)
    found, _ = made(northwind)
    assert (len(found.written), found.kept) == (4, 0)


@pytest.mark.parametrize("name", ["notes.txt", "cases/notes.txt", "index.html"])
def test_a_folder_with_anything_else_is_not_touched(northwind: Path, name: str) -> None:
    file = northwind / "out" / name
    file.parent.mkdir(parents=True)
    file.write_text("mine")
    with pytest.raises(UsageError) as caught:
        site.write(portfolio(northwind), northwind / "out")
    assert "dashboard" in caught.value.problems[0].message
    assert file.read_text() == "mine"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_in_every_language(northwind: Path, language: str) -> None:
    _, folder = made(northwind, tongue=language)
    own = words(language)
    for path in (folder / "index.html", folder / f"cases/{CASE}.html"):
        page = read(path)
        assert (page.of("html")[0].attributes["lang"], own.ours in page.text) == (language, True)
        assert "{" not in page.text
        ids = [each.attributes["id"] for each in page.all if "id" in each.attributes]
        assert len(ids) == len(set(ids))
        levels = [int(each.tag[1]) for each in page.all if each.tag in ("h1", "h2", "h3")]
        assert levels[0] == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))
        for each in page.of("th"):
            assert each.attributes["scope"] in ("row", "col")
            assert each.text
        assert len(page.of("caption")) == len(page.of("table"))
        assert all(each.attributes["role"] == "img" and each.attributes["aria-label"] for each in page.of("svg"))
        _leads_somewhere(page, path, ids)


def _leads_somewhere(page: Page, path: Path, ids: list[str]) -> None:
    for link in page.links:
        name, _, mark = link.partition("#")
        target = Path(os.path.normpath(path.parent / name)) if name else path
        assert target.is_file(), link
        assert not mark or mark in ids or name
        assert not link.startswith(("/", "http", "file"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_for_every_step_state_and_document(language: str) -> None:
    from casefile.case.ladders import USUAL
    from casefile.documents.kinds import KINDS
    from casefile.followup.turns import STEPS

    own, english = words(language), words("en")
    assert set(KINDS) <= set(own.documents)
    assert {each.step for each in USUAL} | set(STEPS) <= set(own.steps)
    for name in ("states", "steps", "channels", "documents", "marks"):
        assert getattr(own, name).keys() == getattr(english, name).keys()


def test_names_are_text_and_never_markup(northwind: Path) -> None:
    rename(northwind, NASTY)
    evidence = northwind / FOLDER / "evidence.yaml"
    evidence.write_text(evidence.read_text().replace("title: Services agreement", "title: '<img src=x onerror=a>'"))
    _, folder = made(northwind)
    for path in (folder / "index.html", folder / f"cases/{CASE}.html"):
        page = read(path)
        assert ON_PAGE in page.text
        assert [each.attributes for each in page.of("script")] == [
            {"src": f"{'../' if path.parent.name == 'cases' else ''}script.js", "defer": ""}
        ]
        assert page.of("img") == []
        assert "\u202e" not in path.read_text()
        assert not any(name.startswith("on") or name == "style" for each in page.all for name in each.attributes)


def test_the_rules_let_nothing_in(northwind: Path) -> None:
    _, folder = made(northwind)
    for path in (folder / "index.html", folder / f"cases/{CASE}.html"):
        page = read(path)
        told = {
            each.attributes.get("http-equiv", each.attributes.get("name", "")): each.attributes
            for each in page.of("meta")
        }
        assert told["Content-Security-Policy"]["content"] == (
            "default-src 'none'; script-src 'self' file:; style-src 'self' file:; base-uri 'none'; form-action 'none'"
        )
        assert told["robots"]["content"] == "noindex, nofollow"
        assert page.of("style") == []


def test_an_exhibit_that_could_run_is_named_and_not_linked(northwind: Path) -> None:
    for name in ("E02-page.html", "E03 50% #1.txt"):
        (northwind / FOLDER / "evidence" / name).write_text(name)
    with (northwind / FOLDER / "evidence.yaml").open("a") as register:
        register.write(
            "- {id: E02, file: evidence/E02-page.html, title: Page}\n"
            "- {id: E03, file: 'evidence/E03 50% #1.txt', title: Advice, privilege: legal-advice}\n"
        )
    _, folder = made(northwind)
    page = read(folder / f"cases/{CASE}.html")
    assert f"../../../{FOLDER}/evidence/E03 50% #1.txt" in page.links
    assert not any("E02" in link for link in page.links)
    assert [each.text for each in page.of("span", "mark")] == ["legal advice"]


def test_a_case_that_cannot_be_read_has_its_problems_and_the_rest_stands(northwind: Path) -> None:
    broken = northwind / "cases/2026-015-broken"
    broken.mkdir()
    (broken / "case.yaml").write_text("id: 2026-015-broken\ntitel: <b>x</b>\n")
    _, folder = made(northwind)
    for path in (folder / "index.html", folder / "cases/2026-015-broken.html"):
        assert "cases/2026-015-broken/case.yaml:2:1" in read(path).text
    index = read(folder / "index.html")
    assert "€2,268.81" in index.text
    assert [each.text for each in index.of("tr", "bad")] == ["2026-015-brokencannot be read"]


def test_the_same_values_make_the_same_bytes(northwind: Path) -> None:
    _, folder = made(northwind)
    before = (folder / "index.html").read_bytes()
    other = northwind / "build/other"
    site.write(replace(portfolio(northwind)), other)
    assert (other / "index.html").read_bytes() == before


def test_a_letter_about_several_invoices_and_cases_is_one_thing_to_do(
    workspace: Callable[[Mapping[str, str | bytes]], Path],
) -> None:
    bills = {f"invoices/R{n}.yaml": invoice(f"R{n}", due=f"2026-04-{n + 10}") for n in range(1, 5)}
    dossiers = cases_of_one(workspace)("2026-05-01", one=bills, two={"invoices/R5.yaml": invoice("R5")})
    page = Page(front(replace(EMPTY, dossiers=dossiers), Path("/w/build/dashboard")).decode())
    (line,) = page.of("div", "line")
    assert line.text == "Northwind one two€500.00"
    assert [each.text for each in page.of("p", "about")] == ["Invoices: R1, R2 and 3 more"]
    assert [each.text for each in page.of("p", "why")] == ["first: 20 days after the due date"]


@pytest.mark.parametrize(("count", "lists"), [(10, 1), (11, 2), (60, 2), (61, 3), (160, 4)])
def test_of_a_long_list_so_many_more_are_shown_at_a_time(count: int, lists: int) -> None:
    items = [f"<li>{n}</li>" for n in range(1, count + 1)]
    made_of = Page(f"<html>{folded(items, 10, 'Show {count} more')}</html>")
    assert [each.text for each in made_of.of("li")] == [str(n) for n in range(1, count + 1)]
    assert len(made_of.of("ol")) == lists
    asked = [each.text for each in made_of.of("summary")]
    assert asked == [f"Show {count - start} more" for start in range(10, count, 50)]
