"""Until when a debt can be sued for: a table of cases by law, the words beside it, and what must always hold."""

from __future__ import annotations

from datetime import date, timedelta
from importlib import resources
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casefile.case.party import PartyKind
from casefile.claim import regimes
from casefile.claim.figures import explained
from casefile.claim.limitation import Barring
from casefile.claim.owed import owed
from casefile.claim.regimes import Regimes
from casefile.claim.statute import Statute, What
from casefile.errors import CaseError
from tests.claim.cases import case, claim, invoice

BUNDLED = regimes.bundled()
LAWS = ("DE", "FR", "GB", "GB-SCT", "IE", "PL", "RU", "US-NY")
AS_OF = "2026-09-01"


def barrings(
    due: str, law: str = "", events: str = "", as_of: str = AS_OF, kind: str = "", more: str = "", **files: Any
) -> tuple[Barring, ...]:
    """The limitation of one invoice of 1000.00, issued four weeks before it was due."""
    issued = str(date.fromisoformat(due) - timedelta(days=28))
    terms = ", ".join(f"{key}: {value}" for key, value in (("law", law), ("type", kind)) if value)
    text = f"contract: {{{terms}}}\n" if terms else ""
    text += f"events: [{events}]\n" if events else ""
    text += files.pop("file", "")
    return claim(as_of, invoice("A", issued, due, more=more), file=text, **files).invoices[0].limitation


def barring(due: str, law: str = "", events: str = "", **files: Any) -> Barring:
    (found,) = barrings(due, law, events, **files)
    return found


def event(what: str, day: str, until: str = "", more: str = "") -> str:
    return f"{{date: {day}, what: {what}{f', until: {until}' if until else ''}{more}}}"


ACK, SUIT, STAND, MED, INS = "acknowledgement", "suit", "standstill", "mediation", "insolvency"
CASES: tuple[tuple[str, str, str, str, str | None], ...] = (
    # law, due, debtor or type, events, the last day (None: it stands still)
    ("DE", "2026-04-14", "", "", "2029-12-31"),
    ("DE", "2025-12-31", "", "", "2028-12-31"),
    ("DE", "2026-01-01", "consumer", "", "2029-12-31"),
    ("DE", "2020-05-01", "transport", "", "2021-05-04"),
    ("DE", "2022-04-14", "", event(ACK, "2024-06-10"), "2027-06-10"),  # anew from the day, not from the year's end
    ("DE", "2022-04-14", "", event(ACK, "2022-06-10"), "2025-12-31"),  # it had not begun: nothing to start anew
    ("DE", "2022-04-14", "", event(ACK, "2026-01-01"), "2025-12-31"),  # too late
    ("DE", "2022-04-14", "", event(ACK, "2025-12-31"), "2028-12-31"),  # just in time
    ("DE", "2022-04-14", "", event(SUIT, "2025-12-30"), None),
    ("DE", "2022-04-14", "", event(SUIT, "2022-05-01"), None),  # before it began
    ("DE", "2022-04-14", "", event(SUIT, "2026-01-01"), "2025-12-31"),
    ("DE", "2022-04-14", "", event(SUIT, "2025-12-01", "2026-03-01"), "2026-10-01"),  # six months after the end, and the thirty days left
    ("DE", "2022-04-14", "", event(MED, "2025-12-30", "2026-03-01"), "2026-06-01"),  # three months are left
    ("DE", "2022-04-14", "", event(MED, "2025-02-01", "2025-03-01"), "2026-01-28"),
    ("DE", "2022-04-14", "", event(STAND, "2025-12-01", "2027-01-31"), "2027-03-02"),  # agreed: the end is known beforehand
    ("DE", "2022-04-14", "", event(STAND, "2025-12-01"), None),
    ("DE", "2022-04-14", "", event(STAND, "2022-06-01", "2022-09-01"), "2025-12-31"),  # over before it began
    ("DE", "2022-04-14", "", event(STAND, "2022-12-01", "2023-01-31"), "2026-01-31"),  # only January counts
    ("DE", "2022-04-14", "", f"{event(STAND, '2025-01-01', '2025-01-31')}, {event(STAND, '2025-01-11', '2025-02-10')}", "2026-02-09"),  # days that overlap count once
    ("DE", "2022-04-14", "", f"{event(STAND, '2025-01-01', '2025-01-31')}, {event(STAND, '2025-01-11', '2025-01-20')}", "2026-01-30"),
    ("DE", "2022-04-14", "", f"{event(STAND, '2025-01-01', '2025-01-31')}, {event(ACK, '2025-01-11')}", "2028-01-31"),  # anew when it runs again
    ("DE", "2022-04-14", "", f"{event(SUIT, '2025-01-01')}, {event(MED, '2025-02-01')}, {event(ACK, '2026-02-01')}", None),
    ("DE", "2022-04-14", "", event(INS, "2025-12-01", "2026-03-01"), "2026-10-01"),
    ("FR", "2021-09-02", "", "", "2026-09-02"),
    ("FR", "2024-02-29", "", "", "2029-02-28"),  # there is no 29 February then
    ("FR", "2024-03-01", "consumer", "", "2026-03-01"),
    ("FR", "2022-04-14", "public", "", "2026-12-31"),
    ("FR", "2022-04-14", "public", event(ACK, "2024-05-01"), "2028-12-31"),  # again from the year's end
    ("FR", "2022-04-14", "public", event(STAND, "2024-05-01", "2025-05-01"), "2026-12-31"),
    ("FR", "2025-04-14", "transport", "", "2026-04-14"),
    ("FR", "2021-09-02", "", event(SUIT, "2023-01-10", "2024-01-10"), "2029-01-10"),  # anew after the end of the proceedings
    ("FR", "2021-09-02", "", event(SUIT, "2023-01-10"), None),
    ("FR", "2021-09-02", "", event(SUIT, "2023-01-10", "2026-10-01"), None),  # its end is no fact yet
    ("FR", "2021-03-02", "", event(MED, "2026-02-20", "2026-05-20"), "2026-11-20"),  # six months are left
    ("FR", "2021-03-02", "", event(STAND, "2024-01-01", "2024-01-31"), "2026-04-01"),
    ("FR", "2024-03-01", "consumer", event(STAND, "2024-05-01", "2025-05-01"), "2026-03-01"),  # not with a consumer
    ("PL", "2018-04-03", "works", "", "2020-12-31"),
    ("PL", "2024-04-14", "services", "", "2026-12-31"),
    ("PL", "2024-04-14", "sale", "", "2026-12-31"),
    ("PL", "2024-04-14", "other", "", "2027-12-31"),
    ("PL", "2024-04-14", "transport", "", "2025-04-15"),  # shorter than two years: not to the year's end
    ("PL", "2024-04-14", "", "", "2025-04-15"),  # type unknown: the shortest
    ("PL", "2024-04-14", "services", event(ACK, "2026-02-01"), "2028-12-31"),  # to the year's end again
    ("PL", "2024-04-14", "services", event(STAND, "2026-02-01", "2027-02-01"), "2026-12-31"),
    ("PL", "2023-12-30", "services", event(MED, "2024-02-01", "2024-02-29"), "2026-12-31"),
    ("PL", "2020-12-30", "services", event(MED, "2022-06-29", "2022-07-10"), "2024-12-31"),  # it restarted until then
    ("RU", "2023-04-14", "", "", "2026-04-14"),
    ("RU", "2022-04-14", "", event(ACK, "2026-02-01"), "2029-02-01"),  # after expiry, too
    ("RU", "2023-12-14", "", event(MED, "2026-01-01", "2026-03-02"), "2027-02-12"),
    ("RU", "2023-12-14", "", event(MED, "2026-01-01"), "2027-06-13"),  # six months at most
    ("RU", "2023-12-14", "", event(STAND, "2026-01-01", "2026-08-01"), "2026-12-14"),
    ("GB", "2020-03-31", "", "", "2026-03-31"),
    ("GB-ENG", "2020-03-31", "", "", "2026-03-31"),
    ("GB", "2020-11-30", "", event(ACK, "2024-01-15"), "2030-01-15"),
    ("GB", "2020-03-31", "", event(ACK, "2026-04-01"), "2026-03-31"),  # once expired it cannot be revived
    ("GB", "2020-03-31", "", event(SUIT, "2026-03-31"), None),
    ("GB", "2020-03-31", "", event(SUIT, "2026-03-01", "2026-05-01"), "2026-03-31"),  # it ended: as if it had not been
    ("GB", "2020-03-31", "", event(MED, "2025-03-01", "2026-05-01"), "2026-03-31"),
    ("GB", "2020-03-31", "", event(INS, "2025-03-01"), "2026-03-31"),
    ("GB", "2020-03-31", "", event(STAND, "2025-04-01", "2025-04-11"), "2026-04-10"),
    ("GB-SCT", "2021-03-31", "", "", "2026-03-31"),
    ("GB-SCT", "2021-03-31", "", event(STAND, "2026-03-01", "2027-12-01"), "2027-03-31"),  # a year at most
    ("IE", "2020-03-31", "", "", "2026-03-31"),
    ("IE", "2020-03-31", "", event(ACK, "2026-05-01"), "2032-05-01"),
    ("US-NY", "2020-03-31", "services", "", "2026-03-31"),
    ("US-NY", "2022-03-31", "sale", "", "2026-03-31"),
    ("US-NY", "2022-03-31", "", "", "2026-03-31"),
    ("US-NY", "2023-03-31", "consumer", "", "2026-03-31"),
    ("US-NY", "2020-03-31", "services", event(ACK, "2026-05-01"), "2032-05-01"),
    ("US-NY", "2023-03-31", "consumer", event(ACK, "2026-05-01"), "2026-03-31"),
    ("US-NY", "2020-03-31", "services", event(SUIT, "2026-03-31"), None),
)  # fmt: skip


@pytest.mark.parametrize(
    ("law", "due", "about", "events", "last"), CASES, ids=[" ".join(filter(None, row[:4])) for row in CASES]
)
def test_the_last_day_by_law(law: str, due: str, about: str, events: str, last: str | None) -> None:
    debtor = about if about in get_args(PartyKind) else "business"
    found = barring(due, law, events, kind="" if about == debtor else about, debtor=debtor)
    assert (str(found.last) if found.last else None) == last
    assert found.is_barred is (last is not None and last < AS_OF)
    assert found.steps[0].what == "due"


PAID: tuple[tuple[str, str, str, str], ...] = (
    # law, due, payment, the last day
    ("DE", "2022-04-14", "{date: 2024-02-01, amount: 100.00}", "2027-02-01"),
    ("DE", "2022-04-14", "{date: 2024-02-01, amount: 100.00, kind: set-off}", "2025-12-31"),
    ("DE", "2022-04-14", "{date: 2024-02-01, amount: 100.00, kind: refund}", "2025-12-31"),
    ("DE", "2022-04-14", "{date: 2024-02-01, amount: 100.00, reversed: {on: 2024-02-09}}", "2025-12-31"),
    ("DE", "2022-04-14", "{date: 2024-02-01, amount: 100.00, reversed: {on: 2026-09-02}}", "2027-02-01"),
    ("DE", "2022-04-14", "{date: 2022-03-20, amount: 100.00}", "2025-12-31"),
    ("DE", "2022-04-14", "{date: 2026-02-01, amount: 100.00}", "2025-12-31"),
    ("FR", "2021-03-02", "{date: 2026-03-03, amount: 100.00}", "2026-03-02"),
    ("GB", "2020-03-31", "{date: 2024-01-15, amount: 0.01}", "2030-01-15"),
    ("IE", "2020-03-31", "{date: 2026-05-01, amount: 1.00}", "2032-05-01"),
    ("PL", "2024-04-14", "{date: 2025-02-01, amount: 100.00}", "2026-02-01"),
    ("RU", "2023-04-14", "{date: 2025-02-01, amount: 100.00}", "2026-04-14"),
    ("US-NY", "2022-03-31", "{date: 2025-02-01, amount: 100.00}", "2026-03-31"),
)


@pytest.mark.parametrize(("law", "due", "payment", "last"), PAID, ids=[f"{row[0]} {row[2]}" for row in PAID])
def test_what_a_payment_does(law: str, due: str, payment: str, last: str) -> None:
    assert str(barring(due, law, payments=f"- {payment}").last) == last


def test_a_payment_counts_for_the_invoice_that_it_covered_and_once_a_day() -> None:
    older, newer = invoice("A", "2022-01-01", "2022-01-15"), invoice("B", "2022-02-01", "2022-02-15")
    twice = "- {date: 2024-02-01, amount: 10.00, invoice: B}\n- {date: 2024-02-01, amount: 5.00, invoice: B}"
    found = claim(AS_OF, older, newer, file="contract: {law: DE}", payments=twice)
    assert [[step.what for step in one.limitation[0].steps] for one in found.invoices] == [["due"], ["due", "payment"]]
    assert [str(one.limitation[0].last) for one in found.invoices] == ["2025-12-31", "2027-02-01"]


def test_money_that_waited_for_its_invoice_is_no_payment_on_it() -> None:
    older, newer = invoice("A", "2022-01-01", "2022-01-15"), invoice("B", "2024-03-01", "2024-03-15")
    ahead = "- {date: 2024-02-01, amount: 1100.00}"
    found = claim(AS_OF, older, newer, file="contract: {law: GB}", payments=ahead)
    assert [str(each.last) for one in found.invoices for each in one.limitation] == ["2030-03-15"]


def test_what_is_paid_needs_no_day() -> None:
    assert barrings("2022-04-14", "DE", payments="- {date: 2024-02-01, amount: 1000.00}") == ()


def test_a_retention_has_its_own_time_from_its_release() -> None:
    kept = "retention: {amount: 100.00, release: 2023-02-01}"
    whole, rest = barrings("2022-04-14", "DE", more=kept)
    assert (whole.is_retention, str(whole.last), whole.is_barred) == (False, "2025-12-31", True)
    assert (rest.is_retention, str(rest.last), rest.is_barred) == (True, "2026-12-31", False)
    assert [step.what for step in rest.steps] == ["release"]
    assert [str(each.steps[0].source) for each in (whole, rest)] == ["invoices/x.yaml:3:1", "invoices/x.yaml:5:29"]
    assert len(barrings("2022-04-14", "DE", more=kept, as_of="2023-01-31")) == 1


@pytest.mark.parametrize(
    ("about", "day", "last"),
    [
        (", amount: 1000.00", "2024-06-10", "2027-06-10"),
        (", amount: 600.00", "2024-06-10", "2027-06-10"),
        (", amount: 599.99", "2024-06-10", "2025-12-31"),
        (", invoices: [A]", "2024-06-10", "2027-06-10"),
        (", invoices: [B]", "2024-06-10", "2025-12-31"),
        ("", "2026-09-02", "2025-12-31"),
        ("", "2022-03-01", "2025-12-31"),
    ],
)
def test_an_event_is_about_the_whole_of_what_it_names(about: str, day: str, last: str) -> None:
    paid = "- {date: 2022-05-01, amount: 400.00, kind: set-off}\n- {date: 2026-05-01, amount: 100.00, kind: set-off}"
    text = f"contract: {{law: DE}}\nevents: [{event(ACK, day, more=about)}]"
    later = invoice("B", "2026-07-01", "2026-07-15")
    found = claim(AS_OF, invoice("A", "2022-03-17", "2022-04-14"), later, file=text, payments=paid)
    assert str(found.invoice("A").limitation[0].last) == last


def test_an_event_that_names_nothing_is_about_what_was_out_then() -> None:
    both = (invoice("A", "2021-12-01", "2021-12-15"), invoice("B", "2022-02-01", "2022-02-15"))
    for about, days in (("", ["2028-12-13", "2028-02-15"]), (", invoices: [A, B]", ["2028-12-13", "2028-12-30"])):
        text = f"contract: {{law: GB}}\nevents: [{event(STAND, '2022-01-01', '2022-12-31', about)}]"
        found = claim(AS_OF, *both, file=text)
        assert [str(one.limitation[0].last) for one in found.invoices] == days


SETTLED = "agreed: 2024-05-01\namount: 800.00\ndue: 2024-06-01\n"


def test_a_settlement_that_acknowledges_the_debt_is_an_acknowledgement() -> None:
    assert str(barring("2022-04-14", "DE", settlement=SETTLED).last) == "2025-12-31"
    acknowledged = barring("2022-04-14", "DE", settlement=f"{SETTLED}acknowledges: true\n")
    assert (str(acknowledged.last), str(acknowledged.steps[1].source)) == ("2027-05-01", "settlement.yaml:4:1")
    before = barring("2022-04-14", "DE", as_of="2024-04-30", settlement=f"{SETTLED}acknowledges: true\n")
    assert str(before.last) == "2025-12-31"


def test_what_a_settlement_has_paid_needs_no_day() -> None:
    paid = "- {date: 2024-06-01, amount: 800.00}"
    assert barrings("2022-04-14", "DE", settlement=SETTLED, payments=paid) == ()


def test_an_assignment_changes_nothing() -> None:
    assigned = "assigned_from: {party: {name: Old}, date: 2024-02-01}\n"
    assert barring("2022-04-14", "DE", file=assigned) == barring("2022-04-14", "DE")


LAW_OF: tuple[tuple[str, str, str, str], ...] = (
    # contract.law, regime, the law, the last day for what was due on 2020-03-31, or why there is none
    ("", "de", "DE", "2023-12-31"),
    ("", "uk", "GB", "2026-03-31"),
    ("GB-SCT", "uk", "GB-SCT", "2025-03-31"),
    ("DE-BY", "none", "DE-BY", "2023-12-31"),
    ("IE", "eu, act: S.I. 580/2012", "IE", "2026-03-31"),
    ("PL", "contract, rate: 5", "PL", "2021-03-31"),
    ("DE", "uk", "DE", "2023-12-31"),
    ("", "none", "", "the governing law is not known: write contract.law"),
    ("", "eu, act: the Act", "", "the governing law is not known: write contract.law"),
    ("AT", "none", "AT", "nothing is known of limitation under the law AT"),
    ("US-CA", "none", "US-CA", "nothing is known of limitation under the law US-CA"),
    ("US", "none", "US", "nothing is known of limitation under the law US"),
    ("GB-NIR", "none", "GB-NIR", "nothing is known of limitation under the law GB-NIR"),
)


@pytest.mark.parametrize(("named", "regime", "law", "said"), LAW_OF)
def test_the_contracts_law_counts_then_the_regimes_and_else_none(named: str, regime: str, law: str, said: str) -> None:
    found = barring("2020-03-31", named, file=f"interest: {{regime: '{regime}'}}".replace("'", ""), as_of="2020-06-30")
    assert (found.law, str(found.last or found.reason)) == (law, said)
    assert not found.is_barred


def test_the_words_say_how_it_comes_about() -> None:
    found = barring("2024-04-14", "PL", event(SUIT, "2025-01-10"))
    assert (found.name, found.paragraph) == ("Polish law", "KC art. 792, 118, not looked up")
    assert found.rule == "1 year; contract.type is not known, and this is the shortest that could apply"
    assert found.reason == "stopped by the suit of 2025-01-10"
    assert barring("2024-04-14", "PL", kind="rent").rule == "3 years, to the end of the year"
    assert barring("2024-04-14", "DE").rule == "3 years from the end of the year"


WHY: tuple[tuple[str, str, str, str], ...] = (
    ("DE", event(ACK, "2024-06-10"), "starts anew after 2024-06-10; in any form", "BGB § 212(1) no. 1"),
    ("DE", event(ACK, "2022-06-10"), "changes nothing: the time runs from 2022-12-31", "BGB § 212(1) no. 1"),
    ("DE", event(ACK, "2026-06-10"), "too late: the time was up", "BGB § 212(1) no. 1"),
    ("DE", event(ACK, "2024-06-10", more=", amount: 10.00"), "is about 10.00 of 1000.00: for the rest the time runs on", "BGB § 212(1) no. 1"),
    ("DE", event(STAND, "2024-06-10", "2024-07-10"), "stands still until 2024-07-10", "BGB § 205"),
    ("DE", event(STAND, "2024-06-10"), "stopped", "BGB § 205"),
    ("GB", event(MED, "2024-06-10"), "does not count; there is no suspension for it", "Limitation Act 1980, not looked up"),
    ("GB", event(SUIT, "2024-06-10", "2024-09-01"), "it ended on 2024-09-01: the time ran on as if it had not been; proceedings issued in time are in time", "Limitation Act 1980, s. 5, not looked up"),
)  # fmt: skip


@pytest.mark.parametrize(("law", "event_", "why", "paragraph"), WHY, ids=[row[2] for row in WHY])
def test_each_event_says_what_it_did(law: str, event_: str, why: str, paragraph: str) -> None:
    step = barring("2022-04-14", law, event_).steps[1]
    assert (step.why, step.law, str(step.source)) == (why, paragraph, "case.yaml:6:10")


def test_what_falls_into_a_suspension_says_so() -> None:
    twice = f"{event(STAND, '2024-06-10', '2024-07-10')}, {event(STAND, '2024-06-20', '2024-07-01')}"
    assert barring("2022-04-14", "DE", twice).steps[2].why == "changes nothing: the time stood still already"


OWN = """
id: AT
name: Austrian law
spans: [{years: 3, law: ABGB § 1486, debtors: [business]}]
notes: [Ask in Vienna.]
"""


def test_a_workspace_has_laws_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "limitation").mkdir()
    (tmp_path / "limitation" / "AT.yaml").write_text(OWN, encoding="utf-8")
    use = regimes.of_folders(tmp_path / "regimes", tmp_path / "rates", tmp_path / "limitation")
    paid = "- {date: 2024-02-01, amount: 1.00}"
    found = barring("2022-01-15", "AT", event(ACK, "2024-01-01"), payments=paid, use=use)
    assert (found.name, str(found.last), found.notes) == ("Austrian law", "2025-01-15", ("Ask in Vienna.",))
    assert [(step.why, step.law) for step in found.steps[1:]] == [
        ("the law's file says nothing of it: not counted", "")
    ]
    against = barring("2022-01-15", "AT", debtor="public", use=use)
    assert against.reason == "nothing is known of the time for such a contract and debtor under Austrian law"


def test_a_law_is_read_with_the_care_of_a_case() -> None:
    with pytest.raises(CaseError, match=r"limitation/AT\.yaml:5:1: unknown key 'note' \(did you mean 'notes'\?\)"):
        Regimes(own_limitation={"AT": OWN.replace("notes:", "note:").encode()}).statute("AT")
    with pytest.raises(CaseError, match=r"limitation/CH\.yaml:2:1: the id 'AT' is not the file's name 'CH'"):
        Regimes(own_limitation={"CH": OWN.encode()}).statute("CH")


def test_the_json_tells_the_same() -> None:
    text = f"contract: {{law: DE}}\nevents: [{event(SUIT, '2024-01-10')}]"
    told = explained(claim(AS_OF, invoice("A", "2022-03-17", "2022-04-14"), file=text))
    (one,) = told["limitation"]
    assert (one["number"], one["last_day"], one["reason"]) == ("A", None, "stopped by the suit of 2024-01-10")
    assert (one["barred"], one["confirmed"], one["law"], one["retention"]) == (False, False, "DE", False)
    assert [(step["date"], step["what"], step["last_day"]) for step in one["steps"]] == [
        ("2022-04-14", "due", "2025-12-31"),
        ("2024-01-10", "suit", None),
    ]


STATUTES = [(law, statute) for law in LAWS if (statute := BUNDLED.statute(law))]


def test_no_law_is_left_out_of_these_tests() -> None:
    folder = resources.files("casefile.claim").joinpath("limitation")
    assert sorted(entry.name for entry in folder.iterdir()) == sorted(f"{law}.yaml" for law in LAWS)
    assert {law for law, *_ in CASES} == {*LAWS, "GB-ENG"}
    assert len(STATUTES) == len(LAWS)


@pytest.mark.parametrize(("law", "statute"), STATUTES)
def test_a_law_says_something_of_every_event_against_every_debtor(law: str, statute: Statute) -> None:
    for debtor in get_args(PartyKind):
        for kind in (None, "services", "works", "sale", "transport", "rent", "licence", "other"):
            assert statute.possible(kind, debtor), (law, kind, debtor)
        for what in get_args(What):
            assert statute.effect(what, debtor, date(2018, 1, 1)), (law, what, debtor)


DAYS = st.integers(0, 3000).map(lambda n: date(2018, 1, 1) + timedelta(days=n))
EVENTS = st.tuples(DAYS, st.sampled_from([ACK, SUIT, STAND, MED, INS]), st.none() | st.integers(0, 400)).map(
    lambda e: event(e[1], str(e[0]), str(e[0] + timedelta(days=e[2])) if e[2] is not None else "")
)
END = date(2027, 6, 1)


def last_day(due: date, law: str, kind: str, events: list[str]) -> date:
    """The last day by what is known at the end; the end of time where it stands still."""
    text = f"contract: {{law: {law}, type: {kind}}}\nevents: [{', '.join(events)}]"
    whole = case(invoice("A", str(due), str(due)), file=text)
    return owed(whole, END, BUNDLED).invoices[0].limitation[0].last or date.max


@settings(max_examples=300)
@given(DAYS, st.sampled_from(LAWS), st.sampled_from(["services", "rent"]), st.lists(EVENTS, max_size=4), EVENTS)
def test_one_more_event_never_brings_the_day_forward(
    due: date, law: str, kind: str, events: list[str], one_more: str
) -> None:
    assert last_day(due, law, kind, [*events, one_more]) >= last_day(due, law, kind, events)


@given(DAYS, DAYS, st.sampled_from(LAWS), st.integers(0, 2000))
def test_a_barred_claim_stays_barred(due: date, as_of: date, law: str, days: int) -> None:
    text, file, day = invoice("A", str(due), str(due)), f"contract: {{law: {law}}}", max(as_of, due)
    (now,) = claim(str(day), text, file=file).invoices[0].limitation
    (then,) = claim(str(day + timedelta(days=days)), text, file=file).invoices[0].limitation
    assert now.last == then.last
    assert then.is_barred or not now.is_barred


@given(DAYS, DAYS, st.sampled_from(LAWS))
def test_what_is_due_later_is_never_barred_earlier(one: date, other: date, law: str) -> None:
    early, late = sorted((one, other))
    assert last_day(early, law, "services", []) <= last_day(late, law, "services", [])


@pytest.mark.parametrize(
    ("as_of", "near"),
    [("2029-06-29", False), ("2029-06-30", True), ("2029-12-31", True), ("2030-01-01", True)],
)
def test_the_last_day_is_near_six_months_before_it(as_of: str, near: bool) -> None:
    found = barring("2026-04-14", "DE", as_of=as_of)
    assert str(found.last) == "2029-12-31"
    assert found.ends_within(date.fromisoformat(as_of), 6) is near


def test_a_day_that_is_not_known_is_never_near() -> None:
    assert not barring("2022-04-14", "DE", event(SUIT, "2025-12-30")).ends_within(date(2099, 1, 1), 6)
