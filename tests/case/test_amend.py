"""A value is set in a person's file, and nothing else of it changes; what cannot be set so is refused and shown."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casefile import reading
from casefile.case import amend, folder
from casefile.case.amend import Amendment, amended
from casefile.case.invoice import Invoice, LineDispute
from casefile.case.model import Case
from casefile.case.outline import follow, outline
from casefile.case.yamltext import Value
from casefile.errors import CaseError, Problem
from tests.case.conftest import FILES, Write

FILE = "cases/a/invoices/1.yaml"
PATH = ("lines", 0, "dispute")
LATER = ("response", "evidence", "raised", "resolved")
HEAD = "number: INV-1\nissued: 2026-03-31\ndue: 2026-04-14\nlines:\n"
LINE = '  - id: "1"\n    description: Front end\n    unit_price: 65.00\n'


def statement(value: str = "We counted 38.") -> Amendment:
    return Amendment(FILE, PATH, "statement", value, LATER)


def amount(value: str = "248.70") -> Amendment:
    return Amendment(FILE, PATH, "amount", Decimal(value), ("reason", "statement", *LATER))


def after(dispute: str, change: Amendment) -> str:
    """The text of the dispute once it is amended; all before it is as it was."""
    before = HEAD + LINE + dispute
    text = amended(before.encode(), change).decode()
    assert text.startswith(HEAD + LINE)
    return text.removeprefix(HEAD + LINE)


@pytest.mark.parametrize(
    ("before", "change", "expected"),
    [
        (
            "    dispute: {amount: 464.10, reason: other} # six hours\n",
            amount(),
            "    dispute: {amount: 248.70, reason: other} # six hours\n",
        ),
        ("    dispute: {reason: other}\n", amount(), "    dispute: {amount: 248.70, reason: other}\n"),
        ("    dispute: {reason: other}\n", statement(), "    dispute: {reason: other, statement: We counted 38.}\n"),
        (
            "    dispute: {reason: other, statement: , raised: 2026-04-20}\n",
            statement(),
            "    dispute: {reason: other, statement: We counted 38. , raised: 2026-04-20}\n",
        ),
        (
            "    dispute: {reason: other, raised: 2026-04-20}\n",
            statement("No."),
            "    dispute: {reason: other, statement: No., raised: 2026-04-20}\n",
        ),
        (
            "    dispute: {reason: other, response: }\n",
            Amendment(FILE, PATH, "statement", "No."),
            "    dispute: {reason: other, response: , statement: No.}\n",
        ),
        (
            "    dispute: {reason: other, response}\n",
            Amendment(FILE, PATH, "statement", "No."),
            "    dispute: {reason: other, response, statement: No.}\n",
        ),
        (
            "    dispute: {reason: other, statement}\n",
            statement("No."),
            "    dispute: {reason: other, statement: No.}\n",
        ),
        (
            "    dispute:      # all of it\n      reason: other    # they say\n",
            amount(),
            "    dispute:      # all of it\n      amount: 248.70\n      reason: other    # they say\n",
        ),
        (
            "    dispute:\n      # mail of 20 April\n      reason: other    # they say\n\n# end\n",
            statement(),
            "    dispute:\n      # mail of 20 April\n      reason: other    # they say\n      statement: We counted 38.\n\n# end\n",
        ),
        ("    dispute:\n      reason: other", statement(), "    dispute:\n      reason: other\n      statement: We counted 38."),
        (
            "    dispute:\r\n      reason: other\r\n      statement: 'We''re\r\n        not sure.' # really\r\n",
            statement('"38" it is'),
            '    dispute:\r\n      reason: other\r\n      statement: "\\"38\\" it is" # really\r\n',
        ),
        (
            "    dispute:\n      reason: other\n      statement: |  # two lines\n        We counted.\n\n        Twice.\n\n    # next\n",
            statement(),
            "    dispute:\n      reason: other\n      statement: We counted 38.  # two lines\n\n    # next\n",
        ),
        (
            "    dispute:\n      reason: other\n      statement: >-\n        We counted.\n",
            statement("a: b"),
            '    dispute:\n      reason: other\n      statement: "a: b"\n',
        ),
        (
            "    dispute:\n      reason: other\n      statement:   # none yet\n",
            statement("One\nTwo"),
            '    dispute:\n      reason: other\n      statement: "One\\nTwo"   # none yet\n',
        ),
        (
            "    dispute:\n      reason: other\n      response: |\n        No.\n",
            Amendment(FILE, PATH, "statement", "Yes."),
            "    dispute:\n      statement: Yes.\n      reason: other\n      response: |\n        No.\n",
        ),
        (
            "    dispute:\n      reason: other\n      resolved:\n        on: 2026-05-01\n        outcome: upheld\n",
            Amendment(FILE, PATH, "statement", "Yes."),
            "    dispute:\n      statement: Yes.\n      reason: other\n      resolved:\n        on: 2026-05-01\n        outcome: upheld\n",
        ),
        (
            "    dispute:\n      reason: other\n      evidence: [E01,\n        E02] # both\n",
            Amendment(FILE, PATH, "statement", "Yes."),
            "    dispute:\n      reason: other\n      evidence: [E01,\n        E02] # both\n      statement: Yes.\n",
        ),
    ],
)  # fmt: skip
def test_only_the_value_changes(before: str, change: Amendment, expected: str) -> None:
    assert after(before, change) == expected


def test_a_byte_order_mark_and_the_files_own_line_ends_stay() -> None:
    raw = b"\xef\xbb\xbf" + (HEAD + LINE + "    dispute:\n      reason: other\n").replace("\n", "\r\n").encode()
    text = amended(raw, amount())
    assert text.startswith(b"\xef\xbb\xbfnumber")
    assert text.endswith(b"      amount: 248.70\r\n      reason: other\r\n")


def test_an_empty_mapping_in_brackets_takes_its_first_key() -> None:
    assert after("    dispute: {}\n", statement("No.")) == "    dispute: {statement: No.}\n"


@pytest.mark.parametrize("path", [("lines", 3, "dispute"), ("dispute",), ("lines", 0, "why"), ("lines",)])
def test_a_mapping_that_is_not_there_is_not_made_up(path: tuple[str | int, ...]) -> None:
    change = Amendment(FILE, path, "statement", "No.")
    with pytest.raises(
        CaseError, match=r"'statement' cannot be set in .* as it is written .write it by hand: statement"
    ):
        amended((HEAD + LINE + "    why: Asked for\n").encode(), change)


def test_a_list_or_mapping_is_not_replaced_by_a_value() -> None:
    with pytest.raises(CaseError, match=r"'statement' cannot be set in lines\.0\.dispute"):
        after("    dispute: {reason: other, statement: [a]}\n", statement())


def test_the_way_through_a_file() -> None:
    tree = outline("a: [1, {b: c}]\nd: e\n")
    found = follow(tree, ("a", 1, "b"))
    assert found is not None
    assert found.opening.value == "c"
    assert follow(tree, ("a", 2)) is None
    assert follow(tree, ("z",)) is None
    assert not tree.is_flow


DISPUTED = {
    "cases/a/case.yaml": FILES["cases/a/case.yaml"] + "dispute:\n  reason: quality # so they say\n",  # type: ignore[operator]
    "cases/a/invoices/1.yaml": HEAD + LINE + "    dispute: {reason: other}\n",
    "cases/a/invoices/2.yaml": (HEAD + LINE).replace("INV-1", "INV-2")
    + "    dispute:\n      ? reason\n      : other\n",
}


def written(root: Path) -> Mapping[str, str]:
    return {name: (root / name).read_text() for name in DISPUTED}


class TestCase:
    def test_several_files_at_once(self, opened: Write) -> None:
        workspace = opened(DISPUTED)
        whole = Amendment("cases/a/case.yaml", ("dispute",), "statement", "Late.", LATER)
        case = amend.amend(workspace, "a", [amount("1.00"), statement(), whole])
        assert case == folder.load(workspace, "a")
        assert case.file.dispute is not None
        assert case.file.dispute.statement == "Late."
        dispute = case.invoices[0].lines[0].dispute
        assert dispute is not None
        assert (dispute.amount, dispute.statement) == (Decimal("1.00"), "We counted 38.")
        assert written(workspace.root)["cases/a/case.yaml"].endswith("# so they say\n  statement: Late.\n")

    def test_a_way_of_writing_that_cannot_be_amended_is_left_alone_with_all_the_others(self, opened: Write) -> None:
        workspace = opened(DISPUTED)
        odd = Amendment("cases/a/invoices/2.yaml", PATH, "amount", Decimal("1.00"), ("reason",))
        with pytest.raises(CaseError, match=r"'amount' cannot be set .*\(write it by hand: amount: 1\.00\)"):
            amend.amend(workspace, "a", [statement(), odd])
        assert written(workspace.root) == DISPUTED

    def test_a_value_that_is_refused(self, opened: Write) -> None:
        workspace = opened(DISPUTED)
        with pytest.raises(CaseError, match="'statement' cannot be set"):
            amend.amend(workspace, "a", [statement("one\x01two")])
        assert written(workspace.root) == DISPUTED

    def test_a_value_that_would_not_be_read_back_as_it_is(self, opened: Write, monkeypatch: pytest.MonkeyPatch) -> None:
        workspace = opened(DISPUTED)
        monkeypatch.setattr(amend, "scalar", lambda _: "something else")
        with pytest.raises(CaseError, match="'statement' cannot be set"):
            amend.amend(workspace, "a", [statement("one two")])
        assert written(workspace.root) == DISPUTED

    def test_a_case_that_would_not_load(self, opened: Write) -> None:
        workspace = opened(DISPUTED)
        with pytest.raises(CaseError, match=r"1\.001 has more decimals than EUR has"):
            amend.amend(workspace, "a", [amount("1.001")])
        assert written(workspace.root) == DISPUTED

    def test_what_is_found_in_the_case_only_afterwards_keeps_it_from_being_written(self, opened: Write) -> None:
        def judged(case: Case) -> list[Problem]:
            dispute = case.invoices[0].lines[0].dispute
            return [Problem("old"), *([Problem("new")] if dispute and dispute.statement else [])]

        workspace = opened(DISPUTED)
        amend.amend(workspace, "a", [amount("1.00")], judged)
        with pytest.raises(CaseError) as caught:
            amend.amend(workspace, "a", [statement()], judged)
        assert [problem.message for problem in caught.value.problems] == ["new"]
        assert "statement" not in written(workspace.root)["cases/a/invoices/1.yaml"]


# Layouts as people write them: every key in some style, in brackets or in a block, with comments and either line end.

WORDS = st.text(st.sampled_from("ab é:#'\"-,{}[]&*!|>%@0€.\\~?"), min_size=1, max_size=12).map(str.strip).filter(bool)


def _single(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _double(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


@st.composite
def disputes(draw: st.DrawFn) -> tuple[str, str]:
    """A dispute's text from its key on, and the end of the file's lines."""
    indent, step = " " * draw(st.integers(5, 8)), " " * draw(st.sampled_from((2, 4)))
    quote = draw(st.sampled_from((_single, _double)))
    keys: dict[str, str] = {"reason": draw(st.sampled_from(("other", "'quality'", '"unclear"')))}
    for key in draw(st.permutations(["amount", "statement", "response", "raised"])):
        if draw(st.booleans()):
            keys[key] = {"amount": "4.50", "raised": "2026-04-20"}.get(key) or quote(draw(WORDS))
    names = draw(st.permutations(list(keys)))
    if draw(st.booleans()):
        blank = draw(st.sampled_from((" ", f"\n{indent}{step}", f" # c, x: y\n{indent}{step}")))
        inner = f",{blank}".join(f"{name}: {keys[name]}" for name in names)
        return f"{{{inner}{draw(st.sampled_from(('', ' ', ', ')))}}}{draw(st.sampled_from(('', ' # end')))}\n", indent
    rows = []
    for name in names:
        comment = draw(st.sampled_from(("", "  # c: {x}", "\t# tab")))
        above = draw(st.sampled_from(("", "\n", f"{indent}# above\n")))
        rows.append(f"{above}{indent}{name}:{draw(st.sampled_from((' ', '   ')))}{keys[name]}{comment}\n")
    return f"{draw(st.sampled_from(('', ' # all')))}\n{''.join(rows)}", indent


@settings(max_examples=150, deadline=None)
@given(
    dispute=disputes(),
    value=st.one_of(WORDS, st.decimals(0, 99, places=2)),
    tail=st.sampled_from(["", '  - {id: "2", description: x, unit_price: 1.00}\n', "# the end", "tax_note: x"]),
    crlf=st.booleans(),
)
def test_any_layout_changes_in_one_place_only(dispute: tuple[str, str], value: Value, tail: str, *, crlf: bool) -> None:
    text = f"# head\n{HEAD}{LINE}    dispute: {dispute[0]}{tail}"
    raw = (text.replace("\n", "\r\n") if crlf else text).encode()
    change = statement(value) if isinstance(value, str) else amount(str(value))
    before = reading.read(raw, FILE, Invoice)
    new = amended(raw, change)
    read = reading.read(new, FILE, Invoice)
    line = before.lines[0]
    assert line.dispute is not None
    meant = line.dispute.model_copy(update={change.key: change.value})
    expected = before.model_copy(update={"lines": (line.model_copy(update={"dispute": meant}), *before.lines[1:])})
    assert read.model_dump() == expected.model_dump()
    assert len(_changed(raw, new)) <= 1
    assert new.count(b"\r\n") - raw.count(b"\r\n") in ((0, 1) if crlf else (0,))


def _changed(old: bytes, new: bytes) -> list[tuple[int, int]]:
    """The lines of the old text that were replaced, and where lines were put in."""
    matcher = difflib.SequenceMatcher(None, old.splitlines(), new.splitlines(), autojunk=False)
    return [(first, last) for tag, first, last, _, _ in matcher.get_opcodes() if tag != "equal"]


def test_the_keys_that_follow_a_statement_are_those_of_the_model() -> None:
    assert tuple(LineDispute.model_fields)[-4:] == LATER
