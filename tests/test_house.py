"""The rules of the house hold in every module, and each rule catches what breaks it."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house import LAZY, ROOMS, breaches, broad_excepts

SOURCE = Path(__file__).parents[1] / "src" / "casefile"
MODULES = sorted(path.relative_to(SOURCE).as_posix() for path in SOURCE.rglob("*.py"))


@pytest.mark.parametrize("module", MODULES)
def test_module_keeps_the_rules(module: str) -> None:
    assert breaches(module, (SOURCE / module).read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("module", ["casefile.case.register"])
def test_what_every_command_needs_imports_nothing_slow(module: str) -> None:
    script = f"import sys, {module}; print(*sorted({set(LAZY) - {'pydantic'}} & set(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout.split() == []


def test_only_one_place_catches_everything() -> None:
    catching = [
        f"{module}:{line}"
        for module in MODULES
        for line in broad_excepts(ast.parse((SOURCE / module).read_text(encoding="utf-8")))
    ]
    assert len(catching) <= 1


def test_every_room_stands_in_one_row() -> None:
    rooms = [room for row in ROOMS for room in row]
    assert len(rooms) == len(set(rooms))


BROKEN = {
    "upwards": ("errors.py", "from casefile.money import Money", "errors imports money, above it"),
    "upwards, from the package": ("case/model.py", "from casefile import claim", "case imports claim, above it"),
    "upwards, with dots": ("case/model.py", "from ..render import pdf", "case imports render, above it"),
    "upwards, in a function": (
        "render/pdf_engine.py",
        "def f():\n    import casefile.packet.plan",
        "render imports packet, above it",
    ),
    "upwards, for types": (
        "claim/owed.py",
        "if TYPE_CHECKING:\n    from casefile.checks import CHECKS",
        "claim imports checks",
    ),
    "sibling": ("packet/plan.py", "from casefile.dashboard.site import page", "packet imports dashboard, its sibling"),
    "sibling, ground": ("reading.py", "from casefile import files", "reading imports files, its sibling"),
    "inner": (
        "packet/pdf/stamp.py",
        "from casefile.packet.plan import Plan",
        "packet/pdf imports packet.plan.Plan, outside of it",
    ),
    "no room": ("util.py", "", "util stands in no row"),
    "third party": ("claim/owed.py", "import click", "click is imported only in cli/*"),
    "third party, part": (
        "documents/brief.py",
        "from babel.numbers import format_decimal",
        "babel is imported only in",
    ),
    "third party, same room": (
        "render/html.py",
        "def f():\n    import weasyprint",
        "weasyprint is imported only in render/pdf_engine.py",
    ),
    "program": ("exhibits/office.py", "from subprocess import run", "subprocess is imported only in programs.py"),
    "processes": ("build.py", "import multiprocessing", "multiprocessing is imported only in programs.py"),
    "network": ("cli/rates.py", "import urllib.request", "urllib.request is imported only in no room"),
    "network, part": ("exhibits/mail.py", "from urllib import request", "urllib.request is imported only in no room"),
    "network, client": (
        "intake/mail.py",
        "from http.client import HTTPSConnection",
        "http.client is imported only in no room",
    ),
    "socket": ("delivery/outbox.py", "import socket", "socket is imported only in no room"),
    "heavy": ("render/pdf_engine.py", "import weasyprint", "weasyprint is imported inside the function"),
    "heavy, guarded": (
        "packet/pdf/stamp.py",
        "try:\n    import pikepdf\nexcept ImportError:\n    pass",
        "pikepdf is imported inside",
    ),
    "heavy, class": ("exhibits/image.py", "class A:\n    from PIL import Image", "PIL is imported inside the function"),
    "models": ("documents/brief.py", "from pydantic import BaseModel", "pydantic is imported inside the function"),
    "clock": ("claim/owed.py", "import datetime\ndatetime.date.today()", "datetime.date.today is for cli/ only"),
    "clock, from": (
        "claim/owed.py",
        "from datetime import datetime\ndatetime.now()",
        "datetime.datetime.now is for cli/ only",
    ),
    "clock, renamed": (
        "claim/owed.py",
        "import datetime as dt\nf = dt.datetime.now",
        "datetime.datetime.now is for cli/ only",
    ),
    "clock, seconds": ("files.py", "import time\ntime.time()", "time.time is for cli/ only"),
    "clock, as a name": ("files.py", "from time import time\ntime()", "time.time is for cli/ only"),
    "environment": ("programs.py", "import os\nos.environ['PATH']", "os.environ is for cli/ only"),
    "environment, from": ("programs.py", "from os import getenv as g\ng('HOME')", "os.getenv is for cli/ only"),
    "long function": ("money.py", "def f():\n" + "    pass\n" * 60, "f has 61 lines"),
    "long module": ("money.py", "a = 1\n" * 301, "301 lines"),
    "bare except": ("money.py", "try:\n    pass\nexcept:\n    pass", "catches everything"),
    "broad except": ("money.py", "try:\n    pass\nexcept Exception:\n    pass", "catches everything"),
    "broad among others": (
        "money.py",
        "try:\n    pass\nexcept (OSError, BaseException):\n    pass",
        "catches everything",
    ),
    "second boundary": ("cli/__init__.py", "try:\n    pass\nexcept Exception:\n    pass\n" * 2, "catches everything"),
}


@pytest.mark.parametrize(("path", "text", "breach"), BROKEN.values(), ids=BROKEN.keys())
def test_a_breach_is_caught(path: str, text: str, breach: str) -> None:
    found = breaches(path, text)
    assert any(breach in sentence for sentence in found), found


KEPT = {
    "downwards": ("documents/brief.py", "from casefile import __version__\nfrom casefile.render.sheet import Sheet"),
    "own room": (
        "render/pdf_engine.py",
        "from casefile.render.sheet import Sheet\nfrom .template import Template\nfrom . import locale",
    ),
    "heavy in a function": ("render/pdf_engine.py", "def f():\n    import weasyprint"),
    "heavy for types": ("packet/pdf/stamp.py", "if TYPE_CHECKING:\n    import pikepdf"),
    "models": ("claim/regimes.py", "from pydantic import BaseModel"),
    "parsing addresses": ("exhibits/html.py", "from urllib.parse import urlsplit"),
    "clock in cli": ("cli/__init__.py", "import datetime\ndatetime.date.today()"),
    "days that are not today": (
        "claim/owed.py",
        "from datetime import date\ndate(2026, 1, 1)\ndate.fromisoformat('2026-01-01')",
    ),
    "stop watch": ("programs.py", "import time\ntime.monotonic()"),
    "boundary": ("cli/__init__.py", "try:\n    pass\nexcept Exception:\n    pass"),
}


@pytest.mark.parametrize(("path", "text"), KEPT.values(), ids=KEPT.keys())
def test_what_is_allowed_is_left_alone(path: str, text: str) -> None:
    assert breaches(path, text) == []
