"""The French documents: the national forms, the tones of the reminders, plurals, typography, and no English left over."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from casefile.claim.regimes import Regimes
from casefile.documents.kinds import KINDS
from casefile.documents.words import law_named
from casefile.render import markdown_text
from casefile.render.builtin import builtin
from casefile.render.literal import restore
from casefile.render.template import Template, fill
from tests.documents import french, matters
from tests.documents.french import CASE, CASES, CONTESTED, DISPUTED, FILES, SETTLED, SETTLEMENT
from tests.documents.matters import DATED, SAMPLES, TODAY, sample, sheet, written
from tests.golden import Golden

NBSP, NARROW = "\u00a0", "\u202f"
ENGLISH = re.compile(
    r"\b(the|of|and|for|with|from|by|is|are|was|were|to|in|at|this|that|your|you|our|we|has|have|been|will|be|it|as|"
    r"under|until|each|no|day|days|paid|invoice|claim|interest|rate|rules?|law|debtor|creditor)\b",
    re.IGNORECASE,
)
PROPER = (  # names of foreign laws and forms, which stay what they are
    "Late Payment of Commercial Debts (Interest) Act", "Insolvency (England and Wales) Rules", "County Courts Act",
    "European Communities (Late Payment in Commercial Transactions) Regulations", "letter before claim", "common law",
    "Practice Direction on Pre-Action Conduct and Protocols", "Pre-Action Protocol for Debt Claims", "final notice",
    "Prescription and Limitation (Scotland) Act", "Statute of Limitations", "General Obligations Law",
    "Lew Morris Demolition v Board of Education", "without prejudice save as to costs",
)  # fmt: skip


def made(name: str, root: Path) -> str:
    kind, files, day = CASES[name]
    step = name.partition("-")[2] if kind == "reminder" else ""
    return markdown_text.draw(sheet(kind, written(root, files), day, language="fr", step=step))


def prose(name: str, root: Path) -> str:
    """The document without its fences and without the commands that it prints."""
    text = re.sub(r"^```.*?^```$", "", made(name, root), flags=re.MULTILINE | re.DOTALL)
    text = re.sub(r"`[^`\n]+`", "", text)
    return re.sub(r"^:::.*$", "", text, flags=re.MULTILINE)


def said(
    kind: str, root: Path, files: dict[str, str], as_of: date = TODAY, step: str = "", by: str = "creditor"
) -> str:
    case = written(root, {**FILES, **files})
    text = markdown_text.draw(sheet(kind, case, as_of, language="fr", step=step, by=by))
    return text.replace(NBSP, " ").replace(NARROW, " ")


def without_proper_names(text: str) -> str:
    for name in PROPER:
        text = text.replace(name, "")
    return text


@pytest.mark.parametrize("name", CASES)
def test_what_the_national_case_says(name: str, tmp_path: Path, golden: Golden) -> None:
    golden(f"{name}.md", made(name, tmp_path))


def test_every_kind_is_here() -> None:
    assert {kind for kind, _, _ in CASES.values()} == set(KINDS)


@pytest.mark.parametrize("name", CASES)
def test_no_english_is_left(name: str, tmp_path: Path) -> None:
    assert ENGLISH.findall(without_proper_names(prose(name, tmp_path))) == []


@pytest.mark.parametrize("name", CASES)
def test_the_typography_is_french(name: str, tmp_path: Path) -> None:
    text = prose(name, tmp_path)
    assert re.findall(r"\S [:;!?»%€](?=\s)|« |\bn° |[“”']|\d €", text) == []
    assert re.findall(r"[^\s\u00a0\u202f|]:(?=\s)", text.replace("asset:", "")) == []


@pytest.mark.parametrize("name", CASES)
def test_no_name_needs_an_elision(name: str, tmp_path: Path) -> None:
    """Names cannot be known: « de Atelier » would be as wrong as « d’Halvorsen »."""
    names = r"(Atelier|Éditions|Anna|Inès)"
    assert re.findall(rf"\b(?:de|que|le|la|jusque|lorsque|puisque)[ \u00a0\n]+{names}\b", made(name, tmp_path)) == []
    assert re.findall(rf"[dlDL]’{names}\b", made(name, tmp_path)) == []


# the citations of the regimes


LIMITED = ("DE", "FR", "GB-EAW", "GB-SCT", "IE", "PL", "RU", "US-NY")
"""The governing laws that have a law of limitation here."""


def laws() -> set[str]:
    """Every text of a regime or of a law of limitation that a document may print as the law of something."""
    regimes = Regimes()
    statutes = filter(None, map(regimes.statute, LIMITED))
    found = {
        law for one in statutes for law in (*(each.law for each in one.spans), *(each.law for each in one.effects))
    }
    for one in map(regimes.get, regimes.names):
        start, rules = one.start, (one.compensation, one.insolvency, one.days, one.allocation, one.start)
        found |= {one.law, *(rule.law for rule in rules if rule), *(window.law for window in one.excluded)}
        found |= {rule.law for rule in (start.unilateral, start.moves) if rule} if start else set()
    return {text.replace("§ ", "§" + NBSP) for text in found if text}


def cited(text: str) -> str:
    template = Template("fr/law.md", '{% from "clauses/laws.md" import law %}{{ law(text) }}', "law.md")
    return restore(fill(template, {"text": text}, {}, "fr"))


def test_every_citation_has_a_french_form() -> None:
    left = {text: ENGLISH.findall(without_proper_names(cited(text))) for text in laws()}
    assert {text: words for text, words in left.items() if words} == {}
    assert [text for text in laws() if re.search(r"[а-яА-Я]|art\. L|\bs\. \d|no\. ", cited(text))] == []


def test_what_letters_add_about_costs_is_said_in_french() -> None:
    regimes = Regimes()
    rules = [rule for name in regimes.names if (rule := regimes.get(name).compensation) and rule.notes]
    assert len(rules) > 5
    assert [ENGLISH.findall(without_proper_names(rule.notes["fr"])) for rule in rules] == [[]] * len(rules)


def test_laws_stand_after_par() -> None:
    codes = [
        "DE",
        "AT",
        "CH",
        "FR",
        "BE",
        "LU",
        "PL",
        "RU",
        "GB",
        "GB-ENG",
        "GB-WLS",
        "GB-EAW",
        "GB-SCT",
        "GB-NIR",
        "IE",
        "US",
        "US-NY",
        "US-CA",
        "US-DE",
        "NL",
        "ES",
        "IT",
    ]
    assert [code for code in codes if not law_named(code, "fr").startswith("le droit ")] == []
    assert law_named("DE", "fr") == "le droit allemand"
    assert law_named("PE", "fr").startswith("le droit de l’État suivant")


def test_a_name_that_says_its_law_is_not_cited_twice(tmp_path: Path) -> None:
    case = CASE.replace("law: FR", "law: RU").replace("{regime: fr}", "{regime: ru}").replace("EUR", "RUB")
    text = said("statement", tmp_path, {"cases/a/case.yaml": case})
    assert "intérêts au titre de l’article 395 du code civil russe, au taux directeur de la Banque de Russie" in text


# the tokens of the English templates


ENGLISH_ROOT = builtin() / "en"
SHARED = (
    *KINDS, "cover", "index", "certificate", "contact", "covering", "clauses/claim", "clauses/facts", "clauses/items",
    "clauses/reasons",
)  # fmt: skip


def tokens(path: Path) -> set[str]:
    """What a template, and what it takes from the clauses on the claim, compare their values with."""
    text = path.read_text(encoding="utf-8")
    if '"clauses/claim.md"' in text:
        text += (path.parent / "clauses/claim.md").read_text(encoding="utf-8")
    code = " ".join(re.findall(r"{%.*?%}", text, re.DOTALL))
    lists = " ".join(re.findall(r" in \[(.*?)\]", code))
    return {*re.findall(r'== "([a-z-]+)"', code), *re.findall(r'"([a-z-]+)"', lists)}


@pytest.mark.parametrize("name", SHARED)
def test_every_branch_of_the_english_text_is_there(name: str) -> None:
    # every offer says in French what would be paid, whatever its kind
    paid = {"brief": {"waiver"}, "call-sheet": {"waiver"}}
    others = {**paid, "clauses/facts": {"call"}, "contact": set(), "scott-schedule": {"other"}}
    assert tokens(ENGLISH_ROOT / f"{name}.md") - tokens(builtin() / "fr" / f"{name}.md") <= others.get(name, set())


# the formal demand


def test_the_mise_en_demeure_has_what_it_must_have(tmp_path: Path) -> None:
    letter = sheet("demand", written(tmp_path, DISPUTED), language="fr")
    text = markdown_text.draw(letter).replace(NBSP, " ").replace(NARROW, " ")
    assert letter.frame.references[0] == ("", "Lettre recommandée avec avis de réception")
    for part in (
        "# Mise en demeure de payer",
        "nous vous **mettons en demeure** de nous payer la somme de **8 822,27 €**",
        "Atelier Delorme SARL, 12 rue des Tanneurs, 69001 Lyon (SIREN 123 456 782",
        "Éditions du Marais SAS, 48 rue Saint-Antoine, 75004 PARIS (SIREN 987 654 324)",
        "La facture n° F2026-018 du 31 mars 2026 (pièce E02), à échéance du 30 avril 2026",
        "Principal TTC, facture n° F2026-022 du 11 mai 2026 | 2 580,00 €",
        "Pénalités de retard (article L. 441-10 du code de commerce), à ce jour | 278,36 €",
        "au taux de 12,4 % l’an, soit le taux de refinancement de la BCE, de 2,4 % pour le semestre en cours, majoré de 10",
        "| F2026-022 | 01/07/2026 | 01/09/2026 | 63 | 2 580,00 | 12,4 % | 55,22 |",
        "(articles L. 441-10, II, et D. 441-5 du code de commerce) | 80,00 €",
        "dans un délai de 15 jours à compter de la date de la présente, soit au plus tard le **16 septembre 2026**",
        "mise en demeure au sens de l’article 1344 du code civil",
        "saisir la juridiction compétente (Lyon, comme convenu) par voie d’assignation ou, pour la part non contestée, de"
        " requête en injonction de payer",
        "Cette date ne vaut pas report de l’échéance.",
        "Tous droits demeurent réservés.",
    ):
        assert part in text, part


def test_an_uncontested_claim_goes_by_injonction_de_payer(tmp_path: Path) -> None:
    text = said("demand", tmp_path, {})
    assert "par voie de requête en injonction de payer ou d’assignation" in text
    assert "contest" not in text.partition("# Sommes dues")[2].partition("# Règlement")[0]


def test_counsel_tells_the_debtor_of_counsel(tmp_path: Path) -> None:
    attorney = "attorney: {name: Maître Lucie Bertin, firm: Cabinet Bertin, address: {city: Lyon, country: FR}}\n"
    text = said("demand", tmp_path, {"cases/a/case.yaml": CASE + attorney}, by="attorney")
    assert (
        "Nous intervenons pour Atelier Delorme SARL, 12 rue des Tanneurs, 69001 Lyon, qui nous a donné mandat" in text
    )
    assert "Vous avez la faculté de consulter un avocat" in text
    assert "Inès" not in text


@pytest.mark.parametrize(
    ("law", "words"),
    [
        ("PL", "tentative de règlement amiable du différend"), ("RU", "досудебная претензия"), ("DE", "Mahnung"),
        ("US", "final notice"), ("BE", "porter la demande devant le tribunal compétent"),
        ("GB-ENG", "Practice Direction on Pre-Action Conduct"),
    ],
)  # fmt: skip
def test_under_another_law_the_letter_names_its_form(law: str, words: str, tmp_path: Path) -> None:
    case = CASE.replace("law: FR", f"law: {law}").replace("{regime: fr}", "{regime: contract, rate: 8}")
    text = said("demand", tmp_path, {"cases/a/case.yaml": case})
    assert words in text
    assert "mettons en demeure" in text
    assert "code civil" not in text


def test_the_protocol_for_a_person_in_england(tmp_path: Path) -> None:
    case = CASE.replace("law: FR", "law: GB-ENG").replace("{regime: fr}", "{regime: contract, rate: 8}")
    text = said("demand", tmp_path, {"cases/a/case.yaml": case.replace("debtor:\n", "debtor:\n  natural: true\n")})
    assert "# Mise en demeure avant action en justice" in text
    assert "le formulaire de réponse ci-joint (*Reply Form*)" in text
    assert "au moins 14 jours à l’avance" in text


# the reminders

TITLES = {
    "first": "Relance amiable : facture n° F2026-018",
    "second": "Deuxième relance : facture n° F2026-018",
    "final": "Dernière relance avant mise en demeure : facture n° F2026-018",
}
ALONE = {"cases/a/invoices/2.yaml": french.RECENT, "cases/a/payments.yaml": "", "cases/a/case.yaml": CASE}


@pytest.mark.parametrize("step", TITLES)
def test_each_reminder_has_its_tone(step: str, tmp_path: Path) -> None:
    text = said("reminder", tmp_path, ALONE, step=step)
    assert f"# {TITLES[step]}\n" in text
    assert "Madame, Monsieur,\n" in text
    assert "Nous vous prions d’agréer, Madame, Monsieur, l’expression de nos salutations distinguées." in text
    assert "vous prions de ne pas tenir compte de la présente" in text
    assert "ne vaut pas report de l’échéance ; les intérêts et tous nos autres droits demeurent réservés" in text
    assert ("mise en demeure" in text.partition("\n# ")[2].partition("\n")[2]) == (step == "final")
    assert ("Pénalités" in text or "pénalités" in text or "indemnité" in text) == (step == "final")


def test_before_the_due_date_nothing_is_threatened(tmp_path: Path) -> None:
    text = said("reminder", tmp_path, {"cases/a/invoices/3.yaml": french.RECENT}, step="upcoming")
    assert "# Échéance du 27 septembre 2026 : facture n° F2026-031" in text
    assert "La présente ne modifie pas l’échéance" in text
    assert not re.search(r"pénalité|indemnité|mise en demeure|tribunal|retard", text)


def test_a_salutation_of_the_case_is_repeated_in_the_close(tmp_path: Path) -> None:
    case = CASE.replace("role: Comptabilité", "role: Comptabilité, salutation: Chère Madame Oudinot")
    text = said("reminder", tmp_path, {"cases/a/case.yaml": case}, step="first")
    assert "\nChère Madame Oudinot,\n" in text
    assert "d’agréer, Chère Madame Oudinot, l’expression" in text


# the settlement


def test_concessions_are_named_where_they_are_true(tmp_path: Path) -> None:
    text = said("settlement", tmp_path, SETTLED)
    assert "# Protocole transactionnel et reconnaissance de dette" in text
    assert "concessions réciproques suivantes : le Créancier ramène sa demande de 8 644,15 € à 7 800,00 €" in text
    assert "« Bon pour reconnaissance de dette, soit 7 800,00 € (sept mille huit cents euros) »" in text
    assert "(article 1376 du code civil)" in text


def test_a_plan_for_the_whole_sum_is_no_transaction(tmp_path: Path) -> None:
    whole = SETTLEMENT.replace("7800.00", "8644.15").partition("adjustments")[0].replace("true", "false")
    text = said("settlement", tmp_path, {"cases/a/settlement.yaml": whole})
    assert "# Protocole d’accord\n" in text
    assert "sans reconnaître la Créance" in text
    assert not re.search(r"concessions|transaction|2044|2052|1376|Bon pour", text)


def test_another_law_is_not_given_french_articles(tmp_path: Path) -> None:
    case = CASE.replace("law: FR", "law: BE").replace("{regime: fr}", "{regime: contract, rate: 8}")
    text = said("settlement", tmp_path, {**SETTLED, "cases/a/case.yaml": case})
    assert "à savoir le droit belge" in text
    assert "code civil" not in text


# counting

CREDITED = """\
number: A2026-004
kind: credit-note
credits: F2026-018
issued: 2026-06-01
lines: [{id: "1", description: Pose, unit_price: 1.00}]
"""


@pytest.mark.parametrize(
    ("days", "words"),
    [(1, "1 jour"), (2, "2 jours"), (5, "5 jours"), (12, "12 jours"), (21, "21 jours"), (22, "22 jours")],
)
def test_days_late(days: int, words: str, tmp_path: Path) -> None:
    day = date(2026, 4, 30) + timedelta(days)
    assert f"avec un retard de {words}." in said("reminder", tmp_path, ALONE, day, step="final")


@pytest.mark.parametrize("count", [1, 2, 5, 12, 21, 22])
def test_invoices_lines_and_instalments(count: int, tmp_path: Path) -> None:
    bills = {f"cases/a/invoices/{n}.yaml": french.SECOND.replace("F2026-022", f"F{n}") for n in range(1, count + 1)}
    letter = "cases/a/correspondence/2026-05-02.md"
    files = {**bills, "cases/a/payments.yaml": "", letter: FILES[letter].replace("F2026-018", "F1")}
    if count == 1:
        files["cases/a/invoices/2.yaml"] = french.RECENT
    text = said("reminder", tmp_path / "r", files, step="first")
    assert ("# Relance amiable : facture n° F1\n" if count == 1 else f"votre compte, {count} factures\n") in text
    assert ("la facture ci-dessous reste impayée" if count == 1 else "les sommes ci-dessous restent impayées") in text
    lines = "".join(f'  - {{id: "{n}", description: Pose {n}, unit_price: 10.00}}\n' for n in range(1, count + 1))
    one = french.FIRST.partition("stated_total")[0] + "lines:\n" + lines
    listed = said("breakdown", tmp_path / "b", {"cases/a/invoices/1.yaml": one, "cases/a/invoices/2.yaml": CREDITED})
    assert "Livraison ou acceptation justifiée pour aucune ligne" in listed
    plan = SETTLEMENT.replace("count: 3", f"count: {count}")
    agreed = said("settlement", tmp_path / "s", {"cases/a/settlement.yaml": plan})
    assert (
        f"payable en {count} versements" if count > 1 else "La Somme convenue est exigible le **15 septembre"
    ) in agreed


def test_units_follow_their_number(tmp_path: Path) -> None:
    text = said("breakdown", tmp_path, {"cases/a/invoices/3.yaml": french.RECENT})
    assert "14 jours × 420,00" in text
    assert "1,5 heure × 60,00" in text


@pytest.mark.parametrize(
    ("unit", "quantity", "words"),
    [
        ("hours", "14", "14 heures"), ("hours", "1.5", "1,5 heure"), ("pcs", "21", "21 pièces"), ("month", "1", "1 mois"),
        ("man-day", "2", "2 jours-hommes"), ("flat", "1", "1 forfait"), ("square metres", "22", "22 mètres carrés"),
        ("half day", "0.5", "0,5 demi-journée"), ("km", "12", "12 km"),
    ],
)  # fmt: skip
def test_units_with_english_names_read_french(unit: str, quantity: str, words: str, tmp_path: Path) -> None:
    bill = french.RECENT.replace("unit: heure, quantity: 1.5", f"unit: {unit}, quantity: {quantity}")
    assert f"| {words} × 60,00 |" in said("breakdown", tmp_path, {"cases/a/invoices/3.yaml": bill})


@pytest.mark.parametrize(("currency", "tax"), [("EUR", "TVA"), ("GBP", "TVA"), ("USD", "Taxe")])
def test_only_value_added_tax_is_called_so(currency: str, tax: str, tmp_path: Path) -> None:
    regime = CASE.replace("{regime: fr}", "{regime: contract, rate: 8}").replace("EUR", currency)
    files = {"cases/a/case.yaml": regime, "cases/a/corrections.yaml": french.CORRECTIONS}
    listed, corrected = said("breakdown", tmp_path / "b", files), said("correction", tmp_path / "c", files)
    assert f"| Quantité × prix | {tax} | HT | TTC |" in listed
    assert f"\n{tax} : 20 % sur 6 520,00" in listed
    assert f"| Écart HT | {tax} | Écart TTC |" in corrected
    assert ("TVA" in listed + corrected.partition("# Rectification")[2]) == (tax == "TVA")


WAIVED = "- {id: O1, date: 2026-08-20, by: us, kind: waiver, amount: 8000.00, due: 2026-09-30}\n"


def test_a_waiver_says_what_is_to_be_paid_for_it(tmp_path: Path) -> None:
    waived = {"cases/a/offers.yaml": WAIVED}
    told = "propose l’abandon du surplus, 8 000,00 € à payer en tout, pour le 30 septembre 2026"
    assert told in said("chronology", tmp_path / "c", waived)
    assert "renonciation, 8 000,00 € à payer pour le 30/09/2026" in said("brief", tmp_path / "b", waived)


def test_no_participle_needs_the_gender_of_a_currency(tmp_path: Path) -> None:
    """« 1 260,00 £ » are livres: what agrees with euros would not agree with them."""
    for case_id, kind, step, day in DATED:
        text = markdown_text.draw(sheet(kind, sample(case_id), day, language="fr", step=step))
        assert (
            re.findall(r"[€£$]\**(?: au total)? (?:sont|ont été|seront|reçus|concédés|non encore facturés)", text) == []
        )


MUTE = "---\ndate: 2026-06-0{n}\ndirection: {way}\nchannel: {channel}\n---\nTexte.\n"


def test_a_contact_without_a_subject_leaves_no_colon_behind(tmp_path: Path) -> None:
    kinds = [(way, channel) for way in ("out", "in") for channel in ("email", "post", "registered", "chat")]
    mute = {
        f"cases/a/correspondence/2026-06-0{n}.md": MUTE.format(n=n, way=way, channel=channel)
        for n, (way, channel) in enumerate(kinds, 1)
    }
    rows = [row for row in said("chronology", tmp_path, mute).splitlines() if "/06/2026 | " in row and "envoyé" in row]
    assert len(rows) == len(kinds)
    assert [row for row in rows if re.search(r"[:;,] *\|", row)] == []


# English cases in French


@pytest.mark.parametrize(("case_id", "kind", "step", "day"), DATED)
def test_the_samples_are_told_in_french(case_id: str, kind: str, step: str, day: date) -> None:
    text = markdown_text.draw(sheet(kind, sample(case_id), day, language="fr", step=step))
    assert "None" not in text
    assert re.findall(r"\b(?:de|que) (?:Atelier|Ines|Anna)\b", text) == []
    for label in ("Amount", "Due", "Total on", "Enclosures", "Exhibit", "Please", "Our ", "Dear"):
        assert f"| {label}" not in text
        assert f"\n{label}" not in text


def test_the_samples_are_all_read() -> None:
    assert {row[0] for row in DATED} == set(SAMPLES)
    assert matters.ROOT.is_dir()


def test_an_objection_without_words_has_its_reason_in_french(tmp_path: Path) -> None:
    silent = CONTESTED.replace('statement: "Le forfait devait comprendre les ampoules.", ', "")
    text = said("demand", tmp_path, {"cases/a/invoices/1.yaml": silent})
    assert "Vous avez fait valoir le 4 mai 2026 : le montant facturé est trop élevé." in text


def test_an_objection_without_any_reason_is_not_given_one(tmp_path: Path) -> None:
    silent = CONTESTED.replace('statement: "Le forfait devait comprendre les ampoules.", ', "")
    text = said("demand", tmp_path, {"cases/a/invoices/1.yaml": silent.replace("overcharged", "unclear")})
    assert "Vous avez élevé cette contestation le 4 mai 2026 sans en préciser le motif." in text


def test_a_breakdown_names_the_law_without_its_article(tmp_path: Path) -> None:
    assert "Droit applicable\n: Droit français" in said("breakdown", tmp_path, {})


def test_one_answer_is_not_one_of_several(tmp_path: Path) -> None:
    assert "Si notre réponse ne vous convainc pas" in said("dispute-reply", tmp_path, DISPUTED)
