"""Repeatable chance: the numbers and the noise that make drawings look less drawn."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import shake_256

from PIL import Image, ImageChops, ImageFilter


def numbers(seed: str) -> Iterator[float]:
    """Numbers from 0 up to 1, for ever, the same for the same seed."""
    block = 0
    while True:
        raw = shake_256(f"{seed}/{block}".encode()).digest(4096)
        yield from (int.from_bytes(raw[at : at + 4], "big") / 2**32 for at in range(0, 4096, 4))
        block += 1


def speckle(size: tuple[int, int], seed: str, strength: float) -> Image.Image:
    """Grey noise about 128, up to `strength` of full range to either side."""
    raw = Image.frombytes("L", size, shake_256(seed.encode()).digest(size[0] * size[1]))
    return raw.point([round(128 + (value - 127.5) * strength) for value in range(256)])


def clouds(size: tuple[int, int], seed: str, cells: int, strength: float) -> Image.Image:
    """Soft blotches about 128: noise of `cells` cells across, drawn large."""
    small = (cells, max(2, cells * size[1] // size[0]))
    return speckle(small, seed, strength).resize(size, Image.Resampling.BICUBIC)


def streaks(size: tuple[int, int], seed: str, strength: float) -> Image.Image:
    """Noise drawn out along the width, as in wood or brushed metal."""
    small = (max(2, size[0] // 60), size[1])
    return speckle(small, seed, strength).resize(size, Image.Resampling.BICUBIC).filter(ImageFilter.GaussianBlur(0.6))


def add(picture: Image.Image, noise: Image.Image) -> Image.Image:
    """The picture with noise about 128 added to every channel."""
    layer = noise if picture.mode == "L" else Image.merge("RGB", (noise, noise, noise))
    return ImageChops.add(picture, layer, 1, -128)
