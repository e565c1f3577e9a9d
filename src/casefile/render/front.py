"""A template's front matter: what it is about, its paper, and who has checked it against which state of the law."""

from __future__ import annotations

from datetime import date
from typing import Literal

from casefile.reading import read_front_matter
from casefile.records import Day, Record, Text
from casefile.render.template import Template


class Reviewed(Record):
    """Who reviewed a template, when, and the state of the law it was held against."""

    by: Text
    on: Day
    law: Text = ""


class Front(Record):
    """The keys between a template's `---` lines."""

    subject: Text
    layout: Literal["letter", "document"] = "letter"
    page: Literal["portrait", "landscape"] = "portrait"
    reviewed: Reviewed | None = None


def front(template: Template) -> Front:
    """A template's front matter. CaseError with file and line when it has none or a key is wrong."""
    return read_front_matter(template.text.encode(), template.origin, Front)[0]


def is_stale(front_matter: Front, on: date) -> bool:
    """Whether the last review is over a year before `on`, or there was none."""
    return front_matter.reviewed is None or (on - front_matter.reviewed.on).days > 365
