"""Active content in a PDF: find what is there, and leave it behind in a copy.

Active is what does something or reaches outside: scripts, launching, submitting, links out of the file, embedded and
external files, rich media, additional actions (ISO 32000-1, 12.6; 7.11.4; 13). A link inside the file is not.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pikepdf import Pdf

_ACTIONS = frozenset(
    "/GoTo3DView /GoToE /GoToR /Hide /ImportData /JavaScript /Launch /Movie /Named /Rendition /ResetForm"
    " /RichMediaExecute /SetOCGState /Sound /SubmitForm /Thread /URI".split()
)
_MEDIA = frozenset(("/3D", "/FileAttachment", "/Movie", "/PS", "/RichMedia", "/Screen", "/Sound"))
_SURE = frozenset(("/EmbeddedFiles", "/JavaScript", "/OPI", "/RichMediaContent", "/RichMediaSettings", "/XFA"))
_WITH_STREAM = ("/F", "/FFilter", "/FDecodeParms")
_DEPTH = 60


def active_content(pdf: Pdf) -> tuple[str, ...]:
    """Return what of a PDF is active, each as `object: name`, in the order of the file; empty when nothing is."""
    found = []
    for thing in pdf.objects:
        for holder in _dictionaries(thing):
            found += [f"{thing.objgen[0]}: {name[1:]}" for name, _ in _active(holder)]
    found += [f"trailer: {name[1:]}" for name, _ in _active(pdf.trailer)]
    return tuple(found)


def leave_behind(pdf: Pdf) -> None:
    """Take every active name out of all objects of a PDF that is being written."""
    for thing in pdf.objects:
        for holder in _dictionaries(thing):
            for _, key in tuple(_active(holder)):
                del holder[key]


def _dictionaries(thing: Any, depth: int = 0) -> Iterator[Any]:
    """Yield a PDF object's own dictionaries, but not those of other indirect objects: they have their own turn."""
    from pikepdf import Array, Dictionary, Object, Stream

    if depth > _DEPTH or not isinstance(thing, Object) or (depth and thing.is_indirect):
        return
    if isinstance(thing, (Dictionary, Stream)):
        yield thing
        for key in thing.keys():  # noqa: SIM118 - a stream is not iterable, its dictionary's keys are
            yield from _dictionaries(thing.get(key), depth + 1)
    elif isinstance(thing, Array):
        for item in thing:  # type: ignore[attr-defined]  # an Object that is an array iterates
            yield from _dictionaries(item, depth + 1)


def _active(holder: Any) -> Iterator[tuple[str, str]]:
    """Yield (what it is, the key to take out) for one dictionary.

    The names of resources are free, so a font called /AA must stay: the ambiguous names are judged by their values.
    """
    from pikepdf import Dictionary, Name, Stream

    for key in tuple(holder.keys()):
        value = holder.get(key)
        if key in _SURE and not _is_xobject(value):
            yield key, key
        elif key == "/S" and isinstance(value, Name) and str(value) in _ACTIONS:
            yield str(value), key
        elif key == "/Subtype" and isinstance(value, Name) and str(value) in _MEDIA:
            yield str(value), key
        elif key == "/JS" and not isinstance(value, Dictionary) and not _is_xobject(value):
            yield key, key
        elif key in ("/AA", "/OpenAction") and _has_action(value):
            yield key, key
        elif key in ("/EF", "/AF", "/RF") and _has_file(value):
            yield key, key
        elif key == "/Ref" and isinstance(holder, Stream) and isinstance(value, Dictionary):
            yield key, key
        elif key in _WITH_STREAM and isinstance(holder, Stream):
            yield f"{key} of a stream", key


def _is_xobject(value: Any) -> bool:
    from pikepdf import Stream

    return isinstance(value, Stream) and value.get("/Subtype", None) in ("/Form", "/Image")


def _has_action(value: Any) -> bool:
    from pikepdf import Dictionary

    if not isinstance(value, Dictionary):
        return False
    entries = [value, *(value.get(key) for key in value.keys())]  # noqa: SIM118 - a pikepdf object iterates differently
    return any(isinstance(entry, Dictionary) and "/S" in entry for entry in entries)


def _has_file(value: Any) -> bool:
    from pikepdf import Array, Dictionary, Stream

    entries = list(value) if isinstance(value, Array) else [value]
    for entry in entries:
        if isinstance(entry, Dictionary):
            if entry.get("/Type", None) in ("/Filespec", "/F") or "/EF" in entry:
                return True
            if any(isinstance(entry.get(key), Stream) for key in ("/F", "/UF", "/DOS", "/Mac", "/Unix") if key in entry):
                return True
    return False
