"""What we and our counsel read in Polish: pages, facts, every token in words, forms after numbers, laws of limitation."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from casefile.case.wall import opened
from casefile.claim.regimes import Regimes
from casefile.documents.compose import matters_of
from casefile.documents.covering import covering
from casefile.documents.interest import bound
from casefile.documents.kinds import kind
from casefile.documents.matter import Options
from casefile.render import pdf, plain
from casefile.render.literal import restore
from casefile.render.sheet import Location
from casefile.render.template import Template, fill, find
from tests.documents import poland
from tests.documents.matters import ROOT, SAMPLES, TODAY, claim, noted, said, sample, sheet, written
from tests.render.pages import texts

DAY = date(2026, 3, 9)
NUMBERS = (1, 2, 5, 12, 21, 22)
ENGLISH = re.compile(
    r"\b(the|of|and|for|with|from|that|this|which|is|are|was|were|been|not|any|invoices?|payment|due|under|paid|interest|"
    r"claim|days?|rate|law|owed|costs|credit|settlement|instalments?|section|month|year|no|looked|our|their|we|they)\b",
    re.IGNORECASE,
)
SPACING = re.compile(r"\.\.|(?<=[^|\n ]) {2}(?=[^|\n ])|„„|””|\( | \)| ,| ;|\br\. \.|\bNone\b")


def polish(root: Path, name: str, files: Mapping[str, str] | None = None, day: date = DAY) -> str:
    """What a document of the Polish case says."""
    root.mkdir(exist_ok=True)
    case = written(root, {**poland.FILES, **(files or {})})
    return said(name, case, day, language="pl").replace("\\", "")


def called(clause: str, macro: str, value: object) -> str:
    """What a macro of the clauses says of one value."""
    source = f'{{% from "clauses/{clause}.md" import {macro} %}}{{{{ {macro}(value) }}}}'
    return restore(fill(Template("pl/x.md", source, "x.md"), {"value": value}, {}, "pl", ())).replace("\u00a0", " ")


def without_commands(text: str) -> str:
    return re.sub(r"```.*?```", "", text, flags=re.DOTALL)


# pages: as many as in English


@pytest.mark.parametrize("case_id", SAMPLES)
def test_the_summary_and_the_ways_out_are_one_page_each(case_id: str) -> None:
    case = sample(case_id)
    places = {exhibit.id: Location(exhibit.id, 9, 8880) for exhibit in opened(case).exhibits}
    for locations in (None, places):
        assert len(texts(pdf.draw(sheet("summary", case, language="pl", locations=locations)))) == 1
    assert len(texts(pdf.draw(sheet("options", case, language="pl")))) == 1


@pytest.mark.parametrize("case_id", SAMPLES)
def test_the_brief_is_two_pages_and_each_says_what_it_is(case_id: str) -> None:
    first, second = texts(pdf.draw(sheet("brief", sample(case_id), language="pl")))
    assert "Sporządzono w celu uzyskania pomocy prawnej." in first
    assert "poufne, tajemnica zawodowa" in first
    assert "poufne, tajemnica zawodowa" in second


@pytest.mark.parametrize("case_id", SAMPLES)
def test_the_call_sheet_has_the_facts_on_the_first_page_and_the_answers_on_the_second(case_id: str) -> None:
    first, second = texts(pdf.draw(sheet("call-sheet", sample(case_id), language="pl")))
    for head in ("Cel rozmowy", "Z kim rozmawiać", "Fakty", "Czego nie mówimy"):
        assert head in first
    for head in ("Co możemy usłyszeć i co odpowiadamy", "Wynik rozmowy"):
        assert head in second


# the Polish case


@pytest.mark.parametrize("name", ["summary", "brief", "options", "call-sheet"])
def test_no_word_of_english_and_no_stray_space(name: str, tmp_path: Path) -> None:
    text = without_commands(polish(tmp_path, name, {"cases/a/offers.yaml": poland.OFFERS}))
    assert ENGLISH.findall(text) == []
    assert not SPACING.search(text), SPACING.search(text)


def test_the_brief_has_what_counsel_needs(tmp_path: Path) -> None:
    counsel = "attorney: {name: Maria Lis, firm: Lis i Wspólnicy sp.k., reference: 7/26}\n"
    case = poland.CASE.replace("contract:", "  bank: {iban: PL61109010140000071219812874, name: Bank S.A.}\ncontract:")
    files = {"cases/a/case.yaml": case + counsel, "cases/a/offers.yaml": poland.OFFERS}
    text = polish(tmp_path, "brief", files)
    for shown in (
        "**Sporządzono w celu uzyskania pomocy prawnej. Poufne, objęte tajemnicą zawodową (adwokacką, radcowską).**",
        "Wyłącznie dla pełnomocnika: Maria Lis, Lis i Wspólnicy sp.k., znak 7/26. Notatka zawiera",
        "Konflikt interesów\n: Drukarnia Wisła Sp. z o.o. (wierzyciel); Kawiarnia Pod Lipą Sp. z o.o. (dłużnik);",
        "Umowa ramowa nr 7/2025, zawarta na piśmie, 03.11.2025",
        "- o ocenę, czy wnieść pozew (uzgodniony sąd: Warszawa), w jakim postępowaniu i o jaką kwotę;",
        "- o ocenę spornej kwoty 110,70 zł i tego, czy najpierw dochodzić bezspornej kwoty 7 222,84 zł;",
        "faktura nr FV/12/2025: termin upływa 31.12.2028 (prawo polskie: art. 646 i 118 k.c.).",
        "(art. 123 § 1 pkt 2 i art. 124 k.c., przepisu nie sprawdzono)",
        "Później przedawniają się jeszcze 2 należności.",
        "Znany nam rachunek dłużnika: PL61 1090 1014 0000 0712 1981 2874, Bank S.A. Dotychczasowe koszty:",
        "- Jawnie: my, 05.03.2026 – raty, 7 600,00 zł w 3 częściach, 31.03.2026–31.05.2026; propozycja aktualna do dnia 20.03.2026",
        "- Jawnie: dłużnik, 25.02.2026 – późniejszy termin zapłaty, 7 333,54 zł do dnia 30.06.2026; odrzucono",
    ):
        assert shown in text, shown


def test_the_summary_shows_nothing_of_what_is_kept_back(tmp_path: Path) -> None:
    text = polish(tmp_path, "summary", {"cases/a/offers.yaml": poland.OFFERS})
    assert "| **Razem** | **8 116,09 zł** |" in text
    assert "W ramach należności głównej kwota 110,70 zł jest sporna, a kwota 7 222,84 zł bezsporna." in text
    assert "Wpłacono 500,00 zł (ostatnia wpłata: 10.01.2026)." in text
    assert not re.search(r"propozycj|tajemnic|poufn", text, re.IGNORECASE)


def test_the_call_sheet_threatens_nothing_and_offers_nothing(tmp_path: Path) -> None:
    text = polish(tmp_path, "call-sheet", {"cases/a/offers.yaml": poland.OFFERS})
    assert "- Żadnych gróźb: ani policją, ani upadłością, ani wpisem do rejestru, ani rozgłosem;" in text
    assert "zapłatę części bezspornej, **7 222,84 zł**" in text
    assert "Naszą propozycję O1 można powtórzyć bez zmian, jest aktualna do dnia 20.03.2026. Naszą" in text
    assert text.count("Innych propozycji w rozmowie nie składamy.") == 1
    assert "spokojnie mówimy, co nastąpi: formalne wezwanie do zapłaty;" in text


def test_a_consumer_who_is_a_person(tmp_path: Path) -> None:
    case = poland.CASE.replace("  name: Kawiarnia Pod Lipą Sp. z o.o.", "  kind: consumer\n  name: Jan Lipa").replace(
        "regime: pl", "regime: pl-civil"
    )
    case = re.sub(r"  conversion:\n(    - .*\n)+", "", case)
    text = polish(tmp_path, "call-sheet", {"cases/a/case.yaml": case})
    assert "który jest osobą fizyczną: ani rodzinie, ani pracownikom, ani sąsiadom" in text
    assert "- Konsument: dzwonić tylko o stosownych porach" in text
    assert "; konsument\n" in polish(tmp_path, "brief", {"cases/a/case.yaml": case})


# the samples: what their cases hold in other branches


def test_a_broken_settlement_an_assignment_a_guarantor_and_counsel() -> None:
    case = sample("2026-003-kestrel")
    summary, brief, call = (said(name, case, language="pl") for name in ("summary", "brief", "call-sheet"))
    for text in (summary, brief):
        assert "wierzytelność nabyta w drodze przelewu 01.02.2026, zbywca: Pike & Sons Joinery" in text
        assert "pełnomocnik: Helen Ormerod, Ormerod Flint Solicitors; poręczyciel: Martin Ashdown, do kwoty" in text
        assert "Odsetki: według umowy, pkt 4.2, 8% w stosunku rocznym, z kapitalizacją roczną, od 29.12.2025" in text
    assert "Należne jest ponownie całe roszczenie, pomniejszone o dokonane wpłaty." in summary
    assert (
        "Ostatni kontakt ze strony dłużnika: 19.08.2026, telefon (Martin Ashdown): obietnica zapłaty (E17)." in summary
    )
    assert "- o ocenę, jak dochodzić roszczenia po naruszeniu ugody z dnia 01.06.2026 (E12)" in brief
    assert "Porozumienie o wstrzymaniu dochodzenia roszczeń (01.06.2026): nowy termin 17.06.2032" in brief
    assert "czek, Kestrel Interiors Ltd, wpłatę cofnięto (E09)" in brief
    assert "opłata bankowa za cofniętą wpłatę, 8,50 GBP." in brief
    assert "**miejsca nie odnotowano**" in brief
    assert "pełnomocnik dłużnika; z nikim innym nie rozmawiać" in call
    assert "obietnica zapłaty 3 500,00 GBP do dnia 16.01.2026 (Gemma Lyle): **dotrzymana częściowo, wpłynęło" in call


def test_an_insolvency_and_a_demand_that_came_back() -> None:
    case, later = sample("2026-017-morgenrot"), date(2026, 10, 20)
    assert "przesyłka wróciła w dniu 09.07.2026 (E10). W niniejszych dokumentach nie ma odpowiedzi dłużnika." in said(
        "summary", case, language="pl"
    )
    text = said("summary", case, later, language="pl")
    assert "Postępowanie upadłościowe wobec dłużnika (sąd: Amtsgericht Charlottenburg; sygnatura: " in text
    assert "otwarto w dniu 12.10.2026; termin zgłaszania wierzytelności: 30.11.2026" in text
    brief = said("brief", case, later, language="pl")
    assert "- o zgłoszenie wierzytelności w postępowaniu upadłościowym do dnia 30.11.2026 i informację" in brief
    assert "Rechtsanwältin Dr. Hella Quandt (syndyk)" in brief
    assert "osoba trzecia; zapytać, kiedy można zastać dłużnika" in said("call-sheet", case, language="pl")


def test_a_settlement_that_is_kept() -> None:
    case = sample("2026-022-brightwell")
    assert "zawarto ugodę; należna jest pozostała część uzgodnionej kwoty." in said("summary", case, language="pl")
    options = said("options", case, language="pl")
    assert "**Ugoda wykonywana w terminie**" in options
    assert "## Policzono za mało i nie zafakturowano: 720,00 GBP" in options
    assert "| Klient płaci 50% | jak opust 50,2% dziś |" in options
    assert "jest przy każdej szansie warte mniej niż „Ugoda wykonywana w terminie”." in options


# every token in words


@pytest.mark.parametrize(
    ("files", "day", "goal"),
    [
        ({"correspondence/9.md": noted(date="2026-03-02", direction="in", channel="call", promise="{on: 2026-03-05, amount: 100.00}")}, DAY, "Ostatnia obietnica nie została dotrzymana."),
        ({"settlement.yaml": poland.SETTLEMENT}, date(2026, 4, 20), "Rata nie została zapłacona."),
        ({}, date(2025, 12, 1), "Nic nie jest jeszcze wymagalne."),
        ({f"correspondence/{n}.md": noted(date="2026-03-02", direction="out", channel="call", outcome="no-answer") for n in (8, 9)}, DAY, "Dotychczas nikt nie odpowiedział."),
        ({"case.yaml": poland.CASE + "dispute: {reason: quality, raised: 2026-03-01}\n"}, DAY, "Wszystko, co pozostaje niezapłacone, jest sporne."),
        ({"invoices/3.yaml": poland.UNCONTESTED}, DAY, "Uzyskać do dnia **16 marca 2026 r.** zapłatę **7 333,54 zł** albo termin i kwotę"),
    ],
)  # fmt: skip
def test_what_the_call_is_for(files: dict[str, str], day: date, goal: str, tmp_path: Path) -> None:
    text = polish(tmp_path, "call-sheet", {f"cases/a/{name}": content for name, content in files.items()}, day)
    assert f"## Cel rozmowy\n\n{goal}" in text
    assert ENGLISH.findall(without_commands(text)) == []
    assert not SPACING.search(text), SPACING.search(text)


@pytest.mark.parametrize(
    ("channel", "outcome", "words"),
    [
        ("email", "disputed", "e-mail (zastrzeżenie): Treść."),
        ("post", "paid", "list (informacja o zapłacie): Treść."),
        ("registered", "refused", "list polecony (odmowa): Treść."),
        ("call", "promised", "telefon (obietnica zapłaty): Treść."),
        ("chat", "reached", "wiadomość z komunikatora: Treść."),
        ("meeting", "acknowledged", "spotkanie (uznanie długu): Treść."),
    ],
)
def test_how_they_spoke(channel: str, outcome: str, words: str, tmp_path: Path) -> None:
    note = noted("Treść.", date="2026-03-02", direction="in", channel=channel, outcome=outcome)
    files = {"cases/a/correspondence/9.md": note}
    assert f"- 02.03.2026, {words}\n" in polish(tmp_path, "brief", files)
    assert f"- Druga strona, 02.03.2026, {words}\n" in polish(tmp_path, "call-sheet", files)


def test_offers_grounds_and_those_who_are_liable_in_words() -> None:
    kinds = ("discount", "instalments", "deferral", "partial", "credit", "waiver")
    assert [called("claim", "offered", one) for one in kinds] == [
        "obniżona kwota", "raty", "późniejszy termin zapłaty", "zapłata części należności", "korekta należności",
        "rezygnacja z części należności",
    ]  # fmt: skip
    grounds = ("acknowledged", "promised", "agreed", "performed", "accepted")
    assert called("claim", "channel", "attorney") == "pismo pełnomocnika dłużnika"
    assert [called("claim", "ground", {"ground": one, "number": "1/26", "lines": ("1", "2"), "whole": False}) for one in grounds] == [
        "uznanie długu", "obietnica zapłaty", "treść uzgodnień: 1/26, poz. 1, 2", "wykonanie: 1/26, poz. 1, 2",
        "odbiór: 1/26, poz. 1, 2",
    ]  # fmt: skip
    liable = ("guarantor", "joint", "partner")
    assert [called("claim", "liable", {"liability": one, "name": "A", "cap": ""}) for one in liable] == [
        "poręczyciel: A", "współdłużnik solidarny: A", "wspólnik dłużnika: A",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("event", "words"),
    [
        ("what: suit", "Postępowanie sądowe (02.03.2026): bieg terminu wstrzymany (art. 123 § 1 pkt 1"),
        ("what: suit, until: 2026-11-30", "Postępowanie sądowe (02.03.2026): nowy termin"),
        (
            "what: acknowledgement",
            "Uznanie długu (02.03.2026): nowy termin 31.12.2028 (art. 123 § 1 pkt 2 i art. 124 k.c.",
        ),
        ("what: mediation, until: 2026-11-30", "Mediacja (02.03.2026): nowy termin"),
        ("what: insolvency, until: 2026-11-30", "Postępowanie upadłościowe (02.03.2026): nowy termin"),
    ],
)
def test_what_moves_limitation(event: str, words: str, tmp_path: Path) -> None:
    one = poland.ONE.replace("2025-", "2024-")
    case = poland.CASE.replace("type: works\n", "type: services\n") + f"events: [{{date: 2026-03-02, {event}}}]\n"
    files = {"cases/a/case.yaml": case, "cases/a/invoices/1.yaml": one, "cases/a/payments.yaml": ""}
    text = polish(tmp_path, "brief", files, date(2026, 12, 9))
    limitation = text.partition("**Przedawnienie, do potwierdzenia:** ")[2].partition("\n")[0]
    assert words in limitation
    assert ENGLISH.findall(limitation) == []


def test_limitation_that_is_not_known_and_that_has_passed(tmp_path: Path) -> None:
    bare = re.sub(r"  law: PL\n|interest:\n(  .*\n)+", "", poland.CASE)
    text = polish(tmp_path / "a", "brief", {"cases/a/case.yaml": bare})
    assert "termin dla faktury nr FV/12/2025 nie jest znany, ponieważ nie odnotowano prawa właściwego." in text
    assert "prawa właściwego nie odnotowano; sąd: Warszawa" in text
    old = {"cases/a/invoices/1.yaml": poland.ONE.replace("2025-", "2020-"), "cases/a/payments.yaml": ""}
    assert "faktura nr FV/12/2025: roszczenie przedawniło się z upływem dnia 31.12.2022 (prawo polskie:" in polish(
        tmp_path / "b", "brief", old
    )


def test_every_law_of_limitation_is_cited_as_in_polish() -> None:
    names = [path.stem for path in (ROOT / "src/casefile/claim/limitation").glob("*.yaml")]
    statutes = [found for found in map(Regimes().statute, names) if found]
    assert len(statutes) == len(names)
    cited = {one.law for statute in statutes for one in statute.spans}
    cited |= {one.law for statute in statutes for one in statute.effects}
    assert len(cited) > 50
    for text in sorted(cited):
        shown = called("time-limits", "statute", bound(text))
        own = re.sub(
            r"Prescription and Limitation|Statute of Limitations|Board of Education|General Obligations Law", "", shown
        )
        assert ENGLISH.findall(own) == [], shown
        assert not re.search(r"[А-я]|\bss?\. \d|\bart\. [^\u00a0]*, s\.|\bC\. c|\bloi\b|^KC", own), shown
        if re.search(r"\d", text):
            assert re.search(r"art\.|§|nr|dział|orzeczenie|Act \d|Limitations \d", shown), shown
    assert called("time-limits", "statute", "OWU § 3") == "OWU § 3"


def test_a_case_that_says_little_says_so(tmp_path: Path) -> None:
    bare = "id: a\ntitle: Szyld\ncurrency: PLN\ndebtor: {name: Lipa}\n"
    files = {"cases/a/case.yaml": bare, "cases/a/payments.yaml": "", "casefile.yaml": "creditor: {name: Wisła}\n"}
    text = polish(tmp_path, "brief", files)
    for shown in (
        "Wyłącznie dla pełnomocnika, który zostanie ustanowiony. ",
        "Umowa\n: nie odnotowano",
        "prawa właściwego nie odnotowano; bez umowy o właściwość sądu",
        "Dłużnik niczego nie uznał ani nie obiecał.",
        "Akta nikogo nie wymieniają.",
        "Nie wpłynęła żadna wpłata. Rachunek dłużnika nie jest nam znany. Dotychczas nie poniesiono kosztów.",
        "- Z akt nie wynika, co uzgodniono.",
    ):
        assert shown in text, shown
    assert "## Propozycje ugodowe" not in text


# forms after 1, 2, 5, 12, 21, 22


@pytest.mark.parametrize(
    ("count", "shown"),
    list(zip(
        NUMBERS,
        ["nie powiodła się 1 próba kontaktu", "nie powiodły się 2 próby kontaktu", "nie powiodło się 5 prób kontaktu", "nie powiodło się 12 prób kontaktu", "nie powiodło się 21 prób kontaktu", "nie powiodły się 22 próby kontaktu"],
        strict=True,
    )),
)  # fmt: skip
def test_attempts(count: int, shown: str, tmp_path: Path) -> None:
    missed = noted(date="2026-03-02", direction="out", channel="call", outcome="no-answer")
    text = polish(tmp_path, "call-sheet", {f"cases/a/correspondence/m{n}.md": missed for n in range(count)})
    assert f"- Dotychczas {shown}.\n" in text


def small(count: int) -> dict[str, str]:
    """A case of so many like invoices more than the three."""
    more = {
        f"cases/a/invoices/m{n}.yaml": poland.TWO.replace("FV/3/2026", f"M/{n}").replace("4300.00", "10.00")
        for n in range(count)
    }
    return {"cases/a/case.yaml": re.sub(r"interest:\n(  .*\n)+", "", poland.CASE), **more}


@pytest.mark.parametrize(
    ("count", "shown"),
    [(12, "12 niezapłaconych faktur"), (21, "21 niezapłaconych faktur"), (22, "22 niezapłaconych faktur")],
)
def test_more_invoices_than_a_page_holds(count: int, shown: str, tmp_path: Path) -> None:
    text = polish(tmp_path, "summary", small(count - 3))
    assert f"Należność główna wynika z {shown}; wymienia je rozliczenie należności." in text


@pytest.mark.parametrize(
    ("count", "shown"),
    list(zip(
        NUMBERS[1:],
        ["przedawniają się jeszcze 2 należności", "przedawnia się jeszcze 5 należności", "przedawnia się jeszcze 12 należności", "przedawnia się jeszcze 21 należności", "przedawniają się jeszcze 22 należności"],
        strict=True,
    )),
)  # fmt: skip
def test_what_is_barred_later(count: int, shown: str, tmp_path: Path) -> None:
    assert f"Później {shown}." in polish(tmp_path, "brief", small(count - 2))


WAYS = [
    ("instalments", 1, "1 rata miesięczna"), ("instalments", 2, "2 raty miesięczne"),
    ("instalments", 5, "5 rat miesięcznych"), ("instalments", 12, "12 rat miesięcznych"),
    ("instalments", 21, "21 rat miesięcznych"), ("instalments", 22, "22 raty miesięczne"),
    ("wait", 1, "Odczekanie 1 dnia"), ("wait", 22, "Odczekanie 22 dni"), ("full", None, "Zapłata całości dziś"),
    ("discount", 10, "Zapłata dziś z opustem 10%"), ("sue", None, "Proces sądowy"), ("pays", None, "Klient płaci"),
    ("part", 50, "Klient płaci 50%"), ("pursue", None, "Klient odmawia: pozew"),
    ("write-off", None, "Klient odmawia: rezygnacja z kwoty"), ("settlement", None, "Ugoda wykonywana w terminie"),
    ("ours", None, "Nasza propozycja O1: obniżona kwota"), ("theirs", None, "Propozycja dłużnika O1: obniżona kwota"),
]  # fmt: skip


@pytest.mark.parametrize(("way", "measure", "shown"), WAYS)
def test_the_ways_out_by_name(way: str, measure: int | None, shown: str) -> None:
    offered = {"by_us": way == "ours", "kind": "discount"}
    chosen = "offer" if way in ("ours", "theirs") else way
    value = {"kind": chosen, "measure": None if measure is None else Decimal(measure), "id": "O1", "offered": offered}
    (macro,) = re.findall(r"{% macro name\(.*endmacro %}", find("options", "pl").text)
    source = f'{{% from "clauses/claim.md" import offered %}}{macro}{{{{ name(value) }}}}'
    text = restore(fill(Template("pl/x.md", source, "x.md"), {"value": value, "forum": "", "place": ""}, {}, "pl", ()))
    assert text.replace("\u00a0", " ") == shown


# the covering lines


def covered(case_id: str, name: str) -> str:
    case = sample(case_id)
    matters = matters_of(kind(name), (case,), (claim(case),))
    enclosed = sheet(name, case, language="pl")
    made = covering(kind(name), matters, Options(as_of=TODAY, language="pl"), enclosed)
    return plain.draw(made).replace("\u00a0", " ")


def test_the_covering_lines_keep_one_full_stop() -> None:
    text = covered("2026-014-northwind", "summary")
    assert (
        "\n\nw załączeniu przesyłamy: Podsumowanie roszczenia – stan na dzień 1 września 2026 r.\n\nJeżeli cokolwiek"
        in text
    )
    statement = covered("2026-014-northwind", "statement")
    assert "Szanowni Państwo,\n\nw załączeniu przesyłamy: Rozliczenie należności.\n\n" in statement
    assert "\n\nW załączeniu przesyłamy: Rozliczenie należności." in covered("2026-003-kestrel", "statement")
