"""Flat surfaces for the photographs: wood, cardboard, brick, plaster, concrete, paper."""

from __future__ import annotations

from PIL import Image, ImageDraw, ImageFilter, ImageFont

from tools.sample_evidence.grain import add, clouds, numbers, speckle, streaks
from tools.sample_evidence.pages import FONTS

Size = tuple[int, int]
Colour = tuple[int, int, int]


def font(size: int, name: str = "SourceSans3-SemiBold") -> ImageFont.FreeTypeFont:
    """A font of the repository, laid out the simple way, which is the same everywhere."""
    return ImageFont.truetype(str(FONTS / f"{name}.ttf"), size, layout_engine=ImageFont.Layout.BASIC)


def plain(size: Size, colour: Colour, seed: str, blotch: float = 0.08, grain: float = 0.05) -> Image.Image:
    """Plaster, lacquer or paper: one colour with blotches and grain."""
    surface = Image.new("RGB", size, colour)
    surface = add(surface, clouds(size, seed, 7, blotch))
    surface = add(surface, clouds(size, seed + "fine", 40, blotch / 2))
    return add(surface, speckle(size, seed + "grain", grain))


def wood(size: Size, colour: Colour, seed: str, planks: int = 1) -> Image.Image:
    """Wood with its grain along the width, in planks with dark joints."""
    surface = add(Image.new("RGB", size, colour), streaks(size, seed, 0.16))
    surface = add(surface, streaks(size, seed + "wide", 0.1).filter(ImageFilter.GaussianBlur(3)))
    draw, chance = ImageDraw.Draw(surface, "RGBA"), numbers(seed)
    height = size[1] / planks
    for plank in range(planks):
        shade = round(next(chance) * 34)
        top = plank * height
        draw.rectangle([0, top, size[0], top + height], fill=(20, 10, 0, shade))
        if planks > 1:
            draw.rectangle([0, top, size[0], top + max(2, height * 0.025)], fill=(15, 8, 2, 190))
        if planks > 1:
            _knot(draw, next(chance) * size[0], top + height * (0.25 + next(chance) * 0.5), height * 0.09)
    return add(surface, speckle(size, seed + "grain", 0.05))


def _knot(draw: ImageDraw.ImageDraw, x: float, y: float, radius: float) -> None:
    for ring in range(5, 0, -1):
        wide, high = radius * ring * 0.5, radius * ring * 0.2
        draw.ellipse([x - wide, y - high, x + wide, y + high], fill=(60, 32, 12, 26 + 10 * (5 - ring)))


def cardboard(size: Size, seed: str, tape: bool = True) -> Image.Image:
    """The side of a carton, with a strip of tape across its middle."""
    surface = plain(size, (178, 140, 98), seed, 0.06, 0.07)
    surface = add(surface, streaks(size, seed + "flutes", 0.05))
    if tape:
        draw = ImageDraw.Draw(surface, "RGBA")
        middle, half = size[1] * 0.5, size[1] * 0.045
        draw.rectangle([0, middle - half, size[0], middle + half], fill=(205, 176, 130, 130))
        draw.line([0, middle, size[0], middle], fill=(80, 58, 34, 160), width=2)
    return surface


def bricks(size: Size, seed: str, colour: Colour = (146, 82, 62), rows: int = 16) -> Image.Image:
    """A brick wall in running bond."""
    surface = plain(size, (178, 170, 158), seed, 0.08, 0.1)
    draw, chance = ImageDraw.Draw(surface), numbers(seed)
    high = size[1] / rows
    wide, joint = high * 3, high * 0.13
    for row in range(rows):
        for at in range(-1, int(size[0] / wide) + 2):
            shade = 0.8 + next(chance) * 0.36
            left = at * wide + (wide / 2 if row % 2 else 0)
            fill = tuple(min(255, round(part * shade)) for part in colour)
            draw.rectangle([left + joint, row * high + joint, left + wide - joint, (row + 1) * high - joint], fill=fill)
    surface = surface.filter(ImageFilter.GaussianBlur(1.1))
    return add(add(surface, clouds(size, seed + "soot", 12, 0.12)), speckle(size, seed + "grain", 0.12))


def tiles(size: Size, seed: str, colour: Colour, across: int) -> Image.Image:
    """Paving or floor tiles."""
    surface = plain(size, colour, seed, 0.1, 0.1)
    draw, chance = ImageDraw.Draw(surface, "RGBA"), numbers(seed)
    side = size[0] / across
    for row in range(int(size[1] / side) + 1):
        for at in range(across):
            box = [at * side, row * side, (at + 1) * side, (row + 1) * side]
            draw.rectangle(box, fill=(0, 0, 0, round(next(chance) * 30)), outline=(40, 38, 36, 170), width=3)
    return surface
