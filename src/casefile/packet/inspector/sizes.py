"""A file's size in the megabytes that courts and mailboxes count in, of 1,000,000 bytes."""

from __future__ import annotations

MEGABYTE = 1_000_000


def over(size: int, most: int) -> str:
    """A size in megabytes that is more than `most`, with as many digits as show that it is."""
    digits = next(digits for digits in range(2, 7) if round(size / MEGABYTE, digits) > most)
    return f"{size / MEGABYTE:.{digits}f} MB; {most} MB at most"
