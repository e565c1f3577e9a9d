"""What the documentation shows works, and what it names is there."""

from __future__ import annotations

import re
import shlex
import subprocess
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from casefile.case import agreement, folder
from casefile.case.model import Case
from casefile.case.workspace import open_workspace
from casefile.claim import regimes
from casefile.claim.owed import owed
from casefile.claim.regimes import Regimes
from casefile.cli import boundary
from casefile.cli.commands import COMMANDS
from casefile.render import filters, template
from casefile.render.front import Front, Reviewed
from casefile.render.literal import restore
from tests.docs import checks, commands, credit, keys, limitation, names, pages, terms, transcript
from tests.docs.pages import PAGES, ROOT

FORMAT = "docs/case-format.md"
COMMANDS_PAGE = "docs/commands.md"
CHECKS_PAGE = "docs/checks.md"
TEMPLATES = "docs/templates.md"
DOCUMENTS = "docs/documents.md"
FOLLOWING = "docs/follow-up.md"

Write = Callable[[Mapping[str, str]], Path]
InStep = Callable[[str, str], None]


@pytest.fixture
def in_step(request: pytest.FixtureRequest) -> InStep:
    """`in_step("docs/x.md", text)` asserts that the page reads like that; with --update-goldens it writes it."""

    def compare(page: str, text: str) -> None:
        if request.config.getoption("--update-goldens"):
            (ROOT / page).write_text(text, encoding="utf-8")
        assert pages.text_of(page) == text, f"{page} is not in step with the code: run pytest --update-goldens"

    return compare


def test_the_case_in_the_readme_loads(workspace: Write) -> None:
    files = pages.files_of(pages.text_of("README.md"))
    (case_file,) = (name for name in files if name.endswith("case.yaml"))
    case = folder.load(open_workspace(workspace(files)), case_file.split("/")[1])
    (invoice,) = case.invoices
    assert (invoice.number, invoice.due) == ("INV-1102", date(2026, 5, 18))
    assert invoice.lines[0].unit_price == Decimal("640.00")


def _case_of_the_format(workspace: Write) -> Case:
    text = pages.text_of(FORMAT)
    yaml = [fence for fence in pages.fences(text) if fence.language == "yaml"]
    assert all(pages.named(fence) for fence in yaml), "each example names its file"
    (note,) = (fence.text for fence in pages.fences(text) if fence.language == "markdown")
    contact = "cases/2026-031-lindgren/correspondence/2026-05-19-first.md"
    return folder.load(open_workspace(workspace({**pages.files_of(text), contact: note})), "2026-031-lindgren")


def test_the_examples_of_the_format_make_a_case(workspace: Write) -> None:
    case = _case_of_the_format(workspace)
    assert agreement.loose_ends(case) == ()
    claim = owed(case, date(2026, 6, 28), Regimes())
    assert claim.invoices[0].bill.payable.amount == case.invoices[0].stated_total
    assert (len(case.payments), len(case.exhibits), len(case.contacts)) == (2, 9, 1)


def test_the_examples_of_the_format_leave_no_file_out(workspace: Write) -> None:
    case = _case_of_the_format(workspace)
    assert all((case.offers, case.settlement, case.corrections, case.co_debtors, case.assignor, case.debtor_id))


def test_the_format_tells_every_key_of_every_file(in_step: InStep) -> None:
    text = pages.text_of(FORMAT)
    assert sorted(keys.tables(text)) == sorted(record.__name__ for record in keys.records())
    kept = keys.in_step(text, keys.records())
    in_step(FORMAT, kept)
    assert keys.without_meaning(kept) == []


def test_the_format_says_what_moves_limitation_by_law(in_step: InStep) -> None:
    in_step(FORMAT, pages.with_part(pages.text_of(FORMAT), "limitation", limitation.section()))


def test_the_templates_page_is_in_step(in_step: InStep) -> None:
    text = keys.in_step(pages.text_of(TEMPLATES), (Front, Reviewed))
    for name, write in (("boxes", names.boxes), ("jinja", names.jinja), ("names", names.section)):
        text = pages.with_part(text, name, write())
    in_step(TEMPLATES, text)
    assert keys.without_meaning(text) == []


def test_the_documents_page_tells_when_each_term_is_proposed(in_step: InStep) -> None:
    in_step(DOCUMENTS, pages.with_part(pages.text_of(DOCUMENTS), "terms", terms.section()))


def test_the_page_on_following_up_tells_the_rules_of_the_credit(in_step: InStep) -> None:
    in_step(FOLLOWING, pages.with_part(pages.text_of(FOLLOWING), "credit", credit.section()))


def test_the_filters_print_what_the_page_says() -> None:
    rows = re.findall(r"^\| `(\{\{ .* \}\})` \| (.*) \|$", pages.text_of(TEMPLATES), re.MULTILINE)
    written = [(code.replace(r"\|", "|"), said) for code, said in rows if "|" in code or code == "{{ total }}"]
    context = names.demand_context()
    for code, said in written:
        text = restore(template.fill(template.Template("en/x.md", code, "x.md"), context, {}, "en"))
        assert text.replace("\u00a0", " ") == said, code
    named = {found for code, _ in written for found in re.findall(r"\|(\w+)", code)}
    assert filters.of("en").keys() <= named


def test_the_letterheads_markers_are_told() -> None:
    told = set(re.findall(r"`(?:\{\{ )?([a-z_]+)(?: \}\})?`", pages.text_of(TEMPLATES)))
    assert names.markers() <= told


@pytest.mark.parametrize(("paper", "told"), names.papers(pages.text_of(TEMPLATES)))
def test_the_packets_papers_offer_what_the_page_says(paper: str, told: frozenset[str], tmp_path: Path) -> None:
    assert names.offered(paper, tmp_path) == told


def test_the_first_steps_can_be_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    taken = []
    for step in transcript.steps(pages.text_of("docs/first-steps.md")):
        if isinstance(step, transcript.File):
            Path(step.path).write_text(step.text, encoding="utf-8")
            continue
        program, *arguments = shlex.split(step.line)
        taken.append(arguments[0])
        if program == "cd":
            monkeypatch.chdir(arguments[0])
        elif program == "casefile":
            assert boundary.run(arguments) == 0, step.line
        else:
            subprocess.run(step.line, shell=True, check=True)  # noqa: S602  # the page's own text
        written = capsys.readouterr()
        assert step.prints(written.out + written.err), f"{step.line} printed:\n{written.out}{written.err}"
    assert {"init", "new", "check", "owed", "render", "log", "add", "verify", "packet"} <= set(taken)


def test_the_checks_page_says_why_of_every_rule(in_step: InStep) -> None:
    in_step(CHECKS_PAGE, pages.with_part(pages.text_of(CHECKS_PAGE), "checks", checks.section()))


def test_the_commands_page_is_in_step(in_step: InStep) -> None:
    text = pages.text_of(COMMANDS_PAGE)
    text = pages.with_part(text, "everywhere", commands.everywhere())
    in_step(COMMANDS_PAGE, pages.with_part(text, "commands", commands.section()))


def test_the_readme_lists_every_command() -> None:
    listed = re.findall(r"^\| `casefile ([a-z]+)", pages.text_of("README.md"), re.MULTILINE)
    assert sorted(listed) == sorted(COMMANDS)


@pytest.mark.parametrize("page", PAGES)
def test_commands_that_are_named_exist(page: str) -> None:
    text = pages.text_of(page)
    code = [fence.text for fence in pages.fences(text)] + re.findall(r"`([^`\n]+)`", pages.without_fences(text))
    calls = re.findall(r"(?:^|\$ |\.venv/bin/)casefile ([a-z]+)((?: [^\s`]+)*)", "\n".join(code), re.MULTILINE)
    for name, rest in calls:
        assert name in COMMANDS, f"{page} names casefile {name}"
        unknown = set(re.findall(r"(?<= )--[a-z-]+", rest)) - commands.options(name)
        assert not unknown, f"{page} names casefile {name} {unknown}"


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page: str) -> None:
    here = (ROOT / page).parent
    for link in pages.links(pages.text_of(page)):
        if re.match(r"[a-z]+:", link):
            continue
        name, _, anchor = link.partition("#")
        target = (here / name).resolve() if name else ROOT / page
        assert target.exists(), f"{page} links to {link}"
        if anchor:
            assert anchor in pages.anchors(target.read_text(encoding="utf-8")), f"{page} links to {link}"


@pytest.mark.parametrize("page", PAGES)
def test_make_targets_that_are_named_exist(page: str) -> None:
    found = r"^make (?:[A-Z_]+=\S+ )*([a-z-]+)|`make (?:[A-Z_]+=\S+ )*([a-z-]+)`"
    named = re.findall(found, pages.text_of(page), re.MULTILINE)
    targets = set(re.findall(r"^([a-z-]+):", pages.text_of("Makefile"), re.MULTILINE))
    assert {first or second for first, second in named} <= targets


def test_the_architecture_lists_every_room() -> None:
    source = ROOT / "src/casefile"
    modules = {path.name for path in source.glob("*.py") if not path.name.startswith("__")}
    packages = {f"{path.parent.name}/" for path in source.glob("*/__init__.py")}
    listed = set(re.findall(r"^\| `([a-z]+(?:\.py|/))` \|", pages.text_of("docs/architecture.md"), re.MULTILINE))
    assert modules | packages <= listed


INTEREST = "docs/interest.md"


def test_every_regime_is_in_the_table_with_whom_it_is_for() -> None:
    whom = {
        ("business", "public"): "businesses, public bodies",
        ("public",): "public bodies",
        ("business", "public", "consumer"): "anybody",
    }
    rows = re.findall(r"^\| `([\w-]+)` \| .* \| ([^|]*) \|$", pages.text_of(INTEREST), re.MULTILINE)
    bundled = regimes.bundled()
    told = {name: against.partition(", consumers above")[0] for name, against in rows}
    assert told == {name: whom[bundled.get(name).debtors] for name in bundled.names}


def test_the_regime_on_the_page_is_one_and_reproduces_its_example(workspace: Write) -> None:
    files = pages.files_of(pages.text_of(INTEREST))
    (example,) = Regimes(own_regimes={"own": files["regimes/own.yaml"].encode()}).get("own").examples
    due = example.from_ - timedelta(days=1)
    files |= {
        "casefile.yaml": "creditor: {name: Studio}\n",
        "cases/a/case.yaml": f"id: a\ntitle: A\ncurrency: EUR\ndebtor: {{name: D}}\ninterest: {{regime: own, from: {example.from_}}}\n",
        "cases/a/invoices/1.yaml": f"number: '1'\nissued: {due}\ndue: {due}\n"
        f"lines: [{{id: '1', description: Work, unit_price: {example.principal}}}]\n",
    }
    opened = open_workspace(workspace(files))
    case = folder.load(opened, "a")
    found = owed(case, example.to, regimes.of_folders(opened.regimes, opened.rates))
    assert (found.interest.amount, str(found.compensation)) == (example.interest, "70.00")
