"""The call-sheet: what a call is for, whom to reach, what they may say and what we answer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from casefile.case import folder
from casefile.case.workspace import open_workspace
from casefile.documents.compose import compose
from casefile.errors import CaseError
from casefile.render import markdown_text, pdf
from tests.documents.matters import CASE, INVOICE, SAMPLES, TODAY, claim, made, noted, said, sample, sheet, written
from tests.render.pages import texts

DISPUTED = INVOICE.replace("tax: 19", "tax: 19, dispute: {reason: quality, raised: 2026-05-01%s}")
SETTLED = "agreed: 2026-06-01\namount: 2900.00\nschedule: {first: 2026-07-15, every: month, count: 3}\n"
NO_ANSWER = {"date": "2026-05-02", "direction": "out", "channel": "call", "outcome": "no-answer"}
PROMISE = noted(date="2026-05-02", direction="in", channel="call", promise="{on: 2026-05-08, amount: 100.00}")


def called(root: Path, files: Mapping[str, str], day: date = TODAY) -> str:
    return said("call-sheet", written(root, {f"cases/a/{name}": text for name, text in files.items()}), day)


@pytest.mark.parametrize("case_id", SAMPLES)
def test_the_facts_are_on_the_first_page_and_the_answers_on_the_second(case_id: str) -> None:
    first, second = texts(pdf.draw(sheet("call-sheet", sample(case_id))))
    for head in ("What the call is for", "Whom to reach", "The facts", "What we do not say"):
        assert head in first
    for head in ("What they may say, and what we answer", "What came of it"):
        assert head in second


@pytest.mark.parametrize(
    ("files", "day", "goal"),
    [
        ({}, "2026-09-01", "Get **€3,248.70** by **8 September 2026**, or a day and a sum"),
        ({}, "2026-04-14", "Nothing is due yet. Ask whether everything is in order"),
        (
            {"invoices/1.yaml": DISPUTED % ", amount: 300.00"},
            "2026-09-01",
            "Get the part that is not contested, **€2,948.70**",
        ),
        ({"invoices/1.yaml": DISPUTED % ""}, "2026-09-01", "All that is open is contested."),
        ({"correspondence/1.md": PROMISE}, "2026-09-01", "The last promise was not kept."),
        ({"settlement.yaml": SETTLED + "default: {grace_days: 30}\n"}, "2026-07-20", "An instalment was missed."),
        ({"settlement.yaml": SETTLED}, "2026-09-01", "An instalment was missed."),
        (
            {"correspondence/1.md": noted(**NO_ANSWER), "correspondence/2.md": noted(**NO_ANSWER)},
            "2026-09-01",
            "Nobody has ever answered.",
        ),
    ],
)
def test_the_goal_follows_the_case(files: dict[str, str], day: str, goal: str, tmp_path: Path) -> None:
    text = called(tmp_path, files, date.fromisoformat(day))
    assert f"## What the call is for\n\n{goal}" in text


def test_what_is_asked_when_all_is_contested_is_all_of_it(tmp_path: Path) -> None:
    text = called(tmp_path, {"invoices/1.yaml": DISPUTED % ", response: It works"})
    assert "name €3,248.70" in text
    assert "| INV-1, line 1: quality | It works |" in text


def test_what_they_said_promised_and_were_offered() -> None:
    text = said("call-sheet", sample("2026-014-northwind"))
    assert "- 13 May 2026: promised €2,585.50 by 20 May 2026 (Jana Wolff): **not kept**" in text
    assert 'Please keep me out of it. J." **In confidence: not to be mentioned.**' in text
    assert (
        "- Our offer O3 of 20 Aug 2026 stands until 15 Sept 2026: a waiver, €3,549.40 to be paid by 15 Sept 2026;"
        in text
    )
    assert (
        "Our offer O3 may be repeated as it stands, without prejudice save as to costs, until 15 Sept 2026. Make no other"
        in text
    )
    assert "“We counted 36 hours.” | The time sheet shows 42" in text
    assert "say calmly what comes next: handing the matter to counsel; that" in text
    assert "- Renate Oelkers, Accounts payable, r.oelkers@northwind.example: **no longer works**" in text


def test_a_represented_debtor_is_reached_through_counsel() -> None:
    text = said("call-sheet", sample("2026-003-kestrel"))
    reach = text.partition("## Whom to reach\n\n")[2].partition("\n\n")[0]
    assert reach == (
        "- Helen Ormerod, Ormerod Flint Solicitors, h.ormerod@ormerodflint.example: acts for the debtor; speak to nobody else"
    )
    assert "The settlement of 1 Jun 2026 for £5,000.00 is in default: £2,500.00 was paid, £1,250.00 of 15 Aug" in text
    assert "- 12 Jan 2026: promised £3,500.00 by 16 Jan 2026 (Gemma Lyle): **kept in part, £3,493.00 came**" in text


def test_a_persons_debt_is_nobody_elses_business() -> None:
    text = said("call-sheet", sample("2026-017-morgenrot"))
    reach = text.partition("## Whom to reach\n\n")[2].partition("\n\n")[0].splitlines()
    assert reach[0].startswith("- Café Morgenrot, Inh. Tobias Reimann, +49 30 23125 417")
    assert reach[1].startswith("- Rüya Aydın, Schichtleitung, +49 30 23125 417: a third party;")
    assert "not to family, staff or neighbours" in text
    assert "4 attempts went unanswered or came back." in text


CONSUMER = CASE.replace("  name: Northwind GmbH", "  kind: consumer\n  name: Ada Byron").replace("de}", "de-consumer}")


def test_what_came_back_was_not_what_we_wrote_last(tmp_path: Path) -> None:
    back = noted(
        date="2026-05-06", direction="out", channel="post", step="final", received="{on: 2026-05-20, returned: true}"
    )
    case = written(tmp_path, {"cases/a/correspondence/1.md": SECOND, "cases/a/correspondence/2.md": back})
    assert "- We wrote last on 22 Apr 2026, e-mail (second reminder); they had it on 23 Apr 2026" in said(
        "call-sheet", case
    )
    earlier = said("call-sheet", case, date(2026, 5, 19))
    assert "- We wrote last on 6 May 2026, letter (final notice)\n" in earlier


def test_a_consumer_is_called_at_reasonable_hours(tmp_path: Path) -> None:
    text = called(tmp_path / "de", {"case.yaml": CONSUMER})
    assert "- A consumer: call at reasonable hours only" in text
    assert "8 a.m." not in text
    american = (
        CONSUMER.replace("country: DE", "country: US").replace("de-consumer", "us-ny").replace("law: DE", "law: US-NY")
    )
    assert "only between 8 a.m. and 9 p.m." in called(tmp_path / "us", {"case.yaml": american})


def test_a_debt_barred_by_time_is_not_asked_of_a_consumer(tmp_path: Path) -> None:
    files = {"cases/a/case.yaml": CONSUMER, "cases/a/invoices/1.yaml": INVOICE.replace("2026-", "2022-")}
    case = written(tmp_path, files)
    with pytest.raises(CaseError, match="a time-barred debt may not be claimed from a consumer"):
        sheet("call-sheet", case)
    assert made("call-sheet", case) == made("options", case) == ()


def test_nobody_is_called_in_an_insolvency_or_about_nothing(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="insolvency proceedings against the debtor were opened"):
        sheet("call-sheet", sample("2026-017-morgenrot"), date(2026, 10, 20))
    paid = written(tmp_path, {"cases/a/payments.yaml": "- {date: 2026-04-14, amount: 3248.70}\n"})
    with pytest.raises(CaseError, match="nothing is open on 2026-09-01"):
        sheet("call-sheet", paid)


SECOND = noted(date="2026-04-22", direction="out", channel="email", step="second", received="{on: 2026-04-23}")


def test_it_is_made_when_the_ladders_call_is_next_and_its_day_has_come(tmp_path: Path) -> None:
    case = written(tmp_path, {"cases/a/correspondence/1.md": SECOND})
    assert made("call-sheet", case, date(2026, 4, 28)) == ()
    assert made("call-sheet", case, date(2026, 4, 29)) == ("",)
    assert made("call-sheet", written(tmp_path / "x", {}), date(2026, 4, 29)) == ()  # the first reminder is next
    held = CASE + "hold: {reason: waiting, until: 2026-04-30}\n"
    files = {"cases/a/correspondence/1.md": SECOND, "cases/a/case.yaml": held}
    assert made("call-sheet", written(tmp_path / "y", files), date(2026, 4, 29)) == ()


def test_a_broken_promise_makes_it_too(tmp_path: Path) -> None:
    case = written(tmp_path, {"cases/a/correspondence/1.md": PROMISE})
    assert made("call-sheet", case, date(2026, 5, 8)) == ()
    assert made("call-sheet", case, date(2026, 5, 9)) == ("",)
    closed = written(
        tmp_path / "x",
        {
            "cases/a/correspondence/1.md": PROMISE,
            "cases/a/case.yaml": CASE + "closed: {on: 2026-05-09, outcome: sued}\n",
        },
    )
    assert made("call-sheet", closed, date(2026, 5, 9)) == ()


@pytest.mark.parametrize(
    ("step", "next_"),
    [
        ("upcoming", "a written reminder"),
        ("second", "a written reminder"),
        ("final", "a formal demand"),
        ("demand", "handing the matter to counsel"),
        ("attorney", "we shall take advice on what to do"),
    ],
)
def test_what_comes_next_is_told_as_a_fact(step: str, next_: str, tmp_path: Path) -> None:
    note = noted(date="2026-04-22", direction="out", channel="email", step=step, subject="Pay")
    text = called(tmp_path, {"correspondence/1.md": note})
    assert f"say calmly what comes next: {next_}; that we would rather settle it" in text


def test_a_step_whose_day_is_still_to_come_is_dated(tmp_path: Path) -> None:
    text = called(tmp_path, {"correspondence/1.md": SECOND}, date(2026, 4, 29))
    assert "what comes next: a written reminder, on 6 May 2026; that" in text
    assert "- We wrote last on 22 Apr 2026, e-mail (second reminder); they had it on 23 Apr 2026" in text
    assert "casefile log a call --step call --invoice INV-1 --to 'Northwind GmbH'" in text


def test_a_ladder_that_ends_with_the_call(tmp_path: Path) -> None:
    ladder = "ladder:\n  - {step: call, after_due: 1, channel: call, document: call-sheet, pay_within: 3}\n"
    files = {"casefile.yaml": f"creditor: {{name: Halvorsen}}\n{ladder}"}
    text = said("call-sheet", written(tmp_path, files))
    assert "by **4 September 2026**" in text
    assert "we shall take advice on what to do" in text
    assert "- We have not written yet." in text
    assert "account" not in text.partition("pay at once")[2].partition("\n")[0]


def test_another_document_next_and_their_own_offer(tmp_path: Path) -> None:
    ladder = "ladder:\n  - {step: odd, after_due: 1, channel: post, document: statement}\n"
    offer = "- {id: O1, date: 2026-08-10, by: debtor, kind: instalments, amount: 900.00, privilege: %s, schedule: {first: 2026-10-01, every: month, count: 3}}\n"
    files = {"casefile.yaml": f"creditor: {{name: Halvorsen}}\n{ladder}"}
    for privilege, words in (
        ("open", "from 1 Oct 2026\n"),
        ("without-prejudice", "from 1 Oct 2026; without prejudice\n"),
        ("internal", "from 1 Oct 2026; not told to them\n"),
    ):
        case = written(tmp_path / privilege, {**files, "cases/a/offers.yaml": offer % privilege})
        text = said("call-sheet", case)
        assert f"- Their offer O1 of 10 Aug 2026 stands: instalments, €900.00 in 3 parts {words}" in text
        assert "may be repeated" not in text
    assert "what comes next: the next step" in text


def test_the_rest_of_a_settlement_and_an_objection_to_everything(tmp_path: Path) -> None:
    rest = SETTLED + "default: {revives: remaining}\n"
    text = called(tmp_path / "x", {"settlement.yaml": rest})
    assert "| Remainder of the settlement | 16 Jul 2026 |" in text
    assert "the whole remainder is due at once." in text
    against = called(tmp_path / "y", {"case.yaml": CASE + "dispute: {reason: quality, statement: It broke.}\n"})
    assert "| the whole claim: “It broke.” | we have no answer yet: say when they will have one |" in against


def test_a_promise_of_everything_whose_day_is_to_come(tmp_path: Path) -> None:
    files = {
        "correspondence/1.md": noted(date="2026-08-30", direction="in", channel="call", promise="{on: 2026-09-08}"),
        "correspondence/2.md": noted(date="2026-04-15", direction="out", channel="email", step="first"),
    }
    text = called(tmp_path, files)
    assert "- 30 Aug 2026: promised payment by 8 Sept 2026: **not due yet**" in text
    assert "- We wrote last on 15 Apr 2026, e-mail (first reminder)" in text


def test_an_offer_that_is_kept_back_is_not_repeated(tmp_path: Path) -> None:
    kept = "- {id: O2, date: 2026-05-10, by: us, kind: discount, amount: 1.00, due: 2026-12-01, privilege: internal}\n"
    told = "- {id: O1, date: 2026-05-09, by: us, kind: discount, amount: 2.00, due: 2026-12-01, privilege: open}\n"
    both = called(tmp_path / "both", {"offers.yaml": told + kept})
    assert "Our offer O1 may be repeated as it stands. Make no other in the call. A sum" in both
    assert "O2 may be repeated" not in both
    assert "; not told to them" in both
    alone = called(tmp_path / "kept", {"offers.yaml": kept})
    assert "may be repeated" not in alone
    assert "Make no other" not in alone


SECOND_CASE = CASE.replace("id: a", "id: b").replace("title: Website", "title: Hosting")
SECOND_BILL = INVOICE.replace("INV-1", "INV-2").replace(
    "quantity: 42, unit: h, unit_price: 65.00, tax: 19", "unit_price: 100.00"
)


def both(root: Path, *, currency: str = "EUR", language: str = "en", more: Mapping[str, str] | None = None) -> str:
    """The call-sheet about two cases of one debtor."""
    second = SECOND_CASE.replace("currency: EUR", f"currency: {currency}").replace("{regime: de}", "{regime: none}")
    files = {"cases/b/case.yaml": second, "cases/b/invoices/1.yaml": SECOND_BILL, **(more or {})}
    written(root, files)
    cases = [folder.load(open_workspace(root), name) for name in ("a", "b")]
    claims = [claim(each) for each in cases]
    made = compose("call-sheet", cases, claims, TODAY, language=language)
    return markdown_text.draw(made).replace("\u00a0", " ").replace("\u202f", " ")


def test_one_call_about_two_cases_has_both_on_one_sheet(tmp_path: Path) -> None:
    said_there = {
        "cases/b/correspondence/1.md": noted(
            "Bank is slow.", date="2026-05-02", direction="in", channel="call", promise="{on: 2026-05-08}"
        ),
        "cases/b/offers.yaml": "- {id: O1, date: 2026-05-10, by: us, kind: discount, amount: 90.00, due: 2026-12-01}\n",
    }
    text = both(tmp_path, more=said_there)
    assert "Website (case a); Hosting (case b), on 1 September 2026." in text
    assert "get **€3,348.70** by **8 September 2026**" in text
    assert "| INV-1 (a) | 14 Apr 2026 | 140 | €3,248.70 |" in text
    assert "| INV-2 (b) | 14 Apr 2026 | 140 | €100.00 |" in text
    assert "**a:** With interest (" in text
    assert "**b:** In all, what is owed comes to **€100.00** today." in text
    assert "Together that is **€3,518.07** today. To be paid to GB33 BUKB" in text
    assert "reference INV-1, INV-2." in text
    assert "- 2 May 2026: promised payment by 8 May 2026: **not kept**" in text
    assert "Our offer O1 (b) may be repeated as it stands" in text
    assert (
        "casefile log a call --invoice INV-1 --to 'Northwind GmbH'\n  --outcome promised --promise 2026-09-08:3248.70"
        in text
    )
    assert (
        "casefile log b call --invoice INV-2 --to 'Northwind GmbH'\n  --outcome promised --promise 2026-09-08:100.00"
        in text
    )


def test_sums_of_two_currencies_are_never_added(tmp_path: Path) -> None:
    text = both(tmp_path, currency="GBP")
    assert "Get **€3,248.70 and £100.00** by **8 September 2026**" in text
    assert "Three monthly parts would be €1,082.90 and £33.33 on 1 Oct 2026" in text


@pytest.mark.parametrize(
    ("language", "sums"),
    [
        ("fr", "Au total, la somme due s’élève ce jour à **3 418,07 € et 100,00 £**."),
        ("de", "Insgesamt sind es heute **3.418,07 € und 100,00 £**."),
        ("pl", "Łącznie we wszystkich sprawach jest to dziś **3 418,07 € i 100,00 GBP**."),
        ("ru", "Всего по всем делам на сегодня: **3 418,07 € и 100,00 £**."),
    ],
)
def test_the_sums_of_both_are_said_in_every_language(language: str, sums: str, tmp_path: Path) -> None:
    text = both(tmp_path, currency="GBP", language=language)
    assert sums in text
    assert "INV-2 (b)" in text
