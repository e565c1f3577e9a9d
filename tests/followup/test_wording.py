"""Reasons in words: the terminal's English as it always was, and each language with its own forms, days and money."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from casefile.followup.why import Why, also, because, then
from casefile.followup.wording import plain, voice
from casefile.money import Money

DAY = date(2026, 4, 22)
FIRST = date(2026, 4, 15)
STEPS = {
    "de": {"first": "Zahlungserinnerung", "second": "Mahnung"},
    "fr": {"first": "première relance", "second": "deuxième relance"},
    "pl": {"first": "pierwsze przypomnienie", "second": "drugie przypomnienie"},
    "ru": {"first": "первое напоминание", "second": "второе напоминание"},
}
LATE = {
    "en": {
        1: "1 day after the due date",
        2: "2 days after the due date",
        5: "5 days after the due date",
        22: "22 days after the due date",
    },
    "de": {1: "seit 1 Tag überfällig", 2: "seit 2 Tagen überfällig", 1234: "seit 1.234 Tagen überfällig"},
    "fr": {1: "1 jour de retard", 2: "2 jours de retard", 22: "22 jours de retard"},
    "pl": {
        1: "1 dzień po terminie płatności",
        2: "2 dni po terminie płatności",
        5: "5 dni po terminie płatności",
        22: "22 dni po terminie płatności",
    },
    "ru": {1: "просрочка 1 день", 2: "просрочка 2 дня", 5: "просрочка 5 дней", 22: "просрочка 22 дня"},
}
EVERY = {
    "pl": {1: "co miesiąc", 2: "co 2 miesiące", 5: "co 5 miesięcy", 22: "co 22 miesiące"},
    "ru": {1: "раз в 1 месяц", 2: "раз в 2 месяца", 5: "раз в 5 месяцев", 22: "раз в 22 месяца"},
    "de": {1: "jeden Monat", 6: "alle 6 Monate"},
    "fr": {1: "tous les mois", 6: "tous les 6 mois"},
    "en": {1: "every 1 month", 6: "every 6 months"},
}


def euros(amount: str) -> Money:
    return Money(Decimal(amount), "EUR")


def told(why: Why, language: str, *, exact: bool = False) -> str:
    """A reason in a language; with plain blanks unless asked for exactly."""
    said = voice(language, DAY, STEPS.get(language, {})).told(why)
    return said if exact else said.replace("\u00a0", " ")


@pytest.mark.parametrize(("language", "count"), [(tag, count) for tag, rows in LATE.items() for count in rows])
def test_days_take_the_form_of_their_number(language: str, count: int) -> None:
    assert told(because("late", count=count), language) == LATE[language][count]


@pytest.mark.parametrize(("language", "count"), [(tag, count) for tag, rows in EVERY.items() for count in rows])
def test_months_take_the_form_of_their_number(language: str, count: int) -> None:
    assert EVERY[language][count] in told(because("review_again", day=FIRST, count=count), language)


REMINDED = then(
    because(
        "step", step="second", why=also(because("late", count=22), because("sent", step="first", day=FIRST))
    ),
    also(because("by_post"), because("no_email")),
)  # fmt: skip
PLEDGED = then(
    also(because("promised_amount", amount=euros("1250"), day=FIRST), because("nothing_came")),
    because("counsel_tell"),
)
WAITING = then(
    because("of", invoices=("R1", "R2", "R3"), why=because("hold_until", day=date(2027, 5, 1), words="we {talk}")),
    because("of", invoices=("R4",), why=because("look_into", said=because("said_paid", day=FIRST))),
)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "en",
            "second: 22 days after the due date, the first one went out on 15 April; by post, as no e-mail address is"
            " known",
        ),
        (
            "de",
            "Mahnung: seit 22 Tagen überfällig, Zahlungserinnerung verschickt am 15.04.2026; per Brief, weil keine"
            " E-Mail-Adresse bekannt ist",
        ),
        (
            "fr",
            "deuxième relance : 22 jours de retard, après « première relance » du 15 avril 2026 ; par courrier, faute"
            " d’adresse électronique connue",
        ),
        (
            "pl",
            "drugie przypomnienie: 22 dni po terminie płatności, „pierwsze przypomnienie” wysłano 15 kwietnia 2026 r.;"
            " pocztą, bo nie znamy adresu e-mail",
        ),
        (
            "ru",
            "второе напоминание: просрочка 22 дня, после шага «первое напоминание» от 15 апреля 2026 г.; почтой, так"
            " как адрес электронной почты неизвестен",
        ),
    ],
)
def test_a_step_with_what_went_before_and_the_way_it_goes(language: str, words: str) -> None:
    assert told(REMINDED, language) == words


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "1,250.00 EUR was promised for 15 April, nothing came; counsel has the case: let them know"),
        (
            "de",
            "1.250,00 € zugesagt zum 15.04.2026, nichts eingegangen; der Fall liegt bei der Kanzlei: dort Bescheid"
            " geben",
        ),
        ("fr", "1\u202f250,00 € promis pour le 15 avril 2026, rien reçu ; l’avocat a le dossier : l’en informer"),
        (
            "pl",
            "1 250,00 € obiecano na 15 kwietnia 2026 r., nic nie wpłynęło; sprawę prowadzi prawnik: zawiadomić go",
        ),
        ("ru", "1 250,00 € обещали к 15 апреля 2026 г., ничего не поступило; дело ведёт юрист: сообщить ему"),
    ],
)
def test_money_and_days_are_written_as_the_language_writes_them(language: str, words: str) -> None:
    assert told(PLEDGED, language) == words


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "R1, R2 and R3: on hold until 1 May 2027: we {talk}; R4: they said on 15 April that it is paid: look into it"),
        ("de", "R1, R2 und R3: ausgesetzt bis zum 01.05.2027: we {talk}; R4: am 15.04.2026 hieß es, es sei bezahlt: bitte klären"),
        ("fr", "R1, R2 et R3 : suspendu jusqu’au 1er mai 2027 : we {talk} ; R4 : le 15 avril 2026, le débiteur a dit avoir payé : à vérifier"),
        ("pl", "R1, R2 i R3: wstrzymana do 1 maja 2027 r.: we {talk}; R4: 15 kwietnia 2026 r. dłużnik podał, że zapłacił: sprawdzić"),
        ("ru", "R1, R2 и R3: приостановлено до 1 мая 2027 г.: we {talk}; R4: 15 апреля 2026 г. должник сообщил, что оплатил: проверить"),
    ],
)  # fmt: skip
def test_what_waits_by_invoice_and_our_own_words_as_they_are_written(language: str, words: str) -> None:
    assert told(WAITING, language) == words


def test_the_terminal_has_plain_blanks_and_french_has_its_own() -> None:
    assert "\u00a0" not in plain(DAY).told(WAITING)
    assert "deuxième relance\u00a0: 22\u00a0jours" in told(REMINDED, "fr", exact=True)


def test_a_step_of_ones_own_is_called_as_one_calls_it() -> None:
    assert told(because("sent", step="nudge", day=FIRST), "de") == "nudge verschickt am 15.04.2026"


def test_an_english_page_has_the_words_of_the_terminal() -> None:
    assert voice("en-US", DAY, {"second": "second reminder"}).told(REMINDED) == plain(DAY).told(REMINDED)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "a: the first is recorded for 2026-04-15, after 2026-04-22: not written again"),
        ("de", "a: der Schritt „Zahlungserinnerung“ ist für den 15.04.2026 eingetragen, nach dem 22.04.2026: nicht noch einmal geschrieben"),
    ],
)  # fmt: skip
def test_days_of_files_stand_as_there(language: str, words: str) -> None:
    assert told(because("later", case="a", step="first", dated=FIRST, today=DAY), language) == words


def test_only_what_is_there_is_put_together() -> None:
    one, two = because("came", amount=euros("1")), because("nothing_came")
    assert then(one, None) == one
    assert plain(DAY).told(also(one, None, two)) == "1.00 EUR came, nothing came"
