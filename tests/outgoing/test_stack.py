"""The letters of a day as one PDF: each on its own sheet, so that both sides can be printed, with a bookmark."""

from __future__ import annotations

import io

import pikepdf

from casefile.outgoing.stack import stack


def letter(pages: int, width: float = 595) -> bytes:
    made, out = pikepdf.new(), io.BytesIO()
    for _ in range(pages):
        made.add_blank_page(page_size=(width, 842))
    made.save(out)
    return out.getvalue()


def test_each_letter_begins_on_a_front_side_and_has_a_bookmark() -> None:
    content, sheets = stack([("One", letter(1)), ("Two", letter(2)), ("Three", letter(3, 612))])
    with pikepdf.open(io.BytesIO(content)) as read, read.open_outline() as outline:
        places = [(item.title, item.destination) for item in outline.root]
        starts = {
            title: read.pages.index(pikepdf.Page(place[0]))
            for title, place in places
            if isinstance(place, pikepdf.Array)
        }
        widths = [float(page.mediabox[2]) for page in read.pages]
    assert starts == {"One": 0, "Two": 2, "Three": 4}
    assert widths == [595] * 4 + [612] * 4
    assert sheets == 4


def test_the_same_letters_are_the_same_bytes() -> None:
    assert stack([("One", letter(1))]) == stack([("One", letter(1))])
