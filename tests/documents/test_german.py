"""German: what each document says for a case between two German parties, and the rules of its letters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from casefile.case.wall import opened
from casefile.claim.regimes import Regimes
from casefile.documents.chronology import FactValues
from casefile.documents.compose import matters_of
from casefile.documents.covering import covering
from casefile.documents.kinds import KINDS, kind, stem
from casefile.documents.matter import Options
from casefile.money import Money
from casefile.render import markdown_text, pdf, plain
from casefile.render.builtin import builtin
from casefile.render.literal import restore
from casefile.render.sheet import Location
from casefile.render.template import Template, fill
from tests.documents import german
from tests.documents.matters import CASE, INVOICE, SAMPLES, TODAY, claim, fitted, said, sample, sheet, written
from tests.golden import Golden
from tests.render.pages import texts

ENGLISH = re.compile(
    r"\b(the|of|and|to|is|are|by|for|from|with|this|that|your|our|you|we|not|has|have|been|which|under|no|rule|"
    r"invoice|payment|interest|claim|unless|agreed)\b"
)
"""Words that no German text has."""
SETTLED = {"cases/a/settlement.yaml": german.SETTLEMENT}
OFFERED = {"cases/a/offers.yaml": german.OFFERS}
CORRECTED = {"cases/a/corrections.yaml": german.CORRECTIONS}
DOCUMENTS: tuple[tuple[str, str, date, dict[str, str]], ...] = (
    ("reminder", "upcoming", date(2026, 4, 15), {}),
    ("reminder", "first", TODAY, {}),
    ("reminder", "second", TODAY, {}),
    ("reminder", "final", TODAY, {}),
    ("breakdown", "", TODAY, {}),
    ("statement", "", TODAY, SETTLED),
    ("offer", "", TODAY, OFFERED),
    ("settlement", "", date(2026, 7, 1), SETTLED),
    ("default-notice", "", date(2026, 7, 16), SETTLED),
    ("demand", "", TODAY, {}),
    ("receipt", "", TODAY, {}),
    ("chronology", "", TODAY, SETTLED),
    ("dispute-reply", "", TODAY, {}),
    ("correction", "", TODAY, CORRECTED),
    ("check-in", "", date(2026, 4, 15), {}),
    ("terms", "", TODAY, {}),
    ("scott-schedule", "", TODAY, {}),
    ("summary", "", TODAY, {}),
    ("brief", "", TODAY, OFFERED),
    ("options", "", TODAY, OFFERED),
    ("call-sheet", "", TODAY, OFFERED),
    ("aging", "", TODAY, SETTLED),
    ("review", "", TODAY, SETTLED),
)
LETTERS = [row for row in DOCUMENTS if KINDS[row[0]].is_letter]
WITHOUT_OBJECTION = re.sub(r"dispute:\n(  .*\n)+", "", german.CASE)


def drawn(root: Path, name: str, step: str = "", day: date = TODAY, **choices: object) -> str:
    """A document of the case, as Markdown text; `files` are in place of, or beside, its own."""
    given = choices.pop("files", {})
    files = {**german.FILES, **(given if isinstance(given, dict) else {})}
    if name == "check-in":
        files["cases/a/case.yaml"] = WITHOUT_OBJECTION
        files["cases/a/invoices/1.yaml"] = re.sub(r",\n +dispute: .*}}", "}", german.FIRST)
    return markdown_text.draw(sheet(name, written(root, files), day, language="de", step=step, **choices))


def spoken(name: str, root: Path, files: dict[str, str] | None = None, day: date = TODAY, **choices: object) -> str:
    """What a document of the small case says in German, no-break spaces as spaces."""
    return said(name, written(root, files or {}), day, language="de", **choices)


def body(text: str) -> str:
    """What stands below the subject."""
    return text.partition("\n# ")[2].partition("\n")[2]


@pytest.mark.parametrize(("name", "step", "day", "files"), DOCUMENTS, ids=[stem(row[0], row[1]) for row in DOCUMENTS])
def test_what_the_documents_say(
    name: str, step: str, day: date, files: dict[str, str], tmp_path: Path, golden: Golden
) -> None:
    text = drawn(tmp_path, name, step, day, files=files)
    golden(f"{stem(name, step)}.md", text)
    assert not ENGLISH.search(re.sub(r"asset:payment|```.*?```", "", text, flags=re.DOTALL))


def test_every_kind_is_here() -> None:
    assert {row[0] for row in DOCUMENTS} == set(KINDS)


@pytest.mark.parametrize(("name", "step", "day", "files"), LETTERS, ids=[stem(row[0], row[1]) for row in LETTERS])
def test_after_the_salutation_a_letter_goes_on_in_small_letters(
    name: str, step: str, day: date, files: dict[str, str], tmp_path: Path
) -> None:
    first = drawn(tmp_path / "own", name, step, day, files=files).partition("Sehr geehrte Damen und Herren,\n\n")[2]
    assert re.match(r"[a-zäöü]|Sie\b|Rate\b", first)
    through = german.CASE.replace("debtor:\n", "debtor:\n  represented_by: {name: Dr. Groß, firm: Groß & Partner}\n")
    if name == "check-in":
        return
    text = drawn(tmp_path / "through", name, step, day, files={**files, "cases/a/case.yaml": through})
    opening, following = text.partition("Guten Tag Dr. Groß,\n\n")[2].split("\n\n")[:2]
    assert opening.startswith("wir schreiben Ihnen als Vertretung von Bäckerei Südstern GmbH & Co. KG;")
    assert following[0].isupper()


def test_the_last_mahnung_holds_what_it_must(tmp_path: Path) -> None:
    text = drawn(tmp_path, "demand").replace("\u00a0", " ")
    for part in (
        "# Letzte Mahnung",
        "wir mahnen hiermit die Zahlung von **6.702,24 €** an",
        "„Werkvertrag über die Ladeneinrichtung Gneisenaustraße“ vom 19.01.2026",
        "Auf den Vertrag ist deutsches Recht anzuwenden",
        "Rechnung 2026-041 vom 07.04.2026 (E02), fällig am 21.04.2026",
        "das Schreiben ist Ihnen am 04.06.2026 zugegangen (E06)",
        "| Verzugszinsen, § 288 Abs. 2 BGB, bis heute | 211,23 € |",
        "| Verzugspauschale, § 288 Abs. 5 BGB | 80,00 € |",
        "| **Summe** | **6.702,24 €** |",
        "zunächst 38,48 € auf Zinsen verrechnet (§ 367 Abs. 1 BGB)",
        "spätestens seit dem 22.04.2026 in Verzug",
        "Basiszinssatz (§ 247 BGB) zuzüglich 9 Prozentpunkten, derzeit 10,52 % jährlich",
        "kommen täglich **1,85 €** hinzu",
        "bis zum **15.09.2026**; maßgeblich ist der Zahlungseingang",
        "DE89 3704 0044 0532 0130 00",
        "lässt Fälligkeit und Verzug unberührt",
        "das gerichtliche Mahnverfahren einzuleiten oder Klage zu erheben (vereinbarter Gerichtsstand: Hamburg)",
        "Alle Rechte bleiben vorbehalten.",
        "Jörn Ahrens, Geschäftsführer",
        "## Anlagen",
    ):
        assert part in text, part
    assert not re.search(r"Straf|Insolvenz|Schufa|öffentlich", text)


def test_the_first_formal_letter_is_a_plain_mahnung(tmp_path: Path) -> None:
    assert "# Mahnung: Rechnung INV-1 vom 31.03.2026" in spoken("demand", tmp_path)


def test_counsel_speaks_for_the_client(tmp_path: Path) -> None:
    text = drawn(tmp_path, "demand", by="attorney")
    assert "wir vertreten Tischlerei Ahrens GmbH" in text
    assert "Bevollmächtigung wird anwaltlich versichert" in text
    assert "beabsichtigt unsere Mandantschaft" in text
    assert "Die Antwort unserer Mandantschaft: Der Stundenzettel" in text
    assert "Dr. Friederike Möller" in text
    assert "Jörn Ahrens" not in text
    assert not re.search(r"\b(wir mahnen|Unsere Antwort|beabsichtigen)\b", body(text))


def test_counsel_is_warned_of_what_a_private_person_has_to_be_told(tmp_path: Path) -> None:
    person = CASE.replace("  name: Northwind GmbH", "  name: Ada Byron\n  kind: consumer").replace(
        "{regime: de}", "{regime: de-consumer}"
    )
    case = written(tmp_path, {"cases/a/case.yaml": person + "attorney: {name: Dr. Levke Brandt}\n"})
    warned = [problem.message for problem in sheet("demand", case, language="de", by="attorney").problems]
    assert any("BRAO § 43d" in message for message in warned)
    assert sheet("demand", case, language="de").problems == ()


@pytest.mark.parametrize(
    ("law", "more", "title", "part"),
    [
        ("AT", "", "Mahnung", "das gerichtliche Mahnverfahren"),
        ("GB-ENG", "", "Zahlungsaufforderung vor Klageerhebung (Letter before Claim)", "Practice Direction"),
        ("GB-ENG", "  natural: true\n", "Zahlungsaufforderung vor Klageerhebung (Letter before Claim)", "Reply Form"),
        ("GB-SCT", "", "Förmliche Zahlungsaufforderung", "Klage zu erheben"),
        ("FR", "", "Förmliche Zahlungsaufforderung (mise en demeure de payer)", "injonction de payer"),
        ("PL", "", "Förmliche Zahlungsaufforderung (wezwanie do zapłaty)", "Art. 187 § 1 Nr. 3"),
        ("RU", "", "Förmliche Zahlungsaufforderung (досудебная претензия)", "01.10.2026"),
        ("US-NY", "", "Letzte Zahlungsaufforderung (Final Notice)", "vor dem zuständigen Gericht"),
        ("CH", "", "Förmliche Zahlungsaufforderung", "Schweizer Recht"),
    ],
)
def test_the_demand_under_other_laws(law: str, more: str, title: str, part: str, tmp_path: Path) -> None:
    case = CASE.replace("law: DE", f"law: {law}").replace("{regime: de}", "{regime: contract, rate: 8.0}")
    text = spoken("demand", tmp_path, {"cases/a/case.yaml": case.replace("debtor:\n", f"debtor:\n{more}")})
    assert f"\n# {title}: Rechnung INV-1" in text
    assert part in text
    assert ("in Verzug" in text) == (law == "DE")


def test_the_reminders_grow_firmer_and_stay_courteous(tmp_path: Path) -> None:
    steps = [row[1:3] for row in DOCUMENTS if row[0] == "reminder"]
    said_ = {step: drawn(tmp_path / step, "reminder", step, day).replace("\u00a0", " ") for step, day in steps}
    for step, text in said_.items():
        assert "Haben Sie bereits gezahlt, danken wir Ihnen" in text
        assert "verschiebt die Fälligkeit nicht; Zinsen und alle übrigen Rechte bleiben vorbehalten" in text
        told = text.replace("; Zinsen und alle übrigen Rechte bleiben vorbehalten", "")
        told = re.sub(r"Von den eingegangenen Zahlungen .* verrechnet", "", told) if step == "first" else told
        assert bool(re.search(r"Zins|Verzug|Pauschale|Gebühr|Gericht|gerichtlich|Kosten", told)) == (
            step in ("second", "final")
        )
        assert bool(re.search(r"[Mm]ahn", told)) == (step in ("second", "final"))
    assert "freundlich" in said_["first"]
    assert "# Zahlungserinnerung" in said_["first"]
    assert "# Mahnung" in said_["second"]
    assert "# Zweite Mahnung" in said_["final"]
    assert "nebst Zinsen" in said_["final"]


COUNTS = (1, 2, 5, 12, 21, 22)


@pytest.mark.parametrize("count", COUNTS)
def test_counts_take_their_forms(count: int, tmp_path: Path) -> None:
    one = count == 1
    late = spoken(
        "reminder", tmp_path / "late", day=date.fromordinal(date(2026, 4, 14).toordinal() + count), step="final"
    )
    assert f"inzwischen {count} {'Tag' if one else 'Tage'} nach Fälligkeit" in late
    lines = "".join(f'\n  - {{id: "{n}", description: Teil {n}, unit_price: 10.00}}' for n in range(1, count + 1))
    many = spoken(
        "breakdown", tmp_path / "lines", {"cases/a/invoices/1.yaml": INVOICE.partition("lines:")[0] + "lines:" + lines}
    )
    assert "keine Position ist durch einen Beleg nachgewiesen\n" in many
    parts = f"agreed: 2026-06-01\namount: 2000.00\nschedule: {{first: 2026-06-15, every: week, count: {count}}}\n"
    agreed = parts + f"default: {{grace_days: {count}}}\n"
    settled = spoken("settlement", tmp_path / "settled", {"cases/a/settlement.yaml": agreed})
    assert ("ist am **15.06.2026** fällig" if one else f"in {count} Raten zu zahlen") in settled
    assert f"innerhalb von {count} {'Tag nach seiner' if one else 'Tagen nach ihrer'} Fälligkeit" in settled
    invoices = {f"cases/a/invoices/{n}.yaml": INVOICE.replace("INV-1", f"R-{n:02}") for n in range(1, count + 1)}
    asked = spoken("reminder", tmp_path / "invoices", invoices, step="first")
    assert ("Rechnung R-01 vom" if one else f"{count} offene Posten\n") in asked
    assert ("ist die folgende Zahlung" if one else "sind die folgenden Zahlungen") in asked


def test_units_stand_in_german_whatever_the_invoice_calls_them(tmp_path: Path) -> None:
    for unit, quantity, shown in (
        ("Stunde", "1", "1 Stunde"),
        ("Tag", "2.5", "2,5 Tage"),
        ("page", "21", "21 Seiten"),
        ("hours", "1", "1 Stunde"),
        ("pcs", "12", "12 Stück"),
        ("flat rate", "2", "2 Pauschalen"),
    ):
        invoice = INVOICE.replace("quantity: 42, unit: h", f"quantity: {quantity}, unit: {unit}")
        text = spoken("breakdown", tmp_path / unit, {"cases/a/invoices/1.yaml": invoice})
        assert f"{shown} × 65,00" in text


def test_an_objection_without_words_is_told_by_its_reason(tmp_path: Path) -> None:
    for reason, shown in (
        ("not-delivered", "haben Sie am 20.04.2026 eingewandt, dass etwas nicht geliefert wurde."),
        ("unclear", "haben Sie am 20.04.2026 eingewandt, dass die Rechnung unklar ist."),
        ("other", "haben Sie am 20.04.2026 Einwände erhoben, ohne einen Grund zu nennen."),
    ):
        case = CASE + f"dispute: {{raised: 2026-04-20, reason: {reason}}}\n"
        assert shown in spoken("demand", tmp_path / reason, {"cases/a/case.yaml": case})


def test_one_payment_is_no_instalment(tmp_path: Path) -> None:
    lump = "agreed: 2026-06-01\namount: 2000.00\nschedule: [{due: 2026-09-15, amount: 2000.00}]\ninterest: kept\n"
    text = spoken("settlement", tmp_path, {"cases/a/settlement.yaml": lump}, day=date(2026, 6, 2))
    assert "Was bei Fälligkeit nicht gezahlt ist" in text
    assert "wenn der Vergleichsbetrag ganz oder teilweise" in text
    assert not re.search(r"\bRaten?\b", text)


def test_what_the_debtor_reads_asks_no_lawyer(tmp_path: Path) -> None:
    assert "Soweit die obigen Kosten solche der Rechtsverfolgung sind" in (text := drawn(tmp_path, "demand"))
    assert "anwaltlich" not in text


def test_a_settlement_under_german_law_names_its_paragraphs(tmp_path: Path) -> None:
    text = drawn(tmp_path / "de", "settlement", day=date(2026, 7, 1), files=SETTLED).replace("\u00a0", " ")
    for part in (
        "# Vergleich mit Schuldanerkenntnis",
        "den folgenden Vergleich (§ 779 BGB)",
        "erkennt an, dem Gläubiger den Vergleichsbetrag von 6.000,00 € (in Worten: sechstausend Euro) zu schulden (§ 781 BGB)",
        "Einer Mahnung bedarf es nicht",
        "Mit dem vollständigen Eingang des Vergleichsbetrags, nicht vorher, erlässt der Gläubiger",
        "zur Vertretung der jeweiligen Partei befugt",
    ):
        assert part in text, part
    foreign = german.CASE.replace("law: DE", "law: GB-ENG")
    files = {**SETTLED, "cases/a/case.yaml": foreign}
    assert "BGB" not in drawn(tmp_path / "gb", "settlement", day=date(2026, 7, 1), files=files)


AS_THEY_ARE = ("Limitation Act 1980", "Statute of Limitations 1957", "Prescription and Limitation (Scotland) Act 1973",
    "Lew Morris Demolition v Board of Education, 40 NY2d 516")  # fmt: skip
"""Titles of foreign acts and a foreign case: they have no German form."""


def printed_laws() -> Iterator[str]:
    """Every reference to a law or a rule that a regime or a law of limitation hands to a document."""
    regimes = Regimes()
    for one in map(regimes.get, regimes.names):
        if one.rate is None or one.start is None:
            continue
        yield from (one.law, one.days.law, one.start.law, one.allocation.law)
        yield from (gap.law for gap in one.excluded)
        for rule in (one.start.unilateral, one.start.moves, one.insolvency, one.compensation):
            if rule:
                yield rule.law
    for place in ("DE", "FR", "GB-ENG", "GB-SCT", "IE", "PL", "RU", "US-NY"):
        statute = regimes.statute(place)
        assert statute
        found = (*(each.law for each in statute.spans), *(each.law for each in statute.effects))
        yield from (law for law in found if law not in AS_THEY_ARE)


@pytest.mark.parametrize("text", sorted(set(printed_laws())))
def test_laws_are_cited_as_germans_do(text: str) -> None:
    source = '{% from "clauses/laws.md" import law %}{{ law(text) }}'
    bound = text.replace("§ ", "§\u00a0")
    cited = restore(fill(Template("de/law.md", source, "law.md"), {"text": bound}, {}, "de")).strip()
    plain = re.sub(
        r"(Late Payment of Commercial Debts|England and Wales|rule 14|Prescription and|Statute of)", "", cited
    )
    assert not ENGLISH.search(plain)
    assert not re.search(r"BGB §|\(\d+\) no\.|, (art|s|reg|r)\. |[а-я]", plain)


def test_every_fact_has_a_sentence_of_its_own() -> None:
    source = '{% from "clauses/facts.md" import said %}{{ said(fact) }}'
    words = (builtin() / "en" / "clauses" / "facts.md").read_text(encoding="utf-8")
    kinds = {each for found in re.findall(r'fact\.what (?:== ("[^"]+")|in \[([^]]+)\])', words) for each in found}
    tokens = {token for each in kinds for token in re.findall(r'"([^"]+)"', each)}
    channels = set(re.findall(r'what == "(contact-\w+)"', words)) | {"contact-attorney"}
    assert len(tokens | channels) > 40
    for token in sorted(tokens | channels):
        for by_us in (True, False):
            fact = FactValues(
                TODAY, token, "Xaver", "Yrsa", by_us, "Z-1", "2", Money(Decimal(5), "EUR"),
                "Wort", "Mehr", TODAY, (), "case",
            )  # fmt: skip
            text = restore(fill(Template("de/fact.md", source, "fact.md"), {"fact": fact}, {}, "de")).strip()
            assert text[:1].isupper(), token
            assert "\n" not in text
            assert not ENGLISH.search(text), (token, text)


def tokens_of(language: str) -> set[str]:
    """Every word of the program that the templates of a language tell apart."""
    found: set[str] = set()
    for path in (builtin() / language).rglob("*.md"):
        text = path.read_text(encoding="utf-8")
        found |= set(re.findall(r'[!=]= "([\w-]+)"', text))
        found |= {each for listed in re.findall(r"in \[([^]]*)\]", text) for each in re.findall(r'"([\w-]+)"', listed)}
    return found


def named_in(language: str, name: str) -> set[str]:
    """Every field that a template of a language names, whatever record it is of."""
    text = (builtin() / language / name).read_text(encoding="utf-8")
    code = " ".join(re.findall(r"{[{%](.*?)[}%]}", text))
    return set(re.findall(r"\.([a-z_]\w*)", re.sub(r'"[^"]*"', "", code)))


def test_every_branch_of_the_english_templates_is_here() -> None:
    assert tokens_of("en") - tokens_of("de") <= {"call", "other"}  # which German says as it says what is left


@pytest.mark.parametrize("name", sorted(path.name for path in (builtin() / "en").glob("*.md")))
def test_every_fact_of_the_english_template_is_here(name: str) -> None:
    text = (builtin() / "de" / name).read_text(encoding="utf-8")
    shared = (named_in("de", each) for each in re.findall(r'"(clauses/[\w-]+\.md)"', text))
    # an English name of interest may hold its law, which is not cited twice then; a German one never does
    assert named_in("en", name) - {"cited"} <= named_in("de", name).union(*shared)


@pytest.mark.parametrize("case_id", SAMPLES)
def test_the_samples_speak_german(case_id: str) -> None:
    text = said("statement", sample(case_id), language="de")
    assert "# Forderungsaufstellung" in text
    assert not re.search(r"(costs, then|BGB §|actual/365)", text)


def test_a_gendered_name_is_never_guessed(tmp_path: Path) -> None:
    person = CASE.replace("  name: Northwind GmbH", "  name: Ada Byron\n  natural: true")
    assert "Guten Tag Ada Byron,\n\nnach unseren" in spoken(
        "reminder", tmp_path / "a", {"cases/a/case.yaml": person}, step="first"
    )
    greeted = person.replace("  natural: true", "  natural: true\n  salutation: Sehr geehrte Frau Byron")
    files = {"cases/a/case.yaml": greeted}
    assert "Sehr geehrte Frau Byron,\n\nnach unseren" in spoken("reminder", tmp_path / "b", files, step="first")


@pytest.mark.parametrize("name", [name for name in KINDS if KINDS[name].is_letter])
def test_quotation_marks_and_dashes_are_german(name: str, tmp_path: Path) -> None:
    text = spoken(name, tmp_path, fitted(name, {}))
    assert not re.search("[“”‘](?=\\w)|\\w”|—|\\w \\d\\d?%", text)


PAGES = {"summary": 1, "brief": 2, "options": 1, "call-sheet": 2}


@pytest.mark.parametrize("case_id", SAMPLES)
@pytest.mark.parametrize("name", PAGES)
def test_each_paper_has_its_number_of_pages(name: str, case_id: str) -> None:
    pages = [said_.replace("\u00a0", " ") for said_ in texts(pdf.draw(sheet(name, sample(case_id), language="de")))]
    assert len(pages) == PAGES[name]
    if name == "brief":
        assert "Zur Einholung anwaltlichen Rats erstellt." in pages[0]
        assert all("vertrauliche Anwaltskorrespondenz" in page for page in pages)
    if name == "call-sheet":
        heads = ("Ziel des Gesprächs", "Wen wir anrufen", "Die Tatsachen", "Was wir nicht sagen")
        assert all(head in pages[0] for head in heads)
        assert "Was die Gegenseite sagen kann" in pages[1]
        assert "Was dabei herauskam" in pages[1]


@pytest.mark.parametrize("case_id", SAMPLES)
def test_the_summary_is_one_page_also_with_a_packets_references(case_id: str) -> None:
    case = sample(case_id)
    places = {exhibit.id: Location(exhibit.id, 9, 8880) for exhibit in opened(case).exhibits}
    assert len(texts(pdf.draw(sheet("summary", case, language="de", locations=places)))) == 1


def covered(case_id: str, name: str) -> str:
    """The covering lines for a document of a sample, as plain text."""
    case = sample(case_id)
    matters = matters_of(kind(name), (case,), (claim(case),))
    options = Options(as_of=TODAY, language="de")
    return plain.draw(covering(kind(name), matters, options, sheet(name, case, language="de")))


def test_the_covering_lines_say_what_is_enclosed() -> None:
    enclosed = "in der Anlage übersenden wir Ihnen: Forderungsaufstellung.\n\n"
    assert covered("2026-014-northwind", "statement").startswith(f"Guten Tag Jana Wolff,\n\n{enclosed}")
    through = covered("2026-003-kestrel", "statement")
    assert through.startswith(
        "Guten Tag Helen Ormerod,\n\nwir schreiben Ihnen als Vertretung von Kestrel Interiors Ltd;"
    )
    assert "\n\nIn der Anlage" in through
    assert covered("2026-014-northwind", "chronology").startswith("Guten Tag Dr. Levke Brandt,\n\nin der Anlage")


def test_counsel_learns_what_no_court_may_see() -> None:
    brief = said("brief", sample("2026-014-northwind"), language="de")
    for part in (
        "Nur für Dr. Levke Brandt, Brandt & Sievers Rechtsanwälte, Zeichen 412/26 LB, nicht für Dritte:",
        "- Prüfung, ob die Forderung gerichtlich geltend zu machen ist (Gerichtsstand Hamburg)",
        "INV-1043: verjährt mit Ablauf des 31.12.2029 (§§ 195, 199 Abs. 1 BGB; deutsches Recht).",
        "- 10.06.2026: 2.585,50 € aus INV-1043 anerkannt (E13)",
        "- 13.05.2026: 2.585,50 € bis zum 20.05.2026 zugesagt (Jana Wolff, Anruf); nicht eingehalten",
        "- 12.05.2026, wir, without prejudice: Ratenzahlung, 3.300,00 €, 3 Teile",
        "- 10.06.2026, Schuldner, offen verwertbar: Teilzahlung, 1.500,00 € bis 30.06.2026; abgelehnt (E13)",
        "06.05.2026, 1.000,00 € (Überweisung), Northwind Holding (E09, E10).",
        "Northwind Holding (zahlte für den Schuldner)",
    ):
        assert part in brief, part
    for name in ("summary", "demand", "statement", "chronology"):
        assert "prejudice" not in said(name, sample("2026-014-northwind"), language="de")
    kestrel = said("brief", sample("2026-003-kestrel"), language="de")
    assert "Anerkenntnis am 01.06.2026: nun bis 22.08.2032 (sections 29(5), (7), 30 Limitation Act 1980)." in kestrel
    assert "(die Vereinbarung selbst, nicht nachgeschlagen)" in kestrel


def test_the_summary_says_where_it_stands() -> None:
    kestrel = said("summary", sample("2026-003-kestrel"), language="de")
    assert "Der Vergleich vom 01.06.2026 (E12) über 5.000,00 £ wurde nicht eingehalten: Gezahlt wurden" in kestrel
    assert "aus Abtretung durch Pike & Sons Joinery vom 01.02.2026 (E15)" in kestrel
    assert "daneben Martin Ashdown: Bürgschaft bis zu 5.000,00 £ (E14)" in kestrel
    assert "19.08.2026, Anruf (Martin Ashdown): Zahlung zugesagt (E17)." in kestrel
    assert "Eine Antwort der Schuldnerseite ist nicht bei diesen Unterlagen." in said(
        "summary", sample("2026-017-morgenrot"), language="de"
    )
    ruined = said("summary", sample("2026-017-morgenrot"), date(2026, 10, 20), language="de")
    assert "wurde am 12.10.2026 eröffnet, Amtsgericht Charlottenburg" in ruined


def test_what_the_options_find_and_what_a_call_may_offer() -> None:
    found = said("options", sample("2026-014-northwind"), language="de")
    assert "| Unser Angebot O3: Verzicht | entspricht 5 % Nachlass | 15.09.2026 | 3.549,40 € | 3.538,54 € |" in found
    assert "**3 Monatsraten**, heute 3.676,90 €." in found
    assert "- „Klage“ lässt sich nicht vergleichen; nicht angegeben: Kosten, Dauer und Aussicht." in found
    call = said("call-sheet", sample("2026-014-northwind"), language="de")
    assert "Den unbestrittenen Teil, **2.585,50 €**, bis zum **08.09.2026** erreichen" in call
    assert "Unser Angebot O3 darf unverändert wiederholt werden, es endet am 15.09.2026" in call
    assert "**Vertraulich: nicht erwähnen.**" in call
    quiet = said("call-sheet", sample("2026-017-morgenrot"), language="de")
    assert "- Bisher blieben 4 Versuche ohne Antwort oder kamen zurück." in quiet
    assert "nicht zu Familie, Personal oder Nachbarn" in quiet
