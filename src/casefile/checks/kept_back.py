"""What is kept back and hangs together with what is open: named by it, inside it, or the same bytes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from casefile.case import privilege
from casefile.checks.matter import Matter, weakness
from casefile.errors import Problem, Source
from casefile.exhibits.holding import Why

_NOT_HANDED_OVER: Mapping[Why, tuple[str, str]] = {
    "held": (
        "something that is kept back is in it",
        "right if its pages will do; else take in a copy without that, and write redacts: in its row",
    ),
    "closed": (
        "it cannot be looked into, and something that is kept back may be in it",
        "take in a copy that opens (without its passphrase, unpacked, mended), and write redacts: in its row",
    ),
    "quoted": (
        "it, or a file in it, says beside its pages what is kept back",
        "right if its pages will do; else take in a copy without that, and write redacts: in its row",
    ),
}
"""Why a file stays here, and what to do."""
_MOST = 3


def open_names_withheld(matter: Matter) -> Iterator[Problem]:
    """A letter that is open and encloses what is not leads whoever reads it straight to what is missing. It is left out
    where all that it names is kept back; where only some is, nothing but its day and channel is told."""
    case = matter.case
    for contact in case.contacts:
        named = privilege.names_withheld(case, contact)
        if named and privilege.of_itself(case, contact) == "open":
            message = f"it is open and names {', '.join(row.id for row in named)}, which is kept back"
            hint = "keep it back too with privilege:, name another exhibit, or take in a copy with redacts:"
            yield weakness("names-withheld", message, Source(contact.file), hint)


def stand_in_still_holds(matter: Matter) -> Iterator[Problem]:
    """A black box that is drawn over words, or a crop that leaves them beyond the page's edge, hides them from the eye
    alone: whoever gets the file copies them from under it, and what was kept back is out. The words in a stand-in that
    is a PDF are held against a picture of its pages. No packet is made with it."""
    for exhibit in matter.shown:
        seen = matter.natives.get(exhibit.id) if exhibit.redacts else None
        if seen and seen.unseen:
            told = ", ".join(f"“{word}”" for word in seen.unseen[:_MOST])
            more = f" and {len(seen.unseen) - _MOST} more" if len(seen.unseen) > _MOST else ""
            what = f"{exhibit.id}, which stands in for {exhibit.redacts}, still holds words that it does not show"
            hint = (
                "make it of pictures of its pages (print and scan it), or redact it in a program that takes words out"
            )
            yield weakness("stand-in-holds", f"{what}: {told}{more}", exhibit.at.source, hint)


def repeated_in_correspondence(matter: Matter) -> Iterator[Problem]:
    """The same message cannot be privileged in one folder and open in the other: whoever has the one has both. It is
    kept back until the two agree."""
    for contact in matter.case.contacts:
        twin = privilege.repeats(matter.case, contact)
        if twin and privilege.of_itself(matter.case, contact) == "open":
            message = f"it is the same file or message as {twin.id}, which is kept back, so it is kept back too"
            hint = f"write privilege: {_mark(twin.privilege)} in a note of the same name, or mark {twin.id} open"
            yield weakness("same-as-withheld", message, Source(contact.file), hint)


def kept_with(matter: Matter) -> Iterator[Problem]:
    """The paper of an offer that was made without prejudice, and a file that lies in the case twice with two marks, are
    as privileged as what they belong to. They are kept back until somebody says in the register that they are open."""
    case = matter.case
    rows = {exhibit.id: exhibit for exhibit in case.exhibits}
    for name, by in privilege.enclosed(case).items():
        message = f"{name} is kept back: nothing names it but {by}, which is privileged"
        hint = "write privilege: open in its row, or what it is kept as; name it where it proves something"
        yield weakness("kept-with", message, rows[name].at.source, hint)
    for name, by in privilege.same_bytes(case).items():
        message = f"{name} is kept back: it is the same file or message as {by}, which is"
        yield weakness("kept-with", message, rows[name].at.source, "give both one mark, or take one of them out")


def _mark(privilege_of_twin: str) -> str:
    return "internal" if privilege_of_twin == "open" else privilege_of_twin


def native_with_withheld(matter: Matter) -> Iterator[Problem]:
    """The file of a message holds its attachments, as an archive or a PDF holds what is in it: handing it over hands
    over what is kept back. Its pages are shown without that, and the file stays here. Where it would stand on the
    pages, as a picture in an office file or a PDF does, a slip sheet stands in for them."""
    for exhibit in matter.case.exhibits:
        if why := matter.files_kept.get(exhibit.id):
            because, hint = _NOT_HANDED_OVER[why]
            message = f"the file of {exhibit.id} is not handed over: {because}"
            yield weakness("native-withheld", message, exhibit.at.source, hint)
