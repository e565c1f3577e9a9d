"""The aging report on paper: sums to the cent of `owed`, by age and debtor, in the language of the workspace."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from casefile.case.model import Case
from casefile.documents.aging import MOST_DEBTORS, MOST_ITEMS, MOST_SHOWN, Words, words
from casefile.documents.compose import compose
from casefile.followup.aging import BUCKETS
from casefile.render import markdown_text, pdf
from casefile.render.sheet import Sheet
from tests.documents.matters import SAMPLES, TODAY, claim, sample, written
from tests.render.pages import texts

LANGUAGES = ("en", "de", "fr", "pl", "ru")


def report(cases: Sequence[Case], as_of: date = TODAY, language: str = "en") -> Sheet:
    """The report of these cases."""
    return compose("aging", cases, [claim(case, as_of) for case in cases], as_of, language=language)


def said(cases: Sequence[Case], as_of: date = TODAY, language: str = "en") -> str:
    """What it says, no-break spaces as spaces."""
    return markdown_text.draw(report(cases, as_of, language)).replace("\u00a0", " ")


def test_each_currency_has_its_part_and_its_sum_is_what_is_owed() -> None:
    cases = [sample(case_id) for case_id in SAMPLES]
    sums: dict[str, Decimal] = {}
    for case in cases:
        sums[case.currency] = sums.get(case.currency, Decimal(0)) + claim(case).principal.amount
    headings = re.findall(r"^## ([€£])([\d,.]+) open", said(cases), re.MULTILINE)
    assert {sign: Decimal(figure.replace(",", "")) for sign, figure in headings} == {
        "€": sums["EUR"],
        "£": sums["GBP"],
    }


def test_a_row_of_a_settlement_is_named_as_one() -> None:
    text = said([sample("2026-022-brightwell")])
    assert re.search(r"Brightwell Dental Care Ltd \| 2026-022-brightwell \| Instalment 2 of 2 \| 30 Sept 2026 \|", text)


def test_with_nothing_open_it_says_so(tmp_path: Path) -> None:
    text = said([written(tmp_path, {})], date(2026, 1, 1))
    assert "Nothing is open." in text
    assert "asset" not in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_pictures_say_in_words_what_they_show(language: str) -> None:
    made = report([sample("2026-003-kestrel"), sample("2026-022-brightwell")], language=language)
    ages, debtors = made.assets["ages-gbp"], made.assets["debtors-gbp"]
    for label in words(language).buckets:
        assert label in ages.alt
        assert label in ages.content.decode()
    for name in ("Kestrel Interiors Ltd", "Brightwell Dental Care Ltd"):
        assert name in debtors.alt
    assert len(words(language).buckets) == len(BUCKETS)
    assert "{" not in ages.alt + debtors.alt


def debtors(root: Path, count: int) -> list[Case]:
    """Cases of so many debtors, each of whom owes the same."""
    one = written(root, {})
    return [
        replace(one, file=one.file.model_copy(update={"id": f"c{n}"}), debtor=one.debtor.model_copy(update={"name": f"Debtor {n}"}))
        for n in range(count)
    ]  # fmt: skip


def test_one_debtor_has_no_picture_and_many_end_in_the_others(tmp_path: Path) -> None:
    assert "debtors-eur" not in report(debtors(tmp_path / "one", 1)).assets
    drawn = report(debtors(tmp_path / "many", MOST_SHOWN + 3)).assets["debtors-eur"]
    assert drawn.content.count(b"Debtor ") == MOST_SHOWN - 1
    assert b"4 others" in drawn.content
    assert drawn.content.count(b"<rect") == MOST_SHOWN - 1, "the others have no bar, and set no scale"
    assert "4 others: 12,994.80" in drawn.alt


def test_a_page_of_many_rows_repeats_its_head(tmp_path: Path) -> None:
    pages = texts(pdf.draw(report(debtors(tmp_path, 60))))
    assert len(pages) > 2
    assert all("over 90 days" in page or "Due" in page for page in pages)


NOT_ALL = {
    "en": "Only the largest sums are listed one by one",
    "de": "Einzeln aufgeführt sind nur die größten Beträge",
    "fr": "Seules les sommes les plus élevées sont détaillées",
    "pl": "Pojedynczo podano tylko największe kwoty",
    "ru": "По отдельности приведены только самые крупные суммы",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_too_much_for_paper_is_a_row_of_its_own_and_the_sums_stay_whole(language: str, tmp_path: Path) -> None:
    few, many = debtors(tmp_path / "few", MOST_DEBTORS), debtors(tmp_path / "many", MOST_ITEMS + 3)
    assert NOT_ALL[language] not in said(few, language=language)
    text = said(many, language=language)
    assert NOT_ALL[language] in text
    rows = [line for line in text.splitlines() if re.match(r"\| Debtor \d", line)]
    assert len(rows) == (MOST_DEBTORS - 1) + (MOST_ITEMS - 1)
    amounts = re.compile(r"([\d., \u202f]+?)(?:\*\*)? \|$")
    tables = [table for table in text.split("\n\n") if "| Debtor 1 |" in table]
    for table, left in zip(tables, (str(MOST_ITEMS + 3 - (MOST_DEBTORS - 1)), "4"), strict=True):
        body = [line for line in table.splitlines() if line.startswith("| ")][1:]
        found = [int(re.sub(r"\D", "", match[1])) for line in body if (match := amounts.search(line))]
        assert left in body[-2]
        assert sum(found[:-1]) == found[-1] == 324870 * (MOST_ITEMS + 3)


def test_the_largest_sums_are_those_that_are_listed(tmp_path: Path) -> None:
    cases = debtors(tmp_path, MOST_ITEMS + 5)
    (bill,) = cases[-1].bills
    line = bill.lines[0].model_copy(update={"quantity": bill.lines[0].quantity * 2})
    cases[-1] = replace(cases[-1], invoices=(bill.model_copy(update={"lines": (line,)}),))
    assert f"| Debtor {MOST_ITEMS + 4} | c{MOST_ITEMS + 4} |" in said(cases)


def test_names_are_never_markup(tmp_path: Path) -> None:
    case = "debtor: {name: 'A | **B** <i>&amp; {{ 7*7 }}'}\n"
    base = "id: a\ntitle: Website\ncurrency: EUR\ninterest: {regime: de}\n"
    text = "".join(texts(pdf.draw(report([written(tmp_path, {"cases/a/case.yaml": base + case})]))))
    assert "A | **B** <i>&amp; {{ 7*7 }}" in text.replace("\n", " ")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_its_words(language: str) -> None:
    assert isinstance(words(language), Words)
