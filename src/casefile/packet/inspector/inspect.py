"""Reads a finished packet back and tests it against a profile's rules, each with its source.

Works on a file, ours or anybody's; with the plan it was made from it also tests that the file says what was planned.
A file from elsewhere is read in a process of its own: see `apart.py`.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from casefile import files
from casefile.errors import CaseError, Problem
from casefile.packet import profile as profiles
from casefile.packet.inspector import lenient
from casefile.packet.inspector.other import no_pdf
from casefile.packet.inspector.reading import Reading
from casefile.packet.inspector.rules.finding import Finding, told
from casefile.packet.inspector.rules.table import RULES, Tested
from casefile.packet.plan import Plan
from casefile.packet.profile import Profile

if TYPE_CHECKING:
    import pikepdf

DEFAULT = "attorney"
_MOST_FOUND = 100_000  # findings of one rule that are counted


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that a file was tested against: its name, where it is from, whether it holds, what breaks it, what to do.

    One that holds may have a detail: what a person should look at, such as a photograph that cannot be searched.
    `theirs` is what the exhibits of a planned file break of it, which breaks nothing there and would in any other.
    """

    rule: str
    source: str
    ok: bool
    detail: str = ""
    hint: str = ""
    theirs: tuple[Finding, ...] = ()


def inspect(
    file: Path,
    profile: Profile | None = None,
    plan: Plan | None = None,
    stated: Mapping[str, str] | None = None,
    *,
    passphrase: str = "",
) -> tuple[Rule, ...]:
    """Every rule of a profile (the attorney's unless given) that can be tested on this PDF, in the profile's order.

    With a plan, what an exhibit breaks without our doing is for a look and breaks nothing. `stated` are the words that
    planned items have to show, by key. CaseError when the file can't be read.
    """
    with _reading(file, profile, plan, stated, passphrase) as reading:
        return _rules(reading)


def read_back(
    file: Path, profile: Profile, plan: Plan, stated: Mapping[str, str] | None = None
) -> tuple[tuple[Rule, ...], tuple[str, ...]]:
    """The rules as `inspect` tests them, and what each page shows, as it is read: every page is opened once for both.
    CaseError when the file can't be read."""
    with _reading(file, profile, plan, stated) as reading:
        return _rules(reading), tuple(leaf.shown for leaf in reading.leaves)


@contextmanager
def _reading(
    file: Path, profile: Profile | None, plan: Plan | None, stated: Mapping[str, str] | None, passphrase: str = ""
) -> Iterator[Reading]:
    chosen = profile or profiles.profile(DEFAULT)
    with _opened(file, passphrase) as (pdf, document):
        yield Reading(file, pdf, document, chosen, plan, stated)


def _rules(reading: Reading) -> tuple[Rule, ...]:
    sources = reading.profile.rules or {name: rule.source for name, rule in RULES.items()}
    return tuple(
        _tested(reading, name, source, RULES[name])
        for name, source in sources.items()
        if name in RULES and _applies(reading, RULES[name])
    )


def _applies(reading: Reading, rule: Tested) -> bool:
    try:
        return rule.applies(reading)
    except lenient.odd():
        return True  # its test will say what is wrong with the file


def _tested(reading: Reading, name: str, source: str, rule: Tested) -> Rule:
    found: list[Finding] = []
    theirs: list[Finding] = []
    try:
        for finding in rule.test(reading):
            of_exhibit = rule.of_exhibits and reading.plan is not None and not _is_ours(reading, finding)
            found.append(replace(finding, advice=True) if of_exhibit else _named(reading, rule, finding))
            theirs += [finding] if of_exhibit and not finding.advice else []
            if len(found) >= _MOST_FOUND:
                break
    except lenient.odd() as odd:
        found.append(Finding(f"the file is damaged where this is looked for: {' '.join(str(odd).split())[:120]}"))
    broken = [finding for finding in found if not finding.advice]
    hint = rule.hint if broken else rule.look or rule.hint
    detail = told([*broken, *(finding for finding in found if finding.advice)])
    return Rule(name, source, not broken, detail, hint, tuple(theirs))


def _named(reading: Reading, rule: Tested, finding: Finding) -> Finding:
    """What is wrong with an exhibit of a finished file, with what its pages are stamped with: the name that the packet
    gave when it was made."""
    is_named = rule.of_exhibits and reading.plan is None and finding.page and not finding.advice
    mark = reading.mark(finding.page) if is_named else ""
    return replace(finding, says=f"{finding.says} ({mark})") if mark else finding


def _is_ours(reading: Reading, finding: Finding) -> bool:
    return finding.page > 0 and reading.is_ours(finding.page)


@contextmanager
def _opened(file: Path, passphrase: str) -> Iterator[tuple[pikepdf.Pdf, Any]]:
    """The file in both libraries; what PDFium cannot open it gets as qpdf mended it."""
    import pikepdf
    import pypdfium2

    with files.reported(file, "read"):
        try:
            pdf = pikepdf.open(file, password=passphrase)
            _count(pdf)
        except pikepdf.PasswordError as error:
            raise CaseError(_locked(file, passphrase)) from error
        except pikepdf.PikepdfError as error:
            raise CaseError(_unreadable(file, error)) from error
    with pdf:
        try:
            document = pypdfium2.PdfDocument(file, password=passphrase or None)
        except pypdfium2.PdfiumError:
            document = _mended(pdf, file)
        try:
            yield pdf, document
        finally:
            document.close()


def _count(pdf: pikepdf.Pdf) -> None:
    """Goes through the tree of pages once, so that a broken one is told before anything is tested."""
    import pikepdf

    if not len(pdf.pages):
        raise pikepdf.PdfError("it has no pages")


def _mended(pdf: pikepdf.Pdf, file: Path) -> Any:
    import pikepdf
    import pypdfium2

    written = io.BytesIO()
    try:
        pdf.save(written, encryption=False)
        return pypdfium2.PdfDocument(written.getvalue())
    except (pikepdf.PikepdfError, pypdfium2.PdfiumError, RuntimeError) as error:
        raise CaseError(_unreadable(file, error)) from error


def _unreadable(file: Path, error: Exception) -> Problem:
    if other := no_pdf(file):
        return other
    reason = " ".join(str(error).replace(str(file), "").split()).removeprefix(":").strip()
    return Problem(f"{file} is no PDF that can be read: {reason}", hint="make it again", rule="pdf")


def _locked(file: Path, passphrase: str) -> Problem:
    if passphrase:
        message, hint = f"the passphrase does not open {file}", "check the file that you wrote it into"
    else:
        message = f"{file} is encrypted, and opens with a passphrase only"
        hint = "write its passphrase into a file, and name that: --passphrase-file FILE"
    return Problem(message, hint=hint, rule="encrypted")
