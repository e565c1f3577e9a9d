"""The brief: two pages for our own counsel, complete, and in nobody else's hands."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from casefile.documents.compose import applies, drawn, matters_of
from casefile.documents.kinds import KINDS
from casefile.documents.matter import Options
from casefile.errors import CaseError
from casefile.render import pdf
from casefile.render.sheet import Location
from tests.documents.matters import CASE, INVOICE, SAMPLES, TODAY, claim, noted, said, sample, sheet, written
from tests.render.pages import texts


@pytest.mark.parametrize("case_id", SAMPLES)
def test_it_is_two_pages(case_id: str) -> None:
    assert len(texts(pdf.draw(sheet("brief", sample(case_id))))) == 2


@pytest.mark.parametrize("case_id", SAMPLES)
def test_every_page_says_what_it_is(case_id: str) -> None:
    first, second = texts(pdf.draw(sheet("brief", sample(case_id))))
    assert "Prepared for the purpose of obtaining legal advice." in first
    assert "privileged and confidential" in first
    assert "privileged and confidential" in second


def test_counsel_learns_what_was_offered_without_prejudice() -> None:
    text = said("brief", sample("2026-014-northwind"))
    assert (
        "Without prejudice: we offered instalments on 12 May 2026: €3,300.00 in 3 parts, 1 Jun 2026 to 1 Aug 2026;"
        " rejected" in text
    )
    assert (
        "Without prejudice save as to costs: we offered a waiver on 20 Aug 2026: €3,549.40 to be paid by 15 Sept 2026; open"
        in text
    )
    assert "Openly: the debtor offered part payment on 10 Jun 2026: €1,500.00 by 30 Jun 2026; rejected (E13)" in text
    assert '21 Jul 2026, message, Jörg Müßig: "Hi Ines, only so you know' in text


def test_it_names_the_counsel_and_the_money() -> None:
    text = said("brief", sample("2026-014-northwind"))
    assert "For Dr. Levke Brandt, Brandt & Sievers Rechtsanwälte, reference 412/26 LB, and for nobody else" in text
    assert "Paid from: 6 May 2026, €1,000.00 by transfer, Northwind Holding (E09, E10)." in text
    assert "The debtor’s account as we know it: DE89 3704 0044 0532 0130 00, Musterbank Hamburg." in text
    assert "Northwind Holding (paid for the debtor)" in text
    kestrel = said("brief", sample("2026-003-kestrel"))
    assert "£2,500.00 by cheque, Kestrel Interiors Ltd, returned (E09)" in kestrel
    assert "Special delivery of the final notice, £8.35; bank’s fee for the returned payment, £8.50." in kestrel
    assert "Ormerod Flint client account (paid for the debtor)" in kestrel


def test_counsel_learns_what_remains_once_the_fixed_sum_is_set_off() -> None:
    """BGB § 288(5) sentence 3: of the fixed sum and costs of pursuit only the larger is owed in the end."""
    assert "€16.90 at most falls away, and €3,708.78 remains in all" in said("brief", sample("2026-014-northwind"))


def test_what_is_asked_follows_the_case(tmp_path: Path) -> None:
    kestrel = said("brief", sample("2026-003-kestrel"))
    assert "- Advise how the claim is best brought now that the settlement of 1 Jun 2026 is broken (E12)" in kestrel
    assert "- Advise whether, and when, to proceed against Martin Ashdown." in kestrel
    assert "- Assess the contested €963.90" in said("brief", sample("2026-014-northwind"))
    assert "while the settlement is being kept" in said("brief", sample("2026-022-brightwell"))
    ruined = said("brief", sample("2026-017-morgenrot"), date(2026, 10, 20))
    assert "- File the claim in the insolvency by 30 Nov 2026" in ruined
    assert "**claims to be filed by 30 Nov 2026**" in ruined
    assert "Rechtsanwältin Dr. Hella Quandt (administrator)" in ruined
    assert "Quandt" not in said("brief", sample("2026-017-morgenrot"))
    forum = CASE.replace("law: DE", "law: DE, forum: {kind: arbitration, place: Hamburg}")
    case = written(tmp_path, {"cases/a/case.yaml": forum})
    assert "- Advise whether to refer the claim to arbitration in Hamburg" in said("brief", case)


AGREED = CASE.replace("{regime: de}", "{regime: contract, rate: 8.0}")


def barred(root: Path, invoice: str = INVOICE, more: str = "", law: str = "law: DE") -> str:
    files = {"cases/a/invoices/1.yaml": invoice, "cases/a/case.yaml": AGREED.replace("law: DE", law) + more}
    return said("brief", written(root, files)).partition("**Limitation, to be confirmed:** ")[2].partition("\n")[0]


def test_limitation_with_its_law_and_what_moved_it(tmp_path: Path) -> None:
    assert barred(tmp_path / "runs") == (
        "INV-1 can be sued for until 31 December 2029 under the law of Germany (BGB §§ 195, 199(1))."
    )
    moved = "events: [{date: 2026-07-01, what: acknowledgement}]\n"
    older = INVOICE.replace("2026-", "2024-")
    assert barred(tmp_path / "moved", older, moved).endswith(
        "The acknowledgement of 1 Jul 2026 moved the day to 1 Jul 2029 (BGB § 212(1) no. 1)."
    )
    suit = "events: [{date: 2026-07-01, what: suit}]\n"
    assert "INV-1 stands still at present under the law of Germany" in barred(tmp_path / "still", INVOICE, suit)
    assert "INV-1 was barred after 31 December 2025 under" in barred(
        tmp_path / "barred", INVOICE.replace("2026-", "2022-")
    )
    assert barred(tmp_path / "no", law="type: other") == "not known for INV-1, as the governing law is not recorded."
    assert barred(tmp_path / "it", law="law: IT") == "not known for INV-1."
    unseen = barred(tmp_path / "ie", law="law: IE")
    assert "under the law of Ireland (Statute of Limitations 1957, s. 11(1)(a), not looked up)" in unseen


def test_several_debts_name_the_first_that_is_barred(tmp_path: Path) -> None:
    other = INVOICE.replace("INV-1", "INV-2").replace("2026-", "2025-")
    text = said("brief", written(tmp_path, {"cases/a/invoices/2.yaml": other}))
    assert "INV-2 can be sued for until 31 December 2028" in text
    assert "1 further debt is not barred before that day." in text


def test_a_case_that_says_little_says_so(tmp_path: Path) -> None:
    bare = "id: a\ntitle: Website\ncurrency: EUR\ndebtor: {name: Northwind}\n"
    text = said(
        "brief", written(tmp_path, {"cases/a/case.yaml": bare, "casefile.yaml": "creditor: {name: Halvorsen}\n"})
    )
    for shown in (
        "For counsel to be instructed",
        "Agreement\n: nothing recorded",
        "governing law not recorded; no forum agreed",
        "The debtor has acknowledged and promised nothing.",
        "Nothing has been objected to.",
        "Nobody is named in the file.",
        "Nothing has been paid. No account of the debtor’s is recorded. No costs so far.",
        "- Nothing in the file says what was agreed.",
    ):
        assert shown in text, shown
    assert "## Offers" not in text


def test_what_was_promised_and_what_came(tmp_path: Path) -> None:
    call = noted("On Friday.", date="2026-05-02", direction="in", channel="call", promise="{on: 2026-05-08}")
    later = noted(date="2026-08-30", direction="in", channel="email", promise="{on: 2026-09-08, amount: 100.00}")
    files = {"cases/a/correspondence/1.md": call, "cases/a/correspondence/2.md": later}
    text = said("brief", written(tmp_path, files))
    assert "- 2 May 2026: promised payment by 8 May 2026 (call); not kept" in text
    assert "- 30 Aug 2026: promised €100.00 by 8 Sept 2026 (e-mail); the day has not passed" in text


def test_a_consumer_is_called_one(tmp_path: Path) -> None:
    case = CASE.replace("  name: Northwind GmbH", "  kind: consumer\n  name: Ada Byron").replace("de}", "de-consumer}")
    assert "; a consumer" in said("brief", written(tmp_path, {"cases/a/case.yaml": case}))


@pytest.mark.parametrize("name", ["brief", "options", "call-sheet"])
def test_it_is_in_no_packet_whatever_a_profile_names(name: str) -> None:
    case, kind = sample("2026-003-kestrel"), KINDS[name]
    assert applies(name, case, claim(case), TODAY) == ("",)
    assert applies(name, case, claim(case), TODAY, enclosed=True) == ()
    options = replace(Options(as_of=TODAY, language="en"), enclosed=True)
    with pytest.raises(CaseError, match=f"the {name} is for us and our own counsel: it never goes into a packet"):
        drawn(kind, matters_of(kind, (case,), (claim(case),)), options)


def test_beside_a_packet_it_names_what_the_packet_has_not() -> None:
    text = said("brief", sample("2026-003-kestrel"), locations={"E12": Location("E12", 4, 20)})
    assert "[E12 \\[B20\\]](exhibit:E12/1)" in text
    assert "rejected (E13)" in text


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("not-delivered", "not delivered"),
        ("quality", "quality"),
        ("overcharged", "charged too much"),
        ("not-ordered", "not ordered"),
        ("duplicate", "billed twice"),
        ("cash-flow", "no money at present"),
        ("unclear", "no clear reason"),
        ("other", "other reasons"),
    ],
)
def test_an_objection_without_words_is_named_by_its_reason(reason: str, words: str, tmp_path: Path) -> None:
    case = written(tmp_path, {"cases/a/case.yaml": CASE + f"dispute: {{reason: {reason}}}\n"})
    assert f"- The whole claim, €3,248.70: {words}\n" in said("brief", case)


@pytest.mark.parametrize(
    ("channel", "outcome", "words"),
    [
        ("post", "paid", "letter (payment sent): On its way."),
        ("registered", "refused", "registered letter (refused): On its way."),
        ("chat", "reached", "message: On its way."),
        ("meeting", "acknowledged", "meeting (debt acknowledged): On its way."),
    ],
)
def test_how_they_spoke(channel: str, outcome: str, words: str, tmp_path: Path) -> None:
    note = noted("On its way.", date="2026-05-02", direction="in", channel=channel, outcome=outcome)
    assert f"- 2 May 2026, {words}\n" in said("brief", written(tmp_path, {"cases/a/correspondence/1.md": note}))


def test_others_who_owe_are_in_the_conflict_check_and_in_what_is_asked(tmp_path: Path) -> None:
    more = "co_debtors:\n"
    more += "".join(
        f"  - {{party: {{name: {n}}}, liability: {what}}}\n"
        for n, what in (("A", "joint"), ("B", "guarantor"), ("C", "partner"))
    )
    text = said("brief", written(tmp_path, {"cases/a/case.yaml": CASE + more}))
    assert "A (joint debtor); B (guarantor); C (partner of the debtor)" in text
    assert "; A as joint debtor; B as guarantor; C as partner" in text
    assert "- Advise whether, and when, to proceed against A, B, C." in text


@pytest.mark.parametrize(
    ("event", "words"),
    [
        ("what: suit, until: 2026-07-31", "The proceedings of 1 Jul 2026 moved the day to"),
        ("what: suit", "The proceedings of 1 Jul 2026 stopped the time"),
        ("what: standstill, until: 2026-07-31", "The standstill agreement of 1 Jul 2026 moved the day to"),
        ("what: mediation, until: 2026-07-31", "The mediation of 1 Jul 2026 moved the day to"),
        ("what: insolvency, until: 2026-07-31", "The insolvency of 1 Jul 2026 moved the day to"),
    ],
)
def test_each_event_by_its_name(event: str, words: str, tmp_path: Path) -> None:
    assert words in barred(tmp_path, INVOICE.replace("2026-", "2024-"), f"events: [{{date: 2026-07-01, {event}}}]\n")


def test_what_was_retained_has_a_time_of_its_own(tmp_path: Path) -> None:
    invoice = INVOICE + "retention: {amount: 100.00, release: 2026-08-01}\n"
    files = {"cases/a/invoices/1.yaml": invoice, "cases/a/payments.yaml": "- {date: 2026-04-14, amount: 3148.70}\n"}
    text = said("brief", written(tmp_path, files))
    assert "INV-1 (what was retained) can be sued for until 31 December 2029" in text


def test_an_agreement_without_a_title_and_an_acknowledgement_of_all(tmp_path: Path) -> None:
    case = CASE.replace("title: Services agreement, ", "") + "events: [{date: 2026-07-01, what: acknowledgement}]\n"
    text = said("brief", written(tmp_path, {"cases/a/case.yaml": case}))
    assert "Agreement\n: Agreement, in writing, 12 Jan 2026" in text
    assert "- 1 Jul 2026: acknowledged the debt\n" in text
