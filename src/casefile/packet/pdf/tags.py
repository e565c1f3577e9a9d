"""Tags of our own pages, kept when a document is appended: one structure tree for all (ISO 32000-1, 14.7).

Knows structure trees only. Exhibits carry none into the packet: theirs are not ours to vouch for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pikepdf


def adopt(pdf: pikepdf.Pdf, source: pikepdf.Pdf, pages: Sequence[Any]) -> None:
    """Hangs the tags of `source`, whose pages stand in `pdf` as `pages`, on the tree that `pdf` has.

    A document without tags, or a packet without a tree, leaves its pages untagged.
    """
    from pikepdf import Array, Dictionary

    theirs = source.Root.get("/StructTreeRoot")
    ours = pdf.Root.get("/StructTreeRoot")
    if theirs is None or ours is None or "/ParentTree" not in theirs:
        drop(pages)
        return
    tree = pdf.copy_foreign(source.make_indirect(theirs))
    parents = dict(_entries(ours.ParentTree))
    shift = max(parents, default=-1) + 1
    parents |= {key + shift: value for key, value in _entries(tree.ParentTree)}
    _set_parents(pdf, ours, parents)
    _renumber(pages, shift)
    for name in ("/RoleMap", "/ClassMap"):
        if name in tree:
            ours[name] = Dictionary({**dict(tree[name]), **dict(ours.get(name, Dictionary()))})
    kids = _kids(tree)
    for kid in kids:
        kid.P = ours
    ours.K = Array([*_kids(ours), *kids])


def begin(pdf: pikepdf.Pdf, *, wanted: bool) -> None:
    """Takes out the tree that a foreign document brought along; an empty one is put in its place where `wanted`."""
    from pikepdf import Array, Dictionary, Name

    for key in ("/StructTreeRoot", "/MarkInfo"):
        if key in pdf.Root:
            del pdf.Root[key]
    if wanted:
        empty = Dictionary(Type=Name.StructTreeRoot, K=Array(), ParentTree=Dictionary(Nums=Array()))
        pdf.Root.StructTreeRoot = pdf.make_indirect(empty)
        pdf.Root.MarkInfo = Dictionary(Marked=True)


def drop(pages: Sequence[Any]) -> None:
    """Takes pages out of any structure tree: their numbers would point into ours."""
    for page in pages:
        if "/StructParents" in page:
            del page.StructParents
        for annotation in page.get("/Annots", []):
            if "/StructParent" in annotation:
                del annotation.StructParent


def untie(pdf: pikepdf.Pdf, annotations: Sequence[Any]) -> None:
    """Takes annotations that are gone out of the tree; the words they lay on are no link there any more."""
    from pikepdf import Array, Name

    ours = pdf.Root.get("/StructTreeRoot")
    keys = {int(each.StructParent) for each in annotations if "/StructParent" in each}
    if ours is None or not keys:
        return
    parents = dict(_entries(ours.ParentTree))
    for key in keys & parents.keys():
        element = parents.pop(key)
        element.S = Name.Span
        element.K = Array([kid for kid in _kids(element) if not _is_reference(kid)])
    _set_parents(pdf, ours, parents)


def _is_reference(kid: Any) -> bool:
    """Whether a tag's kid is an annotation (ISO 32000-1, 14.7.4.3)."""
    from pikepdf import Dictionary

    return isinstance(kid, Dictionary) and kid.get("/Type") == "/OBJR"


def _set_parents(pdf: pikepdf.Pdf, tree: Any, parents: Mapping[int, Any]) -> None:
    from pikepdf import Array, Dictionary

    tree.ParentTree = pdf.make_indirect(Dictionary(Nums=Array([each for pair in parents.items() for each in pair])))
    tree.ParentTreeNextKey = max(parents, default=-1) + 1


def _renumber(pages: Sequence[Any], shift: int) -> None:
    for page in pages:
        if "/StructParents" in page:
            page.StructParents = int(page.StructParents) + shift
        for annotation in page.get("/Annots", []):
            if "/StructParent" in annotation:
                annotation.StructParent = int(annotation.StructParent) + shift


def _kids(tree: Any) -> list[Any]:
    from pikepdf import Array

    kids = tree.get("/K")
    if kids is None:
        return []
    return list(kids) if isinstance(kids, Array) else [kids]


def _entries(node: Any) -> Iterator[tuple[int, Any]]:
    """The pairs of a number tree, in order (ISO 32000-1, 7.9.7)."""
    pairs = list(node.get("/Nums", []))
    yield from zip(map(int, pairs[::2]), pairs[1::2], strict=True)
    for kid in node.get("/Kids", []):
        yield from _entries(kid)
