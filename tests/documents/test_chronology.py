"""The chronology: open facts in order, each with its source, in sentences that others can use."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from casefile.documents.chronology import sentence, sentences
from casefile.followup.history import history
from casefile.render.sheet import Location
from tests.documents.matters import INVOICE, SAMPLES, TODAY, noted, said, sample, written


def test_facts_stand_in_order_with_a_source_each() -> None:
    for case_id in SAMPLES:
        table = said("chronology", sample(case_id)).partition("| Date |")[2].partition(":::")[0]
        rows = re.findall(r"^\| (\d+ \w+ \d{4}) \| (.+?) \| (.+?) \|$", table.replace("Sept ", "Sep "), re.MULTILINE)
        days = [datetime.strptime(day, "%d %b %Y").date() for day, _, _ in rows]  # noqa: DTZ007 - days, no times
        assert len(rows) > 10
        assert days == sorted(days)
        assert days[-1] <= TODAY
        assert all(what.strip() and source.strip() for _, what, source in rows)


def test_internal_calls_are_left_out() -> None:
    text = said("chronology", sample("2026-014-northwind"))
    assert "Call" not in text
    assert "promise" not in text
    assert "without prejudice" not in text.lower()


def test_a_call_that_is_open_is_told() -> None:
    text = said("chronology", sample("2026-003-kestrel"))
    assert "Kestrel Interiors Ltd promises £1,250.00 by 28 August 2026 | E17 |" in text


def test_every_kind_of_fact_is_a_sentence() -> None:
    told = {}
    for case_id in SAMPLES:
        case = sample(case_id)
        for fact in history(case, date(2027, 1, 1)):
            told[fact.what] = sentence(fact, case.creditor.name, case.debtor.name, "en")
    assert len(told) > 25
    for what, text in told.items():
        assert text, what
        assert "\n" not in text, what
        assert not text.endswith((":", ",", "(", "“”")), (what, text)
    assert told["returned"].startswith("The payment of £2,500.00 received on 20\u00a0February\u00a02026 is returned")


def test_who_wrote_what_came_in() -> None:
    text = said("chronology", sample("2026-003-kestrel"))
    assert "E-mail from Martin Ashdown for Kestrel Interiors Ltd: “Pike invoice”" in text
    assert "E-mail from Helen Ormerod, Ormerod Flint Solicitors for Kestrel Interiors Ltd: “Kestrel" in text
    assert "Invoice PS-0217 for £11,057.00" in text


@pytest.mark.parametrize(("language", "said_"), [
    ("en", "Objection to the claim withdrawn by the debtor"), ("de", "Einwand gegen die Forderung vom Schuldner fallen gelassen"),
    ("fr", "Contestation de la créance retirée par le débiteur"), ("pl", "wobec całego roszczenia wycofane przez dłużnika"),
    ("ru", "Возражение против требования отозвано должником"),
])  # fmt: skip
def test_an_objection_that_the_debtor_withdrew_was_not_turned_down_by_us(language: str, said_: str) -> None:
    assert said_ in said("chronology", sample("2026-014-northwind"), language=language)


def test_what_went_out_before_the_claim_was_assigned_is_the_assignors() -> None:
    text = said("chronology", sample("2026-003-kestrel"))
    assert "E-mail from Pike & Sons Joinery: notice of the due date" in text
    assert "Letter from Pike & Sons Joinery: final notice" in text
    assert "from Halvorsen Workshop Ltd: formal demand" in text
    before = text.partition("Pike & Sons Joinery assigns the claim")[0].partition("| Date |")[2]
    assert before
    assert "Halvorsen" not in before


def test_a_meeting_is_with_somebody_and_a_debtor_asks_for_a_credit() -> None:
    text = said("chronology", sample("2026-022-brightwell"))
    assert "Meeting with Tom Brightwell, Priya Nair: “Settlement signed at the practice”" in text
    assert "Brightwell Dental Care Ltd asks for a credit" in text


def test_a_letter_that_came_back_was_not_received() -> None:
    text = said("chronology", sample("2026-017-morgenrot"))
    assert "Not received: the formal demand of 27 June 2026 (nicht abgeholt)" in text


def test_counsel_whom_the_case_does_not_name_is_counsel(tmp_path: Path) -> None:
    letter = (
        "---\n{date: 2026-08-20, direction: in, channel: attorney, subject: Advice, privilege: open}\n---\nFile it.\n"
    )
    text = said("chronology", written(tmp_path, {"cases/a/correspondence/2026-08-20-advice.md": letter}))
    assert "Letter from counsel: “Advice”" in text


def test_a_contact_without_a_subject_ends_in_no_comma(tmp_path: Path) -> None:
    sent = noted("Please pay.", date="2026-04-20", direction="out", channel="email", step="first")
    text = said("chronology", written(tmp_path, {"cases/a/correspondence/1.md": sent}))
    assert "E-mail from Halvorsen: first reminder |" in text


def test_an_invoice_number_may_hold_the_mark_of_a_line(tmp_path: Path) -> None:
    bill = INVOICE.replace("number: INV-1", 'number: "#1042"').replace("tax: 19}", "tax: 19, delivered: 2026-03-28}")
    text = said("chronology", written(tmp_path, {"cases/a/invoices/1.yaml": bill}))
    assert "Delivered: Front end (invoice #1042, line 1)" in text.replace("\\", "")


@pytest.mark.parametrize(
    ("language", "missed", "default"),
    [
        ("en", "£1,250.00 of it is not received", "the whole claim is owed again, less what has been paid"),
        ("de", "bis zu diesem Tag nicht eingegangen: 1.250,00 £", "wieder geschuldet wird die gesamte Forderung"),
        ("fr", "somme non reçue à cette date : 1 250,00 £", "l’intégralité de la créance est de nouveau due"),
        ("pl", "do tego dnia nie wpłynęło 1 250,00 GBP", "należne jest ponownie całe roszczenie"),
        ("ru", "к этому дню не поступило 1 250,00 £", "вновь подлежит уплате вся задолженность"),
    ],
)
def test_a_missed_instalment_and_the_default_are_facts(language: str, missed: str, default: str) -> None:
    def rows(as_of: date) -> list[str]:
        text = said("chronology", sample("2026-003-kestrel"), as_of, language=language).replace("\u202f", " ")
        return [row for row in text.splitlines() if missed in row or default in row]

    broken = rows(TODAY)
    assert [missed in row for row in broken] == [True, False]
    assert [row[2:4] for row in broken] == ["15", "23"]
    assert [missed in row for row in rows(date(2026, 8, 22))] == [True]
    assert rows(date(2026, 8, 15)) == []


def test_of_a_settlement_that_is_kept_nothing_was_missed(tmp_path: Path) -> None:
    terms = "agreed: 2026-06-01\namount: 2.00\ndefault: {grace_days: 7, revives: %s}\n"
    terms += "schedule: [{due: 2026-06-15, amount: 1.00}, {due: 2026-10-15, amount: 1.00}]\n"

    def facts(name: str, paid: str, revives: str = "full") -> str:
        paying = {"cases/a/payments.yaml": paid} if paid else {}
        case = written(tmp_path / name, {"cases/a/settlement.yaml": terms % revives, **paying})
        return said("chronology", case)

    kept = facts("kept", "- {date: 2026-06-15, amount: 1.00}\n") + facts(
        "grace", "- {date: 2026-06-20, amount: 1.00}\n"
    )
    assert "not received by this day" not in kept
    assert "in default" not in kept
    short = facts("short", "- {date: 2026-06-15, amount: 0.40}\n", "remaining")
    assert (
        "| Payment agreed in the settlement falls due; €0.60 of it is not received by this day | Settlement |" in short
    )
    assert "| Settlement in default: the whole remainder is due at once | Settlement |" in short


PROMISED = noted(
    "Friday.", date="2026-05-12", direction="in", channel="email", outcome="promised",
    promise="{on: 2026-05-20, amount: 2.00}",
)  # fmt: skip
OUTCOMES = {
    "en": (
        "| 17 May 2026 | The payment of €2.00 promised on 12 May 2026 is received |",
        "| 20 May 2026 | The day passes for the payment promised on 12 May 2026; €0.50 of it is received |",
        "| 20 May 2026 | The day passes for the payment of €2.00 promised on 12 May 2026; none of it is received |",
    ),
    "de": (
        "Die am 12.05.2026 zugesagte Zahlung von 2,00 € geht ein",
        "bleibt hinter der Zusage zurück; bis zu diesem Tag eingegangen: 0,50 €",
        "Die am 12.05.2026 zugesagte Zahlung von 2,00 € bleibt aus",
    ),
    "fr": (
        "Réception du paiement de 2,00 € promis le 12 mai 2026",
        "Échéance du paiement promis le 12 mai 2026 ; somme reçue à cette date : 0,50 €",
        "Échéance du paiement de 2,00 € promis le 12 mai 2026 ; rien n’est reçu à cette date",
    ),
    "pl": (
        "Wpływa zapłata w kwocie 2,00 € obiecana w dniu 12 maja 2026 r.",
        "Upływa dzień zapłaty obiecanej w dniu 12 maja 2026 r.; wpłynęło z niej 0,50 €",
        "Upływa dzień zapłaty w kwocie 2,00 € obiecanej w dniu 12 maja 2026 r.; nic nie wpłynęło",
    ),
    "ru": (
        "Поступила оплата в сумме 2,00 €, обещанная 12 мая 2026 г.",
        "Наступил день оплаты, обещанной 12 мая 2026 г.; из неё поступило 0,50 €",
        "Наступил день оплаты в сумме 2,00 €, обещанной 12 мая 2026 г.; ничего не поступило",
    ),
}


@pytest.mark.parametrize("language", OUTCOMES)
def test_what_became_of_a_promise_shows_by_itself(tmp_path: Path, language: str) -> None:
    def text(name: str, *paid: str) -> str:
        paying = {"cases/a/payments.yaml": "".join(f"- {{date: 2026-05-17, amount: {each}}}\n" for each in paid)}
        files = {"cases/a/correspondence/1.md": PROMISED, **(paying if paid else {})}
        made = said("chronology", written(tmp_path / name, files), language=language)
        return made.replace("\u202f", " ").replace("\u00a0", " ")

    found = (text("kept", "1.50", "0.50"), text("partly", "0.50"), text("broken"))
    for each, told in zip(found, OUTCOMES[language], strict=True):
        assert [one in each for one in OUTCOMES[language]] == [one == told for one in OUTCOMES[language]], each


@pytest.mark.parametrize("language", ["en", "fr", "de", "pl", "ru"])
def test_many_facts_at_once_are_said_as_one_by_one(language: str) -> None:
    for case_id in SAMPLES:
        case = sample(case_id)
        facts = history(case, date(2027, 1, 1))
        names = (case.creditor.name, case.debtor.name)
        assert sentences(facts, *names, language) == tuple(sentence(fact, *names, language) for fact in facts)
    assert sentences((), "A", "B", language) == ()


def test_a_value_cannot_end_a_sentence() -> None:
    case = sample("2026-014-northwind")
    fact = replace(history(case, date(2027, 1, 1))[0], text="a\x1eb.")
    assert sentences((fact, fact), "A", "B", "en") == (sentence(fact, "A", "B", "en"),) * 2


def test_an_offer_is_shown_by_the_letter_of_its_day() -> None:
    """Kestrel's request of 27 February stands in a mail that the packet prints; no list of ours is named for it."""
    case = sample("2026-003-kestrel")
    places = {exhibit.id: Location(exhibit.id, 9, 80) for exhibit in case.exhibits}
    places["correspondence/2026-02-27-ashdown-june.eml"] = Location(
        "F, 27 Feb 2026", 1, 40, title="E-mail: Pike invoice"
    )
    text = said("chronology", case, locations=places)
    assert re.search(r"offers a later date.*\| \[?F, 27 Feb 2026", text)
    assert "Offers on file" not in said("chronology", case)


def test_a_letter_that_a_packet_numbers_stands_among_the_exhibits_referred_to() -> None:
    case = sample("2026-003-kestrel")
    places = {exhibit.id: Location(str(at), 9) for at, exhibit in enumerate(case.exhibits, 1)}
    places["correspondence/2026-02-27-ashdown-june.eml"] = Location("30", 1, title="E-mail: Pike invoice")
    listed = said("chronology", case, locations=places).partition("# Exhibits referred to")[2]
    assert re.search(r"\| .*30.* \| E-mail: Pike invoice \| 27 Feb 2026 \|", listed)
