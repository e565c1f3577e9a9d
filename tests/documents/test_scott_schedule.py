"""The Scott schedule: every objection numbered once, what the other side has said so far, and room for the rest."""

from __future__ import annotations

import io
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from casefile.documents.compose import applies, matters_of
from casefile.documents.kinds import KINDS, refuse_formats
from casefile.documents.matter import Options
from casefile.documents.scott_schedule import ScottSchedule, as_workbook, values
from casefile.errors import CaseError, UsageError
from casefile.render import docx, locale, pdf
from casefile.render.blocks import plain, tables
from tests.documents.matters import CASE, INVOICE, TODAY, claim, made, said, sample, sheet, written
from tests.render.pages import paragraphs, texts

HOSTILE = "*x* <b> {{ 7*7 }} [a](b) & Söhne | `c`"
OPEN = "dispute: {reason: quality, statement: All of it is bad.}\n"
KIND = KINDS["scott-schedule"]


def invoice(*disputes: str) -> str:
    """An invoice with a line for each of the disputes; an empty one for a line without."""
    lines = "".join(
        f'  - {{id: "{n}", description: Work {n}, unit_price: 100.00{f", dispute: {{{each}}}" if each else ""}}}\n'
        for n, each in enumerate(disputes, 1)
    )
    return f"{INVOICE.partition('lines:')[0]}lines:\n{lines}"


def schedule(root: Path, *disputes: str, case: str = CASE) -> ScottSchedule:
    found = written(root, {"cases/a/invoices/1.yaml": invoice(*disputes), "cases/a/case.yaml": case})
    matters = matters_of(KIND, (found,), (claim(found),))
    return values(matters, Options(as_of=TODAY, language="en"))


def test_items_are_numbered_once_and_for_all(tmp_path: Path) -> None:
    done = "reason: other, resolved: {on: 2026-05-01, outcome: upheld, amount: 20.00}"
    found = schedule(tmp_path, "reason: other", "", done, "reason: other, amount: 40.00", case=CASE + OPEN)
    assert [(item.number, item.line and item.line.id) for item in found.items] == [(1, "1"), (3, "4"), (4, None)]
    assert [(item.number, item.line and item.line.id) for item in found.settled] == [(2, "3")]
    assert not found.is_totalled


def test_what_is_contested_so_far(tmp_path: Path) -> None:
    found = schedule(tmp_path, "reason: other", "reason: other, amount: 40.00", "reason: other, amount: 0.00")
    assert [(str(item.claimed), str(item.contested)) for item in found.items] == [
        ("100.00", "100.00"),
        ("100.00", "40.00"),
        ("100.00", "0.00"),
    ]
    assert found.is_totalled
    assert [str(each) for each in (found.claimed, found.contested)] == ["300.00", "140.00"]


def test_the_whole_claim_is_what_is_open(tmp_path: Path) -> None:
    files = {"cases/a/case.yaml": CASE + OPEN, "cases/a/payments.yaml": "- {date: 2026-04-20, amount: 1000.00}\n"}
    case = written(tmp_path, files)
    (item,) = values(matters_of(KIND, (case,), (claim(case),)), Options(as_of=TODAY, language="en")).items
    assert item.claimed == item.contested == claim(case).principal
    assert "| 1 | **a** The whole claim Objection: quality |  |" in said("scott-schedule", case)


def test_only_where_something_is_or_was_contested(tmp_path: Path) -> None:
    case = written(tmp_path, {})
    assert made("scott-schedule", case) == ()
    with pytest.raises(CaseError, match=r"nothing of this case was contested by 2026-09-01 \(write dispute: "):
        sheet("scott-schedule", case)
    later = written(tmp_path, {"cases/a/invoices/1.yaml": invoice("reason: other, raised: 2026-09-02")})
    assert made("scott-schedule", later) == ()


def test_what_is_settled_is_told_and_not_asked(tmp_path: Path) -> None:
    case = sample("2026-003-kestrel")
    text = said("scott-schedule", case)
    assert made("scott-schedule", case) == ("",)
    assert "Every objection of Kestrel Interiors Ltd (the respondent)" in text
    assert "Compromise, 1 Jun 2026" in text
    assert "Admitted" not in text
    drawn = sheet("scott-schedule", case)
    with pytest.raises(CaseError, match="nothing of this case is in dispute on 2026-09-01"):
        as_workbook(matters_of(KIND, (case,), (claim(case),)), Options(as_of=TODAY, language="en"), drawn)


def test_whatever_they_said_is_printed_as_it_is(tmp_path: Path) -> None:
    dispute = f'reason: other, statement: "{HOSTILE}\\nSecond line", response: "{HOSTILE}"'
    case = written(tmp_path, {"cases/a/invoices/1.yaml": invoice(dispute)})
    drawn = sheet("scott-schedule", case)
    (form,) = [table for table in tables(drawn.body) if len(table.head) == 8]
    assert plain(form.rows[0][4]) == f"{HOSTILE}\nSecond line"
    assert HOSTILE in " ".join(paragraphs(docx.draw(drawn))).replace("\n", " ")
    assert "Söhne | `c`" in " ".join(" ".join(texts(pdf.draw(drawn))).split())


def test_a_thousand_contested_lines(tmp_path: Path) -> None:
    case = written(tmp_path, {"cases/a/invoices/1.yaml": invoice(*["reason: other"] * 1000)})
    assert "| 1000 | **INV-1, line 1000**" in said("scott-schedule", case)


def test_a_template_of_the_workspaces_own_keeps_the_columns(tmp_path: Path) -> None:
    case = written(tmp_path, {"cases/a/invoices/1.yaml": invoice("reason: other")})
    own = tmp_path / "own"
    (own / "en").mkdir(parents=True)
    (own / "en/scott-schedule.md").write_text(
        "---\nsubject: S\nlayout: document\n---\n| a |\n| --- |\n| b |\n", encoding="utf-8"
    )
    drawn = sheet("scott-schedule", case, search=(own,))
    with pytest.raises(CaseError, match=r"template in 'en' is not the schedule's own \(keep its 8 columns"):
        as_workbook(matters_of(KIND, (case,), (claim(case),)), Options(as_of=TODAY, language="en"), drawn)


def test_a_workbook_is_offered_by_this_kind_alone() -> None:
    refuse_formats("scott-schedule", ["pdf", "xlsx"])
    with pytest.raises(UsageError, match=r"a reminder is not made as xlsx \(it is made as pdf, docx, html, md, eml\)"):
        refuse_formats("reminder", ["pdf", "xlsx"])


def test_the_workbook_says_what_the_document_says() -> None:
    case = sample("2026-014-northwind")
    drawn = sheet("scott-schedule", case)
    content = as_workbook(matters_of(KIND, (case,), (claim(case),)), Options(as_of=TODAY, language="en"), drawn)
    page = openpyxl.load_workbook(io.BytesIO(content), data_only=True).active
    shown = [[cell.value for cell in row] for row in page.iter_rows()]
    form, *others = tables(drawn.body)
    start = next(number for number, row in enumerate(shown) if row[:8] == [plain(cell) for cell in form.head])
    for words, row in zip(form.rows, shown[start + 1 :], strict=False):
        for cell, value in zip(words, row, strict=True):
            written = locale.number(Decimal(str(value)), "en", 2) if isinstance(value, float) else value or ""
            assert written == plain(cell)
    flat = [value for row in shown for value in row]
    assert all(
        plain(cell) in flat for table in others for row in (table.head, *table.rows) for cell in row if plain(cell)
    )


@pytest.mark.parametrize(
    ("case_id", "steps"), [("2026-003-kestrel", ()), ("2026-014-northwind", ("",)), ("2026-022-brightwell", ())]
)
def test_a_packet_holds_one_only_while_something_is_in_dispute(case_id: str, steps: tuple[str, ...]) -> None:
    case = sample(case_id)
    assert applies("scott-schedule", case, claim(case), TODAY, enclosed=True) == steps
    assert applies("scott-schedule", case, claim(case), TODAY) == ("",)
