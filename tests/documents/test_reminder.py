"""The reminder: tone by step, what is asked and by when, what is left out, how to pay."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from casefile.claim.owed import owed
from casefile.claim.regimes import Regimes
from casefile.documents.compose import compose
from casefile.errors import CaseError
from casefile.render import markdown_text
from tests.documents.matters import CASE, INVOICE, WORKSPACE, made, said, sample, sheet, written

STEPS = ("upcoming", "first", "second", "final")
BEFORE, AFTER = date(2026, 4, 7), date(2026, 4, 15)
OPEN_CASE = {"cases/a/case.yaml": CASE}
THREATS = r"court|lawyer|attorney|solicitor|proceeding|legal action|bailiff|register|insolven|police|crimin|demand"


@pytest.mark.parametrize("step", STEPS)
def test_what_every_step_shows(step: str, tmp_path: Path) -> None:
    as_of = BEFORE if step == "upcoming" else AFTER
    text = said("reminder", written(tmp_path, {}), as_of, step=step)
    for shown in ("INV-1", "31 Mar 2026", "14 Apr 2026", "€3,248.70", "GB33 BUKB 2020 1555 5555 55", "asset:payment"):
        assert shown in text
    assert "If you have already paid, thank you: please ignore this letter." in text
    assert "interest and all other rights remain reserved" in text
    assert ("does not extend the due date" in text) == (step != "upcoming")


@pytest.mark.parametrize("step", ["upcoming", "first"])
def test_the_first_two_steps_charge_and_threaten_nothing(step: str) -> None:
    for case_id in ("2026-003-kestrel", "2026-014-northwind", "2026-017-morgenrot"):
        text = said("reminder", sample(case_id), step=step).partition("Dear ")[2].partition("If you have")[0]
        text = re.sub(r"Of the payments received, .* went .*\.", "", text)  # of what was paid, not of what is asked
        assert not re.search(rf"interest|fee\b|compensation|costs|% |{THREATS}", text, re.IGNORECASE)


@pytest.mark.parametrize("step", STEPS)
def test_nothing_improper_is_threatened(step: str) -> None:
    for case_id in ("2026-003-kestrel", "2026-014-northwind", "2026-017-morgenrot"):
        text = said("reminder", sample(case_id), step=step)
        assert not re.search(r"police|crimin|insolven|bailiff|publish|credit agenc|credit bureau", text, re.IGNORECASE)


def test_the_date_follows_the_ladder(tmp_path: Path) -> None:
    own = WORKSPACE + "ladder:\n  - {step: first, after_due: 3, channel: email, document: reminder, pay_within: 10}\n"
    case = written(tmp_path, {"casefile.yaml": own})
    assert "by **25 April 2026**" in said("reminder", case, AFTER, step="first")
    assert "by **22 April 2026**" in said("reminder", case, AFTER, step="second")


def test_the_contested_part_is_left_out() -> None:
    text = said("reminder", sample("2026-014-northwind"), step="second")
    assert "Please pay **€2,585.50**" in text
    assert "You contest €963.90 of the amount shown; that part is left out of the sum asked for" in text


def test_what_was_paid_on_interest_is_told() -> None:
    text = said("reminder", sample("2026-014-northwind"), step="second")
    assert "Of the payments received, €27.99 went first to interest (BGB § 367(1))." in text


def test_all_contested_leaves_nothing_to_ask(tmp_path: Path) -> None:
    dispute = "dispute: {reason: quality, raised: 2026-04-20}\n"
    case = written(tmp_path, {"cases/a/case.yaml": CASE + dispute})
    with pytest.raises(CaseError, match="all that is open is contested on 2026-09-01"):
        sheet("reminder", case)


def test_nothing_is_overdue_yet(tmp_path: Path) -> None:
    case = written(tmp_path, {})
    with pytest.raises(CaseError, match="nothing is overdue on 2026-04-07") as caught:
        sheet("reminder", case, BEFORE, step="first")
    assert "upcoming" in caught.value.problems[0].hint


def test_an_unknown_step(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="a reminder has no step 'third'"):
        sheet("reminder", written(tmp_path, {}), AFTER, step="third")


def test_upcoming_says_when_it_falls_due(tmp_path: Path) -> None:
    text = said("reminder", written(tmp_path, {}), BEFORE, step="upcoming")
    assert "# Invoice INV-1: due on 14 April 2026" in text
    assert "Our invoice INV-1 of 31 March 2026 falls due on 14 April 2026." in text
    assert "Days late" not in text


def test_upcoming_asked_for_too_late_says_nothing_untrue(tmp_path: Path) -> None:
    text = said("reminder", written(tmp_path, {}), AFTER, step="upcoming")
    assert "# Invoice INV-1: payment due" in text
    assert "falls due" not in text


def test_earlier_reminders_are_named_and_bounced_ones_are_not() -> None:
    northwind = said("reminder", sample("2026-014-northwind"), step="final")
    assert "We reminded you on 15 April 2026, 22 April 2026 and 6 May 2026." in northwind
    morgenrot = said("reminder", sample("2026-017-morgenrot"), step="final")
    assert "We reminded you on 28 May 2026 and 18 June 2026." in morgenrot


def test_final_tells_interest_without_asking_for_it(tmp_path: Path) -> None:
    text = said("reminder", written(tmp_path, {}), step="final")
    assert (
        "statutory default interest under German law (BGB § 288(2)): €129.37 up to today, and €0.94 more each day"
        in text
    )
    assert "Please pay **€3,248.70**" in text


def test_several_invoices_and_cases_in_one_letter(tmp_path: Path) -> None:
    second = INVOICE.replace("INV-1", "INV-2").replace("2026-04-14", "2026-05-14")
    one = written(tmp_path / "one", {"cases/a/invoices/2.yaml": second})
    other = written(tmp_path / "two", {"cases/a/invoices/1.yaml": INVOICE.replace("INV-1", "INV-7")})
    claims = [owed(case, AFTER, Regimes()) for case in (one, other)]
    text = markdown_text.draw(compose("reminder", [one, other], claims, AFTER)).replace("\u00a0", " ")
    assert "# Your account, 2 items: reminder" in text
    assert "INV-2" not in text  # not due yet
    assert "| **Total** |" in text
    assert "Please pay **€6,497.40**" in text
    assert ": INV-1, INV-7" in text


def test_a_settlement_in_force_is_asked_for_by_instalment() -> None:
    text = said("reminder", sample("2026-022-brightwell"), step="upcoming")
    assert "Instalment 2 of 2 under our settlement of 3 August 2026 falls due on 30 September 2026." in text
    assert "£1,260.00" in text


def test_a_settlement_in_default_brings_the_remainder() -> None:
    text = said("reminder", sample("2026-022-brightwell"), date(2026, 9, 20), step="upcoming")
    assert "falls due on 30 September 2026" in text
    late = said("reminder", sample("2026-022-brightwell"), date(2026, 9, 3), step="upcoming")
    assert "£1,260.00" in late


def test_which_steps_are_made(tmp_path: Path) -> None:
    case = written(tmp_path, {})
    assert made("reminder", case, date(2026, 4, 14)) == ("upcoming",)
    assert made("reminder", case, date(2026, 4, 15)) == ("first",)
    assert made("reminder", case, date(2026, 4, 22)) == ("first", "second")
    assert made("reminder", case, date(2026, 5, 6)) == ("first", "second", "final")


def test_the_code_is_for_euro_only() -> None:
    assert "asset:payment" not in said("reminder", sample("2026-003-kestrel"), step="first")


def test_a_sole_trader_alone_is_greeted() -> None:
    letter = sheet("reminder", sample("2026-017-morgenrot"), step="first")
    assert "Dear Tobias Reimann," in markdown_text.draw(letter)
    assert letter.frame.recipient == ("Café Morgenrot, Inh. Tobias Reimann", "Okerstraße 18", "12049 Berlin", "GERMANY")


def test_the_case_says_how_a_letter_begins() -> None:
    text = said("reminder", sample("2026-017-morgenrot"), step="first", language="")
    assert "\n\nSehr geehrter Herr Reimann,\n\n" in text
    assert "Guten Tag" not in text


def test_a_represented_debtor_is_written_to_through_counsel() -> None:
    letter = sheet("reminder", sample("2026-003-kestrel"), step="first")
    assert letter.frame.recipient[:3] == ("Kestrel Interiors Ltd", "c/o Ormerod Flint Solicitors", "Attn Helen Ormerod")
    assert "“you” and “your” below mean your client" in markdown_text.draw(letter)


def test_a_name_that_holds_the_law_is_not_followed_by_it(tmp_path: Path) -> None:
    for regime, law, said_as in (
        ("uk", "GB-ENG", "under the Late Payment of Commercial Debts (Interest) Act 1998: "),
        (
            "ie",
            "IE",
            "under Irish law (European Communities (Late Payment in Commercial Transactions) Regulations 2012 (S.I. No. 580/2012)): ",
        ),
        ("de", "DE", "statutory default interest under German law (BGB § 288(2)): "),
    ):
        case = CASE.replace("regime: de", f"regime: {regime}").replace("law: DE", f"law: {law}")
        currency = case.replace("EUR", "GBP" if regime == "uk" else "EUR")
        text = said("reminder", written(tmp_path / regime, {"cases/a/case.yaml": currency}), step="final")
        assert said_as in text


def test_several_items_are_still_open_and_the_oldest_is_named(tmp_path: Path) -> None:
    other = {"cases/a/invoices/2.yaml": INVOICE.replace("INV-1", "INV-2").replace("2026-04-14", "2026-04-30")}
    text = said("reminder", written(tmp_path, other), step="final")
    assert "The following are still open; the oldest is now 140 days overdue. This is our final notice." in text


def test_an_instalment_is_paid_with_the_reference_of_its_settlement() -> None:
    brightwell = sample("2026-022-brightwell")
    assert "reference INV-1091" in said("settlement", brightwell)
    assert "Reference\n: INV-1091\n" in said("reminder", brightwell, step="upcoming")
    sheet = said("call-sheet", brightwell)
    assert "reference INV-1091." in sheet
    assert "reference 2026-022" not in sheet


TOLD = {
    "en": "Not due yet", "fr": "Non encore échu", "de": "Noch nicht fällig", "pl": "Jeszcze niewymagalne",
    "ru": "Срок оплаты ещё не наступил",
}  # fmt: skip


@pytest.mark.parametrize("language", TOLD)
def test_a_letter_about_chosen_invoices_tells_what_falls_due_soon_and_asks_for_the_late_ones(
    language: str, tmp_path: Path
) -> None:
    more = {
        f"cases/a/invoices/{number}.yaml": INVOICE.replace("INV-1", number).replace("2026-04-14", due)
        for number, due in (("SOON", "2026-06-10"), ("OTHER", "2026-04-15"))
    }
    case = written(tmp_path, more)
    told = said("reminder", case, date(2026, 6, 1), language=language, invoices=("INV-1", "SOON"))
    late, coming = told.split(TOLD[language])
    assert ("INV-1" in late, "SOON" in late, "SOON" in coming, "OTHER" in told) == (True, False, True, False)
    assert TOLD[language] not in said("reminder", case, date(2026, 6, 1), language=language)
