"""The words of HTML as a reader sees them: parted where a browser parts them, and nowhere else."""

from __future__ import annotations

from time import monotonic

import pytest

from casefile.exhibits import hypertext


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ("<div>WITHOUT PREJUDICE</div><div>Dear Ines</div>", "WITHOUT PREJUDICE\nDear Ines"),
        ("<p>WITHOUT PREJUDICE</p><p>Dear Ines</p>", "WITHOUT PREJUDICE\n\nDear Ines"),
        ("WITHOUT PREJUDICE<br>Dear<BR/>Ines", "WITHOUT PREJUDICE\nDear\nInes"),
        ("one<br><br>two", "one\n\ntwo"),
        ("<ul><li>one<li>two</ul>three", "one\ntwo\n\nthree"),
        ("<tr><td>hours</td><td>12</td></tr><tr><th>rate</th>", "hours\t12\nrate"),
        ("<table><tr><td><div>a</div></td><td>b</td></tr></table>c", "a\nb\n\nc"),
        ("<b>WITH</b>OUT <i>PRE</i><span class='x'>JUDICE</span>", "WITHOUT PREJUDICE"),
        ("WITHOUT\r\n   PREJUDICE\n<b> \n</b>now", "WITHOUT PREJUDICE now"),
        ("<pre>a\n  b</pre>c\nd", "a\n  b\n\nc d"),
        ("Fish &amp; chips&nbsp;&lt;b&gt; &#x20AC;5", "Fish & chips\u00a0<b> €5"),
        ("a<script>if (x<y) '</p>'</script>b<style>p{}</style><title>T</title>c", "abc"),
        ("a<!-- <p>hidden</p> -->b<!DOCTYPE x><?x y?>c", "abc"),
        ('<p title="a > b">it</p><p it\'s>is</p>', "it\n\nis"),
        ("1 < 2 and 3 > 2", "1 < 2 and 3 > 2"),
        ("said<object data=x>", "said"),
        ("said<svg><text>so</text></svg>", "saidso"),
        ("&#" + "1" * 9000 + ";", "&#" + "1" * 9000 + ";"),
        ("", ""),
    ],
)  # fmt: skip
def test_words_are_parted_as_a_reader_sees_them(html: str, said: str) -> None:
    assert hypertext.words(html) == said


@pytest.mark.parametrize(
    "piece",
    ["<div>", "<", "<!--", "<a ", "<a b='", "<a b=\"'", "<b x=1>", "<script>", "</p", "&#1", "<object>", " ", "<p> "],
)
def test_hostile_html_is_read_in_a_moment(piece: str) -> None:
    started = monotonic()
    hypertext.words(piece * (1_000_000 // len(piece)))
    assert monotonic() - started < 10
