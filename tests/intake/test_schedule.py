"""The Scott schedule goes out, is filled in as people do it, and comes back: what they said is taken, nothing else."""

from __future__ import annotations

import copy
import difflib
import re
import subprocess
import zipfile
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from casefile import making
from casefile.documents.matter import Format
from casefile.errors import CaseError
from casefile.intake.schedule import Comparison, open_returned
from tests.documents.matters import TODAY
from tests.intake.conftest import CASE, INVOICE, Northwind
from tests.program import program

Returned = Callable[[Format], Path]
ITEM, CLAIMANT, CLAIMED, RESPONDENT, ADMITTED, CONTESTED, DECISION = range(1, 8)
KINDS: tuple[Format, ...] = ("docx", "xlsx")
SAID = "We counted 36 hours; 12 March was a holiday.\nSee annex B1."


def filled(path: Path, said: dict[tuple[str, int], object]) -> Path:
    """The file with cells filled in: by the words its item begins with, and the column."""
    if path.suffix == ".docx":
        document = docx.Document(str(path))
        for (item, column), value in said.items():
            cell_of(document, item, column).text = str(value)
        document.save(str(path))
        return path
    book = openpyxl.load_workbook(path)
    sheet = book.active
    for (item, column), value in said.items():
        row = next(row for row in sheet.iter_rows() if str(row[ITEM].value).startswith(item))
        row[column].value = value
        if isinstance(value, str) and value.startswith("'="):
            row[column].value, row[column].data_type = value[1:], "s"
    book.save(path)
    return path


def cell_of(document: Any, item: str, column: int) -> Any:
    return next(row for row in document.tables[0].rows if row.cells[ITEM].text.startswith(item)).cells[column]


def told(found: Comparison) -> list[tuple[str, str, str]]:
    return [(f"{change.invoice}#{change.line}", change.key, str(change.after)) for change in found.changes]


def reported(found: Comparison) -> list[str]:
    return [problem.message for problem in found.reports]


@pytest.mark.parametrize("kind", KINDS)
def test_what_comes_back_untouched_changes_nothing(kind: Format, returned: Returned, northwind: Northwind) -> None:
    found = northwind.compared(returned(kind))
    assert (found.language, found.changes, found.unclear, found.reports) == ("en", (), (), ())


@pytest.mark.parametrize("kind", KINDS)
def test_what_they_say_is_taken_once(kind: Format, returned: Returned, northwind: Northwind) -> None:
    before = northwind.texts
    path = filled(
        returned(kind),
        {
            ("INV-1043, line 1", RESPONDENT): SAID,
            ("INV-1043, line 1", ADMITTED): "2.900,00 €",
            ("INV-1043, line 2", ADMITTED): "nil",
        },
    )
    found = northwind.taken(path)
    assert told(found) == [("INV-1043#1", "statement", SAID), ("INV-1043#1", "amount", "348.70")]
    assert reported(found) == ["INV-1043, line 1: 2900.00 is admitted"]
    dispute = next(each for each in northwind.case.bills if each.number == "INV-1043").lines[0].dispute
    assert dispute is not None
    assert (dispute.statement, str(dispute.amount), dispute.reason) == (SAID, "348.70", "overcharged")
    after = northwind.texts
    assert [name for name in before if before[name] != after[name]] == ["INV-1043.yaml"]
    diff = [
        line
        for line in difflib.ndiff(before["INV-1043.yaml"].splitlines(), after["INV-1043.yaml"].splitlines())
        if line[0] in "+-"
    ]
    assert diff == [
        "-       amount: 464.10              # six hours, with tax",
        "+       amount: 348.70              # six hours, with tax",
        '-       statement: "We counted 36 hours."',
        '+       statement: "We counted 36 hours; 12 March was a holiday.\\nSee annex B1."',
    ]
    again = northwind.compared(path)
    assert (again.changes, again.unclear) == ((), ())
    assert northwind.texts == after


def test_a_contested_part_is_added_where_the_whole_line_was(returned: Returned, northwind: Northwind) -> None:
    path = filled(returned("docx"), {("INV-1043, line 2", ADMITTED): "EUR 300"})
    assert told(northwind.taken(path)) == [("INV-1043#2", "amount", "199.80")]
    assert "      amount: 199.80\n      reason: not-ordered\n" in northwind.texts["INV-1043.yaml"]


def test_only_what_is_contested_was_filled_in(returned: Returned, northwind: Northwind) -> None:
    path = filled(returned("docx"), {("INV-1043, line 2", CONTESTED): "100"})
    found = northwind.compared(path)
    assert told(found) == [("INV-1043#2", "amount", "100.00")]
    assert reported(found) == ["INV-1043, line 2: 399.80 less is contested"]


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_entered_as_admitted_for_them(kind: Format, returned: Returned, northwind: Northwind) -> None:
    """What was merely not contested is no admission: 464.10 of line 1 is contested, and the rest is left to them."""
    path = returned(kind)
    if kind == "docx":
        document = docx.Document(str(path))
        assert [cell_of(document, f"INV-1043, line {n}", ADMITTED).text for n in (1, 2)] == ["", ""]
        assert cell_of(document, "INV-1043, line 1", CONTESTED).text == "464.10"
    else:
        page = openpyxl.load_workbook(path, data_only=True).active
        assert [page[cell].value for cell in ("F14", "F15", "F16", "G14", "G15")] == [None, None, None, 464.1, 499.8]


@pytest.mark.parametrize("kind", KINDS)
def test_an_admission_of_just_what_was_not_contested_is_told(
    kind: Format, returned: Returned, northwind: Northwind
) -> None:
    found = northwind.compared(filled(returned(kind), {("INV-1043, line 1", ADMITTED): "2784.60"}))
    assert found.changes == ()
    assert reported(found) == ["INV-1043, line 1: 2784.60 is admitted"]
    assert "may restart limitation" in found.reports[0].hint


def test_a_line_that_is_admitted_in_full(returned: Returned, northwind: Northwind) -> None:
    found = northwind.taken(filled(returned("xlsx"), {("INV-1043, line 2", ADMITTED): 499.8}))
    assert reported(found) == [
        "INV-1043, line 2: 499.80 is admitted",
        "INV-1043, line 2: nothing is contested any more",
    ]
    assert all(problem.level == "weakness" for problem in found.reports)
    assert "      amount: 0.00\n" in northwind.texts["INV-1043.yaml"]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("column", "value", "message"),
    [
        (ADMITTED, "1,234", r"'1,234' can be read in two ways"),
        (ADMITTED, "USD 5", "is not in EUR"),
        (ADMITTED, "see annex", "is no amount"),
        (ADMITTED, "600", r"600\.00 is no part of the 499\.80 claimed"),
        (ADMITTED, "-5", "is negative"),
    ],
)  # fmt: skip
def test_an_amount_that_is_unclear_is_asked_about(
    kind: Format, column: int, value: str, message: str, returned: Returned, northwind: Northwind
) -> None:
    found = northwind.compared(filled(returned(kind), {("INV-1043, line 2", column): value}))
    (problem,) = found.unclear
    assert re.search(message, problem.message)
    place = {"docx": "row 3 of table 1, column 6", "xlsx": "cell F15 of 'Scott schedule'"}[kind]
    assert problem.message.startswith(f"{place}, INV-1043, line 2: ")
    assert "in a copy of the file" in problem.hint
    assert found.changes == ()


def test_three_amounts_that_do_not_add_up(returned: Returned, northwind: Northwind) -> None:
    said: dict[tuple[str, int], object] = {
        ("INV-1043, line 2", ADMITTED): "300",
        ("INV-1043, line 2", CONTESTED): "300",
    }
    (problem,) = northwind.compared(filled(returned("docx"), said)).unclear
    assert "300.00 admitted and 300.00 contested are not the 499.80 claimed" in problem.message


def test_what_is_admitted_counts_where_only_the_difference_was_changed(
    returned: Returned, northwind: Northwind
) -> None:
    said: dict[tuple[str, int], object] = {
        ("INV-1043, line 1", ADMITTED): "2784.60",
        ("INV-1043, line 1", CONTESTED): "300,00",
    }
    found = northwind.compared(filled(returned("docx"), said))
    assert (found.changes, found.unclear) == ((), ())
    assert "300.00 in the column of what is contested does not go with what is admitted" in reported(found)[0]


@pytest.mark.parametrize("kind", KINDS)
def test_our_columns_and_the_decision_are_never_taken(kind: Format, returned: Returned, northwind: Northwind) -> None:
    before = northwind.texts
    path = filled(
        returned(kind),
        {
            ("INV-1043, line 1", CLAIMANT): "We agree with everything.",
            ("INV-1043, line 1", CLAIMED): "1,00",
            ("INV-1043, line 1", DECISION): "Dismissed",
            ("INV-1043, line 2", RESPONDENT): "",
        },
    )
    found = northwind.taken(path)
    assert (found.changes, northwind.texts) == ((), before)
    assert sorted(reported(found)) == [
        "INV-1043, line 1: a decision is filled in: Dismissed",
        "INV-1043, line 1: our column 'Claimant' was changed, to: We agree with everything.",
        "INV-1043, line 1: our column 'Claimed (EUR)' was changed, to: 1,00",
        "INV-1043, line 2: their statement was deleted",
    ]
    assert all(problem.level == "warning" for problem in found.reports)


def test_characters_that_hide_or_turn_others_round_are_told(returned: Returned, northwind: Northwind) -> None:
    said = "We owe\u2028nothing.\u202e Or 500\u200b.\u202e"
    path = filled(returned("xlsx"), {("INV-1043, line 2", RESPONDENT): said})
    found = northwind.compared(path)
    assert told(found) == [("INV-1043#2", "statement", "We owe\nnothing. Or 500.")]
    (problem,) = found.reports
    assert problem.level == "warning"
    assert problem.message == (
        "INV-1043, line 2: taken out of their statement: U+2028 line separator, "
        "U+202E right-to-left override, U+200B zero width space"
    )
    assert problem.hint


def test_words_like_formulas_and_yaml_are_words(returned: Returned, northwind: Northwind) -> None:
    words = "'=HYPERLINK(\"x\") # no: {really}, 'yes' & *all*"
    found = northwind.taken(filled(returned("xlsx"), {("INV-1043, line 2", RESPONDENT): words}))
    assert told(found) == [("INV-1043#2", "statement", words[1:])]
    assert northwind.compared(returned("docx")).changes[0].before == words[1:]


def test_a_formula_of_theirs_without_its_result(returned: Returned, northwind: Northwind) -> None:
    found = northwind.compared(filled(returned("xlsx"), {("INV-1043, line 2", ADMITTED): "=2*100"}))
    assert "a formula whose result the file does not hold" in found.unclear[0].message


def test_a_date_that_a_spreadsheet_made_of_an_amount(returned: Returned, northwind: Northwind) -> None:
    found = northwind.compared(filled(returned("xlsx"), {("INV-1043, line 2", ADMITTED): date(2026, 3, 4)}))
    assert "the date 2026-03-04, and no amount" in found.unclear[0].message


@pytest.mark.parametrize("column", [ADMITTED, CONTESTED])
@pytest.mark.parametrize("look", ["0%", "0.00%", "0.0 %;[Red]-0.0 %", '0"%"'])
def test_a_percentage_is_no_amount(column: int, look: str, returned: Returned, northwind: Northwind) -> None:
    path = filled(returned("xlsx"), {("INV-1043, line 2", column): 0.5})
    book = openpyxl.load_workbook(path)
    cell = book.active[f"{'ABCDEFGH'[column]}15"]
    assert cell.value == 0.5
    cell.number_format = look
    book.save(path)
    found = northwind.compared(path)
    (problem,) = found.unclear
    assert (
        problem.message == f"cell {cell.coordinate} of 'Scott schedule', INV-1043, line 2: a percentage, and no amount"
    )
    assert found.changes == ()


def worked_out(path: Path, shows: Mapping[str, str], folder: Path) -> Path:
    """The file with the results of formulas, by cell, as the program stores them that saves it."""
    done = folder / "worked-out.xlsx"
    with zipfile.ZipFile(path) as before, zipfile.ZipFile(done, "w") as after:
        for name in before.namelist():
            content = before.read(name)
            if name == "xl/worksheets/sheet1.xml":
                for cell, value in shows.items():
                    found = rf'(<c r="{cell}"[^>]*><f>[^<]*</f>)(?:<v>[^<]*</v>|<v ?/>)?'.encode()
                    content, count = re.subn(found, rf"\g<1><v>{value}</v>".encode(), content)
                    assert count == 1
            after.writestr(name, content)
    return done


@pytest.mark.parametrize(
    ("said", "contested"),
    [("EUR 300", "2948.70"), ("2900,00 €", "348.70"), ("1.234,56 €", "2014.14"), ("-", "3248.70"), (300, "2948.70")],
)
def test_our_own_formula_is_not_held_against_them(
    said: object, contested: str, returned: Returned, northwind: Northwind, tmp_path: Path
) -> None:
    path = filled(returned("xlsx"), {("INV-1043, line 1", ADMITTED): said})
    found = northwind.compared(worked_out(path, {"G14": "3248.7", "G15": "499.8"}, tmp_path))
    assert found.unclear == ()
    assert told(found) == [("INV-1043#1", "amount", contested)]


def test_our_own_formula_contests_nothing_anew(returned: Returned, northwind: Northwind, tmp_path: Path) -> None:
    found = northwind.compared(worked_out(returned("xlsx"), {"G14": "3248.7"}, tmp_path))
    assert (found.changes, found.unclear, found.reports) == ((), (), ())


@pytest.mark.parametrize("value", [300, "=D15-F15-1", "=100+200"])
def test_what_they_put_in_place_of_our_formula_counts(
    value: object, returned: Returned, northwind: Northwind, tmp_path: Path
) -> None:
    path = filled(returned("xlsx"), {("INV-1043, line 2", ADMITTED): "EUR 300", ("INV-1043, line 2", CONTESTED): value})
    if isinstance(value, str):
        path = worked_out(path, {"G15": "300"}, tmp_path)
    (problem,) = northwind.compared(path).unclear
    assert "300.00 admitted and 300.00 contested are not the 499.80 claimed" in problem.message


@pytest.mark.parametrize("value", ["=100+200", date(2026, 3, 4)])
def test_no_amount_in_place_of_our_formula(value: object, returned: Returned, northwind: Northwind) -> None:
    (problem,) = northwind.compared(filled(returned("xlsx"), {("INV-1043, line 2", CONTESTED): value})).unclear
    assert problem.message.startswith("cell G15 of 'Scott schedule', INV-1043, line 2: ")


def edited(path: Path, change: Callable[[Any], None]) -> Path:
    document = docx.Document(str(path))
    change(document)
    document.save(str(path))
    return path


def test_rows_in_another_order_and_other_heads(returned: Returned, northwind: Northwind) -> None:
    def change(document: Any) -> None:
        table = document.tables[0]
        rows = table._tbl.tr_lst
        rows[1].addprevious(rows[2])
        for cell in table.rows[0].cells:
            cell.text = f"~{cell.text}~"
        cell_of(document, "INV-1043, line 2", RESPONDENT).text = "Not ours."

    found = northwind.compared(edited(returned("docx"), change))
    assert told(found) == [("INV-1043#2", "statement", "Not ours.")]
    assert not [message for message in reported(found) if "our column" in message]
    assert "row 1 of table 1, column 6: the head 'Admitted (EUR)' was changed, to: ~Admitted (EUR)~" in reported(found)
    assert len([message for message in reported(found) if ": the head" in message]) == 8


def headed(path: Path, heads: Mapping[int, str]) -> Path:
    """The file with other heads, by the column."""
    if path.suffix == ".docx":
        document = docx.Document(str(path))
        for column, words in heads.items():
            document.tables[0].rows[0].cells[column].text = words
        document.save(str(path))
        return path
    book = openpyxl.load_workbook(path)
    row = next(row for row in book.active.iter_rows() if row[ITEM].value == "Item")
    for column, words in heads.items():
        row[column].value = words
    book.save(path)
    return path


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("heads", "names"),
    [
        ({ADMITTED: "Admitted (USD)"}, ["USD"]),
        ({ADMITTED: "Admitted (JPY)", CONTESTED: "Contested (JPY)", CLAIMED: "Claimed (JPY)"}, ["JPY"] * 3),
        ({CONTESTED: "Contested ($)"}, ["$"]),
        ({CONTESTED: "Contested (zł)"}, ["zł"]),
        ({ADMITTED: "Accepted, in US-Dollars"}, ["Dollars"]),
        ({ITEM: "Bill", RESPONDENT: "We say", ADMITTED: "We accept, GBP"}, ["GBP"]),
        (dict.fromkeys(range(8), "x") | {ADMITTED: "CHF"}, ["CHF"]),
    ],
)  # fmt: skip
def test_a_head_in_another_currency_is_refused(
    kind: Format, heads: Mapping[int, str], names: list[str], returned: Returned, northwind: Northwind
) -> None:
    path = filled(returned(kind), {("INV-1043, line 2", ADMITTED): "100.00"})
    found = northwind.compared(headed(path, heads))
    assert [
        re.findall(r"names (\S+), and the case is in EUR", problem.message)[0] for problem in found.unclear
    ] == names
    place = {"docx": r"row 1 of table 1, column \d: ", "xlsx": r"cell [A-H]\d+ of 'Scott schedule': "}[kind]
    assert all(re.match(place, problem.message) for problem in found.unclear)
    assert all("ask what the amounts are in" in problem.hint for problem in found.unclear)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("heads", "changed"),
    [
        ({ADMITTED: "Admitted"}, ["Admitted (EUR)"]),
        ({ADMITTED: "Admitted in €", CONTESTED: "Contested (€)"}, ["Admitted (EUR)", "Contested (EUR)"]),
        ({RESPONDENT: "Defendant"}, ["Respondent"]),
        ({CONTESTED: "Rest (EUR, net)", DECISION: "Remarks"}, ["Contested (EUR)", "Decision"]),
    ],
)  # fmt: skip
def test_any_other_head_that_was_changed_is_told(
    kind: Format, heads: Mapping[int, str], changed: list[str], returned: Returned, northwind: Northwind
) -> None:
    path = filled(returned(kind), {("INV-1043, line 2", ADMITTED): "100.00"})
    found = northwind.compared(headed(path, heads))
    assert found.unclear == ()
    assert told(found) == [("INV-1043#2", "amount", "399.80")]
    heads_told = (re.search(r": the head '(.+?)' was changed, to: ", message) for message in reported(found))
    assert [each[1] for each in heads_told if each] == changed


def test_a_column_under_the_head_of_another_is_not_taken_for_it(returned: Returned, northwind: Northwind) -> None:
    path = filled(returned("docx"), {("INV-1043, line 2", CONTESTED): "100.00"})
    found = northwind.compared(headed(path, {CONTESTED: "Admitted (EUR)"}))
    assert (found.changes, reported(found)) == ((), ["the column 'Contested (EUR)' is missing"])


def test_columns_in_another_order_and_one_more(returned: Returned, northwind: Northwind) -> None:
    path = returned("docx")
    document = docx.Document(str(path))
    for row in document.tables[0].rows:
        cells = row._tr.tc_lst
        extra = copy.deepcopy(cells[7])
        cells[0].addprevious(extra)  # a column of theirs at the left
        cells[2].addprevious(cells[4])  # Respondent before Claimant
    document.tables[0].rows[0].cells[0].text = "Remarks"
    row = document.tables[0].rows[1]._tr.tc_lst
    docx.table._Cell(row[3], document.tables[0]).text = "We counted 30."
    document.save(str(path))
    assert told(northwind.compared(path)) == [("INV-1043#1", "statement", "We counted 30.")]


def test_a_retyped_reference_and_other_dashes(returned: Returned, northwind: Northwind) -> None:
    def change(document: Any) -> None:
        cell_of(document, "INV-1043, line 1", RESPONDENT).text = "No."
        cell_of(document, "INV-1043, line 1", ITEM).text = "Inv\u20111043 – Pos. 1"

    found = northwind.compared(edited(returned("docx"), change))
    assert told(found) == [("INV-1043#1", "statement", "No.")]
    assert reported(found) == ["INV-1043, line 1: our column 'Item' was changed, to: Inv‑1043 – Pos. 1"]


def test_rows_that_are_gone_new_or_twice(returned: Returned, northwind: Northwind) -> None:
    def change(document: Any) -> None:
        table = document.tables[0]
        table._tbl.remove(table.rows[1]._tr)
        for item, words in (
            ("Your bill of May", "Too high."),
            ("INV-1043, line 3", "Only 280 pages."),
            ("INV-1043, line 30", "?"),
        ):
            cells = table.add_row().cells
            cells[ITEM].text, cells[RESPONDENT].text = item, words

    found = northwind.compared(edited(returned("docx"), change))
    assert found.changes == ()
    assert reported(found) == [
        "INV-1043, line 1 is missing",
        "row 4 of table 1, column 1: a row that is none of ours: Your bill of May / Too high.",
        "row 6 of table 1, column 1: a row that is none of ours: INV-1043, line 30 / ?",
        "INV-1043, line 3: a row for what is not contested in the case",
    ]

    def twice(document: Any) -> None:
        rows = document.tables[0]._tbl.tr_lst
        rows[1].addnext(copy.deepcopy(rows[1]))

    path = edited(returned("docx"), twice)
    assert northwind.compared(path).unclear == ()
    edited(path, lambda document: setattr(document.tables[0].rows[2].cells[RESPONDENT], "text", "Other."))
    (problem,) = northwind.compared(path).unclear
    assert problem.message == (
        "INV-1043, line 1 stands in two rows: row 2 of table 1, column 2 and row 3 of table 1, column 2"
    )


@pytest.mark.parametrize("column", [ADMITTED, CONTESTED])
def test_amounts_on_a_copy_of_the_sheet(column: int, returned: Returned, northwind: Northwind) -> None:
    path = returned("xlsx")
    book = openpyxl.load_workbook(path)
    other = book.copy_worksheet(book.active)
    book.save(path)
    assert northwind.compared(path).unclear == ()
    row = next(row for row in other.iter_rows() if str(row[ITEM].value).startswith("INV-1043, line 2"))
    row[column].value = 300
    book.save(path)
    (problem,) = northwind.compared(path).unclear
    number = row[ITEM].coordinate
    places = f"cell {number} of 'Scott schedule' and cell {number} of 'Scott schedule Copy'"
    assert problem.message == f"INV-1043, line 2 stands in two rows: {places}"


def test_amounts_in_a_copy_of_the_table(returned: Returned, northwind: Northwind) -> None:
    def copied(document: Any) -> None:
        table = document.tables[0]._tbl
        table.addnext(copy.deepcopy(table))

    path = edited(returned("docx"), copied)
    assert northwind.compared(path).unclear == ()
    edited(path, lambda document: setattr(document.tables[1].rows[2].cells[ADMITTED], "text", "300"))
    (problem,) = northwind.compared(path).unclear
    places = "row 3 of table 1, column 2 and row 3 of table 2, column 2"
    assert problem.message == f"INV-1043, line 2 stands in two rows: {places}"


def hidden_run(run: Any, words: str, **properties: str) -> None:
    """Puts a run behind another one, with properties such as vanish and their values."""
    new = copy.deepcopy(run)
    new.t_lst[0].text = words
    held = new.get_or_add_rPr()
    for name, value in properties.items():
        mark = OxmlElement(f"w:{name}")
        if value:
            mark.set(qn("w:val"), value)
        held.append(mark)
    run.addnext(new)


def style_that_hides(document: Any, name: str, kind: WD_STYLE_TYPE, base: str = "") -> None:
    style = document.styles.add_style(name, kind)
    if base:
        style.base_style = document.styles[base]
    else:
        style.font.hidden = True


def test_words_that_are_not_shown_are_left_out(returned: Returned, northwind: Northwind) -> None:
    def change(document: Any) -> None:
        style_that_hides(document, "Unseen", WD_STYLE_TYPE.CHARACTER)
        style_that_hides(document, "Below", WD_STYLE_TYPE.CHARACTER, "Unseen")
        style_that_hides(document, "Gone", WD_STYLE_TYPE.PARAGRAPH)
        run = cell_of(document, "INV-1043, line 1", RESPONDENT).paragraphs[0]._p.r_lst[0]
        hidden_run(run, " Seen.", vanish="0", rStyle="Unseen")
        hidden_run(run, " by style", rStyle="Below")
        hidden_run(run, " and we admit all", vanish="")
        cell = cell_of(document, "INV-1043, line 2", RESPONDENT)
        cell.add_paragraph("We owe it.", style="Gone")
        hidden_run(cell.paragraphs[1]._p.r_lst[0], "This shows.", vanish="false")

    found = northwind.compared(edited(returned("docx"), change))
    before = {change.line: str(change.before) for change in found.changes}
    assert told(found) == [
        ("INV-1043#1", "statement", f"{before['1']} Seen."),
        ("INV-1043#2", "statement", f"{before['2']}\nThis shows."),
    ]
    assert reported(found) == [
        "row 2 of table 1, column 5: hidden words are left out: and we admit all by style",
        "row 3 of table 1, column 5: hidden words are left out: We owe it.",
    ]


def test_styles_that_go_in_a_circle_hide_nothing(returned: Returned, northwind: Northwind) -> None:
    def change(document: Any) -> None:
        for name in ("One", "Two"):
            document.styles.add_style(name, WD_STYLE_TYPE.CHARACTER)
        document.styles["One"].base_style, document.styles["Two"].base_style = (
            document.styles[name] for name in ("Two", "One")
        )
        run = cell_of(document, "INV-1043, line 1", RESPONDENT).paragraphs[0]._p.r_lst[0]
        hidden_run(run, " Indeed.", rStyle="One")

    found = northwind.compared(edited(returned("docx"), change))
    assert [str(change.after).endswith(" Indeed.") for change in found.changes] == [True]
    assert found.reports == ()


def test_a_row_of_the_table_that_is_not_shown(returned: Returned, northwind: Northwind) -> None:
    def change(document: Any) -> None:
        document.tables[0].rows[1]._tr.get_or_add_trPr().append(OxmlElement("w:hidden"))

    found = northwind.compared(edited(returned("docx"), change))
    assert reported(found) == ["row 2 of table 1 is hidden, and what stands there counts"]


@pytest.mark.parametrize(
    ("hide", "what"),
    [
        (lambda sheet, row: setattr(sheet.row_dimensions[row], "hidden", True), "row {row} of 'Scott schedule'"),
        (lambda sheet, _: setattr(sheet.column_dimensions["E"], "hidden", True), "column E of 'Scott schedule'"),
        (lambda sheet, _: setattr(sheet, "sheet_state", "hidden"), "the sheet 'Scott schedule'"),
    ],
)  # fmt: skip
def test_what_a_workbook_does_not_show_is_told(
    hide: Callable[[Any, int], None], what: str, returned: Returned, northwind: Northwind
) -> None:
    path = filled(returned("xlsx"), {("INV-1043, line 2", RESPONDENT): "Not ours."})
    book = openpyxl.load_workbook(path)
    sheet = book.active
    row = next(row[0].row for row in sheet.iter_rows() if str(row[ITEM].value).startswith("INV-1043, line 2"))
    hide(sheet, row)
    sheet.column_dimensions["M"].hidden = True  # nothing stands there
    book.create_sheet("Notes")
    book.save(path)
    found = northwind.compared(path)
    assert told(found) == [("INV-1043#2", "statement", "Not ours.")]
    assert reported(found) == [f"{what.format(row=row)} is hidden, and what stands there counts"]
    assert found.reports[0].level == "warning"


def test_a_row_without_height_is_told(returned: Returned, northwind: Northwind) -> None:
    path = returned("xlsx")
    with zipfile.ZipFile(path) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet], done = re.subn(rb'<row r="14"[^>]*>', b'<row r="14" ht="0" customHeight="1">', parts[sheet])
    assert done == 1
    with zipfile.ZipFile(path, "w") as target:
        for name, content in parts.items():
            target.writestr(name, content)
    assert reported(northwind.compared(path)) == ["row 14 of 'Scott schedule' is hidden, and what stands there counts"]


def test_changes_under_tracking_count_as_made(returned: Returned, northwind: Northwind) -> None:
    def change(document: Any) -> None:
        paragraph = cell_of(document, "INV-1043, line 1", RESPONDENT).paragraphs[0]._p
        run = paragraph.r_lst[0]
        inserted, deleted = OxmlElement("w:ins"), OxmlElement("w:del")
        new = copy.deepcopy(run)
        new.t_lst[0].text = "We counted 38 hours."
        inserted.append(new)
        run.addprevious(inserted)
        run.addprevious(deleted)
        run.t_lst[0].tag = qn("w:delText")
        deleted.append(run)
        row = document.tables[0].rows[2]._tr
        row.get_or_add_trPr().append(OxmlElement("w:del"))

    found = northwind.compared(edited(returned("docx"), change))
    assert told(found) == [("INV-1043#1", "statement", "We counted 38 hours.")]
    assert reported(found) == ["INV-1043, line 2 is missing"]


def test_content_controls_merged_cells_and_comments(returned: Returned, northwind: Northwind) -> None:
    def change(document: Any) -> None:
        paragraph = cell_of(document, "INV-1043, line 1", RESPONDENT).paragraphs[0]._p
        control, content = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
        paragraph.r_lst[0].t_lst[0].text = "We counted 37."
        content.append(paragraph.r_lst[0])
        control.append(content)
        paragraph.append(control)
        document.tables[0].rows[2].cells[CONTESTED].merge(document.tables[0].rows[2].cells[DECISION])
        document.add_comment(document.paragraphs[0].runs, text="Really?")

    found = northwind.compared(edited(returned("docx"), change))
    assert told(found) == [("INV-1043#1", "statement", "We counted 37.")]
    assert reported(found) == ["its comments are not read"]


def test_a_schedule_sent_before_an_objection_was_settled(returned: Returned, northwind: Northwind) -> None:
    path = filled(returned("docx"), {("INV-1043, line 2", RESPONDENT): "We still say no."})
    file = northwind.workspace.root / INVOICE
    text = file.read_text(encoding="utf-8")
    closed = "      raised: 2026-04-20\n      resolved: {on: 2026-06-01, outcome: rejected}\n"
    file.write_text(closed.join(text.rsplit("      raised: 2026-04-20\n", 1)), encoding="utf-8")
    found = northwind.compared(path)
    assert found.changes == ()
    assert reported(found) == ["INV-1043, line 2: what they say of it now is not taken: We still say no."]


def test_the_whole_claim(returned: Returned, northwind: Northwind, tmp_path: Path) -> None:
    file = northwind.workspace.root / f"cases/{CASE}/case.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(re.sub(r"  resolved: \{on: 2026-05-11.*\n", "", text), encoding="utf-8")
    desk = making.open_desk(northwind.workspace, CASE, TODAY)
    for kind in KINDS:
        path = tmp_path / f"whole.{kind}"
        path.write_bytes(making.draw(desk, making.Wanted("scott-schedule"), (kind,))[0][kind])
        assert (northwind.compared(path).changes, northwind.compared(path).reports) == ((), ())
    filled(path, {(CASE, RESPONDENT): "Late, and bad.", (CASE, ADMITTED): 1000})
    found = northwind.taken(path)
    assert told(found) == [("#", "statement", "Late, and bad.")]
    assert f"{CASE}, the whole claim: of the whole claim is admitted: 1000" in reported(found)
    changed = northwind.texts["case.yaml"]
    assert '  statement: "Late, and bad."\n  response: ' in changed


def test_a_document_of_something_else(northwind: Northwind, returned: Returned, tmp_path: Path) -> None:
    other = docx.Document()
    other.add_table(2, 8)
    other.save(str(tmp_path / "other.docx"))
    with pytest.raises(
        CaseError, match=rf"other.docx has no Scott schedule of {CASE} \(casefile render {CASE} scott-schedule"
    ):
        northwind.compared(tmp_path / "other.docx")


def test_a_case_in_which_nothing_is_contested_any_more(northwind: Northwind, returned: Returned) -> None:
    file = northwind.workspace.root / INVOICE
    text = file.read_text(encoding="utf-8")
    done = "raised: 2026-04-20\n      resolved: {on: 2026-06-01, outcome: rejected}\n"
    file.write_text(text.replace("raised: 2026-04-20\n", done), encoding="utf-8")
    with pytest.raises(CaseError, match="nothing of this case is in dispute on 2026-09-01"):
        northwind.compared(returned("docx"))


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_through_libreoffice(kind: Format, returned: Returned, northwind: Northwind, tmp_path: Path) -> None:
    soffice = program("soffice")
    path = returned(kind)

    def saved_anew(path: Path) -> Path:
        folder = tmp_path / "anew"
        profile = f"-env:UserInstallation=file://{tmp_path}/profile"
        subprocess.run(
            [soffice, profile, "--headless", "--convert-to", kind, "--outdir", folder, path],
            check=True,
            capture_output=True,
        )
        return folder / path.name

    untouched = northwind.compared(saved_anew(path))
    assert (untouched.changes, untouched.unclear, untouched.reports) == ((), (), ())
    filled(path, {("INV-1043, line 1", RESPONDENT): SAID, ("INV-1043, line 2", ADMITTED): "EUR 300"})
    found = northwind.taken(saved_anew(path))
    assert told(found) == [("INV-1043#1", "statement", SAID), ("INV-1043#2", "amount", "199.80")]


def test_every_word_of_the_file_is_seen(returned: Returned) -> None:
    for kind in KINDS:
        assert CASE in open_returned(returned(kind)).words
