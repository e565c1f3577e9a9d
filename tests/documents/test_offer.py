"""The offer: which ones a letter makes, their terms side by side, the label where the law heeds it, and the wall."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from casefile.case.model import Case
from casefile.documents.compose import compose
from casefile.documents.kinds import KINDS
from casefile.errors import CaseError
from casefile.render import markdown_text
from tests.documents.matters import (
    CASE,
    INVOICE,
    PAYMENT,
    SETTLEMENT,
    TODAY,
    WORKSPACE,
    claim,
    made,
    said,
    sheet,
    written,
)

ENGLISH = (
    CASE.replace("law: DE", "law: GB-ENG").replace("country: DE", "country: GB").replace("{regime: de}", "{regime: uk}")
)
DISCOUNT = {"id": "O1", "kind": "discount", "amount": "2900.00", "due": "2026-09-30", "expires": "2026-09-15"}
PARTS = {
    "id": "O2",
    "kind": "instalments",
    "amount": "3200.00",
    "schedule": "{first: 2026-10-01, every: month, count: 4}",
    "expires": "2026-09-15",
}
LATER = {"id": "O3", "kind": "deferral", "amount": "3500.00", "due": "2026-12-31"}


def item(offer: dict[str, str], **more: str) -> str:
    values = {"date": "2026-08-20", "by": "us", **offer, **more}
    return f"- {{{', '.join(f'{key}: {value}' for key, value in values.items())}}}\n"


def offering(tmp_path: Path, *items: str, **files: str) -> Case:
    """The case with these offers; `case` and `settlement` are files beside."""
    named = {f"cases/a/{name}.yaml": text for name, text in files.items()}
    return written(tmp_path, {"cases/a/offers.yaml": "".join(items), **named})


def one(tmp_path: Path, **offer: str) -> str:
    return said("offer", offering(tmp_path, item({"id": "O1", **offer})))


def faults(case: Case, day: date = date(2026, 9, 1), **choices: object) -> list[str]:
    with pytest.raises(CaseError) as caught:
        sheet("offer", case, day, **choices)
    return [f"{problem}" for problem in caught.value.problems]


def test_what_it_says_of_one_choice(tmp_path: Path) -> None:
    text = said("offer", offering(tmp_path, item(DISCOUNT)))
    for shown in (
        "# Our offer to settle invoice INV-1\n",
        "| Principal | €3,248.70 |",
        "| **Total** | **€3,418.07** |",
        "Interest (BGB § 288(2)) continues to accrue at €0.94 a day.",
        "If you pay **€2,900.00** by **30 September 2026**, we will accept it in settlement of the whole claim.",
        "At today’s figures this saves you **€518.07**.",
        "- If the sum reaches us in full and on time, the claim is settled",
        "- Nothing is given up before that.",
        "in writing by **15 September 2026** that you accept offer O1",
        "![Payment code for a SEPA transfer](asset:payment)",
        "Amount\n: **€2,900.00**",
    ):
        assert shown in text, shown


def test_the_saving_is_the_claim_less_the_offer_and_none_where_it_is_not_less(tmp_path: Path) -> None:
    text = said("offer", offering(tmp_path, item(LATER)))
    assert "You may pay **€3,500.00** as late as **31 December 2026**; if you do, we will ask for nothing more." in text
    assert "saves" not in text
    assert "The offer stands until we withdraw it." in text


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        (
            "discount",
            "If you pay **€2,000.00** by **1 October 2026**, we will accept it in settlement of the whole claim.",
        ),
        ("partial", "If you pay **€2,000.00**, which is part of the claim, by **1 October 2026**, we will accept it"),
        ("credit", "We will credit what exceeds **€2,000.00**, provided that you pay that sum by **1 October 2026**."),
        ("waiver", "If you pay **€2,000.00** by **1 October 2026**, we will waive the rest of the claim."),
        ("instalments", "If you pay **€2,000.00** by **1 October 2026**, we will accept it in settlement"),
        ("deferral", "You may pay **€2,000.00** as late as **1 October 2026**"),
    ],
)
def test_each_kind_in_its_words(kind: str, sentence: str, tmp_path: Path) -> None:
    assert sentence in one(tmp_path, kind=kind, amount="2000.00", due="2026-10-01")


@pytest.mark.parametrize(
    ("kind", "sentence"), [("credit", "to credit the whole claim"), ("waiver", "to waive the whole")]
)
def test_an_offer_of_nothing_to_pay(kind: str, sentence: str, tmp_path: Path) -> None:
    text = one(tmp_path, kind=kind, amount="0.00")
    assert sentence in text
    assert "IBAN" not in text.partition("# Our offer")[2]
    assert "in full and on time" not in text


def test_instalments_are_listed_and_add_up(tmp_path: Path) -> None:
    text = said("offer", offering(tmp_path, item(PARTS)))
    assert "You may pay **€3,200.00** in all, in the 4 instalments below." in text
    assert "| 4 | 1 January 2027 | €800.00 |\n| **In all** |  | **€3,200.00** |" in text
    assert (
        "Payments go to Halvorsen, IBAN GB33 BUKB 2020 1555 5555 55, BIC BUKBGB22, Barclays, with the reference INV-1."
        in text
    )
    assert "asset:payment" not in text


def test_many_instalments_need_not_stand_on_one_page(tmp_path: Path) -> None:
    text = said("offer", offering(tmp_path, item(PARTS, schedule="{first: 2026-10-01, every: month, count: 36}")))
    assert text.count("::: keep") == said("offer", offering(tmp_path / "b", item(PARTS))).count("::: keep") - 1


def test_choices_stand_side_by_side(tmp_path: Path) -> None:
    text = said("offer", offering(tmp_path, item(DISCOUNT), item(PARTS), item(LATER)))
    for row in (
        "# Our offers to settle invoice INV-1\n",
        "Please choose between the three offers below.",
        "|  | Offer O1 | Offer O2 | Offer O3 |",
        "| What we offer | A reduced sum | Payment by instalments | A later date for payment |",
        "| To pay in all | €2,900.00 | €3,200.00 | €3,500.00 |",
        "| Number of payments | 1 | 4 | 1 |",
        "| First payment by | 30 Sept 2026 | 1 Oct 2026 | 31 Dec 2026 |",
        "| Last payment by | 30 Sept 2026 | 1 Jan 2027 | 31 Dec 2026 |",
        "| You save, at today’s figures | €518.07 | €218.07 | – |",
        "| Open until | 15 Sept 2026 | 15 Sept 2026 | further notice |",
        "The payments under offer O2:",
        "by the day shown for it",
        "After its day an offer lapses without further notice.",
    ):
        assert row in text, row
    assert "asset:payment" not in text


def test_more_choices_than_a_page_is_wide_stand_below_one_another(tmp_path: Path) -> None:
    kinds = ("discount", "partial", "credit", "waiver")
    rows = [
        item({"id": f"O{n}", "kind": kind, "amount": "2000.00", "due": "2026-10-01"}) for n, kind in enumerate(kinds)
    ]
    text = said("offer", offering(tmp_path, *rows, item({"id": "O9", "kind": "waiver", "amount": "0.00"})))
    assert "| O1 | Payment of part of the claim | €2,000.00 | 1 | 1 Oct 2026 | €1,418.07 | further notice |" in text
    assert "| O2 | A credit against the claim |" in text
    assert "| O9 | A waiver | €0.00 | 0 | – | €3,418.07 | further notice |" in text
    assert "The offers stand until we withdraw them." in text


def test_only_those_asked_for(tmp_path: Path) -> None:
    case = offering(tmp_path, item(DISCOUNT), item(PARTS), item(LATER))
    text = said("offer", case, offers=["O3", "O1"])
    assert "|  | Offer O1 | Offer O3 |" in text
    assert "O2" not in text


def test_by_default_all_of_ours_that_stand(tmp_path: Path) -> None:
    case = offering(
        tmp_path,
        item(DISCOUNT),
        item(PARTS, status="withdrawn"),
        item(LATER, by="debtor"),
        item(LATER, id="O4", privilege="internal"),
        item(LATER, id="O5", date="2026-09-02"),
        item(LATER, id="O6", expires="2026-08-31"),
        item(LATER, id="O7", status="accepted"),
    )
    text = said("offer", case)
    assert "accept offer O1" in text
    assert not re.search(r"O[2-7]", text)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"by": "debtor"}, "O1 is the debtor's offer (casefile settle a --offer O1 accepts it)"),
        ({"status": "withdrawn"}, "O1 was withdrawn (casefile offer a AMOUNT records a new one)"),
        ({"status": "rejected"}, "O1 was rejected (casefile offer a AMOUNT records a new one)"),
        ({"status": "expired"}, "O1 has expired (casefile offer a AMOUNT records a new one)"),
        ({"status": "accepted"}, "O1 was accepted (casefile settle a --offer O1 writes down what was agreed)"),
        ({"date": "2026-09-02"}, "O1 is made on 2026-09-02, after 2026-09-01 (give an --as-of on that day or later)"),
        (
            {"expires": "2026-08-31"},
            "O1 could be accepted until 2026-08-31 (casefile offer a AMOUNT records a new one)",
        ),
        (
            {"privilege": "legal-advice"},
            "O1 is kept as legal-advice (mark it open, without-prejudice or save-as-to-costs to send it)",
        ),
        (
            {"due": "2026-08-25"},
            "O1 would have had to be paid from 2026-08-25 on (make a new one, with days that are to come)",
        ),
    ],
)
def test_what_may_not_be_offered(changes: dict[str, str], message: str, tmp_path: Path) -> None:
    (found,) = faults(offering(tmp_path, item({**DISCOUNT, **changes})), offers=["O1"])
    assert found.startswith("cases/a/offers.yaml:1:")
    assert found.partition(": ")[2] == message


def test_a_schedule_that_has_begun(tmp_path: Path) -> None:
    (found,) = faults(offering(tmp_path, item(PARTS, schedule="[{due: 2026-08-30, amount: 3200.00}]")))
    assert "would have had to be paid from 2026-08-30 on" in found


def test_an_offer_that_names_no_day(tmp_path: Path) -> None:
    undated = {"id": "O1", "kind": "discount", "amount": "2000.00"}
    (found,) = faults(offering(tmp_path, item(undated)))
    assert found.endswith("O1 does not say by when it would be paid (write due: or schedule: into it)")
    text = one(tmp_path / "b", kind="discount", amount="2000.00", expires="2026-09-15")
    assert "If you pay **€2,000.00** by **15 September 2026**" in text


def test_an_unknown_offer(tmp_path: Path) -> None:
    case = offering(tmp_path, item({**DISCOUNT, "id": "spring"}))
    place = "cases/a/offers.yaml:1:1: "
    assert faults(case, offers=["sprung"]) == [f"{place}no offer 'sprung' in this case (did you mean 'spring'?)"]
    assert faults(case, offers=["x"]) == [f"{place}no offer 'x' in this case (there are: spring)"]
    bare = written(tmp_path / "b", {})
    assert faults(bare, offers=["O1"]) == [f"{place}no offer 'O1' in this case (casefile offer a AMOUNT records one)"]
    assert faults(bare) == [f"{place}no offer of ours is open on 2026-09-01 (casefile offer a AMOUNT records one)"]


def test_an_offer_from_before_the_settlement_is_over(tmp_path: Path) -> None:
    case = offering(tmp_path, item(LATER, date="2026-05-01"), settlement=SETTLEMENT)
    assert made("offer", case) == ()
    (found,) = faults(case, offers=["O3"])
    assert "O3 was made before the settlement, which took its place" in found


def test_nothing_open_nothing_to_offer(tmp_path: Path) -> None:
    case = written(
        tmp_path, {"cases/a/offers.yaml": item(DISCOUNT), "cases/a/payments.yaml": PAYMENT.replace("1.00", "9999.00")}
    )
    assert faults(case)[0].endswith("nothing is open on 2026-09-01 (there is nothing to offer)")


def test_an_open_offer_is_never_mixed_with_a_marked_one(tmp_path: Path) -> None:
    case = offering(tmp_path, item(DISCOUNT), item(PARTS, privilege="without-prejudice"), case=ENGLISH)
    assert faults(case) == [
        "cases/a/offers.yaml:2:150: O1 is open and O2 without-prejudice: one letter cannot be both (make a letter for "
        "each: --offer O1, then --offer O2)"
    ]
    assert made("offer", case) == ()
    assert "without prejudice" not in said("offer", case, offers=["O1"]).lower()
    assert "# Without prejudice: our offer" in said("offer", case, offers=["O2"])


@pytest.mark.parametrize(
    ("privilege", "title", "sentence"),
    [
        ("open", "# Our offer to settle", "We do so to spare both sides further time and cost, and without admitting"),
        ("without-prejudice", "# Without prejudice: our offer", "neither side may rely on it before a court or an arb"),
        (
            "save-as-to-costs",
            "# Without prejudice save as to costs: our offer",
            "until the claim has been decided. We may then refer to it on the question of costs.",
        ),
    ],
)
def test_the_label_under_a_common_law(privilege: str, title: str, sentence: str, tmp_path: Path) -> None:
    case = offering(tmp_path, item(DISCOUNT, privilege=privilege), case=ENGLISH)
    drawn = sheet("offer", case)
    text = markdown_text.draw(drawn).replace("\u00a0", " ")
    assert title in text
    assert sentence in text
    assert ("prejudice" in text.lower()) == (privilege != "open")
    assert "legal duty" not in text
    assert drawn.problems == ()


@pytest.mark.parametrize(
    ("privilege", "warned"), [("open", False), ("without-prejudice", True), ("save-as-to-costs", True)]
)
def test_elsewhere_no_legal_duty_is_acknowledged_and_a_mark_is_warned_of(
    privilege: str, warned: bool, tmp_path: Path
) -> None:
    drawn = sheet("offer", offering(tmp_path, item(DISCOUNT, privilege=privilege)))
    text = markdown_text.draw(drawn)
    assert "voluntarily, without acknowledging any legal duty" in text
    assert "prejudice" not in text.lower()
    assert [(problem.level, problem.rule) for problem in drawn.problems] == [("warning", "privilege")] * warned
    assert all("a court may see this offer" in f"{problem}" for problem in drawn.problems)
    assert all(problem.source and problem.source.file == "cases/a/offers.yaml" for problem in drawn.problems)


def test_without_a_governing_law_the_debtors_country_decides(tmp_path: Path) -> None:
    text = ENGLISH.replace(", law: GB-ENG", "")
    drawn = sheet("offer", offering(tmp_path, item(DISCOUNT, privilege="without-prejudice"), case=text))
    assert drawn.title.startswith("Without prejudice: ")


def test_the_label_protects_less_against_a_debtor_abroad(tmp_path: Path) -> None:
    text = ENGLISH.replace("country: GB", "country: FR")
    drawn = sheet("offer", offering(tmp_path, item(DISCOUNT, privilege="without-prejudice"), case=text))
    assert drawn.title.startswith("Without prejudice: ")
    assert ["a debtor in FR" in problem.message for problem in drawn.problems] == [True]


EVIDENCE = """\
- {id: E01, file: evidence/a.txt, title: Draft of the offer, privilege: without-prejudice}
- {id: E02, file: evidence/b.txt, title: What counsel advises, privilege: legal-advice}
- {id: E03, file: evidence/c.txt, title: The agreement}
"""


def test_a_marked_offer_is_shown_by_its_own_letter_alone_and_without_note_or_exhibit(tmp_path: Path) -> None:
    marked = item(
        {**DISCOUNT, "amount": "2765.43"},
        privilege="without-prejudice",
        note="Below 2700 we sue",
        evidence="[E01, E02, E03]",
    )
    files = {
        "cases/a/offers.yaml": marked,
        "cases/a/evidence.yaml": EVIDENCE,
        "cases/a/case.yaml": ENGLISH,
        "cases/a/payments.yaml": PAYMENT,
        **{f"cases/a/evidence/{name}.txt": "x" for name in "abc"},
    }
    case = written(tmp_path, files)
    others = [said(name, case) for name in KINDS if name != "offer" and made(name, case) and not KINDS[name].is_private]
    assert len(others) > 4
    assert not [text for text in others if "2,765.43" in text or "prejudice" in text.lower()]
    text = said("offer", case)
    assert "2,765.43" in text
    for kept in ("Below 2700", "counsel", "Draft", "E01", "E02", "E03"):
        assert kept not in text


def test_what_a_court_awards_is_not_in_the_sum_it_saves_on(tmp_path: Path) -> None:
    us = CASE.replace("law: DE", "law: US-NY").replace("{regime: de}", "{regime: us-ny}")
    text = said("offer", offering(tmp_path, item(DISCOUNT), case=us))
    assert "| **Total** | **€3,248.70** |" in text
    assert "saves you **€348.70**" in text
    assert re.search(r"the court will also be asked to award interest under CPLR .*: €112.15 up to today", text), text


def test_what_is_retained_is_left_out(tmp_path: Path) -> None:
    kept = INVOICE + "retention: {amount: 100.00, release: 2027-03-31}\n"
    text = said("offer", written(tmp_path, {"cases/a/offers.yaml": item(DISCOUNT), "cases/a/invoices/1.yaml": kept}))
    assert "The €100.00 retained under our agreement is not yet due; it is neither in this sum nor affected" in text


def test_without_an_account_an_address_and_an_agreement(tmp_path: Path) -> None:
    bare = "id: a\ntitle: Website\ncurrency: EUR\ndebtor: {name: Northwind}\n"
    text = said(
        "offer",
        written(
            tmp_path,
            {
                "casefile.yaml": "creditor: {name: Halvorsen}\n",
                "cases/a/case.yaml": bare,
                "cases/a/offers.yaml": item(PARTS),
            },
        ),
    )
    assert "The claim (invoice INV-1) stands as follows" in text
    assert "Payments go to" not in text
    assert "e-mail" not in text
    assert "continues" not in text


def test_an_offer_is_about_one_case_and_not_sent_through_counsel(tmp_path: Path) -> None:
    case = offering(tmp_path, item(DISCOUNT))
    with pytest.raises(CaseError, match="an offer is not sent through counsel"):
        sheet("offer", case, by="attorney")
    with pytest.raises(CaseError, match="an offer is about one case"):
        compose("offer", [case, case], [claim(case)] * 2, TODAY)


def test_in_an_insolvency_nothing_is_offered(tmp_path: Path) -> None:
    case = offering(tmp_path, item(DISCOUNT), case=CASE + "insolvency: {opened: 2026-08-01}\n")
    assert made("offer", case) == ()


def test_hostile_names_are_printed_as_they_are(tmp_path: Path) -> None:
    name = "O{{ 7*7 }} *x* <b> [a](b)"
    files = {
        "casefile.yaml": WORKSPACE.replace("name: Halvorsen\n", 'name: "*x* <b> {{ 7*7 }}"\n'),
        "cases/a/offers.yaml": item({**PARTS, "id": f'"{name}"'}) + item(DISCOUNT),
    }
    text = said("offer", written(tmp_path, files))
    assert "49" not in re.sub(r"[\d,.]*49[\d,.]+|[\d.,]+49", "", text)
    assert "\\*x\\*" in text
