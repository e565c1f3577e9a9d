"""The French papers for an attorney, a court and ourselves: their pages, what they say, and what they keep back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from casefile.case.wall import opened
from casefile.documents.compose import matters_of
from casefile.documents.covering import covering
from casefile.documents.kinds import kind
from casefile.documents.matter import Options
from casefile.render import markdown_text, pdf, plain
from casefile.render.sheet import Location
from tests.documents.french import CASE, CASES, COUNSELLED, FILES, SETTLED, SETTLEMENT
from tests.documents.matters import SAMPLES, TODAY, claim, sample, sheet, written
from tests.documents.test_french import NARROW, NBSP, said
from tests.render.pages import texts

PAGES = {"summary": 1, "options": 1, "brief": 2, "call-sheet": 2}


def flat(text: str) -> str:
    return text.replace(NBSP, " ").replace(NARROW, " ")


def told(name: str, root: Path) -> str:
    named, files, day = CASES[name]
    return flat(markdown_text.draw(sheet(named, written(root, files), day, language="fr")))


def of_sample(name: str, case_id: str, day: date = TODAY) -> str:
    return flat(markdown_text.draw(sheet(name, sample(case_id), day, language="fr")))


@pytest.mark.parametrize("case_id", SAMPLES)
@pytest.mark.parametrize("name", PAGES)
def test_it_keeps_to_its_pages(name: str, case_id: str) -> None:
    assert len(texts(pdf.draw(sheet(name, sample(case_id), language="fr")))) == PAGES[name]


@pytest.mark.parametrize("case_id", SAMPLES)
def test_the_summary_is_one_page_also_with_a_packets_references(case_id: str) -> None:
    case = sample(case_id)
    places = {exhibit.id: Location(exhibit.id, 9, 8880) for exhibit in opened(case).exhibits}
    assert len(texts(pdf.draw(sheet("summary", case, locations=places, language="fr")))) == 1


@pytest.mark.parametrize("case_id", SAMPLES)
def test_every_page_of_the_brief_says_what_it_is(case_id: str) -> None:
    first, second = map(flat, texts(pdf.draw(sheet("brief", sample(case_id), language="fr"))))
    assert "Note établie en vue d’obtenir un conseil juridique." in first
    assert "couverte par le secret professionnel" in first
    assert "couverte par le secret professionnel" in second


def test_the_facts_of_the_call_sheet_are_on_its_first_page() -> None:
    for case_id in SAMPLES:
        first, second = texts(pdf.draw(sheet("call-sheet", sample(case_id), language="fr")))
        assert "Les faits" in first
        assert "Ce que nous ne disons pas" in first
        assert "Ce que l’appel a donné" in second


def test_the_summary_has_the_claim_and_where_it_stands(tmp_path: Path) -> None:
    text = told("summary", tmp_path)
    for part in (
        "# Synthèse de la créance au 1er septembre 2026",
        "Contrat d’agencement, écrit, 12/01/2026 (pièce E01) ; régi par le droit français ; juridiction convenue : Lyon",
        "| Facture n° F2026-018 du 31/03/2026 | 30/04/2026 | 124 j | 7 824,00 € | 1 947,91 € | 5 876,09 € |",
        "| Indemnité forfaitaire pour frais de recouvrement : articles L. 441-10, II, et D. 441-5 du code de commerce |",
        "| **Total** | **8 822,27 €** |",
        "« Le forfait devait comprendre les ampoules. » Réponse : Le devis les excluait.",
        "Aucune mise en demeure n’a été adressée.",
        "Dernière communication du débiteur : 20/06/2026, appel (Anna Oudinot), promesse de paiement.",
    ):
        assert part in text, part


def test_what_is_kept_back_is_in_the_brief_and_not_in_the_summary(tmp_path: Path) -> None:
    brief, summary = told("brief", tmp_path / "b"), told("summary", tmp_path / "s")
    assert "- 03/07/2026, nous, *without prejudice* : renonciation, 8 000,00 € à payer ; refusée" in brief
    assert (
        "- 05/08/2026, le débiteur, non communiquée : report d’échéance, 8 000,00 € à payer pour le 01/12/2026 ; valable"
        in brief
    )
    assert (
        "- 20/08/2026, nous, non confidentielle : remise, 8 000,00 € à payer pour le 30/09/2026 ; valable jusqu’au 15/09"
        in brief
    )
    assert "prejudice" not in summary
    assert "8 000,00" not in summary


def test_the_brief_for_counsel(tmp_path: Path) -> None:
    text = told("brief", tmp_path)
    for part in (
        "Pour l’avocat qui sera consulté, et à nul autre",
        "Éditions du Marais SAS (débiteur) ; Anna Oudinot (Comptabilité, Éditions du Marais SAS)",
        "- Indiquer s’il convient d’agir en justice (Lyon), par quelle voie et pour quel montant.",
        "facture n° F2026-018 : action possible jusqu’au",
        "selon le droit français (article L. 110-4 du code de commerce)",
        "- 20/06/2026 : promesse de payer 2 000,00 € pour le 30/06/2026 (Anna Oudinot, appel) ; non tenue",
        "- Aucune pièce ne justifie : F2026-022, ligne 1 (Comptoir en chêne), 2 580,00 €.",
        "- Rien n’établit la date de réception de la facture n° F2026-022 par le débiteur.",
        "- Anna Oudinot, Comptabilité (côté débiteur) : appel du 20/06/2026",
        "Frais exposés à ce jour : Lettre recommandée, 7,82 €.",
    ):
        assert part in text, part


def test_what_the_brief_asks_follows_the_case() -> None:
    kestrel = of_sample("brief", "2026-003-kestrel")
    assert "- Indiquer comment agir, l’accord du 01/06/2026 n’étant pas respecté (E12), et si" in kestrel
    assert "poursuivre aussi : Martin Ashdown." in kestrel
    assert "terme reporté au 17/06/2032 (selon les termes de l’accord, non vérifié)" in kestrel
    ruined = of_sample("brief", "2026-017-morgenrot", date(2026, 10, 20))
    assert "- Déclarer la créance à la procédure d’insolvabilité au plus tard le 30/11/2026" in ruined
    assert "mandataire désigné : Rechtsanwältin Dr. Hella Quandt" in ruined
    assert "tant que l’accord est respecté" in of_sample("brief", "2026-022-brightwell")


def test_a_case_that_says_little(tmp_path: Path) -> None:
    bare = "id: a\ntitle: Site\ncurrency: EUR\ndebtor: {name: Northwind}\n"
    files = {"cases/a/case.yaml": bare, "casefile.yaml": "creditor: {name: Halvorsen}\n"}
    text = flat(markdown_text.draw(sheet("brief", written(tmp_path, files), language="fr")))
    for part in (
        "rien n’est consigné",
        "droit applicable non indiqué ; aucune clause attributive de juridiction",
        "non déterminée pour la facture n° INV-1, le droit applicable n’étant pas indiqué.",
        "Le débiteur n’a rien reconnu ni promis.",
        "Rien au dossier n’indique ce qui a été convenu.",
        "Aucun paiement n’a été reçu. Aucun compte du débiteur n’est connu. Aucuns frais à ce jour.",
    ):
        assert part in text, part


def test_the_settlement_that_was_broken_and_the_rest_of_it(tmp_path: Path) -> None:
    late = date(2026, 9, 30)
    full = flat(markdown_text.draw(sheet("summary", written(tmp_path / "f", SETTLED), late, language="fr")))
    assert (
        "n’est pas respecté : le versement exigible le 15/09/2026 n’a pas été effectué. La totalité de la créance"
        in full
    )
    rest = {**SETTLED, "cases/a/settlement.yaml": SETTLEMENT.replace("full", "remaining")}
    text = flat(markdown_text.draw(sheet("call-sheet", written(tmp_path / "r", rest), late, language="fr")))
    assert "la totalité du solde est immédiatement exigible." in text
    assert "rappeler ce que l’accord prévoit en cas de retard" in text
    assert "| Solde de l’accord |" in text


def test_the_call_sheet(tmp_path: Path) -> None:
    text = told("call-sheet", tmp_path)
    for part in (
        "# Fiche d’appel : Éditions du Marais SAS",
        "La dernière promesse n’a pas été tenue. Demander ce qui s’est passé",
        "- Notre dernier écrit : 02/05/2026, courriel (relance amiable), « Relance amiable »",
        "(Anna Oudinot) : **non tenue**",
        "; non communiquée au débiteur",
        "O1 peut être rappelée telle quelle ; elle prend fin le 15/09/2026. Notre proposition O2 peut être rappelée",
        "telle quelle. Aucune autre proposition ne peut être faite. Une somme",
        "| F2026-018, ligne 2 : « Le forfait devait comprendre les ampoules. » | Le devis les excluait. (pièce E03) |",
        "annoncer calmement la suite : ",
        "--outcome disputed | refused | reached | no-answer",
    ):
        assert part in text, part


def test_nobody_but_the_debtor_hears_of_a_persons_debt(tmp_path: Path) -> None:
    text = of_sample("call-sheet", "2026-017-morgenrot")
    assert "- Rüya Aydın, Schichtleitung, +49 30 23125 417 : tiers ; demander quand le débiteur peut être joint" in text
    assert "4 tentatives sont restées sans réponse ou sans remise." in text
    assert "représente le débiteur ; ne parler à personne d’autre" in of_sample("call-sheet", "2026-003-kestrel")
    case = CASE.replace("debtor:\n", "debtor:\n  kind: consumer\n").replace("{regime: fr}", "{regime: fr-civil}")
    case = case.partition("costs:")[0]
    consumer = said("call-sheet", tmp_path, {"cases/a/case.yaml": case})
    assert "- Consommateur : appeler à des heures raisonnables seulement" in consumer
    assert "8 heures" not in consumer


@pytest.mark.parametrize(
    ("count", "words"),
    [(1, "1 tentative est restée"), (2, "2 tentatives sont restées"), (22, "22 tentatives sont restées")],
)
def test_attempts_are_counted(count: int, words: str, tmp_path: Path) -> None:
    call = "---\ndate: 2026-08-{:02}\ndirection: out\nchannel: call\noutcome: no-answer\n---\nSans réponse.\n"
    tried = {f"cases/a/correspondence/2026-08-{n:02}.md": call.format(n) for n in range(1, count + 1)}
    assert words in said("call-sheet", tmp_path, {**COUNSELLED, **tried})


def test_the_ways_out(tmp_path: Path) -> None:
    text = told("options", tmp_path)
    assert "# Comparaison des issues possibles : à usage interne" in text
    assert "| Notre proposition O2, paiement échelonné | équivaut à 6 % de remise |" in text
    assert "| 3 versements mensuels | probabilité de" in text
    assert (
        "« Action en justice » ne peut être comparée ; il reste à indiquer le coût, la durée et la probabilité." in text
    )
    assert "avec les intérêts suivants : pénalités de retard." in text
    kept = of_sample("options", "2026-022-brightwell")
    assert "**Accord respecté**, 1 252,04 £ ce jour. C’est à elle que les autres sont comparées." in kept
    assert "« Attente de 90 jours » vaut moins que « Accord respecté », quelle que soit la probabilité." in kept
    assert "## Somme facturée en moins et non encore facturée : 720,00 £" in kept


def test_the_lines_that_go_with_a_document(tmp_path: Path) -> None:
    case = written(tmp_path, FILES)
    enclosed = sheet("statement", case, language="fr")
    matters = matters_of(kind("statement"), (case,), (claim(case),))
    made = covering(kind("statement"), matters, Options(as_of=TODAY, language="fr"), enclosed)
    text = flat(plain.draw(made))
    assert text.startswith("Madame, Monsieur,\n\nVeuillez trouver ci-joint le document suivant : ")
    assert made.title in plain.draw(made)
    assert "l’expression de nos salutations distinguées" in text


def test_counsel_is_called_maitre(tmp_path: Path) -> None:
    case = written(tmp_path, FILES)
    enclosed = sheet("brief", case, language="fr")
    matters = matters_of(kind("brief"), (case,), (claim(case),))
    text = flat(plain.draw(covering(kind("brief"), matters, Options(as_of=TODAY, language="fr"), enclosed)))
    assert text.startswith("Maître,\n\nVeuillez trouver ci-joint le document suivant : ")
    assert "d’agréer, Maître, l’expression de nos salutations distinguées" in text


@pytest.mark.parametrize(("method", "words"), [("transfer", "virement"), ("cheque", "chèque"), ("troc", "troc")])
def test_ways_of_paying_are_said_in_french(method: str, words: str, tmp_path: Path) -> None:
    paid = FILES["cases/a/payments.yaml"].replace("reference: acompte", f"reference: acompte, method: {method}")
    assert f"20/05/2026, 2 000,00 € ({words})" in said("brief", tmp_path, {"cases/a/payments.yaml": paid})


def test_what_is_not_late_has_no_days_late() -> None:
    assert "| Versement 2 sur 2 | 30/09/2026 | – | 1 260,00 £ |" in of_sample("summary", "2026-022-brightwell")
