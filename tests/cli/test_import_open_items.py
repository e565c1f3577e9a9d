"""`import open-items`: customers, cases and invoices out of a list; once, and never over what is there."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cli.conftest import CASE, FOLDER, Casefile

DAY = ("--as-of", "2026-09-01")
HEAD = "Customer number,Customer,Invoice,Invoice date,Due date,Amount,Open,Currency,E-mail,Country\n"
KESTREL = "77,Kestrel Ltd,K-1,2026-05-01,2026-05-31,500.00,500.00,GBP,ap@kestrel.example,GB\n"


def listed(root: Path, *rows: str) -> str:
    """A list in the workspace."""
    (root / "open.csv").write_text(HEAD + "".join(rows), encoding="utf-8")
    return "open.csv"


@pytest.fixture
def here(northwind: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The workspace, gone into."""
    monkeypatch.chdir(northwind)
    return northwind


def test_a_new_customer_gets_a_file_and_a_case(casefile: Casefile, here: Path) -> None:
    ran = casefile("import", "open-items", listed(here, KESTREL), "--accept", *DAY)
    assert ran.code == 0
    assert (here / "debtors/77-kestrel-ltd.yaml").read_text(encoding="utf-8") == (
        "name: Kestrel Ltd\naddress: {country: GB}\nemail: ap@kestrel.example\n"
    )
    folder = here / "cases/77-kestrel-ltd-gbp"
    assert (folder / "case.yaml").read_text(encoding="utf-8") == (
        'id: 77-kestrel-ltd-gbp\ntitle: "Open invoices: Kestrel Ltd"\ncurrency: GBP\n'
        "opened: 2026-09-01\ndebtor: 77-kestrel-ltd\n"
    )
    assert (folder / "invoices/K-1.yaml").read_text(encoding="utf-8") == (
        "number: K-1\nissued: 2026-05-01\ndue: 2026-05-31\ndue_basis: invoice\nprices: gross\n"
        'lines: [{id: "1", description: K-1, unit_price: 500.00}]\n'
    )
    assert casefile("owed", "kestrel", *DAY, "--json").json["total"] == "500.00"


def said(root: Path, settings: str) -> None:
    """The workspace with more in its casefile.yaml."""
    path = root / "casefile.yaml"
    path.write_text(path.read_text(encoding="utf-8") + settings, encoding="utf-8")


def files(root: Path) -> dict[str, bytes]:
    """Every file of the workspace."""
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_the_same_list_again_adds_nothing(casefile: Casefile, here: Path) -> None:
    name = listed(here, KESTREL)
    casefile("import", "open-items", name, "--accept", *DAY)
    before = files(here)
    ran = casefile("import", "open-items", name, "--accept", *DAY)
    assert (ran.code, ran.out) == (0, "no new invoice; 1 known already\n")
    assert files(here) == before


def test_nothing_is_written_before_somebody_agrees(casefile: Casefile, here: Path) -> None:
    name = listed(here, KESTREL)
    before = files(here)
    assert casefile("import", "open-items", name, "--dry-run", *DAY).code == 0
    ran = casefile("import", "open-items", name, *DAY)
    assert (ran.code, "nothing was written" in ran.err) == (3, True)
    assert files(here) == before


def test_an_invoice_of_a_customer_there_is_goes_into_their_case(casefile: Casefile, here: Path) -> None:
    row = ",Northwind Trading GmbH,INV-1050,2026-06-01,2026-06-15,100.00,100.00,EUR,,DE\n"
    known = ",Northwind Trading GmbH,INV-1043,2026-03-31,2026-04-14,3248.70,2248.70,EUR,,DE\n"
    open_ = casefile("aging", "--json", *DAY).json["currencies"]["EUR"]["rows"][0]["outstanding"]
    known = known.replace("2248.70", open_)
    ran = casefile("import", "open-items", listed(here, known, row), "--accept", "--json", *DAY)
    assert (ran.code, ran.json["known"]) == (0, ["INV-1043"])
    assert [(each["case"], each["is_new"]) for each in ran.json["cases"]] == [(CASE, False)]
    assert ran.json["written"] == [f"{FOLDER}/invoices/INV-1050.yaml"]


def test_where_list_and_case_differ_it_is_told_and_nothing_changed(casefile: Casefile, here: Path) -> None:
    row = "5,Northwind Trading GmbH,INV-1043,2026-03-30,2026-04-14,3248.70,100.00,EUR,,DE\n"
    before = files(here / "cases")
    ran = casefile("import", "open-items", listed(here, row), "--accept", *DAY)
    assert ran.code == 3
    assert f"invoice INV-1043 is issued on 2026-03-30 here, and 2026-03-31 in {CASE}" in ran.err
    assert f"casefile pay {CASE} 2168.81 --invoice INV-1043 --date …" in ran.err
    assert files(here / "cases") == before


def test_what_is_no_longer_on_the_list_may_be_paid(casefile: Casefile, here: Path) -> None:
    row = ",Northwind Trading GmbH,INV-1050,2026-06-01,2026-06-15,100.00,100.00,EUR,,DE\n"
    ran = casefile("import", "open-items", listed(here, row), "--dry-run", *DAY)
    assert f"invoice INV-1043 is open in {CASE} (2268.81), and not on the list" in ran.err


def test_a_number_of_another_customer_is_not_taken(casefile: Casefile, here: Path) -> None:
    row = ",Kestrel Ltd,INV-1043,2026-06-01,2026-06-15,100.00,100.00,EUR,,GB\n"
    ran = casefile("import", "open-items", listed(here, row), "--accept", *DAY)
    assert f"invoice INV-1043 is one of Northwind Trading GmbH in {CASE}, not of Kestrel Ltd" in ran.err
    assert not (here / "debtors").exists()


def test_a_part_that_was_paid_on_an_unknown_day_bears_no_interest(casefile: Casefile, here: Path) -> None:
    said(here, "open_items: {regime: uk, due_basis: contract}\n")
    ran = casefile("import", "open-items", listed(here, KESTREL.replace("500.00,GBP", "120.00,GBP")), "--accept", *DAY)
    assert (ran.code, "380.00 of invoice K-1 was paid on a day that the list does not tell" in ran.err) == (3, True)
    owed = casefile("owed", "kestrel", *DAY, "--json").json
    assert (owed["principal"], owed["paid"]) == ("120.00", "0.00")
    assert {each["principal"] for each in owed["invoices"][0]["periods"]} == {"120.00"}, owed


def test_a_case_an_invoice_where_the_workspace_wants_it(casefile: Casefile, here: Path) -> None:
    said(here, "open_items: {one_case: invoice}\n")
    rows = (KESTREL, KESTREL.replace("K-1", "K-2"))
    casefile("import", "open-items", listed(here, *rows), "--accept", *DAY)
    assert sorted(path.name for path in (here / "cases").iterdir()) == [CASE, "k-1", "k-2"]
    assert [path.name for path in (here / "debtors").iterdir()] == ["77-kestrel-ltd.yaml"]


def test_a_case_that_cannot_be_read_stops_it(casefile: Casefile, here: Path) -> None:
    (here / FOLDER / "payments.yaml").write_text("- {date: x, amount: 1}\n")
    ran = casefile("import", "open-items", listed(here, KESTREL), "--accept", *DAY)
    assert (ran.code, "so that no invoice is taken in twice" in ran.err) == (1, True)
    assert not (here / "debtors").exists()


@pytest.mark.parametrize("name", ["=cmd|A0", "{{ 7*7 }}: {a}", "../../etc", 'A "B" #c', "Ümläut — €", "- x", "null"])
def test_whatever_a_customer_is_called(name: str, casefile: Casefile, here: Path) -> None:
    quoted = '"' + name.replace('"', '""') + '"'
    row = KESTREL.replace("Kestrel Ltd", quoted).replace("K-1", '"../K: 1"')
    assert casefile("import", "open-items", listed(here, row), "--accept", *DAY).code == 0
    (found,) = (each for each in casefile("list", "--json", *DAY).json["cases"] if each["case"] != CASE)
    assert (found["debtor"], found["owed"]) == (name, "500.00")
    assert {path.name for path in here.iterdir()} >= {"cases", "debtors"}
    assert not list(here.parent.glob("*.yaml"))


CREDIT = "77,Kestrel Ltd,CN-1,2026-05-10,,-60.00,-60.00,GBP,,GB\n"


def test_an_open_credit_holds_the_cases_of_who_has_it(casefile: Casefile, here: Path) -> None:
    name = listed(here, KESTREL, CREDIT)
    ran = casefile("import", "open-items", name, "--accept", *DAY)
    assert ran.code == 3
    assert "Kestrel Ltd has an open credit of 60.00 GBP (CN-1 in line 3) that names no open invoice" in ran.err
    assert "77-kestrel-ltd-gbp is on hold until it is set off" in ran.err
    assert "casefile pay 77-kestrel-ltd-gbp 60.00" in ran.err
    text = (here / "cases/77-kestrel-ltd-gbp/case.yaml").read_text(encoding="utf-8")
    assert 'hold: {reason: "an open credit of £60.00 is to be set against what they owe"}\n' in text
    before = files(here)
    again = casefile("import", "open-items", name, "--accept", *DAY)
    assert (again.code, files(here) == before) == (3, True)
    assert "kestrel" not in casefile("next", *DAY).out


def test_a_case_there_is_goes_on_hold_too_and_keeps_its_words(casefile: Casefile, here: Path) -> None:
    casefile("import", "open-items", listed(here, KESTREL), "--accept", *DAY)
    path = here / "cases/77-kestrel-ltd-gbp/case.yaml"
    text = path.read_text(encoding="utf-8")
    ran = casefile("import", "open-items", listed(here, KESTREL, CREDIT), "--accept", "--json", *DAY)
    assert (ran.json["held"], ran.json["cases"]) == (["77-kestrel-ltd-gbp"], [])
    assert path.read_text(encoding="utf-8").startswith(text + 'hold: {reason: "an open credit of £60.00')


def test_without_a_hold_it_is_said_that_letters_ask_for_all(casefile: Casefile, here: Path) -> None:
    ran = casefile("import", "open-items", listed(here, KESTREL, CREDIT), "--accept", "--no-hold", *DAY)
    assert "letters of 77-kestrel-ltd-gbp ask for the gross sum" in ran.err
    assert "hold:" not in (here / "cases/77-kestrel-ltd-gbp/case.yaml").read_text(encoding="utf-8")


def test_a_credit_note_that_names_its_invoice_comes_off_it(casefile: Casefile, here: Path) -> None:
    head = HEAD.replace("Country", "Country,Text")
    rows = (KESTREL.replace(",GB\n", ",GB,Work\n"), CREDIT.replace(",GB\n", ",GB,Credit note for K-1\n"))
    (here / "open.csv").write_text(head + "".join(rows), encoding="utf-8")
    ran = casefile("import", "open-items", "open.csv", "--accept", *DAY)
    assert "credit CN-1 of 60.00 GBP is set against invoice K-1, as a credit note" in ran.err
    folder = here / "cases/77-kestrel-ltd-gbp"
    assert "hold" not in (folder / "case.yaml").read_text(encoding="utf-8")
    assert (folder / "invoices/CN-1.yaml").read_text(encoding="utf-8") == (
        "number: CN-1\nissued: 2026-05-10\nkind: credit-note\ncredits: K-1\nprices: gross\n"
        'lines: [{id: "1", description: Credit note for K-1, unit_price: 60.00}]\n'
    )
    assert casefile("owed", "kestrel", *DAY, "--json").json["total"] == "440.00"
    again = casefile("import", "open-items", "open.csv", "--accept", *DAY)
    assert (again.code, again.out, again.err.count("warning")) == (0, "no new invoice; 1 known already\n", 0)


def test_a_payment_that_names_its_invoice_comes_off_it(casefile: Casefile, here: Path) -> None:
    rows = (KESTREL, CREDIT.replace("CN-1", "K-1"))
    ran = casefile("import", "open-items", listed(here, *rows), "--accept", *DAY)
    assert "a credit of 60.00 GBP is set against invoice K-1, as paid before" in ran.err
    assert casefile("owed", "kestrel", *DAY, "--json").json["total"] == "440.00"


def test_regime_without_interest_is_said_at_once(casefile: Casefile, here: Path) -> None:
    said(here, "open_items: {regime: de}\n")
    ran = casefile("import", "open-items", listed(here, KESTREL), "--dry-run", *DAY)
    assert "no interest on 1 of 1 new invoices yet: a list does not say whether its due dates were agreed" in ran.err
    assert "open_items: {due_basis: contract}" in ran.err
    assert "30 days after the due date and receipt or with a reminder (de: BGB § 286(1), (3))" in ran.err


def test_many_warnings_that_are_the_same_are_one(casefile: Casefile, here: Path) -> None:
    rows = [KESTREL.replace("K-1", f"K-{n}").replace("500.00,GBP", "400.00,GBP") for n in range(30)]
    name = listed(here, *rows)
    ran = casefile("import", "open-items", name, "--dry-run", *DAY)
    assert ran.err.count("was paid on") + ran.err.count("were paid on") == 1
    assert "parts of 30 invoices, 3,000.00 GBP, were paid on days that the list does not tell" in ran.err
    assert "lines 2, 3, 4, 5, 6, 7, 8, 9 and 22 more" in ran.err
    assert casefile("--verbose", "import", "open-items", name, "--dry-run", *DAY).err.count("was paid on") == 30


def test_columns_that_are_not_used_are_named_once(casefile: Casefile, here: Path) -> None:
    text = HEAD.replace("Country", "Country,Colour") + KESTREL.replace(",GB\n", ",GB,blue\n")
    (here / "open.csv").write_text(text, encoding="utf-8")
    ran = casefile("import", "open-items", "open.csv", "--dry-run", *DAY)
    assert ran.err.count("columns not used: Colour") == 1


def test_the_same_row_in_two_lists_is_taken_once(casefile: Casefile, here: Path) -> None:
    (here / "more.csv").write_text(HEAD + KESTREL, encoding="utf-8")
    ran = casefile("import", "open-items", listed(here, KESTREL), "more.csv", "--accept", *DAY)
    assert "stands in the list twice, the same: this row is left out, line 2 of open.csv counts" in ran.err
    assert [path.name for path in (here / "cases/77-kestrel-ltd-gbp/invoices").iterdir()] == ["K-1.yaml"]


def test_yes_is_accept_as_send_has_it(casefile: Casefile, here: Path) -> None:
    assert casefile("import", "open-items", listed(here, KESTREL), "--yes", *DAY).code == 0
    assert (here / "debtors/77-kestrel-ltd.yaml").is_file()


def test_two_customers_who_may_be_one_are_named(casefile: Casefile, here: Path) -> None:
    rows = (
        ",Alpha Ltd,A-1,2026-05-01,2026-05-31,5.00,5.00,GBP,,\n",
        ",ALPHA Limited,A-2,2026-05-01,2026-05-31,6.00,6.00,GBP,,\n",
    )
    ran = casefile("import", "open-items", listed(here, *rows), "--accept", *DAY)
    assert (ran.code, "open.csv:3:1: warning: ALPHA Limited and Alpha Ltd (line 2) may be one customer" in ran.err) == (
        3,
        True,
    )
    assert "they become two debtors" in ran.err
    again = casefile("import", "open-items", "open.csv", "--accept", *DAY)
    assert (again.code, again.err.count("warning")) == (0, 0)
    more = ",Alpha,A-3,2026-05-01,2026-05-31,7.00,7.00,GBP,,\n"
    ran = casefile("import", "open-items", listed(here, *rows, more), "--dry-run", *DAY)
    assert "Alpha and Alpha Ltd (debtors/alpha-ltd.yaml) may be one customer" in ran.err


def test_two_numbers_are_two_customers_whatever_they_are_called(casefile: Casefile, here: Path) -> None:
    rows = (KESTREL, KESTREL.replace("77,Kestrel Ltd,K-1", "78,Kestrel Limited,K-2"))
    assert casefile("import", "open-items", listed(here, *rows), "--accept", *DAY).code == 0


def test_a_debtor_written_out_in_a_case_may_be_the_customer(casefile: Casefile, here: Path) -> None:
    row = ",Northwind Trading,INV-1050,2026-06-01,2026-06-15,100.00,100.00,EUR,,DE\n"
    ran = casefile("import", "open-items", listed(here, row), "--dry-run", *DAY)
    assert f"Northwind Trading and Northwind Trading GmbH ({FOLDER}/case.yaml) may be one customer" in ran.err


@pytest.mark.parametrize(
    ("language", "amount"), [("de", "1.060,00 £"), ("fr", "1 060,00 £"), ("en", "£1,060.00"), ("pl", "1 060,00 GBP")]
)
def test_the_reason_of_a_hold_is_in_the_workspace_s_language(
    language: str, amount: str, casefile: Casefile, here: Path
) -> None:
    said(here, f"language: {language}\n")
    name = listed(here, KESTREL, CREDIT.replace("-60.00", "-1060.00"))
    assert casefile("import", "open-items", name, "--accept", *DAY).code == 3
    text = (here / "cases/77-kestrel-ltd-gbp/case.yaml").read_text(encoding="utf-8")
    assert amount in text.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    ("hold", "said"),
    [
        (
            "{reason: talks, until: 2026-09-02}",
            "the hold of 77-kestrel-ltd-gbp lasts until 2026-09-02 only: after that letters ask for the gross sum",
        ),
        (
            "{reason: talks, until: 2026-08-31}",
            "the hold of 77-kestrel-ltd-gbp is over since 2026-08-31: letters ask for the gross sum",
        ),
        (
            "{reason: talks}",
            "77-kestrel-ltd-gbp is on hold for something else ('talks'): once that is taken out, letters ask for the",
        ),
        (
            '{reason: "an open credit of £50.00 is to be set against what they owe"}',
            "the hold of 77-kestrel-ltd-gbp names another sum ('an open credit of £50.00",
        ),
    ],
)
def test_a_hold_that_is_there_is_not_taken_for_one_until_the_credit_is_set_off(
    hold: str, said: str, casefile: Casefile, here: Path
) -> None:
    casefile("import", "open-items", listed(here, KESTREL), "--accept", *DAY)
    with (here / "cases/77-kestrel-ltd-gbp/case.yaml").open("a", encoding="utf-8") as file:
        file.write(f"hold: {hold}\n")
    before = files(here / "cases")
    ran = casefile("import", "open-items", listed(here, KESTREL, CREDIT), "--accept", *DAY)
    assert (ran.code, said in ran.err, "until it is set off" in ran.err) == (3, True, False), ran.err
    assert "name the credit in hold: of 77-kestrel-ltd-gbp, without until:" in ran.err
    assert files(here / "cases") == before


@pytest.mark.parametrize("language", ["en", "fr", "pl", "ru", "de"])
def test_a_hold_for_a_credit_that_is_gone_is_told_and_stays(language: str, casefile: Casefile, here: Path) -> None:
    said(here, f"language: {language}\n")
    casefile("import", "open-items", listed(here, KESTREL, CREDIT), "--accept", *DAY)
    before = files(here / "cases")
    ran = casefile("import", "open-items", listed(here, KESTREL), "--accept", *DAY)
    assert (ran.code, files(here / "cases") == before) == (3, True)
    assert "cases/77-kestrel-ltd-gbp/case.yaml:6:7: warning: nothing goes out for 77-kestrel-ltd-gbp" in ran.err
    assert "it is on hold for a credit that is not on the list any more" in ran.err
    assert "then take hold: out of case.yaml" in ran.err


def test_a_hold_for_a_credit_that_the_case_has_now_may_go(casefile: Casefile, here: Path) -> None:
    name = listed(here, KESTREL, CREDIT)
    casefile("import", "open-items", name, "--accept", *DAY)
    (here / "cases/77-kestrel-ltd-gbp/invoices/CN-1.yaml").write_text(
        "number: CN-1\nissued: 2026-05-10\nkind: credit-note\ncredits: K-1\n"
        'lines: [{id: "1", description: Credit, unit_price: 60.00}]\n'
    )
    ran = casefile("import", "open-items", name, "--accept", *DAY)
    assert "it is on hold for a credit that is in the case now" in ran.err
    assert "→ take hold: out of case.yaml" in ran.err


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (KESTREL.replace("2026-05-31", "2026-04-30"), "open.csv:2:5: Due date 2026-04-30 lies before Invoice date"),
        (KESTREL.replace(",GB\n", ",UK\n"), "open.csv:2:1: 'UK' is no country of ISO 3166"),
        (KESTREL.replace("500.00", "9999999999999999.00"), "open.csv:2:1: "),
        (KESTREL + CREDIT.replace("CN-1", "K-1 ").replace("2026-05-10", "1890-05-10"), "open.csv:3:4: Invoice date: 1"),
    ],
)
def test_no_case_is_written_that_could_not_be_read(row: str, said: str, casefile: Casefile, here: Path) -> None:
    name = listed(here, row)
    before = files(here)
    for mode in ("--dry-run", "--accept"):
        ran = casefile("import", "open-items", name, mode, *DAY)
        assert (ran.code, ran.err.startswith(said), files(here) == before) == (1, True, True), ran.err


def test_a_number_twice_among_a_customer_s_credit_notes_is_refused_at_its_row(casefile: Casefile, here: Path) -> None:
    head = HEAD.replace("Country", "Country,Text,Applies to")
    row = KESTREL.replace(",GB\n", ",GB,Work,\n")
    note = CREDIT.replace("CN-1", "K-2").replace(",GB\n", ",GB,Credit note,K-1\n")
    (here / "open.csv").write_text(head + row + row.replace("K-1", "K-2") + note, encoding="utf-8")
    ran = casefile("import", "open-items", "open.csv", "--accept", *DAY)
    assert (ran.code, "a second invoice 'K-2'" in ran.err, (here / "debtors").exists()) == (1, True, False), ran.err
    assert ran.err.startswith(("open.csv:3:1", "open.csv:4:1"))


def test_what_is_no_mail_address_is_told_and_not_taken(casefile: Casefile, here: Path) -> None:
    rows = (KESTREL.replace("ap@kestrel.example", "not a mail"), KESTREL.replace("K-1", "K-2"))
    ran = casefile("import", "open-items", listed(here, *rows), "--accept", *DAY)
    assert ran.code == 3
    assert "open.csv:2:1: warning: 'not a mail' is no e-mail address: it is left out for Kestrel Ltd" in ran.err
    assert "email: ap@kestrel.example\n" in (here / "debtors/77-kestrel-ltd.yaml").read_text(encoding="utf-8")


def test_another_mail_address_of_a_customer_is_told(casefile: Casefile, here: Path) -> None:
    other = KESTREL.replace("K-1", "K-2").replace("ap@", "Ann <ann@Kestrel.example>; ap@")
    ran = casefile("import", "open-items", listed(here, KESTREL, other), "--accept", *DAY)
    assert (
        "open.csv:3:1: warning: Kestrel Ltd has more than one e-mail address: ap@kestrel.example is taken, "
        "ann@Kestrel.example not"
    ) in ran.err
    assert casefile("import", "open-items", "open.csv", "--accept", *DAY).code == 0
    new = KESTREL.replace("K-1", "K-3").replace("ap@", "new@")
    ran = casefile("import", "open-items", listed(here, KESTREL, other, new), "--accept", *DAY)
    assert "open.csv:4:1: warning: new@kestrel.example, listed for Kestrel Ltd, is not in" in ran.err
    assert "email: ap@kestrel.example\n" in (here / "debtors/77-kestrel-ltd.yaml").read_text(encoding="utf-8")


def test_two_numbers_that_make_one_file_name_are_two_files(casefile: Casefile, here: Path) -> None:
    rows = [KESTREL.replace("K-1", number) for number in ("K-1", "K/1", "k.1")]
    assert casefile("import", "open-items", listed(here, *rows), "--accept", *DAY).code == 0
    assert casefile("owed", "kestrel", *DAY, "--json").json["total"] == "1500.00"


AMOUNTS = st.integers(1, 10**9).map(lambda cents: Decimal(cents) / 100)
ROWS = st.lists(st.tuples(st.integers(0, 5), st.sampled_from(["EUR", "GBP"]), AMOUNTS), min_size=1, max_size=12)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(ROWS)
def test_aging_comes_to_what_the_list_says(
    casefile: Casefile, tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[int, str, Decimal]]
) -> None:
    root = tmp_path_factory.mktemp("w")
    (root / "casefile.yaml").write_text("creditor: {name: Halvorsen}\n")
    text = "".join(
        f"{who},Debtor {who},N-{n},2026-03-01,2026-03-{n + 1:02},{amount:.2f},{amount:.2f},{currency},,\n"
        for n, (who, currency, amount) in enumerate(rows)
    )
    name = str(root / listed(root, text))
    casefile("--workspace", str(root), "import", "open-items", name, "--accept", "--quiet", *DAY)
    found = casefile("--workspace", str(root), "aging", "--json", *DAY).json["currencies"]
    sums: dict[str, Decimal] = {}
    for _, currency, amount in rows:
        sums[currency] = sums.get(currency, Decimal(0)) + amount
    assert {currency: Decimal(each["total"]) for currency, each in found.items()} == sums
