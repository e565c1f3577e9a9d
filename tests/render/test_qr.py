"""Any text as a QR code: its quiet zone, its size on paper, and the Swiss cross."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from casefile.errors import CaseError
from casefile.render import qr
from tests.render.payment.transfers import decoded


def test_the_picture_is_a_png_with_its_quiet_zone() -> None:
    asset = qr.picture("BCD", alt="Scan to pay", width_mm=30)
    image = Image.open(io.BytesIO(asset.content)).convert("L")
    assert (asset.media_type, asset.alt, asset.width_mm) == ("image/png", "Scan to pay", 30)
    border = 4 * 8
    assert image.crop((0, 0, image.width, border)).getextrema() == (255, 255)
    assert image.crop((border, border, border + 8, border + 8)).getextrema() == (0, 0)


def test_modules_stay_large_enough_to_scan() -> None:
    asset = qr.picture("ж" * 400)
    modules = Image.open(io.BytesIO(asset.content)).width / 8
    assert asset.width_mm == pytest.approx(0.4 * modules)
    assert asset.width_mm > qr.WIDTH_MM


@pytest.mark.parametrize("level", ["L", "M", "Q", "H"])
def test_the_level_is_kept_and_not_boosted(level: str) -> None:
    assert decoded(qr.picture("Zażółć", level).content) == ("Zażółć", level)


def test_what_no_code_holds_is_a_problem() -> None:
    with pytest.raises(CaseError, match="level 'X'"):
        qr.picture("x", "X")
    with pytest.raises(CaseError, match="longer than a QR code holds"):
        qr.picture("x" * 3000)


@pytest.mark.parametrize("length", [10, 300, 900])
def test_the_swiss_cross_stands_in_the_middle_of_46_millimetres(length: int) -> None:
    text = "SPC\n" + "x" * length
    asset = qr.swiss(text)
    image = Image.open(io.BytesIO(asset.content)).convert("L")
    dot = image.width / asset.width_mm

    def colour(x: float, y: float) -> object:
        return image.getpixel((round((28 + x) * dot), round((28 + y) * dot)))

    assert decoded(asset.content) == (text, "M")
    assert asset.width_mm == pytest.approx(56, abs=0.2)
    assert image.crop((0, 0, image.width, round(4.9 * dot))).getextrema() == (255, 255)
    assert [colour(0, 0), colour(1.8, 0), colour(0, -1.8)] == [255, 255, 255]  # the arms
    assert [colour(1.5, 1.5), colour(2.5, 0), colour(-2.8, -2.8)] == [0, 0, 0]  # the square
    assert {colour(3.25, each / 10) for each in range(-32, 33)} == {255}  # the field's edge
