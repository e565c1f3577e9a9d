"""Whether a letter can be addressed: to a street or a box, in a town, with a post code where the country has them."""

from __future__ import annotations

from casefile.case.party import Address, Party, Representative

WITHOUT_POSTCODES = frozenset((
    "AE", "AG", "AO", "AW", "BF", "BI", "BJ", "BO", "BS", "BW", "BZ", "CD", "CF", "CG", "CI", "CK",
    "CM", "CW", "DJ", "DM", "ER", "FJ", "GA", "GD", "GH", "GM", "GQ", "GY", "HK", "IE", "JM", "KI",
    "KM", "KN", "KP", "LC", "LY", "ML", "MO", "MR", "MW", "NR", "NU", "PA", "QA", "RW", "SB", "SC",
    "SL", "SR", "ST", "SX", "SY", "TD", "TG", "TK", "TL", "TO", "TV", "UG", "VU", "YE", "ZW",
))  # fmt: skip
"""Countries where mail goes without a post code, or where many addresses have none (Universal Postal Union, Postal
addressing systems; Ireland has Eircodes, which mail does not need)."""


def is_postal(address: Address | None) -> bool:
    """Whether a letter reaches this address, as far as can be told from its parts. Without a country it is taken for
    one that has post codes."""
    if address is None or not any(address.lines) or not address.city:
        return False
    return bool(address.postcode) or address.country in WITHOUT_POSTCODES


def post_goes_to(party: Party) -> Party | Representative:
    """Whose address stands on letters to a party: that of whoever acts for them, else the party's own."""
    return party.represented_by or party


def goes_to(party: Party) -> Address | None:
    """The address on letters to a party; None where none is known of whom they go to."""
    return post_goes_to(party).address
