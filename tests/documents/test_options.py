"""The ways out on one page: the figures of the comparison, and no more than they say."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from casefile.claim.compare import compare
from casefile.claim.regimes import Regimes
from casefile.claim.ways import Assumed
from casefile.errors import CaseError
from casefile.render import pdf
from casefile.render.locale import amount
from tests.documents.matters import CASE, INVOICE, SAMPLES, TODAY, made, said, sample, sheet, written
from tests.render.pages import texts


@pytest.mark.parametrize("case_id", SAMPLES)
def test_it_is_one_page(case_id: str) -> None:
    assert len(texts(pdf.draw(sheet("options", sample(case_id))))) == 1


@pytest.mark.parametrize("case_id", SAMPLES)
def test_every_way_is_there_with_its_worth(case_id: str) -> None:
    text, found = said("options", sample(case_id)), compare(sample(case_id), TODAY, Regimes(), Assumed())
    rows = [line for line in text.splitlines() if line.startswith("| ") and not line.startswith("| Way")]
    ways = [*found.ways, *found.corrections]
    assert len(rows) == len(ways)
    for way, row in zip(ways, rows, strict=True):
        if way.worth is not None:
            assert row.endswith(f"{amount(way.worth, 'en')} |")


def test_it_says_what_the_figures_say() -> None:
    text = said("options", sample("2026-014-northwind"))
    assert "| Our offer O3: a waiver | equals 5% off today | 15 Sept 2026 | €3,549.40 | €3,538.54 |" in text
    assert (
        "- Apart from payment in full today, worth most of what can be calculated: **3 instalments, monthly**, €3,676.90 today. It is worth more than “Our"
        " offer O3: a waiver” as long as the chance that it is kept to is above 96.2%." in text
    )
    assert (
        "- “Waiting 90 days” is worth more than “Our offer O3: a waiver” only if the chance that it is paid is" in text
    )
    assert "- “Suing” cannot be compared: nobody has said its cost, how long it takes or its chance." in text
    assert "casefile options 2026-014-northwind --cost 900 --months 9 --chance 75" in text


def test_a_settlement_that_is_kept_and_what_was_billed_too_little() -> None:
    text = said("options", sample("2026-022-brightwell"))
    assert "**The settlement, kept to**, £1,252.04 today. The others are measured by it." in text
    assert "- “Waiting 90 days” is worth less than “The settlement, kept to” at any chance." in text
    assert "## Billed too little and not invoiced: £720.00" in text
    assert "| The client pays 50% | equals 50.2% off today | 15 Sept 2026 | £360.00 | £358.90 |" in text


def offered(root: Path, offers: str, **files: str) -> str:
    return said("options", written(root, {"cases/a/offers.yaml": offers, **files}))


OFFER = "- {id: O1, date: 2026-08-10, by: debtor, kind: %s, amount: %s, due: %s, expires: %s}\n"


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("discount", "a reduced sum"),
        ("instalments", "instalments"),
        ("deferral", "a later date"),
        ("partial", "part payment"),
        ("credit", "a credit"),
        ("waiver", "a waiver"),
    ],
)
def test_offers_by_their_kinds(kind: str, words: str, tmp_path: Path) -> None:
    text = offered(tmp_path, OFFER % (kind, "1000.00", "2026-10-01", "2026-10-01"))
    assert f"| Their offer O1: {words} | equals 70.9% off today |" in text


def test_an_offer_of_more_than_is_owed_and_one_that_ran_out(tmp_path: Path) -> None:
    more = offered(tmp_path / "more", OFFER % ("waiver", "9000.00", "2026-10-01", "2026-10-01"))
    assert "| Their offer O1: a waiver | more than is owed |" in more
    assert "| Paid in full today | never |" in more
    assert "| Paid today, 10% off | never |" in more
    late = offered(tmp_path / "late", OFFER % ("waiver", "900.00", "2026-08-20", "2026-08-20"))
    assert "- Offer O1 is left out: it is marked open, but ran out on 20 Aug 2026." in late
    nothing = offered(tmp_path / "nothing", OFFER % ("credit", "0.00", "2026-10-01", "2026-10-01"))
    assert "| Paid in full today | any day |" in nothing


def test_an_offer_that_a_settlement_replaced_what_is_retained_and_how_far_rates_are_known(tmp_path: Path) -> None:
    offer = "- {id: O1, date: 2026-05-10, by: us, kind: waiver, amount: 900.00}\n"
    terms = "agreed: 2026-06-01\namount: 2900.00\ndue: 2026-12-01\n"
    text = offered(tmp_path / "x", offer, **{"cases/a/settlement.yaml": terms})
    assert "- Offer O1 is left out: it is marked open, but a settlement took its place." in text
    kept = offered(
        tmp_path / "y",
        offer,
        **{"cases/a/invoices/1.yaml": INVOICE + "retention: {amount: 100.00, release: 2027-01-01}\n"},
    )
    assert "- €100.00 that is retained by agreement is in none of this." in kept
    until = said("options", sample("2026-014-northwind"), date(2026, 11, 21))
    assert "Interest is known up to 31 Dec 2026 and calculated no further." in until


def test_without_interest_none_is_named(tmp_path: Path) -> None:
    case = written(tmp_path, {"cases/a/case.yaml": CASE.partition("interest:")[0]})
    assert "- Waiting and suing bring what is owed by then.\n" in said("options", case)


SHORT = "- {period: 2026-05, agreed: 300.00, billed: 100.00}\n"
PAID = "- {date: 2026-04-14, amount: 3248.70}\n"


def test_what_was_billed_too_little_alone(tmp_path: Path) -> None:
    files = {"cases/a/payments.yaml": PAID, "cases/a/corrections.yaml": SHORT}
    text = said("options", written(tmp_path, files))
    assert "## What is owed" not in text
    assert "## What the figures say" not in text
    assert "| Refuses: written off |" in text


def test_nothing_to_compare(tmp_path: Path) -> None:
    case = written(tmp_path, {"cases/a/payments.yaml": PAID})
    with pytest.raises(CaseError, match="nothing is owed on 2026-09-01: there is nothing to compare"):
        sheet("options", case)
    assert made("options", case) == ()


def test_it_is_made_while_something_is_overdue(tmp_path: Path) -> None:
    case = written(tmp_path, {})
    assert made("options", case, date(2026, 4, 14)) == ()
    assert made("options", case, date(2026, 4, 15)) == ("",)
    assert made("options", sample("2026-017-morgenrot"), date(2026, 10, 20)) == ()
    closed = written(tmp_path / "x", {"cases/a/case.yaml": CASE + "closed: {on: 2026-04-15, outcome: sued}\n"})
    assert made("options", closed, date(2026, 4, 15)) == ()


def test_what_only_we_read_is_in_our_language(tmp_path: Path) -> None:
    from casefile.documents.compose import usual_language
    from casefile.documents.kinds import KINDS

    case = written(tmp_path, {"cases/a/case.yaml": CASE + "language: pl\n"})
    assert [usual_language(KINDS[name], case) for name in ("options", "call-sheet", "brief", "demand")] == [
        "en", "en", "pl", "pl",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("language", "words", "court"),
    [
        ("en", "| Arbitration in London |", "suing"),
        ("de", "| Schiedsverfahren (Schiedsort London) |", "Klage"),
        ("fr", "| Arbitrage (London) |", "action en justice"),
        ("pl", "| Postępowanie przed sądem polubownym (London) |", "proces"),
        ("ru", "| Третейское разбирательство (London) |", "иск"),
    ],
)
def test_where_arbitration_was_agreed_nobody_sues(language: str, words: str, court: str) -> None:
    text = said("options", sample("2026-003-kestrel"), language=language)
    assert words in text
    assert not re.search(rf"\b{court}\b", text)
