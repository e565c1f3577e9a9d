"""What exhibits are called in a packet: as in the register, by section, by letters or by numbers. Knows no exhibit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count

from casefile.case.fields import Language
from casefile.errors import CaseError, Problem
from casefile.exhibits import typeface
from casefile.packet.profile import Profile

LETTERS = 26


def tabs(profile: Profile, sections: Sequence[tuple[str, Sequence[str]]]) -> Iterator[str]:
    """The bare labels of all documents, in order. `sections` are their letters, each with its documents' numbers in the
    register, empty for a document that has none; by the register such a document has no label."""
    running = count(1)
    for letter, numbers in sections:
        for place, number in enumerate(numbers, 1):
            match profile.labels:
                case "register":
                    yield number
                case "section":
                    yield f"{letter}{place}"
                case "letters":
                    yield lettered(next(running))
                case "numbers":
                    yield str(next(running))


def lettered(number: int) -> str:
    """A to Z, AA to AZ, BA and so on, from 1 (United States District Court, Southern District of California, Civil
    Local Rule 5.1(e))."""
    rest, last = divmod(number - 1, LETTERS)
    return (lettered(rest) if rest else "") + chr(ord("A") + last)


def form(profile: Profile, language: Language) -> str:
    """What stands round a label, with `{label}` in it.

    CaseError when the profile has it in other languages only, or with letters that no stamp can print.
    """
    if not profile.label:
        return "{label}"
    place = profile.at.of("label")
    if language not in profile.label:
        message = f"the profile '{profile.name}' has no label in language '{language}'"
        raise CaseError(Problem(message, place, "write one", "profile"))
    found = profile.label[language]
    try:
        typeface.subset(frozenset(found) - {"\t", "\n"})
    except KeyError as error:
        message = f"the label '{found}' of the profile '{profile.name}' has a character that no stamp can print"
        raise CaseError(Problem(message, place, "write it with letters and digits", "profile")) from error
    return found
