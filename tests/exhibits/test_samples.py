"""Third-party files, odd and broken ones: each gives pages or a slip sheet, soon, and nothing active."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import pikepdf
import pytest

from casefile.exhibits import harmless, picture
from casefile.exhibits.convert import convert
from casefile.exhibits.pages import Native, Pages

NEED_A_SLIP = {"enc-R2,V1,U=view,O=view.pdf", "decompression_bomb.gif"}


Converted = Callable[[str], dict[str, Pages]]


@pytest.fixture(scope="module")
def converted(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Converted:
    """`converted("pdf")` returns name -> pages of all samples of a kind, made once."""

    @cache
    def make(kind: str) -> dict[str, Pages]:
        files = sorted((samples / kind).iterdir())
        natives = [
            Native(each, f"E{number:02}", each.name, "en", date(2026, 5, 2)) for number, each in enumerate(files)
        ]
        made = convert(natives, tmp_path_factory.mktemp(kind), recognise=False)
        return dict(zip((each.name for each in files), made, strict=True))

    return make


@pytest.mark.parametrize("kind", ["pdf", "images", "mail", "e-invoices"])
def test_every_sample_gives_pages(converted: Converted, kind: str) -> None:
    for name, pages in converted(kind).items():
        assert bool(pages.slip) == (name in NEED_A_SLIP), (name, pages.slip)
        with pikepdf.open(pages.pdf) as pdf:
            assert len(pdf.pages) == pages.count >= 1
            assert harmless.active_content(pdf) == (), name
            assert pdf.check_pdf_syntax() == [], name


def test_samples_look_like_their_natives(samples: Path, converted: Converted) -> None:
    for name, pages in converted("pdf").items():
        if pages.slip:
            continue
        with picture.drawn(samples / "pdf" / name) as theirs, picture.drawn(pages.pdf) as ours:
            size = picture.extent(ours, 0)
            if size[0] / size[1] != pytest.approx(_shape(theirs), rel=0.02):
                continue  # on a sheet with margins
            pixels = (400, round(400 * size[1] / size[0]))
            pair = [picture.picture(each, 0, *pixels, grey=True) for each in (theirs, ours)]
            drawn_at_200_dpi = any("200 dpi" in note for note in pages.notes)
            assert drawn_at_200_dpi or picture.same(*pair), name


def _shape(pdf: object) -> float:
    try:
        width, height = picture.extent(pdf, 0)
    except picture.UndrawableError:
        return 0.0
    return width / height


def test_all_orientations_show_the_same_picture(converted: Converted) -> None:
    pages = converted("images")
    names = [f"landscape_{number}.jpg" for number in (1, 3, 6, 8)]
    shown = []
    for name in names:
        with picture.drawn(pages[name].pdf) as pdf:
            shown.append(picture.picture(pdf, 0, 421, 298, grey=True).reduce(16))
    for other in shown[1:]:
        pairs = zip(shown[0].tobytes(), other.tobytes(), strict=True)
        assert sum(abs(one - two) for one, two in pairs) / len(shown[0].tobytes()) < 12
