"""Links inside a packet: references to exhibits become jumps to their pages, links within a document keep working.

Works on annotations and on where pages went; knows no labels and no plan.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from casefile.errors import CaseError, Problem
from casefile.packet.pdf.stamp import seen

if TYPE_CHECKING:
    import pikepdf

SCHEME = "exhibit:"
WEB = ("https://", "http://")

Jump = tuple[int, int, int, "list[Any]"]
"""A link within a document: its page, its place among the annotations, the page it leads to, and the rest."""


def within(document: pikepdf.Pdf) -> list[Jump]:
    """The links of a document to its own pages, by page index, so that they can be laid again elsewhere."""
    pages = list(document.pages)
    if not any("/Annots" in page.obj for page in pages):
        return []
    index = {page.obj.objgen: number for number, page in enumerate(pages)}
    return list(_jumps(pages, index, _named(document)))


def lay(jumps: Sequence[Jump], pages: Sequence[Any]) -> None:
    """Lays a document's own links among the pages it has in the packet."""
    from pikepdf import Array, Dictionary, Name

    for source, place, target, rest in jumps:
        annotation = pages[source].Annots[place]
        if "/Dest" in annotation:
            del annotation.Dest
        annotation.A = Dictionary(S=Name.GoTo, D=Array([pages[target], *rest]))


def refer(
    pages: Sequence[Any],
    first: Mapping[str, int],
    bundle: Sequence[Any],
    *,
    outward: bool = False,
    elsewhere: Collection[str] = (),
) -> None:
    """Turns each `exhibit:KEY/PAGE` link on `pages` into a jump. `first`: the file's page (from 1) of each key.

    A web address stays a link where `outward` says that the words are ours; any other link, and one to a key in
    `elsewhere`, leads nowhere any more: going to another file is an action that reaches outside. `unlinked` takes such
    out.

    CaseError for a reference to what the packet doesn't hold.
    """
    from pikepdf import Dictionary, Name

    for annotation, address in list(addresses(pages)):
        if not address.startswith(SCHEME):
            if not (outward and is_web(annotation)):
                del annotation.A
            continue
        key, _, page = unquote(address.removeprefix(SCHEME)).rpartition("/")
        if key in elsewhere:
            del annotation.A
            continue
        if key not in first or not page.isdigit() or first[key] + int(page) - 1 > len(bundle):
            raise CaseError(Problem(f"a document refers to '{key}', which this packet does not hold", rule="reference"))
        target = bundle[first[key] + int(page) - 2]
        annotation.A = Dictionary(S=Name.GoTo, D=landing(target))


def unlinked(pages: Sequence[Any]) -> list[Any]:
    """Takes the links that lead nowhere off pages, so that their words are words, and gives them:
    tags have them still."""
    from pikepdf import Array

    found = []
    for page in pages:
        noted = list(page.get("/Annots", []))
        dead = [each for each in noted if _is_dead(each)]
        if dead:
            page.Annots = Array([each for each in noted if not _is_dead(each)])
        found += dead
    return found


def _is_dead(annotation: Any) -> bool:
    return annotation.get("/Subtype") == "/Link" and "/A" not in annotation and "/Dest" not in annotation


def describe(pages: Sequence[Any], bundle: Sequence[Any], words: Sequence[str]) -> None:
    """Has each jump on `pages` say where it leads, for those who hear it (ISO 14289-1, 7.18.5). `words`: what each page
    of the bundle is called."""
    called = {page.objgen: name for page, name in zip(bundle, words, strict=True)}
    for page in pages:
        for annotation in page.get("/Annots", []):
            goal = _goal(annotation)
            found = None if goal is None else target(goal)
            if found is not None and found[0].objgen in called:
                annotation.Contents = called[found[0].objgen]


def addresses(pages: Sequence[Any]) -> Iterator[tuple[Any, str]]:
    """The links of pages that name an address, with it."""
    for page in pages:
        for annotation in page.get("/Annots", []):
            action = annotation.get("/A")
            if action is not None and action.get("/S") == "/URI":
                yield annotation, str(action.get("/URI", ""))


def is_web(annotation: Any) -> bool:
    """Whether an annotation is a plain link to a web address, which a reader sees and chooses to follow."""
    action = annotation.get("/A")
    plain = action is not None and action.get("/S") == "/URI" and annotation.get("/Subtype") == "/Link"
    return bool(plain and str(action.get("/URI", "")).startswith(WEB) and "/AA" not in annotation)


def landing(page: Any) -> Any:
    """The head of a page as its reader sees it, at whatever size they read (ISO 32000-1, 12.3.2.2)."""
    from pikepdf import Array, Name

    left, top = seen(page).head
    return Array([page, Name.XYZ, round(left, 2), round(top, 2), None])


def target(goal: Any, named: Mapping[str, Any] | None = None) -> Any | None:
    """The explicit destination of a link's /Dest or /D, through `named` where it is a name; None when it has none."""
    from pikepdf import Array, Dictionary

    if not isinstance(goal, Array | Dictionary) and named is not None:
        goal = named.get(str(goal).removeprefix("/"))
    if isinstance(goal, Dictionary):
        goal = goal.get("/D")
    return goal if isinstance(goal, Array) and len(goal) > 1 else None


def _jumps(
    pages: Sequence[Any], index: Mapping[tuple[int, int], int], named: Callable[[], Mapping[str, Any]]
) -> Iterator[Jump]:
    for source, page in enumerate(pages):
        for place, annotation in enumerate(page.obj.get("/Annots", [])):
            goal = _goal(annotation)
            found = None if goal is None else target(goal, named())
            if found is not None and found[0].objgen in index:
                yield source, place, index[found[0].objgen], [_plain(item) for item in list(found)[1:]]


def _goal(annotation: Any) -> Any | None:
    action = annotation.get("/A")
    if action is not None and action.get("/S") == "/GoTo":
        return action.get("/D")
    return annotation.get("/Dest")


def _plain(item: object) -> object:
    """A number, name or null of a destination, free of the document it stands in."""
    from pikepdf import Name

    return Name(str(item)) if isinstance(item, Name) else item


def _named(document: pikepdf.Pdf) -> Callable[[], Mapping[str, Any]]:
    """The document's named destinations, read when first asked for."""
    found: list[dict[str, Any]] = []

    def read() -> Mapping[str, Any]:
        if not found:
            found.append(destinations(document))
        return found[0]

    return read


def destinations(document: pikepdf.Pdf) -> dict[str, Any]:
    """A document's named destinations, old style and new (ISO 32000-1, 12.3.2.3)."""
    from pikepdf import NameTree

    root: Any = document.Root
    names = root.get("/Names")
    tree = None if names is None else names.get("/Dests")
    found = dict(NameTree(tree).items()) if tree is not None else {}
    old = root.get("/Dests")
    return {**{key[1:]: goal for key, goal in (old.items() if old is not None else ())}, **found}
