"""The letterhead that is shipped is what tools/letterhead.py builds, and the fonts are what the styles name."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from fontTools.ttLib import TTFont

from casefile.render.builtin import builtin

ROOT = Path(__file__).parents[2]
BASE = builtin() / "base"
FACES = {"OFL-SourceSerif4.txt": "'Source'", "OFL-SourceSans3.txt": "'Source'", "OFL-LiberationSans.txt": "Liberation"}
NEEDED = "ąćęłńóśźżĄĆĘŁŃÓŚŹŻабвгдеёжзийклмнопрстуфхцчшщъыьэюяЁ₽€£§№«»„“”‘’–—…·\u202f\u00a0äöüßéèêçœÀ"


def test_the_letterhead_is_up_to_date(tmp_path: Path) -> None:
    kept = (BASE / "letterhead.docx").read_bytes()
    script = f"import sys; sys.path[:0] = ['tools']; import letterhead, pathlib; letterhead.TARGET = pathlib.Path({str(tmp_path / 'l.docx')!r}); letterhead.main()"
    subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=True)
    assert (tmp_path / "l.docx").read_bytes() == kept


def test_the_fonts_have_every_letter_and_figures_of_one_width() -> None:
    for path in sorted((BASE / "fonts").glob("Source*.ttf")):
        font = TTFont(path)
        letters, widths = font.getBestCmap(), font["hmtx"]
        assert not [each for each in NEEDED if ord(each) not in letters], path.name
        assert (
            max(widths[letters[ord(each)]][0] for each in "0123456789")
            - min(widths[letters[ord(each)]][0] for each in "0123456789")
            <= 1
        )
        assert font["OS/2"].fsType == 0


def test_the_fonts_come_with_their_licence_and_stay_small() -> None:
    for name, reserved in FACES.items():
        text = (BASE / "fonts" / name).read_text(encoding="utf-8")
        assert "SIL OPEN FONT LICENSE Version 1.1" in text
        assert f"with Reserved Font Name {reserved}" in text
    assert sum(path.stat().st_size for path in (BASE / "fonts").iterdir()) < 3_000_000
