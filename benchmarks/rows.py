"""The table of benchmarks: one row each, with what is compared and the goal. A new one is a function and a line."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from itertools import count
from pathlib import Path

from benchmarks import data
from benchmarks.report import Goal
from benchmarks.timing import Contender, once
from benchmarks.work import AS_OF

ROOT = Path(__file__).parent.parent
_SEED = 20260901
_MODEL = "import click, yaml, pydantic\nclass M(pydantic.BaseModel):\n a: int\nM(a=1)"


@dataclass(frozen=True, slots=True)
class Scale:
    """How much data: 1 is what the goals are meant for."""

    share: float = 1.0

    def of(self, full: int, least: int = 1) -> int:
        """That share of a number."""
        return max(least, round(full * self.share))


@dataclass(frozen=True, slots=True)
class Row:
    """One benchmark: its title, its goal, and what prepares its data in a folder and tells the contenders, ours
    first."""

    name: str
    title: str
    goal: Callable[[Scale], Goal]
    prepare: Callable[[Path, Scale], tuple[Contender, ...]]


def _python(name: str, code: str) -> Contender:
    return Contender(name, (sys.executable, "-c", code))


def _work(name: str, work: str, *arguments: Path, before: Callable[[], object] | None = None) -> Contender:
    return Contender(name, (sys.executable, "-m", "benchmarks.work", work, *map(str, arguments)), before)


def _casefile(*arguments: str, before: Callable[[], object] | None = None) -> Contender:
    return Contender("casefile", (sys.executable, "-m", "casefile", *arguments), before, codes=(0, 3))


def _installed(*peers: Contender) -> tuple[Contender, ...]:
    return tuple(each for each in peers if find_spec(each.name) or shutil.which(each.name))


def _help(_folder: Path, _scale: Scale) -> tuple[Contender, ...]:
    return _casefile("--help"), _python("import click", "import click")


def _owed(_folder: Path, _scale: Scale) -> tuple[Contender, ...]:
    ours = _casefile("--workspace", str(ROOT), "--as-of", AS_OF.isoformat(), "owed", "northwind")
    return ours, _python("the imports", _MODEL)


def _load(folder: Path, scale: Scale) -> tuple[Contender, ...]:
    data.workspace(folder / "load", scale.of(200), ROOT)
    return _work("casefile", "load", folder / "load"), _work("libyaml alone", "parse", folder / "load")


def _assemble(folder: Path, scale: Scale) -> tuple[Contender, ...]:
    exhibits, out = _bundle(folder, scale), folder / "out.pdf"
    fresh = partial(out.unlink, missing_ok=True)
    found = sorted(map(str, exhibits.glob("E*.pdf")))
    qpdf = Contender("qpdf", ("qpdf", "--empty", "--pages", *found, "--", str(out)), fresh)
    others = (_work(name, name, exhibits, out, before=fresh) for name in ("pypdfium2", "pypdf", "pymupdf"))
    return _work("casefile", "assemble", exhibits, out, before=fresh), *_installed(qpdf, *others)


def _bundle(folder: Path, scale: Scale) -> Path:
    exhibits = folder / "exhibits"
    if not exhibits.exists():
        data.exhibits(exhibits, scale.of(60), scale.of(1000), scale.of(104_000_000), _SEED)
    return exhibits


def _again(folder: Path, scale: Scale) -> tuple[Contender, ...]:
    root = folder / "again"
    data.workspace(root, 1, ROOT)
    case = next((root / "cases").iterdir())
    data.evidence(case, _bundle(folder, scale))
    note = next(iter(sorted((case / "correspondence").glob("*first-reminder.md"))))
    text = note.read_bytes()

    times = count(1)

    def changed() -> None:
        note.write_bytes(text + b"\nWe look forward to it" + b"." * next(times) + b"\n")

    ours = _casefile("--workspace", str(root), "--as-of", AS_OF.isoformat(), "packet", case.name, before=changed)
    once(ours, folder)
    return (ours,)


def _letter(folder: Path, _scale: Scale) -> tuple[Contender, ...]:
    root, page = folder / "letter", folder / "letter.html"
    data.workspace(root, 1, ROOT)
    case = next((root / "cases").iterdir()).name
    once(_work("the page", "page", root, page), folder)
    ours = _casefile(
        "--workspace", str(root), "--as-of", AS_OF.isoformat(), "render", case, "demand", "--format", "pdf"
    )
    drawn = f"import weasyprint\nweasyprint.HTML({str(page)!r}).write_pdf({str(folder / 'letter.pdf')!r})"
    return ours, _python("bare WeasyPrint", drawn)


def _letters(folder: Path, _scale: Scale) -> tuple[Contender, ...]:
    root = folder / "letters"
    data.workspace(root, 1, ROOT)
    return _work("casefile", "letters", root), _work("tuned WeasyPrint", "tuned", root)


def _verify(folder: Path, scale: Scale) -> tuple[Contender, ...]:
    natives = folder / "natives"
    data.noise(natives, 50, scale.of(500_000_000, 1000), _SEED)
    found = sorted(map(str, natives.iterdir()))
    return _work("casefile", "hashing", natives), *_installed(Contender("sha256sum", ("sha256sum", *found)))


def _nothing(folder: Path, scale: Scale) -> tuple[Contender, ...]:
    root = folder / "nothing"
    data.workspace(root, scale.of(1000), ROOT)
    build = ("--workspace", str(root), "--as-of", AS_OF.isoformat(), "build")
    once(_casefile(*build, next((root / "cases").iterdir()).name), folder)
    data.as_if_built(root, AS_OF)
    return _casefile(*build), _work("scandir and stat", "scan", root)


def _lines(folder: Path, scale: Scale) -> tuple[Contender, ...]:
    root = folder / "lines"
    data.workspace(root, scale.of(10_000), ROOT)
    ours = _casefile("--workspace", str(root), "--as-of", AS_OF.isoformat(), "--json", "aging")
    once(ours, folder)
    return ours, _work("scandir and stat", "scan", root)


ROWS = (
    Row("help", "`casefile --help`", lambda _: Goal(1.3, "import click"), _help),
    Row("owed", "`casefile owed CASE`, cold", lambda _: Goal(1.3, "the imports"), _owed),
    Row("letter", "one letter, cold", lambda _: Goal(0.7, "bare WeasyPrint"), _letter),
    Row("letters", "60 letters, warm", lambda _: Goal(1.1, "tuned WeasyPrint"), _letters),
    Row("load", "loading 200 cases, cold, each", lambda scale: Goal(0.0014, each=scale.of(200)), _load),
    Row(
        "assemble",
        "60 exhibits in pages, 1,000 pages, 104 MB, put together",
        lambda _: Goal(1.2, "qpdf", 300),
        _assemble,
    ),
    Row("again", "the whole packet again after one letter changed", lambda _: Goal(3.0), _again),
    Row("verify", "the hashes of 500 MB", lambda _: Goal(0.15, "sha256sum"), _verify),
    Row("nothing", "`build` with nothing to do, 1,000 cases", lambda _: Goal(2.0, "scandir and stat"), _nothing),
    Row("lines", "`aging` over 10,000 cases, nothing changed", lambda scale: Goal(1.5 * scale.share), _lines),
)
"""What `make bench` runs."""
