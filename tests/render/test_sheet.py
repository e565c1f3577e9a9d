"""Composing a sheet: subject, exhibits, pictures, and what is refused."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from casefile.errors import CaseError
from casefile.render.blocks import Paragraph, Run, plain
from casefile.render.sheet import Location, compose
from tests.render.letters import CREATED, FRAME, context, letter, template


def words(text: str, **values: Any) -> str:
    return "\n".join(plain(block.content) for block in letter(text, **values).body if isinstance(block, Paragraph))


def test_the_subject_is_the_title_filled_with_values_as_they_are() -> None:
    text = '---\nsubject: "For {{ name }}"\n---\nx'
    assert letter(text, name="*x* <b> & Söhne").title == "For *x* <b> & Söhne"


def test_front_matter_says_layout_and_page() -> None:
    sheet = letter("---\nsubject: A\nlayout: document\npage: landscape\n---\nx")
    assert (sheet.layout, sheet.landscape, sheet.created) == ("document", True, CREATED)


def test_a_wrong_key_in_front_matter_says_its_line() -> None:
    with pytest.raises(CaseError, match=r"templates/en/letter\.md:3"):
        letter("---\nsubject: A\nlayot: document\n---\nx")


def test_an_exhibit_with_a_bundle_page_is_a_link() -> None:
    (paragraph,) = letter('{{ exhibit("E07", page=3) }}').body
    assert paragraph == Paragraph((Run("E07, p.\u00a03 [B14]", href="exhibit:E07/3"),))
    assert words('{{ exhibit("E07") }}') == "E07 [B12]"


def test_an_exhibit_without_a_bundle_page_is_words() -> None:
    assert letter('{{ exhibit("E08", page=1) }}').body == (Paragraph((Run("E08, p.\u00a01"),)),)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        ('exhibit("E077")', "there is no exhibit 'E077' (did you mean 'E07'?)"),
        ('exhibit("E07", page=5)', "exhibit E07 has no page 5 (it has 4)"),
        ('exhibit("E07", page=0)', "has no page 0"),
        ("exhibit()", "is called with too much or too little"),
        ('asset("paymnt")', "there is no picture 'paymnt' (did you mean 'payment'?)"),
    ],
)
def test_what_does_not_resolve_is_a_problem_with_its_line(call: str, message: str) -> None:
    with pytest.raises(CaseError) as caught:
        letter(f"one\n\n{{{{ {call} }}}}")
    assert message in str(caught.value)
    assert str(caught.value).startswith("templates/en/letter.md:6:1")


def test_a_wrong_fence_says_the_template_line_however_long_the_filled_text_is() -> None:
    text = "{% for row in rows %}\n{{ row.number }}\n\n{% endfor %}\n::: kep\na\n:::\n"
    with pytest.raises(CaseError, match=r"letter\.md:8:1: there is no fence '::: kep'"):
        letter(text, count=30)
    (warning,) = letter("{% for row in rows %}\n{{ row.number }}\n\n{% endfor %}\nsee [here](ftp://x)").problems
    assert str(warning.source) == "templates/en/letter.md:8:1"


def test_a_label_with_markup_is_literal() -> None:
    sheet = compose(
        template('---\nsubject: A\n---\n{{ exhibit("a](x)") }}'), {}, FRAME, "en",
        created=CREATED, locations={"a](x)": Location("*A* [b](c)", 1, 9)},
    )  # fmt: skip
    assert plain(sheet.body[0].content) == "*A* [b](c) [B9]"  # type: ignore[union-attr]  # a paragraph


def test_a_picture_that_was_not_handed_in_is_a_problem_with_its_line() -> None:
    with pytest.raises(CaseError, match=r"letter\.md:5:1: there is no picture 'nothing'"):
        letter("a\n![x](asset:nothing)")


def test_the_frame_shows_what_would_hide() -> None:
    sheet = letter("x", frame=replace(FRAME, recipient=("A\u202eB", "C\x07")))
    assert sheet.frame.recipient == ("A<U+202E>B", "C<U+0007>")


def test_an_address_that_is_longer_than_the_window_is_a_warning() -> None:
    long = replace(FRAME, recipient=tuple(f"Line {each}" for each in range(7)))
    (problem,) = letter("x", frame=long).problems
    assert (problem.level, problem.message) == (
        "warning",
        "the recipient's address has 7 lines; the envelope's window shows 6",
    )
    assert letter("---\nsubject: A\nlayout: document\n---\nx", frame=long).problems == ()


def test_warnings_stay_with_the_sheet() -> None:
    (problem,) = letter("[a](javascript:x)").problems
    assert problem.level == "warning"


def test_the_same_input_gives_the_same_sheet() -> None:
    assert letter() == letter()
    assert letter(count=2) != letter()
    assert context() == context()
