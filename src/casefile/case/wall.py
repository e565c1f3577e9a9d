"""The wall: a case as the other side and a court may see it. Nothing but open material is on this side of it.

Everything that a packet shows is made from the case that `opened` gives, so what is kept back cannot be quoted,
counted or referred to. Knows privilege; knows no document and no page.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from casefile.case.model import Case, Contact
from casefile.case.proof import Exhibit
from casefile.records import Record

V = TypeVar("V")


def opened(case: Case) -> Case:
    """The case without what is kept back; references to a withheld exhibit become its stand-in's, or none."""
    shown = _shown(case)
    names = {exhibit.id: _standing_for(case, exhibit.id, shown) for exhibit in case.exhibits}
    offers = tuple(offer for offer in case.offers if offer.privilege == "open")
    settlement = case.settlement
    if settlement and settlement.offer not in {offer.id for offer in offers}:
        settlement = settlement.model_copy(update={"offer": ""})
    bare = replace(
        case,
        file=case.file.model_copy(update={"hold": None, "review": None, "retain_until": None}),
        exhibits=(),
        contacts=tuple(_without_private_words(contact, names) for contact in case.contacts if is_open(contact)),
        offers=offers,
        settlement=settlement,
    )
    cleaned = _cleaned(bare, names)
    return replace(cleaned, exhibits=tuple(_as_shown(case, each, shown) for each in case.exhibits if each.id in shown))


def is_open(contact: Contact) -> bool:
    """Whether a contact may be seen; what passed between us and our counsel only when it is marked open."""
    head = contact.head
    if head.channel == "attorney" and head.privilege is None:
        return False
    return head.kept_as == "open"


def without_native(case: Case) -> frozenset[str]:
    """The exhibits of the whole case whose pages may be shown and whose file may not: a mail holds its attachments."""
    shown = _shown(case)
    return frozenset(each.parent for each in case.exhibits if each.parent in shown and each.id not in shown)


def _shown(case: Case) -> frozenset[str]:
    """The exhibits on this side of the wall, by id."""
    redacted = {exhibit.redacts for exhibit in case.exhibits if exhibit.redacts}
    by_id = {exhibit.id: exhibit for exhibit in case.exhibits}

    def seen(exhibit: Exhibit, path: tuple[str, ...] = ()) -> bool:
        if exhibit.privilege != "open" or exhibit.id in redacted:
            return False
        if "privilege" in exhibit.at.keys or exhibit.redacts or exhibit.id in path:
            return True
        # what belongs to a withheld exhibit is withheld with it, unless it is itself marked open
        whole = [by_id[name] for name in (exhibit.parent, exhibit.translation_of) if name in by_id]
        return all(seen(each, (*path, exhibit.id)) for each in whole)

    return frozenset(exhibit.id for exhibit in case.exhibits if seen(exhibit))


def _standing_for(case: Case, name: str, shown: frozenset[str]) -> str:
    """The exhibit that is shown for this one: itself, its stand-in, or "" for none."""
    for _ in case.exhibits:
        if name in shown:
            return name
        name = next((each.id for each in case.exhibits if each.redacts == name), "")
    return name if name in shown else ""


def _as_shown(case: Case, exhibit: Exhibit, shown: frozenset[str]) -> Exhibit:
    """An exhibit's row; where a stand-in is silent on kind, day and proof, what the row it stands for says."""
    update: dict[str, object] = {}
    original = case.exhibit(exhibit.redacts) if exhibit.redacts else None
    if original:
        silent = {"kind", "date", "proves"} - set(exhibit.at.keys)
        update = {key: getattr(original, key) for key in sorted(silent)}
    if exhibit.parent not in shown:
        update["parent"] = None
    if exhibit.translation_of:
        update["translation_of"] = _standing_for(case, exhibit.translation_of, shown) or None
    return exhibit.model_copy(update=update) if update else exhibit


def _without_private_words(contact: Contact, names: Mapping[str, str]) -> Contact:
    """A contact whose exhibits are all withheld says that it took place, not what it said."""
    withheld = contact.head.evidence and not any(names.get(name) for name in contact.head.evidence)
    return replace(contact, text="") if withheld else contact


def _cleaned(value: V, names: Mapping[str, str]) -> V:
    """A value with every `evidence` in it, however deep, put in the names that are shown."""
    changed: object = value
    if isinstance(value, Record):
        fields = {name: getattr(value, name) for name in type(value).model_fields if name != "at"}
        update = {name: new for name, old in fields.items() if (new := _field(name, old, names)) is not old}
        changed = value.model_copy(update=update) if update else value
    elif isinstance(value, tuple):
        items = tuple(_cleaned(item, names) for item in value)
        changed = items if any(new is not old for new, old in zip(items, value, strict=True)) else value
    elif isinstance(value, dict):
        changed = {key: _cleaned(item, names) for key, item in value.items()}
    elif hasattr(value, "__dataclass_fields__") and not isinstance(value, type):
        parts = {name: getattr(value, name) for name in value.__dataclass_fields__}
        update = {name: new for name, old in parts.items() if (new := _cleaned(old, names)) is not old}
        changed = replace(value, **update) if update else value  # type: ignore[type-var]  # a dataclass: just asked
    return changed  # type: ignore[return-value]  # every branch keeps the kind of value it was given


def _field(name: str, value: object, names: Mapping[str, str]) -> object:
    if name != "evidence" or not isinstance(value, tuple):
        return _cleaned(value, names)
    kept = tuple(dict.fromkeys(shown for each in value if (shown := names.get(each, ""))))
    return value if kept == value else kept
