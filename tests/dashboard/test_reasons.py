"""Why something is to be done or waits, on the pages of a workspace: in its own language, whatever it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from casefile.dashboard import dossier as case_page
from casefile.dashboard.front import front
from casefile.dashboard.portfolio import Portfolio
from casefile.dashboard.words import words
from casefile.followup.action import Dossier
from casefile.followup.actions import Waiting, day
from casefile.followup.sentences import Words
from casefile.followup.why import because
from casefile.render.wording import wording
from tests.claim.cases import DE
from tests.claim.cases import invoice as bill
from tests.dashboard.reader import Page
from tests.followup.portfolio import contact, invoice, portfolio
from tests.followup.test_aging import dossier

ON = "2026-05-11"
FOLDER = Path("/w/build/dashboard")
CREDIT = "credit: {limit: 50.00, reviewed: 2025-01-15, every: 6}\n"
FIRST = {"correspondence/1.md": contact("2026-04-15", "step: first\n")}
CASES: Mapping[str, Mapping[str, str]] = {
    "late": FIRST,
    "held": {"case.yaml": "hold: {reason: wir reden, until: 2026-06-01}\n"},
    "promised": {"correspondence/1.md": contact("2026-05-09", "promise: {on: 2026-05-20}\n", "call", "in")},
    "broken": FIRST | {"correspondence/2.md": contact("2026-04-23", "promise: {on: 2026-05-09}\n", "call", "in")},
    "said": {"correspondence/1.md": contact("2026-05-08", "outcome: paid\n", "call", "in")},
    "back": {"correspondence/1.md": contact("2026-05-02", "step: first\noutcome: bounced\n")},
    "ruin": {"case.yaml": "insolvency: {opened: 2026-05-01, file_by: 2026-05-10, administrator: Dr. Roth}\n"},
    "agreed": {"settlement.yaml": "agreed: 2026-04-10\namount: 80.00\ndue: 2026-05-30\n"},
    "missed": {"settlement.yaml": "agreed: 2026-04-10\namount: 80.00\ndue: 2026-05-08\n"},
    "asked": {
        "invoices/1.yaml": invoice().replace("price: 100.00", "price: 100.00, dispute: {amount: 40, reason: quality, raised: 2026-04-20}")
    },
    "contested": {"invoices/1.yaml": invoice().replace("price: 100.00", "price: 100.00, dispute: {reason: quality}")},
}  # fmt: skip


@pytest.fixture
def shown(workspace: Callable[[Mapping[str, str | bytes]], Path]) -> Callable[..., list[str]]:
    """Every reason on the pages of a workspace in a language; none is marked as being in another."""

    def run(tongue: str, some: Mapping[str, Mapping[str, str]] = CASES) -> list[str]:
        cases = {name: {"invoices/1.yaml": invoice()} | dict(files) for name, files in some.items()}
        found = tuple(map(_apart, portfolio(workspace)(ON, debtor=CREDIT, **cases)))
        today = day(found, date.fromisoformat(ON))
        held = Waiting(next(each for each in found if each.case.id == "late"), because("unread", case="X1"), None)
        today = replace(today, waiting=(*today.waiting, held))
        made = Portfolio(
            Path("/w"), Path("/w/build"), "Studio", "GB", tongue, today.as_of, found, today=today
        )  # fmt: skip
        drawn = [front(made, FOLDER), *(case_page.page(case_page.gathered(made, each, FOLDER)) for each in found)]
        reasons = [each for data in drawn for each in Page(data.decode()).of("p", "why")]
        assert all("lang" not in each.attributes for each in reasons)
        return [each.text for each in reasons]

    return run


def _apart(one: Dossier) -> Dossier:
    """The insolvent one is somebody else: an insolvency goes for every case of a debtor."""
    if one.case.id != "ruin":
        return one
    other = one.case.debtor.model_copy(update={"name": "Ruin GmbH"})
    return replace(one, case=replace(one.case, debtor_id="", debtor=other))


def vocabulary(language: str) -> set[str]:
    """The words of a language's sentences."""
    told = (wording(language, "reasons", Words).model_dump(), words(language).steps)
    return set(re.findall(r"[^\W\d_]+", re.sub(r"\{\w+\}", "", str([*told[0].values(), *told[1].values()])).casefold()))


@pytest.mark.parametrize("language", ["de", "fr", "pl", "ru"])
def test_no_english_is_left_among_the_reasons(language: str, shown: Callable[..., list[str]]) -> None:
    reasons = shown(language)
    assert len(set(reasons)) > 12
    english = vocabulary("en") - vocabulary(language)
    for each in reasons:
        assert not english & set(re.findall(r"[^\W\d_]+", each.casefold())), each
        assert "{" not in each


def test_what_a_german_page_says(shown: Callable[..., list[str]]) -> None:
    reasons = shown("de")
    for expected in (
        "ausgesetzt bis zum 01.06.2026: wir reden",
        "Zahlung zugesagt zum 20.05.2026",
        "alles zugesagt zum 09.05.2026, nichts eingegangen",
        "Einwände vom 20.04.2026, noch nicht schriftlich beantwortet",
        "in voller Höhe bestritten",
        "Vergleich vom 10.04.2026: 80,00 € fällig am 30.05.2026",
        "Insolvenzverfahren am 01.05.2026 eröffnet: Forderung bis zum 10.05.2026 anmelden bei Dr. Roth, Frist"
        " verstrichen: bei der Kanzlei nachfragen",
        "X1 ist nicht lesbar, und was an den Schuldner ging, ist nicht bekannt: an ihn geht nichts hinaus",
    ):
        assert expected in reasons
    assert any(each.startswith("Mahnung: seit 27 Tagen überfällig, Zahlungserinnerung verschickt am 15.04.2026") for each in reasons)  # fmt: skip


def test_a_look_at_credit_in_german(shown: Callable[..., list[str]]) -> None:
    reasons = shown("de", {"late": FIRST})
    assert "Kredit: 100,00 € offen, 50,00 € über dem Limit von 50,00 €; zuletzt geprüft am 15.01.2025, alle 6 Monate zu prüfen" in reasons  # fmt: skip


def test_an_english_page_says_what_next_says(shown: Callable[..., list[str]]) -> None:
    reasons = shown("en")
    assert "on hold until 1 June: wir reden" in reasons
    assert "everything was promised for 9 May, nothing came" in reasons


LACKING = {
    "en": "compensation for A: no rate from EUR to PLN in interest.conversion",
    "de": "Verzugspauschale für A: in interest.conversion fehlt der Kurs von EUR in PLN",
    "fr": "indemnité de recouvrement pour A : il manque le cours de EUR en PLN dans interest.conversion",
    "pl": "rekompensata za A: w interest.conversion brakuje kursu EUR/PLN",
    "ru": "компенсация по A: в interest.conversion нет курса EUR к PLN",
}


@pytest.mark.parametrize("tongue", LACKING)
def test_what_is_not_in_the_total_is_told_in_words(tongue: str) -> None:
    one = dossier("2026-06-01", bill(due="2026-04-14", net="1200.00"), file=DE, currency="PLN")
    made = Portfolio(Path("/w"), Path("/w/build"), "Studio", "GB", tongue, one.claim.as_of, (one,))
    page = Page(case_page.page(case_page.gathered(made, one, FOLDER)).decode())
    (noted,) = page.of("ul", "note")
    assert noted.text == LACKING[tongue]
    assert LACKING["en"] == str(one.claim.unconverted[0])
    assert not any("lang" in each.attributes for each in (noted, *page.of("li")))


def test_a_rate_of_interest_that_is_not_known_is_told_as_owed_tells_it_and_marked_as_english() -> None:
    one = dossier("2027-02-01", bill("A", "2027-01-01", "2027-02-01"), file=DE)
    made = Portfolio(Path("/w"), Path("/w/build"), "Studio", "GB", "de", one.claim.as_of, (one,))
    page = Page(case_page.page(case_page.gathered(made, one, FOLDER)).decode())
    assert [each.text for each in page.of("li") if each.attributes.get("lang") == "en"] == list(one.claim.open)
