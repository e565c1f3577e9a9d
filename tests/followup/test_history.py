"""What happened: every dated fact, with its source and its privilege."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from casefile.followup.history import history
from tests.documents.matters import SAMPLES, TODAY, sample
from tests.followup.portfolio import contact, invoice, portfolio


def test_facts_up_to_the_day_in_order() -> None:
    for case_id in SAMPLES:
        facts = history(sample(case_id), TODAY)
        assert [fact.day for fact in facts] == sorted(fact.day for fact in facts)
        assert facts[-1].day <= TODAY
        assert all(fact.source.file.startswith(f"cases/{case_id}/") and fact.source.line >= 1 for fact in facts)


def test_an_exhibit_is_part_of_the_fact_that_names_it() -> None:
    facts = history(sample("2026-014-northwind"), TODAY)
    issued = next(fact for fact in facts if fact.what == "invoiced")
    assert issued.exhibits == ("E02",)
    alone = {fact.exhibits[0] for fact in facts if fact.what == "exhibit"}
    assert "E02" not in alone
    assert "E06" in alone


def test_what_shows_a_performance_is_named_whatever_its_day() -> None:
    facts = history(sample("2026-022-brightwell"), TODAY)
    delivered = [fact for fact in facts if fact.what == "delivered"]
    assert delivered
    assert all(fact.exhibits == ("E10",) for fact in delivered if fact.number == "INV-1091"), "the hours of July"
    (counter,) = (
        fact for fact in history(sample("2026-003-kestrel"), TODAY) if fact.what == "delivered" and fact.line == "1"
    )
    assert counter.exhibits == ("E03", "E05"), "the drawing shows what was ordered"
    cards = next(fact for fact in history(sample("2026-017-morgenrot"), TODAY) if fact.what == "delivered")
    assert cards.exhibits == ("E04", "E05"), "the release for printing is older than the cards"


def test_what_is_kept_back_says_so() -> None:
    facts = history(sample("2026-014-northwind"), TODAY)
    kept = {fact.what: fact.privilege for fact in facts if fact.privilege != "open"}
    assert kept["contact-call"] == "internal"
    assert kept["contact-attorney"] == "legal-advice"
    assert kept["offer-instalments"] == "without-prejudice"
    assert kept["offer-waiver"] == "save-as-to-costs"


def test_a_returned_payment_is_two_facts() -> None:
    facts = [
        fact for fact in history(sample("2026-003-kestrel"), TODAY) if fact.amount and str(fact.amount) == "2500.00"
    ]
    assert [(fact.what, fact.day) for fact in facts] == [
        ("payment", date(2026, 2, 20)),
        ("returned", date(2026, 2, 25)),
    ]


def test_later_facts_are_not_known() -> None:
    case = sample("2026-022-brightwell")
    assert not any(fact.what.startswith("closed") for fact in history(case, TODAY))
    assert any(fact.what == "closed-settled" for fact in history(case, date(2026, 10, 2)))


def test_a_letter_from_our_own_counsel_is_not_the_debtors() -> None:
    case = sample("2026-014-northwind")
    answered = next(fact for fact in history(case, TODAY) if fact.what == "contact-attorney" and fact.by == "debtor")
    assert answered.who == "Brandt & Sievers Rechtsanwälte"
    assert answered.acts_for == ""


def test_who_writes_for_the_debtor_is_told_apart_from_it() -> None:
    case = sample("2026-014-northwind")
    wrote = next(fact for fact in history(case, TODAY) if fact.what == "contact-email" and fact.by == "debtor")
    assert (wrote.who, wrote.acts_for) == ("Jana Wolff", "Northwind Trading GmbH")


def test_that_mail_came_back_is_told_after_it_went(
    workspace: Callable[[Mapping[str, str | bytes]], Path],
) -> None:
    report = "From: mailer-daemon@northwind.example\nDate: Mon, 20 Apr 2026 23:30:05 -0800\nSubject: Failure\nIn-Reply-To: <one@a.example>\n\nContent-Type: message/delivery-status\nAction: failed\n"
    first = contact("2026-04-21", "step: first\nproof: one@a.example\n")
    notes = {"correspondence/z.md": first, "correspondence/b.eml": report}
    (dossier,) = portfolio(workspace)("2026-05-01", a={"invoices/1.yaml": invoice(), **notes})
    told = [(fact.day.day, fact.what, fact.by) for fact in history(dossier.case, TODAY) if "contact" in fact.what]
    assert told == [(21, "contact-email", "us"), (21, "contact-email", "debtor"), (21, "contact-returned", "debtor")]
