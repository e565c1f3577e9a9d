"""Russian: what only we, our counsel and a court read, and the lines that enclose it; as long, and as guarded, as in English."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest

from casefile.case.wall import opened
from casefile.documents.compose import matters_of
from casefile.documents.covering import covering
from casefile.documents.kinds import kind
from casefile.documents.matter import Options
from casefile.documents.weak import Weak
from casefile.money import Money
from casefile.render import markdown_text, pdf, plain, template
from casefile.render.builtin import builtin
from casefile.render.literal import restore
from casefile.render.sheet import Location
from casefile.render.template import Template, fill
from tests.documents.matters import CASE, INVOICE, SAMPLES, TODAY, claim, noted, said, sample, sheet, written
from tests.golden import Golden
from tests.render.pages import texts

KINDS = ("summary", "brief", "call-sheet", "options")
ENGLISH = re.compile(
    r"\b(the|of|and|to|is|are|by|for|from|with|this|that|your|our|you|we|not|has|have|been|which|under|no|rule|"
    r"invoice|payment|interest|claim|unless|agreed|email|transfer)\b",
    re.IGNORECASE,
)
"""Words that no Russian text has."""
OWN = re.compile(r"casefile \w+ .*(\n  --.*)*|without prejudice")
"""The program's own words, and the term of art."""
BUSINESS = {
    "casefile.yaml": """\
creditor:
  name: ООО «Вектор Софт»
  address: {lines: ["ул. Полевая, д. 12"], postcode: "443001", city: г. Самара, country: RU}
  tax_ids: {inn: "6316123458", kpp: "631601001"}
  bank: {account: "40702810500000012345", bic: "044525974", correspondent_account: "30101810145250000974"}
signatory: {name: Соколов Андрей Петрович, role: Генеральный директор}
""",
    "cases/a/case.yaml": """\
id: a
title: Внедрение складской программы
currency: RUB
debtor:
  name: ООО «Северный торговый дом»
  address: {lines: ["пр-кт Ленина, д. 44"], postcode: "163000", city: г. Архангельск, country: RU}
  contacts: [{name: Громова Татьяна Ильинична, role: финансовый директор, phone: +7 818 255-01-20}]
  bank: {account: "40702810500000054321", name: АО «Пример-Банк»}
attorney: {name: Лебедев Игорь Сергеевич, firm: Адвокатское бюро «Пример», reference: 17/2026}
contract:
  {title: Договор № 14/25, type: services, form: written, date: 2025-11-10, law: RU, evidence: E01,
   forum: {kind: court, place: Арбитражный суд Самарской области}}
interest: {regime: ru}
co_debtors: [{party: {name: ИП Громов}, liability: guarantor, cap: 100000.00}]
costs: [{date: 2026-04-20, amount: 486.20, what: Почтовые расходы}]
events: [{date: 2026-05-12, what: acknowledgement, invoices: ["27"], amount: 250000.00}]
""",
    "cases/a/invoices/1.yaml": """\
number: "27"
issued: 2026-01-30
due: 2026-02-10
lines:
  - {id: "1", description: Настройка учёта, quantity: 84, unit: час, unit_price: 3200.00, tax: 22, evidence: [E02]}
  - id: "2"
    description: Обучение сотрудников
    quantity: 2
    unit: день
    unit_price: 25000.00
    tax: 22
    dispute: {amount: 30500.00, reason: quality, raised: 2026-03-05, statement: "Второй день обучения не состоялся."}
""",
    "cases/a/payments.yaml": '- {date: 2026-03-16, amount: 100000.00, invoice: "27", method: transfer}\n',
    "cases/a/offers.yaml": """\
- {id: O1, date: 2026-08-25, by: us, kind: instalments, amount: 280000.00, expires: 2026-09-14,
   privilege: without-prejudice, schedule: {first: 2026-09-30, every: month, count: 3}}
""",
    "cases/a/evidence.yaml": """\
- {id: E01, file: evidence/E01.txt, title: Договор № 14/25, date: 2025-11-10, kind: contract}
- {id: E02, file: evidence/E02.txt, title: Акт № 7, date: 2026-01-30, kind: acceptance, original: сейф}
""",
    "cases/a/evidence/E01.txt": "1\n",
    "cases/a/evidence/E02.txt": "2\n",
    "cases/a/correspondence/1.md": noted(
        "Обещает часть.", date="2026-05-20", direction="in", channel="call", outcome="promised",
        from_="Громова Татьяна Ильинична", promise="{on: 2026-05-29, amount: 100000.00}",
    ).replace("from_", "from"),
    "cases/a/correspondence/2.md": noted(date="2026-04-20", direction="out", channel="registered", step="demand"),
}  # fmt: skip


def spoken(name: str, root: Path, files: dict[str, str] | None = None) -> str:
    """What a document of the small case says in Russian, no-break spaces as spaces."""
    return said(name, written(root, files or {}), language="ru")


@pytest.mark.parametrize("case_id", SAMPLES)
def test_they_are_no_longer_than_in_english(case_id: str) -> None:
    case = sample(case_id)
    places = {exhibit.id: Location(exhibit.id, 9, 8880) for exhibit in opened(case).exhibits}
    for locations in (None, places):
        assert len(texts(pdf.draw(sheet("summary", case, language="ru", locations=locations)))) == 1
    assert len(texts(pdf.draw(sheet("options", case, language="ru")))) == 1
    brief = texts(pdf.draw(sheet("brief", case, language="ru")))
    assert len(brief) == 2
    assert all("адвокатская тайна, конфиденциально" in page for page in brief)
    first, second = texts(pdf.draw(sheet("call-sheet", case, language="ru")))
    assert all(head in first for head in ("Цель разговора", "С кем говорить", "Факты", "Чего мы не говорим"))
    assert all(head in second for head in ("Что могут сказать и что мы ответим", "Итог разговора"))


@pytest.mark.parametrize("name", KINDS)
def test_what_they_say_of_a_russian_case(name: str, tmp_path: Path, golden: Golden) -> None:
    text = markdown_text.draw(sheet(name, written(tmp_path, BUSINESS), language="ru"))
    golden(f"{name}.md", text)
    own = OWN.sub("x", text)
    assert not ENGLISH.search(own)
    assert not re.search(r"\.\.(?!\.)| ,|«»|: :|\(\)|None|»\.»", own)
    assert not re.search(r" —|сч[её]т\w* № |20\d\d г\.|\d (?:₽|%)", own), "a no-break space is missing"


def test_the_brief_is_for_the_advocate_and_holds_what_others_may_not_see(tmp_path: Path) -> None:
    text = said("brief", written(tmp_path, BUSINESS), language="ru")
    for part in (
        "**Подготовлено для получения юридической помощи.** Только для адресата: Лебедев Игорь Сергеевич,",
        "дело № 17/2026. Содержит",
        "Проверка конфликта\n: ООО «Вектор Софт» (кредитор); ООО «Северный торговый дом» (должник); Громова Татьяна",
        "ИП Громов (поручитель); Соколов Андрей Петрович (Генеральный директор, ООО «Вектор Софт»)",
        "; поручитель: ИП Громов, в пределах 100 000,00 ₽",
        "- Сообщить, следует ли предъявить иск (Арбитражный суд Самарской области), в каком порядке и в какой сумме.",
        "**Исковая давность (подлежит подтверждению):** счёт № 27: иск может быть предъявлен по ",
        "; право Российской Федерации, ст. 196 и 200 ГК РФ",
        "- 12.05.2026: признано 250 000,00 ₽ по счёту № 27",
        "обещано 100 000,00 ₽ до 29.05.2026 (Громова Татьяна Ильинична, звонок); не исполнено",
        "- На возражение ещё нет ответа: счёт № 27, позиция 2 (Обучение сотрудников).",
        "- Не подтверждено, когда должник получил счёт № 27.",
        "- Вручение претензии от 20.04.2026 не подтверждено.",
        "Подлинники: сейф: E02",
        "16.03.2026, 100 000,00 ₽, перевод",
        "25.08.2026, мы, без ущерба для прав: рассрочка, 280 000,00 ₽, 3 платежа с 30.09.2026 по 30.11.2026; действует",
    ):
        assert part in text, part


@pytest.mark.parametrize("name", ["summary", "options"])
def test_others_read_nothing_of_what_was_offered_without_prejudice(name: str, tmp_path: Path) -> None:
    text = said(name, written(tmp_path, BUSINESS), language="ru")
    assert ("280 000,00" in text) == (name == "options")
    assert "ущерба" not in text


WEAK = (
    "no-agreement", "no-words", "no-copy", "unproven", "unanswered", "conceded", "credited", "underbilled", "set-off",
    "no-receipt", "no-demand", "demand-returned", "demand-unproven", "total-differs", "no-interest",
)  # fmt: skip


def test_every_weak_point_has_a_sentence() -> None:
    source = (builtin() / "ru" / "brief.md").read_text(encoding="utf-8")
    head = source.partition(":::: small")[0].partition("---\n")[2].partition("---\n")[2]
    found = set()
    for point in WEAK:
        one = Weak(point, "Z-1", "2", "слово", TODAY, Money(Decimal(5), "RUB"))
        values = {"each": one}
        text = restore(fill(Template("ru/b.md", head + "{{ point(each) }}", "b.md"), values, {}, "ru")).strip()
        assert re.fullmatch(r"[А-Я][^{}]*\.", text), point
        assert not ENGLISH.search(text)
        found.add(text)
    assert len(found) == len(WEAK)


def limitation_laws() -> set[str]:
    folder = Path(template.__file__).parents[1] / "claim" / "limitation"
    laws = (re.findall(r'law: (?:"([^"]+)"|([^,}\n]+))', path.read_text(encoding="utf-8")) for path in folder.iterdir())
    return {quoted or bare for found in laws for quoted, bare in found}


@pytest.mark.parametrize("text", sorted(limitation_laws()))
def test_limitation_is_cited_as_russians_do(text: str) -> None:
    source = '{% from "clauses/limits.md" import term %}{{ term(text) }}'
    bound = text.replace("§ ", "§\u00a0")
    cited = restore(fill(Template("ru/law.md", source, "law.md"), {"text": bound}, {}, "ru")).strip()
    if re.fullmatch(r"(Limitation|Prescription|Statute) [\w ()]+ \d{4}", text):
        return  # an act as a whole, by its own name
    assert re.search(r"[а-яА-Я]", cited.replace("CPLR", ""))
    assert not re.search(r", (art|ss?|nos?)\. ?\d|BGB|HGB|\bKC\b|C\. c|\bpkt\b|§§|loi", cited)


def form(count: int, one: str, few: str, many: str) -> str:
    """The form of a Russian noun behind a number, by the grammar rather than by CLDR."""
    if count % 100 in range(11, 15):
        return many
    return one if count % 10 == 1 else few if count % 10 in (2, 3, 4) else many


@pytest.mark.parametrize("count", [1, 2, 5, 12, 21, 22])
def test_counts_take_their_forms(count: int, tmp_path: Path) -> None:
    call = noted(date="2026-05-02", direction="out", channel="call", outcome="no-answer")
    missed = {f"cases/a/correspondence/{n}.md": call for n in range(count)}
    text = spoken("call-sheet", tmp_path / "calls", missed)
    assert f"возвратом: {count} {form(count, 'обращение', 'обращения', 'обращений')}." in text
    more = {f"cases/a/invoices/{n}.yaml": INVOICE.replace("INV-1", f"R-{n:02}") for n in range(count)}
    text = spoken("brief", tmp_path / "debts", more)
    if others := count - 1:
        assert f"По {others} {form(others, 'другому долгу', 'другим долгам', 'другим долгам')} срок" in text
    if count > 6:
        listed = form(count, "неоплаченного счёта", "неоплаченных счетов", "неоплаченных счетов")
        assert f"состоит из {count} {listed};" in spoken("summary", tmp_path / "debts", more)
    lines = ", ".join(
        f'{{id: "{n}", description: Часть {n}, unit_price: 10.00, dispute: {{reason: quality}}}}'
        for n in range(count + 4)
    )
    many = {"cases/a/invoices/1.yaml": INVOICE.partition("lines:")[0] + f"lines: [{lines}]\n"}
    text = spoken("summary", tmp_path / "lines", many)
    assert f"- ещё {count} {form(count, 'возражение', 'возражения', 'возражений')}: см. расшифровку счетов" in text


CONSUMER = CASE.replace("  name: Northwind GmbH", "  kind: consumer\n  name: Ada Byron").replace("de}", "de-consumer}")


def test_hours_of_calls_to_a_consumer_are_those_of_where_they_are(tmp_path: Path) -> None:
    german = spoken("call-sheet", tmp_path / "de", {"cases/a/case.yaml": CONSUMER})
    assert "- Потребитель: звонить только в разумное время" in german
    assert "8:00" not in german
    for country, hours in (("RU", "с 8:00 до 22:00 в рабочие дни"), ("US", "только с 8:00 до 21:00")):
        case = CONSUMER.replace("country: DE", f"country: {country}")
        assert hours in spoken("call-sheet", tmp_path / country, {"cases/a/case.yaml": case})


def test_the_call_threatens_nothing(tmp_path: Path) -> None:
    text = said("call-sheet", written(tmp_path, BUSINESS), language="ru")
    rest = text.replace("Никаких угроз: ни полицией, ни банкротством, ни реестрами, ни оглаской", "")
    assert not re.search(r"угро|уголовн|полиц|приговор|коллектор|огласк", rest)


def test_the_ways_are_named_and_compared() -> None:
    text = said("options", sample("2026-014-northwind"), language="ru")
    for part in (
        "| Наше предложение O3: прощение долга | равно скидке 5 % сегодня | 15.09.2026 | 3 549,40 € | 3 538,54 € |",
        "имеет **«3 ежемесячных платежа»**\\: 3 676,90 €. Он выгоднее варианта «Наше предложение O3: прощение долга»,",
        "- «Иск в суд»: сравнить нельзя, нет данных: расходы, время, вероятность.",
        "casefile options 2026-014-northwind --cost 900 --months 9 --chance 75",
    ):
        assert part in text, part
    kept = said("options", sample("2026-022-brightwell"), language="ru")
    assert "«Исполнение соглашения»**\\: 1 252,04 £. С ним сравниваются остальные." in kept
    assert "## Выставлено меньше согласованного, счёт не выставлен: 720,00 £" in kept


def test_the_covering_lines_greet_and_enclose() -> None:
    case = sample("2026-014-northwind")
    matters = matters_of(kind("statement"), (case,), (claim(case),))
    enclosed = sheet("statement", case, language="ru")
    text = plain.draw(covering(kind("statement"), matters, Options(as_of=TODAY, language="ru"), enclosed))
    assert "Уважаемые господа!\n\nНаправляем Вам документ: Расчёт задолженности.\n\n" in text.replace("\u00a0", " ")
    assert "С уважением,\n" in text


def tokens(name: str, language: str) -> set[str]:
    """Every word of the program that a template of a language tells apart, in itself or in what it imports."""
    root = builtin() / language
    text = (root / name).read_text(encoding="utf-8")
    found = set(re.findall(r'[!=]= "([\w-]+)"', text))
    for clause in re.findall(r'"(clauses/[\w-]+\.md)"', text):
        found |= tokens(clause, language)
    return found


@pytest.mark.parametrize("name", KINDS)
def test_every_branch_of_the_english_templates_is_here(name: str) -> None:
    assert tokens(f"{name}.md", "en") <= tokens(f"{name}.md", "ru")
