"""What every kind must do: say what is missing, apply when it should, print values as they are, keep the wall."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from casefile.case.wall import opened
from casefile.claim.owed import owed
from casefile.claim.regimes import Regimes, of_folders
from casefile.documents.compose import applies, compose
from casefile.documents.kinds import KINDS, kind, stem
from casefile.errors import CaseError, UsageError
from casefile.render import docx, markdown_text, pdf
from casefile.render.blocks import Run, inlines
from casefile.render.sheet import Location
from tests.documents.matters import (
    CASE,
    DATED,
    INVOICE,
    LETTERS,
    SAMPLES,
    TODAY,
    WORKSPACE,
    claim,
    fitted,
    made,
    said,
    sample,
    sheet,
    written,
)
from tests.golden import Golden
from tests.render.pages import paragraphs, texts, words


@pytest.mark.parametrize(("case_id", "name", "step", "day"), DATED)
def test_what_the_sample_documents_say(case_id: str, name: str, step: str, day: date, golden: Golden) -> None:
    text = markdown_text.draw(sheet(name, sample(case_id), day, step=step, language=""))
    golden(f"{case_id.rpartition('-')[2]}-{stem(name, step)}.md", text)


@pytest.mark.parametrize("case_id", SAMPLES)
def test_which_documents_apply(case_id: str) -> None:
    found = {(name, step) for name in KINDS for step in made(name, sample(case_id))}
    assert found == {(name, step) for case, name, step in LETTERS if case == case_id}


def test_an_unknown_kind() -> None:
    with pytest.raises(UsageError, match=r"no document 'remainder' \(did you mean 'reminder'\?\)"):
        kind("remainder")


def kept_back(case_id: str) -> Iterator[str]:
    """Every word for word snippet of a case that must not leave the house."""
    case = sample(case_id)
    seen = opened(case)
    names = {exhibit.id for exhibit in seen.exhibits}
    for exhibit in case.exhibits:
        if exhibit.id not in names:
            yield from (exhibit.title, f"{exhibit.id}\\b")
    shown = {contact.file for contact in seen.contacts}
    for contact in case.contacts:
        if contact.file not in shown:
            subject = contact.head.subject
            yield from (re.escape(part.strip()) for part in re.split(r"[.!?]\s|\n", contact.text) if len(part) > 20)
            if subject and not any(subject == other.head.subject for other in seen.contacts):
                yield re.escape(subject)
    yield from (re.escape(lesson) for lesson in (case.file.review.lessons if case.file.review else ()))
    if case.file.hold:
        yield re.escape(case.file.hold.reason)
    if case.file.attorney:
        yield re.escape(case.file.attorney.name)


def test_the_samples_hold_much_that_is_kept_back() -> None:
    assert sum(1 for case_id in SAMPLES for _ in kept_back(case_id)) > 40


@pytest.mark.parametrize(("case_id", "name", "step", "day"), [row for row in DATED if not KINDS[row[1]].is_private])
def test_nothing_kept_back_is_said(case_id: str, name: str, step: str, day: date) -> None:
    text = said(name, sample(case_id), day, step=step)
    assert [snippet for snippet in kept_back(case_id) if re.search(snippet, text)] == []


HOSTILE = "*x* <b> {{ 7*7 }} [a](b) & Söhne | `c`"


@pytest.mark.parametrize("name", KINDS)
def test_names_are_printed_as_they_are(name: str, tmp_path: Path) -> None:
    files = {
        "cases/a/case.yaml": CASE.replace("Northwind GmbH", f'"{HOSTILE}"'),
        "cases/a/invoices/1.yaml": INVOICE.replace("Front end", f'"{HOSTILE}"'),
    }
    case = written(tmp_path, fitted(name, files))
    made_of = sheet(name, case)
    frame = " ".join((*made_of.frame.recipient, *(value for _, value in made_of.frame.references)))
    shown = frame + "".join(run.text for run in inlines(made_of.body) if isinstance(run, Run))
    assert HOSTILE in shown
    assert not re.search(r"\b49\b", shown)
    if name == "demand":
        assert HOSTILE in " ".join(words(" ".join(texts(pdf.draw(made_of)))))
        assert HOSTILE in " ".join(paragraphs(docx.draw(made_of)))


BARE = {
    "casefile.yaml": "creditor: {name: Halvorsen}\n",
    "cases/a/case.yaml": "id: a\ntitle: Website\ncurrency: EUR\ndebtor: {name: Northwind}\n",
}


@pytest.mark.parametrize("name", KINDS)
def test_the_smallest_case_makes_every_document(name: str, tmp_path: Path) -> None:
    text = said(name, written(tmp_path, fitted(name, BARE)))
    assert "Northwind" in text
    assert not re.search(r"\bNone\b|, ,|\( |\s\.\s", text)


def test_no_account_sends_to_the_invoice(tmp_path: Path) -> None:
    assert "Please pay to the account named on the invoice, giving the reference INV-1." in said(
        "reminder", written(tmp_path, BARE)
    )


@pytest.mark.parametrize(
    "name",
    [
        name
        for name in KINDS
        if name not in ("settlement", "default-notice", "chronology", "correction", "check-in", "aging")
    ],
)
def test_nothing_issued_yet(name: str, tmp_path: Path) -> None:
    case = written(tmp_path, fitted(name, {}))
    early = TODAY.replace(month=1, day=15)
    assert made(name, case, early) == ()
    with pytest.raises(CaseError, match="no invoice of this case was issued by 2026-01-15"):
        sheet(name, case, early)


def test_a_closed_case_asks_for_nothing(tmp_path: Path) -> None:
    case = written(tmp_path, {"cases/a/case.yaml": CASE + "closed: {on: 2026-08-30, outcome: written-off}\n"})
    assert made("reminder", case) == made("demand", case) == ()
    assert made("statement", case) == ("",)


@pytest.mark.parametrize("name", ["offer", "default-notice"])
def test_a_closed_case_is_offered_nothing_and_given_no_notice(name: str, tmp_path: Path) -> None:
    assert made(name, written(tmp_path, fitted(name, {}))) == ("",)
    closed = {"cases/a/case.yaml": CASE + "closed: {on: 2026-08-30, outcome: written-off}\n"}
    assert made(name, written(tmp_path, fitted(name, closed))) == ()


def test_an_amount_of_one_cent(tmp_path: Path) -> None:
    case = written(
        tmp_path,
        {
            "cases/a/invoices/1.yaml": INVOICE.replace(
                "quantity: 42, unit: h, unit_price: 65.00, tax: 19", "unit_price: 0.01"
            )
        },
    )
    for name in ("reminder", "breakdown", "statement", "demand"):
        assert "0.01" in said(name, case)


def test_an_invoice_of_nothing(tmp_path: Path) -> None:
    case = written(tmp_path, {"cases/a/invoices/1.yaml": INVOICE.replace("65.00", "0.00")})
    with pytest.raises(CaseError, match="nothing is open on 2026-09-01"):
        sheet("reminder", case)
    with pytest.raises(CaseError, match="nothing is open on 2026-09-01"):
        sheet("demand", case)
    assert "0.00" in said("breakdown", case)
    assert "0.00" in said("statement", case)


def test_only_the_demand_is_sent_through_counsel(tmp_path: Path) -> None:
    case = written(tmp_path, {})
    with pytest.raises(CaseError, match="a reminder is not sent through counsel"):
        sheet("reminder", case, by="attorney")


def test_an_offer_counts_two_hundred_invoices(tmp_path: Path) -> None:
    files = {f"cases/a/invoices/{n}.yaml": INVOICE.replace("INV-1", f"INV-{n:03}") for n in range(1, 201)}
    text = said("offer", written(tmp_path, fitted("offer", files)))
    assert "# Our offer to settle your account\n" in text
    assert "(200 invoices)" in text


@pytest.mark.parametrize("name", ["reminder", "statement", "breakdown"])
def test_two_hundred_invoices(name: str, tmp_path: Path) -> None:
    files = {f"cases/a/invoices/{n}.yaml": INVOICE.replace("INV-1", f"INV-{n:03}") for n in range(1, 201)}
    text = said(name, written(tmp_path, files))
    assert "INV-001" in text
    assert "INV-200" in text


def test_a_demand_for_two_hundred_invoices_describes_none(tmp_path: Path) -> None:
    files = {f"cases/a/invoices/{n}.yaml": INVOICE.replace("INV-1", f"INV-{n:03}") for n in range(1, 201)}
    text = said("demand", written(tmp_path, files))
    assert "The claim is for the 200 invoices listed below." in text
    assert "Front end" not in text


def test_a_thousand_lines(tmp_path: Path) -> None:
    lines = "".join(f'\n  - {{id: "{n}", description: Piece {n}, unit_price: 1.00}}' for n in range(1, 1001))
    case = written(tmp_path, {"cases/a/invoices/1.yaml": INVOICE.partition("lines:")[0] + "lines:" + lines + "\n"})
    assert "Piece 1000" in said("breakdown", case)
    assert "and 992 further items set out in the breakdown" in said("demand", case)


def test_a_document_is_about_one_debtor(tmp_path: Path) -> None:
    one = written(tmp_path / "one", {})
    other = written(tmp_path / "other", {"cases/a/case.yaml": CASE.replace("Northwind GmbH", "Kestrel Ltd")})
    with pytest.raises(CaseError, match="the debtor differs"):
        compose("reminder", [one, other], [claim(one), claim(other)], TODAY)


def test_an_exhibit_of_a_packet_is_a_link() -> None:
    case = opened(sample("2026-014-northwind"))
    places = {exhibit.id: Location(exhibit.id, 9, 40 + int(exhibit.id[1:]) * 10) for exhibit in case.exhibits}
    text = said("demand", sample("2026-014-northwind"), locations=places)
    assert "[E02 \\[B60\\]](exhibit:E02/1)" in text


def test_regime_without_an_act_is_not_named_in_a_letter(tmp_path: Path) -> None:
    own = "id: dir\nnames: {en: directive interest}\nlaw: Directive 2011/7/EU\nneeds_act: true\nrate: {points: [{percent: 10}], law: x}\n"
    own += "allocation: {law: x, order: [principal, interest, costs]}\nstart: {law: x}\n"
    (tmp_path / "regimes").mkdir()
    (tmp_path / "regimes" / "dir.yaml").write_text(own)
    case = written(tmp_path, {"cases/a/case.yaml": CASE.replace("regime: de", "regime: dir")})
    regimes = of_folders(tmp_path / "regimes", tmp_path / "rates")
    claims = [owed(case, TODAY, regimes)]
    for name in ("demand", "statement"):
        with pytest.raises(CaseError, match="cannot be named in a letter without the national act"):
            compose(name, [case], claims, TODAY)
    assert compose("reminder", [case], claims, TODAY, step="first").title == "Invoice INV-1: reminder"


WORKSPACE_WITH_RUSSIAN_BANK = WORKSPACE.replace(
    "iban: GB33BUKB20201555555555, bic: BUKBGB22",
    'account: "40702810900000001234", correspondent_account: "30101810400000000225"',
)


@pytest.mark.parametrize(
    ("language", "label"),
    [
        ("en", "Routing number (ABA)"), ("de", "Bankleitzahl (ABA Routing Number)"), ("fr", "Code de banque (ABA)"),
        ("pl", "Numer rozliczeniowy banku (ABA)"), ("ru", "Код банка (ABA)"),
    ],
)  # fmt: skip
def test_an_account_in_the_united_states_has_its_routing_number(language: str, label: str, tmp_path: Path) -> None:
    bank = 'account: "000123456789", routing: "021000021"'
    own = WORKSPACE.replace("iban: GB33BUKB20201555555555, bic: BUKBGB22", bank)
    text = said("reminder", written(tmp_path, {"casefile.yaml": own}), language=language)
    assert f"{label}\n: 021000021" in text


def test_an_account_without_an_iban(tmp_path: Path) -> None:
    text = said("reminder", written(tmp_path, {"casefile.yaml": WORKSPACE_WITH_RUSSIAN_BANK}))
    assert "40702810900000001234" in text
    assert "30101810400000000225" in text
    assert "asset:payment" not in text


OLD = INVOICE.replace("2026-", "2022-")
CONSUMER = CASE.replace("interest: {regime: de}", "interest: {regime: de-consumer}").replace(
    "  name: Northwind GmbH", "  kind: consumer\n  name: Ada Byron"
)
BARRED = {"cases/a/invoices/1.yaml": OLD, "cases/a/case.yaml": CONSUMER}
ACKNOWLEDGED = "events: [{date: 2025-06-10, what: acknowledgement}]\n"
SETTLED = "agreed: 2026-08-01\namount: 2500.00\ndue: 2026-12-01\n"


@pytest.mark.parametrize("name", ["reminder", "demand", "breakdown", "statement"])
def test_a_debt_barred_by_time_is_not_claimed_from_a_consumer(name: str, tmp_path: Path) -> None:
    case = written(tmp_path, BARRED)
    claims = [owed(case, TODAY, Regimes())]
    with pytest.raises(CaseError) as caught:
        compose(name, [case], claims, TODAY, step="final" if name == "reminder" else "")
    assert str(caught.value) == (
        "cases/a/invoices/1.yaml:3:1: INV-1 is time-barred, the last day was 2025-12-31: a time-barred debt may not be "
        "claimed from a consumer (ask counsel; if something stopped or restarted the time, write it under events in "
        "case.yaml)"
    )
    assert applies(name, case, claims[0], TODAY) == ()


def test_what_is_barred_is_shown_to_our_attorney_without_a_letter(tmp_path: Path) -> None:
    case = written(tmp_path, BARRED)
    found = owed(case, TODAY, Regimes())
    assert compose("chronology", [case], [found], TODAY).title
    assert {name for name in KINDS if applies(name, case, found, TODAY)} == {"chronology", "summary", "brief"}
    enclosed = {name for name in KINDS if applies(name, case, found, TODAY, enclosed=True)}
    assert enclosed == {"chronology", "breakdown", "statement", "summary"}


@pytest.mark.parametrize(
    "files",
    [
        {"cases/a/case.yaml": CASE},
        {"cases/a/case.yaml": CONSUMER + ACKNOWLEDGED},
        {"cases/a/settlement.yaml": SETTLED},
    ],
)
def test_a_business_an_acknowledgement_and_a_settlement_may_be_written_about(
    files: dict[str, str], tmp_path: Path
) -> None:
    case = written(tmp_path, {**BARRED, **files})
    assert compose("statement", [case], [owed(case, TODAY, Regimes())], TODAY).title


PRIVATE = {
    "cases/a/offers.yaml": "- {id: O1, date: 2026-06-01, by: us, kind: instalments, amount: 2777.77, privilege: without-prejudice, status: rejected}\n"
    "- {id: O2, date: 2026-06-02, by: debtor, kind: partial, amount: 1666.66, privilege: save-as-to-costs}\n",
    "cases/a/correspondence/1.md": "---\ndate: 2026-06-02\ndirection: in\nchannel: email\noutcome: refused\nprivilege: without-prejudice\n"
    "subject: Without prejudice\n---\nWe would pay 1,666.66, as the work was sound.\n",
    "cases/a/payments.yaml": "- {date: 2026-06-05, amount: 1.00}\n",
}


def test_what_was_offered_without_prejudice_is_for_us_and_our_counsel_alone(tmp_path: Path) -> None:
    case = written(tmp_path, PRIVATE)
    private = {name for name in KINDS if KINDS[name].is_private}
    found = {name: said(name, case) for name in KINDS if made(name, case) or name in private}
    assert {"reminder", "demand", "statement", "summary", "chronology"} <= found.keys()
    telling = {name for name, text in found.items() if re.search(r"777|666|[Ww]ithout prejudice|sound", text)}
    assert telling == private - {"aging", "review"} == {"brief", "options", "call-sheet"}
