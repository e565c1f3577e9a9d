"""Payment codes: one module a standard, each from a Transfer to the text of its code, and the table of them.

Knows neither cases nor which account is to be paid.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from casefile.render import qr
from casefile.render.payment import epc, st00012, swiss, zbp
from casefile.render.payment.characters import folded
from casefile.render.payment.transfer import Transfer
from casefile.render.sheet import Asset
from casefile.render.slip import Slip


@dataclass(frozen=True, slots=True)
class Standard:
    """How a standard's code is written (`payload`, CaseError when it can't be) and drawn (`picture`, at the error
    correction `level`), how a text is `written` in its letters and how many it has room for, and what the `slip` says
    that it is printed on."""

    payload: Callable[[Transfer], str]
    picture: Callable[[str, str, str], Asset]
    level: str
    room: int
    written: Callable[[str], str]
    slip: Callable[[Transfer], Slip] | None = None

    def draw(self, transfer: Transfer, alt: str) -> Asset:
        """The code as a picture that says `alt` in words. CaseError when the standard can't carry the transfer."""
        picture = self.picture(self.payload(transfer), self.level, alt)
        return replace(picture, slip=self.slip(transfer)) if self.slip else picture


STANDARDS: Mapping[str, Standard] = {
    "epc": Standard(epc.payload, qr.picture, "M", epc.ROOM, folded),
    "zbp": Standard(zbp.payload, qr.picture, "L", zbp.ROOM, zbp.written),
    "st00012": Standard(st00012.payload, qr.picture, "M", st00012.ROOM, folded),
    "swiss": Standard(swiss.payload, qr.swiss, "M", swiss.ROOM, swiss.written, swiss.slip),
}
"""Every standard by its name."""
