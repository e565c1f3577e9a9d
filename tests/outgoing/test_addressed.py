"""Whom a letter about several cases goes to: never a matter of the cases' ids, and said where they do not agree."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from casefile.case.workspace import open_workspace
from casefile.claim.regimes import bundled
from casefile.followup.actions import day
from casefile.followup.reach import reached_as
from casefile.outgoing.addressed import addressed
from casefile.outgoing.letters import MAILED, POSTED, letters
from casefile.outgoing.prepared import address
from tests.followup.portfolio import contact
from tests.outgoing.test_holds import ON, dossiers

HAMBURG = "address: {lines: [Weg 1], postcode: '20457', city: Hamburg, country: DE}"
OLD, NEW = f"{{name: Beta GmbH, email: old@b.example, {HAMBURG}}}", f"{{name: Beta GmbH, email: new@b.example, {HAMBURG}}}"  # fmt: skip
LAWYER = OLD.replace("}}", "}, represented_by: {name: RA Schmidt, email: ra@s.example}}")
MOVED = OLD.replace("Weg 1", "Allee 2")
INVOICE = "number: R-{}\nissued: 2026-03-01\ndue: 2026-04-14\nlines: [{{id: 1, description: D, unit_price: 9}}]\n"
ORDERS = (("a", "b"), ("b", "a"))
Make = Callable[..., Path]


@pytest.fixture
def make(workspace: Callable[[Mapping[str, str | bytes]], Path]) -> Make:
    """Cases by their debtor and more files: `post` lets them go by post."""

    def run(post: bool = False, **cases: tuple[str, Mapping[str, str]]) -> Path:
        way = "ladder: [{step: first, after_due: 1, channel: post, document: reminder}]\n" if post else ""
        files: dict[str, str | bytes] = {"casefile.yaml": f"creditor: {{name: A, email: us@a.example}}\n{way}"}
        files["debtors/beta.yaml"] = f"name: Beta GmbH\nemail: new@b.example\n{HAMBURG}\n"
        for name, (debtor, more) in cases.items():
            files[f"cases/{name}/case.yaml"] = f"id: {name}\ntitle: T\ncurrency: EUR\ndebtor: {debtor}\n"
            files[f"cases/{name}/invoices/1.yaml"] = INVOICE.format(name)
            files |= {f"cases/{name}/{file}": text for file, text in more.items()}
        return workspace(files)

    return run


def going(root: Path) -> tuple[list[str], list[str]]:
    """Where the one letter of the day goes, and what is said of it."""
    found = dossiers(root, *open_workspace(root).case_ids())
    today = day(found, ON)
    (letter,) = letters(open_workspace(root), bundled(), today, POSTED | MAILED)
    assert letter.cases == {each.case.id for each in found}
    place = letter.desks[0].case.debtor.address
    where = [place.lines[0] if place else ""] if letter.channel == "post" else [address(letter)]
    return where, [each.message for each in addressed(today, {each.case.id: each.case for each in found})]


@pytest.mark.parametrize("ids", ORDERS)
def test_the_representative_gets_it_if_any_case_names_one(ids: tuple[str, str], make: Make) -> None:
    silent, names = ids
    to, said = going(make(**{silent: (OLD, {}), names: (LAWYER, {})}))
    assert (to, said) == (["ra@s.example"], [
        f"the letter about {silent} goes to RA Schmidt, who acts for the debtor as cases/{names}/case.yaml says;"
        f" cases/{silent}/case.yaml names nobody"
    ])  # fmt: skip


def test_of_a_case_that_is_closed_nobody_acts_for_them_any_more(make: Make) -> None:
    root = make(a=(OLD, {}), b=(LAWYER, {}))
    with (root / "cases/b/case.yaml").open("a") as file:
        file.write("closed: {on: 2026-04-10, outcome: paid}\n")
    found = dossiers(root, "a", "b")
    (letter,) = letters(open_workspace(root), bundled(), day(found, ON), MAILED)
    assert address(letter) == "old@b.example"


HEARD = {"correspondence/1.md": contact("2026-03-20", direction="in")}
BACK = {"correspondence/1.md": contact("2026-03-20", "received: {on: 2026-03-21, returned: true}\n")}


@pytest.mark.parametrize("ids", ORDERS)
@pytest.mark.parametrize(
    ("old", "new"), [((OLD, {}), ("beta", {})), ((OLD, {}), (NEW, HEARD)), ((OLD, BACK), (NEW, HEARD))]
)
def test_of_two_addresses_it_is_the_debtors_file_or_the_latest_contact(
    old: tuple[str, Mapping[str, str]], new: tuple[str, Mapping[str, str]], ids: tuple[str, str], make: Make
) -> None:
    one, other = ids
    to, (said,) = going(make(**{one: old, other: new}))
    file = "debtors/beta.yaml" if new[0] == "beta" else f"cases/{other}/case.yaml"
    assert to == ["new@b.example"]
    assert (
        said
        == f"the letter about a and b goes to new@b.example, as {file} says; cases/{one}/case.yaml has old@b.example"
    )


@pytest.mark.parametrize("ids", ORDERS)
def test_where_nothing_else_tells_them_apart_their_words_do(ids: tuple[str, str], make: Make) -> None:
    one, other = ids
    assert going(make(**{one: (OLD, {}), other: (NEW, {})}))[0] == ["old@b.example"]


@pytest.mark.parametrize("ids", ORDERS)
def test_by_post_the_postal_address_counts(ids: tuple[str, str], make: Make) -> None:
    one, other = ids
    to, (said,) = going(make(post=True, **{one: (MOVED, HEARD), other: (NEW, {})}))
    assert to == ["Allee 2"]
    assert said.endswith(f"cases/{other}/case.yaml has Weg 1, 20457 Hamburg, DE")


def test_where_they_agree_nothing_is_said(make: Make) -> None:
    assert going(make(a=(OLD, {}), b=(OLD, {}), c=(OLD, {}))) == (["old@b.example"], [])


def test_a_debtor_without_a_street_keeps_what_is_known(make: Make) -> None:
    one, other = (
        each.case for each in dossiers(make(a=(OLD, {}), b=("{name: Beta GmbH, email: e@b.example}", {})), "a", "b")
    )
    debtor = reached_as(one, other).debtor
    assert (debtor.email, debtor.address) == ("e@b.example", one.debtor.address)
