"""What is written in Polish: the national forms, the tones, forms after numbers, and no word of another language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from casefile.claim.regimes import Regimes
from casefile.documents.chronology import sentence
from casefile.documents.interest import bound
from casefile.documents.kinds import KINDS, stem
from casefile.documents.words import counted_unit, law_named, words
from casefile.errors import Source
from casefile.exhibits.words import Sheets
from casefile.followup.history import Fact
from casefile.money import Money
from casefile.render import markdown_text
from casefile.render.literal import restore
from casefile.render.template import Template, fill
from casefile.render.wording import wording
from tests.documents import poland
from tests.documents.matters import DATED, sample, sheet, written
from tests.golden import Golden

DAY = date(2026, 3, 9)
LATER = date(2026, 4, 20)
MORE: Mapping[str, Mapping[str, str]] = {
    "settlement": {"cases/a/settlement.yaml": poland.SETTLEMENT},
    "default-notice": {"cases/a/settlement.yaml": poland.SETTLEMENT},
    "offer": {"cases/a/offers.yaml": poland.OFFERS},
    "demand": {"cases/a/offers.yaml": poland.OFFERS},
    "correction": {"cases/a/corrections.yaml": poland.CORRECTIONS},
    "check-in": {"cases/a/invoices/3.yaml": poland.UNCONTESTED, "cases/a/invoices/4.yaml": poland.DELIVERED},
}
"""What a kind has beside the case, so that each of its parts is there."""
LETTERS = [(name, step) for name, kind in KINDS.items() for step in (kind.named_steps or ("",))]

ENGLISH = re.compile(
    r"\b(the|of|and|for|with|from|by|that|this|which|is|are|was|were|been|not|any|all|invoices?|payment|due|under|paid|"
    r"interest|claim|day|days|rate|law|owed|costs|credit|settlement|instalments?|section|month|year)\b",
    re.IGNORECASE,
)
POLISH_TOO = {"by", "for", "all"}  # "by" is a Polish conjunction


def polish(root: Path, kind: str, day: date = DAY, files: Mapping[str, str] | None = None, **choices: str) -> str:
    """What a document of the Polish case says, no-break spaces as spaces."""
    case = written(root, {**poland.FILES, **MORE.get(kind, {}), **(files or {})})
    drawn = markdown_text.draw(sheet(kind, case, day, language="pl", **choices))
    return drawn.replace("\u00a0", " ").replace("\\", "")


def english(text: str) -> set[str]:
    """The English words in a text, but for names of pictures and terms that stay as they are."""
    own = re.sub(r"casefile log[^\n]*", "", text).replace("(asset:payment)", "").replace("common law", "")
    return {found.lower() for found in ENGLISH.findall(own)} - POLISH_TOO


def test_every_kind_is_written_in_polish(tmp_path: Path, golden: Golden) -> None:
    for name, step in LETTERS:
        day = LATER if name in ("settlement", "default-notice") else DAY
        text = polish(tmp_path / stem(name, step), name, day, step=step)
        golden(f"{stem(name, step)}.md", text)
        assert english(text) == set(), (name, english(text))
        assert not re.search(
            r"\.\.|(?<=[^|]) {2}(?=[^|\n])|„„|””|\( | \)| ,| ;|\br\. \.|None", text.replace("\n  ", "\n")
        ), name


# the formal demand: what law and custom want of it (KPC art. 187 § 1 pkt 3; bar associations' forms)


def test_the_demand_has_all_that_the_national_form_wants(tmp_path: Path) -> None:
    text = polish(tmp_path, "demand")
    for shown in (
        "Warszawa, dnia 9 marca 2026 r.",
        "List polecony",
        "# Przedsądowe wezwanie do zapłaty",
        "Drukarnia Wisła Sp. z o.o., ul. Krucza 12/4, 00-525 Warszawa, NIP 1234563218, KRS 0000123456",
        "Kawiarnia Pod Lipą Sp. z o.o., ul. Długa 7, 31-147 Kraków, NIP 7811767696",
        "wzywamy Państwa do zapłaty kwoty **8 116,09 zł** (słownie: osiem tysięcy sto szesnaście złotych 09/100)",
        "w terminie do dnia **23 marca 2026 r.**",
        "Roszczenie wynika z umowy „Umowa ramowa nr 7/2025” zawartej na piśmie w dniu 3 listopada 2025 r., której stronami są:",
        "art. 353 § 1 k.c.",
        "Faktura nr FV/12/2025 z dnia 30 listopada 2025 r., płatna do dnia 14 grudnia 2025 r.",
        "art. 7 ust. 1 ustawy z dnia 8 marca 2013 r. o przeciwdziałaniu nadmiernym opóźnieniom",
        "| FV/12/2025 | 16.12.2025 | 31.12.2025 | 16 | 2 189,40 | 15,25% | 14,64 |",
        "| Rekompensata za koszty odzyskiwania należności (art. 10 ust. 1 i 1a ustawy z dnia 8 marca 2013 r.) | 634,03 zł |",
        "PL61 1090 1014 0000 0712 1981 2874",
        "próbę pozasądowego rozwiązania sporu w rozumieniu art. 187 § 1 pkt 3 k.p.c.",
        "wystąpić z pozwem do właściwego sądu (zgodnie z umową: Warszawa)",
        "Wskazany termin nie przedłuża pierwotnego terminu płatności.",
        "Państwa propozycja z dnia 25 lutego 2026 r. nie mogła zostać przyjęta: odraczała płatność do dnia 30 czerwca 2026 r.\n",
        "Anna Nowak, prezes zarządu",
        "Rozliczenie należności; specyfikacja faktur.",
    ):
        assert shown in text, shown


def test_the_electronic_court_is_named_only_where_nothing_is_contested(tmp_path: Path) -> None:
    assert "(EPU)" not in polish(tmp_path / "a", "demand")
    agreed = {"cases/a/invoices/3.yaml": poland.UNCONTESTED}
    assert "w tym w elektronicznym postępowaniu upominawczym (EPU), jeżeli będą spełnione jego warunki, bez" in polish(
        tmp_path / "b", "demand", files=agreed
    )
    arbitration = {"cases/a/case.yaml": poland.CASE.replace("kind: court", "kind: arbitration"), **agreed}
    text = polish(tmp_path / "c", "demand", files=arbitration)
    assert "(EPU)" not in text
    assert "sądu polubownego (zgodnie z umową: Warszawa)" in text


def test_a_second_demand_is_the_final_one(tmp_path: Path) -> None:
    sent = {"cases/a/correspondence/4.md": poland.contact("2026-03-02", "demand", "registered")}
    text = polish(tmp_path, "demand", files=sent)
    assert "# Ostateczne przedsądowe wezwanie do zapłaty" in text
    assert "Przedsądowe wezwanie do zapłaty wysłano Państwu w dniu 2 marca 2026 r. Mimo to" in text


@pytest.mark.parametrize(
    ("law", "title"),
    [
        ("DE", "# Wezwanie do zapłaty (Mahnung)"),
        ("FR", "# Wezwanie do zapłaty (mise en demeure de payer)"),
        ("GB-ENG", "# Przedsądowe wezwanie do zapłaty (letter before claim)"),
        ("RU", "# Przedsądowe wezwanie do zapłaty (досудебная претензия)"),
        ("US-NY", "# Ostateczne wezwanie do zapłaty (final notice)"),
        ("CZ", "# Wezwanie do zapłaty\n"),
    ],
)
def test_under_another_law_the_demand_names_its_own_form(law: str, title: str, tmp_path: Path) -> None:
    case = poland.CASE.replace("law: PL", f"law: {law}").replace("regime: pl", "regime: pl-civil")
    text = polish(tmp_path, "demand", files={"cases/a/case.yaml": re.sub(r"  conversion:\n(    - .*\n)+", "", case)})
    assert title in text
    assert "k.p.c." not in text
    assert f"stosuje się {law_named(law, 'pl')}." in text


def test_counsel_writes_in_the_creditors_name(tmp_path: Path) -> None:
    case = poland.CASE + "attorney: {name: Maria Lis, firm: Lis i Wspólnicy Kancelaria Radców Prawnych}\n"
    text = polish(tmp_path, "demand", files={"cases/a/case.yaml": case}, by="attorney")
    assert "działając w imieniu i na rzecz wierzyciela" in text
    assert "wierzyciel zamierza wystąpić z pozwem" in text
    assert "Pełnomocnictwo; rozliczenie należności" in text
    assert "Maria Lis" in text
    assert "Anna Nowak" not in text


def test_a_represented_debtor_is_written_to_through_the_representative(tmp_path: Path) -> None:
    case = poland.CASE.replace(
        "contract:",
        "  represented_by: {name: Piotr Wrona, firm: Kancelaria Wrona, salutation: Szanowny Panie Mecenasie}\ncontract:",
    )
    text = polish(tmp_path, "demand", files={"cases/a/case.yaml": case})
    assert "Szanowny Panie Mecenasie,\n\nniniejsze pismo kierujemy do Państwa jako do pełnomocnika dłużnika" in text
    assert "\n\nWzywamy Państwa do zapłaty" in text


# the tones of reminders


@pytest.mark.parametrize("step", ["upcoming", "first", "second", "final"])
def test_every_reminder_reserves_and_threatens_nothing(step: str, tmp_path: Path) -> None:
    text = polish(tmp_path, "reminder", step=step)
    assert "Jeżeli płatność została już dokonana, dziękujemy i prosimy o uznanie tego pisma za bezprzedmiotowe." in text
    assert "zastrzegamy sobie prawo do odsetek oraz wszelkie inne przysługujące nam prawa." in text
    unsaid = (
        r"upadłoś|przestępstw|prokurat|BIG\b|KRD|biur\w+ informacji|rejestr\w* dłużnik|komornik|egzekuc|\bpozw|\bpozew"
    )
    assert not re.search(unsaid, text, re.IGNORECASE)
    if step != "upcoming":
        assert "Wskazany wyżej termin zapłaty nie przedłuża pierwotnego terminu płatności" in text


@pytest.mark.parametrize("step", ["upcoming", "first"])
def test_the_first_letters_carry_no_interest_and_no_fee(step: str, tmp_path: Path) -> None:
    text = polish(tmp_path, "reminder", step=step).replace("zastrzegamy sobie prawo do odsetek", "")
    text = re.sub(r"Z otrzymanych wpłat .* na odsetki", "", text)  # of what was paid, not of what is asked
    assert not re.search(r"odset|rekompensat|opłat\w+ za|przedsądow|sąd", text, re.IGNORECASE)
    assert "# Przypomnienie o płatności" in text or "# Informacja o płatnościach" in text


def test_the_last_reminder_names_interest_beside_the_sum(tmp_path: Path) -> None:
    text = polish(tmp_path, "reminder", step="final")
    assert "# Wezwanie do zapłaty – 3 faktury" in text
    assert "naliczane są odsetki ustawowe za opóźnienie w transakcjach handlowych (art. 7 ust. 1 ustawy" in text
    assert "Kwot tych nie ujęto w powyższej sumie" in text


def test_an_invoice_not_yet_due_is_announced(tmp_path: Path) -> None:
    text = polish(tmp_path, "reminder", date(2026, 1, 12), step="upcoming")
    assert "# Przypomnienie o zbliżającym się terminie płatności – faktura nr FV/3/2026" in text
    assert "upływa 21 stycznia 2026 r. Będziemy wdzięczni" in text


# forms after 1, 2, 5, 12, 21, 22

NUMBERS = (1, 2, 5, 12, 21, 22)


def one_invoice(number: int = 1, due: str = "2026-01-21", lines: int = 1) -> str:
    rows = "".join(
        f'\n  - {{id: "{n}", description: Szyld {n}, unit_price: 100.00, tax: 23}}' for n in range(1, lines + 1)
    )
    return f"number: FV/{number}\nissued: 2026-01-07\ndue: {due}\nlines:{rows}\n"


def small(**files: str) -> dict[str, str]:
    """A case of one invoice and nothing else."""
    case = poland.CASE.partition("costs:")[0]
    none = dict.fromkeys(("cases/a/payments.yaml",), "")
    found = {"casefile.yaml": poland.WORKSPACE, "cases/a/case.yaml": case, "cases/a/invoices/1.yaml": one_invoice()}
    return {**found, **none, **files}


def of_small(root: Path, kind: str, day: date = DAY, files: Mapping[str, str] | None = None, **choices: str) -> str:
    root.mkdir(exist_ok=True)
    drawn = sheet(kind, written(root, {**small(), **(files or {})}), day, language="pl", **choices)
    return markdown_text.draw(drawn).replace("\u00a0", " ").replace("\\", "")


@pytest.mark.parametrize(
    ("late", "shown"),
    list(zip(
        NUMBERS,
        ["upłynął już 1 dzień", "upłynęły już 2 dni", "upłynęło już 5 dni", "upłynęło już 12 dni", "upłynęło już 21 dni", "upłynęły już 22 dni"],
        strict=True,
    )),
)  # fmt: skip
def test_days_late(late: int, shown: str, tmp_path: Path) -> None:
    assert f"choć od terminu płatności {shown}." in of_small(
        tmp_path, "reminder", date(2026, 1, 21) + timedelta(days=late), step="final"
    )


@pytest.mark.parametrize(
    ("count", "title", "subject"),
    [
        (2, "Specyfikacja 2 faktur", "2 faktury"),
        (5, "Specyfikacja 5 faktur", "5 faktur"),
        (12, "Specyfikacja 12 faktur", "12 faktur"),
        (21, "Specyfikacja 21 faktur", "21 faktur"),
        (22, "Specyfikacja 22 faktur", "22 faktury"),
    ],
)
def test_how_many_invoices(count: int, title: str, subject: str, tmp_path: Path) -> None:
    files = {f"cases/a/invoices/{n}.yaml": one_invoice(n) for n in range(1, count + 1)}
    assert f"# {title}\n" in of_small(tmp_path, "breakdown", files=files)
    assert f"# Przypomnienie o płatności – {subject}\n" in of_small(tmp_path, "reminder", files=files, step="first")


@pytest.mark.parametrize(("count", "shown"), [(12, "12 faktur"), (21, "21 faktur"), (22, "22 faktury")])
def test_a_demand_for_many_invoices_counts_them(count: int, shown: str, tmp_path: Path) -> None:
    files = {f"cases/a/invoices/{n}.yaml": one_invoice(n) for n in range(1, count + 1)}
    assert f"Roszczenie obejmuje {shown} według poniższego zestawienia." in of_small(tmp_path, "demand", files=files)


@pytest.mark.parametrize(
    ("more", "shown"),
    list(zip(
        NUMBERS,
        ["1 dalsza pozycja", "2 dalsze pozycje", "5 dalszych pozycji", "12 dalszych pozycji", "21 dalszych pozycji", "22 dalsze pozycje"],
        strict=True,
    )),
)  # fmt: skip
def test_how_many_lines_more(more: int, shown: str, tmp_path: Path) -> None:
    files = {"cases/a/invoices/1.yaml": one_invoice(lines=8 + more)}
    assert f"; a ponadto {shown} według załączonej specyfikacji." in of_small(tmp_path, "demand", files=files)


@pytest.mark.parametrize(("days", "shown"), [(1, "1 dnia"), (2, "2 dni"), (5, "5 dni"), (21, "21 dni"), (22, "22 dni")])
def test_days_of_grace(days: int, shown: str, tmp_path: Path) -> None:
    files = {"cases/a/settlement.yaml": poland.SETTLEMENT.replace("grace_days: 5", f"grace_days: {days}")}
    assert f"nie wpłynie w ciągu {shown} po upływie terminu jej płatności" in of_small(
        tmp_path, "settlement", date(2026, 3, 10), files
    )


def test_units_have_a_form_for_every_number() -> None:
    assert {len(forms) for forms in words("pl").units.values()} == {4}
    shown = [counted_unit("roboczogodzina", n, "pl") for n in map(Decimal, ("1", "2", "5", "12", "22", "1.5"))]
    assert shown == [
        "roboczogodzina", "roboczogodziny", "roboczogodzin", "roboczogodzin", "roboczogodziny", "roboczogodziny",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("unit", "forms"),
    [
        ("hour", "1 godzina, 2 godziny, 5 godzin, 12 godzin, 21 godzin, 22 godziny, 1.5 godziny"),
        ("day", "1 dzień, 2 dni, 5 dni, 12 dni, 21 dni, 22 dni, 1.5 dnia"),
        ("month", "1 miesiąc, 2 miesiące, 5 miesięcy, 12 miesięcy, 21 miesięcy, 22 miesiące, 1.5 miesiąca"),
        ("page", "1 strona, 2 strony, 5 stron, 12 stron, 21 stron, 22 strony, 1.5 strony"),
        ("man-day", "1 osobodzień, 2 osobodni, 5 osobodni, 12 osobodni, 21 osobodni, 22 osobodni, 1.5 osobodnia"),
        ("flat", "1 ryczałt, 2 ryczałty, 5 ryczałtów, 12 ryczałtów, 21 ryczałtów, 22 ryczałty, 1.5 ryczałtu"),
        ("pcs", "1 szt., 2 szt., 5 szt., 12 szt., 21 szt., 22 szt., 1.5 szt."),
        ("h", "1 h, 2 h, 5 h, 12 h, 21 h, 22 h, 1.5 h"),
    ],
)
def test_a_unit_in_english_follows_its_number_in_polish(unit: str, forms: str) -> None:
    numbers = ("1", "2", "5", "12", "21", "22", "1.5")
    assert ", ".join(f"{n} {counted_unit(unit, Decimal(n), 'pl')}" for n in numbers) == forms


def test_every_unit_of_an_english_invoice_has_a_polish_name() -> None:
    assert set(words("en").units) <= set(words("pl").units)


# objections whose reason nobody put in words


@pytest.mark.parametrize(
    ("reason", "demanded", "listed"),
    [
        ("overcharged", "poinformowali Państwo, że policzono zbyt wysoką kwotę.", "podany powód – zawyżona kwota."),
        (
            "unclear",
            "poinformowali Państwo, że rozliczenie jest niejasne.",
            "podany powód – niejasności co do rozliczenia.",
        ),
        ("other", "zgłosili Państwo zastrzeżenie; jego przyczyny nie odnotowano.", "przyczyny nie odnotowano."),
    ],
)
def test_an_objection_without_words(reason: str, demanded: str, listed: str, tmp_path: Path) -> None:
    silent = f"    dispute: {{amount: 110.70, reason: {reason}, raised: 2026-02-20}}\n"
    files = {"cases/a/invoices/3.yaml": poland.UNCONTESTED + silent}
    assert f"kwota sporna 110,70 zł: w dniu 20 lutego 2026 r. {demanded}" in polish(
        tmp_path / "a", "demand", files=files
    )
    assert f": Kawiarnia Pod Lipą Sp. z o.o. (20 lutego 2026 r.): {listed}" in polish(
        tmp_path / "b", "breakdown", files=files
    )


def test_one_answer_is_spoken_of_as_one(tmp_path: Path) -> None:
    text = polish(tmp_path, "dispute-reply")
    assert "Jeżeli nie zgadzają się Państwo z naszą odpowiedzią, prosimy o wskazanie, w jakim zakresie" in text


ONCE = """\
agreed: 2026-03-10
amount: 6000.00
schedule: [{due: 2026-04-10, amount: 6000.00}]
interest: kept
default: {grace_days: 1, revives: remaining}
acknowledges: true
"""


def test_a_settlement_in_one_sum_speaks_of_no_instalments(tmp_path: Path) -> None:
    once = {"cases/a/settlement.yaml": ONCE}
    agreed = polish(tmp_path / "a", "settlement", LATER, once)
    assert not re.search(r"\brat(a|y|ę)\b", agreed)
    assert "Dłużnik narusza ugodę, jeżeli Kwota Ugody lub jej część nie wpłynie w ciągu 1 dnia" in agreed
    assert "Od Kwoty Ugody niezapłaconej w terminie należą się odsetki ustawowe" in agreed
    assert "| Pozostała kwota ugody | 6 000,00 zł |" in polish(tmp_path / "b", "default-notice", LATER, once)


def test_an_instalment_of_which_nothing_came_is_missing_whole(tmp_path: Path) -> None:
    early, paid = date(2026, 4, 12), "- {date: 2026-04-09, amount: 500.00}\n"
    assert "nie otrzymamy raty w kwocie 2 000,00 zł" in polish(tmp_path / "a", "default-notice", early)
    files = {"cases/a/payments.yaml": poland.PAYMENTS + paid, "cases/a/settlement.yaml": poland.SETTLEMENT}
    assert "nie otrzymamy brakującej części raty w kwocie 2 000,00 zł" in polish(
        tmp_path / "b", "default-notice", early, files
    )


def test_a_demand_names_no_account_that_it_does_not_show(tmp_path: Path) -> None:
    bare = {"casefile.yaml": re.sub(r"  bank:.*\n", "", poland.WORKSPACE)}
    assert "na poniższy rachunek" in polish(tmp_path / "a", "demand")
    assert "rachunek wskazany na fakturze" in (text := polish(tmp_path / "b", "demand", files=bare))
    assert "poniższy rachunek" not in text


# names, sums and dates at the end of a sentence


def test_a_sentence_never_ends_in_two_full_stops(tmp_path: Path) -> None:
    text = polish(tmp_path, "demand")
    assert "której stronami są: Drukarnia Wisła Sp. z o.o. i Kawiarnia Pod Lipą Sp. z o.o.\n" in text
    assert ".." not in text


def test_what_was_said_keeps_one_full_stop(tmp_path: Path) -> None:
    assert "oświadczyli Państwo: „Otrzymaliśmy 1000 ulotek”. Nasze stanowisko:" in polish(tmp_path / "a", "demand")
    bare = {"cases/a/invoices/3.yaml": poland.THREE.replace("1000 ulotek.", "1000 ulotek")}
    assert "oświadczyli Państwo: „Otrzymaliśmy 1000 ulotek”. Nasze stanowisko:" in polish(
        tmp_path / "b", "demand", files=bare
    )


# other languages and laws


def laws() -> Iterator[str]:
    """Every law that a document may cite for a regime."""
    for name in Regimes().names:
        rule = Regimes().get(name)
        start = rule.start
        yield from (rule.law, rule.allocation.law, rule.days.law if rule.days else "")
        if start:
            yield from (start.law, start.moves.law if start.moves else "")
            yield start.unilateral.law if start.unilateral else ""
        yield from (each.law for each in (rule.compensation, rule.insolvency, *rule.excluded) if each)


def cited(text: str) -> str:
    source = '{% from "clauses/laws.md" import law %}{{ law(text) }}'
    return restore(fill(Template("pl/x.md", source, "x.md"), {"text": text}, {}, "pl", ()))


def test_every_law_of_a_regime_is_cited_as_in_polish() -> None:
    for text in sorted(set(filter(None, laws())) - {"none", "no interest accrues"}):
        shown = cited(bound(text))
        own = re.sub(
            r"Late Payment of Commercial Debts \(Interest\) Act|Rules|Insolvency \(England and Wales\)", "", shown
        )
        assert english(own) == set(), shown
        assert not re.search(r"[А-я]|\d\(\d|\bs\. \d|\breg\.|\bno\. ", own), shown


def test_a_public_healthcare_provider_owes_interest_under_its_own_article(tmp_path: Path) -> None:
    case = poland.CASE.replace("debtor:\n", "debtor:\n  kind: public\n").replace("regime: pl\n", "regime: pl-health\n")
    text = polish(tmp_path, "demand", files={"cases/a/case.yaml": case})
    assert "(podstawa prawna: art. 8 ust. 1 ustawy z dnia 8 marca 2013 r. o przeciwdziałaniu" in text
    assert "art. 7 ust. 1" not in text


def test_a_law_that_nobody_knows_is_cited_as_it_stands() -> None:
    assert cited("OWU § 3") == "OWU § 3"


def test_the_names_and_notes_of_regimes_are_there_in_polish() -> None:
    for name in Regimes().names:
        rule = Regimes().get(name)
        assert english(rule.names["pl"]) == set(), name
        if rule.compensation and rule.compensation.notes:
            assert "powyższ" in rule.compensation.notes["pl"], "the note is about the costs above"


@pytest.mark.parametrize("code", ["PL", "DE", "GB-ENG", "US-NY", "KZ", "NO"])
def test_laws_are_named_as_the_subject_of_a_sentence(code: str) -> None:
    assert law_named(code, "pl").startswith("prawo ")


def test_all_words_of_slip_sheets_are_there() -> None:
    ours, english_ones = (wording(language, "sheets", Sheets) for language in ("pl", "en"))
    for part in ("reasons", "notes", "headings"):
        assert set(getattr(ours, part)) == set(getattr(english_ones, part))
        for key, text in getattr(ours, part).items():
            places = re.findall(r"{\w+}", getattr(english_ones, part)[key])
            assert sorted(re.findall(r"{\w+}", text)) == sorted(places)
            assert english(text) <= {"day"}, text


FACTS = [
    "agreed",
    "assigned",
    "assignment-noticed",
    "invoiced",
    "credited",
    "invoice-received",
    "due",
    "delivered",
    "objected",
    "objection-upheld",
    "objection-rejected",
    "objection-compromised",
    "payment",
    "refund",
    "set-off",
    "withholding-tax",
    "returned",
    "settled",
    "cost",
    "acknowledgement",
    "suit",
    "standstill",
    "mediation",
    "insolvency",
    "insolvency-opened",
    "contact-received",
    "contact-returned",
    "promised",
    "offer-discount",
    "offer-instalments",
    "offer-deferral",
    "offer-partial",
    "offer-credit",
    "offer-waiver",
    "closed-paid",
    "contact-email",
    "contact-post",
    "contact-registered",
    "contact-call",
    "contact-meeting",
    "contact-chat",
    "contact-attorney",
]


@pytest.mark.parametrize("what", FACTS)
def test_every_fact_is_told_in_polish(what: str) -> None:
    for more in ("emails", "promised", ""):
        fact = Fact(
            DAY, what, Source("x"), "debtor", "FV/1#2" if "contact" not in what else "demand", Money(Decimal("12.50"), "PLN"),
            "Szyld", more, date(2026, 4, 1),
        )  # fmt: skip
        shown = sentence(fact, "Wisła", "Lipa", "pl")
        assert shown
        assert english(shown) == set(), shown
        assert shown[0].isupper()


CHANNELS = ("email", "post", "registered", "call", "meeting", "chat", "attorney")


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("by", ["us", "debtor"])
def test_a_contact_without_a_subject_leaves_nothing_hanging(channel: str, by: str) -> None:
    for outcome in ("", "refused"):
        shown = sentence(Fact(DAY, f"contact-{channel}", Source("x"), by, more=outcome), "Wisła", "Lipa", "pl")
        assert not re.search(r"[:,–;] ?(;|$)|„”", shown), shown


def test_an_event_for_several_invoices_counts_them() -> None:
    for number, shown in (("FV/1", "(faktura nr FV/1)"), ("FV/1, FV/2", "(faktury nr FV/1, FV/2)")):
        fact = Fact(DAY, "suit", Source("x"), "us", number)
        assert shown in sentence(fact, "Wisła", "Lipa", "pl").replace("\u00a0", " ")


@pytest.mark.parametrize("row", DATED, ids=lambda row: "-".join(map(str, row)))
def test_the_samples_can_be_written_in_polish(row: tuple[str, str, str, date]) -> None:
    case_id, name, step, day = row
    text = markdown_text.draw(sheet(name, sample(case_id), day, language="pl", step=step)).replace("\u00a0", " ")
    assert not re.search(r"(?<!\.)\.\.(?!\.)|\bNone\b| \.\s|\( ", text)
