"""Whom a message goes to: the reader of the letter, a representative alone, nobody where no address is known."""

from __future__ import annotations

from pathlib import Path

import pytest

from casefile.documents.compose import matters_of
from casefile.documents.covering import covering
from casefile.documents.envelope import Envelope, Mailbox, envelope
from casefile.documents.kinds import KINDS, kind
from casefile.documents.matter import Options, Sender
from casefile.render import markdown_text
from tests.documents.matters import CASE, TODAY, WORKSPACE, claim, sample, sheet, written


def found(
    root: Path, name: str = "demand", by: Sender = "creditor", text: str = CASE, workspace: str = WORKSPACE
) -> Envelope:
    case = written(root, {"cases/a/case.yaml": text, "casefile.yaml": workspace})
    matters = matters_of(kind(name), (case,), (claim(case),))
    return envelope(kind(name), matters, Options(as_of=TODAY, language="en", by=by))


def with_debtor(*lines: str) -> str:
    text = CASE.replace("regime: de", "regime: de-consumer") if "kind: consumer" in lines else CASE
    return text.replace("  name: Northwind GmbH\n", "".join(f"  {line}\n" for line in ("name: Northwind GmbH", *lines)))


def to(root: Path, *lines: str) -> Mailbox | None:
    return found(root, text=with_debtor(*lines)).to


def test_from_the_creditor_to_the_reader(tmp_path: Path) -> None:
    lines = ("email: office@nw.example", "contacts: [{name: Jana Wolff, email: jw@nw.example}]")
    made = found(tmp_path, text=with_debtor(*lines))
    assert made == Envelope(
        Mailbox("Halvorsen", "accounts@halvorsen.example"), Mailbox("Jana Wolff", "jw@nw.example"), ()
    )


def test_to_the_company_where_the_reader_has_no_address_that_works(tmp_path: Path) -> None:
    office = Mailbox("Northwind GmbH", "office@nw.example")
    assert to(tmp_path, "email: office@nw.example", "contacts: [{name: Jana Wolff}]") == office
    gone = "contacts: [{name: Jana Wolff, email: jw@nw.example, invalid: true}]"
    assert to(tmp_path, "email: office@nw.example", gone) == office


def test_a_consumers_debt_is_nobody_elses_business(tmp_path: Path) -> None:
    other = "contacts: [{name: Max Neighbour, email: max@home.example}]"
    assert to(tmp_path, "kind: consumer", "email: n@home.example", other) == Mailbox("Northwind GmbH", "n@home.example")


def test_a_represented_party_is_written_to_through_its_representative_or_not_at_all(tmp_path: Path) -> None:
    agent = "represented_by: {name: Helen Ormerod, firm: Ormerod Flint, email: h@of.example}"
    assert to(tmp_path, "email: office@nw.example", agent) == Mailbox("Helen Ormerod", "h@of.example")
    made = found(tmp_path, text=with_debtor("email: office@nw.example", "represented_by: {name: Helen Ormerod}"))
    assert made.to is None
    (warning,) = made.warnings
    assert str(warning).startswith("cases/a/case.yaml:7:")
    assert warning.message == "the message has no recipient: no e-mail is known for Helen Ormerod"
    assert (warning.hint, warning.level) == ("write email: under represented_by", "warning")


def test_without_addresses_it_is_said_where_to_write_them(tmp_path: Path) -> None:
    bare = WORKSPACE.replace("  email: accounts@halvorsen.example\n", "")
    made = found(tmp_path, workspace=bare)
    assert (made.sender, made.to) == (None, None)
    assert [warning.hint for warning in made.warnings] == [
        "write email: under the creditor", "write email: under the debtor",
    ]  # fmt: skip
    assert [str(warning.source) for warning in made.warnings] == ["casefile.yaml:2:3", "cases/a/case.yaml:5:3"]


def test_an_address_that_is_none_is_told(tmp_path: Path) -> None:
    made = found(tmp_path, text=with_debtor('email: "a@b.example\\r\\nBcc: x@y.example"'))
    assert made.to is None
    assert "is no address that mail can be sent to" in made.warnings[0].message


def test_counsel_writes_and_is_written_to(tmp_path: Path) -> None:
    counsel = f"{CASE}attorney: {{name: Ada Krüger, firm: Krüger LLP, email: ak@law.example}}\n"
    assert found(tmp_path, by="attorney", text=counsel).sender == Mailbox("Krüger LLP", "ak@law.example")
    assert found(tmp_path, "chronology", text=counsel).to == Mailbox("Ada Krüger", "ak@law.example")
    unknown = found(tmp_path, "chronology")
    assert unknown.to is None
    assert unknown.warnings[0].hint == "write attorney: {name: …, email: …}"


@pytest.mark.parametrize(
    "name", [name for name, kind in KINDS.items() if kind.audience != "debtor" and "eml" in kind.formats]
)
def test_what_is_not_for_the_debtor_never_goes_to_the_debtor(name: str) -> None:
    case = sample("2026-014-northwind")
    options = Options(TODAY, "en")
    found = envelope(KINDS[name], matters_of(KINDS[name], (case,), (claim(case),)), options)
    assert found.to is not None
    assert found.to.address == "brandt@brandt-sievers.example"
    lines = covering(KINDS[name], matters_of(KINDS[name], (case,), (claim(case),)), options, sheet(name, case))
    assert "Jana Wolff" not in markdown_text.draw(lines).partition("\n# ")[2]
