"""Which letters a day has, which cases go into one, and the order in which they are posted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from casefile.case import folder
from casefile.case.workspace import open_workspace
from casefile.claim.owed import owed
from casefile.claim.regimes import bundled
from casefile.followup.action import Dossier
from casefile.followup.actions import day
from casefile.outgoing.letters import MAILED, POSTED, Letter, letters

Workspace = Callable[[Mapping[str, str | bytes]], Path]

OURS = "creditor: {name: A, address: {lines: [1 Road], postcode: N1, city: London, country: GB}}\n"


def debtor(name: str, postcode: str, country: str = "DE", more: str = "") -> str:
    return f"name: {name}\naddress: {{lines: [S], postcode: '{postcode}', city: C, country: {country}}}\n{more}"


def case(name: str, who: str) -> dict[str, str | bytes]:
    invoice = (
        f"number: R-{name}\nissued: 2026-03-01\ndue: 2026-04-14\nlines: [{{id: 1, description: D, unit_price: 9}}]\n"
    )
    head = f"id: {name}\ntitle: T\ncurrency: EUR\ndebtor: {who}\n"
    return {f"cases/{name}/case.yaml": head, f"cases/{name}/invoices/1.yaml": invoice}


def found(root: Path, channels: frozenset[str] = POSTED, on: str = "2026-04-15") -> tuple[Letter, ...]:
    opened, as_of = open_workspace(root), date.fromisoformat(on)
    cases = [folder.load(opened, each) for each in opened.case_ids()]
    today = day([Dossier(each, owed(each, as_of, bundled())) for each in cases], as_of)
    return letters(opened, bundled(), today, channels)  # type: ignore[arg-type]


def test_two_cases_of_a_debtor_are_one_letter_about_the_invoices_of_both(workspace: Workspace) -> None:
    root = workspace(
        {"casefile.yaml": OURS, "debtors/n.yaml": debtor("N", "20457"), **case("a", "n"), **case("b", "n")}
    )
    (letter,) = found(root)
    assert (letter.debtor, sorted(letter.cases), letter.wanted.invoices) == ("N", ["a", "b"], ("R-a", "R-b"))
    assert letter.about == {"a": ("R-a",), "b": ("R-b",)}
    assert (letter.wanted.kind, letter.wanted.step, letter.channel) == ("reminder", "first", "post")


def test_a_joint_letter_is_in_the_tone_of_the_highest_and_knows_the_step_of_each(workspace: Workspace) -> None:
    sent = "---\ndate: 2026-04-15\ndirection: out\nchannel: post\nstep: first\n---\n"
    late = {key: str(text).replace("2026-04-14", "2026-04-20") for key, text in case("b", "n").items()}
    note = {"cases/a/correspondence/1.md": sent}
    root = workspace({"casefile.yaml": OURS, "debtors/n.yaml": debtor("N", "20457"), **case("a", "n"), **late, **note})
    (letter,) = found(root, on="2026-04-22")
    assert (letter.wanted.step, letter.step, letter.wanted.invoices) == ("second", "second", ("R-a", "R-b"))
    assert letter.steps == {"b": {"R-b": "first"}}


def test_on_the_due_date_itself_nothing_is_said_to_be_late(workspace: Workspace) -> None:
    ladder = "ladder:\n  - {step: hello, after_due: 0, channel: post, document: reminder}\n"
    root = workspace({"casefile.yaml": OURS + ladder, "debtors/n.yaml": debtor("N", "1"), **case("a", "n")})
    assert [each.wanted.step for on in ("2026-04-14", "2026-04-15") for each in found(root, on=on)] == [
        "upcoming", "first",
    ]  # fmt: skip


def test_the_stack_begins_at_home_and_goes_by_country_and_post_code(workspace: Workspace) -> None:
    parties = {"z": ("80331", "DE"), "y": ("20457", "DE"), "x": ("SW1", "GB"), "w": ("1010", "AT")}
    files: dict[str, str | bytes] = {"casefile.yaml": OURS}
    for name, (postcode, country) in parties.items():
        files |= {f"debtors/{name}.yaml": debtor(name, postcode, country), **case(f"of-{name}", name)}
    assert [each.debtor for each in found(workspace(files))] == ["x", "w", "y", "z"]


def test_who_is_written_to_by_e_mail_is_not_in_the_stack(workspace: Workspace) -> None:
    mailed = debtor("M", "1", more="email: ap@m.example\n")
    root = workspace({"casefile.yaml": OURS, "debtors/m.yaml": mailed, **case("a", "m")})
    assert found(root) == ()
    assert [each.debtor for each in found(root, MAILED)] == ["M"]


def test_a_call_and_a_packet_are_no_letters(workspace: Workspace) -> None:
    ladder = "ladder:\n  - {step: x, after_due: 1, channel: post, document: call-sheet}\n"
    root = workspace({"casefile.yaml": OURS + ladder, "debtors/n.yaml": debtor("N", "1"), **case("a", "n")})
    assert found(root) == ()
