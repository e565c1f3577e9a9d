"""Active content in a PDF: find what is there, and leave it behind in a copy.

Active is what does something or reaches outside: scripts, launching, submitting, links out of the file, embedded and
external files, rich media, additional actions (ISO 32000-1, 12.6; 7.11.4; 13). A link inside the file is not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pikepdf import Pdf

_ACTIONS = frozenset((
    "/GoTo3DView", "/GoToE", "/GoToR", "/Hide", "/ImportData", "/JavaScript", "/Launch", "/Movie", "/Named",
    "/Rendition", "/ResetForm", "/RichMediaExecute", "/SetOCGState", "/Sound", "/SubmitForm", "/Thread", "/URI",
))  # fmt: skip
_MEDIA = frozenset(("/3D", "/FileAttachment", "/Movie", "/PS", "/RichMedia", "/Screen", "/Sound"))
_NAMED = {"/S": _ACTIONS, "/Subtype": _MEDIA}
_OF_STREAM = frozenset(("/F", "/FFilter", "/FDecodeParms", "/Ref"))
_DEPTH = 60


def active_content(pdf: Pdf) -> tuple[str, ...]:
    """Return what of a PDF is active, each as `object: name`, in the order of the file; empty when nothing is."""
    found = []
    for thing in _suspects(pdf):
        for holder in _dictionaries(thing):
            found += [f"{thing.objgen[0]}: {name[1:]}" for name, _ in _active(holder)]
    found += [f"trailer: {name[1:]}" for name, _ in _active(pdf.trailer)]
    return tuple(found)


def leave_behind(pdf: Pdf) -> None:
    """Take every active name out of all objects of a PDF that is being written."""
    for thing in _suspects(pdf):
        for holder in _dictionaries(thing):
            for _, key in tuple(_active(holder)):
                del holder[key]


def _suspects(pdf: Pdf) -> Iterator[Any]:
    """Yield the objects of a PDF in which any of the names stands that what is active has. Few do, and to look for them
    in what qpdf writes, where names are spelt in one way only, is ten times as quick as to look at every entry."""
    from pikepdf import Object, Stream

    for thing in pdf.objects:
        whole = thing.stream_dict if isinstance(thing, Stream) else thing
        if isinstance(whole, Object) and _SUSPECT.search(whole.unparse(resolved=True)):
            yield thing


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
        for item in thing:
            yield from _dictionaries(item, depth + 1)


def _active(holder: Any) -> Iterator[tuple[str, str]]:
    """Yield (what it is, the key to take out) for one dictionary.

    The names of resources are free, so a font called /AA must stay: the ambiguous names are judged by their values.
    """
    for key in tuple(holder.keys()):
        value = holder.get(key)
        named = _NAMED.get(key)
        if named is not None:
            if _is_name(value) and str(value) in named:
                yield str(value), key
        elif key in _OF_STREAM:
            if _is_stream(holder):
                yield key, key
        elif key in _JUDGED and _JUDGED[key](value):
            yield key, key


def _is_name(value: Any) -> bool:
    from pikepdf import Name

    return isinstance(value, Name)


def _is_stream(value: Any) -> bool:
    from pikepdf import Stream

    return isinstance(value, Stream)


def _is_script(value: Any) -> bool:
    from pikepdf import Dictionary

    return not isinstance(value, Dictionary) and not _is_xobject(value)


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
            if any(
                isinstance(entry.get(key), Stream) for key in ("/F", "/UF", "/DOS", "/Mac", "/Unix") if key in entry
            ):
                return True
    return False


def _is_no_xobject(value: Any) -> bool:
    return not _is_xobject(value)


_SURE = ("/EmbeddedFiles", "/JavaScript", "/OPI", "/RichMediaContent", "/RichMediaSettings", "/XFA")
_JUDGED: Mapping[str, Callable[[Any], bool]] = {
    **dict.fromkeys(_SURE, _is_no_xobject),
    "/JS": _is_script,
    "/AA": _has_action,
    "/OpenAction": _has_action,
    "/AF": _has_file,
    "/EF": _has_file,
    "/RF": _has_file,
}
_SUSPECT = re.compile(
    b"(%b)(?![A-Za-z0-9])" % b"|".join(sorted(name.encode() for name in _ACTIONS | _MEDIA | _OF_STREAM | set(_JUDGED)))
)
