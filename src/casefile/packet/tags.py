"""Tags of our own pages, kept when a document is appended: one structure tree for all (ISO 32000-1, 14.7).

Knows structure trees only. Exhibits carry none into the packet: theirs are not ours to vouch for.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pikepdf


def adopt(pdf: pikepdf.Pdf, source: pikepdf.Pdf, pages: Sequence[Any]) -> None:
    """Hangs the tags of `source`, whose pages stand in `pdf` as `pages`, on the tree that `pdf` has.

    A document without tags, or a packet without a tree, leaves its pages untagged.
    """
    from pikepdf import Array, Dictionary, NumberTree

    theirs = source.Root.get("/StructTreeRoot")
    ours = pdf.Root.get("/StructTreeRoot")
    if theirs is None or ours is None or "/ParentTree" not in theirs:
        drop(pages)
        return
    tree = pdf.copy_foreign(source.make_indirect(theirs))
    parents = NumberTree(ours.ParentTree)
    shift = max(parents, default=-1) + 1
    for key, value in NumberTree(tree.ParentTree).items():
        parents[key + shift] = value
    ours.ParentTreeNextKey = max(parents, default=-1) + 1
    _renumber(pages, shift)
    for name in ("/RoleMap", "/ClassMap"):
        if name in tree:
            ours[name] = Dictionary({**dict(tree[name]), **dict(ours.get(name, Dictionary()))})
    kids = _kids(tree)
    for kid in kids:
        kid.P = ours
    ours.K = Array([*_kids(ours), *kids])


def drop(pages: Sequence[Any]) -> None:
    """Takes pages out of any structure tree: their numbers would point into ours."""
    for page in pages:
        if "/StructParents" in page:
            del page.StructParents
        for annotation in page.get("/Annots", []):
            if "/StructParent" in annotation:
                del annotation.StructParent


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
