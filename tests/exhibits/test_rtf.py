"""Rich text in Outlook's messages: unfolded (MS-OXRTFCP, with its own examples), and its words or its HTML read."""

from __future__ import annotations

import pytest

from casefile.exhibits.rtf import Said, said
from casefile.exhibits.rtf_compressed import opened

# MS-OXRTFCP, 3.1 and 3.2
HELLO = bytes.fromhex(
    "2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0"
)
CROSSING = bytes.fromhex("1a0000001c0000004c5a4675e2d44b51410004205758595a0d6e7d010eb0")


@pytest.mark.parametrize(
    ("folded", "text"),
    [
        (HELLO, b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"),
        (CROSSING, b"{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}"),
        (b"\x12\0\0\0\x06\0\0\0MELA\0\0\0\0{\\rtf}", b"{\\rtf}"),
        (HELLO[:40], b"{\\rtf1\\ansi\\ansicpg1252\\pard hello w"),
    ],
)
def test_it_is_unfolded(folded: bytes, text: bytes) -> None:
    assert opened(folded) == text


@pytest.mark.parametrize("content", [b"", b"short", bytes(40), HELLO.replace(b"LZFu", b"ZFuL")])
def test_what_is_none_is_told(content: bytes) -> None:
    with pytest.raises(ValueError, match=r"head|kind"):
        opened(content)


RICH = rb"""{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fswiss\fcharset0 Arial;}{\f1\fnil\fcharset204 Arial Cyr;}}
{\colortbl;\red0\green0\blue0;}{\*\generator Riched20;}{\info{\author Somebody}}
\pard Dear Ms M\'fcller,\par {\f1 \'cf\'f0\'e8\'e2\'e5\'f2} \u322?\'f3d\'9f{\b bold}\line\{a\}\tab\~b
{\pict\pngblip 89504e47}{\object\objdata 0105}\bin4 }{}{\ldblquote so\rdblquote\u-10179?\u-8704?}"""


def test_its_words() -> None:
    assert said(RICH) == Said("Dear Ms Müller,\nПривет łódŸbold\n{a}\t\u00a0b“so”😀")


HTML = rb"""{\rtf1\ansi\ansicpg1251\fromhtml1 \deff0{\fonttbl{\f0\fswiss Arial;}}
{\*\htmltag18 <html>}{\*\htmltag34 <head>}{\*\htmltag241 <style>p \{color: red\}</style>}
{\*\htmltag64 <p>}\htmlrtf {\htmlrtf0 \'cf\'f0 {\*\htmltag84 &nbsp;}\htmlrtf \'a0\htmlrtf0 and\htmlrtf\par}\htmlrtf0
{\*\htmltag72 </p>}{\*\mhtmltag84 <img>}\htmlrtf \par\htmlrtf0 {\*\htmltag58 </html>}}"""


def test_the_html_that_was_put_into_it() -> None:
    assert said(HTML) == Said(html="<html><head><style>p {color: red}</style><p>Пр &nbsp;and</p></html>")


def test_the_text_that_was_put_into_it() -> None:
    raw = rb"{\rtf1\ansi\fromtext {\fonttbl{\f0 A;}}\htmlrtf{\htmlrtf0 One\par Two\htmlrtf}\htmlrtf0}"
    assert said(raw) == Said("One\nTwo")


@pytest.mark.parametrize("raw", [b"", b"{\\rt", b"<html>", b"{\\rtf1" + bytes(20_000_001)])
def test_what_is_no_rich_text_is_told(raw: bytes) -> None:
    with pytest.raises(ValueError, match="no rich text"):
        said(raw)


@pytest.mark.parametrize(
    "raw", [b"{" * 100_000, b"}" * 100_000, b"\\u99999999 \\uc-5 \\bin99999999 x", b"\\'g\\", b"\\f9"]
)
def test_what_is_broken_ends(raw: bytes) -> None:
    assert said(b"{\\rtf1 a" + raw).plain.startswith("a")
