"""The process that a file from elsewhere is inspected in: reads one job, writes one answer, and may die trying."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from casefile.errors import CaseError
from casefile.exhibits import confined
from casefile.packet.inspector.inspect import DEFAULT, inspect
from casefile.packet.profile import Limits, Profile, profile


def main() -> None:
    """Answer jobs until there are no more."""
    confined.serve(answer)


def answer(job: Mapping[str, Any]) -> dict[str, Any]:
    """Do the job, and return the rules as they were tested, or the problems."""
    try:
        rules = inspect(Path(job["path"]), _profile(**job["profile"]), passphrase=job["passphrase"])
    except CaseError as error:
        return {"problems": [{"message": p.message, "hint": p.hint, "rule": p.rule} for p in error.problems]}
    except RecursionError:
        return {"problems": [{"message": "its parts hang inside each other without end", "hint": "", "rule": "pdf"}]}
    return {"rules": [asdict(rule) for rule in rules]}


def _profile(limits: Mapping[str, Any], **form: Any) -> Profile:
    """The profile that was asked for; it was read and found sound where it came from, and may be anybody's own."""
    return profile(DEFAULT).model_copy(update={**form, "limits": Limits.model_construct(**limits)})


if __name__ == "__main__":
    main()
