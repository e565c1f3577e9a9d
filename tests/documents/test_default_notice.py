"""The default notice: what was missed, until when it can be put right, and what a default brings back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from casefile.documents.compose import compose
from casefile.errors import CaseError
from tests.documents.matters import CASE, INVOICE, PAYMENT, TODAY, WORKSPACE, claim, made, said, sample, sheet, written
from tests.golden import Golden

PARTS = "agreed: 2026-06-01\namount: 2900.00\nschedule: {first: 2026-06-15, every: month, count: 4}\n"
LUMP = "agreed: 2026-06-01\namount: 2900.00\ndue: 2026-08-25\n"
GRACE = "default: {grace_days: 90, revives: full}\n"
KEPT = "interest: kept\n"


def settled(tmp_path: Path, settlement: str, payments: str = "", **files: str) -> str:
    named = {f"cases/a/{name}.yaml": text for name, text in files.items()}
    paid = {"cases/a/payments.yaml": payments} if payments else {}
    return said("default-notice", written(tmp_path, {"cases/a/settlement.yaml": settlement, **paid, **named}))


def paid(day: str, amount: str) -> str:
    return f"- {{date: {day}, amount: {amount}}}\n"


def test_in_grace(golden: Golden) -> None:
    text = said("default-notice", sample("2026-003-kestrel"), date(2026, 8, 18))
    golden("kestrel-in-grace.md", text)
    assert "# Payment overdue: settlement of 1 June 2026\n" in text
    assert "You have paid £2,500.00 of it" in text
    assert "the instalment of £1,250.00 due on 15 August 2026 has not reached us." in text
    assert (
        "Please pay **£1,250.00** so that it reaches us by **22 August 2026**, the last of the 7 days of grace" in text
    )
    assert "in default from **23 August 2026**, without further notice" in text


def test_what_would_revive_is_the_claim_had_there_been_no_settlement() -> None:
    day = date(2026, 8, 18)
    text, owed = said("default-notice", sample("2026-003-kestrel"), day), claim(sample("2026-003-kestrel"), day)
    assert owed.settlement
    assert f"at today’s figures **£{owed.settlement.without.total.amount:,}**, and £0.52 more each day" in text


def test_in_default_the_whole_claim_is_owed() -> None:
    text, owed = said("default-notice", sample("2026-003-kestrel")), claim(sample("2026-003-kestrel"))
    assert "# Notice of default: settlement of 1 June 2026\n" in text
    assert "The agreement allows 7 days of grace after a due date. They have passed, and since 23 August 2026" in text
    assert (
        "the whole claim is therefore owed again as if we had not settled, less everything that you have paid" in text
    )
    assert f"| **To pay now** | **£{owed.total.amount:,}** |" in text
    assert f"Please pay **£{owed.total.amount:,}** by **8 September 2026**." in text
    assert "The £500.00 retained under our agreement is not yet due and is not included in this sum." in text


def test_several_are_listed_the_first_partly_paid(tmp_path: Path) -> None:
    text = settled(tmp_path, PARTS + GRACE, paid("2026-06-20", "900.00"))
    assert "| 2 of 4 | 15 Jul 2026 | 13 Oct 2026 | €725.00 | €175.00 | €550.00 |" in text
    assert "| 3 of 4 | 15 Aug 2026 | 16 Nov 2026 | €725.00 | €0.00 | €725.00 |" in text
    assert "| **Open** |  |  |  |  | **€1,275.00** |" in text
    assert "Please pay **€1,275.00** so that it reaches us by **13 October 2026**" in text
    assert "If what is open of the instalment of €725.00 due on 15 July 2026 has not reached us by then" in text


def test_without_grace_there_is_no_column_for_it(tmp_path: Path) -> None:
    text = settled(tmp_path, PARTS, paid("2026-06-15", "725.00"))
    assert "| 2 of 4 | 15 Jul 2026 | €725.00 | €0.00 | €725.00 |" in text
    assert "| **Open** |  |  |  | **€1,450.00** |" in text
    assert "The agreement allows no delay; since 16 July 2026 the settlement has been in default." in text


def test_many_instalments_need_not_stand_on_one_page(tmp_path: Path) -> None:
    weekly = (
        PARTS.replace("month, count: 4", "week, count: 20")
        .replace("2026-06-01", "2026-04-20")
        .replace("06-15", "04-25")
    )
    few, many = settled(tmp_path / "a", PARTS), settled(tmp_path / "b", weekly)
    assert many.count("::: keep") == few.count("::: keep") - 1


def test_one_partly_paid(tmp_path: Path) -> None:
    text = settled(tmp_path, PARTS + GRACE, paid("2026-07-20", "1500.00"))
    assert "Of the instalment of €725.00 due on 15 August 2026, €675.00 has not reached us." in text
    assert "Please pay **€675.00**" in text


def test_a_lump_sum_is_no_instalment(tmp_path: Path) -> None:
    text = settled(tmp_path, LUMP)
    assert "the agreed sum due on 25 August 2026 has not reached us" in text
    assert "nstalment" not in text


def test_paid_too_late_is_a_default_all_the_same(tmp_path: Path) -> None:
    text = settled(tmp_path, LUMP, paid("2026-08-28", "2900.00"))
    assert "The agreed sum due on 25 August 2026 reached us too late." in text
    assert "as if we had not settled" in text


def test_only_the_remainder_revives(tmp_path: Path) -> None:
    remaining = "default: {grace_days: 90, revives: remaining}\n"
    text = settled(tmp_path / "a", PARTS + remaining, paid("2026-06-20", "900.00"))
    assert "the whole unpaid remainder of the agreed sum is then due at once: **€2,000.00**" in text
    text = settled(tmp_path / "b", PARTS + remaining.replace("90", "5"), paid("2026-06-20", "900.00"))
    assert "the whole unpaid remainder of the agreed sum is therefore due at once" in text
    assert "| **To pay now** | **€2,000.00** |" in text
    assert "continues" not in text


def test_kept_interest_is_asked_for(tmp_path: Path) -> None:
    case = written(tmp_path, {"cases/a/settlement.yaml": PARTS + GRACE + KEPT, "cases/a/payments.yaml": PAYMENT})
    text, owed = said("default-notice", case), claim(case)
    assert owed.settlement
    assert owed.settlement.interest
    assert f"Late instalments bear interest by our agreement: €{owed.settlement.interest.amount} up to today." in text
    late = sum(one.amount.amount - one.paid.amount for one in owed.settlement.progress.instalments[:3])
    assert f"Please pay **€{late + owed.settlement.interest.amount:,}** so" in text


def test_interest_that_a_court_awards_is_told_apart(tmp_path: Path) -> None:
    us = CASE.replace("law: DE", "law: US-NY").replace("{regime: de}", "{regime: us-ny}")
    for grace in (GRACE, ""):
        text = settled(tmp_path / f"g{len(grace)}", PARTS + grace, case=us)
        assert "**€3,248.70**" in text
        assert "If the claim has to be brought before a court, the court will also be asked to award interest" in text


def test_the_ladder_may_give_another_time(tmp_path: Path) -> None:
    rung = "ladder: [{step: x, after_due: 3, channel: post, document: default-notice, pay_within: 14}]\n"
    files = {"casefile.yaml": WORKSPACE + rung, "cases/a/settlement.yaml": LUMP}
    assert "by **15 September 2026**" in said("default-notice", written(tmp_path, files))
    files["casefile.yaml"] = files["casefile.yaml"].replace(", pay_within: 14", "")
    assert "by **8 September 2026**" in said("default-notice", written(tmp_path / "b", files))


@pytest.mark.parametrize(
    ("files", "message"),
    [
        (
            {},
            "cases/a/settlement.yaml:1:1: nothing was settled in this case (casefile settle a writes down what was agreed)",
        ),
        (
            {"settlement": LUMP.replace("2026-06", "2026-09").replace("2026-08", "2026-10").replace("09-01", "09-02")},
            "cases/a/settlement.yaml:1:1: the settlement was agreed after 2026-09-01 (give an --as-of on that day or later)",
        ),
        (
            {"settlement": LUMP.replace("08-25", "09-01")},
            "cases/a/settlement.yaml:3:1: no instalment is late on 2026-09-01 (the next one is due on 2026-09-01)",
        ),
        (
            {"settlement": PARTS, "payments": paid("2026-06-10", "2900.00")},
            "cases/a/settlement.yaml:3:1: no instalment is late on 2026-09-01 (all of it was paid)",
        ),
        (
            {"settlement": LUMP + "default: {revives: remaining}\n", "payments": paid("2026-08-28", "2900.00")},
            "cases/a/settlement.yaml:1:1: nothing is open on 2026-09-01 (there is nothing to ask)",
        ),
    ],
)
def test_nothing_to_give_notice_of(files: dict[str, str], message: str, tmp_path: Path) -> None:
    case = written(tmp_path, {f"cases/a/{name}.yaml": text for name, text in files.items()})
    assert made("default-notice", case) == ()
    with pytest.raises(CaseError) as caught:
        sheet("default-notice", case)
    assert str(caught.value) == message


def test_before_anything_was_issued(tmp_path: Path) -> None:
    early = {
        "cases/a/settlement.yaml": LUMP.replace("2026-0", "2026-1")
        .replace("2026-18", "2026-12")
        .replace("2026-16", "2026-01")
    }
    with pytest.raises(CaseError, match="no invoice of this case was issued by 2026-03-01"):
        sheet("default-notice", written(tmp_path, early), date(2026, 3, 1))


def test_about_one_case_and_nothing_in_an_insolvency(tmp_path: Path) -> None:
    case = written(tmp_path, {"cases/a/settlement.yaml": LUMP})
    with pytest.raises(CaseError, match="a default notice is about one case"):
        compose("default-notice", [case, case], [claim(case)] * 2, TODAY)
    broke = {"cases/a/case.yaml": CASE + "insolvency: {opened: 2026-08-01}\n", "cases/a/settlement.yaml": LUMP}
    assert made("default-notice", written(tmp_path, broke)) == ()


def test_the_steps_are_those_of_a_missed_day() -> None:
    kestrel = sample("2026-003-kestrel")
    days = (date(2026, 8, 15), date(2026, 8, 16), date(2026, 8, 22), date(2026, 8, 23))
    assert [made("default-notice", kestrel, day) for day in days] == [(), ("",), ("",), ("",)]
    assert "Payment overdue" in said("default-notice", kestrel, days[2])
    assert "Notice of default" in said("default-notice", kestrel, days[3])


def test_contested_lines_do_not_come_in_between(tmp_path: Path) -> None:
    contested = INVOICE.replace("tax: 19", "tax: 19, dispute: {reason: quality, raised: 2026-04-20}")
    files = {"cases/a/settlement.yaml": LUMP, "cases/a/invoices/1.yaml": contested}
    assert "To pay now" in said("default-notice", written(tmp_path, files))
