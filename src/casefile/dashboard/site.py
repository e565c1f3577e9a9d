"""Writing the site: every page in a folder beside it, put in its place as a whole. What did not change is not drawn
again.

What a case's page was made of is kept as a hash in the site's own folder. A memory that is gone or torn costs time,
never correctness.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import casefile
from casefile import files
from casefile.dashboard import dossier as case_page
from casefile.dashboard.front import front
from casefile.dashboard.marks import part
from casefile.dashboard.papers import papers
from casefile.dashboard.portfolio import Portfolio
from casefile.errors import Problem, UsageError
from casefile.followup.action import Dossier
from casefile.followup.standing import standing
from casefile.render import locale
from casefile.render.template import seek

MEMORY = ".dashboard.json"
CASES = "cases"
_BESIDE = ("style.css", "script.js")
_OWN = frozenset({MEMORY, CASES, "index.html", *_BESIDE})

Watch = Callable[[Sequence[Dossier]], Iterable[Dossier]]


@dataclass(frozen=True, slots=True)
class Made:
    """What was done: the names of the pages in the site's folder that were written anew, how many stayed as they were,
    and the names of those that are gone."""

    written: tuple[str, ...]
    kept: int
    removed: tuple[str, ...]


def refuse_foreign(folder: Path) -> None:
    """UsageError for a folder that holds anything but a dashboard: it would be replaced."""
    if not folder.exists():
        return
    hint = "choose another folder with --output: this one would be replaced"
    if not folder.is_dir():
        raise UsageError(Problem(f"{folder} is a file, and a folder is needed", hint=hint, rule="output"))
    names = {each.name for each in folder.iterdir()}
    strange = sorted(names - _OWN)
    if not strange and (MEMORY in names or not names):
        strange = sorted(each.name for each in _inside(folder) if each.suffix != ".html" or not each.is_file())
        if not strange:
            return
    message = f"{folder} holds more than a dashboard: {strange[0]}" if strange else f"{folder} is no dashboard of ours"
    raise UsageError(Problem(message, hint=hint, rule="output"))


def _inside(folder: Path) -> list[Path]:
    cases = folder / CASES
    return [*cases.iterdir()] if cases.is_dir() and not cases.is_symlink() else [cases] if cases.exists() else []


def write(portfolio: Portfolio, folder: Path, watched: Watch = iter) -> Made:
    """Puts the site at `folder` (an absolute path without links): the old one stands until the new one is whole.
    CaseError when the disk refuses; UsageError as for `refuse_foreign`. `watched` sees the cases as they are drawn."""
    refuse_foreign(folder)
    before = _recalled(folder)
    memory: dict[str, str] = {}
    written: list[str] = []
    kept = 0
    with files.staged(folder) as staging:
        (staging / CASES).mkdir()
        for name, key, draw in _pages(portfolio, folder, watched):
            memory[name] = key
            if before.get(name) == key and _take_over(folder / name, staging / name):
                kept += 1
                continue
            drawn = draw()
            memory[name] = key or hashlib.sha256(drawn).hexdigest()
            if before.get(name) == memory[name] and _take_over(folder / name, staging / name):
                kept += 1
                continue
            _put(staging / name, drawn)
            written.append(name)
        _put(staging / MEMORY, json.dumps(memory, ensure_ascii=True, indent=0).encode())
    return Made(tuple(written), kept, tuple(sorted(before.keys() - memory.keys())))


Page = tuple[str, str, Callable[[], bytes]]


def _pages(portfolio: Portfolio, folder: Path, watched: Watch) -> Iterator[Page]:
    """Every page: its name, the hash of what goes into it ("" where drawing it is the way to know), how to draw it."""
    for name in _BESIDE:
        yield name, "", lambda name=name: part(name)  # type: ignore[misc]  # bound now
    yield "index.html", "", lambda: front(portfolio, folder)
    for case_id, problems in portfolio.unread.items():
        yield _named(case_id), "", lambda i=case_id, p=problems: case_page.unread_page(portfolio, i, p)  # type: ignore[misc]
    common = _common(portfolio)
    for dossier in watched(portfolio.dossiers):
        key = hashlib.sha256(f"{common}\0{_spelled(portfolio, dossier)}".encode("utf-8", "surrogatepass")).hexdigest()
        yield _named(dossier.case.id), key, lambda d=dossier: _drawn(portfolio, d, folder)  # type: ignore[misc]


def _drawn(portfolio: Portfolio, dossier: Dossier, folder: Path) -> bytes:
    return case_page.page(case_page.gathered(portfolio, dossier, folder / CASES))


def _named(case_id: str) -> str:
    return f"{CASES}/{case_id}.html"


def _spelled(portfolio: Portfolio, dossier: Dossier) -> str:
    """Everything that a case's page comes from, as text: the names, sizes and times of its files, who takes part, its
    figures, what is to be done, and what was made. To read what the files say takes longer than to draw the page."""
    case, claim = dossier.case, dossier.claim
    actions = [*portfolio.doings.get(case.id, ()), *portfolio.plans.get(case.id, ())]
    waiting = portfolio.waits.get(case.id)
    told = (
        case.id, _stamp(str(case.path)), case.creditor, case.debtor, case.assignor, case.co_debtors,
        [(each.due, each.step, each.channel, each.document, each.reason) for each in actions],
        [(each.letter, each.invoices) for each in actions],
        waiting and (waiting.why, waiting.until), papers(portfolio, case.id), standing(case, claim),
        claim.as_of, claim.currency, claim.open, claim.settlement and claim.settlement.progress,
        [getattr(claim, name) for name in (*case_page.FIGURES, "total", "per_day", "paid", "credited")],
        [(one.number, one.due, one.total, one.outstanding) for one in claim.invoices],
        [(one.contested, one.interest, one.limitation) for one in claim.invoices],
    )  # fmt: skip
    return repr(told)


def _stamp(folder: str) -> list[tuple[str, int, int]]:
    """The names, sizes and times of all files in a folder; a folder that cannot be looked into has its name alone."""
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError:
        return [(folder, 0, 0)]
    stamps: list[tuple[str, int, int]] = []
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            stamps += _stamp(entry.path)
        else:
            status = entry.stat(follow_symlinks=False)
            stamps.append((entry.path, status.st_size, status.st_mtime_ns))
    return stamps


def _common(portfolio: Portfolio) -> str:
    """What goes into every case's page: words, the sentences of the chronology, where things lie, casefile itself."""
    clause = seek(f"{locale.base(portfolio.language)}/clauses/facts.md", portfolio.search)
    where = (portfolio.root, portfolio.build, portfolio.language, casefile.__version__, _code())
    return repr((*where, portfolio.words, portfolio.voice.words, clause and clause.text))


@cache
def _code() -> str:
    """The hash of the modules that draw a page."""
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _recalled(folder: Path) -> Mapping[str, str]:
    try:
        found = json.loads((folder / MEMORY).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    whole = isinstance(found, dict) and all(isinstance(each, str) for each in found.values())
    return found if whole else {}


def _take_over(old: Path, new: Path) -> bool:
    """Puts what is there already into the new folder; False where it is gone."""
    try:
        os.link(old, new, follow_symlinks=False)
    except FileNotFoundError:
        return False
    except OSError:
        with files.reported(new):
            shutil.copyfile(old, new)
    return True


def _put(path: Path, data: bytes) -> None:
    with files.reported(path):
        path.write_bytes(data)
