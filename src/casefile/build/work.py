"""Makes everything that is stale: every document that applies to a case, and its packet; one case at a time.

The work is handed to an Executor; a case that fails is reported, and the others go on. Knows no terminal and no clock.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import BrokenExecutor, Future, as_completed
from dataclasses import asdict, dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from casefile.build import stale
from casefile.build.pool import processes
from casefile.case import layout
from casefile.errors import CaseError, Problem, Source
from casefile.render.drawing import machine

if TYPE_CHECKING:
    from casefile.case.workspace import Workspace
    from casefile.documents.matter import Format
    from casefile.making import Desk, Wanted

FORMATS: tuple[Format, ...] = ("pdf", "docx")

Job = Callable[[], tuple[list[str], tuple[Problem, ...]]]


@dataclass(frozen=True, slots=True)
class Built:
    """How one case came out: `fresh` when nothing was to do. `outputs` are paths from the workspace."""

    case: str
    state: Literal["fresh", "made", "failed"]
    outputs: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run has to do: the stale cases with what they hold now, and the fresh ones."""

    root: Path
    as_of: date
    others: Mapping[str, str]
    memories: stale.Memories
    todo: Mapping[str, stale.Print]
    fresh: tuple[Built, ...]


def plan(root: Path, cases: Sequence[str], as_of: date, *, force: bool = False) -> Plan:
    """Looks at every case and at what all of them draw on. Bytes are read only where names, sizes or times differ."""
    memories = stale.recall(root)
    memories.shared = stale.look_at_rest(root, memories.shared)
    stale.look_at_commit(memories, root)
    common = f"{memories.shared.content} {machine()} {as_of}"
    others = {case_id: f"{common} {memories.committed.get(case_id, '')}" for case_id in cases}
    todo: dict[str, stale.Print] = {}
    fresh: list[Built] = []
    for case_id in cases:
        memory = memories.cases.get(case_id)
        seen = stale.look_at_case(root, case_id, memory.inputs if memory else None)
        if memory and not force and _is_fresh(root, memory, seen, others[case_id]):
            memories.see(case_id, seen)
            fresh.append(Built(case_id, "fresh", memory.outputs, tuple(map(_problem, memory.reports))))
        else:
            todo[case_id] = seen
    return Plan(root, as_of, others, memories, todo, tuple(fresh))


def _is_fresh(root: Path, memory: stale.Memory, seen: stale.Print, other: str) -> bool:
    """Whether the case was made of the same bytes, and everything that came out is still there."""
    if memory.other != other or memory.inputs.content != seen.content:
        return False
    return stale.are_there(root, memory.outputs)


def run(planned: Plan, jobs: int) -> Generator[Built, None, None]:
    """Makes what is stale, `jobs` cases at a time, and gives each case as it is done; the fresh ones first.

    Outputs that a case no longer has are removed. CaseError when casefile.yaml has problems. A bug that shows in one
    case is raised when all others are done.
    """
    memories = planned.memories
    try:
        yield from planned.fresh
        if not planned.todo:
            return
        _open(planned.root)
        for built in _made(planned, jobs):
            _clear(planned, built)
            _remember(planned, built)
            yield built
    finally:
        memories.save_if_changed()


def forget(planned: Plan, existing: Iterable[str]) -> tuple[str, ...]:
    """Removes what was made for cases that are no longer there, and every copy of their exhibits; returns their ids.

    A packet is removed as a whole, whoever made it: others' evidence must not outlive the case.
    """
    known, kept = set(existing), layout.kept(planned.root)
    copied = sorted(path.name for path in kept.iterdir() if path.is_dir()) if kept.is_dir() else ()
    gone = tuple(case_id for case_id in dict.fromkeys((*planned.memories.cases, *copied)) if case_id not in known)
    for case_id in gone:
        ours = layout.attorney_only(planned.root, case_id)
        for folder in (*layout.packets(planned.root, case_id), ours, kept / case_id):
            stale.remove_folder(planned.root, folder)
        memory = planned.memories.cases.pop(case_id, None)
        stale.remove(planned.root, memory.outputs if memory else ())
        planned.memories.changed = True
    return gone


def _open(root: Path) -> Workspace:
    from casefile.case.workspace import open_workspace

    return open_workspace(root)


def _made(planned: Plan, jobs: int) -> Iterator[Built]:
    """Each stale case, made in a process of the pool; those whose process died are tried once more, each alone."""
    bugs: list[BaseException] = []
    lost: list[str] = []
    for case_id, future in _handed_out(planned, jobs, tuple(planned.todo)):
        if isinstance(future.exception(), BrokenExecutor):
            lost.append(case_id)
        else:
            yield from _outcome(case_id, future, bugs)
    for case_id in lost:
        for _, future in _handed_out(planned, 1, (case_id,)):
            yield from _outcome(case_id, future, bugs)
    if bugs:
        raise bugs[0]


def _outcome(case_id: str, future: Future[Built], bugs: list[BaseException]) -> Iterator[Built]:
    """What became of a case; an exception that is no problem of the user's goes to `bugs`."""
    error = future.exception()
    if error is None:
        yield future.result()
    elif isinstance(error, CaseError):
        yield Built(case_id, "failed", problems=error.problems)
    elif isinstance(error, BrokenExecutor):
        died = Problem(f"the process that built {case_id} died", hint="free some memory and run it again")
        yield Built(case_id, "failed", problems=(died,))
    else:
        bugs.append(error)


def _handed_out(planned: Plan, jobs: int, cases: Sequence[str]) -> Iterator[tuple[str, Future[Built]]]:
    """Each case with its finished work, in the order of finishing."""
    with processes(min(jobs, len(cases))) as executor:
        futures = {executor.submit(make, planned.root, case_id, planned.as_of): case_id for case_id in cases}
        for future in as_completed(futures):
            yield futures[future], future


def make(root: Path, case_id: str, as_of: date) -> Built:
    """Makes every document of one case that applies, and its packet. CaseError when the case does not load.

    The problems of a single document are in what is returned, and the others are made.
    """
    from casefile import files, making
    from casefile.documents.kinds import KINDS

    desk = making.open_desk(_open(root), case_id, as_of)
    built = desk.workspace.built(case_id)
    with files.reported(built):  # before the work, not after it
        built.mkdir(parents=True, exist_ok=True)
    jobs: list[Job] = [partial(_document, desk, wanted) for name in KINDS for wanted in making.applying(desk, name)]
    jobs += [partial(_packet, desk), partial(_attorney_only, desk)]
    outputs: list[str] = []
    problems: list[Problem] = []
    failed = False
    for job in jobs:
        try:
            made, warnings = job()
        except CaseError as error:
            failed = True
            problems += error.problems
            if any(problem.rule == "disk" for problem in error.problems):
                break  # it would stop the others just as well
        else:
            outputs += made
            problems += warnings
    place = desk.case.file.at.source
    placed = (p if p.source or p.rule == "disk" else replace(p, source=place) for p in problems)
    return Built(case_id, "failed" if failed else "made", tuple(sorted(outputs)), tuple(dict.fromkeys(placed)))


def _document(desk: Desk, wanted: Wanted) -> tuple[list[str], tuple[Problem, ...]]:
    from casefile import files, making

    drawn, warnings = making.draw(desk, wanted, FORMATS)
    built = desk.workspace.built(desk.case.id)
    paths = {each: built / f"{wanted.stem(desk.case)}.{each}" for each in FORMATS}
    for each, path in paths.items():
        files.write(path, drawn[each])
    return [desk.workspace.shown(path) for path in paths.values()], warnings


def _packet(desk: Desk) -> tuple[list[str], tuple[Problem, ...]]:
    """Every file of the packet; nothing, where nothing has been issued yet."""
    from casefile import making

    if not desk.claim.invoices:
        return [], ()
    built = making.packet(desk)
    return _below(desk, built.pdf.parent), built.warnings


def _attorney_only(desk: Desk) -> tuple[list[str], tuple[Problem, ...]]:
    """Every file that is for our own attorney alone; nothing, where there is no packet."""
    from casefile import making

    if not desk.claim.invoices:
        return [], ()
    built = making.attorney_only(desk)
    return _below(desk, built.pdf.parent), built.warnings


def _below(desk: Desk, folder: Path) -> list[str]:
    return [desk.workspace.shown(path) for path in folder.rglob("*") if path.is_file()]


def _clear(planned: Plan, built: Built) -> None:
    """Removes what the case had before and has no more; where something failed, what was there stays."""
    memory = planned.memories.cases.get(built.case)
    if memory and built.state == "made":
        stale.remove(planned.root, set(memory.outputs) - set(built.outputs))


def _remember(planned: Plan, built: Built) -> None:
    """A case that failed is remembered as stale, with everything that lies in its folder."""
    before = planned.memories.cases.get(built.case)
    failed = built.state == "failed"
    outputs = tuple(sorted({*built.outputs, *(before.outputs if before and failed else ())}))
    planned.memories.keep(
        stale.Memory(
            built.case,
            planned.todo[built.case],
            "" if failed else planned.others[built.case],
            outputs,
            () if failed else tuple(asdict(problem) for problem in built.problems),
        )
    )


def _problem(report: Mapping[str, object]) -> Problem:
    source = report.get("source")
    place = Source(str(source[0]), int(source[1]), int(source[2])) if isinstance(source, list) else None
    level: Literal["weakness", "warning"] = "weakness" if report.get("level") == "weakness" else "warning"
    return Problem(str(report.get("message")), place, str(report.get("hint")), str(report.get("rule")), level)
