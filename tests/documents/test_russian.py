"""Russian: what each document says for a case between two Russian companies, and the rules of its letters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from casefile.claim.regimes import Regimes
from casefile.documents.chronology import FactValues
from casefile.documents.kinds import KINDS, stem
from casefile.documents.words import law_named, words
from casefile.money import Money
from casefile.render import markdown_text
from casefile.render.builtin import builtin
from casefile.render.literal import restore
from casefile.render.template import Template, fill
from tests.documents import russia
from tests.documents.matters import CASE, INVOICE, SAMPLES, TODAY, said, sample, sheet, written
from tests.golden import Golden

ENGLISH = re.compile(
    r"\b(the|of|and|to|is|are|by|for|from|with|this|that|your|our|you|we|not|has|have|been|which|under|no|rule|"
    r"invoice|payment|interest|claim|unless|agreed)\b",
    re.IGNORECASE,
)
"""Words that no Russian text has."""
SETTLED = {"cases/a/settlement.yaml": russia.SETTLEMENT}
OFFERED = {"cases/a/offers.yaml": russia.OFFERS}
CORRECTED = {"cases/a/corrections.yaml": russia.CORRECTIONS}
QUIET = {
    "cases/a/case.yaml": re.sub(r"dispute:\n(  .*\n)+", "", russia.CASE),
    "cases/a/invoices/1.yaml": re.sub(r" +dispute: .*\n.*\n", "", russia.FIRST),
}
DOCUMENTS: tuple[tuple[str, str, date, dict[str, str]], ...] = (
    ("reminder", "upcoming", date(2026, 2, 3), {}),
    ("reminder", "first", TODAY, {}),
    ("reminder", "second", TODAY, {}),
    ("reminder", "final", TODAY, {}),
    ("breakdown", "", TODAY, {}),
    ("statement", "", TODAY, SETTLED),
    ("offer", "", TODAY, OFFERED),
    ("settlement", "", date(2026, 6, 1), SETTLED),
    ("default-notice", "", date(2026, 7, 2), SETTLED),
    ("demand", "", TODAY, OFFERED),
    ("receipt", "", TODAY, {}),
    ("chronology", "", TODAY, {**SETTLED, **OFFERED}),
    ("dispute-reply", "", TODAY, {}),
    ("correction", "", TODAY, CORRECTED),
    ("check-in", "", date(2026, 2, 3), QUIET),
    ("terms", "", TODAY, {}),
    ("scott-schedule", "", TODAY, {}),
    ("aging", "", TODAY, SETTLED),
    ("review", "", TODAY, SETTLED),
)


def drawn(root: Path, name: str, step: str = "", day: date = TODAY, **choices: object) -> str:
    """A document of the Russian case, as Markdown text; `files` are in place of, or beside, its own."""
    given = choices.pop("files", {})
    files = {**russia.FILES, **(given if isinstance(given, dict) else {})}
    return markdown_text.draw(sheet(name, written(root, files), day, language="ru", step=step, **choices))


def spoken(name: str, root: Path, files: dict[str, str] | None = None, day: date = TODAY, **choices: object) -> str:
    """What a document of the small case says in Russian, no-break spaces as spaces."""
    return said(name, written(root, files or {}), day, language="ru", **choices)


@pytest.mark.parametrize(("name", "step", "day", "files"), DOCUMENTS, ids=[stem(row[0], row[1]) for row in DOCUMENTS])
def test_what_the_documents_say(
    name: str, step: str, day: date, files: dict[str, str], tmp_path: Path, golden: Golden
) -> None:
    text = drawn(tmp_path, name, step, day, files=files)
    golden(f"{stem(name, step)}.md", text)
    own = text.replace("asset:payment", "").replace("letter before claim", "")
    assert not ENGLISH.search(own)
    assert not re.search(r"\.\.(?!\.)| ,|«»|\bг\.,? ?\.|(?<!г)\.»\.", own)
    assert not re.search(r" —|(?:сч[её]т\w*|нота) № |20\d\d г\.|\d (?:₽|%|дн)", own.partition("\n# ")[2]), (
        "a no-break space is missing"
    )


def test_every_kind_is_here() -> None:
    inside = {"summary", "brief", "options", "call-sheet"}  # test_russian_inside.py
    assert {row[0] for row in DOCUMENTS} | inside == set(KINDS)


def test_the_claim_holds_what_a_russian_court_expects(tmp_path: Path) -> None:
    text = drawn(tmp_path, "demand", files=OFFERED).replace("\u00a0", " ")
    for part in (
        "Исх. № a",
        "Заказное письмо с уведомлением о вручении",
        "# Повторная досудебная претензия об уплате задолженности\n",
        "Уважаемые господа!",
        "требуем уплатить **392 726,46 ₽** (Триста девяносто две тысячи семьсот двадцать шесть рублей 46 копеек)",
        "в порядке досудебного урегулирования спора (ч. 5 ст. 4 АПК РФ)",
        "ООО «Вектор Софт», ИНН 6316123458, КПП 631601001, ОГРН 1156313012349, ул. Полевая",
        "ООО «Северный торговый дом», ИНН 2901123450, КПП 290101001, ОГРН 1142901001231, пр-кт Ленина",
        "10 ноября 2025 г. между Кредитором и Должником в письменной форме заключён договор: «Договор на внедрение",
        "К договору применяется право Российской Федерации.",
        "Подтверждающие документы: E03.",
        "(ст. 309, 310 ГК РФ)",
        "Напоминания об оплате направлялись Вам 25 февраля 2026 г. Претензия направлена Вам 20 апреля 2026 г. (E04)",
        "отправление вручено 28 апреля 2026 г. (E04)",
        "Долг по счёту № 27 от 30 января 2026 г. на сумму 388 936,00 ₽, в т. ч. НДС 70 136,00 ₽;",
        "| Проценты (ст. 395 ГК РФ) по день составления письма включительно | 30 104,26 ₽ |",
        "ключевая ставка Банка России, действовавшая в соответствующие периоды, в настоящее время 14 % годовых",
        "| С | По | Дней | Задолженность | Ставка | Дней в году | Проценты |",
        "| 16.02.2026 | 16.03.2026 | 29 | 388 936,00 | 15,5 % | 365 | 4 789,77 |",
        "продолжается по день фактической оплаты: **138,90 ₽** за каждый день",
        "Ваше возражение от 5 марта 2026 г.: «Второй день обучения не состоялся». Наш ответ: Обучение проведено",
        "Основной долг в части 331 636,00 ₽ не оспаривается.",
        "Ваше предложение от 12 мая 2026 г. не могло быть принято: оно откладывало оплату до 31 декабря 2026 г.\n",
        "в течение 30 календарных дней со дня направления настоящей претензии, то есть не позднее **1 октября 2026 г.**",
        "40702810500000012345",
        "АО «Пример-Банк», БИК 044525974",
        "30101810145250000974",
        "Указанная здесь дата не продлевает срок оплаты.",
        "обратиться в арбитражный суд (согласованная подсудность: Арбитражный суд Самарской области) с иском о",
        "Все права сохраняются.",
        "- Генеральный директор\\\n  Соколов Андрей Петрович\\\n  ООО «Вектор Софт»",
        "1. Расчёт задолженности\n2. Расшифровка счетов\n3. Документ, подтверждающий полномочия подписавшего лица",
        "| E01 | Договор № 14/25, подписанный экземпляр | 10.11.2025 |",
    ):
        assert part in text, part
    assert not re.search(r"банкрот|уголовн|публик|коллектор|реестр должников", text)


def test_the_first_claim_is_no_repeated_one_and_a_person_is_not_threatened_with_the_commercial_court(
    tmp_path: Path,
) -> None:
    files = {"cases/a/correspondence/2026-04-20-demand.md": russia.REMINDED}
    assert "# Досудебная претензия об уплате" in drawn(tmp_path / "first", "demand", files=files)
    person = russia.CASE.replace(
        "debtor:\n  name: ООО «Северный торговый дом»", "debtor:\n  kind: consumer\n  name: Яна"
    )
    text = drawn(tmp_path / "person", "demand", files={"cases/a/case.yaml": person}).replace("\u00a0", " ")
    assert "обратиться в компетентный суд" in text
    assert "арбитражный суд (" not in text
    assert "АПК" not in text
    assert "Здравствуйте, Яна!" in text


def test_many_invoices_are_counted_and_left_to_the_enclosures(tmp_path: Path) -> None:
    files = {
        f"cases/a/invoices/{n}.yaml": russia.SECOND.replace('"41"', f'"{n}"').replace("22", "0") for n in range(3, 22)
    }
    text = drawn(tmp_path, "demand", files=files).replace("\u00a0", " ")
    assert "Требование заявлено по 21 счёту, указанному ниже." in text
    assert "на сумму 60 000,00 ₽, без НДС |" in text
    assert "| Дней в году |" not in text
    assert "показаны в прилагаемом расчёте задолженности." in text


def test_counsel_speaks_for_the_client(tmp_path: Path) -> None:
    text = drawn(tmp_path, "demand", by="attorney").replace("\u00a0", " ")
    for part in (
        "Исх. № 17/2026",
        "Действуя от имени и по поручению Кредитора (ООО «Вектор Софт») на основании доверенности, заявляем",
        "Кредитор намерен без дополнительного уведомления",
        "Ответ Кредитора: Обучение",
        "- Представитель по доверенности\\\n  Лебедев Игорь Сергеевич, Адвокатское бюро",
        "3. Доверенность представителя (копия)",
    ):
        assert part in text, part
    assert not re.search(r"Соколов|Наш ответ|мы намерены", text)


@pytest.mark.parametrize(
    ("law", "more", "title", "part"),
    [
        ("DE", "", "Официальное требование об уплате задолженности по счёту № INV-1 (Mahnung)", "право Германии"),
        ("GB-ENG", "", "Требование об уплате задолженности по счёту № INV-1 до подачи иска (letter before claim)",
         "Practice Direction"),
        ("GB-ENG", "  natural: true\n",
         "Требование об уплате задолженности по счёту № INV-1 до подачи иска (letter before claim)", "(Reply Form)"),
        ("GB-SCT", "", "Официальное требование об уплате задолженности по счёту № INV-1", "право Шотландии"),
        ("FR", "", "Официальное требование об уплате задолженности по счёту № INV-1 (mise en demeure de payer)",
         "до 16 сентября"),
        ("PL", "", "Официальное требование об уплате задолженности по счёту № INV-1 (przedsądowe wezwanie do zapłaty)",
         "право Польши"),
        ("US-NY", "", "Последнее требование об уплате задолженности по счёту № INV-1 (final notice)",
         "право штата Нью-Йорк (США)"),
        ("JP", "", "Официальное требование об уплате задолженности по счёту № INV-1", "право Японии"),
        ("VU", "", "Официальное требование об уплате задолженности по счёту № INV-1", "право страны: Вануату"),
    ],
)  # fmt: skip
def test_the_demand_under_other_laws(law: str, more: str, title: str, part: str, tmp_path: Path) -> None:
    case = CASE.replace("law: DE", f"law: {law}").replace("{regime: de}", "{regime: contract, rate: 8.0}")
    text = spoken("demand", tmp_path, {"cases/a/case.yaml": case.replace("debtor:\n", f"debtor:\n{more}")})
    assert f"\n# {title}\n" in text
    assert part.replace("до 16", "позднее **16") in text
    assert "ГК РФ" not in text
    assert "АПК" not in text


def test_the_reminders_grow_firmer_and_stay_courteous(tmp_path: Path) -> None:
    steps = [row[1:3] for row in DOCUMENTS if row[0] == "reminder"]
    said_ = {step: drawn(tmp_path / step, "reminder", step, day).replace("\u00a0", " ") for step, day in steps}
    for step, text in said_.items():
        kept = "не изменяет срок оплаты" if step == "upcoming" else "Указанная здесь дата не продлевает срок оплаты"
        assert "Если оплата уже произведена, благодарим Вас и просим оставить это письмо без внимания" in text
        assert kept in text
        reserved = "; право на проценты и все иные права сохраняются"
        assert reserved in text
        told = text.replace(reserved, "")
        assert bool(re.search(r"процент|претензи|суд|неустойк|плата за просрочку", told)) == (step == "final")
        assert "Просим" in text or step == "upcoming"
    for step, title in (
        ("upcoming", "Уведомление о сроке оплаты: счёт № 27"),
        ("first", "Напоминание об оплате: 2 счёта"),
        ("second", "Повторное напоминание об оплате: 2 счёта"),
        ("final", "Последнее уведомление перед претензией: 2 счёта"),
    ):
        assert f"# {title}\n" in said_[step]


def form(count: int, one: str, few: str, many: str) -> str:
    """The form of a Russian noun behind a number, by the grammar rather than by CLDR."""
    if count % 100 in range(11, 15):
        return many
    return one if count % 10 == 1 else few if count % 10 in (2, 3, 4) else many


@pytest.mark.parametrize("count", [1, 2, 5, 12, 21, 22])
def test_counts_take_their_forms(count: int, tmp_path: Path) -> None:
    late = spoken("reminder", tmp_path / "late", day=date(2026, 4, 14) + timedelta(days=count), step="final")
    assert f"составляет {count} {form(count, 'день', 'дня', 'дней')}." in late
    parts = f"agreed: 2026-06-01\namount: 2000.00\nschedule: {{first: 2026-06-15, every: week, count: {count}}}\n"
    agreed = parts + f"default: {{grace_days: {count}}}\n"
    settled = spoken("settlement", tmp_path / "settled", {"cases/a/settlement.yaml": agreed})
    counted = f"частями ({count} {form(count, 'платёж', 'платежа', 'платежей')})"
    assert ("до **15 июня 2026 г.** включительно" if count == 1 else counted) in settled
    assert f"в течение {count} {form(count, 'дня', 'дней', 'дней')} после наступления срока" in settled
    invoices = {f"cases/a/invoices/{n}.yaml": INVOICE.replace("INV-1", f"R-{n:02}") for n in range(1, count + 1)}
    asked = spoken("reminder", tmp_path / "invoices", invoices, step="first")
    assert (": счёт № R-01\n" if count == 1 else f": {count} {form(count, 'счёт', 'счёта', 'счетов')}\n") in asked
    lines = spoken("breakdown", tmp_path / "invoices", invoices)
    assert ("счёта № R-01" if count == 1 else f"{count} {form(count, 'счёта', 'счетов', 'счетов')}\n") in lines


def test_units_stand_in_russian_whatever_the_invoice_calls_them(tmp_path: Path) -> None:
    for unit, quantity, shown in (
        ("час", "21", "21 час"), ("час", "1.5", "1,5 часа"), ("день", "5", "5 дней"), ("page", "22", "22 страницы"),
        ("hours", "2", "2 часа"), ("pcs", "12", "12 шт."), ("months", "1", "1 месяц"), ("m²", "46", "46 м²"),
        ("flat", "1", "1 усл. ед."),
    ):  # fmt: skip
        invoice = INVOICE.replace("quantity: 42, unit: h", f"quantity: {quantity}, unit: {unit}")
        text = spoken("breakdown", tmp_path / unit / quantity, {"cases/a/invoices/1.yaml": invoice})
        assert f"{shown} × 65,00" in text
    assert all(len(forms) == 4 for forms in words("ru").units.values())


def test_register_numbers_stay_beside_their_labels(tmp_path: Path) -> None:
    company = '{inn: "2901123450", kpp: "290101001", ogrn: "1142901001231"}'
    trader = russia.CASE.replace(company, '{inn: "290112345012", ogrnip: "314290100123456"}')
    text = drawn(tmp_path, "demand", files={"cases/a/case.yaml": trader})
    assert "ИНН\u00a0290112345012, ОГРНИП\u00a0314290100123456" in text
    assert all(label.endswith("\u00a0") for label in words("ru").registers.values())


def test_a_sole_trader_is_greeted_by_name(tmp_path: Path) -> None:
    trader = russia.CASE.replace("ООО «Северный торговый дом»", "ИП Громова Татьяна Ильинична\n  natural: true")
    text = drawn(tmp_path, "reminder", "first", files={"cases/a/case.yaml": trader})
    assert "\nЗдравствуйте, Громова Татьяна Ильинична!\n" in text
    assert "\nГенеральный директор Соколов Андрей Петрович\\\nООО «Вектор Софт»" in text


def test_a_contact_without_a_subject_leaves_nothing_dangling(tmp_path: Path) -> None:
    silent = "---\ndate: 2026-03-20\ndirection: out\nchannel: chat\ninvoices: ['27']\n---\nДобрый день.\n"
    text = drawn(tmp_path, "chronology", files={"cases/a/correspondence/2026-03-20-chat.md": silent})
    assert "| Сообщение (отправитель: ООО «Вектор Софт») |" in text


def test_a_settlement_recognises_the_debt_and_is_no_gift(tmp_path: Path) -> None:
    text = drawn(tmp_path, "settlement", day=date(2026, 6, 1), files=SETTLED).replace("\u00a0", " ")
    for part in (
        "# Соглашение о погашении задолженности",
        "2.2. Должник признаёт свой долг перед Кредитором в размере Суммы: 360 000,00 ₽ (Триста шестьдесят тысяч",
        "в течение 5 дней после наступления срока",
        "5.1. С поступлением всей Суммы, и не ранее, Кредитор освобождает Должника",
        "5.3. Освобождение по пункту 5.1 не является дарением",
        "7.1. Должник возвращает подписанный акт сверки до первого платежа.",
        "расчётный счёт 40702810500000012345, банк АО «Пример-Банк», БИК 044525974, корр. счёт 30101810145250000974",
        "подтверждает свои полномочия",
    ):
        assert part in text, part
    signed = {"cases/a/settlement.yaml": russia.SETTLEMENT + "signed: {us: Соколов А. П., debtor: Громова Т. И.}\n"}
    kept = drawn(tmp_path / "signed", "settlement", day=date(2026, 6, 1), files=signed)
    assert "дарением" not in kept, "what was signed is not added to"
    assert "Громова Т. И." in kept


def printed_laws() -> Iterator[str]:
    """Every reference to a law or a rule that a regime hands to a document."""
    regimes = Regimes()
    for one in map(regimes.get, regimes.names):
        if one.rate is None or one.start is None:
            continue
        yield from (one.law, one.days.law, one.start.law, one.allocation.law)
        yield from (gap.law for gap in one.excluded)
        for rule in (one.start.unilateral, one.start.moves, one.insolvency, one.compensation):
            if rule:
                yield rule.law


@pytest.mark.parametrize("text", sorted(set(printed_laws())))
def test_laws_are_cited_as_russians_do(text: str) -> None:
    source = '{% from "clauses/laws.md" import law %}{{ law(text) }}'
    bound = text.replace("§ ", "§\u00a0")
    cited = restore(fill(Template("ru/law.md", source, "law.md"), {"text": bound}, {}, "ru")).strip()
    plain = re.sub(
        r"(Late Payment of Commercial Debts|Insolvency \(England and Wales\)|Interest|S\.I\. No\.)", "", cited
    )
    assert re.search("[а-я]", cited.replace("CPLR", "")) or cited.startswith("§")
    assert not ENGLISH.search(plain)
    assert not re.search(r", (art|s|reg|r|ст)\. ?\d|BGB|\bKC\b", plain)


def test_every_fact_has_a_sentence_of_its_own() -> None:
    source = '{% from "clauses/facts.md" import said %}{{ said(fact) }}'
    english = (builtin() / "en" / "clauses" / "facts.md").read_text(encoding="utf-8")
    kinds = {each for found in re.findall(r'fact\.what (?:== ("[^"]+")|in \[([^]]+)\])', english) for each in found}
    tokens = {token for each in kinds for token in re.findall(r'"([^"]+)"', each)}
    channels = set(re.findall(r'what == "(contact-\w+)"', english)) | {"contact-attorney"}
    assert len(tokens | channels) > 40
    for token in sorted(tokens | channels):
        for by_us in (True, False):
            fact = FactValues(
                TODAY, token, "Имя", "Лицо", by_us, "Z-1", "2", Money(Decimal(5), "RUB"),
                "Слово", "Ещё", TODAY, (), "case",
            )  # fmt: skip
            text = restore(fill(Template("ru/fact.md", source, "fact.md"), {"fact": fact}, {}, "ru")).strip()
            assert text[:1].isupper(), token
            assert "\n" not in text
            assert not ENGLISH.search(text), (token, text)
            assert not re.search(r" ,|\(\)|: :|: ;", text), (token, text)


def tokens_of(language: str) -> set[str]:
    """Every word of the program that the templates of a language tell apart."""
    found: set[str] = set()
    for path in (builtin() / language).rglob("*.md"):
        text = path.read_text(encoding="utf-8")
        found |= set(re.findall(r'[!=]= "([\w-]+)"', text))
        found |= {each for listed in re.findall(r"in \[([^]]*)\]", text) for each in re.findall(r'"([\w-]+)"', listed)}
    return found


def test_every_branch_of_the_english_templates_is_here() -> None:
    assert tokens_of("en") - tokens_of("ru") <= {"call", "other"}  # which Russian says as it says what is left


@pytest.mark.parametrize("case_id", SAMPLES)
def test_the_samples_speak_russian(case_id: str) -> None:
    text = said("statement", sample(case_id), language="ru")
    assert "# Расчёт задолженности" in text
    assert not re.search(r"(costs, then|BGB §|actual/365)", text)


def test_a_persons_sex_is_never_guessed(tmp_path: Path) -> None:
    person = CASE.replace("  name: Northwind GmbH", "  name: Ada Byron\n  natural: true")
    text = spoken("reminder", tmp_path / "a", {"cases/a/case.yaml": person}, step="first")
    assert "\nЗдравствуйте, Ada Byron!\n" in text
    greeted = person.replace("  natural: true", "  natural: true\n  salutation: Уважаемая Ада Павловна")
    text = spoken("reminder", tmp_path / "b", {"cases/a/case.yaml": greeted}, step="first")
    assert "\nУважаемая Ада Павловна!\n" in text


@pytest.mark.parametrize("code", ["DE", "AT", "CH", "FR", "BE", "LU", "PL", "RU", "GB", "GB-ENG", "US", "US-CA", "NO"])
def test_a_law_is_a_subject(code: str) -> None:
    assert re.fullmatch(r"право [\w\-() ]+", law_named(code, "ru"))


def test_one_objection_is_answered_in_the_singular() -> None:
    text = said("dispute-reply", sample("2026-022-brightwell"), date(2026, 7, 28), language="ru")
    assert "сообщили о своём возражении по счёту № INV-1091. Мы его рассмотрели" in text
    assert "Если Вы не согласны с нашим ответом, сообщите, пожалуйста, почему" in text
