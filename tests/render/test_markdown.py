"""The Markdown of our templates: what each construct becomes, and that it can be written back."""

from __future__ import annotations

import pytest

from casefile.errors import CaseError
from casefile.render import markdown, markdown_text
from casefile.render.blocks import (
    Box,
    Break,
    Code,
    Facts,
    Heading,
    Items,
    Paragraph,
    Picture,
    Quote,
    Rule,
    Run,
    Table,
    plain,
)
from casefile.render.literal import protect
from tests.render.letters import letter

NBSP = "\N{NO-BREAK SPACE}"


def read(text: str) -> tuple[object, ...]:
    return markdown.read(text)[0]


def test_text_and_its_looks() -> None:
    assert read("a *b* **c** ~~d~~ `e` [f](https://g.example/h)") == (
        Paragraph(
            (
                Run("a "), Run("b", emphasis=True), Run(" "), Run("c", strong=True), Run(" "), Run("d", struck=True), Run(" "),
                Run("e", code=True), Run(" "), Run("f", href="https://g.example/h"),
            )
        ),
    )  # fmt: skip


def test_a_word_of_one_letter_ends_no_line() -> None:
    said = "Pliki w folderze *natives* i w\n*spisie*, a `w kodzie` o A z B; s. 3 i\n4, pl-a b"
    kept = markdown.read(said, short_words="aiouwz")[0]
    text = plain(kept[0].content).replace(NBSP, "~")  # type: ignore[union-attr]  # a paragraph
    assert text == "Pliki w~folderze natives i~w~spisie, a~w kodzie o~A~z~B; s. 3 i~4, pl-a b"
    assert plain(read(said)[0].content).count(NBSP) == 0  # type: ignore[attr-defined]  # a paragraph


def test_lines_and_paragraphs() -> None:
    assert read("a\nb\\\nc\n\nd") == (
        Paragraph((Run("a"), Run(" "), Run("b"), Break(), Run("c"))),
        Paragraph((Run("d"),)),
    )


def test_a_sign_is_never_left_behind_at_the_end_of_a_line() -> None:
    said = f"see § 3.1, №{NBSP}4, {protect('§§ 7 and 8')} and `§ 3`"
    assert read(said) == (Paragraph((Run(f"see §{NBSP}3.1, №{NBSP}4, §§{NBSP}7 and 8 and "), Run("§ 3", code=True))),)


def test_a_code_stays_with_the_section_after_it() -> None:
    said = "interest (BGB § 288(2), GCO § 5-1501); under § 7 of it, see INV-1043"
    kept = f"interest (BGB{NBSP}§{NBSP}288(2), GCO{NBSP}§{NBSP}5-1501); under §{NBSP}7 of it, see INV-1043"
    assert read(said) == (Paragraph((Run(kept),)),)


def test_the_first_heading_stands_under_the_title() -> None:
    assert read("## A\n\n### B") == (Heading(1, (Run("A"),)), Heading(2, (Run("B"),)))


def test_a_line_of_dashes_is_a_rule_and_never_a_heading() -> None:
    assert read("text\n\n---") == (Paragraph((Run("text"),)), Rule())
    assert not any(isinstance(each, Heading) for each in read("text\n---"))


def test_html_and_indented_code_are_text() -> None:
    (paragraph,) = read("    <b>x</b> <script>")
    assert isinstance(paragraph, Paragraph)
    assert plain(paragraph.content) == "<b>x</b> <script>"


def test_a_table_with_its_totals() -> None:
    (table,) = read("| A | B |\n|---|--:|\n| x | 1 |\n| **y** | 2 |\n| z | 3 |\n| | **4** |\n| **Total** | 6 |")
    assert isinstance(table, Table)
    assert table.aligns == ("left", "right")
    assert [plain(row[1]) for row in table.rows] == ["1", "2", "3"]
    assert [plain(row[1]) for row in table.totals] == ["4", "6"]


def test_a_value_cannot_break_a_table_or_become_a_total() -> None:
    value = protect("**a** | b\nc")
    (table,) = read(f"| A | B |\n|---|---|\n| {value} | 1 |")
    assert isinstance(table, Table)
    assert [plain(cell) for cell in table.rows[0]] == ["**a** | b\nc", "1"]
    assert table.totals == ()


def test_lists_facts_quotes_and_code() -> None:
    assert read("5. a\n6. b") == (Items(((Paragraph((Run("a"),)),), (Paragraph((Run("b"),)),)), 5),)
    assert read("- a\n  - b") == (Items(((Paragraph((Run("a"),)), Items(((Paragraph((Run("b"),)),),))),)),)
    assert read("T\n: d") == (Facts((((Run("T"),), (Paragraph((Run("d"),)),)),)),)
    assert read("> q") == (Quote((Paragraph((Run("q"),)),)),)
    assert read("```\n<b> *\n```") == (Code("<b> *"),)


def test_fences_nest() -> None:
    (box,) = read("::: keep\n::: small\na\n:::\n\n::: widths 40 60\n| A | B |\n|---|---|\n| a | b |\n:::\n:::")
    assert isinstance(box, Box)
    assert [type(each).__name__ for each in box.blocks] == ["Box", "Table"]
    assert isinstance(box.blocks[1], Table)
    assert box.blocks[1].widths == (40, 60)
    assert read("::: page-break\n:::\n::: lines 3\n:::") == (Box("page-break", ()), Box("lines", (), 3))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("::: landscpe\n:::", "there is no fence '::: landscpe' (did you mean 'landscape'?)"),
        ("::: keep\na", "this fence is never closed"),
        ("a\n\n:::", "this ':::' closes no fence"),
        ("::: lines\n:::", "is not how this fence is written"),
        ("::: keep 3\n:::", "is not how this fence is written"),
        ("::: widths 50\n| A | B |\n|---|---|\n:::", "the table has 2 columns"),
        ("::: widths 50 60\n| A | B |\n|---|---|\n:::", "add up to 100"),
        ("![x](https://e.example/x.png)", "is not an asset"),
        ("![x](/etc/passwd)", "is not an asset"),
    ],
)
def test_what_is_written_wrongly_is_a_problem_with_its_line(text: str, message: str) -> None:
    with pytest.raises(CaseError) as caught:
        markdown.read(f"\n{text}", "en/a.md", 10)
    (problem,) = caught.value.problems
    assert message in str(problem)
    assert problem.source is not None
    assert problem.source.line >= 11


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "//e.example", "../x"]
)
def test_a_link_elsewhere_is_left_out_with_a_warning(address: str) -> None:
    blocks, (warning,) = markdown.read(f"[pay]({protect(address)})")
    assert blocks == (Paragraph((Run("pay"),)),)
    assert (warning.level, warning.rule) == ("warning", "link")
    assert address in warning.message


def test_a_value_in_a_link_stays_in_its_address() -> None:
    (paragraph,) = read(f"[pay](https://e.example/?a={protect('x) [y](javascript:z')})")
    assert isinstance(paragraph, Paragraph)
    (run,) = paragraph.content
    assert isinstance(run, Run)
    assert run.href.startswith("https://e.example/?a=x)%20")


def test_pictures_are_assets() -> None:
    assert read(f"![{protect('Scan *me*')}](asset:payment)") == (Paragraph((Picture("payment", "Scan *me*"),)),)


def test_a_paragraph_of_an_empty_value_is_none() -> None:
    assert read(f"a\n\n{protect('')}\n\nb") == (Paragraph((Run("a"),)), Paragraph((Run("b"),)))


def test_a_letter_is_written_as_markdown_and_read_back() -> None:
    sheet = letter(invoice={"number": "*x* <b> _y_ `z` [q](w) & 1. | #", "due": "soon"})
    text = markdown_text.draw(sheet)
    head, _, body = text.partition(f"# {text.split('# ', 1)[1].splitlines()[0]}\n")
    assert head.startswith("Kestrel Instruments Ltd\\\n14 Wharf Road")
    assert "Orchid Retail GmbH" in head
    assert markdown.read(body)[0] == sheet.body


@pytest.mark.parametrize(
    "value", ["1. a", "# a", "- a", "> a", "::: keep", "| a |", "---", "=", "2026. x", "+ a", ": a", "```"]
)
def test_a_value_at_the_head_of_a_line_is_written_as_text(value: str) -> None:
    sheet = letter("{{ v }}\n", v=value)
    assert markdown.read(markdown_text.draw(sheet).split("# A test\n", 1)[1])[0] == sheet.body
