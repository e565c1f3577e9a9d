"""Profiles: the ones that come with casefile are whole and say where their rules are from; a workspace's own are read
with care."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import get_args

import pytest
from click.testing import CliRunner

from casefile.case import folder
from casefile.case.fields import Language
from casefile.case.model import Case
from casefile.case.proof import ExhibitKind
from casefile.case.wall import opened
from casefile.case.workspace import open_workspace
from casefile.claim.owed import owed
from casefile.claim.regimes import Regimes
from casefile.cli.packet import command
from casefile.documents import compose, kinds
from casefile.documents.matter import Matter, Options, Sides
from casefile.errors import CaseError, UsageError
from casefile.packet import lists, papers
from casefile.packet.bound import bound
from casefile.packet.contact import contact
from casefile.packet.papers import About, Making
from casefile.packet.plan import Plan, arranged, paginated
from casefile.packet.printed import printed_contacts
from casefile.packet.profile import OWN, names, profile
from casefile.packet.read_first import read_first
from casefile.render.builtin import builtin
from casefile.render.markdown_text import draw
from casefile.render.sheet import Location

ROOT = Path(__file__).parents[2]
CASES = sorted(path.name for path in (ROOT / "cases").iterdir() if path.is_dir())
LANGUAGES: tuple[Language, ...] = get_args(Language)
OPEN = tuple(name for name in names() if profile(name).side == "open")
AS_OF = date(2026, 9, 1)
TESTS = {
    "numbers", "labels", "index", "figures", "outline", "links", "view", "active-content", "title", "fonts", "text",
    "upright", "resolution", "name", "size", "order", "duplicates",
}  # fmt: skip


@pytest.mark.parametrize("name", OPEN)
def test_a_profile_is_whole(name: str) -> None:
    found = profile(name)
    assert found.sources
    assert set(found.rules) <= TESTS
    assert {"numbers", "outline", "active-content", "title", "fonts", "view"} <= set(found.rules)
    kinds = [kind for section in found.sections for kind in section.kinds]
    assert sorted(kinds) == sorted(get_args(ExhibitKind))
    assert sum(section.contacts for section in found.sections) == 1
    for texts in (*(section.title for section in found.sections), *filter(None, (found.label, found.filed))):
        assert set(texts) == set(LANGUAGES)
    assert (found.limits.megabytes is None) == ("size" not in found.rules)


def test_the_command_lists_every_profile_with_its_sentence() -> None:
    said = CliRunner().invoke(command, ["--help"]).output
    rows = {name: words.strip() for name, _, words in (row.strip().partition("  ") for row in said.splitlines())}
    assert {name: rows.get(name) for name in OPEN} == {name: profile(name).about["en"] for name in OPEN}


def plain(text: str) -> str:
    """A text with ordinary blanks and without escapes."""
    return text.replace("\xa0", " ").replace("\u202f", " ").replace("\\", "")


def about(name: str, language: Language) -> About:
    """What the packet of a sample case is about."""
    case = opened(folder.load(open_workspace(ROOT), name))
    return About(case, owed(case, AS_OF, Regimes()), Making(AS_OF, language=language))


def planned(told: About, name: str) -> Plan:
    """A packet's plan, two pages an item."""
    bare = arranged(told.case, profile(name), told.language)
    return paginated(bare, {item.key: 2 for item in bare.items})


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_packet_s_own_papers_name_only_what_there_is_in_every_branch(language: Language, tmp_path: Path) -> None:
    shutil.copytree(builtin() / language, tmp_path / language)  # templates of one's own are checked before each filling
    bare = about("2026-014-northwind", language)
    told = replace(bare, making=replace(bare.making, search=(tmp_path,)))
    plan, letter = planned(told, "attorney"), printed_contacts(told.case)[0]
    printed = next(item for item in plan.exhibits if not item.number)
    made = {
        "cover": papers.cover(told, plan),
        "index": lists.index(told, plan),
        "bordereau": lists.bordereau(told, planned(told, "fr-bordereau")),
        "evidence-list": lists.evidence_list(told, planned(told, "pl-epu")),
        "certificate": papers.certificate(told, plan, (), "I declare."),
        "read-first": read_first(told, (), {}),
        "contact": contact(told, printed, letter),
        "slip-sheet": lists.slip_sheet(told, plan.exhibits[0], 12),
    }
    assert set(made) == set(papers.NAMES)


@pytest.mark.parametrize("name", OPEN)
@pytest.mark.parametrize("case", CASES)
def test_every_profile_plans_every_sample_in_every_language(name: str, case: str) -> None:
    for language in LANGUAGES:
        told = about(case, language)
        plan = planned(told, name)
        assert {item.number for item in plan.exhibits if item.number} == {each.id for each in told.case.exhibits}
        labels = [item.label for item in plan.exhibits if item.label]
        assert len(labels) == len(set(labels))
        paper = next(key for key in (*profile(name).front, "index") if key in ("bordereau", "evidence-list", "index"))
        listed = {"index": lists.index, "bordereau": lists.bordereau, "evidence-list": lists.evidence_list}[paper]
        said = plain(draw(listed(told, plan)))
        for item in plan.exhibits:
            rows = [row for row in said.splitlines() if plain(item.title) in row and item.tab in row]
            assert any(item.number in row for row in rows), "every list tells an exhibit's number in the register"
        found = bound(plan, "all.pdf", profile(name), language, AS_OF)
        files = [each.name for each in found]
        assert (
            len({file.casefold() for file in files}) == len(files) == (len(plan.items) if plan.files == "each" else 1)
        )
        assert all(len(file.encode()) < 255 for file in files)


def test_a_long_title_is_cut_behind_a_word_and_what_stands_behind_it_stays(case: Case) -> None:
    long = "Письмо ООО «Ромашка» о том, что акт сверки взаимных расчётов подписан и оплата будет произведена (в срок, не позднее мая)"
    rows = tuple(each.model_copy(update={"title": long}) for each in case.exhibits if each.id == "E02")
    plan = arranged(opened(replace(case, exhibits=rows, contacts=())), profile("ru-arbitr"), "ru")
    counts = {item.key: 3 for item in plan.items}
    found = bound(paginated(plan, counts), "all.pdf", profile("ru-arbitr"), "ru", AS_OF)[-1].name
    kept, _, rest = found.removeprefix("documents/1. ").partition(" от ")
    assert kept.endswith("…"), "whoever reads the name sees that it is not the whole title"
    kept = kept.removesuffix("…")
    assert long.startswith(f"{kept} ") or long[len(kept)] in " ,("
    assert rest == "31.03.2026 на 3 л.pdf"
    assert 60 < len(kept) < len(long)


@pytest.mark.parametrize(
    ("name", "labels"),
    [
        ("attorney", ["E01", "E07", "E02", "E08", "E06", "E03", "", "", "E09"]),
        ("uk-court", ["Tab A1", "Tab A2", "Tab C1", "Tab D1", "Tab E1", "Tab F1", "Tab F2", "Tab F3", "Tab G1"]),
        ("us-exhibits", [f"Exhibit {letter}" for letter in "ABCDEFGHI"]),
        ("fr-bordereau", [f"Exhibit no. {number}" for number in range(1, 10)]),
    ],
)  # fmt: skip
def test_labels(case: Case, name: str, labels: list[str]) -> None:
    assert [item.label for item in arranged(opened(case), profile(name), "en").exhibits] == labels


def write(root: Path, name: str, text: str) -> tuple[Path, ...]:
    """A workspace's folder of profiles with one in it."""
    (root / "profiles").mkdir()
    (root / f"profiles/{name}.yaml").write_text(text, encoding="utf-8")
    return (root / "profiles",)


def test_a_workspaces_own_profile_wins(tmp_path: Path) -> None:
    search = write(tmp_path, "client", "name: client\nfront: [index]\nlike: attorney\n")
    assert profile("client", search).front == ("index",)
    assert profile("client").front != ("index",)
    assert names(search) == names()


def test_a_profile_says_what_the_sides_are_called(tmp_path: Path) -> None:
    found = profile("own", write(tmp_path, "own", "name: own\nlike: attorney\nsides: {de: [Kläger, Beklagte]}\n"))
    assert found.named("de") == Sides("Kläger", "Beklagte")
    told = about("2026-014-northwind", "de")
    said = draw(papers.cover(told, planned(told, "attorney"), found.named("de")))
    assert "Kläger\n" in said
    assert "Beklagte\n" in said
    assert "Schuldner\n" not in said


def test_an_unknown_profile_with_an_own_one_near(tmp_path: Path) -> None:
    search = write(tmp_path, "kammer", "name: kammer\nfront: [index]\nlike: attorney\n")
    with pytest.raises(UsageError, match="did you mean 'kammer'"):
        profile("kamer", search)
    with pytest.raises(UsageError, match="no packet profile"):
        profile("../profiles/kammer", search)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name: other\nfront: [index]\nlike: attorney\n", r"own\.yaml:1:\d+: it calls itself 'other'"),
        ("name: own\nfront: [indx]\nlike: attorney\n", r"own\.yaml:2:\d+: there is no paper 'indx'"),
        ("name: own\nfront: [index]\nlike: atorney\n", r"own\.yaml:3:\d+: no profile 'atorney' comes with casefile"),
        ("name: own\nfront: [index]\nlike: attorney\nlabels: roman\n", r"own\.yaml:4:\d+"),
        ("name: own\nfront: [index]\nlike: attorney\nlabel: {en: 'Tab'}\n", r"own\.yaml:4:\d+: 'Tab' has no gap"),
        ("name: own\nfront: [index]\nlike: attorney\nlabel: {en: 'Tab {x}'}\n", r"own\.yaml:4:\d+: 'Tab {x}' has no gap"),
        ("name: own\nfront: [index]\nlike: attorney\nlabel: {xx: 'Tab {label}'}\n", r"own\.yaml:4:\d+: no language 'xx'"),
        (
            "name: own\nfront: []\nsections:\n- {letter: A, kinds: [contract], title: {en: A}}\n"
            "- {letter: B, kinds: [contract], title: {en: B}}\n",
            r"two sections take exhibits of kind 'contract'",
        ),
        ("name: own\nfront: []\nlabels: section\nsections: [{kinds: [contract], title: {en: A}}]\n", "has no letter"),
        ("name: own\nlike: attorney\nfront: [index, index]\n", r"own\.yaml:3:\d+: the paper 'index' is named twice"),
        ("name: own\nlike: attorney\nfront: [index]\nback: [index]\n", r"own\.yaml:4:\d+: the paper 'index' is named twice"),
        ("name: own\nlike: attorney\nback: [index]\n", r"own\.yaml:3:\d+: the paper 'index' is named twice"),
        ("name: own\nlike: attorney-only\n", r"own\.yaml:2:\d+: no profile 'attorney-only' comes with casefile"),
        ("name: own\nsections: [{kinds: [contract], title: {en: A}}]\n", r"own\.yaml:1:\d+: missing key 'front'"),
        ("name: own\nfront: [index]\n", r"own\.yaml:1:\d+: it has no sections"),
        ("name: own\nlike: attorney\nfront: [brief]\n", r"own\.yaml:3:1: the paper 'brief' is for our own attorney only"),
        ("name: own\nlike: attorney\nfront: []\nback: [options]\n", r"own\.yaml:4:1: .* our own eyes only"),
        ("name: own\nlike: attorney\nfront: [call-sheet]\n", r"own\.yaml:3:1: .* casefile render CASE call-sheet"),
        ("name: own\nlike: attorney\nfront: []\nunless: {brief: demand}\n", r"own\.yaml:4:1: the paper 'brief'"),
        ("name: own\nlike: attorney\nfront: [read-first]\n", r"own\.yaml:3:\d+: the paper 'read-first' is for our own"),
        ("name: own\nlike: attorney\nfront: []\nfiles: each\nextras: [load]\n", r"own\.yaml:5:\d+: extras show the pages"),
        ("name: own\nlike: attorney\nfront: []\nlisted: true\nextras: [browser]\n", r"own\.yaml:5:\d+: extras show"),
        (
            "name: own\nfront: []\nlimits: {megabytes: -1}\n",
            r"own\.yaml:3:\d+: -1 is negative: write digits only, without a sign",
        ),
        ("name: own\nlike: attorney\nsides: {en: [Claimant]}\n", r"own\.yaml:3:\d+: there are two sides in 'en'"),
        ("name: own\nlike: attorney\nsides: {xx: [A, B]}\n", r"own\.yaml:3:\d+: no language 'xx'"),
        ("name: own\nfront: []\nlike: attorney\nlimits: {megabytes: 0}\n", r"own\.yaml:4:\d+: a limit of 0 megabytes"),
    ],
)  # fmt: skip
def test_what_is_wrong_in_an_own_profile_is_named(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(CaseError, match=said):
        profile("own", write(tmp_path, "own", text))


def test_all_that_is_wrong_in_an_own_profile_is_said_at_once(tmp_path: Path) -> None:
    text = "like: atorney\nback: [cover, cover]\nlimits: {dpi: 0}\nlabel: {en: Tab}\n"
    with pytest.raises(CaseError) as told:
        profile("own", write(tmp_path, "own", text))
    assert [str(problem.source).rpartition(":")[0] + " " + problem.message for problem in told.value.problems] == [
        "profiles/own.yaml:1 missing key 'name'",
        "profiles/own.yaml:1 no profile 'atorney' comes with casefile",
        "profiles/own.yaml:2 the paper 'cover' is named twice",
        "profiles/own.yaml:3 a limit of 0 dpi leaves room for nothing",
        "profiles/own.yaml:4 'Tab' has no gap to fill, or an unknown one",
    ]


@pytest.mark.parametrize(
    ("more", "extras"),
    [
        ("", ("browser", "load")),
        ("extras: []", ()),
        ("extras: [load]", ("load",)),
        ("listed: true", ()),
        ("files: each", ()),
    ],
)
def test_a_profile_that_is_like_another_has_its_sections_and_extras(
    tmp_path: Path, more: str, extras: tuple[str, ...]
) -> None:
    found = profile("own", write(tmp_path, "own", f"name: own\nfront: [index]\nlike: attorney\n{more}\n"))
    assert (found.sections, found.extras) == (profile("attorney").sections, extras)


def test_a_profile_that_is_like_another_and_names_no_paper_has_its_papers(tmp_path: Path) -> None:
    found = profile("own", write(tmp_path, "own", "name: own\nlike: attorney\nlimits: {dpi: 150}\n"))
    like = profile("attorney")
    assert (found.front, found.back, found.drafts, found.limits.dpi) == (like.front, like.back, like.drafts, 150)


def test_no_hint_offers_what_is_for_our_own_attorney(tmp_path: Path) -> None:
    with pytest.raises(CaseError) as like:
        profile("own", write(tmp_path, "own", "name: own\nlike: zzz\n"))
    with pytest.raises(UsageError) as asked:
        profile("zzz", (tmp_path / "profiles",))
    for problem in (*like.value.problems, *asked.value.problems):
        assert "uk-court" in problem.hint
        assert "attorney-only" not in problem.hint


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("label: {fr: 'P {label}'}", r"own\.yaml:4:\d+: the profile 'own' has no label in language 'en'"),
        ("label: {en: '\U0001f44d {label}'}", "a character that no stamp can print"),
    ],
)
def test_a_label_that_cannot_be_printed(case: Case, tmp_path: Path, more: str, said: str) -> None:
    search = write(tmp_path, "own", f"name: own\nfront: [index]\nlike: attorney\n{more}\n")
    with pytest.raises(CaseError, match=said):
        arranged(opened(case), profile("own", search), "en")


def test_no_exhibit_is_lost(case: Case, tmp_path: Path) -> None:
    text = "name: own\nfront: [index]\nsections: [{letter: A, kinds: [contract], title: {en: A}, contacts: true}]\n"
    with pytest.raises(CaseError, match=r"own\.yaml:3:\d+: no section of the profile takes E02, kind 'invoice'"):
        arranged(opened(case), profile("own", write(tmp_path, "own", text)), "en")


def test_every_paper_of_a_profile_is_known() -> None:
    assert {"cover", "index", "bordereau", "evidence-list", "certificate", "read-first"} == OWN


def test_the_example_of_the_documentation_is_a_profile(case: Case, tmp_path: Path) -> None:
    page = (ROOT / "docs/packet.md").read_text(encoding="utf-8")
    search = write(tmp_path, "klage", page.partition("```yaml\n")[2].partition("```")[0])
    found = profile("klage", search)
    assert [item.label for item in arranged(opened(case), found, "de").exhibits][:2] == ["Anlage K 1", "Anlage K 2"]


def test_the_polish_list_goes_by_what_happened_each_fact_with_its_proof() -> None:
    told = about("2026-014-northwind", "pl")
    plan = planned(told, "pl-epu")
    rows = [row for row in draw(lists.evidence_list(told, plan)).splitlines() if re.match(r"\| \d\d\.", row)]
    days = ["-".join(reversed(row[2:12].split("."))) for row in rows]
    assert days == sorted(days)
    agreed, ordered = rows[:2]
    assert agreed.startswith("| 12.01.2026 | Zawarcie umowy: Services agreement")
    assert "nr 1: Services agreement, signed, 12.01.2026 (rejestr: E01)" in plain(agreed)
    assert plain(ordered).startswith("| 14.01.2026 | Złożenie i przedmiot zamówienia | nr 3: ")
    assert all(re.search(r"\| nr \d+: ", row) for row in rows), "no fact without its proof"


@pytest.mark.parametrize(
    ("language", "name", "right", "wrong"),
    [
        ("fr", "us-exhibits", "pièces A et B", "pièces? Pièce|\\(Pièce|, cf. Pièce"),
        ("pl", "pl-epu", "zob. dowód nr", "zob. Dowód|[(]Dowód"),
        ("ru", "us-exhibits", "приложение", "[(]Приложение|см. Приложение"),
    ],
)
def test_a_label_is_small_within_a_sentence(language: Language, name: str, right: str, wrong: str) -> None:
    told = about("2026-014-northwind", language)
    plan = planned(told, name)
    locations = {item.name: Location(item.mark, None) for item in plan.exhibits}
    options = Options(as_of=AS_OF, language=language, locations=locations)
    matter = Matter(told.case, told.claim, told.case)
    kind = kinds.kind("breakdown")
    said = plain(draw(compose.drawn(kind, (matter,), options))) + " ".join(item.came for item in plan.items)
    assert right in said.replace("\xa0", " ")
    assert not re.search(wrong, said.replace("\xa0", " "))
